//! Quotation marks around a name. Usually a quoted name is not the city: гостиница «Томск» is a hotel.

use super::grammar::is_blank;
use super::preceding::PrecedingWord;

/// The meaning of quotation marks around a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoted {
    /// None: the name has no quotation marks, or they enclose a longer quotation.
    No,
    /// The name of a municipality: городской округ «Мирный», муниципальное образование «Город Мирный».
    Municipality,
    /// The name of something else: гостиница «Томск», «Газпром трансгаз Томск».
    Name,
}

/// The maximum distance of a quotation mark in characters; quoted names are not longer.
const MAX_DISTANCE: usize = 120;

/// A quotation with at most this many words is a name, a longer one somebody's words.
const MAX_WORDS_OF_NAME: usize = 4;

const OPENING: [char; 3] = ['«', '„', '"'];
const CLOSING: [char; 4] = ['»', '“', '”', '"'];

/// Classifies the quotation marks around the name between `head` and `tail`.
pub(super) fn classify(head: &str, tail: &str) -> Quoted {
    let closes = tail.starts_with(CLOSING);
    let Some(before) = quoted_before(head) else {
        // The opening mark may be in bold text or in a link, apart from this text.
        return if closes || head.ends_with(['“', '"']) { Quoted::Name } else { Quoted::No };
    };
    let outside = head[..head.len() - before.len()].trim_end_matches(OPENING);
    if closes
        && matches!(before.trim_end_matches(is_blank), "" | "Город" | "город")
        && PrecedingWord::new(outside).is_municipality_word()
    {
        return Quoted::Municipality;
    }
    if before.is_empty() {
        return Quoted::Name;
    }
    let Some(after) = quoted_after(tail) else {
        return Quoted::No;
    };
    if count_words(before) + 1 + count_words(after) <= MAX_WORDS_OF_NAME { Quoted::Name } else { Quoted::No }
}

/// The text between the opening quotation mark and the name; `None` if no quotation is open.
fn quoted_before(head: &str) -> Option<&str> {
    let mut marks =
        head.char_indices().rev().take(MAX_DISTANCE).filter(|(_, c)| OPENING.contains(c) || CLOSING.contains(c));
    let (at, mark) = marks.next()?;
    let inside = &head[at + mark.len_utf8()..];
    let follows_space = head[..at].is_empty() || head[..at].ends_with(|c| is_blank(c) || c == '(');
    let opens = match mark {
        '«' | '„' => true,
        '"' => follows_space && !inside.starts_with(is_blank),
        _ => false,
    };
    opens.then_some(inside)
}

/// The text between the name and the closing quotation mark; `None` if no quotation is closed.
fn quoted_after(tail: &str) -> Option<&str> {
    let (at, mark) =
        tail.char_indices().take(MAX_DISTANCE).find(|(_, c)| OPENING.contains(c) || CLOSING.contains(c))?;
    CLOSING.contains(&mark).then(|| &tail[..at])
}

fn count_words(text: &str) -> usize {
    text.split(is_blank).filter(|word| word.contains(char::is_alphanumeric)).count()
}
