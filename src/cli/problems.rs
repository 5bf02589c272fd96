//! Prints problems on a terminal, and computes the exit code from them.

use std::io::IsTerminal;
use std::path::Path;

use fluent_bundle::FluentArgs;

use super::output::eprintln;
use super::{MISUSE, PROBLEMS};
use asdg_base::messages::Messages;
use asdg_base::problem::{Problem, Severity, Viewer};

/// Prints problems of the site in a folder, each with the line that it is about.
pub(super) fn show_all<'p>(problems: impl IntoIterator<Item = &'p Problem>, site: &Path, messages: &Messages) {
    let mut viewer = Viewer::new(site, messages, std::io::stderr().is_terminal());
    for problem in problems {
        eprintln!("{}\n", viewer.show(problem));
    }
}

/// Returns the numbers of errors and warnings as values for a message.
pub(super) fn counts(problems: &[Problem]) -> FluentArgs<'static> {
    let of_severity = |severity| problems.iter().filter(move |problem| problem.kind.severity() == severity);
    let count = |severity| of_severity(severity).map(Problem::count).sum::<u64>();
    let mut values = FluentArgs::new();
    values.set("errors", count(Severity::Error));
    values.set("warnings", count(Severity::Warning));
    values
}

/// Returns the exit code of a run that stopped with these problems.
pub(super) fn exit_code(problems: &[Problem]) -> u8 {
    if problems.iter().any(|problem| problem.kind.is_environment()) { MISUSE } else { PROBLEMS }
}
