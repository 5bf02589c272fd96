//! The plans and requests of a city, with their outcomes and replies, for its page.

use std::ops::Range;

use serde::Serialize;

use super::board_kind::{BoardRef, PLANS, SUPPORT};
use super::board_rows::{self, BoardGroup};
use super::context::Context;
use crate::link::{Listing, Subject};
use crate::model::{City, Edition, Key, Response};

/// The maximum number of plans or requests of an edition on the page of a city.
const MAX_ITEMS: usize = 15;

/// The maximum number of editions whose requests are on the page of a city.
const MAX_REQUEST_EDITIONS: usize = 2;

/// The plans of a city for one year, or its requests in one edition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CityBoard<'d> {
    /// The year that the plans are for, or the requests are from.
    pub year: u16,
    /// Whether its items can have outcomes or replies; plans can if the edition of that year exists.
    pub is_over: bool,
    /// The link to the plans or requests of all cities. For plans it leads to the group of the city, or to the
    /// collection of its plans if these are on pages of the sectors.
    pub url: String,
    /// How many there are, including those not shown.
    pub items: usize,
    /// Whether some are not shown.
    pub is_cut: bool,
    /// The first of them, by sector.
    pub groups: Vec<BoardGroup<'d>>,
}

/// The newest plans of a city, and the newest ones that can have outcomes. `responses` are those of the city, the
/// latest first.
pub(super) fn plan_boards<'d>(cx: &Context<'_, 'd>, city: Key<City>, responses: &[&'d Response]) -> Vec<CityBoard<'d>> {
    let has_plans = |edition: &&'d Edition| cx.index.edition_lists(edition).plans.listing.of_city(city).is_some();
    let mut with_plans = editions(cx, responses).filter(has_plans);
    let is_over = |edition: &&'d Edition| cx.index.next_edition(edition).is_some();
    let newest = with_plans.next();
    let newest_over = newest.filter(|newest| !is_over(newest)).and_then(|_| with_plans.find(is_over));
    newest.into_iter().chain(newest_over).filter_map(|edition| plan_board(cx, city, edition)).collect()
}

/// The newest requests of a city to ASDG.
pub(super) fn request_boards<'d>(
    cx: &Context<'_, 'd>,
    city: Key<City>,
    responses: &[&'d Response],
) -> Vec<CityBoard<'d>> {
    editions(cx, responses).filter_map(|edition| request_board(cx, city, edition)).take(MAX_REQUEST_EDITIONS).collect()
}

/// The editions of responses that are sorted by year, without duplicates.
fn editions<'d>(cx: &Context<'_, 'd>, responses: &[&'d Response]) -> impl Iterator<Item = &'d Edition> {
    let years = responses.chunk_by(|response, next| response.year == next.year);
    years.filter_map(|responses| cx.index.edition(responses[0].year))
}

fn plan_board<'d>(cx: &Context<'_, 'd>, city: Key<City>, edition: &'d Edition) -> Option<CityBoard<'d>> {
    let board = BoardRef { kind: &PLANS, edition: Some(edition), sector: None };
    let listing = &cx.index.edition_lists(edition).plans.listing;
    let items = listing.items_of(listing.of_city(city)?);
    let subject = Subject::City(city);
    let url = if board.is_split_by_sector(cx.index) {
        board_rows::collection_url(cx, board, subject)?
    } else {
        board.item_link(cx, items.start, &board_rows::subject_anchor(cx, subject))
    };
    Some(CityBoard {
        year: edition.year.0 + 1,
        is_over: board.has_records(cx.index),
        url,
        items: items.len(),
        is_cut: items.len() > MAX_ITEMS,
        groups: first_groups(cx, board, listing, items, MAX_ITEMS),
    })
}

/// The requests of a city in an edition. The board of all sectors is grouped by topic, so the items are taken from the
/// boards of the sectors, which are grouped by city.
fn request_board<'d>(cx: &Context<'_, 'd>, city: Key<City>, edition: &'d Edition) -> Option<CityBoard<'d>> {
    let edition_board = BoardRef { kind: &SUPPORT, edition: Some(edition), sector: None };
    let mut board = CityBoard {
        year: edition.year.0,
        is_over: edition_board.has_records(cx.index),
        url: cx.links.to(&edition_board.address(cx.index)),
        items: 0,
        is_cut: false,
        groups: Vec::new(),
    };
    for (sector, listing) in &cx.index.edition_lists(edition).support.sectors {
        if let Some(city_group) = listing.of_city(city) {
            let sector_board = BoardRef { sector: Some(*sector), ..edition_board };
            let items = listing.items_of(city_group);
            let remaining = MAX_ITEMS.saturating_sub(board.items);
            board.items += items.len();
            board.groups.extend(first_groups(cx, sector_board, listing, items, remaining));
        }
    }
    board.is_cut = board.items > MAX_ITEMS;
    (board.items > 0).then_some(board)
}

/// The groups with the first `max_items` of some items.
fn first_groups<'d>(
    cx: &Context<'_, 'd>,
    board: BoardRef<'d>,
    listing: &Listing,
    items: Range<usize>,
    max_items: usize,
) -> Vec<BoardGroup<'d>> {
    let shown = items.start..items.end.min(items.start + max_items);
    board_rows::groups(cx, board, listing, &listing.slices(shown))
}
