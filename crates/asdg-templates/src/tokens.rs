//! Tokenises a template: splits it into tags, template syntax, and the text between them.
//!
//! [`tokens`] returns `None` for a template that cannot be split with certainty, such as one with a tag that begins in
//! one branch of an `if` and ends in another.

use super::syntax::{self, Nesting};

/// Elements whose content stays unchanged, because white space is rendered there or the content is not HTML.
const VERBATIM: [&str; 7] = ["pre", "textarea", "script", "style", "title", "xmp", "listing"];

/// A token between two texts.
pub(super) enum TemplateToken<'a> {
    /// Template syntax, or a block whose output is not printed in place, such as `{% filter upper %}…{% endfilter %}`.
    Syntax(&'a str),
    /// A whole element with its content.
    Verbatim { source: &'a str, name: String },
    /// `<!doctype html>`.
    Doctype(&'a str),
    /// A start or end tag.
    Tag(TemplateTag<'a>),
}

pub(super) struct TemplateTag<'a> {
    pub(super) source: &'a str,
    pub(super) name: String,
    pub(super) is_end_tag: bool,
    /// Whether it ends with `/>`.
    pub(super) is_self_closing: bool,
    /// Whether it has template syntax outside of quoted values, or values whose order matters.
    pub(super) has_loose_syntax: bool,
    pub(super) attributes: Vec<Attribute<'a>>,
}

#[derive(PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    pub(super) name: String,
    /// The value as written, without quotation marks.
    pub(super) value: &'a str,
    pub(super) quote: Option<u8>,
}

impl Attribute<'_> {
    pub(super) fn has_syntax(&self) -> bool {
        syntax::find_next(self.value, 0).is_some()
    }
}

/// Texts, each with the token after it; the last one has none.
pub(super) type Tokens<'a> = Vec<(String, Option<TemplateToken<'a>>)>;

/// Tokenises a template without its HTML comments.
pub(super) fn tokens(source: &str) -> Option<Tokens<'_>> {
    let mut tokens = Vec::new();
    let mut text = String::new();
    let mut at = 0;
    while at < source.len() {
        let rest = &source[at..];
        if syntax::starts_at(source, at) {
            let mut end = syntax::end(source, at)?;
            if syntax::is_capture(&source[at..end]) {
                end = syntax::block_end(source, at)?;
            } else if syntax::keyword(&source[at..end]) == "raw" && source[at..end].contains(['<', '>', '"', '\'']) {
                return None;
            }
            tokens.push((std::mem::take(&mut text), Some(TemplateToken::Syntax(&source[at..end]))));
            at = end;
        } else if rest.starts_with("<!--") {
            let end = at + rest.find("-->")? + 3;
            if syntax::find_next(&source[at..end], 0).is_some() {
                return None;
            }
            at = end;
        } else if rest.starts_with("<!") {
            let end = at + rest.find('>')? + 1;
            if syntax::find_next(&source[at..end], 0).is_some() {
                return None;
            }
            tokens.push((std::mem::take(&mut text), Some(TemplateToken::Doctype(&source[at..end]))));
            at = end;
        } else if is_tag(rest) {
            let tag = tag(source, at)?;
            let end = at + tag.source.len();
            if !tag.is_end_tag && VERBATIM.contains(&tag.name.as_str()) && !(tag.name == "title" && is_in_svg(&tokens))
            {
                let end = element_end(source, end, &tag.name)?;
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

/// Whether the position after these tokens is inside an SVG image, where `title` is an ordinary element.
fn is_in_svg(tokens: &Tokens<'_>) -> bool {
    tokens.iter().rev().find_map(|(_, token)| match token {
        Some(TemplateToken::Tag(tag)) if tag.name == "svg" => Some(!tag.is_end_tag && !tag.is_self_closing),
        _ => None,
    }) == Some(true)
}

/// Returns the end of a verbatim element whose content begins at `at`.
fn element_end(source: &str, at: usize, name: &str) -> Option<usize> {
    let mut here = at;
    let mut nesting = Nesting::default();
    loop {
        if syntax::starts_at(source, here) {
            let end = syntax::end(source, here)?;
            nesting.update(&source[here..end])?;
            here = end;
        } else if is_end_tag(&source[here..], name) {
            return nesting.is_balanced().then_some(here + source[here..].find('>')? + 1);
        } else {
            here += source.get(here..)?.chars().next()?.len_utf8();
        }
    }
}

/// Whether a text begins with the end tag of an element.
fn is_end_tag(rest: &str, name: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.starts_with(b"</")
        && bytes.get(2..2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(2 + name.len()).is_some_and(|after| after.is_ascii_whitespace() || *after == b'>')
}

/// Parses the tag that begins at `start`.
fn tag(source: &str, start: usize) -> Option<TemplateTag<'_>> {
    let bytes = source.as_bytes();
    let is_end_tag = bytes.get(start + 1) == Some(&b'/');
    let mut at = start + 1 + usize::from(is_end_tag);
    let name_start = at;
    while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'{')) {
        at += 1;
    }
    let name = source.get(name_start..at)?.to_ascii_lowercase();
    if syntax::starts_at(source, at) {
        // Refuse `<h{% if x %}1{% endif %}>`, where syntax is part of the name, but not
        // `<li{% if x %} class="x"{% endif %}>`.
        let end = syntax::end(source, at)?;
        let is_statement = syntax::effect(&source[at..end]) == syntax::Effect::Open;
        if !is_statement || !bytes.get(end)?.is_ascii_whitespace() {
            return None;
        }
    }
    let mut tag = TemplateTag {
        source: "",
        name,
        is_end_tag,
        is_self_closing: false,
        has_loose_syntax: false,
        attributes: Vec::new(),
    };
    let mut nesting = Nesting::default();
    loop {
        match *bytes.get(at)? {
            b'>' => break,
            b'{' if syntax::starts_at(source, at) => {
                let end = syntax::end(source, at)?;
                nesting.update(&source[at..end])?;
                tag.has_loose_syntax = true;
                at = end;
            }
            b'/' => {
                tag.is_self_closing = bytes.get(at + 1) == Some(&b'>');
                at += 1;
            }
            b if b.is_ascii_whitespace() => at += 1,
            _ => {
                let (attribute, end, has_loose_syntax) = attribute(source, at, &mut nesting)?;
                tag.has_loose_syntax |= has_loose_syntax;
                tag.attributes.push(attribute);
                at = end;
            }
        }
    }
    tag.source = source.get(start..=at)?;
    nesting.is_balanced().then_some(tag)
}

/// Parses the attribute that begins at `start`. Returns it, its end, and whether it has loose syntax: in its name, in
/// an unquoted value, or a `set` statement.
fn attribute<'a>(source: &'a str, start: usize, nesting: &mut Nesting) -> Option<(Attribute<'a>, usize, bool)> {
    let bytes = source.as_bytes();
    let mut has_loose_syntax = false;
    let mut unquoted_end = |from: usize, stops: &[u8]| {
        let mut at = from;
        loop {
            let byte = *bytes.get(at)?;
            if syntax::starts_at(source, at) {
                let end = syntax::end(source, at)?;
                nesting.update(&source[at..end])?;
                has_loose_syntax = true;
                at = end;
            } else if byte.is_ascii_whitespace() || byte == b'>' || (stops.contains(&byte) && at > from) {
                return Some(at);
            } else {
                at += 1;
            }
        }
    };
    let mut at = unquoted_end(start, b"=/>")?;
    let name = source.get(start..at)?.to_ascii_lowercase();
    let skip_blanks = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    if bytes.get(skip_blanks(at)) != Some(&b'=') {
        return Some((Attribute { name, value: "", quote: None }, at, has_loose_syntax));
    }
    at = skip_blanks(skip_blanks(at) + 1);
    match *bytes.get(at)? {
        quote @ (b'"' | b'\'') => {
            let end = value_end(source, at + 1, quote)?;
            let value = source.get(at + 1..end)?;
            // One value may use a variable that another sets, so their order matters.
            let sets = syntax::pieces(value).any(|(_, piece)| syntax::keyword(piece).starts_with("set"));
            Some((Attribute { name, value, quote: Some(quote) }, end + 1, has_loose_syntax || sets))
        }
        _ => {
            let end = unquoted_end(at, b"")?;
            Some((Attribute { name, value: source.get(at..end)?, quote: None }, end, has_loose_syntax))
        }
    }
}

