//! The properties of a form of a name: its grammatical cases, and how certainly it is a city. Also the characters that
//! separate words.

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

/// How certainly a form names the city, according to the word alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// The form has no other meaning: Хабаровска.
    Sure,
    /// The form may also name a person, a river or the like: Кирова, Белова, Бикин.
    Namesake,
    /// The form is also an adjective or another common word: Мирный, Зима.
    Doubtful,
}

/// Whether a character is a space between words of a line.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

/// Whether a character is a hyphen, including no-break ones.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}
