//! Counts in how many passages each word occurs. The counts of each response are kept, so that an update to the next
//! version of a digest takes time only for what changed.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Digest, Response};
use crate::words::{ChunkTerms, ChunkWords, Lists, StemCounts, StemUse, Vocabulary, Wanted, read};
use asdg_russian::stem::ByHash;

/// The words of all responses of a digest, by their stems.
#[derive(Debug, Default)]
pub(super) struct WordCounts {
    /// The numbers of stems, by their hashes. Numbers depend on the order of the texts, so no output may depend on
    /// them.
    numbers: ByHash<u32>,
    /// The hashes of stems, by their numbers.
    pub(super) hashes: Vec<u64>,
    /// The number of passages with each stem, by the numbers of the stems.
    pub(super) counts: Vec<u32>,
    /// The responses, in the order of the digest.
    pub(super) responses: Vec<CountedResponse>,
}

/// A response with the stems of its passages.
#[derive(Debug)]
pub(super) struct CountedResponse {
    pub(super) response: Arc<Response>,
    /// The distinct stems of each passage.
    pub(super) passages: Lists<StemUse>,
}

/// Which words to keep.
pub(super) enum Keep<'v> {
    /// All, so that another update can follow.
    All,
    /// Only rare words. If terms for the search are wanted too, with the keys of words.
    Rare { terms: Option<&'v Vocabulary> },
}

/// The changes between two versions of a digest.
#[derive(Debug)]
pub(super) struct Update {
    /// The old position of each response; `None` if it is new.
    pub(super) old_positions: Vec<Option<usize>>,
    /// Whether the count of a stem changed, by its number.
    pub(super) changed: Vec<bool>,
}

impl WordCounts {
    /// Updates the counts to a version of the digest. Reports changes only for words that occur in at most `most`
    /// passages. With `Keep::All` another update can follow; otherwise words in more passages are dropped at once,
    /// because they are most of all words.
    pub(super) fn update(&mut self, digest: &Digest, most: u32, keep: Keep<'_>) -> (Update, Vec<ChunkTerms>) {
        let old: HashMap<*const Response, usize> =
            self.responses.iter().enumerate().map(|(number, old)| (Arc::as_ptr(&old.response), number)).collect();
        let old_positions: Vec<Option<usize>> =
            digest.responses.iter().map(|response| old.get(&Arc::as_ptr(response)).copied()).collect();
        let mut kept: Vec<Option<CountedResponse>> =
            std::mem::take(&mut self.responses).into_iter().map(Some).collect();
        let if_new =
            |(response, position): (&Arc<Response>, &Option<usize>)| position.is_none().then(|| response.clone());
        let new: Vec<Arc<Response>> = digest.responses.iter().zip(&old_positions).filter_map(if_new).collect();
        let old_counts = self.counts.clone();
        let wanted = match keep {
            Keep::All => Wanted { stems: Some(u32::MAX), terms: None },
            Keep::Rare { terms } => Wanted { stems: Some(most), terms },
        };
        let (new, terms) = self.count(digest, new, &wanted);
        let mut new = new.into_iter();
        let counted =
            old_positions.iter().map(|position| position.map_or_else(|| new.next(), |number| kept[number].take()));
        self.responses = counted.flatten().collect();
        for removed in kept.into_iter().flatten() {
            removed.passages.items().iter().for_each(|found| self.counts[found.stem as usize] -= 1);
        }
        let changed = |(stem, &count): (usize, &u32)| {
            let old_count = old_counts.get(stem).copied().unwrap_or_default();
            old_count != count && old_count.min(count) <= most
        };
        let changed = self.counts.iter().enumerate().map(changed).collect();
        (Update { old_positions, changed }, terms)
    }

    /// Reads responses, and counts their stems. Also returns their terms if they are wanted.
    fn count(
        &mut self,
        digest: &Digest,
        responses: Vec<Arc<Response>>,
        wanted: &Wanted<'_>,
    ) -> (Vec<CountedResponse>, Vec<ChunkTerms>) {
        let chunks = read(digest, &responses, wanted);
        let mut responses = responses.into_iter();
        let mut counted = Vec::with_capacity(responses.len());
        let mut all_terms = Vec::new();
        for ChunkWords { stems: StemCounts { hashes, counts, responses: found }, terms } in chunks {
            let numbers: Vec<u32> = hashes.into_iter().map(|hash| self.stem_number(hash)).collect();
            for (&number, count) in numbers.iter().zip(counts) {
                self.counts[number as usize] += count;
            }
            // In this order, because `zip` takes from the first iterator before it sees that the second has ended.
            for (mut passages, response) in found.into_iter().zip(responses.by_ref()) {
                for found in passages.items_mut() {
                    found.stem = numbers[found.stem as usize];
                }
                counted.push(CountedResponse { response, passages });
            }
            all_terms.push(terms);
        }
        (counted, all_terms)
    }

    /// Returns the number of a stem, and adds the stem if it is new.
    fn stem_number(&mut self, hash: u64) -> u32 {
        let next = self.hashes.len() as u32;
        let number = *self.numbers.entry(hash).or_insert(next);
        if number == next {
            self.hashes.push(hash);
            self.counts.push(0);
        }
        number
    }
}
