//! The order of letters that are written from right to left: [`reordered`].
//!
//! A PDF has Hebrew and Arabic letters at their places on the page, so a line that is read from left to right has them backwards. The
//! Unicode algorithm that puts a text into the order of the page puts it back as well, but for numbers at the ends of such words.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// The first letter of an alphabet that is written from right to left.
const HEBREW: char = '\u{590}';

/// A line as it stands on the page in the order it is read, or the other way round.
pub(super) fn reordered(text: &str) -> String {
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
            reordered("из города לארשי ,הפיח прислали: םלוע 2024 םולש!"),
            "из города חיפה, ישראל прислали: שלום 2024 עולם!"
        );
        assert_eq!(reordered(".ןאכ )םלוכ( םולש"), "שלום (כולם) כאן.");
        assert_eq!(reordered("Письмо: ملاعلاب ابحرم."), "Письмо: مرحبا بالعالم.");
        assert_eq!(reordered("Ничего такого, 5 %."), "Ничего такого, 5 %.");
    }
}
