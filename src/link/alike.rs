//! Finds cities like a city: in its region, of its size, with its topics and courses.
//!
//! A mayor's office first looks at cities like its own: near, as large, with the same concerns. Each of these is worth
//! points, and the reasons are kept, so that a page can say why a city is named. A topic or a course that more than
//! half of the cities share is no reason, because it would make all cities alike.
//!
//! The cost is linear in the number of cities: of each region, topic and course only the [`NEXT`] cities that come next in
//! the list are considered, and of the cities by population the nearest.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::entries::Entries;
use crate::model::{City, Course, Digest, Key, Topic};

/// How many cities of each region, topic and course are considered, and of the larger and of the smaller cities.
const NEXT: usize = 8;

/// How many topics, and how many courses, of a city lead to others: the rarest.
const LEADING: usize = 12;

/// How many like cities are kept.
const MOST: usize = 6;

/// Fewer points are no likeness: a common federal district and one topic are not enough.
const LEAST: usize = 3;

/// The points for the same region, and for nearly the same population.
const REGION: usize = 3;
const SIZE: usize = 3;

/// The points for the same federal district, if the regions differ.
const DISTRICT: usize = 1;

/// A common topic or course is one point; more than these add nothing.
const MOST_TOPICS: usize = 3;

/// A city like another, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The city.
    pub city: Key<City>,
    /// Whether both are in the same region, or in the same other country.
    pub is_same_region: bool,
    /// Whether both are in the same federal district, but in different regions.
    pub is_same_district: bool,
    /// Whether the larger one has at most half as many people again as the smaller one.
    pub is_same_size: bool,
    /// The topics of both that few others have, the rarest first.
    pub topics: Vec<Key<Topic>>,
    /// The courses that both ask for and few others, the rarest first.
    pub courses: Vec<Key<Course>>,
}

impl Alike {
    fn points(&self) -> usize {
        let place = if self.is_same_region { REGION } else { usize::from(self.is_same_district) * DISTRICT };
        let size = usize::from(self.is_same_size) * SIZE;
        place + size + self.topics.len().min(MOST_TOPICS) + self.courses.len().min(MOST_TOPICS)
    }
}

/// The entries of a register that few enough cities share to say something about these, and who shares them.
struct Shared<'e, T> {
    /// The cities of each entry; empty if there are too many of them.
    cities: Vec<&'e [Key<City>]>,
    /// The entries of each city, the rarest first.
    of_city: Vec<Vec<Key<T>>>,
}

impl<'e, T> Shared<'e, T> {
    /// `most` is the largest number of cities that may share an entry.
    fn new(count: usize, most: usize, entries: impl Iterator<Item = (Key<T>, &'e [Key<City>])>) -> Self {
        let mut shared = Self { cities: Vec::new(), of_city: (0..count).map(|_| Vec::new()).collect() };
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

    /// The next cities on the rarest entries of a city.
    fn candidates(&self, city: Key<City>) -> impl Iterator<Item = Key<City>> + '_ {
        let entries = self.of_city[city.index()].iter().take(LEADING);
        entries.flat_map(move |entry| next_in(self.cities[entry.index()], city))
    }

    /// The entries that two cities share, the rarest first.
    fn common(&self, city: Key<City>, other: Key<City>) -> Vec<Key<T>> {
        let entries = self.of_city[city.index()].iter().take(LEADING);
        let has_other = |entry: &&Key<T>| self.cities[entry.index()].binary_search(&other).is_ok();
        entries.filter(has_other).copied().collect()
    }
}

/// The next cities after one in an ordered list; after the end it continues from the start.
fn next_in(cities: &[Key<City>], city: Key<City>) -> impl Iterator<Item = Key<City>> + use<'_> {
    let (before, after) = cities.split_at(cities.partition_point(|&other| other <= city));
    after.iter().chain(before).copied().filter(move |&other| other != city).take(NEXT)
}

/// The cities like each one, the most alike first; in the order of the register. Only cities that answered are named.
pub(super) fn find(digest: &Digest, entries: &Entries) -> Vec<Vec<Alike>> {
    let has_answered = |city: Key<City>| !entries.cities[city.index()].responses.is_empty();
    let answered: Vec<Key<City>> = digest.cities.keys().filter(|&city| has_answered(city)).collect();
    let (count, most) = (digest.cities.len(), answered.len() / 2);
    let topics = digest.topics.keys().map(|key| (key, &*entries.topics[key.index()].cities));
    let courses = digest.courses.keys().map(|key| (key, &*entries.courses[key.index()].cities));
    let (topics, courses) = (Shared::new(count, most, topics), Shared::new(count, most, courses));
    let mut regions: BTreeMap<&str, Vec<Key<City>>> = BTreeMap::new();
    for &city in &answered {
        if let Some(region) = digest.cities[city].region_or_country() {
            regions.entry(region).or_default().push(city);
        }
    }
    let people = |city: &Key<City>| digest.cities[*city].population.as_ref().map(|population| population.people);
    let mut by_people: Vec<(u32, Key<City>)> =
        answered.iter().filter_map(|city| Some((people(city)?, *city))).collect();
    by_people.sort_unstable();
    let keys: Vec<Key<City>> = digest.cities.keys().collect();
    let alike = |&key: &Key<City>| {
        let city = &digest.cities[key];
        let of_region =
            city.region_or_country().and_then(|region| regions.get(region)).map_or(&[][..], |cities| cities);
        let mut candidates: Vec<Key<City>> = next_in(of_region, key).collect();
        if let Some(people) = people(&key) {
            let (smaller, larger) = by_people.split_at(by_people.partition_point(|&(other, _)| other < people));
            let near = smaller.iter().rev().take(NEXT).chain(larger.iter().take(NEXT + 1));
            candidates.extend(near.map(|(_, city)| *city));
        }
        candidates.extend(topics.candidates(key).chain(courses.candidates(key)));
        candidates.sort_unstable();
        candidates.dedup();
        let found = candidates.into_iter().filter(|&other| other != key).map(|other| {
            let theirs = &digest.cities[other];
            let region = city.region_or_country();
            let is_same_region = region.is_some() && region == theirs.region_or_country();
            let district = city.federal_district.as_ref();
            let is_same_district =
                !is_same_region && district.is_some() && district == theirs.federal_district.as_ref();
            let is_same_size = people(&key).zip(people(&other)).is_some_and(|(a, b)| is_near(a, b));
            let (topics, courses) = (topics.common(key, other), courses.common(key, other));
            Alike { city: other, is_same_region, is_same_district, is_same_size, topics, courses }
        });
        let mut found: Vec<Alike> = found.filter(|alike| alike.points() >= LEAST).collect();
        found.sort_by_key(|alike| {
            (Reverse(alike.points()), Reverse(alike.topics.len() + alike.courses.len()), alike.city)
        });
        found.truncate(MOST);
        found
    };
    keys.par_iter().map(alike).collect()
}

/// Whether the larger number is at most half as large again as the smaller one.
fn is_near(a: u32, b: u32) -> bool {
    u64::from(a.max(b)) * 2 <= u64::from(a.min(b)) * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_populations() {
        assert!(is_near(100, 150) && is_near(150, 100));
        assert!(!is_near(100, 151));
    }
}
