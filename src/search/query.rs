//! Parses queries.
//!
//! A passage must contain all words, in any form. It must contain `"quoted words"` exactly as typed, and must not
//! contain `-word`. `город:омск` and `год:2024`, or `city:` and `year:`, filter the passages.

use crate::words::{MAX_SYNONYM_WORDS, TokenKeys, Vocabulary, is_ignored, parts, tokens};
use asdg_russian::normal::composed;

/// A parsed query.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// The conditions that a passage must meet.
    pub(super) wanted: Vec<Condition>,
    /// The conditions that it must not meet.
    pub(super) unwanted: Vec<Condition>,
    /// Words that it must contain in this order and these forms.
    pub(super) phrases: Vec<Vec<String>>,
    /// Words that it must not contain in this order and these forms.
    pub(super) unwanted_phrases: Vec<Vec<String>>,
    /// The values of facets that it must have.
    pub(super) filters: Vec<(Facet, String)>,
}

/// Words of which a passage must contain all, or a synonym of them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) words: Vec<QueryWord>,
    /// The key of the synonym that the words form, if they form one.
    pub(super) synonym: Option<String>,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QueryWord {
    /// The word as typed, in lower case.
    pub(super) text: String,
    /// Its keys. A passage must have one of them.
    pub(super) keys: Vec<String>,
}

/// A property of passages that a query can filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Facet {
    City,
    Region,
    Year,
    Sector,
    Topic,
    Question,
}

/// The names of the facets in a query.
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

/// The opening and closing quotation marks of phrases.
const QUOTES: [(char, char); 4] = [('"', '"'), ('«', '»'), ('“', '”'), ('„', '“')];

impl Query {
    /// Parses a query. `is_key` returns whether the index contains a key.
    pub(super) fn new(text: &str, vocabulary: &Vocabulary, is_key: &dyn Fn(&str) -> bool) -> Self {
        let text = composed(text);
        let mut query = Self::default();
        let mut words = Vec::new();
        // Adjacent words are parsed together, because a number may contain spaces.
        let mut plain = String::new();
        for Chunk { text, is_unwanted, is_quoted } in chunks(&text) {
            let filter = filter(text).filter(|_| !is_unwanted && !is_quoted);
            if filter.is_none() && !is_unwanted && !is_quoted {
                plain.push_str(text);
                plain.push(' ');
                continue;
            }
            words.extend(words_of(&std::mem::take(&mut plain), vocabulary, is_key));
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
                    words.extend(words_of(text, vocabulary, is_key));
                }
            } else {
                query.unwanted.extend(conditions(words_of(text, vocabulary, is_key), vocabulary));
            }
        }
        words.extend(words_of(&plain, vocabulary, is_key));
        query.wanted = conditions(words, vocabulary);
        query
    }

    /// Whether the query has no word, no phrase and no filter to search for.
    pub(super) fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.filters.is_empty() && self.phrases.is_empty()
    }
}

/// A word, a phrase or a filter as typed.
struct Chunk<'q> {
    text: &'q str,
    is_unwanted: bool,
    is_quoted: bool,
}

/// Splits a query into chunks at white space outside of quotation marks.
fn chunks(text: &str) -> Vec<Chunk<'_>> {
    let mut chunks = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let after_first = &rest[first.len_utf8()..];
        let is_unwanted = matches!(first, '-' | '\u{2212}') && after_first.starts_with(|c: char| !c.is_whitespace());
        if is_unwanted {
            rest = after_first;
        }
        let quoted = quoted(rest);
        let is_quoted = quoted.is_some();
        let (text, after) = quoted.unwrap_or_else(|| rest.split_at(plain_end(rest)));
        chunks.push(Chunk { text, is_unwanted, is_quoted });
        rest = after.trim_start();
    }
    chunks
}

/// Returns the text in the quotation marks at the start of a text, and the rest after them.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let (open, close) = QUOTES.into_iter().find(|(open, _)| text.starts_with(*open))?;
    text[open.len_utf8()..].split_once(close)
}

