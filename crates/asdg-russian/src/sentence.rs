//! Finds sentence boundaries in Russian official texts.
//!
//! A full stop ends a sentence if a capital letter follows and the word before it is not an abbreviation («г. Омск»),
//! an initial or the number of a list item.

use std::ops::Range;

use memchr::{memchr3_iter, memmem};

use super::{is_letter, is_letter_or_digit};

/// Abbreviations after which a sentence continues even if a capital letter follows: «г. Омск», «им. Кирова». See
/// [`is_abbreviation`] for those that may end a sentence, as in «и т. д. В Томск».
const ABBREVIATIONS: &[&str] = &[
    "г",
    "гг",
    "гор",
    "обл",
    "р",
    "ул",
    "пр",
    "просп",
    "пер",
    "пл",
    "наб",
    "ст",
    "им",
    "пос",
    "п",
    "с",
    "д",
    "кв",
    "стр",
    "корп",
    "рис",
    "табл",
    "см",
    "ср",
    "св",
    "т",
    "е",
    "к",
    "н",
    "э",
    "др",
    "проч",
    "руб",
    "коп",
    "тыс",
    "млн",
    "млрд",
    "чел",
    "экз",
    "акад",
    "проф",
    "доц",
    "зам",
    "нач",
    "отв",
    "тел",
    "адм",
    "мкр",
    "оз",
    "о",
    "ч",
    "абз",
    "ред",
    "изд",
    "кн",
    "вып",
    "гл",
];

/// Returns the sentence around a range of a text.
pub fn around(text: &str, place: Range<usize>) -> Range<usize> {
    let mut start = 0;
    for (at, c) in end_marks(text) {
        let Some(next) = next_sentence(text, at, c) else {
            continue;
        };
        if next > place.start {
            // After the range: the sentence ends here, including closing quotation end_marks and brackets.
            if next >= place.end && at >= place.start {
                let end = start + text[start..next].trim_end().len();
                return start..end;
            }
            continue;
        }
        start = next;
    }
    start..start + text[start..].trim_end().len()
}

/// Returns the end of the last sentence that ends in the first `limit` bytes of a text; `None` if none does.
pub fn last_end(text: &str, limit: usize) -> Option<usize> {
    let ends = end_marks(text).take_while(|&(at, _)| at < limit).filter_map(|(at, c)| {
        let next = next_sentence(text, at, c)?;
        Some(text[..next].trim_end().len())
    });
    ends.take_while(|&end| end <= limit).last()
}

/// Finds the punctuation marks that may end a sentence.
fn end_marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut stops = memchr3_iter(b'.', b'!', b'?', bytes).peekable();
    let mut ellipses = memmem::find_iter(bytes, "…").peekable();
    std::iter::from_fn(move || match (stops.peek(), ellipses.peek()) {
        (Some(stop), Some(ellipsis)) if ellipsis < stop => Some((ellipses.next()?, '…')),
        (None, _) => Some((ellipses.next()?, '…')),
        _ => stops.next().map(|at| (at, char::from(bytes[at]))),
    })
}

/// Returns the start of the next sentence, if the mark at `at` ends one.
fn next_sentence(text: &str, at: usize, mark: char) -> Option<usize> {
    let after = &text[at + mark.len_utf8()..];
    let closed = after.trim_start_matches(['.', '!', '?', '…', '»', '”', '“', '"', ')']);
    let next = closed.trim_start();
    if next.is_empty() {
        return Some(text.len());
    }
    let spaced = next.len() < closed.len();
    let first_word = next.trim_start_matches(['«', '„', '"', '(', '—', '–', ' ', '\u{a0}']);
    let is_start = first_word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !spaced || !is_start || (mark == '.' && is_abbreviation(&text[..at], first_word)) {
        return None;
    }
    Some(text.len() - next.len())
}

/// Whether the word before a full stop is an abbreviation, an initial, or the number of an item.
fn is_abbreviation(head: &str, next: &str) -> bool {
    let start = head.trim_end_matches(is_letter_or_digit).len();
    let word = &head[start..];
    let is_initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let is_number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let begins_line = head[..start].trim().is_empty();
    let lower = word.to_lowercase();
    // «... в 2024 г. Город ...»: after a year the abbreviation may end the sentence.
    let before = head[..start].trim_end();
    let follows_year = matches!(lower.as_str(), "г" | "гг") && before.ends_with(|c: char| c.is_ascii_digit());
    let ends_list = matches!(lower.as_str(), "д" | "др" | "проч" | "п" | "е" | "руб" | "чел" | "тыс" | "млн" | "млрд")
        && before.ends_with(|c: char| is_letter(c) || c.is_ascii_digit() || c == '.')
        && next.starts_with(char::is_uppercase);
    is_initial || (is_number && begins_line) || (ABBREVIATIONS.contains(&lower.as_str()) && !follows_year && !ends_list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence<'t>(text: &'t str, word: &str) -> &'t str {
        let start = text.find(word).unwrap();
        &text[around(text, start..start + word.len())]
    }

    #[test]
    fn the_last_sentence_within_a_limit_is_found() {
        let text = "Построен мост в г. Томске. Сказали: «Едем!» Потом дорога";
        let upto = |limit: usize| last_end(text, limit).map(|end| &text[..end]);
        assert_eq!(upto(text.len()), Some("Построен мост в г. Томске. Сказали: «Едем!»"));
        assert_eq!(upto("Построен мост в г. Томске. Ска".len()), Some("Построен мост в г. Томске."));
        assert_eq!(upto("Построен мост в г. Том".len()), None);
    }

    #[test]
    fn sentences_end_where_officials_end_them() {
        for (text, expected) in [
            ("Раз. Гости из Томска приехали. Три.", "Гости из Томска приехали."),
            ("Томск первый! Потом другие.", "Томск первый!"),
            ("Было так. Поехали в г. Томск на форум", "Поехали в г. Томск на форум"),
            ("Открыт в 2024 г. Томск присоединился позже.", "Томск присоединился позже."),
            ("Мэр А. С. Примеров принял гостей из Томска. Подарки.", "Мэр А. С. Примеров принял гостей из Томска."),
            ("1. Поездка в Томск. 2. Отчёт.", "1. Поездка в Томск."),
            ("Куплено на 3,5 млн руб. Томск помог.", "Томск помог."),
            ("Сказали: «Едем в Томск!» Поехали.", "Сказали: «Едем в Томск!»"),
            ("Школы, сады и т. д. В Томск ездили дважды.", "В Томск ездили дважды."),
            ("Без точки о Томске", "Без точки о Томске"),
        ] {
            assert_eq!(sentence(text, "Томск"), expected, "{text}");
        }
    }
}
