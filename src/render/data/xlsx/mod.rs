//! Writes workbooks: a sheet about the workbook, then one for each table, with filters, widths, real dates and links.
//!
//! There is one workbook for each edition, with the tables that people filter; a single workbook for everything had
//! 91 MB for 16,000 responses and kept one thread busy. rust_xlsxwriter keeps the cells in memory; an edition is small
//! enough for that. Excel "repairs" a file that exceeds its limits by dropping content, so `sheet.rs` observes them.

mod about;
mod sheet;

pub use about::About;
use sheet::Sheet;
pub(super) use sheet::SheetWriter;

use jiff::civil::date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatUnderline, Workbook, Worksheet, XlsxError,
};

use crate::view::data::Wording;

/// The compression level of a workbook, 1 to 9. Higher ones cost much time and save little.
const COMPRESSION: u8 = 3;

/// The formats of cells.
struct CellStyles {
    /// Aligned to the top, like all cells.
    plain: Format,
    /// With lines wrapped at the width of the column.
    wrapped: Format,
    /// A date.
    date: Format,
    /// A link.
    link: Format,
    /// The header of a column.
    head: Format,
    /// Bold.
    bold: Format,
    /// The title of the workbook.
    title: Format,
}

impl CellStyles {
    fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        let wrapped = plain.clone().set_text_wrap();
        Self {
            date: plain.clone().set_num_format("dd\\.mm\\.yyyy"),
            link: plain.clone().set_font_color(Color::RGB(0x0563C1)).set_underline(FormatUnderline::Single),
            head: wrapped.clone().set_bold().set_background_color(Color::RGB(0xE8EEF4)),
            bold: plain.clone().set_bold(),
            title: Format::new().set_bold().set_font_size(16),
            plain,
            wrapped,
        }
    }
}

/// A workbook that is being made.
#[derive(Default)]
pub(super) struct Book {
    sheets: Vec<Sheet>,
}

impl Book {
    /// Adds a sheet.
    pub(super) fn push(&mut self, sheet: SheetWriter) -> Result<(), XlsxError> {
        self.sheets.push(sheet.finish()?);
        Ok(())
    }

    /// Returns the number of rows that did not fit.
    pub(super) fn left_out(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.left_out).sum()
    }

    /// Returns the finished workbook. Its bytes do not depend on the time.
    pub(super) fn finish(self, about: &About<'_>, wording: &Wording) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_zip_compression_level(COMPRESSION);
        let mut first = Worksheet::new();
        about::write(&mut first, about, &self.sheets, wording)?;
        workbook.push_worksheet(first);
        for sheet in self.sheets {
            workbook.push_worksheet(sheet.worksheet);
        }
        workbook.set_properties(&properties(about)?);
        workbook.save_to_buffer()
    }
}

/// Returns the properties that file managers show. The date of creation is that of the newest content.
fn properties(about: &About<'_>) -> Result<DocProperties, XlsxError> {
    let made = about.version.unwrap_or(date(2000, 1, 1));
    let made = excel_day(made).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
    let author = about.site.publisher.as_deref().unwrap_or(&about.site.title);
    Ok(DocProperties::new().set_title(about.title()).set_author(author).set_creation_datetime(&made))
}

/// Converts a date for Excel; `None` before 1900.
fn excel_day(day: jiff::civil::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok()
}
