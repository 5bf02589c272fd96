//! Finding: which passages a query finds, the best first. `themes/default/assets/search.js` does the same.

use std::cmp::Reverse;

use super::correct::{self, Corrected};
use super::index::SearchIndex;
use super::postings::{ENTRY, Level};
use super::query::{Condition, Facet, Query};
use super::tokens::{parts, tokens};
use super::words::{Words, is_ignored};
use crate::link::Index;
use crate::markup;
use crate::model::{Answer, City, Course, Entry, Key, Passage, Question, Register, Response, Topic};
use asdg_russian::cut;

/// What each level of a passage is worth.
const WORTH: [u32; 8] = [1, 3, 5, 6, 7, 8, 11, 12];

/// What a query finds.
#[derive(Debug)]
pub struct SearchResult<'d> {
    /// The query that was answered instead, where nothing was found by the one that was asked.
    pub corrected: Option<String>,
    /// The keys of its words.
    pub answered: Vec<String>,
    /// The cities that the query names.
    pub cities: Vec<Key<City>>,
    /// The topics that the query names.
    pub topics: Vec<Key<Topic>>,
    /// The courses that the query names.
    pub courses: Vec<Key<Course>>,
    /// The passages, the best first.
    pub passages: Vec<FoundPassage<'d>>,
}

/// A passage that a query finds.
#[derive(Debug, Clone, Copy)]
pub struct FoundPassage<'d> {
    /// Its response.
    pub response: &'d Response,
    /// The question it answers.
    pub question: &'d Question,
    /// Itself.
    pub passage: &'d Passage,
}

/// Answers a query.
pub fn find<'d>(index: &Index<'d>, search: &SearchIndex, text: &str) -> SearchResult<'d> {
    let is_key = |key: &str| search.term(key).is_some();
    let query = Query::new(text, &search.words, &is_key);
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
    let words = answered.wanted.iter().flat_map(|wanted| &wanted.words);
    SearchResult {
        corrected,
        answered: words.flat_map(|word| word.keys.iter().cloned()).collect(),
        cities: named(&digest.cities, &search.words, &answered),
        topics: named(&digest.topics, &search.words, &answered),
        courses: named(&digest.courses, &search.words, &answered),
        passages,
    }
}

impl SearchIndex {
    /// The part of a passage around the first word that has one of the keys, on one line.
    pub fn excerpt(&self, passage: &Passage, keys: &[String], length: usize) -> String {
        let text = markup::text_of(passage.text.html());
        let has_key = |token: &&str| self.words.keys(token).parts.iter().flatten().any(|key| keys.contains(key));
        let hit = tokens(&text).find(has_key).map_or(0, |token| token.as_ptr() as usize - text.as_ptr() as usize);
        let before = text[..hit].char_indices().rev().take(length / 4).last().map_or(hit, |(at, _)| at);
        let start = if before == 0 { 0 } else { text[before..hit].find(' ').map_or(hit, |blank| before + blank + 1) };
        format!("{}{}", if start > 0 { "…" } else { "" }, cut(&text[start..], length))
    }
}

struct Finder<'a, 'd> {
    index: &'a Index<'d>,
    search: &'a SearchIndex,
}

