//! The open data, read with other libraries than those that write it: the formats agree, ids refer to existing rows,
//! and numbers equal those of the content files and of the pages.

mod boards;
mod changes;
mod counts;
mod findings;
mod formats;
mod items;
mod matrices;
mod pages;
mod relations;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io::{Cursor, Read};

use calamine::Xlsx;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::support::built::{example, example_with_drafts};
use crate::support::{Site, expect_file, files, project};

/// The stable names of the tables that are published by edition.
const EDITION_TABLES: [&str; 7] = ["responses", "answers", "plans", "requests", "passages", "mentions", "corrections"];

/// The tables of editions that have a sheet in a workbook, in the order of the sheets.
const SHEETS: [&str; 5] = ["responses", "answers", "plans", "requests", "corrections"];

/// The stable names of the registers, in the order of the sheets of their workbook.
const REGISTERS: [&str; 6] = ["cities", "topics", "courses", "sectors", "editions", "questions"];

/// All tables except the full texts.
fn tables() -> impl Iterator<Item = &'static str> {
    EDITION_TABLES.into_iter().chain(REGISTERS)
}

/// The base URL of the example.
const BASE: &str = "https://example.org/digest/";

type Row = serde_json::Map<String, Value>;

fn bytes(site: &Site, name: &str) -> Vec<u8> {
    let path = site.path("public/data").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(site: &Site, name: &str) -> Value {
    serde_json::from_slice(&bytes(site, name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Returns a file of a ZIP archive.
fn zip_entry(site: &Site, archive: &str, name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes(site, archive))).unwrap();
    let mut file = archive.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

/// Returns the years of the editions that have files.
fn years(site: &Site) -> Vec<u64> {
    let files = files(&site.path("public/data")).into_iter();
    let mut years: Vec<u64> =
        files.filter_map(|(path, _)| path.strip_prefix("json-")?.strip_suffix(".zip")?.parse().ok()).collect();
    years.sort_unstable();
    years
}

/// Files that are published together: those of an edition, or the registers.
#[derive(Debug, Clone, Copy)]
enum Part {
    Edition(u64),
    Registers,
}

impl Part {
    fn all(site: &Site) -> Vec<Part> {
        years(site).into_iter().map(Part::Edition).chain([Part::Registers]).collect()
    }

    fn tables(self) -> &'static [&'static str] {
        match self {
            Part::Edition(_) => &EDITION_TABLES,
            Part::Registers => &REGISTERS,
        }
    }

    fn json(self, site: &Site, table: &str) -> Vec<u8> {
        match self {
            Part::Edition(year) => zip_entry(site, &format!("json-{year}.zip"), &format!("{table}-{year}.json")),
            Part::Registers => bytes(site, &format!("{table}.json")),
        }
    }

    /// Returns the column names and the rows of a CSV file, read as a Russian Excel does.
    fn csv(self, site: &Site, table: &str) -> (Vec<String>, Vec<Vec<String>>) {
        let bytes = match self {
            Part::Edition(year) => zip_entry(site, &format!("csv-{year}.zip"), &format!("{table}-{year}.csv")),
            Part::Registers => bytes(site, &format!("{table}.csv")),
        };
        let text =
            bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or_else(|| panic!("{table} has no byte-order mark"));
        assert!(text.ends_with(b"\r\n"), "{table}");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text);
        let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        (head, rows)
    }

    fn workbook(self, site: &Site) -> Xlsx<Cursor<Vec<u8>>> {
        let name = match self {
            Part::Edition(year) => format!("digest-{year}.xlsx"),
            Part::Registers => "registers.xlsx".to_owned(),
        };
        calamine::open_workbook_from_rs(Cursor::new(bytes(site, &name))).unwrap()
    }
}

fn parse_rows(json: &[u8]) -> Vec<Row> {
    let rows: Vec<Value> = serde_json::from_slice(json).unwrap();
    rows.into_iter().map(|row| if let Value::Object(row) = row { row } else { panic!("{row} is no row") }).collect()
}

/// Returns the rows of a table from its JSON, with further columns that programs derive from the ids: year, sector and
/// city of a response, and passage and item prefixed by the id of the response.
fn rows(site: &Site, table: &str) -> Vec<Row> {
    let parts = Part::all(site).into_iter().filter(|part| part.tables().contains(&table));
    parts.flat_map(|part| parse_rows(&part.json(site, table))).map(with_id_parts).collect()
}

fn with_id_parts(mut row: Row) -> Row {
    if let Some(Value::String(response)) = row.get("response").cloned() {
        let mut parts = response.split('/');
        let year: u64 = parts.next().unwrap().parse().unwrap();
        row.insert("year".to_owned(), year.into());
        row.insert("sector".to_owned(), parts.next().unwrap().into());
        row.insert("city".to_owned(), parts.next().unwrap().into());
        if let Some(Value::String(passage)) = row.get("passage").cloned() {
            let number = row.get("number").filter(|number| number.is_u64());
            let item = number.map_or(passage.clone(), |number| format!("{passage}.{number}"));
            row.insert("item".to_owned(), format!("{response}#{item}").into());
            row.insert("passage".to_owned(), format!("{response}#{passage}").into());
        }
    }
    row
}

/// Returns how many different cities each entry of pairs (entry, city) has.
fn city_counts<'r>(pairs: impl Iterator<Item = (&'r str, &'r str)>) -> BTreeMap<&'r str, usize> {
    let mut cities: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (entry, city) in pairs {
        cities.entry(entry).or_default().insert(city);
    }
    cities.into_iter().map(|(entry, cities)| (entry, cities.len())).collect()
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

fn text<'r>(row: &'r Row, column: &str) -> &'r str {
    row[column].as_str().unwrap_or_else(|| panic!("{column} is no text: {row:?}"))
}

