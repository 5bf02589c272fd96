//! Through the years: how many cities write about a topic or ask for a course in each edition, which of them are new
//! and which are gone.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::Context;
use super::link::CityLink;
use crate::link::InYear;
use crate::model::{City, Key};

/// How many of the latest editions have a column of their own in a list.
const COLUMNS: usize = 6;

/// How many new and gone cities are named.
const NAMED: usize = 15;

/// The counts of a topic or a course in each of the latest editions.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct YearCounts {
    /// The latest editions, at most six, the earliest first; empty if there is only one edition.
    pub years: Vec<YearCount>,
    /// How the number of cities changed from the last edition but one to the last: `more`, `fewer`, `same`; `new` if no
    /// earlier edition had any city, `gone` if the last one has none. Nothing if there never was one or if there is
    /// only one edition.
    pub trend: Option<&'static str>,
    /// The difference in cities.
    pub difference: usize,
}

/// The counts of an edition.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct YearCount {
    /// The year.
    pub year: u16,
    /// How many cities.
    pub cities: usize,
    /// How many passages on the topic, or requests for the course.
    pub entries: usize,
}

/// The cities that are new or gone between the last edition but one and the last.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CityChanges<'d> {
    /// The year of the last edition.
    pub year: u16,
    /// The year of the edition before it.
    pub before: u16,
    /// The cities in the last edition that were not in the one before.
    pub new: NamedCities<'d>,
    /// The cities in the edition before that are not in the last.
    pub gone: NamedCities<'d>,
}

/// Cities; at most fifteen are named.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct NamedCities<'d> {
    /// The first of them, in the order of their names, with links to their pages.
    pub cities: Vec<CityLink<'d>>,
    /// How many more there are.
    pub more: usize,
}

impl YearCounts {
    /// The counts of each edition.
    pub(super) fn of(by_year: &[InYear]) -> Self {
        let count = |InYear { year, cities, entries }: &InYear| YearCount {
            year: year.0,
            cities: cities.len(),
            entries: *entries,
        };
        Self::new(by_year.iter().map(count).collect())
    }

    fn new(mut years: Vec<YearCount>) -> Self {
        let (trend, difference) = match years.as_slice() {
            [earlier @ .., before, last] => trend(earlier, *before, *last),
            _ => (None, 0),
        };
        if years.len() < 2 {
            years.clear();
        }
        years.drain(..years.len().saturating_sub(COLUMNS));
        Self { years, trend, difference }
    }
}

fn trend(earlier: &[YearCount], before: YearCount, last: YearCount) -> (Option<&'static str>, usize) {
    let was_there = before.cities > 0 || earlier.iter().any(|year| year.cities > 0);
    let trend = match (was_there, last.cities) {
        (false, 0) => return (None, 0),
        (true, 0) => "gone",
        (false, _) => "new",
        (true, cities) if cities > before.cities => "more",
        (true, cities) if cities < before.cities => "fewer",
        (true, _) => "same",
    };
    (Some(trend), last.cities.abs_diff(before.cities))
}

/// The years with a column in a list, the earliest first; empty if there is only one edition.
pub(super) fn columns(cx: &Context<'_, '_>) -> Vec<u16> {
    let years: BTreeSet<u16> = cx.digest.responses.iter().map(|response| response.year.0).collect();
    let years: Vec<u16> = years.into_iter().collect();
    if years.len() < 2 { Vec::new() } else { years[years.len().saturating_sub(COLUMNS)..].to_vec() }
}

/// The cities that are new or gone; nothing if there is only one edition, or if none are.
pub(super) fn city_changes<'d>(cx: &Context<'_, 'd>, by_year: &[InYear]) -> Option<CityChanges<'d>> {
    let [.., before, last] = by_year else {
        return None;
    };
    if last.cities == before.cities {
        return None;
    }
    Some(CityChanges {
        year: last.year.0,
        before: before.year.0,
        new: named_cities(cx, &last.cities, &before.cities),
        gone: named_cities(cx, &before.cities, &last.cities),
    })
}

/// The cities in one list and not in another.
fn named_cities<'d>(cx: &Context<'_, 'd>, cities: &[Key<City>], others: &[Key<City>]) -> NamedCities<'d> {
    let mut cities = cities.iter().filter(|city| others.binary_search(city).is_err());
    let named = cities.by_ref().take(NAMED).map(|&city| cx.city_link(city)).collect();
    NamedCities { cities: named, more: cities.count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_there_before_is_new_and_what_was_is_gone() {
        let trend = |counts: &[usize]| {
            let years = (2020..).zip(counts).map(|(year, &cities)| YearCount { year, cities, entries: cities });
            let YearCounts { years, trend, difference } = YearCounts::new(years.collect());
            (years.len(), trend, difference)
        };
        assert_eq!(trend(&[2]), (0, None, 0), "one edition tells of no change");
        assert_eq!(trend(&[0, 0]), (2, None, 0));
        assert_eq!(trend(&[0, 2]), (2, Some("new"), 2));
        assert_eq!(trend(&[1, 0, 2]), (3, Some("more"), 2), "it was there before");
        assert_eq!(trend(&[1, 0, 0]), (3, Some("gone"), 0));
        assert_eq!(trend(&[1, 3, 2]), (3, Some("fewer"), 1));
        assert_eq!(trend(&[1, 2, 2]), (3, Some("same"), 0));
        assert_eq!(trend(&[9, 1, 1, 1, 1, 1, 1, 1]), (6, Some("same"), 0));
    }
}
