//! Finds the columns of a whole page: [`bands`] returns the parts of a page in reading order.
//!
//! A gutter is a vertical strip without text, with running text on both sides. Gutters are searched on the whole page
//! before baselines make rows, because the lines of two columns need not have the same baselines. Text that crosses a
//! gutter, such as a title, divides the page into bands; in each band the left column comes before the right one. If
//! the paragraphs of both sides begin at the same heights, the band is a table.

use std::collections::BTreeMap;

use super::columns::Column;
use super::glyph::Glyph;
use super::line_pieces::{
    LinePiece, ROW_TOLERANCE, are_table_rows, baselines, edge_line_len, has_holes, line_pieces, paragraph_tops,
};
use crate::document::CellPlace;

/// The minimum width of a gutter, as a fraction of the font size.
const MIN_GUTTER: f32 = 0.8;
/// The tolerance of the left side of a column, as a fraction of the font size.
const ALIGNMENT: f32 = 0.3;
/// How many lines must begin at the right side of a gutter, on the page and in a band.
const MIN_LINES: usize = 6;
const MIN_BAND_LINES: usize = 3;
/// The minimum average width of the lines of a column, as a fraction of the font size.
const MIN_WIDTH: f32 = 9.0;
/// The same for a column with questions: questions beside their answers may be narrow.
const MIN_QUESTION_WIDTH: f32 = 5.5;
/// The minimum fraction of its column that a line fills on average; less is a list of entries.
const MIN_FILL: f32 = 0.55;
/// The maximum number of columns of a page.
const COLUMN_LIMIT: usize = 4;
/// The maximum number of gutters that are remembered for the following pages.
const KNOWN_LIMIT: usize = 8;
/// A page with more pieces than this is not text.
const PIECE_LIMIT: usize = 20_000;

/// A part of a page that is read from top to bottom.
pub(super) struct Band {
    pub(super) glyphs: Vec<Glyph>,
    /// Whether the text of the band before continues in this one.
    pub(super) continues: bool,
    /// The column that it is; `None` for the whole width of the page.
    pub(super) column: Option<Column>,
    /// The cell that it is, if questions are beside answers. Tables are counted on their page.
    pub(super) cell: Option<CellPlace>,
}

/// The gutters of earlier pages: a page with a few lines in columns shows too little by itself.
#[derive(Default)]
pub(super) struct KnownGutters(Vec<Gutter>);

/// Splits a page into bands; a single one if it has no columns.
pub(super) fn bands(glyphs: Vec<Glyph>, known: &mut KnownGutters) -> Vec<Band> {
    let mut pieces = line_pieces(glyphs);
    let mut out = Vec::new();
    if pieces.len() > PIECE_LIMIT {
        return vec![band(pieces, false, None)];
    }
    let foot = pieces.split_off(pieces.len() - edge_line_len(pieces.iter().rev()));
    let body = pieces.split_off(edge_line_len(pieces.iter()));
    out.extend((!pieces.is_empty()).then(|| band(pieces, false, None)));
    split_bands(body, COLUMN_LIMIT, false, None, known, &mut out);
    out.extend((!foot.is_empty()).then(|| band(foot, false, None)));
    out
}

fn band(pieces: Vec<LinePiece>, continues: bool, column: Option<Column>) -> Band {
    Band { glyphs: pieces.into_iter().flat_map(|piece| piece.glyphs).collect(), continues, column, cell: None }
}

/// Splits pieces, which are in the order of their baselines, at the best gutter, and each side of it again.
fn split_bands(
    pieces: Vec<LinePiece>,
    depth: usize,
    continues: bool,
    column: Option<Column>,
    known: &mut KnownGutters,
    out: &mut Vec<Band>,
) {
    let (pieces, best) = if depth > 1 { find_gutter(pieces, known) } else { (pieces, None) };
    let Some(gutter) = best else {
        if !pieces.is_empty() {
            out.push(band(pieces, continues, column));
        }
        return;
    };
    let mut runs: Vec<(bool, Vec<LinePiece>)> = Vec::new();
    for piece in pieces {
        let crosses = gutter.is_crossed_by(&piece);
        match runs.last_mut() {
            Some((same, run)) if *same == crosses => run.push(piece),
            _ => runs.push((crosses, vec![piece])),
        }
    }
    let mut plain: Vec<LinePiece> = Vec::new();
    let mut run_continues = continues;
    for (crosses, run) in runs {
        let rows = if crosses { None } else { gutter.table_row_tops(&run) };
        if rows.is_none() && (crosses || !gutter.separates_columns(&run)) {
            plain.extend(run);
            continue;
        }
        if !plain.is_empty() {
            split_bands(std::mem::take(&mut plain), 1, run_continues, column, known, out);
            run_continues = false;
        }
        let (left, right): (Vec<LinePiece>, Vec<LinePiece>) =
            run.into_iter().partition(|piece| piece.right <= gutter.middle());
        if let Some(rows) = rows {
            add_table_cells(left, right, &rows, out);
            run_continues = false;
            continue;
        }
        // If the last line is full, the text continues in the next column.
        let right_edge = left.iter().map(|piece| piece.right).fold(0.0, f32::max);
        let start = left.iter().map(|piece| piece.left).fold(f32::INFINITY, f32::min);
        let is_full = left.last().is_some_and(|last| last.right - start > 0.75 * (right_edge - start));
        let to = column.map_or(f32::INFINITY, |column| column.to);
        split_bands(left, depth - 1, run_continues, Some(Column { from: start, to: gutter.to }), known, out);
        split_bands(right, depth - 1, is_full, Some(Column { from: gutter.to, to }), known, out);
        run_continues = false;
    }
    if !plain.is_empty() {
        split_bands(plain, 1, run_continues, column, known, out);
    }
}

