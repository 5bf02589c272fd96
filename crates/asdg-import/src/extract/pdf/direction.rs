//! Puts letters that are written from right to left into reading order: [`reorder`].
//!
//! A PDF has Hebrew and Arabic letters at their places on the page, so a line read from left to right has them
//! reversed. The Unicode bidirectional algorithm, which puts a text into visual order, also reverses this, except for
//! numbers at the ends of such words.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// The first letter of an alphabet that is written from right to left.
const HEBREW: char = '\u{590}';

/// Converts a line from visual order to reading order, or the other way round.
pub(super) fn reorder(text: &str) -> String {
    let (mut right_to_left, mut left_to_right) = (0_usize, 0_usize);
    if text.chars().any(|char| char >= HEBREW) {
        for char in text.chars() {
            match bidi_class(char) {
                BidiClass::R | BidiClass::AL => right_to_left += 1,
                BidiClass::L => left_to_right += 1,
                _ => {}
            }
        }
    }
    if right_to_left == 0 {
        return text.to_owned();
    }
    let level = if right_to_left > 2 * left_to_right { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(text, Some(level));
    info.paragraphs.iter().map(|paragraph| info.reorder_line(paragraph, paragraph.range.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_right_to_left_are_read_in_their_order() {
        assert_eq!(
            reorder("из города לארשי ,הפיח прислали: םלוע 2024 םולש!"),
            "из города חיפה, ישראל прислали: שלום 2024 עולם!"
        );
        assert_eq!(reorder(".ןאכ )םלוכ( םולש"), "שלום (כולם) כאן.");
        assert_eq!(reorder("Письмо: ملاعلاب ابحرم."), "Письмо: مرحبا بالعالم.");
        assert_eq!(reorder("Ничего такого, 5 %."), "Ничего такого, 5 %.");
    }
}
