//! Decodes a mapping key by key, and reports the keys that are not expected.

use std::collections::HashSet;

use super::{At, Node, Path, Source, TextAt};
use crate::markdown::comment_mark;
use crate::problem::{Kind, Places, Problems};
use crate::similar;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub at: At,
}

impl<T> Located<T> {
    /// A value at a place.
    pub fn new(value: T, at: At) -> Self {
        Self { value, at }
    }
}

/// A text in Russian, such as `region`, and its translation into English, `region_en`.
#[derive(Debug, Clone, Default)]
pub struct Bilingual {
    /// In Russian.
    pub russian: Option<Located<String>>,
    /// In English.
    pub english: Option<Located<String>>,
}

/// A decoder of a mapping: each method takes the value of one key. [`Fields::finish`] reports the keys that are left.
pub struct Fields<'a> {
    source: &'a Source,
    /// The path of the mapping.
    path: Path,
    /// The entries that are not decoded yet, with their indices in the mapping.
    entries: Vec<(u32, String, Node)>,
    /// The keys that were looked up.
    known: Vec<&'static str>,
    problems: &'a mut Problems,
}

impl<'a> Fields<'a> {
    /// Begins to decode a mapping. Reports a key that occurs twice.
    pub fn new(source: &'a Source, path: Path, entries: Vec<(String, Node)>, problems: &'a mut Problems) -> Self {
        let mut unique: Vec<(u32, String, Node)> = Vec::with_capacity(entries.len());
        let mut seen = HashSet::new();
        for (number, (key, node)) in (0..).zip(entries) {
            if !seen.insert(key.clone()) {
                let place = source.place(&At::Key(child_path(&path, number)));
                problems.add(place, Kind::DuplicateKey { key });
            } else {
                unique.push((number, key, node));
            }
        }
        Self { source, path, entries: unique, known: Vec::new(), problems }
    }

    /// Begins to decode the value of a file or an entry. Reports a value that is not a mapping.
    pub fn of(source: &'a Source, path: Path, key: &str, node: Node, problems: &'a mut Problems) -> Option<Self> {
        match node {
            Node::Map(entries) => Some(Self::new(source, path, entries, problems)),
            // `received:2025-02-14`, without the space, is one text in YAML.
            Node::Text(text) if text.contains(':') => {
                let detail = "no blank behind the colon".to_owned();
                problems.add(source.place(&At::Value(path)), Kind::YamlSyntax { detail });
                None
            }
            other => {
                let kind = wrong_type(key, "mapping", &other);
                problems.add(source.place(&At::Value(path)), kind);
                None
            }
        }
    }

    /// Takes the value of a key, of any type.
    pub fn node(&mut self, key: &'static str) -> Option<Located<Node>> {
        self.known.push(key);
        let index = self.entries.iter().position(|(_, other, _)| other == key)?;
        let (number, _, node) = self.entries.remove(index);
        // A key without a value counts as report_missing.
        (node != Node::Null).then(|| Located::new(node, At::Value(child_path(&self.path, number))))
    }

