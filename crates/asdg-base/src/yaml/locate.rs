//! Finds the places of values in a data file.
//!
//! serde_yaml reports positions only with its errors, and does not keep a number as typed (`12.10`). When the first
//! place is needed, saphyr-parser reads the file again and indexes the places of all values. This happens once, however
//! many places are needed. The TOML library has the positions of its values.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as ParserSpan};
use toml::de::{DeTable, DeValue};

use super::Format;
use crate::problem::{Places, Span};
use crate::work::steps;

/// The places of all values of a file.
#[derive(Debug, Clone)]
pub(super) struct PlaceIndex {
    root: Option<MapEntry>,
    /// The byte range of each line.
    lines: Vec<Range<usize>>,
    first_line: u32,
}

/// A value with its place.
#[derive(Debug, Clone)]
struct MapEntry {
    key: Option<Span>,
    value: Span,
    /// The value as typed, if it has no quotation marks.
    as_typed: Option<Box<str>>,
    /// Whether it is a block scalar, on separate lines below `|` or `>`.
    is_block: bool,
    entries: Vec<MapEntry>,
}

impl MapEntry {
    fn at(value: Span) -> Self {
        Self { key: None, value, as_typed: None, is_block: false, entries: Vec::new() }
    }
}

/// A list or mapping whose end is not read yet.
struct OpenCollection {
    entry: MapEntry,
    is_mapping: bool,
    /// The key whose value is read next.
    key: Option<Span>,
    anchor: usize,
}

impl PlaceIndex {
    /// Indexes the places of a file.
    pub(super) fn read(text: &str, first_line: u32, format: Format) -> Self {
        steps(text.len());
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            lines.push(start..start + line.len());
            start += line.len() + 1;
        }
        let mut index = Self { root: None, lines, first_line };
        index.root = match format {
            Format::Yaml => index.index_yaml(text),
            Format::Toml => index_toml(text, first_line),
        };
        index
    }

    /// Returns the place of the value at the end of `path`.
    pub(super) fn value(&self, path: &[u32]) -> Option<Span> {
        self.find(path).map(|entry| entry.value)
    }

    /// Returns the place of the key at the end of `path`.
    pub(super) fn key(&self, path: &[u32]) -> Option<Span> {
        self.find(path).and_then(|entry| entry.key)
    }

    /// Returns the value at the end of `path` as typed, if it has no quotation marks.
    pub(super) fn as_typed(&self, path: &[u32]) -> Option<&str> {
        self.find(path).and_then(|entry| entry.as_typed.as_deref())
    }

    /// Returns the place of a range inside the text that is the value at the end of `path`.
    pub(super) fn inside(&self, text: &str, path: &[u32], inner: Span) -> Option<Span> {
        let MapEntry { value, is_block, .. } = self.find(path)?;
        if !is_block {
            // A folded text that begins on the line of its key: mark the whole value.
            return Some(*value);
        }
        let row = (value.line - self.first_line) as usize;
        let line = |row: usize| self.lines.get(row).map(|range| &text[range.clone()]);
        let whole = line(row + inner.line as usize)?;
        let first = (row + 1..).map_while(line).find(|line| !line.trim().is_empty())?;
        let indent = first.chars().take_while(|&c| c == ' ').count() as u32;
        let length = inner.length.min(whole.chars().count() as u32).max(1);
        Some(Span { line: value.line + inner.line, column: indent + inner.column, length })
    }

    fn find(&self, path: &[u32]) -> Option<&MapEntry> {
        let mut entry = self.root.as_ref()?;
        for &step in path {
            entry = entry.entries.get(step as usize)?;
        }
        Some(entry)
    }

    fn index_yaml(&self, text: &str) -> Option<MapEntry> {
        let mut open: Vec<OpenCollection> = Vec::new();
        // The values with an anchor, for the aliases that refer to them.
        let mut anchored: HashMap<usize, MapEntry> = HashMap::new();
        for event in Parser::new_from_str(text) {
            let (event, place) = event.ok()?;
            let span = self.span(text, place);
            let (done, anchor) = match event {
                Event::SequenceStart(anchor, _) => {
                    open.push(OpenCollection { entry: MapEntry::at(span), is_mapping: false, key: None, anchor });
                    continue;
                }
                Event::MappingStart(anchor, _) => {
                    open.push(OpenCollection { entry: MapEntry::at(span), is_mapping: true, key: None, anchor });
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    let OpenCollection { mut entry, anchor, .. } = open.pop()?;
                    // `[a, b]` ends with its bracket; a block list has no end mark.
                    if place.start.index() < place.end.index() && span.line == entry.value.line {
                        entry.value.length = span.column + 1 - entry.value.column;
                    }
                    (entry, anchor)
                }
                Event::Scalar(value, style, anchor, _) => {
                    let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                    let span = if is_block && !value.is_empty() { self.mark_of_block(text, span) } else { span };
                    let as_typed = (style == ScalarStyle::Plain).then(|| value.into_owned().into());
                    (MapEntry { as_typed, is_block, ..MapEntry::at(span) }, anchor)
                }
                Event::Alias(anchor) => {
                    let target = anchored.get(&anchor).cloned().unwrap_or_else(|| MapEntry::at(span));
                    (MapEntry { value: span, is_block: false, ..target }, 0)
                }
                Event::Nothing
                | Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(_)
                | Event::DocumentEnd => continue,
            };
            if anchor > 0 {
                anchored.insert(anchor, done.clone());
            }
            match open.last_mut() {
                None => return Some(done),
                Some(OpenCollection { is_mapping: true, key: key @ None, .. }) => *key = Some(done.value),
                Some(OpenCollection { entry, key, .. }) => entry.entries.push(MapEntry { key: key.take(), ..done }),
            }
        }
        None
    }

    /// Returns the place of the `|` or `>` above a block scalar; the parser reports the place of the content.
    fn mark_of_block(&self, text: &str, content: Span) -> Span {
        let first = (content.line - self.first_line) as usize;
        let above = self.lines[..first.min(self.lines.len())].iter().rev().map(|range| &text[range.clone()]);
        let Some((up, line)) = (1..).zip(above).find(|(_, line)| !line.trim().is_empty()) else {
            return content;
        };
        let line = line.split(" #").next().unwrap_or_default();
        let at = line.rfind(['|', '>']).unwrap_or_default();
        let length = line[at..].trim_end().chars().count().max(1) as u32;
        Span { line: content.line - up, column: line[..at].chars().count() as u32 + 1, length }
    }

    /// Converts a place of the parser. A value of several lines is marked on its first line only.
    fn span(&self, text: &str, place: ParserSpan) -> Span {
        let (start, end) = (place.start, place.end);
        let length = if end.line() == start.line() && end.index() > start.index() {
            end.index() - start.index()
        } else {
            let line = self.lines.get(start.line().saturating_sub(1)).map_or("", |range| &text[range.clone()]);
            steps(line.len());
            let rest = line.char_indices().nth(start.col()).map_or("", |(at, _)| &line[at..]);
            let rest = rest.split(" #").next().unwrap_or_default();
            rest.trim_end().chars().count()
        };
        Span {
            line: (start.line() as u32 + self.first_line).saturating_sub(1),
            column: start.col() as u32 + 1,
            length: length.max(1) as u32,
        }
    }
}

