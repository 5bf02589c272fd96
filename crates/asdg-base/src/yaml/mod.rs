//! Decodes data files: YAML, and TOML for settings, strictly and with a place for every value.
//!
//! [`parse()`] returns a [`Node`]; [`Fields`] decodes a mapping key by key. The decoding is written by hand, because
//! serde stops at the first error of a file, and its messages are English sentences without data. Here all unknown
//! keys, wrong types and missing keys of a file are reported at once, in two languages. Places are looked up (`locate`)
//! only when a problem needs one.

mod fields;
mod locate;
mod node;
pub mod quote;
mod text_at;

pub use fields::{Bilingual, Fields, Located, child_path, wrong_type};
pub use node::Node;
pub use text_at::TextAt;

use std::borrow::Cow;
use std::sync::OnceLock;

use locate::PlaceIndex;

use crate::problem::{Kind, Place, Problems, Span};
use asdg_russian::{changes_direction, is_forbidden};

/// The format of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
}

/// A data file, or the front matter of a file.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file, relative to the site's folder.
    pub file: String,
    /// The data.
    pub text: Box<str>,
    /// The number of the first line of `text` in the file.
    pub first_line: u32,
    /// Its format.
    pub format: Format,
    /// The places of its values, computed when the first is needed.
    index: OnceLock<PlaceIndex>,
}

/// A place in a data file: a range that is known, or a path that is resolved when the range is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// A known range of the file.
    Span(Span),
    /// The value at the end of a path.
    Value(Path),
    /// The key at the end of a path.
    Key(Path),
    /// A range of the text that is the value at the end of a path; its lines count from 1.
    Inside(Path, Span),
}

/// The path to a value: the index of the entry in each mapping or list. Keys would be ambiguous, because one may occur
/// twice.
pub type Path = Vec<u32>;

impl Source {
    /// Creates a source whose first line has the number `first_line` in its file.
    pub fn new(file: String, text: &str, first_line: u32, format: Format) -> Self {
        Self { file, text: text.into(), first_line, format, index: OnceLock::new() }
    }

    /// Creates a source that is a whole YAML file.
    pub fn yaml(file: String, text: &str) -> Self {
        Self::new(file, text, 1, Format::Yaml)
    }

    /// Resolves a place of this file.
    pub fn place(&self, at: &At) -> Place {
        let span = match at {
            At::Span(span) => Some(*span),
            At::Value(path) => self.index().value(path),
            At::Key(path) => self.index().key(path),
            At::Inside(path, inner) => self.index().inside(&self.text, path, *inner),
        };
        Place { path: self.file.clone(), span }
    }

    /// Returns the value at the end of a path as typed, if it has no quotation marks.
    fn typed(&self, path: &[u32]) -> Option<&str> {
        self.index().as_typed(path)
    }

    fn index(&self) -> &PlaceIndex {
        self.index.get_or_init(|| PlaceIndex::read(&self.data(), self.first_line, self.format))
    }

    /// Returns the data for the parsers, without the invisible characters that YAML forbids.
    fn data(&self) -> Cow<'_, str> {
        match self.format {
            Format::Yaml if self.text.contains(is_forbidden_in_text) => {
                self.text.replace(is_forbidden_in_text, " ").into()
            }
            Format::Yaml | Format::Toml => Cow::Borrowed(&self.text),
        }
    }
}

/// Parses the data of a file. Reports a syntax error and returns `None`; an empty file is an empty mapping.
pub fn parse(source: &Source, problems: &mut Problems) -> Option<Node> {
    let result = match source.format {
        Format::Yaml => {
            report_forbidden(source, problems);
            node::from_yaml(&source.data())
        }
        Format::Toml => node::from_toml(&source.text),
    };
    match result {
        Ok(Node::Null) => Some(Node::Map(Vec::new())),
        Ok(mut node) => {
            clean(&mut node, &mut Vec::new(), source, problems);
            Some(node)
        }
        Err(error) => {
            let span = error.span.map(|span| Span { line: span.line + source.first_line - 1, ..span });
            problems.add(Place { path: source.file.clone(), span }, syntax_problem(source, error));
            None
        }
    }
}

/// Removes characters that must not reach a page, a feed or a terminal, and reports them. Those typed as they are were
/// reported and replaced before parsing; these were written as escapes, such as `"\e[31m"`.
fn clean(node: &mut Node, path: &mut Path, source: &Source, problems: &mut Problems) {
    match node {
        Node::Text(text) => clean_text(text, || At::Value(path.clone()), source, problems),
        Node::List(list) => {
            for (number, node) in (0..).zip(list) {
                path.push(number);
                clean(node, path, source, problems);
                path.pop();
            }
        }
        Node::Map(entries) => {
            for (number, (key, node)) in (0..).zip(entries) {
                path.push(number);
                clean_text(key, || At::Key(path.clone()), source, problems);
                clean(node, path, source, problems);
                path.pop();
            }
        }
        Node::Null | Node::Boolean(_) | Node::Number(_) => {}
    }
}

