//! The inverted index: for each key, the passages that contain it and how well each matches. [`SearchIndex::new`]
//! builds it.
//!
//! Passages are numbered through the digest, response by response and question by question. Responses are [read] in
//! chunks, one for each thread, and the chunks are merged in order, so the index does not depend on their number.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::link::RareWords;
use crate::model::Digest;
use crate::words::{ChunkTerms, LEVEL_BITS, Level, Vocabulary, Wanted, read, read_number, stem, write_number};
use asdg_russian::stem::{ByHash, has_prefix_in, quick_hash};

/// The search index of a digest.
#[derive(Debug)]
pub struct SearchIndex {
    /// The number of passages.
    pub(super) passages: u32,
    /// The number of the first passage of each response.
    pub(super) starts: Vec<u32>,
    /// The keys with their passages, sorted by key.
    pub(super) terms: Vec<Term>,
    /// The listed forms and stems with these keys, sorted.
    pub(super) aliases: Vec<(Box<str>, Alias)>,
    /// Maps words to keys.
    pub(super) vocabulary: Vocabulary,
}

/// The keys of a listed text.
#[derive(Debug, Default)]
pub(super) struct Alias {
    /// Its keys as a form.
    pub(super) of_form: Vec<Box<str>>,
    /// Its keys as the stem of words that are not listed forms themselves.
    pub(super) of_stem: Vec<Box<str>>,
}

/// A key with its passages.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) key: Box<str>,
    /// The form to show: the most frequent one. `None` if the key only occurs in compounds and numbers.
    pub(super) shown: Option<Box<str>>,
    /// The listed forms in the digest that have this key.
    pub(super) forms: Vec<Box<str>>,
    /// The listed stems in the digest that have this key.
    pub(super) stems: Vec<Box<str>>,
    /// The number of passages with the key.
    pub(super) count: u32,
    /// These passages. Each is one variable-length integer: the difference from the previous passage number, shifted,
    /// and the level.
    pub(super) postings: Vec<u8>,
}

impl Term {
    /// Decodes the passages and their levels.
    pub(super) fn passages(&self) -> impl Iterator<Item = (u32, Level)> + '_ {
        let (mut at, mut passage) = (0, 0);
        std::iter::from_fn(move || {
            let value = read_number(&self.postings, &mut at)?;
            passage += value >> LEVEL_BITS;
            Some((passage, (value & ((1 << LEVEL_BITS) - 1)) as Level))
        })
    }
}

impl SearchIndex {
    /// Builds the search index of a digest.
    pub fn new(digest: &Digest) -> Self {
        let vocabulary = Vocabulary::new(digest);
        let chunks = read(digest, &digest.responses, &Wanted { stems: None, terms: Some(&vocabulary) });
        let terms: Vec<ChunkTerms> = chunks.into_iter().map(|chunk| chunk.terms).collect();
        Self::merge(digest, vocabulary, &terms)
    }

    /// Builds the search index of a digest, and finds the rare words of its passages. Reads the texts only once.
    pub fn with_rare_words(digest: &Digest) -> (Self, RareWords) {
        let vocabulary = Vocabulary::new(digest);
        let (rare_words, terms) = RareWords::with_terms(digest, &vocabulary);
        (Self::merge(digest, vocabulary, &terms), rare_words)
    }

    /// Merges the terms of all chunks.
    fn merge(digest: &Digest, vocabulary: Vocabulary, chunks: &[ChunkTerms]) -> Self {
        let mut starts = Vec::with_capacity(digest.responses.len());
        let mut passages = 0;
        for response in &digest.responses {
            starts.push(passages);
            passages += response.passages().count() as u32;
        }
        let terms = merge(chunks, &vocabulary);
        let aliases = aliases(&vocabulary, &terms);
        Self { passages, starts, terms, aliases, vocabulary }
    }

    /// Returns the passages of a key; `None` if the index does not contain it.
    pub(super) fn term(&self, key: &str) -> Option<&Term> {
        let position = self.terms.binary_search_by(|term| (*term.key).cmp(key)).ok()?;
        Some(&self.terms[position])
    }

    /// Returns the number of the response that contains a passage.
    pub(super) fn response_of(&self, passage: u32) -> usize {
        self.starts.partition_point(|&start| start <= passage) - 1
    }
}

