//! Reads the words of responses: [`read`].
//!
//! The search needs the keys of each passage, and how well the passage matches each; related passages need the stems of
//! each passage. Both come from one pass over the texts, because splitting texts into tokens and looking the tokens up
//! takes most of the time. What a token stands for is determined once, when it first occurs.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::lists::Lists;
use super::postings::{ENTRY, LEVEL_BITS, Level, SHARED, TEXT, TITLE, write_number};
use super::tokens::{parts, tokens};
use super::vocabulary::{Vocabulary, is_ignored};
use crate::markup;
use crate::model::{Digest, Entry, Key, Passage, Question, Response, Sector, Topic, Year};
use asdg_russian::stem::{ByHash, StemNumbers, is_better_example, is_stop_word, quick_hash};
use asdg_russian::{is_russian_letter, letters, push_folded};

/// In a passage with fewer words than this, every word counts more, because it is likely to be the subject.
const SHORT: usize = 60;

/// The length in bytes of the shortest word with a stem: words of one or two letters have none, and a letter has up to
/// two bytes.
const MIN_STEMMED: usize = 5;

/// The smallest number of responses for a thread. Each thread has to find out again what a token stands for, which
/// takes up to half of the time for 400 responses.
const MIN_CHUNK: usize = 1000;

/// What to read.
pub(crate) struct Wanted<'v> {
    /// Whether stems are wanted. Stems in more passages than this number are only counted.
    pub(crate) stems: Option<u32>,
    /// Whether terms for the search are wanted, with the keys of words.
    pub(crate) terms: Option<&'v Vocabulary>,
}

/// The words of a chunk of the responses.
pub(crate) struct ChunkWords {
    pub(crate) stems: StemCounts,
    pub(crate) terms: ChunkTerms,
}

/// The stems of a chunk of the responses, numbered in the order of their first occurrence.
#[derive(Default)]
pub(crate) struct StemCounts {
    /// The hashes of the stems, by their numbers.
    pub(crate) hashes: Vec<u64>,
    /// The number of passages with each stem, by the numbers of the stems.
    pub(crate) counts: Vec<u32>,
    /// The distinct stems of each passage, by response.
    pub(crate) responses: Vec<Lists<StemUse>>,
}

/// A stem in a passage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StemUse {
    /// The number of the stem.
    pub(crate) stem: u32,
    /// The position of the shortest word with this stem in the title of the passage and the HTML after it.
    pub(crate) at: u32,
}

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

/// Reads the words of responses, in chunks, one for each thread. If terms are wanted, these must be all responses of
/// the digest, because passages are numbered from the first.
pub(crate) fn read(digest: &Digest, responses: &[Arc<Response>], wanted: &Wanted<'_>) -> Vec<ChunkWords> {
    // No more chunks than threads, so that tokens are added as few times as possible.
    let length = responses.len().div_ceil(rayon::current_num_threads()).max(MIN_CHUNK);
    let mut passages = 0;
    let mut chunks = Vec::new();
    for chunk in responses.chunks(length) {
        chunks.push((chunk, passages));
        passages += chunk.iter().map(|response| response.passages().count() as u32).sum::<u32>();
    }
    chunks.into_par_iter().map(|(chunk, first)| Reader::new(digest, wanted).read(chunk, first)).collect()
}

/// Returns the word at the [position of a stem](StemUse) in a passage.
pub(crate) fn word_at(passage: &Passage, at: u32) -> String {
    PassageText::new(passage).word_at(at).to_owned()
}

/// The text of a passage, decoded.
struct PassageText<'p> {
    title: &'p str,
    html: String,
}

impl<'p> PassageText<'p> {
    fn new(passage: &'p Passage) -> Self {
        Self { title: passage.title.as_deref().unwrap_or_default(), html: passage.text.html() }
    }

    /// Returns the word at a position in the title and the HTML after it.
    fn word_at(&self, at: u32) -> &str {
        let at = at as usize;
        let text = if at < self.title.len() { self.title.get(at..) } else { self.html.get(at - self.title.len()..) };
        text.and_then(|text| letters(text).next()).unwrap_or_default()
    }
}

