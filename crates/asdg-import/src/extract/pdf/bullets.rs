//! Finds bullets that are drawn as shapes. Browsers draw list markers as discs, circles and squares, not as
//! characters. [`insert_bullets`] inserts `•` in their place, so that an item is separated from the text above it.

use hayro_interpret::DrawMode;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Rect, Shape};

use super::glyph::{Glyph, RotatedGlyphs};

/// A page with more small shapes than this is a drawing.
pub(super) const LIMIT: usize = 500;
/// The minimum and maximum side of a bullet in points. Chrome draws discs of 0.35 of the font size.
const SIDE: std::ops::RangeInclusive<f64> = 1.0..=12.0;
/// The maximum difference of width and height of a bullet, as a fraction of the width.
const MAX_DIFFERENCE: f64 = 0.25;
/// The minimum and maximum side of a bullet, and the gap after it, as fractions of the font size.
const RELATIVE_SIDE: std::ops::RangeInclusive<f32> = 0.12..=0.75;
const RELATIVE_GAP: std::ops::RangeInclusive<f32> = 0.1..=3.0;
/// How far above the baseline its middle is, as a fraction of the font size.
const RELATIVE_HEIGHT: std::ops::RangeInclusive<f32> = 0.05..=0.65;
/// A shape with text this close to its left, as a fraction of the font size, is a part of a line.
const MIN_FREE_SPACE: f32 = 2.0;

/// Returns the bounds of a path that may be a bullet: a filled shape, or the outline of a circle. The outline of a
/// square is a check box.
pub(super) fn bullet_shape(path: &BezPath, transform: Affine, mode: &DrawMode) -> Option<Rect> {
    const ELEMENT_LIMIT: usize = 24;
    let is_round = || path.elements().iter().any(|element| matches!(element, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
    let is_drawn = match mode {
        DrawMode::Fill(_) => true,
        DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => is_round(),
        DrawMode::Invisible => false,
    };
    if !is_drawn || path.elements().len() > ELEMENT_LIMIT {
        return None;
    }
    let bounds = transform.transform_rect_bbox(path.bounding_box());
    let (width, height) = (bounds.width(), bounds.height());
    (SIDE.contains(&width) && (width - height).abs() <= MAX_DIFFERENCE * width).then_some(bounds)
}

/// Inserts a bullet before each line that has such a shape and nothing to the left of it.
pub(super) fn insert_bullets(shapes: &[Rect], rotated: &mut [RotatedGlyphs]) {
    let Some(horizontal) = rotated.iter_mut().find(|rotated| rotated.angle == 0) else { return };
    if shapes.len() >= LIMIT {
        return;
    }
    let bullets: Vec<Glyph> = shapes.iter().filter_map(|shape| bullet_at(shape, &horizontal.glyphs)).collect();
    horizontal.glyphs.extend(bullets);
}

fn bullet_at(shape: &Rect, glyphs: &[Glyph]) -> Option<Glyph> {
    let (left, right, side) = (shape.x0 as f32, shape.x1 as f32, shape.height() as f32);
    let middle = shape.center().y as f32;
    let on_its_line = |glyph: &&Glyph| {
        glyph.char != ' '
            && RELATIVE_HEIGHT.contains(&((glyph.y - middle) / glyph.size))
            && RELATIVE_SIDE.contains(&(side / glyph.size))
    };
    let next =
        glyphs.iter().filter(on_its_line).filter(|glyph| RELATIVE_GAP.contains(&((glyph.left - right) / glyph.size)));
    let next = next.min_by(|a, b| a.left.total_cmp(&b.left))?;
    let is_in_the_way = |glyph: &Glyph| glyph.right > left - MIN_FREE_SPACE * next.size && glyph.left < right;
    if !next.char.is_alphanumeric() && !"«\"“„(".contains(next.char)
        || glyphs.iter().filter(on_its_line).any(is_in_the_way)
    {
        return None;
    }
    Some(Glyph { char: '•', left, right, y: next.y, size: next.size, order: 0 })
}
