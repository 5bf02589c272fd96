//! Counts in how many passages each word occurs. The counts of each response are kept, so that an update to the next
//! version of a digest takes time only for what changed.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::lists::Lists;
use crate::markup;
use crate::model::{Digest, Passage, Response};
use asdg_russian::is_letter;
use asdg_russian::stem::{ByHash, Stems, is_better_example};

/// The smallest number of responses for a thread. Each thread has to stem the same words again, which takes up to half
/// of the time for 400 responses.
const MIN_CHUNK: usize = 1000;

/// Returns how many of these responses each thread gets: as many as possible, so that words are stemmed as few times as
/// possible.
pub(crate) fn chunk_length(responses: usize) -> usize {
    responses.div_ceil(rayon::current_num_threads()).max(MIN_CHUNK)
}

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

/// A stem in a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct StemUse {
    /// The number of the stem.
    pub(super) stem: u32,
    /// The position of the shortest word with this stem in the [text](each_text) of the passage.
    pub(super) at: u32,
}

/// The changes between two versions of a digest.
#[derive(Debug)]
pub(super) struct Update {
    /// The old position of each response; `None` if it is new.
    pub(super) old_positions: Vec<Option<usize>>,
    /// Whether the count of a stem changed, by its number.
    pub(super) changed: Vec<bool>,
}

/// The counts of one thread, which numbers stems in the order of their first occurrence.
struct ThreadCounts {
    hashes: Vec<u64>,
    /// The number of passages with each stem, by the numbers of the stems.
    counts: Vec<u32>,
    responses: Vec<Lists<StemUse>>,
}

impl WordCounts {
    /// Updates the counts to a version of the digest. Reports changes only for words that occur in at most `most`
    /// passages. With `keeps_all` another update can follow; otherwise words in more passages are dropped at once,
    /// because they are most of all words.
    pub(super) fn update(&mut self, digest: &Digest, most: u32, keeps_all: bool) -> Update {
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
        let mut new = self.count(new, if keeps_all { u32::MAX } else { most }).into_iter();
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
        Update { old_positions, changed: self.counts.iter().enumerate().map(changed).collect() }
    }

    /// Counts the words of responses on all processors. Each thread keeps the first `most` passages of a word.
    fn count(&mut self, responses: Vec<Arc<Response>>, most: u32) -> Vec<CountedResponse> {
        // One chunk for each thread and no more: each chunk numbers its stems separately, and most stems are in all
        // chunks.
        let chunks: Vec<ThreadCounts> =
            responses.par_chunks(chunk_length(responses.len())).map(|chunk| ThreadCounts::new(chunk, most)).collect();
        let mut responses = responses.into_iter();
        let mut counted = Vec::with_capacity(responses.len());
        for ThreadCounts { hashes, counts, responses: found } in chunks {
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
        }
        counted
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

impl ThreadCounts {
    fn new(responses: &[Arc<Response>], most: u32) -> Self {
        let mut stemmer = Stems::default();
        let mut states = Vec::new();
        let mut passage_number = 0;
        let found = responses.iter().map(|response| {
            let mut passages = Lists::default();
            for passage in response.passages() {
                passage_number += 1;
                passages.push(stem_uses(passage, passage_number, most, &mut stemmer, &mut states));
            }
            passages
        });
        let responses = found.collect();
        let hashes: Vec<u64> = stemmer.into_stems().into_iter().map(|stem| stem.hash).collect();
        let mut counts: Vec<u32> = states.into_iter().map(|state: StemState| state.passages).collect();
        counts.resize(hashes.len(), 0);
        Self { hashes, counts, responses }
    }
}

/// The state of a stem while passages are counted.
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

/// Returns the distinct stems of a passage, with the position of the shortest word of each. Stems in more than `most`
/// passages are only counted.
fn stem_uses<'p>(
    passage: &'p Passage,
    passage_number: u32,
    most: u32,
    stemmer: &mut Stems<'p>,
    states: &mut Vec<StemState>,
) -> impl Iterator<Item = StemUse> + use<> {
    let mut found: Vec<(StemUse, &str)> = Vec::new();
    each_text(passage, &mut |offset, text| {
        stemmer.for_each_stem(text, |stem, word| {
            let at = offset + (word.as_ptr() as usize - text.as_ptr() as usize) as u32;
            if states.len() <= stem as usize {
                states.resize(stem as usize + 1, StemState::default());
            }
            let state = &mut states[stem as usize];
            if state.last != passage_number {
                (state.passages, state.last) = (state.passages + 1, passage_number);
                state.position = (state.passages <= most).then_some(found.len() as u32);
                if state.position.is_some() {
                    found.push((StemUse { stem, at }, word));
                }
            } else if let Some(position) = state.position.map(|position| position as usize)
                && is_better_example(word, found[position].1)
            {
                found[position] = (StemUse { stem, at }, word);
            }
        });
    });
    let found: Vec<StemUse> = found.into_iter().map(|(found, _)| found).collect();
    found.into_iter()
}

/// Visits the parts of the text of a passage, the title first. `visit` gets the number of bytes before each part.
fn each_text<'p>(passage: &'p Passage, visit: &mut impl FnMut(u32, &'p str)) {
    let mut offset = 0;
    let mut visit = |text: &'p str| {
        visit(offset, text);
        offset += text.len() as u32;
    };
    passage.title.iter().for_each(|title| visit(title));
    markup::word_chunks(passage.text.html()).for_each(visit);
}

/// Returns the word at a position of the [text](each_text) of a passage.
pub(super) fn word_at(passage: &Passage, at: u32) -> &str {
    let mut word = "";
    each_text(passage, &mut |offset, text| {
        if let Some(from) = at.checked_sub(offset).and_then(|from| text.get(from as usize..))
            && !from.is_empty()
        {
            word = from.split(|c: char| !is_letter(c)).next().unwrap_or_default();
        }
    });
    word
}
