//! Who writes about what in an edition: a table of cities and of the topics that most of them name.

use serde::Serialize;

use super::choice::{self, Choice};
use super::collected::Collected;
use super::context::Context;
use super::link::{CityLink, Link, Pager};
use super::page::{PageView, SiteView};
use super::{Kind, Page, list, years};
use crate::address::Address;
use crate::link::{CityTopic, Index};
use crate::model::{Edition, Key, Topic};

/// How many cities are on a page.
const PAGE: usize = 200;

/// How many topics have a column.
const COLUMNS: usize = 16;

pub(super) static KIND: Kind = Kind::of::<TopicMatrixView<'static>>("topic-matrix", "topic-matrix.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let has_topics = |edition: &&'d Edition| !index.of_edition(edition).city_topics.is_empty();
    let of_edition = |edition: &'d Edition| {
        let of_edition = index.of_edition(edition);
        let address = Address::topics().of_year(edition.year);
        let pages =
            list::pages(&KIND, address, of_edition.cities.len(), PAGE, of_edition.changed, move |cx, number| {
                view(cx, edition, number)
            });
        pages.map(move |page| page.collects(Collected::Edition(edition)))
    };
    index.digest().editions.iter().filter(has_topics).flat_map(of_edition).collect()
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
    /// About how many topics it writes, including those without a column.
    pub topics: usize,
    /// How often it writes about each topic with a column.
    pub cells: Vec<TopicCell>,
}

/// How often a city writes about a topic.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicCell {
    /// How many passages. A response that is on the topic as a whole, without a passage on it, counts as one.
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
    let has_topics = !cx.index.of_edition(edition).city_topics.is_empty();
    has_topics.then(|| cx.links.to(&Address::topics().of_year(edition.year)))
}

fn view<'d>(cx: &Context<'_, 'd>, edition: &'d Edition, number: usize) -> TopicMatrixView<'d> {
    let of_edition = cx.index.of_edition(edition);
    let (cities, counts) = (&of_edition.cities, &of_edition.city_topics);
    let shown = &cities[list::range(cities.len(), PAGE, number)];
    let columns: Vec<(Key<Topic>, usize)> = of_edition.topics.iter().take(COLUMNS).collect();
    let most = counts.iter().map(|count| count.passages).max().unwrap_or_default();
    let row = |&city| {
        let start = counts.partition_point(|count| count.city < city);
        let end = counts.partition_point(|count| count.city <= city);
        let own: &[CityTopic] = &counts[start..end];
        let cells = columns.iter().map(|&(topic, _)| {
            let found = own.binary_search_by_key(&topic, |count| count.topic);
            let passages = found.map_or(0, |found| own[found].passages);
            TopicCell { passages, shade: years::shade(passages, most) }
        });
        TopicsOfCity { city: cx.city_link(city), topics: own.len(), cells: cells.collect() }
    };
    let first = Address::topics().of_year(edition.year);
    let way = vec![(cx.text("menu-topics").into(), Address::topics())];
    TopicMatrixView {
        site: cx.site(),
        page: cx.page(cx.text_of_year("topic-matrix-title", edition.year.0), None, way),
        year: edition.year.0,
        edition: cx.edition_link(edition),
        editions: matrix_links(cx, Some(edition)),
        count: of_edition.topics.iter().count(),
        topics: columns.iter().map(|&(topic, cities)| MatrixTopic { topic: cx.topic_link(topic), cities }).collect(),
        rows: shown.iter().map(row).collect(),
        choices: choice::city_choices(cx, shown.iter().copied()),
        pager: list::pager(cx, &first, cities.len(), PAGE, number),
    }
}
