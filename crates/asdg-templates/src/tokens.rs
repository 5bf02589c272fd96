//! Splits a template into tags, template syntax, and the text between them.
//!
//! Returns `None` for what it cannot split with certainty, such as a tag that begins in one branch of an `if` and ends
//! in another.

use super::syntax::{self, Nesting};

/// Elements whose content is not changed: white space is rendered there, or it is not HTML.
const VERBATIM: [&str; 7] = ["pre", "textarea", "script", "style", "title", "xmp", "listing"];

/// What separates two texts.
pub(super) enum TemplateToken<'a> {
    /// Template syntax, or a part of a template whose text is not printed in place.
    Syntax(&'a str),
    /// A whole element with its content.
    Verbatim { source: &'a str, name: String },
    /// `<!doctype html>`.
    Doctype(&'a str),
    /// A tag that opens or closes.
    Tag(TemplateTag<'a>),
}

pub(super) struct TemplateTag<'a> {
    pub(super) source: &'a str,
    pub(super) name: String,
    pub(super) closes: bool,
    /// Whether it ends with `/>`.
    pub(super) closes_itself: bool,
    /// Whether it has syntax outside of quoted values.
    pub(super) is_loose: bool,
    pub(super) attributes: Vec<Attribute<'a>>,
}

#[derive(PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    pub(super) name: String,
    /// As written, without its quotation marks.
    pub(super) value: &'a str,
    pub(super) quote: Option<u8>,
}

impl Attribute<'_> {
    pub(super) fn has_syntax(&self) -> bool {
        syntax::next(self.value, 0).is_some()
    }
}

/// Texts, each with the token after it; the last one has none.
pub(super) type Tokens<'a> = Vec<(String, Option<TemplateToken<'a>>)>;

/// Splits a template. HTML comments are left out.
pub(super) fn tokens(source: &str) -> Option<Tokens<'_>> {
    let mut tokens = Vec::new();
    let mut text = String::new();
    let mut at = 0;
    while at < source.len() {
        let rest = &source[at..];
        if syntax::begins(source, at) {
            let mut end = syntax::end(source, at)?;
            if syntax::is_captured(&source[at..end]) {
                end = syntax::end_of_block(source, at)?;
            } else if syntax::word(&source[at..end]) == "raw" && source[at..end].contains(['<', '>', '"', '\'']) {
                return None;
            }
            tokens.push((std::mem::take(&mut text), Some(TemplateToken::Syntax(&source[at..end]))));
            at = end;
        } else if rest.starts_with("<!--") {
            let end = at + rest.find("-->")? + 3;
            if syntax::next(&source[at..end], 0).is_some() {
                return None;
            }
            at = end;
        } else if rest.starts_with("<!") {
            let end = at + rest.find('>')? + 1;
            if syntax::next(&source[at..end], 0).is_some() {
                return None;
            }
            tokens.push((std::mem::take(&mut text), Some(TemplateToken::Doctype(&source[at..end]))));
            at = end;
        } else if is_tag(rest) {
            let tag = tag(source, at)?;
            let end = at + tag.source.len();
            if !tag.closes && VERBATIM.contains(&tag.name.as_str()) && !(tag.name == "title" && is_in_svg(&tokens)) {
                let end = end_of_element(source, end, &tag.name)?;
                let token = TemplateToken::Verbatim { source: &source[at..end], name: tag.name };
                tokens.push((std::mem::take(&mut text), Some(token)));
                at = end;
            } else {
                tokens.push((std::mem::take(&mut text), Some(TemplateToken::Tag(tag))));
                at = end;
            }
        } else if rest.starts_with("<?") || rest.starts_with("</") || rest.starts_with("<{") {
            return None;
        } else {
            let length =
                rest.char_indices().skip(1).find(|(_, c)| matches!(c, '<' | '{')).map_or(rest.len(), |(i, _)| i);
            text.push_str(&rest[..length]);
            at += length;
        }
    }
    tokens.push((text, None));
    Some(tokens)
}

fn is_tag(rest: &str) -> bool {
    let name = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether the position after these tokens is inside an SVG picture, where `title` is an ordinary element.
fn is_in_svg(tokens: &Tokens<'_>) -> bool {
    tokens.iter().rev().find_map(|(_, token)| match token {
        Some(TemplateToken::Tag(tag)) if tag.name == "svg" => Some(!tag.closes && !tag.closes_itself),
        _ => None,
    }) == Some(true)
}

/// The end of a verbatim element whose content begins at `at`.
fn end_of_element(source: &str, at: usize, name: &str) -> Option<usize> {
    let mut here = at;
    let mut nesting = Nesting::default();
    loop {
        if syntax::begins(source, here) {
            let end = syntax::end(source, here)?;
            nesting.take(&source[here..end])?;
            here = end;
        } else if closes(&source[here..], name) {
            return nesting.is_whole().then_some(here + source[here..].find('>')? + 1);
        } else {
            here += source.get(here..)?.chars().next()?.len_utf8();
        }
    }
}

fn closes(rest: &str, name: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.starts_with(b"</")
        && bytes.get(2..2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(2 + name.len()).is_some_and(|after| after.is_ascii_whitespace() || *after == b'>')
}

/// The tag that begins at `start`.
fn tag(source: &str, start: usize) -> Option<TemplateTag<'_>> {
    let bytes = source.as_bytes();
    let closes = bytes.get(start + 1) == Some(&b'/');
    let mut at = start + 1 + usize::from(closes);
    let named = at;
    while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'{')) {
        at += 1;
    }
    let name = source.get(named..at)?.to_ascii_lowercase();
    if syntax::begins(source, at) {
        // `<h{% if x %}1{% endif %}>` is refused, because syntax is part of the name; `<li{% if x %} class="x"{% endif
        // %}>` is not.
        let end = syntax::end(source, at)?;
        let is_statement = syntax::effect(&source[at..end]) == syntax::Effect::Opens;
        if !is_statement || !bytes.get(end)?.is_ascii_whitespace() {
            return None;
        }
    }
    let mut tag =
        TemplateTag { source: "", name, closes, closes_itself: false, is_loose: false, attributes: Vec::new() };
    let mut nesting = Nesting::default();
    loop {
        match *bytes.get(at)? {
            b'>' => break,
            b'{' if syntax::begins(source, at) => {
                let end = syntax::end(source, at)?;
                nesting.take(&source[at..end])?;
                tag.is_loose = true;
                at = end;
            }
            b'/' => {
                tag.closes_itself = bytes.get(at + 1) == Some(&b'>');
                at += 1;
            }
            b if b.is_ascii_whitespace() => at += 1,
            _ => {
                let (attribute, end, is_loose) = attribute(source, at, &mut nesting)?;
                tag.is_loose |= is_loose;
                tag.attributes.push(attribute);
                at = end;
            }
        }
    }
    tag.source = source.get(start..=at)?;
    nesting.is_whole().then_some(tag)
}

