//! What a page draws: characters and straight lines.

use super::super::symbols::to_unicode;

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

/// Characters that share a place evenly.
pub(super) fn evenly(characters: &[char], place: Glyph) -> impl Iterator<Item = Glyph> {
    let width = (place.right - place.left) / characters.len().max(1) as f32;
    characters.iter().enumerate().map(move |(number, &char)| {
        let left = place.left + width * number as f32;
        let order = place.order.saturating_add(u32::try_from(number).unwrap_or(0));
        Glyph { char, left, right: left + width, order, ..place }
    })
}

/// What a character is in plain text.
pub(super) fn plain(char: char, wide: bool) -> Vec<char> {
    match char {
        '\0' => vec![char::REPLACEMENT_CHARACTER],
        // A soft hyphen that is drawn is a hyphen; fonts give both signs the same glyph.
        '\u{ad}' if wide => vec!['-'],
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Vec::new(),
        '\u{fb00}' => vec!['f', 'f'],
        '\u{fb01}' => vec!['f', 'i'],
        '\u{fb02}' => vec!['f', 'l'],
        '\u{fb03}' => vec!['f', 'f', 'i'],
        '\u{fb04}' => vec!['f', 'f', 'l'],
        '\u{fb05}' | '\u{fb06}' => vec!['s', 't'],
        // Wingdings and Symbol: bullets, boxes and signs.
        '\u{e000}'..='\u{f8ff}' => vec![to_unicode(char, None)],
        _ if char.is_whitespace() => vec![' '],
        _ if char.is_control() => Vec::new(),
        _ => vec![char],
    }
}
