//! Finds and ranks the passages that match a query: [`find`]. `themes/default/assets/search.js` does the same.

use std::cmp::Reverse;

use super::correct::{self, Corrected};
use super::index::SearchIndex;
use super::query::{Condition, Facet, Query};
use crate::link::Index;
use crate::markup;
use crate::model::{Answer, City, Course, Entry, Key, Passage, Question, Register, Response, Topic};
use crate::words::{ENTRY, Level, Vocabulary, is_ignored, parts, tokens};
use asdg_russian::cut;

/// The score of each level.
const LEVEL_SCORES: [u32; 8] = [1, 3, 5, 6, 7, 8, 11, 12];

/// The result of a query.
#[derive(Debug)]
pub struct SearchResult<'d> {
    /// The corrected query, if the query as typed found nothing and the corrected one did.
    pub corrected: Option<String>,
    /// The keys of the words of the answered query.
    pub keys: Vec<String>,
    /// The cities that the query names.
    pub cities: Vec<Key<City>>,
    /// The topics that the query names.
    pub topics: Vec<Key<Topic>>,
    /// The courses that the query names.
    pub courses: Vec<Key<Course>>,
    /// The passages, best match first.
    pub passages: Vec<FoundPassage<'d>>,
}

/// A passage that matches a query.
#[derive(Debug, Clone, Copy)]
pub struct FoundPassage<'d> {
    /// The response of the passage.
    pub response: &'d Response,
    /// The question that it answers.
    pub question: &'d Question,
    /// The passage.
    pub passage: &'d Passage,
}

/// Answers a query. If it finds nothing, tries a corrected query.
pub fn find<'d>(index: &Index<'d>, search: &SearchIndex, text: &str) -> SearchResult<'d> {
    let is_key = |key: &str| search.term(key).is_some();
    let query = Query::new(text, &search.vocabulary, &is_key);
    let finder = Finder { index, search };
    let mut passages = finder.passages(&query);
    let mut corrected = None;
    let mut answered = query;
    if passages.is_empty()
        && let Some(Corrected { query, text }) = correct::correct(search, text, &answered)
    {
        passages = finder.passages(&query);
        (answered, corrected) = (query, (!passages.is_empty()).then_some(text));
    }
    let digest = index.digest();
    let words = answered.wanted.iter().flat_map(|condition| &condition.words);
    SearchResult {
        corrected,
        keys: words.flat_map(|word| word.keys.iter().cloned()).collect(),
        cities: named_entries(&digest.cities, &search.vocabulary, &answered),
        topics: named_entries(&digest.topics, &search.vocabulary, &answered),
        courses: named_entries(&digest.courses, &search.vocabulary, &answered),
        passages,
    }
}

impl SearchIndex {
    /// Returns an excerpt of a passage around the first word with one of the keys, on one line.
    pub fn excerpt(&self, passage: &Passage, keys: &[String], length: usize) -> String {
        let text = markup::single_line_text(&passage.text.html());
        let has_key =
            |token: &&str| self.vocabulary.token_keys(token).parts.iter().flatten().any(|key| keys.contains(key));
        let hit = tokens(&text).find(has_key).map_or(0, |token| token.as_ptr() as usize - text.as_ptr() as usize);
        let before = text[..hit].char_indices().rev().take(length / 4).last().map_or(hit, |(at, _)| at);
        let start = if before == 0 { 0 } else { text[before..hit].find(' ').map_or(hit, |space| before + space + 1) };
        format!("{}{}", if start > 0 { "…" } else { "" }, cut(&text[start..], length))
    }
}

struct Finder<'a, 'd> {
    index: &'a Index<'d>,
    search: &'a SearchIndex,
}

