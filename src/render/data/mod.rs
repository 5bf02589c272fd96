//! The open data as files: CSV for Excel in Russia, JSON with a JSON Schema for programs, and a workbook with a sheet for each table.
//!
//! [`table()`] goes through the rows of a table once and makes everything of it but the workbook, which a [`Book`] puts together of the sheets
//! of all tables; [`texts()`] makes the file of an edition's full texts.

mod csv;
mod json;
mod schema;
mod xlsx;

use std::borrow::Cow;

use rust_xlsxwriter::Worksheet;

use self::csv::Csv;
pub use self::csv::{BYTE_ORDER_MARK, writer as csv_writer};
use self::json::Json;
pub use self::xlsx::{About, Book, Sheet};
use self::xlsx::{SheetWriter, guarded};
use crate::model::Site;
use crate::problem::Kind;
use crate::view::data::{PassageText, TEXTS, Table, Value, Wording, texts_columns};

/// A table in all formats.
pub struct TableFiles {
    /// How many rows it has.
    pub rows: usize,
    /// The table as CSV.
    pub csv: Vec<u8>,
    /// The table as JSON.
    pub json: Vec<u8>,
    /// The JSON Schema of the latter.
    pub schema: Vec<u8>,
    /// The table as a sheet of the workbook.
    pub sheet: Sheet,
}

/// Makes the files of a table, and fills its sheet.
pub fn table(table: Table<'_>, sheet: Worksheet, site: &Site, wording: &Wording) -> Result<TableFiles, Kind> {
    let Table { name, columns, rows } = table;
    let schema = schema::schema(name, &columns, site, wording);
    let mut csv = Csv::new(&columns);
    let mut json = Json::new();
    let mut sheet = guarded(|| SheetWriter::new(sheet, name, &columns, wording))?;
    let mut count = 0;
    for row in rows {
        csv.row(&row);
        json.row(&columns, &row);
        guarded(|| sheet.row(&row))?;
        count += 1;
    }
    let sheet = guarded(|| sheet.finish())?;
    Ok(TableFiles { rows: count, csv: csv.finish(), json: json.finish(), schema, sheet })
}

/// Makes the file of an edition's full texts.
pub fn texts(texts: impl Iterator<Item = PassageText>) -> Vec<u8> {
    let columns = texts_columns();
    let mut json = Json::new();
    for PassageText { passage, text } in texts {
        json.row(&columns, &[Value::Text(Cow::Owned(passage)), Value::Text(Cow::Owned(text))]);
    }
    json.finish()
}

/// The JSON Schema of the files of full texts.
pub fn texts_schema(site: &Site, wording: &Wording) -> Vec<u8> {
    schema::schema(TEXTS, &texts_columns(), site, wording)
}
