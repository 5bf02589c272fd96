//! JSON: an array of objects, one on each line, so that versions of a file can be compared line by line. Every object has every key, in the
//! order of the columns; what is absent is `null`.

use serde::{Serialize, Serializer};

use crate::view::data::{Column, Value};

/// A table as JSON, while it is written.
pub(super) struct Json {
    bytes: Vec<u8>,
}

impl Json {
    pub(super) fn new() -> Self {
        Self { bytes: b"[".to_vec() }
    }

    pub(super) fn row(&mut self, columns: &[Column], row: &[Value<'_>]) {
        self.bytes.extend_from_slice(if self.bytes.len() == 1 { b"\n" } else { b",\n" });
        // Writing into memory cannot fail; were it to, what is left would not be JSON.
        let _ = serde_json::to_writer(&mut self.bytes, &Object { columns, row });
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        self.bytes.extend_from_slice(b"\n]\n");
        self.bytes
    }
}

/// A row as an object.
struct Object<'a> {
    columns: &'a [Column],
    row: &'a [Value<'a>],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().map(|column| column.id).zip(self.row.iter().map(Cell)))
    }
}

struct Cell<'a>(&'a Value<'a>);

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Absent => serializer.serialize_none(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Texts(texts) => texts.serialize(serializer),
            Value::Integer(number) => serializer.serialize_u64(*number),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Boolean(is) => serializer.serialize_bool(*is),
            Value::Date(date) => serializer.collect_str(date),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::data::Type;

    #[test]
    fn a_row_is_a_line_with_every_key_in_order() {
        let columns = ["b", "a"].map(|id| Column { id, kind: Type::Text, optional: true });
        let mut json = Json::new();
        json.row(&columns, &[Value::Text("=«а»\n".into()), Value::Absent]);
        json.row(&columns, &[Value::Texts(vec!["б".into()]), Value::Number(-0.5)]);
        let text = String::from_utf8(json.finish()).unwrap();
        assert_eq!(text, "[\n{\"b\":\"=«а»\\n\",\"a\":null},\n{\"b\":[\"б\"],\"a\":-0.5}\n]\n");
        assert_eq!(Json::new().finish(), b"[\n]\n");
    }
}
