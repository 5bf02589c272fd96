//! Splits the HTML of a text into lines of plain text.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::tokens::{Tag, Token, Tokens, tokens};
use asdg_base::split::split;

/// A line of a text: a paragraph, an item, a heading, a cell or a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HtmlLine<'h> {
    /// The kind of the line.
    pub kind: LineKind,
    pub(super) html: &'h str,
}

/// The kind of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A paragraph, a heading, or the text of an item.
    Text,
    /// A cell of a table. Empty cells are lines too.
    Cell {
        /// Whether it is the first cell of its row.
        is_first: bool,
    },
    /// Code as it was typed.
    Code,
    /// The caption of a picture.
    Caption,
}

impl<'h> HtmlLine<'h> {
    /// Returns the text without markup. A picture is replaced by its alternative text.
    pub fn text(&self) -> Cow<'h, str> {
        if memchr2(b'<', b'&', self.html.as_bytes()).is_none() {
            return Cow::Borrowed(self.html);
        }
        let mut out = String::with_capacity(self.html.len());
        push_plain_text(self.html, &mut out);
        Cow::Owned(out)
    }
}

/// Iterates over the lines of a text, in order.
pub fn lines(html: &str) -> impl Iterator<Item = HtmlLine<'_>> + Clone {
    HtmlLines { html, at: 0, kind: LineKind::Text, is_figure: false, is_row_start: false }
}

#[derive(Clone)]
struct HtmlLines<'h> {
    html: &'h str,
    at: usize,
    /// The kind of the next line.
    kind: LineKind,
    /// Whether the next line is a picture on a line of its own.
    is_figure: bool,
    /// Whether the next cell is the first of its row.
    is_row_start: bool,
}

impl<'h> Iterator for HtmlLines<'h> {
    type Item = HtmlLine<'h>;

    fn next(&mut self) -> Option<HtmlLine<'h>> {
        while self.at < self.html.len() {
            let start = self.at;
            let mut end = self.html.len();
            let mut tag = None;
            for (place, token) in (Tokens { html: self.html, at: start }) {
                if let Token::Tag(found) = token
                    && !found.is_inline()
                {
                    (end, self.at, tag) = (place.start, place.end, Some(found));
                    break;
                }
            }
            if tag.is_none() {
                self.at = self.html.len();
            }
            let line = HtmlLine { kind: self.kind, html: &self.html[start..end] };
            let is_line = (!line.html.is_empty() && !self.is_figure) || matches!(self.kind, LineKind::Cell { .. });
            if let Some(tag) = tag {
                self.update_state(tag);
            }
            if is_line {
                return Some(line);
            }
        }
        None
    }
}

impl HtmlLines<'_> {
    /// Updates the state for the text after a tag.
    fn update_state(&mut self, tag: Tag<'_>) {
        match (tag.name(), tag.is_end()) {
            ("figure", is_end) => {
                self.is_figure = !is_end;
                self.kind = LineKind::Text;
            }
            ("figcaption", false) => {
                self.is_figure = false;
                self.kind = LineKind::Caption;
            }
            ("tr", false) => {
                self.is_row_start = true;
                self.kind = LineKind::Text;
            }
            ("td" | "th", false) => self.kind = LineKind::Cell { is_first: std::mem::take(&mut self.is_row_start) },
            ("pre", false) => self.kind = LineKind::Code,
            _ if matches!(self.kind, LineKind::Cell { .. } | LineKind::Code) => self.kind = LineKind::Text,
            _ => {}
        }
    }
}

/// Splits the words of a text into word_chunks of plain text at its tags and escaped characters. A word never continues in
/// the next piece.
pub fn word_chunks(html: &str) -> impl Iterator<Item = &str> {
    let texts = tokens(html).filter_map(|(_, token)| match token {
        Token::Text(text) => Some(text),
        Token::Tag(_) => None,
    });
    texts.flat_map(|text| {
        split(text, b'&').enumerate().map(|(number, piece)| match piece.split_once(';') {
            Some((_, behind)) if number > 0 => behind,
            _ => piece,
        })
    })
}

/// Returns all text of some HTML on one line, without markup.
pub fn single_line_text(html: &str) -> String {
    let mut out = String::new();
    for line in lines(html) {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        push_plain_text(line.html, &mut out);
    }
    out.truncate(out.trim_end().len());
    out
}

/// Appends the plain text of inline HTML.
pub(super) fn push_plain_text(html: &str, out: &mut String) {
    for (_, token) in tokens(html) {
        match token {
            Token::Text(text) => push_unescaped(text, out),
            Token::Tag(tag) => match tag.name() {
                "br" => out.push(' '),
                "img" => push_unescaped(tag.attribute("alt").unwrap_or_default(), out),
                _ => {}
            },
        }
    }
}

/// Appends text in which the entities that `write.rs` wrote are replaced by their characters.
pub(super) fn push_unescaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entities = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')];
        match entities.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, character)) => {
                out.push(*character);
                rest = &rest[name.len()..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::SAMPLE;

    #[test]
    fn a_text_is_split_into_lines() {
        let found: Vec<_> = lines(SAMPLE).map(|line| (line.kind, line.text().into_owned())).collect();
        let text = |text: &str| (LineKind::Text, text.to_owned());
        let cell = |is_first, text: &str| (LineKind::Cell { is_first }, text.to_owned());
        assert_eq!(
            found,
            [
                text("Раз два три & четыре"),
                text("пункт"),
                text("внутри"),
                text("второй"),
                cell(true, "а"),
                cell(false, ""),
                cell(true, "1"),
                cell(false, "2"),
                (LineKind::Caption, "Подпись".to_owned()),
                (LineKind::Code, "x < y".to_owned()),
            ]
        );
        assert_eq!(single_line_text("пункт<ul><li>внутри</ul>"), "пункт внутри");
        assert_eq!(single_line_text("<p>a <img src=\"x\" alt=\"мост &quot;Б&quot;\"> b</p>"), "a мост \"Б\" b");
    }
}
