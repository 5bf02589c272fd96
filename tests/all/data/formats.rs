//! CSV, JSON and workbooks have the same values.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader};
use jsonschema::{Draft, Validator};
use serde_json::Value;

use super::{BASE, Column, Part, REGISTERS, SHEETS};
use super::{bytes, columns, json, number, parse_rows, rows, schema_columns, text, with_id_parts, years, zip_entry};
use crate::support::built::{english_example, example, example_with_drafts, real};
use crate::support::{Site, files};

/// Whether a CSV cell has the value. The apostrophe that keeps a text from being a formula is ignored; fractions have a
/// comma.
fn matches_csv_cell(value: &Value, cell: &str) -> bool {
    let matches_text =
        |text: &str| cell.strip_prefix('\'').unwrap_or(cell) == text && !cell.starts_with(['=', '+', '-', '@']);
    match value {
        Value::Null => cell.is_empty(),
        Value::String(text) => matches_text(text),
        Value::Array(texts) => {
            matches_text(&texts.iter().map(|text| text.as_str().unwrap()).collect::<Vec<_>>().join(" | "))
        }
        Value::Number(number) => cell.replace(',', ".").parse::<f64>().unwrap() == number.as_f64().unwrap(),
        Value::Bool(is) => cell == is.to_string(),
        Value::Object(_) => false,
    }
}

/// Whether a cell of the workbook has the value. Workbooks have real dates, and names in the language of the site
/// instead of ids from a fixed set.
fn matches_workbook_cell(value: &Value, schema: &Value, cell: &Data) -> bool {
    match (value, cell) {
        (Value::Null, Data::Empty) => true,
        (Value::String(day), Data::DateTime(date)) => {
            let day: jiff::civil::Date = day.parse().unwrap();
            let (year, month, day_of_month, ..) = date.to_ymd_hms_milli();
            schema["format"] == "date"
                && (year as i16, month as i8, day_of_month as i8) == (day.year(), day.month(), day.day())
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

/// Whether a cell of the workbook equals that of CSV, for columns that JSON does not have: a name, names, or a number.
fn same_cell(csv: &str, cell: &Data) -> bool {
    match cell {
        Data::Empty => csv.is_empty(),
        Data::String(cell) => csv.strip_prefix('\'').unwrap_or(csv) == cell,
        Data::Float(cell) => csv.parse::<f64>() == Ok(*cell),
        _ => false,
    }
}

/// Whether a column has ids from a fixed set, for which the workbook has names.
fn has_fixed_values(schema: &Value) -> bool {
    schema["pattern"].as_str().is_some_and(|pattern| pattern.contains('|'))
}

/// Compares every cell of every table in three formats and validates the JSON. Returns the number of compared cells.
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
        let rows = parse_rows(&json_bytes);
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
            let mut names_of_words = BTreeMap::new();
            for (number, row) in rows.iter().enumerate() {
                let csv = &csv[number][place];
                let cell = range.map(|range| range.get((number + 1, at)).unwrap_or(&Data::Empty));
                if *in_json {
                    let value = &row[id];
                    assert!(matches_csv_cell(value, csv), "{table}.{id}: {value} is {csv} in CSV");
                    let Some(cell) = cell else { continue };
                    if let (Some(word), true) = (value.as_str(), has_fixed_values(&schemas[id])) {
                        let name = names_of_words.entry(word).or_insert(cell);
                        assert_eq!(*name, cell, "{table}.{id}: {word} has two names in the workbook");
                        continue;
                    }
                    let is_in_workbook = matches_workbook_cell(value, &schemas[id], cell);
                    assert!(is_in_workbook, "{table}.{id}: {value} is {cell:?} in the workbook");
                } else {
                    assert!(
                        cell.is_none_or(|cell| same_cell(csv, cell)),
                        "{table}.{id}: {csv} is {cell:?} in the workbook"
                    );
                }
            }
            compared += rows.len();
            let names: BTreeSet<String> = names_of_words.values().map(ToString::to_string).collect();
            assert_eq!(names.len(), names_of_words.len(), "{table}.{id}: a name in the workbook stands for two words");
            at += usize::from(*in_workbook);
        }
        if let Some(range) = range {
            assert_eq!(range.width(), at, "{table}");
        }
    }
    compared
}

/// Checks that JSON matches its schema, has its keys in the order of the columns, and one row per line.
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
fn all_formats_have_the_same_values() {
    assert!(compare(&example()) > 8_000);
    assert!(compare(&example_with_drafts()) > 8_000);
    assert!(compare(&english_example()) > 8_000);
    assert!(compare(&real()) > 300);
}

