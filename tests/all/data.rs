//! The open data: all formats say the same, by other people's readers, and what they say is what the files of the content hold.

mod boards;
mod changes;
mod findings;
mod matrices;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use jsonschema::{Draft, Validator};
use scraper::{Html, Selector};
use serde_json::Value;

use crate::support::built::{english_example, example, example_with_drafts, real};
use crate::support::{Site, expect_file, files, project};

/// The stable names of the tables that go by edition.
const OF_EDITIONS: [&str; 7] = ["responses", "answers", "plans", "requests", "passages", "mentions", "corrections"];

/// Those of them that a workbook has sheets for, in the order of its sheets.
const SHEETS: [&str; 5] = ["responses", "answers", "plans", "requests", "corrections"];

/// The stable names of the registers, in the order of their workbook.
const REGISTERS: [&str; 6] = ["cities", "topics", "courses", "sectors", "editions", "questions"];

/// All tables but the full texts.
fn tables() -> impl Iterator<Item = &'static str> {
    OF_EDITIONS.into_iter().chain(REGISTERS)
}

/// The address of the example.
const BASE: &str = "https://example.org/digest/";

type Row = serde_json::Map<String, Value>;

fn bytes(site: &Site, name: &str) -> Vec<u8> {
    let path = site.path("public/data").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(site: &Site, name: &str) -> Value {
    serde_json::from_slice(&bytes(site, name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A file inside of a packed one.
fn packed(site: &Site, archive: &str, name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes(site, archive))).unwrap();
    let mut file = archive.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

/// The years of the editions that have files.
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
            Part::Edition(_) => &OF_EDITIONS,
            Part::Registers => &REGISTERS,
        }
    }

    fn json(self, site: &Site, table: &str) -> Vec<u8> {
        match self {
            Part::Edition(year) => packed(site, &format!("json-{year}.zip"), &format!("{table}-{year}.json")),
            Part::Registers => bytes(site, &format!("{table}.json")),
        }
    }

    /// The names of the columns and the rows of a CSV file, read as Excel in Russia does.
    fn csv(self, site: &Site, table: &str) -> (Vec<String>, Vec<Vec<String>>) {
        let bytes = match self {
            Part::Edition(year) => packed(site, &format!("csv-{year}.zip"), &format!("{table}-{year}.csv")),
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

fn rows_of(json: &[u8]) -> Vec<Row> {
    let rows: Vec<Value> = serde_json::from_slice(json).unwrap();
    rows.into_iter().map(|row| if let Value::Object(row) = row { row } else { panic!("{row} is no row") }).collect()
}

/// The rows of a table, from its JSON. What a program gets by taking the IDs apart is there as well: year, sector and city of a response,
/// the passage and the item with the ID of the response before them.
fn rows(site: &Site, table: &str) -> Vec<Row> {
    let parts = Part::all(site).into_iter().filter(|part| part.tables().contains(&table));
    parts.flat_map(|part| rows_of(&part.json(site, table))).map(with_parts).collect()
}

fn with_parts(mut row: Row) -> Row {
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

fn text<'r>(row: &'r Row, column: &str) -> &'r str {
    row[column].as_str().unwrap_or_else(|| panic!("{column} is no text: {row:?}"))
}

fn number(row: &Row, column: &str) -> u64 {
    row[column].as_u64().unwrap_or_else(|| panic!("{column} is no number: {row:?}"))
}

/// A column as the page explains it.
#[derive(Debug)]
struct Column {
    id: String,
    title: String,
    in_json: bool,
    in_workbook: bool,
}

/// The columns of all tables, by the page.
fn columns(site: &Site) -> BTreeMap<String, Vec<Column>> {
    let html = Html::parse_document(&site.page("data/index.html"));
    let [section, row, cell] =
        ["main section:has(.columns-of)", "tbody tr", "th, td"].map(|s| Selector::parse(s).unwrap());
    let of_table = |section: scraper::ElementRef<'_>| {
        let columns = section.select(&row).map(|row| {
            let cells: Vec<String> = row.select(&cell).map(|cell| cell.text().collect()).collect();
            let says = |ru: &str, en: &str| cells[2].contains(ru) || cells[2].contains(en);
            Column {
                id: cells[0].clone(),
                title: cells[1].clone(),
                in_json: !says("нет в JSON", "not in JSON"),
                in_workbook: !says("нет в книге Excel", "not in the workbook"),
            }
        });
        (section.attr("aria-labelledby").unwrap().to_owned(), columns.collect())
    };
    html.select(&section).map(of_table).collect()
}

/// The columns of a table in JSON in order, with what its schema says of them.
fn schema_columns(site: &Site, table: &str) -> Vec<(String, Value)> {
    let schema = json(site, &format!("{table}.schema.json"));
    let order = schema["items"]["required"].as_array().unwrap();
    let properties = &schema["items"]["properties"];
    order.iter().map(|id| (id.as_str().unwrap().to_owned(), properties[id.as_str().unwrap()].clone())).collect()
}

/// Whether a cell of CSV is the value: without the apostrophe that keeps a text from being a formula, with a comma in a fraction.
fn is_in_csv(value: &Value, cell: &str) -> bool {
    let guarded =
        |text: &str| cell.strip_prefix('\'').unwrap_or(cell) == text && !cell.starts_with(['=', '+', '-', '@']);
    match value {
        Value::Null => cell.is_empty(),
        Value::String(text) => guarded(text),
        Value::Array(texts) => {
            guarded(&texts.iter().map(|text| text.as_str().unwrap()).collect::<Vec<_>>().join(" | "))
        }
        Value::Number(number) => cell.replace(',', ".").parse::<f64>().unwrap() == number.as_f64().unwrap(),
        Value::Bool(is) => cell == is.to_string(),
        Value::Object(_) => false,
    }
}

/// Whether a cell of the workbook is the value: dates are real ones there.
fn is_in_workbook(value: &Value, schema: &Value, cell: &Data) -> bool {
    match (value, cell) {
        (Value::Null, Data::Empty) => true,
        (Value::String(day), Data::DateTime(date)) => {
            let day: jiff::civil::Date = day.parse().unwrap();
            let (year, month, of_month, ..) = date.to_ymd_hms_milli();
            schema["format"] == "date"
                && (year as i16, month as i8, of_month as i8) == (day.year(), day.month(), day.day())
        }
        (Value::String(text), Data::String(cell)) => schema["format"] != "date" && text == cell,
        (Value::Array(texts), Data::Empty) => texts.is_empty(),
        (Value::Array(texts), Data::String(cell)) => {
            texts.iter().map(|text| text.as_str().unwrap()).collect::<Vec<_>>().join(" | ") == *cell
        }
        (Value::Number(number), Data::Float(cell)) => number.as_f64().unwrap() == *cell,
        (Value::Bool(is), Data::Bool(cell)) => is == cell,
        _ => false,
    }
}

fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::draft202012::meta::is_valid(schema), "no schema: {schema}");
    jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true).build(schema).unwrap()
}

