//! Stems: words without their endings, so that «города», «городом» and «город» are one.

use pagefind_stem::{Algorithm, Stemmer};

/// Words that say nothing about what a text is about.
const STOP_WORDS: [&str; 62] = [
    "и",
    "в",
    "во",
    "на",
    "с",
    "со",
    "по",
    "к",
    "ко",
    "о",
    "об",
    "от",
    "до",
    "за",
    "из",
    "у",
    "для",
    "при",
    "над",
    "под",
    "не",
    "ни",
    "а",
    "но",
    "или",
    "что",
    "как",
    "какие",
    "какой",
    "какая",
    "какую",
    "каких",
    "чем",
    "чему",
    "это",
    "их",
    "его",
    "ее",
    "она",
    "он",
    "они",
    "же",
    "бы",
    "ли",
    "то",
    "так",
    "также",
    "г",
    "гг",
    "год",
    "году",
    "года",
    "годы",
    "том",
    "числе",
    "мы",
    "вы",
    "ваш",
    "ваша",
    "ваш",
    "наш",
    "между",
];

/// The stems of the words of a text that mean something, in their order. Digits are no words.
pub fn stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::Russian);
    words(text)
        .filter(|word| !STOP_WORDS.contains(&word.as_str()))
        .map(|word| match stemmer.stem(&word) {
            stem if stem.is_empty() => word.clone(),
            stem => stem.into_owned(),
        })
        .collect()
}

/// The words of a text in lower case, ё as е.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(super::folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        assert_eq!(stems("города"), stems("Городом"));
        assert_eq!(stems("современные информационные технологии"), stems("Современных информационных технологий"));
        assert_eq!(stems("в 2024 году и на курсах").len(), 1);
    }
}
