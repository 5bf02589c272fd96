//! Declines names that are singular nouns, and recognises those that do not decline.

use super::indeclinable::{self, declined_with_adjective, unchanged};
use super::plural;
use super::word::{self, Gender, Reading, SIBILANTS, Word};

/// First parts of names that never decline, although their last letter would allow it: Усть-Ордынский.
const INDECLINABLE_PARTS: &[&str] = &["верх", "санкт", "усть"];

/// Words with a fleeting vowel that no rule covers: their ending in the nominative, and in the other cases.
const FLEETING_VOWELS: &[(&str, &str)] = &[
    ("орел", "орл"),
    ("мысел", "мысл"),
    ("узел", "узл"),
    ("котел", "котл"),
    ("угол", "угл"),
    ("камень", "камн"),
    ("корень", "корн"),
    ("кремень", "кремн"),
    ("ручей", "ручь"),
];

/// Names with a prepositional in -у: в Сосновом Бору, в Сухом Логу, в Клину.
const PREPOSITIONAL_IN_U: &[&str] = &["бор", "клин", "лог", "луг", "яр"];

/// Well-known feminine names in -ь whose ending does not show the gender.
const FEMININE: &[&str] = &[
    "астрахань",
    "березань",
    "волынь",
    "гавань",
    "даль",
    "казань",
    "кубань",
    "лебедянь",
    "любань",
    "мезень",
    "нягань",
    "пристань",
    "русь",
    "рязань",
    "сибирь",
    "соль",
    "сызрань",
    "тамань",
    "тверь",
    "тюмень",
    "умань",
];
/// Well-known masculine names in -ь whose ending does not show the gender.
const MASCULINE: &[&str] = &["голубь", "гусь", "далянь", "ирпень", "лебедь", "сиань"];
/// Endings of masculine names in -ь: Ярославль, Анадырь, and those of Chinese names: Шэньчжэнь, Тайюань.
const MASCULINE_ENDINGS: &[&str] = &["ль", "ырь", "арь", "энь", "инь", "унь", "юнь", "шань", "юань"];
/// Endings of names in -ь that may have either gender; all others are feminine: Пермь, Керчь, Сысерть, Чердынь.
const AMBIGUOUS_ENDINGS: &[&str] = &["ань", "янь", "ень", "онь", "ерь", "ирь", "орь", "урь", "сь"];

/// Returns the readings of a word as a noun.
pub(super) fn readings(word: &Word<'_>) -> Vec<Reading> {
    let stem = word.without(1);
    match word::last(&word.plain) {
        Some(_) if word.is_one_of(INDECLINABLE_PARTS) => indeclinable::readings(word),
        Some('а') if can_decline(stem) => feminine_hard(stem),
        Some('я') if stem.chars().count() > 1 => vec![feminine_soft(stem)],
        Some('о') => neuter_hard(word),
        Some('е') => neuter_soft(word),
        Some('ь') if word::has_vowel(stem) => soft_sign(word),
        Some('й') if word::has_vowel(stem) => masculine_soft(word),
        Some('ы' | 'и') => plural::readings(word),
        Some(c) if !word::VOWELS.contains(c) && !"ьъй".contains(c) && word::has_vowel(stem) => masculine_hard(word),
        _ => indeclinable::readings(word),
    }
}

/// Whether a noun in -а with this stem declines. Rosenthal: names in -а after a vowel do not: Суйхуа.
fn can_decline(stem: &str) -> bool {
    stem.chars().count() > 1 && !word::ends_in_any(stem, word::VOWELS)
}

/// Declines Томск, Ростов, Воронеж, Орёл. The instrumental of towns in -ов and -ин is in -ом, unlike that of surnames
/// (Правила русской орфографии и пунктуации, 1956).
fn masculine_hard(word: &Word<'_>) -> Vec<Reading> {
    let fleeting = fleeting_hard(word);
    let stem = fleeting.as_deref().unwrap_or(word.spelled);
    let instrumentals: &[&str] = if fleeting.is_some() && word.ends_in(&["ец"]) {
        &["ом", "ем"]
    } else if word::ends_in_any(stem, SIBILANTS) || word.ends_in(&["ц"]) {
        // The ending is stressed in Ключ, Ключом and unstressed in Воронеж, Воронежем.
        if word.plain.chars().filter(|c| word::VOWELS.contains(*c)).count() == 1 {
            &["ем", "ом"]
        } else {
            &["ем"]
        }
    } else {
        &["ом"]
    };
    let mut readings = Vec::new();
    for instrumental in instrumentals {
        readings.push(masculine(word, stem, ["а", "у", instrumental, "е"]));
    }
    if word.is_one_of(PREPOSITIONAL_IN_U) {
        readings.push(masculine(word, stem, ["а", "у", "ом", "у"]));
    }
    readings
}

/// Declines a masculine noun, given its endings in the genitive, dative, instrumental and prepositional.
fn masculine(word: &Word<'_>, stem: &str, [genitive, dative, instrumental, prepositional]: [&str; 4]) -> Reading {
    let name = word.spelled.to_owned();
    let [genitive, dative, instrumental, prepositional] =
        [genitive, dative, instrumental, prepositional].map(|ending| format!("{stem}{ending}"));
    Reading::noun(Gender::Masculine, [name.clone(), genitive, dative, name, instrumental, prepositional])
}

