//! Data files: YAML, and TOML for settings, decoded strictly and with a place for every value.
//!
//! [`parse()`] gives a [`Node`]; [`Fields`] takes a mapping apart key by key and reports whatever is left over, missing
//! or of another type, all at once instead of the first. The YAML library tells no positions of values, so the
//! place of a node is looked for only when there is something to say about it ([`locate`]).

mod fields;
mod locate;
mod node;

pub(super) use fields::joined;
pub use fields::{Fields, Located};
pub use node::Node;

use crate::problem::{Kind, Place, Problems, Span};

/// The language of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
}

/// A data file, or the part of a file that is data.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file, relative to the site's folder.
    pub file: String,
    /// The data.
    pub text: Box<str>,
    /// The number of the first line of `text` in the file.
    pub first_line: u32,
    /// Its language.
    pub format: Format,
}

/// Where something is: known, or to be looked for when it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// A stretch of the file.
    Span(Span),
    /// The value at the end of a path of entries.
    Value(Path),
    /// The key at the end of a path of entries.
    Key(Path),
    /// A stretch of the text that is the value at the end of a path; its lines count from 1.
    Inside(Path, Span),
}

/// The way to a value: which entry of the mapping or list, and so on inwards. Entries are counted, since a key may stand twice.
pub type Path = Vec<u32>;

impl Source {
    /// YAML that fills a file.
    pub fn yaml(file: String, text: &str) -> Self {
        Self { file, text: text.into(), first_line: 1, format: Format::Yaml }
    }

    /// The place of something in this file.
    pub fn place(&self, at: &At) -> Place {
        let span = match at {
            At::Span(span) => Some(*span),
            At::Value(path) => locate::value(self, path),
            At::Key(path) => locate::key(self, path),
            At::Inside(path, inner) => locate::inside(self, path, *inner),
        };
        Place { path: self.file.clone(), span }
    }
}

/// Reads the data of a file. What is not even YAML is reported and gives `None`; an empty file is an empty mapping.
pub fn parse(source: &Source, problems: &mut Problems) -> Option<Node> {
    let result = match source.format {
        Format::Yaml => node::from_yaml(&source.text),
        Format::Toml => node::from_toml(&source.text),
    };
    match result {
        Ok(Node::Null) => Some(Node::Map(Vec::new())),
        Ok(node) => Some(node),
        Err(error) => {
            let span = error.span.map(|span| Span { line: span.line + source.first_line - 1, ..span });
            problems.add(Place { path: source.file.clone(), span }, syntax_problem(source, error));
            None
        }
    }
}

/// What a library could not read, in the words of an editor where the cause is a usual one.
fn syntax_problem(source: &Source, error: node::SyntaxError) -> Kind {
    if source.format == Format::Toml {
        return Kind::TomlSyntax { detail: error.message };
    }
    let line = error.span.and_then(|span| source.text.lines().nth(span.line as usize - 1)).unwrap_or_default();
    let indent = &line[..line.len() - line.trim_start().len()];
    if indent.contains('\t') || error.message.contains("tab character") {
        Kind::YamlTab
    } else if error.message.contains("mapping values are not allowed") {
        Kind::YamlColon
    } else {
        Kind::YamlSyntax { detail: error.message }
    }
}