/// The attribute that begins at `start`, its end, and whether syntax is in its name or in an unquoted value.
fn attribute<'a>(source: &'a str, start: usize, nesting: &mut Nesting) -> Option<(Attribute<'a>, usize, bool)> {
    let bytes = source.as_bytes();
    let mut is_loose = false;
    let mut bare = |from: usize, stops: &[u8]| {
        let mut at = from;
        loop {
            let byte = *bytes.get(at)?;
            if syntax::begins(source, at) {
                let end = syntax::end(source, at)?;
                nesting.take(&source[at..end])?;
                is_loose = true;
                at = end;
            } else if byte.is_ascii_whitespace() || byte == b'>' || (stops.contains(&byte) && at > from) {
                return Some(at);
            } else {
                at += 1;
            }
        }
    };
    let mut at = bare(start, b"=/>")?;
    let name = source.get(start..at)?.to_ascii_lowercase();
    let blank = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    if bytes.get(blank(at)) != Some(&b'=') {
        return Some((Attribute { name, value: "", quote: None }, at, is_loose));
    }
    at = blank(blank(at) + 1);
    match *bytes.get(at)? {
        quote @ (b'"' | b'\'') => {
            let end = end_of_value(source, at + 1, quote)?;
            let value = source.get(at + 1..end)?;
            // One value may use what another sets, so their order matters.
            let sets = syntax::pieces(value).any(|(_, piece)| syntax::word(piece).starts_with("set"));
            Some((Attribute { name, value, quote: Some(quote) }, end + 1, is_loose || sets))
        }
        _ => {
            let end = bare(at, b"")?;
            Some((Attribute { name, value: source.get(at..end)?, quote: None }, end, is_loose))
        }
    }
}

/// Where a quoted value ends. Statements that begin in it must end in it: `"{% if x %}a"{% else %}b"{% endif %}` is
/// ambiguous.
fn end_of_value(source: &str, start: usize, quote: u8) -> Option<usize> {
    let mut at = start;
    let mut nesting = Nesting::default();
    loop {
        if syntax::begins(source, at) {
            let end = syntax::end(source, at)?;
            let piece = &source[at..end];
            if syntax::word(piece) == "raw" && piece.contains(['"', '\'']) {
                return None;
            }
            nesting.take(piece)?;
            at = end;
        } else if *source.as_bytes().get(at)? == quote {
            return nesting.is_whole().then_some(at);
        } else {
            at += 1;
        }
    }
}

/// Whether a template makes white space of other templates significant: it has a preformatted element that contains a
/// component, an include or a block, or that begins and ends in different places.
pub(super) fn spreads_preformatted(source: &str) -> bool {
    spread(source) != Some(false)
}

/// `None` if an element or piece of syntax has no end.
fn spread(source: &str) -> Option<bool> {
    let mut at = 0;
    while at < source.len() {
        if syntax::begins(source, at) {
            let end = syntax::end(source, at)?;
            let piece = &source[at..end];
            // A text that a template prints may contain tags as well.
            if !piece.starts_with("{#") && preformatted().any(|name| has_tag(piece, name)) {
                return Some(true);
            }
            at = end;
            continue;
        }
        let rest = &source[at..];
        if let Some(name) = preformatted().find(|name| opens(rest, name)) {
            let end = end_of_element(source, at + 1, name)?;
            if syntax::pieces(&source[at..end]).any(|(_, piece)| syntax::inserts(piece)) {
                return Some(true);
            }
            at = end;
        } else if preformatted().any(|name| closes(rest, name)) {
            return Some(true);
        } else {
            at += rest.chars().next()?.len_utf8();
        }
    }
    Some(false)
}

/// In a title white space is not rendered.
fn preformatted() -> impl Iterator<Item = &'static str> {
    VERBATIM.into_iter().filter(|name| *name != "title")
}

fn has_tag(piece: &str, name: &str) -> bool {
    piece.match_indices('<').any(|(at, _)| opens(&piece[at..], name) || closes(&piece[at..], name))
}

fn opens(rest: &str, name: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.first() == Some(&b'<')
        && bytes.get(1..=name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(1 + name.len()).is_none_or(|after| !after.is_ascii_alphanumeric() && !matches!(after, b'_' | b'-'))
}
