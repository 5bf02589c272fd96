//! Ids refer to rows of other tables, and counts equal the number of rows of other tables.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};
use serde_json::Value;

use super::{BASE, Part, Row, number, parse_rows, rows, tables, text, with_id_parts};
use crate::support::built::{example, example_with_drafts};

/// Keys are unique, columns with ids refer to existing rows, and addresses refer to existing places on pages.
#[test]
fn ids_refer_to_existing_rows_and_places_on_pages() {
    let site = example_with_drafts();
    let tables: BTreeMap<&str, Vec<Row>> = tables().map(|table| (table, rows(&site, table))).collect();
    let keys = |table: &str, column: &str| -> BTreeSet<String> {
        let keys: Vec<String> = tables[table].iter().map(|row| row[column].to_string()).collect();
        let set: BTreeSet<String> = keys.iter().cloned().collect();
        assert_eq!(set.len(), keys.len(), "{table}.{column} has a value twice");
        set
    };
    let joins = [
        ("response", keys("responses", "response")),
        ("outcome_response", keys("responses", "response")),
        ("passage", keys("passages", "passage")),
        ("city", keys("cities", "city")),
        ("mentioned", keys("cities", "city")),
        ("course", keys("courses", "course")),
        ("sector", keys("sectors", "sector")),
        ("year", keys("editions", "year")),
    ];
    let topics = keys("topics", "topic");
    for (table, rows) in &tables {
        // A response that was not received has no row of its own.
        for row in rows.iter().filter(|row| row.get("state").is_none_or(|state| state != "not-received")) {
            for (column, keys) in &joins {
                let value = row.get(*column).filter(|value| !value.is_null()).map(Value::to_string);
                assert!(value.is_none_or(|value| keys.contains(&value)), "{table}.{column} leads nowhere: {row:?}");
            }
            if let Some(Value::Array(list)) = row.get("topics") {
                assert!(list.iter().all(|topic| topics.contains(&topic.to_string())), "{table}: {row:?}");
            }
        }
    }
    let question = |row: &Row| ["year", "sector", "question"].map(|column| row[column].to_string());
    let questions: BTreeSet<_> = tables["questions"].iter().map(question).collect();
    assert_eq!(questions.len(), tables["questions"].len());
    keys("plans", "item");
    for row in ["answers", "passages"].iter().flat_map(|table| &tables[table]) {
        assert!(questions.contains(&question(row)), "{row:?}");
    }
    let outcomes = tables["plans"].iter().filter(|row| !row["outcome_passage"].is_null());
    let passages = keys("passages", "passage");
    for plan in outcomes {
        let passage = format!("\"{}#{}\"", text(plan, "outcome_response"), text(plan, "outcome_passage"));
        assert!(passages.contains(&passage), "{passage}");
    }

    // The places on the pages of responses.
    let id = Selector::parse("[id]").unwrap();
    let mut places: BTreeSet<String> = BTreeSet::new();
    for (table, row) in tables.iter().flat_map(|(table, rows)| rows.iter().map(move |row| (*table, row))) {
        let Some(url) = row.get("url") else { continue };
        let page = url.as_str().unwrap().strip_prefix(BASE).unwrap();
        let html = Html::parse_document(&site.page(&format!("{page}index.html")));
        if table == "responses" {
            let response = text(row, "response");
            places.extend(html.select(&id).map(|element| format!("{response}#{}", element.value().id().unwrap())));
        }
    }
    for row in ["passages", "plans", "requests", "mentions"].iter().flat_map(|table| &tables[table]) {
        assert!(places.contains(text(row, "item")), "{row:?} leads to no place");
    }
}

/// Names in CSV are the names that the registers have for the ids in JSON.
#[test]
fn names_in_csv_match_the_registers() {
    let site = example();
    let names = |table: &str, key: &str| -> BTreeMap<String, String> {
        rows(&site, table).iter().map(|row| (text(row, key).to_owned(), text(row, "name").to_owned())).collect()
    };
    let named = [
        ("city", "city_name", names("cities", "city")),
        ("mentioned", "mentioned_name", names("cities", "city")),
        ("sector", "sector_name", names("sectors", "sector")),
        ("course", "course_name", names("courses", "course")),
    ];
    let topics = names("topics", "topic");
    let mut compared = 0;
    for part in Part::all(&site) {
        for table in part.tables() {
            let (head, csv) = part.csv(&site, table);
            let at = |column: &str| head.iter().position(|name| name == column);
            for (row, cells) in parse_rows(&part.json(&site, table)).into_iter().map(with_id_parts).zip(&csv) {
                for (id, name, names) in &named {
                    let Some(at) = at(name) else { continue };
                    let expected = row[*id].as_str().map_or("", |id| &names[id]);
                    assert_eq!(cells[at], expected, "{table}.{name}");
                    compared += 1;
                }
                if let (Some(at), Some(Value::Array(ids))) = (at("topic_names"), row.get("topics")) {
                    let expected: Vec<&str> = ids.iter().map(|id| &*topics[id.as_str().unwrap()]).collect();
                    assert_eq!(cells[at], expected.join(" | "), "{table}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn counts_match_the_rows_of_other_tables() {
    let site = example();
    let tables: BTreeMap<&str, Vec<Row>> = tables().map(|table| (table, rows(&site, table))).collect();
    let count =
        |table: &str, matches: &dyn Fn(&Row) -> bool| tables[table].iter().filter(|row| matches(row)).count() as u64;
    for response in &tables["responses"] {
        let is_of_response = |row: &Row| row["response"] == response["response"];
        assert_eq!(number(response, "passages"), count("passages", &is_of_response), "{response:?}");
        let of_courses = |row: &Row| is_of_response(row) && row["kind"] == "course";
        assert_eq!(number(response, "requests"), count("requests", &of_courses), "{response:?}");
        let answered = |row: &Row| is_of_response(row) && !["missing", "not-received"].contains(&text(row, "state"));
        assert_eq!(number(response, "answers"), count("answers", &answered), "{response:?}");
        for column in ["passages", "characters", "requests"] {
            let of_answers =
                tables["answers"].iter().filter(|row| is_of_response(row)).filter_map(|row| row[column].as_u64());
            assert_eq!(number(response, column), of_answers.sum::<u64>(), "{column} of {response:?}");
        }
        let characters: u64 =
            tables["passages"].iter().filter(|row| is_of_response(row)).map(|row| number(row, "characters")).sum();
        assert_eq!(number(response, "characters"), characters);
    }
    for city in &tables["cities"] {
        assert_eq!(number(city, "responses"), count("responses", &|row| row["city"] == city["city"]));
        assert_eq!(number(city, "mentions"), count("mentions", &|row| row["mentioned"] == city["city"]));
    }
    for topic in &tables["topics"] {
        let has = |row: &Row| row["topics"].as_array().unwrap().contains(&topic["topic"]);
        assert_eq!(number(topic, "passages"), count("passages", &has));
    }
    for course in &tables["courses"] {
        assert_eq!(number(course, "requests"), count("requests", &|row| row["course"] == course["course"]));
    }
    for question in &tables["questions"] {
        let answers = |row: &Row| {
            !row["passages"].is_null()
                && ["year", "sector", "question"].iter().all(|column| row[*column] == question[*column])
        };
        assert_eq!(number(question, "answers"), count("answers", &answers), "{question:?}");
    }
}