fn number(row: &Row, column: &str) -> u64 {
    row[column].as_u64().unwrap_or_else(|| panic!("{column} is no number: {row:?}"))
}

/// A column as the data page describes it.
#[derive(Debug)]
struct Column {
    id: String,
    title: String,
    in_json: bool,
    in_workbook: bool,
}

/// Returns the columns of all tables as the data page lists them.
fn columns(site: &Site) -> BTreeMap<String, Vec<Column>> {
    let html = Html::parse_document(&site.page("data/index.html"));
    let [section, row, cell] =
        ["main section:has(.columns-of)", "tbody tr", "th, td"].map(|s| Selector::parse(s).unwrap());
    let table_columns = |section: scraper::ElementRef<'_>| {
        let columns = section.select(&row).map(|row| {
            let cells: Vec<String> = row.select(&cell).map(|cell| cell.text().collect()).collect();
            let has_note = |ru: &str, en: &str| cells[2].contains(ru) || cells[2].contains(en);
            Column {
                id: cells[0].clone(),
                title: cells[1].clone(),
                in_json: !has_note("нет в JSON", "not in JSON"),
                in_workbook: !has_note("нет в книге Excel", "not in the workbook"),
            }
        });
        (section.attr("aria-labelledby").unwrap().to_owned(), columns.collect())
    };
    html.select(&section).map(table_columns).collect()
}

/// Returns the JSON columns of a table in order, each with its schema.
fn schema_columns(site: &Site, table: &str) -> Vec<(String, Value)> {
    let schema = json(site, &format!("{table}.schema.json"));
    let order = schema["items"]["required"].as_array().unwrap();
    let properties = &schema["items"]["properties"];
    order.iter().map(|id| (id.as_str().unwrap().to_owned(), properties[id.as_str().unwrap()].clone())).collect()
}

/// The names and order of files and columns are promised: any change of `columns.txt` but an addition needs another
/// version of the tables.
#[test]
fn names_and_order_of_files_and_columns_are_stable() {
    let site = example();
    let mut out = "# A column with “-” behind it is not in JSON, one with “+” is not in the workbook.\n".to_owned();
    let columns = columns(&site);
    for table in tables().chain(["texts"]) {
        let names = columns[table].iter().map(|Column { id, in_json, in_workbook, .. }| {
            format!(" {id}{}{}", if *in_json { "" } else { "-" }, if *in_workbook { "" } else { "+" })
        });
        writeln!(out, "{table}:{}", names.collect::<String>()).unwrap();
    }
    expect_file(&project("tests/data/columns.txt"), &out);
    let mut expected: BTreeSet<String> =
        tables().chain(["texts"]).map(|table| format!("{table}.schema.json")).collect();
    expected.extend(REGISTERS.iter().flat_map(|table| ["csv", "json"].map(|end| format!("{table}.{end}"))));
    expected.extend(["registers.xlsx", "index.html"].map(str::to_owned));
    for year in [2022, 2023, 2024] {
        expected.insert(format!("digest-{year}.xlsx"));
        expected.extend(["csv", "json", "texts"].map(|what| format!("{what}-{year}.zip")));
    }
    let published: BTreeSet<String> = files(&site.path("public/data")).into_iter().map(|(path, _)| path).collect();
    assert_eq!(published, expected);
}

#[test]
fn drafts_are_in_the_data_only_if_they_are_built() {
    let drafts = |site: &Site| rows(site, "responses").iter().filter(|row| row["draft"] == true).count();
    assert_eq!(drafts(&example()), 0);
    assert_eq!(drafts(&example_with_drafts()), 3);
}

#[test]
fn the_data_page_lists_files_columns_licence_and_version() {
    let site = example();
    let page = site.page("data/index.html");
    for part in ["CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", "digest-2024.xlsx", "20 мая 2025"]
    {
        assert!(page.contains(part), "{part} is not on the page");
    }
    let html = Html::parse_document(&page);
    let links = Selector::parse("main a[href]").unwrap();
    let links: BTreeSet<&str> = html.select(&links).filter_map(|link| link.attr("href")).collect();
    for (path, _) in files(&site.path("public/data")).iter().filter(|(path, _)| path != "index.html") {
        assert!(links.contains(&*format!("../data/{path}")), "the page does not lead to {path}");
    }
    let columns = columns(&site);
    for table in tables().chain(["texts"]) {
        let in_json = columns[table].iter().filter(|column| column.in_json).map(|column| column.id.clone());
        let schema = schema_columns(&site, table).into_iter().map(|(id, _)| id);
        assert_eq!(in_json.collect::<Vec<_>>(), schema.collect::<Vec<_>>(), "{table}");
    }
    assert!(site.page("index.html").contains("data/index.html"), "the home page does not lead to the data");
    assert!(site.page("sitemap.xml").contains("<loc>https://example.org/digest/data/</loc>"));

    let without_licence = Site::base().build().page("data/index.html");
    assert!(without_licence.contains("спросите у издателя"), "{without_licence}");
}

#[test]
fn open_data_can_be_switched_off() {
    let site = Site::base().append("site.toml", "data = false\n").build();
    assert!(!site.path("public/data").exists());
    assert!(!site.page("index.html").contains("data/index.html"));
}

#[test]
fn an_invalid_licence_url_is_reported() {
    let site = Site::base().append("site.toml", "license_url = \"creativecommons.org\"\n");
    let run = site.run(&["check", "--lang", "ru"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("bad-address") || run.stderr.contains("не адрес"), "{}", run.stderr);
}
