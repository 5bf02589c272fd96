//! Counts in how many passages each word occurs. The counts of each response are kept, so that the next version of a
//! digest costs only what changed.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::lists::Lists;
use crate::markup;
use crate::model::{Digest, Passage, Response};
use asdg_russian::is_letter;
use asdg_russian::stem::{ByHash, Stems, is_shorter};

/// How many responses a thread reads at least. Each learns the same words anew, which takes up to half of the time for 400 responses.
const PIECE: usize = 1000;

/// How many of so many responses each thread reads, so that their words are learnt as few times as possible.
pub(crate) fn piece_length(responses: usize) -> usize {
    responses.div_ceil(rayon::current_num_threads()).max(PIECE)
}

/// The words of all responses of a digest, by their stems.
#[derive(Debug, Default)]
pub(super) struct WordCounts {
    /// The numbers of stems, by their hashes. Numbers depend on the order of the texts; nothing that is shown may
    /// depend on them.
    numbers: ByHash<u32>,
    /// The hashes of stems, by their numbers.
    pub(super) hashes: Vec<u64>,
    /// In how many passages each stem occurs.
    pub(super) counts: Vec<u32>,
    /// The responses, in the order of the digest.
    pub(super) responses: Vec<Counted>,
}

/// A response with its words.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) response: Arc<Response>,
    /// The distinct stems of each passage.
    pub(super) passages: Lists<StemUse>,
}

/// A stem in a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct StemUse {
    /// The number of the stem.
    pub(super) stem: u32,
    /// Where the shortest word with this stem begins in the [text](each_text) of the passage.
    pub(super) at: u32,
}

/// What changed between two versions of a digest.
#[derive(Debug)]
pub(super) struct Update {
    /// The old position of each response; `None` if it is new.
    pub(super) before: Vec<Option<usize>>,
    /// Whether the count of a stem changed, by its number.
    pub(super) changed: Vec<bool>,
}

/// The responses of one thread, which numbers stems in the order in which it met them.
struct ThreadCounts {
    hashes: Vec<u64>,
    /// In how many passages each stem occurs.
    counts: Vec<u32>,
    responses: Vec<Lists<StemUse>>,
}

impl WordCounts {
    /// Updates to a version of the digest. Reports changes for words that occur in at most `most` passages. With `keeps_all` another version can
    /// follow; otherwise words in more passages are dropped at once, because they are most of all words.
    pub(super) fn update(&mut self, digest: &Digest, most: u32, keeps_all: bool) -> Update {
        let old: HashMap<*const Response, usize> =
            self.responses.iter().enumerate().map(|(number, old)| (Arc::as_ptr(&old.response), number)).collect();
        let before: Vec<Option<usize>> =
            digest.responses.iter().map(|response| old.get(&Arc::as_ptr(response)).copied()).collect();
        let mut kept: Vec<Option<Counted>> = std::mem::take(&mut self.responses).into_iter().map(Some).collect();
        let is_new = |(response, before): (&Arc<Response>, &Option<usize>)| before.is_none().then(|| response.clone());
        let new: Vec<Arc<Response>> = digest.responses.iter().zip(&before).filter_map(is_new).collect();
        let counts_before = self.counts.clone();
        let mut new = self.count(new, if keeps_all { u32::MAX } else { most }).into_iter();
        let counted = before.iter().map(|before| before.map_or_else(|| new.next(), |number| kept[number].take()));
        self.responses = counted.flatten().collect();
        for gone in kept.into_iter().flatten() {
            gone.passages.items().iter().for_each(|found| self.counts[found.stem as usize] -= 1);
        }
        let changed = |(stem, &count): (usize, &u32)| {
            let before = counts_before.get(stem).copied().unwrap_or_default();
            before != count && before.min(count) <= most
        };
        Update { before, changed: self.counts.iter().enumerate().map(changed).collect() }
    }

