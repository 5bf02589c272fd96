//! Link: one read-only index over the model, built once and in linear time.
//!
//! [`Index::new`] builds it. It has what pages list: the responses of a city, the passages on a topic, the requests for
//! a course, the mentions of a city, the neighbours of a response. Lists are in page order: the newest year first, then
//! by city and sector.

mod board;
mod city_year;
mod counts;
mod edition_change;
mod entries;
mod findings;
mod passages;
mod rare_words;
mod related;
mod requests;
mod similar;
mod tally;
mod word_counts;

pub use board::{Board, EditionLists, Group, ListSlice, Listing, Subject, TopicCount};
pub use city_year::CityChange;
pub use counts::{CityTopic, Counts, InYear, Ranking, cities_of, topics_by_passages};
pub use edition_change::{CountChange, EditionChange};
pub use entries::{CityLists, CourseLists, TopicLists};
pub use findings::Finding;
pub use rare_words::{LiveRareWords, RareWords};
pub use related::{RelatedTo, Relation};
pub use requests::{EditionRequest, EditionRequests, RequestGroup, requests_of};
pub use similar::SimilarCity;
pub use tally::Tally;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::model::{
    Anchor, Answer, City, Course, Digest, Edition, Key, Outcome, Passage, Question, Reply, Request, Response,
    ResponseId, Role, Sector, Topic, Year, items,
};
use entries::Entries;
use passages::Passages;

/// The index of a digest.
#[derive(Debug)]
pub struct Index<'d> {
    digest: &'d Digest,
    /// The responses of each sector's edition, which are adjacent in the digest.
    sector_editions: BTreeMap<(Year, Key<Sector>), Range<usize>>,
    entries: Entries,
    /// The similar cities of each city.
    similar_cities: Vec<Vec<SimilarCity>>,
    /// The position of each response in page order.
    ranks: Vec<u32>,
    /// The questions of each response.
    questions: Vec<&'d [Question]>,
    passages: Passages,
    rare_words: &'d RareWords,
    /// The outcomes of plans, by the response and the anchor of the plan.
    outcomes: BTreeMap<(ResponseId, &'d str), (&'d Response, &'d Outcome)>,
    /// The replies to requests for help, by the response and the anchor of the request.
    replies: BTreeMap<(ResponseId, &'d str), &'d Reply>,
    /// The lists and counts of each edition.
    editions: BTreeMap<Year, EditionLists<'d>>,
}

/// A reference to a passage: the numbers of the response, the answer and the passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassageRef {
    response: u32,
    answer: u16,
    passage: u16,
}

/// A reference to a request: its passage, and its number in the passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestRef {
    passage: PassageRef,
    request: u16,
}

/// A passage with its response and question.
#[derive(Debug, Clone, Copy)]
pub struct PassageContext<'d> {
    /// Its response.
    pub response: &'d Response,
    /// The question that it answers.
    pub question: &'d Question,
    /// The passage itself.
    pub passage: &'d Passage,
}

impl PassageRef {
    /// The number of its response in the digest.
    pub fn response(self) -> usize {
        self.response as usize
    }
}

impl RequestRef {
    /// Its passage.
    pub fn passage(self) -> PassageRef {
        self.passage
    }
}

impl<'d> Index<'d> {
    /// Builds the index. `rare_words` relate passages to each other; if there are none, only shared topics do.
    pub fn new(digest: &'d Digest, rare_words: &'d RareWords) -> Self {
        let order = page_order(digest);
        let mut ranks = vec![0; order.len()];
        (0..).zip(&order).for_each(|(rank, &number)| ranks[number] = rank);
        let mut index = Self {
            digest,
            sector_editions: sector_editions(digest),
            entries: Entries::default(),
            similar_cities: Vec::new(),
            ranks,
            questions: digest.responses.iter().map(|response| digest.questions(response)).collect(),
            passages: Passages::default(),
            rare_words,
            outcomes: outcomes(digest),
            replies: replies(digest),
            editions: BTreeMap::new(),
        };
        // These three are independent.
        let year_lists = |edition: &'d Edition| (edition.year, EditionLists::new(&index, edition));
        let (editions, (entries, passages)) = rayon::join(
            || digest.editions.par_iter().map(year_lists).collect(),
            || rayon::join(|| Entries::new(digest, &order), || Passages::new(digest)),
        );
        index.similar_cities = similar::find(digest, &entries);
        (index.editions, index.entries, index.passages) = (editions, entries, passages);
        index
    }

