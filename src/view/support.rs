//! Help wanted: what cities ask of ASDG, by topic, with what the directorate says to it.

use serde::Serialize;

use super::Maker;
use super::chart::ChartRow;
use super::overview::{Overview, OverviewHead, TopicGroup, TopicOverview};
use super::page::{PageView, Pager, SiteView};

/// `support.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SupportView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The edition, the other ones, how much there is, and what became of it.
    pub head: OverviewHead<'d>,
    /// The topics that most cities want help with. They stand on the first page.
    pub chart: Vec<ChartRow<'d>>,
    /// The requests on this page by topic, the one that most cities name first.
    pub topics: Vec<TopicGroup<'d>>,
    /// The way through the requests, where there are several pages.
    pub pager: Option<Pager>,
}

impl<'d> Maker<'_, 'd> {
    pub(super) fn support(&self, overview: Overview<'d>, number: usize) -> SupportView<'d> {
        let edition = overview.shown(self.index);
        let found = edition.map(|edition| &self.index.of_edition(edition).support);
        let TopicOverview { mut head, chart, groups, pager } = self.topic_overview(overview, found, number);
        let counted = found.filter(|_| number == 1);
        head.tally = counted.map(|found| self.reply_tally(&found.listing)).unwrap_or_default();
        let page = self.overview_page(overview, self.title_with_year("support-title", edition));
        SupportView { site: self.site(), page, head, chart, topics: groups, pager }
    }
}
