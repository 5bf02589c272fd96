//! Clean: removes from paragraphs what only shaped the page or was typed by accident: repeated spaces, tabs, soft
//! hyphens, invisible and control characters, a space after the hyphen of a name. [`clean`] changes no visible
//! character.

use super::document::{Block, Document, Paragraph, Run, Style};
use super::questions::QuestionBeginnings;
use super::reflow::ends_paragraph;
use super::{marks, reflow};
use asdg_russian::normal::{composed, joins_emoji};
use asdg_russian::{is_invisible, is_letter, is_russian_letter};

/// The corrections, and the words that an editor should check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CleanReport {
    /// How often several spaces became one.
    pub(super) spaces: u32,
    /// The number of removed invisible and control characters.
    pub(super) invisible: u32,
    /// The number of removed spaces after hyphens.
    pub(super) spaces_after_hyphens: u32,
    /// The words with both Russian and Latin letters.
    pub(super) mixed_words: Vec<String>,
}

/// Cleans all paragraphs, including those in tables, and drops empty ones.
pub(super) fn clean(document: Document) -> (Document, CleanReport) {
    let mut report = CleanReport::default();
    let Document { blocks, asides, pictures } = document;
    let blocks = clean_blocks(blocks, &mut report);
    (Document { blocks, asides, pictures }, report)
}

fn clean_blocks(blocks: Vec<Block>, report: &mut CleanReport) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let parts = split_at_breaks(paragraph).into_iter().map(|part| clean_paragraph(part, report));
                out.extend(parts.filter(|part| !part.is_empty()).map(Block::Paragraph));
            }
            Block::Table(mut table) => {
                for cell in table.rows.iter_mut().flatten() {
                    *cell = clean_blocks(std::mem::take(cell), report);
                }
                out.push(Block::Table(table));
            }
        }
    }
    out
}

/// Splits a paragraph at line breaks that were typed instead of a new paragraph.
fn split_at_breaks(paragraph: Paragraph) -> Vec<Paragraph> {
    if !paragraph.runs.contains(&Run::Break) {
        return vec![paragraph];
    }
    let Paragraph { at, style, mut runs } = paragraph;
    // The number of an item belongs to its first line with content.
    let has_content = |run: &Run| match run {
        Run::Text { text, .. } => !text.trim().is_empty(),
        Run::Picture(_) => true,
        Run::Break => false,
    };
    runs.drain(..runs.iter().position(has_content).unwrap_or(0));
    let mut parts = vec![Paragraph { at, style, runs: Vec::new() }];
    let texts: Vec<String> = runs.split(|run| *run == Run::Break).map(text_of).collect();
    for (number, line) in runs.split(|run| *run == Run::Break).enumerate() {
        let above =
            number.checked_sub(1).and_then(|above| texts.get(above)).map(|text| text.trim()).unwrap_or_default();
        let line_text = texts.get(number).map(|text| text.trim()).unwrap_or_default();
        let is_new_paragraph = above.is_empty()
            || line_text.is_empty()
            || marks::parse_mark(line_text).is_some()
            || ends_paragraph(above, line_text);
        match parts.last_mut() {
            Some(part) if !is_new_paragraph => {
                let next = if line_text.starts_with(char::is_lowercase) { space() } else { Run::Break };
                part.runs.push(next);
                part.runs.extend_from_slice(line);
            }
            // Text after the first line of an item is a paragraph below the item.
            _ if number > 0 => parts.push(Paragraph { at, style: Style::Body, runs: line.to_vec() }),
            Some(part) => part.runs.extend_from_slice(line),
            None => {}
        }
    }
    parts
}

/// A run with one space.
fn space() -> Run {
    Run::Text { text: " ".to_owned(), format: Default::default(), link: None }
}

/// The text of runs without breaks.
fn text_of(runs: &[Run]) -> String {
    runs.iter().filter_map(|run| if let Run::Text { text, .. } = run { Some(text.as_str()) } else { None }).collect()
}

fn clean_paragraph(paragraph: Paragraph, report: &mut CleanReport) -> Paragraph {
    let Paragraph { at, style, runs } = paragraph;
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    // The last character that was kept, so that spaces are merged across runs.
    let mut last = '\n';
    for run in runs {
        match run {
            Run::Text { text, format, link } => {
                let text = clean_text(&composed(&text), &mut last, report);
                match out.last_mut() {
                    _ if text.is_empty() => {}
                    Some(Run::Text { text: previous, format: previous_format, link: previous_link })
                        if *previous_format == format && *previous_link == link =>
                    {
                        previous.push_str(&text);
                    }
                    _ => out.push(Run::Text { text, format, link }),
                }
            }
            Run::Break => {
                trim_end(&mut out);
                last = '\n';
                out.push(Run::Break);
            }
            Run::Picture(number) => {
                last = 'x';
                out.push(Run::Picture(number));
            }
        }
    }
    trim_end(&mut out);
    let mut paragraph = Paragraph { at, style, runs: out };
    remove_spaces_after_hyphens(&mut paragraph, report);
    report.mixed_words.extend(mixed_words(&paragraph.text()));
    paragraph
}

