//! Corrects queries that find nothing: [`correct`]. It uses the first of these corrections that leads to a word of the
//! digest:
//!
//! 1. Latin letters that look like Russian ones: `Oмск`.
//! 2. The wrong keyboard layout, if the query contains no Russian letter: `vepsq`.
//! 3. An ending that this word does not have, or a form of a name that is not listed: the word starts with a key.
//! 4. One letter too many, missing or wrong, or two adjacent letters swapped. Words with the same first letter are
//!    preferred, because people notice an error there: `згакупка` before `бакан` for «Абакан». The typed word is also
//!    compared as a whole, because Snowball may take the end of a misspelt name for an ending: `бака`.
//! 5. An incomplete word: up to four letters are missing at its end.
//! 6. The first two letters swapped, and another letter missing or too many: `рдоги`.

use super::index::{SearchIndex, Term};
use super::query::{Condition, Query, QueryWord};
use asdg_russian::is_russian_letter;
use asdg_russian::normal::composed;

/// A corrected query.
pub(super) struct Corrected {
    pub(super) query: Query,
    /// The query as text.
    pub(super) text: String,
}

/// Shorter words are not corrected.
const MIN_LENGTH: usize = 4;

/// The first letter of shorter words is taken to be right, because too many other words are as near: «клон» and
/// «уклон».
const MIN_LENGTH_FOR_FIRST_LETTER: usize = 5;

/// A wrong letter is not corrected in shorter words, for the same reason.
const MIN_LENGTH_FOR_WRONG_LETTER: usize = 6;

/// The largest number of letters that may be missing at the end of a word.
const MAX_MISSING: usize = 4;

/// The largest number of letters of a word after a key that it starts with.
const MAX_ENDING: usize = 3;

/// Latin letters, and the Russian letters that they look like.
const LATIN: &str = "aceopxykmtbhABCEHKMOPTXY";
const LOOKALIKES: &str = "асеорхукмтвнАВСЕНКМОРТХУ";

/// The characters of the English and of the Russian keyboard layout.
const ENGLISH_LAYOUT: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
const RUSSIAN_LAYOUT: &str = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ";

/// Corrects a query that finds nothing. `None` if all its words are in the digest, or one of them resembles no word of
/// the digest.
pub(super) fn correct(search: &SearchIndex, text: &str, query: &Query) -> Option<Corrected> {
    let text = composed(text);
    let is_key = |key: &str| search.term(key).is_some();
    let parse = |text: &str| Query::new(text, &search.vocabulary, &is_key);
    let is_known = |query: &Query| unknown_words(search, query).next().is_none() && !query.is_empty();
    unknown_words(search, query).next()?;
    let with_russian_letters = replace_characters(&text, LATIN, LOOKALIKES);
    let in_russian_layout =
        (!text.contains(is_russian_letter)).then(|| replace_characters(&text, ENGLISH_LAYOUT, RUSSIAN_LAYOUT));
    for text in std::iter::once(with_russian_letters).chain(in_russian_layout) {
        let query = parse(&text);
        if is_known(&query) {
            return Some(Corrected { query, text });
        }
    }
    let mut text = text.into_owned();
    let mut corrected = parse(&text);
    for Condition { words, synonym } in &mut corrected.wanted {
        if synonym.as_ref().is_some_and(|key| is_key(key)) {
            continue;
        }
        for word in words.iter_mut().filter(|word| !word.keys.iter().any(|key| is_key(key))) {
            let (keys, shown) = nearest(search, word)?;
            text = replace_word(&text, &word.text, &shown);
            *word = QueryWord { text: shown, keys };
        }
    }
    Some(Corrected { query: corrected, text })
}

/// Returns the words of a query that are not in the digest.
fn unknown_words<'q>(search: &'q SearchIndex, query: &'q Query) -> impl Iterator<Item = &'q QueryWord> {
    let is_key = |key: &String| search.term(key).is_some();
    let conditions = query.wanted.iter().filter(move |condition| !condition.synonym.as_ref().is_some_and(is_key));
    conditions.flat_map(|condition| &condition.words).filter(move |word| !word.keys.iter().any(is_key))
}

