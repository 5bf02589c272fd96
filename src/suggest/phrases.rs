//! Names of register entries, found in texts by the stems of their words.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Entry, Key, Register};
use crate::text::stem::stems;

/// At most this many entries are found in a text.
const MOST: usize = 3;

/// The names of a register's entries, ready to be looked for.
pub struct Phrases<T> {
    /// Names by the first of their words in the order of letters.
    phrases: BTreeMap<String, Vec<Phrase<T>>>,
}

/// A name of an entry.
struct Phrase<T> {
    key: Key<T>,
    /// The name as it stands in the register.
    name: Box<str>,
    /// The words behind the first.
    words: Vec<String>,
}

/// An entry that was found.
#[derive(Debug, Clone)]
pub struct Found<'p, T> {
    /// The entry.
    pub key: Key<T>,
    /// The name by which it was found; of several the first, but for single words.
    pub name: &'p str,
    /// Whether that name is a single word, which may stand in a text by chance.
    pub is_word: bool,
    /// In how many sentences one of its names stands.
    pub sentences: usize,
}

impl<T: Entry> Phrases<T> {
    /// The names and other names of all entries.
    pub fn new(register: &Register<T>) -> Self {
        let mut phrases: BTreeMap<String, Vec<Phrase<T>>> = BTreeMap::new();
        for (key, entry) in register.iter() {
            for name in std::iter::once(entry.name()).chain(entry.aliases().iter().map(|alias| &**alias)) {
                let words: BTreeSet<String> = stems(name).into_iter().collect();
                // One short word is too little to tell anything.
                if words.len() < 2 && words.iter().all(|word| word.chars().count() <= 3) {
                    continue;
                }
                let mut words = words.into_iter();
                if let Some(first) = words.next() {
                    let phrase = Phrase { key, name: name.into(), words: words.collect() };
                    phrases.entry(first).or_default().push(phrase);
                }
            }
        }
        Self { phrases }
    }

    /// The entries whose name stands in one of the texts, those that stand in most sentences first.
    pub fn found_in<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Vec<Found<'_, T>> {
        let mut all: Vec<Found<'_, T>> = Vec::new();
        for sentence in texts.flat_map(sentences) {
            let words_here = stems(sentence);
            let begun = words_here.iter().filter_map(|word| self.phrases.get(word)).flatten();
            let mut here: Vec<Found<'_, T>> = Vec::new();
            for Phrase { key, name, words } in begun {
                if !words.iter().all(|word| words_here.contains(word)) {
                    continue;
                }
                let is_word = words.is_empty();
                match here.iter_mut().find(|other| other.key == *key) {
                    None => here.push(Found { key: *key, name, is_word, sentences: 1 }),
                    // Of the names of an entry one of several words tells more.
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
        all.sort_by(|a, b| b.sentences.cmp(&a.sentences).then(a.key.cmp(&b.key)));
        all.truncate(MOST);
        all
    }
}

/// The words of a name count when they stand in one sentence.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', ';', '!', '?', '\n']).filter(|sentence| !sentence.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Topic;

    #[test]
    fn a_topic_is_found_by_any_of_its_names_in_any_case() {
        let topic = |id: &str, name: &str, aliases: &[&str]| Topic {
            id: id.into(),
            name: name.into(),
            name_en: None,
            description: None,
            aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
        };
        let register = Register::new(vec![
            topic("elections", "Выборы", &["избирательные участки"]),
            topic("relations", "Международные связи", &[]),
        ]);
        let phrases = Phrases::new(&register);
        let found = |text: &str| {
            phrases
                .found_in(std::iter::once(text))
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
}
