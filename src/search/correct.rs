//! Corrections, for queries that find nothing: what the reader may have meant. The first that gives a word of the digest is taken.
//!
//! 1. Latin letters that look like Russian ones: `Oмск`.
//! 2. The other keyboard layout, where the query has no Russian letter: `vepsq`.
//! 3. An ending that is no ending of this word, or a form of a name that no list has: a key that the word begins with.
//! 4. One letter too many, too few, wrong, or two neighbours that changed places. A word with the same first letter comes before others, since
//!    people see an error there: `згакупка` before `бакан` for «Абакан». What is typed is compared as a whole, too, because Snowball may take the
//!    end of a misspelt name for an ending: `бака`.
//! 5. A word that is not typed to its end: up to four letters are missing.
//! 6. The first two letters changed places, and another one is missing or too many: `рдоги`.

use super::index::{SearchIndex, Term};
use super::query::{Condition, Query, QueryWord};
use asdg_russian::is_russian_letter;
use asdg_russian::normal::composed;

/// A query that is answered instead of another.
pub(super) struct Corrected {
    pub(super) query: Query,
    /// How it is written.
    pub(super) text: String,
}

/// Words with fewer letters are never taken for others.
const SHORTEST: usize = 4;

/// Shorter words have their first letter right, since too many others are as near: «клон» and «уклон».
const SHORTEST_WITH_OTHER_FIRST: usize = 5;

/// Shorter words have no wrong letter, for the same reason.
const SHORTEST_WITH_WRONG: usize = 6;

/// How many letters a word may lack at its end.
const MISSING: usize = 4;

/// How many letters of a word may be none of its stem.
const ENDING: usize = 3;

const LATIN: &str = "aceopxykmtbhABCEHKMOPTXY";
const ALIKE: &str = "асеорхукмтвнАВСЕНКМОРТХУ";

const KEYS: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
const LAYOUT: &str = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ";

/// What was meant by a query that finds nothing; `None` where a word of it is not like any of the digest.
pub(super) fn correct(search: &SearchIndex, text: &str, query: &Query) -> Option<Corrected> {
    let text = composed(text);
    let is_key = |key: &str| search.term(key).is_some();
    let read = |text: &str| Query::new(text, &search.words, &is_key);
    let is_known = |query: &Query| unknown(search, query).next().is_none() && !query.is_empty();
    unknown(search, query).next()?;
    let alike = mapped(&text, LATIN, ALIKE);
    let layout = (!text.contains(is_russian_letter)).then(|| mapped(&text, KEYS, LAYOUT));
    for text in std::iter::once(alike).chain(layout) {
        let query = read(&text);
        if is_known(&query) {
            return Some(Corrected { query, text });
        }
    }
    let mut text = text.into_owned();
    let mut corrected = read(&text);
    for Condition { words, name } in &mut corrected.wanted {
        if name.as_ref().is_some_and(|name| is_key(name)) {
            continue;
        }
        for word in words.iter_mut().filter(|word| !word.keys.iter().any(|key| is_key(key))) {
            let (keys, shown) = nearest(search, word)?;
            text = replaced(&text, &word.text, &shown);
            *word = QueryWord { text: shown, keys };
        }
    }
    Some(Corrected { query: corrected, text })
}

/// The words of a query that are nowhere in the digest.
fn unknown<'q>(search: &'q SearchIndex, query: &'q Query) -> impl Iterator<Item = &'q QueryWord> {
    let is_key = |key: &String| search.term(key).is_some();
    let wanted = query.wanted.iter().filter(move |wanted| !wanted.name.as_ref().is_some_and(is_key));
    wanted.flat_map(|wanted| &wanted.words).filter(move |word| !word.keys.iter().any(is_key))
}

