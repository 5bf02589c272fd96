//! Plans and outcomes: what cities planned in an edition, and what the next year's edition records of it.

use serde::Serialize;

use super::choice::{self, Choice};
use super::context::Context;
use super::link::{CityLink, Pager};
use super::overview::{self, ListedPassage, Overview, OverviewHead, OverviewKind, PAGE};
use super::page::{PageView, SiteView};
use super::{Kind, Page, list, records};
use crate::address::Address;
use crate::link::Index;
use crate::model::{City, Edition, Key, Response, Role, Year};

/// How many plans of an edition are on the page of a city.
const OF_CITY: usize = 15;

pub(super) static KIND: Kind = Kind::of::<PlansView<'static>>("plans", "plans.html", pages);

pub(super) static OVERVIEW: OverviewKind = OverviewKind {
    page: &KIND,
    menu: "menu-plans",
    address: Address::plans,
    count: |of_edition| of_edition.plans.len(),
    role: Role::Plans,
    is_told_later: true,
};

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    overview::pages(&OVERVIEW, index, view)
}

/// `plans.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct PlansView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The edition, links to the other ones, the number of plans, and their outcomes.
    pub head: OverviewHead<'d>,
    /// The year that the plans are for; nothing if there is no edition yet.
    pub year: Option<u16>,
    /// Whether the edition of that year exists, so that outcomes can be known.
    pub is_over: bool,
    /// The plans on this page by city.
    pub cities: Vec<CityPlans<'d>>,
    /// The filters of the list of cities.
    pub choices: Vec<Choice<'d>>,
    /// The pager, if there are several pages.
    pub pager: Option<Pager>,
}

/// The plans of a city.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CityPlans<'d> {
    /// The city, with the link to its page.
    pub city: CityLink<'d>,
    /// The anchor.
    pub id: String,
    /// Its passages on this page, by sector.
    pub passages: Vec<ListedPassage<'d>>,
}

/// The plans of one city for one year, on the page of the city.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct PlansOfYear<'d> {
    /// The year that the plans are for.
    pub year: u16,
    /// Whether the edition of that year exists, so that outcomes can be known.
    pub is_over: bool,
    /// The link to the city on the page with the plans of all cities.
    pub url: String,
    /// How many plans there are, including those not shown.
    pub items: usize,
    /// Whether some are not shown.
    pub is_cut: bool,
    /// The passages with the first of the plans, by sector.
    pub passages: Vec<ListedPassage<'d>>,
}

fn view<'d>(cx: &Context<'_, 'd>, overview: Overview<'d>, number: usize) -> PlansView<'d> {
    let edition = overview.shown(cx.index);
    let listing = edition.map(|edition| &cx.index.of_edition(edition).plans);
    let is_over = edition.is_some_and(|edition| cx.index.next_edition(edition).is_some());
    let title = match edition {
        Some(edition) if is_over => cx.text_of_year("plans-title-over", edition.year.0 + 1),
        Some(edition) => cx.text_of_year("plans-title", edition.year.0 + 1),
        None => cx.text("menu-plans"),
    };
    let name = |year: Year| cx.text_of_year("plans-for", year.0 + 1);
    let mut head = overview::overview_head(cx, overview, listing, name);
    let mut cities: Vec<CityPlans<'d>> = Vec::new();
    let part = list::range(head.items, PAGE, number);
    let pieces = listing.map(|listing| listing.pieces(part)).unwrap_or_default();
    let choices = choice::city_choices(cx, pieces.iter().map(|piece| cx.index.passage(piece.passage).response.city));
    for piece in pieces {
        let passage = overview::listed_passage(cx, &piece, None);
        let city = cx.index.passage(piece.passage).response.city;
        let id = city_anchor(cx, city);
        match cities.last_mut() {
            Some(last) if last.id == id => last.passages.push(passage),
            _ => cities.push(CityPlans { city: cx.city_link(city), id, passages: vec![passage] }),
        }
    }
    head.shown = cities.iter().map(|city| city.passages.len()).sum();
    let counted = listing.filter(|_| is_over && number == 1);
    head.tally =
        counted.map(|listing| records::outcome_tally(cx.index.outcomes_of(listing.passages()))).unwrap_or_default();
    PlansView {
        site: cx.site(),
        page: overview::overview_page(cx, overview, title),
        year: edition.map(|edition| edition.year.0 + 1),
        is_over,
        pager: overview::overview_pager(cx, overview, head.items, number),
        choices,
        head,
        cities,
    }
}

fn city_anchor<'d>(cx: &Context<'_, 'd>, city: Key<City>) -> String {
    format!("city-{}", cx.digest.cities[city].id)
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
    let mut planned = editions.filter(|edition| cx.index.of_edition(edition).plans.of_city(city).is_some());
    let is_over = |edition: &&'d Edition| cx.index.next_edition(edition).is_some();
    let newest = planned.next();
    let over = newest.filter(|newest| !is_over(newest)).and_then(|_| planned.find(is_over));
    newest.into_iter().chain(over).filter_map(|edition| plans_of_year(cx, city, edition)).collect()
}

fn plans_of_year<'d>(cx: &Context<'_, 'd>, city: Key<City>, edition: &'d Edition) -> Option<PlansOfYear<'d>> {
    let listing = &cx.index.of_edition(edition).plans;
    let items = listing.items_of(listing.of_city(city)?);
    let shown = items.start..items.end.min(items.start + OF_CITY);
    let page = Overview { kind: &OVERVIEW, edition: Some(edition) }.address();
    let address: Address = page.numbered(items.start / PAGE + 1);
    Some(PlansOfYear {
        year: edition.year.0 + 1,
        is_over: cx.index.next_edition(edition).is_some(),
        url: cx.links.to_place(&address, &city_anchor(cx, city)),
        items: items.len(),
        is_cut: shown.len() < items.len(),
        passages: listing.pieces(shown).iter().map(|piece| overview::listed_passage(cx, piece, None)).collect(),
    })
}
