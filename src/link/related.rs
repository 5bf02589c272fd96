//! Finds passages of other cities about the same subject: by shared topics, then by shared rare words. See
//! [`Index::related`].
//!
//! The cost is linear: a passage has at most a dozen [rare words](super::rare_words), and only the eight next passages
//! on each topic are candidates. Without a common topic three common rare words are required, because two are often a
//! coincidence.

use std::cmp::Reverse;

use super::passages::{self, Facts, Passages};
use super::rare_words::PassageNumber;
use super::{Index, PassageRef};
use crate::model::{City, Key, Role, Topic};
use crate::words::{StemUse, word_at};
use asdg_russian::stem::is_better_example;

/// The number of candidates of each topic.
const NEXT: usize = 8;

/// The number of rare words that two passages without a common topic must share. Two are often a coincidence,
/// especially in a small digest.
const MIN_WORDS: usize = 3;

/// A passage of another city about the same subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The passage.
    pub passage: PassageRef,
    /// The topics they share.
    pub topics: Vec<Key<Topic>>,
    /// The rare words they share, the rarest first; only if they share no topic.
    pub words: Vec<String>,
}

/// The questions that related passages may answer.
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

/// A candidate, once for each topic or word that it shares: the number of the passage, and the rare word. Both are in
/// one number, because candidates are sorted, and there are hundreds for each passage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate(u64);

impl Candidate {
    /// The lower half of a candidate that shares a topic.
    const TOPIC: u32 = u32::MAX;

    fn new(passage: u32, word: u32) -> Self {
        Self(u64::from(passage) << 32 | u64::from(word))
    }

    fn passage(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The shared word; `None` for a topic.
    fn word(self) -> Option<u32> {
        let word = self.0 as u32;
        (word != Self::TOPIC).then_some(word)
    }
}

/// The rank of a candidate: the number of common topics, the weight of the common words, the position in page order.
/// The smallest is the best.
type Rank = (Reverse<usize>, Reverse<u32>, (u32, u16, u16));

impl<'d> Index<'d> {
    /// Finds the passages of other cities about the same subject: those with most shared topics first, then those with
    /// most shared rare words. For each of `wanted` at most so many, one of each city.
    pub fn related<const N: usize>(&self, passage: PassageRef, wanted: [(RelatedTo, usize); N]) -> [Vec<Relation>; N] {
        let own = passages::passage_number(self.digest(), passage);
        let number = self.passages.number(own);
        let with_words = self.with_shared_words(own, &self.passages.facts[number as usize]);
        wanted.map(|(wanted, most)| self.best_related(passage, number, with_words.clone(), wanted, most))
    }

