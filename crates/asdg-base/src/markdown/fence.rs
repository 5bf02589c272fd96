//! Recognises code fences. Comments and tidying share this module: if one of them took a line for code and the other
//! did not, the text after it would be misread.

/// A fence that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fence {
    mark: u8,
    length: usize,
    /// Whether it is in a quotation; then it ends with the quotation.
    quoted: bool,
}

impl Fence {
    /// The fence that a line opens. It may be in a quotation or be the text of an item: `> ~~~`, `- ~~~`.
    pub(super) fn opened_by(line: &str) -> Option<Self> {
        // A shortcut: this runs for every line, and most begin with a letter.
        if line.as_bytes().first().is_none_or(|&byte| byte.is_ascii_alphabetic() || matches!(byte, 0xD0 | 0xD1)) {
            return None;
        }
        let Start { quoted, text, .. } = Start::of(line);
        let mark = *text.as_bytes().first().filter(|mark| matches!(mark, b'`' | b'~'))?;
        let length = run(text, mark);
        // Backticks that close on the same line are inline code.
        let is_fence = length >= 3 && (mark == b'~' || !text[length..].contains('`'));
        is_fence.then_some(Self { mark, length, quoted })
    }

    /// Whether a line closes the fence. Unlike an opening fence, it has no words.
    pub(super) fn is_closed_by(&self, line: &str) -> bool {
        let text = if self.quoted { unquoted(line).1 } else { line.trim() };
        let length = run(text, self.mark);
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

fn run(text: &str, mark: u8) -> usize {
    text.bytes().take_while(|&byte| byte == mark).count()
}

/// The start of a line: markers of quotations and items, then its text.
pub(super) struct Start<'l> {
    pub(super) quoted: bool,
    /// Whether there is a marker of an item.
    pub(super) is_item: bool,
    pub(super) text: &'l str,
}

impl<'l> Start<'l> {
    /// Splits the markers off a line.
    pub(super) fn of(line: &'l str) -> Self {
        let (mut quoted, mut text) = unquoted(line);
        let mut is_item = false;
        while let Some(behind) = behind_marker(text) {
            is_item = true;
            let (inner, behind) = unquoted(behind);
            quoted |= inner;
            text = behind;
        }
        Self { quoted, is_item, text }
    }
}

/// The line without the markers of quotations, and whether it had any.
fn unquoted(line: &str) -> (bool, &str) {
    let text = line.trim_start().trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    (line.trim_start().starts_with('>'), text)
}

/// The text after the marker of an item: `- text`, `1. text`.
fn behind_marker(text: &str) -> Option<&str> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = match digits {
        0 => text.strip_prefix(['-', '*', '+', '–', '—', '−', '•', '·', '▪', '■', '●', '○', '◦', '‣', '∙'])?,
        1..=9 => text[digits..].strip_prefix(['.', ')'])?,
        _ => return None,
    };
    (behind.is_empty() || behind.starts_with(char::is_whitespace)).then(|| behind.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_closed_by_a_line_of_its_own_marks_and_nothing_else() {
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
    fn a_fence_may_stand_in_a_quotation_or_an_item() {
        let fence = Fence::opened_by("> - ```").unwrap();
        assert!(fence.is_closed_by("> ```"));
        assert!(fence.is_left_by("Текст"));
        assert!(Fence::opened_by("2. ~~~").is_some_and(|fence| !fence.is_left_by("Текст")));
    }
}
