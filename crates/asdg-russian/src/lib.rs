//! Processes Russian text. This crate does not depend on digests.
//!
//! - [`typography`] sets quotation marks, dashes and no-break spaces; [`normal`] normalises Unicode.
//! - [`declension`] forms the grammatical cases of town names, [`stem`] stems words, [`listed`] has the search keys of
//!   words that the stemmer misses, [`collation`] sorts names.
//! - [`sentence`] finds where sentences end, [`empty_answer`] recognises answers without content, [`private`] finds
//!   personal data such as telephone and passport numbers.
//! - [`slug`] makes ids from names.

pub mod collation;
pub mod declension;
pub mod empty_answer;
pub mod listed;
pub mod normal;
pub mod private;
pub mod sentence;
pub mod slug;
pub mod stem;
pub mod typography;

use std::borrow::Cow;
use std::ops::Range;

/// Whether a character is a letter or a combining stress mark.
pub fn is_letter(c: char) -> bool {
    is_common_letter(c).unwrap_or_else(|| c.is_alphabetic() || normal::is_stress(c))
}

/// Whether a character is a Russian or Latin letter; `None` for characters other than these and common signs. The
/// tables of Unicode take much longer, and this runs for every character of a digest.
fn is_common_letter(c: char) -> Option<bool> {
    match c {
        'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' | 'a'..='z' | 'A'..='Z' => Some(true),
        '\0'..='\u{7f}' | '\u{a0}' | '«' | '»' | '№' | '\u{2010}'..='\u{203a}' => Some(false),
        _ => None,
    }
}

/// Whether a character is a letter of the Russian alphabet.
pub fn is_russian_letter(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')
}

/// Returns the words of a text: its longest runs of letters. Works on bytes, because this runs for every word of a
/// digest.
pub fn letters(text: &str) -> impl Iterator<Item = &str> {
    let run_end = |start, class| run_end(text, start, class, &LETTERS, is_letter);
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = run_end(from, ByteClass::Other);
        from = run_end(start, ByteClass::Word);
        (from > start).then(|| &text[start..from])
    })
}

/// Returns the range of the first run of letters and digits at `start` or later. Characters that JavaScript counts as
/// two (those above U+FFFF) are neither.
#[inline]
pub fn letters_and_digits(text: &str, start: usize) -> Range<usize> {
    let is_word = |c| c <= '\u{ffff}' && is_letter_or_digit(c);
    let run_end = |start, class| run_end(text, start, class, &LETTERS_AND_DIGITS, is_word);
    let start = run_end(start, ByteClass::Other);
    start..run_end(start, ByteClass::Word)
}

/// Returns the end of the run of characters of a class that begins at `start`. `is_word` decides where the table
/// cannot.
#[inline]
fn run_end(
    text: &str,
    start: usize,
    class: ByteClass,
    table: &[ByteClass; 256],
    is_word: impl Fn(char) -> bool,
) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        at += bytes[at..].iter().take_while(|&&byte| table[usize::from(byte)] == class).count();
        if at == bytes.len() || table[usize::from(bytes[at])] != ByteClass::Unknown {
            return at;
        }
        match text[at..].chars().next() {
            Some(c) if is_word(c) == (class == ByteClass::Word) => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// Whether a byte shows that its character is part of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ByteClass {
    /// The character is part of a word.
    Word,
    /// The character is between words.
    Other,
    /// The whole character has to be decoded to decide.
    Unknown,
}

/// The classes of bytes where words consist of letters: all characters that begin with 0xD0 or 0xD1 are Cyrillic
/// letters. Continuation bytes count as letters too, because other characters are skipped as a whole.
const LETTERS: [ByteClass; 256] = {
    let mut table = [ByteClass::Unknown; 256];
    let mut byte = 0;
    while byte < 0xC0 {
        let is_letter = byte >= 0x80 || (byte as u8).is_ascii_alphabetic();
        table[byte] = if is_letter { ByteClass::Word } else { ByteClass::Other };
        byte += 1;
    }
    table[0xD0] = ByteClass::Word;
    table[0xD1] = ByteClass::Word;
    table
};

/// The classes of bytes where words consist of letters and digits.
const LETTERS_AND_DIGITS: [ByteClass; 256] = {
    let mut table = LETTERS;
    let mut byte = b'0';
    while byte <= b'9' {
        table[byte as usize] = ByteClass::Word;
        byte += 1;
    }
    table
};

/// Whether any byte satisfies a predicate. Never stops early: without a branch for each byte, the compiler vectorises
/// the loop, and the processor tests sixteen bytes at once.
pub fn any_byte(text: &[u8], is: impl Fn(u8) -> bool) -> bool {
    text.iter().fold(false, |any, &byte| any | is(byte))
}

/// Whether a character has no width: soft hyphens, zero-width characters, direction marks.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// Whether a character changes the direction of the text after it, up to the end of the paragraph: an embedding,
/// override or isolate of the bidirectional algorithm. Russian needs none. Windows puts one before text that is copied
/// from its dialogs.
pub fn changes_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character must not reach a page, a feed or a terminal: control characters, noncharacters, interlinear
/// annotation characters, and private-use characters, for which no reader's font has a glyph. Line ends and tabs are
/// control characters too: callers except those that they allow.
pub fn is_forbidden(c: char) -> bool {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    c.is_control()
        || matches!(c, '\u{fff9}'..='\u{fffb}')
        || is_private
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Whether a character is a letter or a digit; see [`is_letter`].
pub fn is_letter_or_digit(c: char) -> bool {
    c.is_ascii_digit()
        || is_common_letter(c).unwrap_or_else(|| c.is_alphabetic() || c.is_numeric() || normal::is_stress(c))
}

/// Folds a text for comparison: keeps only letters and digits, in lower case, with е for ё, without stress marks.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_folded(text, &mut out);
    out
}

