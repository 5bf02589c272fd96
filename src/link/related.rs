//! Which passages of other cities are about the same: by shared topics, then by rare words that both have.
//!
//! The cost is linear in the size of the digest: a passage is known by a dozen of its rarest words, a word that stands in many
//! passages tells nothing and is left out, and of a topic only the entries next in order are looked at.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use super::{Index, PassageRef};
use crate::model::{City, Digest, Key, Role, Topic};
use crate::prose;
use crate::text::lower_case;
use crate::text::stem::{Stem, Stems, is_shorter};

/// By how many of its rarest words a passage is known.
const WORDS: usize = 12;

/// A word that stands in more passages than this is not rare in any digest.
const COMMON: u32 = 32;

/// How many entries of each topic are looked at.
const NEXT: usize = 8;

/// What the rare words that two passages share must weigh where they share no topic.
const LEAST: u32 = 80;

/// The rare words of all passages.
#[derive(Debug)]
pub(super) struct RareWords {
    /// The passages in the order of the digest.
    passages: Vec<PassageRef>,
    /// Where the passages of each response begin.
    starts: Vec<u32>,
    /// What the question of each passage is for.
    roles: Vec<Role>,
    /// The rare words of each passage, as numbers in `words`.
    of_passages: Lists,
    /// The passages of each word, as numbers in `passages`.
    of_words: Lists,
    /// The shortest form of each word.
    words: Vec<Box<str>>,
}

/// Many short lists of numbers, one behind the other.
#[derive(Debug, Default)]
struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn push(&mut self, items: impl IntoIterator<Item = u32>) {
        self.items.extend(items);
        self.ends.push(self.items.len() as u32);
    }

    fn get(&self, list: u32) -> &[u32] {
        let list = list as usize;
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[list] as usize]
    }
}

/// A passage of another city that is about the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation<'a> {
    /// The passage.
    pub passage: PassageRef,
    /// The topics that both have.
    pub topics: Vec<Key<Topic>>,
    /// The rare words that both have, the rarest first.
    pub words: Vec<&'a str>,
}

/// What a related passage may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Any question.
    All,
    /// What the results of the year are: the experience of other cities.
    Results,
    /// What help, discussion or courses are asked for.
    Asks,
}

impl Wanted {
    fn includes(self, role: Role) -> bool {
        match self {
            Self::All => true,
            Self::Results => role == Role::Results,
            Self::Asks => role.is_ask(),
        }
    }
}

impl RareWords {
    pub(super) fn new(digest: &Digest, roles: impl Fn(usize, usize) -> Role) -> Self {
        let mut passages = Vec::new();
        let mut passage_roles = Vec::new();
        let mut starts = Vec::with_capacity(digest.responses.len());
        for (number, response) in digest.responses.iter().enumerate() {
            starts.push(passages.len() as u32);
            for (answer, of_answer) in (0_u16..).zip(&response.answers) {
                for passage in 0..of_answer.passages.len() as u16 {
                    passages.push(PassageRef { response: number as u32, answer, passage });
                    passage_roles.push(roles(number, of_answer.question));
                }
            }
        }
        let most = (passages.len() as u32 / 40).clamp(8, COMMON);
        let pieces = count(digest);
        let (words, numbers) = rare_words(&pieces, most);
        let counts = counts(&pieces, &numbers, words.len());
        let known: Vec<Vec<u32>> = pieces
            .into_par_iter()
            .zip(&numbers)
            .flat_map_iter(|(piece, numbers)| {
                let counts = &counts;
                (0..piece.stems.ends.len() as u32).map(move |passage| {
                    let stems = piece.stems.get(passage).iter();
                    let mut words: Vec<u32> = stems.filter_map(|&stem| numbers[stem as usize]).collect();
                    words.sort_unstable_by_key(|&word| (counts[word as usize], word));
                    words.truncate(WORDS);
                    words
                })
            })
            .collect();
        let mut by_word = vec![Vec::new(); words.len()];
        let mut of_passages = Lists::default();
        for (passage, words) in (0..).zip(known) {
            words.iter().for_each(|&word| by_word[word as usize].push(passage));
            of_passages.push(words);
        }
        let mut of_words = Lists::default();
        by_word.into_iter().for_each(|passages| of_words.push(passages));
        Self { passages, starts, roles: passage_roles, of_passages, of_words, words }
    }

    /// The number of a passage in the order of the digest.
    fn number(&self, digest: &Digest, passage: PassageRef) -> u32 {
        let before = digest.responses[passage.response as usize].answers[..usize::from(passage.answer)].iter();
        let before: usize = before.map(|answer| answer.passages.len()).sum();
        self.starts[passage.response as usize] + before as u32 + u32::from(passage.passage)
    }

    /// What a word weighs: the rarer, the more.
    fn weight(&self, word: u32) -> u32 {
        1000 / (self.of_words.get(word).len() as u32 + 6)
    }
}

/// The stems of a part of the digest.
struct Piece<'d> {
    /// The stems of each passage, each once, by their numbers in this piece.
    stems: Lists,
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