/// Reads the words of a chunk.
struct Reader<'a> {
    digest: &'a Digest,
    questions: BTreeMap<(Year, Key<Sector>), &'a [Question]>,
    /// The known tokens, by the hashes of the tokens as written.
    tokens: ByHash<Token>,
    stems: Option<StemReader>,
    terms: Option<TermReader<'a>>,
    stem_numbers: StemNumbers,
    /// The word that was looked up last, in lower case.
    folded: String,
}

/// A known token. It is small, because it is looked up for every word of the digest.
#[derive(Clone, Copy)]
struct Token {
    /// How often it occurs in texts and titles.
    count: u32,
    /// The stems of its words; if there are several, an index into [`StemReader::several`].
    stems: Numbers,
    /// Its keys; if there are several, an index into [`TermReader::several`].
    keys: Numbers,
    /// The index of its form in [`TermReader::forms`]; [`NO_FORM`] if it is not a single word.
    form: u32,
}

const NO_FORM: u32 = u32::MAX;

/// No number, one, or the index of a list of several, in four bytes.
#[derive(Clone, Copy)]
struct Numbers(u32);

impl Numbers {
    const NONE: Self = Self(u32::MAX);
    const SEVERAL: u32 = 1 << 31;

    fn several(index: usize) -> Self {
        Self(index as u32 | Self::SEVERAL)
    }

    /// The number, if it is only one.
    fn single(self) -> Option<u32> {
        (self.0 < Self::SEVERAL).then_some(self.0)
    }

