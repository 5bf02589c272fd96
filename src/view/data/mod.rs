//! Open data: the tables of a digest, for spreadsheets and for programs.
//!
//! [`EDITION_TABLES`] and [`REGISTER_TABLES`] list the tables. The content of responses is published by edition; the registers,
//! which are small, give the names of its ids. A [`Table`] has a stable name, columns with stable names, and rows in a
//! stable order. Rows are made one at a time while they are written, once for all formats.
//!
//! A column is declared once, as a name and a function that fills a cell. Its type, its JSON schema and whether it may
//! be empty follow from the function's return type (`cell.rs`), so CSV, JSON, schema, workbook and page cannot
//! disagree. The texts that explain tables and columns are in `data.ftl` of `asdg_base::messages`.
//!
//! A fact is published once: JSON has ids, workbooks have names, CSV has both ([`Audience`]). CSV and JSON have states,
//! outcomes and other ids from a fixed list as they are; the workbooks have them in words ([`Wording::words`]).
//! Regions, addresses and names are in the registers and in the table of responses; other tables refer to a passage by
//! its response and its anchor.

mod answers;
mod cell;
mod items;
mod page;
mod registers;
mod schedule;
mod wording;

pub use answers::texts_of;
pub use cell::{CellValue, IdForm, Type};
pub(super) use page::KIND;
pub use page::{DataView, Published, PublishedEdition, PublishedRegister};
pub use wording::Wording;

use std::borrow::Cow;

use jiff::civil::Date;

use self::cell::{Ids, IntoCell, WebAddress};
use super::Address;
use crate::address::DATA;
use crate::link::Index;
use crate::model::{Digest, Edition, Entry, Key, Register, Year};

/// The version of the tables. It changes when a file or a column is renamed, removed or changes its meaning, not when a
/// column is added.
pub const SCHEMA: u32 = 2;

/// The name of the table of full texts.
pub const TEXTS: &str = "texts";

/// The name of the workbook with the registers.
pub const REGISTERS_WORKBOOK: &str = "registers.xlsx";

/// A file of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditionFile {
    /// The workbook with the tables.
    Workbook,
    /// The zip archive of the tables as CSV.
    Csv,
    /// The zip archive of the tables as JSON.
    Json,
    /// The zip archive of the full texts as JSON.
    Texts,
}

impl EditionFile {
    /// The name of the file.
    pub fn name(self, year: Year) -> String {
        match self {
            Self::Workbook => format!("digest-{year}.xlsx"),
            Self::Csv => format!("csv-{year}.zip"),
            Self::Json => format!("json-{year}.zip"),
            Self::Texts => format!("{TEXTS}-{year}.zip"),
        }
    }
}

/// A function that makes a table of some editions. The rows are made later, one at a time.
pub type MakeTable = for<'a> fn(&'a Index<'a>, &'a [Edition]) -> Table<'a>;

/// The tables with the content of responses, in the order in which they are shown. They are published by edition.
pub const EDITION_TABLES: [MakeTable; 7] = [
    answers::responses,
    answers::answers,
    items::plans,
    items::requests,
    answers::passages,
    answers::mentions,
    answers::corrections,
];

/// The table of full texts, which is published by edition as well, in [parts](texts_of).
pub const FULL_TEXT_TABLE: MakeTable = answers::texts;

/// The registers, in the order in which they are shown.
pub const REGISTER_TABLES: [MakeTable; 6] = [
    registers::cities,
    registers::topics,
    registers::courses,
    registers::sectors,
    schedule::editions,
    schedule::questions,
];

/// A table.
pub struct Table<'a> {
    /// The name, from which the names of its files are made.
    pub name: &'static str,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// Whether the workbook has a sheet for it. Tables that people filter and read have one; tables that only join
    /// other tables are published only as CSV and JSON.
    pub has_sheet: bool,
    /// The rows, in order, each with a value for each column.
    pub rows: Box<dyn Iterator<Item = Vec<CellValue<'a>>> + 'a>,
}

impl Table<'_> {
    fn without_sheet(self) -> Self {
        Self { has_sheet: false, ..self }
    }
}

/// Who needs a column, and so which formats have it. CSV has all columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// A column of all formats.
    Everyone,
    /// The name for an id. JSON does not have it, because the table that the id refers to does.
    People,
    /// An id. The workbook does not have it, because it has the name.
    Programs,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name, the same in every format.
    pub id: &'static str,
    /// The type of its values.
    pub kind: Type,
    /// Whether a value may be missing.
    pub optional: bool,
    /// Who needs it.
    pub audience: Audience,
}

impl Column {
    /// Whether JSON has it.
    pub fn is_in_json(&self) -> bool {
        self.audience != Audience::People
    }

    /// Whether a workbook has it.
    pub fn is_in_workbook(&self) -> bool {
        self.audience != Audience::Programs
    }

    /// The table that this column refers to, and the column there that has the same ids.
    pub fn joins(&self) -> Option<(&'static str, &'static str)> {
        Some(match (self.id, self.kind) {
            ("response" | "outcome_response", _) => ("responses", "response"),
            ("passage" | "outcome_passage", _) => ("passages", "passage"),
            ("city" | "mentioned", _) => ("cities", "city"),
            ("topic", _) | ("topics", Type::Ids) => ("topics", "topic"),
            ("course", _) => ("courses", "course"),
            ("sector", _) => ("sectors", "sector"),
            ("year", _) => ("editions", "year"),
            ("question", _) => ("questions", "question"),
            _ => return None,
        })
    }
}

