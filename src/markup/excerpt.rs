//! Shortens the HTML of a text for the pages that quote it.

use memchr::memmem;

use super::lines::{LineKind, lines, push_unescaped};
use super::tokens::{Tag, Token, end_of_element, tokens};
use super::write::{NUMBER, NUMBER_END, escape_into};
use asdg_russian::{sentence, truncate};

/// A cut item or paragraph shorter than this many bytes is dropped if a whole one precedes it: «построить…» tells the
/// reader nothing.
const MIN_PARTIAL_BLOCK: usize = 80;

/// Returns the beginning of a text as plain text on one line, and whether the text continues. The excerpt ends with a
/// sentence or a paragraph if that is long enough, else with a word. Pictures and their captions are left out. `limit`
/// is the length in characters.
pub fn excerpt(html: &str, limit: usize) -> (String, bool) {
    let mut out = String::new();
    let mut remaining = limit;
    let mut sentence_end = 0;
    for line in lines(html).filter(|line| line.kind != LineKind::Caption) {
        let text = line.text();
        if text.is_empty() {
            continue;
        }
        if remaining == 0 {
            return (with_ellipsis(out, sentence_end), true);
        }
        push_separator(&mut out, &text, line.kind);
        let start = out.len();
        let (shown, is_cut) = truncate(&text, &mut remaining);
        out.push_str(shown);
        if is_cut {
            let sentence_end = sentence::last_end(&text, shown.len()).map_or(sentence_end, |end| start + end);
            return (with_ellipsis(out, sentence_end), true);
        }
        // An excerpt must not end with a colon, which announces what follows.
        if !out.ends_with(':') {
            sentence_end = out.len();
        }
    }
    (out.trim().to_owned(), false)
}

/// Appends what separates a line from the previous one. Items of a list may end without punctuation, so it is added:
/// «Тарифы» and «Теплосети» become «Тарифы. Теплосети».
fn push_separator(out: &mut String, next: &str, kind: LineKind) {
    if out.is_empty() {
        return;
    }
    if kind == LineKind::Text && out.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '»' | '%')) {
        out.push(if next.starts_with(char::is_uppercase) { '.' } else { ';' });
    }
    out.push(' ');
}

/// Ends a shortened text with an ellipsis. The text is cut at `sentence_end`, the end of its last whole sentence,
/// unless less than two fifths of it would remain.
fn with_ellipsis(mut text: String, sentence_end: usize) -> String {
    if sentence_end * 5 >= text.len() * 2 {
        text.truncate(sentence_end);
        // A non-breaking space, so that the ellipsis never begins a line.
        text.push('\u{a0}');
    }
    text.push('…');
    text.trim().to_owned()
}

/// Returns the beginning of a text as HTML, with its paragraphs, lists, links and emphasis, and whether the text
/// continues. Pictures are left out, headings become bold, and a table is quoted as a whole or not at all. The excerpt
/// ends with a sentence, an item or a paragraph if that is long enough, else with a word. `remaining` is the number of
/// characters that may be shown; it is reduced by those that are.
pub fn excerpt_html(html: &str, remaining: &mut usize) -> (String, bool) {
    let plain;
    // The elements around numbers would hide the ends of sentences.
    let html = if memmem::find(html.as_bytes(), NUMBER.as_bytes()).is_some() {
        plain = html.replace(NUMBER, "").replace(NUMBER_END, "");
        &plain
    } else {
        html
    };
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut has_more = false;
    // The start of the current item or paragraph, if it follows a whole one, and the number of elements open there.
    let mut block = None;
    // How many bytes of its text are already in the excerpt.
    let mut block_bytes = 0;
    let mut html_tokens = tokens(html);
    while let Some((place, token)) = html_tokens.next() {
        let tag = match token {
            Token::Text(text) => {
                let mut plain = String::new();
                push_unescaped(text, &mut plain);
                let (shown, is_cut) = truncate(&plain, remaining);
                if is_cut {
                    match (sentence::last_end(&plain, shown.len()).map(|end| &plain[..end]), block) {
                        (Some(sentences), _) => {
                            escape_into(sentences, &mut out);
                            out.push_str("\u{a0}…");
                        }
                        (None, Some((start, depth))) if block_bytes + shown.len() < MIN_PARTIAL_BLOCK => {
                            out.truncate(start);
                            open.truncate(depth);
                        }
                        (None, _) => {
                            escape_into(shown, &mut out);
                            out.push('…');
                        }
                    }
                    close(&mut out, &mut open, 0);
                    return (out, true);
                }
                escape_into(shown, &mut out);
                block_bytes += shown.len();
                continue;
            }
            Token::Tag(tag) => tag,
        };
        match (tag.name(), tag.is_end()) {
            ("img", _) => has_more = true,
            ("figure", false) => {
                has_more = true;
                html_tokens.at = end_of_element(html, place.start);
            }
            ("h2" | "h3" | "h4" | "h5" | "h6", false) => {
                remove_ended(&mut open, tag);
                out.push_str("<p><strong>");
                open.push("p");
            }
            ("h2" | "h3" | "h4" | "h5" | "h6", true) => out.push_str("</strong>"),
            (name, true) => {
                let depth = open.iter().rposition(|other| *other == name).unwrap_or(open.len());
                close(&mut out, &mut open, depth);
            }
            ("p" | "li" | "ul" | "ol" | "blockquote" | "pre" | "div", false) if *remaining == 0 => {
                has_more = true;
                break;
            }
            ("div", false) => {
                let end = end_of_element(html, place.start);
                let length: usize = lines(&html[place.start..end]).map(|line| line.text().chars().count()).sum();
                if length > *remaining {
                    has_more = true;
                    break;
                }
                remove_ended(&mut open, tag);
                push_tag(&mut out, tag);
                open.push("div");
            }
            (name, false) => {
                if matches!(name, "li" | "p") {
                    block = ends_with_whole_block(&out).then_some((out.len(), open.len()));
                    block_bytes = 0;
                }
                remove_ended(&mut open, tag);
                push_tag(&mut out, tag);
                if !tag.may_lack_end_tag() || matches!(name, "p" | "li") {
                    open.push(name);
                }
            }
        }
    }
    close(&mut out, &mut open, 0);
    (out, has_more)
}

