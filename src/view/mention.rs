//! Finds the sentence in which a passage names a city.

use std::ops::Range;

use memchr::memmem;

use crate::address::Address;
use crate::markup::{self, ROOT, escaped};
use crate::model::{City, Text};
use asdg_russian::{sentence, truncate};

/// The maximum number of characters of a sentence that are shown before the name, and after it.
const MAX_CONTEXT: usize = 100;

/// A sentence that names a city, shortened if it is long.
pub(super) struct Sentence {
    before: String,
    name: String,
    after: String,
}

impl Sentence {
    /// The sentence as HTML with the name marked.
    pub(super) fn html(&self) -> String {
        let Self { before, name, after } = self;
        format!("{}<mark>{}</mark>{}", escaped(before), escaped(name), escaped(after))
    }

    /// The sentence as plain text.
    pub(super) fn plain(&self) -> String {
        format!("{}{}{}", self.before, self.name, self.after)
    }
}

/// Finds the sentences that name a city. Made once for many texts, because the search for its links has to be prepared.
pub(super) struct MentionFinder {
    /// Finds the start tag of a link to the city.
    start_tag: memmem::Finder<'static>,
}

impl MentionFinder {
    pub(super) fn new(city: &City) -> Self {
        let page = Address::city(&city.id).output_file();
        let start_tag = format!("<a href=\"{ROOT}{page}\" class=city>");
        Self { start_tag: memmem::Finder::new(&start_tag).into_owned() }
    }

    /// Finds the first sentence that names the city; `None` if no link in the text leads to the city.
    pub(super) fn sentence(&self, text: &Text) -> Option<Sentence> {
        let (before, rest) = text.line_with_link(&self.start_tag)?;
        let (line, name) = markup::text_around_link(&before, &rest);
        let Range { start, end } = sentence::around(&line, name.clone());
        let before = tail_of(&line[start..name.start]);
        let (shown, is_cut) = truncate(&line[name.end..end.max(name.end)], &mut MAX_CONTEXT.clone());
        let ellipsis = if is_cut { "…" } else { "" };
        Some(Sentence { before, name: line[name].to_owned(), after: format!("{shown}{ellipsis}") })
    }
}

/// Returns the last [`MAX_CONTEXT`] characters of a text, from the start of a word; the whole text if it is shorter.
fn tail_of(text: &str) -> String {
    match text.char_indices().rev().nth(MAX_CONTEXT) {
        None => text.to_owned(),
        Some((at, _)) => {
            let tail = &text[at..];
            format!("…{}", tail.find([' ', '\u{a0}']).map_or(tail, |space| tail[space..].trim_start()))
        }
    }
}
