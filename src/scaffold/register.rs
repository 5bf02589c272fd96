//! A register as the editor wrote it, and one more entry in it.
//!
//! Text is inserted and nothing else: comments, order, line ends, the byte-order mark stay byte for byte. The new entry follows the
//! habits of the file: its indentation, its quotation marks, blank lines between entries, entries in braces. [`RegisterFile::with`]
//! proves it with the program's own reader: the file must still say what it said, and the new entry besides.

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
use asdg_russian::{folded, is_invisible, squeezed};

/// A register.
pub(super) struct RegisterFile {
    source: Source,
    /// What is in the file, line ends and byte-order mark included; empty where there is no file.
    raw: String,
    exists: bool,
    entries: Vec<(String, Node)>,
}

/// An entry to be inserted.
pub(super) struct NewEntry {
    pub(super) id: String,
    pub(super) name: String,
    /// What it has besides its name.
    pub(super) more: Vec<(&'static str, Value)>,
}

/// A value of an entry.
pub(super) enum Value {
    Text(String),
    List(Vec<String>),
}

/// Where an entry is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Where the names or the ids of the file put it, if they are in order, else at the end.
    Sorted(Language),
    /// At the end: the order of the file means something.
    AsWritten,
}

/// The habits of a file.
struct Habits {
    /// The blanks in front of an id.
    indent: usize,
    /// The blanks by which the keys of an entry stand farther in.
    step: usize,
    /// Whether entries are written on one line, in braces.
    flow: bool,
    /// Whether blank lines stand between entries.
    spaced: bool,
    quotes: Quotes,
}

impl RegisterFile {
    /// Reads a register of the digest in `site`. One that is not there is empty.
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

    /// The id of the entry that is meant by an id, a name or an alias, in whatever case.
    pub(super) fn find(&self, word: &str) -> Option<&str> {
        let (lower, plain) = (word.to_lowercase(), folded(word));
        let by_id = self.ids().find(|id| *id == lower);
        by_id.or_else(|| {
            let named = |(_, entry): &&(String, Node)| names(entry).iter().any(|(_, name)| folded(name) == plain);
            self.entries.iter().find(named).map(|(id, _)| id.as_str())
        })
    }

    /// Each entry's id with all its names, to find what looks alike.
    pub(super) fn candidates(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.entries.iter().map(|(id, entry)| (id.as_str(), names(entry).into_iter().map(|(_, name)| name).collect()))
    }

    /// What is in the way of a new name: the same one, as name or alias of an entry.
    pub(super) fn name_clash(&self, name: &str) -> Option<Problem> {
        let plain = folded(name);
        self.entries.iter().enumerate().find_map(|(number, (id, entry))| {
            let (path, _) = names(entry).into_iter().find(|(_, other)| folded(other) == plain)?;
            let path = [vec![number as u32], path].concat();
            let kind = Kind::NameTaken { name: name.to_owned(), id: id.clone() };
            Some(Problem { place: Some(self.source.place(&At::Value(path))), kind })
        })
    }

    /// What is in the way of a new id: the same one.
    pub(super) fn id_clash(&self, id: &str) -> Option<Problem> {
        let (number, (_, entry)) = self.entries.iter().enumerate().find(|(_, (other, _))| other == id)?;
        let name = names(entry).first().map_or_else(|| id.to_owned(), |(_, name)| (*name).to_owned());
        let kind = Kind::IdTaken { id: id.to_owned(), name };
        Some(Problem { place: Some(self.source.place(&At::Key(vec![number as u32]))), kind })
    }

    /// The file with one more entry.
    pub(super) fn with(&self, entry: &NewEntry, order: Order) -> Result<PlannedFile, Problem> {
        let at = self.position(entry, order);
        let habits = self.habits();
        let text = entry_text(entry, &habits);
        let lines = Lines::new(&self.raw);
        let inserted = match (self.entries.is_empty(), at < self.entries.len()) {
            (true, _) => lines.fill_in(&text),
            (false, true) => {
                self.key(at).and_then(|key| lines.insert_before(key.line, at, habits.indent, &text, habits.spaced))
            }
            (false, false) => Some(lines.append(&text, habits.spaced)),
        };
        let proved = inserted.filter(|inserted| self.is_extended(&inserted.whole, entry, at));
        let Some(inserted) = proved else {
            let lines = if habits.flow { text.trim() } else { text.trim_end() };
            let kind = Kind::RegisterForm { lines: lines.to_owned() };
            return Err(Problem { place: Some(Place::file(self.source.file.clone())), kind });
        };
        let change = if self.exists {
            Change::Extended { old: self.raw.clone().into_bytes(), line: inserted.line, added: text }
        } else {
            Change::New
        };
        Ok(PlannedFile { path: self.source.file.clone(), bytes: inserted.whole.into_bytes(), change })
    }

    /// Where the order of the file puts an entry.
    fn position(&self, entry: &NewEntry, order: Order) -> usize {
        let Order::Sorted(language) = order else {
            return self.entries.len();
        };
        let collation = language.collation();
        let names: Vec<&str> = self.entries.iter().map(|(id, entry)| shown_name(entry).unwrap_or(id)).collect();
        let ids: Vec<&str> = self.ids().collect();
        let by_name = |a: &str, b: &str| collation.compare(a, b);
        let by_name = sorted_position(&names, &entry.name, by_name);
        by_name.or_else(|| sorted_position(&ids, &entry.id, |a, b| a.cmp(b))).unwrap_or(self.entries.len())
    }