impl<'d> Finder<'_, 'd> {
    /// Returns the passages that match a query, best match first; of passages with the same score, those of the latest
    /// year first.
    fn passages(&self, query: &Query) -> Vec<FoundPassage<'d>> {
        if query.is_empty() {
            return Vec::new();
        }
        let scored = self.score(query);
        let mut found: Vec<_> = scored
            .into_iter()
            .map(|(number, score)| (score, number, self.passage(number)))
            .filter(|(_, _, passage)| self.matches_filters(query, passage))
            .collect();
        found.sort_by_key(|(score, number, passage)| (Reverse(*score), Reverse(passage.response.year), *number));
        found.into_iter().map(|(_, _, passage)| passage).collect()
    }

    /// Returns the passages that meet the conditions of a query, with their scores. Filters and phrases are not checked
    /// yet.
    fn score(&self, query: &Query) -> Vec<(u32, u32)> {
        let mut all: Option<Vec<(u32, Level, u32)>> = None;
        for condition in &query.wanted {
            let next = self.matches(condition);
            let weight = weight(self.search.passages, next.len() as u32);
            let next: Vec<(u32, Level, u32)> = next
                .into_iter()
                .map(|(passage, level)| (passage, level, weight * LEVEL_SCORES[usize::from(level)]))
                .collect();
            let add = |(passage, a, x): (u32, Level, u32), (_, b, y): (u32, Level, u32)| (passage, a.max(b), x + y);
            all = Some(match all {
                None => next,
                Some(all) => intersection(&all, &next, |entry| entry.0, add),
            });
        }
        let mut found = all.unwrap_or_else(|| (0..self.search.passages).map(|passage| (passage, ENTRY, 0)).collect());
        for condition in &query.unwanted {
            let excluded = self.matches(condition);
            found.retain(|(passage, _, _)| excluded.binary_search_by_key(passage, |(other, _)| *other).is_err());
        }
        let has_own = found.iter().any(|(_, level, _)| *level >= ENTRY);
        let found = found.into_iter().filter(|(_, level, _)| *level >= ENTRY || !has_own);
        found.map(|(passage, _, score)| (passage, score)).collect()
    }

    /// Returns the passages that contain all words of a condition, or a synonym of them.
    fn matches(&self, condition: &Condition) -> Vec<(u32, Level)> {
        let mut all: Option<Vec<(u32, Level)>> = None;
        for word in &condition.words {
            let next = self.passages_with_any(&word.keys);
            all = Some(match all {
                None => next,
                Some(all) => intersection(&all, &next, |entry| entry.0, |(passage, a), (_, b)| (passage, a.min(b))),
            });
        }
        let all = all.unwrap_or_default();
        match &condition.synonym {
            Some(key) => union(&all, &self.passages_with_any(std::slice::from_ref(key))),
            None => all,
        }
    }

    /// Returns the passages with at least one of the keys.
    fn passages_with_any(&self, keys: &[String]) -> Vec<(u32, Level)> {
        let mut all = Vec::new();
        for term in keys.iter().filter_map(|key| self.search.term(key)) {
            let next: Vec<(u32, Level)> = term.passages().collect();
            all = if all.is_empty() { next } else { union(&all, &next) };
        }
        all
    }

    /// Returns the passage with this number.
    fn passage(&self, number: u32) -> FoundPassage<'d> {
        let response_number = self.search.response_of(number);
        let response: &'d Response = &self.index.digest().responses[response_number];
        let mut left = (number - self.search.starts[response_number]) as usize;
        let mut answers = response.answers.iter();
        let mut answer: &'d Answer = &response.answers[0];
        for next in answers.by_ref() {
            answer = next;
            if left < next.passages.len() {
                break;
            }
            left -= next.passages.len();
        }
        let question = &self.index.questions(response)[answer.question];
        FoundPassage { response, question, passage: &answer.passages[left] }
    }

    /// Whether a passage matches the filters and the phrases of a query.
    fn matches_filters(&self, query: &Query, found: &FoundPassage<'_>) -> bool {
        query.filters.iter().all(|(facet, value)| self.matches_facet(*facet, value, found))
            && (query.phrases.is_empty() && query.unwanted_phrases.is_empty() || {
                let words = passage_words(found.passage);
                let contains = |phrase: &Vec<String>| words.windows(phrase.len()).any(|window| window == &phrase[..]);
                query.phrases.iter().all(contains) && !query.unwanted_phrases.iter().any(contains)
            })
    }

    fn matches_facet(
        &self,
        facet: Facet,
        value: &str,
        FoundPassage { response, question, passage }: &FoundPassage<'_>,
    ) -> bool {
        let (digest, vocabulary) = (self.index.digest(), &self.search.vocabulary);
        let city = &digest.cities[response.city];
        match facet {
            Facet::City => has_name(city, value, vocabulary),
            Facet::Region => city.region_or_country().is_some_and(|region| contains_words(vocabulary, region, value)),
            Facet::Year => response.year.to_string() == value,
            Facet::Sector => has_name(&digest.sectors[response.sector], value, vocabulary),
            Facet::Topic => passage.topics.iter().any(|&topic| has_name(&digest.topics[topic], value, vocabulary)),
            Facet::Question => {
                *question.id == *value
                    || question.role.id() == value
                    || contains_words(vocabulary, &question.title, value)
            }
        }
    }
}