    /// The index of the list.
    fn index(self) -> Option<usize> {
        (self.0 >= Self::SEVERAL && self.0 != u32::MAX).then_some((self.0 & !Self::SEVERAL) as usize)
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
    fn new(digest: &'a Digest, wanted: &Wanted<'a>) -> Self {
        let sectors = digest.editions.iter().flat_map(|edition| {
            edition.sectors.iter().map(move |sector| ((edition.year, sector.sector), &*sector.questions))
        });
        Self {
            digest,
            questions: sectors.collect(),
            tokens: ByHash::default(),
            stems: wanted.stems.map(|most| StemReader { most, ..StemReader::default() }),
            terms: wanted.terms.map(TermReader::new),
            stem_numbers: StemNumbers::default(),
            folded: String::new(),
        }
    }

    /// Reads the responses. `first` is the number of the first passage.
    fn read(mut self, responses: &'a [Arc<Response>], first: u32) -> ChunkWords {
        let mut number = first;
        for response in responses {
            let questions = self.questions.get(&(response.year, response.sector)).copied().unwrap_or_default();
            let mut stem_lists = Lists::default();
            for answer in &response.answers {
                for passage in &answer.passages {
                    self.read_passage(response, questions.get(answer.question), passage, number);
                    number += 1;
                    if let Some(stems) = &mut self.stems {
                        stem_lists.push(stems.found.drain(..));
                    }
                }
            }
            if let Some(stems) = &mut self.stems {
                stems.responses.push(stem_lists);
            }
        }
        let Self { tokens, stems, terms, stem_numbers, .. } = self;
        ChunkWords {
            stems: stems.map(|stems| stems.finish(stem_numbers)).unwrap_or_default(),
            terms: terms.map(|terms| terms.finish(tokens)).unwrap_or_default(),
        }
    }

    fn read_passage(&mut self, response: &Response, question: Option<&Question>, passage: &Passage, number: u32) {
        if let Some(stems) = &mut self.stems {
            stems.passage += 1;
        }
        let text = PassageText::new(passage);
        let mut length = self.read_text(&text, text.title, 0, Field::Title);
        if let Some(terms) = &mut self.terms {
            terms.latest_first_keys.clear();
        }
        for chunk in markup::word_chunks(&text.html) {
            let at = text.title.len() + (chunk.as_ptr() as usize - text.html.as_ptr() as usize);
            length += self.read_text(&text, chunk, at as u32, Field::Text);
        }
        if self.terms.is_some() {
            self.read_metadata_of(response, question, passage);
        }
        if let Some(terms) = &mut self.terms {
            terms.finish_passage(number, length);
        }
    }

    /// Reads a part of the text of a passage, which is at position `start`. Returns the number of its tokens.
    fn read_text(&mut self, passage: &PassageText<'_>, text: &str, start: u32, field: Field) -> usize {
        let mut count = 0;
        for word in tokens(text) {
            count += 1;
            let hash = quick_hash(word);
            let token = match self.tokens.get_mut(&hash) {
                Some(token) => {
                    token.count += 1;
                    *token
                }
                None => self.add_token(word, hash, 1),
            };
            if let Some(stems) = &mut self.stems {
                let at = start + (word.as_ptr() as usize - text.as_ptr() as usize) as u32;
                stems.read(token.stems, passage, word, at);
            }
            if let Some(terms) = &mut self.terms {
                terms.read(token.keys, field);
            }
        }
        count
    }

    /// Reads the names and titles that belong to a passage.
    fn read_metadata_of(&mut self, response: &Response, question: Option<&Question>, passage: &Passage) {
        let digest = self.digest;
        if let Some(terms) = &mut self.terms {
            terms.latest_first_keys.clear();
        }
        let city = &digest.cities[response.city];
        self.read_entry(city);
        for &topic in &passage.topics {
            self.read_entry(&digest.topics[topic]);
            if let Some(terms) = &mut self.terms {
                let key = terms.key_number(&topic_key(&digest.topics[topic]));
                terms.add_occurrence(key, Field::Metadata(ENTRY));
            }
        }
        passage.requests.iter().for_each(|request| self.read_entry(&digest.courses[request.course]));
        let sector = &digest.sectors[response.sector];
        let question = question.map(|question| &*question.title);
        let shared = [Some(&*sector.name), question, response.respondent.as_deref(), city.region.as_deref()];
        shared.into_iter().flatten().for_each(|text| self.read_metadata(text, SHARED));
        self.read_metadata(&response.year.to_string(), SHARED);
    }

    /// Reads the names of an entry of a register that the passage belongs to.
    fn read_entry(&mut self, entry: &impl Entry) {
        entry.all_names().for_each(|name| self.read_metadata(name, ENTRY));
    }

    /// Reads a name or a title of the metadata.
    fn read_metadata(&mut self, text: &str, level: Level) {
        let known = self.terms.as_ref().is_some_and(|terms| terms.metadata.contains_key(text));
        let tokens: Vec<Token> = if known { Vec::new() } else { tokens(text).map(|word| self.token(word)).collect() };
        let Some(terms) = &mut self.terms else { return };
        if !known {
            let start = terms.metadata_keys.len();
            for token in tokens {
                terms.each_key(token.keys, |terms, key| terms.metadata_keys.push(key));
            }
            terms.latest_first_keys.clear();
            terms.metadata.insert(text.into(), start..terms.metadata_keys.len());
        }
        let keys = terms.metadata.get(text).cloned().unwrap_or_default();
        for key in keys {
            terms.add_occurrence(terms.metadata_keys[key], Field::Metadata(level));
        }
    }

    /// Finds a token outside of the texts, where it is not counted.
    fn token(&mut self, word: &str) -> Token {
        let hash = quick_hash(word);
        self.tokens.get(&hash).copied().unwrap_or_else(|| self.add_token(word, hash, 0))
    }

    /// Finds out what a new token stands for. Not inlined, because it is rare among the tokens of a text.
    #[inline(never)]
    fn add_token(&mut self, word: &str, hash: u64, count: u32) -> Token {
        let (stems, (keys, form)) = if word.chars().all(is_russian_letter) {
            self.folded.clear();
            push_folded(word, &mut self.folded);
            let stem = self.stem_numbers.stem(&self.folded);
            let stems = match &mut self.stems {
                Some(_) if word.len() >= MIN_STEMMED && !is_stop_word(&self.folded) => {
                    Numbers(self.stem_numbers.number(&stem))
                }
                _ => Numbers::NONE,
            };
            let terms = self.terms.as_mut();
            (stems, terms.map_or((Numbers::NONE, NO_FORM), |terms| terms.keys_of_word(&self.folded, &stem)))
        } else {
            let stems = self.stems.as_mut().map_or(Numbers::NONE, |stems| stems.of_words(word, &mut self.stem_numbers));
            (stems, self.terms.as_mut().map_or((Numbers::NONE, NO_FORM), |terms| terms.keys_of_token(word)))
        };
        let token = Token { count, stems, keys, form };
        self.tokens.insert(hash, token);
        token
    }
}

/// Collects the stems of each passage.
#[derive(Default)]
struct StemReader {
    /// Stems in more passages are only counted.
    most: u32,
    /// The words with a stem in tokens with other words or signs: the position of each word in the token, and its stem.
    several: Vec<Vec<(usize, u32)>>,
    /// The states of the stems, by their numbers.
    states: Vec<StemState>,
    /// The number of the current passage.
    passage: u32,
    /// The distinct stems of the current passage.
    found: Vec<StemUse>,
    responses: Vec<Lists<StemUse>>,
}

/// The state of a stem while passages are read.
#[derive(Clone, Copy, Default)]
struct StemState {
    /// The number of passages with the stem so far.
    passages: u32,
    /// The number of the last of these passages.
    last: u32,
    /// The position of the stem in the list of that passage; `None` if the stem occurs in too many passages to be
    /// listed.
    position: Option<u32>,
}

impl StemReader {
    /// Finds the stems of a token that is not simply a Russian word.
    fn of_words(&mut self, token: &str, numbers: &mut StemNumbers) -> Numbers {
        let mut found = Vec::new();
        for word in letters(token).filter(|word| word.len() >= MIN_STEMMED) {
            if let Some(stem) = numbers.stem_number(word) {
                found.push((word.as_ptr() as usize - token.as_ptr() as usize, stem));
            }
        }
        if found.is_empty() {
            return Numbers::NONE;
        }
        self.several.push(found);
        Numbers::several(self.several.len() - 1)
    }

