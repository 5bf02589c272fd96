//! Problems: what is wrong with the files of a digest, as data.
//!
//! A [`Problem`] is a [`Kind`] with its values and a [`Place`]. Its wording lives apart, in `ru.ftl` and `en.ftl`
//! (see [`wording`]), and [`show()`] draws it with the line it is about. Stages collect problems in [`Problems`];
//! nothing prints one on the way.

mod kind;
mod show;
pub mod wording;

pub use kind::{Kind, Severity};
pub use show::show;

use std::fmt;

use wording::Messages;

/// A stretch of one line of a file. All three count characters; `line` and `column` count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The line, counted from the start of the file.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
    /// How many characters are meant; at least 1.
    pub length: u32,
}

impl Span {
    /// The first character of `line`.
    pub fn line(line: u32) -> Self {
        Self { line, column: 1, length: 1 }
    }
}

/// Where a problem is: a file and, where it can be told, a stretch of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the site's folder, with `/` between the parts.
    pub path: String,
    /// The stretch of the file; `None` when the file as a whole is meant.
    pub span: Option<Span>,
}

impl Place {
    /// A file as a whole.
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), span: None }
    }

    /// A stretch of a file.
    pub fn at(path: impl Into<String>, span: Span) -> Self {
        Self { path: path.into(), span: Some(span) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.span {
            Some(span) => write!(f, "{}:{}", self.path, span.line),
            None => f.write_str(&self.path),
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is; `None` for what is not about a file of the site.
    pub place: Option<Place>,
    /// What it is.
    pub kind: Kind,
}

impl Problem {
    /// What is wrong, and the way out, in words.
    pub fn words(&self, messages: &Messages) -> (String, String) {
        let (code, args) = (self.kind.code(), self.kind.args());
        (messages.text(code, &args), messages.text(&format!("{code}.help"), &args))
    }
}

/// The problems met so far. Stages add to it; the end of the run sorts and shows them all.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Problem>,
}

impl From<Vec<Problem>> for Problems {
    fn from(list: Vec<Problem>) -> Self {
        Self { list }
    }
}

impl Problems {
    /// Adds a problem at a place.
    pub fn add(&mut self, place: Place, kind: Kind) {
        self.list.push(Problem { place: Some(place), kind });
    }

    /// Adds a problem that is not about a file of the site.
    pub fn add_placeless(&mut self, kind: Kind) {
        self.list.push(Problem { place: None, kind });
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    /// Takes over the problems of a part of the work that was done apart, in another thread for example.
    pub fn append(&mut self, mut other: Problems) {
        self.list.append(&mut other.list);
    }

    /// Takes in the problems of a part of the work that may be kept and asked again.
    pub fn extend(&mut self, other: &Problems) {
        self.list.extend_from_slice(&other.list);
    }

    /// The problems so far, in the order they were met.
    pub fn list(&self) -> &[Problem] {
        &self.list
    }

    /// Keeps the problems that are to be kept.
    pub fn retain(&mut self, keep: impl FnMut(&Problem) -> bool) {
        self.list.retain(keep);
    }

    /// Whether there is an error, as opposed to warnings.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|problem| problem.kind.severity() == Severity::Error)
    }

    /// Whether there is anything at all, be it a warning.
    pub fn has_any(&self) -> bool {
        !self.list.is_empty()
    }

    /// The problems in the order of their places; what is about no file comes first.
    pub fn into_sorted(mut self) -> Vec<Problem> {
        self.list.sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.kind.code().cmp(b.kind.code())));
        // The same problem of the same place is one problem, whichever stages noticed it.
        self.list.dedup();
        self.list
    }
}
