//! Turns bare addresses in a text into links.
//!
//! `linkify` finds mail addresses. It is not used for addresses of pages: it reads a closing quotation mark as part of
//! the path, and does not recognise hosts under `.рф`. This module finds those.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use crate::prose::Inline;

/// Turns the addresses in a paragraph's text into links; `add` stores a target and returns the number of the link.
pub(super) fn link_addresses(content: &mut Vec<Inline>, add: &mut impl FnMut(String) -> u16) {
    let may_have_address = |inline: &Inline| match inline {
        Inline::Text(text) => {
            // A fast pre-check: few texts have a character that an address begins with or contains.
            memchr::memchr3_iter(b'@', b':', b'w', text.as_bytes()).any(|at| {
                text[at..].starts_with('@') || text[at..].starts_with("://") || text[at..].starts_with("www.")
            })
        }
        Inline::Styled(..) => true,
        _ => false,
    };
    if !content.iter().any(may_have_address) {
        return;
    }
    let mut linked = Vec::with_capacity(content.len());
    for inline in content.drain(..) {
        match inline {
            Inline::Text(text) => push_linked(&text, &mut linked, add),
            Inline::Styled(style, mut content) => {
                link_addresses(&mut content, add);
                linked.push(Inline::Styled(style, content));
            }
            other => linked.push(other),
        }
    }
    *content = linked;
}

fn push_linked(text: &str, out: &mut Vec<Inline>, add: &mut impl FnMut(String) -> u16) {
    let mut rest = text;
    while let Some(range) = first_address(rest) {
        push_mail(&rest[..range.start], out, add);
        let address = &rest[range.clone()];
        let target = if address.starts_with("http") { address.to_owned() } else { format!("https://{address}") };
        out.push(Inline::Link { link: add(target), content: vec![Inline::Text(address.into())] });
        rest = &rest[range.end..];
    }
    push_mail(rest, out, add);
}

fn push_mail(text: &str, out: &mut Vec<Inline>, add: &mut impl FnMut(String) -> u16) {
    if memchr::memchr(b'@', text.as_bytes()).is_none() {
        if !text.is_empty() {
            out.push(Inline::Text(text.into()));
        }
        return;
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Email]);
    for span in finder.spans(text) {
        let part: Box<str> = span.as_str().into();
        out.push(match span.kind() {
            Some(_) => Inline::Link { link: add(format!("mailto:{part}")), content: vec![Inline::Text(part)] },
            None => Inline::Text(part),
        });
    }
}

/// Returns the range of the first web address in a text.
fn first_address(text: &str) -> Option<Range<usize>> {
    const STARTS: [&str; 3] = ["http://", "https://", "www."];
    memchr::memchr2_iter(b'h', b'w', text.as_bytes()).find_map(|at| {
        let start = STARTS.into_iter().find(|start| text[at..].starts_with(start))?;
        let before = text[..at].chars().next_back();
        let begins = !before.is_some_and(|c| c.is_ascii_alphanumeric() || (start == "www." && "/@.-".contains(c)));
        let host_at = if start == "www." { 0 } else { start.len() };
        let length = address_length(&text[at..], host_at).filter(|_| begins)?;
        Some(at..at + length)
    })
}

/// Returns the length of the address at the start of a text, whose host begins at `host_at`; `None` if that is not a
/// host.
fn address_length(text: &str, host_at: usize) -> Option<usize> {
    // Check the host first, and at most as many characters as a host can have, so that other text costs little.
    let ends_host = |c: char| ends_address(c) || "/?#()[]{}".contains(c);
    let authority = &text[host_at..];
    let mut chars = authority.char_indices().enumerate();
    let end = chars.find(|&(number, (_, c))| number == MAX_HOST_LENGTH || ends_host(c));
    let end = end.map_or(authority.len(), |(_, (at, _))| at);
    let host = authority[..end].trim_end_matches(SENTENCE_MARKS).rsplit('@').next()?.split(':').next()?;
    let host = if host_at == 0 { host.strip_prefix("www.")? } else { host };
    is_host(host).then(|| {
        let address = &text[..text.find(ends_address).unwrap_or(text.len())];
        cut_at_unopened_bracket(address).trim_end_matches(SENTENCE_MARKS).len()
    })
}

