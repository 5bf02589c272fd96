//! The tidied text, with a mapping back to the lines of its file.

use std::cell::Cell;
use std::ops::Range;

use crate::problem::Span;
use crate::work::steps;

/// The tidied text, and the mapping back to the lines of the file.
pub(super) struct Tidied<'a> {
    /// The text to parse.
    pub(super) text: String,
    /// The byte at which each line of `text` begins.
    pub(super) starts: Vec<u32>,
    /// The line of the source that each line of `text` comes from, counted from 0.
    pub(super) origins: Vec<u32>,
    /// The lines of the source.
    pub(super) source: Vec<&'a str>,
    /// The number of the first line of the source in its file.
    pub(super) first_line: u32,
    /// The last place looked up.
    pub(super) last_place: Cell<LastPlace>,
}

/// A place that was looked up. The search for the next place in the same line starts from it, so that a line is scanned
/// once.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LastPlace {
    /// The line of the source.
    origin: u32,
    /// The byte in that line, and the number of characters before it.
    at: usize,
    characters: u32,
    /// The distance by which tidying moved the text there, in bytes.
    drift: isize,
}

/// The distance from the expected position within which a text is searched in a line, in bytes.
const WINDOW: usize = 400;

/// A line of at most this many bytes is searched as a whole if the text is not found near its expected position.
const MAX_SEARCHED_LINE: usize = 1 << 14;

impl<'a> Tidied<'a> {
    /// Returns the line of the tidied text that contains a byte.
    pub(super) fn line_at(&self, offset: usize) -> &str {
        let line = self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1);
        let start = self.starts.get(line).map_or(0, |&start| start as usize);
        let line = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        steps(line.len());
        line
    }

    /// Returns the place in the file of a byte of the tidied text. Searches `needle` in the line, because tidying may
    /// have moved it; if it is not found, marks the whole line.
    pub(super) fn span(&self, offset: usize, needle: &str) -> Span {
        let row = self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1);
        let origin = self.origins.get(row).copied().unwrap_or(0);
        let source = self.source.get(origin as usize).copied().unwrap_or_default();
        let line = self.first_line + origin;
        let last_place = Some(self.last_place.get())
            .filter(|last_place| last_place.origin == origin)
            .unwrap_or(LastPlace { origin, ..LastPlace::default() });
        let moved = offset.saturating_sub(self.starts.get(row).copied().unwrap_or(0) as usize);
        let expected = moved.saturating_add_signed(last_place.drift).min(source.len());
        match nearest(source, needle, expected) {
            Some(at) => {
                let count = |range: Range<usize>| {
                    steps(range.len());
                    source[range].chars().count() as u32
                };
                let characters = match at >= last_place.at {
                    true => last_place.characters + count(last_place.at..at),
                    false => last_place.characters - count(at..last_place.at),
                };
                self.last_place.set(LastPlace { origin, at, characters, drift: at as isize - moved as isize });
                Span { line, column: characters + 1, length: (needle.chars().count() as u32).max(1) }
            }
            None => {
                let indent = source.chars().take_while(|c| c.is_whitespace()).count() as u32;
                let length = source.trim().chars().take(WINDOW).count() as u32;
                Span { line, column: indent + 1, length: length.max(1) }
            }
        }
    }
}

/// Returns the occurrence of `needle` nearest to the expected position. In a very long line only the part around that
/// position is searched.
fn nearest(line: &str, needle: &str, expected: usize) -> Option<usize> {
    if needle.is_empty() {
        return None;
    }
    let from = line.floor_char_boundary(expected.saturating_sub(WINDOW));
    let to = line.ceil_char_boundary((expected + needle.len() + WINDOW).min(line.len()));
    let within = |range: Range<usize>| {
        steps(range.len());
        let found = line[range.clone()].match_indices(needle).map(|(at, _)| range.start + at);
        found.min_by_key(|at| at.abs_diff(expected))
    };
    within(from..to).or_else(|| if line.len() <= MAX_SEARCHED_LINE { within(0..line.len()) } else { None })
}
