//! Problems on a terminal, and the exit code that they make.

use std::io::IsTerminal;
use std::path::Path;

use anstream::eprintln;

use super::{MISUSE, PROBLEMS};
use crate::problem::wording::Messages;
use crate::problem::{Problem, show};

/// Shows problems of the site in a folder, each with the line it is about.
pub(super) fn show_all<'p>(problems: impl IntoIterator<Item = &'p Problem>, site: &Path, messages: &Messages) {
    let styled = std::io::stderr().is_terminal();
    for problem in problems {
        eprintln!("{}\n", show(problem, site, messages, styled));
    }
}

/// The exit code of a run that these problems ended.
pub(super) fn exit_code(problems: &[Problem]) -> u8 {
    if problems.iter().any(|problem| problem.kind.is_environment()) { MISUSE } else { PROBLEMS }
}
