//! The agenda: what cities want to discuss at ASDG's events, by topic, as a draft of a programme.

use serde::Serialize;

use super::chart::ChartRow;
use super::context::Context;
use super::link::Pager;
use super::overview::{self, Overview, OverviewHead, OverviewKind, TopicGroup, TopicOverview};
use super::page::{PageView, SiteView};
use super::{Kind, Page};
use crate::address::Address;
use crate::link::Index;
use crate::model::Role;

pub(super) static KIND: Kind = Kind::of::<AgendaView<'static>>("agenda", "agenda.html", pages);

pub(super) static OVERVIEW: OverviewKind = OverviewKind {
    page: &KIND,
    menu: "menu-agenda",
    address: Address::agenda,
    count: |of_edition| of_edition.discussion.listing.len(),
    role: Role::Discussion,
    is_told_later: false,
};

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    overview::pages(&OVERVIEW, index, view)
}

/// `agenda.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct AgendaView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The edition, links to the other ones, and counts.
    pub head: OverviewHead<'d>,
    /// The topics that most cities want to discuss. Only on the first page.
    pub chart: Vec<ChartRow<'d>>,
    /// The subjects on this page by topic, the one that most cities name first.
    pub topics: Vec<TopicGroup<'d>>,
    /// The pager, if there are several pages.
    pub pager: Option<Pager>,
}

fn view<'d>(cx: &Context<'_, 'd>, overview: Overview<'d>, number: usize) -> AgendaView<'d> {
    let edition = overview.shown(cx.index);
    let found = edition.map(|edition| &cx.index.of_edition(edition).discussion);
    let TopicOverview { head, chart, groups, pager } = overview::topic_overview(cx, overview, found, number);
    let page = overview::overview_page(cx, overview, overview::title_with_year(cx, "agenda-title", edition));
    AgendaView { site: cx.site(), page, head, chart, topics: groups, pager }
}
