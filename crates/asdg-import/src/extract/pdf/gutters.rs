//! Columns of a whole page: [`bands`] gives the parts of a page in reading order.
//!
//! A gutter is a vertical strip without text, with running text on both sides. Gutters are searched over the whole page
//! before baselines make rows, because lines of two columns need not have the same baselines. A text that crosses a
//! gutter, such as a title, divides the page into bands; in each band the left column comes before the right one. If
//! the paragraphs of both sides begin at the same heights, the band is a table.

use std::collections::BTreeMap;

use super::columns::Column;
use super::drawn::Glyph;
use super::pieces::{NEAR, TextRun, are_rows, beginnings, edge, has_holes, heights, pieces};
use crate::document::CellPlace;

/// The least width of a gutter, in parts of the font's size.
const GUTTER: f32 = 0.8;
/// How far apart the beginnings of the lines of one column may lie, in parts of the font's size.
const SAME: f32 = 0.3;
/// How many lines must begin at the right side of a gutter, on the page and in a band.
const LINES: usize = 6;
const BAND_LINES: usize = 3;
/// The least width of the lines of a column on average, in parts of the font's size.
const WIDTH: f32 = 9.0;
/// The same of a column that asks: questions beside their answers may be narrow.
const ASKING_WIDTH: f32 = 5.5;
/// How much of its column a line fills on average; less is a list of entries.
const FILL: f32 = 0.55;
/// How many columns a page may have.
const COLUMNS: usize = 4;
/// How many gutters are remembered for the pages that follow.
const KNOWN: usize = 8;
/// A page with more pieces than this is no text.
const PIECES: usize = 20_000;

/// What is read in one go: its glyphs, and whether it goes on with the text of the one before.
pub(super) struct Band {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) continues: bool,
    /// The column it is; `None` over the whole page.
    pub(super) column: Option<Column>,
    /// The cell it is, where questions stand beside answers: the tables of a page are counted.
    pub(super) cell: Option<CellPlace>,
}

/// The gutters of the pages before: a page with a few lines in columns shows too little by itself.
#[derive(Default)]
pub(super) struct Known(Vec<Gutter>);

/// The bands of a page; a single one where it has no columns.
pub(super) fn bands(glyphs: Vec<Glyph>, known: &mut Known) -> Vec<Band> {
    let mut pieces = pieces(glyphs);
    let mut out = Vec::new();
    if pieces.len() > PIECES {
        return vec![band(pieces, false, None)];
    }
    let foot = pieces.split_off(pieces.len() - edge(pieces.iter().rev()));
    let body = pieces.split_off(edge(pieces.iter()));
    out.extend((!pieces.is_empty()).then(|| band(pieces, false, None)));
    split(body, COLUMNS, false, None, known, &mut out);
    out.extend((!foot.is_empty()).then(|| band(foot, false, None)));
    out
}

fn band(pieces: Vec<TextRun>, continues: bool, column: Option<Column>) -> Band {
    Band { glyphs: pieces.into_iter().flat_map(|piece| piece.glyphs).collect(), continues, column, cell: None }
}

/// Splits pieces, which are in the order of their baselines, at the best gutter, and each side of it again.
fn split(
    pieces: Vec<TextRun>,
    depth: usize,
    continues: bool,
    column: Option<Column>,
    known: &mut Known,
    out: &mut Vec<Band>,
) {
    let (pieces, best) = if depth > 1 { gutter(pieces, known) } else { (pieces, None) };
    let Some(gutter) = best else {
        if !pieces.is_empty() {
            out.push(band(pieces, continues, column));
        }
        return;
    };
    let mut runs: Vec<(bool, Vec<TextRun>)> = Vec::new();
    for piece in pieces {
        let crosses = gutter.is_crossed_by(&piece);
        match runs.last_mut() {
            Some((same, run)) if *same == crosses => run.push(piece),
            _ => runs.push((crosses, vec![piece])),
        }
    }
    let mut plain: Vec<TextRun> = Vec::new();
    let mut first = continues;
    for (crosses, run) in runs {
        let rows = if crosses { None } else { gutter.rows(&run) };
        if rows.is_none() && (crosses || !gutter.parts(&run)) {
            plain.extend(run);
            continue;
        }
        if !plain.is_empty() {
            split(std::mem::take(&mut plain), 1, first, column, known, out);
            first = false;
        }
        let (left, right): (Vec<TextRun>, Vec<TextRun>) =
            run.into_iter().partition(|piece| piece.right <= gutter.middle());
        if let Some(rows) = rows {
            cells(left, right, &rows, out);
            first = false;
            continue;
        }
        // A full last line goes on in the next column.
        let edge = left.iter().map(|piece| piece.right).fold(0.0, f32::max);
        let start = left.iter().map(|piece| piece.left).fold(f32::INFINITY, f32::min);
        let full = left.last().is_some_and(|last| last.right - start > 0.75 * (edge - start));
        let to = column.map_or(f32::INFINITY, |column| column.to);
        split(left, depth - 1, first, Some(Column { from: start, to: gutter.to }), known, out);
        split(right, depth - 1, full, Some(Column { from: gutter.to, to }), known, out);
        first = false;
    }
    if !plain.is_empty() {
        split(plain, 1, first, column, known, out);
    }
}

