//! Splits a text or a query into tokens: words and numbers. `themes/default/assets/search.js` finds the same tokens
//! with a regular expression.
//!
//! A token is one of these:
//!
//! - a number with grouped thousands: `65 130`, `1 250,5`;
//! - a number with points or commas: `12,5`, `15.02.2025`;
//! - letters and digits, possibly joined by hyphens: `парк`, `44-ФЗ`, `Улан-Удэ`.

use asdg_russian::{folded, is_letter_or_digit, is_russian_letter, letters_and_digits};

/// Returns the tokens of a text, in order and unchanged.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let run = letters_and_digits(text, from);
        from = number_end(text, run.start).unwrap_or_else(|| word_end(text, run.end));
        (from > run.start).then(|| &text[run.start..from])
    })
}

/// Splits a token into runs of letters and runs of digits, in lower case.
pub(crate) fn parts(token: &str) -> Vec<String> {
    if token.chars().all(is_russian_letter) {
        return vec![folded(token)];
    }
    let mut parts = Vec::new();
    for run in token.split(|c| !is_word_character(c)).filter(|run| !run.is_empty()) {
        let mut start = 0;
        let mut before: Option<bool> = None;
        for (at, c) in run.char_indices() {
            let is_digit = c.is_ascii_digit();
            if before.is_some_and(|before| before != is_digit) {
                parts.push(folded(&run[start..at]));
                start = at;
            }
            before = Some(is_digit);
        }
        parts.push(folded(&run[start..]));
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Normalises a number, so that its key does not depend on how it is typed: `65 130` becomes `65130`, `12,5` becomes
/// `12.5`. `None` for other tokens.
pub(crate) fn number(token: &str) -> Option<String> {
    let is_number = token.chars().all(|c| c.is_ascii_digit() || is_gap(c) || matches!(c, '.' | ','));
    let plain = || token.chars().filter(|&c| !is_gap(c)).map(|c| if c == ',' { '.' } else { c }).collect();
    is_number.then(plain)
}

/// Whether a character is part of a word. Characters that JavaScript counts as two (outside of the basic plane) are
/// not.
fn is_word_character(c: char) -> bool {
    c <= '\u{ffff}' && is_letter_or_digit(c)
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Returns the end of a word whose first run of letters and digits ends at `end`. Hyphens join further runs to it.
fn word_end(text: &str, mut end: usize) -> usize {
    loop {
        let Some(hyphen) = text[end..].chars().next().filter(|&c| is_hyphen(c)) else { return end };
        let from = end + hyphen.len_utf8();
        let next = letters_and_digits(text, from);
        if next.start > from || next.is_empty() {
            return end;
        }
        end = next.end;
    }
}

/// Returns the end of the number at `start`; `None` if there is no number, or only digits without separators.
fn number_end(text: &str, start: usize) -> Option<usize> {
    // Most tokens are words.
    if !text.as_bytes().get(start).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let first = digits_end(text, start);
    let mut end = first;
    if (1..=3).contains(&(first - start)) {
        while let Some(next) = group_end(text, end, is_gap, |digits| digits == 3) {
            end = next;
        }
    }
    while let Some(next) = group_end(text, end, |c| matches!(c, '.' | ','), |digits| digits > 0) {
        end = next;
    }
    (end > first).then_some(end)
}

/// Returns the end of a separator and a group of digits at `start`; `None` if there is no group of an accepted length, or
/// a letter follows it.
fn group_end(
    text: &str,
    start: usize,
    is_separator: impl Fn(char) -> bool,
    is_length: impl Fn(usize) -> bool,
) -> Option<usize> {
    let separator = text[start..].chars().next().filter(|&c| is_separator(c))?;
    let from = start + separator.len_utf8();
    let end = digits_end(text, from);
    let ends = !text[end..].chars().next().is_some_and(is_word_character);
    (is_length(end - from) && ends).then_some(end)
}

fn digits_end(text: &str, start: usize) -> usize {
    text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |length| start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_words_and_numbers() {
        let table: [(&str, &[&str]); 9] = [
            ("Парк «Юность», сквер.", &["Парк", "Юность", "сквер"]),
            ("Улан-Удэ — Чита", &["Улан-Удэ", "Чита"]),
            ("по 44-ФЗ и COVID-19", &["по", "44-ФЗ", "и", "COVID-19"]),
            ("65 130 рублей, 1\u{a0}250,5 тонны", &["65 130", "рублей", "1\u{a0}250,5", "тонны"]),
            ("в 2024 году 100 школ", &["в", "2024", "году", "100", "школ"]),
            ("15.02.2025, п. 3.", &["15.02.2025", "п", "3"]),
            ("12.5кг", &["12", "5кг"]),
            ("О\u{301}мск", &["О\u{301}мск"]),
            ("2023-2025 - да-", &["2023-2025", "да"]),
        ];
        for (text, expected) in table {
            assert_eq!(tokens(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn parts_are_letters_or_digits() {
        assert_eq!(parts("44-ФЗ"), ["44", "фз"]);
        assert_eq!(parts("5G"), ["5", "g"]);
        assert_eq!(parts("Жилищно-Коммунальный"), ["жилищно", "коммунальный"]);
    }

    #[test]
    fn a_number_is_normalised() {
        assert_eq!(number("65 130").as_deref(), Some("65130"));
        assert_eq!(number("65130").as_deref(), Some("65130"));
        assert_eq!(number("12,5"), number("12.5"));
        assert_eq!(number("44-ФЗ"), None);
    }
}
