//! Numbers the passages of a digest, and keeps what the search for related passages needs of each.

use super::PassageRef;
use super::rare_words::PassageNumber;
use crate::model::{City, Digest, Key, Role, Topic};
use crate::words::Lists;

/// All passages, in the order of the digest.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// The reference of each passage.
    pub(super) refs: Vec<PassageRef>,
    /// The facts of each passage.
    pub(super) facts: Vec<Facts>,
    /// The topics of each passage, and those of the courses that it asks for.
    pub(super) topics: Lists<Key<Topic>>,
    /// The number of the first passage of each response.
    starts: Vec<u32>,
}

/// The facts that decide whether a passage can be related to another at all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) city: Key<City>,
    /// The role of its question.
    pub(super) role: Role,
    /// Its topics as bits, each at the number of the topic modulo 64. Passages without a common bit share no topic.
    pub(super) topic_bits: u64,
}

impl Passages {
    /// Numbers the passages of a digest.
    pub(super) fn new(digest: &Digest) -> Self {
        let mut passages = Self::default();
        let mut topics: Vec<Key<Topic>> = Vec::new();
        for (number, response) in (0..).zip(&digest.responses) {
            passages.starts.push(passages.refs.len() as u32);
            let questions = digest.questions(response);
            for (answer_number, answer) in (0..).zip(&response.answers) {
                let role = questions[answer.question].role;
                for (passage_number, passage) in (0..).zip(&answer.passages) {
                    let reference = PassageRef { response: number, answer: answer_number, passage: passage_number };
                    passages.refs.push(reference);
                    let courses = passage.requests.iter().map(|request| &digest.courses[request.course]);
                    topics.extend(passage.topics.iter().chain(courses.flat_map(|course| &course.topics)));
                    topics.sort_unstable();
                    topics.dedup();
                    let topic_bits = topics.iter().fold(0, |bits, topic| bits | 1 << (topic.index() % 64));
                    passages.facts.push(Facts { city: response.city, role, topic_bits });
                    passages.topics.push(topics.drain(..));
                }
            }
        }
        passages
    }

    /// Returns the number of a passage.
    pub(super) fn number(&self, (response, passage): PassageNumber) -> u32 {
        self.starts[response as usize] + passage
    }
}

/// Returns the number of a passage within its response.
pub(super) fn passage_number(digest: &Digest, passage: PassageRef) -> PassageNumber {
    let before = digest.responses[passage.response as usize].answers[..usize::from(passage.answer)].iter();
    let before: usize = before.map(|answer| answer.passages.len()).sum();
    (passage.response, before as u32 + u32::from(passage.passage))
}