/// The cells of a table of two columns, row by row.
fn cells(left: Vec<TextRun>, right: Vec<TextRun>, rows: &[f32], out: &mut Vec<Band>) {
    let mut cells: BTreeMap<(u32, u32), Vec<TextRun>> = BTreeMap::new();
    for (column, side) in [(0, left), (1, right)] {
        for piece in side {
            let row = rows.partition_point(|top| *top < piece.y) as u32;
            cells.entry((row, column)).or_default().push(piece);
        }
    }
    let table = out.len() as u32;
    for ((row, column), pieces) in cells {
        out.push(Band { cell: Some(CellPlace { table, row, column }), ..band(pieces, false, None) });
    }
}

#[derive(Clone)]
struct Gutter {
    from: f32,
    to: f32,
    /// Where columns begin: the right side may have several.
    starts: Vec<f32>,
    /// Whether another page has it: then a line on each side is enough.
    known: bool,
}

impl Gutter {
    fn middle(&self) -> f32 {
        (self.from + self.to) / 2.0
    }

    fn is_crossed_by(&self, piece: &TextRun) -> bool {
        piece.left < self.middle() && piece.right > self.middle()
    }

    /// Whether there is running text on both sides, read column by column.
    fn parts(&self, run: &[TextRun]) -> bool {
        let (left, right): (Vec<&TextRun>, Vec<&TextRun>) = run.iter().partition(|piece| piece.right <= self.middle());
        let is_text = match self.known {
            true => !left.is_empty() && !right.is_empty(),
            false => left.len().min(right.len()) >= BAND_LINES && self.is_text(&left) && self.is_text(&right),
        };
        is_text && !are_rows(&left, &right) && !has_holes(&left, &right)
    }

    /// Where the rows of a table end, in which questions stand on the left and answers on the right, without rules between them.
    fn rows(&self, run: &[TextRun]) -> Option<Vec<f32>> {
        let (left, right): (Vec<&TextRun>, Vec<&TextRun>) = run.iter().partition(|piece| piece.right <= self.middle());
        let is_text = self.known || self.is_text(&left) && self.is_text(&right);
        if !is_text || !has_holes(&left, &right) {
            return None;
        }
        let (ys, pitch) = heights(&left);
        let (begun, answers) = (beginnings(&left), beginnings(&right));
        let starts = ys.first().copied().into_iter().chain(begun);
        let top = |y: f32| answers.iter().copied().filter(|other| (other - y).abs() <= NEAR * pitch).fold(y, f32::min);
        Some(starts.map(|y| top(y) - 0.5 * pitch).collect())
    }

    /// Whether lines are long enough to be those of a text, measured in their columns. The pieces of a stretched line are one.
    fn is_text(&self, pieces: &[&TextRun]) -> bool {
        let mut lines: BTreeMap<(usize, i64), (f32, f32)> = BTreeMap::new();
        let mut sizes = 0.0;
        // Raised figures and single signs are no lines.
        let long: Vec<&&TextRun> = pieces.iter().filter(|piece| piece.glyphs.len() > 2).collect();
        for piece in &long {
            let column = self.starts.partition_point(|start| *start <= piece.left + SAME * piece.size);
            let line = lines.entry((column, (piece.y * 2.0).round() as i64)).or_insert((piece.left, piece.right));
            *line = (line.0.min(piece.left), line.1.max(piece.right));
            sizes += piece.size;
        }
        let mut columns: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
        for ((column, _), (left, right)) in &lines {
            let sides = columns.entry(*column).or_insert((*left, *right));
            *sides = (sides.0.min(*left), sides.1.max(*right));
        }
        let width: f32 = lines.values().map(|(left, right)| right - left).sum();
        let room: f32 =
            lines.keys().filter_map(|(column, _)| columns.get(column)).map(|(left, right)| right - left).sum();
        let size = sizes / long.len().max(1) as f32;
        let asks = long.iter().flat_map(|piece| &piece.glyphs).any(|glyph| glyph.char == '?');
        let least = if asks { ASKING_WIDTH } else { WIDTH };
        width >= least * size * lines.len().max(1) as f32 && width >= FILL * room
    }
}

