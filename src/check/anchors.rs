//! The anchors of a response.

use std::collections::BTreeSet;

use crate::model::{Anchor, Answer, Question, Role, items};

/// The anchors of a response's page: its questions, its passages, and the items of answers to questions whose role has
/// items.
pub(super) fn of_page(questions: &[Question], answers: &[Answer]) -> BTreeSet<Anchor> {
    let of_questions = questions.iter().map(|question| Anchor::of_answer(&question.id));
    let of_answers = answers.iter().flat_map(|answer| {
        let has_items = questions.get(answer.question).is_some_and(|question| question.role.has_items());
        of_answer(answer, has_items)
    });
    of_questions.chain(of_answers).collect()
}

/// The anchors of the passages and items that answer questions of a role.
pub(super) fn of_role(questions: &[Question], answers: &[Answer], role: Role) -> BTreeSet<Anchor> {
    let has_role = |answer: &&Answer| questions.get(answer.question).is_some_and(|question| question.role == role);
    answers.iter().filter(has_role).flat_map(|answer| of_answer(answer, true)).collect()
}

/// The anchors of an answer's passages, and of their items if `has_items`.
fn of_answer(answer: &Answer, has_items: bool) -> impl Iterator<Item = Anchor> {
    answer.passages.iter().flat_map(move |passage| {
        let items = has_items.then(|| items(passage).map(|item| item.anchor()));
        std::iter::once(passage.anchor.clone()).chain(items.into_iter().flatten())
    })
}
