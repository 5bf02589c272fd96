//! The index: in which passages each key stands, and how well the passage fits it.
//!
//! Passages are numbered through the digest, response by response and question by question. Responses are read in pieces, one for each thread, and
//! the pieces are put together in order, so the index does not depend on how many there were.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::postings::{LEVEL_BITS, Level, read_number};
use super::reader::{PartialTerm, PartialTerms, Reader, append};
use super::words::{Words, stem};
use crate::link::{Index, piece_length};
use asdg_russian::stem::{ByHash, has_known_beginning, quick_hash};

/// The index of a digest for searching.
#[derive(Debug)]
pub struct SearchIndex {
    /// How many passages there are.
    pub(super) passages: u32,
    /// The number of the first passage of each response.
    pub(super) starts: Vec<u32>,
    /// The keys, in their order.
    pub(super) terms: Vec<Term>,
    /// The listed forms and stems that lead to these keys, in their order.
    pub(super) aliases: Vec<(Box<str>, Alias)>,
    /// What tells the keys of words.
    pub(super) words: Words,
}

/// The keys of a text that is listed.
#[derive(Debug, Default)]
pub(super) struct Alias {
    /// As a form.
    pub(super) of_form: Vec<Box<str>>,
    /// As the stem of words that are no listed forms.
    pub(super) of_stem: Vec<Box<str>>,
}

/// A key and where it stands.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) key: Box<str>,
    /// The form to show for it: the most frequent one. `None` where it only stands in compounds and numbers.
    pub(super) shown: Option<Box<str>>,
    /// The listed forms by which the digest has it.
    pub(super) forms: Vec<Box<str>>,
    /// The listed stems by which the digest has it.
    pub(super) stems: Vec<Box<str>>,
    /// In how many passages it stands.
    pub(super) count: u32,
    /// These passages: for each the difference from the number of the one before, shifted, and the level, as a number of variable length.
    pub(super) postings: Vec<u8>,
}

impl Term {
    /// The passages with their levels.
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
    /// Makes the index of a digest.
    pub fn new(index: &Index<'_>) -> Self {
        let digest = index.digest();
        let words = Words::new(digest);
        let mut starts = Vec::with_capacity(digest.responses.len());
        let mut passages = 0;
        for response in &digest.responses {
            starts.push(passages);
            passages += response.passages().count() as u32;
        }
        // Pages keep other threads busy meanwhile.
        let length = piece_length(digest.responses.len());
        let pieces: Vec<PartialTerms> = digest
            .responses
            .par_chunks(length)
            .zip(starts.par_chunks(length))
            .map(|(responses, starts)| Reader::new(index, &words).read(responses, starts[0]))
            .collect();
        let terms = merged(pieces, &words);
        let aliases = aliases(&words, &terms);
        Self { passages, starts, terms, aliases, words }
    }

    /// The place of a key.
    pub(super) fn term(&self, key: &str) -> Option<&Term> {
        let found = self.terms.binary_search_by(|term| (*term.key).cmp(key)).ok()?;
        Some(&self.terms[found])
    }

    /// The number of the response that a passage belongs to.
    pub(super) fn response_of(&self, passage: u32) -> usize {
        self.starts.partition_point(|&start| start <= passage) - 1
    }
}

/// The listed forms and stems that lead to keys of the index, and those that are keys or have one as their stem and lead to others.
fn aliases(words: &Words, terms: &[Term]) -> Vec<(Box<str>, Alias)> {
    let keys: ByHash<()> = terms.iter().map(|term| (quick_hash(&term.key), ())).collect();
    let boxed = |keys: Vec<&str>| keys.into_iter().map(Into::into).collect();
    let mut aliases: BTreeMap<Box<str>, Alias> = BTreeMap::new();
    for (text, of_stem) in words.stems.leading_to(&keys, &|text| keys.contains_key(&quick_hash(text))) {
        aliases.entry(text.into()).or_default().of_stem = boxed(of_stem);
    }
    let mut known = keys.clone();
    known.extend(aliases.keys().map(|text| (quick_hash(text), ())));
    // Stemming takes longest.
    let has_stem = |form: &str| has_known_beginning(form, &known) && known.contains_key(&quick_hash(&stem(form)));
    for (text, of_form) in words.forms.leading_to(&keys, &has_stem) {
        aliases.entry(text.into()).or_default().of_form = boxed(of_form);
    }
    aliases.into_iter().collect()
}

/// The keys of all pieces, in their order.
fn merged(pieces: Vec<PartialTerms>, words: &Words) -> Vec<Term> {
    let mut pieces = pieces.into_iter();
    let mut all = pieces.next().unwrap_or_default();
    for (key, part) in pieces.flatten() {
        append(all.entry(key).or_default(), part);
    }
    let leading: ByHash<()> = words.stems.all_keys().map(|key| (quick_hash(key), ())).collect();
    let (keys, mut parts): (Vec<String>, Vec<PartialTerm>) = all.into_iter().unzip();
    // Only the keys are moved about.
    let mut order: Vec<(String, usize)> = keys.into_iter().zip(0..).collect();
    order.par_sort_unstable();
    let ordered: Vec<(String, PartialTerm)> =
        order.into_iter().map(|(key, number)| (key, std::mem::take(&mut parts[number]))).collect();
    ordered.into_par_iter().map(|(key, part)| term(key, part, words, &leading)).collect()
}

/// A key of the index. `leading` has the hashes of the keys that listed stems lead to; a word with a listed stem stands only under these.
fn term(key: String, part: PartialTerm, words: &Words, leading: &ByHash<()>) -> Term {
    let PartialTerm { mut postings, count, mut forms, .. } = part;
    postings.shrink_to_fit();
    forms.sort_unstable();
    forms.dedup_by(|(form, count), (before, sum)| {
        let is_same = form == before;
        *sum += if is_same { *count } else { 0 };
        is_same
    });
    let shown = forms.iter().max_by(|(a, m), (b, n)| (m, b).cmp(&(n, a))).map(|(form, _)| form.as_str().into());
    let (forms, others): (Vec<String>, Vec<String>) =
        forms.into_iter().map(|(form, _)| form).partition(|form| words.forms.contains(form));
    let others = if leading.contains_key(&quick_hash(&key)) { others } else { Vec::new() };
    let stems = others.iter().map(|form| stem(form));
    let stems: BTreeSet<String> = stems.filter(|stem| words.stems.contains(stem)).collect();
    let boxed = |texts: Vec<String>| texts.into_iter().map(Into::into).collect();
    Term { key: key.into(), shown, forms: boxed(forms), stems: boxed(stems.into_iter().collect()), count, postings }
}