/// The pieces, cut at gutters, and the gutter with most lines at its sides, else one that pages before have and nothing on this one crosses.
fn gutter(pieces: Vec<TextRun>, known: &mut Known) -> (Vec<TextRun>, Option<Gutter>) {
    let mut candidates = candidates(&pieces);
    let starts: Vec<f32> = candidates.iter().map(|gutter| gutter.to).collect();
    candidates.iter_mut().for_each(|gutter| gutter.starts.clone_from(&starts));
    let gutters = || candidates.iter().chain(&known.0);
    let pieces: Vec<TextRun> = pieces.into_iter().flat_map(|piece| cut(piece, gutters())).collect();
    let best = best(&pieces, candidates, known);
    (pieces, best)
}

/// Cuts a piece in which a line of the next column begins: large letters reach farther over the gutter than their blanks are wide.
fn cut<'g>(piece: TextRun, gutters: impl Iterator<Item = &'g Gutter>) -> Vec<TextRun> {
    /// How exactly a line begins where its column does, in parts of the font's size.
    const EXACT: f32 = 0.15;
    let letters: Vec<usize> = (0..piece.glyphs.len()).filter(|&at| piece.glyphs[at].char != ' ').collect();
    let begins = |gutter: &Gutter| {
        let pair = letters.windows(2).find(|pair| piece.glyphs[pair[1]].left >= gutter.to - EXACT * piece.size)?;
        let (end, start) = (&piece.glyphs[pair[0]], &piece.glyphs[pair[1]]);
        let is_wide = start.left - end.right >= 0.5 * (gutter.to - gutter.from).min(start.size);
        (is_wide && start.left <= gutter.to + EXACT * piece.size).then_some(pair[1])
    };
    let mut cuts: Vec<usize> = gutters.filter(|gutter| gutter.is_crossed_by(&piece)).filter_map(begins).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let (y, size) = (piece.y, piece.size);
    let mut glyphs = piece.glyphs;
    let mut parts: Vec<Vec<Glyph>> = cuts.into_iter().rev().map(|at| glyphs.split_off(at)).collect();
    parts.push(glyphs);
    let side = |part: &[Glyph], of: fn(&Glyph) -> f32, fold: fn(f32, f32) -> f32| {
        part.iter().filter(|glyph| glyph.char != ' ').map(of).reduce(fold).unwrap_or_default()
    };
    let part = |glyphs: Vec<Glyph>| {
        let (left, right) = (side(&glyphs, |glyph| glyph.left, f32::min), side(&glyphs, |glyph| glyph.right, f32::max));
        TextRun { glyphs, left, right, y, size }
    };
    parts.into_iter().rev().map(part).collect()
}

fn best(pieces: &[TextRun], candidates: Vec<Gutter>, known: &mut Known) -> Option<Gutter> {
    let rated = candidates.into_iter().map(|gutter| (parted(pieces, &gutter), gutter));
    let best = rated.filter(|(lines, _)| *lines > 0).reduce(|best, next| if next.0 > best.0 { next } else { best });
    if let Some((_, gutter)) = best {
        let is_new = known.0.iter().all(|other| (other.to - gutter.to).abs() > gutter.to - gutter.from);
        if is_new && known.0.len() < KNOWN {
            known.0.push(Gutter { known: true, ..gutter.clone() });
        }
        return Some(gutter);
    }
    let is_free = |gutter: &&Gutter| !pieces.iter().any(|piece| gutter.is_crossed_by(piece)) && gutter.parts(pieces);
    known.0.iter().find(is_free).cloned()
}