/// Whether a cell of the workbook is what CSV has of a column that JSON has not: a name, names, or a number.
fn is_cell(csv: &str, cell: &Data) -> bool {
    match cell {
        Data::Empty => csv.is_empty(),
        Data::String(cell) => csv.strip_prefix('\'').unwrap_or(csv) == cell,
        Data::Float(cell) => csv.parse::<f64>() == Ok(*cell),
        _ => false,
    }
}

/// Compares every cell of every table in three formats, and validates the JSON.
fn compare(site: &Site) -> usize {
    let columns = columns(site);
    Part::all(site).into_iter().map(|part| compare_part(site, part, &columns)).sum()
}

fn compare_part(site: &Site, part: Part, columns: &BTreeMap<String, Vec<Column>>) -> usize {
    let mut book = part.workbook(site);
    let sheets = book.sheet_names();
    let has_sheet: Vec<&str> =
        part.tables().iter().filter(|table| SHEETS.contains(table) || REGISTERS.contains(table)).copied().collect();
    assert_eq!(sheets.len(), has_sheet.len() + 1, "{sheets:?}");
    let mut compared = 0;
    for &table in part.tables() {
        let json_bytes = part.json(site, table);
        validate(site, table, &json_bytes);
        let rows = rows_of(&json_bytes);
        let schemas: BTreeMap<String, Value> = schema_columns(site, table).into_iter().collect();
        let columns = &columns[table];
        let (head, csv) = part.csv(site, table);
        assert_eq!(head, columns.iter().map(|column| column.id.clone()).collect::<Vec<_>>(), "{table}");
        assert_eq!(csv.len(), rows.len(), "{table}");
        let sheet = has_sheet.iter().position(|name| *name == table).map(|number| &sheets[number + 1]);
        let range = sheet.map(|sheet| book.worksheet_range(sheet).unwrap());
        let mut at = 0;
        for (place, Column { id, title, in_json, in_workbook }) in columns.iter().enumerate() {
            assert_eq!(*in_json, schemas.contains_key(id), "{table}.{id}");
            assert!(*in_json || *in_workbook, "{table}.{id}");
            let range = range.as_ref().filter(|_| *in_workbook);
            if let Some(range) = range {
                assert_eq!(range.height(), rows.len() + 1, "{table}");
                assert_eq!(range.get((0, at)).unwrap(), &Data::String(title.clone()));
            }
            for (number, row) in rows.iter().enumerate() {
                let csv = &csv[number][place];
                let cell = range.map(|range| range.get((number + 1, at)).unwrap_or(&Data::Empty));
                if *in_json {
                    let value = &row[id];
                    assert!(is_in_csv(value, csv), "{table}.{id}: {value} is {csv} in CSV");
                    let is_in_workbook = cell.is_none_or(|cell| is_in_workbook(value, &schemas[id], cell));
                    assert!(is_in_workbook, "{table}.{id}: {value} is {cell:?} in the workbook");
                } else {
                    assert!(
                        cell.is_none_or(|cell| is_cell(csv, cell)),
                        "{table}.{id}: {csv} is {cell:?} in the workbook"
                    );
                }
                compared += 1;
            }
            at += usize::from(*in_workbook);
        }
        if let Some(range) = range {
            assert_eq!(range.width(), at, "{table}");
        }
    }
    compared
}

