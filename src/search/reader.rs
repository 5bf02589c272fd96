//! Reads responses for the index: finds the keys of each passage, and how well the passage matches them.
//! [`Reader::read`] returns the terms.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::postings::{ENTRY, LEVEL_BITS, Level, SHARED, TEXT, TITLE, read_number, write_number};
use super::tokens::{parts, tokens};
use super::words::{Vocabulary, is_ignored};
use crate::link::Index;
use crate::markup;
use crate::model::{Entry, Passage, Question, Response, Topic};
use asdg_russian::stem::{ByHash, quick_hash};

/// In a passage with fewer words than this, every word counts more, because it is likely to be the subject.
const SHORT: usize = 60;

/// The terms of a chunk of the responses, by key.
pub(super) type PartialTerms = FxHashMap<String, PartialTerm>;

/// The passages of a key in a chunk of the responses.
#[derive(Debug, Default)]
pub(super) struct PartialTerm {
    /// Encoded like [`Term::postings`](super::index::Term).
    pub(super) postings: Vec<u8>,
    /// The number of passages.
    pub(super) count: u32,
    /// The number of the last passage.
    last: u32,
    /// The forms of the key, and how often each occurs. A form that is spelt in several ways (such as in upper case) is
    /// there several times.
    pub(super) forms: Vec<(String, u32)>,
}

/// Collects the passages of each key.
pub(super) struct Reader<'a> {
    index: &'a Index<'a>,
    vocabulary: &'a Vocabulary,
    /// The number of each key.
    key_numbers: FxHashMap<String, u32>,
    /// The terms, by the numbers of their keys.
    terms: Vec<PartialTerm>,
    /// The occurrences of each key in the current passage. Separate from `terms`, because every word needs it and it
    /// fits into the processor's cache.
    occurrences: Vec<Occurrences>,
    /// The numbers of known tokens, by the hashes of the tokens as written.
    token_numbers: ByHash<u32>,
    /// The known tokens, by number.
    tokens: Vec<KnownToken>,
    /// The word of each known token that is a single word.
    token_forms: Vec<Option<String>>,
    /// The keys of all known tokens, one token after the other.
    token_keys: Vec<u32>,
    /// The names and titles in the metadata of passages, as ranges of `metadata_keys`. They are kept, because most
    /// belong to many passages.
    metadata: FxHashMap<Box<str>, Range<usize>>,
    metadata_keys: Vec<u32>,
    /// The distinct keys of the current passage.
    passage_keys: Vec<u32>,
    /// The keys of the last text.
    text_keys: Vec<u32>,
    /// The first keys of the latest words.
    latest_first_keys: Vec<u32>,
    /// The synonyms that end with a word, by the number of its first key: the words before it, and the key of the
    /// synonym. Words of synonyms get the lowest numbers; the numbers of other keys are beyond the end of this list.
    synonyms: Vec<Vec<(Vec<u32>, u32)>>,
}

/// Where a key occurs in a passage.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Occurrences {
    /// How often it occurs in the text.
    in_text: u32,
    in_title: bool,
    /// The highest level that it has in the metadata, if it occurs there.
    in_metadata: Option<Level>,
}

/// A token whose keys are known. It is small, because it is looked up for every word of the digest.
#[derive(Debug)]
struct KnownToken {
    /// How often it occurs in texts and titles.
    count: u32,
    /// Where its keys begin in `token_keys`: first the first key of each part, then all keys.
    start: u32,
    /// The number of parts with a key.
    parts: u32,
    /// The number of keys.
    keys: u32,
}

impl KnownToken {
    /// The range of the first key of each part.
    fn first_keys(&self) -> Range<usize> {
        let start = self.start as usize;
        start..start + self.parts as usize
    }

    /// The range of all distinct keys.
    fn keys(&self) -> Range<usize> {
        let start = self.first_keys().end;
        start..start + self.keys as usize
    }
}

/// The part of a passage in which a token occurs.
#[derive(Clone, Copy)]
enum Field {
    Text,
    Title,
    /// A name or a title of the metadata, with its level.
    Metadata(Level),
}

