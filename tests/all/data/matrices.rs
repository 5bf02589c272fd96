//! The matrices of topics and courses by year, and of topics by city, have the numbers of the open data.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html};

use super::{Row, number, rows, selector, text};
use crate::support::Site;
use crate::support::built::example;

/// Returns the rows of the table with the id `list`: the id of the linked entry, and the numbers in each cell.
fn table(site: &Site, page: &str) -> Vec<(String, Vec<Vec<usize>>)> {
    let html = Html::parse_document(&site.page(page));
    let numbers = |cell: ElementRef<'_>| -> Vec<usize> {
        let text: String = cell.text().collect();
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
        numbers.map(|number| number.parse().unwrap()).collect()
    };
    let row = |row: ElementRef<'_>| {
        let href = row.select(&selector("th a")).next().unwrap().attr("href").unwrap();
        let id = href.strip_suffix("/index.html").unwrap().rsplit('/').next().unwrap().to_owned();
        (id, row.select(&selector("td")).map(numbers).collect())
    };
    html.select(&selector("#list tr")).map(row).collect()
}

/// Returns the topics of a row.
fn topics(row: &Row) -> impl Iterator<Item = &str> {
    row["topics"].as_array().unwrap().iter().map(|topic| topic.as_str().unwrap())
}

/// Counts the passages by response and topic: at least one for every topic of the response.
fn passages(site: &Site) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for row in &rows(site, "responses") {
        counts.extend(topics(row).map(|topic| ((text(row, "response").to_owned(), topic.to_owned()), 0)));
    }
    for row in &rows(site, "passages") {
        for topic in topics(row) {
            *counts.get_mut(&(text(row, "response").to_owned(), topic.to_owned())).unwrap() += 1;
        }
    }
    counts.into_iter().map(|(key, count)| (key, count.max(1))).collect()
}

#[test]
fn topics_by_city_match_the_open_data() {
    let site = example();
    let passages = passages(&site);
    for year in [2022, 2023, 2024] {
        let page = format!("topics/{year}/index.html");
        let html = Html::parse_document(&site.page(&page));
        let columns: Vec<String> = html
            .select(&selector("thead a"))
            .map(|link| link.attr("href").unwrap().strip_suffix("/index.html").unwrap().replace("../", ""))
            .collect();
        let mut found = 0;
        for (city, cells) in table(&site, &page) {
            let of_city = || {
                let of_year = passages.iter().filter(|((response, _), _)| response.starts_with(&format!("{year}/")));
                of_year.filter(|((response, _), _)| response.ends_with(&format!("/{city}")))
            };
            let all: BTreeSet<&String> = of_city().map(|((_, topic), _)| topic).collect();
            assert_eq!(cells[0], [all.len()], "{page} {city}");
            for (column, cell) in columns.iter().zip(&cells[1..]) {
                let count = of_city().filter(|((_, topic), _)| topic == column).map(|(_, count)| count).sum::<usize>();
                assert_eq!(cell.first().copied().unwrap_or(0), count, "{page} {city} {column}");
                found += count;
            }
        }
        assert!(found > 0, "{page}");
        let cities: Vec<usize> = html
            .select(&selector("thead .count"))
            .map(|count| {
                count
                    .text()
                    .collect::<String>()
                    .chars()
                    .filter(char::is_ascii_digit)
                    .collect::<String>()
                    .parse()
                    .unwrap()
            })
            .collect();
        let cities_with_topic = |topic: &String| {
            let of_topic =
                passages.keys().filter(|(response, of)| of == topic && response.starts_with(&year.to_string()));
            of_topic.map(|(response, _)| response.rsplit('/').next().unwrap()).collect::<BTreeSet<_>>().len()
        };
        assert_eq!(cities, columns.iter().map(cities_with_topic).collect::<Vec<_>>(), "{page}");
    }
}

#[test]
fn topics_and_courses_by_year_match_the_open_data() {
    let site = example();
    let years = [2022, 2023, 2024];
    let (responses, passages, requests) = (rows(&site, "responses"), rows(&site, "passages"), rows(&site, "requests"));
    let cities = |rows: &[&Row]| rows.iter().map(|row| text(row, "city")).collect::<BTreeSet<_>>().len();
    for (topic, cells) in table(&site, "topics/index.html") {
        for (year, cell) in years.into_iter().zip(cells) {
            let of = |rows: &'_ [Row]| -> Vec<Row> {
                let of_year =
                    rows.iter().filter(|row| number(row, "year") == year && topics(row).any(|of| of == topic));
                of_year.cloned().collect()
            };
            let (responses, passages) = (of(&responses), of(&passages));
            assert_cell(
                &cell,
                cities(&responses.iter().collect::<Vec<_>>()),
                passages.len(),
                &format!("{topic} {year}"),
            );
        }
    }
    for (course, cells) in table(&site, "courses/index.html") {
        for (year, cell) in years.into_iter().zip(cells) {
            let of_course = requests.iter().filter(|row| row["kind"] == "course" && row["course"] == *course);
            let of_year: Vec<&Row> = of_course.filter(|row| number(row, "year") == year).collect();
            assert_cell(&cell, cities(&of_year), of_year.len(), &format!("{course} {year}"));
        }
    }
}

/// Checks that a cell has the number of cities, then that of passages or requests if it is larger.
fn assert_cell(cell: &[usize], cities: usize, entries: usize, place: &str) {
    let expected = if cities > 0 && entries > cities { vec![cities, entries] } else { vec![cities] };
    assert_eq!(cell, expected, "{place}");
}
