//! The plans, requests for help and subjects to discuss of an edition, item by item, in the order of their pages.
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
    /// All of it. Plans are listed by city. What cities ask for is listed by topic, a passage once, under that of its
    /// topics that most cities name; passages without a topic come last, by sector.
    pub listing: Listing,
    /// The items of each sector by city.
    pub sectors: Vec<(Key<Sector>, Listing)>,
}

/// Passages in groups, with the positions of their items in the list of all items.
#[derive(Debug, Default)]
pub struct Listing {
    /// The groups, in order.
    pub groups: Vec<Group>,
    /// How many cities there are in all.
    pub cities: usize,
    /// What became of the items.
    pub tally: Tally,
    /// In a listing by topic all topics, those that most cities name first. Some have no group of their own.
    pub named: Vec<TopicCount>,
    passages: Vec<PassageRef>,
    /// For each passage, the number of items up to its end.
    ends: Vec<usize>,
}

/// A group of passages.
#[derive(Debug)]
pub struct Group {
    /// What they have in common.
    pub subject: Subject,
    /// What became of its items.
    pub tally: Tally,
    /// Its range in the list of all passages.
    passages: Range<usize>,
}

/// A passage with those of its items that are in a part of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSlice {
    /// The number of its group.
    pub group: usize,
    /// The passage.
    pub passage: PassageRef,
    /// Its items, counted from 0.
    pub items: Range<usize>,
}

/// What the passages of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A city.
    City(Key<City>),
    /// A topic.
    Topic(Key<Topic>),
    /// No topic; then the sector groups them.
    Sector(Key<Sector>),
}

/// How many name a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicCount {
    /// The topic.
    pub topic: Key<Topic>,
    /// How many cities.
    pub cities: usize,
    /// How many passages.
    pub passages: usize,
}

/// What belongs to an edition.
#[derive(Debug)]
pub struct OfEdition<'d> {
    /// The plans of its cities.
    pub plans: Board,
    /// What its cities ask of ASDG.
    pub support: Board,
    /// What its cities want to discuss.
    pub discussion: Board,
    /// What its cities want to be taught.
    pub training: EditionRequests<'d>,
    /// How much there is in it.
    pub counts: Counts,
    /// The cities that answered, in the order of their names.
    pub cities: Vec<Key<City>>,
    /// The topics of its responses.
    pub topics: Ranking<Topic>,
    /// How often each city writes about each, by city and topic.
    pub city_topics: Vec<CityTopic>,
    /// The courses that its responses ask for.
    pub courses: Ranking<Course>,
    /// The day the latest of its responses was changed.
    pub changed: Option<Date>,
}

impl<'d> OfEdition<'d> {
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
        let sector = |passage: PassageRef| index.found(passage).0.sector;
        let sectors = passages.chunk_by(|&a, &b| sector(a) == sector(b));
        Self {
            sectors: sectors.map(|passages| (sector(passages[0]), by_city(index, role, passages))).collect(),
            listing: match role {
                Role::Plans => by_city(index, role, &passages),
                _ => by_topic(index, role, &passages),
            },
        }
    }

    /// The items of a sector.
    pub fn of_sector(&self, sector: Key<Sector>) -> Option<&Listing> {
        self.sectors.iter().find(|(other, _)| *other == sector).map(|(_, listing)| listing)
    }
}

/// The topics of some passages, those that most cities name first.
fn named_topics(index: &Index<'_>, passages: &[PassageRef]) -> Vec<TopicCount> {
    let of_topics = passages.iter().flat_map(|&passage| {
        let (response, found) = index.found(passage);
        found.topics.iter().map(|&topic| (topic, response.city))
    });
    let mut of_topics: Vec<(Key<Topic>, Key<City>)> = of_topics.collect();
    of_topics.sort_unstable();
    let topics = of_topics.chunk_by(|(topic, _), (other, _)| topic == other);
    let mut named: Vec<TopicCount> = topics
        .map(|passages| {
            let cities = passages.chunk_by(|(_, city), (_, other)| city == other).count();
            TopicCount { topic: passages[0].0, cities, passages: passages.len() }
        })
        .collect();
    named.sort_by_key(|named| (Reverse(named.cities), named.topic));
    named
}

