//! Private data in a text: mobile telephones, personal mailboxes, numbers of SNILS and of passports.
//!
//! [`find()`] searches the file as written, including comments and front matter, because a public repository shows all
//! of it. It also gives the exact place. Letters of city administrations are full of other numbers: laws, sums of
//! money, cadastral and bank numbers, telephones of offices. So a number must be written like a telephone number, and
//! doubtful ones are decided by the words next to them.

mod mail;
mod number;
mod run;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::any_byte;

/// What kind of private data it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrivateKind {
    /// The number of a mobile telephone of Russia: its code begins with 9.
    Telephone,
    /// An address of electronic mail at one of the services that anybody may use.
    Mail,
    /// The number of an insurance account, whose check digits are right.
    Snils,
    /// The series and number of a passport of Russia.
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
    /// What it is.
    pub kind: PrivateKind,
    /// The text, without characters that only Markdown needs.
    pub value: String,
    /// Where it is, in bytes.
    pub range: Range<usize>,
}

/// A value independent of its spelling: addresses in lower case, numbers without the separators between digits.
pub fn normal(value: &str) -> String {
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

/// All private data of a text. What occurs twice in a row, as in a link whose text is its address, is found once.
pub fn find(text: &str) -> Vec<PrivateMatch> {
    let mut found: Vec<PrivateMatch> = Vec::new();
    let (mut at, mut told) = (0, 0);
    while let Some(sign) = next_sign(text.as_bytes(), at) {
        let next = if text.as_bytes()[sign] == b'@' { mail::find(text, sign) } else { number::find(text, sign) };
        // What begins inside the last match, such as an address that begins with a telephone number, was reported with
        // it.
        let Some((kind, range)) = next.filter(|(_, range)| range.start >= told) else {
            at = run::digits_end(text, sign).max(sign + 1);
            continue;
        };
        at = range.end.max(sign + 1);
        told = range.end;
        let value = text[range.clone()].replace('\\', "");
        let is_same = |last: &PrivateMatch| {
            !text[last.range.start..range.start].contains('\n') && normal(&last.value) == normal(&value)
        };
        if !found.last().is_some_and(is_same) {
            found.push(PrivateMatch { kind, value, range });
        }
    }
    found
}

/// The next at sign or digit. Most of a text has neither, so memchr skips it many bytes at a time.
fn next_sign(bytes: &[u8], from: usize) -> Option<usize> {
    const STRETCH: usize = 32;
    let is_sign = |byte: u8| byte == b'@' || byte.is_ascii_digit();
    let mut at = from;
    while let Some(stretch) = bytes.get(at..at + STRETCH) {
        if any_byte(stretch, is_sign) {
            break;
        }
        at += STRETCH;
    }
    bytes.get(at..)?.iter().position(|&byte| is_sign(byte)).map(|found| at + found)
}

/// The end of the line before `at`, in lower case: at most this many characters.
fn before(text: &str, at: usize, characters: usize) -> String {
    let back = text[..at].char_indices().rev().take(characters).take_while(|(_, c)| *c != '\n');
    let start = back.last().map_or(at, |(index, _)| index);
    text[start..at].to_lowercase()
}

/// The beginning of the rest of the line after `at`, in lower case: at most this many characters.
fn after(text: &str, at: usize, characters: usize) -> String {
    text[at..].chars().take(characters).take_while(|c| *c != '\n').flat_map(char::to_lowercase).collect()
}
