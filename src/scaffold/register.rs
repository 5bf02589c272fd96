//! Inserts an entry into a register that an editor wrote.
//!
//! Only text is inserted, because writing the file with a YAML library would lose comments, order and quotation marks.
//! The new entry follows the style of the file: indentation, quotation marks, blank lines between entries, entries in
//! braces. [`RegisterFile::with_entry`] parses the result with the program's own reader: it must have the old entries
//! unchanged and the new one. Otherwise nothing is written, and the editor gets the lines to paste.

use std::cmp::Ordering;
use std::path::Path;

use super::lines::Lines;
use super::plan::{Change, PlannedFile};
use asdg_base::fs;
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Place, Problem, Problems, Span};
use asdg_base::yaml::quote::{self, Quotes};
use asdg_base::yaml::{self, At, Node, Source};
use asdg_russian::normal::composed;
use asdg_russian::{collapse_spaces, folded, is_invisible};

/// The file of a register.
pub(super) struct RegisterFile {
    source: Source,
    /// The content of the file, with line ends and byte-order mark; empty if the file does not exist.
    raw: String,
    exists: bool,
    entries: Vec<(String, Node)>,
}

/// An entry to be inserted.
pub(super) struct NewEntry {
    pub(super) id: String,
    pub(super) name: String,
    /// The keys after the name.
    pub(super) fields: Vec<(&'static str, FieldValue)>,
}

/// A value of an entry.
pub(super) enum FieldValue {
    Text(String),
    Number(u32),
    List(Vec<String>),
}

/// Where an entry is inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// In the order of the names or the ids, if the file is sorted by one of them; otherwise at the end.
    Sorted(Language),
    /// At the end, because the order of the file has a meaning.
    AsWritten,
}

/// The style of a file.
struct Style {
    /// The number of spaces before an id.
    indent: usize,
    /// The indentation of an entry's keys relative to its id.
    step: usize,
    /// Whether entries are written on one line, in braces.
    flow: bool,
    /// Whether entries are separated by blank lines.
    spaced: bool,
    quotes: Quotes,
}

impl RegisterFile {
    /// Reads a register of the digest in `site`. A missing one is empty.
    pub(super) fn read(site: &Path, file: &str) -> Result<Self, Vec<Problem>> {
        let path = site.join(file);
        let place = || Place::file(file);
        let mut problems = Problems::default();
        if ["content", file].iter().any(|path| crate::read::leads_outside(site, path, &mut problems)) {
            return Err(problems.into_sorted());
        }
        let exists = !matches!(fs::kind(&path), Ok(None));
        let bytes = if exists { fs::read(&path) } else { Ok(Vec::new()) };
        let bytes = bytes.map_err(|error| {
            vec![Problem { place: Some(place()), kind: Kind::UnreadableFile { reason: error.reason() } }]
        })?;
        let raw = String::from_utf8_lossy(&bytes).into_owned();
        let text = asdg_base::encoding::decode(bytes)
            .map_err(|(kind, span)| vec![Problem { place: Some(Place { span, ..place() }), kind }])?;
        let source = Source::yaml(file.to_owned(), &text);
        let entries = match yaml::parse(&source, &mut problems) {
            Some(Node::Map(entries)) => entries,
            Some(other) => {
                let (key, expected) = (file.to_owned(), "mapping".to_owned());
                let kind = Kind::WrongType { key, expected, found: other.type_name().to_owned() };
                problems.add(source.place(&At::Value(Vec::new())), kind);
                Vec::new()
            }
            None => Vec::new(),
        };
        if problems.has_errors() { Err(problems.into_sorted()) } else { Ok(Self { source, raw, exists, entries }) }
    }

