//! Hyphens at the ends of lines: those that divide a word are removed, those that are part of its spelling are kept.
//!
//! [`Hyphens::is_kept`] decides. The file itself comes first: the same word elsewhere in it, with or without the
//! hyphen. Then come the rules of Russian spelling: a hyphen is kept in double names, between coordinate adjectives
//! (`торгово-экономический`), after digits and abbreviations, and with words that always have one (`кое-`, `-либо`).

use std::collections::BTreeSet;

use asdg_russian::{folded, is_letter_or_digit};

/// The words of a file, with and without hyphens.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    /// Words without a hyphen, folded.
    whole: BTreeSet<String>,
    /// Words with hyphens, folded part by part.
    hyphenated: BTreeSet<String>,
}

/// First parts of words that always have a hyphen after them.
const FIRST_PARTS: [&str; 39] = [
    "онлайн",
    "офлайн",
    "интернет",
    "веб",
    "бизнес",
    "пресс",
    "медиа",
    "арт",
    "вице",
    "экс",
    "мини",
    "макси",
    "медико",
    "шоу",
    "мастер",
    "премьер",
    "генерал",
    "штаб",
    "стресс",
    "фитнес",
    "кое",
    "фестиваль",
    "конкурс",
    "форум",
    "выставка",
    "ярмарка",
    "город",
    "города",
    "городами",
    "городов",
    "музей",
    "парк",
    "план",
    "бизнеса",
    "торгово",
    "финансово",
    "планово",
    "правово",
    "лечебно",
];

/// Beginnings of second parts that always have a hyphen before them.
const SECOND_PARTS: [&str; 14] = [
    "побратим",
    "миллионник",
    "спутник",
    "подписант",
    "участни",
    "организатор",
    "герой",
    "герои",
    "героя",
    "героев",
    "класс",
    "нибудь",
    "либо",
    "таки",
];

/// First parts that end like the first of two coordinate adjectives, but are not one.
const NOT_ADJECTIVES: [&str; 12] = [
    "едино",
    "равно",
    "разно",
    "одно",
    "полно",
    "сильно",
    "бетонно",
    "главно",
    "общенародно",
    "законно",
    "иконо",
    "эконо",
];

impl Hyphens {
    /// Collects the words of a file, except the halves of words divided at the ends of lines.
    pub(super) fn of(texts: impl Iterator<Item = impl AsRef<str>>) -> Self {
        let mut hyphens = Self::default();
        for text in texts {
            let words = text.as_ref().split(|c: char| !(is_letter_or_digit(c) || c == '-'));
            for word in words.filter(|word| !word.ends_with('-') && !word.starts_with('-')) {
                if word.contains('-') {
                    hyphens.hyphenated.insert(folded_parts(word));
                } else if word.chars().count() > 3 {
                    hyphens.whole.insert(folded(word));
                }
            }
        }
        hyphens
    }

    /// Whether to keep the hyphen at the end of a line, between `first` and the `second` word in the next line. Both
    /// are given without the hyphen.
    pub(super) fn is_kept(&self, first: &str, second: &str) -> bool {
        let last_part = first.rsplit('-').next().unwrap_or(first);
        let joined = folded(last_part) + &folded(second);
        if self.hyphenated.contains(&folded_parts(&format!("{first}-{second}"))) {
            return true;
        }
        if self.whole.contains(&joined) {
            return false;
        }
        is_hyphen_in_spelling(last_part, second)
    }
}

/// A word with hyphens, folded part by part.
fn folded_parts(word: &str) -> String {
    word.split('-').map(folded).collect::<Vec<_>>().join("-")
}