/// Adds the cells of a table of two columns, row by row.
fn add_table_cells(left: Vec<LinePiece>, right: Vec<LinePiece>, rows: &[f32], out: &mut Vec<Band>) {
    let mut cells: BTreeMap<(u32, u32), Vec<LinePiece>> = BTreeMap::new();
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
    /// The left sides of the columns: the right side may have several.
    starts: Vec<f32>,
    /// Whether another page has it: then one line on each side is enough.
    known: bool,
}

impl Gutter {
    fn middle(&self) -> f32 {
        (self.from + self.to) / 2.0
    }

    fn is_crossed_by(&self, piece: &LinePiece) -> bool {
        piece.left < self.middle() && piece.right > self.middle()
    }

    /// Whether there is running text on both sides, which is read column by column.
    fn separates_columns(&self, run: &[LinePiece]) -> bool {
        let (left, right): (Vec<&LinePiece>, Vec<&LinePiece>) =
            run.iter().partition(|piece| piece.right <= self.middle());
        let has_text = match self.known {
            true => !left.is_empty() && !right.is_empty(),
            false => {
                left.len().min(right.len()) >= MIN_BAND_LINES
                    && self.is_running_text(&left)
                    && self.is_running_text(&right)
            }
        };
        has_text && !are_table_rows(&left, &right) && !has_holes(&left, &right)
    }

    /// Returns the tops of the rows of a table without rules, with questions on the left and answers on the right;
    /// `None` if it is not such a table.
    fn table_row_tops(&self, run: &[LinePiece]) -> Option<Vec<f32>> {
        let (left, right): (Vec<&LinePiece>, Vec<&LinePiece>) =
            run.iter().partition(|piece| piece.right <= self.middle());
        let has_text = self.known || self.is_running_text(&left) && self.is_running_text(&right);
        if !has_text || !has_holes(&left, &right) {
            return None;
        }
        let (ys, pitch) = baselines(&left);
        let (questions, answers) = (paragraph_tops(&left), paragraph_tops(&right));
        let starts = ys.first().copied().into_iter().chain(questions);
        let top = |y: f32| {
            answers.iter().copied().filter(|other| (other - y).abs() <= ROW_TOLERANCE * pitch).fold(y, f32::min)
        };
        Some(starts.map(|y| top(y) - 0.5 * pitch).collect())
    }

    /// Whether lines are long enough to be those of a text, measured in their columns. The pieces of a stretched line
    /// count as one line.
    fn is_running_text(&self, pieces: &[&LinePiece]) -> bool {
        let mut lines: BTreeMap<(usize, i64), (f32, f32)> = BTreeMap::new();
        let mut sizes = 0.0;
        // Superscripts and single characters are not lines.
        let long: Vec<&&LinePiece> = pieces.iter().filter(|piece| piece.glyphs.len() > 2).collect();
        for piece in &long {
            let column = self.starts.partition_point(|start| *start <= piece.left + ALIGNMENT * piece.size);
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
        let available_width: f32 =
            lines.keys().filter_map(|(column, _)| columns.get(column)).map(|(left, right)| right - left).sum();
        let size = sizes / long.len().max(1) as f32;
        let has_question = long.iter().flat_map(|piece| &piece.glyphs).any(|glyph| glyph.char == '?');
        let least = if has_question { MIN_QUESTION_WIDTH } else { MIN_WIDTH };
        width >= least * size * lines.len().max(1) as f32 && width >= MIN_FILL * available_width
    }
}

/// Cuts pieces at gutters, and chooses a gutter: the one with most lines beside it, otherwise one of earlier pages
/// that nothing on this page crosses.
fn find_gutter(pieces: Vec<LinePiece>, known: &mut KnownGutters) -> (Vec<LinePiece>, Option<Gutter>) {
    let mut candidates = find_candidates(&pieces);
    let starts: Vec<f32> = candidates.iter().map(|gutter| gutter.to).collect();
    candidates.iter_mut().for_each(|gutter| gutter.starts.clone_from(&starts));
    let gutters = || candidates.iter().chain(&known.0);
    let pieces: Vec<LinePiece> = pieces.into_iter().flat_map(|piece| cut_at_gutters(piece, gutters())).collect();
    let best = best_gutter(&pieces, candidates, known);
    (pieces, best)
}

/// Cuts a piece in which a line of the next column begins: large letters extend over the gutter farther than their
/// spaces are wide.
fn cut_at_gutters<'g>(piece: LinePiece, gutters: impl Iterator<Item = &'g Gutter>) -> Vec<LinePiece> {
    /// The tolerance of the left side of a line, as a fraction of the font size.
    const TOLERANCE: f32 = 0.15;
    let letters: Vec<usize> = (0..piece.glyphs.len()).filter(|&at| piece.glyphs[at].char != ' ').collect();
    let cut_position = |gutter: &Gutter| {
        let pair = letters.windows(2).find(|pair| piece.glyphs[pair[1]].left >= gutter.to - TOLERANCE * piece.size)?;
        let (end, start) = (&piece.glyphs[pair[0]], &piece.glyphs[pair[1]]);
        let is_wide = start.left - end.right >= 0.5 * (gutter.to - gutter.from).min(start.size);
        (is_wide && start.left <= gutter.to + TOLERANCE * piece.size).then_some(pair[1])
    };
    let mut cuts: Vec<usize> = gutters.filter(|gutter| gutter.is_crossed_by(&piece)).filter_map(cut_position).collect();
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
        LinePiece { glyphs, left, right, y, size }
    };
    parts.into_iter().rev().map(part).collect()
}

