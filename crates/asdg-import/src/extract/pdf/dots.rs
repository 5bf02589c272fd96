//! Bullets drawn as shapes. Browsers draw list markers as discs, circles and squares, not as characters. [`mark`]
//! inserts the sign `•` in their place, so that an item is separated from the text above it.

use hayro_interpret::DrawMode;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Rect, Shape};

use super::drawn::{Glyph, Turned};

/// A page with more small shapes than this is a drawing.
pub(super) const LIMIT: usize = 500;
/// The least and the largest side of a bullet in points. Chrome draws discs of 0.35 of the font's size.
const SIDES: std::ops::RangeInclusive<f64> = 1.0..=12.0;
/// How much a bullet may be wider than high.
const ROUND: f64 = 0.25;
/// The least and the largest side of a bullet, and the gap behind it, in parts of the size of the text.
const SIZES: std::ops::RangeInclusive<f32> = 0.12..=0.75;
const GAPS: std::ops::RangeInclusive<f32> = 0.1..=3.0;
/// How far above the baseline its middle lies, in parts of the size.
const HEIGHTS: std::ops::RangeInclusive<f32> = 0.05..=0.65;
/// What stands this close to its left, in parts of the size, makes it a part of a line.
const FREE: f32 = 2.0;

/// The bounds of a path that may be a bullet: filled, or a circle that is drawn. A square that is drawn is a box to tick.
pub(super) fn of(path: &BezPath, transform: Affine, mode: &DrawMode) -> Option<Rect> {
    const MOST: usize = 24;
    let is_round = || path.elements().iter().any(|element| matches!(element, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
    let is_drawn = match mode {
        DrawMode::Fill(_) => true,
        DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => is_round(),
        DrawMode::Invisible => false,
    };
    if !is_drawn || path.elements().len() > MOST {
        return None;
    }
    let bounds = transform.transform_rect_bbox(path.bounding_box());
    let (width, height) = (bounds.width(), bounds.height());
    (SIDES.contains(&width) && (width - height).abs() <= ROUND * width).then_some(bounds)
}

/// Puts a bullet in front of each line that has such a shape there and nothing to the left of it.
pub(super) fn mark(dots: &[Rect], turned: &mut [Turned]) {
    let Some(level) = turned.iter_mut().find(|turned| turned.angle == 0) else { return };
    if dots.len() >= LIMIT {
        return;
    }
    let found: Vec<Glyph> = dots.iter().filter_map(|dot| bullet(dot, &level.glyphs)).collect();
    level.glyphs.extend(found);
}

fn bullet(dot: &Rect, glyphs: &[Glyph]) -> Option<Glyph> {
    let (left, right, side) = (dot.x0 as f32, dot.x1 as f32, dot.height() as f32);
    let middle = dot.center().y as f32;
    let beside = |glyph: &&Glyph| {
        glyph.char != ' '
            && HEIGHTS.contains(&((glyph.y - middle) / glyph.size))
            && SIZES.contains(&(side / glyph.size))
    };
    let next = glyphs.iter().filter(beside).filter(|glyph| GAPS.contains(&((glyph.left - right) / glyph.size)));
    let next = next.min_by(|a, b| a.left.total_cmp(&b.left))?;
    let is_taken = |glyph: &Glyph| glyph.right > left - FREE * next.size && glyph.left < right;
    if !next.char.is_alphanumeric() && !"«\"“„(".contains(next.char) || glyphs.iter().filter(beside).any(is_taken)
    {
        return None;
    }
    Some(Glyph { char: '•', left, right, y: next.y, size: next.size, order: 0 })
}
