//! The parts of a page that the reader uses: characters ([`Glyph`]) and straight lines ([`Rule`]).

use super::super::symbols::to_unicode;

/// A character on a page. All lengths are in points; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// Its character; all whitespace is a plain space.
    pub(super) char: char,
    /// Its left end along the baseline.
    pub(super) left: f32,
    /// Its right end, where the next one would begin.
    pub(super) right: f32,
    /// Its baseline.
    pub(super) y: f32,
    /// The size of its font.
    pub(super) size: f32,
    /// Its position in drawing order, from 1; 0 if it was not drawn as text.
    pub(super) order: u32,
}

/// A straight line on a page, in the units of [`Glyph`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Its start, `(x, y)`.
    pub(super) from: (f32, f32),
    /// Its end.
    pub(super) to: (f32, f32),
}

/// Glyphs whose baselines have one direction.
#[derive(Debug, Default)]
pub(super) struct RotatedGlyphs {
    /// The direction in degrees, clockwise, from 0 to 359.
    pub(super) angle: u16,
    /// The glyphs in drawing order. Their coordinates are rotated back, so that baselines are horizontal.
    pub(super) glyphs: Vec<Glyph>,
}

/// Spreads characters evenly over the place of a glyph.
pub(super) fn spread_evenly(characters: &[char], place: Glyph) -> impl Iterator<Item = Glyph> {
    let width = (place.right - place.left) / characters.len().max(1) as f32;
    characters.iter().enumerate().map(move |(number, &char)| {
        let left = place.left + width * number as f32;
        let order = place.order.saturating_add(u32::try_from(number).unwrap_or(0));
        Glyph { char, left, right: left + width, order, ..place }
    })
}

/// Normalises a character to plain text. `has_width` is whether its glyph has a width.
pub(super) fn normalise(char: char, has_width: bool) -> Vec<char> {
    match char {
        '\0' => vec![char::REPLACEMENT_CHARACTER],
        // A visible soft hyphen is a hyphen; fonts use the same glyph for both.
        '\u{ad}' if has_width => vec!['-'],
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Vec::new(),
        '\u{fb00}' => vec!['f', 'f'],
        '\u{fb01}' => vec!['f', 'i'],
        '\u{fb02}' => vec!['f', 'l'],
        '\u{fb03}' => vec!['f', 'f', 'i'],
        '\u{fb04}' => vec!['f', 'f', 'l'],
        '\u{fb05}' | '\u{fb06}' => vec!['s', 't'],
        // Characters of Wingdings and Symbol: bullets, boxes and symbols.
        '\u{e000}'..='\u{f8ff}' => vec![to_unicode(char, None)],
        _ if char.is_whitespace() => vec![' '],
        _ if char.is_control() => Vec::new(),
        _ => vec![char],
    }
}
