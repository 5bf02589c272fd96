//! Lists the plans, the requests for help and the subjects for discussion of an edition, item by item, in page order.
//!
//! They are sorted and counted once here; otherwise every page of a long list would do it again for the whole edition.

use std::cmp::Reverse;
use std::ops::Range;

use jiff::civil::Date;

use super::counts::{self, CityTopic, Counts, Ranking};
use super::{EditionRequests, Index, PassageRef, Tally};
use crate::model::{City, Course, Edition, Key, Role, Sector, Topic, items};

/// What the cities of an edition answer to the questions of a role, item by item.
#[derive(Debug)]
pub struct Board {
    /// All items. Plans are grouped by city; requests and subjects are grouped by topic. Each passage is listed once,
    /// under that of its topics that most cities name; passages without a topic come last, grouped by sector.
    pub listing: Listing,
    /// The items of each sector, grouped by city.
    pub sectors: Vec<(Key<Sector>, Listing)>,
}

/// A list of items, by the passages that contain them, in groups.
#[derive(Debug, Default)]
pub struct Listing {
    /// The groups, in order.
    pub groups: Vec<Group>,
    /// The number of cities.
    pub cities: usize,
    /// How many items have each outcome or status.
    pub tally: Tally,
    /// All topics, those that most cities name first; empty in a listing by city. Some topics have no group of their
    /// own.
    pub named: Vec<TopicCount>,
    passages: Vec<PassageRef>,
    /// The number of items up to the end of each passage.
    ends: Vec<usize>,
}

/// A group of passages.
#[derive(Debug)]
pub struct Group {
    /// The subject that they have in common.
    pub subject: Subject,
    /// How many of its items have each outcome or status.
    pub tally: Tally,
    /// Its range in the list of all passages.
    passages: Range<usize>,
}

/// The items of a passage that are in a part of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSlice {
    /// The number of its group.
    pub group: usize,
    /// The passage.
    pub passage: PassageRef,
    /// The items, counted from 0 in the passage.
    pub items: Range<usize>,
}

/// The subject of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A city.
    City(Key<City>),
    /// A topic.
    Topic(Key<Topic>),
    /// A sector, for passages without a topic.
    Sector(Key<Sector>),
}

/// How many cities and passages name a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicCount {
    /// The topic.
    pub topic: Key<Topic>,
    /// The number of cities.
    pub cities: usize,
    /// The number of passages.
    pub passages: usize,
}

/// The lists and counts of an edition.
#[derive(Debug)]
pub struct EditionLists<'d> {
    /// The plans of its cities.
    pub plans: Board,
    /// The requests of its cities for help from ASDG.
    pub support: Board,
    /// The subjects that its cities want to discuss.
    pub discussion: Board,
    /// The requests of its cities for training.
    pub training: EditionRequests<'d>,
    /// The number of its cities, responses, answers, topics and requests.
    pub counts: Counts,
    /// The cities that answered, in the order of their names.
    pub cities: Vec<Key<City>>,
    /// The topics of its responses.
    pub topics: Ranking<Topic>,
    /// How often each city writes about each topic, by city and topic.
    pub city_topics: Vec<CityTopic>,
    /// The courses that its responses ask for.
    pub courses: Ranking<Course>,
    /// The date of the latest change of its responses.
    pub changed: Option<Date>,
}

impl<'d> EditionLists<'d> {
    pub(super) fn new(index: &Index<'d>, edition: &'d Edition) -> Self {
        let responses = index.edition_responses(edition);
        Self {
            plans: Board::new(index, edition, Role::Plans),
            support: Board::new(index, edition, Role::Support),
            discussion: Board::new(index, edition, Role::Discussion),
            training: EditionRequests::new(index, edition),
            counts: Counts::of(responses),
            cities: counts::cities_of(responses),
            topics: counts::ranked_topics(responses),
            city_topics: counts::city_topics(responses),
            courses: counts::ranked_courses(responses),
            changed: counts::latest_change(responses),
        }
    }
}

impl Board {
    fn new<'d>(index: &Index<'d>, edition: &'d Edition, role: Role) -> Self {
        let passages: Vec<PassageRef> = index.passages_of(edition, role).collect();
        // The passages are in the order of the sectors.
        let sector = |passage: PassageRef| index.response_and_passage(passage).0.sector;
        let sectors = passages.chunk_by(|&a, &b| sector(a) == sector(b));
        Self {
            sectors: sectors.map(|passages| (sector(passages[0]), by_city(index, role, passages))).collect(),
            listing: match role {
                Role::Plans => by_city(index, role, &passages),
                _ => by_topic(index, role, &passages),
            },
        }
    }

    /// Returns the items of a sector.
    pub fn of_sector(&self, sector: Key<Sector>) -> Option<&Listing> {
        self.sectors.iter().find(|(other, _)| *other == sector).map(|(_, listing)| listing)
    }
}

/// Counts the topics of some passages; those that most cities name come first.
fn count_topics(index: &Index<'_>, passages: &[PassageRef]) -> Vec<TopicCount> {
    let pairs = passages.iter().flat_map(|&passage| {
        let (response, content) = index.response_and_passage(passage);
        content.topics.iter().map(|&topic| (topic, response.city))
    });
    let mut pairs: Vec<(Key<Topic>, Key<City>)> = pairs.collect();
    pairs.sort_unstable();
    let topics = pairs.chunk_by(|(topic, _), (other, _)| topic == other);
    let mut named: Vec<TopicCount> = topics
        .map(|passages| {
            let cities = passages.chunk_by(|(_, city), (_, other)| city == other).count();
            TopicCount { topic: passages[0].0, cities, passages: passages.len() }
        })
        .collect();
    named.sort_by_key(|named| (Reverse(named.cities), named.topic));
    named
}

