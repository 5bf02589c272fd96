//! What open pages are told when something changed: what is wrong, and whether the site shown is the latest.

use std::path::Path;

use fluent_bundle::FluentArgs;
use serde::Serialize;

use asdg_base::messages::Messages;
use asdg_base::problem::{Problem, Severity, Viewer};

/// How many problems are shown in full: nobody reads more, and they would slow down every page.
const SHOWN: usize = 50;

/// What open pages are told.
#[derive(Debug, Default, Serialize)]
pub(super) struct News {
    /// The number of the change.
    pub(super) revision: u64,
    /// What is wrong, in a sentence; nothing when all is fine.
    pub(super) title: Option<String>,
    /// Whether something is wrong that keeps the latest site from being shown.
    pub(super) blocked: bool,
    /// The problems as they are drawn on a terminal, errors first.
    pub(super) problems: Vec<Drawn>,
    /// What is said of the problems that are not shown.
    pub(super) more: Option<String>,
    /// The name of the button that puts the list away.
    pub(super) close: String,
}

/// A problem as it is drawn.
#[derive(Debug, Serialize)]
pub(super) struct Drawn {
    /// Whether it is an error.
    error: bool,
    /// The text.
    pub(super) text: String,
}

impl News {
    /// The news of a change.
    pub(super) fn new(revision: u64, is_shown: bool, problems: &[Problem], site: &Path, messages: &Messages) -> Self {
        let is_error = |problem: &&Problem| problem.kind.severity() == Severity::Error;
        let (errors, warnings): (Vec<&Problem>, Vec<&Problem>) = problems.iter().partition(is_error);
        let mut values = FluentArgs::new();
        let count = |problems: &[&Problem]| problems.iter().map(|problem| problem.count()).sum::<u64>();
        values.set("errors", count(&errors));
        values.set("warnings", count(&warnings));
        let title = if is_shown { "serve-warnings" } else { "serve-blocked" };
        let all: Vec<&Problem> = errors.into_iter().chain(warnings).collect();
        let mut viewer = Viewer::new(site, messages, false);
        let drawn =
            all.iter().take(SHOWN).map(|problem| Drawn { error: is_error(problem), text: viewer.show(problem) });
        values.set("more", all.len().saturating_sub(SHOWN));
        Self {
            revision,
            title: (!all.is_empty()).then(|| messages.text(title, &values)),
            blocked: !is_shown,
            problems: drawn.collect(),
            more: (all.len() > SHOWN).then(|| messages.text("serve-more", &values)),
            close: messages.plain("serve-close"),
        }
    }

    /// The news as JSON.
    pub(super) fn json(&self) -> String {
        // There is nothing in it that JSON could not say.
        serde_json::to_string(self).unwrap_or_default()
    }
}