/// The places where many lines begin beside others, with the strips to their left that little crosses.
fn candidates(pieces: &[TextRun]) -> Vec<Gutter> {
    let left = pieces.iter().map(|piece| piece.left).fold(f32::INFINITY, f32::min);
    let right = pieces.iter().map(|piece| piece.right).fold(0.0, f32::max);
    let mut begins: Vec<(f32, f32)> = pieces
        .iter()
        .filter(|piece| piece.left > left + WIDTH * piece.size && piece.right - piece.left > 2.0 * piece.size)
        .map(|piece| (piece.left, piece.size))
        .collect();
    begins.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<Gutter> = Vec::new();
    let mut rest = begins.as_slice();
    while let Some(&(at, size)) = rest.first() {
        let count = rest.iter().take_while(|(left, _)| left - at <= SAME * size).count();
        rest = rest.get(count..).unwrap_or_default();
        if count < LINES || at > right - WIDTH * size {
            continue;
        }
        // The gutter reaches to the left as far as all that ends on that side leaves it free.
        let ends = pieces.iter().map(|piece| piece.right).filter(|&end| end <= at - GUTTER * size);
        let Some(from) = ends.reduce(f32::max) else { continue };
        // Many items of a list begin to the right of where the column does.
        let to = pieces.iter().map(|piece| piece.left).filter(|left| *left > from).fold(at, f32::min);
        if to - from < GUTTER * size {
            continue;
        }
        let gutter = Gutter { from: from.max(to - 4.0 * size), to, starts: Vec::new(), known: false };
        let crossing = pieces.iter().filter(|piece| gutter.is_crossed_by(piece)).count();
        if crossing * 3 <= pieces.len() {
            out.push(gutter);
        }
    }
    out
}

/// How many lines stand in bands that a gutter parts; none where these are the smaller part of a page.
fn parted(pieces: &[TextRun], gutter: &Gutter) -> usize {
    let runs = pieces.chunk_by(|a, b| gutter.is_crossed_by(a) == gutter.is_crossed_by(b));
    let beside = runs.filter(|run| {
        let is_free = run.first().is_some_and(|piece| !gutter.is_crossed_by(piece));
        is_free && (gutter.parts(run) || gutter.rows(run).is_some())
    });
    let lines = beside.map(<[TextRun]>::len).sum();
    if lines * 2 > pieces.len() { lines } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of letters from a place on.
    fn line(left: f32, y: f32, letters: usize) -> Vec<Glyph> {
        (0..letters)
            .map(|n| Glyph {
                char: 'ж',
                left: left + 5.0 * n as f32,
                right: left + 5.0 * n as f32 + 5.0,
                y,
                size: 10.0,
                order: 0,
            })
            .collect()
    }

    fn sizes(glyphs: Vec<Glyph>) -> Vec<usize> {
        bands(glyphs, &mut Known::default()).into_iter().map(|band| band.glyphs.len()).collect()
    }

    #[test]
    fn columns_are_read_one_behind_the_other_whatever_their_baselines() {
        let mut page = line(100.0, 20.0, 60);
        for n in 0..12 {
            page.extend(line(50.0, 60.0 + 12.0 * n as f32, 40));
            page.extend(line(300.0, 63.0 + 14.0 * n as f32, 30));
        }
        assert_eq!(sizes(page), [60, 480, 360]);
    }

    #[test]
    fn cells_without_rules_and_short_entries_are_no_columns() {
        let mut page = Vec::new();
        for n in 0..6 {
            for k in 0..3 {
                let y = 20.0 + 60.0 * n as f32 + 12.0 * k as f32;
                page.extend(line(50.0, y, 40));
                page.extend(line(300.0, y, 40));
            }
        }
        assert_eq!(sizes(page).len(), 1);
        let entries: Vec<Glyph> =
            (0..20).flat_map(|n| [line(50.0, 12.0 * n as f32, 8), line(300.0, 12.0 * n as f32, 4)].concat()).collect();
        assert_eq!(sizes(entries).len(), 1);
    }

    #[test]
    fn three_columns_and_stretched_lines_are_columns() {
        let mut page = Vec::new();
        for n in 0..12 {
            let y = 20.0 + 12.0 * n as f32;
            // The second line of each column is stretched over its width.
            for left in [50.0, 250.0, 450.0] {
                if n % 2 == 1 {
                    page.extend(
                        [line(left, y, 8), line(left + 62.0 + n as f32, y, 8), line(left + 130.0, y, 8)].concat(),
                    );
                } else {
                    page.extend(line(left, y, 34));
                }
            }
        }
        assert_eq!(sizes(page), [12 * 29, 12 * 29, 12 * 29]);
    }

    #[test]
    fn a_page_of_a_few_lines_has_the_columns_of_the_page_before() {
        let page = |lines: usize| {
            let of =
                |n: usize| [line(50.0, 60.0 + 12.0 * n as f32, 38), line(300.0, 66.0 + 12.0 * n as f32, 38)].concat();
            (0..lines).flat_map(of).collect::<Vec<Glyph>>()
        };
        let mut known = Known::default();
        let count = |page, known: &mut Known| bands(page, known).len();
        assert_eq!(count(page(2), &mut known), 1);
        assert_eq!(count(page(12), &mut known), 2);
        assert_eq!(count(page(2), &mut known), 2);
    }
}
