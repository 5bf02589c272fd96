//! Mends bold as people type it: `**Total:**text` and `** Total **`, which Markdown would show with its asterisks.

/// A blank that nobody types and that Markdown takes for one. It goes between a letter and a mark that must not be parted in
/// print, and is taken off again when the text is read.
pub(super) const JOINER: char = '\u{205f}';

/// Appends `line` to `out` with its pairs of `**` mended.
pub(super) fn push_mended(line: &str, out: &mut String) {
    if !line.contains("**") {
        out.push_str(line);
        return;
    }
    let marks = marks(line);
    // An odd one may belong to a pair that spans lines; then nothing is touched.
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

/// Where `**` stands, outside code, escapes and longer runs of asterisks.
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
