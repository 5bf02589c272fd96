//! Repairs asterisks as people type them: Markdown would show those of `**Total:**text` and `** Total **` as text, and
//! read those of `3*4*5` as emphasis, which would show 345.

use std::borrow::Cow;

/// A space character that nobody types and that Markdown treats as white space. It is inserted between a letter and
/// asterisks where no space may be printed, and removed when the text is read.
pub(super) const JOINER: char = '\u{205f}';

/// Appends `line` to `out` with its asterisks repaired.
pub(super) fn push_repaired(line: &str, out: &mut String) {
    if memchr::memchr(b'*', line.as_bytes()).is_none() {
        out.push_str(line);
        return;
    }
    let line = &*escape_products(line);
    let marks = runs_of_asterisks(line, 2);
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

/// Escapes the asterisks of products: those between a letter or digit and a digit, `2м*3м`.
fn escape_products(line: &str) -> Cow<'_, str> {
    let mut escaped = Cow::Borrowed(line);
    let is_product = |at: &usize| {
        let before = line[..*at].chars().next_back();
        let after = line.as_bytes().get(at + 1);
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(u8::is_ascii_digit)
    };
    for at in runs_of_asterisks(line, 1).into_iter().filter(is_product).rev() {
        escaped.to_mut().insert(at, '\\');
    }
    escaped
}

/// Returns the positions of the runs of exactly `length` asterisks, outside of code and escapes.
fn runs_of_asterisks(line: &str, length: usize) -> Vec<usize> {
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
                if run == length {
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

    fn repaired(line: &str) -> String {
        let mut out = String::new();
        push_repaired(line, &mut out);
        out.replace(JOINER, "~")
    }

    #[test]
    fn bold_text_without_spaces_is_repaired() {
        assert_eq!(repaired("**Итоги:**текст"), "**Итоги:** текст");
        assert_eq!(repaired("**Итоги: **текст"), "**Итоги:** текст");
        assert_eq!(repaired("слово**«имя»**слово"), "слово~**«имя»**~слово");
        assert_eq!(repaired("**Итоги** текст"), "**Итоги** текст");
        assert_eq!(repaired("`a ** b` и **c"), "`a ** b` и **c");
    }

    #[test]
    fn an_asterisk_in_a_product_is_escaped() {
        assert_eq!(repaired("плита 3*4*5 и 2м*3м*1м"), "плита 3\\*4\\*5 и 2м\\*3м\\*1м");
        assert_eq!(repaired("*5 школ* и **6**7"), "*5 школ* и **6**7");
        assert_eq!(repaired("`3*4*5` и 3\\*4"), "`3*4*5` и 3\\*4");
    }
}
