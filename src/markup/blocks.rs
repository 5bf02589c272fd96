//! Finds the lists, tables and links in the HTML of a text, and adapts its links to other pages.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::lines::push_plain_text;
use super::tokens::{Token, Tokens, end_of_element};
use super::write::ROOT;

/// Adapts the links of a text to another page. `root` is the path from that page to the root of the site, `home` the
/// path to the page of the response. The replaced prefixes occur only in links, because quotation marks in texts are
/// escaped.
pub fn rebased<'h>(html: &'h str, root: &str, home: &str) -> Cow<'h, str> {
    let mut html = Cow::Borrowed(html);
    for (from, to) in
        [(format!("href=\"{ROOT}"), format!("href=\"{root}")), ("href=\"#".to_owned(), format!("href=\"{home}#"))]
    {
        if from != to && html.contains(&from) {
            html = html.replace(&from, &to).into();
        }
    }
    html
}

/// The lists of a text that are not in other lists or quotations.
pub struct Lists<'h> {
    html: &'h str,
    /// The range of each whole element.
    ranges: Vec<Range<usize>>,
}

impl<'h> Lists<'h> {
    /// Finds the lists.
    pub fn find(html: &'h str) -> Self {
        let mut ranges = Vec::new();
        let mut at = 0;
        while let Some((place, token)) = (Tokens { html, at }).next() {
            at = match token {
                Token::Tag(tag) if !tag.is_inline() && !tag.may_lack_end_tag() => {
                    let end = end_of_element(html, place.start);
                    if matches!(tag.name(), "ul" | "ol") {
                        ranges.push(place.start..end);
                    }
                    end
                }
                _ => place.end,
            };
        }
        Self { html, ranges }
    }

    /// Returns the HTML before the first list; empty if there is no list.
    pub fn introduction(&self) -> &'h str {
        self.ranges.first().map_or("", |list| &self.html[..list.start])
    }

    /// Whether there is text between or after the lists.
    pub fn has_text_beside(&self) -> bool {
        let starts_of_next = self.ranges.iter().skip(1).map(|list| list.start).chain([self.html.len()]);
        self.ranges.iter().zip(starts_of_next).any(|(list, next)| list.end < next)
    }

    /// Whether the items of a list begin with labels that the author typed, such as `а)`.
    pub fn is_labelled(&self) -> bool {
        self.ranges.iter().any(|list| self.html[list.start..].starts_with("<ul class=labels>"))
    }
}

/// Returns the HTML before the first table; all of it if it begins with a table or has none.
pub fn before_table(html: &str) -> &str {
    memmem::find(html.as_bytes(), b"<div class=table ").filter(|&table| table > 0).map_or(html, |table| &html[..table])
}

/// Returns the plain text of a line with a link, and the range of the link's words in it. `before` is the HTML before the
/// link, `rest` that from the link on.
pub fn text_around_link(before: &str, rest: &str) -> (String, Range<usize>) {
    let mut text = String::with_capacity(before.len() + rest.len());
    push_plain_text(before, &mut text);
    let start = text.len();
    let (link, after) = rest.split_at(rest.find("</a>").unwrap_or(rest.len()));
    push_plain_text(link, &mut text);
    let words = start..text.len();
    push_plain_text(after, &mut text);
    (text, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::SAMPLE;

    #[test]
    fn lists_in_other_lists_and_quotations_are_not_found() {
        assert_eq!(Lists::find(SAMPLE).ranges.len(), 1);
        assert!(Lists::find(SAMPLE).has_text_beside());
        let quotation = Lists::find("<blockquote><ul><li>а</ul></blockquote><ol><li>б<ol><li>в</ol></ol>");
        assert_eq!((quotation.ranges.len(), quotation.has_text_beside()), (1, false));
        assert_eq!(Lists::find("<p>а<ul><li>б</ul>").introduction(), "<p>а");
        assert_eq!(Lists::find("<p>а</p>").introduction(), "");
        assert_eq!(before_table(SAMPLE), &SAMPLE[..SAMPLE.find("<div").unwrap()]);
        assert!(Lists::find("<ul class=labels><li>а) б</ul>").is_labelled());
    }

    #[test]
    fn the_words_of_a_link_are_found_in_its_line() {
        let (before, rest) = ("из <strong>г. ", "<a href=\"c\" class=city>Омска</a></strong> &amp; Томска");
        let (line, words) = text_around_link(before, rest);
        assert_eq!((line.as_str(), &line[words]), ("из г. Омска & Томска", "Омска"));
    }
}