fn index_toml(text: &str, first_line: u32) -> Option<MapEntry> {
    let table = DeTable::parse(text).ok()?;
    let mut toml = TomlReader { text, places: Places::new(text, first_line) };
    let mut root = MapEntry::at(Span::line(first_line));
    root.entries = toml.table(table.get_ref());
    Some(root)
}

struct TomlReader<'t> {
    text: &'t str,
    places: Places<'t>,
}

impl TomlReader<'_> {
    fn table(&mut self, table: &DeTable<'_>) -> Vec<MapEntry> {
        let entries = table.iter().map(|(key, value)| {
            let key = self.span(key.span());
            MapEntry { key: Some(key), ..self.value(value.span(), value.get_ref()) }
        });
        entries.collect()
    }

    fn value(&mut self, range: Range<usize>, value: &DeValue<'_>) -> MapEntry {
        let mut entry = MapEntry::at(self.span(range.clone()));
        match value {
            DeValue::Array(array) => {
                entry.entries = array.iter().map(|value| self.value(value.span(), value.get_ref())).collect();
            }
            DeValue::Table(table) => entry.entries = self.table(table),
            DeValue::Integer(_) | DeValue::Float(_) => entry.as_typed = Some(self.text[range].into()),
            _ => {}
        }
        entry
    }

    /// The place of a range; a value of several lines is marked on its first line only.
    fn span(&mut self, range: Range<usize>) -> Span {
        let end = self.text[range.clone()].find('\n').map_or(range.end, |at| range.start + at);
        self.places.span(&(range.start..end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(span: Option<Span>) -> (u32, u32, u32) {
        span.map_or((0, 0, 0), |span| (span.line, span.column, span.length))
    }

    #[test]
    fn keys_and_values_of_yaml_have_places() {
        let text = "a: 1 # раз\nb:\n  - [в, гд]\n  - \"е\"\nж: {з: +7}\nк: |\n  л\n  м н\n";
        let index = PlaceIndex::read(text, 11, Format::Yaml);
        assert_eq!(place(index.key(&[0])), (11, 1, 1));
        assert_eq!(place(index.value(&[0])), (11, 4, 1));
        assert_eq!(place(index.value(&[1, 0])), (13, 5, 7));
        assert_eq!(place(index.value(&[1, 0, 1])), (13, 9, 2));
        assert_eq!(place(index.value(&[1, 1])), (14, 5, 3));
        assert_eq!(place(index.key(&[2, 0])), (15, 5, 1));
        assert_eq!(index.as_typed(&[2, 0]), Some("+7"));
        assert_eq!(index.as_typed(&[1, 1]), None);
        assert_eq!(place(index.inside(text, &[3], Span { line: 2, column: 3, length: 1 })), (18, 5, 1));
        assert_eq!(place(index.value(&[7])), (0, 0, 0));
        let index = PlaceIndex::read("a: &x [1.50, 2]\nb: *x\n", 1, Format::Yaml);
        assert_eq!(index.as_typed(&[1, 0]), Some("1.50"));
        assert_eq!(place(index.value(&[1])), (2, 4, 2));
    }

    #[test]
    fn keys_and_values_of_toml_have_places() {
        let index = PlaceIndex::read("a = \"б\"\nb = [\"г\", \"дд\"]\n[c]\nd = 12.10\n", 1, Format::Toml);
        assert_eq!(place(index.key(&[1])), (2, 1, 1));
        assert_eq!(place(index.value(&[1, 1])), (2, 11, 4));
        assert_eq!(index.as_typed(&[2, 0]), Some("12.10"));
    }
}