fn clean_text(text: &mut String, at: impl Fn() -> At, source: &Source, problems: &mut Problems) {
    if let Some(found) = text.chars().find(|&c| is_forbidden_in_text(c)) {
        problems.add(source.place(&at()), Kind::ControlCharacter { code: code_point(found) });
        text.retain(|c| !is_forbidden_in_text(c));
    }
    if text.contains(changes_direction) {
        text.retain(|c| !changes_direction(c));
    }
}

/// Returns the problem for a syntax error: a specific one where the cause is a common mistake of editors.
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

/// Whether the line has a colon before the error, so that its value contains another one; otherwise the indentation is
/// wrong.
fn has_colon_before(line: &str, span: Option<Span>) -> bool {
    let before: String = line.chars().take(span.map_or(0, |span| (span.column as usize).saturating_sub(1))).collect();
    before.contains(": ")
}

/// Whether a character is forbidden in a text; line ends and tabs are allowed.
fn is_forbidden_in_text(c: char) -> bool {
    is_forbidden(c) && !matches!(c, '\n' | '\t')
}

/// Returns the code point of a character for messages: `U+001B`.
fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Reports the forbidden characters of a YAML file; adjacent ones are one problem.
fn report_forbidden(source: &Source, problems: &mut Problems) {
    if !source.text.contains(is_forbidden_in_text) {
        return;
    }
    for (line, text) in (source.first_line..).zip(source.text.lines()) {
        let mut follows_forbidden = false;
        for (column, c) in (1..).zip(text.chars()) {
            if is_forbidden_in_text(c) && !follows_forbidden {
                let place = Place::at(source.file.clone(), Span { line, column, length: 1 });
                problems.add(place, Kind::ControlCharacter { code: code_point(c) });
            }
            follows_forbidden = is_forbidden_in_text(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the texts of these keys, and the codes of the problems with their lines.
    fn texts(text: &str, keys: &[&'static str]) -> (Vec<String>, Vec<String>) {
        let source = Source::yaml("a.yaml".to_owned(), text);
        let mut problems = Problems::default();
        let node = parse(&source, &mut problems).unwrap();
        let mut fields = Fields::of(&source, Vec::new(), "a", node, &mut problems).unwrap();
        let texts = keys.iter().copied().flat_map(|key| fields.texts(key)).map(|text| text.value).collect();
        fields.finish();
        let codes = problems.list().iter().map(|problem| {
            format!(
                "{} {}",
                problem.kind.code(),
                problem.place.as_ref().and_then(|place| place.span).map_or(0, |span| span.line)
            )
        });
        (texts, codes.collect())
    }

    #[test]
    fn numbers_are_read_as_typed() {
        for number in [
            "+73910000000",
            "12.10",
            "1e3",
            "007",
            "0x1F",
            "40702810900000012345",
            "-0.0",
            ".5",
            "1_000",
            "9007199254740993",
        ] {
            let (found, problems) =
                texts(&format!("a: {number}\nb: [\"x\", {number}]\nc: &n {number}\nd: *n\n"), &["a", "b", "c", "d"]);
            assert_eq!(found, [number, "x", number, number, number]);
            assert_eq!(problems, Vec::<String>::new());
        }
    }

    #[test]
    fn forbidden_characters_are_removed_and_reported() {
        let (found, problems) =
            texts("a: \"\\e]0;x\\a\"\nb:\n- 'ясно'\n- \"\\0\\uFFFEя\\tя\"\n\"c\\b\": я\n", &["a", "b", "c"]);
        assert_eq!(found, ["]0;x", "ясно", "я\tя", "я"]);
        assert_eq!(problems, ["control-character 1", "control-character 4", "control-character 5"]);
        let (found, problems) = texts("a: раз\u{1}\u{2}два\u{ffff}\n", &["a"]);
        assert_eq!(found, ["раз  два"]);
        assert_eq!(problems, ["control-character 1", "control-character 1"]);
    }

    #[test]
    fn keys_are_read_as_typed() {
        let (_, problems) = texts("12.10: а\n12.1: б\n", &[]);
        assert_eq!(problems, ["unknown-key 1", "unknown-key 2"]);
    }
}
