//! Headings without a heading style: a short line without a full stop above a longer text, such as «Международные
//! связи». «Нет предложений» above the signature «Глава города» is not one.

use super::document::{Block, Style};

/// The level of a heading that is recognised by its look: below all headings marked as such in the file.
pub(super) const LEVEL_BY_LOOK: u8 = 20;
/// The most characters of a line that is recognised as a heading by its look.
const MAX_LENGTH: usize = 90;

/// Sets the heading style of those paragraphs of an answer that look like headings.
pub(super) fn mark_headings(blocks: &mut [Block]) {
    let are_headings: Vec<bool> = (0..blocks.len()).map(|number| looks_like_heading(blocks, number)).collect();
    for (block, is_heading) in blocks.iter_mut().zip(are_headings) {
        if let Block::Paragraph(paragraph) = block
            && is_heading
        {
            paragraph.style = Style::Heading(LEVEL_BY_LOOK);
        }
    }
}

fn looks_like_heading(blocks: &[Block], number: usize) -> bool {
    let Some(text) = blocks.get(number).and_then(Block::body_text) else {
        return false;
    };
    let length = text.chars().count();
    let has_end_mark = |text: &str| text.trim_end().ends_with(['.', '!', '?', ':', ';', '»', ')', '…']);
    let is_title = text.starts_with(char::is_uppercase) && !text.ends_with(|c: char| c.is_ascii_punctuation());
    // The paragraph above must have ended, and the paragraph below must be a text.
    let above = number == 0
        || blocks[number - 1]
            .body_text()
            .is_none_or(|above| has_end_mark(&above) && above.chars().count() > MAX_LENGTH);
    let below = blocks.get(number + 1).and_then(Block::body_text).is_some_and(|below| {
        below.chars().count() > length.max(60)
            && has_end_mark(&below)
            && below.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    });
    let words = text.split_whitespace().count();
    let is_quoted = text.starts_with('«') || text.ends_with('»');
    is_title
        && above
        && below
        && !is_quoted
        && length <= MAX_LENGTH
        && (1..=10).contains(&words)
        && !text.contains(['\n', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Paragraph, SourceLocation};

    fn headings(texts: &[&str]) -> Vec<usize> {
        let mut blocks: Vec<Block> =
            texts.iter().map(|text| Block::Paragraph(Paragraph::plain(SourceLocation::Line(1), *text))).collect();
        mark_headings(&mut blocks);
        let is_heading = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.style != Style::Body);
        (0..blocks.len()).filter(|&number| is_heading(&blocks[number])).collect()
    }

    #[test]
    fn a_short_line_above_a_text_is_a_heading() {
        let text =
            "В мае город принял делегацию из Небывальска, и гости остались довольны всем, что увидели за эти дни.";
        assert_eq!(headings(&["Международные связи", text, "Выборы", text]), [0, 2]);
        assert_eq!(headings(&["Нет предложений", "Глава города"]), [0; 0]);
        assert_eq!(headings(&["Сделано:", text, "Итог", "Коротко."]), [0; 0]);
    }
}
