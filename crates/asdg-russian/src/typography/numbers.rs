//! Finds numbers that a browser would break at the end of a line.
//!
//! Unicode's line breaking (UAX 14) allows a break after the hyphen of «169-ю» and after the dash of «2022–2024». A
//! no-break hyphen (U+2011) or a word joiner (U+2060) would prevent it, but would be part of the text that readers copy
//! and search for. So the page has these numbers in elements of their own.

use std::ops::Range;

use memchr::memchr2_iter;

/// The longest ending after a number, in letters: «169-ю» and «10-ти» have an ending, «100-летн.» has a word of its
/// own.
const LONGEST_ENDING: usize = 3;

/// Finds numbers with a hyphen and an ending («169-ю»), and ranges of numbers («2022–2024»), in order.
pub fn joined_numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    // Dashes begin with the byte 0xE2, as do other signs.
    for dash in memchr2_iter(b'-', 0xe2, bytes) {
        let is_number = dash > 0 && bytes[dash - 1].is_ascii_digit() && text[dash..].starts_with(['-', '–', '—']);
        let Some(end) = is_number.then(|| number_end(text, dash)).flatten() else { continue };
        let digits = |byte: &&u8| byte.is_ascii_digit();
        let start = dash - bytes[..dash].iter().rev().take_while(digits).count();
        match found.last_mut().filter(|last| last.end > start) {
            // «2024–2025-й»
            Some(last) => last.end = end,
            None => found.push(start..end),
        }
    }
    found
}

/// Returns the end of a number that continues after a dash; `None` if it does not continue, or if no browser breaks it
/// there: «8-800».
fn number_end(text: &str, dash: usize) -> Option<usize> {
    let after = dash + text[dash..].chars().next()?.len_utf8();
    let is_hyphen = text.as_bytes()[dash] == b'-';
    let rest = &text[after..];
    let length = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
    if is_hyphen {
        let ending = &rest[..length(char::is_alphabetic)];
        (1..=LONGEST_ENDING).contains(&ending.chars().count()).then(|| after + ending.len())
    } else {
        let digits = length(|c| c.is_ascii_digit());
        (digits > 0).then(|| after + digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_endings_and_ranges_are_found() {
        for (text, found) in [
            ("в 169-ю годовщину", &["169-ю"][..]),
            ("в 2022–2024 годах", &["2022–2024"]),
            ("2024–2025-й и 1-й", &["2024–2025-й", "1-й"]),
            ("1,5–2,5 км", &["5–2"]),
            ("2022—2024", &["2022—2024"]),
            ("240-летие, 8-800-555, № 15-а/б", &["15-а"]),
            ("Омск–Томск, -5, – 7 и 3 –", &[]),
            ("«5-й»", &["5-й"]),
        ] {
            let parts: Vec<&str> = joined_numbers(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(parts, found, "{text}");
        }
    }
}
