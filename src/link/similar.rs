//! Finds similar cities: in the same region, of the same size, with the same topics and courses. [`find`] does it.
//!
//! A mayor's office looks first at cities that are near, as large as its own, and have the same concerns. Each of these
//! similarities gives points, and the reasons are kept, so that a page can say why a city is listed. A topic or a
//! course that more than half of the cities share gives no points, because it would make all cities similar.
//!
//! The cost is linear in the number of cities: candidates are only the [`NEXT`] cities that come next in the list of
//! each region, topic and course, and the nearest in the list by population.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::entries::Entries;
use crate::model::{City, Course, Digest, Key, Topic};

/// The number of candidates of each region, topic and course, of the larger and of the smaller cities.
const NEXT: usize = 8;

/// The number of topics, and of courses, of a city that give candidates: the rarest.
const RAREST: usize = 12;

/// The largest number of similar cities of a city.
const MAX_SIMILAR: usize = 6;

/// The points that a similar city needs. A common federal district and one topic are not enough.
const MIN_POINTS: usize = 3;

/// The points for the same region, and for nearly the same population.
const REGION: usize = 3;
const SIZE: usize = 3;

/// The points for the same federal district, if the regions differ.
const DISTRICT: usize = 1;

/// The most points for common topics, and for common courses. Each of them is one point.
const MAX_TOPIC_POINTS: usize = 3;

/// A similar city, and the reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimilarCity {
    /// The city.
    pub city: Key<City>,
    /// Whether both are in the same region, or in the same other country.
    pub is_same_region: bool,
    /// Whether both are in the same federal district, but in different regions.
    pub is_same_district: bool,
    /// Whether the larger city has at most one and a half times the population of the smaller one.
    pub is_same_size: bool,
    /// The topics of both cities that few others have, the rarest first.
    pub topics: Vec<Key<Topic>>,
    /// The courses that both cities ask for and few others do, the rarest first.
    pub courses: Vec<Key<Course>>,
}

impl SimilarCity {
    fn points(&self) -> usize {
        let place = if self.is_same_region { REGION } else { usize::from(self.is_same_district) * DISTRICT };
        let size = usize::from(self.is_same_size) * SIZE;
        place + size + self.topics.len().min(MAX_TOPIC_POINTS) + self.courses.len().min(MAX_TOPIC_POINTS)
    }
}

/// The entries of a register that are shared by few enough cities to make these similar.
struct SharedEntries<'e, T> {
    /// The cities of each entry; empty if too many cities share it.
    cities: Vec<&'e [Key<City>]>,
    /// The entries of each city, the rarest first.
    of_city: Vec<Vec<Key<T>>>,
}

impl<'e, T> SharedEntries<'e, T> {
    /// `most` is the largest number of cities that may share an entry.
    fn new(city_count: usize, most: usize, entries: impl Iterator<Item = (Key<T>, &'e [Key<City>])>) -> Self {
        let mut shared = Self { cities: Vec::new(), of_city: (0..city_count).map(|_| Vec::new()).collect() };
        for (key, cities) in entries {
            let cities = if (2..=most).contains(&cities.len()) { cities } else { &[] };
            shared.cities.push(cities);
            for city in cities {
                shared.of_city[city.index()].push(key);
            }
        }
        for entries in &mut shared.of_city {
            entries.sort_by_key(|entry| (shared.cities[entry.index()].len(), *entry));
        }
        shared
    }

    /// Returns the next cities in the lists of a city's rarest entries.
    fn candidates(&self, city: Key<City>) -> impl Iterator<Item = Key<City>> + '_ {
        let entries = self.of_city[city.index()].iter().take(RAREST);
        entries.flat_map(move |entry| next_in(self.cities[entry.index()], city))
    }

    /// Returns the entries that two cities share, the rarest first.
    fn common(&self, city: Key<City>, other: Key<City>) -> Vec<Key<T>> {
        let entries = self.of_city[city.index()].iter().take(RAREST);
        let has_other = |entry: &&Key<T>| self.cities[entry.index()].binary_search(&other).is_ok();
        entries.filter(has_other).copied().collect()
    }
}

