//! The workbook: a sheet that says what it is, then one for each table, with filters, widths, real dates and links.
//!
//! Rows go to temporary files while they are written, so that no digest is too large for the memory. Excel has limits, and a file that breaks
//! them is one that it "repairs" by throwing things away; so they are kept in `sheet.rs`.

mod about;
mod sheet;

pub use about::About;
pub use sheet::Sheet;
pub(super) use sheet::SheetWriter;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

use jiff::civil::date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatUnderline, Workbook, Worksheet, XlsxError,
};

use crate::fs;
use crate::problem::Kind;
use crate::view::data::{TABLES, WORKBOOK, Wording, path};

/// How hard the workbook is compressed, 1 to 9. Packing is most of the work of a workbook; more than this saves little.
const COMPRESSION: u8 = 2;

/// How cells look.
struct Styles {
    /// At the top of its row, as all cells are.
    plain: Format,
    /// With line breaks where the column ends.
    wrapped: Format,
    /// A day.
    date: Format,
    /// A link.
    link: Format,
    /// The head of a column.
    head: Format,
    /// Bold.
    bold: Format,
    /// The title of the workbook.
    title: Format,
}

impl Styles {
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
pub struct Book {
    workbook: Workbook,
    /// The first sheet.
    first: Worksheet,
    /// The sheets of the tables, in order.
    sheets: Vec<Worksheet>,
}

impl Book {
    /// Begins a workbook with an empty sheet for each table. `folder` is where its rows wait.
    pub fn new(folder: &Path) -> Result<Self, Kind> {
        guarded(|| Self::begin(folder))
    }

    fn begin(folder: &Path) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_zip_compression_level(COMPRESSION).set_tempdir(folder)?;
        let Styles { plain, wrapped, date, link, head, bold, title } = Styles::new();
        // Sheets are written at the same time; the numbers of the styles must not depend on which is the first to use one.
        for style in [plain, wrapped, date, link, head, bold, title] {
            workbook.register_format(&style);
        }
        let first = workbook.new_worksheet_with_constant_memory()?;
        let sheets = TABLES.iter().map(|_| workbook.new_worksheet_with_constant_memory()).collect::<Result<_, _>>()?;
        Ok(Self { workbook, first, sheets })
    }

    /// The sheets of the tables, in order, to be written at the same time.
    pub fn take_sheets(&mut self) -> Vec<Worksheet> {
        std::mem::take(&mut self.sheets)
    }

    /// Puts the workbook together of the sheets of all tables. Nothing in it depends on when it is made.
    pub fn finish(self, about: &About<'_>, sheets: Vec<Sheet>, wording: &Wording) -> Result<Vec<u8>, Kind> {
        guarded(|| self.assemble(about, sheets, wording))
    }

    fn assemble(self, about: &About<'_>, sheets: Vec<Sheet>, wording: &Wording) -> Result<Vec<u8>, XlsxError> {
        let Self { mut workbook, mut first, .. } = self;
        about::write(&mut first, about, &sheets, wording)?;
        workbook.push_worksheet(first);
        for sheet in sheets {
            workbook.push_worksheet(sheet.worksheet);
        }
        workbook.set_properties(&properties(about, wording)?);
        workbook.save_to_buffer()
    }
}

/// What file managers show. The workbook counts as made on the day of its newest content.
fn properties(about: &About<'_>, wording: &Wording) -> Result<DocProperties, XlsxError> {
    let made = about.version.unwrap_or(date(2000, 1, 1));
    let made = excel_day(made).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
    let author = about.site.publisher.as_deref().unwrap_or(&about.site.title);
    Ok(DocProperties::new().set_title(about.title(wording)).set_author(author).set_creation_datetime(&made))
}

/// A day as Excel knows it; nothing before 1900.
fn excel_day(day: jiff::civil::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok()
}

fn failed(error: &XlsxError) -> Kind {
    Kind::OutputFailed { file: path(WORKBOOK), reason: error.to_string() }
}

/// Has the library do something. It panics where it cannot write its temporary files: a full disk is no fault of the program, and is reported
/// like any other. Whatever else it panics of goes on.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, Kind> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result.map_err(|error| failed(&error)),
        Err(panic) => match panic.downcast_ref::<String>().and_then(|message| reason(message)) {
            Some(reason) => Err(Kind::OutputFailed { file: path(WORKBOOK), reason }),
            None => resume_unwind(panic),
        },
    }
}

/// The reason why a file could not be written, in the message of a panic: `... Os { code: 28, kind: StorageFull, message: "..." }`.
fn reason(message: &str) -> Option<String> {
    let (_, code) = message.split_once("Os { code: ")?;
    let (code, _) = code.split_once(',')?;
    Some(fs::reason(&io::Error::from_raw_os_error(code.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_reported_and_a_fault_is_not_hidden() {
        let full = || -> Result<(), XlsxError> { panic!("{:?}", io::Error::from_raw_os_error(28)) };
        let reason = fs::reason(&io::Error::from_raw_os_error(28));
        assert_eq!(guarded(full), Err(Kind::OutputFailed { file: path(WORKBOOK), reason }));
        assert!(catch_unwind(|| guarded(|| -> Result<(), XlsxError> { panic!("a fault") })).is_err());
    }
}
