//! The data that all files of an import share: registers, questionnaires, messages, values of the command line.

use std::path::PathBuf;

use super::Overrides;
use super::cities::Cities;
use super::document::{Aside, AsideKind, SourceLocation};
use super::questions::QuestionBeginnings;
use asdg_base::messages::Messages;
use asdg_base::questionnaire::Known;
use asdg_base::register::{Course, Phrases, Topic};

/// The data that all files of an import share.
pub(super) struct Context<'k> {
    /// The registers and questionnaires of the digest.
    pub(super) known: &'k Known,
    /// Finds city names in texts.
    pub(super) cities: &'k Cities<'k>,
    /// Finds topic names in texts.
    pub(super) topics: Phrases<Topic>,
    /// Finds course names in texts.
    pub(super) courses: Phrases<Course>,
    /// The texts that the import itself writes into a response, in the language of the site.
    pub(super) messages: &'k Messages,
    /// The values of the command line that apply to all files.
    pub(super) overrides: &'k Overrides,
    /// The beginnings of all questions, to recognise them in single lines.
    pub(super) beginnings: QuestionBeginnings,
    /// The files and folders given on the command line.
    pub(super) inputs: &'k [PathBuf],
}

impl<'k> Context<'k> {
    /// Builds the context from the data of a digest.
    pub(super) fn new(
        known: &'k Known,
        cities: &'k Cities<'k>,
        messages: &'k Messages,
        overrides: &'k Overrides,
        inputs: &'k [PathBuf],
    ) -> Self {
        let (topics, courses) = (Phrases::new(&known.topics), Phrases::new(&known.courses));
        let questions = known.questionnaires.all().iter().flat_map(|questionnaire| &questionnaire.questions);
        let beginnings = QuestionBeginnings::of(questions);
        Self { known, cities, topics, courses, messages, overrides, beginnings, inputs }
    }
}

/// Returns the first 80 characters of a text, for a message.
pub(super) fn excerpt(text: &str) -> String {
    let short: String = text.chars().take(80).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

/// An aside with the wording of a question, which was removed from the text.
pub(super) fn question_aside(at: SourceLocation, wording: &str) -> Aside {
    Aside { kind: AsideKind::Question, text: wording.to_owned(), at }
}
