//! Link: one read-only index over the model, built once and in linear time.
//!
//! It answers what a page asks: which responses a city has, which passages a topic, who asked for a course, who mentions a
//! city, who stands next to whom. Lists are in the order of the pages: the newest year first, then by city and sector.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;

use crate::model::{
    Answer, City, Course, Digest, Edition, Key, Passage, Question, Request, Response, ResponseId, Sector,
    SectorEdition, Target, Topic, Year,
};

/// The index of a digest.
#[derive(Debug)]
pub struct Index<'d> {
    digest: &'d Digest,
    /// The responses of a sector's edition, which stand together in the digest.
    sector_editions: BTreeMap<(Year, Key<Sector>), Range<usize>>,
    cities: Vec<OfCity>,
    topics: Vec<OfTopic>,
    courses: Vec<OfCourse>,
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
    /// The responses that are on it as a whole.
    pub responses: Vec<usize>,
    /// The cities of both.
    pub cities: BTreeSet<Key<City>>,
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
    /// The day the latest of their responses was changed.
    pub changed: Option<Date>,
}

/// Where a passage is: the numbers of its response, answer and passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassageRef {
    response: u32,
    answer: u16,
    passage: u16,
}

/// Where a request is: its passage, and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestRef {
    passage: PassageRef,
    request: u16,
}

/// A passage with what it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct PassageContext<'d> {
    /// Its response.
    pub response: &'d Response,
    /// The question it answers.
    pub question: &'d Question,
    /// Itself.
    pub passage: &'d Passage,
}

impl<'d> Index<'d> {
    /// Builds the index.
    pub fn new(digest: &'d Digest) -> Self {
        let mut index = Self {
            digest,
            sector_editions: sector_editions(digest),
            cities: vec![OfCity::default(); digest.cities.len()],
            topics: vec![OfTopic::default(); digest.topics.len()],
            courses: vec![OfCourse::default(); digest.courses.len()],
        };
        for number in page_order(digest) {
            index.add(number);
        }
        index
    }

    fn add(&mut self, number: usize) {
        let response: &'d Response = &self.digest.responses[number];
        let city = &mut self.cities[response.city.index()];
        city.responses.push(number);
        city.changed = city.changed.max(response.changed());
        for topic in &response.topics {
            let entries = &mut self.topics[topic.index()];
            entries.responses.push(number);
            entries.cities.insert(response.city);
            entries.changed = entries.changed.max(response.changed());
        }
        for (answer_number, answer) in (0_u16..).zip(&response.answers) {
            for (passage_number, passage) in (0_u16..).zip(&answer.passages) {
                let passage_ref =
                    PassageRef { response: number as u32, answer: answer_number, passage: passage_number };
                self.add_passage(passage_ref, response, passage);
            }
        }
    }

    fn add_passage(&mut self, passage_ref: PassageRef, response: &Response, passage: &Passage) {
        for topic in &passage.topics {
            let entries = &mut self.topics[topic.index()];
            entries.passages.push(passage_ref);
            entries.cities.insert(response.city);
            entries.changed = entries.changed.max(response.changed());
        }
        for (request_number, request) in (0_u16..).zip(&passage.requests) {
            let entries = &mut self.courses[request.course.index()];
            entries.requests.push(RequestRef { passage: passage_ref, request: request_number });
            entries.cities.insert(response.city);
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

    /// The digest.
    pub fn digest(&self) -> &'d Digest {
        self.digest
    }

    /// What belongs to a city.
    pub fn city(&self, city: Key<City>) -> &OfCity {
        &self.cities[city.index()]
    }

    /// What belongs to a topic.
    pub fn topic(&self, topic: Key<Topic>) -> &OfTopic {
        &self.topics[topic.index()]
    }

    /// What belongs to a course.
    pub fn course(&self, course: Key<Course>) -> &OfCourse {
        &self.courses[course.index()]
    }

    /// The responses of a sector's edition, in the order of their cities.
    pub fn responses(&self, year: Year, sector: Key<Sector>) -> &'d [Response] {
        self.sector_editions.get(&(year, sector)).map_or(&[], |range| &self.digest.responses[range.clone()])
    }

    /// All responses of an edition, by sector and city.
    pub fn edition_responses(&self, edition: &Edition) -> &'d [Response] {
        let responses = &self.digest.responses;
        let start = responses.partition_point(|response| response.year < edition.year);
        let end = responses.partition_point(|response| response.year <= edition.year);
        &responses[start..end]
    }

    /// A response.
    pub fn response(&self, id: ResponseId) -> Option<&'d Response> {
        let responses = self.responses(id.year, id.sector);
        responses.binary_search_by_key(&id.city, |response| response.city).ok().map(|found| &responses[found])
    }

    /// The responses before and after one in the list of its sector's edition.
    pub fn neighbours(&self, response: &Response) -> (Option<&'d Response>, Option<&'d Response>) {
        let responses = self.responses(response.year, response.sector);
        let Ok(found) = responses.binary_search_by_key(&response.city, |other| other.city) else {
            return (None, None);
        };
        (found.checked_sub(1).map(|before| &responses[before]), responses.get(found + 1))
    }

    /// The edition of a year.
    pub fn edition(&self, year: Year) -> Option<&'d Edition> {
        let editions = &self.digest.editions;
        editions.binary_search_by_key(&year, |edition| edition.year).ok().map(|found| &editions[found])
    }

    /// The questions of a response.
    pub fn questions(&self, response: &Response) -> &'d [Question] {
        self.edition(response.year)
            .and_then(|edition| edition.sectors.iter().find(|sector| sector.sector == response.sector))
            .map_or(&[], |SectorEdition { questions, .. }| questions)
    }

    /// A passage with what it belongs to.
    pub fn passage(&self, passage: PassageRef) -> PassageContext<'d> {
        let response = &self.digest.responses[passage.response as usize];
        let answer: &'d Answer = &response.answers[usize::from(passage.answer)];
        PassageContext {
            response,
            question: &self.questions(response)[answer.question],
            passage: &answer.passages[usize::from(passage.passage)],
        }
    }

    /// A request with the passage it stands in.
    pub fn request(&self, request: RequestRef) -> (PassageContext<'d>, &'d Request) {
        let context = self.passage(request.passage);
        (context, &context.passage.requests[usize::from(request.request)])
    }
}

fn sector_editions(digest: &Digest) -> BTreeMap<(Year, Key<Sector>), Range<usize>> {
    let mut ranges: BTreeMap<(Year, Key<Sector>), Range<usize>> = BTreeMap::new();
    for (number, response) in digest.responses.iter().enumerate() {
        let range = ranges.entry((response.year, response.sector)).or_insert(number..number);
        range.end = number + 1;
    }
    ranges
}

/// The numbers of the responses in the order of the pages: the newest year first, then by city and sector.
fn page_order(digest: &Digest) -> Vec<usize> {
    let mut order: Vec<usize> = (0..digest.responses.len()).collect();
    order.sort_by_key(|&number| {
        let response = &digest.responses[number];
        (std::cmp::Reverse(response.year), response.city, response.sector)
    });
    order
}