#[test]
fn without_a_base_url_the_tables_have_file_paths() {
    let site = Site::base().build();
    compare(&site);
    let paths: BTreeSet<String> = files(&site.path("public")).into_iter().map(|(path, _)| path).collect();
    for row in ["responses", "cities", "topics", "questions"].into_iter().flat_map(|table| rows(&site, table)) {
        assert!(paths.contains(text(&row, "url")), "{row:?}");
    }
}

#[test]
fn texts_that_look_like_formulas_are_escaped() {
    let site = Site::base()
        .answer("### =HYPERLINK(\"http://example.org\") {topic=roads}\n\nа\n\n### +7; \"а\"\n\nб\n\n### '@б\n\nв")
        .build();
    compare(&site);
    let (_, rows) = Part::Edition(years(&site)[0]).csv(&site, "passages");
    let cells: Vec<&String> = rows.iter().flatten().collect();
    assert!(cells.iter().any(|cell| cell.starts_with("'=HYPERLINK")), "{cells:?}");
    assert!(cells.iter().any(|cell| cell.starts_with("'+7;")) && cells.iter().any(|cell| cell.starts_with("''@")));
}

/// calamine does not read filters, panes and links, so this reads the XML in the archive.
#[test]
fn sheets_have_filters_frozen_headers_and_links() {
    let site = example();
    let year = years(&site)[0];
    for (name, tables) in [(format!("digest-{year}.xlsx"), &SHEETS[..]), ("registers.xlsx".to_owned(), &REGISTERS[..])]
    {
        let part = |part: &str| String::from_utf8(zip_entry(&site, &name, part)).unwrap();
        for (number, table) in (2..).zip(tables) {
            let sheet = part(&format!("xl/worksheets/sheet{number}.xml"));
            for element in ["<pane ySplit=\"1\"", "state=\"frozen\"", "<autoFilter ref=\"A1:", "<cols>"] {
                assert!(sheet.contains(element), "{table} has no {element}");
            }
            // Only rows with a page of their own have links; sectors have no pages.
            let has_links = *table == "responses" || (REGISTERS.contains(table) && *table != "sectors");
            assert_eq!(sheet.contains("<hyperlink "), has_links, "{table}");
        }
        // The date is that of the newest content, not of the build.
        assert!(part("docProps/core.xml").contains("2025-05-20T00:00:00Z"));
    }
    let part = |part: &str| String::from_utf8(zip_entry(&site, "digest-2022.xlsx", part)).unwrap();
    assert!(part("xl/worksheets/_rels/sheet2.xml.rels").contains(&format!("Target=\"{BASE}2022/")));
    assert!(part("xl/worksheets/sheet1.xml").contains("location=\"'Анкеты'!A1\""));
}

/// ZIP archives have the same bytes whenever they are built, and the names of their files stay unique when they are
/// unpacked.
#[test]
fn zipped_files_have_a_fixed_date_and_the_year_in_their_names() {
    let site = example();
    for name in ["csv-2024.zip", "json-2024.zip", "texts-2024.zip"] {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes(&site, name))).unwrap();
        for number in 0..archive.len() {
            let file = archive.by_index(number).unwrap();
            let entry_name = file.name().unwrap();
            assert!(entry_name.contains("-2024"), "{entry_name}");
            assert_eq!(file.last_modified().unwrap(), zip::DateTime::default(), "{entry_name}");
        }
    }
}

#[test]
fn full_texts_match_the_passages() {
    let site = example();
    let mut texts = Vec::new();
    for year in years(&site) {
        let archive = format!("texts-{year}.zip");
        let mut sectors = Vec::new();
        for response in rows(&site, "responses").into_iter().filter(|response| number(response, "year") == year) {
            if !sectors.contains(&response["sector"]) {
                sectors.push(response["sector"].clone());
            }
        }
        for sector in sectors {
            let json = zip_entry(&site, &archive, &format!("texts-{year}-{}.json", sector.as_str().unwrap()));
            validate(&site, "texts", &json);
            texts.extend(parse_rows(&json).into_iter().map(with_id_parts));
        }
    }
    let passages = rows(&site, "passages");
    assert_eq!(texts.len(), passages.len());
    for (text, passage) in texts.iter().zip(&passages) {
        assert_eq!(text["passage"], passage["passage"]);
        assert_eq!(super::text(text, "text").chars().count() as u64, number(passage, "characters"), "{text:?}");
    }
}

#[test]
fn workbooks_have_words_instead_of_ids_from_fixed_sets() {
    let site = example();
    let mut book = Part::Edition(2023).workbook(&site);
    let range = book.worksheet_range("Планы и итоги").unwrap();
    let outcomes: BTreeSet<String> = range.rows().flatten().map(ToString::to_string).collect();
    assert!(outcomes.contains("выполнено частично") && !outcomes.contains("partly"), "{outcomes:?}");
}