/// Returns the end of a quoted value. Statements that begin in it must end in it:
/// `"{% if x %}a"{% else %}b"{% endif %}` is ambiguous.
fn value_end(source: &str, start: usize, quote: u8) -> Option<usize> {
    let mut at = start;
    let mut nesting = Nesting::default();
    loop {
        if syntax::starts_at(source, at) {
            let end = syntax::end(source, at)?;
            let piece = &source[at..end];
            if syntax::keyword(piece) == "raw" && piece.contains(['"', '\'']) {
                return None;
            }
            nesting.update(piece)?;
            at = end;
        } else if *source.as_bytes().get(at)? == quote {
            return nesting.is_balanced().then_some(at);
        } else {
            at += 1;
        }
    }
}

/// Whether a template may render the white space of other templates: it has a preformatted element that contains a
/// component, an include or a block, or whose start and end tags are not in one place. Then no template of the theme
/// may be minified.
pub(super) fn has_unsafe_preformatted(source: &str) -> bool {
    find_unsafe_preformatted(source) != Some(false)
}

/// Searches for such an element; `None` if an element or piece of syntax has no end.
fn find_unsafe_preformatted(source: &str) -> Option<bool> {
    let mut at = 0;
    while at < source.len() {
        if syntax::starts_at(source, at) {
            let end = syntax::end(source, at)?;
            let piece = &source[at..end];
            // A string that a template prints may contain tags too.
            if !piece.starts_with("{#") && preformatted().any(|name| has_tag(piece, name)) {
                return Some(true);
            }
            at = end;
            continue;
        }
        let rest = &source[at..];
        if let Some(name) = preformatted().find(|name| is_start_tag(rest, name)) {
            let end = element_end(source, at + 1, name)?;
            if syntax::pieces(&source[at..end]).any(|(_, piece)| syntax::inserts_template(piece)) {
                return Some(true);
            }
            at = end;
        } else if preformatted().any(|name| is_end_tag(rest, name)) {
            return Some(true);
        } else {
            at += rest.chars().next()?.len_utf8();
        }
    }
    Some(false)
}

/// The elements in which white space is rendered; in a title it is not.
fn preformatted() -> impl Iterator<Item = &'static str> {
    VERBATIM.into_iter().filter(|name| *name != "title")
}

fn has_tag(piece: &str, name: &str) -> bool {
    piece.match_indices('<').any(|(at, _)| is_start_tag(&piece[at..], name) || is_end_tag(&piece[at..], name))
}

/// Whether a text begins with the start tag of an element.
fn is_start_tag(rest: &str, name: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.first() == Some(&b'<')
        && bytes.get(1..=name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(1 + name.len()).is_none_or(|after| !after.is_ascii_alphanumeric() && !matches!(after, b'_' | b'-'))
}
