//! Declines names that are plural nouns: Чебоксары, Березники, Челны.

use super::indeclinable;
use super::word::{self, Gender, Paradigm, Reading, SIBILANTS, VELARS, VOWELS, Word};

/// Well-known names with their genitive, because a plural does not show its gender: Челны, Челнов, but Шахты, Шахт.
const GENITIVES: &[(&str, &str)] = &[
    ("апатиты", "апатитов"),
    ("афины", "афин"),
    ("бельцы", "бельц"),
    ("бендеры", "бендер"),
    ("воды", "вод"),
    ("гагры", "гагр"),
    ("горки", "горок"),
    ("горы", "гор"),
    ("дубоссары", "дубоссар"),
    ("зори", "зорь"),
    ("кимры", "кимр"),
    ("клинцы", "клинцов"),
    ("ключи", "ключей"),
    ("ливны", "ливен"),
    ("лубны", "лубен"),
    ("луки", "лук"),
    ("люберцы", "люберец"),
    ("мыски", "мысков"),
    ("пески", "песков"),
    ("петушки", "петушков"),
    ("поляны", "полян"),
    ("ромны", "ромен"),
    ("салоники", "салоник"),
    ("серги", "серег"),
    ("сланцы", "сланцев"),
    ("столбы", "столбов"),
    ("сумы", "сум"),
    ("тетюши", "тетюш"),
    ("топки", "топок"),
    ("химки", "химок"),
    ("чаны", "чанов"),
    ("чебоксары", "чебоксар"),
    ("челны", "челнов"),
    ("черемушки", "черемушек"),
    ("черкассы", "черкасс"),
    ("шахты", "шахт"),
];

/// Names that look like plurals of nouns and do not decline.
const INDECLINABLE: &[&str] = &["алматы", "дели", "кульсары", "сочи", "тбилиси", "хельсинки", "цзямусы"];
/// Endings of Japanese and Chinese names that look like plurals: Нагасаки, Миядзаки, Шихэцзы.
const INDECLINABLE_ENDINGS: &[&str] = &["саки", "дзаки", "цзы"];
/// Endings of plurals in -и; other names in -и do not decline (Нерюнгри), except together with a plural adjective.
const PLURAL_ENDINGS: &[&str] = &["ки", "щи", "ичи"];

/// Returns the readings of a word in -ы or -и.
pub(super) fn readings(word: &Word<'_>) -> Vec<Reading> {
    let stem = word.without(1);
    if word.is_one_of(INDECLINABLE) || word.ends_in(INDECLINABLE_ENDINGS) || !word::has_vowel(stem) {
        return indeclinable::readings(word);
    }
    let listed = GENITIVES.iter().find(|(name, _)| *name == word.plain);
    let declined: Vec<Paradigm> = match listed {
        Some((name, genitive)) => vec![paradigm(word, word.replaced(name, genitive))],
        None => genitives(word).into_iter().map(|genitive| paradigm(word, genitive)).collect(),
    };
    if listed.is_some() || word.ends_in(&["ы"]) || word.ends_in(PLURAL_ENDINGS) {
        declined.into_iter().map(|forms| Reading::noun(Gender::Plural, forms)).collect()
    } else {
        indeclinable::declined_with_adjective(word, Gender::Plural, declined)
    }
}

/// Returns all forms for a genitive; the other cases follow from the ending.
fn paradigm(word: &Word<'_>, genitive: String) -> Paradigm {
    let stem = word.without(1);
    let hard = word.ends_in(&["ы"]) || word::ends_in_any(stem, VELARS) || word::ends_in_any(stem, SIBILANTS);
    let [dative, instrumental, prepositional] =
        if hard { ["ам", "ами", "ах"] } else { ["ям", "ями", "ях"] }.map(|ending| format!("{stem}{ending}"));
    [word.spelled.to_owned(), genitive, dative, word.spelled.to_owned(), instrumental, prepositional]
}

/// Returns the possible genitives of a name. Most names have two: Мысок if it is feminine, Мысков if it is masculine.
fn genitives(word: &Word<'_>) -> Vec<String> {
    let stem = word.without(1);
    let end = word::last(stem).unwrap_or_default();
    if word.ends_in(&["ики"]) {
        vec![format!("{stem}ов")]
    } else if word.ends_in(&["ищи", "ицы"]) {
        vec![stem.to_owned()]
    } else if word.ends_in(&["чи"]) {
        vec![format!("{stem}ей")]
    } else if word.ends_in(&["цы"]) {
        vec![without_ending(stem), format!("{stem}ев"), format!("{stem}ов")]
    } else if word.ends_in(&["ы"]) || VELARS.contains(end) {
        vec![without_ending(stem), format!("{stem}ов")]
    } else if SIBILANTS.contains(end) {
        vec![without_ending(stem), format!("{stem}ей")]
    } else if VOWELS.contains(end) {
        vec![format!("{stem}ев")]
    } else {
        vec![format!("{stem}ь"), format!("{stem}ей")]
    }
}

/// Returns the genitive without an ending, which inserts a vowel between a consonant and к, ц or н: Сказок, Валуек,
/// Ливен.
fn without_ending(stem: &str) -> String {
    let mut letters: Vec<char> = stem.chars().collect();
    let Some(last) = letters.pop() else {
        return stem.to_owned();
    };
    let Some(before) = letters.last().copied() else {
        return stem.to_owned();
    };
    let after_sibilant = SIBILANTS.contains(before) || before == 'ц';
    let vowel = match last {
        _ if VOWELS.contains(before) => return stem.to_owned(),
        'к' | 'ц' if matches!(before, 'ь' | 'й') => {
            letters.pop();
            'е'
        }
        'к' if after_sibilant => 'е',
        'к' => 'о',
        'ц' => 'е',
        'н' if before != 'н' => 'е',
        _ => return stem.to_owned(),
    };
    letters.extend([vowel, last]);
    letters.into_iter().collect()
}
