//! The workbook: a sheet that says what it is, then one for each table, with filters, widths, real dates and links.
//!
//! Excel has limits, and a file that breaks them is one that it "repairs" by throwing things away; so they are kept here.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

use super::csv::BETWEEN;
use crate::model::Site;
use crate::view::Address;
use crate::view::data::{Column, Form, SCHEMA, Type, Value, Wording};

/// What a sheet can hold.
#[derive(Clone, Copy)]
struct Limits {
    /// Rows, the head included.
    rows: u32,
    /// Links.
    links: usize,
    /// Characters of a cell, as UTF-16 counts them.
    characters: usize,
    /// Characters of a link.
    link: usize,
}

/// The limits of Excel ("Excel specifications and limits" at support.microsoft.com).
const EXCEL: Limits = Limits { rows: 1_048_576, links: 65_530, characters: 32_767, link: 2_079 };

/// A finished sheet.
pub struct Sheet {
    sheet: Worksheet,
    title: String,
    about: String,
    rows: usize,
    /// How many rows there was no room for.
    pub left_out: usize,
}

/// What the first sheet says.
pub struct About<'a> {
    /// The settings of the site.
    pub site: &'a Site,
    /// The version of the data.
    pub version: Option<Date>,
}

/// A sheet that is being written.
pub(super) struct SheetWriter {
    sheet: Worksheet,
    kinds: Vec<Type>,
    title: String,
    about: String,
    limits: Limits,
    rows: usize,
    links: usize,
    link: Format,
}

