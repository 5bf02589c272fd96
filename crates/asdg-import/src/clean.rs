//! Clean: removes from paragraphs what only shaped a page or was typed by accident: repeated spaces, tabs, soft
//! hyphens, invisible and control characters, a space after the hyphen of a name. [`clean`] changes nothing that can be
//! read.

use super::document::{Block, Document, Paragraph, Run, Style};
use super::questions::Beginnings;
use super::reflow::ends_paragraph;
use super::{marks, reflow};
use asdg_russian::normal::{composed, joins_pictures};
use asdg_russian::{is_invisible, is_letter, is_russian_letter};

/// What was mended, and what an editor should look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// How often several blanks became one.
    pub(super) blanks: u32,
    /// How many invisible or control characters went.
    pub(super) invisible: u32,
    /// How often a blank behind a hyphen went.
    pub(super) hyphens: u32,
    /// Words in which Latin letters stand among Russian ones.
    pub(super) mixed: Vec<String>,
}

/// Cleans all paragraphs, those in tables too, and drops those with nothing in them.
pub(super) fn clean(document: Document) -> (Document, Cleaned) {
    let mut cleaned = Cleaned::default();
    let Document { blocks, asides, pictures } = document;
    let blocks = clean_blocks(blocks, &mut cleaned);
    (Document { blocks, asides, pictures }, cleaned)
}

fn clean_blocks(blocks: Vec<Block>, cleaned: &mut Cleaned) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let parts = at_breaks(paragraph).into_iter().map(|part| clean_paragraph(part, cleaned));
                out.extend(parts.filter(|part| !part.is_empty()).map(Block::Paragraph));
            }
            Block::Table(mut table) => {
                for cell in table.rows.iter_mut().flatten() {
                    *cell = clean_blocks(std::mem::take(cell), cleaned);
                }
                out.push(Block::Table(table));
            }
        }
    }
    out
}

/// Parts a paragraph at line breaks that were typed in place of a new paragraph.
fn at_breaks(paragraph: Paragraph) -> Vec<Paragraph> {
    if !paragraph.runs.contains(&Run::Break) {
        return vec![paragraph];
    }
    let Paragraph { at, style, mut runs } = paragraph;
    // The number of an item belongs to its first line that says something.
    let says_something = |run: &Run| match run {
        Run::Text { text, .. } => !text.trim().is_empty(),
        Run::Picture(_) => true,
        Run::Break => false,
    };
    runs.drain(..runs.iter().position(says_something).unwrap_or(0));
    let mut parts = vec![Paragraph { at, style, runs: Vec::new() }];
    let texts: Vec<String> = runs.split(|run| *run == Run::Break).map(text_of).collect();
    for (number, line) in runs.split(|run| *run == Run::Break).enumerate() {
        let above =
            number.checked_sub(1).and_then(|above| texts.get(above)).map(|text| text.trim()).unwrap_or_default();
        let here = texts.get(number).map(|text| text.trim()).unwrap_or_default();
        let apart = above.is_empty() || here.is_empty() || marks::typed(here).is_some() || ends_paragraph(above, here);
        match parts.last_mut() {
            Some(part) if !apart => {
                let next = if here.starts_with(char::is_lowercase) { blank() } else { Run::Break };
                part.runs.push(next);
                part.runs.extend_from_slice(line);
            }
            // What follows the first line of an item is a paragraph below it.
            _ if number > 0 => parts.push(Paragraph { at, style: Style::Body, runs: line.to_vec() }),
            Some(part) => part.runs.extend_from_slice(line),
            None => {}
        }
    }
    parts
}

fn blank() -> Run {
    Run::Text { text: " ".to_owned(), format: Default::default(), link: None }
}

fn text_of(runs: &[Run]) -> String {
    runs.iter().filter_map(|run| if let Run::Text { text, .. } = run { Some(text.as_str()) } else { None }).collect()
}