/// Returns the stem of a word with a fleeting vowel: Череповец, Череповца; Елец, Ельца; Торжок, Торжка; Волочёк,
/// Волочка. A vowel is not fleeting after two consonants, as in Владивосток, and not if no other vowel would be left.
fn fleeting_hard(word: &Word<'_>) -> Option<String> {
    if let Some((end, other)) = fleeting(word) {
        return Some(word.replaced(end, other));
    }
    let stem = word.without(2);
    if !word::has_vowel(stem) || (word::ends_in_cluster(stem) && !word::ends_in_any(stem, SIBILANTS)) {
        return None;
    }
    let vowel = word::ends_in_any(stem, word::VOWELS);
    if word.ends_in(&["ец"]) {
        let link = if vowel {
            "й"
        } else if word::ends_in_any(stem, "л") {
            "ь"
        } else {
            ""
        };
        Some(format!("{stem}{link}ц"))
    } else if word.ends_in(&["ок"]) && !vowel || word.ends_in(&["жек", "шек", "чек"]) {
        Some(format!("{stem}к"))
    } else if word.spelled.ends_with("ёк") {
        Some(format!("{stem}{}к", if vowel { "й" } else { "ь" }))
    } else {
        None
    }
}

/// Returns the ending of a listed word with a fleeting vowel, and its replacement in the other cases.
fn fleeting(word: &Word<'_>) -> Option<(&'static str, &'static str)> {
    FLEETING_VOWELS.iter().find(|(end, _)| word.ends_in(&[end])).copied()
}

/// Declines Шанхай, Уренгой, Ручей; Сергий.
fn masculine_soft(word: &Word<'_>) -> Vec<Reading> {
    let stem = fleeting(word).map_or(word.without(1).to_owned(), |(end, other)| word.replaced(end, other));
    let prepositional = if word.ends_in(&["ий"]) { "и" } else { "е" };
    vec![masculine(word, &stem, ["я", "ю", "ем", prepositional])]
}

/// Declines names in -ь. The ending or a list decides the gender; where neither does, the result has both. An adjective
/// decides as well: Голая Пристань, Переславль-Залесский.
fn soft_sign(word: &Word<'_>) -> Vec<Reading> {
    let stem = word.without(1);
    let fleeting = fleeting(word).map(|(end, other)| word.replaced(end, other));
    let listed_masculine = fleeting.is_some() || word.is_one_of(MASCULINE);
    let listed_feminine = word.is_one_of(FEMININE);
    let is_ambiguous = word.ends_in(AMBIGUOUS_ENDINGS) && !word.ends_in(MASCULINE_ENDINGS);
    let (is_masculine, is_feminine) = match (listed_masculine, listed_feminine) {
        (false, false) if is_ambiguous => (true, true),
        (false, false) => (word.ends_in(MASCULINE_ENDINGS), !word.ends_in(MASCULINE_ENDINGS)),
        listed => listed,
    };
    let masculine = masculine(word, fleeting.as_deref().unwrap_or(stem), ["я", "ю", "ем", "е"]);
    let feminine = Reading::noun(Gender::Feminine, word::declined(stem, ["ь", "и", "и", "ь", "ью", "и"]));
    let mut readings = Vec::new();
    if !listed_feminine {
        readings.push(Reading { alone: is_masculine, ..masculine });
    }
    if !listed_masculine {
        readings.push(Reading { alone: is_feminine, ..feminine });
    }
    readings
}

/// Declines Чита, Находка, Кандалакша. After ш, ж, ч, щ and ц the instrumental is in -ой if stressed and in -ей if not.
fn feminine_hard(stem: &str) -> Vec<Reading> {
    let after_sibilant = word::ends_in_any(stem, SIBILANTS);
    let genitive = if after_sibilant || word::ends_in_any(stem, word::VELARS) { "и" } else { "ы" };
    let instrumentals: &[&str] =
        if after_sibilant || word::ends_in_any(stem, "ц") { &["ей", "ой"] } else { &["ой"] };
    let with = |instrumental| word::declined(stem, ["а", genitive, "е", "у", instrumental, "е"]);
    instrumentals.iter().map(|instrumental| Reading::noun(Gender::Feminine, with(instrumental))).collect()
}

/// Declines Зея, Борзя; Евпатория.
fn feminine_soft(stem: &str) -> Reading {
    let prepositional = if word::ends_in_any(stem, "и") { "и" } else { "е" };
    Reading::noun(Gender::Feminine, word::declined(stem, ["я", "и", prepositional, "ю", "ей", prepositional]))
}

/// Declines names in -о. Gramota.ru: Slavic names in -ово, -ево, -ино and -ыно decline, although many people leave them
/// unchanged; other names in -о usually do not decline.
fn neuter_hard(word: &Word<'_>) -> Vec<Reading> {
    let declined = word::declined(word.without(1), ["о", "а", "у", "о", "ом", "е"]);
    if word.ends_in(&["ово", "ево", "ино", "ыно"]) {
        vec![Reading::noun(Gender::Neuter, declined), unchanged(word, Gender::Neuter)]
    } else {
        declined_with_adjective(word, Gender::Neuter, vec![declined])
    }
}

/// Declines Облучье, Городище; Возрождение. Other names in -е do not decline: Тарко-Сале.
fn neuter_soft(word: &Word<'_>) -> Vec<Reading> {
    let stem = word.without(1);
    let hard = word::ends_in_any(stem, SIBILANTS) || word::ends_in_any(stem, "ц");
    let (genitive, dative) = if hard { ("а", "у") } else { ("я", "ю") };
    let prepositional = if word.ends_in(&["ие"]) { "и" } else { "е" };
    let declined = word::declined(stem, ["е", genitive, dative, "е", "ем", prepositional]);
    if word::has_vowel(stem) && word.ends_in(&["ье", "ие", "ще", "це"]) && !word.is_one_of(&["монпелье"])
    {
        vec![Reading::noun(Gender::Neuter, declined)]
    } else {
        declined_with_adjective(word, Gender::Neuter, vec![declined])
    }
}
