//! What a page draws: characters and straight lines.

/// A character on a page. All lengths are in points; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// What it stands for; any blank is a plain one.
    pub(super) char: char,
    /// Where it begins along its baseline.
    pub(super) left: f32,
    /// Where the next one would begin.
    pub(super) right: f32,
    /// Its baseline.
    pub(super) y: f32,
    /// The size of its font.
    pub(super) size: f32,
    /// Its number in the order of drawing, from 1; 0 where it was not drawn as text.
    pub(super) order: u32,
}

/// A straight line that is drawn on a page, in the same units as [`Glyph`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Where it begins, `(x, y)`.
    pub(super) from: (f32, f32),
    /// Where it ends.
    pub(super) to: (f32, f32),
}

/// Glyphs whose baselines run in one direction.
#[derive(Debug, Default)]
pub(super) struct Turned {
    /// The direction in degrees, clockwise, from 0 to 359.
    pub(super) angle: u16,
    /// The glyphs in the order they were drawn, in coordinates that are turned back, so that baselines are level.
    pub(super) glyphs: Vec<Glyph>,
}
