//! Minifies a template, and proves that its pages stay the same.
//!
//! minify-html does the work (`preserve_brace_template_syntax` lets it read templates), but it treats a template as a
//! finished document: it removes the space between `{{ a }}` and `{{ b }}`, and sorts statements inside a tag like
//! attributes. So template syntax is masked first, and only the tags of the result are used: each tag that provably means
//! the same (same attributes and values); otherwise the template keeps its own. A template whose tags would change is
//! used as written. White space in texts is shortened here (`shown`).

use minify_html::Cfg;

use super::syntax;
use super::tokens::{Attribute, TemplateTag, TemplateToken, Tokens, tokens};

/// The mask for syntax in a text; the minifier keeps it.
const HIDDEN: &str = "{{0}}";

/// The mask for syntax in a value. The equals sign makes the minifier keep the quotation marks.
const HIDDEN_IN_VALUE: &str = "x=0=x";

/// Elements beside whose tags white space is not rendered.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The minified template; `None` if it cannot be split, or if the minifier would change its tags.
pub(super) fn minified(source: &str) -> Option<String> {
    let written = tokens(source)?;
    let document = minify(&hidden(&written))?;
    let short = tokens(&document)?;
    if written.len() != short.len() {
        return None;
    }
    let mut out = String::with_capacity(source.len());
    let mut before = None;
    for ((text, token), (_, short_token)) in written.iter().zip(&short) {
        out.push_str(&shown(text, is_block(before), is_block(token.as_ref())));
        match (token, short_token) {
            (Some(TemplateToken::Tag(tag)), Some(TemplateToken::Tag(short))) => push_tag(&mut out, tag, short)?,
            (
                Some(TemplateToken::Syntax(source) | TemplateToken::Verbatim { source, .. }),
                Some(TemplateToken::Syntax(HIDDEN)),
            )
            | (Some(TemplateToken::Doctype(source)), Some(TemplateToken::Doctype(_))) => out.push_str(source),
            (None, None) => {}
            _ => return None,
        }
        before = token.as_ref();
    }
    Some(out)
}

fn minify(document: &str) -> Option<String> {
    let mut settings = Cfg::new();
    settings.keep_closing_tags = true;
    settings.keep_html_and_head_opening_tags = true;
    settings.keep_input_type_text_attr = true;
    settings.preserve_brace_template_syntax = true;
    String::from_utf8(minify_html::minify(document.as_bytes(), &settings)).ok()
}

/// The template with its syntax masked.
fn hidden(tokens: &Tokens<'_>) -> String {
    let mut out = String::new();
    for (text, token) in tokens {
        out.push_str(text);
        match token {
            Some(TemplateToken::Tag(tag)) if tag.closes => out.push_str(tag.source),
            Some(TemplateToken::Tag(tag)) => {
                out.push('<');
                out.push_str(&tag.name);
                for attribute in tag.attributes.iter().filter(|_| !tag.is_loose) {
                    push_attribute(&mut out, &attribute.name, &hidden_value(attribute), attribute.quote);
                }
                out.push_str(if tag.closes_itself { " />" } else { ">" });
            }
            Some(TemplateToken::Syntax(_) | TemplateToken::Verbatim { .. }) => out.push_str(HIDDEN),
            Some(TemplateToken::Doctype(source)) => out.push_str(source),
            None => {}
        }
    }
    out
}

fn push_attribute(out: &mut String, name: &str, value: &str, quote: Option<u8>) {
    out.push(' ');
    out.push_str(name);
    if value.is_empty() {
        return;
    }
    let quote = quote.map(char::from);
    out.push('=');
    out.extend(quote);
    out.push_str(value);
    out.extend(quote);
}

/// A value with its syntax masked.
fn hidden_value(attribute: &Attribute<'_>) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (start, piece) in syntax::pieces(attribute.value) {
        out.push_str(&attribute.value[at..start]);
        out.push_str(HIDDEN_IN_VALUE);
        at = start + piece.len();
    }
    out.push_str(&attribute.value[at..]);
    out
}

/// Writes the minifier's tag if it has the same attributes with the same values, else the tag as written. `None` if it
/// is another tag.
fn push_tag(out: &mut String, written: &TemplateTag<'_>, short: &TemplateTag<'_>) -> Option<()> {
    let is_same = written.name == short.name && written.closes == short.closes;
    if !is_same {
        return None;
    }
    let attributes = attributes(written, short);
    // The name may have capitals, which stay in a tag that is written unchanged.
    let Some(attributes) = attributes.filter(|_| !written.is_loose && written.closes_itself == short.closes_itself)
    else {
        out.push_str(written.source);
        return Some(());
    };
    out.push_str(if written.closes { "</" } else { "<" });
    out.push_str(&written.name);
    for (name, value, quote) in attributes {
        push_attribute(out, name, value, quote);
    }
    out.push_str(if written.closes_itself { " />" } else { ">" });
    Some(())
}

/// The attributes of a tag in the minifier's order, with the values as written. A value with syntax keeps its quotation
/// marks, because its content is not known.
fn attributes<'a>(
    written: &'a TemplateTag<'_>,
    short: &TemplateTag<'_>,
) -> Option<Vec<(&'a str, &'a str, Option<u8>)>> {
    let mut left: Vec<&Attribute<'_>> = written.attributes.iter().collect();
    let mut names: Vec<&str> = left.iter().map(|attribute| attribute.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() != left.len() || left.len() != short.attributes.len() {
        return None;
    }
    let mut out = Vec::with_capacity(left.len());
    for attribute in &short.attributes {
        let at = left.iter().position(|written| written.name == attribute.name)?;
        let written = left.swap_remove(at);
        if hidden_value(written) != attribute.value || (written.has_syntax() && written.quote != attribute.quote) {
            return None;
        }
        out.push((written.name.as_str(), written.value, attribute.quote));
    }
    Some(out)
}

fn is_block(token: Option<&TemplateToken<'_>>) -> bool {
    match token {
        Some(TemplateToken::Tag(TemplateTag { name, .. }) | TemplateToken::Verbatim { name, .. }) => {
            BLOCKS.contains(&name.as_str())
        }
        Some(TemplateToken::Doctype(_)) => true,
        Some(TemplateToken::Syntax(_)) | None => false,
    }
}

/// What is rendered of a text: each run of white space is one space, and there is none right beside the tag of a block.
fn shown(text: &str, after_block: bool, before_block: bool) -> String {
    let mut text = collapsed(text);
    if after_block {
        text = text.trim_start_matches(' ').to_owned();
    }
    if before_block {
        text.truncate(text.trim_end_matches(' ').len());
    }
    text
}

/// A text with each run of white space as one space. No-break spaces are not white space.
fn collapsed(text: &str) -> String {
    let is_space = |c: char| c.is_ascii_whitespace();
    let mut out = text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if text.starts_with(is_space) {
        out.insert(0, ' ');
    }
    if text.ends_with(is_space) && out != " " {
        out.push(' ');
    }
    out
}
