//! Stems words: cuts their endings off, so that «города», «городом» and «город» match. pagefind_stem has the newest
//! Snowball tables.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use pagefind_stem::{Algorithm, Stemmer};
use rustc_hash::FxHasher;

/// Stop words, sorted for binary search: every word of a digest is looked up here.
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

/// The length of the longest stop word in bytes.
const MAX_STOP_WORD_LENGTH: usize = 10;

/// The length in bytes of the shortest word with a stem for [`Stems`]: words of one or two letters have none, and a
/// letter has up to two bytes.
pub const MIN_STEMMED: usize = 5;

/// Returns the stems of the words of a text, in order, without stop words. Digits are not words.
pub fn stems(text: &str) -> Vec<String> {
    words(text).filter(|word| !is_stop_word(word)).map(stem).collect()
}

/// Stems a Russian word, which is in lower case, with е for ё.
pub fn stem(word: String) -> String {
    stem_by(Algorithm::Russian, &word)
}

/// Stems an English word in lower case, for texts with names and terms in English.
pub fn english_stem(word: &str) -> String {
    stem_by(Algorithm::English, word)
}

/// Stems a word; returns the word itself if its stem would be empty.
fn stem_by(algorithm: Algorithm, word: &str) -> String {
    match Stemmer::create(algorithm).stem(word) {
        stem if stem.is_empty() => word.to_owned(),
        stem => stem.into_owned(),
    }
}

/// Whether a word, in lower case with е for ё, is a stop word.
pub fn is_stop_word(word: &str) -> bool {
    word.len() <= MAX_STOP_WORD_LENGTH && STOP_WORDS.binary_search(&word).is_ok()
}

/// Returns all stop words.
pub fn stop_words() -> impl Iterator<Item = &'static str> {
    STOP_WORDS.into_iter()
}

/// Returns the words of a text in lower case, with е for ё.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    super::letters(text).map(super::folded)
}

/// Assigns numbers to the stems of many words.
pub struct StemNumbers {
    stemmer: Stemmer,
    /// The numbers of stems, by their hashes.
    numbers: ByHash<u32>,
    hashes: Vec<u64>,
    folded: String,
}

impl Default for StemNumbers {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::Russian),
            numbers: ByHash::default(),
            hashes: Vec::new(),
            folded: String::new(),
        }
    }
}

impl StemNumbers {
    /// Stems a word in lower case, with е for ё, like [`stem`].
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        match self.stemmer.stem(word) {
            stem if stem.is_empty() => word.into(),
            stem => stem,
        }
    }

    /// Returns the number of a stem.
    pub fn number(&mut self, stem: &str) -> u32 {
        let hash = hash(stem);
        let next = self.hashes.len() as u32;
        let number = *self.numbers.entry(hash).or_insert(next);
        if number == next {
            self.hashes.push(hash);
        }
        number
    }

    /// Returns the number of the stem of a word as it is written; `None` for a stop word.
    pub fn stem_number(&mut self, word: &str) -> Option<u32> {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        super::push_folded(word, &mut folded);
        let number = (!is_stop_word(&folded)).then(|| self.number(&self.stem(&folded)));
        self.folded = folded;
        number
    }

    /// Returns the hashes that identify the stems, indexed by the numbers of the stems.
    pub fn into_hashes(self) -> Vec<u64> {
        self.hashes
    }
}

/// Assigns numbers to the stems of many texts, and keeps an example of each. Caches the numbers of words as they are
/// written, because a few words make up most of a text.
#[derive(Default)]
pub struct Stems {
    numbers: StemNumbers,
    /// The stem numbers of words, by the hashes of the words; `None` for stop words.
    words: ByHash<Option<u32>>,
    /// The shortest word with each stem, as it is written in the texts.
    examples: Vec<Box<str>>,
}

impl Stems {
    /// Calls `visit` with the stem number for each word of a text that is not a stop word.
    pub fn for_each_stem(&mut self, text: &str, mut visit: impl FnMut(u32)) {
        for word in super::letters(text) {
            if word.len() < MIN_STEMMED {
                continue;
            }
            let hash = quick_hash(word);
            let number = match self.words.get(&hash) {
                Some(&number) => number,
                None => self.add_word(word, hash),
            };
            number.into_iter().for_each(&mut visit);
        }
    }

    /// Returns the shortest word with a stem, as it is written in the texts.
    pub fn word(&self, number: u32) -> &str {
        &self.examples[number as usize]
    }

    fn add_word(&mut self, word: &str, hash: u64) -> Option<u32> {
        let number = self.numbers.stem_number(word);
        if let Some(number) = number {
            match self.examples.get_mut(number as usize) {
                Some(example) if is_better_example(word, example) => *example = word.into(),
                Some(_) => {}
                None => self.examples.push(word.into()),
            }
        }
        self.words.insert(hash, number);
        number
    }
}

/// Whether a word is a better example of a stem than another: the shorter one is, of equally short ones the first in
/// alphabetical order.
pub fn is_better_example(word: &str, than: &str) -> bool {
    (word.len(), word) < (than.len(), than)
}

/// A map whose keys are hashes of words or stems. Storing and comparing the words themselves takes three times as long,
/// and a collision of two words does no more harm than one word with two meanings.
pub type ByHash<T> = HashMap<u64, T, BuildHasherDefault<IdentityHasher>>;

/// A hasher for keys that are already hashes.
#[derive(Debug, Default)]
pub struct IdentityHasher(u64);

impl Hasher for IdentityHasher {
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

/// A fast hash for look-up only. It is never shown and nothing is sorted by it, so it may differ between machines.
#[inline]
pub fn quick_hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// Whether the hash of any prefix of a word is in a set. Snowball only cuts endings off, so the stem of a word is one
/// of its prefixes: a word without such a prefix needs no stemming.
pub fn has_prefix_in(word: &str, hashes: &ByHash<()>) -> bool {
    word.char_indices().any(|(at, c)| hashes.contains_key(&quick_hash(&word[..at + c.len_utf8()])))
}

/// A hash that is the same on every run and every machine (FNV-1a).
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
        assert_eq!(STOP_WORDS.iter().map(|word| word.len()).max(), Some(MAX_STOP_WORD_LENGTH));
    }

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        assert_eq!(stems("города"), stems("Городом"));
        assert_eq!(stems("современные информационные технологии"), stems("Современных информационных технологий"));
        assert_eq!(stems("в 2024 году и на курсах").len(), 1);
    }
}