    /// Takes a text that is shown as it is. Numbers are read as typed: a title may be `2024`, a telephone number
    /// `+73910000000`.
    pub fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        let text = self.markdown(key)?;
        self.report_comment(&text);
        Some(text)
    }

    /// Takes a text; reports if it is missing or empty.
    pub fn required_text(&mut self, key: &'static str) -> Option<Located<String>> {
        self.required(key, Self::text)
    }

    /// Takes a text in Markdown, which may have comments.
    pub fn markdown(&mut self, key: &'static str) -> Option<Located<String>> {
        let Located { value, at } = self.node(key)?;
        self.as_text(key, value, at)
    }

    /// Takes a text in Markdown; reports if it is missing or empty.
    pub fn required_markdown(&mut self, key: &'static str) -> Option<Located<String>> {
        self.required(key, Self::markdown)
    }

    fn required(
        &mut self,
        key: &'static str,
        take: fn(&mut Self, &'static str) -> Option<Located<String>>,
    ) -> Option<Located<String>> {
        match self.entries.iter().position(|(_, other, _)| other == key) {
            None => {
                self.known.push(key);
                self.report_missing(key);
                return None;
            }
            Some(index) if self.entries[index].2 == Node::Null => {
                self.known.push(key);
                let (number, _, _) = self.entries.remove(index);
                self.problem(&At::Key(child_path(&self.path, number)), Kind::EmptyValue { key: key.to_owned() });
                return None;
            }
            Some(_) => {}
        }
        let text = take(self, key)?;
        if text.value.trim().is_empty() {
            self.problem(&text.at, Kind::EmptyValue { key: key.to_owned() });
            return None;
        }
        Some(text)
    }

    /// Reports a comment in a text that is not Markdown, because it would be visible.
    fn report_comment(&mut self, Located { value, at }: &Located<String>) {
        let Some(range) = comment_mark(value) else { return };
        let mark = value[range.clone()].to_owned();
        let at = match at {
            At::Value(path) => At::Inside(path.clone(), Places::new(value, 1).span(&range)),
            other => other.clone(),
        };
        self.problem(&at, Kind::CommentInValue { mark });
    }

    /// Takes a text and its translation, whose key ends in `_en`.
    pub fn bilingual(&mut self, key: &'static str, english_key: &'static str) -> Bilingual {
        Bilingual { russian: self.text(key), english: self.text(english_key) }
    }

    /// Takes `true` or `false`.
    pub fn boolean(&mut self, key: &'static str) -> Option<bool> {
        match self.node(key)? {
            Located { value: Node::Boolean(value), .. } => Some(value),
            Located { value, at } => self.report_wrong_type(key, "boolean", &value, &at),
        }
    }

    /// Takes a list of texts; a single text is a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        match self.node(key) {
            None => Vec::new(),
            Some(Located { value: Node::List(list), at: At::Value(path) }) => list
                .into_iter()
                .enumerate()
                .filter_map(|(number, node)| {
                    let text = self.as_text(key, node, At::Value(child_path(&path, number as u32)))?;
                    self.report_comment(&text);
                    Some(text)
                })
                .collect(),
            Some(Located { value: value @ Node::Map(_), at }) => {
                self.report_wrong_type::<()>(key, "list", &value, &at);
                Vec::new()
            }
            // `topics: roads, parks` is one text in YAML, but its author means two topics.
            Some(Located { value: value @ Node::Text(_), at }) if matches!(&value, Node::Text(text) if text.contains(',')) =>
            {
                self.report_wrong_type::<()>(key, "list", &value, &at);
                Vec::new()
            }
            Some(Located { value, at }) => {
                let text = self.as_text(key, value, at);
                text.iter().for_each(|text| self.report_comment(text));
                text.into_iter().collect()
            }
        }
    }

    /// Takes a list of mappings and decodes each with `take`; reports the keys that `take` leaves.
    pub fn mappings<T>(&mut self, key: &'static str, mut take: impl FnMut(&mut Fields<'_>) -> Option<T>) -> Vec<T> {
        let Some(Located { value, at: At::Value(path) }) = self.node(key) else {
            return Vec::new();
        };
        let Node::List(list) = value else {
            self.problem(&At::Value(path), wrong_type(key, "list", &value));
            return Vec::new();
        };
        let mut taken = Vec::new();
        for (number, node) in list.into_iter().enumerate() {
            let path = child_path(&path, number as u32);
            if let Some(mut fields) = Fields::of(self.source, path, key, node, self.problems) {
                taken.extend(take(&mut fields));
                fields.finish();
            }
        }
        taken
    }

    /// Takes latitude and longitude.
    pub fn coordinates(&mut self, key: &'static str) -> Option<Located<(f64, f64)>> {
        let Located { value, at } = self.node(key)?;
        match &value {
            Node::List(list) => match list.as_slice() {
                [Node::Number(latitude), Node::Number(longitude)] => Some(Located::new((*latitude, *longitude), at)),
                _ => self.report_wrong_type(key, "coordinates", &value, &at),
            },
            _ => self.report_wrong_type(key, "coordinates", &value, &at),
        }
    }

    /// Reports a key of an earlier version that has no meaning any more: its line can be deleted.
    pub fn report_removed(&mut self, key: &'static str) {
        if let Some(index) = self.entries.iter().position(|(_, other, _)| other == key) {
            let (number, key, _) = self.entries.remove(index);
            self.problem(&At::Key(child_path(&self.path, number)), Kind::RemovedKey { key });
        }
    }

    /// Reports a problem at a place of this file.
    pub fn problem(&mut self, at: &At, kind: Kind) {
        self.problems.add(self.source.place(at), kind);
    }

    /// Reports the problems of a text that is a value of this file.
    pub fn append_mapped(&mut self, found: Problems, text_at: &TextAt) {
        self.problems.append_mapped(found, |span| self.source.place(&text_at.at(span)));
    }

    /// Reports that a key is missing.
    pub fn report_missing(&mut self, key: &str) {
        // The nearest place that exists is the key of the mapping itself.
        let at = if self.path.is_empty() { At::Value(Vec::new()) } else { At::Key(self.path.clone()) };
        self.problem(&at, Kind::MissingKey { key: key.to_owned() });
    }

    /// Returns the collected problems, for code that checks the inside of a value.
    pub fn problems(&mut self) -> &mut Problems {
        self.problems
    }

    /// Reports the keys that were not looked up.
    pub fn finish(self) {
        for (number, key, _) in self.entries {
            let place = self.source.place(&At::Key(child_path(&self.path, number)));
            let similar = similar::closest_word(&key, self.known.iter().copied());
            self.problems.add(place, Kind::UnknownKey { key, similar, known: self.known.join(", ") });
        }
    }

    fn as_text(&mut self, key: &str, node: Node, at: At) -> Option<Located<String>> {
        match node {
            Node::Text(text) => Some(Located::new(text, at)),
            Node::Number(number) => {
                let typed = match &at {
                    At::Value(path) => self.source.typed(path),
                    At::Span(_) | At::Key(_) | At::Inside(..) => None,
                };
                let text = typed.map_or_else(|| number.to_string(), ToOwned::to_owned);
                Some(Located::new(text, at))
            }
            other => self.report_wrong_type(key, "text", &other, &at),
        }
    }

    fn report_wrong_type<T>(&mut self, key: &str, expected: &str, found: &Node, at: &At) -> Option<T> {
        self.problem(at, wrong_type(key, expected, found));
        None
    }
}

/// Returns the problem for a value of another type than its key requires.
pub fn wrong_type(key: &str, expected: &str, found: &Node) -> Kind {
    Kind::WrongType { key: key.to_owned(), expected: expected.to_owned(), found: found.type_name().to_owned() }
}

/// Returns the path of an entry of the value at `path`.
pub fn child_path(path: &[u32], index: u32) -> Path {
    let mut child = path.to_vec();
    child.push(index);
    child
}
