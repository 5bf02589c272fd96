//! Draws a problem: the message, the line with a caret under the mistake, and how to fix it. annotate-snippets draws as
//! rustc and cargo do.

use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Place, Problem, Severity, Span};
use crate::fs;
use crate::messages::Messages;
use crate::work::steps;

/// How many characters of a long line are shown on each side of the caret; a paragraph is often one line.
const CONTEXT: usize = 50;

/// Draws problems. Keeps the last file, because problems of one file follow each other.
pub struct Viewer<'a> {
    site: &'a Path,
    messages: &'a Messages,
    styled: bool,
    file: Option<ShownFile>,
}

impl<'a> Viewer<'a> {
    /// For the problems of the site in a folder, in colour if `styled`.
    pub fn new(site: &'a Path, messages: &'a Messages, styled: bool) -> Self {
        Self { site, messages, styled, file: None }
    }

    /// Draws a problem, with the line it is about.
    pub fn show(&mut self, problem: &Problem) -> String {
        let (title, help) = problem.words(self.messages);
        let (level, name) = match problem.kind.severity() {
            Severity::Error => (Level::ERROR, self.messages.plain("level-error")),
            Severity::Warning => (Level::WARNING, self.messages.plain("level-warning")),
        };
        let shown = problem.place.as_ref().filter(|_| !problem.kind.hides_line());
        let excerpt = shown.and_then(|place| self.excerpt(place));

        let mut group = Group::with_title(level.with_name(name).primary_title(title));
        match (&problem.place, &excerpt) {
            (Some(place), Some(excerpt)) => {
                let snippet = Snippet::source(excerpt.text.as_str())
                    .line_start(excerpt.line)
                    .path(format!("{}:{}:{}", printable(&place.path), excerpt.line, excerpt.column))
                    .annotation(AnnotationKind::Primary.span(excerpt.marked.clone()));
                group = group.element(snippet);
            }
            (Some(place), None) => group = group.element(Origin::path(place_of(place))),
            (None, _) => {}
        }
        // The excerpt is already cut to a fitting width.
        let renderer = if self.styled { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.term_width(1000);
        if problem.place.is_none() {
            // Without an excerpt the library would still draw its bar between title and help.
            return format!("{}\n = {help}", renderer.render(&[group]));
        }
        let drawn = renderer.render(&[group.element(Level::NOTE.no_name().message(help))]);
        match &excerpt {
            // The library would count the column from the start of the shortened line. So it gets the right place as
            // the path, and the column that it appends is removed.
            Some(excerpt) => drop_added_column(&drawn, excerpt),
            None => drawn,
        }
    }

    /// The line of a place; `None` if there is none to show.
    fn excerpt(&mut self, place: &Place) -> Option<Excerpt> {
        let span = place.span?;
        if self.file.as_ref().is_none_or(|file| file.path != place.path) {
            self.file = Some(ShownFile::read(self.site, &place.path));
        }
        let line = self.file.as_ref()?.line(span.line)?;
        Some(Excerpt::cut(line.trim_start_matches('\u{feff}'), span))
    }
}

/// A file whose lines are shown.
struct ShownFile {
    path: String,
    text: String,
    /// The byte at which each line begins.
    starts: Vec<usize>,
}

impl ShownFile {
    /// Reads a file; one that cannot be read has no lines.
    fn read(site: &Path, path: &str) -> Self {
        let bytes = fs::read(&site.join(path)).unwrap_or_default();
        steps(bytes.len());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut starts = if text.is_empty() { Vec::new() } else { vec![0] };
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1).filter(|&start| start < text.len()));
        Self { path: path.to_owned(), text, starts }
    }

    /// The line with a number, which counts from 1.
    fn line(&self, number: u32) -> Option<&str> {
        let start = *self.starts.get((number as usize).checked_sub(1)?)?;
        self.text[start..].lines().next()
    }
}

/// A path without control characters, which a terminal would execute.
fn printable(path: &str) -> String {
    path.replace(char::is_control, "\u{fffd}")
}

/// The place of a problem whose line cannot be shown, such as one in the built-in theme.
fn place_of(place: &Place) -> String {
    match place.span {
        Some(Span { line, column, .. }) => format!("{}:{line}:{column}", printable(&place.path)),
        None => printable(&place.path),
    }
}

/// Removes the line and column that the library appends to the path.
fn drop_added_column(drawn: &str, excerpt: &Excerpt) -> String {
    let shown = excerpt.text[..excerpt.marked.start].chars().count() + 1;
    let ours = format!(":{}:{}", excerpt.line, excerpt.column);
    drawn.replacen(&format!("{ours}:{}:{shown}", excerpt.line), &ours, 1)
}

/// The part of a line that is shown.
struct Excerpt {
    line: usize,
    column: u32,
    text: String,
    /// The bytes of `text` that the carets mark.
    marked: Range<usize>,
}

impl Excerpt {
    /// Shortens a line to the part around the span.
    fn cut(line: &str, span: Span) -> Self {
        // Of a line as long as a file only the part around the span is decoded.
        let start = (span.column as usize).saturating_sub(1);
        let from = start.saturating_sub(CONTEXT);
        let length = span.length as usize;
        let behind = length.min(CONTEXT) + CONTEXT;
        let part: Vec<char> = line.chars().skip(from).take(start - from + behind + 1).collect();
        let start = (start - from).min(part.len());
        let to = (start + behind).min(part.len());
        let end = (start + length).min(to);
        let before: String = part[..start].iter().collect();
        let inside: String = part[start..end].iter().collect();
        let after: String = part[end..to].iter().collect();
        let head = if from > 0 { "…" } else { "" };
        let tail = if to < part.len() { "…" } else { "" };
        let marked = head.len() + before.len()..head.len() + before.len() + inside.len();
        Self {
            line: span.line as usize,
            column: span.column,
            text: format!("{head}{before}{inside}{after}{tail}"),
            marked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_the_caret() {
        let line = format!("{}цель{}", "а".repeat(200), "б".repeat(200));
        let excerpt = Excerpt::cut(&line, Span { line: 3, column: 201, length: 4 });
        assert_eq!(&excerpt.text[excerpt.marked.clone()], "цель");
        assert_eq!(excerpt.text.chars().count(), 1 + CONTEXT + 4 + CONTEXT + 1);
    }

    #[test]
    fn a_file_is_read_once_for_all_its_problems() {
        let folder = tempfile::tempdir().unwrap();
        let messages = Messages::new(crate::language::Language::English);
        crate::work::grows_in_step(200, |size| {
            let text: String = (0..size).map(|number| format!("entry-{number}:\n")).collect();
            crate::fs::write(&folder.path().join("topics.yaml"), text.as_bytes()).unwrap();
            let mut viewer = Viewer::new(folder.path(), &messages, false);
            for line in 1..=size as u32 {
                let kind = crate::problem::Kind::UnusedEntry { id: "a".to_owned() };
                let problem = Problem { place: Some(Place::at("topics.yaml", Span::line(line))), kind };
                assert!(viewer.show(&problem).contains(&format!("topics.yaml:{line}:1")));
            }
        });
    }

    #[test]
    fn a_path_cannot_command_the_terminal() {
        let messages = Messages::new(crate::language::Language::English);
        let kind = crate::problem::Kind::MisplacedFile;
        let problem = Problem { place: Some(Place::file("content/a\u{1b}]0;b\u{7}.md")), kind };
        assert!(!Viewer::new(Path::new(""), &messages, false).show(&problem).contains(['\u{1b}', '\u{7}']));
    }
}
