//! Stems: words without their endings, so that «города», «городом» and «город» are one.

use pagefind_stem::{Algorithm, Stemmer};

/// Words that say nothing about what a text is about, in the order of their letters: they are looked up for every word.
const STOP_WORDS: [&str; 61] = [
    "а",
    "бы",
    "в",
    "ваш",
    "ваша",
    "во",
    "вы",
    "г",
    "гг",
    "год",
    "года",
    "году",
    "годы",
    "для",
    "до",
    "его",
    "ее",
    "же",
    "за",
    "и",
    "из",
    "или",
    "их",
    "к",
    "как",
    "какая",
    "какие",
    "каких",
    "какой",
    "какую",
    "ко",
    "ли",
    "между",
    "мы",
    "на",
    "над",
    "наш",
    "не",
    "ни",
    "но",
    "о",
    "об",
    "он",
    "она",
    "они",
    "от",
    "по",
    "под",
    "при",
    "с",
    "со",
    "так",
    "также",
    "то",
    "том",
    "у",
    "чем",
    "чему",
    "числе",
    "что",
    "это",
];

/// The stems of the words of a text that mean something, in their order. Digits are no words.
pub fn stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::Russian);
    words(text)
        .filter(|word| STOP_WORDS.binary_search(&word.as_str()).is_err())
        .map(|word| match stemmer.stem(&word) {
            stem if stem.is_empty() => word.clone(),
            stem => stem.into_owned(),
        })
        .collect()
}

/// The words of a text in lower case, ё as е.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !super::is_letter(c)).filter(|word| !word.is_empty()).map(super::folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_in_order() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        assert_eq!(stems("города"), stems("Городом"));
        assert_eq!(stems("современные информационные технологии"), stems("Современных информационных технологий"));
        assert_eq!(stems("в 2024 году и на курсах").len(), 1);
    }
}
