//! Finds the names of register entries in a text, by the stems of their words.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Key, Register};
use asdg_russian::stem::stems;
use asdg_russian::{is_letter_or_digit, lower_case};

/// The maximum number of entries found in a text by stems. Literal matches do not count.
const MAX_MATCHES: usize = 3;

/// In a text of more characters than this, a name that occurs only once is not a subject.
const LONG_TEXT: usize = 400;

/// The names of a register's entries, indexed for searching.
pub struct Phrases<T> {
    /// The names to match by stems, indexed by the alphabetically first of their stems.
    phrases: BTreeMap<String, Vec<Phrase<T>>>,
    /// The names to match letter for letter, indexed by their first word.
    literal: BTreeMap<String, Vec<Literal<T>>>,
}

/// A name that is matched letter for letter.
struct Literal<T> {
    key: Key<T>,
    name: Box<str>,
    /// Its words in lower case.
    words: Vec<String>,
    /// Whether it is an abbreviation, which matches only in capitals.
    capital: bool,
}

/// A name that is matched by its stems.
struct Phrase<T> {
    key: Key<T>,
    /// The name as written in the register.
    name: Box<str>,
    /// The stems of its words, except the alphabetically first.
    other_stems: Vec<String>,
}

/// An entry whose name occurs in a text.
#[derive(Debug, Clone)]
pub struct PhraseMatch<'p, T> {
    /// The entry.
    pub key: Key<T>,
    /// The matching name. Of several, the first; but a name of several words is preferred to a single word.
    pub name: &'p str,
    /// Whether that name is a single word, which may occur by chance.
    pub is_word: bool,
    /// The number of sentences with one of its names.
    pub sentences: usize,
    /// Whether an alias, or a name of several words, occurs letter for letter.
    pub literal: bool,
}

impl<T: Entry> Phrases<T> {
    /// Indexes the names and aliases of all entries.
    pub fn new(register: &Register<T>) -> Self {
        let mut phrases: BTreeMap<String, Vec<Phrase<T>>> = BTreeMap::new();
        let mut literal: BTreeMap<String, Vec<Literal<T>>> = BTreeMap::new();
        for (key, entry) in register.iter() {
            for name in entry.names() {
                let all: Vec<String> = text_words(name).map(|(_, word)| lower_case(word)).collect();
                // The name of an entry may be an everyday word; its aliases were chosen for finding it.
                if let Some(first) = all.first().filter(|_| all.len() > 1 || name != entry.name()) {
                    let capital = name.chars().count() < 6 && name == name.to_uppercase();
                    let found = Literal { key, name: name.into(), words: all.clone(), capital };
                    literal.entry(first.clone()).or_default().push(found);
                }
                let stems: BTreeSet<String> = stems(name).into_iter().collect();
                // One short word is not specific enough.
                if stems.len() < 2 && stems.iter().all(|stem| stem.chars().count() <= 3) {
                    continue;
                }
                let mut stems = stems.into_iter();
                if let Some(first) = stems.next() {
                    let phrase = Phrase { key, name: name.into(), other_stems: stems.collect() };
                    phrases.entry(first).or_default().push(phrase);
                }
            }
        }
        Self { phrases, literal }
    }

