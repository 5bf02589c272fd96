//! Suggests topics for passages without one: by the names in the register, else by the topics of passages with the same
//! rare words. At least two of these passages of other cities, and more than half of them, must have the topic.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::Reason;
use crate::link::{Index, PassageContext, PassageRef, RelatedTo};
use crate::markup;
use crate::model::{Digest, Entry, Key, Passage, Question, Response, Role, Topic};
use crate::select::Selection;
use asdg_base::register::Phrases;
use asdg_russian::stem::stems;

/// The largest number of topics proposed for a passage.
const MAX_TOPICS: usize = 3;

/// The number of passages of other cities that vote for topics.
const VOTERS: usize = 6;

/// Topics proposed for a passage.
#[derive(Debug)]
pub struct TopicsProposal<'d> {
    /// The question that it answers.
    pub question: &'d Question,
    /// The passage.
    pub passage: &'d Passage,
    /// The topics, with the reason for each.
    pub topics: Vec<(Key<Topic>, Reason)>,
}

/// Proposes topics, in the order of the passages of each response.
pub(super) fn propose<'d>(
    index: &Index<'d>,
    selection: Selection<'d>,
) -> impl Iterator<Item = (&'d Response, TopicsProposal<'d>)> {
    let phrases = Phrases::new(&index.digest().topics);
    let cities = city_words(index.digest());
    // Answers about courses are covered by the topics of their courses.
    let roles = Role::ALL.into_iter().filter(|role| *role != Role::Training);
    let passages = roles.flat_map(|role| index.passages_of(selection.edition, role));
    let mut found: Vec<_> = passages
        .filter_map(|at| {
            let PassageContext { response, question, passage } = index.passage(at);
            let is_wanted = selection.has_sector(response.sector) && selection.has_city(response.city);
            // Topics on the heading of an answer would apply to all its passages.
            let has_heading = passage.title.is_some()
                || response.answers.iter().any(|answer| {
                    answer.passages.len() == 1 && answer.passages.iter().any(|only| std::ptr::eq(only, passage))
                });
            if !is_wanted || !has_heading || !passage.topics.is_empty() {
                return None;
            }
            let topics = match by_name(&phrases, passage) {
                topics if topics.is_empty() => by_related_passages(index, at, &cities),
                topics => topics,
            };
            (!topics.is_empty()).then_some((response, TopicsProposal { question, passage, topics }))
        })
        .collect();
    found.sort_by_key(|(response, proposal)| {
        (response.id(), response.passages().position(|passage| std::ptr::eq(passage, proposal.passage)))
    });
    found.into_iter()
}

/// Finds the topics whose names are in the title, or often enough in the text.
fn by_name(phrases: &Phrases<Topic>, passage: &Passage) -> Vec<(Key<Topic>, Reason)> {
    let html = passage.text.html();
    let sentences: Vec<&str> = markup::word_chunks(&html).collect();
    let found = phrases.find_subjects(passage.title.as_deref(), &sentences).into_iter();
    found.map(|found| (found.key, Reason::Name(found.name.to_owned()))).collect()
}

/// Returns the stems of the names of cities. They are ignored, because passages that name the same city need not have
/// the same subject.
fn city_words(digest: &Digest) -> BTreeSet<String> {
    let names = digest.cities.iter().flat_map(|(_, city)| city.names());
    names.flat_map(stems).collect()
}

/// Finds the topics that most passages with the same rare words have.
fn by_related_passages(index: &Index<'_>, at: PassageRef, cities: &BTreeSet<String>) -> Vec<(Key<Topic>, Reason)> {
    let mut tagged = Vec::new();
    let [relations] = index.related(at, [(RelatedTo::All, VOTERS)]);
    for relation in relations {
        let topics = &index.passage(relation.passage).passage.topics;
        let names_city = |word: &String| stems(word).iter().any(|stem| cities.contains(stem));
        let words: Vec<String> = relation.words.into_iter().filter(|word| !names_city(word)).collect();
        if !topics.is_empty() && words.len() > 1 {
            tagged.push((topics, words));
        }
    }
    let mut votes: Vec<(Key<Topic>, usize, Vec<String>)> = Vec::new();
    for (topics, words) in &tagged {
        for &topic in topics.iter() {
            let position = votes.iter().position(|(other, _, _)| *other == topic).unwrap_or_else(|| {
                votes.push((topic, 0, Vec::new()));
                votes.len() - 1
            });
            let (_, count, reasons) = &mut votes[position];
            *count += 1;
            for word in words {
                if !reasons.iter().any(|other| other == word) {
                    reasons.push(word.clone());
                }
            }
        }
    }
    // A single passage may share words by coincidence.
    votes.retain(|(_, count, _)| *count > 1 && count * 2 > tagged.len());
    votes.sort_by_key(|(topic, count, _)| (Reverse(*count), *topic));
    votes.into_iter().take(MAX_TOPICS).map(|(topic, _, words)| (topic, Reason::Words(words))).collect()
}
