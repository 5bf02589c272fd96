//! Names that do not decline, or only beside an adjective.

use super::word::{self, Gender, Paradigm, Reading, Role, Word};

/// A name that does not decline. An adjective beside it may have any gender: Старый Дели.
pub(super) fn indeclinable(word: &Word<'_>) -> Vec<Reading> {
    Gender::ALL.map(|gender| stays(word, gender)).into()
}

/// A reading in which a name has one form.
pub(super) fn stays(word: &Word<'_>, gender: Gender) -> Reading {
    Reading::noun(gender, word::declined(word.spelled, [""; 6]))
}

/// A word that declines only beside an adjective (Лодейное Поле, Царское Село), and not alone (Осло).
pub(super) fn beside_adjective(word: &Word<'_>, gender: Gender, declined: Vec<Paradigm>) -> Vec<Reading> {
    let declined = declined.into_iter().map(|forms| Reading { gender, role: Role::Noun, alone: false, forms });
    declined.chain(indeclinable(word).into_iter().filter(|reading| reading.gender != gender)).collect()
}
