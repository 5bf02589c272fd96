//! The page of a topic: the passages of all cities, by year.

use serde::Serialize;

use super::chart::{self, ChartRow};
use super::choice::{self, Choice};
use super::collected::Collected;
use super::context::Context;
use super::link::{CityLink, Link, Pager};
use super::page::{PageView, SiteView};
use super::related::{self, TopicSides};
use super::years::{self, CityChanges};
use super::{Kind, Page, list, quote};
use crate::address::Address;
use crate::link::{Index, OfTopic};
use crate::model::{Entry, Key, Topic};

/// How many passages are on a page.
pub(super) const PAGE: usize = 150;

/// How many characters of a passage are quoted.
const QUOTED: usize = 120;

pub(super) static KIND: Kind = Kind::of::<TopicView<'static>>("topic", "topic.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let of_topic = |topic: Key<Topic>| {
        let OfTopic { passages, changed, .. } = index.topic(topic);
        let pages =
            list::pages(&KIND, digest.topic_address(topic), passages.len(), PAGE, *changed, move |cx, number| {
                view(cx, topic, number)
            });
        pages.map(move |page| page.collects(Collected::Topic(topic)))
    };
    digest.topics.keys().flat_map(of_topic).collect()
}

/// `topic.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The name.
    pub name: &'d str,
    /// The Russian name, if the English interface shows another.
    pub original_name: Option<&'d str>,
    /// A sentence or two.
    pub description: Option<&'d str>,
    /// Other names.
    pub aliases: Vec<&'d str>,
    /// How many cities write about it.
    pub cities: usize,
    /// In how many passages.
    pub passages: usize,
    /// How many cities wrote about it in each edition, if there are several. Only on the first page.
    pub by_year: Vec<ChartRow<'d>>,
    /// Who asks about it and who has experience. Only on the first page.
    pub sides: Option<TopicSides<'d>>,
    /// The cities that are new or gone in the latest edition. Only on the first page.
    pub changes: Option<CityChanges<'d>>,
    /// The filters for the passages on this page.
    pub choices: Vec<Choice<'d>>,
    /// The passages on this page by year, the latest first.
    pub years: Vec<TopicYear<'d>>,
    /// The responses that are on the topic as a whole. Only on the first page.
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
    let name = cx.digest.shown(topic);
    let Topic { description, aliases, .. } = topic;
    let entries = cx.index.topic(key);
    let shown = &entries.passages[list::range(entries.passages.len(), PAGE, number)];
    let mut years: Vec<TopicYear<'d>> = Vec::new();
    for &passage in shown {
        let quoted = quote::quoted_passage(cx, passage, QUOTED);
        match years.last_mut() {
            Some(last) if last.year == quoted.year => last.passages.push(quoted),
            _ => years.push(TopicYear { year: quoted.year, passages: vec![quoted] }),
        }
    }
    let responses = if number == 1 { &*entries.responses } else { &[] };
    let by_year = Some(&*entries.by_year).filter(|_| number == 1);
    let courses = cx.digest.courses.iter().filter(|(_, course)| course.topics.contains(&key));
    let first = cx.digest.topic_address(key);
    let way = vec![(cx.text("menu-topics").into(), Address::topics())];
    TopicView {
        site: cx.site(),
        page: cx.page(name, description.as_deref().map(Into::into), way),
        name,
        original_name: topic.original_name(cx.digest.site.language),
        description: description.as_deref(),
        aliases: aliases.iter().map(|alias| &**alias).collect(),
        cities: entries.cities.len(),
        passages: entries.passages.len(),
        sides: (number == 1).then(|| related::topic_sides(cx, &entries.asks, &entries.results)),
        by_year: by_year.map(chart::by_year).unwrap_or_default(),
        changes: by_year.and_then(|by_year| years::city_changes(cx, by_year)),
        choices: choice::choices(cx, shown.iter().map(|&passage| cx.index.passage(passage).response)),
        years,
        responses: responses
            .iter()
            .map(|&number| {
                let response = &cx.digest.responses[number];
                TopicResponse {
                    city: cx.response_link(response),
                    sector: cx.sector_name(response.sector),
                    year: response.year.0,
                }
            })
            .collect(),
        courses: courses.map(|(course, _)| cx.course_link(course)).collect(),
        pager: list::pager(cx, &first, entries.passages.len(), PAGE, number),
    }
}
