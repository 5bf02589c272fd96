//! Reads the words of responses: [`read`].
//!
//! The search needs the keys of each passage, and how well the passage matches each; related passages need the stems of
//! each passage. Both come from one pass over the texts, because splitting texts into tokens and looking the tokens up
//! takes most of the time. What a token stands for is determined once, when it first occurs.

use std::sync::Arc;

use rayon::prelude::*;

use super::known_token::{Field, KnownToken, NO_FORM, Numbers};
use super::postings::{ENTRY, Level, SHARED};
use super::stems::{PassageText, StemCounts, StemReader};
use super::terms::{ChunkTerms, TermReader};
use super::tokens::tokens;
use super::vocabulary::Vocabulary;
use crate::markup;
use crate::model::{Digest, Entry, Passage, Question, Response};
use asdg_russian::stem::{ByHash, MIN_STEMMED, StemNumbers, is_stop_word, quick_hash};
use asdg_russian::{is_russian_letter, push_folded};

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

/// Reads the words of a chunk.
struct Reader<'a> {
    digest: &'a Digest,
    /// The known tokens, by the hashes of the tokens as written.
    tokens: ByHash<KnownToken>,
    stems: Option<StemReader>,
    terms: Option<TermReader<'a>>,
    stem_numbers: StemNumbers,
    /// The tokens of the current passage, and what is known of each.
    words: Vec<Word>,
    found: Vec<KnownToken>,
    /// The word that was looked up last, in lower case.
    folded: String,
}

/// A token of a passage.
#[derive(Clone, Copy)]
struct Word {
    hash: u64,
    /// Its position in the title of the passage and the HTML after it.
    at: u32,
    length: u32,
}

impl<'a> Reader<'a> {
    fn new(digest: &'a Digest, wanted: &Wanted<'a>) -> Self {
        Self {
            digest,
            tokens: ByHash::default(),
            stems: wanted.stems.map(StemReader::new),
            terms: wanted.terms.map(TermReader::new),
            stem_numbers: StemNumbers::default(),
            words: Vec::new(),
            found: Vec::new(),
            folded: String::new(),
        }
    }

    /// Reads the responses. `first` is the number of the first passage.
    fn read(mut self, responses: &'a [Arc<Response>], first: u32) -> ChunkWords {
        let mut number = first;
        for response in responses {
            let questions = self.digest.questions(response);
            for answer in &response.answers {
                for passage in &answer.passages {
                    self.read_passage(response, questions.get(answer.question), passage, number);
                    number += 1;
                }
            }
            self.stems.iter_mut().for_each(StemReader::finish_response);
        }
        let Self { tokens, stems, terms, stem_numbers, .. } = self;
        ChunkWords {
            stems: stems.map(|stems| stems.finish(stem_numbers)).unwrap_or_default(),
            terms: terms.map(|terms| terms.finish(tokens)).unwrap_or_default(),
        }
    }

    fn read_passage(&mut self, response: &Response, question: Option<&Question>, passage: &Passage, number: u32) {
        let text = PassageText::new(passage);
        self.words.clear();
        self.split(text.title, 0);
        let in_title = self.words.len();
        for chunk in markup::word_chunks(&text.html) {
            let at = text.title.len() + (chunk.as_ptr() as usize - text.html.as_ptr() as usize);
            self.split(chunk, at);
        }
        self.find(&text);
        if let Some(stems) = &mut self.stems {
            for (word, token) in self.words.iter().zip(&self.found) {
                stems.read(token.stems, &text, word.at, word.length);
            }
            stems.finish_passage();
        }
        if let Some(terms) = &mut self.terms {
            let (title, html) = self.found.split_at(in_title);
            title.iter().for_each(|token| terms.read(token.keys, Field::Title));
            terms.end_text();
            html.iter().for_each(|token| terms.read(token.keys, Field::Text));
            self.read_metadata_of(response, question, passage);
        }
        let length = self.words.len();
        self.terms.iter_mut().for_each(|terms| terms.finish_passage(number, length));
    }

    /// Splits a part of the current passage, which is at position `start`, into tokens.
    fn split(&mut self, text: &str, start: usize) {
        self.words.extend(tokens(text).map(|word| {
            let at = start + (word.as_ptr() as usize - text.as_ptr() as usize);
            Word { hash: quick_hash(word), at: at as u32, length: word.len() as u32 }
        }));
    }

    /// Finds what the tokens of the current passage stand for. This is a loop of its own, because most look-ups wait
    /// for memory, and so the processor waits for several at once.
    fn find(&mut self, passage: &PassageText<'_>) {
        let words = std::mem::take(&mut self.words);
        self.found.clear();
        for word in &words {
            let token = match self.tokens.get_mut(&word.hash) {
                Some(token) => {
                    token.count += 1;
                    *token
                }
                None => self.add_token(passage.at(word.at, word.length), word.hash, 1),
            };
            self.found.push(token);
        }
        self.words = words;
    }

    /// Reads the names and titles that belong to a passage.
    fn read_metadata_of(&mut self, response: &Response, question: Option<&Question>, passage: &Passage) {
        let digest = self.digest;
        self.terms.iter_mut().for_each(TermReader::end_text);
        let city = &digest.cities[response.city];
        self.read_entry(city);
        for &topic in &passage.topics {
            self.read_entry(&digest.topics[topic]);
            self.terms.iter_mut().for_each(|terms| terms.read_topic(&digest.topics[topic]));
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
        if self.terms.as_ref().is_some_and(|terms| !terms.has_metadata(text)) {
            let tokens: Vec<KnownToken> = tokens(text).map(|word| self.token(word)).collect();
            self.terms.iter_mut().for_each(|terms| terms.add_metadata(text, &tokens));
        }
        self.terms.iter_mut().for_each(|terms| terms.read_metadata(text, level));
    }

    /// Finds a token outside of the texts, where it is not counted.
    fn token(&mut self, word: &str) -> KnownToken {
        let hash = quick_hash(word);
        self.tokens.get(&hash).copied().unwrap_or_else(|| self.add_token(word, hash, 0))
    }

    /// Finds out what a new token stands for. Not inlined, because it is rare among the tokens of a text.
    #[inline(never)]
    fn add_token(&mut self, word: &str, hash: u64, count: u32) -> KnownToken {
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
        let token = KnownToken { count, stems, keys, form };
        self.tokens.insert(hash, token);
        token
    }
}