fn best_gutter(pieces: &[LinePiece], candidates: Vec<Gutter>, known: &mut KnownGutters) -> Option<Gutter> {
    let rated = candidates.into_iter().map(|gutter| (lines_in_columns(pieces, &gutter), gutter));
    let best = rated.filter(|(lines, _)| *lines > 0).reduce(|best, next| if next.0 > best.0 { next } else { best });
    if let Some((_, gutter)) = best {
        let is_new = known.0.iter().all(|other| (other.to - gutter.to).abs() > gutter.to - gutter.from);
        if is_new && known.0.len() < KNOWN_LIMIT {
            known.0.push(Gutter { known: true, ..gutter.clone() });
        }
        return Some(gutter);
    }
    let is_free =
        |gutter: &&Gutter| !pieces.iter().any(|piece| gutter.is_crossed_by(piece)) && gutter.separates_columns(pieces);
    known.0.iter().find(is_free).cloned()
}

/// Finds the positions where many lines begin to the right of others, with the strips to their left that few pieces
/// cross.
fn find_candidates(pieces: &[LinePiece]) -> Vec<Gutter> {
    let left = pieces.iter().map(|piece| piece.left).fold(f32::INFINITY, f32::min);
    let right = pieces.iter().map(|piece| piece.right).fold(0.0, f32::max);
    let mut line_starts: Vec<(f32, f32)> = pieces
        .iter()
        .filter(|piece| piece.left > left + MIN_WIDTH * piece.size && piece.right - piece.left > 2.0 * piece.size)
        .map(|piece| (piece.left, piece.size))
        .collect();
    line_starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<Gutter> = Vec::new();
    let mut rest = line_starts.as_slice();
    while let Some(&(at, size)) = rest.first() {
        let count = rest.iter().take_while(|(left, _)| left - at <= ALIGNMENT * size).count();
        rest = rest.get(count..).unwrap_or_default();
        if count < MIN_LINES || at > right - MIN_WIDTH * size {
            continue;
        }
        // The gutter extends to the left up to the pieces that end there.
        let ends = pieces.iter().map(|piece| piece.right).filter(|&end| end <= at - MIN_GUTTER * size);
        let Some(from) = ends.reduce(f32::max) else { continue };
        // Many list items begin to the right of the left side of the column.
        let to = pieces.iter().map(|piece| piece.left).filter(|left| *left > from).fold(at, f32::min);
        if to - from < MIN_GUTTER * size {
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

/// Counts the lines in the bands that a gutter splits into columns; 0 if they are the smaller part of the page.
fn lines_in_columns(pieces: &[LinePiece], gutter: &Gutter) -> usize {
    let runs = pieces.chunk_by(|a, b| gutter.is_crossed_by(a) == gutter.is_crossed_by(b));
    let bands_with_columns = runs.filter(|run| {
        let is_free = run.first().is_some_and(|piece| !gutter.is_crossed_by(piece));
        is_free && (gutter.separates_columns(run) || gutter.table_row_tops(run).is_some())
    });
    let lines = bands_with_columns.map(<[LinePiece]>::len).sum();
    if lines * 2 > pieces.len() { lines } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of letters, from a position.
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
        bands(glyphs, &mut KnownGutters::default()).into_iter().map(|band| band.glyphs.len()).collect()
    }

    #[test]
    fn columns_with_different_baselines_are_read_one_after_the_other() {
        let mut page = line(100.0, 20.0, 60);
        for n in 0..12 {
            page.extend(line(50.0, 60.0 + 12.0 * n as f32, 40));
            page.extend(line(300.0, 63.0 + 14.0 * n as f32, 30));
        }
        assert_eq!(sizes(page), [60, 480, 360]);
    }

    #[test]
    fn cells_without_rules_and_short_entries_are_not_columns() {
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
        let mut known = KnownGutters::default();
        let count = |page, known: &mut KnownGutters| bands(page, known).len();
        assert_eq!(count(page(2), &mut known), 1);
        assert_eq!(count(page(12), &mut known), 2);
        assert_eq!(count(page(2), &mut known), 2);
    }
}
