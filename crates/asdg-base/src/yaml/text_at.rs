//! The location of a Markdown text, which may be a value in a data file.

use super::{At, Path};
use crate::problem::Span;

/// The location of a Markdown text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextAt {
    /// In the file itself: spans are those of the file.
    File,
    /// In a value of a data file: spans count from the start of the value.
    Value(Path),
}

impl TextAt {
    /// Returns the place of a range of the text.
    pub fn at(&self, span: Span) -> At {
        match self {
            TextAt::File => At::Span(span),
            TextAt::Value(path) => At::Inside(path.clone(), span),
        }
    }
}
