//! Writes values as YAML: plain if YAML reads the same value back, else quoted.

use super::{Node, Source, parse};
use crate::problem::Problems;

/// The quoting style of the values of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quotes {
    /// Only where necessary.
    #[default]
    Needed,
    /// Always, with single quotation marks.
    Single,
    /// Always, with double quotation marks.
    Double,
}

/// Writes a text as a value. `flow`: inside brackets or braces, where commas separate values.
pub fn value(text: &str, quotes: Quotes, flow: bool) -> String {
    match quotes {
        Quotes::Needed if is_plain(text, flow) => text.to_owned(),
        Quotes::Needed | Quotes::Single => format!("'{}'", text.replace('\'', "''")),
        Quotes::Double => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// Whether YAML reads the unquoted text back as the same text: parses it to find out. Texts that other YAML parsers
/// read as a number, a date or a boolean are quoted as well.
fn is_plain(text: &str, flow: bool) -> bool {
    const WORDS: [&str; 10] = ["yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"];
    let is_word = WORDS.contains(&text.to_lowercase().as_str());
    let is_number = text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '-' | '_' | 'e' | 'E' | '+'));
    if is_word || is_number {
        return false;
    }
    let line = if flow { format!("[{text}]") } else { format!("key: {text}") };
    let read = parse(&Source::yaml(String::new(), &line), &mut Problems::default());
    let same = |node: &Node| matches!(node, Node::Text(read) if read == text);
    match read {
        Some(Node::List(list)) => matches!(list.as_slice(), [only] if same(only)),
        Some(Node::Map(entries)) => matches!(entries.as_slice(), [(_, only)] if same(only)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_yaml_would_read_differently_are_quoted() {
        for plain in ["Омск", "Усть-Илимск", "«Ёлка»", "Киров (Калужская область)", "44-ФЗ", "Вода, тепло"]
        {
            assert_eq!(value(plain, Quotes::Needed, false), plain);
        }
        for (text, quoted) in [
            ("Итоги: год", "'Итоги: год'"),
            ("Номер #1 и #2", "'Номер #1 и #2'"),
            ("- Омск", "'- Омск'"),
            ("\"Ёлка\" и ель", "'\"Ёлка\" и ель'"),
            ("2024", "'2024'"),
            ("2024-01-05", "'2024-01-05'"),
            ("12:30", "'12:30'"),
            ("Yes", "'Yes'"),
            ("no", "'no'"),
            ("null", "'null'"),
            ("@омск", "'@омск'"),
            ("*омск", "'*омск'"),
            ("[Омск]", "'[Омск]'"),
            ("д'Артаньянск: #1", "'д''Артаньянск: #1'"),
        ] {
            assert_eq!(value(text, Quotes::Needed, false), quoted, "{text}");
        }
        assert_eq!(value("Вода, тепло", Quotes::Needed, true), "'Вода, тепло'");
        assert_eq!(value("a\"b\\", Quotes::Double, false), "\"a\\\"b\\\\\"");
    }
}
