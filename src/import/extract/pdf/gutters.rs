//! Columns of a whole page: the gutters between them are looked for before baselines make rows, since the lines of two columns need
//! not stand side by side. [`bands`] gives what is read one behind the other.
//!
//! A gutter is a strip in which nothing stands, with running text on both sides. What crosses it, such as a title, parts the page into
//! bands; in each band the left column comes before the right one.

use std::collections::BTreeMap;

use super::columns::Column;
use super::glyphs::Glyph;

/// The least gap that parts the pieces of a line, in parts of the font's size.
const GAP: f32 = 1.0;
/// The least width of a gutter, in parts of the font's size.
const GUTTER: f32 = 0.8;
/// How far apart the beginnings of the lines of one column may lie, in parts of the font's size.
const SAME: f32 = 0.3;
/// How many lines must begin at the right side of a gutter, on the page and in a band.
const LINES: usize = 6;
const BAND_LINES: usize = 3;
/// The least width of the lines of a column on average, in parts of the font's size.
const WIDTH: f32 = 9.0;
/// How much of its column a line fills on average; less is a list of entries.
const FILL: f32 = 0.55;
/// The least gap between paragraphs, in parts of the usual distance of lines.
const PARAGRAPH: f32 = 1.35;
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
}

/// A piece of a line, as far as no wide gap parts it.
struct Piece {
    glyphs: Vec<Glyph>,
    left: f32,
    right: f32,
    y: f32,
    size: f32,
}

/// The gutters of the pages before: a page with a few lines in columns shows too little by itself.
#[derive(Default)]
pub(super) struct Known(Vec<Gutter>);

/// The bands of a page; a single one where it has no columns.
pub(super) fn bands(glyphs: Vec<Glyph>, known: &mut Known) -> Vec<Band> {
    let pieces = pieces(glyphs);
    let mut out = Vec::new();
    if pieces.len() > PIECES {
        return vec![band(pieces, false, None)];
    }
    split(pieces, COLUMNS, false, None, known, &mut out);
    out
}

fn band(pieces: Vec<Piece>, continues: bool, column: Option<Column>) -> Band {
    Band { glyphs: pieces.into_iter().flat_map(|piece| piece.glyphs).collect(), continues, column }
}

fn pieces(mut glyphs: Vec<Glyph>) -> Vec<Piece> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
    let mut pieces: Vec<Piece> = Vec::new();
    for line in glyphs.chunk_by(|a, b| (b.y - a.y).abs() <= 0.02 * a.size.max(b.size)) {
        let mut line = line.to_vec();
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut blanks: Vec<Glyph> = Vec::new();
        let mut open: Option<Piece> = None;
        for glyph in line {
            if glyph.char == ' ' {
                blanks.push(glyph);
                continue;
            }
            match &mut open {
                Some(piece) if glyph.left - piece.right < GAP * glyph.size => {
                    piece.glyphs.append(&mut blanks);
                    piece.right = piece.right.max(glyph.right);
                    piece.size = piece.size.max(glyph.size);
                    piece.glyphs.push(glyph);
                }
                _ => {
                    pieces.extend(open.take());
                    blanks.clear();
                    open = Some(Piece {
                        glyphs: vec![glyph],
                        left: glyph.left,
                        right: glyph.right,
                        y: glyph.y,
                        size: glyph.size,
                    });
                }
            }
        }
        pieces.extend(open);
    }
    pieces
}

