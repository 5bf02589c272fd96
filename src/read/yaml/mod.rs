//! Data files: YAML, and TOML for settings, decoded strictly and with a place for every value.
//!
//! [`parse()`] gives a [`Node`]; [`Fields`] takes a mapping apart key by key and reports whatever is left over, missing
//! or of another type, all at once instead of the first. The YAML library tells no positions of values, so the
//! place of a node is looked for only when there is something to say about it (`locate`).

mod fields;
mod locate;
mod node;

pub use fields::{Fields, Located};
pub(super) use fields::{joined, wrong_type};
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
        Format::Yaml => match without_control_characters(source, problems) {
            Some(text) => node::from_yaml(&text),
            None => node::from_yaml(&source.text),
        },
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
    let line =
        error.span.and_then(|span| source.text.lines().nth((span.line as usize).saturating_sub(1))).unwrap_or_default();
    let indent = &line[..line.len() - line.trim_start().len()];
    if indent.contains('\t') || error.message.contains("tab character") {
        Kind::YamlTab
    } else if error.message.contains("mapping values are not allowed") && has_colon_before(line, error.span) {
        Kind::YamlColon
    } else {
        Kind::YamlSyntax { detail: error.message }
    }
}

/// Whether a value with a colon stands in the line before the place of the error; else it is the indent that is wrong.
fn has_colon_before(line: &str, span: Option<Span>) -> bool {
    let before: String = line.chars().take(span.map_or(0, |span| (span.column as usize).saturating_sub(1))).collect();
    before.contains(": ")
}

/// The data without what YAML forbids and nobody sees; `None` when there is no such thing. Each is reported.
fn without_control_characters(source: &Source, problems: &mut Problems) -> Option<String> {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !source.text.contains(is_control) {
        return None;
    }
    for (line, text) in (source.first_line..).zip(source.text.lines()) {
        for (column, c) in (1..).zip(text.chars()) {
            if is_control(c) {
                let place = Place::at(source.file.clone(), Span { line, column, length: 1 });
                problems.add(place, Kind::ControlCharacter { code: format!("U+{:04X}", u32::from(c)) });
            }
        }
    }
    Some(source.text.replace(is_control, " "))
}
