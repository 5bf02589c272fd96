//! Repairs bold text as people type it: Markdown would show the asterisks of `**Total:**text` and `** Total **`.

/// A space character that nobody types and that Markdown treats as white space. It is inserted between a letter and a
/// mark that must not be separated in print, and removed when the text is read.
pub(super) const JOINER: char = '\u{205f}';

/// Appends `line` to `out` with its pairs of `**` repaired.
pub(super) fn push_mended(line: &str, out: &mut String) {
    if !line.contains("**") {
        out.push_str(line);
        return;
    }
    let marks = marks(line);
    // With an odd number of marks, a pair may span lines; then nothing is changed.
    if marks.is_empty() || !marks.len().is_multiple_of(2) {
        out.push_str(line);
        return;
    }
    let mut from = 0;
    for pair in marks.chunks_exact(2) {
        let [open, close] = [pair[0], pair[1]];
        let inner = &line[open + 2..close];
        let text = inner.trim();
        if text.is_empty() {
            continue;
        }
        out.push_str(&line[from..open]);
        let before = line[..open].chars().next_back();
        let after = line[close + 2..].chars().next();
        let first = text.chars().next();
        let last = text.chars().next_back();
        if inner.starts_with(char::is_whitespace) && before.is_some_and(|c| !c.is_whitespace()) {
            out.push(' ');
        } else if before.is_some_and(char::is_alphanumeric) && first.is_some_and(|c| !c.is_alphanumeric()) {
            out.push(JOINER);
        }
        out.push_str("**");
        out.push_str(text);
        out.push_str("**");
        if inner.ends_with(char::is_whitespace) && after.is_some_and(|c| !c.is_whitespace()) {
            out.push(' ');
        } else if let (Some(last), Some(after)) = (last, after) {
            if after.is_alphanumeric() && ":.;,!?".contains(last) {
                out.push(' ');
            } else if after.is_alphanumeric() && !last.is_alphanumeric() {
                out.push(JOINER);
            }
        }
        from = close + 2;
    }
    out.push_str(&line[from..]);
}

/// The positions of `**` outside of code, escapes and longer runs of asterisks.
fn marks(line: &str) -> Vec<usize> {
    let bytes = line.as_bytes();
    let mut marks = Vec::new();
    let mut code = false;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' => code = !code,
            b'*' if !code => {
                let run = bytes[at..].iter().take_while(|&&b| b == b'*').count();
                if run == 2 {
                    marks.push(at);
                }
                at += run - 1;
            }
            _ => {}
        }
        at += 1;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(line: &str) -> String {
        let mut out = String::new();
        push_mended(line, &mut out);
        out.replace(JOINER, "~")
    }

    #[test]
    fn bold_without_its_blank_is_mended() {
        assert_eq!(mended("**Итоги:**текст"), "**Итоги:** текст");
        assert_eq!(mended("**Итоги: **текст"), "**Итоги:** текст");
        assert_eq!(mended("слово**«имя»**слово"), "слово~**«имя»**~слово");
        assert_eq!(mended("**Итоги** текст"), "**Итоги** текст");
        assert_eq!(mended("`a ** b` и **c"), "`a ** b` и **c");
    }
}
