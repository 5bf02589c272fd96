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

/// How many shades there are, besides none.
const SHADES: usize = 4;

/// The box of a line.
const WIDTH: usize = 60;
const HEIGHT: usize = 16;

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
    /// How many cities.
    pub cities: usize,
    /// How many passages on the topic, or requests for the course.
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

/// Cities, of which only the first are named if they are many.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct NamedCities<'d> {
    /// The first of them, in the order of their names, with links to their pages.
    pub cities: Vec<CityLink<'d>>,
    /// How many more there are.
    pub more: usize,
}

impl YearCounts {
    /// The counts of each edition. `most` is the largest number of cities of the table.
    pub(super) fn of(by_year: &[InYear], most: usize) -> Self {
        let count = |InYear { year, cities, entries }: &InYear| YearCount {
            year: year.0,
            cities: cities.len(),
            entries: *entries,
            shade: shade(cities.len(), most),
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
        Self { line: line(&years), years, trend, difference }
    }
}

/// The shade of a number in a table whose largest is `most`.
pub(super) fn shade(number: usize, most: usize) -> usize {
    if most > 1 { (number * SHADES).div_ceil(most) } else { 0 }
}

/// The largest number of cities of a year.
pub(super) fn most<'i>(entries: impl Iterator<Item = &'i [InYear]>) -> usize {
    entries.flatten().map(|in_year| in_year.cities.len()).max().unwrap_or_default()
}

fn line(years: &[YearCount]) -> Option<String> {
    let most = years.iter().map(|year| year.cities).max().filter(|most| *most > 1)?;
    let steps = years.len().checked_sub(1).filter(|steps| *steps >= 2)?;
    let point = |(number, year): (usize, &YearCount)| {
        format!("{},{}", number * WIDTH / steps, HEIGHT - year.cities * HEIGHT / most)
    };
    Some(years.iter().enumerate().map(point).collect::<Vec<_>>().join(" "))
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
        new: only_in(cx, &last.cities, &before.cities),
        gone: only_in(cx, &before.cities, &last.cities),
    })
}

/// The cities in one list and not in another.
fn only_in<'d>(cx: &Context<'_, 'd>, cities: &[Key<City>], others: &[Key<City>]) -> NamedCities<'d> {
    named(cx, cities.iter().filter(|city| others.binary_search(city).is_err()), NAMED)
}

/// Cities, of which the first are named.
pub(super) fn named<'d, 'k>(
    cx: &Context<'_, 'd>,
    mut cities: impl Iterator<Item = &'k Key<City>>,
    most: usize,
) -> NamedCities<'d> {
    let named = cities.by_ref().take(most).map(|&city| cx.city_link(city)).collect();
    NamedCities { cities: named, more: cities.count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_there_before_is_new_and_what_was_is_gone() {
        let trend = |counts: &[usize]| {
            let years =
                (2020..).zip(counts).map(|(year, &cities)| YearCount { year, cities, entries: cities, shade: 0 });
            let YearCounts { years, trend, difference, .. } = YearCounts::new(years.collect());
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
    #[test]
    fn a_line_needs_three_years_and_something_to_compare() {
        let line = |counts: &[usize]| {
            let year = |(year, &cities): (u16, &usize)| YearCount { year, cities, entries: cities, shade: 0 };
            line(&(2020..).zip(counts).map(year).collect::<Vec<_>>())
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
