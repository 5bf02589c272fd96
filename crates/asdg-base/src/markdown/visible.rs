//! Removes invisible characters from a text.

use std::borrow::Cow;

use super::emphasis;
use crate::problem::{Kind, Place, Problems, Span};
use asdg_russian::normal::joins_emoji;
use asdg_russian::{any_byte, changes_direction, is_forbidden};

/// A text without its invisible characters.
pub(super) struct Visible<'a> {
    pub(super) text: Cow<'a, str>,
    /// The line of the source that each line comes from; `None` if the lines are the same.
    origins: Option<Vec<u32>>,
}

impl<'a> Visible<'a> {
    /// Removes invisible characters, and reports those that are not removed silently. Word's line separator becomes a
    /// line break of Markdown.
    pub(super) fn of(text: &'a str, first_line: u32, problems: &mut Problems) -> Self {
        if !has_invisible(text.as_bytes()) {
            return Self { text: Cow::Borrowed(text), origins: None };
        }
        let mut out = String::with_capacity(text.len());
        let mut origins = Vec::new();
        for (number, line) in (0..).zip(crate::split::lines(text)) {
            if number > 0 {
                out.push('\n');
            }
            origins.push(number);
            let mut before = None;
            // A line break is written when the text after it comes: Markdown would print the backslash at the end of a
            // paragraph.
            let (mut is_blank, mut has_pending_break) = (true, false);
            let mut chars = (1..).zip(line.chars()).peekable();
            while let Some((column, c)) = chars.next() {
                // Bullets of the symbol font of Word.
                let c = if matches!(c, '\u{f0b7}' | '\u{f0a7}') { '•' } else { c };
                if has_pending_break && !c.is_whitespace() && !is_forbidden(c) && !is_removed_silently(c) {
                    out.push_str("\\\n");
                    origins.push(number);
                    has_pending_break = false;
                }
                match c {
                    '\u{b}' | '\u{2028}' | '\u{2029}' => has_pending_break = !is_blank,
                    c if has_pending_break && c.is_whitespace() => {}
                    '\t' => out.push(c),
                    // A rare space that would be mistaken for the joiner that tidying inserts.
                    emphasis::JOINER => out.push(' '),
                    '\u{200d}' if joins_emoji(before, chars.peek().map(|&(_, next)| next)) => out.push(c),
                    c if is_removed_silently(c) => {}
                    c if is_forbidden(c) && before.is_some_and(is_forbidden) => {}
                    c if is_forbidden(c) => {
                        let span = Span { line: first_line + number, column, length: 1 };
                        let code = format!("U+{:04X}", u32::from(c));
                        problems.add(Place::at("", span), Kind::ControlCharacter { code });
                    }
                    c => out.push(c),
                }
                is_blank &= c.is_whitespace() || is_forbidden(c) || is_removed_silently(c);
                before = Some(c);
            }
            if has_pending_break {
                out.push_str("  ");
            }
        }
        Self { text: Cow::Owned(out), origins: Some(origins) }
    }

    /// Returns the line of the source that a line comes from.
    pub(super) fn origin(&self, line: u32) -> u32 {
        self.origins.as_ref().map_or(line, |origins| origins.get(line as usize).copied().unwrap_or_default())
    }
}

/// Whether a character is removed without a problem: soft hyphens, zero-width characters, direction marks.
fn is_removed_silently(c: char) -> bool {
    changes_direction(c) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a text has characters that [`Visible::of`] removes or replaces. Runs for every text of a digest, so it looks
/// at bytes.
fn has_invisible(text: &[u8]) -> bool {
    let starts = (0..text.len()).step_by(STRETCH);
    text.chunks(STRETCH).zip(starts).any(|(stretch, start)| {
        any_byte(stretch, may_begin_invisible) && (start..start + stretch.len()).any(|at| begins_invisible(&text[at..]))
    })
}

/// The number of bytes that are checked together. Most stretches of a text have no quotation marks and dashes.
const STRETCH: usize = 32;

/// Whether an invisible character may begin with a byte. Russian and Latin letters do not, nor does a line end.
fn may_begin_invisible(byte: u8) -> bool {
    (byte < 0x20) & (byte != b'\n') | (byte == 0x7F) | (byte == 0xC2) | (byte >= 0xE2)
}

/// Whether a text begins with an invisible character.
fn begins_invisible(text: &[u8]) -> bool {
    let follows = |offset: usize| text.get(offset).copied().unwrap_or_default();
    match follows(0) {
        b'\t' | b'\n' => false,
        0x00..=0x1F | 0x7F => true,
        // U+0080 to U+009F, and the soft hyphen.
        0xC2 => matches!(follows(1), 0x80..=0x9F | 0xAD),
        // U+200B to U+200F and U+2028 to U+202E; U+205F, U+2060 and U+2066 to U+2069.
        0xE2 => matches!(
            (follows(1), follows(2)),
            (0x80, 0x8B..=0x8F | 0xA8..=0xAE) | (0x81, 0x9F | 0xA0 | 0xA6..=0xA9)
        ),
        // U+E000 to U+EFFF, for private use.
        0xEE => true,
        // U+F000 to U+F8FF, for private use; the byte-order mark; U+FDD0 to U+FDEF, U+FFFE and U+FFFF, which are no
        // characters; marks of annotations.
        0xEF => matches!(
            (follows(1), follows(2)),
            (0x80..=0xA3, _) | (0xBB, 0xBF) | (0xB7, 0x90..=0xAF) | (0xBF, 0xB9..=0xBB | 0xBE..=0xBF)
        ),
        // The planes for private use; the last two of every plane are no characters.
        0xF3 if follows(1) >= 0xB0 => true,
        0xF4 => true,
        0xF0..=0xF3 => (follows(1) & 0x0F, follows(2)) == (0x0F, 0xBF) && follows(3) >= 0xBE,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_invisible_character_is_found_at_any_position() {
        let is_changed = |c: char| {
            let others = ['\u{f0b7}', '\u{f0a7}', '\u{b}', '\u{2028}', '\u{2029}', emphasis::JOINER];
            !matches!(c, '\t' | '\n') && (is_removed_silently(c) || is_forbidden(c) || others.contains(&c))
        };
        for c in ('\0'..=char::MAX).filter(|&c| is_changed(c)) {
            for before in [0, STRETCH - 1, STRETCH - 2, STRETCH - 3] {
                let text = format!("{}{c}а", "a".repeat(before));
                assert!(has_invisible(text.as_bytes()), "U+{:04X} behind {before}", u32::from(c));
            }
        }
        assert!(!has_invisible("«Город» – №\u{a0}1…\n\tЁ".repeat(20).as_bytes()));
    }
}
