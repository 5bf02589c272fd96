//! Writes the sheet of a table within the limits of Excel.

use std::borrow::Cow;

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

use super::super::csv::LIST_SEPARATOR;
use super::{CellStyles, excel_day};
use crate::view::data::{CellValue, Column, IdForm, Type, Wording};
use asdg_russian::any_byte;

/// The limits of a sheet.
#[derive(Clone, Copy)]
struct Limits {
    /// Rows, including the header.
    rows: usize,
    /// Links.
    links: usize,
}

/// The limits of Excel ("Excel specifications and limits" at support.microsoft.com).
const EXCEL: Limits = Limits { rows: 1_048_576, links: 65_530 };

/// The largest number of characters in a cell, in UTF-16 units.
const MAX_CHARACTERS: usize = 32_767;

/// The largest length of a link, as in Excel's dialog.
const MAX_LINK: usize = 2_079;

/// A finished sheet.
pub(super) struct Sheet {
    pub(super) worksheet: Worksheet,
    /// The name of the sheet.
    pub(super) title: String,
    /// The description of the table.
    pub(super) about: String,
    /// The number of rows, including those that do not fit.
    pub(super) rows: usize,
    /// The number of rows that do not fit.
    pub(super) left_out: usize,
}

/// A column of a sheet.
struct SheetColumn {
    /// The index of the column in the table.
    index: usize,
    kind: Type,
    /// The names that are written in place of ids, by id.
    words: Vec<(&'static str, String)>,
}

impl SheetColumn {
    /// Returns the value of this column in a row. An id with a name is replaced by the name.
    fn value<'v>(&self, row: &'v [CellValue<'v>]) -> Cow<'v, CellValue<'v>> {
        let value = &row[self.index];
        let CellValue::Text(id) = value else { return Cow::Borrowed(value) };
        match self.words.iter().find(|(word, _)| word == id) {
            Some((_, name)) => Cow::Owned(CellValue::Text(name.clone().into())),
            None => Cow::Borrowed(value),
        }
    }
}

/// A sheet that is being written.
pub(crate) struct SheetWriter {
    worksheet: Worksheet,
    styles: CellStyles,
    columns: Vec<SheetColumn>,
    title: String,
    about: String,
    limits: Limits,
    links: usize,
    rows: usize,
}

impl SheetWriter {
    pub(crate) fn new(name: &str, columns: &[Column], wording: &Wording) -> Result<Self, XlsxError> {
        let mut worksheet = Worksheet::new();
        let styles = CellStyles::new();
        let title = wording.table(name);
        worksheet.set_name(&title)?.set_freeze_panes(1, 0)?;
        let columns = columns.iter().enumerate().filter(|(_, column)| column.is_in_workbook());
        for (number, (_, column)) in (0..).zip(columns.clone()) {
            worksheet.set_column_width(number, width(column.kind))?;
            worksheet.set_column_format(number, style(&styles, column.kind))?;
            worksheet.write_string_with_format(0, number, wording.column(name, column.id), &styles.head)?;
        }
        let columns = columns
            .map(|(index, column)| SheetColumn { index, kind: column.kind, words: wording.words(column.kind) })
            .collect();
        let about = wording.table_about(name);
        Ok(Self { worksheet, styles, columns, title, about, limits: EXCEL, links: 0, rows: 0 })
    }

