//! Bare addresses become links.

use linkify::{LinkFinder, LinkKind};

use crate::prose::Inline;

/// Turns the addresses in a paragraph's text into links; `add` takes a target and gives the link's number.
pub(super) fn link(content: &mut Vec<Inline>, add: &mut impl FnMut(String) -> u16) {
    let may_hold = |inline: &Inline| match inline {
        Inline::Text(text) => text.contains("://") || text.contains('@') || text.contains("www."),
        Inline::Styled(..) => true,
        _ => false,
    };
    if !content.iter().any(may_hold) {
        return;
    }
    let mut linked = Vec::with_capacity(content.len());
    for inline in content.drain(..) {
        match inline {
            Inline::Text(text) => push_linked(&text, &mut linked, add),
            Inline::Styled(style, mut content) => {
                link(&mut content, add);
                linked.push(Inline::Styled(style, content));
            }
            other => linked.push(other),
        }
    }
    *content = linked;
}

fn push_linked(text: &str, out: &mut Vec<Inline>, add: &mut impl FnMut(String) -> u16) {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    for span in finder.spans(text) {
        let part = span.as_str();
        let target = match span.kind() {
            Some(LinkKind::Email) => Some(format!("mailto:{part}")),
            Some(LinkKind::Url) if part.starts_with("http://") || part.starts_with("https://") => Some(part.to_owned()),
            Some(LinkKind::Url) if part.starts_with("www.") => Some(format!("https://{part}")),
            _ => None,
        };
        match (target, out.last_mut()) {
            (Some(target), _) => out.push(Inline::Link { link: add(target), content: vec![Inline::Text(part.into())] }),
            (None, Some(Inline::Text(last))) => *last = [last, part].concat().into(),
            (None, _) => out.push(Inline::Text(part.into())),
        }
    }
}

/// Whether a link's text is an address itself, which typography must leave alone.
pub(super) fn is_address(content: &[Inline]) -> bool {
    matches!(content, [Inline::Text(text)] if text.contains("://") || text.starts_with("www.") || (text.contains('@') && !text.contains(' ')))
}
