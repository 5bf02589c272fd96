//! Draws a problem: the message, the source line with carets under the mistake, and how to fix it. annotate-snippets
//! draws it as rustc and cargo do.

use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Place, Problem, Severity, Span};
use crate::fs;
use crate::messages::Messages;
use crate::work::steps;

/// The number of characters of a long line that are shown on each side of the carets; a paragraph is often one line.
const CONTEXT_WIDTH: usize = 50;

/// Draws problems. Caches the last file, because the problems of a file come one after the other.
pub struct Viewer<'a> {
    site: &'a Path,
    messages: &'a Messages,
    styled: bool,
    file: Option<SourceFile>,
}

impl<'a> Viewer<'a> {
    /// Creates a viewer for the problems of the site in a folder; it draws in colour if `styled`.
    pub fn new(site: &'a Path, messages: &'a Messages, styled: bool) -> Self {
        Self { site, messages, styled, file: None }
    }

    /// Draws a problem, with its source line.
    pub fn show(&mut self, problem: &Problem) -> String {
        let (title, help) = problem.title_and_help(self.messages);
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
                    .path(format!("{}:{}:{}", without_control_characters(&place.path), excerpt.line, excerpt.column))
                    .annotation(AnnotationKind::Primary.span(excerpt.marked.clone()));
                group = group.element(snippet);
            }
            (Some(place), None) => group = group.element(Origin::path(format_place(place))),
            (None, _) => {}
        }
        // The excerpt is already short, so the library must not cut it.
        let renderer = if self.styled { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.term_width(1000);
        if problem.place.is_none() {
            // Without a place the library would still draw its bar between title and help.
            return format!("{}\n = {help}", renderer.render(&[group]));
        }
        let drawn = renderer.render(&[group.element(Level::NOTE.no_name().message(help))]);
        match &excerpt {
            // The library counts the column from the start of the excerpt. So the path that it gets already ends with
            // the correct place, and the place that it appends is removed.
            Some(excerpt) => remove_appended_column(&drawn, excerpt),
            None => drawn,
        }
    }

    /// Returns the excerpt of the line at a place; `None` if it cannot be shown.
    fn excerpt(&mut self, place: &Place) -> Option<Excerpt> {
        let span = place.span?;
        if self.file.as_ref().is_none_or(|file| file.path != place.path) {
            self.file = Some(SourceFile::read(self.site, &place.path));
        }
        let line = self.file.as_ref()?.line(span.line)?;
        Some(Excerpt::cut(line.trim_start_matches('\u{feff}'), span))
    }
}

/// A file whose lines are shown with problems.
struct SourceFile {
    path: String,
    text: String,
    /// The byte at which each line begins.
    starts: Vec<usize>,
}

impl SourceFile {
    /// Reads a file; a file that cannot be read has no lines.
    fn read(site: &Path, path: &str) -> Self {
        let bytes = fs::read(&site.join(path)).unwrap_or_default();
        steps(bytes.len());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut starts = if text.is_empty() { Vec::new() } else { vec![0] };
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1).filter(|&start| start < text.len()));
        Self { path: path.to_owned(), text, starts }
    }

    /// Returns the line with this number; the first is 1.
    fn line(&self, number: u32) -> Option<&str> {
        let start = *self.starts.get((number as usize).checked_sub(1)?)?;
        self.text[start..].lines().next()
    }
}

/// Replaces the control characters of a path, which a terminal would execute.
fn without_control_characters(path: &str) -> String {
    path.replace(char::is_control, "\u{fffd}")
}

/// Formats the place of a problem whose line cannot be shown, such as one in the built-in theme.
fn format_place(place: &Place) -> String {
    match place.span {
        Some(Span { line, column, .. }) => format!("{}:{line}:{column}", without_control_characters(&place.path)),
        None => without_control_characters(&place.path),
    }
}

/// Removes the line and column that the library appended to the path.
fn remove_appended_column(drawn: &str, excerpt: &Excerpt) -> String {
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
        // Decode only the part around the span, because a line may be as long as the file.
        let start = (span.column as usize).saturating_sub(1);
        let from = start.saturating_sub(CONTEXT_WIDTH);
        let length = span.length as usize;
        let after_start = length.min(CONTEXT_WIDTH) + CONTEXT_WIDTH;
        let part: Vec<char> = line.chars().skip(from).take(start - from + after_start + 1).collect();
        let start = (start - from).min(part.len());
        let to = (start + after_start).min(part.len());
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
        assert_eq!(excerpt.text.chars().count(), 1 + CONTEXT_WIDTH + 4 + CONTEXT_WIDTH + 1);
    }

    #[test]
    fn a_file_is_read_once_for_all_its_problems() {
        let folder = crate::fs::double::temporary_folder().unwrap();
        let messages = Messages::new(crate::language::Language::English);
        crate::work::assert_linear_growth(200, |size| {
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
    fn control_characters_of_a_path_do_not_reach_the_terminal() {
        let messages = Messages::new(crate::language::Language::English);
        let kind = crate::problem::Kind::MisplacedFile;
        let problem = Problem { place: Some(Place::file("content/a\u{1b}]0;b\u{7}.md")), kind };
        assert!(!Viewer::new(Path::new(""), &messages, false).show(&problem).contains(['\u{1b}', '\u{7}']));
    }
}
