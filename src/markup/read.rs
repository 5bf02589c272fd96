//! Reads the HTML of a text: as lines of plain text, shortened, or block by block.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2};

use super::write::{NUMBER, NUMBER_END, ROOT, escape_into};
use asdg_russian::{sentence, within};

/// A line of a text: a paragraph, an item, a heading, a cell, a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HtmlLine<'h> {
    /// What the line is.
    pub kind: LineKind,
    html: &'h str,
}

/// The kind of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A paragraph, a heading, or the text of an item.
    Text,
    /// A cell of a table. Empty cells are lines as well.
    Cell {
        /// Whether it begins a row.
        is_first: bool,
    },
    /// Code as it was typed.
    Code,
    /// The caption of a picture.
    Caption,
}

impl<'h> HtmlLine<'h> {
    /// The text without markup. A picture is replaced by its alternative text.
    pub fn text(&self) -> Cow<'h, str> {
        if memchr2(b'<', b'&', self.html.as_bytes()).is_none() {
            return Cow::Borrowed(self.html);
        }
        let mut out = String::with_capacity(self.html.len());
        push_text(self.html, &mut out);
        Cow::Owned(out)
    }
}

/// A tag, or the text up to the next one.
enum Token<'h> {
    Tag(Tag<'h>),
    Text(&'h str),
}

/// A tag of our own HTML.
#[derive(Clone, Copy)]
struct Tag<'h> {
    /// Its content without the angle brackets.
    content: &'h str,
}

impl<'h> Tag<'h> {
    fn is_end(self) -> bool {
        self.content.starts_with('/')
    }

    fn name(self) -> &'h str {
        let content = self.content.trim_start_matches('/');
        content.split_once(' ').map_or(content, |(name, _)| name)
    }

    fn is_inline(self) -> bool {
        matches!(self.name(), "a" | "strong" | "em" | "sup" | "sub" | "code" | "span" | "img" | "br")
    }

    /// Whether it has no end tag.
    fn is_void(self) -> bool {
        matches!(self.name(), "img" | "br" | "hr")
    }

    /// The value of an attribute, still escaped.
    fn attribute(self, name: &str) -> Option<&'h str> {
        let (_, rest) = self.content.split_once(name)?;
        rest.strip_prefix("=\"")?.split_once('"').map(|(value, _)| value)
    }
}

/// Splits HTML into tags and texts, each with its range.
struct Tokens<'h> {
    html: &'h str,
    at: usize,
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

fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0 }
}

/// The lines of a text, in order.
pub fn lines(html: &str) -> impl Iterator<Item = HtmlLine<'_>> + Clone {
    HtmlLines { html, at: 0, kind: LineKind::Text, is_figure: false, is_row_start: false }
}

#[derive(Clone)]
struct HtmlLines<'h> {
    html: &'h str,
    at: usize,
    /// The kind of the next text.
    kind: LineKind,
    /// Whether it is a picture on a line of its own.
    is_figure: bool,
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
            let is_cell_end = tag.is_some_and(|tag| tag.is_end() && matches!(tag.name(), "td" | "th"));
            let is_line = (!line.html.is_empty() && !self.is_figure) || is_cell_end;
            if let Some(tag) = tag {
                self.pass(tag);
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
    fn pass(&mut self, tag: Tag<'_>) {
        match (tag.name(), tag.is_end()) {
            ("figure", is_end) => {
                self.is_figure = !is_end;
                self.kind = LineKind::Text;
            }
            ("figcaption", false) => {
                self.is_figure = false;
                self.kind = LineKind::Caption;
            }
            ("tr", false) => self.is_row_start = true,
            ("td" | "th", false) => self.kind = LineKind::Cell { is_first: std::mem::take(&mut self.is_row_start) },
            ("pre", false) => self.kind = LineKind::Code,
            ("td" | "th" | "pre", true) => self.kind = LineKind::Text,
            _ => {}
        }
    }
}

