//! The rare words of passages, which distinguish a passage from most others.
//!
//! Two passages that share several rare words are about the same subject. A passage is known by the dozen rarest stems
//! that occur in 2 to 32 passages. Commoner words distinguish nothing and are left out, so that finding related
//! passages takes the same time in a digest of any size. Words are kept as 64-bit hashes.

use rayon::prelude::*;

use super::lists::Lists;
use super::word_counts::{Counted, StemUse, Update, WordCounts};
use crate::model::Digest;

/// A passage is known by this many of its rarest words.
const WORDS: usize = 12;

/// A word that occurs in more passages is not rare in any digest.
const COMMON: u32 = 32;

/// A passage: the number of its response, and its number there.
pub(super) type PassageNumber = (u32, u32);

/// The rare words of the passages of a digest.
#[derive(Debug, Default)]
pub struct RareWords {
    /// The words of the passages of each response.
    of_responses: Vec<Lists<StemUse>>,
    /// For each word, the passages that are known by it, in order.
    of_words: Vec<Vec<PassageNumber>>,
    /// The hashes of words, by their numbers; unlike the numbers they do not depend on the order of the texts.
    hashes: Vec<u64>,
}

/// Rare words that are updated from one version of a digest to the next.
#[derive(Debug, Default)]
pub struct LiveRareWords {
    words: RareWords,
    counts: WordCounts,
    /// The largest number of passages in which a rare word may occur.
    most: u32,
}

impl RareWords {
    /// Finds the rare words of a digest.
    pub fn new(digest: &Digest) -> Self {
        let mut live = LiveRareWords::default();
        live.take_in(digest, false);
        live.words
    }

    /// The words by which a passage is known, the rarest first.
    pub(super) fn of_passage(&self, (response, passage): PassageNumber) -> &[StemUse] {
        self.of_responses.get(response as usize).map_or(&[], |passages| passages.get(passage))
    }

    /// The passages that are known by a word.
    pub(super) fn passages(&self, word: u32) -> &[PassageNumber] {
        &self.of_words[word as usize]
    }

    /// The weight of a word: the rarer, the higher.
    pub(super) fn weight(&self, word: u32) -> u32 {
        1000 / (self.passages(word).len() as u32 + 6)
    }

    /// The order of words with the same weight.
    pub(super) fn hash(&self, word: u32) -> u64 {
        self.hashes[word as usize]
    }
}

impl LiveRareWords {
    /// The rare words.
    pub fn words(&self) -> &RareWords {
        &self.words
    }

    /// Updates to another version of the digest.
    pub fn update(&mut self, digest: &Digest) {
        self.take_in(digest, true);
    }

    /// Updates to a version of the digest. `keeps_all` allows another update.
    fn take_in(&mut self, digest: &Digest, keeps_all: bool) {
        let passages: usize = digest.responses.iter().map(|response| response.passages().count()).sum();
        let most = (passages as u32 / 40).clamp(8, COMMON);
        let Update { before, changed } = self.counts.update(digest, most.max(self.most), keeps_all);
        let others = self.most != most;
        self.most = most;
        let known = self.words.hashes.len();
        self.words.hashes.extend_from_slice(&self.counts.hashes[known..]);
        let responses = self.counts.responses.par_iter().zip(&before);
        let chosen: Vec<Option<Lists<StemUse>>> = responses
            .map(|(counted, before)| {
                let is_touched = || counted.passages.items().iter().any(|found| changed[found.stem as usize]);
                (before.is_none() || others || is_touched()).then(|| self.choose(counted))
            })
            .collect();
        let stay = before.len() == self.words.of_responses.len()
            && before.iter().enumerate().all(|(number, before)| before.is_none_or(|before| before == number));
        if stay { self.words.replace(chosen) } else { self.words.renew(chosen, &before) }
    }

    /// The words by which the passages of a response are known.
    fn choose(&self, response: &Counted) -> Lists<StemUse> {
        let mut chosen = Lists::default();
        for stems in response.passages.iter() {
            let count = |found: &StemUse| self.counts.counts[found.stem as usize];
            let is_rare = |found: &&StemUse| (2..=self.most).contains(&count(found));
            let mut words: Vec<StemUse> = stems.iter().filter(is_rare).copied().collect();
            words.sort_unstable_by_key(|found| (count(found), self.counts.hashes[found.stem as usize]));
            words.truncate(WORDS);
            chosen.push(words);
        }
        chosen
    }
}

impl RareWords {
    /// Applies changes if every response is where it was.
    fn replace(&mut self, chosen: Vec<Option<Lists<StemUse>>>) {
        self.of_words.resize(self.hashes.len(), Vec::new());
        for ((number, words), chosen) in (0..).zip(&mut self.of_responses).zip(chosen) {
            let Some(chosen) = chosen else { continue };
            for (passage, words) in (0..).zip(words.iter()) {
                for StemUse { stem, .. } in words {
                    let places = &mut self.of_words[*stem as usize];
                    if let Ok(found) = places.binary_search(&(number, passage)) {
                        places.remove(found);
                    }
                }
            }
            for (passage, words) in (0..).zip(chosen.iter()) {
                for StemUse { stem, .. } in words {
                    let places = &mut self.of_words[*stem as usize];
                    if let Err(free) = places.binary_search(&(number, passage)) {
                        places.insert(free, (number, passage));
                    }
                }
            }
            *words = chosen;
        }
    }

    /// Applies changes if responses were added, removed or moved; `before` has their old positions.
    fn renew(&mut self, chosen: Vec<Option<Lists<StemUse>>>, before: &[Option<usize>]) {
        let mut old: Vec<Option<Lists<StemUse>>> =
            std::mem::take(&mut self.of_responses).into_iter().map(Some).collect();
        let kept = before.iter().map(|before| before.and_then(|number| old[number].take()));
        self.of_responses = chosen.into_iter().zip(kept).filter_map(|(chosen, kept)| chosen.or(kept)).collect();
        self.of_words.iter_mut().for_each(Vec::clear);
        self.of_words.resize(self.hashes.len(), Vec::new());
        for (number, passages) in (0..).zip(&self.of_responses) {
            for (passage, words) in (0..).zip(passages.iter()) {
                words.iter().for_each(|found| self.of_words[found.stem as usize].push((number, passage)));
            }
        }
    }
}
