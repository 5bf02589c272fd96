//! Collects the responses, passages and requests of each city, topic and course.

use jiff::civil::Date;
use rayon::prelude::*;

use super::counts::{self, InYear};
use super::{PassageRef, RequestRef};
use crate::model::{City, Digest, Key, Passage, Response, Role, Target};

/// The lists of all entries, by the numbers of their keys.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) cities: Vec<CityLists>,
    pub(super) topics: Vec<TopicLists>,
    pub(super) courses: Vec<CourseLists>,
}

/// The lists of a city.
#[derive(Debug, Default, Clone)]
pub struct CityLists {
    /// Its responses, by their numbers in the digest.
    pub responses: Vec<usize>,
    /// The passages of other cities that name it.
    pub mentions: Vec<PassageRef>,
    /// The date of the latest change of its responses.
    pub changed: Option<Date>,
}

/// The lists and counts of a topic.
#[derive(Debug, Default, Clone)]
pub struct TopicLists {
    /// The passages on the topic.
    pub passages: Vec<PassageRef>,
    /// The passages that report results.
    pub results: Vec<PassageRef>,
    /// The number of cities that report results.
    pub experienced: usize,
    /// The passages that ask for help, a discussion or a course.
    pub asks: Vec<PassageRef>,
    /// The responses that are on the topic as a whole.
    pub responses: Vec<usize>,
    /// The cities of these passages and responses, in order.
    pub cities: Vec<Key<City>>,
    /// The counts for each edition, the earliest first.
    pub by_year: Vec<InYear>,
    /// The date of the latest change of these responses.
    pub changed: Option<Date>,
}

/// The lists and counts of a course.
#[derive(Debug, Default, Clone)]
pub struct CourseLists {
    /// The requests for it.
    pub requests: Vec<RequestRef>,
    /// The cities that ask for it, in order.
    pub cities: Vec<Key<City>>,
    /// The counts for each edition, the earliest first.
    pub by_year: Vec<InYear>,
    /// The date of the latest change of these responses.
    pub changed: Option<Date>,
}

impl Entries {
    /// Collects the lists of a digest. `order` has the numbers of the responses in page order.
    pub(super) fn new(digest: &Digest, order: &[usize]) -> Self {
        // Each thread processes a chunk of the responses; the results are joined in order.
        let chunk_length = order.len().div_ceil(rayon::current_num_threads()).max(1);
        let chunks: Vec<Self> = order.par_chunks(chunk_length).map(|chunk| Self::of(digest, chunk)).collect();
        let mut chunks = chunks.into_iter();
        let mut entries = chunks.next().unwrap_or_else(|| Self::of(digest, &[]));
        chunks.for_each(|chunk| entries.append(chunk));
        let years = counts::years(digest);
        let year_and_city = |number: usize| (digest.responses[number].year, digest.responses[number].city);
        let of_passage = |passage: &PassageRef| year_and_city(passage.response as usize);
        entries.topics.par_iter_mut().for_each(|topic| {
            sort_and_dedup(&mut topic.cities);
            let (passages, responses) =
                (topic.passages.iter().map(of_passage), topic.responses.iter().copied().map(year_and_city));
            let mut experienced: Vec<Key<City>> = topic.results.iter().map(|passage| of_passage(passage).1).collect();
            sort_and_dedup(&mut experienced);
            topic.experienced = experienced.len();
            topic.by_year = counts::by_year(&years, passages, responses);
        });
        entries.courses.par_iter_mut().for_each(|course| {
            sort_and_dedup(&mut course.cities);
            let requests = course.requests.iter().map(|request| of_passage(&request.passage));
            course.by_year = counts::by_year(&years, requests, std::iter::empty());
        });
        entries
    }

    /// Collects the lists of some responses. A city may occur more than once in a list.
    fn of(digest: &Digest, responses: &[usize]) -> Self {
        let mut entries = Self {
            cities: vec![CityLists::default(); digest.cities.len()],
            topics: vec![TopicLists::default(); digest.topics.len()],
            courses: vec![CourseLists::default(); digest.courses.len()],
        };
        responses.iter().for_each(|&number| entries.add(digest, number));
        entries
    }

    /// Appends the lists of later responses.
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

    fn add(&mut self, digest: &Digest, number: usize) {
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
        let questions = digest.questions(response);
        for (answer_number, answer) in (0_u16..).zip(&response.answers) {
            let role = questions[answer.question].role;
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

/// Adds a city unless it is the last one already. This suffices, because responses are processed in the order of their
/// cities.
fn push_city(cities: &mut Vec<Key<City>>, city: Key<City>) {
    if cities.last() != Some(&city) {
        cities.push(city);
    }
}

fn sort_and_dedup(cities: &mut Vec<Key<City>>) {
    cities.sort_unstable();
    cities.dedup();
}