/// Whether JSON is what its schema says, with its keys in the order of the columns and a row on each line.
fn validate(site: &Site, table: &str, bytes: &[u8]) {
    let schema = json(site, &format!("{table}.schema.json"));
    let value: Value = serde_json::from_slice(bytes).unwrap();
    let errors: Vec<String> = validator(&schema).iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{table}: {errors:?}");
    let text = std::str::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines[0], lines[lines.len() - 1]), ("[", "]"), "{table}");
    assert_eq!(lines.len(), value.as_array().unwrap().len() + 2, "{table}");
    let columns = schema_columns(site, table);
    for line in &lines[1..lines.len() - 1] {
        let mut rest = *line;
        for (id, _) in &columns {
            let key = format!("\"{id}\":");
            rest = rest.split_once(&key).unwrap_or_else(|| panic!("{table}: {id} is out of order in {line}")).1;
        }
    }
}

#[test]
fn all_formats_say_the_same() {
    assert!(compare(&example()) > 8_000);
    assert!(compare(&example_with_drafts()) > 8_000);
    assert!(compare(&english_example()) > 8_000);
    assert!(compare(&real()) > 300);
}

#[test]
fn a_site_that_does_not_know_its_address_has_paths_of_files() {
    let site = Site::base().build();
    compare(&site);
    let paths: BTreeSet<String> = files(&site.path("public")).into_iter().map(|(path, _)| path).collect();
    for row in ["responses", "cities", "topics", "questions"].into_iter().flat_map(|table| rows(&site, table)) {
        assert!(paths.contains(text(&row, "url")), "{row:?}");
    }
}

#[test]
fn what_looks_like_a_formula_is_none() {
    let site = Site::base()
        .answer("### =HYPERLINK(\"http://example.org\") {topic=roads}\n\nа\n\n### +7; \"а\"\n\nб\n\n### '@б\n\nв")
        .build();
    compare(&site);
    let (_, rows) = Part::Edition(years(&site)[0]).csv(&site, "passages");
    let cells: Vec<&String> = rows.iter().flatten().collect();
    assert!(cells.iter().any(|cell| cell.starts_with("'=HYPERLINK")), "{cells:?}");
    assert!(cells.iter().any(|cell| cell.starts_with("'+7;")) && cells.iter().any(|cell| cell.starts_with("''@")));
}

