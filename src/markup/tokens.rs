//! Splits the HTML of a text into tags and texts.

use std::ops::Range;

use memchr::memchr;

/// A tag, or the text up to the next tag.
pub(super) enum Token<'h> {
    Tag(Tag<'h>),
    Text(&'h str),
}

/// A tag that `write.rs` wrote.
#[derive(Clone, Copy)]
pub(super) struct Tag<'h> {
    /// The tag without its angle brackets.
    pub(super) content: &'h str,
}

impl<'h> Tag<'h> {
    pub(super) fn is_end(self) -> bool {
        self.content.starts_with('/')
    }

    pub(super) fn name(self) -> &'h str {
        let content = self.content.strip_prefix('/').unwrap_or(self.content);
        memchr(b' ', content.as_bytes()).map_or(content, |end| &content[..end])
    }

    pub(super) fn is_inline(self) -> bool {
        is_inline(self.name())
    }

    /// Whether the element has no end tag, or may have none.
    pub(super) fn may_lack_end_tag(self) -> bool {
        matches!(self.name(), "img" | "br" | "hr" | "p" | "li" | "thead" | "tbody" | "tr" | "th" | "td")
    }

    /// Returns the value of an attribute, still escaped.
    pub(super) fn attribute(self, name: &str) -> Option<&'h str> {
        let (_, rest) = self.content.split_once(name)?;
        rest.strip_prefix("=\"")?.split_once('"').map(|(value, _)| value)
    }
}

/// Whether an element is part of a line of text.
pub fn is_inline(name: &str) -> bool {
    matches!(name, "a" | "strong" | "em" | "sup" | "sub" | "code" | "span" | "img" | "br")
}

/// An iterator over the tags and texts of some HTML, each with its range. It starts at `at`.
pub(super) struct Tokens<'h> {
    pub(super) html: &'h str,
    pub(super) at: usize,
}

impl<'h> Iterator for Tokens<'h> {
    type Item = (Range<usize>, Token<'h>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.html.get(start..).filter(|rest| !rest.is_empty())?;
        let token = if let Some(tag) = rest.strip_prefix('<') {
            let length = memchr(b'>', tag.as_bytes()).unwrap_or(tag.len());
            self.at = (start + length + 2).min(self.html.len());
            Token::Tag(Tag { content: &tag[..length] })
        } else {
            let length = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            self.at = start + length;
            Token::Text(&rest[..length])
        };
        Some((start..self.at, token))
    }
}

pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0 }
}

/// Finds the end of the element that begins at `start`, which always has an end tag.
pub(super) fn end_of_element(html: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    for (place, token) in (Tokens { html, at: start }) {
        let Token::Tag(tag) = token else { continue };
        if tag.may_lack_end_tag() {
            continue;
        }
        if tag.is_end() {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
        }
        if depth == 0 {
            return place.end;
        }
    }
    html.len()
}