/// Returns the end of a chunk that does not start with a quotation mark: at white space, or after a quoted value as in
/// `город:"нижний новгород"`.
fn plain_end(text: &str) -> usize {
    let space = text.find(char::is_whitespace).unwrap_or(text.len());
    let value = text[..space].find(':').map(|colon| colon + 1);
    match value.and_then(|value| Some((value, quoted(&text[value..])?))) {
        Some((_, (_, after))) => text.len() - after.len(),
        None => space,
    }
}

/// Parses a filter such as `город:омск`.
fn filter(text: &str) -> Option<(Facet, String)> {
    let (name, value) = text.split_once(':')?;
    let name = name.to_lowercase();
    let (_, facet) = FACETS.into_iter().find(|(facet_name, _)| *facet_name == name)?;
    let value = quoted(value).map_or(value, |(value, _)| value);
    (!value.is_empty()).then(|| (facet, value.to_owned()))
}

/// Returns the words of a part of a query. A compound gives a word for each part; if it contains digits and the index
/// contains it as a whole, it gives one word.
fn words_of(text: &str, vocabulary: &Vocabulary, is_key: &dyn Fn(&str) -> bool) -> Vec<QueryWord> {
    let mut found = Vec::new();
    for token in tokens(text) {
        let TokenKeys { parts: keys, whole, has_digits } = vocabulary.token_keys(token);
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

/// Makes conditions of words. Consecutive words that form a synonym are one condition.
fn conditions(words: Vec<QueryWord>, vocabulary: &Vocabulary) -> Vec<Condition> {
    let first_keys: Vec<String> = words.iter().map(|word| word.keys.first().cloned().unwrap_or_default()).collect();
    let mut conditions = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let synonym = vocabulary.longest_synonym(&first_keys[at..words.len().min(at + MAX_SYNONYM_WORDS)]);
        let (length, synonym) = synonym.map_or((1, None), |(length, key)| (length, Some(key.to_owned())));
        conditions.push(Condition { words: words[at..at + length].to_vec(), synonym });
        at += length;
    }
    conditions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Digest;

    fn query(text: &str) -> Query {
        Query::new(text, &Vocabulary::new(&Digest::empty()), &|key| key == "44фз")
    }

    fn texts(conditions: &[Condition]) -> Vec<&str> {
        conditions.iter().flat_map(|condition| &condition.words).map(|word| &*word.text).collect()
    }

    #[test]
    fn words_phrases_and_filters_are_distinguished() {
        let parsed = query(
            "музеи и «парк Победы» -театр -\"новый год\" город:омск год:2024 City:\"Нижний Новгород\" время: 10:30",
        );
        assert_eq!(texts(&parsed.wanted), ["музеи", "парк", "победы", "время", "10", "30"]);
        assert_eq!(parsed.phrases, [["парк", "победы"]]);
        assert_eq!(texts(&parsed.unwanted), ["театр"]);
        assert_eq!(parsed.unwanted_phrases, [["новый", "год"]]);
        let filters = [(Facet::City, "омск"), (Facet::Year, "2024"), (Facet::City, "Нижний Новгород")];
        assert_eq!(parsed.filters, filters.map(|(facet, value)| (facet, value.to_owned())));
    }

    #[test]
    fn a_compound_with_digits_is_one_word_if_the_index_contains_it() {
        assert_eq!(texts(&query("44-ФЗ").wanted), ["44фз"]);
        assert_eq!(texts(&query("223-ФЗ").wanted), ["223", "фз"]);
        assert_eq!(texts(&query("65 130").wanted), ["65130"]);
        assert_eq!(texts(&query("Улан-Удэ").wanted), ["улан", "удэ"]);
    }

    #[test]
    fn a_query_without_wanted_words_is_empty() {
        for text in ["", "  ", "и в на", "-", "\"\"", "?!", "-слово"] {
            assert!(query(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn abbreviations_are_synonyms() {
        assert_eq!(query("ЖКХ").wanted[0].synonym, query("жилищно-коммунальное хозяйство").wanted[0].synonym);
        assert!(query("ЖКХ").wanted[0].synonym.is_some());
        assert_eq!(query("хозяйство").wanted[0].synonym, None);
    }
}
