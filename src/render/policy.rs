//! Adds a content security policy to every page, so that a text that was not escaped still cannot run a script.
//!
//! It is in the page, because GitHub Pages does not send custom headers, and a folder on disk sends none at all. It is
//! inserted after rendering and not by templates, so that no theme can forget it:
//! `<head><meta http-equiv="Content-Security-Policy" …><meta charset=…`.

use memchr::{memchr, memmem};

/// The policy. Scripts and styles are files of the site: those inside a page (`<script>`, `<style>`, `style="…"`,
/// `onclick="…"`) do not run, and nothing is loaded from other hosts. Style sheets often contain small pictures as
/// `data:`, which are harmless. `base-uri` and `form-action` allow everything by default.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'";

/// White space in HTML.
const WHITE_SPACE: &[u8] = b" \t\n\r\x0c";

/// Inserts the policy before everything else in the head of a page.
pub fn with_policy(page: impl Into<Vec<u8>>) -> Vec<u8> {
    let mut page = page.into();
    let head = head_start(&page);
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    page.splice(head..head, policy.into_bytes());
    page
}

/// Returns where the content of the head begins: after the tags `html` and `head` if the page has them, because both
/// are optional in HTML. In any case a browser takes a `meta` there for the first element of the head.
fn head_start(page: &[u8]) -> usize {
    let mut rest = page;
    loop {
        let spaces = rest.iter().take_while(|byte| WHITE_SPACE.contains(byte)).count();
        let trimmed = &rest[spaces..];
        let length = if let Some(comment) = trimmed.strip_prefix(b"<!--") {
            comment_length(comment).map(|length| length + 4)
        } else if trimmed.starts_with(b"<!") || trimmed.starts_with(b"<?") {
            // `<!doctype html>`, and other markup that browsers treat as a comment.
            memchr(b'>', trimmed).map(|end| end + 1)
        } else if is_tag(trimmed, b"<html") || is_tag(trimmed, b"<head") {
            tag_length(trimmed)
        } else {
            None
        };
        let Some(length) = length else {
            return page.len() - trimmed.len();
        };
        rest = &trimmed[length..];
        if is_tag(trimmed, b"<head") {
            return page.len() - rest.len();
        }
    }
}

/// Whether a text begins with a tag: `<head>` and `<head lang="ru">`, but not `<header>`.
fn is_tag(text: &[u8], name: &[u8]) -> bool {
    let Some((start, rest)) = text.split_at_checked(name.len()) else { return false };
    start.eq_ignore_ascii_case(name)
        && rest.first().is_some_and(|c| WHITE_SPACE.contains(c) || matches!(c, b'>' | b'/'))
}

/// Returns the length of a tag. `>` in a quoted value does not end it.
fn tag_length(tag: &[u8]) -> Option<usize> {
    let mut quote = None;
    tag.iter()
        .position(|&byte| {
            match (quote, byte) {
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), close) if open == close => quote = None,
                _ => {}
            }
            quote.is_none() && byte == b'>'
        })
        .map(|end| end + 1)
}

/// Returns the length of a comment without its `<!--`. `<!-->` and `<!--->` are complete comments.
fn comment_length(comment: &[u8]) -> Option<usize> {
    if let Some(short) = [&b">"[..], b"->"].iter().find(|end| comment.starts_with(end)) {
        return Some(short.len());
    }
    ["-->", "--!>"].iter().filter_map(|end| memmem::find(comment, end.as_bytes()).map(|at| at + end.len())).min()
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    use super::*;

    #[test]
    fn the_policy_is_the_first_element_of_the_head_however_a_page_begins() {
        let head_elements = Selector::parse("head > *").unwrap();
        for page in [
            "<!doctype html><html lang=\"ru\"><head><meta charset=\"utf-8\"><title>а</title></head><body>б</body></html>",
            "<!DOCTYPE html>\n<HTML data-x=\"a>b\" data-y='\">'>\n<HEAD class='>'>\n<title>а</title>",
            "<?xml version=\"1.0\"?><!-- <head> --><!doctype html><!-- <!-- --!><!--><!---><html>\n<!-- - -- -> <head> -->\n<head><title>а</title>",
            "<!doctype html><title>а</title><p>б",
            "<!doctype html><html><title>а</title><body>б",
            "<!doctype html><header>б</header>",
            "<head",
            "<!-- open",
            "своя",
            "",
        ] {
            let tree = Html::parse_document(&String::from_utf8(with_policy(page)).unwrap());
            let first = tree.select(&head_elements).next().unwrap_or_else(|| panic!("{page}"));
            assert_eq!(first.attr("http-equiv"), Some("Content-Security-Policy"), "{page}");
            assert_eq!(first.attr("content"), Some(POLICY), "{page}");
        }
    }
}
