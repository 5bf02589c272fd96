//! The page with the changes of an edition against the one before it. The first edition has no such page.

use serde::Serialize;

use super::board_kind::{AGENDA, BoardKind, BoardRef, PLANS, SUPPORT, board_link};
use super::context::Context;
use super::link::{CityLink, Counts, DateView, Link};
use super::page::{PageView, SiteView};
use super::records::Tally;
use super::wordings::{self, WordingChange};
use super::years::{self, NamedCities};
use super::{Page, PageKind};
use crate::address::Address;
use crate::link::{CountChange, EditionChange, Index};
use crate::model::{Correction, Edition, Key, Reply, Response};

/// The maximum number of entries in a list. The pages of topics and courses, and the boards, have the others.
const MAX_ENTRIES: usize = 60;

pub(super) static KIND: PageKind = PageKind::of::<ChangesView<'static>>("changes", "changes.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let edition_page = |edition: &'d Edition| {
        let before = index.edition_before(edition)?;
        let changed = index.records_changed(edition).max(index.records_changed(before));
        Some(
            Page::new(&KIND, Address::changes(edition.year), move |cx| view(cx, before, edition)).with_changed(changed),
        )
    };
    index.digest().editions.iter().filter_map(edition_page).collect()
}

/// `changes.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ChangesView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The year of the edition.
    pub year: u16,
    /// The year of the edition before.
    pub year_before: u16,
    /// The edition.
    pub edition: Link<'d>,
    /// The edition before, with which it is compared.
    pub before: Link<'d>,
    /// The pages like this one, the latest first; empty if there is only one.
    pub editions: Vec<Link<'d>>,
    /// The counts of the edition.
    pub counts: Counts,
    /// The counts of the edition before.
    pub counts_before: Counts,
    /// The cities that did not answer in the edition before.
    pub new_cities: NamedCities<'d>,
    /// The cities that answered in the edition before only.
    pub gone_cities: NamedCities<'d>,
    /// The topics with another number of cities.
    pub topics: EntryChanges<'d>,
    /// The courses with another number of cities.
    pub courses: EntryChanges<'d>,
    /// The questions that are new, gone, or have another wording, in sectors that both editions have.
    pub wordings: Vec<WordingChange<'d>>,
    /// The outcomes of the plans that were made in the edition before, and the requests of both editions with their
    /// statuses.
    pub boards: Vec<BoardChange>,
    /// The latest replies of the directorate to requests of both editions.
    pub replies: Vec<RepliedRequest<'d>>,
    /// The latest corrections in responses of the edition.
    pub corrections: Vec<CorrectedResponse<'d>>,
}

/// Topics or courses, grouped by the change of their number of cities.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct EntryChanges<'d> {
    /// Those that no city named before.
    pub new: ChangeList<'d>,
    /// Those that more cities name than before.
    pub more: ChangeList<'d>,
    /// Those that fewer cities name than before.
    pub fewer: ChangeList<'d>,
    /// Those that no city names any more.
    pub gone: ChangeList<'d>,
}

/// Topics or courses, those that most cities name now first; those that are gone by their number of cities before.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ChangeList<'d> {
    /// The first sixty.
    pub entries: Vec<ChangeEntry<'d>>,
    /// How many more there are.
    pub more: usize,
}

/// A topic or a course with another number of cities.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ChangeEntry<'d> {
    /// The link to it.
    pub link: Link<'d>,
    /// How many cities write about it or ask for it.
    pub cities: usize,
    /// How many did before.
    pub before: usize,
}

/// A board with its outcomes or statuses.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct BoardChange {
    /// `plans`, `support` or `agenda`.
    pub kind: &'static str,
    /// For plans, the year for which they were made, else the year of the edition.
    pub year: u16,
    /// The link to it.
    pub url: String,
    /// How many items it has.
    pub items: usize,
    /// How many items have each outcome or status; empty for subjects to discuss.
    pub tally: Vec<Tally>,
}

/// A request with a reply of the directorate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct RepliedRequest<'d> {
    /// The city, with the link to the request in its response.
    pub city: CityLink<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// The year of the request.
    pub year: u16,
    /// `considered`, `accepted`, `done` or `declined`.
    pub status: &'static str,
    /// The date of the status.
    pub date: Option<DateView>,
}

/// A correction of a response.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CorrectedResponse<'d> {
    /// The city, with the link to the corrected passage or to the response.
    pub city: CityLink<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// When it was corrected.
    pub date: DateView,
    /// What was corrected.
    pub text: &'d str,
}

/// The link to the changes of an edition, with the year before as its title; `None` if there is no edition before it.
pub(super) fn changes_link<'d>(cx: &Context<'_, 'd>, edition: &Edition) -> Option<Link<'d>> {
    let before = cx.index.edition_before(edition)?;
    Some(Link::new(before.year.to_string(), cx.links.to(&Address::changes(edition.year))))
}

