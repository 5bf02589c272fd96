//! The rare words of passages: what tells a passage from most others.
//!
//! Two passages that share some of them are about the same. Words count by their stems; a word that stands in many passages tells
//! nothing and is left out, so that finding what shares a word with a passage takes the same time in a digest of any size.

use rayon::prelude::*;

use super::PassageRef;
use crate::model::{City, Digest, Key, Response, Role, Topic};
use crate::prose;
use crate::text::stem::{ByHash, Stem, Stems, is_shorter};

/// By how many of its rarest words a passage is known.
const WORDS: usize = 12;

/// A word that stands in more passages than this is not rare in any digest.
const COMMON: u32 = 32;

/// The passages of a digest by number, and the rare words of each.
#[derive(Debug)]
pub(super) struct RareWords<'d> {
    /// The passages in the order of the digest.
    pub(super) passages: Vec<PassageRef>,
    /// What is asked of each passage again and again, side by side.
    pub(super) facts: Vec<Facts>,
    /// The topics of each passage and of the courses it asks for.
    pub(super) topics: Lists<Key<Topic>>,
    /// The rare words of each passage, as numbers in `words`.
    pub(super) of_passages: Lists<u32>,
    /// The passages of each word, as numbers in `passages`.
    pub(super) of_words: Lists<u32>,
    /// The shortest form of each word, as it was written.
    pub(super) words: Vec<&'d str>,
    /// Where the passages of each response begin.
    starts: Vec<u32>,
}

/// What tells whether a passage can be related to another at all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) city: Key<City>,
    /// What its question is for.
    pub(super) role: Role,
}

/// Many short lists, one behind the other.
#[derive(Debug)]
pub(super) struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T> Lists<T> {
    fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(self.items.len() as u32);
    }

    pub(super) fn get(&self, list: u32) -> &[T] {
        let list = list as usize;
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[list] as usize]
    }
}

impl<'d> RareWords<'d> {
    /// Finds the rare words of a digest; `role` tells what a question of a response is for.
    pub(super) fn new(digest: &'d Digest, role: impl Fn(&Response, usize) -> Role) -> Self {
        let mut passages = Vec::new();
        let mut facts = Vec::new();
        let mut topics = Lists::default();
        let mut starts = Vec::with_capacity(digest.responses.len());
        for (number, response) in (0..).zip(&digest.responses) {
            starts.push(passages.len() as u32);
            for (answer_number, answer) in (0..).zip(&response.answers) {
                let role = role(response, answer.question);
                for (passage_number, passage) in (0..).zip(&answer.passages) {
                    passages.push(PassageRef { response: number, answer: answer_number, passage: passage_number });
                    facts.push(Facts { city: response.city, role });
                    let courses = passage.requests.iter().map(|request| &digest.courses[request.course]);
                    let mut of_passage: Vec<Key<Topic>> = passage.topics.clone();
                    of_passage.extend(courses.flat_map(|course| &course.topics));
                    of_passage.sort_unstable();
                    of_passage.dedup();
                    topics.push(of_passage);
                }
            }
        }
        let most = (passages.len() as u32 / 40).clamp(8, COMMON);
        let pieces = count(digest);
        let Rare { words, counts, numbers } = rare_words(&pieces, most);
        let mut by_word = vec![Vec::new(); words.len()];
        let mut of_passages = Lists::default();
        let mut passage = 0;
        for (piece, numbers) in pieces.iter().zip(&numbers) {
            for stems in 0..piece.stems.ends.len() as u32 {
                let stems = piece.stems.get(stems).iter();
                let mut words: Vec<u32> = stems.filter_map(|&stem| numbers[stem as usize]).collect();
                words.sort_unstable_by_key(|&word| (counts[word as usize], word));
                words.truncate(WORDS);
                words.iter().for_each(|&word| by_word[word as usize].push(passage));
                of_passages.push(words);
                passage += 1;
            }
        }
        let mut of_words = Lists::default();
        by_word.into_iter().for_each(|passages| of_words.push(passages));
        Self { passages, facts, topics, of_passages, of_words, words, starts }
    }

