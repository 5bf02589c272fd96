//! The passages of a digest by number, with the facts that are often asked about each.

use super::lists::Lists;
use super::rare_words::PassageNumber;
use super::{PassageRef, Roles};
use crate::model::{City, Digest, Key, Role, Topic};

/// All passages, in the order of the digest.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// The position of each.
    pub(super) refs: Vec<PassageRef>,
    /// Whether a passage can be related to another at all.
    pub(super) facts: Vec<Facts>,
    /// The topics of each and of the courses it asks for.
    pub(super) topics: Lists<Key<Topic>>,
    /// Where the passages of each response begin.
    starts: Vec<u32>,
}

/// What decides whether a passage can be related to another at all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) city: Key<City>,
    /// What its question is for.
    pub(super) role: Role,
}

impl Passages {
    /// The passages of a digest.
    pub(super) fn new(digest: &Digest, roles: &Roles<'_>) -> Self {
        let mut passages = Self::default();
        let mut topics: Vec<Key<Topic>> = Vec::new();
        for (number, response) in (0..).zip(&digest.responses) {
            passages.starts.push(passages.refs.len() as u32);
            let roles = roles.of(response);
            for (answer_number, answer) in (0..).zip(&response.answers) {
                let role = roles[answer.question].role;
                for (passage_number, passage) in (0..).zip(&answer.passages) {
                    let place = PassageRef { response: number, answer: answer_number, passage: passage_number };
                    passages.refs.push(place);
                    passages.facts.push(Facts { city: response.city, role });
                    let courses = passage.requests.iter().map(|request| &digest.courses[request.course]);
                    topics.extend(passage.topics.iter().chain(courses.flat_map(|course| &course.topics)));
                    topics.sort_unstable();
                    topics.dedup();
                    passages.topics.push(topics.drain(..));
                }
            }
        }
        passages
    }

    /// The number of a passage.
    pub(super) fn number(&self, (response, passage): PassageNumber) -> u32 {
        self.starts[response as usize] + passage
    }
}

/// The number of a passage within its response.
pub(super) fn place(digest: &Digest, passage: PassageRef) -> PassageNumber {
    let before = digest.responses[passage.response as usize].answers[..usize::from(passage.answer)].iter();
    let before: usize = before.map(|answer| answer.passages.len()).sum();
    (passage.response, before as u32 + u32::from(passage.passage))
}
