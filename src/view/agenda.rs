//! The agenda: what cities want to discuss at ASDG's events, by topic, as a draft of a programme.

use serde::Serialize;

use super::Maker;
use super::chart::ChartRow;
use super::overview::{Overview, OverviewHead, TopicGroup};
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
        let topics = found.map(|found| self.topic_groups(found, number)).unwrap_or_default();
        let mut head = self.overview_head(overview, found.map(|found| &found.listing), |year| year.to_string());
        head.shown = topics.iter().map(|group| group.passages.len()).sum();
        AgendaView {
            site: self.site(),
            page: self.overview_page(overview, self.title_with_year("agenda-title", edition)),
            chart: found.filter(|_| number == 1).map(|found| self.topic_chart(overview, found)).unwrap_or_default(),
            pager: self.overview_pager(overview, head.items, number),
            head,
            topics,
        }
    }
}
