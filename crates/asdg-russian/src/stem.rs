//! Stems: words without their endings, so that «города», «городом» and «город» match. pagefind_stem has the newest
//! Snowball tables.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use pagefind_stem::{Algorithm, Stemmer};
use rustc_hash::FxHasher;

/// Words without a meaning of their own, sorted for look-up: every word is looked up here.
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

/// How many bytes the longest of them has.
const LONGEST_STOP_WORD: usize = 10;

/// The stems of the meaningful words of a text, in order. Digits are not words.
pub fn stems(text: &str) -> Vec<String> {
    words(text).filter(|word| !is_stop_word(word)).map(stem).collect()
}

/// The stem of a word that is in lower case, with ё as е.
pub fn stem(word: String) -> String {
    stem_by(Algorithm::Russian, &word)
}

/// The stem of an English word in lower case, for texts with names and terms in English.
pub fn english_stem(word: &str) -> String {
    stem_by(Algorithm::English, word)
}

/// A stem that is never empty.
fn stem_by(algorithm: Algorithm, word: &str) -> String {
    match Stemmer::create(algorithm).stem(word) {
        stem if stem.is_empty() => word.to_owned(),
        stem => stem.into_owned(),
    }
}

/// Whether a word, in lower case with е for ё, has no meaning of its own.
pub fn is_stop_word(word: &str) -> bool {
    word.len() <= LONGEST_STOP_WORD && STOP_WORDS.binary_search(&word).is_ok()
}

/// The words that have no meaning of their own.
pub fn stop_words() -> impl Iterator<Item = &'static str> {
    STOP_WORDS.into_iter()
}

/// The words of a text in lower case, ё as е.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    super::letters(text).map(super::folded)
}

/// Numbers the stems of many texts. Words are remembered as written, because a few words make up most of a text.
pub struct Stems<'t> {
    stemmer: Stemmer,
    /// The numbers of the stems of words, by the hashes of the words; `None` for stop words.
    words: ByHash<Option<u32>>,
    /// The numbers of stems, by their hashes.
    numbers: ByHash<u32>,
    stems: Vec<Stem<'t>>,
    folded: String,
}

/// A stem that was met.
#[derive(Debug, Clone, Copy)]
pub struct Stem<'t> {
    /// The hash that identifies it.
    pub hash: u64,
    /// The shortest word with this stem, as it was written.
    pub word: &'t str,
}

impl Default for Stems<'_> {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::Russian),
            words: ByHash::default(),
            numbers: ByHash::default(),
            stems: Vec::new(),
            folded: String::new(),
        }
    }
}

impl<'t> Stems<'t> {
    /// Calls `found` for each meaningful word of a text, with the number of its stem and the word.
    pub fn each(&mut self, text: &'t str, mut found: impl FnMut(u32, &'t str)) {
        for word in super::letters(text) {
            // Words of one or two letters are ignored; a letter has up to two bytes.
            if word.len() < 5 {
                continue;
            }
            let hash = quick_hash(word);
            let number = match self.words.get(&hash) {
                Some(&number) => number,
                None => self.learn(word, hash),
            };
            if let Some(number) = number {
                found(number, word);
            }
        }
    }

    /// The shortest word that was met with a stem, as it was written.
    pub fn word(&self, number: u32) -> &'t str {
        self.stems[number as usize].word
    }

    /// The stems, by their numbers.
    pub fn into_stems(self) -> Vec<Stem<'t>> {
        self.stems
    }

    fn learn(&mut self, word: &'t str, hash: u64) -> Option<u32> {
        self.folded.clear();
        super::push_folded(word, &mut self.folded);
        let number = (!is_stop_word(&self.folded)).then(|| self.number(word));
        self.words.insert(hash, number);
        number
    }

    /// The number of the stem of the word that was folded.
    fn number(&mut self, word: &'t str) -> u32 {
        let stem = self.stemmer.stem(&self.folded);
        let hash = hash(if stem.is_empty() { &self.folded } else { &stem });
        let next = self.stems.len() as u32;
        let number = *self.numbers.entry(hash).or_insert(next);
        if number == next {
            self.stems.push(Stem { hash, word });
        } else if is_shorter(word, self.stems[number as usize].word) {
            self.stems[number as usize].word = word;
        }
        number
    }
}

/// Whether a word is preferred for showing a stem: the shortest, and of equally short ones the first in alphabetical
/// order.
pub fn is_shorter(word: &str, than: &str) -> bool {
    (word.len(), word) < (than.len(), than)
}

/// A map from hashes of words or stems. Storing and comparing the words takes three times as long, and two words with
/// the same hash do no more harm than one word with two meanings.
pub type ByHash<T> = HashMap<u64, T, BuildHasherDefault<AsIs>>;

/// A hasher for keys that are already hashes.
#[derive(Debug, Default)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64((self.0 << 8) | u64::from(byte)));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A fast hash for look-up only. It is never shown and orders nothing, so it may differ between machines.
pub fn quick_hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// Whether one of the beginnings of a word is known by its hash. Snowball only takes endings off, so the stem of a word is one of them.
pub fn has_known_beginning(word: &str, known: &ByHash<()>) -> bool {
    word.char_indices().any(|(at, c)| known.contains_key(&quick_hash(&word[..at + c.len_utf8()])))
}

/// A hash that is the same on every run and every machine (FNV-1a).
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_in_order() {
        assert!(STOP_WORDS.is_sorted());
        assert_eq!(STOP_WORDS.iter().map(|word| word.len()).max(), Some(LONGEST_STOP_WORD));
    }

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        assert_eq!(stems("города"), stems("Городом"));
        assert_eq!(stems("современные информационные технологии"), stems("Современных информационных технологий"));
        assert_eq!(stems("в 2024 году и на курсах").len(), 1);
    }
}
