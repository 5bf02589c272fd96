//! Minifies a template, and proves that its pages stay the same.
//!
//! minify-html does the work (`preserve_brace_template_syntax` lets it read templates), but it treats a template as a
//! finished document: it removes the space between `{{ a }}` and `{{ b }}`, and sorts statements inside a tag like
//! attributes. So template syntax is masked first, and only the tags of the result are used. A tag of the result
//! replaces the written one only if it provably means the same (same attributes and values). A template in which tags
//! would be added, removed or renamed is used as written. White space in texts is collapsed here (`rendered_text`).

use minify_html::Cfg;

use super::syntax;
use super::tokens::{Attribute, TemplateTag, TemplateToken, Tokens, tokens};

/// The mask for template syntax in a text; the minifier keeps it.
const MASK: &str = "{{0}}";

/// The mask for template syntax in the value of an attribute. The equals sign makes the minifier keep the quotation
/// marks.
const VALUE_MASK: &str = "x=0=x";

/// Elements next to whose tags white space is not rendered.
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

/// Minifies a template; `None` if it cannot be split into tokens, or if the minifier would change its tags.
pub(super) fn minify_template(source: &str) -> Option<String> {
    let written = tokens(source)?;
    let document = minify(&masked(&written))?;
    let short = tokens(&document)?;
    if written.len() != short.len() {
        return None;
    }
    let mut out = String::with_capacity(source.len());
    let mut before = None;
    for ((text, token), (_, short_token)) in written.iter().zip(&short) {
        out.push_str(&rendered_text(text, is_block(before), is_block(token.as_ref())));
        match (token, short_token) {
            (Some(TemplateToken::Tag(tag)), Some(TemplateToken::Tag(short))) => push_tag(&mut out, tag, short)?,
            (
                Some(TemplateToken::Syntax(source) | TemplateToken::Verbatim { source, .. }),
                Some(TemplateToken::Syntax(MASK)),
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

/// Returns the template with its syntax masked.
fn masked(tokens: &Tokens<'_>) -> String {
    let mut out = String::new();
    for (text, token) in tokens {
        out.push_str(text);
        match token {
            Some(TemplateToken::Tag(tag)) if tag.is_end_tag => out.push_str(tag.source),
            Some(TemplateToken::Tag(tag)) => {
                out.push('<');
                out.push_str(&tag.name);
                for attribute in tag.attributes.iter().filter(|_| !tag.has_loose_syntax) {
                    push_attribute(&mut out, &attribute.name, &masked_value(attribute), attribute.quote);
                }
                out.push_str(if tag.is_self_closing { " />" } else { ">" });
            }
            Some(TemplateToken::Syntax(_) | TemplateToken::Verbatim { .. }) => out.push_str(MASK),
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

/// Returns the value of an attribute with its syntax masked.
fn masked_value(attribute: &Attribute<'_>) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (start, piece) in syntax::pieces(attribute.value) {
        out.push_str(&attribute.value[at..start]);
        out.push_str(VALUE_MASK);
        at = start + piece.len();
    }
    out.push_str(&attribute.value[at..]);
    out
}

/// Writes the minifier's tag if it has the same attributes with the same values, else the tag as written. Returns
/// `None` if it is another tag.
fn push_tag(out: &mut String, written: &TemplateTag<'_>, short: &TemplateTag<'_>) -> Option<()> {
    let is_same = written.name == short.name && written.is_end_tag == short.is_end_tag;
    if !is_same {
        return None;
    }
    let attributes = attributes(written, short);
    // The name may have capitals, which stay in a tag that is written unchanged.
    let Some(attributes) =
        attributes.filter(|_| !written.has_loose_syntax && written.is_self_closing == short.is_self_closing)
    else {
        out.push_str(written.source);
        return Some(());
    };
    out.push_str(if written.is_end_tag { "</" } else { "<" });
    out.push_str(&written.name);
    for (name, value, quote) in attributes {
        push_attribute(out, name, value, quote);
    }
    out.push_str(if written.is_self_closing { " />" } else { ">" });
    Some(())
}

/// Returns the attributes of a tag in the minifier's order, with the values as written; `None` if the tags differ. A
/// value with template syntax must keep its quotation marks, because its content is not known.
fn attributes<'a>(
    written: &'a TemplateTag<'_>,
    short: &TemplateTag<'_>,
) -> Option<Vec<(&'a str, &'a str, Option<u8>)>> {
    let mut remaining: Vec<&Attribute<'_>> = written.attributes.iter().collect();
    let mut names: Vec<&str> = remaining.iter().map(|attribute| attribute.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() != remaining.len() || remaining.len() != short.attributes.len() {
        return None;
    }
    let mut out = Vec::with_capacity(remaining.len());
    for attribute in &short.attributes {
        let at = remaining.iter().position(|written| written.name == attribute.name)?;
        let written = remaining.swap_remove(at);
        if masked_value(written) != attribute.value || (written.has_syntax() && written.quote != attribute.quote) {
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

/// Collapses white space that is not rendered: each run becomes one space, and none is left next to the tag of a block.
fn rendered_text(text: &str, after_block: bool, before_block: bool) -> String {
    let mut text = collapsed(text);
    if after_block {
        text = text.trim_start_matches(' ').to_owned();
    }
    if before_block {
        text.truncate(text.trim_end_matches(' ').len());
    }
    text
}

/// Replaces each run of white space by one space. No-break spaces are not white space.
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