/// Returns the next cities after a city in a sorted list, continuing from the start after the end.
fn next_in(cities: &[Key<City>], city: Key<City>) -> impl Iterator<Item = Key<City>> + use<'_> {
    let (before, after) = cities.split_at(cities.partition_point(|&other| other <= city));
    after.iter().chain(before).copied().filter(move |&other| other != city).take(NEXT)
}

/// Finds the cities that are similar to each city of the register, the most similar first. They are cities that
/// answered.
pub(super) fn find(digest: &Digest, entries: &Entries) -> Vec<Vec<SimilarCity>> {
    let has_answered = |city: Key<City>| !entries.cities[city.index()].responses.is_empty();
    let answered: Vec<Key<City>> = digest.cities.keys().filter(|&city| has_answered(city)).collect();
    let (city_count, most) = (digest.cities.len(), answered.len() / 2);
    let topics = digest.topics.keys().map(|key| (key, &*entries.topics[key.index()].cities));
    let courses = digest.courses.keys().map(|key| (key, &*entries.courses[key.index()].cities));
    let (topics, courses) =
        (SharedEntries::new(city_count, most, topics), SharedEntries::new(city_count, most, courses));
    let mut regions: BTreeMap<&str, Vec<Key<City>>> = BTreeMap::new();
    for &city in &answered {
        if let Some(region) = digest.cities[city].region_or_country() {
            regions.entry(region).or_default().push(city);
        }
    }
    let people = |city: &Key<City>| digest.cities[*city].population.as_ref().map(|population| population.people);
    let mut by_population: Vec<(u32, Key<City>)> =
        answered.iter().filter_map(|city| Some((people(city)?, *city))).collect();
    by_population.sort_unstable();
    let keys: Vec<Key<City>> = digest.cities.keys().collect();
    let find_similar = |&key: &Key<City>| {
        let city = &digest.cities[key];
        let of_region =
            city.region_or_country().and_then(|region| regions.get(region)).map_or(&[][..], |cities| cities);
        let mut candidates: Vec<Key<City>> = next_in(of_region, key).collect();
        if let Some(people) = people(&key) {
            let (smaller, larger) = by_population.split_at(by_population.partition_point(|&(other, _)| other < people));
            let near = smaller.iter().rev().take(NEXT).chain(larger.iter().take(NEXT + 1));
            candidates.extend(near.map(|(_, city)| *city));
        }
        candidates.extend(topics.candidates(key).chain(courses.candidates(key)));
        candidates.sort_unstable();
        candidates.dedup();
        let found = candidates.into_iter().filter(|&other| other != key).map(|other| {
            let other_city = &digest.cities[other];
            let region = city.region_or_country();
            let is_same_region = region.is_some() && region == other_city.region_or_country();
            let district = city.federal_district.as_ref();
            let is_same_district =
                !is_same_region && district.is_some() && district == other_city.federal_district.as_ref();
            let is_same_size = people(&key).zip(people(&other)).is_some_and(|(a, b)| is_similar_size(a, b));
            let (topics, courses) = (topics.common(key, other), courses.common(key, other));
            SimilarCity { city: other, is_same_region, is_same_district, is_same_size, topics, courses }
        });
        let mut found: Vec<SimilarCity> = found.filter(|similar| similar.points() >= MIN_POINTS).collect();
        found.sort_by_key(|similar| {
            (Reverse(similar.points()), Reverse(similar.topics.len() + similar.courses.len()), similar.city)
        });
        found.truncate(MAX_SIMILAR);
        found
    };
    keys.par_iter().map(find_similar).collect()
}

/// Whether the larger number is at most one and a half times the smaller one.
fn is_similar_size(a: u32, b: u32) -> bool {
    u64::from(a.max(b)) * 2 <= u64::from(a.min(b)) * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn populations_are_similar_up_to_a_ratio_of_one_and_a_half() {
        assert!(is_similar_size(100, 150) && is_similar_size(150, 100));
        assert!(!is_similar_size(100, 151));
    }
}
