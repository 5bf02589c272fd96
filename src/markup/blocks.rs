//! Finds the lists, tables and links in the HTML of a text, and adapts its links to other pages.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::lines::{lines, push_plain_text};
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

/// Finds the lists of a text that are not in other lists or quotations, each as the range of the whole element.
pub fn lists(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((place, token)) = (Tokens { html, at }).next() {
        at = match token {
            Token::Tag(tag) if !tag.is_inline() && !tag.may_lack_end_tag() => {
                let end = end_of_element(html, place.start);
                if matches!(tag.name(), "ul" | "ol") {
                    found.push(place.start..end);
                }
                end
            }
            _ => place.end,
        };
    }
    found
}

/// Returns the HTML before the first list; empty if there is no list.
pub fn introduction(html: &str) -> &str {
    lists(html).first().map_or("", |list| &html[..list.start])
}

/// Whether there is text between or after the lists.
pub fn has_text_beside_lists(html: &str) -> bool {
    let lists = lists(html);
    let ends_of_lists = lists.iter().map(|list| list.end);
    let starts_of_next = lists.iter().skip(1).map(|list| list.start).chain([html.len()]);
    ends_of_lists.zip(starts_of_next).any(|(end, next)| end < next)
}

/// Returns the HTML before the first table; all of it if it begins with a table or has none.
pub fn before_table(html: &str) -> &str {
    memmem::find(html.as_bytes(), b"<div class=\"table\"")
        .filter(|&table| table > 0)
        .map_or(html, |table| &html[..table])
}

/// Whether the items of a list begin with labels that the author typed, such as `а)`.
pub fn is_labelled(html: &str) -> bool {
    lists(html).iter().any(|list| html[list.clone()].starts_with("<ul class=\"labels\""))
}

/// Finds the line with a link. Returns its plain text and the range of the link's words in it. `start_tag` is the start
/// tag of the link.
pub fn link_line(html: &str, start_tag: &str) -> Option<(String, Range<usize>)> {
    let finder = memmem::Finder::new(start_tag);
    let (line, at) = lines(html).find_map(|line| Some((line.html, finder.find(line.html.as_bytes())?)))?;
    let mut text = String::with_capacity(line.len());
    push_plain_text(&line[..at], &mut text);
    let start = text.len();
    let end = line[at..].find("</a>").map_or(line.len(), |end| at + end);
    push_plain_text(&line[at..end], &mut text);
    let range = start..text.len();
    push_plain_text(&line[end..], &mut text);
    Some((text, range))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::SAMPLE;

    #[test]
    fn lists_in_other_lists_and_quotations_are_not_found() {
        assert_eq!(lists(SAMPLE).len(), 1);
        assert_eq!(lists("<blockquote><ul><li>а</ul></blockquote><ol><li>б</ol>").len(), 1);
        assert_eq!(introduction("<p>а<ul><li>б</ul>"), "<p>а");
        assert_eq!(introduction("<p>а</p>"), "");
        assert_eq!(before_table(SAMPLE), &SAMPLE[..SAMPLE.find("<div").unwrap()]);
        assert!(is_labelled("<ul class=\"labels\"><li>а) б</ul>"));
    }

    #[test]
    fn a_link_is_found_with_its_line() {
        let html = "<p>а<p>из <strong>г. <a href=\"c\" class=\"city\">Омска</a></strong> &amp; Томска</p>";
        let (line, range) = link_line(html, "<a href=\"c\" class=\"city\">").unwrap();
        assert_eq!((line.as_str(), &line[range]), ("из г. Омска & Томска", "Омска"));
        assert_eq!(link_line(html, "<a href=\"d\""), None);
    }
}
