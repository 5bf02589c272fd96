//! The message to open pages after a change: the problems, and whether the site shown is the latest version.

use std::path::Path;

use fluent_bundle::FluentArgs;
use serde::Serialize;

use asdg_base::messages::Messages;
use asdg_base::problem::{Problem, Severity, Viewer};

/// How many problems are shown in full. Nobody reads more, and they would slow down every page.
const SHOWN: usize = 50;

/// The message to open pages.
#[derive(Debug, Default, Serialize)]
pub(super) struct News {
    /// The number of the change.
    pub(super) revision: u64,
    /// What is wrong, in a sentence; `None` if nothing is.
    pub(super) title: Option<String>,
    /// Whether a problem keeps the latest version of the site from being shown.
    pub(super) blocked: bool,
    /// The problems as drawn on a terminal, errors first.
    pub(super) problems: Vec<Drawn>,
    /// How many problems are not shown.
    pub(super) more: Option<String>,
    /// The text of the button that closes the list.
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
        // It can always be serialised.
        serde_json::to_string(self).unwrap_or_default()
    }
}
