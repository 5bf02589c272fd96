//! The sentence in which a passage names a city.

use std::ops::Range;

use super::html::escaped;
use super::plain::within;
use crate::model::{City, Key, Target, Text};
use crate::prose::{Block, Inline, push_text};
use crate::text::sentence;

/// How many characters of a long sentence stand before the name, and how many behind it.
const AROUND: usize = 160;

/// A sentence with the name of a city in it, cut where it is long.
pub(super) struct Sentence {
    before: String,
    name: String,
    behind: String,
}

impl Sentence {
    /// The sentence as HTML with the name marked.
    pub(super) fn html(&self) -> String {
        let Self { before, name, behind } = self;
        format!("{}<mark>{}</mark>{}", escaped(before), escaped(name), escaped(behind))
    }

    /// The sentence as plain text.
    pub(super) fn plain(&self) -> String {
        format!("{}{}{}", self.before, self.name, self.behind)
    }
}

/// The sentence that names a city first. `None` when no link in the text leads to the city.
pub(super) fn sentence(text: &Text, city: Key<City>) -> Option<Sentence> {
    let (line, name) = find(&text.blocks, text, city)?;
    let Range { start, end } = sentence::around(&line, name.clone());
    let before = last_of(&line[start..name.start]);
    let (shown, is_cut) = within(&line[name.end..end.max(name.end)], &mut AROUND.clone());
    let dots = if is_cut { "…" } else { "" };
    Some(Sentence { before, name: line[name].to_owned(), behind: format!("{shown}{dots}") })
}

/// The end of a text, beginning with a whole word.
fn last_of(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        None => text.to_owned(),
        Some((at, _)) => {
            let tail = &text[at..];
            format!("…{}", tail.find([' ', '\u{a0}']).map_or(tail, |blank| tail[blank..].trim_start()))
        }
    }
}

/// The paragraph, item or cell that names the city first, as plain text, and where the name is in it.
fn find(blocks: &[Block], text: &Text, city: Key<City>) -> Option<(String, Range<usize>)> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(content) | Block::Plain(content) | Block::Heading { content, .. } => {
            in_line(content, text, city)
        }
        Block::List { items, .. } => items.iter().find_map(|item| find(item, text, city)),
        Block::Quote(blocks) => find(blocks, text, city),
        Block::Table { head, rows, .. } => {
            head.iter().chain(rows.iter().flatten()).find_map(|cell| in_line(cell, text, city))
        }
        Block::Code(_) | Block::Figure { .. } | Block::Rule => None,
    })
}

fn in_line(content: &[Inline], text: &Text, city: Key<City>) -> Option<(String, Range<usize>)> {
    let mut line = String::new();
    let mut place = None;
    gather(content, text, city, &mut line, &mut place);
    place.map(|place| (line, place))
}

fn gather(content: &[Inline], text: &Text, city: Key<City>, line: &mut String, place: &mut Option<Range<usize>>) {
    for inline in content {
        let start = line.len();
        match inline {
            Inline::Link { link, content } => {
                push_text(content, line);
                if place.is_none() && text.links.get(usize::from(*link)) == Some(&Target::City(city)) {
                    *place = Some(start..line.len());
                }
            }
            Inline::Styled(_, content) => gather(content, text, city, line, place),
            other => push_text(std::slice::from_ref(other), line),
        }
    }
}
