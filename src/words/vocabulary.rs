//! Finds the search keys of words: stems, corrected where Snowball gives the forms of one word several stems.
//!
//! - A [listed](asdg_russian::listed) form or stem has the canonical stems of all words it can belong to instead of its
//!   own: «закупок» has the key `закупк`. The keys of a listed form take precedence over those of its stem.
//! - All forms of the name of a city have the stem that most of them have: «Надым» has the key `надым`, although
//!   Snowball takes it for a verb.
//! - A compound has a key for the whole and keys for its parts: «44-ФЗ» has `44фз`, `44` and `фз`.
//! - Synonyms (an abbreviation and what it stands for, the name of an entry and its aliases) share one more key.
//!
//! The browser has Snowball; the index files give it the listed forms and the synonyms.

use std::collections::BTreeMap;

use super::tokens::{number, parts, tokens};
use crate::model::{Digest, Entry, Register};
use asdg_russian::declension;
use asdg_russian::listed::KeyTable;
use asdg_russian::stem::{english_stem, is_stop_word, stem as russian_stem};

/// Abbreviations and what they stand for.
static ABBREVIATIONS: &str = include_str!("abbreviations.txt");

/// The first character of the keys of synonyms. No word contains it.
const SYNONYM: char = '@';

/// The largest number of words in a synonym.
pub(crate) const MAX_SYNONYM_WORDS: usize = 8;

/// Maps the words of a digest to search keys.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Listed forms.
    pub(crate) forms: KeyTable,
    /// Listed stems.
    pub(crate) stems: KeyTable,
    /// The key of each synonym, by the first keys of its words.
    synonyms: BTreeMap<Vec<String>, String>,
}

/// The search keys of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TokenKeys {
    /// The keys of each part.
    pub(crate) parts: Vec<Vec<String>>,
    /// The key of the whole token, if it has several parts.
    pub(crate) whole: Option<String>,
    /// Whether the token contains digits. Then the whole is more specific than its parts.
    pub(crate) has_digits: bool,
}

impl Vocabulary {
    /// The vocabulary of the language, extended by the registers of a digest.
    pub(crate) fn new(digest: &Digest) -> Self {
        let (stems, forms) = KeyTable::russian();
        let mut vocabulary = Self { forms, stems, synonyms: BTreeMap::new() };
        for (_, city) in digest.cities.iter() {
            for name in city.names() {
                vocabulary.add_city(name, &city.forms);
            }
        }
        for line in ABBREVIATIONS.lines().filter(|line| !line.starts_with('#')) {
            if let Some((short, long)) = line.split_once(' ') {
                vocabulary.add_synonyms([short, long].into_iter());
            }
        }
        vocabulary.add_register(&digest.cities);
        vocabulary.add_register(&digest.topics);
        vocabulary.add_register(&digest.courses);
        vocabulary
    }

    /// All synonyms, each as the first keys of its words, with their keys.
    pub(crate) fn synonyms(&self) -> impl Iterator<Item = (&[String], &str)> {
        self.synonyms.iter().map(|(words, key)| (&**words, &**key))
    }

    /// Finds the longest synonym at the start of some words, given by their first keys. Returns its number of words and
    /// its key.
    pub(crate) fn longest_synonym(&self, words: &[String]) -> Option<(usize, &str)> {
        let lengths = (1..=words.len().min(MAX_SYNONYM_WORDS)).rev();
        lengths.filter_map(|length| Some((length, &**self.synonyms.get(&words[..length])?))).next()
    }

    /// Finds the keys of a token.
    pub(crate) fn token_keys(&self, token: &str) -> TokenKeys {
        self.keys_of_parts(token, &parts(token))
    }

    /// Finds the keys of a token that has already been split into its parts.
    pub(crate) fn keys_of_parts(&self, token: &str, parts: &[String]) -> TokenKeys {
        if let Some(number) = number(token) {
            // A date has several numbers as parts; a decimal fraction is a single number.
            let parts = if number.matches('.').count() > 1 { parts } else { std::slice::from_ref(&number) };
            let parts: Vec<Vec<String>> = parts.iter().map(|part| vec![part.clone()]).collect();
            let whole = (parts.len() > 1).then_some(number);
            return TokenKeys { parts, whole, has_digits: true };
        }
        let whole = (parts.len() > 1).then(|| stem(&parts.concat()));
        let has_digits = token.chars().any(|c| c.is_ascii_digit());
        TokenKeys { parts: parts.iter().map(|part| self.word_keys(part)).collect(), whole, has_digits }
    }

