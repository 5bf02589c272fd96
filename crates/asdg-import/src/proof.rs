//! Proof: checks that the import lost and added nothing.
//!
//! [`compare`] compares the letters and digits of the source, in order, with those that the program's reader finds in
//! the *written* response and with those of the removed parts. It returns the first difference; then the import of the
//! file fails.

use super::document::{Aside, Block, Document, Lines, Paragraph, SourceLocation};
use asdg_base::markdown::{self, Document as Read};
use asdg_base::prose::{self, Inline, ListStyle};
use asdg_russian::is_letter_or_digit;
use asdg_russian::normal::composed;

/// The letters and digits of a text, and the signs that Markdown might lose or leave. Asterisks are excluded, since
/// people type them as bullets.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    let is_compared = |&c: &char| is_letter_or_digit(c) || matches!(c, '_' | '\\' | '`' | '<' | '[' | ']' | '#' | '|');
    let letters: Vec<char> = composed(text).chars().filter(is_compared).collect();
    letters.into_iter()
}

/// The letters of all lines.
pub(super) fn letters_of_lines(lines: &Lines) -> String {
    lines.lines.iter().flat_map(|line| letters(&line.text)).collect()
}

/// The letters of a document, including the numbers and letters that the word processor displays before items.
pub(super) fn letters_of_document(document: &Document) -> String {
    let mut out = String::new();
    append_blocks(&document.blocks, &mut out);
    out
}

fn append_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => append_paragraph(paragraph, out),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| append_blocks(cell, out)),
        }
    }
}

fn append_paragraph(paragraph: &Paragraph, out: &mut String) {
    // An empty paragraph is dropped together with its mark.
    if paragraph.is_empty() {
        return;
    }
    out.extend(letters(&paragraph.text_with_marks()));
}

/// Reads a written response back, and returns the letters of each answer in the order of the file.
pub(super) fn letters_of_answers(markdown: &str) -> Vec<String> {
    let Read { sections, problems: _ } = markdown::read(markdown, 1);
    let mut answers: Vec<String> = Vec::new();
    for section in sections {
        match &section.heading {
            Some(heading) if heading.level <= 2 => answers.push(String::new()),
            Some(heading) => {
                if let Some(answer) = answers.last_mut() {
                    answer.extend(letters(&heading.text));
                }
            }
            None => {}
        }
        if let Some(answer) = answers.last_mut() {
            append_prose(&section.prose.blocks, answer);
        }
    }
    answers
}

fn append_prose(blocks: &[prose::Block], out: &mut String) {
    for block in blocks {
        match block {
            prose::Block::Paragraph(content) | prose::Block::Plain(content) | prose::Block::Heading { content, .. } => {
                append_inlines(content, out);
            }
            prose::Block::List { style, items } => {
                for (number, item) in (0..).zip(items) {
                    if let ListStyle::Numbers(first) = style {
                        out.push_str(&(first + number).to_string());
                    }
                    append_prose(item, out);
                }
            }
            prose::Block::Quote(blocks) => append_prose(blocks, out),
            prose::Block::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    append_inlines(cell, out);
                }
            }
            prose::Block::Code(code) => out.extend(letters(code)),
            prose::Block::Figure { .. } | prose::Block::Rule => {}
        }
    }
}

fn append_inlines(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.extend(letters(text)),
            Inline::Styled(_, content) | Inline::Link { content, .. } => append_inlines(content, out),
            Inline::Picture { .. } | Inline::Break => {}
        }
    }
}

/// A part of the source: its place, and its letters as they are in the response or in the list of removed texts.
#[derive(Debug, Clone)]
pub(super) struct SourceSpan {
    /// Its start in the source.
    pub(super) at: SourceLocation,
    /// The order of spans with the same start.
    pub(super) order: u32,
    /// Its letters.
    pub(super) letters: String,
}

impl SourceSpan {
    /// The span of a whole paragraph, with the number or letter that the word processor displays before it.
    pub(super) fn of_paragraph(paragraph: &Paragraph) -> Self {
        let mut letters = String::new();
        append_paragraph(paragraph, &mut letters);
        Self { at: paragraph.at, order: 0, letters }
    }

    /// The span of a removed text.
    pub(super) fn of_aside(aside: &Aside, order: u32) -> Self {
        Self { at: aside.at, order, letters: letters(&aside.text).collect() }
    }
}

/// The first difference between a source and its response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// The letters of the source, from 20 before the difference.
    pub(super) source: String,
    /// The letters of the response, from the same position.
    pub(super) response: String,
}

/// Compares the letters of a source with those of its spans, in the order of the source.
pub(super) fn compare(source: &str, mut spans: Vec<SourceSpan>) -> Option<Difference> {
    spans.sort_by_key(|span| (span.at, span.order));
    let imported: String = spans.into_iter().map(|span| span.letters).collect();
    if imported == source {
        return None;
    }
    let common = source.chars().zip(imported.chars()).take_while(|(a, b)| a == b).count();
    let from = common.saturating_sub(20);
    let excerpt = |text: &str| text.chars().skip(from).take(50).collect();
    Some(Difference { source: excerpt(source), response: excerpt(&imported) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceLocation;

    #[test]
    fn a_difference_is_shown_with_the_letters_before_it() {
        let span =
            |line, letters: &str| SourceSpan { at: SourceLocation::Line(line), order: 0, letters: letters.into() };
        assert_eq!(compare("абвгд", vec![span(2, "вгд"), span(1, "аб")]), None);
        let difference = compare("абвгд", vec![span(1, "абгд")]).unwrap();
        assert_eq!((difference.source.as_str(), difference.response.as_str()), ("абвгд", "абгд"));
    }

    #[test]
    fn a_response_is_read_back_with_the_numbers_of_its_lists() {
        let answers = letters_of_answers(
            "## 1. Итоги\n\n### Дом\n\n2. раз\n3. два\n\n- а) три\n\n## 2. Планы\n\n| я | ю |\n|---|---|\n| э | 1\\*2 |\n",
        );
        assert_eq!(answers, ["Дом2раз3дваатри", "яюэ12"]);
    }
}