    /// The digest.
    pub fn digest(&self) -> &'d Digest {
        self.digest
    }

    /// Returns the lists of a city.
    pub fn city(&self, city: Key<City>) -> &CityLists {
        &self.entries.cities[city.index()]
    }

    /// Returns the cities that are similar to a city, the most similar first.
    pub fn similar_cities(&self, city: Key<City>) -> &[SimilarCity] {
        &self.similar_cities[city.index()]
    }

    /// Returns the lists and counts of a topic.
    pub fn topic(&self, topic: Key<Topic>) -> &TopicLists {
        &self.entries.topics[topic.index()]
    }

    /// Returns the lists and counts of a course.
    pub fn course(&self, course: Key<Course>) -> &CourseLists {
        &self.entries.courses[course.index()]
    }

    /// Returns the lists and counts of an edition of the digest.
    pub fn edition_lists(&self, edition: &Edition) -> &EditionLists<'d> {
        &self.editions[&edition.year]
    }

    /// Returns the responses of a sector's edition, in the order of their cities.
    pub fn responses(&self, year: Year, sector: Key<Sector>) -> &'d [Arc<Response>] {
        self.sector_editions.get(&(year, sector)).map_or(&[], |range| &self.digest.responses[range.clone()])
    }

    /// Returns all responses of an edition, by sector and city.
    pub fn edition_responses(&self, edition: &Edition) -> &'d [Arc<Response>] {
        let responses = &self.digest.responses;
        let start = responses.partition_point(|response| response.year < edition.year);
        let end = responses.partition_point(|response| response.year <= edition.year);
        &responses[start..end]
    }

    /// Returns the date of the latest change of a response in a sector's edition.
    pub fn sector_changed(&self, year: Year, sector: Key<Sector>) -> Option<Date> {
        counts::latest_change(self.responses(year, sector))
    }

    /// Returns the date of the latest change to the records of an edition: its responses, those of the next year, which
    /// contain the outcomes of its plans, and the replies of the directorate.
    pub fn records_changed(&self, edition: &Edition) -> Option<Date> {
        let next = self.next_edition(edition).and_then(|next| self.edition_lists(next).changed);
        let replies = edition.replies.iter().filter_map(|reply| reply.date);
        replies.chain(next).chain(self.edition_lists(edition).changed).max()
    }

    /// Finds a response.
    pub fn response(&self, id: ResponseId) -> Option<&'d Response> {
        let responses = self.responses(id.year, id.sector);
        responses.binary_search_by_key(&id.city, |response| response.city).ok().map(|found| &*responses[found])
    }

    /// Returns the previous and the next response in the list of the sector's edition.
    pub fn neighbours(&self, response: &Response) -> (Option<&'d Response>, Option<&'d Response>) {
        let responses = self.responses(response.year, response.sector);
        let Ok(found) = responses.binary_search_by_key(&response.city, |other| other.city) else {
            return (None, None);
        };
        (found.checked_sub(1).map(|before| &*responses[before]), responses.get(found + 1).map(|next| &**next))
    }

    /// Finds the edition of a year.
    pub fn edition(&self, year: Year) -> Option<&'d Edition> {
        let editions = &self.digest.editions;
        editions.binary_search_by_key(&year, |edition| edition.year).ok().map(|found| &editions[found])
    }

    /// Returns the passages of a response that answer the question with this number.
    pub fn passage_refs(&self, response: &Response, question: usize) -> impl Iterator<Item = PassageRef> + use<> {
        let start = self.sector_editions.get(&(response.year, response.sector)).map_or(0, |range| range.start);
        let responses = self.responses(response.year, response.sector);
        let number = start + responses.partition_point(|other| other.city < response.city);
        let answer = response.answers.iter().position(|answer| answer.question == question);
        let count = answer.map_or(0, |answer| response.answers[answer].passages.len());
        let answer = answer.unwrap_or_default() as u16;
        (0..count as u16).map(move |passage| PassageRef { response: number as u32, answer, passage })
    }

    /// Returns the questions of a response.
    pub fn questions(&self, response: &Response) -> &'d [Question] {
        self.digest.questions(response)
    }

    /// Returns a passage and its response, without looking up the question.
    fn response_and_passage(&self, passage: PassageRef) -> (&'d Response, &'d Passage) {
        let response: &'d Response = &self.digest.responses[passage.response as usize];
        let answer = &response.answers[usize::from(passage.answer)];
        (response, &answer.passages[usize::from(passage.passage)])
    }

    /// Returns a passage with its response and question.
    pub fn passage(&self, passage: PassageRef) -> PassageContext<'d> {
        let response = &self.digest.responses[passage.response as usize];
        let answer: &'d Answer = &response.answers[usize::from(passage.answer)];
        PassageContext {
            response,
            question: &self.questions[passage.response as usize][answer.question],
            passage: &answer.passages[usize::from(passage.passage)],
        }
    }

    /// Finds the outcome of a plan, by the response and the anchor of the plan, with the response that reports it;
    /// `None` if none is recorded.
    pub fn outcome(&self, response: ResponseId, anchor: &str) -> Option<(&'d Response, &'d Outcome)> {
        self.outcomes.get(&(response, anchor)).copied()
    }

    /// Finds the passage of a response with an anchor, and its question. The anchor may also be that of an item or of a
    /// whole answer.
    pub fn passage_at(&self, response: &'d Response, anchor: &Anchor) -> Option<(&'d Question, &'d Passage)> {
        let questions = self.questions(response);
        let has_anchor =
            |passage: &&Passage| passage.anchor == *anchor || items(passage).any(|item| item.anchor() == *anchor);
        response.answers.iter().find_map(|answer| {
            let question = &questions[answer.question];
            let first = || answer.passages.first().filter(|_| *question.id == **anchor);
            Some((question, answer.passages.iter().find(has_anchor).or_else(first)?))
        })
    }

    /// Finds the directorate's reply to a request for help, by the response and the anchor of the request.
    pub fn reply(&self, response: ResponseId, anchor: &str) -> Option<&'d Reply> {
        self.replies.get(&(response, anchor)).copied()
    }

    /// Returns the passages of an edition that answer questions of a role, by sector and city, without answers that
    /// have no content.
    pub fn passages_of(&self, edition: &'d Edition, role: Role) -> impl Iterator<Item = PassageRef> + '_ {
        edition.sectors.iter().flat_map(move |sector| {
            let range = self.sector_editions.get(&(edition.year, sector.sector)).cloned().unwrap_or_default();
            range.flat_map(move |number| {
                let answers = (0_u16..).zip(&self.digest.responses[number].answers).filter(move |(_, answer)| {
                    sector.questions[answer.question].role == role && answer.state.has_content()
                });
                answers.flat_map(move |(answer_number, answer)| {
                    let passages = 0..answer.passages.len() as u16;
                    passages.map(move |passage| PassageRef { response: number as u32, answer: answer_number, passage })
                })
            })
        })
    }

    /// Returns the cities that had to answer in a sector's edition: those that the edition lists; else those that
    /// answered in another sector of the year, or in this sector the year before. Those that did answer are always
    /// included.
    pub fn expected(&self, edition: &Edition, sector: Key<Sector>) -> Vec<Key<City>> {
        let answered = self.responses(edition.year, sector).iter().map(|response| response.city);
        let mut cities: Vec<Key<City>> = answered.collect();
        if edition.asked.is_empty() {
            let before = Year(edition.year.0 - 1);
            let this_year = self.edition_responses(edition).iter();
            cities.extend(this_year.chain(self.responses(before, sector)).map(|response| response.city));
        } else {
            cities.extend(&edition.asked);
        }
        cities.sort_unstable();
        cities.dedup();
        cities
    }

    /// Finds the edition of the next year.
    pub fn next_edition(&self, edition: &Edition) -> Option<&'d Edition> {
        self.edition(Year(edition.year.0 + 1))
    }

    /// Returns a request with its passage.
    pub fn request(&self, request: RequestRef) -> (PassageContext<'d>, &'d Request) {
        let context = self.passage(request.passage);
        (context, &context.passage.requests[usize::from(request.request)])
    }
}

