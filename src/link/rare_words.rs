//! The rare words of passages, which characterise a passage: [`RareWords::new`].
//!
//! Two passages that share several rare words are about the same subject. The rare words of a passage are the dozen
//! rarest stems that occur in 2 to 32 passages. Commoner words are left out, because they do not distinguish passages;
//! so finding related passages takes the same time in a digest of any size. Words are kept as 64-bit hashes.

use rayon::prelude::*;

use super::word_counts::{CountedResponse, Keep, Update, WordCounts};
use crate::model::Digest;
use crate::words::{ChunkTerms, Lists, StemUse, Vocabulary};

/// The largest number of rare words of a passage.
const WORDS: usize = 12;

/// A word that occurs in more passages is common in a digest of any size.
const COMMON: u32 = 32;

/// A passage: the number of its response, and its number in the response.
pub(super) type PassageNumber = (u32, u32);

/// The rare words of the passages of a digest.
#[derive(Debug, Default)]
pub struct RareWords {
    /// The rare words of each passage, by response.
    of_responses: Vec<Lists<StemUse>>,
    /// The passages with each rare word, in order.
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
    max_passages: u32,
}

impl RareWords {
    /// Finds the rare words of a digest.
    pub fn new(digest: &Digest) -> Self {
        let mut live = LiveRareWords::default();
        live.update_to(digest, Keep::Rare { terms: None });
        live.words
    }

    /// Finds the rare words of a digest, and the terms for the search, which come from the same pass over the texts.
    pub(crate) fn with_terms(digest: &Digest, vocabulary: &Vocabulary) -> (Self, Vec<ChunkTerms>) {
        let mut live = LiveRareWords::default();
        let terms = live.update_to(digest, Keep::Rare { terms: Some(vocabulary) });
        (live.words, terms)
    }

    /// Returns the rare words of a passage, the rarest first.
    pub(super) fn of_passage(&self, (response, passage): PassageNumber) -> &[StemUse] {
        self.of_responses.get(response as usize).map_or(&[], |passages| passages.get(passage))
    }

    /// Returns the passages with a rare word.
    pub(super) fn passages(&self, word: u32) -> &[PassageNumber] {
        &self.of_words[word as usize]
    }

    /// Returns the weight of a word: the rarer, the higher.
    pub(super) fn weight(&self, word: u32) -> u32 {
        1000 / (self.passages(word).len() as u32 + 6)
    }

    /// Returns the hash of a word, which orders words with the same weight.
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
        self.update_to(digest, Keep::All);
    }

    /// Updates to a version of the digest. Another update is possible only with [`Keep::All`].
    fn update_to(&mut self, digest: &Digest, keep: Keep<'_>) -> Vec<ChunkTerms> {
        let passages: usize = digest.responses.iter().map(|response| response.passages().count()).sum();
        let max_passages = (passages as u32 / 40).clamp(8, COMMON);
        let (Update { old_positions, changed }, terms) =
            self.counts.update(digest, max_passages.max(self.max_passages), keep);
        let is_other_maximum = self.max_passages != max_passages;
        self.max_passages = max_passages;
        let known = self.words.hashes.len();
        self.words.hashes.extend_from_slice(&self.counts.hashes[known..]);
        let responses = self.counts.responses.par_iter().zip(&old_positions);
        let chosen: Vec<Option<Lists<StemUse>>> = responses
            .map(|(counted, old_position)| {
                let is_changed = || counted.passages.items().iter().any(|found| changed[found.stem as usize]);
                (old_position.is_none() || is_other_maximum || is_changed()).then(|| self.choose(counted))
            })
            .collect();
        let is_same_place = |(number, old): (usize, &Option<usize>)| old.is_none_or(|old| old == number);
        let all_in_place =
            old_positions.len() == self.words.of_responses.len() && old_positions.iter().enumerate().all(is_same_place);
        if all_in_place {
            self.words.replace(chosen)
        } else {
            self.words.rebuild(chosen, &old_positions)
        }
        terms
    }

    /// Chooses the rare words of the passages of a response.
    fn choose(&self, response: &CountedResponse) -> Lists<StemUse> {
        let mut chosen = Lists::default();
        let mut words: Vec<StemUse> = Vec::new();
        for stems in response.passages.iter() {
            let count = |found: &StemUse| self.counts.counts[found.stem as usize];
            let is_rare = |found: &&StemUse| (2..=self.max_passages).contains(&count(found));
            words.clear();
            words.extend(stems.iter().filter(is_rare));
            words.sort_unstable_by_key(|found| (count(found), self.counts.hashes[found.stem as usize]));
            words.truncate(WORDS);
            chosen.push(words.iter().copied());
        }
        // The copy has no spare capacity.
        chosen.clone()
    }
}

impl RareWords {
    /// Replaces the words of changed responses. No response has moved.
    fn replace(&mut self, chosen: Vec<Option<Lists<StemUse>>>) {
        self.of_words.resize(self.hashes.len(), Vec::new());
        for ((number, words), chosen) in (0..).zip(&mut self.of_responses).zip(chosen) {
            let Some(chosen) = chosen else { continue };
            for (passage, words) in (0..).zip(words.iter()) {
                for StemUse { stem, .. } in words {
                    let passages = &mut self.of_words[*stem as usize];
                    if let Ok(position) = passages.binary_search(&(number, passage)) {
                        passages.remove(position);
                    }
                }
            }
            for (passage, words) in (0..).zip(chosen.iter()) {
                for StemUse { stem, .. } in words {
                    let passages = &mut self.of_words[*stem as usize];
                    if let Err(position) = passages.binary_search(&(number, passage)) {
                        passages.insert(position, (number, passage));
                    }
                }
            }
            *words = chosen;
        }
    }

    /// Rebuilds the lists after responses were added, removed or moved.
    fn rebuild(&mut self, chosen: Vec<Option<Lists<StemUse>>>, old_positions: &[Option<usize>]) {
        let mut old: Vec<Option<Lists<StemUse>>> =
            std::mem::take(&mut self.of_responses).into_iter().map(Some).collect();
        let kept = old_positions.iter().map(|position| position.and_then(|number| old[number].take()));
        self.of_responses = chosen.into_iter().zip(kept).filter_map(|(chosen, kept)| chosen.or(kept)).collect();
        self.of_words.iter_mut().for_each(Vec::clear);
        self.of_words.resize(self.hashes.len(), Vec::new());
        let mut counts = vec![0; self.hashes.len()];
        let all = self.of_responses.iter().flat_map(Lists::items);
        all.for_each(|found| counts[found.stem as usize] += 1);
        // Exactly as long as needed, because there are as many lists as words.
        self.of_words.iter_mut().zip(counts).for_each(|(passages, count)| passages.reserve_exact(count));
        for (number, passages) in (0..).zip(&self.of_responses) {
            for (passage, words) in (0..).zip(passages.iter()) {
                words.iter().for_each(|found| self.of_words[found.stem as usize].push((number, passage)));
            }
        }
    }
}
