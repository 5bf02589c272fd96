//! What the rules know about a form: its grammatical cases, how certain it is a city, and which characters separate words.

use asdg_russian::declension::Case;

/// A set of grammatical cases, one bit each.
pub(super) type Cases = u8;

/// The nominative.
pub(super) const NOMINATIVE: Cases = bit(Case::Nominative);

/// The genitive.
pub(super) const GENITIVE: Cases = bit(Case::Genitive);

/// The instrumental.
pub(super) const INSTRUMENTAL: Cases = bit(Case::Instrumental);

/// The dative.
pub(super) const DATIVE: Cases = bit(Case::Dative);

/// The accusative.
pub(super) const ACCUSATIVE: Cases = bit(Case::Accusative);

/// The prepositional.
pub(super) const PREPOSITIONAL: Cases = bit(Case::Prepositional);

/// The bit of a case.
pub(super) const fn bit(case: Case) -> Cases {
    1 << case as u8
}

/// How certain a form names the city, judging by the word alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// It has no other meaning: Хабаровска.
    Sure,
    /// It may be a person, a river or the like: Кирова, Белова, Бикин.
    Namesake,
    /// It is also an adjective or another common word: Мирный, Зима.
    Doubtful,
}

/// Whether a character is a space between words of a line.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

/// Hyphens, including no-break ones.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}
