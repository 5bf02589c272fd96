//! The message to open pages after a change: the problems, and whether the latest version of the site is shown.

use std::path::Path;

use fluent_bundle::FluentArgs;
use serde::Serialize;

use asdg_base::messages::Messages;
use asdg_base::problem::{Problem, Severity, Viewer};

/// How many problems are shown in full. Nobody reads more, and more would slow down every page.
const MAX_SHOWN: usize = 50;

/// The message to open pages.
#[derive(Debug, Default, Serialize)]
pub(super) struct News {
    /// The number of the change.
    pub(super) revision: u64,
    /// A summary of the problems; `None` if there are none.
    pub(super) title: Option<String>,
    /// Whether a problem keeps the latest version of the site from being shown.
    pub(super) blocked: bool,
    /// The problems as on a terminal, errors first.
    pub(super) problems: Vec<RenderedProblem>,
    /// A sentence with the number of problems that are not shown.
    pub(super) more: Option<String>,
    /// The text of the button that closes the list.
    pub(super) close: String,
}

/// A problem as text.
#[derive(Debug, Serialize)]
pub(super) struct RenderedProblem {
    /// Whether it is an error.
    error: bool,
    /// The text, with the lines of the file.
    pub(super) text: String,
}

impl News {
    /// The message after a change.
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
        let rendered = all.iter().take(MAX_SHOWN);
        let rendered = rendered.map(|problem| RenderedProblem { error: is_error(problem), text: viewer.show(problem) });
        values.set("more", all.len().saturating_sub(MAX_SHOWN));
        Self {
            revision,
            title: (!all.is_empty()).then(|| messages.text(title, &values)),
            blocked: !is_shown,
            problems: rendered.collect(),
            more: (all.len() > MAX_SHOWN).then(|| messages.text("serve-more", &values)),
            close: messages.plain("serve-close"),
        }
    }

    /// The message as JSON.
    pub(super) fn json(&self) -> String {
        // Serialising these types cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}