/// What Excel shows beside the cells is not told by calamine; so this looks into the archive.
#[test]
fn sheets_have_filters_fixed_heads_and_links() {
    let site = example();
    let year = years(&site)[0];
    for (name, tables) in [(format!("digest-{year}.xlsx"), &SHEETS[..]), ("registers.xlsx".to_owned(), &REGISTERS[..])]
    {
        let part = |part: &str| String::from_utf8(packed(&site, &name, part)).unwrap();
        for (number, table) in (2..).zip(tables) {
            let sheet = part(&format!("xl/worksheets/sheet{number}.xml"));
            for element in ["<pane ySplit=\"1\"", "state=\"frozen\"", "<autoFilter ref=\"A1:", "<cols>"] {
                assert!(sheet.contains(element), "{table} has no {element}");
            }
            // Addresses stand where they belong, and sectors have no pages.
            let has_links = *table == "responses" || (REGISTERS.contains(table) && *table != "sectors");
            assert_eq!(sheet.contains("<hyperlink "), has_links, "{table}");
        }
        // The day of the newest content, whenever the site is built.
        assert!(part("docProps/core.xml").contains("2025-05-20T00:00:00Z"));
    }
    let part = |part: &str| String::from_utf8(packed(&site, "digest-2022.xlsx", part)).unwrap();
    assert!(part("xl/worksheets/_rels/sheet2.xml.rels").contains(&format!("Target=\"{BASE}2022/")));
    assert!(part("xl/worksheets/sheet1.xml").contains("location=\"'Анкеты'!A1\""));
}

/// Packed files have the same bytes whenever they are made, and a name that stays theirs when they are unpacked.
#[test]
fn packed_files_have_a_fixed_date_and_the_year_in_their_names() {
    let site = example();
    for name in ["csv-2024.zip", "json-2024.zip", "texts-2024.zip"] {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes(&site, name))).unwrap();
        for number in 0..archive.len() {
            let file = archive.by_index(number).unwrap();
            let inside = file.name().unwrap();
            assert!(inside.contains("-2024."), "{inside}");
            assert_eq!(file.last_modified().unwrap(), zip::DateTime::default(), "{inside}");
        }
    }
}

/// Names and order of files and columns are promised: a change of `columns.txt` that is not an addition wants another version of the tables.
#[test]
fn names_and_order_are_stable() {
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
    let made: BTreeSet<String> = files(&site.path("public/data")).into_iter().map(|(path, _)| path).collect();
    assert_eq!(made, expected);
}

/// The key of a table, and whose rows its columns name.
#[test]
fn tables_join_and_rows_lead_to_their_places() {
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
        let told = format!("\"{}#{}\"", text(plan, "outcome_response"), text(plan, "outcome_passage"));
        assert!(passages.contains(&told), "{told}");
    }

    // The address of a response, and the places on its page.
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