    /// Finds the best passages for a passage, which has this number, among candidates and the next on its topics.
    fn best_related(
        &self,
        passage: PassageRef,
        number: u32,
        mut candidates: Vec<Candidate>,
        wanted: RelatedTo,
        most: usize,
    ) -> Vec<Relation> {
        let Passages { facts, topics: all_topics, .. } = &self.passages;
        let city = facts[number as usize].city;
        let topics = all_topics.get(number);
        for &topic in topics {
            candidates
                .extend(self.next_on(topic, passage, wanted).map(|number| Candidate::new(number, Candidate::TOPIC)));
        }
        candidates.sort_unstable();
        let mut ranked: Vec<(Rank, &[Candidate])> = candidates
            .chunk_by(|a, b| a.passage() == b.passage())
            .filter_map(|shared| {
                let other = &facts[shared[0].passage() as usize];
                let fits = wanted.includes(other.role) && other.city != city;
                Some((fits.then(|| self.rank(topics, shared))??, shared))
            })
            .collect();
        ranked.sort_unstable_by_key(|(rank, _)| *rank);
        let mut cities: Vec<Key<City>> = Vec::new();
        let mut best: Vec<Relation> = Vec::new();
        for (_, shared) in ranked {
            let city = facts[shared[0].passage() as usize].city;
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

    /// Returns the passages that share rare words with this one, once for each shared word. Most passages share a
    /// single word and no topic; they are left out if the bits of their topics tell.
    fn with_shared_words(&self, own: PassageNumber, &Facts { topic_bits, .. }: &Facts) -> Vec<Candidate> {
        let words = self.rare_words.of_passage(own).iter();
        let sharing = words.flat_map(|&StemUse { stem, .. }| {
            let passages = self.rare_words.passages(stem).iter();
            passages.map(move |&passage| Candidate::new(self.passages.number(passage), stem))
        });
        let mut candidates: Vec<Candidate> = sharing.collect();
        candidates.sort_unstable();
        let shares_enough = |shared: &&[Candidate]| {
            shared.len() >= MIN_WORDS || self.passages.facts[shared[0].passage() as usize].topic_bits & topic_bits != 0
        };
        candidates.chunk_by(|a, b| a.passage() == b.passage()).filter(shares_enough).flatten().copied().collect()
    }

    /// Returns the next passages in a topic's list, continuing from the start after the end.
    fn next_on(&self, topic: Key<Topic>, passage: PassageRef, wanted: RelatedTo) -> impl Iterator<Item = u32> + '_ {
        let entries = self.topic(topic);
        let list = match wanted {
            RelatedTo::All => &entries.passages,
            RelatedTo::Results => &entries.results,
            RelatedTo::Asks => &entries.asks,
        };
        let position = self.page_position(passage);
        let start = list.partition_point(|&other| self.page_position(other) <= position);
        let (before, after) = list.split_at(start);
        let next = after.iter().chain(before).take(NEXT);
        next.map(|&other| self.passages.number(passages::passage_number(self.digest(), other)))
    }

    /// Returns the position of a passage in page order.
    fn page_position(&self, passage: PassageRef) -> (u32, u16, u16) {
        (self.ranks[passage.response as usize], passage.answer, passage.passage)
    }

    /// Ranks a candidate for a passage with these topics; `None` if they share too little.
    fn rank(&self, topics: &[Key<Topic>], shared: &[Candidate]) -> Option<Rank> {
        let other = shared[0].passage();
        let other_topics = self.passages.topics.get(other);
        let common = topics.iter().filter(|topic| other_topics.contains(topic)).count();
        let words = || shared.iter().filter_map(|candidate| candidate.word());
        let weight = words().map(|word| self.rare_words.weight(word)).sum();
        (common > 0 || words().count() >= MIN_WORDS)
            .then(|| (Reverse(common), Reverse(weight), self.page_position(self.passages.refs[other as usize])))
    }

    /// Describes what a passage shares with another.
    fn relation(&self, passage: PassageRef, topics: &[Key<Topic>], shared: &[Candidate]) -> Relation {
        let other = shared[0].passage();
        let other_topics = self.passages.topics.get(other);
        let other = self.passages.refs[other as usize];
        let topics: Vec<Key<Topic>> = topics.iter().filter(|topic| other_topics.contains(topic)).copied().collect();
        let mut words: Vec<u32> = Vec::new();
        if topics.is_empty() {
            words.extend(shared.iter().filter_map(|candidate| candidate.word()));
        }
        words.sort_unstable_by_key(|&word| (Reverse(self.rare_words.weight(word)), self.rare_words.hash(word)));
        Relation {
            passage: other,
            topics,
            words: words.into_iter().filter_map(|word| self.shown_word(word, passage, other)).collect(),
        }
    }

    /// Returns a shared word in the shorter of its forms in the two passages.
    fn shown_word(&self, word: u32, passage: PassageRef, other: PassageRef) -> Option<String> {
        let form = |passage: PassageRef| {
            let words = self.rare_words.of_passage(passages::passage_number(self.digest(), passage));
            let StemUse { at, .. } = words.iter().find(|found| found.stem == word)?;
            Some(word_at(self.passage(passage).passage, *at))
        };
        let (first, second) = (form(passage)?, form(other)?);
        Some(if is_better_example(&second, &first) { second } else { first })
    }
}