/// A function that fills a cell from the source of its row.
type CellFunction<'a, R> = Box<dyn Fn(R) -> CellValue<'a> + 'a>;

/// The builder of a table: its columns with the functions that fill them. `R` is the source of a row.
struct Columns<'a, R> {
    columns: Vec<Column>,
    cells: Vec<CellFunction<'a, R>>,
}

impl<'a, R: Copy + 'a> Columns<'a, R> {
    fn new() -> Self {
        Self { columns: Vec::new(), cells: Vec::new() }
    }

    /// Adds a column.
    fn with<C: IntoCell<'a>>(self, id: &'static str, cell: impl Fn(R) -> C + 'a) -> Self {
        self.column(id, Audience::Everyone, cell)
    }

    /// Adds a column that JSON does not have.
    fn for_people<C: IntoCell<'a>>(self, id: &'static str, cell: impl Fn(R) -> C + 'a) -> Self {
        self.column(id, Audience::People, cell)
    }

    /// Adds a column that workbooks do not have.
    fn for_programs<C: IntoCell<'a>>(self, id: &'static str, cell: impl Fn(R) -> C + 'a) -> Self {
        self.column(id, Audience::Programs, cell)
    }

    fn column<C: IntoCell<'a>>(mut self, id: &'static str, audience: Audience, cell: impl Fn(R) -> C + 'a) -> Self {
        self.columns.push(Column { id, kind: C::KIND, optional: C::OPTIONAL, audience });
        self.cells.push(Box::new(move |row| cell(row).value()));
        self
    }

    /// Makes the table, with a row for each of `rows`.
    fn table(self, name: &'static str, rows: impl Iterator<Item = R> + 'a) -> Table<'a> {
        let Self { columns, cells } = self;
        let rows = rows.map(move |row| cells.iter().map(|cell| cell(row)).collect());
        Table { name, columns, has_sheet: true, rows: Box::new(rows) }
    }
}

/// The address of a page: absolute if the site has a `base_url`, else the path of its file.
fn page_address(digest: &Digest, address: &Address) -> WebAddress {
    WebAddress(match &digest.site.base_url {
        Some(base) => address.absolute(base),
        None => address.output_file(),
    })
}

/// The version of the data: the date of the newest change or publication in it, if known.
pub fn version(digest: &Digest) -> Option<Date> {
    let responses = digest.responses.iter().filter_map(|response| response.changed());
    let editions = digest.editions.iter();
    let editions = editions.flat_map(|edition| edition.replies.iter().map(|reply| reply.date).chain([edition.date]));
    responses.chain(editions.flatten()).max()
}

/// The path of a file of the open data in the output folder.
pub fn path(name: &str) -> String {
    format!("{DATA}/{name}")
}

/// Makes a cell of the ids of entries.
fn ids<'a, T: Entry>(register: &'a Register<T>, keys: &[Key<T>]) -> Ids<'a> {
    Ids(keys.iter().map(|&key| register[key].id()).collect())
}

/// Makes a cell of the names of entries, for people.
fn names<'a, T: Entry>(digest: &'a Digest, register: &'a Register<T>, keys: &[Key<T>]) -> Vec<Cow<'a, str>> {
    keys.iter().map(|&key| digest.display_name(&register[key]).into()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::link::RareWords;
    use asdg_base::language::Language;

    fn all<'a>(index: &'a Index<'a>) -> Vec<Table<'a>> {
        EDITION_TABLES.iter().chain(&REGISTER_TABLES).chain([&FULL_TEXT_TABLE]).map(|make| make(index, &[])).collect()
    }

    #[test]
    fn every_table_and_column_has_a_title_and_an_explanation_in_both_languages() {
        let digest = Digest::empty();
        let rare_words = RareWords::default();
        let index = Index::new(&digest, &rare_words);
        for language in Language::ALL {
            let wording = Wording::new(language);
            for Table { name: table, columns, .. } in all(&index) {
                for text in [wording.table(table), wording.table_about(table)] {
                    assert!(!text.contains("data-"), "{} has no {text}", language.code());
                }
                let mut titles = BTreeSet::new();
                for column in columns {
                    let (title, about) = (wording.column(table, column.id), wording.column_about(table, column.id));
                    assert!(!title.contains("data-"), "{} has no {title}", language.code());
                    assert!(!about.contains("data-"), "{} has no {about}", language.code());
                    assert!(titles.insert(title.clone()), "{table} has two columns with the title {title}");
                    for (word, name) in wording.words(column.kind) {
                        assert!(!name.contains("data-"), "{} has no name for {word}", language.code());
                    }
                }
            }
        }
    }

    #[test]
    fn column_names_are_unique_and_joins_refer_to_existing_columns() {
        let digest = Digest::empty();
        let rare_words = RareWords::default();
        let index = Index::new(&digest, &rare_words);
        let tables = all(&index);
        for table in &tables {
            let ids: BTreeSet<&str> = table.columns.iter().map(|column| column.id).collect();
            assert_eq!(ids.len(), table.columns.len(), "{} has two columns with one name", table.name);
            for column in &table.columns {
                assert!(column.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{}", column.id);
                if let Some((name, key)) = column.joins() {
                    let other = tables.iter().find(|other| other.name == name).unwrap();
                    assert!(other.columns.iter().any(|column| column.id == key), "{name} has no column {key}");
                }
            }
        }
    }
}
