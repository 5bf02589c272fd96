//! The findings on the home page equal those computed from the open data.

use std::collections::BTreeSet;

use scraper::{Html, Selector};

use super::{Row, city_counts, number, rows, text};
use crate::support::Site;
use crate::support::built::{example, real};

/// Returns the findings of the home page: each sentence, with plain spaces, and the address that it links to.
fn findings(site: &Site) -> Vec<(String, String)> {
    let html = Html::parse_document(&site.page("index.html"));
    let (item, link) = (Selector::parse(".findings li").unwrap(), Selector::parse("a").unwrap());
    let findings = html.select(&item).map(|item| {
        let sentence: String = item.text().collect::<String>().replace('\u{a0}', " ");
        (sentence.trim().to_owned(), item.select(&link).next().unwrap().attr("href").unwrap().to_owned())
    });
    findings.collect()
}

fn entry_name(registers: &[Row], id: &str, column: &str) -> String {
    let row = registers.iter().find(|row| text(row, column) == id).unwrap();
    text(row, "name").replace('\u{a0}', " ")
}

/// Returns the id of the entry whose page a link leads to.
fn linked_id<'a>(href: &'a str, folder: &str) -> &'a str {
    let id = href.split_once(&format!("{folder}/")).and_then(|(_, id)| id.strip_suffix("/index.html"));
    id.unwrap_or_else(|| panic!("{href} leads to none of {folder}"))
}

fn city_noun(count: usize) -> &'static str {
    match count {
        1 => "город",
        2..=4 => "города",
        _ => "городов",
    }
}

#[test]
fn findings_of_the_example_match_the_open_data() {
    let site = example();
    let responses = rows(&site, "responses");
    let year = responses.iter().map(|row| number(row, "year")).max().unwrap();
    let topics_in = |year: u64| {
        let of_year = responses.iter().filter(move |row| number(row, "year") == year);
        let pairs = of_year.flat_map(|row| {
            let topics = row["topics"].as_array().unwrap().iter();
            topics.map(|topic| (topic.as_str().unwrap(), text(row, "city")))
        });
        city_counts(pairs)
    };
    let requests = rows(&site, "requests");
    let courses_in = |includes_year: &dyn Fn(u64) -> bool| {
        let courses = requests.iter().filter(|row| text(row, "kind") == "course" && includes_year(number(row, "year")));
        city_counts(courses.map(|row| (text(row, "course"), text(row, "city"))))
    };
    let home_findings = findings(&site);
    let sentences: Vec<&str> = home_findings.iter().map(|(sentence, _)| &**sentence).collect();

    let plans: Vec<Row> = rows(&site, "plans").into_iter().filter(|row| number(row, "year") == year - 1).collect();
    let count_with_outcome =
        |outcome: Option<&str>| plans.iter().filter(|row| row["outcome"].as_str() == outcome).count();
    let (all, done, without_outcome) = (plans.len(), count_with_outcome(Some("done")), count_with_outcome(None));
    assert_eq!(
        sentences[0],
        format!("Из {all} планов на {year} год выполнено {done}, у {without_outcome} итог не указан")
    );
    assert!(home_findings[0].1.contains(&format!("plans/{}/", year - 1)), "{}", home_findings[0].1);

    let (old, new) = (topics_in(year - 1), topics_in(year));
    let growth =
        |topic: &str| new.get(topic).copied().unwrap_or(0) as i64 - old.get(topic).copied().unwrap_or(0) as i64;
    let most = new.keys().map(|topic| growth(topic)).max().unwrap();
    let id = linked_id(&home_findings[1].1, "topics");
    assert_eq!(growth(id), most, "{}: no topic grew more", sentences[1]);
    let (now, before) = (new[id], old.get(id).copied().unwrap_or(0));
    let title = entry_name(&rows(&site, "topics"), id, "topic");
    assert_eq!(
        sentences[1],
        format!("Чаще пишут о теме «{title}»: {now} {}, в {} году — {before}", city_noun(now), year - 1)
    );

    let (courses, requested_before) = (courses_in(&|of| of == year), courses_in(&|of| of < year));
    let most =
        courses.iter().filter(|(course, _)| !requested_before.contains_key(*course)).map(|(_, count)| *count).max();
    let id = linked_id(&home_findings[2].1, "courses");
    assert!(!requested_before.contains_key(id) && Some(courses[id]) == most, "{}", sentences[2]);
    let title = entry_name(&rows(&site, "courses"), id, "course");
    let words = city_noun(courses[id]);
    assert_eq!(sentences[2], format!("Впервые просят курс «{title}»: {} {words}", courses[id]));

    let asked = requests.iter().filter(|row| text(row, "kind") == "support" && number(row, "year") == year);
    let support_requests: Vec<&Row> = asked.collect();
    let replied = support_requests.iter().filter(|row| !row["status"].is_null()).count();
    assert_eq!(sentences[3], format!("Дирекция ответила на {replied} из {} просьб", support_requests.len()));

    let responding_cities = |includes_year: &dyn Fn(u64) -> bool| -> BTreeSet<&str> {
        responses.iter().filter(|row| includes_year(number(row, "year"))).map(|row| text(row, "city")).collect()
    };
    let (before, now) = (responding_cities(&|of| of < year), responding_cities(&|of| of == year));
    let names = now.difference(&before).map(|city| entry_name(&rows(&site, "cities"), city, "city"));
    let names: Vec<String> = names.collect();
    assert_eq!(sentences[4], format!("Впервые прислали анкеты: {}", names.join(", ")));

    let id = linked_id(&home_findings[5].1, "topics");
    let least = new.keys().chain(old.keys()).map(|topic| growth(topic)).min().unwrap();
    assert_eq!(growth(id), least, "{}: no topic lost more", sentences[5]);
    let title = entry_name(&rows(&site, "topics"), id, "topic");
    let (now, before) = (new[id], old[id]);
    let words = city_noun(now);
    assert_eq!(sentences[5], format!("Реже пишут о теме «{title}»: {now} {words}, в {} году — {before}", year - 1));
    assert_eq!(sentences.len(), 6);
}

#[test]
fn with_one_response_the_home_page_shows_its_answers_instead_of_findings() {
    let site = real();
    assert!(findings(&site).is_empty());
    let html = Html::parse_document(&site.page("index.html"));
    let questions = html.select(&Selector::parse(".in-short dt").unwrap()).count();
    let latest = rows(&site, "questions");
    let year = latest.iter().map(|row| number(row, "year")).max().unwrap();
    let asked = latest.iter().filter(|row| number(row, "year") == year).count();
    let answered = rows(&site, "responses").len();
    assert_eq!((questions, answered), (asked, 1), "a line for each question of its response");
}