/// The passages under their cities.
fn by_city(index: &Index<'_>, role: Role, passages: &[PassageRef]) -> Listing {
    let of_cities = passages.iter().map(|&passage| (index.found(passage).0.city, passage));
    Listing::new(index, role, of_cities.collect(), Subject::City)
}

/// The passages under that of their topics that most cities name, else under their sector.
fn by_topic(index: &Index<'_>, role: Role, passages: &[PassageRef]) -> Listing {
    let named = named_topics(index, passages);
    let mut ranks = vec![usize::MAX; index.digest().topics.len()];
    named.iter().enumerate().for_each(|(rank, named)| ranks[named.topic.index()] = rank);
    let ranked = passages.iter().map(|&passage| {
        let (response, found) = index.found(passage);
        let topics = found.topics.iter();
        let first = topics.map(|topic| (ranks[topic.index()], Subject::Topic(*topic))).min();
        (first.unwrap_or((usize::MAX, Subject::Sector(response.sector))), passage)
    });
    let listing = Listing::new(index, role, ranked.collect(), |(_, subject)| subject);
    Listing { named, ..listing }
}

impl Listing {
    /// The groups in the order of their keys, in each the passages by city and sector.
    fn new<K: Ord + Copy>(
        index: &Index<'_>,
        role: Role,
        mut passages: Vec<(K, PassageRef)>,
        subject: impl Fn(K) -> Subject,
    ) -> Self {
        // A stable sort: the passages of a response stay in order.
        passages.sort_by_cached_key(|&(key, passage)| {
            let (response, _) = index.found(passage);
            (key, response.city, response.sector)
        });
        let mut listing = Self { ends: Vec::with_capacity(passages.len()), ..Self::default() };
        let mut cities = vec![false; index.digest().cities.len()];
        let mut count = 0;
        for of_group in passages.chunk_by(|(a, _), (b, _)| a == b) {
            let start = listing.passages.len();
            for &(_, passage) in of_group {
                let (response, found) = index.found(passage);
                count += items(found).count();
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
        listing.cities = cities.into_iter().filter(|&is_there| is_there).count();
        listing
    }

    /// How many name a topic.
    pub fn named(&self, topic: Key<Topic>) -> Option<TopicCount> {
        self.named.iter().find(|named| named.topic == topic).copied()
    }

    /// The passages of a city, in a listing by city.
    pub fn of_city(&self, city: Key<City>) -> Option<&Group> {
        let found = self.groups.binary_search_by_key(&Subject::City(city), |group| group.subject);
        found.ok().map(|found| &self.groups[found])
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// The items of a group in the list of all items.
    pub fn items_of(&self, group: &Group) -> Range<usize> {
        let end = |passages: usize| passages.checked_sub(1).map_or(0, |last| self.ends[last]);
        end(group.passages.start)..end(group.passages.end)
    }

    /// How many passages a group has.
    pub fn passages_in(&self, group: &Group) -> usize {
        group.passages.len()
    }

    /// A part of the list of all items, by passage.
    pub fn pieces(&self, part: Range<usize>) -> Vec<ListSlice> {
        let mut pieces = Vec::new();
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
            pieces.push(ListSlice { group, passage, items });
            start = end;
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Register;

    #[test]
    fn a_part_of_a_listing_is_cut_at_any_item() {
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
        let piece = |group, number, items| ListSlice { group, passage: passage(number), items };
        assert_eq!(listing.len(), 6);
        assert_eq!(listing.items_of(&listing.groups[1]), 3..6);
        assert_eq!(listing.pieces(0..6), [piece(0, 0, 0..2), piece(0, 1, 0..1), piece(1, 2, 0..3)]);
        assert_eq!(listing.pieces(1..4), [piece(0, 0, 1..2), piece(0, 1, 0..1), piece(1, 2, 0..1)]);
        assert_eq!(listing.pieces(4..6), [piece(1, 2, 1..3)]);
        assert_eq!(listing.pieces(6..6), []);
    }
}
