//! The changes that a page lists for an edition equal those computed from the open data.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html};

use super::{Row, city_counts, number, rows, selector, text};
use crate::support::built::example;

fn numbers(element: ElementRef<'_>) -> Vec<usize> {
    let text: String = element.text().collect();
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    numbers.map(|number| number.parse().unwrap()).collect()
}

/// Returns the id of the entry that the first link of an element leads to.
fn linked_id(element: ElementRef<'_>) -> String {
    let link = element.select(&selector("a")).next().unwrap().attr("href").unwrap();
    link.strip_suffix("/index.html").unwrap().rsplit('/').next().unwrap().to_owned()
}

/// Returns the entries of a list of changes: the ids with the numbers of cities in this edition and in the one before.
fn listed_changes(html: &Html, kind: &str, entries: &str) -> BTreeMap<String, (usize, usize)> {
    let items = html.select(&selector(&format!("[aria-labelledby={kind}-{entries}] li"))).collect::<Vec<_>>();
    let change = |item: &ElementRef<'_>| {
        let count = numbers(item.select(&selector(".count")).next().unwrap());
        let counts = match kind {
            "new" => (count[0], 0),
            "gone" => (0, count[0]),
            _ => (count[0], count[1]),
        };
        (linked_id(*item), counts)
    };
    items.iter().map(change).collect()
}

#[test]
fn changes_of_the_example_match_the_open_data() {
    let site = example();
    assert!(!site.path("public/changes/2022").exists(), "the first edition has nothing to compare with");
    let (responses, requests) = (rows(&site, "responses"), rows(&site, "requests"));
    for year in [2023, 2024] {
        let html = Html::parse_document(&site.page(&format!("changes/{year}/index.html")));
        let rows_of_year = |rows: &'_ [Row], year: u64| -> Vec<Row> {
            rows.iter().filter(|row| number(row, "year") == year).cloned().collect()
        };
        let (now, before) = (rows_of_year(&responses, year), rows_of_year(&responses, year - 1));
        let (requests_now, requests_before) = (rows_of_year(&requests, year), rows_of_year(&requests, year - 1));
        let topics = |rows: &'_ [Row]| -> BTreeMap<String, usize> {
            let pairs = rows.iter().flat_map(|row| {
                let topics = row["topics"].as_array().unwrap().iter();
                topics.map(|topic| (topic.as_str().unwrap(), text(row, "city")))
            });
            city_counts(pairs).into_iter().map(|(topic, count)| (topic.to_owned(), count)).collect()
        };
        let courses = |rows: &'_ [Row]| -> BTreeMap<String, usize> {
            let courses = rows.iter().filter(|row| row["kind"] == "course");
            let counts = city_counts(courses.map(|row| (text(row, "course"), text(row, "city"))));
            counts.into_iter().map(|(course, count)| (course.to_owned(), count)).collect()
        };
        for (entries, new, old) in
            [("topics", topics(&now), topics(&before)), ("courses", courses(&requests_now), courses(&requests_before))]
        {
            let mut all = 0;
            for kind in ["new", "more", "fewer", "gone"] {
                let ids = new.keys().chain(old.keys());
                let counts = ids
                    .map(|key| (key.clone(), (new.get(key).copied().unwrap_or(0), old.get(key).copied().unwrap_or(0))));
                let is_of_kind = |(now, before): (usize, usize)| match kind {
                    "new" => before == 0,
                    "gone" => now == 0,
                    "more" => before > 0 && now > before,
                    _ => now > 0 && now < before,
                };
                let expected: BTreeMap<String, (usize, usize)> =
                    counts.filter(|(_, counts)| is_of_kind(*counts)).collect();
                assert_eq!(listed_changes(&html, kind, entries), expected, "{year} {kind} {entries}");
                all += expected.len();
            }
            assert!(all > 0, "{year} {entries}");
        }
        let names = |rows: &[Row]| rows.iter().map(|row| text(row, "city").to_owned()).collect::<BTreeSet<String>>();
        for (list, new, old) in
            [("new-cities", names(&now), names(&before)), ("gone-cities", names(&before), names(&now))]
        {
            let links = html.select(&selector(&format!("[aria-labelledby={list}] p a"))).collect::<Vec<_>>();
            let ids = links.iter().map(|link| {
                link.attr("href").unwrap().strip_suffix("/index.html").unwrap().rsplit('/').next().unwrap().to_owned()
            });
            let expected: BTreeSet<String> = new.difference(&old).cloned().collect();
            assert_eq!(ids.collect::<BTreeSet<String>>(), expected, "{year} {list}");
        }
        let counts = html.select(&selector(".page-header .counts li")).map(numbers).collect::<Vec<_>>();
        assert_eq!(counts[0], [names(&now).len(), names(&before).len()], "{year}");
        assert_eq!(counts[1], [now.len(), before.len()], "{year}");

        let corrections = rows_of_year(&rows(&site, "corrections"), year).len();
        let shown = html.select(&selector("[aria-labelledby=corrections] li")).count();
        assert_eq!(shown, corrections, "{year}");
        let is_replied = |row: &&Row| row["kind"] == "support" && row["status_of"] == "item";
        let replied = requests_now.iter().chain(&requests_before).filter(is_replied).count();
        let shown = html.select(&selector("[aria-labelledby=replies] li")).count();
        assert!(shown >= replied && shown > 0, "{year}: {shown} of {replied}; those of whole lists come on top");

        let plans = rows_of_year(&rows(&site, "plans"), year - 1).len();
        let kind = |rows: &[Row], kind: &str| rows.iter().filter(|row| row["kind"] == kind).count();
        let links = selector("[aria-labelledby=boards] a");
        let boards = html.select(&links).map(|link| numbers(link)[0]);
        let expected = [
            plans,
            kind(&requests_before, "support"),
            kind(&requests_now, "support"),
            kind(&requests_now, "discussion"),
        ];
        let expected: Vec<usize> = expected.into_iter().filter(|count| *count > 0).collect();
        assert_eq!(boards.collect::<Vec<_>>(), expected, "{year}");
    }
}
