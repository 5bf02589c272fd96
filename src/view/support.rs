//! Help wanted: what cities ask of ASDG, by topic, with the replies of the directorate.

use serde::Serialize;

use super::chart::ChartRow;
use super::context::Context;
use super::link::Pager;
use super::overview::{self, Overview, OverviewHead, OverviewKind, TopicGroup, TopicOverview};
use super::page::{PageView, SiteView};
use super::{Kind, Page, records};
use crate::address::Address;
use crate::link::Index;
use crate::model::Role;

pub(super) static KIND: Kind = Kind::of::<SupportView<'static>>("support", "support.html", pages);

pub(super) static OVERVIEW: OverviewKind = OverviewKind {
    page: &KIND,
    menu: "menu-support",
    address: Address::support,
    count: |of_edition| of_edition.support.listing.len(),
    role: Role::Support,
    is_told_later: false,
};

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    overview::pages(&OVERVIEW, index, view)
}

/// `support.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SupportView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The edition, links to the other ones, counts, and the replies.
    pub head: OverviewHead<'d>,
    /// The topics that most cities want help with. Only on the first page.
    pub chart: Vec<ChartRow<'d>>,
    /// The requests on this page by topic, the one that most cities name first.
    pub topics: Vec<TopicGroup<'d>>,
    /// The pager, if there are several pages.
    pub pager: Option<Pager>,
}

fn view<'d>(cx: &Context<'_, 'd>, overview: Overview<'d>, number: usize) -> SupportView<'d> {
    let edition = overview.shown(cx.index);
    let found = edition.map(|edition| &cx.index.of_edition(edition).support);
    let TopicOverview { mut head, chart, groups, pager } = overview::topic_overview(cx, overview, found, number);
    let counted = found.filter(|_| number == 1);
    head.tally =
        counted.map(|found| records::reply_tally(cx.index.replies_to(found.listing.passages()))).unwrap_or_default();
    let page = overview::overview_page(cx, overview, overview::title_with_year(cx, "support-title", edition));
    SupportView { site: cx.site(), page, head, chart, topics: groups, pager }
}
