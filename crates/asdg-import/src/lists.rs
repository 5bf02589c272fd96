//! Lists: turns paragraphs that begin with a typed mark into items, and derives their levels from the kinds of marks.

use super::document::{Block, Mark, Style};
use super::marks::{self, MarkKind};

/// Turns the paragraphs with typed marks, and those that end like items, into items. Returns their number.
pub(super) fn mark_items(blocks: &mut [Block]) -> u32 {
    mark_typed(blocks) + mark_without_marks(blocks) + mark_first(blocks)
}

/// Marks the first item of an answer if its mark was removed with the number of the question: «2. открыть парк;»,
/// «- открыть музей.»
fn mark_first(blocks: &mut [Block]) -> u32 {
    let [Block::Paragraph(first), Block::Paragraph(second), ..] = blocks else { return 0 };
    let is_item = first.style == Style::Body && first.text().ends_with(';');
    match &second.style {
        style @ Style::Item { level: 0, mark: Mark::Bullet } if is_item => first.style = style.clone(),
        _ => return 0,
    }
    1
}

/// Marks items without marks: the paragraphs after a colon that end with a semicolon, and the next one, which ends the
/// list.
fn mark_without_marks(blocks: &mut [Block]) -> u32 {
    const MAX_LENGTH: usize = 300;
    let texts: Vec<Option<String>> = blocks.iter().map(Block::body_text).collect();
    let text = |number: usize| texts.get(number).and_then(Option::as_deref);
    let is_item =
        |number: usize| text(number).is_some_and(|text| text.ends_with(';') && text.chars().count() < MAX_LENGTH);
    let mut count = 0;
    let mut at = 1;
    while at < blocks.len() {
        let items = (at..blocks.len()).take_while(|&number| is_item(number)).count();
        let is_opened = text(at - 1).is_some_and(|text| text.ends_with(':'));
        let is_closed = text(at + items).is_some_and(|text| text.chars().count() < MAX_LENGTH && !text.ends_with(':'));
        if items == 0 || !is_opened || !is_closed {
            at += 1;
            continue;
        }
        for block in blocks.iter_mut().skip(at).take(items + 1) {
            if let Block::Paragraph(paragraph) = block {
                paragraph.style = Style::Item { level: 0, mark: Mark::Bullet };
                count += 1;
            }
        }
        at += items + 1;
    }
    count
}

/// Marks the paragraphs with typed marks, and removes the marks from their texts.
fn mark_typed(blocks: &mut [Block]) -> u32 {
    let mut open: Vec<MarkKind> = Vec::new();
    let mut after_colon = false;
    let mut count = 0;
    let kinds: Vec<Option<MarkKind>> =
        blocks.iter().map(|block| marks::parse_mark(&block.body_text()?).map(|typed| typed.kind)).collect();
    for (number, block) in blocks.iter_mut().enumerate() {
        let paragraph = match block {
            Block::Paragraph(paragraph) => paragraph,
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flatten() {
                    count += mark_typed(cell);
                }
                open.clear();
                continue;
            }
        };
        let text = paragraph.text();
        match (&paragraph.style, marks::parse_mark(&text)) {
            (Style::Body, Some(typed)) => {
                let later = kinds.get(number + 1..).unwrap_or_default();
                let comes_again = |kind: &MarkKind| later.iter().map_while(|later| *later).any(|later| later == *kind);
                let level = level(&mut open, typed.kind, after_colon, comes_again);
                let removed = text.len() - typed.text.len();
                paragraph.style = Style::Item { level, mark: typed.mark };
                paragraph.remove_start(removed);
                count += 1;
            }
            // A dash typed after the bullet of the word processor.
            (Style::Item { mark: Mark::Bullet, .. }, Some(typed)) if typed.mark == Mark::Bullet => {
                paragraph.remove_start(text.len() - typed.text.len());
                open.clear();
            }
            _ => open.clear(),
        }
        after_colon = text.trim_end().ends_with(':');
    }
    count
}