/// Splits pieces, which are in the order of their baselines, at the best gutter, and each side of it again.
fn split(
    pieces: Vec<Piece>,
    depth: usize,
    continues: bool,
    column: Option<Column>,
    known: &mut Known,
    out: &mut Vec<Band>,
) {
    let best = if depth > 1 { gutter(&pieces, known) } else { None };
    let Some(gutter) = best else {
        if !pieces.is_empty() {
            out.push(band(pieces, continues, column));
        }
        return;
    };
    let mut runs: Vec<(bool, Vec<Piece>)> = Vec::new();
    for piece in pieces {
        let crosses = gutter.is_crossed_by(&piece);
        match runs.last_mut() {
            Some((same, run)) if *same == crosses => run.push(piece),
            _ => runs.push((crosses, vec![piece])),
        }
    }
    let mut plain: Vec<Piece> = Vec::new();
    let mut first = continues;
    for (crosses, run) in runs {
        if crosses || !gutter.parts(&run) {
            plain.extend(run);
            continue;
        }
        if !plain.is_empty() {
            split(std::mem::take(&mut plain), 1, first, column, known, out);
            first = false;
        }
        let (left, right): (Vec<Piece>, Vec<Piece>) = run.into_iter().partition(|piece| piece.right <= gutter.middle());
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

    fn is_crossed_by(&self, piece: &Piece) -> bool {
        piece.left < self.middle() && piece.right > self.middle()
    }

    /// Whether there is running text on both sides, read column by column.
    fn parts(&self, run: &[Piece]) -> bool {
        let (left, right): (Vec<&Piece>, Vec<&Piece>) = run.iter().partition(|piece| piece.right <= self.middle());
        if self.known {
            return !left.is_empty() && !right.is_empty();
        }
        left.len() >= BAND_LINES
            && right.len() >= BAND_LINES
            && self.is_text(&left)
            && self.is_text(&right)
            && !are_rows(&left, &right)
    }

    /// Whether lines are long enough to be those of a text, measured in their columns. The pieces of a stretched line are one.
    fn is_text(&self, pieces: &[&Piece]) -> bool {
        let mut lines: BTreeMap<(usize, i64), (f32, f32)> = BTreeMap::new();
        let mut sizes = 0.0;
        // Raised figures and single signs are no lines.
        let long: Vec<&&Piece> = pieces.iter().filter(|piece| piece.glyphs.len() > 2).collect();
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
        width >= WIDTH * size * lines.len().max(1) as f32 && width >= FILL * room
    }
}

/// Whether the paragraphs of both sides begin at the same heights: then they are the cells of a table without rules.
fn are_rows(left: &[&Piece], right: &[&Piece]) -> bool {
    let (left, right) = (beginnings(left), beginnings(right));
    let (few, many) = if left.len() < right.len() { (&left, &right) } else { (&right, &left) };
    let together = few.iter().filter(|y| many.iter().any(|other| (*y - other).abs() < 2.0)).count();
    few.len() >= 2 && together == few.len()
}

/// The heights at which paragraphs begin, but for the first.
fn beginnings(lines: &[&Piece]) -> Vec<f32> {
    let mut ys: Vec<f32> = lines.iter().filter(|piece| piece.glyphs.len() > 2).map(|piece| piece.y).collect();
    ys.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    let mut steps: Vec<f32> = ys.windows(2).map(|pair| pair[1] - pair[0]).collect();
    steps.sort_by(f32::total_cmp);
    let usual = steps.get(steps.len() / 4).copied().unwrap_or(0.0);
    ys.windows(2).filter(|pair| pair[1] - pair[0] > usual * PARAGRAPH).map(|pair| pair[1]).collect()
}

/// The gutter with most lines at its sides, else one that pages before have and nothing on this one crosses.
fn gutter(pieces: &[Piece], known: &mut Known) -> Option<Gutter> {
    let mut candidates = candidates(pieces);
    let starts: Vec<f32> = candidates.iter().map(|gutter| gutter.to).collect();
    candidates.iter_mut().for_each(|gutter| gutter.starts.clone_from(&starts));
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
fn candidates(pieces: &[Piece]) -> Vec<Gutter> {
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
        let gutter = Gutter { from: from.max(at - 4.0 * size), to: at, starts: Vec::new(), known: false };
        let crossing = pieces.iter().filter(|piece| gutter.is_crossed_by(piece)).count();
        if crossing * 3 <= pieces.len() {
            out.push(gutter);
        }
    }
    out
}

/// How many lines stand in bands that a gutter parts; none where these are the smaller part of a page.
fn parted(pieces: &[Piece], gutter: &Gutter) -> usize {
    let runs = pieces.chunk_by(|a, b| gutter.is_crossed_by(a) == gutter.is_crossed_by(b));
    let beside = runs.filter(|run| run.first().is_some_and(|piece| !gutter.is_crossed_by(piece)) && gutter.parts(run));
    let lines = beside.map(<[Piece]>::len).sum();
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
