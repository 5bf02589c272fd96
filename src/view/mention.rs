//! The sentence in which a passage names a city.

use std::ops::Range;

use crate::address::Address;
use crate::markup::{self, ROOT, escaped};
use crate::model::{City, Text};
use asdg_russian::{sentence, within};

/// How many characters of a long sentence are shown before the name, and how many after it.
const AROUND: usize = 100;

/// A sentence that names a city, shortened if it is long.
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

/// The first sentence that names a city. `None` if no link in the text leads to the city.
pub(super) fn sentence(text: &Text, city: &City) -> Option<Sentence> {
    let page = Address::city(&city.id).output_file();
    let (line, name) = markup::link_line(text.html(), &format!("<a href=\"{ROOT}{page}\" class=\"city\">"))?;
    let Range { start, end } = sentence::around(&line, name.clone());
    let before = last_of(&line[start..name.start]);
    let (shown, is_cut) = within(&line[name.end..end.max(name.end)], &mut AROUND.clone());
    let dots = if is_cut { "…" } else { "" };
    Some(Sentence { before, name: line[name].to_owned(), behind: format!("{shown}{dots}") })
}

/// The end of a text, from the start of a word.
fn last_of(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        None => text.to_owned(),
        Some((at, _)) => {
            let tail = &text[at..];
            format!("…{}", tail.find([' ', '\u{a0}']).map_or(tail, |blank| tail[blank..].trim_start()))
        }
    }
}
