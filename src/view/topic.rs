//! The page of a topic: the passages of all cities, by year.

use serde::Serialize;

use super::choice::{self, Choice};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::entry::{self, EntryHead, EntryLists};
use super::link::{CityLink, Link, Pager};
use super::page::{PageView, SiteView};
use super::related::{self, TopicSides};
use super::{Page, PageKind, list, quote};
use crate::address::Address;
use crate::link::{Index, TopicLists};
use crate::model::{Key, Topic};

/// How many passages are on a page.
const PER_PAGE: usize = 150;

/// How many characters of a passage are quoted.
const EXCERPT_LENGTH: usize = 120;

pub(super) static KIND: PageKind = PageKind::of::<TopicView<'static>>("topic", "topic.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let topic_pages = |topic: Key<Topic>| {
        let TopicLists { passages, changed, .. } = index.topic(topic);
        let pages =
            list::pages(&KIND, digest.topic_address(topic), passages.len(), PER_PAGE, *changed, move |cx, number| {
                view(cx, topic, number)
            });
        pages.map(move |page| page.with_collection(CollectionScope::Topic(topic)))
    };
    digest.topics.keys().flat_map(topic_pages).collect()
}

/// `topic.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// Its names, counts and years.
    pub entry: EntryHead<'d>,
    /// The cities that ask about it, and those with experience. Only on the first page.
    pub sides: Option<TopicSides<'d>>,
    /// The filters for the passages on this page.
    pub choices: Vec<Choice<'d>>,
    /// The passages on this page by year, the latest first.
    pub years: Vec<TopicYear<'d>>,
    /// The responses that have the topic as a whole. Only on the first page.
    pub responses: Vec<TopicResponse<'d>>,
    /// The courses that belong to the topic.
    pub courses: Vec<Link<'d>>,
    /// The pager, if there are several pages.
    pub pager: Option<Pager>,
}

/// The passages of one year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicYear<'d> {
    /// The year.
    pub year: u16,
    /// The passages, in the order of their cities.
    pub passages: Vec<quote::QuotedPassage<'d>>,
}

/// A response on a topic.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicResponse<'d> {
    /// The city, with the link to the response.
    pub city: CityLink<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// The year of the edition.
    pub year: u16,
}

fn view<'d>(cx: &Context<'_, 'd>, key: Key<Topic>, number: usize) -> TopicView<'d> {
    let topic = &cx.digest.topics[key];
    let TopicLists { passages, cities, by_year, .. } = cx.index.topic(key);
    let lists = EntryLists { cities, by_year, entries: passages.len(), per_page: PER_PAGE };
    let first = cx.digest.topic_address(key);
    let parent = ("menu-topics", Address::topics());
    let (page, entry, pager) = entry::head(cx, topic, topic.description.as_deref(), &lists, &first, parent, number);
    let shown = &passages[list::page_range(passages.len(), PER_PAGE, number)];
    let quoted = shown.iter().map(|&passage| quote::quoted_passage(cx, passage, EXCERPT_LENGTH));
    let years = entry::group_by_year(quoted, |passage| passage.year).into_iter();
    let entries = cx.index.topic(key);
    let responses = if number == 1 { &*entries.responses } else { &[] };
    let courses = cx.digest.courses.iter().filter(|(_, course)| course.topics.contains(&key));
    TopicView {
        site: cx.site(),
        page,
        entry,
        sides: (number == 1).then(|| related::topic_sides(cx, &entries.asks, &entries.results)),
        choices: choice::response_choices(cx, shown.iter().map(|&passage| cx.index.passage(passage).response)),
        years: years.map(|(year, passages)| TopicYear { year, passages }).collect(),
        responses: responses
            .iter()
            .map(|&number| {
                let response = &cx.digest.responses[number];
                TopicResponse {
                    city: cx.city_link_to_response(response),
                    sector: cx.sector_name(response.sector),
                    year: response.year.0,
                }
            })
            .collect(),
        courses: courses.map(|(course, _)| cx.course_link(course)).collect(),
        pager,
    }
}
