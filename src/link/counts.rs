//! Counts the content of responses, and ranks topics and courses by the number of cities that name them. All counts are
//! computed once, when the index is built.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::Index;
use crate::model::{City, Course, Digest, Key, Response, Topic, Year};

/// The counts of some responses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cities that answered.
    pub cities: usize,
    /// Responses.
    pub responses: usize,
    /// Answers.
    pub answers: usize,
    /// Topics of the responses and of their passages.
    pub topics: usize,
    /// Requests for courses.
    pub requests: usize,
}

impl Counts {
    /// Counts the content of some responses.
    pub fn of(responses: &[Arc<Response>]) -> Self {
        let passages = || responses.iter().flat_map(|response| response.passages());
        let topics: BTreeSet<_> = passages()
            .flat_map(|passage| &passage.topics)
            .chain(responses.iter().flat_map(|response| &response.topics))
            .collect();
        Self {
            cities: cities_of(responses).len(),
            responses: responses.len(),
            answers: responses.iter().map(|response| response.answers.len()).sum(),
            topics: topics.len(),
            requests: passages().map(|passage| passage.requests.len()).sum(),
        }
    }
}

/// Returns the distinct cities of some responses, in the order of their names.
pub fn cities_of(responses: &[Arc<Response>]) -> Vec<Key<City>> {
    let mut cities: Vec<_> = responses.iter().map(|response| response.city).collect();
    cities.sort_unstable();
    cities.dedup();
    cities
}

/// Returns the date of the latest change of some responses.
pub(super) fn latest_change(responses: &[Arc<Response>]) -> Option<Date> {
    responses.iter().filter_map(|response| response.changed()).max()
}

/// Topics or courses with the number of cities that name each. Those named by most cities come first; ties are in the
/// order of the register.
#[derive(Debug)]
pub struct Ranking<T>(Vec<(Key<T>, usize)>);

impl<T> Ranking<T> {
    fn new(responses: &[Arc<Response>], mut entries_of: impl FnMut(&Response, &mut Vec<Key<T>>)) -> Self {
        let mut pairs: Vec<(Key<T>, Key<City>)> = Vec::new();
        let mut entries = Vec::new();
        for response in responses {
            entries_of(response, &mut entries);
            pairs.extend(entries.drain(..).map(|entry| (entry, response.city)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let same_entry = pairs.chunk_by(|a, b| a.0 == b.0);
        let mut ranked: Vec<_> = same_entry.map(|cities| (cities[0].0, cities.len())).collect();
        ranked.sort_by_key(|&(entry, cities)| (Reverse(cities), entry));
        Self(ranked)
    }

    /// Returns the entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (Key<T>, usize)> + '_ {
        self.0.iter().copied()
    }

    /// Returns the entries that are not in another ranking, in order.
    pub fn without(&self, other: &Self) -> impl Iterator<Item = (Key<T>, usize)> + '_ {
        let others: BTreeSet<Key<T>> = other.iter().map(|(entry, _)| entry).collect();
        self.iter().filter(move |(entry, _)| !others.contains(entry))
    }
}

/// Ranks the topics that the cities of these responses write about.
pub(super) fn ranked_topics(responses: &[Arc<Response>]) -> Ranking<Topic> {
    Ranking::new(responses, |response, topics| *topics = response.all_topics())
}

/// Ranks the courses that the cities of these responses ask for.
pub(super) fn ranked_courses(responses: &[Arc<Response>]) -> Ranking<Course> {
    let courses = |response: &Response, courses: &mut Vec<Key<Course>>| {
        let requests = response.passages().flat_map(|passage| &passage.requests);
        courses.extend(requests.map(|request| request.course));
    };
    Ranking::new(responses, courses)
}

/// How often a city writes about a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CityTopic {
    /// The city.
    pub city: Key<City>,
    /// The topic.
    pub topic: Key<Topic>,
    /// The number of passages. A response on the topic as a whole that has no passage on it counts as one.
    pub passages: usize,
}

/// Counts how often each city writes about each topic; sorted by city and topic.
pub(super) fn city_topics(responses: &[Arc<Response>]) -> Vec<CityTopic> {
    let of_response = |response: &Arc<Response>| {
        let mut topics: Vec<Key<Topic>> =
            response.passages().flat_map(|passage| passage.topics.iter().copied()).collect();
        topics.extend(response.topics.iter().filter(|topic| !topics.contains(topic)).copied().collect::<Vec<_>>());
        let city = response.city;
        topics.into_iter().map(move |topic| (city, topic))
    };
    let mut pairs: Vec<(Key<City>, Key<Topic>)> = responses.iter().flat_map(of_response).collect();
    pairs.sort_unstable();
    let same = pairs.chunk_by(|a, b| a == b);
    same.map(|passages| CityTopic { city: passages[0].0, topic: passages[0].1, passages: passages.len() }).collect()
}

/// Counts the passages on each topic in some responses of one city, the most frequent topic first.
pub fn topics_by_passages<'r>(responses: impl Iterator<Item = &'r Response>) -> Vec<(Key<Topic>, usize)> {
    let mut counts = BTreeMap::new();
    for topic in responses.flat_map(|response| response.passages()).flat_map(|passage| &passage.topics) {
        *counts.entry(*topic).or_insert(0) += 1;
    }
    let mut topics: Vec<_> = counts.into_iter().collect();
    topics.sort_by_key(|&(topic, count)| (Reverse(count), topic));
    topics
}

/// The counts of a topic or a course in an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InYear {
    /// The year of the edition.
    pub year: Year,
    /// The cities, in the order of their names.
    pub cities: Vec<Key<City>>,
    /// The number of passages on the topic, or of requests for the course.
    pub entries: usize,
}

/// Returns the years with a response, the earliest first. An edition without responses is left out: its zero would
/// look as if nobody asked any more.
pub(super) fn years(digest: &Digest) -> Vec<Year> {
    let mut years: Vec<Year> = digest.responses.iter().map(|response| response.year).collect();
    years.dedup();
    years
}

/// Counts entries and cities for each of these years. `entries` have a year and a city each; `others` are further
/// cities, which have no entry.
pub(super) fn by_year(
    years: &[Year],
    entries: impl Iterator<Item = (Year, Key<City>)>,
    others: impl Iterator<Item = (Year, Key<City>)>,
) -> Vec<InYear> {
    let mut counts: Vec<InYear> = years.iter().map(|&year| InYear { year, cities: Vec::new(), entries: 0 }).collect();
    let mut add = |year: Year, city: Key<City>, count: usize| {
        if let Ok(at) = counts.binary_search_by_key(&year, |in_year| in_year.year) {
            counts[at].cities.push(city);
            counts[at].entries += count;
        }
    };
    entries.for_each(|(year, city)| add(year, city, 1));
    others.for_each(|(year, city)| add(year, city, 0));
    for InYear { cities, .. } in &mut counts {
        cities.sort_unstable();
        cities.dedup();
    }
    counts
}

impl<'d> Index<'d> {
    /// Returns the date of the latest change of any response.
    pub fn changed(&self) -> Option<Date> {
        latest_change(&self.digest.responses)
    }

    /// Returns the `most` responses that were received or changed last.
    pub fn latest(&self, most: usize) -> Vec<(Date, &'d Response)> {
        let responses = self.digest.responses.iter();
        let mut dated: Vec<_> = responses.filter_map(|response| Some((response.changed()?, &**response))).collect();
        dated.sort_by_key(|(date, response)| (Reverse(*date), response.id()));
        dated.truncate(most);
        dated
    }
}
