//! What all files of an import are read with.

use std::path::PathBuf;

use super::Given;
use super::cities::Cities;
use super::document::{Aside, AsideKind, Where};
use super::questions::Beginnings;
use asdg_base::messages::Messages;
use asdg_base::questionnaire::Known;
use asdg_base::register::{Course, Phrases, Topic};

/// What all files of an import are read with.
pub(super) struct Context<'k> {
    /// The registers and questionnaires.
    pub(super) known: &'k Known,
    /// The names of the cities.
    pub(super) cities: &'k Cities<'k>,
    /// The names of the topics.
    pub(super) topics: Phrases<Topic>,
    /// The names of the courses.
    pub(super) courses: Phrases<Course>,
    /// The words for what goes into a response besides the city's own.
    pub(super) messages: &'k Messages,
    /// What the command line says of all files.
    pub(super) given: &'k Given,
    /// How the questions begin.
    pub(super) beginnings: Beginnings,
    /// The files and folders that are imported.
    pub(super) inputs: &'k [PathBuf],
}

impl<'k> Context<'k> {
    /// A context of these registers.
    pub(super) fn new(
        known: &'k Known,
        cities: &'k Cities<'k>,
        messages: &'k Messages,
        given: &'k Given,
        inputs: &'k [PathBuf],
    ) -> Self {
        let (topics, courses) = (Phrases::new(&known.topics), Phrases::new(&known.courses));
        let questions = known.questionnaires.all().iter().flat_map(|questionnaire| &questionnaire.questions);
        let beginnings = Beginnings::of(questions);
        Self { known, cities, topics, courses, messages, given, beginnings, inputs }
    }
}

/// The beginning of a text, for a message.
pub(super) fn excerpt(text: &str) -> String {
    let short: String = text.chars().take(80).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

/// What was taken off as the wording of a question.
pub(super) fn question_aside(at: Where, wording: &str) -> Aside {
    Aside { kind: AsideKind::Question, text: wording.to_owned(), at }
}
