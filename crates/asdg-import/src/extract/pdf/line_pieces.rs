//! Splits the lines of a page into pieces without a wide gap in them, from which columns are found: [`line_pieces`].

use super::glyph::Glyph;
use crate::furniture;

/// The minimum gap between the pieces of a line, as a fraction of the font size. Browsers leave 1 between columns.
const MIN_GAP: f32 = 0.9;
/// The minimum distance between paragraphs, as a fraction of the usual distance of lines.
const MIN_PARAGRAPH_GAP: f32 = 1.35;
/// The maximum distance between the beginnings of the question and the answer of one row, as a fraction of the usual
/// distance of lines.
pub(super) const ROW_TOLERANCE: f32 = 1.6;

/// A piece of a line without a wide gap.
pub(super) struct LinePiece {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    pub(super) size: f32,
}

/// Returns the pieces of a page, in the order of their baselines.
pub(super) fn line_pieces(mut glyphs: Vec<Glyph>) -> Vec<LinePiece> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
    let mut pieces: Vec<LinePiece> = Vec::new();
    for line in glyphs.chunk_by(|a, b| (b.y - a.y).abs() <= 0.02 * a.size.max(b.size)) {
        let mut line = line.to_vec();
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut spaces: Vec<Glyph> = Vec::new();
        let mut open: Option<LinePiece> = None;
        for glyph in line {
            if glyph.char == ' ' {
                spaces.push(glyph);
                continue;
            }
            match &mut open {
                Some(piece) if glyph.left - piece.right < MIN_GAP * glyph.size => {
                    piece.glyphs.append(&mut spaces);
                    piece.right = piece.right.max(glyph.right);
                    piece.size = piece.size.max(glyph.size);
                    piece.glyphs.push(glyph);
                }
                _ => {
                    pieces.extend(open.take());
                    spaces.clear();
                    open = Some(LinePiece {
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

/// Returns the number of pieces of the first line, from the top or from the foot, if it is not a line of a column: it
/// reads like a running head or a page number, or is far from the other lines. Otherwise returns 0.
pub(super) fn edge_line_len<'p>(mut pieces: impl Iterator<Item = &'p LinePiece> + Clone) -> usize {
    /// As a fraction of the distance of lines.
    const MIN_EDGE_GAP: f32 = 2.2;
    let all = pieces.clone();
    let Some(first) = pieces.next() else { return 0 };
    // Superscripts and subscripts (m², CO₂) belong to their line.
    let on_same_line = |a: &LinePiece, b: &LinePiece| (a.y - b.y).abs() <= 0.8 * a.size.max(b.size);
    let line: Vec<&LinePiece> = all.clone().take_while(|piece| on_same_line(piece, first)).collect();
    let mut below = all.skip(line.len());
    let Some(next) = below.next() else { return 0 };
    let pitch = below.map(|piece| (piece.y - next.y).abs()).find(|distance| *distance > 0.5 * next.size);
    let is_far = pitch.is_some_and(|pitch| (next.y - first.y).abs() > MIN_EDGE_GAP * pitch);
    let mut sorted = line.clone();
    sorted.sort_by(|a, b| a.left.total_cmp(&b.left));
    let words = |piece: &&LinePiece| piece.glyphs.iter().map(|glyph| glyph.char).collect::<String>();
    let text = sorted.iter().map(words).collect::<Vec<String>>().join(" ");
    if is_far || furniture::is_at_edge(&text) { line.len() } else { 0 }
}

/// Whether the paragraphs of both sides begin at the same heights: then they are the cells of a table without rules.
pub(super) fn are_table_rows(left: &[&LinePiece], right: &[&LinePiece]) -> bool {
    let (left, right) = (paragraph_tops(left), paragraph_tops(right));
    let (few, many) = if left.len() < right.len() { (&left, &right) } else { (&right, &left) };
    let together = few.iter().filter(|y| many.iter().any(|other| (*y - other).abs() < 2.0)).count();
    few.len() >= 2 && together == few.len()
}

/// Whether a side is empty for some lines and continues where a paragraph of the other side begins, or a line above
/// or below: there the questions are on the left, and long answers on the right.
pub(super) fn has_holes(side: &[&LinePiece], other: &[&LinePiece]) -> bool {
    /// As a fraction of the usual distance of lines.
    const MIN_HOLE: f32 = 4.0;
    let (ys, pitch) = baselines(side);
    let tops = paragraph_tops(other);
    let holes = ys.windows(2).filter(|pair| pair[1] - pair[0] > MIN_HOLE * pitch);
    holes.clone().count() > 0
        && holes.clone().all(|pair| tops.iter().any(|y| (y - pair[1]).abs() <= ROW_TOLERANCE * pitch))
}

/// Returns the baselines of the first lines of paragraphs, except for the first paragraph. Distances are relative to
/// the font size, because the lines of headings are farther apart.
pub(super) fn paragraph_tops(lines: &[&LinePiece]) -> Vec<f32> {
    let mut lines: Vec<&&LinePiece> = lines.iter().filter(|piece| piece.glyphs.len() > 2).collect();
    lines.dedup_by(|a, b| (a.y - b.y).abs() < 1.0);
    let distance = |pair: &[&&LinePiece]| match pair {
        [above, below] => (below.y - above.y) / above.size.max(below.size).max(1.0),
        _ => 0.0,
    };
    let mut distances: Vec<f32> = lines.windows(2).map(distance).collect();
    distances.sort_by(f32::total_cmp);
    let usual_distance = distances.get(distances.len() / 4).copied().unwrap_or(0.0);
    let tops = lines.windows(2).filter(|pair| distance(pair) > usual_distance * MIN_PARAGRAPH_GAP);
    tops.filter_map(|pair| pair.last()).map(|piece| piece.y).collect()
}

/// Returns the baselines of lines, and their usual distance.
pub(super) fn baselines(lines: &[&LinePiece]) -> (Vec<f32>, f32) {
    let mut ys: Vec<f32> = lines.iter().filter(|piece| piece.glyphs.len() > 2).map(|piece| piece.y).collect();
    ys.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    let mut steps: Vec<f32> = ys.windows(2).map(|pair| pair[1] - pair[0]).collect();
    steps.sort_by(f32::total_cmp);
    let usual_distance = steps.get(steps.len() / 4).copied().unwrap_or(0.0);
    (ys, usual_distance)
}