/// Groups passages by city.
fn by_city(index: &Index<'_>, role: Role, passages: &[PassageRef]) -> Listing {
    let of_cities = passages.iter().map(|&passage| (index.response_and_passage(passage).0.city, passage));
    Listing::new(index, role, of_cities.collect(), Subject::City)
}

/// Groups passages by that of their topics that most cities name; passages without a topic are grouped by sector.
fn by_topic(index: &Index<'_>, role: Role, passages: &[PassageRef]) -> Listing {
    let named = count_topics(index, passages);
    let mut ranks = vec![usize::MAX; index.digest().topics.len()];
    named.iter().enumerate().for_each(|(rank, named)| ranks[named.topic.index()] = rank);
    let ranked = passages.iter().map(|&passage| {
        let (response, content) = index.response_and_passage(passage);
        let topics = content.topics.iter();
        let first = topics.map(|topic| (ranks[topic.index()], Subject::Topic(*topic))).min();
        (first.unwrap_or((usize::MAX, Subject::Sector(response.sector))), passage)
    });
    let listing = Listing::new(index, role, ranked.collect(), |(_, subject)| subject);
    Listing { named, ..listing }
}

impl Listing {
    /// Groups passages by their keys, in the order of the keys. In a group they are sorted by city and sector.
    fn new<K: Ord + Copy>(
        index: &Index<'_>,
        role: Role,
        mut passages: Vec<(K, PassageRef)>,
        subject: impl Fn(K) -> Subject,
    ) -> Self {
        // A stable sort: the passages of a response stay in order.
        passages.sort_by_cached_key(|&(key, passage)| {
            let (response, _) = index.response_and_passage(passage);
            (key, response.city, response.sector)
        });
        let mut listing = Self { ends: Vec::with_capacity(passages.len()), ..Self::default() };
        let mut cities = vec![false; index.digest().cities.len()];
        let mut count = 0;
        for of_group in passages.chunk_by(|(a, _), (b, _)| a == b) {
            let start = listing.passages.len();
            for &(_, passage) in of_group {
                let (response, content) = index.response_and_passage(passage);
                count += items(content).count();
                listing.ends.push(count);
                listing.passages.push(passage);
                cities[response.city.index()] = true;
            }
            let tally = index.records_of(role, of_group.iter().map(|&(_, passage)| passage));
            listing.tally += tally;
            listing.groups.push(Group {
                subject: subject(of_group[0].0),
                tally,
                passages: start..listing.passages.len(),
            });
        }
        listing.cities = cities.into_iter().filter(|&is_listed| is_listed).count();
        listing
    }

    /// Returns how many cities and passages name a topic.
    pub fn named(&self, topic: Key<Topic>) -> Option<TopicCount> {
        self.named.iter().find(|named| named.topic == topic).copied()
    }

    /// Returns the group of a city, in a listing by city.
    pub fn of_city(&self, city: Key<City>) -> Option<&Group> {
        let found = self.groups.binary_search_by_key(&Subject::City(city), |group| group.subject);
        found.ok().map(|found| &self.groups[found])
    }

    /// Returns the number of items.
    pub fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// Returns the range of a group's items in the list of all items.
    pub fn items_of(&self, group: &Group) -> Range<usize> {
        let end = |passages: usize| passages.checked_sub(1).map_or(0, |last| self.ends[last]);
        end(group.passages.start)..end(group.passages.end)
    }

    /// Returns the number of passages of a group.
    pub fn passages_in(&self, group: &Group) -> usize {
        group.passages.len()
    }

    /// Returns a part of the list of all items, by passage.
    pub fn slices(&self, part: Range<usize>) -> Vec<ListSlice> {
        let mut slices = Vec::new();
        let first = self.ends.partition_point(|&end| end <= part.start);
        let mut group = self.groups.partition_point(|group| group.passages.end <= first);
        let mut start = first.checked_sub(1).map_or(0, |before| self.ends[before]);
        for (number, (&passage, &end)) in self.passages.iter().zip(&self.ends).enumerate().skip(first) {
            if start >= part.end {
                break;
            }
            while self.groups.get(group).is_some_and(|group| group.passages.end <= number) {
                group += 1;
            }
            let items = part.start.saturating_sub(start)..end.min(part.end) - start;
            slices.push(ListSlice { group, passage, items });
            start = end;
        }
        slices
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Register;

    #[test]
    fn a_part_of_a_listing_may_begin_and_end_at_any_item() {
        let passage = |number| PassageRef { response: number, answer: 0, passage: 0 };
        let sectors = Register::new(vec![Sector {
            id: "culture".into(),
            name: "Культура".into(),
            name_en: None,
            in_question_en: "".into(),
            in_question: "культуре".into(),
            description: None,
        }]);
        let subject = Subject::Sector(sectors.find("culture").unwrap());
        let group = |passages| Group { subject, tally: Tally::default(), passages };
        // Groups with two, one and three items.
        let listing = Listing {
            groups: vec![group(0..2), group(2..3)],
            passages: (0..3).map(passage).collect(),
            ends: vec![2, 3, 6],
            ..Listing::default()
        };
        let slice = |group, number, items| ListSlice { group, passage: passage(number), items };
        assert_eq!(listing.len(), 6);
        assert_eq!(listing.items_of(&listing.groups[1]), 3..6);
        assert_eq!(listing.slices(0..6), [slice(0, 0, 0..2), slice(0, 1, 0..1), slice(1, 2, 0..3)]);
        assert_eq!(listing.slices(1..4), [slice(0, 0, 1..2), slice(0, 1, 0..1), slice(1, 2, 0..1)]);
        assert_eq!(listing.slices(4..6), [slice(1, 2, 1..3)]);
        assert_eq!(listing.slices(6..6), []);
    }
}