impl<'a> Reader<'a> {
    pub(super) fn new(index: &'a Index<'a>, vocabulary: &'a Vocabulary) -> Self {
        let mut reader = Self {
            index,
            vocabulary,
            key_numbers: FxHashMap::default(),
            terms: Vec::new(),
            occurrences: Vec::new(),
            token_numbers: ByHash::default(),
            tokens: Vec::new(),
            token_forms: Vec::new(),
            token_keys: Vec::new(),
            metadata: FxHashMap::default(),
            metadata_keys: Vec::new(),
            passage_keys: Vec::new(),
            text_keys: Vec::new(),
            latest_first_keys: Vec::new(),
            synonyms: Vec::new(),
        };
        for (words, key) in vocabulary.synonyms() {
            let mut words: Vec<u32> = words.iter().map(|word| reader.key_number(word)).collect();
            let key = reader.key_number(key);
            if let Some(last) = words.pop() {
                let last = last as usize;
                reader.synonyms.resize_with(reader.synonyms.len().max(last + 1), Vec::new);
                reader.synonyms[last].push((words, key));
            }
        }
        reader
    }

    /// Reads a chunk of the responses. `first` is the number of its first passage.
    pub(super) fn read(mut self, responses: &[Arc<Response>], first: u32) -> PartialTerms {
        let mut number = first;
        for response in responses {
            let questions = self.index.questions(response);
            for answer in &response.answers {
                for passage in &answer.passages {
                    self.read_passage(response, &questions[answer.question], passage, number);
                    number += 1;
                }
            }
        }
        self.finish()
    }

    fn read_passage(&mut self, response: &Response, question: &Question, passage: &Passage, number: u32) {
        let digest = self.index.digest();
        let mut length = 0;
        passage.title.iter().for_each(|title| length += self.read_text(title, Field::Title));
        self.latest_first_keys.clear();
        for text in markup::word_chunks(passage.text.html()) {
            length += self.read_text(text, Field::Text);
        }
        self.latest_first_keys.clear();
        let city = &digest.cities[response.city];
        self.read_entry(city);
        for &topic in &passage.topics {
            self.read_entry(&digest.topics[topic]);
            let key = self.key_number(&topic_key(&digest.topics[topic]));
            add_occurrence(&mut self.occurrences, &mut self.passage_keys, key, Field::Metadata(ENTRY));
        }
        passage.requests.iter().for_each(|request| self.read_entry(&digest.courses[request.course]));
        let sector = &digest.sectors[response.sector];
        let shared =
            [Some(&*sector.name), Some(&*question.title), response.respondent.as_deref(), city.region.as_deref()];
        shared.into_iter().flatten().for_each(|text| self.read_metadata(text, SHARED));
        self.read_metadata(&response.year.to_string(), SHARED);
        self.finish_passage(number, length);
    }

    /// Reads the names of an entry of a register that the passage belongs to.
    fn read_entry(&mut self, entry: &impl Entry) {
        entry.all_names().for_each(|name| self.read_metadata(name, ENTRY));
    }

    /// Adds the occurrences of keys in a text. Returns the number of its tokens.
    fn read_text(&mut self, text: &str, field: Field) -> usize {
        let count = self.find_keys(text, true);
        for key in self.text_keys.drain(..) {
            add_occurrence(&mut self.occurrences, &mut self.passage_keys, key, field);
        }
        count
    }

    /// Adds the occurrences of keys in a name or a title of the metadata.
    fn read_metadata(&mut self, text: &str, level: Level) {
        let keys = match self.metadata.get(text) {
            Some(keys) => keys.clone(),
            None => {
                self.find_keys(text, false);
                self.latest_first_keys.clear();
                let start = self.metadata_keys.len();
                self.metadata_keys.append(&mut self.text_keys);
                self.metadata.insert(text.into(), start..self.metadata_keys.len());
                start..self.metadata_keys.len()
            }
        };
        for &key in &self.metadata_keys[keys] {
            add_occurrence(&mut self.occurrences, &mut self.passage_keys, key, Field::Metadata(level));
        }
    }

    /// Finds the keys of a text, and adds them to `text_keys`. Returns the number of tokens. With `counts_forms` it
    /// counts how often each token occurs, which determines the most frequent form of a key.
    fn find_keys(&mut self, text: &str, counts_forms: bool) -> usize {
        let mut count = 0;
        for token in tokens(text) {
            count += 1;
            let hash = quick_hash(token);
            let number = match self.token_numbers.get(&hash) {
                Some(&number) => number as usize,
                None => self.add_token(token, hash),
            };
            let token = &mut self.tokens[number];
            token.count += u32::from(counts_forms);
            match self.token_keys[token.keys()] {
                // Nearly every word has one key.
                [key] => self.text_keys.push(key),
                ref keys => self.text_keys.extend_from_slice(keys),
            }
            for &key in &self.token_keys[token.first_keys()] {
                self.latest_first_keys.push(key);
                for (before, synonym) in self.synonyms.get(key as usize).into_iter().flatten() {
                    if self.latest_first_keys[..self.latest_first_keys.len() - 1].ends_with(before) {
                        self.text_keys.push(*synonym);
                    }
                }
            }
        }
        count
    }

