//! The workbook: a sheet that says what it is, then one for each table, with filters, widths, real dates and links.
//!
//! It is written here and not by a library, since those that were tried keep every cell in memory, or a copy of the file on disk: a digest of
//! 16,000 responses took two gigabytes. A sheet is packed while it is written, and the packed sheets are put together in the end. What is in
//! the parts is ECMA-376 (Office Open XML), of which this needs little.
//!
//! Excel has limits, and a file that breaks them is one that it "repairs" by throwing things away; so they are kept here.

mod about;
mod cells;
mod parts;
mod sheet;

pub use about::About;
pub use sheet::Sheet;
pub(super) use sheet::SheetWriter;

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use self::parts::Part;
use crate::view::data::Wording;

/// An archive in memory.
type Archive = ZipWriter<Cursor<Vec<u8>>>;

/// How hard the workbook is compressed, 1 to 9. Packing is most of the work of a workbook; more than this saves little.
const COMPRESSION: i64 = 2;

/// Puts the workbook together. Nothing in it depends on when it is made.
pub(super) fn workbook(about: &About<'_>, sheets: Vec<Sheet>, wording: &Wording) -> io::Result<Vec<u8>> {
    let sheets: Vec<Sheet> = std::iter::once(about::first_sheet(about, &sheets, wording)?).chain(sheets).collect();
    let mut archive = ZipWriter::new(Cursor::default());
    for Part { name, xml } in parts::parts(about, &sheets, wording) {
        begin(&mut archive, &name)?;
        archive.write_all(xml.as_bytes())?;
    }
    for (number, sheet) in (1..).zip(sheets) {
        let Sheet { packed, links, .. } = sheet;
        let mut packed = ZipArchive::new(Cursor::new(packed))?;
        archive.raw_copy_file_rename(packed.by_index_raw(0)?, parts::sheet(number))?;
        if let Some(Part { name, xml }) = parts::links(number, &links) {
            begin(&mut archive, &name)?;
            archive.write_all(xml.as_bytes())?;
        }
    }
    Ok(archive.finish()?.into_inner())
}

/// Begins a file of the archive.
fn begin(archive: &mut Archive, name: &str) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(COMPRESSION))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    Ok(archive.start_file(name, options)?)
}