/// Punctuation that may occur inside an address, but belongs to the sentence at its end.
const SENTENCE_MARKS: [char; 11] = ['?', '!', '.', ',', ':', ';', '*', '\'', '(', '[', '{'];

/// The maximum length of a host in characters, including a user name before it.
const MAX_HOST_LENGTH: usize = 300;

/// Whether an address ends before a character: at white space, at quotation marks and dashes, and at characters that no
/// address may contain.
fn ends_address(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "<>\"`|«»„“”‘’…—–".contains(c)
}

/// Returns the text up to the first closing bracket without an opening one.
fn cut_at_unopened_bracket(text: &str) -> &str {
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => open.push(c),
            ')' | ']' | '}' if !matches!((open.pop(), c), (Some('('), ')') | (Some('['), ']') | (Some('{'), '}')) => {
                return &text[..at];
            }
            _ => {}
        }
    }
    text
}

/// Whether a text is a host name: `example.org`, `город.рф`, `localhost`, `192.168.0.1`.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    let labels: Vec<&str> = text.split('.').collect();
    let is_number = |label: &&str| label.bytes().all(|byte| byte.is_ascii_digit());
    let is_address = labels.len() == 4 && labels.iter().all(is_number);
    let top = labels.last().copied().unwrap_or_default();
    let is_name = labels.len() == 1 || (top.chars().count() > 1 && !is_number(&top));
    labels.iter().all(|label| is_label(label)) && (is_address || is_name)
}

/// Whether a link's text is itself an address, which typography must not change.
pub(super) fn is_address(content: &[Inline]) -> bool {
    matches!(content, [Inline::Text(text)] if text.contains("://") || text.starts_with("www.") || (text.contains('@') && !text.contains(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<String> {
        let mut targets = Vec::new();
        link_addresses(&mut vec![Inline::Text(text.into())], &mut |target| {
            targets.push(target);
            0
        });
        targets
    }

    #[test]
    fn an_address_ends_before_punctuation_and_quotation_marks() {
        for (typed, target) in [
            ("сайт «https://a.example/b».", "https://a.example/b"),
            ("“https://a.example/b”,", "https://a.example/b"),
            ("„https://a.example/b“", "https://a.example/b"),
            ("\"https://a.example/b\"", "https://a.example/b"),
            ("https://a.example/b… и далее", "https://a.example/b"),
            ("https://a.example/b— тире", "https://a.example/b"),
            ("(https://a.example/b);", "https://a.example/b"),
            ("https://a.example/b_(c), да", "https://a.example/b_(c)"),
            ("https://a.example/?q=1&r=2#d!", "https://a.example/?q=1&r=2#d"),
            ("https://a.example.", "https://a.example"),
            ("www.a.example/путь;", "https://www.a.example/путь"),
            ("https://выдумск.рф/новости открыт", "https://выдумск.рф/новости"),
            ("www.выдумск.рф", "https://www.выдумск.рф"),
            ("http://localhost:3000/x", "http://localhost:3000/x"),
            ("Сайтhttps://a.example", "https://a.example"),
            ("пишите: kto@a.example.", "mailto:kto@a.example"),
        ] {
            assert_eq!(addresses(typed), [target], "{typed}");
        }
        assert_eq!(addresses("https://a.example/b,https://c.example").len(), 1);
        assert_eq!(addresses("https://a.example и kto@b.example и www.c.example").len(), 3);
    }

    #[test]
    fn text_that_is_not_an_address_is_not_linked() {
        for text in ["https://", "www. да", "https://…", "https://1.5/2", "ahttps://b.example", "выдумск.рф"]
        {
            assert_eq!(addresses(text), [""; 0], "{text}");
        }
    }
}
