//! Parts of a page for which the file itself says what they stand for (`ActualText`): [`Marked`].
//!
//! That counts more than what the glyphs are mapped to. Programs use one glyph for several letters, draw Arabic letters in the forms
//! they have inside a word, and put a blank or a hyphen where a soft hyphen was typed.

use hayro_interpret::hayro_syntax::object::dict::keys::ACTUAL_TEXT;
use hayro_interpret::hayro_syntax::object::{Dict, String as Text};

use super::direction;
use super::drawn::{Glyph, Turned, evenly, plain};
use super::fields::decoded;

/// How many parts may lie in each other.
const DEPTH: usize = 64;
/// How many characters the text of a part may have. A longer one is that of a whole paragraph, which its glyphs tell as well.
const LENGTH: usize = 64;
/// How far apart, in parts of the size, the baselines of one line lie.
const LINE: f32 = 0.5;

/// The parts of a page that are open.
#[derive(Default)]
pub(super) struct Marked {
    open: Vec<Part>,
    /// How many more are open than are looked at.
    deeper: usize,
    /// Whether a soft hyphen was met that no letter has followed yet.
    soft_hyphen: bool,
}

struct Part {
    text: Option<String>,
    /// How many characters were drawn before it.
    before: u64,
}

impl Marked {
    /// A part begins, after so many characters.
    pub(super) fn begin(&mut self, properties: Option<&Dict<'_>>, before: u64) {
        if self.open.len() >= DEPTH {
            self.deeper += 1;
            return;
        }
        let text = properties.and_then(|properties| properties.get::<Text<'_>>(ACTUAL_TEXT));
        let text = text.map(|text| decoded(text.as_bytes())).filter(|text| text.chars().count() <= LENGTH);
        self.open.push(Part { text, before });
    }

    /// A part ends. Its glyphs are replaced where the file says that they stand for other letters; gives how many came in their place.
    pub(super) fn end(&mut self, turned: &mut [Turned]) -> usize {
        if self.deeper > 0 {
            self.deeper -= 1;
            return 0;
        }
        let Some(Part { text: Some(text), before }) = self.open.pop() else { return 0 };
        let text: String = text.chars().flat_map(|char| plain(char, false)).collect();
        let drawn_since = |turned: &Turned| turned.glyphs.partition_point(|glyph| u64::from(glyph.order) <= before);
        let mut drawn = turned.iter_mut().map(|turned| (drawn_since(turned), turned));
        let mut drawn = drawn.by_ref().filter(|(from, turned)| *from < turned.glyphs.len());
        let (Some((from, Turned { glyphs, .. })), None) = (drawn.next(), drawn.next()) else { return 0 };
        let part = glyphs.split_off(from);
        let is_letter = |glyph: &&Glyph| glyph.char != ' ';
        let Some(&first) = part.iter().find(is_letter).or(part.first()) else { return 0 };
        let said: String = text.chars().filter(|char| *char != ' ').collect();
        let shown: String = part.iter().filter(is_letter).map(|glyph| glyph.char).collect();
        let line = |glyph: &&Glyph| (glyph.y - first.y).abs() <= LINE * first.size;
        let unread = shown.contains(char::REPLACEMENT_CHARACTER);
        if said.is_empty() || said == shown || !(unread || part.iter().all(|glyph| line(&glyph))) {
            glyphs.extend(part);
            return 0;
        }
        let wider = |place: Glyph, glyph: &Glyph| Glyph {
            left: place.left.min(glyph.left),
            right: place.right.max(glyph.right),
            ..place
        };
        let place = part.iter().filter(is_letter).filter(line).fold(first, wider);
        // Blanks around the letters still part words.
        glyphs.extend(part.into_iter().filter(|glyph| {
            !is_letter(&glyph) && !(place.left..place.right).contains(&((glyph.left + glyph.right) / 2.0))
        }));
        let characters: Vec<char> = direction::reordered(text.trim()).chars().collect();
        glyphs.extend(evenly(&characters, place));
        characters.len()
    }

    /// The characters of a glyph, but for soft hyphens: browsers draw a blank for one inside a word, and behind it, at the end of a line, a
    /// hyphen.
    pub(super) fn meant(&mut self, characters: Vec<char>) -> Vec<char> {
        let blank = characters.iter().all(|char| *char == ' ');
        let text = self.open.iter().rev().find_map(|part| part.text.as_deref()).unwrap_or_default();
        if (blank || characters == ['-']) && !text.is_empty() && text.chars().all(|char| char == '\u{ad}') {
            self.soft_hyphen = true;
            return if blank { Vec::new() } else { vec!['\u{ad}'] };
        }
        if self.soft_hyphen && !blank {
            self.soft_hyphen = false;
            if characters == ['-'] {
                return vec!['\u{ad}'];
            }
        }
        characters
    }
}
