//! What the rules know of a form: its grammatical cases, how sure it is to be a city, and what parts words.

use asdg_russian::declension::Case;

/// The cases that a form can be, a bit each.
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

/// How sure a form is to be the city, going by the word alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// It is nothing else: Хабаровска.
    Sure,
    /// It may be a person, a river or the like: Кирова, Белова, Бикин.
    Namesake,
    /// It is an adjective or another common word as well: Мирный, Зима.
    Doubtful,
}

/// Blanks between the words of a line.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

/// Hyphens, also those that do not break.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}
