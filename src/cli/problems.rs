//! Problems on a terminal, and the exit code that they make.

use std::io::IsTerminal;
use std::path::Path;

use fluent_bundle::FluentArgs;

use super::say::eprintln;
use super::{MISUSE, PROBLEMS};
use crate::problem::wording::Messages;
use crate::problem::{Problem, Severity, show};

/// Shows problems of the site in a folder, each with the line it is about.
pub(super) fn show_all<'p>(problems: impl IntoIterator<Item = &'p Problem>, site: &Path, messages: &Messages) {
    let styled = std::io::stderr().is_terminal();
    for problem in problems {
        eprintln!("{}\n", show(problem, site, messages, styled));
    }
}

/// Values for a text: how many errors and how many warnings there are.
pub(super) fn counts(problems: &[Problem]) -> FluentArgs<'static> {
    let count = |severity| problems.iter().filter(|problem| problem.kind.severity() == severity).count();
    let mut values = FluentArgs::new();
    values.set("errors", count(Severity::Error));
    values.set("warnings", count(Severity::Warning));
    values
}

/// The exit code of a run that these problems ended.
pub(super) fn exit_code(problems: &[Problem]) -> u8 {
    if problems.iter().any(|problem| problem.kind.is_environment()) { MISUSE } else { PROBLEMS }
}
