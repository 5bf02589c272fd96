//! Problems (diagnostics) of the files of a digest, as data.
//!
//! A [`Problem`] is a [`Kind`] with its values and a [`Place`]. Its wording is separate (see
//! [`messages`](crate::messages)). [`Viewer`] draws it with its source line; it reads that line from the file again, so
//! that no source text stays in memory.
//!
//! Stages collect problems in [`Problems`] and print nothing. At most [`MAX_PER_KIND`] problems of a kind are kept for
//! a file, the others are only counted. So a register that lists every town of the country with the same mistake takes
//! time in proportion to its length.

mod kind;
mod places;
mod show;

pub use kind::{Kind, Severity};
pub use places::Places;
pub use show::Viewer;

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use crate::messages::Messages;

/// A range within one line of a file. `line` and `column` count from 1; all three count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The line, counted from the start of the file.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
    /// The length in characters; at least 1.
    pub length: u32,
}

impl Span {
    /// Returns the span of the first character of `line`.
    pub fn line(line: u32) -> Self {
        Self { line, column: 1, length: 1 }
    }
}

/// The place of a problem: a file and, if known, a range of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the site's folder, with `/` between the parts.
    pub path: String,
    /// The range; `None` for the file as a whole.
    pub span: Option<Span>,
}

impl Place {
    /// The file as a whole.
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), span: None }
    }

    /// A range of a file.
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

/// A problem: its kind and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// `None` if the problem is not about a file of the site.
    pub place: Option<Place>,
    /// Its kind, with the values of the message.
    pub kind: Kind,
}

impl From<Kind> for Problem {
    /// A problem that is not about a file of the site.
    fn from(kind: Kind) -> Self {
        Self { place: None, kind }
    }
}

impl From<Kind> for Vec<Problem> {
    fn from(kind: Kind) -> Self {
        vec![kind.into()]
    }
}

impl Problem {
    /// Returns the title of the problem, and the text that says how to fix it.
    pub fn title_and_help(&self, messages: &Messages) -> (String, String) {
        let (code, args) = (self.kind.code(), self.kind.args());
        (messages.text(code, &args), messages.text(&format!("{code}.help"), &args))
    }

    /// The number of problems that it represents; more than one for a count of dropped problems.
    pub fn count(&self) -> u64 {
        match self.kind {
            Kind::MoreErrors { count, .. } | Kind::MoreWarnings { count, .. } => count,
            _ => 1,
        }
    }

    /// Its file and the code of its kind.
    fn key(&self) -> Option<(&str, &'static str)> {
        self.place.as_ref().map(|place| (place.path.as_str(), self.kind.code()))
    }
}

/// The maximum number of problems of a kind that are kept for a file; the others are only counted. Nobody fixes more
/// before the next check. And the work on a register that lists every town of the country must not be the number of its
/// entries times the length of the file.
pub const MAX_PER_KIND: u64 = 50;

/// The problems found so far. Stages add to it; at the end of the run they are sorted and shown.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Problem>,
    /// The number of problems of each kind in each file. Results never depend on the order of the map.
    counts: HashMap<(String, &'static str), u64>,
}

impl From<Vec<Problem>> for Problems {
    fn from(list: Vec<Problem>) -> Self {
        let mut problems = Self::default();
        list.into_iter().for_each(|problem| problems.push(problem));
        problems
    }
}

impl Problems {
    /// Adds a problem at a place.
    pub fn add(&mut self, place: Place, kind: Kind) {
        self.push(Problem { place: Some(place), kind });
    }

    /// Adds a problem without a place, which is not about a file of the site.
    pub fn add_placeless(&mut self, kind: Kind) {
        self.push(kind.into());
    }

    /// Adds a problem. For a file and a kind, problems beyond the first [`MAX_PER_KIND`] are only counted.
    pub fn push(&mut self, problem: Problem) {
        if let Some(place) = &problem.place {
            let count = self.counts.entry((place.path.clone(), problem.kind.code())).or_default();
            *count += 1;
            if *count > MAX_PER_KIND {
                return;
            }
        }
        self.list.push(problem);
    }

    /// Whether another problem of this kind in this file would only be counted. Then its values need not be computed.
    pub fn is_full(&self, path: &str, code: &'static str) -> bool {
        self.counts.get(&(path.to_owned(), code)).is_some_and(|&count| count >= MAX_PER_KIND)
    }

    /// Appends problems that were collected separately, for example in another thread.
    pub fn append(&mut self, mut other: Problems) {
        self.list.append(&mut other.list);
        other.counts.into_iter().for_each(|(key, count)| *self.counts.entry(key).or_default() += count);
    }

