//! Headings without a heading style: a short line without a full stop above a longer text, such as «Международные связи».
//! «Нет предложений» above the signature «Глава города» is not one.

use super::document::{Block, Style};

/// A heading that only its look shows stands below all that the file calls headings.
pub(super) const LOWEST: u8 = 20;
/// How many characters a line may have that is taken for a heading by its look.
const LONGEST: usize = 90;

/// Makes headings of the paragraphs of an answer that look like one.
pub(super) fn mark(blocks: &mut [Block]) {
    let looks: Vec<bool> = (0..blocks.len()).map(|number| looks_like_one(blocks, number)).collect();
    for (block, is_heading) in blocks.iter_mut().zip(looks) {
        if let Block::Paragraph(paragraph) = block
            && is_heading
        {
            paragraph.style = Style::Heading(LOWEST);
        }
    }
}

fn looks_like_one(blocks: &[Block], number: usize) -> bool {
    let Some(text) = blocks.get(number).and_then(Block::body) else {
        return false;
    };
    let length = text.chars().count();
    let ends = |text: &str| text.trim_end().ends_with(['.', '!', '?', ':', ';', '»', ')', '…']);
    let begins = text.starts_with(char::is_uppercase) && !text.ends_with(|c: char| c.is_ascii_punctuation());
    // What stands above has come to an end, what stands below is a text.
    let above =
        number == 0 || blocks[number - 1].body().is_none_or(|above| ends(&above) && above.chars().count() > LONGEST);
    let below = blocks.get(number + 1).and_then(Block::body).is_some_and(|below| {
        below.chars().count() > length.max(60)
            && ends(&below)
            && below.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    });
    let words = text.split_whitespace().count();
    let quoted = text.starts_with('«') || text.ends_with('»');
    begins && above && below && !quoted && length <= LONGEST && (1..=10).contains(&words) && !text.contains(['\n', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Paragraph, Where};

    fn headings(texts: &[&str]) -> Vec<usize> {
        let mut blocks: Vec<Block> =
            texts.iter().map(|text| Block::Paragraph(Paragraph::plain(Where::Line(1), *text))).collect();
        mark(&mut blocks);
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
