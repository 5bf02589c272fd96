//! Finds private data in a text: mobile telephone numbers, personal mail addresses, SNILS and passport numbers.
//!
//! [`find()`] searches the file as written, including comments and front matter, because a public repository shows all
//! of it, and because matches then have their place in the file. Letters of city administrations are full of other
//! numbers: laws, sums of money, cadastral and bank numbers, telephones of offices. So a number must be grouped like a
//! telephone number; where the grouping is ambiguous, the words next to it decide.

mod mail;
mod number;
mod run;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::any_byte;

/// A kind of private data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrivateKind {
    /// A Russian mobile telephone number: its code begins with 9.
    Telephone,
    /// A mail address at a free mail service.
    Mail,
    /// The number of an insurance account (SNILS), with correct check digits.
    Snils,
    /// The series and number of a Russian passport.
    Passport,
}

impl PrivateKind {
    /// Its name in messages.
    pub fn code(self) -> &'static str {
        match self {
            PrivateKind::Telephone => "telephone",
            PrivateKind::Mail => "mail",
            PrivateKind::Snils => "snils",
            PrivateKind::Passport => "passport",
        }
    }
}

/// A piece of private data in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateMatch {
    /// Its kind.
    pub kind: PrivateKind,
    /// The text, without characters that only Markdown needs.
    pub value: String,
    /// Its range in bytes.
    pub range: Range<usize>,
}

/// Normalises a value, so that different spellings are equal: addresses in lower case, numbers without separators.
pub fn normalised(value: &str) -> String {
    if value.contains('@') {
        return value.chars().filter(|c| !c.is_whitespace() && *c != '\\').flat_map(char::to_lowercase).collect();
    }
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    match digits.as_bytes() {
        // The same telephone number is written with 8, with +7 and with neither.
        [b'7' | b'8', b'9', ..] if digits.len() == 11 => digits[1..].to_owned(),
        _ => digits,
    }
}

/// Finds all private data of a text. A value that occurs twice in a row, as in a link whose text is its address, is
/// reported once.
pub fn find(text: &str) -> Vec<PrivateMatch> {
    let mut found: Vec<PrivateMatch> = Vec::new();
    let (mut at, mut reported_to) = (0, 0);
    while let Some(sign) = next_candidate(text.as_bytes(), at) {
        let next = if text.as_bytes()[sign] == b'@' { mail::find(text, sign) } else { number::find(text, sign) };
        // A match that begins inside the last one, such as the telephone number at the start of an address, was
        // reported with it.
        let Some((kind, range)) = next.filter(|(_, range)| range.start >= reported_to) else {
            at = run::digits_end(text, sign).max(sign + 1);
            continue;
        };
        at = range.end.max(sign + 1);
        reported_to = range.end;
        let value = text[range.clone()].replace('\\', "");
        let is_same = |last: &PrivateMatch| {
            !text[last.range.start..range.start].contains('\n') && normalised(&last.value) == normalised(&value)
        };
        if !found.last().is_some_and(is_same) {
            found.push(PrivateMatch { kind, value, range });
        }
    }
    found
}

/// Returns the position of the next at sign or digit. Most of a text has neither, so many bytes are checked at a time.
fn next_candidate(bytes: &[u8], from: usize) -> Option<usize> {
    const STRETCH: usize = 32;
    let is_candidate = |byte: u8| byte == b'@' || byte.is_ascii_digit();
    let mut at = from;
    while let Some(stretch) = bytes.get(at..at + STRETCH) {
        if any_byte(stretch, is_candidate) {
            break;
        }
        at += STRETCH;
    }
    bytes.get(at..)?.iter().position(|&byte| is_candidate(byte)).map(|found| at + found)
}

/// Returns the text before `at` in its line, in lower case: at most this many characters.
fn before(text: &str, at: usize, characters: usize) -> String {
    let back = text[..at].char_indices().rev().take(characters).take_while(|(_, c)| *c != '\n');
    let start = back.last().map_or(at, |(index, _)| index);
    text[start..at].to_lowercase()
}

/// Returns the text after `at` in its line, in lower case: at most this many characters.
fn after(text: &str, at: usize, characters: usize) -> String {
    text[at..].chars().take(characters).take_while(|c| *c != '\n').flat_map(char::to_lowercase).collect()
}