/// The words of a text in pieces, without tags and escaped characters. A word never continues in the next piece.
pub fn pieces(html: &str) -> impl Iterator<Item = &str> {
    let texts = tokens(html).filter_map(|(_, token)| match token {
        Token::Text(text) => Some(text),
        Token::Tag(_) => None,
    });
    texts.flat_map(|text| {
        text.split('&').enumerate().map(|(number, piece)| match piece.split_once(';') {
            Some((_, behind)) if number > 0 => behind,
            _ => piece,
        })
    })
}

/// All text of some HTML on one line, without any markup.
pub fn text_of(html: &str) -> String {
    let mut out = String::new();
    for line in lines(html) {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        push_text(line.html, &mut out);
    }
    out.truncate(out.trim_end().len());
    out
}

/// Appends the text of inline HTML.
fn push_text(html: &str, out: &mut String) {
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

/// Appends text, replacing the escapes that [`escape_into`] wrote.
fn push_unescaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')];
        match known.iter().find(|(name, _)| rest.starts_with(name)) {
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

/// The beginning of a text on one line, and whether there is more. It ends with a sentence or a paragraph if that is
/// long enough, else with a word. Pictures and their captions are left out.
pub fn excerpt(html: &str, limit: usize) -> (String, bool) {
    let mut out = String::new();
    let mut left = limit;
    let mut whole = 0;
    for line in lines(html).filter(|line| line.kind != LineKind::Caption) {
        let text = line.text();
        if text.is_empty() {
            continue;
        }
        if left == 0 {
            return (ended(out, whole), true);
        }
        join(&mut out, &text, line.kind);
        let start = out.len();
        let (shown, is_cut) = within(&text, &mut left);
        out.push_str(shown);
        if is_cut {
            let whole = sentence::last_end(&text, shown.len()).map_or(whole, |end| start + end);
            return (ended(out, whole), true);
        }
        // After a colon more must follow.
        if !out.ends_with(':') {
            whole = out.len();
        }
    }
    (out.trim().to_owned(), false)
}

/// Separates a line from the one above it, which in a list may end without a sign: «Тарифы», «Теплосети».
fn join(out: &mut String, next: &str, kind: LineKind) {
    if out.is_empty() {
        return;
    }
    if kind == LineKind::Text && out.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '»' | '%')) {
        out.push(if next.starts_with(char::is_uppercase) { '.' } else { ';' });
    }
    out.push(' ');
}

/// An incomplete text. `whole` is the end of its last sentence; the text is cut there unless too little would remain.
fn ended(mut text: String, whole: usize) -> String {
    if whole * 5 >= text.len() * 2 {
        text.truncate(whole);
        text.push(' ');
    }
    text.push('…');
    text.trim().to_owned()
}

/// The beginning of a text with its paragraphs, lists, links and emphasis, and whether there is more. Pictures are left
/// out, headings become bold. `left` is reduced by what is shown. A table is quoted as a whole or not at all.
pub fn excerpt_html(html: &str, left: &mut usize) -> (String, bool) {
    let plain;
    // The elements of numbers would hide the ends of sentences.
    let html = if html.contains(NUMBER) {
        plain = html.replace(NUMBER, "").replace(NUMBER_END, "");
        &plain
    } else {
        html
    };
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut is_more = false;
    let mut found = tokens(html);
    while let Some((place, token)) = found.next() {
        let tag = match token {
            Token::Text(text) => {
                let mut plain = String::new();
                push_unescaped(text, &mut plain);
                let (shown, is_cut) = within(&plain, left);
                if is_cut {
                    match sentence::last_end(&plain, shown.len()).map(|end| &plain[..end]) {
                        Some(whole) => {
                            escape_into(whole, &mut out);
                            out.push_str(" …");
                        }
                        None => {
                            escape_into(shown, &mut out);
                            out.push('…');
                        }
                    }
                    close(&mut out, &mut open, 0);
                    return (out, true);
                }
                escape_into(shown, &mut out);
                continue;
            }
            Token::Tag(tag) => tag,
        };
        match (tag.name(), tag.is_end()) {
            ("img", _) => is_more = true,
            ("figure", false) => {
                is_more = true;
                found.at = end_of_element(html, place.start);
            }
            ("h2" | "h3" | "h4" | "h5" | "h6", false) => out.push_str("<p><strong>"),
            ("h2" | "h3" | "h4" | "h5" | "h6", true) => out.push_str("</strong></p>"),
            (name, true) => {
                let depth = open.iter().rposition(|other| *other == name).unwrap_or(open.len());
                close(&mut out, &mut open, depth);
            }
            ("p" | "li" | "ul" | "ol" | "blockquote" | "pre" | "div", false) if *left == 0 => {
                close(&mut out, &mut open, 0);
                return (out, true);
            }
            ("div", false) => {
                let end = end_of_element(html, place.start);
                let length: usize = lines(&html[place.start..end]).map(|line| line.text().chars().count()).sum();
                if length > *left {
                    close(&mut out, &mut open, 0);
                    return (out, true);
                }
                push_tag(&mut out, tag);
                open.push("div");
            }
            (name, false) => {
                push_tag(&mut out, tag);
                if !tag.is_void() {
                    open.push(name);
                }
            }
        }
    }
    (out, is_more)
}

