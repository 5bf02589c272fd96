//! Makes the files of the open data: CSV for Excel in Russia, JSON with a JSON Schema for programs, and workbooks with
//! a sheet for each table.
//!
//! [`edition()`] makes the files with what cities wrote: an archive for each edition and format, because all of it is
//! as large as the content. [`registers()`] makes the files of the registers, which are not archived. The rows of a
//! table are computed once for all formats.

mod archive;
mod csv;
mod json;
mod schema;
mod xlsx;

use std::error::Error;

use self::archive::Archive;
use self::csv::Csv;
pub use self::csv::{BYTE_ORDER_MARK, writer as csv_writer};
use self::json::Json;
pub use self::schema::schema;
pub use self::xlsx::About;
use self::xlsx::{Book, SheetWriter};
use crate::view::data::{Table, Wording};

/// The result of writing a format. The error says what does not fit into the format.
pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The files of an edition.
pub struct EditionFiles {
    /// The number of rows of each table.
    pub rows: Vec<usize>,
    /// The zip archive of the tables as CSV.
    pub csv: Vec<u8>,
    /// The zip archive of the tables as JSON.
    pub json: Vec<u8>,
    /// The workbook.
    pub workbook: Vec<u8>,
    /// The number of rows that do not fit into the workbook.
    pub left_out: usize,
}

/// The files of the registers.
pub struct RegisterFiles {
    /// The tables.
    pub tables: Vec<TableFiles>,
    /// The workbook.
    pub workbook: Vec<u8>,
}

/// A table as CSV and JSON.
pub struct TableFiles {
    /// The name.
    pub name: &'static str,
    /// The number of rows.
    pub rows: usize,
    /// The table as CSV.
    pub csv: Vec<u8>,
    /// The table as JSON.
    pub json: Vec<u8>,
}

/// Makes the files of an edition. `suffix`, such as `-2024`, distinguishes unpacked files of several editions.
pub fn edition<'a>(
    tables: impl Iterator<Item = Table<'a>>,
    suffix: &str,
    about: &About<'_>,
    wording: &Wording,
) -> Result<EditionFiles> {
    let (mut csv, mut json, mut book) = (Archive::new(), Archive::new(), Book::default());
    let mut rows = Vec::new();
    for table in tables {
        let table = write(table, &mut book, wording)?;
        csv.add(&format!("{}{suffix}.csv", table.name), &table.csv)?;
        json.add(&format!("{}{suffix}.json", table.name), &table.json)?;
        rows.push(table.rows);
    }
    let left_out = book.left_out();
    let workbook = book.finish(about, wording)?;
    Ok(EditionFiles { rows, csv: csv.finish()?, json: json.finish()?, workbook, left_out })
}

/// Makes the files of the registers.
pub fn registers<'a>(
    tables: impl Iterator<Item = Table<'a>>,
    about: &About<'_>,
    wording: &Wording,
) -> Result<RegisterFiles> {
    let mut book = Book::default();
    let tables = tables.map(|table| write(table, &mut book, wording)).collect::<Result<_>>()?;
    Ok(RegisterFiles { tables, workbook: book.finish(about, wording)? })
}

/// Packs the full texts of an edition as JSON, and returns their number and the archive. Each part of the table is a
/// file, with a suffix such as `-2024-culture`: all texts of a large edition take 60 MB.
pub fn texts<'a>(parts: impl Iterator<Item = (String, Table<'a>)>) -> Result<(usize, Vec<u8>)> {
    let mut archive = Archive::new();
    let (mut count, mut length) = (0, 0);
    for (suffix, Table { name, columns, rows, has_sheet: _ }) in parts {
        // Parts have similar lengths.
        let mut json = Json::with_capacity(length);
        for row in rows {
            json.row(&columns, &row)?;
        }
        let (rows, json) = json.finish();
        archive.add(&format!("{name}{suffix}.json"), &json)?;
        (count, length) = (count + rows, json.len());
    }
    Ok((count, archive.finish()?))
}

/// Writes a table in all formats.
fn write(table: Table<'_>, book: &mut Book, wording: &Wording) -> Result<TableFiles> {
    let Table { name, columns, has_sheet, rows } = table;
    let mut csv = Csv::new(&columns);
    let mut json = Json::default();
    let mut sheet = has_sheet.then(|| SheetWriter::new(name, &columns, wording)).transpose()?;
    for row in rows {
        csv.row(&row);
        json.row(&columns, &row)?;
        if let Some(sheet) = &mut sheet {
            sheet.row(&row)?;
        }
    }
    if let Some(sheet) = sheet {
        book.push(sheet)?;
    }
    let (rows, json) = json.finish();
    Ok(TableFiles { name, rows, csv: csv.finish(), json })
}
