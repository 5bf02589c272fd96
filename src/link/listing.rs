//! The plans, requests for help and subjects to discuss of an edition, item by item, in the order of their pages.
//!
//! They are sorted once here; otherwise every page of a long list would sort the whole edition again.

use std::cmp::Reverse;
use std::ops::Range;

use jiff::civil::Date;

use super::counts::{self, Counts, Ranking};
use super::{EditionRequests, Index, PassageRef};
use crate::model::{City, Course, Edition, Key, Role, Sector, Topic, items};

/// Passages in groups, with the positions of their items in the list of all items.
#[derive(Debug)]
pub struct Listing<K> {
    /// The groups, in order.
    pub groups: Vec<Group<K>>,
    /// How many cities there are in all.
    pub cities: usize,
    passages: Vec<PassageRef>,
    /// For each passage, the number of items up to its end.
    ends: Vec<usize>,
}

/// A group of passages.
#[derive(Debug)]
pub struct Group<K> {
    /// What they have in common.
    pub key: K,
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
    /// A topic.
    Topic(Key<Topic>),
    /// No topic; then the sector groups them.
    Sector(Key<Sector>),
}

/// What cities ask for in an edition, by topic. A passage is listed once, under that of its topics that most cities
/// name; passages without a topic come last, by sector.
#[derive(Debug)]
pub struct ByTopic {
    /// The passages: first the topics that most cities name, within a topic by city and sector.
    pub listing: Listing<Subject>,
    /// All topics in the same order, with the number of cities and of passages that name them. Some have no group of
    /// their own.
    pub named: Vec<TopicCount>,
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
    pub plans: Listing<Key<City>>,
    /// What its cities ask of ASDG.
    pub support: ByTopic,
    /// What its cities want to discuss.
    pub discussion: ByTopic,
    /// What its cities want to be taught.
    pub training: EditionRequests<'d>,
    /// How much there is in it.
    pub counts: Counts,
    /// The cities that answered, in the order of their names.
    pub cities: Vec<Key<City>>,
    /// The topics of its responses.
    pub topics: Ranking<Topic>,
    /// The courses that its responses ask for.
    pub courses: Ranking<Course>,
    /// The day the latest of its responses was changed.
    pub changed: Option<Date>,
}

impl<'d> OfEdition<'d> {
    pub(super) fn new(index: &Index<'d>, edition: &'d Edition) -> Self {
        let responses = index.edition_responses(edition);
        let plans = index.passages_of(edition, Role::Plans);
        let plans = plans.map(|passage| (index.found(passage).0.city, passage)).collect();
        Self {
            plans: Listing::new(index, plans),
            support: ByTopic::new(index, edition, Role::Support),
            discussion: ByTopic::new(index, edition, Role::Discussion),
            training: EditionRequests::new(index, edition),
            counts: Counts::of(responses),
            cities: counts::cities_of(responses),
            topics: counts::ranked_topics(responses),
            courses: counts::ranked_courses(responses),
            changed: counts::latest_change(responses),
        }
    }
}

impl ByTopic {
    fn new<'d>(index: &Index<'d>, edition: &'d Edition, role: Role) -> Self {
        let passages: Vec<PassageRef> = index.passages_of(edition, role).collect();
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
        let mut ranks = vec![usize::MAX; index.digest().topics.len()];
        named.iter().enumerate().for_each(|(rank, named)| ranks[named.topic.index()] = rank);
        let ranked = passages.into_iter().map(|passage| {
            let (response, found) = index.found(passage);
            let topics = found.topics.iter();
            let first = topics.map(|topic| (ranks[topic.index()], Subject::Topic(*topic))).min();
            (first.unwrap_or((usize::MAX, Subject::Sector(response.sector))), passage)
        });
        let Listing { groups, cities, passages, ends } = Listing::new(index, ranked.collect());
        let groups = groups.into_iter();
        let groups = groups.map(|Group { key: (_, key), passages }| Group { key, passages }).collect();
        Self { listing: Listing { groups, cities, passages, ends }, named }
    }

    /// How many name a topic.
    pub fn named(&self, topic: Key<Topic>) -> Option<TopicCount> {
        self.named.iter().find(|named| named.topic == topic).copied()
    }
}

impl<K: Ord + Copy> Listing<K> {
    /// The groups in the order of their keys, in each the passages by city and sector.
    fn new(index: &Index<'_>, mut passages: Vec<(K, PassageRef)>) -> Self {
        // A stable sort: the passages of a response stay in order.
        passages.sort_by_cached_key(|&(key, passage)| {
            let (response, _) = index.found(passage);
            (key, response.city, response.sector)
        });
        let mut groups: Vec<Group<K>> = Vec::new();
        let mut ends = Vec::with_capacity(passages.len());
        let mut cities = vec![false; index.digest().cities.len()];
        let mut count = 0;
        for (number, &(key, passage)) in passages.iter().enumerate() {
            let (response, found) = index.found(passage);
            count += items(found).count();
            ends.push(count);
            cities[response.city.index()] = true;
            match groups.last_mut() {
                Some(last) if last.key == key => last.passages.end = number + 1,
                _ => groups.push(Group { key, passages: number..number + 1 }),
            }
        }
        let passages = passages.into_iter().map(|(_, passage)| passage).collect();
        Self { groups, cities: cities.into_iter().filter(|&is_there| is_there).count(), passages, ends }
    }
}

impl Listing<Key<City>> {
    /// The passages of a city.
    pub fn of_city(&self, city: Key<City>) -> Option<&Group<Key<City>>> {
        self.groups.binary_search_by_key(&city, |group| group.key).ok().map(|found| &self.groups[found])
    }
}

impl<K> Listing<K> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// The items of a group in the list of all items.
    pub fn items_of(&self, group: &Group<K>) -> Range<usize> {
        let end = |passages: usize| passages.checked_sub(1).map_or(0, |last| self.ends[last]);
        end(group.passages.start)..end(group.passages.end)
    }

    /// All passages, in order.
    pub fn passages(&self) -> impl Iterator<Item = PassageRef> + '_ {
        self.passages.iter().copied()
    }

    /// How many passages a group has.
    pub fn passages_in(&self, group: &Group<K>) -> usize {
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

    #[test]
    fn a_part_of_a_listing_is_cut_at_any_item() {
        let passage = |number| PassageRef { response: number, answer: 0, passage: 0 };
        let group = |key, passages| Group { key, passages };
        // Groups with two, one and three items.
        let listing = Listing {
            groups: vec![group('а', 0..2), group('б', 2..3)],
            cities: 3,
            passages: (0..3).map(passage).collect(),
            ends: vec![2, 3, 6],
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