/// Appends a text, [`folded`].
pub fn push_folded(text: &str, out: &mut String) {
    push_lower(text.chars().filter(|&c| is_letter_or_digit(c)), out);
}

/// Appends characters in lower case, with е for ё, without stress marks.
pub fn push_lower(chars: impl Iterator<Item = char>, out: &mut String) {
    for c in chars {
        match c {
            'ё' | 'Ё' => out.push('е'),
            'а'..='я' | 'a'..='z' => out.push(c),
            'А'..='Я' => out.extend(char::from_u32(u32::from(c) + 32)),
            c if normal::is_stress(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// Converts to lower case, with е for ё, without stress marks; unlike [`folded`], keeps all other characters.
pub fn lower_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_lower(text.chars(), &mut out);
    out
}

/// Collapses white space: one space between words and none at the ends. No-break spaces stay as they are.
pub fn collapse_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Truncates a line to `limit` characters at the end of a word, and appends an ellipsis if something is left out.
pub fn cut(line: &str, limit: usize) -> Cow<'_, str> {
    match truncate(line, &mut limit.clone()) {
        (line, false) => line.into(),
        (shown, true) => format!("{shown}…").into(),
    }
}

/// Truncates a text to `left` characters at the end of a word, reduces `left` by its length, and returns whether
/// something was cut. Words joined by a no-break space, names of several words, and quotations stay whole, unless that
/// would leave less than half of the text that fits.
pub fn truncate<'t>(text: &'t str, left: &mut usize) -> (&'t str, bool) {
    if *left == usize::MAX {
        return (text, false);
    }
    match text.char_indices().nth(*left) {
        None => {
            *left -= text.chars().count();
            (text, false)
        }
        Some((end, _)) => {
            *left = 0;
            let head = &text[..end];
            let words = head.rfind(' ').or_else(|| head.rfind('\u{a0}')).map_or(head, |at| &head[..at]);
            let unbroken = match before_quotation(words) {
                whole if whole.len() == words.len() => before_name(words, &text[words.len()..]),
                before => before,
            };
            let [unbroken, words] = [unbroken, words].map(without_end_marks);
            (if unbroken.len() * 2 >= words.len() { unbroken } else { words }, true)
        }
    }
}

fn without_end_marks(text: &str) -> &str {
    text.trim_end_matches([' ', '\u{a0}', ',', ';', ':', '—', '–', '-', '(', '«', '.', '…'])
}

/// Returns the text before a quotation that is not closed in it: «Открыт клуб» of «Открыт клуб «Старый».
fn before_quotation(text: &str) -> &str {
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '«' => open.push(at),
            '»' => _ = open.pop(),
            _ => {}
        }
    }
    open.first().map_or(text, |&at| &text[..at])
}

/// Returns the text before a name that continues in `rest`: «Перед жителями выступил» of «Перед жителями выступил
/// Пётр», before «Образцов».
fn before_name<'t>(text: &'t str, rest: &str) -> &'t str {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let ends_with_name =
        |text: &str| text.rsplit(' ').next().is_some_and(is_capital) && !text.ends_with(['.', '!', '?', ':']);
    if !is_capital(rest.trim_start_matches([' ', '\u{a0}'])) {
        return text;
    }
    let mut text = text;
    while let Some(at) = text.rfind(' ').filter(|_| ends_with_name(text)) {
        text = &text[..at];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn truncation_keeps_quotations_names_and_numbers_whole() {
        let cut = |text, mut limit| truncate(text, &mut limit).0.to_owned();
        assert_eq!(cut("Построен мост через реку", 20), "Построен мост через");
        assert_eq!(cut("Открыт новый клуб «Старый город» у реки", 27), "Открыт новый клуб");
        assert_eq!(cut("«Старый город и новый клуб у реки»", 20), "«Старый город и");
        assert_eq!(cut("Перед жителями выступил Пётр Образцов", 32), "Перед жителями выступил");
        assert_eq!(cut("Закуплено за год 25\u{a0}000 саженцев", 20), "Закуплено за год");
        assert_eq!(cut("Сделано за год: мост и дорога", 17), "Сделано за год");
    }

    #[test]
    fn folding_ignores_case_punctuation_and_stress_marks() {
        assert_eq!(folded("Какие  планы у города на 2025 год?"), folded("какие планы, у города на 2025 год"));
        assert_eq!(folded("Объём"), folded("объем"));
        assert_eq!(folded("В Йо\u{301}рске"), folded("в Йорске"));
        assert_eq!(lower_case("О\u{301}мск — Ёж"), "омск — еж");
        assert_eq!(letters("в О\u{301}мске, да—нет").collect::<Vec<_>>(), ["в", "О\u{301}мске", "да", "нет"]);
    }

    #[test]
    fn any_byte_finds_a_byte_at_any_position() {
        for text in ["&город", "город&", "го&род"] {
            assert!(any_byte(text.as_bytes(), |byte| byte == b'&'), "{text}");
            assert!(!any_byte(text.as_bytes(), |byte| byte == b'<'), "{text}");
        }
        assert!(!any_byte(b"", |_| true));
    }
}
