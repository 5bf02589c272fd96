//! The pages show the numbers of the tables.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};
use serde_json::Value;

use super::{Row, number, rows, text};
use crate::support::built::example;

/// Returns the numbers in the elements that a selector finds.
fn numbers(html: &Html, selector: &str) -> Vec<u64> {
    let selector = Selector::parse(selector).unwrap();
    let found = html.select(&selector);
    let digits = |text: String| text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
    found.map(|element| digits(element.text().collect())).collect()
}

#[test]
fn pages_and_tables_have_the_same_numbers() {
    let site = example();
    let page = |path: String| Html::parse_document(&site.page(&format!("{path}/index.html")));
    let (plans, requests, states) = (rows(&site, "plans"), rows(&site, "requests"), rows(&site, "answers"));
    let cities: BTreeMap<String, String> =
        rows(&site, "cities").iter().map(|row| (text(row, "city").to_owned(), text(row, "name").to_owned())).collect();
    let distinct = |rows: &[&Row], column: &str| {
        rows.iter().map(|row| row[column].to_string()).collect::<BTreeSet<_>>().len() as u64
    };
    for year in [2022, 2023, 2024] {
        let is_of_year = |row: &&Row| number(row, "year") == year;
        let plans: Vec<&Row> = plans.iter().filter(is_of_year).collect();
        let of_kind = |kind: &str| -> Vec<&Row> {
            requests.iter().filter(is_of_year).filter(|row| row["kind"] == kind).collect()
        };
        let (support, discussion) = (of_kind("support"), of_kind("discussion"));
        for (name, rows, kind, words) in [
            ("plans", &plans, Some("outcome"), ["done", "partly", "not-begun", "dropped"]),
            ("support", &support, Some("status"), ["considered", "accepted", "done", "declined"]),
            ("agenda", &discussion, None, [""; 4]),
        ] {
            let html = page(format!("{name}/{year}"));
            let counts = if rows.is_empty() { vec![] } else { vec![distinct(rows, "city"), rows.len() as u64] };
            assert_eq!(numbers(&html, ".page-header .counts li"), counts, "{name} {year}");
            // The outcomes of plans of the last edition are not known yet.
            let Some(kind) = kind.filter(|_| (name, year) != ("plans", 2024)) else { continue };
            for (word, value) in words.map(|word| (word, Value::from(word))).into_iter().chain([("none", Value::Null)])
            {
                let count = rows.iter().filter(|row| row[kind] == value).count() as u64;
                let tally = numbers(&html, &format!(".tally li:has(.of-{word}) .count"));
                assert_eq!(
                    tally,
                    [count].into_iter().filter(|count| *count > 0).collect::<Vec<_>>(),
                    "{name} {year} {word}"
                );
            }
        }
        let (courses, uncovered) = (of_kind("course"), of_kind("uncovered"));
        let counts = [distinct(&courses, "course"), courses.len() as u64, uncovered.len() as u64];
        let counts: Vec<u64> = counts.into_iter().filter(|count| *count > 0).collect();
        assert_eq!(numbers(&page(format!("courses/{year}")), ".counts li"), counts, "{year}");

        for sector in states.iter().filter(is_of_year).map(|row| text(row, "sector")).collect::<BTreeSet<_>>() {
            let rows: Vec<&Row> = states.iter().filter(is_of_year).filter(|row| row["sector"] == sector).collect();
            let html = page(format!("{year}/{sector}"));
            let (th, td) = (Selector::parse("th a").unwrap(), Selector::parse("td").unwrap());
            let mut matrix: Vec<(String, String)> = Vec::new();
            for line in html.select(&Selector::parse(".of-answers #rows tr").unwrap()) {
                let city: String = line.select(&th).next().unwrap().text().collect();
                for cell in line.select(&td) {
                    let times = cell.attr("colspan").map_or(1, |times| times.parse().unwrap());
                    let html = cell.html();
                    let states = ["answered", "brief", "nothing", "missing", "not-received"];
                    let state = states
                        .into_iter()
                        .find(|state| html.contains(&format!("of-{state}")))
                        .unwrap_or_else(|| panic!("{html}"));
                    matrix.extend(std::iter::repeat_n((city.clone(), state.to_owned()), times));
                }
            }
            let expected = rows.iter().map(|row| (cities[text(row, "city")].clone(), text(row, "state").to_owned()));
            assert_eq!(matrix, expected.collect::<Vec<_>>(), "{year} {sector}");
        }
    }
}