fn clean_paragraph(paragraph: Paragraph, cleaned: &mut Cleaned) -> Paragraph {
    let Paragraph { at, style, runs } = paragraph;
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    // The last character that was kept, so that blanks fold across runs.
    let mut last = '\n';
    for run in runs {
        match run {
            Run::Text { text, format, link } => {
                let text = clean_text(&composed(&text), &mut last, cleaned);
                match out.last_mut() {
                    _ if text.is_empty() => {}
                    Some(Run::Text { text: before, format: same, link: target })
                        if *same == format && *target == link =>
                    {
                        before.push_str(&text);
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
    mend_hyphens(&mut paragraph, cleaned);
    cleaned.mixed.extend(mixed_words(&paragraph.text()));
    paragraph
}

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

/// One blank between words, no invisible characters. `last` is the character before the text.
fn clean_text(text: &str, last: &mut char, cleaned: &mut Cleaned) -> String {
    let mut out = String::with_capacity(text.len());
    let mut stretched = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{200d}' if joins_pictures(Some(*last), chars.peek().copied()) => {
                out.push(c);
                *last = c;
            }
            c if is_invisible(c) => {
                cleaned.invisible += 1;
            }
            c if c.is_whitespace() => {
                if *last == ' ' || *last == '\n' {
                    cleaned.blanks += u32::from(!stretched && *last == ' ');
                    stretched = true;
                } else {
                    out.push(' ');
                    *last = ' ';
                    stretched = false;
                }
            }
            c if c.is_control() => cleaned.invisible += 1,
            c => {
                out.push(c);
                *last = c;
                stretched = false;
            }
        }
    }
    out
}

/// Takes the blank out of `Южно- Выдуманск`. In `двух- и трёхэтажные` it stays.
fn mend_hyphens(paragraph: &mut Paragraph, cleaned: &mut Cleaned) {
    for run in &mut paragraph.runs {
        let Run::Text { text, .. } = run else {
            continue;
        };
        let mut from = 0;
        while let Some(at) = text[from..].find("- ").map(|at| from + at) {
            let before = text[..at].chars().next_back().is_some_and(char::is_alphabetic);
            let behind: String = text[at + 2..].chars().take_while(|c| c.is_alphabetic()).collect();
            let conjunction = matches!(&*behind, "" | "и" | "или" | "а" | "до" | "либо" | "но" | "да");
            if before && !conjunction {
                text.remove(at + 1);
                cleaned.hyphens += 1;
            }
            from = at + 1;
        }
    }
}

/// Words that have both Russian and Latin letters in one part, as `Cевер` with a Latin `C`.
fn mixed_words(text: &str) -> Vec<String> {
    text.split(|c: char| !is_letter(c))
        .filter(|word| word.contains(is_russian_letter) && word.chars().any(|c| c.is_ascii_alphabetic()))
        .map(str::to_owned)
        .collect()
}

/// Whether the paragraphs of a document are the lines of a page, as when text is pasted from a PDF.
pub(super) fn is_broken_into_lines(document: &Document) -> bool {
    let texts: Vec<String> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) if paragraph.style == Style::Body => Some(paragraph.text()),
            _ => None,
        })
        .collect();
    let goes_on = texts
        .windows(2)
        .filter(|pair| {
            let length = pair[0].chars().count();
            (40..140).contains(&length)
                && pair[1].trim_start().starts_with(char::is_lowercase)
                && pair[0].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-')
        })
        .count();
    texts.len() >= 8 && goes_on * 4 > texts.len()
}

/// Joins the paragraphs of a document that [is broken into lines](is_broken_into_lines). Tables, lists of the word processor and
/// pictures stay as they are and part what stands between them.
pub(super) fn join_lines(document: Document, questions: &Beginnings) -> (Document, reflow::Joined) {
    let mut joined = reflow::Joined::default();
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
                blocks.extend(reflow::paragraphs(std::mem::take(&mut lines), questions, &mut joined));
                blocks.push(other);
            }
        }
    }
    blocks.extend(reflow::paragraphs(lines, questions, &mut joined));
    (Document { blocks, asides: document.asides, pictures: document.pictures }, joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Where;

    fn cleaned(text: &str) -> (String, Cleaned) {
        let block = Block::Paragraph(Paragraph::plain(Where::Line(1), text));
        let (document, cleaned) = clean(Document { blocks: vec![block], ..Document::default() });
        match document.blocks.first() {
            Some(Block::Paragraph(paragraph)) => (paragraph.text(), cleaned),
            _ => (String::new(), cleaned),
        }
    }

    #[test]
    fn stretched_blanks_and_invisible_characters_go() {
        let (text, cleaned) = cleaned("  В\u{a0} 2024  году\t админи\u{ad}страция \u{1}");
        assert_eq!(text, "В 2024 году администрация");
        assert_eq!((cleaned.blanks, cleaned.invisible), (3, 2));
    }

    #[test]
    fn a_blank_behind_a_hyphen_goes_where_it_parts_a_word() {
        assert_eq!(cleaned("Южно- Выдуманск").0, "Южно-Выдуманск");
        assert_eq!(cleaned("двух- и трёхэтажные").0, "двух- и трёхэтажные");
        assert_eq!(cleaned("город - сад").0, "город - сад");
    }

    #[test]
    fn latin_letters_among_russian_ones_are_noticed() {
        assert_eq!(cleaned("Cевер и IT-парк").1.mixed, ["Cевер"]);
    }
}
