//! Writes CSV that Excel in Russia opens by a double click: a byte-order mark, `;` between cells, a decimal comma,
//! Windows line ends. A cell that Excel would take for a formula gets an apostrophe in front. The JSON files are for
//! programs.

use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};

use crate::view::data::{CellValue, Column};

/// The separator between the texts of a list.
pub(super) const LIST_SEPARATOR: &str = " | ";

/// The start of a file, which makes Excel read it as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Returns a writer of CSV in the form that Excel in Russia opens.
pub fn writer() -> Writer<Vec<u8>> {
    let start = BYTE_ORDER_MARK.as_bytes().to_vec();
    WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(start)
}

/// A CSV table that is being written.
pub(super) struct Csv {
    writer: Writer<Vec<u8>>,
}

impl Csv {
    pub(super) fn new(columns: &[Column]) -> Self {
        let mut csv = Self { writer: writer() };
        csv.record(columns.iter().map(|column| column.id.into()));
        csv
    }

    pub(super) fn row(&mut self, row: &[CellValue<'_>]) {
        self.record(row.iter().map(cell));
    }

    /// Writes a record. This cannot fail: it writes into memory, and all records have the same number of cells. If it
    /// failed anyway, a row would be missing.
    fn record<'a>(&mut self, cells: impl Iterator<Item = Cow<'a, str>>) {
        for cell in cells {
            let _ = self.writer.write_field(cell.as_bytes());
        }
        let _ = self.writer.write_record(None::<&[u8]>);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }
}

fn cell<'a>(value: &'a CellValue<'_>) -> Cow<'a, str> {
    match value {
        CellValue::Absent => "".into(),
        CellValue::Text(text) => escape_formula(text.as_ref().into()),
        CellValue::Texts(texts) => escape_formula(texts.join(LIST_SEPARATOR).into()),
        CellValue::Integer(number) => number.to_string().into(),
        CellValue::Number(number) => number.to_string().replace('.', ",").into(),
        CellValue::Boolean(is) => is.to_string().into(),
        CellValue::Date(date) => date.to_string().into(),
    }
}

/// Makes a text that no spreadsheet takes for a formula (OWASP, "CSV Injection"): a text that begins like a formula
/// gets an apostrophe in front. A text that begins with an apostrophe gets another, so that removing one restores every
/// text.
fn escape_formula(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n' | '\'') => {
            format!("'{text}").into()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::data::{Audience, Type};

    fn csv_of(row: &[CellValue<'_>]) -> String {
        let columns: Vec<Column> = ["a", "b", "c"]
            .map(|id| Column { id, kind: Type::Text, optional: true, audience: Audience::Everyone })
            .into_iter()
            .take(row.len())
            .collect();
        let mut csv = Csv::new(&columns);
        csv.row(row);
        String::from_utf8(csv.finish()).unwrap()
    }

    #[test]
    fn csv_has_the_format_of_excel_in_russia() {
        let row =
            [CellValue::Text("Мост; «Новый» \"путь\"".into()), CellValue::Number(-50.5), CellValue::Boolean(true)];
        assert_eq!(csv_of(&row), "\u{feff}a;b;c\r\n\"Мост; «Новый» \"\"путь\"\"\";-50,5;true\r\n");
        let row = [CellValue::Absent, CellValue::Integer(7), CellValue::Texts(vec!["Ёлкинск".into(), "Ель".into()])];
        assert_eq!(csv_of(&row), "\u{feff}a;b;c\r\n;7;Ёлкинск | Ель\r\n");
    }

    #[test]
    fn texts_that_look_like_formulas_are_escaped() {
        for (text, escaped) in [
            ("=1+1", "'=1+1"),
            ("+7 (000) 000-00-00", "'+7 (000) 000-00-00"),
            ("-", "'-"),
            ("@a", "'@a"),
            ("'=1", "''=1"),
            ("– пункт", "– пункт"),
            ("2 = 2", "2 = 2"),
        ] {
            assert_eq!(cell(&CellValue::Text(text.into())), escaped);
            assert_eq!(cell(&CellValue::Texts(vec![text.into()])), escaped);
        }
        assert_eq!(cell(&CellValue::Number(-1.5)), "-1,5");
    }
}
