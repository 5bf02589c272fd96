//! Open data: the tables of a digest, for spreadsheets and for programs.
//!
//! [`TABLES`] lists them. A [`Table`] has a stable name, columns with stable names, and rows in a stable order, which are made one at a time
//! while they are written. Each table is made by a function that names a column and says what stands in it in one breath; the type of the
//! column is that of what stands there (`cell.rs`). What people read about tables and columns is in `ru.ftl` and `en.ftl` here.

mod answers;
mod cell;
mod items;
mod page;
mod registers;
mod schedule;
mod texts;
mod wording;

pub use cell::{Form, Type, Value};
pub(super) use page::KIND;
pub use page::{DataView, Published, PublishedTable};
pub use texts::{PassageText, TEXTS, texts, texts_columns};
pub use wording::Wording;

use std::borrow::Cow;

use jiff::civil::Date;

use self::cell::{Cell, Place};
use super::Address;
use crate::link::Index;
use crate::model::Digest;

/// The version of the tables. It changes when a column changes its name or its meaning or goes; one more column is no change.
pub const SCHEMA: u32 = 1;

/// The folder of the files.
pub const FOLDER: &str = "data";

/// The name of the workbook that holds all tables.
pub const WORKBOOK: &str = "digest.xlsx";

/// Makes a table. Its rows are made later, one by one.
pub type Make = for<'a> fn(&'a Index<'a>) -> Table<'a>;

/// All tables, in the order in which they are shown: what cities wrote first, then the registers.
pub const TABLES: [Make; 14] = [
    answers::responses,
    answers::answers,
    schedule::states,
    answers::passages,
    items::plans,
    items::requests,
    answers::mentions,
    answers::corrections,
    registers::cities,
    registers::topics,
    registers::courses,
    registers::sectors,
    schedule::editions,
    schedule::questions,
];

/// A table.
pub struct Table<'a> {
    /// The name, of which the names of its files are made.
    pub name: &'static str,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, in order, each with a value for every column.
    pub rows: Box<dyn Iterator<Item = Vec<Value<'a>>> + 'a>,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name, the same in every format.
    pub id: &'static str,
    /// What stands in it.
    pub kind: Type,
    /// Whether a row may have nothing there.
    pub optional: bool,
}

impl Column {
    /// The table whose rows this column names, and the column that holds the names there.
    pub fn joins(&self) -> Option<(&'static str, &'static str)> {
        Some(match (self.id, self.kind) {
            ("response" | "outcome_response", _) => ("responses", "response"),
            ("passage", _) => ("passages", "passage"),
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

/// What stands in a column, as a function of what a row is made from.
type CellOf<'a, R> = Box<dyn Fn(R) -> Value<'a> + 'a>;

/// A table that is being described: its columns, each with what stands in it. `R` is what a row is made from.
struct Columns<'a, R> {
    columns: Vec<Column>,
    cells: Vec<CellOf<'a, R>>,
}

impl<'a, R: Copy + 'a> Columns<'a, R> {
    fn new() -> Self {
        Self { columns: Vec::new(), cells: Vec::new() }
    }

    /// One more column.
    fn with<C: Cell<'a>>(mut self, id: &'static str, cell: impl Fn(R) -> C + 'a) -> Self {
        self.columns.push(Column { id, kind: C::KIND, optional: C::OPTIONAL });
        self.cells.push(Box::new(move |row| cell(row).value()));
        self
    }

    /// The table, with a row for each of `rows`.
    fn table(self, name: &'static str, rows: impl Iterator<Item = R> + 'a) -> Table<'a> {
        let Self { columns, cells } = self;
        let rows = rows.map(move |row| cells.iter().map(|cell| cell(row)).collect());
        Table { name, columns, rows: Box::new(rows) }
    }
}

/// Where a page is: its whole address where the site knows its own, else its file below the root of the site.
fn place(digest: &Digest, address: &Address, anchor: Option<&str>) -> Place {
    let page = match &digest.site.base_url {
        Some(base) => address.absolute(base),
        None => address.output_file(),
    };
    Place(match anchor {
        Some(anchor) => format!("{page}#{anchor}"),
        None => page,
    })
}

/// The version of the data: the day the newest of what is in it was changed or came out, as far as is known.
pub fn version(digest: &Digest) -> Option<Date> {
    let responses = digest.responses.iter().filter_map(|response| response.changed());
    let editions = digest.editions.iter();
    let editions = editions.flat_map(|edition| edition.replies.iter().map(|reply| reply.date).chain([edition.date]));
    responses.chain(editions.flatten()).max()
}

/// The path of a file of the open data in the output folder.
pub fn path(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

/// Names of entries for people.
fn names<'a, T: crate::model::Entry>(
    digest: &'a Digest,
    register: &'a crate::model::Register<T>,
    keys: &[crate::model::Key<T>],
) -> Vec<Cow<'a, str>> {
    keys.iter().map(|&key| digest.shown(&register[key]).into()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::link::RareWords;
    use crate::problem::wording::Language;

    #[test]
    fn every_table_and_column_has_a_title_and_an_explanation_in_both_languages() {
        let digest = Digest::empty();
        let rare_words = RareWords::default();
        let index = Index::new(&digest, &rare_words);
        for language in Language::ALL {
            let wording = Wording::new(language);
            let mut columns: Vec<(&str, Vec<Column>)> =
                TABLES.iter().map(|make| make(&index)).map(|table| (table.name, table.columns)).collect();
            columns.push((TEXTS, texts_columns()));
            for (table, columns) in columns {
                for text in [wording.table(table), wording.table_about(table)] {
                    assert!(!text.contains("data-"), "{} has no {text}", language.code());
                }
                let mut titles = BTreeSet::new();
                for column in columns {
                    let (title, about) = (wording.column(table, column.id), wording.column_about(table, column.id));
                    assert!(!title.contains("data-"), "{} has no {title}", language.code());
                    assert!(!about.contains("data-"), "{} has no {about}", language.code());
                    assert!(titles.insert(title.clone()), "{table} has two columns with the title {title}");
                }
            }
        }
    }

    #[test]
    fn names_of_columns_are_stable_ones_and_lead_to_columns_that_are_there() {
        let digest = Digest::empty();
        let rare_words = RareWords::default();
        let index = Index::new(&digest, &rare_words);
        let tables: Vec<Table<'_>> = TABLES.iter().map(|make| make(&index)).collect();
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
