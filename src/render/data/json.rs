//! Writes JSON: an array with one object on each line, so that versions of a file can be compared line by line. Every
//! object has every key, in the order of the columns; missing values are `null`. The name that belongs to an id is only
//! in the table of that id.

use std::io::Write;

use crate::view::data::{CellValue, Column};
use asdg_russian::any_byte;

/// A JSON table that is being written.
#[derive(Default)]
pub(super) struct Json {
    out: Vec<u8>,
    rows: usize,
}

impl Json {
    /// A table for which memory is reserved. `bytes` is its expected size.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { out: Vec::with_capacity(bytes), rows: 0 }
    }

    pub(super) fn row(&mut self, columns: &[Column], row: &[CellValue<'_>]) -> serde_json::Result<()> {
        self.out.extend_from_slice(if self.rows == 0 { b"[\n" } else { b",\n" });
        self.rows += 1;
        let cells = columns.iter().zip(row).filter(|(column, _)| column.is_in_json());
        for (number, (column, value)) in cells.enumerate() {
            self.out.extend_from_slice(if number == 0 { b"{\"" } else { b",\"" });
            self.out.extend_from_slice(column.id.as_bytes());
            self.out.extend_from_slice(b"\":");
            self.value(value)?;
        }
        self.out.push(b'}');
        Ok(())
    }

    fn value(&mut self, value: &CellValue<'_>) -> serde_json::Result<()> {
        let out = &mut self.out;
        match value {
            CellValue::Absent => out.extend_from_slice(b"null"),
            CellValue::Text(text) => push_text(text, out),
            CellValue::Texts(texts) => serde_json::to_writer(out, texts)?,
            CellValue::Integer(number) => serde_json::to_writer(out, number)?,
            CellValue::Number(number) => serde_json::to_writer(out, number)?,
            CellValue::Boolean(is) => serde_json::to_writer(out, is)?,
            CellValue::Date(date) => write!(out, "\"{date}\"").map_err(serde_json::Error::io)?,
        }
        Ok(())
    }

    /// Ends the table. Returns its number of rows.
    pub(super) fn finish(mut self) -> (usize, Vec<u8>) {
        self.out.extend_from_slice(if self.rows == 0 { b"[\n]\n" } else { b"\n]\n" });
        (self.rows, self.out)
    }
}

/// Writes a text. serde_json checks each byte on its own, which takes 2 % of a build for the texts of all answers.
fn push_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for chunk in text.as_bytes().chunks(CHUNK) {
        if !any_byte(chunk, is_escaped) {
            out.extend_from_slice(chunk);
            continue;
        }
        for &byte in chunk {
            match byte {
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\t' => out.extend_from_slice(b"\\t"),
                b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                byte if is_escaped(byte) => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
                byte => out.push(byte),
            }
        }
    }
    out.push(b'"');
}

/// The number of bytes that are checked together.
const CHUNK: usize = 32;

/// Whether JSON escapes a byte.
fn is_escaped(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::data::{Audience, Type};

    #[test]
    fn a_row_is_a_line_with_every_key_in_order() {
        let column = |id, audience| Column { id, kind: Type::Text, optional: true, audience };
        let columns =
            [column("b", Audience::Everyone), column("name", Audience::People), column("a", Audience::Programs)];
        let mut json = Json::default();
        json.row(&columns, &[CellValue::Text("=«а»\n".into()), CellValue::Boolean(true), CellValue::Absent]).unwrap();
        json.row(&columns, &[CellValue::Texts(vec!["б".into()]), CellValue::Absent, CellValue::Number(-0.5)]).unwrap();
        let (rows, text) = json.finish();
        assert_eq!(rows, 2);
        assert_eq!(
            String::from_utf8(text).unwrap(),
            "[\n{\"b\":\"=«а»\\n\",\"a\":null},\n{\"b\":[\"б\"],\"a\":-0.5}\n]\n"
        );
        assert_eq!(Json::default().finish(), (0, b"[\n]\n".to_vec()));
    }

    #[test]
    fn a_text_is_unchanged_after_writing_and_reading() {
        let controls: String = (0..0x80_u8).map(char::from).collect();
        for text in ["", "\"", "Ё".repeat(CHUNK).as_str(), &format!("{}«\"»\n", "а".repeat(CHUNK / 2)), &controls] {
            let mut out = Vec::new();
            push_text(text, &mut out);
            assert_eq!(serde_json::from_slice::<String>(&out).unwrap(), text);
        }
    }
}