/// Appends a tag without its anchor.
fn push_tag(out: &mut String, tag: Tag<'_>) {
    out.push('<');
    match tag.name() {
        "li" => out.push_str("li"),
        _ => out.push_str(tag.content),
    }
    out.push('>');
}

/// Closes all elements from a depth on.
fn close(out: &mut String, open: &mut Vec<&str>, depth: usize) {
    while open.len() > depth {
        if let Some(name) = open.pop() {
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
    }
}

/// The end of the element that begins at `start`.
fn end_of_element(html: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    for (place, token) in (Tokens { html, at: start }) {
        let Token::Tag(tag) = token else { continue };
        if tag.is_end() {
            depth = depth.saturating_sub(1);
        } else if !tag.is_void() {
            depth += 1;
        }
        if depth == 0 {
            return place.end;
        }
    }
    html.len()
}

/// Changes the HTML of a text for another page. `root` is the path from that page to the root of the site, `home` the
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

/// The lists of a text outside of other lists and quotations, as the range of the whole element.
pub fn lists(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((place, token)) = (Tokens { html, at }).next() {
        at = match token {
            Token::Tag(tag) if !tag.is_inline() => {
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

/// The HTML before the first list; empty if there is no list.
pub fn introduction(html: &str) -> &str {
    lists(html).first().map_or("", |list| &html[..list.start])
}

/// The HTML before the first table; all of it if it begins with a table or has none.
pub fn before_table(html: &str) -> &str {
    html.find("<div class=\"table\"").filter(|&table| table > 0).map_or(html, |table| &html[..table])
}

/// Whether the items of a list begin with labels of their own, such as `а)`.
pub fn is_labelled(html: &str) -> bool {
    lists(html).iter().any(|list| html[list.clone()].starts_with("<ul class=\"labels\""))
}

/// The line with a link, as plain text, and the range of the link's words in it. `start_tag` is the start tag of the
/// link.
pub fn link_line(html: &str, start_tag: &str) -> Option<(String, Range<usize>)> {
    let (line, at) = lines(html).find_map(|line| Some((line.html, line.html.find(start_tag)?)))?;
    let mut text = String::with_capacity(line.len());
    push_text(&line[..at], &mut text);
    let start = text.len();
    let end = line[at..].find("</a>").map_or(line.len(), |end| at + end);
    push_text(&line[at..end], &mut text);
    let range = start..text.len();
    push_text(&line[end..], &mut text);
    Some((text, range))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<p>Раз <strong>два</strong><br>три &amp; <a href=\"x\">четыре</a></p><ul><li id=\"p.1\">пункт<ul><li>внутри</li>\
                        </ul></li><li id=\"p.2\"><p>второй</p></li></ul><hr><div class=\"table\" tabindex=\"0\"><table><thead><tr>\
                        <th scope=\"col\">а</th><th scope=\"col\"></th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>\
                        </div><figure><img src=\"a.png\" alt=\"мост\"><figcaption><p>Подпись</p></figcaption></figure>\
                        <pre><code>x &lt; y</code></pre>";

    #[test]
    fn a_text_is_read_line_by_line() {
        let found: Vec<_> = lines(HTML).map(|line| (line.kind, line.text().into_owned())).collect();
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
        assert_eq!(text_of("пункт<ul><li>внутри</li></ul>"), "пункт внутри");
        assert_eq!(text_of("<p>a <img src=\"x\" alt=\"мост &quot;Б&quot;\"> b</p>"), "a мост \"Б\" b");
    }

    #[test]
    fn an_excerpt_ends_with_a_whole_word() {
        assert_eq!(excerpt(HTML, 9), ("Раз два…".to_owned(), true));
        assert_eq!(excerpt("<p>Раз &lt;два&gt;</p>", 90), ("Раз <два>".to_owned(), false));
        assert_eq!(excerpt("<figure><img src=\"a\" alt=\"b\"></figure><p>в</p>", 90), ("в".to_owned(), false));
    }

    #[test]
    fn an_excerpt_ends_with_a_sentence_where_enough_is_left() {
        let html = "<p>Построен мост. Открыта дорога. Посажен парк у реки.</p>";
        assert_eq!(excerpt(html, 40).0, "Построен мост. Открыта дорога. …");
        assert_eq!(excerpt(html, 12).0, "Построен…");
        assert_eq!(
            excerpt("<p>Да.</p><p>Открыта дорога к новому мосту через реку</p>", 30).0,
            "Да. Открыта дорога к новому…"
        );
        assert_eq!(excerpt("<p>Сделано:</p><p>мост;</p><p>дорога</p>", 12).0, "Сделано: мост…");
        assert_eq!(
            excerpt("<ul><li>Мосты</li><li>Дороги и «сети»</li><li>парки</li></ul>", 90).0,
            "Мосты. Дороги и «сети»; парки"
        );
        assert_eq!(excerpt_html(html, &mut 40).0, "<p>Построен мост. Открыта дорога. …</p>");
    }

    #[test]
    fn an_excerpt_with_its_markup_closes_what_it_opens() {
        let cut = |html: &str, limit: usize| excerpt_html(html, &mut limit.clone());
        let html =
            "<p>Раз <a href=\"x\">два</a></p><ul><li id=\"p.1\">три <em>четыре пять</em></li><li>шесть</li></ul>";
        assert_eq!(
            cut(html, 18),
            ("<p>Раз <a href=\"x\">два</a></p><ul><li>три <em>четыре…</em></li></ul>".to_owned(), true)
        );
        assert_eq!(
            cut("<h4>Раз &amp;</h4><p>два</p>", 99),
            ("<p><strong>Раз &amp;</strong></p><p>два</p>".to_owned(), false)
        );
        assert_eq!(cut("<p>а</p><figure><img src=\"x\" alt=\"\"></figure>", 9), ("<p>а</p>".to_owned(), true));
        let table = "<p>а</p><div class=\"table\" tabindex=\"0\"><table><tbody><tr><td>один два</td></tr></tbody></table></div>";
        assert_eq!(cut(table, 5), ("<p>а</p>".to_owned(), true));
        assert_eq!(cut(table, 20), (table.to_owned(), false));
    }

    #[test]
    fn lists_are_found_but_not_those_inside_of_others() {
        assert_eq!(lists(HTML).len(), 1);
        assert_eq!(lists("<blockquote><ul><li>а</li></ul></blockquote><ol><li>б</li></ol>").len(), 1);
        assert_eq!(introduction("<p>а</p><ul><li>б</li></ul>"), "<p>а</p>");
        assert_eq!(introduction("<p>а</p>"), "");
        assert_eq!(before_table(HTML), &HTML[..HTML.find("<div").unwrap()]);
        assert!(is_labelled("<ul class=\"labels\"><li>а) б</li></ul>"));
    }

    #[test]
    fn a_link_is_found_with_its_line() {
        let html = "<p>а</p><p>из <strong>г. <a href=\"c\" class=\"city\">Омска</a></strong> &amp; Томска</p>";
        let (line, range) = link_line(html, "<a href=\"c\" class=\"city\">").unwrap();
        assert_eq!((line.as_str(), &line[range]), ("из г. Омска & Томска", "Омска"));
        assert_eq!(link_line(html, "<a href=\"d\""), None);
    }
}
