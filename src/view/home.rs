//! The home page: an overview of the latest edition.

use serde::Serialize;

use super::board_kind::{self, BoardKind};
use super::change;
use super::chart::{self, ChartRow};
use super::choice::{self, Choice};
use super::city_overview::{self, ResponseInShort};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::edition::{self, SectorSummary};
use super::finding::{self, FindingView};
use super::link::{CityLink, Counts, DateView, Link};
use super::map::{self, MapView};
use super::page::{PageView, SiteView};
use super::{Page, PageKind};
use crate::address::Address;
use crate::link::Index;
use crate::model::{City, Edition, Key};
use asdg_russian::collation::Collation;

pub(super) static KIND: PageKind = PageKind::of::<HomeView<'static>>("home", "home.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let collection = index.digest().current_edition().map_or(CollectionScope::Custom, CollectionScope::Edition);
    vec![Page::new(&KIND, Address::home(), view).with_collection(collection).with_changed(index.changed())]
}

/// `home.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct HomeView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The latest edition; nothing if there is none yet.
    pub edition: Option<EditionSummary<'d>>,
    /// The link to its changes, whose title is the year before; nothing if there is no edition to compare with.
    pub changes: Option<Link<'d>>,
    /// Its findings; empty if only one city answered.
    pub findings: Vec<FindingView<'d>>,
    /// If only one city answered: this city.
    pub only_city: Option<CityLink<'d>>,
    /// Summaries of its responses.
    pub in_short: Vec<ResponseInShort<'d>>,
    /// The link to the list of cities.
    pub cities_url: String,
    /// The plans, requests and subjects to discuss of the latest edition, if it has any.
    pub cards: Vec<Card>,
    /// All editions, the latest first.
    pub editions: Vec<EditionSummary<'d>>,
    /// The sectors of the latest edition.
    pub sectors: Vec<SectorSummary<'d>>,
    /// The map of the latest edition; nothing if no city of the register is on it.
    pub map: Option<MapView<'d>>,
    /// The cities of the latest edition.
    pub cities: Vec<CityLink<'d>>,
    /// The same cities by region, in the order of the regions' names; last, cities of other countries, by country.
    pub regions: Vec<Region<'d>>,
    /// The filters of the list of cities.
    pub choices: Vec<Choice<'d>>,
    /// The topics that most cities of the latest edition write about.
    pub topics: Vec<ChartRow<'d>>,
    /// The courses that most cities of the latest edition ask for.
    pub courses: Vec<ChartRow<'d>>,
    /// The responses that were received or changed last.
    pub latest: Vec<LatestResponse<'d>>,
}

/// A summary of the plans, the requests or the subjects to discuss of an edition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Card {
    /// `plans`, `support` or `agenda`.
    pub kind: &'static str,
    /// The link to the list.
    pub url: String,
    /// How many items it has.
    pub items: usize,
    /// How many cities it has.
    pub cities: usize,
}

/// The cities of a region.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Region<'d> {
    /// The name of the region, or of the country if it is not Russia; nothing if the region is not known.
    pub name: Option<&'d str>,
    /// The cities.
    pub cities: Vec<CityLink<'d>>,
}

/// A summary of an edition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct EditionSummary<'d> {
    /// The year.
    pub year: u16,
    /// The title, if it has one.
    pub title: Option<&'d str>,
    /// The link to it.
    pub url: String,
    /// What it contains.
    pub counts: Counts,
}

/// A response that was received recently.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct LatestResponse<'d> {
    /// The city, with the link to the response.
    pub city: CityLink<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// The year of the edition.
    pub year: u16,
    /// When it was received or changed.
    pub date: DateView,
}

/// The maximum number of latest responses on the home page.
const MAX_LATEST: usize = 10;

