//! The terms of passages for the search: [`TermReader`].

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::known_token::{Field, KnownToken, NO_FORM, Numbers};
use super::postings::{ENTRY, LEVEL_BITS, Level, SHARED, TEXT, TITLE, write_number};
use super::tokens::parts;
use super::vocabulary::{Vocabulary, is_ignored};
use crate::model::Topic;
use asdg_russian::stem::ByHash;

/// In a passage with fewer words than this, every word counts more, because it is likely to be the subject.
const SHORT: usize = 60;

/// The terms of a chunk of the responses, numbered in the order of their first occurrence.
#[derive(Default)]
pub(crate) struct ChunkTerms {
    /// The terms, with their keys.
    pub(crate) terms: Vec<(String, PartialTerm)>,
    /// The letters of all forms.
    letters: String,
    /// The forms of the terms, sorted by term. A form that is spelt in several ways (such as in upper case) is there
    /// several times.
    forms: Vec<TermForm>,
}

/// The passages of a key in a chunk of the responses.
#[derive(Debug, Default)]
pub(crate) struct PartialTerm {
    /// Encoded like [`Term::postings`](crate::search::SearchIndex).
    pub(crate) postings: Vec<u8>,
    /// The number of passages.
    pub(crate) count: u32,
    /// The number of the last passage.
    pub(crate) last: u32,
}

/// A form of a term.
struct TermForm {
    term: u32,
    form: Form,
    /// How often it occurs.
    count: u32,
}

/// A word in lower case.
#[derive(Clone, Copy)]
struct Form {
    /// The range of its letters.
    start: u32,
    end: u32,
    /// Whether the vocabulary lists it.
    is_listed: bool,
}

impl ChunkTerms {
    /// Returns the forms of the term with this number, each with how often it occurs and whether the vocabulary lists
    /// it.
    pub(crate) fn forms(&self, term: usize) -> impl Iterator<Item = (&str, u32, bool)> {
        let start = self.forms.partition_point(|form| (form.term as usize) < term);
        let forms = self.forms[start..].iter().take_while(move |form| form.term as usize == term);
        forms.map(|TermForm { form, count, .. }| {
            (&self.letters[form.start as usize..form.end as usize], *count, form.is_listed)
        })
    }
}

/// Collects the passages of each key.
pub(super) struct TermReader<'v> {
    vocabulary: &'v Vocabulary,
    /// The number of each key.
    key_numbers: FxHashMap<String, u32>,
    /// The terms, by the numbers of their keys.
    terms: Vec<PartialTerm>,
    /// The occurrences of each key in the current passage. Separate from `terms`, because every word needs it and it
    /// fits into the processor's cache.
    occurrences: Vec<Occurrences>,
    /// The keys of tokens with several.
    several: Vec<SeveralKeys>,
    letters: String,
    /// The words of the known tokens that are single words.
    forms: Vec<Form>,
    /// The names and titles in the metadata of passages, as ranges of `metadata_keys`. They are kept, because most
    /// belong to many passages.
    metadata: FxHashMap<Box<str>, Range<usize>>,
    metadata_keys: Vec<u32>,
    /// The distinct keys of the current passage.
    passage_keys: Vec<u32>,
    /// The first keys of the latest words.
    latest_first_keys: Vec<u32>,
    /// The synonyms that end with a word, by the number of its first key: the words before it, and the key of the
    /// synonym. Words of synonyms get the lowest numbers; the numbers of other keys are beyond the end of this list.
    synonyms: Vec<Vec<(Vec<u32>, u32)>>,
}

/// The keys of a token with several.
struct SeveralKeys {
    /// The first key of each part.
    first: Vec<u32>,
    /// All distinct keys.
    all: Vec<u32>,
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

impl<'v> TermReader<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        let mut reader = Self {
            vocabulary,
            key_numbers: FxHashMap::default(),
            terms: Vec::new(),
            occurrences: Vec::new(),
            several: Vec::new(),
            letters: String::new(),
            forms: Vec::new(),
            metadata: FxHashMap::default(),
            metadata_keys: Vec::new(),
            passage_keys: Vec::new(),
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

    /// Finds the keys of a Russian word in lower case with this stem, and its form.
    pub(super) fn keys_of_word(&mut self, word: &str, stem: &str) -> (Numbers, u32) {
        if is_ignored(word) {
            return (Numbers::NONE, NO_FORM);
        }
        let vocabulary = self.vocabulary;
        let is_listed = vocabulary.forms.contains(word);
        let mut listed = if is_listed { vocabulary.forms.keys(word) } else { vocabulary.stems.keys(stem) }.fuse();
        let keys = match (listed.next(), listed.next()) {
            (None, _) => Numbers(self.key_number(stem)),
            (Some(key), None) => Numbers(self.key_number(key)),
            (Some(first), Some(second)) => {
                let keys = [first, second].into_iter().chain(listed);
                let all: Vec<u32> = keys.map(|key| self.key_number(key)).collect();
                self.add_several(vec![all[0]], all)
            }
        };
        (keys, self.add_form(word, is_listed))
    }

