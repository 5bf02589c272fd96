//! Boards (plans, help wanted, agenda) list the same rows as the open data, with the same counts.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html};

use super::{Row, number, rows, selector, text};
use crate::support::built::example;

fn element_text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number of items by response and state, such as (`2024/culture/omsk`, `done`).
type States = BTreeMap<(String, String), usize>;

/// Counts the items of a board.
fn board_states(html: &Html) -> States {
    let (passage, link, item) =
        (selector(".listed > li"), selector(".shared a"), selector(".items > li, .request-wording"));
    let mut states = States::new();
    for passage in html.select(&passage) {
        let href = passage.select(&link).next().unwrap().attr("href").unwrap();
        let path = href.split("/index.html").next().unwrap().trim_start_matches("../");
        for item in passage.select(&item) {
            let state = item.attr("data-state").unwrap_or("none");
            *states.entry((path.to_owned(), state.to_owned())).or_default() += 1;
        }
    }
    states
}

/// Counts the items of the open data; `column` has their state.
fn data_states<'r>(rows: impl Iterator<Item = &'r Row>, column: &str) -> States {
    let mut states = States::new();
    for row in rows {
        let state = row.get(column).and_then(|state| state.as_str()).unwrap_or("none");
        *states.entry((text(row, "response").to_owned(), state.to_owned())).or_default() += 1;
    }
    states
}

#[test]
fn rows_of_boards_match_the_open_data() {
    let site = example();
    let (plans, requests) = (rows(&site, "plans"), rows(&site, "requests"));
    for year in [2022, 2023, 2024] {
        let of_year = |row: &&Row| number(row, "year") == year;
        let of_kind = |kind: &'static str| {
            move |row: &&Row| number(row, "year") == year && row.get("kind").is_some_and(|of| of == kind)
        };
        let page = |name: &str| Html::parse_document(&site.page(&format!("{name}/{year}/index.html")));
        assert_eq!(board_states(&page("plans")), data_states(plans.iter().filter(of_year), "outcome"), "plans {year}");
        assert_eq!(
            board_states(&page("support")),
            data_states(requests.iter().filter(of_kind("support")), "status"),
            "support {year}"
        );
        assert_eq!(
            board_states(&page("agenda")),
            data_states(requests.iter().filter(of_kind("discussion")), "none"),
            "agenda {year}"
        );
    }
}

/// The counts in the line of a group add up to its rows.
#[test]
fn group_totals_match_the_rows_of_the_group() {
    let site = example();
    let mut count = 0;
    for (page, name, without_record) in
        [("plans/2023", "outcome", "итог не указан"), ("support/2024", "reply", "ответа пока нет")]
    {
        let html = Html::parse_document(&site.page(&format!("{page}/index.html")));
        for group in html.select(&selector("#list > section")) {
            let items: Vec<ElementRef<'_>> = group.select(&selector(".items > li, .request-wording")).collect();
            let without = items.iter().filter(|item| item.attr("data-state").is_none()).count();
            let line = element_text(group.select(&selector(".group-line > li")).next().unwrap());
            if without == items.len() {
                assert!(["Итог не указан", "Ответа дирекции пока нет"].contains(&&*line), "{page}: {line}");
                continue;
            }
            let numbers = line.split(", ").map(|part| part.rsplit_once(" — ").unwrap());
            let stated: BTreeMap<&str, usize> = numbers.map(|(state, count)| (state, count.parse().unwrap())).collect();
            assert_eq!(stated.values().sum::<usize>(), items.len(), "{page}: {name}: {line}");
            assert_eq!(stated.get(without_record).copied().unwrap_or(0), without, "{page}: {line}");
            count += 1;
        }
    }
    assert!(count > 5, "only {count} groups have records");
}

#[test]
fn cities_with_experience_report_results_on_the_topic() {
    let site = example();
    let roles: BTreeSet<(u64, String, String)> = rows(&site, "questions")
        .iter()
        .filter(|row| row["role"] == "results")
        .map(|row| (number(row, "year"), text(row, "sector").to_owned(), text(row, "question").to_owned()))
        .collect();
    let passages = rows(&site, "passages");
    let mut count = 0;
    for board in ["support/2024", "agenda/2024"] {
        let html = Html::parse_document(&site.page(&format!("{board}/index.html")));
        for group in html.select(&selector("#list > section")) {
            let id = group.attr("aria-labelledby").unwrap();
            let Some(topic) = id.strip_prefix("topic-") else { continue };
            let reports = passages.iter().filter(|row| {
                let question = (number(row, "year"), text(row, "sector").to_owned(), text(row, "question").to_owned());
                roles.contains(&question) && row["topics"].as_array().unwrap().iter().any(|of| of == topic)
            });
            let cities: BTreeSet<&str> = reports.map(|row| text(row, "city")).collect();
            let stated =
                group.select(&selector(".group-line a")).find(|link| element_text(*link).starts_with("Есть опыт"));
            let stated: Option<usize> = stated.map(|link| {
                element_text(link).chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
            });
            assert_eq!(stated, Some(cities.len()).filter(|count| *count > 0), "{board} {topic}");
            count += cities.len();
        }
    }
    assert!(count > 0);
}