    /// Finds the keys of a word in lower case: those listed for the word, else those listed for its stem, else its
    /// stem.
    pub(crate) fn word_keys(&self, word: &str) -> Vec<String> {
        let owned = |key: &str| key.to_owned();
        let of_form: Vec<String> = self.forms.keys(word).map(owned).collect();
        if !of_form.is_empty() {
            return of_form;
        }
        let stem = stem(word);
        let of_stem: Vec<String> = self.stems.keys(&stem).map(owned).collect();
        if of_stem.is_empty() { vec![stem] } else { of_stem }
    }

    /// Returns the first key of each word of a name.
    fn first_keys(&self, name: &str) -> Vec<String> {
        let parts = tokens(name).flat_map(parts).filter(|part| !is_ignored(part));
        parts.filter_map(|part| self.word_keys(&part).into_iter().next()).collect()
    }

    /// Gives all forms of a city's name the same first key, word by word.
    fn add_city(&mut self, name: &str, own_forms: &[Box<str>]) {
        let forms = declension::forms(name).into_iter().chain(own_forms.iter().map(|form| form.to_string()));
        let forms: Vec<Vec<String>> = forms.map(|form| tokens(&form).flat_map(parts).collect()).collect();
        let Some(length) = forms.first().map(Vec::len) else { return };
        for position in 0..length {
            let words: Vec<&String> =
                forms.iter().filter(|form| form.len() == length).map(|form| &form[position]).collect();
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            words.iter().flat_map(|word| self.word_keys(word)).for_each(|key| *counts.entry(key).or_default() += 1);
            let best = counts.into_iter().min_by_key(|(stem, count)| (usize::MAX - count, stem.len(), stem.clone()));
            let Some((canonical, _)) = best else { continue };
            for word in words.into_iter().filter(|word| !is_ignored(word)) {
                let mut keys = self.word_keys(word);
                // The canonical key comes first, because synonyms are looked up by first keys.
                if keys.first() != Some(&canonical) {
                    // Drops Snowball's stem of this form, for which it took a part of the name for an ending: «Надым»
                    // is not a form of a verb.
                    keys.retain(|key| *key != canonical && *key != stem(word));
                    keys.insert(0, canonical.clone());
                    self.forms.set(word, &keys);
                }
            }
        }
    }

    /// Makes the names of each entry with aliases synonyms.
    fn add_register<T: Entry>(&mut self, register: &Register<T>) {
        for (_, entry) in register.iter().filter(|(_, entry)| !entry.aliases().is_empty()) {
            self.add_synonyms(entry.names());
        }
    }

    /// Gives names a common key. If one of them already has a key, the others get that key.
    fn add_synonyms<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        let names: Vec<Vec<String>> = names.map(|name| self.first_keys(name)).collect();
        let names = names.into_iter().filter(|name| (1..=MAX_SYNONYM_WORDS).contains(&name.len()));
        let names: Vec<Vec<String>> = names.collect();
        let existing = names.iter().find_map(|name| self.synonyms.get(name)).cloned();
        let Some(first) = names.first() else { return };
        let key = existing.unwrap_or_else(|| format!("{SYNONYM}{}", first.join(" ")));
        for name in names {
            self.synonyms.entry(name).or_insert_with(|| key.clone());
        }
    }
}

/// Whether the index and queries ignore a word because it does not describe the subject of a text. The stop words for
/// "year" are kept, because people search for them.
pub(crate) fn is_ignored(word: &str) -> bool {
    is_stop_word(word) && !word.starts_with("год")
}