/// Removes spaces and line breaks at the end of runs.
fn trim_end(runs: &mut Vec<Run>) {
    while let Some(run) = runs.last_mut() {
        match run {
            Run::Text { text, .. } => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    return;
                }
            }
            Run::Break => {}
            Run::Picture(_) => return,
        }
        runs.pop();
    }
}

/// Returns the text with one space between words and no invisible characters. `last` is the character before the text.
fn clean_text(text: &str, last: &mut char, report: &mut CleanReport) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_spaces = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{200d}' if joins_emoji(Some(*last), chars.peek().copied()) => {
                out.push(c);
                *last = c;
            }
            c if is_invisible(c) => {
                report.invisible += 1;
            }
            c if c.is_whitespace() => {
                if *last == ' ' || *last == '\n' {
                    report.spaces += u32::from(!in_spaces && *last == ' ');
                    in_spaces = true;
                } else {
                    out.push(' ');
                    *last = ' ';
                    in_spaces = false;
                }
            }
            c if c.is_control() => report.invisible += 1,
            c => {
                out.push(c);
                *last = c;
                in_spaces = false;
            }
        }
    }
    out
}

/// Removes the space in `Южно- Выдуманск`. In `двух- и трёхэтажные` it is kept.
fn remove_spaces_after_hyphens(paragraph: &mut Paragraph, report: &mut CleanReport) {
    for run in &mut paragraph.runs {
        let Run::Text { text, .. } = run else {
            continue;
        };
        let mut from = 0;
        while let Some(at) = text[from..].find("- ").map(|at| from + at) {
            let follows_word = text[..at].chars().next_back().is_some_and(char::is_alphabetic);
            let after: String = text[at + 2..].chars().take_while(|c| c.is_alphabetic()).collect();
            let is_conjunction = matches!(&*after, "" | "и" | "или" | "а" | "до" | "либо" | "но" | "да");
            if follows_word && !is_conjunction {
                text.remove(at + 1);
                report.spaces_after_hyphens += 1;
            }
            from = at + 1;
        }
    }
}

/// The words with both Russian and Latin letters, such as `Cевер` with a Latin `C`. Parts around a hyphen are words of
/// their own.
fn mixed_words(text: &str) -> Vec<String> {
    text.split(|c: char| !is_letter(c))
        .filter(|word| word.contains(is_russian_letter) && word.chars().any(|c| c.is_ascii_alphabetic()))
        .map(str::to_owned)
        .collect()
}

/// Whether the paragraphs of a document are lines of a page, as in a text pasted from a PDF.
pub(super) fn is_broken_into_lines(document: &Document) -> bool {
    let texts: Vec<String> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) if paragraph.style == Style::Body => Some(paragraph.text()),
            _ => None,
        })
        .collect();
    let unfinished = texts
        .windows(2)
        .filter(|pair| {
            let length = pair[0].chars().count();
            (40..140).contains(&length)
                && pair[1].trim_start().starts_with(char::is_lowercase)
                && pair[0].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-')
        })
        .count();
    texts.len() >= 8 && unfinished * 4 > texts.len()
}

/// Joins the paragraphs of a document that [is broken into lines](is_broken_into_lines). Tables, lists of the word
/// processor and pictures stay unchanged; nothing is joined across them.
pub(super) fn join_lines(document: Document, questions: &QuestionBeginnings) -> (Document, reflow::LineJoins) {
    let mut joined = reflow::LineJoins::default();
    let mut blocks = Vec::new();
    let mut lines = Vec::new();
    for block in document.blocks {
        match block {
            Block::Paragraph(paragraph)
                if paragraph.style == Style::Body
                    && paragraph.runs.iter().all(|run| matches!(run, Run::Text { link: None, .. })) =>
            {
                lines.push((paragraph.at, paragraph.text()));
            }
            other => {
                blocks.extend(reflow::reflow_text(std::mem::take(&mut lines), questions, &mut joined));
                blocks.push(other);
            }
        }
    }
    blocks.extend(reflow::reflow_text(lines, questions, &mut joined));
    (Document { blocks, asides: document.asides, pictures: document.pictures }, joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceLocation;

    fn cleaned(text: &str) -> (String, CleanReport) {
        let block = Block::Paragraph(Paragraph::plain(SourceLocation::Line(1), text));
        let (document, report) = clean(Document { blocks: vec![block], ..Document::default() });
        match document.blocks.first() {
            Some(Block::Paragraph(paragraph)) => (paragraph.text(), report),
            _ => (String::new(), report),
        }
    }

    #[test]
    fn repeated_spaces_and_invisible_characters_are_removed() {
        let (text, report) = cleaned("  В\u{a0} 2024  году\t админи\u{ad}страция \u{1}");
        assert_eq!(text, "В 2024 году администрация");
        assert_eq!((report.spaces, report.invisible), (3, 2));
    }

    #[test]
    fn a_space_after_a_hyphen_inside_a_word_is_removed() {
        assert_eq!(cleaned("Южно- Выдуманск").0, "Южно-Выдуманск");
        assert_eq!(cleaned("двух- и трёхэтажные").0, "двух- и трёхэтажные");
        assert_eq!(cleaned("город - сад").0, "город - сад");
    }

    #[test]
    fn latin_letters_in_russian_words_are_reported() {
        assert_eq!(cleaned("Cевер и IT-парк").1.mixed_words, ["Cевер"]);
    }
}
