//! A value of a data file, before its type is checked.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::problem::Span;

/// A value. Mappings keep their order and duplicate keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The name of the value's type, for messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Node::Null => "null",
            Node::Boolean(_) => "boolean",
            Node::Number(_) => "number",
            Node::Text(_) => "text",
            Node::List(_) => "list",
            Node::Map(_) => "mapping",
        }
    }
}

/// A syntax error of one of the parsers.
#[derive(Debug)]
pub(super) struct SyntaxError {
    pub(super) message: String,
    /// Its place; lines count from the start of the data.
    pub(super) span: Option<Span>,
}

pub(super) fn from_yaml(text: &str) -> Result<Node, SyntaxError> {
    serde_yaml::from_str(text).map_err(|error| {
        let span = error.location().map(|location| Span {
            line: location.line() as u32,
            column: location.column() as u32,
            length: 1,
        });
        let message = error.to_string();
        // For an open quotation mark or bracket its start is more helpful than the end of the file.
        let span = opening_place(&message).or(span);
        // The message also contains the place, which is shown separately.
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        SyntaxError { message, span }
    })
}

/// Parses the place in `..., while scanning a quoted scalar at line 2 column 8`.
fn opening_place(message: &str) -> Option<Span> {
    let start = message.find("while scanning a quoted").or_else(|| message.find("while parsing a flow"))?;
    let (_, place) = message[start..].split_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let column = column.split(|c: char| !c.is_ascii_digit()).next()?;
    Some(Span { line: line.parse().ok()?, column: column.parse().ok()?, length: 1 })
}

pub(super) fn from_toml(text: &str) -> Result<Node, SyntaxError> {
    toml::from_str(text).map_err(|error| {
        let span = error.span().map(|range| {
            let before = &text[..range.start.min(text.len())];
            let line = before.matches('\n').count() as u32 + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
            Span { line, column, length: 1 }
        });
        SyntaxError { message: error.message().to_owned(), span }
    })
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plain value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    // A bank account number has twenty digits.
    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = access.next_element()? {
            list.push(node);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some((Key(key), value)) = access.next_entry()? {
            entries.push((key, value));
        }
        Ok(Node::Map(entries))
    }
}

/// A key as typed: `12.10` and `true` are texts like `roads`.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Key)
    }
}