    /// Reads the stems of a token at a position in the text of the current passage.
    fn read(&mut self, stems: Numbers, passage: &PassageText<'_>, token: &str, at: u32) {
        if let Some(stem) = stems.single() {
            self.add(stem, passage, token, at);
        } else if let Some(index) = stems.index() {
            for number in 0..self.several[index].len() {
                let (start, stem) = self.several[index][number];
                if let Some(word) = letters(&token[start..]).next() {
                    self.add(stem, passage, word, at + start as u32);
                }
            }
        }
    }

    fn add(&mut self, stem: u32, passage: &PassageText<'_>, word: &str, at: u32) {
        if self.states.len() <= stem as usize {
            self.states.resize(stem as usize + 1, StemState::default());
        }
        let state = &mut self.states[stem as usize];
        if state.last != self.passage {
            (state.passages, state.last) = (state.passages + 1, self.passage);
            state.position = (state.passages <= self.most).then_some(self.found.len() as u32);
            if state.position.is_some() {
                self.found.push(StemUse { stem, at });
            }
        } else if let Some(found) = state.position.and_then(|position| self.found.get_mut(position as usize))
            && is_better_example(word, passage.word_at(found.at))
        {
            found.at = at;
        }
    }

    fn finish(self, numbers: StemNumbers) -> StemCounts {
        let hashes = numbers.into_hashes();
        let mut counts: Vec<u32> = self.states.into_iter().map(|state| state.passages).collect();
        counts.resize(hashes.len(), 0);
        StemCounts { hashes, counts, responses: self.responses }
    }
}

/// Collects the passages of each key.
struct TermReader<'v> {
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
    fn new(vocabulary: &'v Vocabulary) -> Self {
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
    fn keys_of_word(&mut self, word: &str, stem: &str) -> (Numbers, u32) {
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
    fn keys_of_token(&mut self, token: &str) -> (Numbers, u32) {
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
    fn read(&mut self, keys: Numbers, field: Field) {
        self.each_key(keys, |terms, key| terms.add_occurrence(key, field));
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
        self.latest_first_keys.clear();
    }

    fn finish(self, tokens: ByHash<Token>) -> ChunkTerms {
        let Self { key_numbers, terms, several, letters, forms, .. } = self;
        let mut term_forms = Vec::with_capacity(forms.len());
        for Token { count, keys, form, .. } in tokens.into_values().filter(|token| token.form != NO_FORM) {
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
