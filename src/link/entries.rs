//! What belongs to each entry of a register: to a city, a topic or a course.

use jiff::civil::Date;
use rayon::prelude::*;

use super::counts::{self, InYear};
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
    /// Those that report results.
    pub results: Vec<PassageRef>,
    /// How many cities report results.
    pub experienced: usize,
    /// Those of them that ask for help, a discussion or a course.
    pub asks: Vec<PassageRef>,
    /// The responses that are on it as a whole.
    pub responses: Vec<usize>,
    /// The cities of both, in order.
    pub cities: Vec<Key<City>>,
    /// The same for each edition, the earliest first.
    pub by_year: Vec<InYear>,
    /// The day the latest of their responses was changed.
    pub changed: Option<Date>,
}

/// What belongs to a course.
#[derive(Debug, Default, Clone)]
pub struct OfCourse {
    /// The requests for it.
    pub requests: Vec<RequestRef>,
    /// The cities that ask for it, in order.
    pub cities: Vec<Key<City>>,
    /// The same for each edition, the earliest first.
    pub by_year: Vec<InYear>,
    /// The day the latest of their responses was changed.
    pub changed: Option<Date>,
}

impl Entries {
    /// What belongs to the entries of a digest; `order` has the numbers of the responses in the order of the pages.
    pub(super) fn new(digest: &Digest, order: &[usize], roles: &Roles<'_>) -> Self {
        // Each thread takes a part of the responses; the results are joined in order.
        let stretch = order.len().div_ceil(rayon::current_num_threads()).max(1);
        let parts: Vec<Self> = order.par_chunks(stretch).map(|part| Self::of(digest, part, roles)).collect();
        let mut parts = parts.into_iter();
        let mut entries = parts.next().unwrap_or_else(|| Self::of(digest, &[], roles));
        parts.for_each(|part| entries.append(part));
        let years = counts::years(digest);
        let of = |number: usize| (digest.responses[number].year, digest.responses[number].city);
        let of_passage = |passage: &PassageRef| of(passage.response as usize);
        entries.topics.par_iter_mut().for_each(|topic| {
            put_in_order(&mut topic.cities);
            let (passages, responses) =
                (topic.passages.iter().map(of_passage), topic.responses.iter().copied().map(of));
            let mut experienced: Vec<Key<City>> = topic.results.iter().map(|passage| of_passage(passage).1).collect();
            put_in_order(&mut experienced);
            topic.experienced = experienced.len();
            topic.by_year = counts::by_year(&years, passages, responses);
        });
        entries.courses.par_iter_mut().for_each(|course| {
            put_in_order(&mut course.cities);
            let requests = course.requests.iter().map(|request| of_passage(&request.passage));
            course.by_year = counts::by_year(&years, requests, std::iter::empty());
        });
        entries
    }

    /// What belongs to the entries in some of the responses; a city may occur more than once.
    fn of(digest: &Digest, responses: &[usize], roles: &Roles<'_>) -> Self {
        let mut entries = Self {
            cities: vec![OfCity::default(); digest.cities.len()],
            topics: vec![OfTopic::default(); digest.topics.len()],
            courses: vec![OfCourse::default(); digest.courses.len()],
        };
        responses.iter().for_each(|&number| entries.add(digest, number, roles));
        entries
    }

    /// Adds what belongs to the entries in later responses.
    fn append(&mut self, later: Self) {
        for (city, later) in self.cities.iter_mut().zip(later.cities) {
            city.responses.extend(later.responses);
            city.mentions.extend(later.mentions);
            city.changed = city.changed.max(later.changed);
        }
        for (topic, later) in self.topics.iter_mut().zip(later.topics) {
            topic.passages.extend(later.passages);
            topic.results.extend(later.results);
            topic.asks.extend(later.asks);
            topic.responses.extend(later.responses);
            topic.cities.extend(later.cities);
            topic.changed = topic.changed.max(later.changed);
        }
        for (course, later) in self.courses.iter_mut().zip(later.courses) {
            course.requests.extend(later.requests);
            course.cities.extend(later.cities);
            course.changed = course.changed.max(later.changed);
        }
    }

    fn add(&mut self, digest: &Digest, number: usize, roles: &Roles<'_>) {
        let response = &digest.responses[number];
        let city = &mut self.cities[response.city.index()];
        city.responses.push(number);
        city.changed = city.changed.max(response.changed());
        for topic in &response.topics {
            let entries = &mut self.topics[topic.index()];
            entries.responses.push(number);
            push_city(&mut entries.cities, response.city);
            entries.changed = entries.changed.max(response.changed());
        }
        let roles = roles.of(response);
        for (answer_number, answer) in (0_u16..).zip(&response.answers) {
            let role = roles[answer.question].role;
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
            push_city(&mut entries.cities, response.city);
            entries.changed = entries.changed.max(response.changed());
        }
        for (request_number, request) in (0_u16..).zip(&passage.requests) {
            let entries = &mut self.courses[request.course.index()];
            entries.requests.push(RequestRef { passage: passage_ref, request: request_number });
            push_city(&mut entries.cities, response.city);
            entries.changed = entries.changed.max(response.changed());
        }
        for target in &passage.text.links {
            if let Target::City(city) = target
                && *city != response.city
            {
                // A passage that names a city twice counts as one mention.
                let mentions = &mut self.cities[city.index()].mentions;
                if mentions.last() != Some(&passage_ref) {
                    mentions.push(passage_ref);
                }
            }
        }
    }
}

/// Adds a city unless it was the last one. This suffices, because the responses and passages of an entry come by city.
fn push_city(cities: &mut Vec<Key<City>>, city: Key<City>) {
    if cities.last() != Some(&city) {
        cities.push(city);
    }
}

fn put_in_order(cities: &mut Vec<Key<City>>) {
    cities.sort_unstable();
    cities.dedup();
}
