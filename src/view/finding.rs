//! The findings of an edition, each a sentence with a link. `link/findings.rs` selects the facts.

use std::borrow::Cow;

use serde::Serialize;

use super::board_kind::{self, BoardKind};
use super::context::Context;
use super::link::{CityLink, Link};
use crate::address::Address;
use crate::link::Finding;
use crate::model::{Edition, Key, Topic};

/// The maximum number of new cities that a finding names.
const MAX_CITIES: usize = 4;

/// A remarkable fact of an edition. Its sentence is the text `finding-` and its `kind`, with these values.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct FindingView<'d> {
    /// `outcomes`, `more` or `fewer` (cities write about a topic), `new-course`, `replies`, `new-cities`, `discussed`,
    /// `wanted`.
    pub kind: &'static str,
    /// The topic or the course; nothing for the other kinds.
    pub name: Option<Cow<'d, str>>,
    /// The link to the list that is counted.
    pub url: String,
    /// The number: of cities, of plans that are done, or of requests with a reply.
    pub count: usize,
    /// The number to compare with: of all plans or requests, or of the cities in the year before.
    pub total: usize,
    /// How many plans have no outcome.
    pub silent: usize,
    /// The year that plans are for, or the year before.
    pub year: Option<u16>,
    /// The first new cities.
    pub cities: Vec<CityLink<'d>>,
    /// How many more there are.
    pub others: usize,
}

impl<'d> FindingView<'d> {
    fn new(kind: &'static str, url: String, count: usize) -> Self {
        Self { kind, name: None, url, count, total: 0, silent: 0, year: None, cities: Vec::new(), others: 0 }
    }

    fn named(kind: &'static str, Link { title, url, .. }: Link<'d>, count: usize) -> Self {
        Self { name: Some(title), ..Self::new(kind, url, count) }
    }
}

pub(super) fn findings<'d>(cx: &Context<'_, 'd>, edition: &'d Edition) -> Vec<FindingView<'d>> {
    let findings = cx.index.findings(edition).into_iter();
    findings.filter_map(|finding| view(cx, edition, finding)).collect()
}

fn view<'d>(cx: &Context<'_, 'd>, edition: &'d Edition, finding: Finding) -> Option<FindingView<'d>> {
    let board_url = |kind: &'static BoardKind, edition| board_kind::board_link(cx, kind, edition);
    Some(match finding {
        Finding::Outcomes { made_in, plans, done, silent } => {
            let url = board_url(&board_kind::PLANS, cx.index.edition(made_in)?)?;
            FindingView { total: plans, silent, year: Some(edition.year.0), ..FindingView::new("outcomes", url, done) }
        }
        Finding::Topic { topic, cities, before, year_before } => {
            let kind = if cities > before { "more" } else { "fewer" };
            FindingView {
                total: before,
                year: Some(year_before.0),
                ..FindingView::named(kind, cx.topic_link(topic), cities)
            }
        }
        Finding::NewCourse { course, cities } => FindingView::named("new-course", cx.course_link(course), cities),
        Finding::Replies { requests, replied } => FindingView {
            total: requests,
            ..FindingView::new("replies", board_url(&board_kind::SUPPORT, edition)?, replied)
        },
        Finding::NewCities(cities) => FindingView {
            cities: cities.iter().take(MAX_CITIES).map(|&city| cx.city_link(city)).collect(),
            others: cities.len().saturating_sub(MAX_CITIES),
            ..FindingView::new("new-cities", cx.links.to(&Address::edition(edition.year)), cities.len())
        },
        Finding::Discussed { topic, cities } => {
            let url = discussed_url(cx, edition, topic)?;
            FindingView { url, ..FindingView::named("discussed", cx.topic_link(topic), cities) }
        }
        Finding::Wanted { course, cities } => FindingView::named("wanted", cx.course_link(course), cities),
    })
}

/// The link to the group of a topic on the agenda. It is the first, because most cities name it.
fn discussed_url<'d>(cx: &Context<'_, 'd>, edition: &'d Edition, topic: Key<Topic>) -> Option<String> {
    let list = board_kind::board_link(cx, &board_kind::AGENDA, edition)?;
    Some(format!("{list}#topic-{}", cx.digest.topics[topic].id))
}
