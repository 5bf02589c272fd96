//! Quotation marks around a name: usually the quoted name is not the city. Гостиница «Томск» is a hotel.

use super::before::Before;
use super::grammar::is_blank;

/// What quotation marks mean for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoted {
    /// Nothing: there are none, or they enclose a quotation.
    Not,
    /// The name of a municipality: городской округ «Мирный», муниципальное образование «Город Мирный».
    Municipality,
    /// The name of something else: гостиница «Томск», «Газпром трансгаз Томск».
    Name,
}

/// How many characters away a quotation mark is searched; names are not longer.
const REACH: usize = 120;

/// A quotation of at most this many words is a name and not somebody's words.
const WORDS_OF_NAME: usize = 4;

const OPENING: [char; 3] = ['«', '„', '"'];
const CLOSING: [char; 4] = ['»', '“', '”', '"'];

/// What the quotation marks around a name mean; the name is between `head` and `tail`.
pub(super) fn around(head: &str, tail: &str) -> Quoted {
    let closes = tail.starts_with(CLOSING);
    let Some(before) = quoted_before(head) else {
        // The quotation may begin in bold text or in a link.
        return if closes || head.ends_with(['“', '"']) { Quoted::Name } else { Quoted::Not };
    };
    let outside = head[..head.len() - before.len()].trim_end_matches(OPENING);
    if closes
        && matches!(before.trim_end_matches(is_blank), "" | "Город" | "город")
        && Before::new(outside).is_municipality()
    {
        return Quoted::Municipality;
    }
    if before.is_empty() {
        return Quoted::Name;
    }
    let Some(behind) = quoted_behind(tail) else {
        return Quoted::Not;
    };
    if words(before) + 1 + words(behind) <= WORDS_OF_NAME { Quoted::Name } else { Quoted::Not }
}

/// The text between the opening quotation mark and the name; `None` if no quotation is open.
fn quoted_before(head: &str) -> Option<&str> {
    let mut marks = head.char_indices().rev().take(REACH).filter(|(_, c)| OPENING.contains(c) || CLOSING.contains(c));
    let (at, mark) = marks.next()?;
    let inside = &head[at + mark.len_utf8()..];
    let is_free = head[..at].is_empty() || head[..at].ends_with(|c| is_blank(c) || c == '(');
    let opens = match mark {
        '«' | '„' => true,
        '"' => is_free && !inside.starts_with(is_blank),
        _ => false,
    };
    opens.then_some(inside)
}

/// The text between the name and the closing quotation mark.
fn quoted_behind(tail: &str) -> Option<&str> {
    let (at, mark) = tail.char_indices().take(REACH).find(|(_, c)| OPENING.contains(c) || CLOSING.contains(c))?;
    CLOSING.contains(&mark).then(|| &tail[..at])
}

fn words(text: &str) -> usize {
    text.split(is_blank).filter(|word| word.contains(char::is_alphanumeric)).count()
}
