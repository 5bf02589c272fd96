//! Plain text for a place where Markdown is read.

/// Text in which no sign means anything to Markdown.
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

/// Whether what stands behind an ampersand makes a character of it: `nbsp;`, `#160;`
fn is_entity(rest: &str) -> bool {
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(rest.len());
    end > 0 && rest[end..].starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_means_anything_any_more() {
        assert_eq!(escape("a*b [c] &nbsp; & d"), "a\\*b \\[c\\] \\&nbsp; & d");
    }
}