/// Removes the elements that a start tag ends although they have no end tags: a paragraph and, before an item, the
/// previous item.
fn remove_ended(open: &mut Vec<&str>, next: Tag<'_>) {
    let is_ended = |name: &str| (name == "p" && !next.is_inline()) || (name, next.name()) == ("li", "li");
    while open.last().is_some_and(|name| is_ended(name)) {
        open.pop();
    }
}

/// Whether an excerpt ends with a whole paragraph, item or list, with or without its end tag.
fn ends_with_whole_block(out: &str) -> bool {
    match out.rfind('<').filter(|_| out.ends_with('>')).map(|tag| &out[tag..]) {
        Some(tag) => tag.starts_with("</") && !matches!(tag, "</blockquote>" | "</pre>" | "</div>"),
        None => !out.is_empty(),
    }
}

/// Appends a tag. Items of lists lose their ids, because the anchors belong to the page of the response.
fn push_tag(out: &mut String, tag: Tag<'_>) {
    out.push('<');
    match tag.name() {
        "li" => out.push_str("li"),
        _ => out.push_str(tag.content),
    }
    out.push('>');
}

/// Closes the open elements until only `depth` of them are open. Items need no end tags.
fn close(out: &mut String, open: &mut Vec<&str>, depth: usize) {
    while open.len() > depth {
        if let Some(name) = open.pop().filter(|name| *name != "li") {
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::SAMPLE;

    #[test]
    fn an_excerpt_ends_with_a_whole_word() {
        assert_eq!(excerpt(SAMPLE, 9), ("Раз два…".to_owned(), true));
        assert_eq!(excerpt("<p>Раз &lt;два&gt;</p>", 90), ("Раз <два>".to_owned(), false));
        assert_eq!(excerpt("<figure><img src=\"a\" alt=\"b\"></figure><p>в</p>", 90), ("в".to_owned(), false));
    }

    #[test]
    fn an_excerpt_ends_with_a_sentence_if_that_is_long_enough() {
        let html = "<p>Построен мост. Открыта дорога. Посажен парк у реки.</p>";
        assert_eq!(excerpt(html, 40).0, "Построен мост. Открыта дорога.\u{a0}…");
        assert_eq!(excerpt(html, 12).0, "Построен…");
        assert_eq!(
            excerpt("<p>Да.<p>Открыта дорога к новому мосту через реку</p>", 30).0,
            "Да. Открыта дорога к новому…"
        );
        assert_eq!(excerpt("<p>Сделано:<p>мост;<p>дорога</p>", 12).0, "Сделано: мост…");
        assert_eq!(excerpt("<ul><li>Мосты<li>Дороги и «сети»<li>парки</ul>", 90).0, "Мосты. Дороги и «сети»; парки");
        assert_eq!(excerpt_html(html, &mut 40).0, "<p>Построен мост. Открыта дорога.\u{a0}…</p>");
    }

    #[test]
    fn an_html_excerpt_closes_its_open_elements() {
        let cut = |html: &str, limit: usize| excerpt_html(html, &mut limit.clone());
        let html = "<p>Раз <a href=\"x\">два</a><ul><li id=\"p.1\">три <em>четыре пять</em><li>шесть</ul>";
        assert_eq!(cut(html, 18), ("<p>Раз <a href=\"x\">два</a><ul><li>три <em>четыре…</em></ul>".to_owned(), true));
        let html = "<ul><li>построить мост<li>открыть <em>новую дорогу</em></ul>";
        assert_eq!(cut(html, 30), ("<ul><li>построить мост</ul>".to_owned(), true));
        assert_eq!(cut(html, 9), ("<ul><li>построить…</ul>".to_owned(), true));
        let html = "<ul><li>мост<li><a class=\"of-course\" href=\"../../../../../courses/roads/index.html\">Новые дороги</a></ul>";
        assert_eq!(cut(html, 12), ("<ul><li>мост</ul>".to_owned(), true));
        assert_eq!(
            cut("<h4>Раз &amp;</h4><p>два</p>", 99),
            ("<p><strong>Раз &amp;</strong><p>два</p>".to_owned(), false)
        );
        assert_eq!(cut("<p>а<figure><img src=\"x\" alt=\"\"></figure>", 9), ("<p>а</p>".to_owned(), true));
        let table = "<p>а<div class=table tabindex=0><table><tbody><tr><td>один два</table></div>";
        assert_eq!(cut(table, 5), ("<p>а</p>".to_owned(), true));
        assert_eq!(cut("<p>Раз<ul><li>два</ul>", 3), ("<p>Раз</p>".to_owned(), true));
        assert_eq!(cut("<p>Раз<p>два три</p>", 6), ("<p>Раз</p>".to_owned(), true));
        assert_eq!(
            cut("<ul><li>а<ul><li>б</ul><li><p>в<p>г</p></ul>", 3),
            ("<ul><li>а<ul><li>б</ul><li><p>в</p></ul>".to_owned(), true)
        );
        assert_eq!(cut(table, 20), (table.to_owned(), false));
    }
}