fn view<'d>(cx: &Context<'_, 'd>, before: &'d Edition, edition: &'d Edition) -> ChangesView<'d> {
    let editions = cx.digest.editions.iter().rev().filter(|other| cx.index.edition_before(other).is_some());
    let link = |other: &Edition| Link {
        title: other.year.to_string().into(),
        url: cx.links.to(&Address::changes(other.year)),
        current: other.year == edition.year,
    };
    let editions: Vec<Link<'d>> = editions.map(link).collect();
    let counts = |edition: &'d Edition| Counts::from(cx.index.edition_lists(edition).counts);
    let ancestors = vec![(edition.year.to_string().into(), Address::edition(edition.year))];
    let EditionChange { new_cities, gone_cities, topics, courses, corrections, replies } =
        cx.index.edition_change(before, edition);
    ChangesView {
        site: cx.site(),
        page: cx.page(cx.text_of_year("changes-title", edition.year.0), None, ancestors),
        year: edition.year.0,
        year_before: before.year.0,
        edition: cx.edition_link(edition),
        before: cx.edition_link(before),
        editions: if editions.len() > 1 { editions } else { Vec::new() },
        counts: counts(edition),
        counts_before: counts(before),
        new_cities: years::named_cities(cx, new_cities.iter(), MAX_ENTRIES),
        gone_cities: years::named_cities(cx, gone_cities.iter(), MAX_ENTRIES),
        topics: entry_changes(&topics, |topic| cx.topic_link(topic)),
        courses: entry_changes(&courses, |course| cx.course_link(course)),
        wordings: wordings::wording_changes(cx, before, edition),
        boards: board_changes(cx, before, edition),
        replies: replies.iter().filter_map(|reply| replied_request(cx, reply)).take(MAX_ENTRIES).collect(),
        corrections: corrections
            .iter()
            .take(MAX_ENTRIES)
            .map(|&(response, correction)| corrected_response(cx, response, correction))
            .collect(),
    }
}

fn entry_changes<'d, T>(changes: &[CountChange<T>], link: impl Fn(Key<T>) -> Link<'d>) -> EntryChanges<'d> {
    let list = |matches: fn(usize, usize) -> bool| {
        let mut matching = changes.iter().filter(|change| matches(change.before, change.now));
        let shown = matching.by_ref().take(MAX_ENTRIES).map(|&CountChange { entry, before, now }| ChangeEntry {
            link: link(entry),
            cities: now,
            before,
        });
        ChangeList { entries: shown.collect(), more: matching.count() }
    };
    EntryChanges {
        new: list(|before, _| before == 0),
        more: list(|before, now| before > 0 && now > before),
        fewer: list(|before, now| now > 0 && now < before),
        gone: list(|_, now| now == 0),
    }
}

/// The boards that are not empty: the plans for the year of the edition, the requests of both editions, and the
/// subjects to discuss.
fn board_changes<'d>(cx: &Context<'_, 'd>, before: &'d Edition, edition: &'d Edition) -> Vec<BoardChange> {
    let board = |kind: &'static BoardKind, edition: &'d Edition| {
        let listing = &(kind.select)(cx.index.edition_lists(edition)).listing;
        Some(BoardChange {
            kind: kind.name,
            year: edition.year.0 + u16::from(std::ptr::eq(kind, &PLANS)),
            url: board_link(cx, kind, edition)?,
            items: listing.len(),
            tally: BoardRef { kind, edition: Some(edition), sector: None }.tally(cx.index, listing.tally),
        })
    };
    let boards = [(&PLANS, before), (&SUPPORT, before), (&SUPPORT, edition), (&AGENDA, edition)];
    boards.into_iter().filter_map(|(kind, edition)| board(kind, edition)).collect()
}

fn replied_request<'d>(cx: &Context<'_, 'd>, reply: &'d Reply) -> Option<RepliedRequest<'d>> {
    let response = cx.index.response(reply.response)?;
    Some(RepliedRequest {
        city: passage_link(cx, response, Some(&reply.anchor)),
        sector: cx.sector_name(response.sector),
        year: response.year.0,
        status: reply.status.id(),
        date: reply.date.map(Into::into),
    })
}

fn corrected_response<'d>(
    cx: &Context<'_, 'd>,
    response: &'d Response,
    correction: &'d Correction,
) -> CorrectedResponse<'d> {
    CorrectedResponse {
        city: passage_link(cx, response, correction.passage.as_deref()),
        sector: cx.sector_name(response.sector),
        date: correction.date.into(),
        text: &correction.text,
    }
}

/// The city of a response, with the link to a place in the response, or to the response if there is no anchor.
fn passage_link<'d>(cx: &Context<'_, 'd>, response: &Response, anchor: Option<&str>) -> CityLink<'d> {
    match anchor {
        Some(anchor) => cx.city_link_to_anchor(response, anchor),
        None => cx.city_link_to_response(response),
    }
}
