//! Where a value stands in its file.
//!
//! The YAML library gives positions only with its errors. So the file is read once more by a visitor that walks the path to
//! the value and raises an error there; the position of that error is the position of the value. This is done only
//! for what is reported, a handful of times in a run. The TOML library knows the positions of its values.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use toml::de::DeTable;

use super::{Format, Source};
use crate::problem::Span;

/// The place of the value at the end of `path`.
pub(super) fn value(source: &Source, path: &[u32]) -> Option<Span> {
    find(source, Probe { path, key: false })
}

/// The place of the key at the end of `path`.
pub(super) fn key(source: &Source, path: &[u32]) -> Option<Span> {
    find(source, Probe { path, key: true })
}

/// The place of a stretch of the text that is the value at the end of `path`.
pub(super) fn inside(source: &Source, path: &[u32], inner: Span) -> Option<Span> {
    let whole = value(source, path)?;
    let lines: Vec<&str> = source.text.lines().collect();
    let row = (whole.line - source.first_line) as usize;
    let indicator = lines.get(row)?.chars().nth((whole.column as usize).saturating_sub(1))?;
    if indicator != '|' && indicator != '>' {
        // A text on the line of its key: its own lines were folded into one.
        return Some(whole);
    }
    let line = lines.get(row + inner.line as usize)?;
    let first = lines.iter().skip(row + 1).find(|line| !line.trim().is_empty())?;
    let indent = first.chars().take_while(|&c| c == ' ').count() as u32;
    let length = inner.length.min(line.chars().count() as u32).max(1);
    Some(Span { line: whole.line + inner.line, column: indent + inner.column, length })
}

fn find(source: &Source, probe: Probe<'_>) -> Option<Span> {
    if source.format == Format::Toml {
        return find_in_toml(source, &probe);
    }
    let deserializer = serde_yaml::Deserializer::from_str(&source.text);
    let location = probe.deserialize(deserializer).err()?.location()?;
    let span = Span { line: location.line() as u32, column: location.column() as u32, length: 1 };
    measured(source, span, probe.key)
}

fn find_in_toml(source: &Source, probe: &Probe<'_>) -> Option<Span> {
    let (&entry, rest) = probe.path.split_first()?;
    let table = DeTable::parse(&source.text).ok()?.into_inner();
    let (key, mut value) = table.iter().nth(entry as usize)?;
    for &step in rest {
        value = value.get_ref().as_array()?.get(step as usize)?;
    }
    let range = if probe.key { key.span() } else { value.span() };
    let before = &source.text[..range.start];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    // A value of several lines is pointed at in the first.
    let marked = source.text[range.clone()].lines().next().unwrap_or_default();
    Some(Span {
        line: source.first_line + before.matches('\n').count() as u32,
        column: before[start..].chars().count() as u32 + 1,
        length: marked.chars().count().max(1) as u32,
    })
}

/// Gives a place its length, and its line in the file.
fn measured(source: &Source, span: Span, key: bool) -> Option<Span> {
    let line = source.text.lines().nth((span.line as usize).saturating_sub(1))?;
    let rest: String = line.chars().skip((span.column as usize).saturating_sub(1)).collect();
    let flow = line.chars().take((span.column as usize).saturating_sub(1)).any(|c| c == '[' || c == '{');
    let end = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map(|at| at + 2),
        _ if key => rest.find([':', '=']),
        Some('[') => rest.find(']').map(|at| at + 1),
        _ if flow => rest.find([',', ']', '}']),
        _ => rest.find(" #"),
    };
    let stretch = rest[..end.unwrap_or(rest.len())].trim_end();
    let length = stretch.chars().count().max(1) as u32;
    Some(Span { line: span.line + source.first_line - 1, length, ..span })
}

/// Walks the way to a value and stops there with an error.
struct Probe<'p> {
    path: &'p [u32],
    key: bool,
}

/// The error that stops the walk. Its text is never shown.
const HERE: &str = "here";

impl<'de> DeserializeSeed<'de> for &Probe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &Probe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HERE)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let Some((&entry, rest)) = self.path.split_first() else {
            return Err(A::Error::custom(HERE));
        };
        for _ in 0..entry {
            access.next_element::<IgnoredAny>()?;
        }
        access.next_element_seed(&Probe { path: rest, key: self.key })?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let Some((&entry, rest)) = self.path.split_first() else {
            return Err(A::Error::custom(HERE));
        };
        for _ in 0..entry {
            access.next_entry::<IgnoredAny, IgnoredAny>()?;
        }
        if self.key && rest.is_empty() {
            access.next_key_seed(&Probe { path: &[], key: false })?;
        } else {
            access.next_key::<IgnoredAny>()?;
            access.next_value_seed(&Probe { path: rest, key: self.key })?;
        }
        Ok(())
    }
}
