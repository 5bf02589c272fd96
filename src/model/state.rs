//! The state of an answer: whether a city answered a question, omitted it, or has nothing to propose.

use super::{Passage, Response, Text, items};
use crate::markup;
use asdg_russian::empty_answer;

/// An answer with fewer characters is brief or has no content.
const MIN_FULL_LENGTH: usize = 160;

/// How a city answered a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnswerState {
    /// It answered.
    Answered,
    /// It answered in a sentence or two.
    Brief,
    /// It wrote that it has nothing to propose.
    Nothing,
    /// It sent a response without an answer to the question.
    Missing,
    /// It sent no response.
    NotReceived,
}

impl AnswerState {
    /// All states.
    pub const ALL: [AnswerState; 5] = [Self::Answered, Self::Brief, Self::Nothing, Self::Missing, Self::NotReceived];

    /// Its name in the open data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Brief => "brief",
            Self::Nothing => "nothing",
            Self::Missing => "missing",
            Self::NotReceived => "not-received",
        }
    }

    /// The state of the question with this number, from 0, in a response; `None` means that no response was received.
    pub fn of(response: Option<&Response>, question: usize) -> Self {
        match response.map(|response| response.answer(question)) {
            None => Self::NotReceived,
            Some(None) => Self::Missing,
            Some(Some(answer)) => answer.state,
        }
    }

    /// The state of an answer with these passages.
    pub(super) fn of_passages(passages: &[Passage]) -> Self {
        let mut length = 0;
        for passage in passages {
            length += passage.title.as_ref().map_or(0, |title| title.chars().count());
            length += length_up_to(&passage.text, MIN_FULL_LENGTH.saturating_sub(length));
            // A short list is a full answer: two courses need no more words.
            let is_list = || items(passage).nth(1).is_some();
            if length >= MIN_FULL_LENGTH || !passage.text.pictures.is_empty() || is_list() {
                return Self::Answered;
            }
        }
        if passages.iter().all(has_no_content) { Self::Nothing } else { Self::Brief }
    }

    /// Whether the answer has content.
    pub fn has_content(self) -> bool {
        matches!(self, Self::Answered | Self::Brief)
    }
}

/// Whether a passage has no content, such as «Предложений нет». If a passage has only a title, the title is checked. A
/// passage that an editor linked to a course is a request, whatever its words.
fn has_no_content(passage: &Passage) -> bool {
    if !passage.requests.is_empty() {
        return false;
    }
    let text = markup::single_line_text(&passage.text.html());
    match &passage.title {
        Some(title) if text.is_empty() => empty_answer::is_empty_answer(title),
        _ => empty_answer::is_empty_answer(&text),
    }
}

/// Counts the characters of a text up to the line that reaches the limit.
fn length_up_to(text: &Text, limit: usize) -> usize {
    let length_up_to = |html: &str| {
        let mut length = 0;
        for line in markup::lines(html) {
            if length >= limit {
                break;
            }
            length += line.text().chars().count();
        }
        (length, length >= limit)
    };
    text.shortened(limit, length_up_to).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Anchor, Picture};
    use asdg_base::prose::{Block, Inline, Prose};

    fn passage(title: Option<&str>, text: &str) -> Passage {
        let paragraph = Block::Paragraph(vec![Inline::Text(text.into())]);
        let blocks = if text.is_empty() { Vec::new() } else { vec![paragraph] };
        Passage {
            title: title.map(Into::into),
            anchor: Anchor::written("plans"),
            line: None,
            topics: Vec::new(),
            text: Text::new(Prose { blocks, ..Prose::default() }, None, &|_| String::new()),
            requests: Vec::new(),
            asks: Vec::new(),
        }
    }

    fn state(passages: Vec<Passage>) -> AnswerState {
        AnswerState::of_passages(&passages)
    }

    #[test]
    fn a_long_answer_is_full_and_a_short_one_is_brief() {
        let long = "слово ".repeat(30);
        assert_eq!(state(vec![passage(None, &long)]), AnswerState::Answered);
        assert_eq!(state(vec![passage(None, "Построить мост.")]), AnswerState::Brief);
        // The lengths of all passages are added.
        let half = "слово ".repeat(15);
        assert_eq!(state(vec![passage(None, &half), passage(Some("Ещё"), &half)]), AnswerState::Answered);
    }

    #[test]
    fn an_answer_has_no_content_only_if_no_passage_has() {
        assert_eq!(state(vec![passage(None, "Предложений нет.")]), AnswerState::Nothing);
        assert_eq!(state(vec![passage(Some("Помощь в ремонте"), "Не требуется.")]), AnswerState::Nothing);
        let mixed = vec![passage(None, "Предложений нет."), passage(Some("Мост"), "Нужен проект.")];
        assert_eq!(state(mixed), AnswerState::Brief);
        assert_eq!(state(vec![passage(Some("Ремонт моста"), "")]), AnswerState::Brief);
    }

    #[test]
    fn a_picture_makes_an_answer_full() {
        let picture = Picture { name: "plan.png".into(), file: "plan.png".into(), width: 1, height: 1 };
        let mut drawn = passage(None, "—");
        drawn.text.pictures = [picture].into();
        assert_eq!(state(vec![drawn]), AnswerState::Answered);
    }

    #[test]
    fn a_question_without_a_response_is_not_received() {
        assert_eq!(AnswerState::of(None, 0), AnswerState::NotReceived);
        let ids: Vec<_> = AnswerState::ALL.iter().map(|state| state.id()).collect();
        assert_eq!(ids, ["answered", "brief", "nothing", "missing", "not-received"]);
    }
}
