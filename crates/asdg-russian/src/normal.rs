//! Normalises Unicode to NFC: й becomes one character, as Windows writes it. macOS writes it in file names as и with a
//! combining breve, and so do some programs in texts.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::any_byte;

/// Returns the text in NFC, with composed letters.
pub fn composed(text: &str) -> Cow<'_, str> {
    if may_be_decomposed(text) { ComposingNormalizerBorrowed::new_nfc().normalize(text) } else { Cow::Borrowed(text) }
}

/// Converts the text to NFC; copies it only if something changes.
pub fn compose(text: String) -> String {
    let changed = match composed(&text) {
        Cow::Owned(changed) => Some(changed),
        Cow::Borrowed(_) => None,
    };
    changed.unwrap_or(text)
}

/// Whether a text may contain decomposed letters. Very few do, so most texts are checked many bytes at a time:
/// combining marks begin with 0xCC or 0xCD, and all other characters of Russian texts are composed.
fn may_be_decomposed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_other = |byte: u8| (byte >= 0xCC) & (byte != 0xD0) & (byte != 0xD1) & (byte != 0xE2);
    if any_byte(bytes, is_other) {
        return true;
    }
    // Dashes, quotation marks and the number sign, U+2010 to U+2026 and U+2116.
    let is_common = |rest: &[u8]| matches!(rest, [0xE2, 0x80, 0x90..=0xA6, ..] | [0xE2, 0x84, 0x96, ..]);
    memchr::memchr_iter(0xE2, bytes).any(|at| !is_common(&bytes[at..]))
}

/// Whether a character is a combining stress mark: О́мск. Comparisons of words ignore it.
pub fn is_stress(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}')
}

/// Whether a zero-width joiner between two characters combines them into one emoji: 👩‍🏫.
pub fn joins_emoji(before: Option<char>, after: Option<char>) -> bool {
    let is_emoji =
        |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}' | '\u{e007f}');
    before.is_some_and(is_emoji) && after.is_some_and(is_emoji)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_composed() {
        for (typed, expected) in [
            ("Новы\u{438}\u{306} и е\u{308}ж", "Новы\u{439} и \u{451}ж"),
            ("О\u{301}мск", "О\u{301}мск"),
            ("5 \u{212a} № — «да»…", "5 K № — «да»…"),
            ("e\u{301}", "é"),
            ("👩\u{200d}🏫", "👩\u{200d}🏫"),
        ] {
            assert_eq!(composed(typed), expected, "{typed}");
        }
        assert!(matches!(composed("Йорск — №\u{a0}5"), Cow::Borrowed(_)));
    }
}