/// The keys that a word is nearest to, and the word to show for them.
fn nearest(search: &SearchIndex, word: &QueryWord) -> Option<(Vec<String>, String)> {
    let stem: Vec<char> = word.keys.first()?.chars().collect();
    let whole: Vec<char> = word.text.chars().collect();
    if stem.len() < SHORTEST || stem.iter().any(char::is_ascii_digit) {
        return None;
    }
    let may_begin_otherwise = whole.len() >= SHORTEST_WITH_OTHER_FIRST;
    let swapped = [&stem, &whole].map(|word| with_first_swapped(word));
    let mut best: Option<(Rank, &Term)> = None;
    let mut longer: Vec<&Term> = Vec::new();
    for term in &search.terms {
        let Some(shown) = &term.shown else { continue };
        let key: Vec<char> = term.key.chars().collect();
        if key.len() < SHORTEST {
            continue;
        }
        let shown: Vec<char> = shown.chars().collect();
        let rest = whole.len().wrapping_sub(key.len());
        let has_same_first = key.first() == stem.first();
        let rank = if rest <= ENDING && whole.starts_with(&key) {
            Some((0, rest))
        } else if !has_same_first && !may_begin_otherwise {
            None
        } else if is_near(&stem, &key) || is_near(&whole, &key) || is_near(&whole, &shown) {
            Some((1 + usize::from(!has_same_first), 0))
        } else if may_begin_otherwise && (lacks_one(&swapped[0], &key) || lacks_one(&swapped[1], &shown)) {
            Some((AFTER_LONGER, 0))
        } else {
            None
        };
        if let Some((kind, rest)) = rank {
            let rank = (kind, rest, u32::MAX - term.count);
            if best.is_none_or(|(known, _)| rank < known) {
                best = Some((rank, term));
            }
        }
        if key.len() > stem.len() && key.len() <= stem.len() + MISSING && key.starts_with(&stem) {
            longer.push(term);
        }
    }
    let keys = |terms: &[&Term]| terms.iter().map(|term| term.key.to_string()).collect();
    let shown = |term: &Term| term.shown.as_deref().map(str::to_owned);
    match best {
        Some(((kind, ..), term)) if kind < AFTER_LONGER || longer.is_empty() => Some((keys(&[term]), shown(term)?)),
        _ => {
            let most = longer.iter().max_by_key(|term| term.count).and_then(|term| shown(term))?;
            Some((keys(&longer), most))
        }
    }
}

/// What tells how near a key is: the least is the nearest.
type Rank = (usize, usize, u32);

/// The rank of words that are taken only if none is longer.
const AFTER_LONGER: usize = 3;

/// A word whose first two letters changed places.
fn with_first_swapped(word: &[char]) -> Vec<char> {
    let mut word = word.to_vec();
    if word.len() > 1 {
        word.swap(0, 1);
    }
    word
}

/// Whether two words differ by one letter: one too many, one wrong, or two that changed places.
fn is_near(one: &[char], other: &[char]) -> bool {
    if one.len() != other.len() {
        return lacks_one(one, other);
    }
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (a, b) = (&one[same..], &other[same..]);
    let is_swapped = a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    let is_wrong = one.len() >= SHORTEST_WITH_WRONG && !a.is_empty() && a[1..] == b[1..];
    is_swapped || is_wrong
}

/// Whether one of two words is the other without a letter.
fn lacks_one(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    long.len() == short.len() + 1 && long.len() > SHORTEST && short[same..] == long[same + 1..]
}

/// A text with characters of one list in the place of those of another.
fn mapped(text: &str, from: &str, to: &str) -> String {
    text.chars()
        .map(|c| from.chars().position(|known| known == c).and_then(|at| to.chars().nth(at)).unwrap_or(c))
        .collect()
}

/// A query with a word in the place of another, whatever its case.
fn replaced(text: &str, word: &str, by: &str) -> String {
    let lower = asdg_russian::lower_case(text);
    match lower.find(word) {
        Some(at) if lower.len() == text.len() && text.is_char_boundary(at) => {
            format!("{}{by}{}", &text[..at], &text[at + word.len()..])
        }
        _ => by.to_owned(),
    }
}