impl SheetWriter {
    pub(super) fn new(name: &str, columns: &[Column], wording: &Wording) -> Result<Self, XlsxError> {
        let title = wording.table(name);
        let mut sheet = Worksheet::new();
        sheet.set_name(&title)?;
        let head = head();
        for (number, column) in (0..).zip(columns) {
            sheet.set_column_width(number, width(column.kind))?;
            sheet.set_column_format(number, &format(column.kind))?;
            sheet.write_string_with_format(0, number, wording.column(name, column.id), &head)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(Self {
            sheet,
            kinds: columns.iter().map(|column| column.kind).collect(),
            title,
            about: wording.table_about(name),
            limits: EXCEL,
            rows: 0,
            links: 0,
            link: link(),
        })
    }

    pub(super) fn row(&mut self, row: &[Value<'_>]) -> Result<(), XlsxError> {
        self.rows += 1;
        // The head is row 0.
        let Some(number) = u32::try_from(self.rows).ok().filter(|number| *number < self.limits.rows) else {
            return Ok(());
        };
        for ((column, value), kind) in (0..).zip(row).zip(self.kinds.clone()) {
            match value {
                Value::Absent => {}
                Value::Text(text) if kind == Type::Address => self.address(number, column, text)?,
                Value::Text(text) => self.text(number, column, text)?,
                Value::Texts(texts) => self.text(number, column, &texts.join(BETWEEN))?,
                Value::Integer(value) => {
                    self.sheet.write_number(number, column, *value as f64)?;
                }
                Value::Number(value) => {
                    self.sheet.write_number(number, column, *value)?;
                }
                Value::Boolean(value) => {
                    self.sheet.write_boolean(number, column, *value)?;
                }
                Value::Date(date) => match day(*date) {
                    Some(day) => {
                        self.sheet.write_datetime(number, column, &day)?;
                    }
                    None => self.text(number, column, &date.to_string())?,
                },
            }
        }
        Ok(())
    }

    fn text(&mut self, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string(row, column, within(text, self.limits.characters))?;
        Ok(())
    }

    /// A link; plain text where the sheet or Excel has no room for one more, or where it leads only from the root of the site.
    fn address(&mut self, row: u32, column: u16, address: &str) -> Result<(), XlsxError> {
        let is_whole = address.starts_with("https://") || address.starts_with("http://");
        let is_short = address.encode_utf16().count() <= self.limits.link;
        if !is_whole || !is_short || self.links == self.limits.links {
            return self.text(row, column, address);
        }
        self.links += 1;
        self.sheet.write_url_with_format(row, column, Url::new(address), &self.link)?;
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Sheet, XlsxError> {
        let Self { mut sheet, kinds, title, about, limits, rows, .. } = self;
        let written = rows.min(limits.rows as usize - 1);
        let last = kinds.len().saturating_sub(1) as u16;
        sheet.autofilter(0, 0, written as u32, last)?;
        Ok(Sheet { sheet, title, about, rows, left_out: rows - written })
    }
}

/// Puts the workbook together. Nothing in it depends on when it is made.
pub(super) fn workbook(about: &About<'_>, sheets: Vec<Sheet>, wording: &Wording) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(COMPRESSION);
    let made = about.version.and_then(day).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
    let properties = DocProperties::new()
        .set_title(format!("{}: {}", about.site.title, wording.text("about-title")))
        .set_author(about.site.publisher.as_deref().unwrap_or(&about.site.title))
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    workbook.push_worksheet(first_sheet(about, &sheets, wording)?);
    for Sheet { sheet, .. } in sheets {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

/// How hard the workbook is compressed, 1 to 9: more than this takes twice the time and saves little.
const COMPRESSION: u8 = 3;

/// What the workbook is, under which terms, and what is on which sheet.
fn first_sheet(about: &About<'_>, sheets: &[Sheet], wording: &Wording) -> Result<Worksheet, XlsxError> {
    let About { site, version } = about;
    let mut sheet = Worksheet::new();
    sheet.set_name(wording.text("about-sheet"))?;
    for (column, width) in [(0, 30), (1, 12), (2, 100)] {
        sheet.set_column_width(column, width)?;
    }
    let (bold, wrapped) = (Format::new().set_bold(), format(Type::LongText));
    let title = format!("{}: {}", site.title, wording.text("about-title"));
    sheet.write_string_with_format(0, 0, title, &Format::new().set_bold().set_font_size(16))?;
    let base = site.base_url.as_ref();
    let license = match (&site.license, &site.license_url) {
        (None, None) => wording.text("about-no-licence"),
        (license, url) => [license, url].into_iter().flatten().map(|part| &**part).collect::<Vec<_>>().join(", "),
    };
    let facts = [
        ("about-publisher", site.publisher.as_deref().map(str::to_owned)),
        ("about-site", base.map(ToString::to_string)),
        ("about-page", base.map(|base| Address::data().absolute(base))),
        ("about-licence", Some(license)),
        ("about-version", version.map(|date| date.to_string())),
        ("about-schema", Some(SCHEMA.to_string())),
        ("about-program", Some(format!("asdg-site {}", env!("CARGO_PKG_VERSION")))),
    ];
    let mut row = 2;
    for (id, value) in facts {
        let Some(value) = value else { continue };
        sheet.write_string_with_format(row, 0, wording.text(id), &bold)?;
        match id {
            "about-site" | "about-page" => sheet.write_url_with_format(row, 1, Url::new(value), &link())?,
            _ => sheet.write_string(row, 1, value)?,
        };
        row += 1;
    }
    row += 1;
    let left_out = sheets.iter().any(|sheet| sheet.left_out > 0);
    for (column, id) in [(0, "about-sheets"), (1, "about-rows")] {
        sheet.write_string_with_format(row, column, wording.text(id), &bold)?;
    }
    if left_out {
        sheet.write_string_with_format(row, 3, wording.text("about-left-out"), &bold)?;
    }
    for Sheet { title, about, rows, left_out, .. } in sheets {
        row += 1;
        let target = Url::new(format!("internal:'{title}'!A1")).set_text(title);
        sheet.write_url_with_format(row, 0, target, &link())?;
        sheet.write_number_with_format(row, 1, *rows as f64, &top())?;
        sheet.write_string_with_format(row, 2, about, &wrapped)?;
        if *left_out > 0 {
            sheet.write_number_with_format(row, 3, *left_out as f64, &top())?;
        }
    }
    Ok(sheet)
}

fn day(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
}

/// A text that a cell has room for: cut at a character, with an ellipsis.
fn within(text: &str, limit: usize) -> String {
    // No text has more characters in UTF-16 than bytes in UTF-8.
    if text.len() <= limit || text.encode_utf16().count() <= limit {
        return text.to_owned();
    }
    let mut left = limit - 1;
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    kept.chain(['…']).collect()
}

fn top() -> Format {
    Format::new().set_align(FormatAlign::Top)
}

fn head() -> Format {
    top().set_bold().set_text_wrap().set_background_color(0x00E8_EEF4)
}

fn link() -> Format {
    top().set_hyperlink()
}

/// How the cells of a column look.
fn format(kind: Type) -> Format {
    match kind {
        Type::Text | Type::LongText | Type::Texts => top().set_text_wrap(),
        Type::Date => top().set_num_format("dd.mm.yyyy"),
        Type::Id(_) | Type::Ids | Type::Integer | Type::Number | Type::Boolean | Type::Address => top(),
    }
}

/// How wide a column is, in figures of its type.
fn width(kind: Type) -> u8 {
    match kind {
        Type::Text => 28,
        Type::LongText => 70,
        Type::Id(Form::Entry) => 22,
        Type::Id(Form::Response) => 38,
        Type::Id(Form::Passage) => 52,
        Type::Id(Form::Role) => 14,
        Type::Ids => 30,
        Type::Texts => 40,
        Type::Integer | Type::Boolean => 12,
        Type::Number | Type::Date => 13,
        Type::Address => 48,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::wording::Language;

    fn writer(limits: Limits) -> SheetWriter {
        let columns = [("text", Type::LongText), ("url", Type::Address)];
        let columns = columns.map(|(id, kind)| Column { id, kind, optional: false });
        let wording = Wording::new(Language::English);
        SheetWriter { limits, ..SheetWriter::new("texts", &columns, &wording).unwrap() }
    }

    #[test]
    fn a_text_is_cut_where_a_cell_ends() {
        assert_eq!(within("мост", 4), "мост");
        assert_eq!(within("мосты", 4), "мос…");
        // A character outside the first plane counts twice.
        assert_eq!(within("a😀😀", 4), "a😀…");
        let long = "я".repeat(40_000);
        assert_eq!(within(&long, EXCEL.characters).encode_utf16().count(), EXCEL.characters);
    }

    #[test]
    fn rows_and_links_beyond_the_limits_are_left_out() {
        let mut sheet = writer(Limits { rows: 4, links: 2, ..EXCEL });
        for number in 0..5 {
            let row = [Value::Text("а".into()), Value::Text(format!("https://example.org/{number}").into())];
            sheet.row(&row).unwrap();
        }
        assert_eq!(sheet.links, 2);
        let sheet = sheet.finish().unwrap();
        assert_eq!((sheet.rows, sheet.left_out), (5, 2));
    }

    #[test]
    fn what_no_workbook_can_hold_does_no_harm() {
        let mut sheet = writer(EXCEL);
        let long = format!("https://example.org/{}", "a".repeat(3000));
        for address in [long.as_str(), "2024/culture/index.html", "https://пример.рф/путь с пробелом?a=\"б\"&c#d"] {
            sheet.row(&[Value::Text("=1+1\u{1}_x0041_".into()), Value::Text(address.into())]).unwrap();
        }
        assert_eq!(sheet.links, 1);
        assert!(day(Date::constant(1812, 9, 7)).is_none());
        let site = crate::model::Digest::empty().site;
        let about = About { site: &site, version: None };
        let wording = Wording::new(Language::Russian);
        let made = |sheet| workbook(&about, vec![sheet], &wording).unwrap();
        assert!(made(sheet.finish().unwrap()).starts_with(b"PK"));
    }

    #[test]
    fn titles_of_tables_are_names_of_sheets() {
        let digest = crate::model::Digest::empty();
        let index = crate::link::Index::new(&digest);
        for language in Language::ALL {
            let wording = Wording::new(language);
            for make in crate::view::data::TABLES {
                let table = make(&index);
                SheetWriter::new(table.name, &table.columns, &wording).unwrap();
            }
        }
    }
}