    /// The ids, in the order of the file.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(id, _)| id.as_str())
    }

    /// The id of the entry with this id, name or alias, ignoring case.
    pub(super) fn find(&self, word: &str) -> Option<&str> {
        let (lower, plain) = (word.to_lowercase(), folded(word));
        let by_id = self.ids().find(|id| *id == lower);
        by_id.or_else(|| {
            let named = |(_, entry): &&(String, Node)| names(entry).iter().any(|(_, name)| folded(name) == plain);
            self.entries.iter().find(named).map(|(id, _)| id.as_str())
        })
    }

    /// The id of each entry with all its names, to find similar ones.
    pub(super) fn candidates(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.entries.iter().map(|(id, entry)| (id.as_str(), names(entry).into_iter().map(|(_, name)| name).collect()))
    }

    /// The problem if a name is already a name or an alias of an entry.
    pub(super) fn name_clash(&self, name: &str) -> Option<Problem> {
        let plain = folded(name);
        self.entries.iter().enumerate().find_map(|(number, (id, entry))| {
            let (path, _) = names(entry).into_iter().find(|(_, other)| folded(other) == plain)?;
            let path = [vec![number as u32], path].concat();
            let kind = Kind::NameTaken { name: name.to_owned(), id: id.clone() };
            Some(Problem { place: Some(self.source.place(&At::Value(path))), kind })
        })
    }

    /// The problem if an id is already used.
    pub(super) fn id_clash(&self, id: &str) -> Option<Problem> {
        let (number, (_, entry)) = self.entries.iter().enumerate().find(|(_, (other, _))| other == id)?;
        let name = names(entry).first().map_or_else(|| id.to_owned(), |(_, name)| (*name).to_owned());
        let kind = Kind::IdTaken { id: id.to_owned(), name };
        Some(Problem { place: Some(self.source.place(&At::Key(vec![number as u32]))), kind })
    }

    /// The file with one more entry.
    pub(super) fn with_entry(&self, entry: &NewEntry, order: Order) -> Result<PlannedFile, Problem> {
        let at = self.position(entry, order);
        let style = self.style();
        let text = entry_text(entry, &style);
        let lines = Lines::new(&self.raw);
        let inserted = match (self.entries.is_empty(), at < self.entries.len()) {
            (true, _) => lines.insert_first(&text),
            (false, true) => {
                self.key(at).and_then(|key| lines.insert_before(key.line, at, style.indent, &text, style.spaced))
            }
            (false, false) => Some(lines.append(&text, style.spaced)),
        };
        let verified = inserted.filter(|inserted| self.is_extended(&inserted.text, entry, at));
        let Some(inserted) = verified else {
            let lines = if style.flow { text.trim() } else { text.trim_end() };
            let kind = Kind::RegisterForm { lines: lines.to_owned() };
            return Err(Problem { place: Some(Place::file(self.source.file.clone())), kind });
        };
        let change = if self.exists {
            Change::Extended { old: self.raw.clone().into_bytes(), line: inserted.line, added: text }
        } else {
            Change::New
        };
        Ok(PlannedFile { path: self.source.file.clone(), bytes: inserted.text.into_bytes(), change })
    }

    /// The position of a new entry, according to the order of the file.
    fn position(&self, entry: &NewEntry, order: Order) -> usize {
        let Order::Sorted(language) = order else {
            return self.entries.len();
        };
        let collation = language.collation();
        let names: Vec<&str> = self.entries.iter().map(|(id, entry)| shown_name(entry).unwrap_or(id)).collect();
        let ids: Vec<&str> = self.ids().collect();
        let by_name = sorted_position(&names, &entry.name, |a, b| collation.compare(a, b));
        by_name.or_else(|| sorted_position(&ids, &entry.id, |a, b| a.cmp(b))).unwrap_or(self.entries.len())
    }

    /// The place of an entry's id.
    fn key(&self, number: usize) -> Option<Span> {
        self.source.place(&At::Key(vec![number as u32])).span
    }

    /// The style of the file, according to its first entry with a name and the entry after it.
    fn style(&self) -> Style {
        let default = Style { indent: 0, step: 2, flow: false, spaced: false, quotes: Quotes::Needed };
        let sample = self.entries.iter().enumerate().find_map(|(number, (_, entry))| {
            let Node::Map(fields) = entry else { return None };
            let name = fields.iter().position(|(key, _)| key == "name")?;
            Some((number, name as u32))
        });
        let Some((number, name)) = sample else { return default };
        let path = vec![number as u32, name];
        let places = (self.key(number), self.source.place(&At::Key(path.clone())).span);
        let (Some(id), Some(field)) = places else { return default };
        let indent = id.column.saturating_sub(1) as usize;
        let flow = id.line == field.line;
        let step = if flow { 2 } else { field.column.saturating_sub(id.column).max(1) as usize };
        let quotes = match self.source.place(&At::Value(path)).span.and_then(|span| self.character(span)) {
            Some('"') => Quotes::Double,
            Some('\'') => Quotes::Single,
            _ => Quotes::Needed,
        };
        // A single name may need its quotation marks. Only if the last name has them too, they are a style.
        let quotes = if self.entries.len() > 1 && self.is_last_name_unquoted() { Quotes::Needed } else { quotes };
        let second = if self.entries.len() > 1 { self.key(1) } else { None };
        let spaced = second.is_some_and(|key| Lines::new(&self.raw).is_blank_above(key.line, indent));
        Style { indent, step, flow, spaced, quotes }
    }

    /// Whether the last name has no quotation marks.
    fn is_last_name_unquoted(&self) -> bool {
        let last = self.entries.iter().enumerate().rev().find_map(|(number, (_, entry))| {
            let Node::Map(fields) = entry else { return None };
            let name = fields.iter().position(|(key, _)| key == "name")?;
            self.source.place(&At::Value(vec![number as u32, name as u32])).span
        });
        !matches!(last.and_then(|span| self.character(span)), Some('"' | '\''))
    }

    /// The character at the start of a span.
    fn character(&self, at: Span) -> Option<char> {
        let line = self.source.text.lines().nth((at.line as usize).checked_sub(1)?)?;
        line.chars().nth((at.column as usize).checked_sub(1)?)
    }

    /// Whether a text has the old entries unchanged, and the new entry at its position.
    fn is_extended(&self, text: &str, entry: &NewEntry, at: usize) -> bool {
        let Ok(text) = asdg_base::encoding::decode(text.as_bytes().to_vec()) else { return false };
        let source = Source::yaml(self.source.file.clone(), &text);
        let Some(Node::Map(mut entries)) = yaml::parse(&source, &mut Problems::default()) else {
            return false;
        };
        if at >= entries.len() {
            return false;
        }
        let (id, node) = entries.remove(at);
        let comparable = |entries: &[(String, Node)]| {
            entries.iter().map(|(id, node)| (id.clone(), trimmed(node))).collect::<Vec<_>>()
        };
        id == entry.id && node == as_node(entry) && comparable(&entries) == comparable(&self.entries)
    }
}