/// The words that stand in two passages or more, but in no more than `most`, in the order of their stems; and for each piece the
/// numbers of its stems among them.
fn rare_words(pieces: &[Piece<'_>], most: u32) -> (Vec<Box<str>>, Vec<Vec<Option<u32>>>) {
    let mut all: HashMap<u64, (u32, &str)> = HashMap::new();
    for (stem, count) in pieces.iter().flat_map(|piece| &piece.found) {
        let (total, shortest) = all.entry(stem.hash).or_insert((0, stem.word));
        *total += count;
        if is_shorter(stem.word, shortest) {
            *shortest = stem.word;
        }
    }
    let is_rare = |(_, (count, _)): &(u64, (u32, &str))| (2..=most).contains(count);
    let mut rare: Vec<(u64, &str)> = all.into_iter().filter(is_rare).map(|(hash, (_, word))| (hash, word)).collect();
    rare.sort_unstable();
    let numbers: HashMap<u64, u32> = rare.iter().map(|&(hash, _)| hash).zip(0..).collect();
    let number = |(stem, _): &(Stem<'_>, u32)| numbers.get(&stem.hash).copied();
    let of_pieces = pieces.iter().map(|piece| piece.found.iter().map(number).collect()).collect();
    (rare.into_iter().map(|(_, word)| lower_case(word).into()).collect(), of_pieces)
}

/// In how many passages each rare word stands.
fn counts(pieces: &[Piece<'_>], numbers: &[Vec<Option<u32>>], words: usize) -> Vec<u32> {
    let mut counts = vec![0; words];
    for (piece, numbers) in pieces.iter().zip(numbers) {
        for ((_, count), number) in piece.found.iter().zip(numbers) {
            if let Some(number) = number {
                counts[*number as usize] += count;
            }
        }
    }
    counts
}

/// What tells how well a passage fits; the least is the best.
type Rank = (Reverse<usize>, Reverse<u32>, (u32, u16, u16));

impl<'d> Index<'d> {
    /// The passages of other cities that are about the same as a passage: those that share most topics first, among them those that
    /// share most rare words. At most `most`, and one of each city.
    pub fn related(&self, passage: PassageRef, wanted: Wanted, most: usize) -> Vec<Relation<'_>> {
        let digest = self.digest();
        let own = self.rare_words.number(digest, passage);
        let city = self.city_of(passage);
        let topics = &self.passage(passage).passage.topics;
        let mut shared = self.sharing_words(own);
        for &topic in topics {
            shared.extend(self.next_on(topic, passage, wanted).map(|number| (number, None)));
        }
        shared.sort_unstable();
        let mut ranked: Vec<(Rank, Relation<'_>)> = shared
            .chunk_by(|(a, _), (b, _)| a == b)
            .filter_map(|shared| {
                let (number, _) = shared[0];
                let words: Vec<u32> = shared.iter().filter_map(|&(_, word)| word).collect();
                let role = self.rare_words.roles[number as usize];
                let other = self.rare_words.passages[number as usize];
                if !wanted.includes(role) || self.city_of(other) == city {
                    return None;
                }
                self.relation(other, topics, words)
            })
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut cities: Vec<Key<City>> = Vec::new();
        let mut best = Vec::new();
        for (_, relation) in ranked {
            let city = self.city_of(relation.passage);
            if !cities.contains(&city) {
                cities.push(city);
                best.push(relation);
                if best.len() == most {
                    break;
                }
            }
        }
        best
    }

    fn city_of(&self, passage: PassageRef) -> Key<City> {
        self.digest().responses[passage.response as usize].city
    }

    /// The passages that share a rare word with this one, once for each word.
    fn sharing_words(&self, own: u32) -> Vec<(u32, Option<u32>)> {
        let RareWords { of_passages, of_words, .. } = &self.rare_words;
        let words = of_passages.get(own).iter();
        words.flat_map(|&word| of_words.get(word).iter().map(move |&number| (number, Some(word)))).collect()
    }

    /// The passages on a topic that come next in its list, which begins again at its end.
    fn next_on(&self, topic: Key<Topic>, passage: PassageRef, wanted: Wanted) -> impl Iterator<Item = u32> + '_ {
        let entries = self.topic(topic);
        let list = match wanted {
            Wanted::All => &entries.passages,
            Wanted::Results => &entries.results,
            Wanted::Asks => &entries.asks,
        };
        let here = self.place(passage);
        let start = list.partition_point(|&other| self.place(other) <= here);
        let (before, after) = list.split_at(start);
        let digest = self.digest();
        after.iter().chain(before).take(NEXT).map(|&other| self.rare_words.number(digest, other))
    }

    /// Where a passage is in the order of the pages.
    fn place(&self, passage: PassageRef) -> (u32, u16, u16) {
        (self.ranks[passage.response as usize], passage.answer, passage.passage)
    }

    /// How a passage is related to one with these topics and words in common; `None` when that is too little.
    fn relation(&self, other: PassageRef, topics: &[Key<Topic>], mut words: Vec<u32>) -> Option<(Rank, Relation<'_>)> {
        let theirs = &self.passage(other).passage.topics;
        let topics: Vec<Key<Topic>> = topics.iter().filter(|topic| theirs.contains(topic)).copied().collect();
        let weight: u32 = words.iter().map(|&word| self.rare_words.weight(word)).sum();
        if topics.is_empty() && (words.len() < 2 || weight < LEAST) {
            return None;
        }
        words.sort_unstable_by_key(|&word| (Reverse(self.rare_words.weight(word)), word));
        let words = words.into_iter().map(|word| &*self.rare_words.words[word as usize]).collect();
        let rank = (Reverse(topics.len()), Reverse(weight), self.place(other));
        Some((rank, Relation { passage: other, topics, words }))
    }
}