    /// The place of an entry's id.
    fn key(&self, number: usize) -> Option<Span> {
        self.source.place(&At::Key(vec![number as u32])).span
    }

    /// The habits of the file, as its first entry with a name and the one behind it show them.
    fn habits(&self) -> Habits {
        let default = Habits { indent: 0, step: 2, flow: false, spaced: false, quotes: Quotes::Needed };
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
        // One name in quotation marks may need them; where all have them it is a habit.
        let quotes = if self.entries.len() > 1 && self.plain_names() { Quotes::Needed } else { quotes };
        let second = if self.entries.len() > 1 { self.key(1) } else { None };
        let spaced = second.is_some_and(|key| Lines::new(&self.raw).is_blank_above(key.line, indent));
        Habits { indent, step, flow, spaced, quotes }
    }

    /// Whether the last name, too, is without quotation marks.
    fn plain_names(&self) -> bool {
        let last = self.entries.iter().enumerate().rev().find_map(|(number, (_, entry))| {
            let Node::Map(fields) = entry else { return None };
            let name = fields.iter().position(|(key, _)| key == "name")?;
            self.source.place(&At::Value(vec![number as u32, name as u32])).span
        });
        !matches!(last.and_then(|span| self.character(span)), Some('"' | '\''))
    }

    fn character(&self, at: Span) -> Option<char> {
        let line = self.source.text.lines().nth((at.line as usize).checked_sub(1)?)?;
        line.chars().nth((at.column as usize).checked_sub(1)?)
    }

    /// Whether a text says what the file said, and the new entry at its place.
    fn is_extended(&self, whole: &str, entry: &NewEntry, at: usize) -> bool {
        let Ok(text) = asdg_base::encoding::decode(whole.as_bytes().to_vec()) else { return false };
        let source = Source::yaml(self.source.file.clone(), &text);
        let Some(Node::Map(mut entries)) = yaml::parse(&source, &mut Problems::default()) else {
            return false;
        };
        if at >= entries.len() {
            return false;
        }
        let (id, node) = entries.remove(at);
        let said = |entries: &[(String, Node)]| {
            entries.iter().map(|(id, node)| (id.clone(), trimmed(node))).collect::<Vec<_>>()
        };
        id == entry.id && node == as_node(entry) && said(&entries) == said(&self.entries)
    }
}

/// Where a word belongs in a list, if that is in order.
fn sorted_position(list: &[&str], word: &str, compare: impl Fn(&str, &str) -> Ordering) -> Option<usize> {
    let sorted = list.windows(2).all(|pair| compare(pair[0], pair[1]) != Ordering::Greater);
    sorted.then(|| list.iter().position(|other| compare(other, word) == Ordering::Greater).unwrap_or(list.len()))
}

fn shown_name(entry: &Node) -> Option<&str> {
    names(entry).first().map(|(_, name)| *name)
}

/// The names of an entry, its aliases included, each with the way to it from the entry.
fn names(entry: &Node) -> Vec<(yaml::Path, &str)> {
    let Node::Map(fields) = entry else { return Vec::new() };
    let mut names = Vec::new();
    for (number, (key, value)) in (0_u32..).zip(fields) {
        match (key.as_str(), value) {
            // The name comes first, wherever it stands.
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
fn entry_text(entry: &NewEntry, habits: &Habits) -> String {
    let NewEntry { id, name, more } = entry;
    let Habits { indent, step, flow, quotes, .. } = *habits;
    let text = |text: &str, flow| quote::value(text, quotes, flow);
    let value = |value: &Value| match value {
        Value::Text(one) => text(one, flow),
        // Ids need no quotation marks, whatever the names of the file have.
        Value::List(list) => {
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

/// What the reader has to make of an entry.
fn as_node(entry: &NewEntry) -> Node {
    let NewEntry { id: _, name, more } = entry;
    let mut fields = vec![("name".to_owned(), Node::Text(name.clone()))];
    fields.extend(more.iter().map(|(key, value)| {
        let node = match value {
            Value::Text(text) => Node::Text(text.clone()),
            Value::List(list) => Node::List(list.iter().cloned().map(Node::Text).collect()),
        };
        ((*key).to_owned(), node)
    }));
    Node::Map(fields)
}

/// A value without the blank lines at the ends of its texts: whether the last text of a file ends in one is seen by nobody.
fn trimmed(node: &Node) -> Node {
    match node {
        Node::Text(text) => Node::Text(text.trim_end().to_owned()),
        Node::List(list) => Node::List(list.iter().map(trimmed).collect()),
        Node::Map(entries) => Node::Map(entries.iter().map(|(key, node)| (key.clone(), trimmed(node))).collect()),
        Node::Null | Node::Boolean(_) | Node::Number(_) => node.clone(),
    }
}

/// A name as it goes into a register: one line, with single blanks and nothing invisible. A no-break blank is one: what a name may be parted
/// at is decided where it is shown.
pub(super) fn clean(name: &str) -> String {
    let plain = |c: char| if c.is_control() || c.is_whitespace() { ' ' } else { c };
    let visible: String = name.chars().filter(|&c| !is_invisible(c)).map(plain).collect();
    squeezed(&composed(&visible))
}

#[cfg(test)]
#[path = "register_tests.rs"]
mod tests;