/// Collects the listed forms and stems that a query needs: those with a key of the index, and those that are such a key
/// themselves, or have it as their stem, but are listed with other keys.
fn aliases(vocabulary: &Vocabulary, terms: &[Term]) -> Vec<(Box<str>, Alias)> {
    let keys: ByHash<()> = terms.iter().map(|term| (quick_hash(&term.key), ())).collect();
    let boxed = |keys: Vec<&str>| keys.into_iter().map(Into::into).collect();
    let mut aliases: BTreeMap<Box<str>, Alias> = BTreeMap::new();
    for (text, of_stem) in vocabulary.stems.texts_with_key(&keys, &|text| keys.contains_key(&quick_hash(text))) {
        aliases.entry(text.into()).or_default().of_stem = boxed(of_stem);
    }
    let mut listed_or_key = keys.clone();
    listed_or_key.extend(aliases.keys().map(|text| (quick_hash(text), ())));
    // Stemming is the slowest step, so the beginning of the word is checked first.
    let has_stem =
        |form: &str| has_prefix_in(form, &listed_or_key) && listed_or_key.contains_key(&quick_hash(&stem(form)));
    for (text, of_form) in vocabulary.forms.texts_with_key(&keys, &has_stem) {
        aliases.entry(text.into()).or_default().of_form = boxed(of_form);
    }
    aliases.into_iter().collect()
}

/// A term of a chunk: its key, the chunk, and its number in the chunk.
type ChunkTerm<'c> = (&'c str, &'c ChunkTerms, usize);

/// Merges the terms of all chunks, and sorts them by their keys.
fn merge<'c>(chunks: &'c [ChunkTerms], vocabulary: &Vocabulary) -> Vec<Term> {
    let canonical: ByHash<()> = vocabulary.stems.all_keys().map(|key| (quick_hash(key), ())).collect();
    let of_chunk = |(number, chunk): (usize, &'c ChunkTerms)| {
        let terms = (0..).zip(&chunk.terms).filter(|(_, (_, term))| term.count > 0);
        terms.map(move |(term, (key, _))| (&**key, number, term))
    };
    let mut all: Vec<(&str, usize, usize)> = chunks.iter().enumerate().flat_map(of_chunk).collect();
    all.par_sort_unstable();
    let all: Vec<ChunkTerm<'_>> = all.into_iter().map(|(key, chunk, term)| (key, &chunks[chunk], term)).collect();
    let groups: Vec<&[ChunkTerm<'_>]> = all.chunk_by(|(a, ..), (b, ..)| a == b).collect();
    groups.into_par_iter().map(|parts| term(parts, vocabulary, &canonical)).collect()
}

/// Makes a term of those that the chunks have for its key, in the order of the chunks. `canonical` contains the hashes
/// of the keys that listed stems have; only these can have words with a listed stem.
fn term(parts: &[ChunkTerm<'_>], vocabulary: &Vocabulary, canonical: &ByHash<()>) -> Term {
    let (key, ..) = parts[0];
    let mut postings =
        Vec::with_capacity(parts.iter().map(|(_, chunk, term)| chunk.terms[*term].1.postings.len()).sum());
    let (mut last, mut count) = (0, 0);
    for (_, chunk, term) in parts {
        let part = &chunk.terms[*term].1;
        let mut at = 0;
        if let Some(first) = read_number(&part.postings, &mut at) {
            // The first passage number of a chunk is absolute, not a difference.
            write_number(first - (last << LEVEL_BITS), &mut postings);
            postings.extend_from_slice(&part.postings[at..]);
        }
        (last, count) = (part.last, count + part.count);
    }
    let mut forms: Vec<(&str, u32, bool)> = parts.iter().flat_map(|(_, chunk, term)| chunk.forms(*term)).collect();
    forms.sort_unstable();
    forms.dedup_by(|(form, count, _), (previous, sum, _)| {
        let is_same = form == previous;
        *sum += if is_same { *count } else { 0 };
        is_same
    });
    let shown = forms.iter().max_by(|(a, m, _), (b, n, _)| (m, b).cmp(&(n, a))).map(|(form, ..)| (*form).into());
    let (listed, others): (Vec<_>, Vec<_>) = forms.into_iter().partition(|(.., is_listed)| *is_listed);
    let others = if canonical.contains_key(&quick_hash(key)) { others } else { Vec::new() };
    let stems = others.into_iter().map(|(form, ..)| stem(form));
    let stems: BTreeSet<String> = stems.filter(|stem| vocabulary.stems.contains(stem)).collect();
    Term {
        key: key.into(),
        shown,
        forms: listed.into_iter().map(|(form, ..)| form.into()).collect(),
        stems: stems.into_iter().map(Into::into).collect(),
        count,
        postings,
    }
}
