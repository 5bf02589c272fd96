//! What a city plans and asks for, with what became of it, for its page.

use std::ops::Range;

use serde::Serialize;

use super::board_kind::{BoardOf, PLANS, SUPPORT};
use super::board_rows::{self, BoardGroup};
use super::context::Context;
use crate::link::{Listing, Subject};
use crate::model::{City, Edition, Key, Response};

/// How many plans or requests of an edition are on the page of a city.
const SHOWN: usize = 15;

/// The requests of how many editions are there.
const ASKED: usize = 2;

/// The plans of a city for one year, or its requests in one edition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CityBoard<'d> {
    /// The year that the plans are for, or the requests are from.
    pub year: u16,
    /// Whether outcomes or replies can be known: of plans when the edition of that year exists.
    pub is_over: bool,
    /// The link to the plans or requests of all cities. For plans it leads to the place of the city, or to the collection
    /// of its plans if these are on pages of the sectors.
    pub url: String,
    /// How many there are, including those not shown.
    pub items: usize,
    /// Whether some are not shown.
    pub is_cut: bool,
    /// The first of them, by sector.
    pub groups: Vec<BoardGroup<'d>>,
}

/// The newest plans of a city, and the newest ones whose outcomes can be known. `responses` are its own, the latest
/// first.
pub(super) fn plans<'d>(cx: &Context<'_, 'd>, city: Key<City>, responses: &[&'d Response]) -> Vec<CityBoard<'d>> {
    let has_plans = |edition: &&'d Edition| cx.index.of_edition(edition).plans.listing.of_city(city).is_some();
    let mut planned = editions(cx, responses).filter(has_plans);
    let is_over = |edition: &&'d Edition| cx.index.next_edition(edition).is_some();
    let newest = planned.next();
    let over = newest.filter(|newest| !is_over(newest)).and_then(|_| planned.find(is_over));
    newest.into_iter().chain(over).filter_map(|edition| plans_of(cx, city, edition)).collect()
}

/// The newest requests of a city to ASDG.
pub(super) fn asks<'d>(cx: &Context<'_, 'd>, city: Key<City>, responses: &[&'d Response]) -> Vec<CityBoard<'d>> {
    editions(cx, responses).filter_map(|edition| asks_of(cx, city, edition)).take(ASKED).collect()
}

/// The editions of some responses, each once.
fn editions<'d>(cx: &Context<'_, 'd>, responses: &[&'d Response]) -> impl Iterator<Item = &'d Edition> {
    let years = responses.chunk_by(|response, next| response.year == next.year);
    years.filter_map(|responses| cx.index.edition(responses[0].year))
}

fn plans_of<'d>(cx: &Context<'_, 'd>, city: Key<City>, edition: &'d Edition) -> Option<CityBoard<'d>> {
    let board = BoardOf { kind: &PLANS, edition: Some(edition), sector: None };
    let listing = &cx.index.of_edition(edition).plans.listing;
    let items = listing.items_of(listing.of_city(city)?);
    let subject = Subject::City(city);
    let url = if board.is_split(cx.index) {
        board_rows::collection(cx, board, subject)?
    } else {
        board.place(cx, items.start, &board_rows::subject_anchor(cx, subject))
    };
    Some(CityBoard {
        year: edition.year.0 + 1,
        is_over: board.has_records(cx.index),
        url,
        items: items.len(),
        is_cut: items.len() > SHOWN,
        groups: groups(cx, board, listing, items, SHOWN),
    })
}

/// The board of requests is by topic; those of its sectors are by city.
fn asks_of<'d>(cx: &Context<'_, 'd>, city: Key<City>, edition: &'d Edition) -> Option<CityBoard<'d>> {
    let of_edition = BoardOf { kind: &SUPPORT, edition: Some(edition), sector: None };
    let mut asks = CityBoard {
        year: edition.year.0,
        is_over: of_edition.has_records(cx.index),
        url: cx.links.to(&of_edition.address(cx.index)),
        items: 0,
        is_cut: false,
        groups: Vec::new(),
    };
    for (sector, listing) in &cx.index.of_edition(edition).support.sectors {
        if let Some(of_city) = listing.of_city(city) {
            let board = BoardOf { sector: Some(*sector), ..of_edition };
            let items = listing.items_of(of_city);
            let left = SHOWN.saturating_sub(asks.items);
            asks.items += items.len();
            asks.groups.extend(groups(cx, board, listing, items, left));
        }
    }
    asks.is_cut = asks.items > SHOWN;
    (asks.items > 0).then_some(asks)
}

/// The first of some items.
fn groups<'d>(
    cx: &Context<'_, 'd>,
    board: BoardOf<'d>,
    listing: &Listing,
    items: Range<usize>,
    most: usize,
) -> Vec<BoardGroup<'d>> {
    let shown = items.start..items.end.min(items.start + most);
    board_rows::groups(cx, board, listing, &listing.pieces(shown))
}
