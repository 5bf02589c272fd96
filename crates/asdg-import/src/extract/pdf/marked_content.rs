//! Reads marked-content sequences, for which the file may state the text that they stand for (`ActualText`):
//! [`MarkedContent`].
//!
//! This text is more reliable than the characters of the glyphs. Programs use one glyph for several letters, draw
//! Arabic letters in the forms they have inside a word, and draw a space or a hyphen for a soft hyphen.

use hayro_interpret::hayro_syntax::object::dict::keys::ACTUAL_TEXT;
use hayro_interpret::hayro_syntax::object::{Dict, String as Text};

use super::direction;
use super::fields::decode_text_string;
use super::glyph::{Glyph, RotatedGlyphs, normalise, spread_evenly};

/// The maximum nesting depth of sequences.
const DEPTH_LIMIT: usize = 64;
/// The maximum length of the text of a sequence in characters. A longer one is that of a whole paragraph, whose
/// glyphs show it as well.
const LENGTH_LIMIT: usize = 64;
/// The maximum distance of the baselines of one line, as a fraction of the font size.
const LINE_TOLERANCE: f32 = 0.5;

/// The open sequences of a page.
#[derive(Default)]
pub(super) struct MarkedContent {
    open: Vec<Sequence>,
    /// How many open sequences exceed the depth limit and are ignored.
    ignored_depth: usize,
    /// Whether a soft hyphen was read that no letter has followed yet.
    soft_hyphen: bool,
}

struct Sequence {
    text: Option<String>,
    /// How many characters were drawn before it.
    characters_before: u64,
}

impl MarkedContent {
    /// Begins a sequence. `characters_before` is the number of characters drawn so far.
    pub(super) fn begin(&mut self, properties: Option<&Dict<'_>>, characters_before: u64) {
        if self.open.len() >= DEPTH_LIMIT {
            self.ignored_depth += 1;
            return;
        }
        let text = properties.and_then(|properties| properties.get::<Text<'_>>(ACTUAL_TEXT));
        let text =
            text.map(|text| decode_text_string(text.as_bytes())).filter(|text| text.chars().count() <= LENGTH_LIMIT);
        self.open.push(Sequence { text, characters_before });
    }

    /// Ends a sequence. Replaces its glyphs, if the file states a different text for them, and returns the number of
    /// characters that replaced them.
    pub(super) fn end(&mut self, rotated: &mut [RotatedGlyphs]) -> usize {
        if self.ignored_depth > 0 {
            self.ignored_depth -= 1;
            return 0;
        }
        let Some(Sequence { text: Some(text), characters_before }) = self.open.pop() else { return 0 };
        let text: String = text.chars().flat_map(|char| normalise(char, false)).collect();
        let drawn_since = |rotated: &RotatedGlyphs| {
            rotated.glyphs.partition_point(|glyph| u64::from(glyph.order) <= characters_before)
        };
        let mut drawn = rotated.iter_mut().map(|rotated| (drawn_since(rotated), rotated));
        let mut drawn = drawn.by_ref().filter(|(from, rotated)| *from < rotated.glyphs.len());
        let (Some((from, RotatedGlyphs { glyphs, .. })), None) = (drawn.next(), drawn.next()) else { return 0 };
        let part = glyphs.split_off(from);
        let is_letter = |glyph: &&Glyph| glyph.char != ' ';
        let Some(&first) = part.iter().find(is_letter).or(part.first()) else { return 0 };
        let actual_letters: String = text.chars().filter(|char| *char != ' ').collect();
        let drawn_letters: String = part.iter().filter(is_letter).map(|glyph| glyph.char).collect();
        let is_on_line = |glyph: &&Glyph| (glyph.y - first.y).abs() <= LINE_TOLERANCE * first.size;
        let has_undecoded = drawn_letters.contains(char::REPLACEMENT_CHARACTER);
        if actual_letters.is_empty()
            || actual_letters == drawn_letters
            || !(has_undecoded || part.iter().all(|glyph| is_on_line(&glyph)))
        {
            glyphs.extend(part);
            return 0;
        }
        let widen = |bounds: Glyph, glyph: &Glyph| Glyph {
            left: bounds.left.min(glyph.left),
            right: bounds.right.max(glyph.right),
            ..bounds
        };
        let bounds = part.iter().filter(is_letter).filter(is_on_line).fold(first, widen);
        // Spaces around the letters still separate words.
        glyphs.extend(part.into_iter().filter(|glyph| {
            !is_letter(&glyph) && !(bounds.left..bounds.right).contains(&((glyph.left + glyph.right) / 2.0))
        }));
        let characters: Vec<char> = direction::reorder(text.trim()).chars().collect();
        glyphs.extend(spread_evenly(&characters, bounds));
        characters.len()
    }

    /// Resolves soft hyphens in the characters of a glyph: for a soft hyphen, browsers draw a space inside a word
    /// and, at the end of a line, a hyphen after that.
    pub(super) fn resolve_soft_hyphens(&mut self, characters: Vec<char>) -> Vec<char> {
        let is_blank = characters.iter().all(|char| *char == ' ');
        let text = self.open.iter().rev().find_map(|part| part.text.as_deref()).unwrap_or_default();
        if (is_blank || characters == ['-']) && !text.is_empty() && text.chars().all(|char| char == '\u{ad}') {
            self.soft_hyphen = true;
            return if is_blank { Vec::new() } else { vec!['\u{ad}'] };
        }
        if self.soft_hyphen && !is_blank {
            self.soft_hyphen = false;
            if characters == ['-'] {
                return vec!['\u{ad}'];
            }
        }
        characters
    }
}
