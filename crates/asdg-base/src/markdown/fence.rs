//! Recognises code fences. `comments` and `tidy` share this module: if one of them read a line as code and the other
//! did not, the text after it would be misread.

/// An open fence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fence {
    character: u8,
    length: usize,
    /// Whether it is in a quotation; then it ends with the quotation, even if it is not closed.
    quoted: bool,
}

impl Fence {
    /// Returns the fence that a line opens. It may be in a quotation or be the text of an item: `> ~~~`, `- ~~~`.
    pub(super) fn opened_by(line: &str) -> Option<Self> {
        // A shortcut: this runs for every line, and most begin with a letter.
        if line.as_bytes().first().is_none_or(|&byte| byte.is_ascii_alphabetic() || matches!(byte, 0xD0 | 0xD1)) {
            return None;
        }
        let LineStart { quoted, text, .. } = LineStart::of(line);
        let character = *text.as_bytes().first().filter(|character| matches!(character, b'`' | b'~'))?;
        let length = run_length(text, character);
        // Backticks that close on the same line are inline code.
        let is_fence = length >= 3 && (character == b'~' || !text[length..].contains('`'));
        is_fence.then_some(Self { character, length, quoted })
    }

    /// Whether a line closes the fence. Unlike an opening fence, a closing one is followed by no words.
    pub(super) fn is_closed_by(&self, line: &str) -> bool {
        let text = if self.quoted { strip_quotation_markers(line).1 } else { line.trim() };
        let length = run_length(text, self.character);
        length >= self.length && text[length..].trim().is_empty()
    }

    /// Whether a line is outside the quotation that the fence is in, and so ends the code.
    pub(super) fn is_left_by(&self, line: &str) -> bool {
        self.quoted && !line.trim_start().starts_with('>')
    }

    /// Whether it is in a quotation.
    pub(super) fn is_quoted(&self) -> bool {
        self.quoted
    }
}

fn run_length(text: &str, character: u8) -> usize {
    text.bytes().take_while(|&byte| byte == character).count()
}

/// The start of a line, split into the markers of quotations and items, and the text after them.
pub(super) struct LineStart<'l> {
    pub(super) quoted: bool,
    /// Whether it has a marker of an item.
    pub(super) is_item: bool,
    pub(super) text: &'l str,
}

impl<'l> LineStart<'l> {
    /// Splits the markers off a line.
    pub(super) fn of(line: &'l str) -> Self {
        let (mut quoted, mut text) = strip_quotation_markers(line);
        let mut is_item = false;
        while let Some(rest) = strip_item_marker(text) {
            is_item = true;
            let (inner, rest) = strip_quotation_markers(rest);
            quoted |= inner;
            text = rest;
        }
        Self { quoted, is_item, text }
    }
}

/// Strips the markers of quotations off a line; returns whether it had any.
fn strip_quotation_markers(line: &str) -> (bool, &str) {
    let text = line.trim_start().trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    (line.trim_start().starts_with('>'), text)
}

/// Strips the marker of an item off a text: `- text`, `1. text`.
fn strip_item_marker(text: &str) -> Option<&str> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = match digits {
        0 => text.strip_prefix(['-', '*', '+', '–', '—', '−', '•', '·', '▪', '■', '●', '○', '◦', '‣', '∙'])?,
        1..=9 => text[digits..].strip_prefix(['.', ')'])?,
        _ => return None,
    };
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_closed_by_a_line_of_the_same_marks_only() {
        let fence = Fence::opened_by("  ~~~~ слова").unwrap();
        assert!(fence.is_closed_by("~~~~~ "));
        for other in ["~~~", "~~~~ слова", "````", ""] {
            assert!(!fence.is_closed_by(other), "{other}");
        }
        for none in ["``код``", "```код```", "~~", "текст"] {
            assert_eq!(Fence::opened_by(none), None, "{none}");
        }
    }

    #[test]
    fn a_fence_may_be_in_a_quotation_or_an_item() {
        let fence = Fence::opened_by("> - ```").unwrap();
        assert!(fence.is_closed_by("> ```"));
        assert!(fence.is_left_by("Текст"));
        assert!(Fence::opened_by("2. ~~~").is_some_and(|fence| !fence.is_left_by("Текст")));
    }
}
