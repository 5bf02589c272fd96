//! Russian text: typography, order, ids and what looks alike.

pub mod collation;
pub mod declension;
pub mod escape;
pub mod nothing;
pub mod private;
pub mod sentence;
pub mod similar;
pub mod slug;
pub mod stem;
pub mod typography;

/// Whether a character is a letter. Russian and Latin letters are told at once, since every character of a digest is asked.
pub fn is_letter(c: char) -> bool {
    match c {
        'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' | 'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{7f}' => false,
        c => c.is_alphabetic(),
    }
}

/// Whether a character takes no room on paper: soft hyphens, characters of no width, marks of direction.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
    )
}

/// Whether a character must not reach a page, a feed or a terminal: control characters, but for the ends of lines and tabs that a text is
/// made of, and what Unicode keeps for no character.
pub fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Whether a character is a letter or a digit; see [`is_letter`].
pub fn is_letter_or_digit(c: char) -> bool {
    c.is_ascii_digit() || is_letter(c) || (!c.is_ascii() && c.is_numeric())
}

/// A text reduced to what matters when two are compared: letters and digits, in lower case, ё as е.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_folded(text, &mut out);
    out
}

/// Appends a text that is [`folded`].
pub fn push_folded(text: &str, out: &mut String) {
    for c in text.chars().filter(|&c| is_letter_or_digit(c)) {
        match c {
            'ё' | 'Ё' => out.push('е'),
            'а'..='я' | 'a'..='z' => out.push(c),
            'А'..='Я' => out.extend(char::from_u32(u32::from(c) + 32)),
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// Lower case, ё as е; unlike [`folded`], with all that is no letter.
pub fn lower_case(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

/// The text with one blank between words and none at the ends. No-break spaces stay as they are.
pub fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_that_differ_in_case_and_punctuation_are_the_same() {
        assert_eq!(folded("Какие  планы у города на 2025 год?"), folded("какие планы, у города на 2025 год"));
        assert_eq!(folded("Объём"), folded("объем"));
    }
}
