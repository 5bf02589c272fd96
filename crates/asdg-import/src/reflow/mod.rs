//! Reflow: joins the lines of a printed page into paragraphs.
//!
//! [`reflow`] is the entry point. A line continues in the next one unless something shows the end of a paragraph: a
//! full stop in a line with room for the next word, the mark of an item on the next line, an indent, a blank line. For
//! example, «… отремонтирован мост.» in the middle of the page width ends a paragraph, «… отремонтирован» at the right
//! margin does not. For a reader, a wrong join is a small fault, and a paragraph break inside a sentence a large one;
//! so doubtful lines are joined.

mod ends;
mod limits;
mod page;
mod sentences;
mod tables;

use super::document::{Block, Document, Line, Lines, Paragraph, SourceLocation};
use super::hyphens::Hyphens;
use super::questions::QuestionBeginnings;
pub(super) use ends::{ends_paragraph, is_department};
use page::{PageLayout, ParagraphState};
pub(super) use tables::join_tables_across_pages;

/// The joined lines, and what became of the hyphens at their ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LineJoins {
    /// The number of lines joined with the one before them.
    pub(super) lines: u32,
    /// The words whose hyphen at the end of a line was removed.
    pub(super) removed_hyphens: Vec<String>,
    /// The words whose hyphen at the end of a line was kept.
    pub(super) kept_hyphens: Vec<String>,
}

/// Joins lines into paragraphs, and lines in table cells into tables.
pub(super) fn reflow(lines: &Lines, questions: &QuestionBeginnings) -> (Document, LineJoins) {
    let mut joined = LineJoins::default();
    let mut document = Document::default();
    // All lines outside tables share one layout; the columns of a table have their own.
    let outside = lines.lines.iter().filter(|line| line.cell.is_none()).cloned().collect();
    let context = JoinContext::of(outside, lines.measured, questions);
    let table_of = |line: &Line| line.cell.map(|cell| cell.table);
    for chunk in lines.lines.chunk_by(|a, b| table_of(a) == table_of(b)) {
        match chunk.first().and_then(|line| line.cell) {
            Some(_) => document.blocks.push(Block::Table(tables::table(chunk, questions, &mut joined))),
            None => document.blocks.extend(join_lines(chunk, &context, &mut joined)),
        }
    }
    (document, joined)
}

/// What joining needs to know about all lines of a file, or of a column of a table.
struct JoinContext<'q> {
    hyphens: Hyphens,
    layout: PageLayout,
    questions: &'q QuestionBeginnings,
}

impl<'q> JoinContext<'q> {
    fn of(lines: Vec<Line>, measured: bool, questions: &'q QuestionBeginnings) -> Self {
        let hyphens = Hyphens::of(lines.iter().map(|line| &line.text));
        Self { hyphens, layout: PageLayout::measure(&Lines { lines, measured }), questions }
    }
}

/// Joins adjacent lines into paragraphs.
fn join_lines(lines: &[Line], context: &JoinContext<'_>, joined: &mut LineJoins) -> Vec<Block> {
    let JoinContext { hyphens, layout, questions } = context;
    let mut blocks = Vec::new();
    let mut state = ParagraphState::default();
    let mut current: Option<(SourceLocation, String)> = None;
    for (number, line) in lines.iter().enumerate() {
        let above = number.checked_sub(1).and_then(|number| lines.get(number));
        let rest = lines.get(number + 1..).unwrap_or_default();
        // A blank line ends a question, whether the line above it is full or not.
        let ends_question = |above: &Line| {
            let is_question = current.as_ref().is_some_and(|(_, text)| questions.matches(text));
            is_question && layout.has_blank_line(above, line) && !line.text.starts_with(char::is_lowercase)
        };
        let is_break = |above: &Line| layout.is_paragraph_break(above, line, rest, &state) || ends_question(above);
        let continues = above.is_some_and(|above| !is_break(above)) && !questions.matches(&line.text);
        match (&mut current, continues) {
            (Some((_, text)), true) => {
                joined.lines += 1;
                append_line(text, &line.text, hyphens, joined);
                state.extend(text, above.is_some_and(|above| layout.is_stretched(above)));
            }
            _ => {
                push_paragraph(current.take(), &mut blocks);
                state.start(&line.text);
                current = Some((line.at, line.text.clone()));
            }
        }
    }
    push_paragraph(current, &mut blocks);
    blocks
}

/// Joins lines without measures into paragraphs.
pub(super) fn reflow_text(
    lines: Vec<(SourceLocation, String)>,
    questions: &QuestionBeginnings,
    joined: &mut LineJoins,
) -> Vec<Block> {
    let lines = lines.into_iter().map(|(at, text)| Line::plain(at, 1, text));
    let (document, more) = reflow(&Lines { lines: lines.collect(), measured: false }, questions);
    let LineJoins { lines, removed_hyphens, kept_hyphens } = more;
    joined.lines += lines;
    joined.removed_hyphens.extend(removed_hyphens);
    joined.kept_hyphens.extend(kept_hyphens);
    document.blocks
}

fn push_paragraph(paragraph: Option<(SourceLocation, String)>, blocks: &mut Vec<Block>) {
    blocks.extend(paragraph.map(|(at, text)| Block::Paragraph(Paragraph::plain(at, text))));
}

/// Appends a line to a paragraph, after a space or a hyphen, or directly if it continues a divided word.
fn append_line(text: &mut String, line: &str, hyphens: &Hyphens, joined: &mut LineJoins) {
    let is_letter = |c: char| c.is_alphanumeric();
    let divided = text.strip_suffix(['-', '\u{ad}', '\u{2010}', '\u{2011}']).filter(|rest| rest.ends_with(is_letter));
    let is_digit = |c: char| c.is_ascii_digit();
    // "2024–" and "2026": a range.
    if text.strip_suffix('–').is_some_and(|rest| rest.ends_with(is_digit)) && line.starts_with(is_digit) {
        text.push_str(line);
        return;
    }
    let Some(rest) = divided.filter(|_| line.starts_with(is_letter)) else {
        text.push(' ');
        text.push_str(line);
        return;
    };
    let start = rest
        .rfind(|c: char| !(is_letter(c) || c == '-'))
        .map_or(0, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
    let first = rest[start..].to_owned();
    let second: String = line.chars().take_while(|&c| is_letter(c) || c == '-').collect();
    // "двух- и трёхкомнатные", with the line end after the hyphen.
    if matches!(&*second, "и" | "или" | "а" | "до" | "либо") {
        text.push(' ');
    } else if !text.ends_with('\u{ad}') && hyphens.is_kept(&first, second.split('-').next().unwrap_or_default()) {
        joined.kept_hyphens.push(format!("{first}-{second}"));
    } else {
        text.truncate(rest.len());
        joined.removed_hyphens.push(format!("{first}{second}"));
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_line_ends_a_question_that_fills_its_line() {
        let at = |number, gap, text: &str| Line { gap, ..Line::plain(SourceLocation::Line(number), 1, text) };
        let lines = vec![
            at(1, 0.0, "1. Информация о деятельности города Вымыслово в сфере выдумок в 2005 году"),
            at(3, 1.0, "В 2005 году открыт выдуманный мост."),
        ];
        let (document, _) = reflow(&Lines { lines, measured: false }, &QuestionBeginnings::default());
        assert_eq!(document.blocks.len(), 2);
    }
}
