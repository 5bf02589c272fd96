//! Reflow: joins the lines of a printed page into paragraphs.
//!
//! A line continues in the next one unless something shows the end of a paragraph: a full stop in a line with room for
//! the next word, the mark of an item on the next line, an indent, a blank line. For example, «… отремонтирован мост.»
//! in the middle of the page width ends a paragraph, «… отремонтирован» at the right margin does not. A wrong join is a
//! small fault for a reader, a paragraph break inside a sentence a large one; so doubtful lines are joined.

mod ends;
mod limits;
mod page;
mod sentences;
mod tables;

use super::document::{Block, Document, Line, Lines, Paragraph, Where};
use super::hyphens::Hyphens;
use super::questions::Beginnings;
pub(super) use ends::{ends_paragraph, is_department};
use page::{Page, State};
pub(super) use tables::over_pages;

/// What was mended on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Joined {
    /// How many lines were joined with the one before them.
    pub(super) lines: u32,
    /// The words whose hyphen at the line's end went.
    pub(super) undone: Vec<String>,
    /// The words whose hyphen at the line's end stayed.
    pub(super) kept: Vec<String>,
}

/// Makes paragraphs of lines, and tables of those that stand in cells.
pub(super) fn reflow(lines: &Lines, questions: &Beginnings) -> (Document, Joined) {
    let mut joined = Joined::default();
    let mut document = Document::default();
    // The measures are those of all pages, but the columns of a table have their own.
    let outside = lines.lines.iter().filter(|line| line.cell.is_none()).cloned().collect();
    let whole = Surroundings::of(outside, lines.measured, questions);
    let table_of = |line: &Line| line.cell.map(|cell| cell.table);
    for stretch in lines.lines.chunk_by(|a, b| table_of(a) == table_of(b)) {
        match stretch.first().and_then(|line| line.cell) {
            Some(_) => document.blocks.push(Block::Table(tables::table(stretch, questions, &mut joined))),
            None => document.blocks.extend(flow(stretch, &whole, &mut joined)),
        }
    }
    (document, joined)
}

/// What is known of the lines around those that are joined.
struct Surroundings<'q> {
    hyphens: Hyphens,
    page: Page,
    questions: &'q Beginnings,
}

impl<'q> Surroundings<'q> {
    fn of(lines: Vec<Line>, measured: bool, questions: &'q Beginnings) -> Self {
        let hyphens = Hyphens::learn(lines.iter().map(|line| &line.text));
        Self { hyphens, page: Page::measure(&Lines { lines, measured }), questions }
    }
}

/// The paragraphs of some of a file's lines.
fn flow(lines: &[Line], around: &Surroundings<'_>, joined: &mut Joined) -> Vec<Block> {
    let Surroundings { hyphens, page, questions } = around;
    let mut blocks = Vec::new();
    let mut state = State::default();
    let mut current: Option<(Where, String)> = None;
    for (number, line) in lines.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|number| lines.get(number));
        let rest = lines.get(number + 1..).unwrap_or_default();
        // A blank line ends a question, whether the line above it is full or not.
        let ends_question = |before: &Line| {
            let asked = current.as_ref().is_some_and(|(_, text)| questions.is_begun_by(text));
            asked && page.has_blank_line(before, line) && !line.text.starts_with(char::is_lowercase)
        };
        let breaks = |before: &Line| page.breaks(before, line, rest, &state) || ends_question(before);
        let goes_on = before.is_some_and(|before| !breaks(before)) && !questions.is_begun_by(&line.text);
        match (&mut current, goes_on) {
            (Some((_, text)), true) => {
                joined.lines += 1;
                append(text, &line.text, hyphens, joined);
                state.go_on(text, before.is_some_and(|before| page.is_stretched(before)));
            }
            _ => {
                finish(current.take(), &mut blocks);
                state.begin(&line.text);
                current = Some((line.at, line.text.clone()));
            }
        }
    }
    finish(current, &mut blocks);
    blocks
}

/// The paragraphs of lines of which only the text is known.
pub(super) fn paragraphs(lines: Vec<(Where, String)>, questions: &Beginnings, joined: &mut Joined) -> Vec<Block> {
    let lines = lines.into_iter().map(|(at, text)| Line::plain(at, 1, text));
    let (document, more) = reflow(&Lines { lines: lines.collect(), measured: false }, questions);
    let Joined { lines, undone, kept } = more;
    joined.lines += lines;
    joined.undone.extend(undone);
    joined.kept.extend(kept);
    document.blocks
}

fn finish(paragraph: Option<(Where, String)>, blocks: &mut Vec<Block>) {
    blocks.extend(paragraph.map(|(at, text)| Block::Paragraph(Paragraph::plain(at, text))));
}

/// Appends a line, with a blank or with what becomes of a hyphen.
fn append(text: &mut String, line: &str, hyphens: &Hyphens, joined: &mut Joined) {
    let is_letter = |c: char| c.is_alphanumeric();
    let word_end = text.strip_suffix(['-', '\u{ad}', '\u{2010}', '\u{2011}']).filter(|rest| rest.ends_with(is_letter));
    let is_digit = |c: char| c.is_ascii_digit();
    // "2024–" and "2026": a range.
    if text.strip_suffix('–').is_some_and(|rest| rest.ends_with(is_digit)) && line.starts_with(is_digit) {
        text.push_str(line);
        return;
    }
    let Some(rest) = word_end.filter(|_| line.starts_with(is_letter)) else {
        text.push(' ');
        text.push_str(line);
        return;
    };
    let start = rest
        .rfind(|c: char| !(is_letter(c) || c == '-'))
        .map_or(0, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
    let first = rest[start..].to_owned();
    let second: String = line.chars().take_while(|&c| is_letter(c) || c == '-').collect();
    // "двух- и трёхкомнатные" at a line's end.
    if matches!(&*second, "и" | "или" | "а" | "до" | "либо") {
        text.push(' ');
    } else if !text.ends_with('\u{ad}') && hyphens.belongs(&first, second.split('-').next().unwrap_or_default()) {
        joined.kept.push(format!("{first}-{second}"));
    } else {
        text.truncate(rest.len());
        joined.undone.push(format!("{first}{second}"));
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_line_ends_a_question_that_fills_its_line() {
        let at = |number, gap, text: &str| Line { gap, ..Line::plain(Where::Line(number), 1, text) };
        let lines = vec![
            at(1, 0.0, "1. Информация о деятельности города Вымыслово в сфере выдумок в 2005 году"),
            at(3, 1.0, "В 2005 году открыт выдуманный мост."),
        ];
        let (document, _) = reflow(&Lines { lines, measured: false }, &Beginnings::default());
        assert_eq!(document.blocks.len(), 2);
    }
}
