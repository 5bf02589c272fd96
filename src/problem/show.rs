//! Draws a problem: what is wrong, the line it is about with a caret, and a way out.

use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::wording::Messages;
use super::{Place, Problem, Severity, Span};
use crate::fs;

/// How many characters of a long line are shown to each side of the caret: a paragraph is often one line.
const CONTEXT: usize = 50;

/// Draws `problem`, in colour when `styled`. The line it is about is read from the file under `site`.
pub fn show(problem: &Problem, site: &Path, messages: &Messages, styled: bool) -> String {
    let (title, help) = problem.words(messages);
    let (level, name) = match problem.kind.severity() {
        Severity::Error => (Level::ERROR, messages.plain("level-error")),
        Severity::Warning => (Level::WARNING, messages.plain("level-warning")),
    };
    let excerpt = problem.place.as_ref().and_then(|place| Excerpt::read(place, site));

    let mut group = Group::with_title(level.with_name(name).primary_title(title));
    match (&problem.place, &excerpt) {
        (Some(place), Some(excerpt)) => {
            let snippet = Snippet::source(excerpt.text.as_str())
                .line_start(excerpt.line)
                .path(format!("{}:{}:{}", place.path, excerpt.line, excerpt.column))
                .annotation(AnnotationKind::Primary.span(excerpt.marked.clone()));
            group = group.element(snippet);
        }
        (Some(place), None) => group = group.element(Origin::path(place_of(place))),
        (None, _) => {}
    }
    // The excerpt is cut to measure already.
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(1000);
    if problem.place.is_none() {
        // Between a title and a way out alone the library would draw the bar of an excerpt.
        return format!("{}\n = {help}", renderer.render(&[group]));
    }
    let drawn = renderer.render(&[group.element(Level::NOTE.no_name().message(help))]);
    match &excerpt {
        // The library would count the column from the start of the cut line, so the place is given ready-made and what it adds is taken off.
        Some(excerpt) => drop_added_column(&drawn, excerpt),
        None => drawn,
    }
}

/// The place of a problem whose line cannot be shown, such as one in a theme inside the program.
fn place_of(place: &Place) -> String {
    match place.span {
        Some(Span { line, column, .. }) => format!("{}:{line}:{column}", place.path),
        None => place.path.clone(),
    }
}

/// Takes the line and column off that the library puts behind the ready-made place.
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
    /// The bytes of `text` that the caret points at.
    marked: Range<usize>,
}

impl Excerpt {
    /// Reads the line of a place; `None` when there is none to show.
    fn read(place: &Place, site: &Path) -> Option<Self> {
        let span = place.span?;
        let bytes = fs::read(&site.join(&place.path)).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let line = text.lines().nth((span.line as usize).saturating_sub(1))?;
        Some(Self::cut(line.trim_start_matches('\u{feff}'), span))
    }

    /// Cuts a line to what lies around the span.
    fn cut(line: &str, span: Span) -> Self {
        let chars: Vec<char> = line.chars().collect();
        let start = (span.column as usize).saturating_sub(1).min(chars.len());
        let end = (start + span.length as usize).min(chars.len()).max(start);
        let from = start.saturating_sub(CONTEXT);
        let to = (end.min(start + CONTEXT) + CONTEXT).min(chars.len());
        let before: String = chars[from..start].iter().collect();
        let inside: String = chars[start..end.min(to)].iter().collect();
        let after: String = chars[end.min(to)..to].iter().collect();
        let head = if from > 0 { "…" } else { "" };
        let tail = if to < chars.len() { "…" } else { "" };
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
}
