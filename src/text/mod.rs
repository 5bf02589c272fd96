//! Russian text: typography, order, ids and what looks alike.

pub mod collation;
pub mod declension;
pub mod similar;
pub mod slug;
pub mod stem;
pub mod typography;

/// A text reduced to what matters when two are compared: letters and digits, in lower case, ё as е.
pub fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ё' { 'е' } else { c })
        .collect()
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
        assert_eq!(folded("Какие  задачи стоят в 2025 году?"), folded("какие задачи, стоят в 2025 году"));
        assert_eq!(folded("Объём"), folded("объем"));
    }
}
