//! Finds passages of other cities about the same subject: first by shared topics, then by shared rare words.
//!
//! The cost is linear: a passage has at most a dozen [rare words](super::rare_words), and of a topic only the eight
//! entries next in order are considered. Without a common topic three common rare words are required, because two are
//! often a coincidence.

use std::cmp::Reverse;

use super::passages::{self, Facts, Passages};
use super::rare_words::PassageNumber;
use super::word_counts::{StemUse, word_at};
use super::{Index, PassageRef};
use crate::model::{City, Key, Role, Topic};
use asdg_russian::stem::is_shorter;

/// How many entries of each topic are considered.
const NEXT: usize = 8;

/// How many rare words two passages without a common topic must share. Two are often a coincidence, especially in a
/// small digest.
const LEAST: usize = 3;

/// A passage of another city about the same subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation<'a> {
    /// The passage.
    pub passage: PassageRef,
    /// The topics they share.
    pub topics: Vec<Key<Topic>>,
    /// The rare words they share, the rarest first; only if they share no topic.
    pub words: Vec<&'a str>,
}

/// Which questions a related passage may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelatedTo {
    /// Any question.
    All,
    /// Questions about results: the experience of other cities.
    Results,
    /// Questions that ask for help, discussion or courses.
    Asks,
}

impl RelatedTo {
    fn includes(self, role: Role) -> bool {
        match self {
            Self::All => true,
            Self::Results => role == Role::Results,
            Self::Asks => role.is_ask(),
        }
    }
}

/// A passage, by its number, and the rare word that it shares; no word if it shares a topic.
type Shared = (u32, Option<u32>);

/// How well a passage matches; the smallest is the best.
type Rank = (Reverse<usize>, Reverse<u32>, (u32, u16, u16));

impl<'d> Index<'d> {
    /// The passages of other cities about the same subject: those with most shared topics first, then those with most
    /// shared rare words. At most `most`, one of each city.
    pub fn related(&self, passage: PassageRef, wanted: RelatedTo, most: usize) -> Vec<Relation<'d>> {
        let Passages { facts, topics: all_topics, .. } = &self.passages;
        let own = passages::place(self.digest(), passage);
        let number = self.passages.number(own);
        let city = facts[number as usize].city;
        let topics = all_topics.get(number);
        let mut shared = self.sharing_words(own);
        for &topic in topics {
            shared.extend(self.next_on(topic, passage, wanted).map(|number| (number, None)));
        }
        shared.sort_unstable();
        let mut ranked: Vec<(Rank, &[Shared])> = shared
            .chunk_by(|(a, _), (b, _)| a == b)
            .filter_map(|shared| {
                let Facts { city: theirs, role } = facts[shared[0].0 as usize];
                let fits = wanted.includes(role) && theirs != city;
                Some((fits.then(|| self.rank(topics, shared))??, shared))
            })
            .collect();
        ranked.sort_unstable_by_key(|(rank, _)| *rank);
        let mut cities: Vec<Key<City>> = Vec::new();
        let mut best: Vec<Relation<'d>> = Vec::new();
        for (_, shared) in ranked {
            let city = facts[shared[0].0 as usize].city;
            if !cities.contains(&city) {
                cities.push(city);
                best.push(self.relation(passage, topics, shared));
                if best.len() == most {
                    break;
                }
            }
        }
        best
    }

    /// The passages that share a rare word with this one, once for each shared word.
    fn sharing_words(&self, own: PassageNumber) -> Vec<Shared> {
        let words = self.rare_words.of_passage(own).iter();
        let sharing = words.flat_map(|&StemUse { stem, .. }| {
            let passages = self.rare_words.passages(stem).iter();
            passages.map(move |&place| (self.passages.number(place), Some(stem)))
        });
        sharing.collect()
    }

    /// The next passages in a topic's list; after the end it continues from the start.
    fn next_on(&self, topic: Key<Topic>, passage: PassageRef, wanted: RelatedTo) -> impl Iterator<Item = u32> + '_ {
        let entries = self.topic(topic);
        let list = match wanted {
            RelatedTo::All => &entries.passages,
            RelatedTo::Results => &entries.results,
            RelatedTo::Asks => &entries.asks,
        };
        let here = self.place(passage);
        let start = list.partition_point(|&other| self.place(other) <= here);
        let (before, after) = list.split_at(start);
        let next = after.iter().chain(before).take(NEXT);
        next.map(|&other| self.passages.number(passages::place(self.digest(), other)))
    }

    /// The position of a passage in the order of the pages.
    fn place(&self, passage: PassageRef) -> (u32, u16, u16) {
        (self.ranks[passage.response as usize], passage.answer, passage.passage)
    }

    /// The rank of a passage for one with these topics; `None` if they share too little.
    fn rank(&self, topics: &[Key<Topic>], shared: &[Shared]) -> Option<Rank> {
        let (other, _) = shared[0];
        let theirs = self.passages.topics.get(other);
        let common = topics.iter().filter(|topic| theirs.contains(topic)).count();
        let words = || shared.iter().filter_map(|&(_, word)| word);
        let weight = words().map(|word| self.rare_words.weight(word)).sum();
        (common > 0 || words().count() >= LEAST)
            .then(|| (Reverse(common), Reverse(weight), self.place(self.passages.refs[other as usize])))
    }

    fn relation(&self, passage: PassageRef, topics: &[Key<Topic>], shared: &[Shared]) -> Relation<'d> {
        let (other, _) = shared[0];
        let theirs = self.passages.topics.get(other);
        let other = self.passages.refs[other as usize];
        let topics: Vec<Key<Topic>> = topics.iter().filter(|topic| theirs.contains(topic)).copied().collect();
        let mut words: Vec<u32> = Vec::new();
        if topics.is_empty() {
            words.extend(shared.iter().filter_map(|&(_, word)| word));
        }
        words.sort_unstable_by_key(|&word| (Reverse(self.rare_words.weight(word)), self.rare_words.hash(word)));
        Relation {
            passage: other,
            topics,
            words: words.into_iter().filter_map(|word| self.shown_word(word, passage, other)).collect(),
        }
    }

    /// A shared word in the shorter of the two spellings.
    fn shown_word(&self, word: u32, passage: PassageRef, other: PassageRef) -> Option<&'d str> {
        let form = |passage: PassageRef| {
            let known = self.rare_words.of_passage(passages::place(self.digest(), passage));
            let StemUse { at, .. } = known.iter().find(|found| found.stem == word)?;
            Some(word_at(self.passage(passage).passage, *at))
        };
        let (own, theirs) = (form(passage)?, form(other)?);
        Some(if is_shorter(theirs, own) { theirs } else { own })
    }
}