    /// The number of a passage in the order of the digest.
    pub(super) fn number(&self, digest: &Digest, passage: PassageRef) -> u32 {
        let before = digest.responses[passage.response as usize].answers[..usize::from(passage.answer)].iter();
        let before: usize = before.map(|answer| answer.passages.len()).sum();
        self.starts[passage.response as usize] + before as u32 + u32::from(passage.passage)
    }

    /// What a word weighs: the rarer, the more.
    pub(super) fn weight(&self, word: u32) -> u32 {
        1000 / (self.of_words.get(word).len() as u32 + 6)
    }
}

/// The stems of a part of the digest.
struct Piece<'d> {
    /// The stems of each passage, each once, by their numbers in this piece.
    stems: Lists<u32>,
    /// The stems, and in how many passages each stands.
    found: Vec<(Stem<'d>, u32)>,
}

fn count(digest: &Digest) -> Vec<Piece<'_>> {
    // As few pieces as there are threads: each numbers the stems for itself, and most of them are in all pieces.
    let length = digest.responses.len().div_ceil(rayon::current_num_threads()).max(1);
    let pieces = digest.responses.par_chunks(length).map(|responses| {
        let mut stemmer = Stems::default();
        let mut counts: Vec<u32> = Vec::new();
        // The last passage that each stem was met in.
        let mut last: Vec<u32> = Vec::new();
        let mut stems = Lists::default();
        for (number, passage) in (1..).zip(responses.iter().flat_map(|response| response.passages())) {
            let mut found = |stem: u32| {
                let stem_index = stem as usize;
                if stem_index >= counts.len() {
                    counts.resize(stem_index + 1, 0);
                    last.resize(stem_index + 1, 0);
                }
                if last[stem_index] != number {
                    last[stem_index] = number;
                    counts[stem_index] += 1;
                    stems.items.push(stem);
                }
            };
            passage.title.iter().for_each(|title| stemmer.each(title, &mut found));
            prose::visit_text(&passage.text.blocks, &mut |text| stemmer.each(text, &mut found));
            stems.push([]);
        }
        Piece { stems, found: stemmer.into_stems().into_iter().zip(counts).collect() }
    });
    pieces.collect()
}

/// The words that are rare, in the order of their stems.
struct Rare<'d> {
    words: Vec<&'d str>,
    /// In how many passages each stands.
    counts: Vec<u32>,
    /// For each piece the numbers of its stems among them.
    numbers: Vec<Vec<Option<u32>>>,
}

/// The words that stand in two passages or more, but in no more than `most`.
fn rare_words<'d>(pieces: &[Piece<'d>], most: u32) -> Rare<'d> {
    let mut all: ByHash<(u32, &'d str)> = ByHash::default();
    for (stem, count) in pieces.iter().flat_map(|piece| &piece.found) {
        let (total, shortest) = all.entry(stem.hash).or_insert((0, stem.word));
        *total += count;
        if is_shorter(stem.word, shortest) {
            *shortest = stem.word;
        }
    }
    let is_rare = |(_, (count, _)): &(u64, (u32, &str))| (2..=most).contains(count);
    let mut rare: Vec<(u64, (u32, &'d str))> = all.into_iter().filter(is_rare).collect();
    rare.sort_unstable_by_key(|&(hash, _)| hash);
    let numbers: ByHash<u32> = rare.iter().map(|&(hash, _)| hash).zip(0..).collect();
    let number = |(stem, _): &(Stem<'_>, u32)| numbers.get(&stem.hash).copied();
    let of_pieces = pieces.iter().map(|piece| piece.found.iter().map(number).collect()).collect();
    let (counts, words) = rare.into_iter().map(|(_, word)| word).unzip();
    Rare { words, counts, numbers: of_pieces }
}