/// Whether the rules of spelling require a hyphen between two parts.
fn is_hyphen_in_spelling(first: &str, second: &str) -> bool {
    let upper = |text: &str| text.starts_with(char::is_uppercase);
    let capitals = |text: &str| text.chars().count() > 1 && text.chars().all(char::is_uppercase);
    let has_vowel = |text: &str| text.chars().any(|c| "аеёиоуыэюяaeiouy".contains(c));
    let first_folded = folded(first);
    let second_folded = folded(second);
    let all_capitals = capitals(first) && capitals(second);
    // A name, an abbreviation or a number: words are divided only between small letters, or if they are all capitals.
    if first.ends_with(|c: char| c.is_ascii_digit()) || (!all_capitals && (upper(second) || capitals(first))) {
        return true;
    }
    // A word is only divided into parts that can be pronounced, each with a vowel.
    if !has_vowel(&first_folded) || !has_vowel(&second_folded) || second_folded.chars().count() < 2 {
        return true;
    }
    let second_begins = |beginnings: &[&str]| beginnings.iter().any(|word| second_folded.starts_with(word));
    let adverb = ["ому", "ему", "ски", "цки", "ьи"].iter().any(|end| second_folded.ends_with(end));
    match first_folded.as_str() {
        "во" | "в" => return second_begins(&["перв", "втор", "трет", "четв", "пят"]),
        "по" => return adverb,
        "из" => return matches!(second_folded.as_str(), "за" | "под"),
        _ => {}
    }
    FIRST_PARTS.contains(&first_folded.as_str())
        || SECOND_PARTS.iter().any(|part| second_folded.starts_with(part))
        || are_coordinate_adjectives(&first_folded, &second_folded)
}

/// Whether two parts are coordinate adjectives, the first in its short form: `научно-практический`,
/// `российско-китайский`.
fn are_coordinate_adjectives(first: &str, second: &str) -> bool {
    let has_letters = |least: usize| first.chars().count() >= least;
    let short_form = (first.ends_with("ско") || first.ends_with("цко") || first.ends_with("ико")) && has_letters(5)
        || first.ends_with("но") && has_letters(6) && !NOT_ADJECTIVES.contains(&first)
        || matches!(first, "южно" | "северо" | "восточно" | "западно" | "военно" | "нефте" | "водно");
    short_form && is_adjective(second)
}

/// Whether a word ends like an adjective.
fn is_adjective(word: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ей",
        "ую", "юю", "ых", "их", "ыми", "ими",
    ];
    word.chars().count() >= 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(first: &str, second: &str) -> String {
        let hyphens = Hyphens::default();
        format!("{first}{}{second}", if hyphens.is_kept(first, second) { "-" } else { "" })
    }

    #[test]
    fn the_hyphen_of_a_divided_word_is_removed() {
        for (first, second) in [
            ("админи", "страция"),
            ("межмуниципаль", "ного"),
            ("благо", "устройства"),
            ("само", "управления"),
            ("обще", "ственных"),
            ("еже", "годно"),
            ("Благо", "вещенска"),
            ("перво", "начальный"),
            ("едино", "временный"),
            ("эконо", "мической"),
            ("АДМИНИ", "СТРАЦИЯ"),
            ("обязатель", "ного"),
            ("во", "обще"),
            ("по", "становление"),
        ] {
            assert_eq!(join(first, second), format!("{first}{second}"));
        }
    }

    #[test]
    fn a_hyphen_in_the_spelling_of_a_word_is_kept() {
        for (first, second) in [
            ("Муравьёва", "Вымышленского"),
            ("торгово", "экономической"),
            ("российско", "китайский"),
            ("25", "летие"),
            ("социально", "ориентированных"),
            ("научно", "практическая"),
            ("города", "побратимы"),
            ("онлайн", "формате"),
            ("IT", "технологий"),
            ("80", "ой"),
            ("мастер", "классов"),
            ("физкультурно", "спортивной"),
            ("что", "нибудь"),
            ("Усть", "Выдуманск"),
            ("по", "новому"),
            ("из", "за"),
            ("во", "первых"),
        ] {
            assert_eq!(join(first, second), format!("{first}-{second}"));
        }
    }

    #[test]
    fn the_same_word_elsewhere_in_the_file_decides() {
        let hyphens = Hyphens::of(["Это технопарк, а это темно-синий и чудо-юдо."].iter());
        assert!(!hyphens.is_kept("техно", "парк"));
        assert!(hyphens.is_kept("темно", "синий"));
        assert!(hyphens.is_kept("чудо", "юдо"));
    }
}
