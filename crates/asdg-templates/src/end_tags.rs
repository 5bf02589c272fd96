//! Omits the end tags of paragraphs, list items, terms, descriptions, options, and rows and cells of tables where HTML
//! allows it: `<li>a<li>b</ul>`.
//!
//! An end tag can be omitted if, on every path through branches and loops, a tag that implies it follows. The output of
//! an expression is assumed to close every element that it opens.

use super::syntax::{self, Effect};
use super::tokens::{TemplateTag, TemplateToken, Tokens, tokens};

/// A statement with branches.
struct Statement<'a> {
    keyword: &'a str,
    /// The indices of its tokens: where it begins, where its branches begin, and where it ends.
    positions: Vec<usize>,
    has_else: bool,
}

/// Returns the template without optional end tags; `None` if it cannot be split into tokens.
pub(super) fn omit_end_tags(source: &str) -> Option<String> {
    let tokens = tokens(source)?;
    let statements = statements(&tokens)?;
    let mut out = String::with_capacity(source.len());
    for (at, (text, token)) in tokens.iter().enumerate() {
        out.push_str(text);
        match token {
            Some(TemplateToken::Tag(tag))
                if tag.is_end_tag
                    && can_be_omitted(&tokens, &statements, at, tag)
                    && is_balanced(&tokens[..at], tag) => {}
            Some(
                TemplateToken::Tag(TemplateTag { source, .. })
                | TemplateToken::Syntax(source)
                | TemplateToken::Verbatim { source, .. }
                | TemplateToken::Doctype(source),
            ) => {
                out.push_str(source);
            }
            None => {}
        }
    }
    Some(out)
}

/// Elements of HTML whose start tags, and whose end tags after their last paragraph, imply the end of a paragraph.
const ENDS_OF_PARAGRAPHS: [&str; 13] = [
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "main",
    "nav",
    "section",
];

/// Further elements whose start tags imply the end of a paragraph.
const STARTS_AFTER_PARAGRAPHS: [&str; 13] =
    ["dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"];

/// Whether a tag implies the end of an element before it.
fn implies(tag: &TemplateTag<'_>, element: &str) -> bool {
    match element {
        "li" if tag.is_end_tag => matches!(tag.name.as_str(), "ul" | "ol"),
        "li" => tag.name == "li",
        "dd" if tag.is_end_tag => matches!(tag.name.as_str(), "dl" | "div"),
        "dt" | "dd" => !tag.is_end_tag && matches!(tag.name.as_str(), "dt" | "dd"),
        "option" if tag.is_end_tag => tag.name == "select",
        "option" => tag.name == "option",
        "td" | "th" if tag.is_end_tag => tag.name == "tr",
        "td" | "th" => matches!(tag.name.as_str(), "td" | "th"),
        "tr" if tag.is_end_tag => matches!(tag.name.as_str(), "thead" | "tbody"),
        "tr" => tag.name == "tr",
        "thead" => !tag.is_end_tag && tag.name == "tbody",
        "tbody" => tag.is_end_tag && tag.name == "table",
        "p" if tag.is_end_tag => {
            tag.name == "li" || tag.name == "td" || ENDS_OF_PARAGRAPHS.contains(&tag.name.as_str())
        }
        "p" => ENDS_OF_PARAGRAPHS.contains(&tag.name.as_str()) || STARTS_AFTER_PARAGRAPHS.contains(&tag.name.as_str()),
        _ => false,
    }
}

/// Whether all elements that begin in the element with this end tag also end in it: not in `<li><section>a</li>`.
fn is_balanced(before: &[(String, Option<TemplateToken<'_>>)], end: &TemplateTag<'_>) -> bool {
    let mut open = vec![end.name.as_str()];
    for (_, token) in before.iter().rev() {
        match token {
            Some(TemplateToken::Tag(tag)) if tag.is_end_tag => open.push(&tag.name),
            Some(TemplateToken::Tag(tag)) if open.last() == Some(&tag.name.as_str()) => {
                open.pop();
                if open.is_empty() {
                    return true;
                }
            }
            Some(TemplateToken::Tag(tag)) if !matches!(tag.name.as_str(), "br" | "img" | "input" | "wbr") => {
                return false;
            }
            _ => {}
        }
    }
    false
}

/// Whether every tag that can follow the end tag at `at` implies it. Follows all paths through branches and loops.
fn can_be_omitted(
    tokens: &[(String, Option<TemplateToken<'_>>)],
    statements: &[Statement<'_>],
    at: usize,
    end: &TemplateTag<'_>,
) -> bool {
    let mut to_visit = vec![at + 1];
    let mut seen = Vec::new();
    while let Some(at) = to_visit.pop() {
        if seen.contains(&at) {
            continue;
        }
        seen.push(at);
        match tokens.get(at) {
            Some((text, _)) if !text.is_empty() => return false,
            Some((_, Some(TemplateToken::Tag(tag)))) if implies(tag, &end.name) => {}
            Some((_, Some(TemplateToken::Syntax(piece)))) => match continuations(statements, at, piece) {
                Some(continuations) => to_visit.extend(continuations),
                None => return false,
            },
            _ => return false,
        }
    }
    true
}

/// Returns the indices of the tokens at which a template can continue after a piece of syntax that prints nothing;
/// `None` for a piece that may print something.
fn continuations(statements: &[Statement<'_>], at: usize, piece: &str) -> Option<Vec<usize>> {
    if piece.starts_with("{#") || syntax::keyword(piece).starts_with("set") {
        return Some(vec![at + 1]);
    }
    let Statement { keyword, positions, has_else } = statements.iter().find(|found| found.positions.contains(&at))?;
    let (first, last) = (positions.first()?, positions.last()?);
    if at == *first {
        let branches = positions.iter().filter(|position| *position != last || !has_else);
        return Some(branches.map(|position| position + 1).collect());
    }
    // After the body of a loop, the body may begin again.
    Some(if *keyword == "for" { vec![first + 1, last + 1] } else { vec![last + 1] })
}

/// Finds the statements of a template that have branches; `None` if one is not closed.
fn statements<'a>(tokens: &Tokens<'a>) -> Option<Vec<Statement<'a>>> {
    let mut found = Vec::new();
    let mut open: Vec<Statement<'a>> = Vec::new();
    for (at, (_, token)) in tokens.iter().enumerate() {
        let Some(TemplateToken::Syntax(piece)) = token else { continue };
        let keyword = syntax::keyword(piece);
        match syntax::effect(piece) {
            _ if syntax::is_capture(piece) => {}
            Effect::Open => open.push(Statement { keyword, positions: vec![at], has_else: false }),
            Effect::Branch => {
                let statement = open.last_mut()?;
                statement.positions.push(at);
                statement.has_else |= keyword == "else";
            }
            Effect::Close => {
                let mut statement = open.pop()?;
                statement.positions.push(at);
                found.extend(Some(statement).filter(|statement| matches!(statement.keyword, "if" | "for")));
            }
            Effect::None => {}
        }
    }
    open.is_empty().then_some(found)
}