/// The position of a new word in a list; `None` if the list is not sorted.
fn sorted_position(list: &[&str], word: &str, compare: impl Fn(&str, &str) -> Ordering) -> Option<usize> {
    let sorted = list.windows(2).all(|pair| compare(pair[0], pair[1]) != Ordering::Greater);
    sorted.then(|| list.iter().position(|other| compare(other, word) == Ordering::Greater).unwrap_or(list.len()))
}

fn shown_name(entry: &Node) -> Option<&str> {
    names(entry).first().map(|(_, name)| *name)
}

/// The names of an entry, including aliases, each with its path in the entry.
fn names(entry: &Node) -> Vec<(yaml::Path, &str)> {
    let Node::Map(fields) = entry else { return Vec::new() };
    let mut names = Vec::new();
    for (number, (key, value)) in (0_u32..).zip(fields) {
        match (key.as_str(), value) {
            // The name comes first, wherever its key is.
            ("name", Node::Text(name)) => names.insert(0, (vec![number], name.as_str())),
            ("aliases", Node::Text(alias)) => names.push((vec![number], alias)),
            ("aliases", Node::List(list)) => {
                for (alias, value) in (0_u32..).zip(list) {
                    if let Node::Text(text) = value {
                        names.push((vec![number, alias], text));
                    }
                }
            }
            _ => {}
        }
    }
    names
}

/// The lines of an entry, each with its line end.
fn entry_text(entry: &NewEntry, style: &Style) -> String {
    let NewEntry { id, name, fields: more } = entry;
    let Style { indent, step, flow, quotes, .. } = *style;
    let text = |text: &str, flow| quote::value(text, quotes, flow);
    let value = |value: &FieldValue| match value {
        FieldValue::Text(one) => text(one, flow),
        FieldValue::Number(number) => number.to_string(),
        // Ids need no quotation marks, even if the names in the file have them.
        FieldValue::List(list) => {
            let list: Vec<String> = list.iter().map(|one| quote::value(one, Quotes::Needed, true)).collect();
            format!("[{}]", list.join(", "))
        }
    };
    let mut fields = vec![format!("name: {}", text(name, flow))];
    fields.extend(more.iter().map(|(key, one)| format!("{key}: {}", value(one))));
    let (outer, inner) = (" ".repeat(indent), " ".repeat(indent + step));
    if flow {
        return format!("{outer}{id}: {{{}}}\n", fields.join(", "));
    }
    let mut out = format!("{outer}{id}:\n");
    for field in fields {
        out.push_str(&format!("{inner}{field}\n"));
    }
    out
}

/// The node that the YAML reader must return for an entry.
fn as_node(entry: &NewEntry) -> Node {
    let NewEntry { id: _, name, fields: more } = entry;
    let mut fields = vec![("name".to_owned(), Node::Text(name.clone()))];
    fields.extend(more.iter().map(|(key, value)| {
        let node = match value {
            FieldValue::Text(text) => Node::Text(text.clone()),
            FieldValue::Number(number) => Node::Number(f64::from(*number)),
            FieldValue::List(list) => Node::List(list.iter().cloned().map(Node::Text).collect()),
        };
        ((*key).to_owned(), node)
    }));
    Node::Map(fields)
}

/// Removes blank lines at the ends of texts, because it does not matter whether the last text of a file ends with one.
fn trimmed(node: &Node) -> Node {
    match node {
        Node::Text(text) => Node::Text(text.trim_end().to_owned()),
        Node::List(list) => Node::List(list.iter().map(trimmed).collect()),
        Node::Map(entries) => Node::Map(entries.iter().map(|(key, node)| (key.clone(), trimmed(node))).collect()),
        Node::Null | Node::Boolean(_) | Node::Number(_) => node.clone(),
    }
}

/// Cleans a name for a register: one line with single spaces and without invisible characters. A no-break space becomes
/// a space, because typography is applied when the name is shown.
pub(super) fn clean(name: &str) -> String {
    let spaced = |c: char| if c.is_control() || c.is_whitespace() { ' ' } else { c };
    let visible: String = name.chars().filter(|&c| !is_invisible(c)).map(spaced).collect();
    collapse_spaces(&composed(&visible))
}

#[cfg(test)]
#[path = "register_tests.rs"]
mod tests;
