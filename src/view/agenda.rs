//! The agenda: what cities want to discuss at ASDG's events, by topic, as a draft of a programme.

use serde::Serialize;

use super::Maker;
use super::chart::ChartRow;
use super::overview::{Overview, OverviewHead, TopicGroup, TopicOverview};
use super::page::{PageView, Pager, SiteView};

/// `agenda.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AgendaView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The edition, the other ones, and how much there is.
    pub head: OverviewHead<'d>,
    /// The topics that most cities want to discuss. They stand on the first page.
    pub chart: Vec<ChartRow<'d>>,
    /// The subjects on this page by topic, the one that most cities name first.
    pub topics: Vec<TopicGroup<'d>>,
    /// The way through the subjects, where there are several pages.
    pub pager: Option<Pager>,
}

impl<'d> Maker<'_, 'd> {
    pub(super) fn agenda(&self, overview: Overview<'d>, number: usize) -> AgendaView<'d> {
        let edition = overview.shown(self.index);
        let found = edition.map(|edition| &self.index.of_edition(edition).discussion);
        let TopicOverview { head, chart, groups, pager } = self.topic_overview(overview, found, number);
        let page = self.overview_page(overview, self.title_with_year("agenda-title", edition));
        AgendaView { site: self.site(), page, head, chart, topics: groups, pager }
    }
}