fn view<'d>(cx: &Context<'_, 'd>) -> HomeView<'d> {
    let digest = cx.digest;
    let latest = digest.current_edition();
    let responses = latest.map_or(&[][..], |edition| cx.index.edition_responses(edition));
    let latest_lists = latest.map(|edition| cx.index.edition_lists(edition));
    let cities = latest_lists.map_or(&[][..], |latest| &latest.cities);
    let only_city = if let [city] = cities { Some(*city) } else { None };
    let description = digest.site.description.as_deref().map(Into::into);
    HomeView {
        site: cx.site(),
        page: cx.page(&*digest.site.title, description, Vec::new()),
        edition: latest.map(|edition| edition_summary(cx, edition)),
        findings: latest.map(|edition| finding::findings(cx, edition)).unwrap_or_default(),
        only_city: only_city.map(|city| cx.city_link(city)),
        in_short: only_city
            .map(|city| city_overview::response_summaries(cx, &cx.city_responses(city).collect::<Vec<_>>()))
            .unwrap_or_default(),
        cities_url: cx.links.to(&Address::cities()),
        changes: latest.and_then(|edition| change::changes_link(cx, edition)),
        cards: latest.map(|edition| cards(cx, edition)).unwrap_or_default(),
        editions: digest.editions.iter().rev().map(|edition| edition_summary(cx, edition)).collect(),
        sectors: latest.map(|edition| edition::sector_summaries(cx, edition)).unwrap_or_default(),
        map: map::map(cx, responses),
        regions: cities_by_region(cx, cities),
        cities: cities.iter().map(|&city| cx.city_link(city)).collect(),
        choices: choice::city_choices(cx, cities.iter().copied()),
        topics: latest_lists.map(|latest| chart::top_topics(cx, &latest.topics)).unwrap_or_default(),
        courses: latest_lists.map(|latest| chart::top_courses(cx, &latest.courses)).unwrap_or_default(),
        latest: latest_responses(cx),
    }
}

fn cards<'d>(cx: &Context<'_, 'd>, edition: &'d Edition) -> Vec<Card> {
    let card = |name, kind: &'static BoardKind| {
        let listing = &(kind.select)(cx.index.edition_lists(edition)).listing;
        let url = board_kind::board_link(cx, kind, edition)?;
        Some(Card { kind: name, url, items: listing.len(), cities: listing.cities })
    };
    let cards =
        [card("plans", &board_kind::PLANS), card("support", &board_kind::SUPPORT), card("agenda", &board_kind::AGENDA)];
    cards.into_iter().flatten().collect()
}

pub(super) fn edition_summary<'d>(cx: &Context<'_, 'd>, edition: &'d Edition) -> EditionSummary<'d> {
    EditionSummary {
        year: edition.year.0,
        title: edition.title.as_deref(),
        url: cx.links.to(&Address::edition(edition.year)),
        counts: cx.index.edition_lists(edition).counts.into(),
    }
}

/// Groups cities by region, in the order of the regions' names. Cities without a region and cities of other countries
/// are last.
fn cities_by_region<'d>(cx: &Context<'_, 'd>, cities: &[Key<City>]) -> Vec<Region<'d>> {
    let mut regions: Vec<(bool, Region<'d>)> = Vec::new();
    for &key in cities {
        let City { region, country, .. } = &cx.digest.cities[key];
        let name = country.as_deref().or(region.as_deref());
        let is_last = country.is_some() || name.is_none();
        match regions.iter_mut().find(|(_, region)| region.name == name) {
            Some((_, region)) => region.cities.push(cx.city_link(key)),
            None => regions.push((is_last, Region { name, cities: vec![cx.city_link(key)] })),
        }
    }
    // Regions are named in Russian in both languages of the interface.
    let collation = Collation::russian();
    regions.sort_by(|(a_last, a), (b_last, b)| {
        let is_unnamed = |region: &Region<'_>| region.name.is_none();
        let names = || collation.compare(a.name.unwrap_or_default(), b.name.unwrap_or_default());
        a_last.cmp(b_last).then_with(|| is_unnamed(a).cmp(&is_unnamed(b))).then_with(names)
    });
    regions.into_iter().map(|(_, region)| region).collect()
}

fn latest_responses<'d>(cx: &Context<'_, 'd>) -> Vec<LatestResponse<'d>> {
    let latest = cx.index.latest(MAX_LATEST).into_iter();
    latest
        .map(|(date, response)| LatestResponse {
            city: cx.city_link_to_response(response),
            sector: cx.sector_name(response.sector),
            year: response.year.0,
            date: date.into(),
        })
        .collect()
}