    pub(crate) fn row(&mut self, row: &[CellValue<'_>]) -> Result<(), XlsxError> {
        self.rows += 1;
        // The header is row 0.
        if self.rows >= self.limits.rows {
            return Ok(());
        }
        let number = self.rows as RowNum;
        for column in 0..self.columns.len() {
            let SheetColumn { kind, .. } = self.columns[column];
            let value = self.columns[column].value(row);
            self.cell((number, column as ColNum), kind, &value)?;
        }
        Ok(())
    }

    fn cell(&mut self, (row, at): (RowNum, ColNum), kind: Type, value: &CellValue<'_>) -> Result<(), XlsxError> {
        match value {
            CellValue::Absent => {}
            CellValue::Text(text) => self.text((row, at), kind, text)?,
            CellValue::Texts(texts) => self.text((row, at), kind, &texts.join(LIST_SEPARATOR))?,
            CellValue::Integer(number) => drop(self.worksheet.write_number(row, at, *number as f64)?),
            CellValue::Number(number) => drop(self.worksheet.write_number(row, at, *number)?),
            CellValue::Boolean(is) => drop(self.worksheet.write_boolean(row, at, *is)?),
            CellValue::Date(date) => match excel_day(*date) {
                Some(day) => drop(self.worksheet.write_datetime(row, at, &day)?),
                None => self.text((row, at), kind, &date.to_string())?,
            },
        }
        Ok(())
    }

    fn text(&mut self, (row, at): (RowNum, ColNum), kind: Type, text: &str) -> Result<(), XlsxError> {
        let may_be_link = kind == Type::Address && self.links < self.limits.links;
        match may_be_link.then(|| address(text)).flatten() {
            Some(url) => {
                self.links += 1;
                self.worksheet.write_url_with_format(row, at, url, &self.styles.link)?;
            }
            None => drop(self.worksheet.write_string(row, at, &*cell_text(text))?),
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Sheet, XlsxError> {
        let Self { mut worksheet, columns, title, about, limits, rows, .. } = self;
        let written = rows.min(limits.rows - 1);
        worksheet.autofilter(0, 0, written as RowNum, columns.len().saturating_sub(1) as ColNum)?;
        Ok(Sheet { worksheet, title, about, rows, left_out: rows - written })
    }
}

/// Returns the link for an address; `None` if Excel does not accept it, or if it is relative to the root of the site.
pub(super) fn address(text: &str) -> Option<rust_xlsxwriter::Url> {
    let url = url::Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    (url.as_str().len() <= MAX_LINK).then(|| rust_xlsxwriter::Url::new(url.as_str()).set_text(text))
}

/// Shortens a text to the size of a cell, measured in UTF-16: it is cut between characters, and gets an ellipsis.
/// Characters that XML does not allow are replaced.
pub(super) fn cell_text(text: &str) -> Cow<'_, str> {
    let is_forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    // The first byte of U+FFFE and U+FFFF is 0xEF.
    let may_be_forbidden = any_byte(text.as_bytes(), |byte| (byte < b' ') | (byte == 0xef));
    let text: Cow<'_, str> = if may_be_forbidden { text.replace(is_forbidden, "\u{fffd}").into() } else { text.into() };
    // No text has more UTF-16 units than bytes in UTF-8.
    if text.len() <= MAX_CHARACTERS || text.encode_utf16().count() <= MAX_CHARACTERS {
        return text;
    }
    let mut left = MAX_CHARACTERS - 1;
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    kept.chain(['…']).collect()
}

/// Returns the format of the cells of a column.
fn style(styles: &CellStyles, kind: Type) -> &Format {
    match kind {
        Type::Text | Type::LongText | Type::Texts => &styles.wrapped,
        Type::Date => &styles.date,
        Type::Id(_) | Type::Ids | Type::Integer | Type::Number | Type::Boolean | Type::Address => &styles.plain,
    }
}

/// Returns the width of a column, in digits of its font.
fn width(kind: Type) -> u16 {
    match kind {
        Type::Text => 28,
        Type::LongText => 70,
        Type::Id(IdForm::Entry | IdForm::Passage) => 22,
        Type::Id(IdForm::Response) => 38,
        Type::Id(_) => 24,
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
    use crate::view::data::{Audience, EDITION_TABLES, REGISTER_TABLES};
    use asdg_base::language::Language;

    fn sheet_of(limits: Limits, rows: &[[&str; 2]]) -> Sheet {
        let columns = [("text", Type::LongText), ("url", Type::Address)];
        let columns = columns.map(|(id, kind)| Column { id, kind, optional: false, audience: Audience::Everyone });
        let wording = Wording::new(Language::English);
        let sheet = SheetWriter::new("texts", &columns, &wording).unwrap();
        let mut sheet = SheetWriter { limits, ..sheet };
        for row in rows {
            sheet.row(&row.map(|text| CellValue::Text(text.into()))).unwrap();
        }
        assert!(sheet.links <= limits.links);
        sheet.finish().unwrap()
    }

    #[test]
    fn rows_and_links_beyond_the_limits_are_left_out() {
        let sheet = sheet_of(Limits { rows: 4, links: 2 }, &[["а", "https://example.org/"]; 5]);
        assert_eq!((sheet.rows, sheet.left_out), (5, 2));
    }

    #[test]
    fn any_text_can_be_written() {
        let long = "😀".repeat(40_000);
        let far = format!("https://example.org/{}", "я".repeat(3000));
        for text in
            ["", "\u{0}\u{1f}\u{ffff}\r\n\t", "_x0041_ _x", "=1+1", "internal:", "file://", "mailto:", &long, &far]
        {
            sheet_of(EXCEL, &[[text, text]]);
        }
    }

    #[test]
    fn a_text_is_cut_at_the_size_of_a_cell() {
        assert_eq!(cell_text("мост"), "мост");
        assert_eq!(cell_text("а\u{1}"), "а\u{fffd}");
        assert_eq!(cell_text(&"я".repeat(40_000)).encode_utf16().count(), MAX_CHARACTERS);
        // A character outside of the basic plane counts twice.
        assert_eq!(cell_text(&"😀".repeat(40_000)).encode_utf16().count(), MAX_CHARACTERS);
    }

    #[test]
    fn addresses_that_excel_does_not_accept_are_not_links() {
        let long = format!("https://example.org/{}", "a".repeat(3000));
        for text in [&long, "2024/culture/index.html", "mailto:a@example.org"] {
            assert!(address(text).is_none());
        }
        assert!(address("https://пример.рф/путь с пробелом?a=\"б\"").is_some());
    }

    #[test]
    fn titles_of_tables_are_valid_names_of_sheets() {
        for language in Language::ALL {
            let wording = Wording::new(language);
            let digest = crate::model::Digest::empty();
            let rare_words = crate::link::RareWords::default();
            let index = crate::link::Index::new(&digest, &rare_words);
            for make in EDITION_TABLES.iter().chain(&REGISTER_TABLES) {
                let title = wording.table(make(&index, &[]).name);
                let is_valid = title.chars().count() <= 31 && !title.contains(['[', ']', ':', '*', '?', '/', '\\']);
                assert!(is_valid, "{title}");
            }
        }
    }
}
