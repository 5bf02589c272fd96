//! What changed in an edition against the one before it. The first edition has no such page.

use serde::Serialize;

use super::board_kind::{AGENDA, BoardKind, BoardOf, PLANS, SUPPORT, board_link};
use super::context::Context;
use super::link::{CityLink, Counts, DateView, Link};
use super::page::{PageView, SiteView};
use super::records::Tally;
use super::wordings::{self, WordingChange};
use super::years::{self, NamedCities};
use super::{Kind, Page};
use crate::address::Address;
use crate::link::{CountChange, EditionChange, Index};
use crate::model::{Correction, Edition, Key, Reply, Response};

/// How many entries a list has. The lists of topics and courses, and the boards, have the others.
const SHOWN: usize = 60;

pub(super) static KIND: Kind = Kind::of::<ChangesView<'static>>("changes", "changes.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let of_edition = |edition: &'d Edition| {
        let before = index.edition_before(edition)?;
        let changed = index.records_changed(edition).max(index.records_changed(before));
        Some(Page::new(&KIND, Address::changes(edition.year), move |cx| view(cx, before, edition)).changed(changed))
    };
    index.digest().editions.iter().filter_map(of_edition).collect()
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
    /// How much there is in the edition.
    pub counts: Counts,
    /// How much there was in the one before.
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
    /// What became of the plans that the edition before made, and of the requests of both editions.
    pub boards: Vec<BoardChange>,
    /// The latest replies of the directorate to requests of both editions.
    pub replies: Vec<RepliedRequest<'d>>,
    /// The latest corrections in responses of the edition.
    pub corrections: Vec<CorrectedResponse<'d>>,
}

/// Topics or courses by how their number of cities changed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct EntryChanges<'d> {
    /// Those of no city before.
    pub new: ChangeList<'d>,
    /// Those of more cities than before.
    pub more: ChangeList<'d>,
    /// Those of fewer.
    pub fewer: ChangeList<'d>,
    /// Those of no city any more.
    pub gone: ChangeList<'d>,
}

/// Topics or courses: those of most cities now first; of those that are gone, those that had most.
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

/// A board and what is recorded on it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct BoardChange {
    /// `plans`, `support` or `agenda`.
    pub kind: &'static str,
    /// The year: that for which plans were made, else that of the edition.
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

/// The link to what changed in an edition: its title is the year before. Nothing if there is nothing to compare with.
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
    let counts = |edition: &'d Edition| Counts::from(cx.index.of_edition(edition).counts);
    let way = vec![(edition.year.to_string().into(), Address::edition(edition.year))];
    let EditionChange { new_cities, gone_cities, topics, courses, corrections, replies } =
        cx.index.edition_change(before, edition);
    ChangesView {
        site: cx.site(),
        page: cx.page(cx.text_of_year("changes-title", edition.year.0), None, way),
        year: edition.year.0,
        year_before: before.year.0,
        edition: cx.edition_link(edition),
        before: cx.edition_link(before),
        editions: if editions.len() > 1 { editions } else { Vec::new() },
        counts: counts(edition),
        counts_before: counts(before),
        new_cities: years::named(cx, new_cities.iter(), SHOWN),
        gone_cities: years::named(cx, gone_cities.iter(), SHOWN),
        topics: entries(&topics, |topic| cx.topic_link(topic)),
        courses: entries(&courses, |course| cx.course_link(course)),
        wordings: wordings::wording_changes(cx, before, edition),
        boards: boards(cx, before, edition),
        replies: replies.iter().filter_map(|reply| replied(cx, reply)).take(SHOWN).collect(),
        corrections: corrections.iter().take(SHOWN).map(|of| corrected(cx, of.0, of.1)).collect(),
    }
}

fn entries<'d, T>(changes: &[CountChange<T>], link: impl Fn(Key<T>) -> Link<'d>) -> EntryChanges<'d> {
    let list = |fits: fn(usize, usize) -> bool| {
        let mut fitting = changes.iter().filter(|change| fits(change.before, change.now));
        let shown = fitting.by_ref().take(SHOWN).map(|&CountChange { entry, before, now }| ChangeEntry {
            link: link(entry),
            cities: now,
            before,
        });
        ChangeList { entries: shown.collect(), more: fitting.count() }
    };
    EntryChanges {
        new: list(|before, _| before == 0),
        more: list(|before, now| before > 0 && now > before),
        fewer: list(|before, now| now > 0 && now < before),
        gone: list(|_, now| now == 0),
    }
}

/// The boards that are not empty: the plans for this year, and what the cities ask for in both.
fn boards<'d>(cx: &Context<'_, 'd>, before: &'d Edition, edition: &'d Edition) -> Vec<BoardChange> {
    let board = |kind: &'static BoardKind, edition: &'d Edition| {
        let listing = &(kind.of)(cx.index.of_edition(edition)).listing;
        Some(BoardChange {
            kind: kind.name,
            year: edition.year.0 + u16::from(std::ptr::eq(kind, &PLANS)),
            url: board_link(cx, kind, edition)?,
            items: listing.len(),
            tally: BoardOf { kind, edition: Some(edition), sector: None }.tally(cx.index, listing.tally),
        })
    };
    let boards = [(&PLANS, before), (&SUPPORT, before), (&SUPPORT, edition), (&AGENDA, edition)];
    boards.into_iter().filter_map(|(kind, edition)| board(kind, edition)).collect()
}

fn replied<'d>(cx: &Context<'_, 'd>, reply: &'d Reply) -> Option<RepliedRequest<'d>> {
    let response = cx.index.response(reply.response)?;
    Some(RepliedRequest {
        city: place(cx, response, Some(&reply.anchor)),
        sector: cx.sector_name(response.sector),
        year: response.year.0,
        status: reply.status.id(),
        date: reply.date.map(Into::into),
    })
}

fn corrected<'d>(cx: &Context<'_, 'd>, response: &'d Response, correction: &'d Correction) -> CorrectedResponse<'d> {
    CorrectedResponse {
        city: place(cx, response, correction.passage.as_deref()),
        sector: cx.sector_name(response.sector),
        date: correction.date.into(),
        text: &correction.text,
    }
}

/// The city of a response with the link to a place in it, or to all of it.
fn place<'d>(cx: &Context<'_, 'd>, response: &Response, anchor: Option<&str>) -> CityLink<'d> {
    let link = cx.response_link(response);
    let home = cx.digest.response_address(response.id());
    match anchor {
        Some(anchor) => CityLink { url: cx.links.to_place(&home, anchor), ..link },
        None => link,
    }
}
