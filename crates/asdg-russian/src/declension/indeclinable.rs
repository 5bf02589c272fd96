//! Names that do not decline, or only together with an adjective.

use super::word::{self, Gender, Paradigm, Reading, Role, Word};

/// Returns the readings of a name that does not decline. An adjective before it may have any gender: Старый Дели.
pub(super) fn readings(word: &Word<'_>) -> Vec<Reading> {
    Gender::ALL.map(|gender| unchanged(word, gender)).into()
}

/// Returns a reading in which all cases have the same form.
pub(super) fn unchanged(word: &Word<'_>, gender: Gender) -> Reading {
    Reading::noun(gender, word::declined(word.spelled, [""; 6]))
}

/// Returns the readings of a word that declines only together with an adjective (Лодейное Поле, Царское Село), and not
/// alone (Осло).
pub(super) fn declined_with_adjective(word: &Word<'_>, gender: Gender, declined: Vec<Paradigm>) -> Vec<Reading> {
    let declined = declined.into_iter().map(|forms| Reading { gender, role: Role::Noun, alone: false, forms });
    declined.chain(readings(word).into_iter().filter(|reading| reading.gender != gender)).collect()
}