    /// Finds the keys of any token, and its form if it is a single word.
    pub(super) fn keys_of_token(&mut self, token: &str) -> (Numbers, u32) {
        let parts = parts(token);
        if parts.len() == 1 && is_ignored(&parts[0]) {
            return (Numbers::NONE, NO_FORM);
        }
        let found = self.vocabulary.keys_of_parts(token, &parts);
        let (mut first, mut all) = (Vec::new(), Vec::new());
        for part_keys in &found.parts {
            let part_keys: Vec<u32> = part_keys.iter().map(|key| self.key_number(key)).collect();
            first.extend(part_keys.first());
            all.extend(part_keys);
        }
        all.extend(found.whole.map(|whole| self.key_number(&whole)));
        let form = match &*parts {
            [word] if !found.has_digits => self.add_form(word, self.vocabulary.forms.contains(word)),
            _ => NO_FORM,
        };
        let keys = match (&*first, &*all) {
            ([], []) => Numbers::NONE,
            ([first], [key]) if first == key => Numbers(*key),
            _ => self.add_several(first, all),
        };
        (keys, form)
    }

    fn add_several(&mut self, first: Vec<u32>, mut all: Vec<u32>) -> Numbers {
        all.sort_unstable();
        all.dedup();
        self.several.push(SeveralKeys { first, all });
        Numbers::several(self.several.len() - 1)
    }

    fn add_form(&mut self, word: &str, is_listed: bool) -> u32 {
        let start = self.letters.len() as u32;
        self.letters.push_str(word);
        self.forms.push(Form { start, end: self.letters.len() as u32, is_listed });
        self.forms.len() as u32 - 1
    }

    /// Reads the keys of a token in a field of the current passage.
    pub(super) fn read(&mut self, keys: Numbers, field: Field) {
        self.each_key(keys, |terms, key| terms.add_occurrence(key, field));
    }

    /// Ends a text, so that no synonym continues in the next.
    pub(super) fn end_text(&mut self) {
        self.latest_first_keys.clear();
    }

    /// Adds the current passage to those on a topic.
    pub(super) fn read_topic(&mut self, topic: &Topic) {
        let key = self.key_number(&topic_key(topic));
        self.add_occurrence(key, Field::Metadata(ENTRY));
    }

    /// Whether a name or a title of the metadata was [added](Self::add_metadata).
    pub(super) fn has_metadata(&self, text: &str) -> bool {
        self.metadata.contains_key(text)
    }

    /// Adds a name or a title of the metadata, with its tokens.
    pub(super) fn add_metadata(&mut self, text: &str, tokens: &[KnownToken]) {
        let start = self.metadata_keys.len();
        tokens.iter().for_each(|token| self.each_key(token.keys, |terms, key| terms.metadata_keys.push(key)));
        self.end_text();
        self.metadata.insert(text.into(), start..self.metadata_keys.len());
    }

    /// Reads a name or a title of the metadata that was added.
    pub(super) fn read_metadata(&mut self, text: &str, level: Level) {
        for key in self.metadata.get(text).cloned().unwrap_or_default() {
            self.add_occurrence(self.metadata_keys[key], Field::Metadata(level));
        }
    }

    /// Visits the keys of a token, and those of the synonyms that end with it.
    fn each_key(&mut self, keys: Numbers, mut visit: impl FnMut(&mut Self, u32)) {
        // Nearly every word has one key.
        if let Some(key) = keys.single() {
            visit(self, key);
            self.end_synonyms(key, &mut visit);
        } else if let Some(index) = keys.index() {
            for number in 0..self.several[index].all.len() {
                visit(self, self.several[index].all[number]);
            }
            for number in 0..self.several[index].first.len() {
                self.end_synonyms(self.several[index].first[number], &mut visit);
            }
        }
    }

    /// Visits the keys of the synonyms that end with a word with this first key.
    fn end_synonyms(&mut self, key: u32, visit: &mut impl FnMut(&mut Self, u32)) {
        for number in 0..self.synonyms.get(key as usize).map_or(0, Vec::len) {
            let (before, synonym) = &self.synonyms[key as usize][number];
            if self.latest_first_keys.ends_with(before) {
                visit(self, *synonym);
            }
        }
        self.latest_first_keys.push(key);
    }

    /// Adds an occurrence of a key in a field of the current passage.
    fn add_occurrence(&mut self, key: u32, field: Field) {
        let occurrences = &mut self.occurrences[key as usize];
        if *occurrences == Occurrences::default() {
            self.passage_keys.push(key);
        }
        match field {
            Field::Text => occurrences.in_text += 1,
            Field::Title => occurrences.in_title = true,
            Field::Metadata(level) => occurrences.in_metadata = occurrences.in_metadata.max(Some(level)),
        }
    }

    /// Adds the current passage to the terms of its keys. `length` is its number of tokens.
    pub(super) fn finish_passage(&mut self, number: u32, length: usize) {
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

    pub(super) fn finish(self, tokens: ByHash<KnownToken>) -> ChunkTerms {
        let Self { key_numbers, terms, several, letters, forms, .. } = self;
        let mut term_forms = Vec::with_capacity(forms.len());
        for KnownToken { count, keys, form, .. } in tokens.into_values().filter(|token| token.form != NO_FORM) {
            let form = forms[form as usize];
            let mut add = |term| term_forms.push(TermForm { term, form, count });
            match keys.index() {
                Some(index) => several[index].all.iter().for_each(|&key| add(key)),
                None => keys.single().into_iter().for_each(add),
            }
        }
        term_forms.sort_unstable_by_key(|form| form.term);
        let mut keys = vec![String::new(); terms.len()];
        key_numbers.into_iter().for_each(|(key, number)| keys[number as usize] = key);
        ChunkTerms { terms: keys.into_iter().zip(terms).collect(), letters, forms: term_forms }
    }
}

/// Returns the key of the passages on a topic. No word has such a key.
fn topic_key(topic: &Topic) -> String {
    format!("#{}", topic.id)
}
