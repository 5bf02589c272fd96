//! The changes of a topic or a course through the years: the number of cities in each edition, and the cities that are
//! new or gone.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::Context;
use super::link::CityLink;
use crate::link::InYear;
use crate::model::{City, Key};

/// The maximum number of editions with a column in a list: the latest ones.
const MAX_COLUMNS: usize = 6;

/// The number of shades, not counting 0.
const SHADES: usize = 4;

/// The size of the box of a line, in units of its SVG.
const WIDTH: usize = 60;
const HEIGHT: usize = 16;

/// The maximum number of new cities, and of gone ones, that are named.
const MAX_NAMED: usize = 15;

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
    /// By how many cities the last edition differs from the one before.
    pub difference: usize,
    /// The numbers of cities as a line in a box of 60 by 16, the points of a `polyline`; nothing for fewer than three
    /// years, or if no year has more than one city.
    pub line: Option<String>,
}

/// The counts of an edition.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct YearCount {
    /// The year.
    pub year: u16,
    /// The number of cities.
    pub cities: usize,
    /// The number of passages on the topic, or of requests for the course.
    pub entries: usize,
    /// The shade, from 1 to 4 for most cities; 0 for none, and in all cells if there is nothing to compare.
    pub shade: usize,
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

/// Cities, of which only the first are named if there are many.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct NamedCities<'d> {
    /// The first of them, in the order of their names, with links to their pages.
    pub cities: Vec<CityLink<'d>>,
    /// How many more there are.
    pub more: usize,
}

impl YearCounts {
    /// The counts of each edition. `max_cities` is the largest number of cities in the table.
    pub(super) fn of(by_year: &[InYear], max_cities: usize) -> Self {
        let count = |InYear { year, cities, entries }: &InYear| YearCount {
            year: year.0,
            cities: cities.len(),
            entries: *entries,
            shade: shade(cities.len(), max_cities),
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
        years.drain(..years.len().saturating_sub(MAX_COLUMNS));
        Self { line: sparkline(&years), years, trend, difference }
    }
}

/// The shade of a number in a table whose largest number is `max`.
pub(super) fn shade(number: usize, max: usize) -> usize {
    if max > 1 { (number * SHADES).div_ceil(max) } else { 0 }
}

/// The largest number of cities in a year, among all entries.
pub(super) fn max_cities<'i>(entries: impl Iterator<Item = &'i [InYear]>) -> usize {
    entries.flatten().map(|in_year| in_year.cities.len()).max().unwrap_or_default()
}

fn sparkline(years: &[YearCount]) -> Option<String> {
    let max_cities = years.iter().map(|year| year.cities).max().filter(|max_cities| *max_cities > 1)?;
    let intervals = years.len().checked_sub(1).filter(|intervals| *intervals >= 2)?;
    let point = |(number, year): (usize, &YearCount)| {
        format!("{},{}", number * WIDTH / intervals, HEIGHT - year.cities * HEIGHT / max_cities)
    };
    Some(years.iter().enumerate().map(point).collect::<Vec<_>>().join(" "))
}

fn trend(earlier: &[YearCount], before: YearCount, last: YearCount) -> (Option<&'static str>, usize) {
    let existed = before.cities > 0 || earlier.iter().any(|year| year.cities > 0);
    let trend = match (existed, last.cities) {
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
    if years.len() < 2 { Vec::new() } else { years[years.len().saturating_sub(MAX_COLUMNS)..].to_vec() }
}

/// The cities that are new or gone in the last edition; `None` if there is only one edition, or if none are.
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
        new: only_in(cx, &last.cities, &before.cities),
        gone: only_in(cx, &before.cities, &last.cities),
    })
}

/// The cities in one list and not in another.
fn only_in<'d>(cx: &Context<'_, 'd>, cities: &[Key<City>], others: &[Key<City>]) -> NamedCities<'d> {
    named_cities(cx, cities.iter().filter(|city| others.binary_search(city).is_err()), MAX_NAMED)
}

/// Names the first `limit` cities and counts the others.
pub(super) fn named_cities<'d, 'k>(
    cx: &Context<'_, 'd>,
    mut cities: impl Iterator<Item = &'k Key<City>>,
    limit: usize,
) -> NamedCities<'d> {
    let named = cities.by_ref().take(limit).map(|&city| cx.city_link(city)).collect();
    NamedCities { cities: named, more: cities.count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_is_new_only_if_no_earlier_edition_has_cities() {
        let trend = |counts: &[usize]| {
            let years =
                (2020..).zip(counts).map(|(year, &cities)| YearCount { year, cities, entries: cities, shade: 0 });
            let YearCounts { years, trend, difference, .. } = YearCounts::new(years.collect());
            (years.len(), trend, difference)
        };
        assert_eq!(trend(&[2]), (0, None, 0), "one edition has no trend");
        assert_eq!(trend(&[0, 0]), (2, None, 0));
        assert_eq!(trend(&[0, 2]), (2, Some("new"), 2));
        assert_eq!(trend(&[1, 0, 2]), (3, Some("more"), 2), "it was there before");
        assert_eq!(trend(&[1, 0, 0]), (3, Some("gone"), 0));
        assert_eq!(trend(&[1, 3, 2]), (3, Some("fewer"), 1));
        assert_eq!(trend(&[1, 2, 2]), (3, Some("same"), 0));
        assert_eq!(trend(&[9, 1, 1, 1, 1, 1, 1, 1]), (6, Some("same"), 0));
    }

    #[test]
    fn a_line_needs_three_years_and_something_to_compare() {
        let line = |counts: &[usize]| {
            let year = |(year, &cities): (u16, &usize)| YearCount { year, cities, entries: cities, shade: 0 };
            sparkline(&(2020..).zip(counts).map(year).collect::<Vec<_>>())
        };
        assert_eq!(line(&[1, 4]), None);
        assert_eq!(line(&[1, 1, 0]), None);
        assert_eq!(line(&[0, 2, 4]).as_deref(), Some("0,16 30,8 60,0"));
    }

    #[test]
    fn the_largest_number_has_the_darkest_shade_and_none_has_no_shade() {
        assert_eq!([0, 1, 2, 5, 8].map(|number| shade(number, 8)), [0, 1, 1, 3, 4]);
        assert_eq!([0, 1].map(|number| shade(number, 1)), [0, 0], "nothing to compare");
    }
}
