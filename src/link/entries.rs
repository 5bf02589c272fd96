//! What belongs to the entries of the registers: to each city, topic and course.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::counts::{ByYear, InYear};
use super::{PassageRef, RequestRef, Roles};
use crate::model::{City, Digest, Key, Passage, Response, Role, Target};

/// What belongs to each entry, by the numbers of their keys.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) cities: Vec<OfCity>,
    pub(super) topics: Vec<OfTopic>,
    pub(super) courses: Vec<OfCourse>,
}

/// What belongs to a city.
#[derive(Debug, Default, Clone)]
pub struct OfCity {
    /// Its responses, by their numbers in the digest.
    pub responses: Vec<usize>,
    /// The passages of other cities that name it.
    pub mentions: Vec<PassageRef>,
    /// The day the latest of its responses was changed.
    pub changed: Option<Date>,
}

/// What belongs to a topic.
#[derive(Debug, Default, Clone)]
pub struct OfTopic {
    /// The passages on it.
    pub passages: Vec<PassageRef>,
    /// Those of them that tell of results.
    pub results: Vec<PassageRef>,
    /// Those of them that ask for help, a discussion or a course.
    pub asks: Vec<PassageRef>,
    /// The responses that are on it as a whole.
    pub responses: Vec<usize>,
    /// The cities of both.
    pub cities: BTreeSet<Key<City>>,
    /// The same by edition.
    pub by_year: ByYear,
    /// The day the latest of their responses was changed.
    pub changed: Option<Date>,
}

/// What belongs to a course.
#[derive(Debug, Default, Clone)]
pub struct OfCourse {
    /// The requests for it.
    pub requests: Vec<RequestRef>,
    /// The cities that ask for it.
    pub cities: BTreeSet<Key<City>>,
    /// The same by edition.
    pub by_year: ByYear,
    /// The day the latest of their responses was changed.
    pub changed: Option<Date>,
}

impl Entries {
    /// What belongs to the entries of a digest; `order` has the numbers of the responses in the order of the pages.
    pub(super) fn new(digest: &Digest, order: &[usize], roles: &Roles<'_>) -> Self {
        let by_year: ByYear = digest.responses.iter().map(|response| (response.year, InYear::default())).collect();
        let of_topic = OfTopic { by_year: by_year.clone(), ..OfTopic::default() };
        let of_course = OfCourse { by_year, ..OfCourse::default() };
        let mut entries = Self {
            cities: vec![OfCity::default(); digest.cities.len()],
            topics: vec![of_topic; digest.topics.len()],
            courses: vec![of_course; digest.courses.len()],
        };
        order.iter().for_each(|&number| entries.add(digest, number, roles));
        entries
    }

    fn add(&mut self, digest: &Digest, number: usize, roles: &Roles<'_>) {
        let response = &digest.responses[number];
        let city = &mut self.cities[response.city.index()];
        city.responses.push(number);
        city.changed = city.changed.max(response.changed());
        for topic in &response.topics {
            let entries = &mut self.topics[topic.index()];
            entries.responses.push(number);
            entries.cities.insert(response.city);
            entries.by_year.entry(response.year).or_default().cities.insert(response.city);
            entries.changed = entries.changed.max(response.changed());
        }
        for (answer_number, answer) in (0_u16..).zip(&response.answers) {
            let role = roles.of(response, answer.question);
            for (passage_number, passage) in (0_u16..).zip(&answer.passages) {
                let passage_ref =
                    PassageRef { response: number as u32, answer: answer_number, passage: passage_number };
                self.add_passage(passage_ref, response, passage, role);
            }
        }
    }

    fn add_passage(&mut self, passage_ref: PassageRef, response: &Response, passage: &Passage, role: Role) {
        for topic in &passage.topics {
            let entries = &mut self.topics[topic.index()];
            entries.passages.push(passage_ref);
            match role {
                Role::Results => entries.results.push(passage_ref),
                role if role.is_ask() => entries.asks.push(passage_ref),
                _ => {}
            }
            entries.cities.insert(response.city);
            count(&mut entries.by_year, response);
            entries.changed = entries.changed.max(response.changed());
        }
        for (request_number, request) in (0_u16..).zip(&passage.requests) {
            let entries = &mut self.courses[request.course.index()];
            entries.requests.push(RequestRef { passage: passage_ref, request: request_number });
            entries.cities.insert(response.city);
            count(&mut entries.by_year, response);
            entries.changed = entries.changed.max(response.changed());
        }
        for target in &passage.text.links {
            if let Target::City(city) = target
                && *city != response.city
            {
                // A passage that names a city twice mentions it once.
                let mentions = &mut self.cities[city.index()].mentions;
                if mentions.last() != Some(&passage_ref) {
                    mentions.push(passage_ref);
                }
            }
        }
    }
}

/// Counts a passage or a request of a response.
fn count(by_year: &mut ByYear, response: &Response) {
    let InYear { cities, entries } = by_year.entry(response.year).or_default();
    cities.insert(response.city);
    *entries += 1;
}