/// Names in CSV are those that the registers give to the IDs in JSON.
#[test]
fn names_are_those_of_the_registers() {
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
            for (row, cells) in rows_of(&part.json(&site, table)).into_iter().map(with_parts).zip(&csv) {
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

/// Numbers in one table are counts of rows in another.
#[test]
fn counts_are_those_of_the_other_tables() {
    let site = example();
    let tables: BTreeMap<&str, Vec<Row>> = tables().map(|table| (table, rows(&site, table))).collect();
    let count = |table: &str, is: &dyn Fn(&Row) -> bool| tables[table].iter().filter(|row| is(row)).count() as u64;
    for response in &tables["responses"] {
        let own = |row: &Row| row["response"] == response["response"];
        assert_eq!(number(response, "passages"), count("passages", &own), "{response:?}");
        let of_courses = |row: &Row| own(row) && row["kind"] == "course";
        assert_eq!(number(response, "requests"), count("requests", &of_courses), "{response:?}");
        let answered = |row: &Row| own(row) && !["missing", "not-received"].contains(&text(row, "state"));
        assert_eq!(number(response, "answers"), count("answers", &answered), "{response:?}");
        for column in ["passages", "characters", "requests"] {
            let of_answers = tables["answers"].iter().filter(|row| own(row)).filter_map(|row| row[column].as_u64());
            assert_eq!(number(response, column), of_answers.sum::<u64>(), "{column} of {response:?}");
        }
        let characters: u64 =
            tables["passages"].iter().filter(|row| own(row)).map(|row| number(row, "characters")).sum();
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

#[test]
fn full_texts_are_those_of_the_passages() {
    let site = example();
    let mut texts = Vec::new();
    for year in years(&site) {
        let json = packed(&site, &format!("texts-{year}.zip"), &format!("texts-{year}.json"));
        validate(&site, "texts", &json);
        texts.extend(rows_of(&json).into_iter().map(with_parts));
    }
    let passages = rows(&site, "passages");
    assert_eq!(texts.len(), passages.len());
    for (text, passage) in texts.iter().zip(&passages) {
        assert_eq!(text["passage"], passage["passage"]);
        assert_eq!(self::text(text, "text").chars().count() as u64, number(passage, "characters"), "{text:?}");
    }
}

#[test]
fn drafts_are_in_the_data_only_when_they_are_built() {
    let drafts = |site: &Site| rows(site, "responses").iter().filter(|row| row["draft"] == true).count();
    assert_eq!(drafts(&example()), 0);
    assert_eq!(drafts(&example_with_drafts()), 3);
}

#[test]
fn the_page_tells_of_files_columns_licence_and_version() {
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

    let silent = Site::base().build().page("data/index.html");
    assert!(silent.contains("спросите у издателя"), "{silent}");
}

#[test]
fn a_site_can_do_without_open_data() {
    let site = Site::base().append("site.toml", "data = false\n").build();
    assert!(!site.path("public/data").exists());
    assert!(!site.page("index.html").contains("data/index.html"));
}

#[test]
fn the_address_of_the_licence_is_an_address() {
    let site = Site::base().append("site.toml", "license_url = \"creativecommons.org\"\n");
    let run = site.run(&["check", "--lang", "ru"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("bad-address") || run.stderr.contains("не адрес"), "{}", run.stderr);
}

/// What a reader who knows nothing of the program finds in the files of the content.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    responses: u64,
    answers: u64,
    passages: u64,
    requests: u64,
    /// How many passages have a topic, by topic.
    topics: BTreeMap<String, u64>,
    /// Response and city of each link to another city.
    mentions: BTreeSet<(String, String)>,
}

impl Counted {
    fn topic(&mut self, topics: &BTreeSet<String>) {
        for topic in topics {
            *self.topics.entry(topic.clone()).or_default() += 1;
        }
    }

    /// Counts links of a text.
    fn links(&mut self, response: &str, text: &str) {
        self.requests += text.matches("(course:").count() as u64;
        for link in text.split("](city:").skip(1) {
            let city = link.split(')').next().unwrap();
            if !city.is_empty() && !response.ends_with(&format!("/{city}")) {
                self.mentions.insert((response.to_owned(), city.to_owned()));
            }
        }
    }

    /// Counts a response in Markdown: headings of the second and third level, and text below them.
    fn markdown(&mut self, response: &str, text: &str) {
        let body = text.split_once("\n---\n").map_or(text, |(_, body)| body);
        self.links(response, body);
        let tags = |line: &str| -> BTreeSet<String> {
            let words = line.split(['{', '}', ' ']).filter_map(|word| word.strip_prefix("topic="));
            words.map(str::to_owned).collect()
        };
        let (mut of_answer, mut of_passage) = (BTreeSet::new(), BTreeSet::new());
        let (mut answered, mut begun) = (true, true);
        for line in body.lines() {
            if line.starts_with("###") && !line.starts_with("####") {
                of_passage = of_answer.union(&tags(line)).cloned().collect();
                begun = false;
            } else if line.starts_with("##") && !line.starts_with("###") {
                of_answer = tags(line);
                of_passage = of_answer.clone();
                (answered, begun) = (false, false);
            } else if !line.trim().is_empty() && !begun {
                self.answers += u64::from(!answered);
                self.passages += 1;
                self.topic(&of_passage);
                (answered, begun) = (true, true);
            }
        }
    }

    /// Counts a response in YAML.
    fn yaml(&mut self, response: &str, text: &str) {
        self.links(response, text);
        let value: Value = serde_yaml::from_str(text).unwrap();
        let topics = |value: &Value| -> BTreeSet<String> {
            let list = value.get("topics").and_then(Value::as_array);
            list.into_iter().flatten().map(|topic| topic.as_str().unwrap().to_owned()).collect()
        };
        for answer in value["answers"].as_object().unwrap().values() {
            self.answers += 1;
            let passages = answer.as_array().or(answer.get("passages").and_then(Value::as_array));
            let (whole, single) = (topics(answer), vec![answer.clone()]);
            for passage in passages.unwrap_or(&single) {
                self.passages += 1;
                self.topic(&whole.union(&topics(passage)).cloned().collect());
            }
        }
    }
}

#[test]
fn numbers_are_those_of_the_files() {
    let content = project("examples/digest/content");
    let mut by_year: BTreeMap<u64, Counted> = BTreeMap::new();
    for (path, bytes) in files(&content) {
        let parts: Vec<&str> = path.split('/').collect();
        let [year, sector, file] = parts[..] else { continue };
        let text = String::from_utf8(bytes).unwrap_or_default().replace("\r\n", "\n");
        let Some((city, form @ ("md" | "yaml"))) = file.rsplit_once('.') else { continue };
        if city == "questionnaire" || text.contains("\ndraft: true\n") {
            continue;
        }
        let counted = by_year.entry(year.parse().unwrap()).or_default();
        counted.responses += 1;
        let response = format!("{year}/{sector}/{city}");
        match form {
            "md" => counted.markdown(&response, &text),
            _ => counted.yaml(&response, &text),
        }
    }

    let site = example();
    assert_eq!(by_year.len(), 3);
    for (year, counted) in by_year {
        let of = |table: &str| -> Vec<Row> {
            rows(&site, table).into_iter().filter(|row| number(row, "year") == year).collect()
        };
        let mut told = Counted {
            responses: of("responses").len() as u64,
            answers: of("answers").iter().filter(|row| !row["passages"].is_null()).count() as u64,
            passages: of("passages").len() as u64,
            requests: of("requests").iter().filter(|row| row["kind"] == "course").count() as u64,
            ..Counted::default()
        };
        for passage in of("passages") {
            told.topic(
                &passage["topics"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect(),
            );
        }
        let mentions: BTreeSet<(String, String)> = of("mentions")
            .iter()
            .map(|row| (text(row, "response").to_owned(), text(row, "mentioned").to_owned()))
            .collect();
        // The program finds names of cities that nobody made a link; what is a link is there in any case.
        assert!(counted.mentions.is_subset(&mentions), "{year}: {:?}", counted.mentions.difference(&mentions));
        told.mentions.clone_from(&counted.mentions);
        assert_eq!(told, counted, "{year}");
    }
}

/// What the same reader finds of plans, requests and records.
#[derive(Debug, Default, PartialEq, Eq)]
struct Listed {
    plans: u64,
    support: u64,
    discussion: u64,
    /// Requests for training without a link to a course.
    uncovered: u64,
    corrections: u64,
    /// How many outcomes are recorded in the response of the year after, by kind.
    outcomes: BTreeMap<String, u64>,
    /// How many replies there are, by status.
    replies: BTreeMap<String, u64>,
}

/// Id, role and wording of each question.
type Questions = Vec<[String; 3]>;

/// The questionnaire nearest to the responses of a sector in a year.
fn questionnaire(year: &str, sector: &str) -> Questions {
    let content = project("examples/digest/content");
    let near = [format!("{year}/{sector}/questionnaire.yaml"), format!("{year}/questionnaire.yaml")];
    let near = near.iter().map(String::as_str).chain(["questionnaire.yaml"]);
    let text = near.map(|path| std::fs::read_to_string(content.join(path))).find_map(Result::ok).unwrap();
    let value: Value = serde_yaml::from_str(&text).unwrap();
    let questions = value["questions"].as_array().unwrap().iter();
    questions.map(|question| ["id", "role", "wording"].map(|key| question[key].as_str().unwrap().to_owned())).collect()
}

/// What the question of a heading is for.
fn role(heading: &str, questions: &Questions) -> String {
    let heading = heading.trim_start_matches('#').trim();
    let number = heading.split('.').next().unwrap().parse::<usize>().ok();
    let is_it = |[id, _, wording]: &&[String; 3]| {
        [" ", "}"].iter().any(|end| heading.contains(&format!("{{#{id}{end}")))
            || heading.starts_with(wording.split('{').next().unwrap())
    };
    let found = questions.iter().find(is_it).or_else(|| questions.get(number? - 1));
    found.unwrap_or_else(|| panic!("no question has the heading {heading}"))[1].clone()
}

fn says_nothing(text: &str) -> bool {
    let letters: String = text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    ["", "нетпредложений", "предложенийнет", "помощьнетребуется"].contains(&&*letters)
}

/// Whether a line begins an item of a list; lists inside of items are indented.
fn begins_item(line: &str) -> bool {
    let Some((mark, _)) = line.split_once(' ') else { return false };
    let is_number = |mark: &str| !mark.is_empty() && mark.len() < 3 && mark.bytes().all(|b| b.is_ascii_digit());
    let is_letter = |mark: &str| mark.chars().count() == 1 && mark.chars().all(char::is_lowercase);
    ["-", "*", "–", "—", "•", "·"].contains(&mark)
        || mark.strip_suffix('.').is_some_and(is_number)
        || mark.strip_suffix(')').is_some_and(|mark| is_number(mark) || is_letter(mark))
}

/// The items of a passage, or the whole of it.
fn item_texts(passage: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in passage.lines() {
        match items.last_mut() {
            _ if begins_item(line) => items.push(line.to_owned()),
            Some(item) => item.push_str(line),
            None => {}
        }
    }
    if items.is_empty() { vec![passage.to_owned()] } else { items }
}

impl Listed {
    /// Counts an answer, by its passages.
    fn answer(&mut self, role: &str, passages: &[String]) {
        if passages.iter().all(|passage| says_nothing(passage)) {
            return;
        }
        let items = || passages.iter().flat_map(|passage| item_texts(passage));
        let count = items().count() as u64;
        match role {
            "plans" => self.plans += count,
            "support" => self.support += count,
            "discussion" => self.discussion += count,
            "training" => {
                let uncovered = items().filter(|item| !item.contains("(course:") && !says_nothing(item));
                self.uncovered += uncovered.count() as u64;
            }
            _ => {}
        }
    }

    fn markdown(&mut self, text: &str, questions: &Questions) {
        let body =
            text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")).map_or(text, |(_, body)| body);
        let mut role_of = String::new();
        let mut passages: Vec<String> = Vec::new();
        for line in body.lines().chain(["## end"]) {
            if line.starts_with("##") && !line.starts_with("####") {
                passages.push(String::new());
            } else if let Some(passage) = passages.last_mut() {
                passage.push_str(line);
                passage.push('\n');
            }
            if line.starts_with("## ") {
                passages.retain(|passage| !passage.trim().is_empty());
                self.answer(&role_of, &std::mem::take(&mut passages));
                passages.push(String::new());
                role_of = if line == "## end" { String::new() } else { role(line, questions) };
            }
        }
    }

    fn yaml(&mut self, value: &Value, questions: &Questions) {
        for (id, answer) in value["answers"].as_object().unwrap() {
            let role = &questions.iter().find(|question| question[0] == *id).unwrap()[1];
            let single = vec![answer.clone()];
            let passages = answer.as_array().or(answer.get("passages").and_then(Value::as_array)).unwrap_or(&single);
            let text =
                |passage: &Value| passage.as_str().unwrap_or_else(|| passage["text"].as_str().unwrap()).to_owned();
            self.answer(role, &passages.iter().map(text).collect::<Vec<_>>());
        }
    }

    /// Counts what editors recorded in a response.
    fn records(&mut self, keys: &Value) {
        let list = |key: &str| keys.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        self.corrections += list("corrections").len() as u64;
        let outcomes = list("outcomes");
        let plans: Vec<&str> = outcomes.iter().map(|outcome| outcome["plan"].as_str().unwrap()).collect();
        for outcome in &outcomes {
            // A table of items has no row for a whole whose items all have records; in the example, where one has a record all have.
            let items = format!("{}.", outcome["plan"].as_str().unwrap());
            if plans.iter().any(|plan| plan.starts_with(&items)) {
                continue;
            }
            *self.outcomes.entry(outcome["outcome"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
}

/// How many records rows tell of, by kind: what is recorded of a whole passage stands in the rows of several items.
fn records(rows: &[&Row], kind: &str, of: &str) -> BTreeMap<String, u64> {
    let told = rows.iter().filter(|row| !row[kind].is_null());
    let distinct: BTreeSet<(&str, &str)> = told
        .map(|row| (text(row, if text(row, of) == "passage" { "passage" } else { "item" }), text(row, kind)))
        .collect();
    let mut counts = BTreeMap::new();
    for (_, kind) in distinct {
        *counts.entry(kind.to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn items_and_records_are_those_of_the_files() {
    let mut by_year: BTreeMap<u64, Listed> = BTreeMap::new();
    for (path, bytes) in files(&project("examples/digest/content")) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        match path.split('/').collect::<Vec<_>>()[..] {
            [year, "replies.yaml"] => {
                let listed = by_year.entry(year.parse().unwrap()).or_default();
                let value: Value = serde_yaml::from_str(&text).unwrap();
                for reply in value["replies"].as_array().unwrap() {
                    *listed.replies.entry(reply["status"].as_str().unwrap().to_owned()).or_default() += 1;
                }
            }
            [year, sector, file] if file != "questionnaire.yaml" && !text.contains("\ndraft: true\n") => {
                let listed = by_year.entry(year.parse().unwrap()).or_default();
                let questions = questionnaire(year, sector);
                if file.ends_with(".yaml") {
                    let value: Value = serde_yaml::from_str(&text).unwrap();
                    listed.yaml(&value, &questions);
                    listed.records(&value);
                } else if file.ends_with(".md") {
                    listed.markdown(&text, &questions);
                    let front = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n"));
                    listed.records(&front.map_or(Value::Null, |(front, _)| serde_yaml::from_str(front).unwrap()));
                }
            }
            _ => {}
        }
    }
    let site = example();
    let (plans, requests, corrections) = (rows(&site, "plans"), rows(&site, "requests"), rows(&site, "corrections"));
    assert_eq!(by_year.len(), 3);
    let recorded: u64 =
        by_year.values().flat_map(|listed| listed.outcomes.values().chain(listed.replies.values())).sum();
    assert!(recorded > 20, "the example has {recorded} records only");
    for (year, listed) in by_year {
        let plans_of = |year| plans.iter().filter(|row| number(row, "year") == year).collect::<Vec<_>>();
        let requests: Vec<&Row> = requests.iter().filter(|row| number(row, "year") == year).collect();
        let kind = |kind: &str| requests.iter().filter(|row| row["kind"] == kind).count() as u64;
        let told = Listed {
            plans: plans_of(year).len() as u64,
            support: kind("support"),
            discussion: kind("discussion"),
            uncovered: kind("uncovered"),
            corrections: corrections.iter().filter(|row| number(row, "year") == year).count() as u64,
            outcomes: records(&plans_of(year - 1), "outcome", "outcome_of"),
            replies: records(&requests, "status", "status_of"),
        };
        assert_eq!(told, listed, "{year}");
    }
}

/// The numbers of the elements that a selector finds.
fn shown(html: &Html, selector: &str) -> Vec<u64> {
    let selector = Selector::parse(selector).unwrap();
    let found = html.select(&selector);
    let digits = |text: String| text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
    found.map(|element| digits(element.text().collect())).collect()
}

/// What the pages count is what the tables hold.
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
            assert_eq!(shown(&html, ".page-header .counts li"), counts, "{name} {year}");
            // What becomes of plans is not known in the last edition.
            let Some(kind) = kind.filter(|_| (name, year) != ("plans", 2024)) else { continue };
            for (word, value) in words.map(|word| (word, Value::from(word))).into_iter().chain([("none", Value::Null)])
            {
                let count = rows.iter().filter(|row| row[kind] == value).count() as u64;
                let tally = shown(&html, &format!(".tally li:has(.of-{word}) .count"));
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
        assert_eq!(shown(&page(format!("courses/{year}")), ".counts li"), counts, "{year}");

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
            let told = rows.iter().map(|row| (cities[text(row, "city")].clone(), text(row, "state").to_owned()));
            assert_eq!(matrix, told.collect::<Vec<_>>(), "{year} {sector}");
        }
    }
}