/// Stems a word in lower case, with ё as е: a Russian or an English word with Snowball. Any other word is returned as
/// it is.
pub fn stem(word: &str) -> String {
    if word.chars().all(|c| matches!(c, 'а'..='я')) {
        russian_stem(word.to_owned())
    } else if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        english_stem(word)
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{City, Topic};

    fn vocabulary() -> Vocabulary {
        let mut digest = Digest::empty();
        let cities = ["Надым", "Абакан", "Великий Устюг", "Улан-Удэ"];
        digest.cities = Register::new(cities.map(|name| City::named(name, name)).into());
        digest.topics = Register::new(vec![Topic {
            id: "parks".into(),
            name: "Парки и скверы".into(),
            name_en: None,
            description: None,
            aliases: vec!["Зелёные зоны".into()],
        }]);
        Vocabulary::new(&digest)
    }

    /// Whether two words have a key in common.
    fn share_a_key(vocabulary: &Vocabulary, one: &str, other: &str) -> bool {
        let (one, other) = (vocabulary.token_keys(one).parts, vocabulary.token_keys(other).parts);
        one.iter().zip(&other).all(|(one, other)| one.iter().any(|key| other.contains(key)))
    }

    #[test]
    fn the_forms_of_a_word_have_a_common_key() {
        let vocabulary = vocabulary();
        for forms in [
            "опыт опыта опытом опыте",
            "объём объема объёмами",
            "диплом диплома дипломов",
            "экзамен экзамены экзаменом",
            "план планы плану",
            "закупка закупок закупками",
            "рынок рынка рынков",
            "участок участка",
            "посёлок поселка посёлки",
            "письмо писем письма",
            "ребёнок ребенка дети детей детям",
            "день дня дней",
            "окно окон",
            "земля земель",
            "уголь угля",
            "лёд льда льду льдов",
            "сон сна снами",
            "дно дна",
            "хотеть хочет хотят",
            "снять снимет сняли",
            "наладить налаженный наладили",
            "завезти завезённый",
            "год лет годы летам",
            "человек людей человека людьми",
            "друг друзей",
            "время времени времен",
            "путь пути",
            "церковь церкви",
            "шёл идти",
            "Надым Надыма Надыме",
            "Абакан Абакане Абакану",
            "участвовать участвует участвовавший участвуя",
            "провести проведённый проведут",
            "managing managed manages",
        ] {
            let forms: Vec<&str> = forms.split(' ').collect();
            for form in &forms {
                assert!(
                    share_a_key(&vocabulary, forms[0], form),
                    "{} and {form}: {:?} {:?}",
                    forms[0],
                    vocabulary.token_keys(forms[0]),
                    vocabulary.token_keys(form)
                );
            }
        }
    }

    #[test]
    fn words_that_only_look_alike_have_no_common_key() {
        let vocabulary = vocabulary();
        for (one, other) in
            [("заём", "за"), ("парк", "парта"), ("мост", "мостовая"), ("село", "сельдь"), ("дом", "дума")]
        {
            assert!(
                !share_a_key(&vocabulary, one, other),
                "{one} and {other}: {:?} {:?}",
                vocabulary.token_keys(one),
                vocabulary.token_keys(other)
            );
        }
    }

    #[test]
    fn compounds_have_keys_for_the_whole_and_for_the_parts() {
        let vocabulary = vocabulary();
        assert_eq!(vocabulary.token_keys("44-ФЗ").whole.as_deref(), Some("44фз"));
        assert_eq!(vocabulary.token_keys("жилищно-коммунального").parts, [["жилищн"], ["коммунальн"]]);
        assert_eq!(vocabulary.token_keys("15.02.2025").parts.len(), 3);
        assert_eq!(vocabulary.token_keys("12,5"), vocabulary.token_keys("12.5"));
    }

    #[test]
    fn synonyms_have_the_same_key() {
        let vocabulary = vocabulary();
        let key = |name: &str| vocabulary.longest_synonym(&vocabulary.first_keys(name)).map(|(_, key)| key.to_owned());
        assert!(key("ЖКХ").is_some());
        assert_eq!(key("ЖКХ"), key("жилищно-коммунального хозяйства"));
        assert_eq!(key("парках и скверах"), key("зелёных зон"));
        assert_eq!(key("хозяйство"), None);
    }
}