/// The level of an item by the kind of its mark: that of the open item with the same kind. Another kind opens a nested
/// list, or a new list. `comes_again` returns whether the same list has an item of a kind further down.
fn level(open: &mut Vec<MarkKind>, kind: MarkKind, after_colon: bool, comes_again: impl Fn(&MarkKind) -> bool) -> u8 {
    let exact = open.iter().rposition(|other| *other == kind);
    // Two bullets have two levels if the first one comes again: •, ○, ○, •.
    let is_other_level = |other: &MarkKind| matches!(other, MarkKind::Bullet(_)) && comes_again(other);
    let found = exact.or_else(|| {
        open.iter().rposition(|other| other.is_like(kind)).filter(|&at| !after_colon && !is_other_level(&open[at]))
    });
    match found {
        Some(level) => open.truncate(level + 1),
        None => {
            let is_nested = after_colon
                || open.iter().any(&comes_again)
                || open
                    .last()
                    .is_some_and(|above| is_usually_nested(*above, kind) || (above.is_plain() && kind.is_plain()));
            if !is_nested {
                open.clear();
            }
            open.push(kind);
        }
    }
    (open.len() - 1).min(usize::from(u8::MAX)) as u8
}

/// Whether items with marks of the second kind are usually nested in items of the first.
fn is_usually_nested(outer: MarkKind, inner: MarkKind) -> bool {
    let rank = |kind: MarkKind| match kind {
        MarkKind::Roman => 0,
        MarkKind::Number('.') => 1,
        MarkKind::Number(_) => 2,
        MarkKind::Parts(parts) => 2 + parts,
        MarkKind::Letter => 8,
        MarkKind::Bullet(_) => 9,
        MarkKind::Dash(_) => 10,
    };
    rank(outer) < rank(inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Paragraph, Run, SourceLocation};

    fn levels(texts: &[&str]) -> Vec<Option<u8>> {
        let mut blocks: Vec<Block> =
            texts.iter().map(|text| Block::Paragraph(Paragraph::plain(SourceLocation::Line(1), *text))).collect();
        mark_items(&mut blocks);
        let level = |block: &Block| match block {
            Block::Paragraph(Paragraph { style: Style::Item { level, .. }, .. }) => Some(*level),
            _ => None,
        };
        blocks.iter().map(level).collect()
    }

    #[test]
    fn a_break_after_a_mark_is_removed_with_it() {
        let text = |text: &str| Run::Text { text: text.into(), format: Default::default(), link: None };
        let runs = vec![text("-"), Run::Break, text("Мост"), Run::Break, text("сад")];
        let mut blocks = [Block::Paragraph(Paragraph { at: SourceLocation::Line(1), style: Style::Body, runs })];
        mark_items(&mut blocks);
        assert_eq!(blocks[0].text(), "Мост\nсад");
    }

    #[test]
    fn levels_of_items_follow_their_marks() {
        assert_eq!(levels(&["Сделано:", "- раз;", "- два.", "Итог."]), [None, Some(0), Some(0), None]);
        assert_eq!(levels(&["1) дом:", "- крыша;", "- окно;", "2) сад"]), [Some(0), Some(1), Some(1), Some(0)]);
        assert_eq!(levels(&["- дом:", "– крыша;", "– окно;", "- сад"]), [Some(0), Some(1), Some(1), Some(0)]);
        assert_eq!(levels(&["Состоялись:", "праздник;", "день города.", "Итог."]), [None, Some(0), Some(0), None]);
        assert_eq!(levels(&["- дом;", "– сад;", "- пруд"]), [Some(0), Some(0), Some(0)]);
        assert_eq!(levels(&["дом;", "– сад;", "- пруд"]), [Some(0), Some(0), Some(0)]);
        assert_eq!(levels(&["Открыт дом.", "– сад;", "- пруд"]), [None, Some(0), Some(0)]);
        assert_eq!(
            levels(&["1) раз", "- два", "• три", "• четыре", "- пять", "2) шесть"]),
            [Some(0), Some(1), Some(2), Some(2), Some(1), Some(0)]
        );
        assert_eq!(levels(&["• раз", "1) два", "2) три", "• пять"]), [Some(0), Some(1), Some(1), Some(0)]);
        assert_eq!(levels(&["• раз", "○ два", "○ три", "• пять"]), [Some(0), Some(1), Some(1), Some(0)]);
        assert_eq!(levels(&["• раз", "● два", "• три.", "1. четыре"]), [Some(0), Some(1), Some(0), Some(0)]);
        assert_eq!(
            levels(&["1. Дом", "а) крыша:", "- труба", "б) окно", "2. Сад"]),
            [Some(0), Some(1), Some(2), Some(1), Some(0)]
        );
    }
}
