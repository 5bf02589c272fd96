//! The inverted index: for each key, the passages that contain it and how well each matches. [`SearchIndex::new`]
//! builds it.
//!
//! Passages are numbered through the digest, response by response and question by question. Responses are read in
//! chunks, one for each thread, and the chunks are merged in order, so the index does not depend on their number.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::postings::{LEVEL_BITS, Level, read_number};
use super::reader::{PartialTerm, PartialTerms, Reader, append};
use super::words::{Vocabulary, stem};
use crate::link::{Index, chunk_length};
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
    pub fn new(index: &Index<'_>) -> Self {
        let digest = index.digest();
        let vocabulary = Vocabulary::new(digest);
        let mut starts = Vec::with_capacity(digest.responses.len());
        let mut passages = 0;
        for response in &digest.responses {
            starts.push(passages);
            passages += response.passages().count() as u32;
        }
        // Meanwhile other threads render pages.
        let length = chunk_length(digest.responses.len());
        let chunks: Vec<PartialTerms> = digest
            .responses
            .par_chunks(length)
            .zip(starts.par_chunks(length))
            .map(|(responses, starts)| Reader::new(index, &vocabulary).read(responses, starts[0]))
            .collect();
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

/// Merges the keys of all chunks, and sorts them.
fn merge(chunks: Vec<PartialTerms>, vocabulary: &Vocabulary) -> Vec<Term> {
    let mut chunks = chunks.into_iter();
    let mut all = chunks.next().unwrap_or_default();
    for (key, next) in chunks.flatten() {
        append(all.entry(key).or_default(), next);
    }
    let canonical: ByHash<()> = vocabulary.stems.all_keys().map(|key| (quick_hash(key), ())).collect();
    let (keys, mut parts): (Vec<String>, Vec<PartialTerm>) = all.into_iter().unzip();
    // Sorts the keys with the numbers of their terms, so that sorting moves only the keys.
    let mut order: Vec<(String, usize)> = keys.into_iter().zip(0..).collect();
    order.par_sort_unstable();
    let ordered: Vec<(String, PartialTerm)> =
        order.into_iter().map(|(key, number)| (key, std::mem::take(&mut parts[number]))).collect();
    ordered.into_par_iter().map(|(key, part)| term(key, part, vocabulary, &canonical)).collect()
}

/// Makes a key of the index. `canonical` contains the hashes of the keys that listed stems have; only these can have
/// words with a listed stem.
fn term(key: String, part: PartialTerm, vocabulary: &Vocabulary, canonical: &ByHash<()>) -> Term {
    let PartialTerm { mut postings, count, mut forms, .. } = part;
    postings.shrink_to_fit();
    forms.sort_unstable();
    forms.dedup_by(|(form, count), (previous, sum)| {
        let is_same = form == previous;
        *sum += if is_same { *count } else { 0 };
        is_same
    });
    let shown = forms.iter().max_by(|(a, m), (b, n)| (m, b).cmp(&(n, a))).map(|(form, _)| form.as_str().into());
    let (forms, others): (Vec<String>, Vec<String>) =
        forms.into_iter().map(|(form, _)| form).partition(|form| vocabulary.forms.contains(form));
    let others = if canonical.contains_key(&quick_hash(&key)) { others } else { Vec::new() };
    let stems = others.iter().map(|form| stem(form));
    let stems: BTreeSet<String> = stems.filter(|stem| vocabulary.stems.contains(stem)).collect();
    let boxed = |texts: Vec<String>| texts.into_iter().map(Into::into).collect();
    Term { key: key.into(), shown, forms: boxed(forms), stems: boxed(stems.into_iter().collect()), count, postings }
}
