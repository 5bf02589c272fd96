//! The page with the list of topics.

use serde::Serialize;

use super::collection_scope::CollectionScope;
use super::context::Context;
use super::link::Link;
use super::page::{PageView, SiteView};
use super::years::{self, YearCounts};
use super::{Page, PageKind, topic_matrix};
use crate::address::Address;
use crate::link::Index;

pub(super) static KIND: PageKind = PageKind::of::<TopicsView<'static>>("topics", "topics.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    vec![
        Page::new(&KIND, Address::topics(), view)
            .with_collection(CollectionScope::Custom)
            .with_changed(index.changed()),
    ]
}

/// `topics.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicsView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The topics, in the order of their names.
    pub topics: Vec<TopicSummary<'d>>,
    /// The years of the counts in `topics`, the earliest first; empty if there is only one edition.
    pub years: Vec<u16>,
    /// The editions, the latest first, with links to the tables of their cities and topics.
    pub editions: Vec<Link<'d>>,
}

/// A summary of a topic.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicSummary<'d> {
    /// The name.
    pub name: &'d str,
    /// A sentence or two.
    pub description: Option<&'d str>,
    /// The link to its page.
    pub url: String,
    /// How many cities write about it.
    pub cities: usize,
    /// How many passages are on it.
    pub passages: usize,
    /// The counts in each of the latest editions.
    pub counts: YearCounts,
}

fn view<'d>(cx: &Context<'_, 'd>) -> TopicsView<'d> {
    let max_cities = years::max_cities(cx.digest.topics.keys().map(|topic| &*cx.index.topic(topic).by_year));
    TopicsView {
        site: cx.site(),
        page: cx.page(cx.text("menu-topics"), None, Vec::new()),
        topics: cx
            .digest
            .topics
            .iter()
            .map(|(key, topic)| TopicSummary {
                name: cx.digest.display_name(topic),
                description: topic.description.as_deref(),
                url: cx.topic_link(key).url,
                cities: cx.index.topic(key).cities.len(),
                passages: cx.index.topic(key).passages.len(),
                counts: YearCounts::of(&cx.index.topic(key).by_year, max_cities),
            })
            .collect(),
        years: years::columns(cx),
        editions: topic_matrix::matrix_links(cx, None),
    }
}