/// Returns the words of a passage in order, in lower case.
fn passage_words(passage: &Passage) -> Vec<String> {
    let html = passage.text.html();
    let texts = passage.title.iter().map(|title| &**title).chain(markup::word_chunks(&html));
    texts.flat_map(tokens).flat_map(parts).collect()
}

/// The weight of a condition: the fewer passages match it, the higher.
fn weight(passages: u32, count: u32) -> u32 {
    2 + (passages / count.max(1)).max(1).ilog2()
}

/// Whether an entry has this id, or a name that contains all words of a text.
fn has_name(entry: &impl Entry, text: &str, vocabulary: &Vocabulary) -> bool {
    entry.id() == text || entry.all_names().any(|name| contains_words(vocabulary, name, text))
}

/// Whether a name contains all words of a text, in any form.
fn contains_words(vocabulary: &Vocabulary, name: &str, text: &str) -> bool {
    let keys = |text: &str| -> Vec<Vec<String>> {
        tokens(text).flat_map(|token| vocabulary.token_keys(token).parts).collect()
    };
    let (name_keys, text_keys) = (keys(name), keys(text));
    !text_keys.is_empty() && text_keys.iter().all(|keys| name_keys.iter().flatten().any(|key| keys.contains(key)))
}

/// Returns the entries that have all words of a query in one of their names.
fn named_entries<T: Entry>(register: &Register<T>, vocabulary: &Vocabulary, query: &Query) -> Vec<Key<T>> {
    let wanted: Vec<&Vec<String>> =
        query.wanted.iter().flat_map(|condition| &condition.words).map(|word| &word.keys).collect();
    let is_named = |entry: &T| {
        !wanted.is_empty()
            && entry.all_names().any(|name| {
                let name_keys: Vec<String> = tokens(name)
                    .flat_map(parts)
                    .filter(|part| !is_ignored(part))
                    .flat_map(|part| vocabulary.word_keys(&part))
                    .collect();
                wanted.iter().all(|keys| keys.iter().any(|key| name_keys.contains(key)))
            })
    };
    register.iter().filter(|(_, entry)| is_named(entry)).map(|(key, _)| key).collect()
}

/// Intersects two lists that are sorted by `number`. `merge` makes one entry of two with the same number.
fn intersection<T: Copy>(one: &[T], other: &[T], number: impl Fn(&T) -> u32, merge: impl Fn(T, T) -> T) -> Vec<T> {
    let mut at = 0;
    let mut common = Vec::new();
    for &entry in one {
        while other.get(at).is_some_and(|next| number(next) < number(&entry)) {
            at += 1;
        }
        if let Some(&next) = other.get(at).filter(|next| number(next) == number(&entry)) {
            common.push(merge(entry, next));
        }
    }
    common
}

/// Unites two lists. A passage in both gets the higher of its two levels.
fn union(one: &[(u32, Level)], other: &[(u32, Level)]) -> Vec<(u32, Level)> {
    let mut all: Vec<(u32, Level)> = one.iter().chain(other).copied().collect();
    all.sort_unstable_by_key(|&(passage, level)| (passage, Reverse(level)));
    all.dedup_by_key(|(passage, _)| *passage);
    all
}