    /// Finds the entries whose name occurs in one of the texts, those in most sentences first.
    pub fn find_in<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Vec<PhraseMatch<'_, T>> {
        let mut all: Vec<PhraseMatch<'_, T>> = Vec::new();
        let texts: Vec<&str> = texts.collect();
        for sentence in texts.iter().copied().flat_map(sentences) {
            let stems_here = stems(sentence);
            let candidates = stems_here.iter().filter_map(|stem| self.phrases.get(stem)).flatten();
            let mut here: Vec<PhraseMatch<'_, T>> = Vec::new();
            for Phrase { key, name, other_stems } in candidates {
                if !other_stems.iter().all(|stem| stems_here.contains(stem)) {
                    continue;
                }
                let is_word = other_stems.is_empty();
                match here.iter_mut().find(|other| other.key == *key) {
                    None => here.push(PhraseMatch { key: *key, name, is_word, sentences: 1, literal: false }),
                    // Of the names of an entry, one of several words is more specific.
                    Some(found) if found.is_word && !is_word => (found.name, found.is_word) = (name, false),
                    Some(_) => {}
                }
            }
            for found in here {
                match all.iter_mut().find(|other| other.key == found.key) {
                    None => all.push(found),
                    Some(before) => {
                        before.sentences += 1;
                        if before.is_word && !found.is_word {
                            (before.name, before.is_word) = (found.name, false);
                        }
                    }
                }
            }
        }
        for literal in texts.iter().flat_map(|text| self.find_literal(text)) {
            match all.iter_mut().find(|other| other.key == literal.key) {
                None => all.push(literal),
                Some(before) => before.literal = true,
            }
        }
        all.sort_by(|a, b| b.sentences.cmp(&a.sentences).then(a.key.cmp(&b.key)));
        let mut others = 0;
        all.retain(|found| {
            others += usize::from(!found.literal);
            found.literal || others <= MAX_MATCHES
        });
        all
    }

    /// Finds the entries that a passage is about: their names occur in its title, often enough in its text, or letter
    /// for letter.
    pub fn find_subjects(&self, title: Option<&str>, texts: &[&str]) -> Vec<PhraseMatch<'_, T>> {
        let length: usize = texts.iter().map(|text| text.chars().count()).sum();
        let title = title.into_iter();
        let in_title: Vec<_> = self.find_in(title.clone()).into_iter().map(|found| found.key).collect();
        let mut found = self.find_in(title.chain(texts.iter().copied()));
        found.retain(|found| {
            let often = in_title.contains(&found.key) || found.sentences > 1 || (!found.is_word && length <= LONG_TEXT);
            found.literal || often
        });
        found
    }

    /// Finds the entries with a name that occurs in a text letter for letter, ignoring case except in abbreviations.
    fn find_literal(&self, text: &str) -> Vec<PhraseMatch<'_, T>> {
        let words: Vec<(usize, &str)> = text_words(text).collect();
        let lower: Vec<String> = words.iter().map(|(_, word)| lower_case(word)).collect();
        let mut found: Vec<PhraseMatch<'_, T>> = Vec::new();
        for at in 0..lower.len() {
            for Literal { key, name, words: wanted, capital } in self.literal.get(&lower[at]).into_iter().flatten() {
                let same = lower.get(at..at + wanted.len()).is_some_and(|here| here == wanted);
                let fits = !capital || words.get(at).is_some_and(|(_, word)| name.starts_with(word));
                if same && fits && found.iter().all(|other| other.key != *key) {
                    found.push(PhraseMatch {
                        key: *key,
                        name,
                        is_word: wanted.len() == 1,
                        sentences: 1,
                        literal: true,
                    });
                }
            }
        }
        found
    }

    /// Returns the byte ranges of a text to link to entries, in order: the words that name an entry, or the whole text
    /// if it names only one entry.
    pub fn link_ranges(&self, text: &str) -> Vec<(std::ops::Range<usize>, Key<T>)> {
        let found = self.find_in(std::iter::once(text));
        if let [only] = found.as_slice() {
            return vec![(0..text.len(), only.key)];
        }
        let words: Vec<(usize, &str)> = text_words(text).collect();
        let word_stems: Vec<Vec<String>> = words.iter().map(|(_, word)| stems(word)).collect();
        let mut link_ranges: Vec<(std::ops::Range<usize>, Key<T>)> = Vec::new();
        for PhraseMatch { key, name, .. } in found {
            let wanted: BTreeSet<String> = stems(name).into_iter().collect();
            let Some(range) = shortest_window(&word_stems, &wanted) else { continue };
            let (Some((from, _)), Some((last, word))) = (words.get(range.start), words.get(range.end - 1)) else {
                continue;
            };
            let range = *from..last + word.len();
            if link_ranges.iter().all(|(other, _)| other.end <= range.start || range.end <= other.start) {
                link_ranges.push((range, key));
            }
        }
        link_ranges.sort_by_key(|(range, _)| range.start);
        match link_ranges.as_slice() {
            [(_, only)] => vec![(0..text.len(), *only)],
            _ => link_ranges,
        }
    }
}

