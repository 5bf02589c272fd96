//! Declines names that are adjectives (Свободный, Стрежевой, Яровое), adjectives before nouns, and possessives (Сергиев
//! Посад).

use super::word::{self, Gender, Reading, Role, SIBILANTS, VELARS, Word};

/// Nouns in -ой that look like adjectives.
const NOUNS_IN_OI: &[&str] = &["уренгой", "ханой", "шатой"];
/// Endings of adjectives in -ой; other words in -ой are adjectives only before a noun, as in Сухой Лог.
const ADJECTIVES_IN_OI: &[&str] = &["вой", "ной", "ской", "цкой", "стой", "шой", "жой"];
/// Stems of adjectives that decline like медвежий (медвежьего, медвежья). They derive from names of animals; their
/// endings look like those of горячий and хороший, so only a list distinguishes them.
const ANIMAL_STEMS: &[&str] =
    &["барсуч", "волч", "заяч", "коз", "коров", "кошач", "лебяж", "лис", "медвеж", "олен", "птич", "рыб", "собол"];

/// Returns the readings of a word as an adjective or a possessive.
pub(super) fn readings(word: &Word<'_>) -> Vec<Reading> {
    let adjective = animal_adjective(word).or_else(|| ordinary_adjective(word));
    adjective.into_iter().chain(possessive(word)).collect()
}

/// Reads a word as an adjective from the name of an animal: медвежий, медвежья, медвежье, медвежьи.
fn animal_adjective(word: &Word<'_>) -> Option<Reading> {
    let stem = word.without(2);
    if !ANIMAL_STEMS
        .iter()
        .any(|animal| word.plain.chars().count() == animal.chars().count() + 2 && word.plain.starts_with(animal))
    {
        return None;
    }
    let (gender, endings) = if word.ends_in(&["ий"]) {
        (Gender::Masculine, ["ий", "ьего", "ьему", "ий", "ьим", "ьем"])
    } else if word.ends_in(&["ья"]) {
        (Gender::Feminine, ["ья", "ьей", "ьей", "ью", "ьей", "ьей"])
    } else if word.ends_in(&["ье"]) {
        (Gender::Neuter, ["ье", "ьего", "ьему", "ье", "ьим", "ьем"])
    } else if word.ends_in(&["ьи"]) {
        (Gender::Plural, ["ьи", "ьих", "ьим", "ьи", "ьими", "ьих"])
    } else {
        return None;
    };
    Some(Reading { gender, role: Role::Adjective, alone: true, forms: word::declined(stem, endings) })
}

/// Reads a word as an ordinary adjective: новый, нижний, большой; новая, нижняя; новое, нижнее; новые, нижние.
fn ordinary_adjective(word: &Word<'_>) -> Option<Reading> {
    let stem = word.without(2);
    if !word::has_vowel(stem) || word.is_one_of(NOUNS_IN_OI) {
        return None;
    }
    let sibilant = word::ends_in_any(stem, SIBILANTS);
    let velar = word::ends_in_any(stem, VELARS);
    let alone = !word.ends_in(&["ой", "ие"])
        || word.ends_in(ADJECTIVES_IN_OI)
        || (word.ends_in(&["ие"]) && (velar || sibilant));
    let (gender, endings) = match word.plain.chars().skip(stem.chars().count()).collect::<String>().as_str() {
        "ый" => (Gender::Masculine, ["ый", "ого", "ому", "ый", "ым", "ом"]),
        "ой" if velar || sibilant => (Gender::Masculine, ["ой", "ого", "ому", "ой", "им", "ом"]),
        "ой" => (Gender::Masculine, ["ой", "ого", "ому", "ой", "ым", "ом"]),
        "ий" if velar => (Gender::Masculine, ["ий", "ого", "ому", "ий", "им", "ом"]),
        "ий" if sibilant || word::ends_in_any(stem, "н") => {
            (Gender::Masculine, ["ий", "его", "ему", "ий", "им", "ем"])
        }
        "ая" if sibilant && !word.ends_in(&["большая", "чужая"]) => {
            (Gender::Feminine, ["ая", "ей", "ей", "ую", "ей", "ей"])
        }
        "ая" => (Gender::Feminine, ["ая", "ой", "ой", "ую", "ой", "ой"]),
        "яя" => (Gender::Feminine, ["яя", "ей", "ей", "юю", "ей", "ей"]),
        "ое" if velar || sibilant => (Gender::Neuter, ["ое", "ого", "ому", "ое", "им", "ом"]),
        "ое" => (Gender::Neuter, ["ое", "ого", "ому", "ое", "ым", "ом"]),
        "ее" if sibilant || word::ends_in_any(stem, "н") => (Gender::Neuter, ["ее", "его", "ему", "ее", "им", "ем"]),
        "ые" => (Gender::Plural, ["ые", "ых", "ым", "ые", "ыми", "ых"]),
        "ие" => (Gender::Plural, ["ие", "их", "им", "ие", "ими", "их"]),
        _ => return None,
    };
    Some(Reading { gender, role: Role::Adjective, alone, forms: word::declined(stem, endings) })
}

/// Reads a word as a possessive: Сергиев, Сергиевым before Посад, whereas the town of Ростов is Ростовом; Марьина,
/// Марьиной before Роща.
fn possessive(word: &Word<'_>) -> Option<Reading> {
    let (letters, gender, endings) = if word.ends_in(&["ов", "ев", "ин", "ын"]) {
        (0, Gender::Masculine, ["", "а", "у", "", "ым", "ом"])
    } else if word.ends_in(&["ова", "ева", "ина", "ына"]) {
        (1, Gender::Feminine, ["а", "ой", "ой", "у", "ой", "ой"])
    } else if word.ends_in(&["ово", "ево", "ино", "ыно"]) {
        (1, Gender::Neuter, ["о", "а", "у", "о", "ым", "ом"])
    } else if word.ends_in(&["овы", "евы", "ины", "ыны"]) {
        (1, Gender::Plural, ["ы", "ых", "ым", "ы", "ыми", "ых"])
    } else {
        return None;
    };
    let forms = word::declined(word.without(letters), endings);
    Some(Reading { gender, role: Role::Possessive, alone: false, forms })
}