    /// Appends copies of problems that are kept for later.
    pub fn extend(&mut self, other: &Problems) {
        self.append(other.clone());
    }

    /// Appends the problems of a text inside a file; `place` maps a range of the text to a place in the file.
    pub fn append_mapped(&mut self, inner: Problems, place: impl Fn(Span) -> Place) {
        let Self { list, mut counts } = inner;
        for Problem { place: at, kind } in list {
            let code = kind.code();
            let at = at.and_then(|at| at.span).unwrap_or(Span::line(1));
            self.add(place(at), kind);
            counts.entry((String::new(), code)).and_modify(|count| *count -= 1);
        }
        for ((_, code), count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            *self.counts.entry((place(Span::line(1)).path, code)).or_default() += count;
        }
    }

    /// The problems so far, in the order in which they were found.
    pub fn list(&self) -> &[Problem] {
        &self.list
    }

    /// Keeps only the problems for which `keep` is true.
    pub fn retain(&mut self, keep: impl FnMut(&Problem) -> bool) {
        self.list.retain(keep);
        // The count of dropped problems is removed with the last kept problem of its kind.
        let remaining: BTreeSet<(&str, &str)> = self.list.iter().filter_map(Problem::key).collect();
        self.counts.retain(|(path, code), _| remaining.contains(&(path.as_str(), *code)));
    }

    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|problem| problem.kind.severity() == Severity::Error)
    }

    /// Whether there is any problem, including warnings.
    pub fn has_any(&self) -> bool {
        !self.list.is_empty()
    }

    /// Returns the problems in the order of their places; those without a place come first. Problems that were only
    /// counted become one problem for each file and kind.
    pub fn into_sorted(mut self) -> Vec<Problem> {
        for problem in &self.list {
            if let Some((path, code)) = problem.key()
                && let Some(count) = self.counts.get_mut(&(path.to_owned(), code))
            {
                *count = count.saturating_sub(1);
            }
        }
        let severities: HashMap<&str, Severity> =
            self.list.iter().map(|problem| (problem.kind.code(), problem.kind.severity())).collect();
        let mut more: Vec<_> = self.counts.into_iter().filter(|(_, count)| *count > 0).collect();
        more.sort();
        self.list.extend(more.into_iter().map(|((path, code), count)| {
            let named = code.to_owned();
            let kind = match severities.get(code) {
                Some(Severity::Error) => Kind::MoreErrors { code: named, count },
                _ => Kind::MoreWarnings { code: named, count },
            };
            Problem { place: Some(Place::file(path)), kind }
        }));
        self.list.sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.kind.code().cmp(b.kind.code())));
        // Two stages may report the same problem at the same place; it is shown once.
        self.list.dedup();
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unused(path: &str, line: u32) -> Problem {
        Problem { place: Some(Place::at(path, Span::line(line))), kind: Kind::UnusedEntry { id: format!("a{line}") } }
    }

    #[test]
    fn problems_beyond_the_maximum_are_counted() {
        let mut problems = Problems::default();
        (1..=MAX_PER_KIND as u32 + 7).for_each(|line| problems.push(unused("a.yaml", line)));
        problems.push(unused("b.yaml", 1));
        assert!(problems.is_full("a.yaml", "unused-entry"));
        assert!(!problems.is_full("b.yaml", "unused-entry"));
        let sorted = problems.into_sorted();
        assert_eq!(sorted.len() as u64, MAX_PER_KIND + 2);
        assert_eq!(sorted[0].kind, Kind::MoreWarnings { code: "unused-entry".to_owned(), count: 7 });
        assert_eq!(sorted.iter().map(Problem::count).sum::<u64>(), MAX_PER_KIND + 8);
    }

    #[test]
    fn counts_are_mapped_and_removed_with_their_problems() {
        let mut inner = Problems::default();
        (1..=MAX_PER_KIND as u32 + 2).for_each(|line| inner.push(unused("", line)));
        let mut problems = Problems::default();
        problems.append_mapped(inner, |span| Place::at("a.md", Span { line: span.line + 10, ..span }));
        assert_eq!(problems.list()[0].place.as_ref().map(ToString::to_string), Some("a.md:11".to_owned()));
        let whole = problems.clone().into_sorted();
        assert_eq!(whole[0].kind, Kind::MoreWarnings { code: "unused-entry".to_owned(), count: 2 });
        problems.retain(|_| false);
        assert_eq!(problems.into_sorted(), []);
    }
}
