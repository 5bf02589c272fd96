//! The plans of a city with what became of them, for its page.

use serde::Serialize;

use super::board_kind::{BoardOf, PLANS};
use super::board_rows::{self, BoardGroup};
use super::context::Context;
use crate::link::Subject;
use crate::model::{City, Edition, Key, Response};

/// How many plans of an edition are on the page of a city.
const SHOWN: usize = 15;

/// The plans of a city for one year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct PlansOfYear<'d> {
    /// The year that the plans are for.
    pub year: u16,
    /// Whether the edition of that year exists, so that outcomes can be known.
    pub is_over: bool,
    /// The link to the city on the page with the plans of all cities, or to the collection of its plans if these are on
    /// pages of the sectors.
    pub url: String,
    /// How many plans there are, including those not shown.
    pub items: usize,
    /// Whether some are not shown.
    pub is_cut: bool,
    /// The first of the plans, by sector.
    pub groups: Vec<BoardGroup<'d>>,
}

/// The newest plans of a city, and the newest ones whose outcomes can be known. `responses` are its own, the latest
/// first.
pub(super) fn city_plans<'d>(
    cx: &Context<'_, 'd>,
    city: Key<City>,
    responses: &[&'d Response],
) -> Vec<PlansOfYear<'d>> {
    let mut years: Vec<_> = responses.iter().map(|response| response.year).collect();
    years.dedup();
    let editions = years.into_iter().filter_map(|year| cx.index.edition(year));
    let has_plans = |edition: &&'d Edition| cx.index.of_edition(edition).plans.listing.of_city(city).is_some();
    let mut planned = editions.filter(has_plans);
    let is_over = |edition: &&'d Edition| cx.index.next_edition(edition).is_some();
    let newest = planned.next();
    let over = newest.filter(|newest| !is_over(newest)).and_then(|_| planned.find(is_over));
    newest.into_iter().chain(over).filter_map(|edition| plans_of_year(cx, city, edition)).collect()
}

fn plans_of_year<'d>(cx: &Context<'_, 'd>, city: Key<City>, edition: &'d Edition) -> Option<PlansOfYear<'d>> {
    let board = BoardOf { kind: &PLANS, edition: Some(edition), sector: None };
    let listing = &cx.index.of_edition(edition).plans.listing;
    let items = listing.items_of(listing.of_city(city)?);
    let subject = Subject::City(city);
    let url = if board.is_split(cx.index) {
        board_rows::collection(cx, board, subject)?
    } else {
        board.place(cx, items.start, &board_rows::subject_anchor(cx, subject))
    };
    let shown = items.start..items.end.min(items.start + SHOWN);
    Some(PlansOfYear {
        year: edition.year.0 + 1,
        is_over: board.has_records(cx.index),
        url,
        items: items.len(),
        is_cut: shown.len() < items.len(),
        groups: board_rows::groups(cx, board, listing, &listing.pieces(shown)),
    })
}
