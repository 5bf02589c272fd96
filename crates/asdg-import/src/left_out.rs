//! Content that the import leaves out: charts, objects, pages without a text layer, characters in unknown elements.
//! [`take_problems`] reports each kind with its places to the person at the terminal, because the proof compares only text.

use super::context::excerpt;
use super::document::{Aside, AsideKind, Block, Document, SourceLocation};
use asdg_base::problem::Kind;

/// The most places and texts that a problem lists.
const MAX_LISTED: usize = 8;

/// Returns the problems of content that was left out. Formulas written as text are part of their answers, so they are
/// removed from `asides`.
pub(super) fn take_problems(asides: &mut Vec<Aside>) -> Vec<Kind> {
    let mut kinds = Vec::new();
    let of_kind =
        |asides: &[Aside], kind| asides.iter().filter(|aside| aside.kind == kind).cloned().collect::<Vec<_>>();
    let formulas = of_kind(asides, AsideKind::FormulaInLine);
    if !formulas.is_empty() {
        let (unit, places) = places(formulas.iter().map(|aside| aside.at));
        kinds.push(Kind::ImportFormulas { unit, places, formulas: excerpts(&formulas, "; ").unwrap_or_default() });
    }
    asides.retain(|aside| aside.kind != AsideKind::FormulaInLine);
    for kind in AsideKind::LEFT_OUT {
        let found = of_kind(asides, kind);
        if found.is_empty() {
            continue;
        }
        let (unit, places) = places(found.iter().map(|aside| aside.at));
        kinds.push(Kind::ImportLeftOut {
            what: kind.id().to_owned(),
            count: found.len() as u64,
            unit,
            places,
            text: excerpts(&found, "»; «"),
        });
    }
    kinds
}

/// The beginnings of the texts of asides, joined; `None` if none has text.
fn excerpts(asides: &[Aside], separator: &str) -> Option<String> {
    let texts: Vec<String> = asides
        .iter()
        .filter(|aside| !aside.text.trim().is_empty())
        .take(MAX_LISTED)
        .map(|aside| excerpt(&aside.text))
        .collect();
    (!texts.is_empty()).then(|| texts.join(separator))
}

/// The problem of characters that could not be decoded: they are U+FFFD in the text.
pub(super) fn unmapped(document: &Document) -> Option<Kind> {
    let mut found: Vec<SourceLocation> = Vec::new();
    let mut pending: Vec<&Block> = document.blocks.iter().rev().collect();
    while let Some(block) = pending.pop() {
        match block {
            Block::Paragraph(paragraph) => {
                let count = paragraph.text().matches(char::REPLACEMENT_CHARACTER).count();
                found.extend(std::iter::repeat_n(paragraph.at, count));
            }
            Block::Table(table) => pending.extend(table.rows.iter().flatten().flatten().rev()),
        }
    }
    let count = found.len() as u64;
    let (unit, places) = places(found.into_iter());
    (count > 0).then_some(Kind::ImportUnmapped { count, unit, places })
}

/// Formats places for a message: the unit, and the numbers, each once. For a PDF these are only pages.
fn places(found: impl Iterator<Item = SourceLocation>) -> (String, String) {
    let mut unit = "paragraph";
    let mut numbers: Vec<u32> = Vec::new();
    for at in found {
        let (place_unit, number) = match at {
            SourceLocation::Line(line) => ("line", line),
            SourceLocation::Paragraph(paragraph) => ("paragraph", paragraph),
            SourceLocation::Page(page, _) => ("page", page),
        };
        unit = place_unit;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    let listed: Vec<String> = numbers.iter().take(MAX_LISTED).map(u32::to_string).collect();
    let more = if numbers.len() > MAX_LISTED { ", …" } else { "" };
    (unit.to_owned(), format!("{}{more}", listed.join(", ")))
}
