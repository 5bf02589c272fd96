//! Loads the content for commands that only read it. They need a digest without errors.

use super::MISUSE;
use super::args::Common;
use super::output::eprintln;
use super::problems::{counts, exit_code, show_all};
use super::progress::ProgressDisplay;
use crate::model::Digest;
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::{Kind, Problem};

/// The content, with the language and the messages to print.
pub(super) struct LoadedContent {
    /// The digest, drafts included.
    pub(super) digest: Digest,
    /// The language of the messages.
    pub(super) language: Language,
    /// The messages.
    pub(super) messages: Messages,
}

/// Loads the content. If it has errors, shows them and returns the exit code. Warnings are left to `check`.
pub(super) fn load(common: &Common, language: Option<Language>) -> Result<LoadedContent, u8> {
    let early_messages = Messages::new(language.unwrap_or_default());
    let progress = ProgressDisplay::new(common, &early_messages);
    let crate::Content { problems, language: site_language, digest } = crate::read_content(&common.site, &progress);
    progress.finish();
    let language = language.or(site_language).unwrap_or_default();
    let messages = Messages::new(language);
    if let Some(digest) = digest {
        return Ok(LoadedContent { digest, language, messages });
    }
    show_all(&problems, &common.site, &messages);
    let mut values = counts(&problems);
    values.set("strict", "no");
    eprintln!("{}", messages.text("found", &values));
    Err(exit_code(&problems))
}

/// Shows errors in the options and returns the exit code.
pub(super) fn report_usage_errors(kinds: Vec<Kind>, common: &Common, messages: &Messages) -> u8 {
    let problems: Vec<Problem> = kinds.into_iter().map(Problem::from).collect();
    show_all(&problems, &common.site, messages);
    MISUSE
}

/// Shows problems and returns the exit code.
pub(super) fn report_problems(problems: &[Problem], common: &Common, messages: &Messages) -> u8 {
    show_all(problems, &common.site, messages);
    exit_code(problems)
}
