//! Parts that many views contain: links, dates, counts, the pager of a list.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

use crate::link;

/// A link.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Link<'d> {
    /// Its text.
    pub title: Cow<'d, str>,
    /// Its target.
    pub url: String,
    /// Whether the reader is on this page, or on a page below it.
    pub current: bool,
}

impl<'d> Link<'d> {
    /// A link to another page.
    pub fn new(title: impl Into<Cow<'d, str>>, url: String) -> Self {
        Self { title: title.into(), url, current: false }
    }
}

/// A city and the link to its page or to one of its responses.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CityLink<'d> {
    /// The city's name.
    pub name: &'d str,
    /// Its region and its country, if that is not Russia.
    pub place: Option<Cow<'d, str>>,
    /// The target of the link.
    pub url: String,
}

/// A day.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DateView {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

impl From<Date> for DateView {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: date.month(), day: date.day() }
    }
}

/// Counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Counts {
    /// Cities that answered.
    pub cities: usize,
    /// Responses.
    pub responses: usize,
    /// Answers.
    pub answers: usize,
    /// Topics of their passages.
    pub topics: usize,
    /// Requests for courses.
    pub requests: usize,
}

impl From<link::Counts> for Counts {
    fn from(counts: link::Counts) -> Self {
        let link::Counts { cities, responses, answers, topics, requests } = counts;
        Self { cities, responses, answers, topics, requests }
    }
}

/// The pager of a long list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Pager {
    /// The number of this page.
    pub number: usize,
    /// The number of the last page.
    pub last: usize,
    /// Links to some of the pages; where numbers are skipped there is an ellipsis.
    pub pages: Vec<Link<'static>>,
    /// The link to the previous page.
    pub previous: Option<String>,
    /// The link to the next page.
    pub next: Option<String>,
}
