//! Replaces quotation marks: pairs of straight ones become «ёлочки», and „лапки“ inside them. Also finds the names that
//! are already in «marks», which stay as typed.

use super::{Piece, piece_text};
use crate::is_russian_letter;

/// A quotation mark as typed.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// The index of its part of the paragraph.
    piece: usize,
    /// Its byte offset in the part.
    at: usize,
    mark: char,
}

/// A quotation mark with its replacement.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReplacedMark {
    /// The index of its part of the paragraph.
    pub(super) piece: usize,
    /// Its byte offset in the part.
    pub(super) at: usize,
    /// Its length in bytes.
    pub(super) length: usize,
    pub(super) replacement: &'static str,
}

/// An opening mark and its closing mark.
#[derive(Debug, Clone, Copy)]
struct Pair {
    start: Mark,
    end: Mark,
    /// How many quotations are open around it.
    depth: usize,
}

/// Returns replacements for the straight and English quotation marks that have partners, in order, and the state of the
/// quoted names at the start of the paragraph. A paragraph without Russian letters, such as an English introduction,
/// keeps its marks.
pub(super) fn replace_marks(pieces: &[Piece<'_>]) -> (Vec<ReplacedMark>, NameDepth) {
    let marks = marks(pieces);
    let mut names = NameDepth::new(&marks);
    let initial = names;
    if !marks.is_empty() && !pieces.iter().any(|piece| piece_text(piece).contains(is_russian_letter)) {
        return (Vec::new(), initial);
    }
    let mut open: Vec<Mark> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    // Opening marks inside a name that is already in «marks».
    let mut open_in_name: Vec<Mark> = Vec::new();
    let mut replaced = Vec::new();
    let mut open_low_marks = 0_usize;
    for run in marks.chunk_by(|a, b| (a.piece, a.at + 1, a.mark, b.mark) == (b.piece, b.at, '"', '"')) {
        let open_all = open_all(pieces, run);
        for (number, &mark) in run.iter().enumerate() {
            // `"А""Б"`: the last of adjacent marks may open the next quotation.
            let opens_next =
                || number > 0 && number + 1 == run.len() && open.is_empty() && is_before_word(pieces, &mark);
            match mark.mark {
                '«' => {
                    names.open();
                    open_in_name.clear();
                }
                '»' => {
                    names.close();
                    open_in_name.clear();
                }
                '„' => open_low_marks += 1,
                '“' if open_low_marks > 0 => open_low_marks -= 1,
                _ if names.inside() && !names.balanced => {}
                '“' if names.inside() => open_in_name.push(mark),
                '"' if names.inside() && open_all => open_in_name.push(mark),
                _ if names.inside() => {
                    let pair =
                        open_in_name.pop().map(|start| [ReplacedMark::new(start, "„"), ReplacedMark::new(mark, "“")]);
                    replaced.extend(pair.into_iter().flatten());
                }
                '“' => open.push(mark),
                '"' if open_all || opens_next() => open.push(mark),
                _ => pairs.extend(open.pop().map(|start| Pair { start, end: mark, depth: open.len() })),
            }
        }
    }
    let mut last_checked = None;
    for Pair { start, end, depth } in pairs {
        // An opening mark without a partner is ignored, unless one mark closes two quotations: `"Фирма "Ромашка"`.
        let unclosed = open.partition_point(|mark| (mark.piece, mark.at) < (start.piece, start.at));
        let is_outer = depth == unclosed;
        let (left, right) = if is_outer { ("«", "»") } else { ("„", "“") };
        replaced.extend([ReplacedMark::new(start, left), ReplacedMark::new(end, right)]);
        // An opening mark without a partner may enclose only the first pair after it.
        if is_outer && unclosed > 0 && last_checked.replace(unclosed) != Some(unclosed) {
            let around = open[unclosed - 1];
            replaced.extend(is_one_sentence(pieces, &around, &start).then(|| ReplacedMark::new(around, "«")));
        }
    }
    replaced.sort_unstable_by_key(|mark| (mark.piece, mark.at));
    (replaced, initial)
}

impl ReplacedMark {
    fn new(Mark { piece, at, mark }: Mark, replacement: &'static str) -> Self {
        Self { piece, at, length: mark.len_utf8(), replacement }
    }
}

/// Whether no sentence ends between two marks.
fn is_one_sentence(pieces: &[Piece<'_>], first: &Mark, second: &Mark) -> bool {
    let text = piece_text(&pieces[first.piece]);
    first.piece == second.piece && ![". ", "! ", "? ", "… "].iter().any(|end| text[first.at..second.at].contains(end))
}

/// Finds the quotation marks of a paragraph. Most paragraphs have none, so the search looks for the first bytes of
/// marks.
fn marks(pieces: &[Piece<'_>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (piece, text) in pieces.iter().map(piece_text).enumerate() {
        for at in memchr::memchr3_iter(b'"', 0xC2, 0xE2, text.as_bytes()) {
            if let Some(mark @ ('"' | '“' | '”' | '«' | '»' | '„')) = text[at..].chars().next() {
                marks.push(Mark { piece, at, mark });
            }
        }
    }
    marks
}

/// Whether adjacent straight marks, where quotations begin or end together, are opening marks.
fn open_all(pieces: &[Piece<'_>], run: &[Mark]) -> bool {
    let (first, last) = (run[0], run[run.len() - 1]);
    let before = || pieces[..first.piece].iter().rev().find_map(|piece| piece_text(piece).chars().next_back());
    let after = || pieces[last.piece + 1..].iter().find_map(|piece| piece_text(piece).chars().next());
    let previous = piece_text(&pieces[first.piece])[..first.at].chars().next_back().or_else(before);
    let next = after_mark(pieces, &last).chars().next().or_else(after);
    let after_gap = previous.is_none_or(|c| c.is_whitespace() || "([{«„“\"—–-/".contains(c));
    after_gap && next.is_some_and(|c| !c.is_whitespace())
}

fn is_before_word(pieces: &[Piece<'_>], mark: &Mark) -> bool {
    after_mark(pieces, mark).starts_with(char::is_alphanumeric)
}

/// Returns the text after a mark in its part.
fn after_mark<'a>(pieces: &'a [Piece<'_>], mark: &Mark) -> &'a str {
    &piece_text(&pieces[mark.piece])[mark.at + mark.mark.len_utf8()..]
}

/// The nesting depth of existing «quotation marks».
#[derive(Debug, Clone, Copy)]
pub(super) struct NameDepth {
    depth: usize,
    /// Whether the paragraph has as many opening as closing marks. A closing mark is often missing where two quotations
    /// end together; then the first closing mark ends all of them.
    balanced: bool,
}

impl NameDepth {
    fn new(marks: &[Mark]) -> Self {
        let count = |wanted: char| marks.iter().filter(|mark| mark.mark == wanted).count();
        Self { depth: 0, balanced: count('«') == count('»') }
    }

    pub(super) fn open(&mut self) {
        self.depth += 1;
    }

    pub(super) fn close(&mut self) {
        self.depth = if self.balanced { self.depth.saturating_sub(1) } else { 0 };
    }

    pub(super) fn inside(&self) -> bool {
        self.depth > 0
    }
}

#[cfg(test)]
mod tests {
    use crate::typography::set_line;

    #[test]
    fn quotations_that_begin_or_end_together() {
        for (typed, expected) in [
            (r#"ООО "Завод "Искра"", склад"#, "ООО «Завод „Искра“», склад"),
            (r#"ООО "Завод "Искра"". Дальше"#, "ООО «Завод „Искра“». Дальше"),
            (r#"("Завод "Искра"")"#, "(«Завод „Искра“»)"),
            (r#"""Искра" и завод" открыты"#, "«„Искра“ и~завод» открыты"),
            (r#""Завод "Цех "Лад""" открыт"#, "«Завод „Цех „Лад““» открыт"),
            (r#"МАУ "Центр "Лад". Клуб "Амур" открыт"#, "МАУ «Центр «Лад». Клуб «Амур» открыт"),
            (r#"труба "открыта. Клуб "Амур" открыт"#, "труба \"открыта. Клуб «Амур» открыт"),
            (r#""Лад""Амур""#, "«Лад»«Амур»"),
            ("ООО “Завод “Искра””.", "ООО «Завод „Искра“»."),
            (r#"«Завод "Искра"» и "Клуб""#, "«Завод „Искра“» и~«Клуб»"),
            (r#"«Завод "Искра" и "Лад", цех» "Клуб""#, "«Завод „Искра“ и „Лад“, цех» «Клуб»"),
            ("«Завод “Искра”»", "«Завод „Искра“»"),
            (r#"«Труба 5" и» "Клуб""#, "«Труба 5\" и» «Клуб»"),
            (r#"«Завод "Искра» и "Клуб""#, "«Завод \"Искра» и~«Клуб»"),
            (r#"«Завод "Искра" и "Клуб""#, "«Завод \"Искра\" и \"Клуб\""),
        ] {
            assert_eq!(&*set_line(typed), expected.replace('~', "\u{a0}"), "{typed}");
        }
    }
}
