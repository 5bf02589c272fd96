//! The page with a table of the cities of an edition and the topics that most of them write about.

use serde::Serialize;

use super::choice::{self, Choice};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::link::{CityLink, Link, Pager};
use super::page::{PageView, SiteView};
use super::{Page, PageKind, list, years};
use crate::address::Address;
use crate::link::{CityTopic, Index};
use crate::model::{Edition, Key, Topic};

/// How many cities are on a page.
const PER_PAGE: usize = 200;

/// The maximum number of topics with a column.
const MAX_COLUMNS: usize = 16;

pub(super) static KIND: PageKind = PageKind::of::<TopicMatrixView<'static>>("topic-matrix", "topic-matrix.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let has_topics = |edition: &&'d Edition| !index.edition_lists(edition).city_topics.is_empty();
    let edition_pages = |edition: &'d Edition| {
        let lists = index.edition_lists(edition);
        let address = Address::topics().of_year(edition.year);
        let pages = list::pages(&KIND, address, lists.cities.len(), PER_PAGE, lists.changed, move |cx, number| {
            view(cx, edition, number)
        });
        pages.map(move |page| page.with_collection(CollectionScope::Edition(edition)))
    };
    index.digest().editions.iter().filter(has_topics).flat_map(edition_pages).collect()
}

/// `topic-matrix.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicMatrixView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The year of the edition.
    pub year: u16,
    /// The edition.
    pub edition: Link<'d>,
    /// This page of all editions, the latest first.
    pub editions: Vec<Link<'d>>,
    /// How many topics there are in the edition.
    pub count: usize,
    /// The topics that most cities name; at most sixteen have a column.
    pub topics: Vec<MatrixTopic<'d>>,
    /// The cities on this page, in the order of their names.
    pub rows: Vec<TopicsOfCity<'d>>,
    /// The filters for the cities on this page.
    pub choices: Vec<Choice<'d>>,
    /// The pager, if there are several pages.
    pub pager: Option<Pager>,
}

/// A topic with a column.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct MatrixTopic<'d> {
    /// The topic.
    pub topic: Link<'d>,
    /// How many cities write about it.
    pub cities: usize,
}

/// The topics of a city.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicsOfCity<'d> {
    /// The city.
    pub city: CityLink<'d>,
    /// The number of topics that it writes about, including those without a column.
    pub topics: usize,
    /// How often it writes about each topic with a column.
    pub cells: Vec<TopicCell>,
}

/// How often a city writes about a topic.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicCell {
    /// The number of passages. A response that has the topic as a whole, but no passage on it, counts as one.
    pub passages: usize,
    /// The shade, from 1 to 4 for most passages; 0 for none, and in all cells if there is nothing to compare.
    pub shade: usize,
}

/// The links to these pages of all editions that have topics.
pub(super) fn matrix_links<'d>(cx: &Context<'_, 'd>, current: Option<&Edition>) -> Vec<Link<'d>> {
    let editions = cx.digest.editions.iter().rev();
    let link = |edition: &'d Edition| {
        let current = current.is_some_and(|current| current.year == edition.year);
        Some(Link { current, ..Link::new(edition.year.to_string(), matrix_link(cx, edition)?) })
    };
    editions.filter_map(link).collect()
}

/// The link to this page of an edition; nothing if nobody writes about a topic.
pub(super) fn matrix_link(cx: &Context<'_, '_>, edition: &Edition) -> Option<String> {
    let has_topics = !cx.index.edition_lists(edition).city_topics.is_empty();
    has_topics.then(|| cx.links.to(&Address::topics().of_year(edition.year)))
}

fn view<'d>(cx: &Context<'_, 'd>, edition: &'d Edition, number: usize) -> TopicMatrixView<'d> {
    let lists = cx.index.edition_lists(edition);
    let (cities, counts) = (&lists.cities, &lists.city_topics);
    let shown = &cities[list::page_range(cities.len(), PER_PAGE, number)];
    let columns: Vec<(Key<Topic>, usize)> = lists.topics.iter().take(MAX_COLUMNS).collect();
    let max_passages = counts.iter().map(|count| count.passages).max().unwrap_or_default();
    let row = |&city| {
        let start = counts.partition_point(|count| count.city < city);
        let end = counts.partition_point(|count| count.city <= city);
        let city_counts: &[CityTopic] = &counts[start..end];
        let cells = columns.iter().map(|&(topic, _)| {
            let found = city_counts.binary_search_by_key(&topic, |count| count.topic);
            let passages = found.map_or(0, |found| city_counts[found].passages);
            TopicCell { passages, shade: years::shade(passages, max_passages) }
        });
        TopicsOfCity { city: cx.city_link(city), topics: city_counts.len(), cells: cells.collect() }
    };
    let first = Address::topics().of_year(edition.year);
    let ancestors = vec![(cx.text("menu-topics").into(), Address::topics())];
    TopicMatrixView {
        site: cx.site(),
        page: cx.page(cx.text_of_year("topic-matrix-title", edition.year.0), None, ancestors),
        year: edition.year.0,
        edition: cx.edition_link(edition),
        editions: matrix_links(cx, Some(edition)),
        count: lists.topics.iter().count(),
        topics: columns.iter().map(|&(topic, cities)| MatrixTopic { topic: cx.topic_link(topic), cities }).collect(),
        rows: shown.iter().map(row).collect(),
        choices: choice::city_choices(cx, shown.iter().copied()),
        pager: list::pager(cx, &first, cities.len(), PER_PAGE, number),
    }
}
