//! Queries as people type them.
//!
//! All words have to stand in a passage, in any form. `"quoted words"` have to stand there as they are, `-word` must not. `город:омск` and `год:2024`, or
//! `city:` and `year:`, name what the passages belong to.

use super::tokens::{parts, tokens};
use super::words::{Keys, LONGEST_NAME, Words, is_ignored};
use asdg_russian::normal::composed;

/// What a query asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// What a passage must have.
    pub(super) wanted: Vec<Condition>,
    /// What it must not have.
    pub(super) unwanted: Vec<Condition>,
    /// Words that must stand in it in this order and these forms.
    pub(super) phrases: Vec<Vec<String>>,
    /// Words that must not stand in it in this order and these forms.
    pub(super) unwanted_phrases: Vec<Vec<String>>,
    /// What it must belong to.
    pub(super) filters: Vec<(Facet, String)>,
}

/// Words that have to stand in a passage, or another name of what they name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Condition {
    /// The words.
    pub(super) words: Vec<QueryWord>,
    /// The key of the name that the words are.
    pub(super) name: Option<String>,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QueryWord {
    /// As it is typed, in lower case.
    pub(super) text: String,
    /// Its keys: one of them has to be there.
    pub(super) keys: Vec<String>,
}

/// What a passage belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Facet {
    City,
    Region,
    Year,
    Sector,
    Topic,
    Question,
}

/// The facets as they are typed.
const FACETS: [(&str, Facet); 12] = [
    ("город", Facet::City),
    ("city", Facet::City),
    ("регион", Facet::Region),
    ("region", Facet::Region),
    ("год", Facet::Year),
    ("year", Facet::Year),
    ("сфера", Facet::Sector),
    ("sector", Facet::Sector),
    ("тема", Facet::Topic),
    ("topic", Facet::Topic),
    ("вопрос", Facet::Question),
    ("question", Facet::Question),
];

/// The quotation marks that open a phrase, with those that close it.
const QUOTES: [(char, char); 4] = [('"', '"'), ('«', '»'), ('“', '”'), ('„', '“')];

impl Query {
    /// Reads a query. `is_key` tells whether a key stands in the index.
    pub(super) fn new(text: &str, words: &Words, is_key: &dyn Fn(&str) -> bool) -> Self {
        let text = composed(text);
        let mut query = Self::default();
        let mut wanted = Vec::new();
        // Words beside each other are read together, since a number may have blanks.
        let mut plain = String::new();
        for Chunk { text, is_unwanted, is_quoted } in chunks(&text) {
            let filter = filter(text).filter(|_| !is_unwanted && !is_quoted);
            if filter.is_none() && !is_unwanted && !is_quoted {
                plain.push_str(text);
                plain.push(' ');
                continue;
            }
            wanted.extend(words_of(&std::mem::take(&mut plain), words, is_key));
            if let Some(filter) = filter {
                query.filters.push(filter);
            } else if is_quoted {
                let phrase: Vec<String> = tokens(text).flat_map(parts).collect();
                if phrase.is_empty() {
                    continue;
                }
                if is_unwanted {
                    query.unwanted_phrases.push(phrase);
                } else {
                    query.phrases.push(phrase);
                    wanted.extend(words_of(text, words, is_key));
                }
            } else {
                query.unwanted.extend(named(words_of(text, words, is_key), words));
            }
        }
        wanted.extend(words_of(&plain, words, is_key));
        query.wanted = named(wanted, words);
        query
    }

    /// Whether it asks for nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.filters.is_empty() && self.phrases.is_empty()
    }
}

/// A word or a phrase of a query.
struct Chunk<'q> {
    text: &'q str,
    is_unwanted: bool,
    is_quoted: bool,
}

fn chunks(text: &str) -> Vec<Chunk<'_>> {
    let mut chunks = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let behind = &rest[first.len_utf8()..];
        let is_unwanted = matches!(first, '-' | '\u{2212}') && behind.starts_with(|c: char| !c.is_whitespace());
        if is_unwanted {
            rest = behind;
        }
        let quoted = quoted(rest);
        let is_quoted = quoted.is_some();
        let (text, behind) = quoted.unwrap_or_else(|| rest.split_at(plain_end(rest)));
        chunks.push(Chunk { text, is_unwanted, is_quoted });
        rest = behind.trim_start();
    }
    chunks
}

