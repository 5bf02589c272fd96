//! Charts: rows of names with numbers, which the theme draws as bars in a table.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::Maker;
use super::page::Link;
use super::years::CitiesByYear;
use crate::model::{City, Course, Key, Response, Topic, Year};

/// How many topics or courses a chart has.
pub(super) const SHOWN: usize = 10;

/// A row of a chart.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChartRow<'d> {
    /// What is counted: a topic, a course, a year.
    pub name: Cow<'d, str>,
    /// The link to it, where it has a page.
    pub url: Option<String>,
    /// How many cities.
    pub cities: usize,
    /// How long the bar is, in percent of the longest. 0 in all rows where none has more than one city: there is nothing to compare then.
    pub share: usize,
}

impl<'d> Maker<'_, 'd> {
    /// The topics that most cities write about.
    pub(super) fn top_topics(&self, responses: &[Arc<Response>]) -> Vec<ChartRow<'d>> {
        chart(ranked(responses, Response::all_topics), |topic: Key<Topic>| {
            let Link { title, url, .. } = self.topic_link(topic);
            (title, Some(url))
        })
    }

    /// The courses that most cities ask for.
    pub(super) fn top_courses(&self, responses: &[Arc<Response>]) -> Vec<ChartRow<'d>> {
        chart(ranked(responses, courses_of), |course: Key<Course>| {
            let Link { title, url, .. } = self.course_link(course);
            (title, Some(url))
        })
    }

    /// The number of cities in each edition; nothing when there is one edition only.
    pub(super) fn by_year(&self, cities: &CitiesByYear) -> Vec<ChartRow<'d>> {
        if cities.counts().count() < 2 {
            return Vec::new();
        }
        chart(cities.counts().collect(), |year: Year| (year.to_string().into(), None))
    }
}

/// A row for each entry and its number of cities.
pub(super) fn chart<'d, T>(
    counts: Vec<(T, usize)>,
    name: impl Fn(T) -> (Cow<'d, str>, Option<String>),
) -> Vec<ChartRow<'d>> {
    let most = counts.iter().map(|&(_, cities)| cities).max().unwrap_or_default();
    let share = |cities: usize| if most > 1 { (cities * 100).div_ceil(most) } else { 0 };
    counts
        .into_iter()
        .map(|(entry, cities)| {
            let (name, url) = name(entry);
            ChartRow { name, url, cities, share: share(cities) }
        })
        .collect()
}

/// The courses that a response asks for.
pub(super) fn courses_of(response: &Response) -> Vec<Key<Course>> {
    response.passages().flat_map(|passage| &passage.requests).map(|request| request.course).collect()
}

/// The entries that most cities name, with the number of cities; of equal ones the first in the register comes first.
fn ranked<T>(responses: &[Arc<Response>], entries: impl Fn(&Response) -> Vec<Key<T>>) -> Vec<(Key<T>, usize)> {
    let mut ranked: Vec<_> = counted(responses, entries).into_iter().collect();
    ranked.sort_by_key(|&(entry, cities)| (std::cmp::Reverse(cities), entry));
    ranked.truncate(SHOWN);
    ranked
}

/// How many cities name each entry.
pub(super) fn counted<T>(
    responses: &[Arc<Response>],
    entries: impl Fn(&Response) -> Vec<Key<T>>,
) -> BTreeMap<Key<T>, usize> {
    let mut cities: BTreeMap<Key<T>, BTreeSet<Key<City>>> = BTreeMap::new();
    for response in responses {
        for entry in entries(response) {
            cities.entry(entry).or_default().insert(response.city);
        }
    }
    cities.into_iter().map(|(entry, cities)| (entry, cities.len())).collect()
}
