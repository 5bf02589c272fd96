//! What a file holds besides its text: charts, objects, pages without a text layer, characters in unknown elements.
//! Each kind becomes a problem with its places, shown to the person at the terminal, because the proof compares only
//! text.

use super::context::excerpt;
use super::document::{Aside, AsideKind, Block, Document, Where};
use asdg_base::problem::Kind;

/// How many places and words a problem names.
const MOST: usize = 8;

/// The problems of what was left out. Formulas that were written in a line are part of their answers and leave the list.
pub(super) fn problems(asides: &mut Vec<Aside>) -> Vec<Kind> {
    let mut kinds = Vec::new();
    let of = |asides: &[Aside], kind| asides.iter().filter(|aside| aside.kind == kind).cloned().collect::<Vec<_>>();
    let formulas = of(asides, AsideKind::FormulaInLine);
    if !formulas.is_empty() {
        let (unit, places) = places(formulas.iter().map(|aside| aside.at));
        kinds.push(Kind::ImportFormulas { unit, places, formulas: texts(&formulas, "; ").unwrap_or_default() });
    }
    asides.retain(|aside| aside.kind != AsideKind::FormulaInLine);
    for kind in AsideKind::LEFT_OUT {
        let found = of(asides, kind);
        if found.is_empty() {
            continue;
        }
        let (unit, places) = places(found.iter().map(|aside| aside.at));
        kinds.push(Kind::ImportLeftOut {
            what: kind.id().to_owned(),
            count: found.len() as u64,
            unit,
            places,
            text: texts(&found, "»; «"),
        });
    }
    kinds
}

/// The beginnings of texts; `None` where there is none.
fn texts(asides: &[Aside], between: &str) -> Option<String> {
    let texts: Vec<String> = asides
        .iter()
        .filter(|aside| !aside.text.trim().is_empty())
        .take(MOST)
        .map(|aside| excerpt(&aside.text))
        .collect();
    (!texts.is_empty()).then(|| texts.join(between))
}

/// The problem of signs that could not be read, which stand as U+FFFD in the text.
pub(super) fn unmapped(document: &Document) -> Option<Kind> {
    let mut found: Vec<Where> = Vec::new();
    let mut waiting: Vec<&Block> = document.blocks.iter().rev().collect();
    while let Some(block) = waiting.pop() {
        match block {
            Block::Paragraph(paragraph) => {
                let count = paragraph.text().matches(char::REPLACEMENT_CHARACTER).count();
                found.extend(std::iter::repeat_n(paragraph.at, count));
            }
            Block::Table(table) => waiting.extend(table.rows.iter().flatten().flatten().rev()),
        }
    }
    let count = found.len() as u64;
    let (unit, places) = places(found.into_iter());
    (count > 0).then_some(Kind::ImportUnmapped { count, unit, places })
}

/// Places as a message names them: what is counted, and the numbers, each once. Of a PDF only pages are named.
fn places(found: impl Iterator<Item = Where>) -> (String, String) {
    let mut unit = "paragraph";
    let mut numbers: Vec<u32> = Vec::new();
    for at in found {
        let (its, number) = match at {
            Where::Line(line) => ("line", line),
            Where::Paragraph(paragraph) => ("paragraph", paragraph),
            Where::Page(page, _) => ("page", page),
        };
        unit = its;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    let shown: Vec<String> = numbers.iter().take(MOST).map(u32::to_string).collect();
    let more = if numbers.len() > MOST { ", …" } else { "" };
    (unit.to_owned(), format!("{}{more}", shown.join(", ")))
}
