//! Converts byte ranges of a text to lines and columns.

use std::ops::Range;

use super::Span;
use crate::work::steps;

/// Converts byte ranges to lines and columns. Continues from the last range, so that a text is scanned once.
pub struct Places<'t> {
    text: &'t str,
    first_line: u32,
    at: usize,
    line: u32,
    column: u32,
}

impl<'t> Places<'t> {
    /// Starts at the beginning of `text`, whose first line has the number `first_line` in its file.
    pub fn new(text: &'t str, first_line: u32) -> Self {
        Self { text, first_line, at: 0, line: first_line, column: 1 }
    }

    /// Returns the place of a range of bytes. Ranges should come in order; for a range before the last one, the text is
    /// scanned again from its start.
    pub fn span(&mut self, range: &Range<usize>) -> Span {
        if range.start < self.at {
            *self = Self::new(self.text, self.first_line);
        }
        let passed = &self.text[self.at..range.start];
        steps(passed.len());
        let count = |text: &str| text.chars().count() as u32;
        match passed.rfind('\n') {
            Some(newline) => {
                self.line += passed.matches('\n').count() as u32;
                self.column = count(&passed[newline + 1..]) + 1;
            }
            None => self.column += count(passed),
        }
        self.at = range.start;
        Span { line: self.line, column: self.column, length: count(&self.text[range.clone()]).max(1) }
    }
}