/// Finds the keys that are nearest to a word, and the word to show for them.
fn nearest(search: &SearchIndex, word: &QueryWord) -> Option<(Vec<String>, String)> {
    let stem: Vec<char> = word.keys.first()?.chars().collect();
    let whole: Vec<char> = word.text.chars().collect();
    if stem.len() < MIN_LENGTH || stem.iter().any(char::is_ascii_digit) {
        return None;
    }
    let may_differ_in_first = whole.len() >= MIN_LENGTH_FOR_FIRST_LETTER;
    let swapped = [&stem, &whole].map(|word| with_first_two_swapped(word));
    let mut best: Option<(Rank, &Term)> = None;
    let mut completions: Vec<&Term> = Vec::new();
    for term in &search.terms {
        let Some(shown) = &term.shown else { continue };
        let key: Vec<char> = term.key.chars().collect();
        if key.len() < MIN_LENGTH {
            continue;
        }
        let shown: Vec<char> = shown.chars().collect();
        let rest = whole.len().wrapping_sub(key.len());
        let has_same_first = key.first() == stem.first();
        let rank = if rest <= MAX_ENDING && whole.starts_with(&key) {
            Some((0, rest))
        } else if !has_same_first && !may_differ_in_first {
            None
        } else if is_one_typo_away(&stem, &key) || is_one_typo_away(&whole, &key) || is_one_typo_away(&whole, &shown) {
            Some((1 + usize::from(!has_same_first), 0))
        } else if may_differ_in_first
            && (differ_by_extra_letter(&swapped[0], &key) || differ_by_extra_letter(&swapped[1], &shown))
        {
            Some((AFTER_COMPLETIONS, 0))
        } else {
            None
        };
        if let Some((kind, rest)) = rank {
            let rank = (kind, rest, u32::MAX - term.count);
            if best.is_none_or(|(best_rank, _)| rank < best_rank) {
                best = Some((rank, term));
            }
        }
        if key.len() > stem.len() && key.len() <= stem.len() + MAX_MISSING && key.starts_with(&stem) {
            completions.push(term);
        }
    }
    let keys = |terms: &[&Term]| terms.iter().map(|term| term.key.to_string()).collect();
    let shown = |term: &Term| term.shown.as_deref().map(str::to_owned);
    match best {
        Some(((kind, ..), term)) if kind < AFTER_COMPLETIONS || completions.is_empty() => {
            Some((keys(&[term]), shown(term)?))
        }
        _ => {
            let most_frequent = completions.iter().max_by_key(|term| term.count).and_then(|term| shown(term))?;
            Some((keys(&completions), most_frequent))
        }
    }
}

/// The rank of a key: the kind of the correction, the letters after the key, and its rarity. The smallest is the best.
type Rank = (usize, usize, u32);

/// The kind of corrections that are used only if the word cannot be completed.
const AFTER_COMPLETIONS: usize = 3;

/// Swaps the first two letters of a word.
fn with_first_two_swapped(word: &[char]) -> Vec<char> {
    let mut word = word.to_vec();
    if word.len() > 1 {
        word.swap(0, 1);
    }
    word
}

/// Whether two words differ by one typing error: one letter too many, one wrong letter, or two adjacent letters
/// swapped.
fn is_one_typo_away(one: &[char], other: &[char]) -> bool {
    if one.len() != other.len() {
        return differ_by_extra_letter(one, other);
    }
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (a, b) = (&one[same..], &other[same..]);
    let is_swapped = a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    let is_wrong = one.len() >= MIN_LENGTH_FOR_WRONG_LETTER && !a.is_empty() && a[1..] == b[1..];
    is_swapped || is_wrong
}

/// Whether one of two words is the other with one letter removed.
fn differ_by_extra_letter(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    long.len() == short.len() + 1 && long.len() > MIN_LENGTH && short[same..] == long[same + 1..]
}

/// Replaces each character of a text that is in `from` by the one at the same position of `to`.
fn replace_characters(text: &str, from: &str, to: &str) -> String {
    text.chars()
        .map(|c| from.chars().position(|other| other == c).and_then(|at| to.chars().nth(at)).unwrap_or(c))
        .collect()
}

/// Replaces a word of a query, ignoring case. If the word cannot be located, returns the replacement alone.
fn replace_word(text: &str, word: &str, by: &str) -> String {
    let lower = asdg_russian::lower_case(text);
    match lower.find(word) {
        Some(at) if lower.len() == text.len() && text.is_char_boundary(at) => {
            format!("{}{by}{}", &text[..at], &text[at + word.len()..])
        }
        _ => by.to_owned(),
    }
}
