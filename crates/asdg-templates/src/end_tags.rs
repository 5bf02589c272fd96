//! Omits the end tags of list items, terms and descriptions where HTML allows it: `<li>a<li>b</ul>`.
//!
//! That is valid where, by every branch and loop, only a tag that implies the end tag can follow. Output of an
//! expression is assumed to close every element that it opens.

use super::syntax::{self, Effect};
use super::tokens::{TemplateTag, TemplateToken, Tokens, tokens};

/// A statement with branches: where it and its branches begin, and where it ends.
struct Statement<'a> {
    word: &'a str,
    marks: Vec<usize>,
    has_else: bool,
}

/// The template without optional end tags; `None` if it cannot be split.
pub(super) fn left_out(source: &str) -> Option<String> {
    let tokens = tokens(source)?;
    let statements = statements(&tokens)?;
    let mut out = String::with_capacity(source.len());
    for (at, (text, token)) in tokens.iter().enumerate() {
        out.push_str(text);
        match token {
            Some(TemplateToken::Tag(tag))
                if tag.closes && is_implied(&tokens, &statements, at, tag) && is_whole(&tokens[..at], tag) => {}
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

/// Whether a tag implies the end of an element before it.
fn implies(tag: &TemplateTag<'_>, element: &str) -> bool {
    match element {
        "li" if tag.closes => matches!(tag.name.as_str(), "ul" | "ol"),
        "li" => tag.name == "li",
        "dd" if tag.closes => matches!(tag.name.as_str(), "dl" | "div"),
        "dt" | "dd" => !tag.closes && matches!(tag.name.as_str(), "dt" | "dd"),
        _ => false,
    }
}

/// Whether everything that begins in the element that ends here also ends in it: not in `<li><section>a</li>`.
fn is_whole(before: &[(String, Option<TemplateToken<'_>>)], end: &TemplateTag<'_>) -> bool {
    let mut open = vec![end.name.as_str()];
    for (_, token) in before.iter().rev() {
        match token {
            Some(TemplateToken::Tag(tag)) if tag.closes => open.push(&tag.name),
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

/// Whether every tag that can follow the end tag at `at` implies it.
fn is_implied(
    tokens: &[(String, Option<TemplateToken<'_>>)],
    statements: &[Statement<'_>],
    at: usize,
    end: &TemplateTag<'_>,
) -> bool {
    let mut left = vec![at + 1];
    let mut seen = Vec::new();
    while let Some(at) = left.pop() {
        if seen.contains(&at) {
            continue;
        }
        seen.push(at);
        match tokens.get(at) {
            Some((text, _)) if !text.is_empty() => return false,
            Some((_, Some(TemplateToken::Tag(tag)))) if implies(tag, &end.name) => {}
            Some((_, Some(TemplateToken::Syntax(piece)))) => match next(statements, at, piece) {
                Some(next) => left.extend(next),
                None => return false,
            },
            _ => return false,
        }
    }
    true
}

/// Where a template can continue after a piece of syntax that prints nothing; `None` for any other.
fn next(statements: &[Statement<'_>], at: usize, piece: &str) -> Option<Vec<usize>> {
    if piece.starts_with("{#") || syntax::word(piece).starts_with("set") {
        return Some(vec![at + 1]);
    }
    let Statement { word, marks, has_else } = statements.iter().find(|found| found.marks.contains(&at))?;
    let (first, last) = (marks.first()?, marks.last()?);
    if at == *first {
        let branches = marks.iter().filter(|mark| *mark != last || !has_else);
        return Some(branches.map(|mark| mark + 1).collect());
    }
    // After a loop's body it may begin again.
    Some(if *word == "for" { vec![first + 1, last + 1] } else { vec![last + 1] })
}

/// The statements of a template that have branches.
fn statements<'a>(tokens: &Tokens<'a>) -> Option<Vec<Statement<'a>>> {
    let mut found = Vec::new();
    let mut open: Vec<Statement<'a>> = Vec::new();
    for (at, (_, token)) in tokens.iter().enumerate() {
        let Some(TemplateToken::Syntax(piece)) = token else { continue };
        let word = syntax::word(piece);
        match syntax::effect(piece) {
            _ if syntax::is_captured(piece) => {}
            Effect::Opens => open.push(Statement { word, marks: vec![at], has_else: false }),
            Effect::Divides => {
                let statement = open.last_mut()?;
                statement.marks.push(at);
                statement.has_else |= word == "else";
            }
            Effect::Closes => {
                let mut statement = open.pop()?;
                statement.marks.push(at);
                found.extend(Some(statement).filter(|statement| matches!(statement.word, "if" | "for")));
            }
            Effect::None => {}
        }
    }
    open.is_empty().then_some(found)
}
