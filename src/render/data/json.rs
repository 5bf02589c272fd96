//! JSON: an array with one object on each line, so that versions of a file can be compared line by line. Every object
//! has every key, in the order of the columns; missing values are `null`. The name that belongs to an id is only in the
//! table of that id.

use serde::{Serialize, Serializer};

use crate::view::data::{CellValue, Column};

/// A table as JSON, while it is written.
#[derive(Default)]
pub(super) struct Json {
    out: Vec<u8>,
    rows: usize,
}

impl Json {
    /// A table of probably so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { out: Vec::with_capacity(bytes), rows: 0 }
    }

    pub(super) fn row(&mut self, columns: &[Column], row: &[CellValue<'_>]) -> serde_json::Result<()> {
        self.out.extend_from_slice(if self.rows == 0 { b"[\n" } else { b",\n" });
        self.rows += 1;
        serde_json::to_writer(&mut self.out, &Object { columns, row })
    }

    /// Ends the table. Returns its number of rows.
    pub(super) fn finish(mut self) -> (usize, Vec<u8>) {
        self.out.extend_from_slice(if self.rows == 0 { b"[\n]\n" } else { b"\n]\n" });
        (self.rows, self.out)
    }
}

/// A row as an object.
struct Object<'a> {
    columns: &'a [Column],
    row: &'a [CellValue<'a>],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = self.columns.iter().zip(self.row).filter(|(column, _)| column.is_in_json());
        serializer.collect_map(cells.map(|(column, value)| (column.id, JsonCell(value))))
    }
}

struct JsonCell<'a>(&'a CellValue<'a>);

impl Serialize for JsonCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            CellValue::Absent => serializer.serialize_none(),
            CellValue::Text(text) => serializer.serialize_str(text),
            CellValue::Texts(texts) => texts.serialize(serializer),
            CellValue::Integer(number) => serializer.serialize_u64(*number),
            CellValue::Number(number) => serializer.serialize_f64(*number),
            CellValue::Boolean(is) => serializer.serialize_bool(*is),
            CellValue::Date(date) => serializer.collect_str(date),
        }
    }
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
}