/// Returns the shortest range of words that contains all of these stems.
fn shortest_window(words: &[Vec<String>], wanted: &BTreeSet<String>) -> Option<std::ops::Range<usize>> {
    let has_all = |range: &std::ops::Range<usize>| {
        wanted.iter().all(|stem| words.get(range.clone()).unwrap_or_default().iter().any(|stems| stems.contains(stem)))
    };
    let begins = (0..words.len()).filter(|&at| words[at].iter().any(|stem| wanted.contains(stem)));
    let runs = begins.filter_map(|from| (from + 1..=words.len()).map(|to| from..to).find(has_all));
    runs.min_by_key(|range| range.len())
}

/// Returns the words of a text as written, with their byte offsets.
fn text_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|c: char| !is_letter_or_digit(c)).filter(|word| !word.is_empty());
    words.map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Splits a text into sentences; the words of a name must be in the same one.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', ';', '!', '?', '\n']).filter(|sentence| !sentence.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{City, Topic};

    fn topic(id: &str, name: &str, aliases: &[&str]) -> Topic {
        Topic {
            id: id.into(),
            name: name.into(),
            name_en: None,
            description: None,
            aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
        }
    }

    #[test]
    fn a_topic_is_found_by_any_form_of_its_names() {
        let register = Register::new(vec![
            topic("elections", "Выборы", &["избирательные участки"]),
            topic("relations", "Международные связи", &[]),
        ]);
        let phrases = Phrases::new(&register);
        let found = |text: &str| {
            phrases
                .find_in(std::iter::once(text))
                .into_iter()
                .map(|found| register[found.key].id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found("Уточнён перечень избирательных участков. О международных связях города."),
            ["elections", "relations"]
        );
        assert_eq!(found("Международный фестиваль. Связь наладили."), Vec::<String>::new());
    }

    #[test]
    fn aliases_are_found_letter_for_letter() {
        let register = Register::new(vec![
            topic("councils", "Советы домов", &["ТОС"]),
            topic("law", "Право", &["131-ФЗ", "Закон № 131. О городах"]),
            topic("a", "А", &["первое"]),
            topic("b", "Б", &["второе"]),
            topic("c", "В", &["третье"]),
            topic("d", "Г", &["четвёртое"]),
        ]);
        let phrases = Phrases::new(&register);
        let found = |text: &str| phrases.find_in(std::iter::once(text)).iter().filter(|found| found.literal).count();
        assert_eq!(found("Созданы ТОС."), 1);
        assert_eq!(found("Всё тос же."), 0);
        assert_eq!(found("По закону № 131. О городах"), 0);
        assert_eq!(found("Закон № 131. О городах и 131-фз"), 1);
        assert_eq!(found("Первое, второе, третье, четвертое и пятое"), 4);
    }

    #[test]
    fn two_names_in_one_sentence_are_linked_separately() {
        let register =
            Register::new(vec![City::named("a", "Протокольные нормы"), City::named("b", "Новые технологии")]);
        let phrases = Phrases::new(&register);
        let text = "Изучить новые технологии и протокольные нормы в работе";
        let link_ranges: Vec<&str> = phrases.link_ranges(text).into_iter().map(|(range, _)| &text[range]).collect();
        assert_eq!(link_ranges, ["новые технологии", "протокольные нормы"]);
        let only = "О новых технологиях";
        let found: Vec<_> = phrases.link_ranges(only).into_iter().map(|(range, _)| (range.start, range.end)).collect();
        assert_eq!(found, [(0, only.len())]);
    }
}