/// Indexes the outcomes of plans by the response and the anchor of the plan.
fn outcomes(digest: &Digest) -> BTreeMap<(ResponseId, &str), (&Response, &Outcome)> {
    let responses = digest.responses.iter();
    let outcomes = responses.flat_map(|response| {
        // The outcomes of plans are recorded in the response of the next year.
        let planned = ResponseId { year: Year(response.year.0 - 1), ..response.id() };
        response.outcomes.iter().map(move |outcome| ((planned, &*outcome.plan), (&**response, outcome)))
    });
    outcomes.collect()
}

/// Indexes the replies by the response and the anchor of the request.
fn replies(digest: &Digest) -> BTreeMap<(ResponseId, &str), &Reply> {
    let replies = digest.editions.iter().flat_map(|edition| &edition.replies);
    replies.map(|reply| ((reply.response, &*reply.anchor), reply)).collect()
}

/// Finds the range of the responses of each sector's edition.
fn sector_editions(digest: &Digest) -> BTreeMap<(Year, Key<Sector>), Range<usize>> {
    let mut end = 0;
    let same = |a: &Arc<Response>, b: &Arc<Response>| (a.year, a.sector) == (b.year, b.sector);
    let ranges = digest.responses.chunk_by(same).map(|responses| {
        let start = end;
        end += responses.len();
        ((responses[0].year, responses[0].sector), start..end)
    });
    ranges.collect()
}

/// Returns the numbers of the responses in page order: the newest year first, then by city and sector.
fn page_order(digest: &Digest) -> Vec<usize> {
    let mut order: Vec<usize> = (0..digest.responses.len()).collect();
    order.sort_by_cached_key(|&number| {
        let response = &digest.responses[number];
        (std::cmp::Reverse(response.year), response.city, response.sector)
    });
    order
}
