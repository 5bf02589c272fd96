//! Who answered what: how a city dealt with a question.

use crate::model::{Answer, Response, Text};
use crate::prose;
use crate::text::nothing;

/// An answer of fewer characters is brief.
const BRIEF: usize = 160;

/// No answer that says nothing is longer than this.
const NOTHING: usize = 160;

/// How a city dealt with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnswerState {
    /// It answered.
    Answered,
    /// It answered in a sentence or two.
    Brief,
    /// It wrote that it has nothing to propose.
    Nothing,
    /// It sent a response that leaves the question out.
    Missing,
    /// It sent no response.
    NotReceived,
}

impl AnswerState {
    /// All states.
    pub const ALL: [AnswerState; 5] = [Self::Answered, Self::Brief, Self::Nothing, Self::Missing, Self::NotReceived];

    /// The word for it in the data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Brief => "brief",
            Self::Nothing => "nothing",
            Self::Missing => "missing",
            Self::NotReceived => "not-received",
        }
    }

    /// The state of a question, by its number, in a response; `None` stands for a response that was not received.
    pub fn of(response: Option<&Response>, question: usize) -> Self {
        match response.map(|response| response.answer(question)) {
            None => Self::NotReceived,
            Some(None) => Self::Missing,
            Some(Some(answer)) => Self::of_answer(answer),
        }
    }

    /// The state of an answer that is there.
    pub fn of_answer(answer: &Answer) -> Self {
        let mut length = 0;
        for passage in &answer.passages {
            length += passage.title.as_ref().map_or(0, |title| title.chars().count());
            length += length_up_to(&passage.text, BRIEF.max(NOTHING) - length.min(BRIEF));
            if length >= BRIEF.max(NOTHING) || !passage.text.pictures.is_empty() {
                return Self::Answered;
            }
        }
        let says_nothing = |text: &Text| nothing::is_nothing(&prose::whole_text(&text.blocks));
        if length < NOTHING && answer.passages.iter().all(|passage| says_nothing(&passage.text)) {
            Self::Nothing
        } else if length < BRIEF {
            Self::Brief
        } else {
            Self::Answered
        }
    }

    /// Whether there is something to read.
    pub fn has_content(self) -> bool {
        matches!(self, Self::Answered | Self::Brief)
    }
}

/// How many characters a text has, counted no further than `limit`.
fn length_up_to(text: &Text, limit: usize) -> usize {
    let mut length = 0;
    prose::visit_text(&text.blocks, &mut |piece| {
        if length < limit {
            length += piece.chars().count();
        }
    });
    length
}
