//! Escapes plain text so that Markdown reads it as text.

use std::ops::Range;

/// Escapes all characters of a text that have a meaning in Markdown.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let entity = c == '&' && is_entity(&text[at + 1..]);
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '`') || entity {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes a text, and makes the given ranges links to courses.
pub fn escape_with_links(text: &str, links: &[(Range<usize>, &str)]) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (range, course) in links {
        let words = text.get(range.clone()).unwrap_or_default();
        out.push_str(&escape(text.get(from..range.start).unwrap_or_default()));
        out.push_str(&format!("[{}](course:{course})", escape(words)));
        from = range.end;
    }
    out.push_str(&escape(text.get(from..).unwrap_or_default()));
    out
}

/// Whether the text after an ampersand makes it a character reference: `nbsp;`, `#160;`
fn is_entity(rest: &str) -> bool {
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(rest.len());
    end > 0 && rest[end..].starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_characters_are_escaped() {
        assert_eq!(escape("a*b [c] &nbsp; & d"), "a\\*b \\[c\\] \\&nbsp; & d");
    }
}