    /// Counts the words of responses on all processors. Each thread keeps the first `most` passages of a word.
    fn count(&mut self, responses: Vec<Arc<Response>>, most: u32) -> Vec<Counted> {
        // One part for each thread and no more: each part numbers its stems separately, and most stems are in all
        // parts.
        let pieces: Vec<ThreadCounts> =
            responses.par_chunks(piece_length(responses.len())).map(|part| ThreadCounts::new(part, most)).collect();
        let mut responses = responses.into_iter();
        let mut counted = Vec::with_capacity(responses.len());
        for ThreadCounts { hashes, counts, responses: found } in pieces {
            let numbers: Vec<u32> = hashes.into_iter().map(|hash| self.number(hash)).collect();
            for (&number, count) in numbers.iter().zip(counts) {
                self.counts[number as usize] += count;
            }
            // In this order, because `zip` takes from the first iterator before it sees that the second has ended.
            for (mut passages, response) in found.into_iter().zip(responses.by_ref()) {
                for found in passages.items_mut() {
                    found.stem = numbers[found.stem as usize];
                }
                counted.push(Counted { response, passages });
            }
        }
        counted
    }

    fn number(&mut self, hash: u64) -> u32 {
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
        let mut met = Vec::new();
        let mut number = 0;
        let found = responses.iter().map(|response| {
            let mut passages = Lists::default();
            for passage in response.passages() {
                number += 1;
                passages.push(found_in(passage, number, most, &mut stemmer, &mut met));
            }
            passages
        });
        let responses = found.collect();
        let hashes: Vec<u64> = stemmer.into_stems().into_iter().map(|stem| stem.hash).collect();
        let mut counts: Vec<u32> = met.into_iter().map(|met: Met| met.passages).collect();
        counts.resize(hashes.len(), 0);
        Self { hashes, counts, responses }
    }
}

/// A stem, as far as passages have been counted.
#[derive(Clone, Copy, Default)]
struct Met {
    /// The number of passages it occurs in.
    passages: u32,
    /// The number of the last of them.
    last: u32,
    /// Its position among the stems of that passage; `None` if it is no longer kept.
    place: Option<u32>,
}

/// The distinct stems of a passage, with the position of the shortest word of each. Stems in more than `most` passages are only counted.
fn found_in<'p>(
    passage: &'p Passage,
    number: u32,
    most: u32,
    stemmer: &mut Stems<'p>,
    met: &mut Vec<Met>,
) -> impl Iterator<Item = StemUse> + use<> {
    let mut found: Vec<(StemUse, &str)> = Vec::new();
    each_text(passage, &mut |offset, text| {
        stemmer.each(text, |stem, word| {
            let at = offset + (word.as_ptr() as usize - text.as_ptr() as usize) as u32;
            if met.len() <= stem as usize {
                met.resize(stem as usize + 1, Met::default());
            }
            let met = &mut met[stem as usize];
            if met.last != number {
                (met.passages, met.last) = (met.passages + 1, number);
                met.place = (met.passages <= most).then_some(found.len() as u32);
                if met.place.is_some() {
                    found.push((StemUse { stem, at }, word));
                }
            } else if let Some(place) = met.place.map(|place| place as usize)
                && is_shorter(word, found[place].1)
            {
                found[place] = (StemUse { stem, at }, word);
            }
        });
    });
    let found: Vec<StemUse> = found.into_iter().map(|(found, _)| found).collect();
    found.into_iter()
}

/// Visits the text of a passage in parts, beginning with its title; each with the number of bytes before it.
fn each_text<'p>(passage: &'p Passage, visit: &mut impl FnMut(u32, &'p str)) {
    let mut offset = 0;
    let mut visit = |text: &'p str| {
        visit(offset, text);
        offset += text.len() as u32;
    };
    passage.title.iter().for_each(|title| visit(title));
    markup::pieces(passage.text.html()).for_each(visit);
}

/// The word at a position of the [text](each_text) of a passage.
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