impl<'d> Finder<'_, 'd> {
    fn passages(&self, query: &Query) -> Vec<FoundPassage<'d>> {
        if query.is_empty() {
            return Vec::new();
        }
        let scored = self.scored(query);
        let mut found: Vec<_> = scored
            .into_iter()
            .map(|(number, score)| (score, number, self.passage(number)))
            .filter(|(_, _, passage)| self.fits(query, passage))
            .collect();
        found.sort_by_key(|(score, number, passage)| (Reverse(*score), Reverse(passage.response.year), *number));
        found.into_iter().map(|(_, _, passage)| passage).collect()
    }

    /// The passages that have all words, with what they are worth.
    fn scored(&self, query: &Query) -> Vec<(u32, u32)> {
        let mut all: Option<Vec<(u32, Level, u32)>> = None;
        for wanted in &query.wanted {
            let next = self.wanted(wanted);
            let weight = weight(self.search.passages, next.len() as u32);
            let next: Vec<(u32, Level, u32)> =
                next.into_iter().map(|(passage, level)| (passage, level, weight * WORTH[usize::from(level)])).collect();
            let add = |(passage, a, x): (u32, Level, u32), (_, b, y): (u32, Level, u32)| (passage, a.max(b), x + y);
            all = Some(match all {
                None => next,
                Some(all) => intersection(&all, &next, |entry| entry.0, add),
            });
        }
        let mut found = all.unwrap_or_else(|| (0..self.search.passages).map(|passage| (passage, ENTRY, 0)).collect());
        for unwanted in &query.unwanted {
            let without = self.wanted(unwanted);
            found.retain(|(passage, _, _)| without.binary_search_by_key(passage, |(other, _)| *other).is_err());
        }
        let has_own = found.iter().any(|(_, level, _)| *level >= ENTRY);
        let found = found.into_iter().filter(|(_, level, _)| *level >= ENTRY || !has_own);
        found.map(|(passage, _, score)| (passage, score)).collect()
    }

    /// The passages that have the words, or another name of what they name.
    fn wanted(&self, wanted: &Condition) -> Vec<(u32, Level)> {
        let mut all: Option<Vec<(u32, Level)>> = None;
        for word in &wanted.words {
            let next = self.of_keys(&word.keys);
            all = Some(match all {
                None => next,
                Some(all) => intersection(&all, &next, |entry| entry.0, |(passage, a), (_, b)| (passage, a.min(b))),
            });
        }
        let all = all.unwrap_or_default();
        match &wanted.name {
            Some(name) => union(&all, &self.of_keys(std::slice::from_ref(name))),
            None => all,
        }
    }

    /// The passages that have one of the keys.
    fn of_keys(&self, keys: &[String]) -> Vec<(u32, Level)> {
        let mut all = Vec::new();
        for term in keys.iter().filter_map(|key| self.search.term(key)) {
            let next: Vec<(u32, Level)> = term.passages().collect();
            all = if all.is_empty() { next } else { union(&all, &next) };
        }
        all
    }

    fn passage(&self, number: u32) -> FoundPassage<'d> {
        let at = self.search.response_of(number);
        let response: &'d Response = &self.index.digest().responses[at];
        let mut left = (number - self.search.starts[at]) as usize;
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

    /// Whether a passage belongs to what the query names, and has its phrases.
    fn fits(&self, query: &Query, found: &FoundPassage<'_>) -> bool {
        query.filters.iter().all(|(facet, value)| self.belongs(*facet, value, found))
            && (query.phrases.is_empty() && query.unwanted_phrases.is_empty() || {
                let text = spoken(found.passage);
                let has = |phrase: &Vec<String>| text.windows(phrase.len()).any(|words| words == &phrase[..]);
                query.phrases.iter().all(has) && !query.unwanted_phrases.iter().any(has)
            })
    }

    fn belongs(
        &self,
        facet: Facet,
        value: &str,
        FoundPassage { response, question, passage }: &FoundPassage<'_>,
    ) -> bool {
        let (digest, words) = (self.index.digest(), &self.search.words);
        let city = &digest.cities[response.city];
        match facet {
            Facet::City => is_called(city, value, words),
            Facet::Region => city.region_or_country().is_some_and(|region| has_all(words, region, value)),
            Facet::Year => response.year.to_string() == value,
            Facet::Sector => is_called(&digest.sectors[response.sector], value, words),
            Facet::Topic => passage.topics.iter().any(|&topic| is_called(&digest.topics[topic], value, words)),
            Facet::Question => {
                *question.id == *value || question.role.id() == value || has_all(words, &question.title, value)
            }
        }
    }
}

/// The words of a passage as they stand there, one after the other.
fn spoken(passage: &Passage) -> Vec<String> {
    let texts = passage.title.iter().map(|title| &**title).chain(markup::pieces(passage.text.html()));
    texts.flat_map(tokens).flat_map(parts).collect()
}

/// How much a word counts: the fewer passages have it, the more.
fn weight(passages: u32, count: u32) -> u32 {
    2 + (passages / count.max(1)).max(1).ilog2()
}

/// Whether an entry has this id, or a name with all words of a text.
fn is_called(entry: &impl Entry, text: &str, words: &Words) -> bool {
    entry.id() == text || entry.all_names().any(|name| has_all(words, name, text))
}

/// Whether a name has all words of a text, in any form.
fn has_all(words: &Words, name: &str, text: &str) -> bool {
    let keys = |text: &str| -> Vec<Vec<String>> { tokens(text).flat_map(|token| words.keys(token).parts).collect() };
    let (own, wanted) = (keys(name), keys(text));
    !wanted.is_empty() && wanted.iter().all(|wanted| own.iter().flatten().any(|key| wanted.contains(key)))
}

/// The entries that a query names: all its words stand in one of their names.
fn named<T: Entry>(register: &Register<T>, words: &Words, query: &Query) -> Vec<Key<T>> {
    let wanted: Vec<&Vec<String>> =
        query.wanted.iter().flat_map(|wanted| &wanted.words).map(|word| &word.keys).collect();
    let is_named = |entry: &T| {
        !wanted.is_empty()
            && entry.all_names().any(|name| {
                let own: Vec<String> = tokens(name)
                    .flat_map(parts)
                    .filter(|part| !is_ignored(part))
                    .flat_map(|part| words.of_part(&part))
                    .collect();
                wanted.iter().all(|keys| keys.iter().any(|key| own.contains(key)))
            })
    };
    register.iter().filter(|(_, entry)| is_named(entry)).map(|(key, _)| key).collect()
}

/// What two lists in the order of their numbers have in common.
fn intersection<T: Copy>(one: &[T], other: &[T], number: impl Fn(&T) -> u32, join: impl Fn(T, T) -> T) -> Vec<T> {
    let mut at = 0;
    let mut common = Vec::new();
    for &entry in one {
        while other.get(at).is_some_and(|next| number(next) < number(&entry)) {
            at += 1;
        }
        if let Some(&next) = other.get(at).filter(|next| number(next) == number(&entry)) {
            common.push(join(entry, next));
        }
    }
    common
}

/// What stands in one of two lists, with the higher level where it stands in both.
fn union(one: &[(u32, Level)], other: &[(u32, Level)]) -> Vec<(u32, Level)> {
    let mut all: Vec<(u32, Level)> = one.iter().chain(other).copied().collect();
    all.sort_unstable_by_key(|&(passage, level)| (passage, Reverse(level)));
    all.dedup_by_key(|(passage, _)| *passage);
    all
}