/// What stands between the quotation marks at the beginning of a text, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let (open, close) = QUOTES.into_iter().find(|(open, _)| text.starts_with(*open))?;
    text[open.len_utf8()..].split_once(close)
}

/// Where a word without quotation marks ends: `город:"нижний новгород"` is one.
fn plain_end(text: &str) -> usize {
    let blank = text.find(char::is_whitespace).unwrap_or(text.len());
    let value = text[..blank].find(':').map(|colon| colon + 1);
    match value.and_then(|value| Some((value, quoted(&text[value..])?))) {
        Some((_, (_, behind))) => text.len() - behind.len(),
        None => blank,
    }
}

fn filter(text: &str) -> Option<(Facet, String)> {
    let (name, value) = text.split_once(':')?;
    let name = name.to_lowercase();
    let (_, facet) = FACETS.into_iter().find(|(known, _)| *known == name)?;
    let value = quoted(value).map_or(value, |(value, _)| value);
    (!value.is_empty()).then(|| (facet, value.to_owned()))
}

/// The words of a part of a query. A compound is its parts; one with digits is whole, where the index has it so.
fn words_of(text: &str, words: &Words, is_key: &dyn Fn(&str) -> bool) -> Vec<QueryWord> {
    let mut found = Vec::new();
    for token in tokens(text) {
        let Keys { parts: keys, whole, has_digits } = words.keys(token);
        match whole {
            Some(whole) if has_digits && is_key(&whole) => {
                found.push(QueryWord { text: parts(token).concat(), keys: vec![whole] });
            }
            None if has_digits => found.extend(keys.into_iter().map(|keys| QueryWord { text: keys.concat(), keys })),
            _ => found.extend(parts(token).into_iter().zip(keys).map(|(text, keys)| QueryWord { text, keys })),
        }
    }
    found.retain(|word| !is_ignored(&word.text));
    found
}

/// Puts words together that are a name of something with other names.
fn named(found: Vec<QueryWord>, words: &Words) -> Vec<Condition> {
    let first: Vec<String> = found.iter().map(|word| word.keys.first().cloned().unwrap_or_default()).collect();
    let mut wanted = Vec::new();
    let mut at = 0;
    while at < found.len() {
        let name = words.name_at(&first[at..found.len().min(at + LONGEST_NAME)]);
        let (length, name) = name.map_or((1, None), |(length, name)| (length, Some(name.to_owned())));
        wanted.push(Condition { words: found[at..at + length].to_vec(), name });
        at += length;
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Digest;

    fn query(text: &str) -> Query {
        Query::new(text, &Words::new(&Digest::empty()), &|key| key == "44фз")
    }

    fn texts(wanted: &[Condition]) -> Vec<&str> {
        wanted.iter().flat_map(|wanted| &wanted.words).map(|word| &*word.text).collect()
    }

    #[test]
    fn words_phrases_and_filters_are_told_apart() {
        let read = query(
            "музеи и «парк Победы» -театр -\"новый год\" город:омск год:2024 City:\"Нижний Новгород\" время: 10:30",
        );
        assert_eq!(texts(&read.wanted), ["музеи", "парк", "победы", "время", "10", "30"]);
        assert_eq!(read.phrases, [["парк", "победы"]]);
        assert_eq!(texts(&read.unwanted), ["театр"]);
        assert_eq!(read.unwanted_phrases, [["новый", "год"]]);
        let filters = [(Facet::City, "омск"), (Facet::Year, "2024"), (Facet::City, "Нижний Новгород")];
        assert_eq!(read.filters, filters.map(|(facet, value)| (facet, value.to_owned())));
    }

    #[test]
    fn compounds_with_digits_are_whole_where_they_are_known() {
        assert_eq!(texts(&query("44-ФЗ").wanted), ["44фз"]);
        assert_eq!(texts(&query("223-ФЗ").wanted), ["223", "фз"]);
        assert_eq!(texts(&query("65 130").wanted), ["65130"]);
        assert_eq!(texts(&query("Улан-Удэ").wanted), ["улан", "удэ"]);
    }

    #[test]
    fn what_asks_for_nothing_is_empty() {
        for text in ["", "  ", "и в на", "-", "\"\"", "?!", "-слово"] {
            assert!(query(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn abbreviations_are_names() {
        assert_eq!(query("ЖКХ").wanted[0].name, query("жилищно-коммунальное хозяйство").wanted[0].name);
        assert!(query("ЖКХ").wanted[0].name.is_some());
        assert_eq!(query("хозяйство").wanted[0].name, None);
    }
}