    /// Finds the keys of a new token. Returns its number.
    fn add_token(&mut self, token: &str, hash: u64) -> usize {
        let parts = parts(token);
        let is_single_word = parts.len() == 1;
        let found = self.vocabulary.keys_of_parts(token, &parts);
        let (mut first_keys, mut keys, mut form) = (Vec::new(), Vec::new(), None);
        if !(is_single_word && is_ignored(&parts[0])) {
            for part_keys in &found.parts {
                let part_keys: Vec<u32> = part_keys.iter().map(|key| self.key_number(key)).collect();
                first_keys.extend(part_keys.first());
                keys.extend(part_keys);
            }
            keys.extend(found.whole.map(|whole| self.key_number(&whole)));
            keys.sort_unstable();
            keys.dedup();
            form = parts.into_iter().next().filter(|word| is_single_word && !found.has_digits && !word.is_empty());
        }
        let start = self.token_keys.len() as u32;
        let number = self.tokens.len();
        self.tokens.push(KnownToken { count: 0, start, parts: first_keys.len() as u32, keys: keys.len() as u32 });
        self.token_keys.extend(first_keys.into_iter().chain(keys));
        self.token_forms.push(form);
        self.token_numbers.insert(hash, number as u32);
        number
    }

    /// Returns the number of a key, and adds the key if it is new.
    fn key_number(&mut self, key: &str) -> u32 {
        if let Some(&number) = self.key_numbers.get(key) {
            return number;
        }
        let number = self.terms.len() as u32;
        self.key_numbers.insert(key.to_owned(), number);
        self.terms.push(PartialTerm::default());
        self.occurrences.push(Occurrences::default());
        number
    }

    /// Adds the current passage to the terms of its keys. `length` is its number of tokens.
    fn finish_passage(&mut self, number: u32, length: usize) {
        for key in self.passage_keys.drain(..) {
            let Occurrences { in_text, in_title, in_metadata } = std::mem::take(&mut self.occurrences[key as usize]);
            let level = match (in_title, in_text) {
                (true, in_text) => TITLE + u8::from(in_text > 0),
                (false, 0) => in_metadata.unwrap_or(SHARED),
                (false, in_text) => TEXT + u8::from(in_text > 1) + u8::from(in_text > 3) + u8::from(length < SHORT),
            };
            let term = &mut self.terms[key as usize];
            write_number(((number - term.last) << LEVEL_BITS) | u32::from(level), &mut term.postings);
            (term.last, term.count) = (number, term.count + 1);
        }
    }

    /// Returns the terms that occur in a passage.
    fn finish(mut self) -> PartialTerms {
        for (token, form) in self.tokens.iter().zip(self.token_forms) {
            let Some(form) = form else { continue };
            for &key in &self.token_keys[token.keys()] {
                self.terms[key as usize].forms.push((form.clone(), token.count));
            }
        }
        let mut terms = self.terms;
        let by_key = self.key_numbers.into_iter();
        let by_key = by_key.map(|(key, number)| (key, std::mem::take(&mut terms[number as usize])));
        by_key.filter(|(_, term)| term.count > 0).collect()
    }
}

/// Returns the key of the passages on a topic. No word has such a key.
fn topic_key(topic: &Topic) -> String {
    format!("#{}", topic.id)
}

/// Adds an occurrence of a key in a field of the current passage.
fn add_occurrence(occurrences: &mut [Occurrences], passage_keys: &mut Vec<u32>, key: u32, field: Field) {
    let occurrences = &mut occurrences[key as usize];
    if *occurrences == Occurrences::default() {
        passage_keys.push(key);
    }
    match field {
        Field::Text => occurrences.in_text += 1,
        Field::Title => occurrences.in_title = true,
        Field::Metadata(level) => occurrences.in_metadata = occurrences.in_metadata.max(Some(level)),
    }
}

/// Appends the passages of the next chunk to a term.
pub(super) fn append(term: &mut PartialTerm, next: PartialTerm) {
    let mut at = 0;
    if let Some(first) = read_number(&next.postings, &mut at) {
        // The first passage number of a chunk is absolute, not a difference.
        write_number(first - (term.last << LEVEL_BITS), &mut term.postings);
        term.postings.extend_from_slice(&next.postings[at..]);
        (term.last, term.count) = (next.last, term.count + next.count);
    }
    term.forms.extend(next.forms);
}
