//! Pieces of lines without a wide gap in them, from which columns are found. [`pieces`] makes them from the glyphs of a
//! page.

use super::drawn::Glyph;
use crate::furniture;

/// The least gap that parts the pieces of a line, in parts of the font's size. Browsers leave 1 between columns.
const GAP: f32 = 0.9;
/// The least gap between paragraphs, in parts of the usual distance of lines.
const PARAGRAPH: f32 = 1.35;
/// How far from each other question and answer of one row may begin, in parts of the usual distance of lines.
pub(super) const NEAR: f32 = 1.6;

/// A piece of a line, as far as no wide gap parts it.
pub(super) struct TextRun {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    pub(super) size: f32,
}

/// The pieces of a page, in the order of their baselines.
pub(super) fn pieces(mut glyphs: Vec<Glyph>) -> Vec<TextRun> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
    let mut pieces: Vec<TextRun> = Vec::new();
    for line in glyphs.chunk_by(|a, b| (b.y - a.y).abs() <= 0.02 * a.size.max(b.size)) {
        let mut line = line.to_vec();
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut blanks: Vec<Glyph> = Vec::new();
        let mut open: Option<TextRun> = None;
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
                    open = Some(TextRun {
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

/// How many pieces stand in the first line, from the top or from the foot, when it is no line of a column: it says that it is a running
/// head or a page number, or stands far from the others.
pub(super) fn edge<'p>(mut pieces: impl Iterator<Item = &'p TextRun> + Clone) -> usize {
    /// In parts of the distance of lines.
    const FAR: f32 = 2.2;
    let all = pieces.clone();
    let Some(first) = pieces.next() else { return 0 };
    // Raised and lowered figures (m², CO₂) belong to their line.
    let same = |a: &TextRun, b: &TextRun| (a.y - b.y).abs() <= 0.8 * a.size.max(b.size);
    let line: Vec<&TextRun> = all.clone().take_while(|piece| same(piece, first)).collect();
    let mut below = all.skip(line.len());
    let Some(next) = below.next() else { return 0 };
    let pitch = below.map(|piece| (piece.y - next.y).abs()).find(|distance| *distance > 0.5 * next.size);
    let far = pitch.is_some_and(|pitch| (next.y - first.y).abs() > FAR * pitch);
    let mut sorted = line.clone();
    sorted.sort_by(|a, b| a.left.total_cmp(&b.left));
    let words = |piece: &&TextRun| piece.glyphs.iter().map(|glyph| glyph.char).collect::<String>();
    let text = sorted.iter().map(words).collect::<Vec<String>>().join(" ");
    if far || furniture::is_at_edge(&text) { line.len() } else { 0 }
}

/// Whether the paragraphs of both sides begin at the same heights: then they are the cells of a table without rules.
pub(super) fn are_rows(left: &[&TextRun], right: &[&TextRun]) -> bool {
    let (left, right) = (beginnings(left), beginnings(right));
    let (few, many) = if left.len() < right.len() { (&left, &right) } else { (&right, &left) };
    let together = few.iter().filter(|y| many.iter().any(|other| (*y - other).abs() < 2.0)).count();
    few.len() >= 2 && together == few.len()
}

/// Whether a side is empty for some lines and begins again where a paragraph of the other one does, or a line above or below: the questions
/// stand on the left there, and long answers on the right.
pub(super) fn has_holes(side: &[&TextRun], other: &[&TextRun]) -> bool {
    /// In parts of the usual distance of lines.
    const HOLE: f32 = 4.0;
    let (ys, pitch) = heights(side);
    let begun = beginnings(other);
    let holes = ys.windows(2).filter(|pair| pair[1] - pair[0] > HOLE * pitch);
    holes.clone().count() > 0 && holes.clone().all(|pair| begun.iter().any(|y| (y - pair[1]).abs() <= NEAR * pitch))
}

/// The heights at which paragraphs begin, but for the first. The lines of headings lie farther apart because their letters are larger.
pub(super) fn beginnings(lines: &[&TextRun]) -> Vec<f32> {
    let mut lines: Vec<&&TextRun> = lines.iter().filter(|piece| piece.glyphs.len() > 2).collect();
    lines.dedup_by(|a, b| (a.y - b.y).abs() < 1.0);
    let distance = |pair: &[&&TextRun]| match pair {
        [above, below] => (below.y - above.y) / above.size.max(below.size).max(1.0),
        _ => 0.0,
    };
    let mut distances: Vec<f32> = lines.windows(2).map(distance).collect();
    distances.sort_by(f32::total_cmp);
    let usual = distances.get(distances.len() / 4).copied().unwrap_or(0.0);
    let begun = lines.windows(2).filter(|pair| distance(pair) > usual * PARAGRAPH);
    begun.filter_map(|pair| pair.last()).map(|piece| piece.y).collect()
}

/// The baselines of lines, and their usual distance.
pub(super) fn heights(lines: &[&TextRun]) -> (Vec<f32>, f32) {
    let mut ys: Vec<f32> = lines.iter().filter(|piece| piece.glyphs.len() > 2).map(|piece| piece.y).collect();
    ys.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    let mut steps: Vec<f32> = ys.windows(2).map(|pair| pair[1] - pair[0]).collect();
    steps.sort_by(f32::total_cmp);
    let usual = steps.get(steps.len() / 4).copied().unwrap_or(0.0);
    (ys, usual)
}
