//! Anchors: the names of places on the page of a response.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use asdg_base::questionnaire::QuestionId;

/// The anchor of a place on the page of a response: a question (`plans`), a passage (`plans-roads`) or an item
/// (`plans-roads.2`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor(Box<str>);

impl Anchor {
    /// Parses an anchor as people write it, with or without a number sign. Other code checks whether the place exists.
    pub fn written(text: &str) -> Self {
        Self(text.trim().trim_start_matches('#').into())
    }

    /// The anchor of an answer, which is also that of its first passage if it has no title.
    pub fn of_answer(question: &QuestionId) -> Self {
        Self((**question).into())
    }

    /// The anchor of a passage: the question and the id of the passage.
    pub fn of_passage(question: &QuestionId, id: &str) -> Self {
        Self(format!("{question}-{id}").into())
    }

    /// The anchor of another passage that would have the same anchor: `plans-roads-2`.
    pub fn numbered(&self, number: u32) -> Self {
        Self(format!("{self}-{number}").into())
    }

    /// The anchor of an item of a passage, by its number from 1.
    pub fn item(&self, number: u16) -> Self {
        Self(format!("{self}.{number}").into())
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Deref for Anchor {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Anchor {
    fn borrow(&self) -> &str {
        &self.0
    }
}
