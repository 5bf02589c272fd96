//! Proof: nothing was lost and nothing was added.
//!
//! The letters and digits of the source are compared, in order, with those that the program's reader finds in the
//! *written* response, and with those that were taken off. [`compare`] finds the first difference; a file with one is
//! not written.

use super::document::{Aside, Block, Document, Lines, Paragraph, Where};
use asdg_base::markdown::{self, Document as Read};
use asdg_base::prose::{self, Inline, ListStyle};
use asdg_russian::is_letter_or_digit;
use asdg_russian::normal::composed;

/// The letters and digits of a text, and the signs that Markdown might swallow or leave over. Asterisks are not counted, since
/// they are typed as bullets.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    let counts = |&c: &char| is_letter_or_digit(c) || matches!(c, '_' | '\\' | '`' | '<' | '[' | ']' | '#' | '|');
    let letters: Vec<char> = composed(text).chars().filter(counts).collect();
    letters.into_iter()
}

/// The letters of all lines.
pub(super) fn of_lines(lines: &Lines) -> String {
    lines.lines.iter().flat_map(|line| letters(&line.text)).collect()
}

/// The letters of a document, with the numbers and letters that a word processor sets in front of items.
pub(super) fn of_document(document: &Document) -> String {
    let mut out = String::new();
    of_blocks(&document.blocks, &mut out);
    out
}

fn of_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => of_paragraph(paragraph, out),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| of_blocks(cell, out)),
        }
    }
}

fn of_paragraph(paragraph: &Paragraph, out: &mut String) {
    // A mark without a text goes with its paragraph.
    if paragraph.is_empty() {
        return;
    }
    out.extend(letters(&paragraph.shown()));
}

/// A response that was written, read back: the letters of each answer, in the order of the file.
pub(super) fn read_back(markdown: &str) -> Vec<String> {
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
            of_prose(&section.prose.blocks, answer);
        }
    }
    answers
}

fn of_prose(blocks: &[prose::Block], out: &mut String) {
    for block in blocks {
        match block {
            prose::Block::Paragraph(content) | prose::Block::Plain(content) | prose::Block::Heading { content, .. } => {
                of_inlines(content, out);
            }
            prose::Block::List { style, items } => {
                for (number, item) in (0..).zip(items) {
                    if let ListStyle::Numbers(first) = style {
                        out.push_str(&(first + number).to_string());
                    }
                    of_prose(item, out);
                }
            }
            prose::Block::Quote(blocks) => of_prose(blocks, out),
            prose::Block::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    of_inlines(cell, out);
                }
            }
            prose::Block::Code(code) => out.extend(letters(code)),
            prose::Block::Figure { .. } | prose::Block::Rule => {}
        }
    }
}

fn of_inlines(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.extend(letters(text)),
            Inline::Styled(_, content) | Inline::Link { content, .. } => of_inlines(content, out),
            Inline::Picture { .. } | Inline::Break => {}
        }
    }
}

/// A part of the source: its place there, and its letters as the response or the list of what was left out has them.
#[derive(Debug, Clone)]
pub(super) struct SourceSpan {
    /// Where it begins.
    pub(super) at: Where,
    /// The order of parts that begin in the same place.
    pub(super) order: u32,
    /// Its letters.
    pub(super) letters: String,
}

impl SourceSpan {
    /// A paragraph that was not split, with the number or bullet that the word processor shows in front of it.
    pub(super) fn of_paragraph(paragraph: &Paragraph) -> Self {
        let mut letters = String::new();
        of_paragraph(paragraph, &mut letters);
        Self { at: paragraph.at, order: 0, letters }
    }

    /// A part that was left out.
    pub(super) fn of_aside(aside: &Aside, order: u32) -> Self {
        Self { at: aside.at, order, letters: letters(&aside.text).collect() }
    }
}

/// The first difference between a source and its response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// The letters of the source, from a little before the difference.
    pub(super) source: String,
    /// The letters of the response from there.
    pub(super) response: String,
}

/// Compares the letters of a source with those of its parts, in the order of the source.
pub(super) fn compare(source: &str, mut parts: Vec<SourceSpan>) -> Option<Difference> {
    parts.sort_by_key(|part| (part.at, part.order));
    let all: String = parts.into_iter().map(|part| part.letters).collect();
    if all == source {
        return None;
    }
    let same = source.chars().zip(all.chars()).take_while(|(a, b)| a == b).count();
    let from = same.saturating_sub(20);
    let excerpt = |text: &str| text.chars().skip(from).take(50).collect();
    Some(Difference { source: excerpt(source), response: excerpt(&all) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Where;

    #[test]
    fn what_is_lost_or_added_is_shown_with_what_stands_before_it() {
        let part = |line, letters: &str| SourceSpan { at: Where::Line(line), order: 0, letters: letters.into() };
        assert_eq!(compare("абвгд", vec![part(2, "вгд"), part(1, "аб")]), None);
        let difference = compare("абвгд", vec![part(1, "абгд")]).unwrap();
        assert_eq!((difference.source.as_str(), difference.response.as_str()), ("абвгд", "абгд"));
    }

    #[test]
    fn a_response_is_read_back_with_the_numbers_of_its_lists() {
        let read = read_back(
            "## 1. Итоги\n\n### Дом\n\n2. раз\n3. два\n\n- а) три\n\n## 2. Планы\n\n| я | ю |\n|---|---|\n| э | 1\\*2 |\n",
        );
        assert_eq!(read, ["Дом2раз3дваатри", "яюэ12"]);
    }
}
