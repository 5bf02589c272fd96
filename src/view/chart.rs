//! Charts: names with numbers, which the theme draws as a table with bars.
//!
//! A chart is a table with an inline SVG bar in each row, so that screen readers, paper and the source have the same
//! numbers. The bars are SVG and not CSS backgrounds, because browsers do not print backgrounds.

use std::borrow::Cow;

use serde::Serialize;

use super::context::Context;
use super::link::Link;
use crate::link::{InYear, Ranking};
use crate::model::{Course, Topic};

/// The maximum number of topics or courses in a chart.
pub(super) const MAX_ROWS: usize = 10;

/// A row of a chart.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ChartRow<'d> {
    /// The name of the topic or course, or the year.
    pub name: Cow<'d, str>,
    /// The link to its page, if it has one.
    pub url: Option<String>,
    /// The number of cities.
    pub cities: usize,
    /// The length of the bar, in percent of the longest. 0 in all rows if no row has more than one city, because there
    /// is nothing to compare.
    pub share: usize,
}

/// Makes the chart of the topics that most cities write about.
pub(super) fn top_topics<'d>(cx: &Context<'_, 'd>, ranking: &Ranking<Topic>) -> Vec<ChartRow<'d>> {
    chart(ranking.iter().take(MAX_ROWS), |topic| {
        let Link { title, url, .. } = cx.topic_link(topic);
        (title, Some(url))
    })
}

/// Makes the chart of the courses that most cities ask for.
pub(super) fn top_courses<'d>(cx: &Context<'_, 'd>, ranking: &Ranking<Course>) -> Vec<ChartRow<'d>> {
    chart(ranking.iter().take(MAX_ROWS), |course| {
        let Link { title, url, .. } = cx.course_link(course);
        (title, Some(url))
    })
}

/// Makes the chart of the number of cities in each edition; empty if there is only one edition.
pub(super) fn by_year(by_year: &[InYear]) -> Vec<ChartRow<'static>> {
    if by_year.len() < 2 {
        return Vec::new();
    }
    chart(by_year.iter().map(|in_year| (in_year.year, in_year.cities.len())), |year| (year.to_string().into(), None))
}

/// Makes a chart with a row for each entry. `counts` are the entries with their numbers of cities; `name` returns the
/// name of an entry and the link to its page.
pub(super) fn chart<'d, T>(
    counts: impl IntoIterator<Item = (T, usize)>,
    name: impl Fn(T) -> (Cow<'d, str>, Option<String>),
) -> Vec<ChartRow<'d>> {
    let row = |(entry, cities)| {
        let (name, url) = name(entry);
        ChartRow { name, url, cities, share: 0 }
    };
    let mut rows: Vec<ChartRow<'d>> = counts.into_iter().map(row).collect();
    let max_cities = rows.iter().map(|row| row.cities).max().unwrap_or_default();
    if max_cities > 1 {
        rows.iter_mut().for_each(|row| row.share = (row.cities * 100).div_ceil(max_cities));
    }
    rows
}
