//! Columns of a whole page: the gutters between them are looked for before baselines make rows, since the lines of two columns need
//! not stand side by side. [`bands`] gives what is read one behind the other.
//!
//! A gutter is a strip in which nothing stands, with running text on both sides. What crosses it, such as a title, parts the page into
//! bands; in each band the left column comes before the right one.

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
/// A page with more pieces than this is no text.
const PIECES: usize = 20_000;

/// What is read in one go: its glyphs, and whether it goes on with the text of the one before.
pub(super) struct Band {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) continues: bool,
}

/// A piece of a line, as far as no wide gap parts it.
struct Piece {
    glyphs: Vec<Glyph>,
    left: f32,
    right: f32,
    y: f32,
    size: f32,
}

/// The bands of a page; a single one where it has no columns.
pub(super) fn bands(glyphs: Vec<Glyph>) -> Vec<Band> {
    let pieces = pieces(glyphs);
    let mut out = Vec::new();
    if pieces.len() > PIECES {
        let glyphs = pieces.into_iter().flat_map(|piece| piece.glyphs).collect();
        return vec![Band { glyphs, continues: false }];
    }
    split(pieces, COLUMNS, false, &mut out);
    out
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
fn split(pieces: Vec<Piece>, depth: usize, continues: bool, out: &mut Vec<Band>) {
    let best = if depth > 1 { gutter(&pieces) } else { None };
    let Some(gutter) = best else {
        if !pieces.is_empty() {
            out.push(Band { glyphs: pieces.into_iter().flat_map(|piece| piece.glyphs).collect(), continues });
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
            split(std::mem::take(&mut plain), 1, first, out);
            first = false;
        }
        let (left, right): (Vec<Piece>, Vec<Piece>) = run.into_iter().partition(|piece| piece.right <= gutter.middle());
        // A full last line goes on in the next column.
        let edge = left.iter().map(|piece| piece.right).fold(0.0, f32::max);
        let start = left.iter().map(|piece| piece.left).fold(f32::INFINITY, f32::min);
        let full = left.last().is_some_and(|last| last.right - start > 0.75 * (edge - start));
        split(left, depth - 1, first, out);
        split(right, depth - 1, full, out);
        first = false;
    }
    if !plain.is_empty() {
        split(plain, 1, first, out);
    }
}

struct Gutter {
    from: f32,
    to: f32,
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
        left.len() >= BAND_LINES
            && right.len() >= BAND_LINES
            && is_text(&left)
            && is_text(&right)
            && !are_rows(&left, &right)
    }
}

/// Whether lines are long enough to be those of a text.
fn is_text(lines: &[&Piece]) -> bool {
    // Raised figures and single signs are no lines.
    let long: Vec<&&Piece> = lines.iter().filter(|piece| piece.glyphs.len() > 2).collect();
    let count = long.len().max(1) as f32;
    let size = long.iter().map(|piece| piece.size).sum::<f32>() / count;
    let width = long.iter().map(|piece| piece.right - piece.left).sum::<f32>() / count;
    let left = long.iter().map(|piece| piece.left).fold(f32::INFINITY, f32::min);
    let right = long.iter().map(|piece| piece.right).fold(0.0, f32::max);
    width >= WIDTH * size && width >= FILL * (right - left)
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

/// The gutter with most lines at its sides.
fn gutter(pieces: &[Piece]) -> Option<Gutter> {
    let left = pieces.iter().map(|piece| piece.left).fold(f32::INFINITY, f32::min);
    let right = pieces.iter().map(|piece| piece.right).fold(0.0, f32::max);
    let mut begins: Vec<(f32, f32)> = pieces
        .iter()
        .filter(|piece| piece.left > left + WIDTH * piece.size && piece.right - piece.left > 2.0 * piece.size)
        .map(|piece| (piece.left, piece.size))
        .collect();
    begins.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut best: Option<(usize, Gutter)> = None;
    let mut rest = begins.as_slice();
    while let Some(&(at, size)) = rest.first() {
        let count = rest.iter().take_while(|(left, _)| left - at <= SAME * size).count();
        rest = rest.get(count..).unwrap_or_default();
        if count < LINES || at > right - WIDTH * size {
            continue;
        }
        // The gutter reaches to the left as far as nearly all lines on that side leave it free.
        let mut ends: Vec<f32> =
            pieces.iter().map(|piece| piece.right).filter(|&end| end <= at - GUTTER * size).collect();
        ends.sort_by(f32::total_cmp);
        let Some(&from) = ends.last() else { continue };
        let gutter = Gutter { from: from.max(at - 4.0 * size), to: at };
        let lines = parted(pieces, &gutter);
        if lines > 0 && best.as_ref().is_none_or(|(most, _)| lines > *most) {
            best = Some((lines, gutter));
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// How many lines stand in bands that a gutter parts.
fn parted(pieces: &[Piece], gutter: &Gutter) -> usize {
    let runs = pieces.chunk_by(|a, b| gutter.is_crossed_by(a) == gutter.is_crossed_by(b));
    let mut lines = 0;
    for run in runs.filter(|run| run.first().is_some_and(|piece| !gutter.is_crossed_by(piece))) {
        let (left, right): (Vec<&Piece>, Vec<&Piece>) = run.iter().partition(|piece| piece.right <= gutter.middle());
        if left.len() >= BAND_LINES
            && right.len() >= BAND_LINES
            && is_text(&left)
            && is_text(&right)
            && !are_rows(&left, &right)
        {
            lines += run.len();
        }
    }
    // A page of columns has most of its lines in them.
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
        bands(glyphs).into_iter().map(|band| band.glyphs.len()).collect()
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
}
