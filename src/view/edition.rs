//! The page of an edition.

use serde::Serialize;

use super::change;
use super::chart::{self, ChartRow};
use super::choice::{self, Choice};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::link::{CityLink, Counts, DateView, Link};
use super::map::{self, MapView};
use super::page::{PageView, SiteView};
use super::{Html, Page, PageKind, board_kind, topic_matrix, wanted};
use crate::address::Address;
use crate::link::Index;
use crate::markup;
use crate::model::{City, Edition, Key, ResponseId, SectorEdition};

pub(super) static KIND: PageKind = PageKind::of::<EditionView<'static>>("edition", "edition.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let page = |edition: &'d Edition| {
        let changed = index.edition_lists(edition).changed.max(edition.date);
        Page::new(&KIND, Address::edition(edition.year), move |cx| view(cx, edition))
            .with_collection(CollectionScope::Edition(edition))
            .with_changed(changed)
    };
    index.digest().editions.iter().map(page).collect()
}

/// `edition.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct EditionView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The year.
    pub year: u16,
    /// The date of publication.
    pub date: Option<DateView>,
    /// The introduction, as HTML.
    pub introduction: Option<Html<'d>>,
    /// Its counts.
    pub counts: Counts,
    /// Its sectors.
    pub sectors: Vec<SectorSummary<'d>>,
    /// The link to the plans of its cities; nothing if they have none.
    pub plans: Option<String>,
    /// The link to the requests of its cities to ASDG; nothing if there are none.
    pub support: Option<String>,
    /// The link to the subjects that its cities want to discuss; nothing if there are none.
    pub agenda: Option<String>,
    /// Its map; nothing if no city of the register is on it.
    pub map: Option<MapView<'d>>,
    /// The topics that most of its cities write about.
    pub topics: Vec<ChartRow<'d>>,
    /// The courses that most of its cities ask for.
    pub courses: Vec<ChartRow<'d>>,
    /// The link to all requests for training of its cities; nothing if there are none.
    pub wanted: Option<String>,
    /// The cities that answered or had to: a row for each city, with a cell for each of `sectors`.
    pub rows: Vec<MatrixRow<'d>>,
    /// The filters of the list of cities.
    pub choices: Vec<Choice<'d>>,
    /// The link to the table of its cities and topics; nothing if no city writes about a topic.
    pub topic_matrix: Option<String>,
    /// The link to the changes against the edition before, whose year is its title; nothing if there is no edition
    /// before.
    pub changes: Option<Link<'d>>,
    /// The previous edition.
    pub previous: Option<Link<'d>>,
    /// The next edition.
    pub next: Option<Link<'d>>,
}

/// A sector in one edition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SectorSummary<'d> {
    /// The name.
    pub name: &'d str,
    /// A sentence or two.
    pub description: Option<&'d str>,
    /// The link to its page.
    pub url: String,
    /// How many cities answered.
    pub responses: usize,
}

/// A city's row in the matrix of an edition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct MatrixRow<'d> {
    /// The city.
    pub city: CityLink<'d>,
    /// Its cells, one for each sector.
    pub cells: Vec<MatrixCell>,
}

/// A cell of the matrix: the response of a city in a sector.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct MatrixCell {
    /// The link to the city's response; nothing if there is none.
    pub url: Option<String>,
    /// How many questions it answers, including answers that the city has nothing to propose.
    pub answers: usize,
    /// How many questions there are.
    pub questions: usize,
    /// Whether the city had to answer.
    pub expected: bool,
}

fn view<'d>(cx: &Context<'_, 'd>, edition: &'d Edition) -> EditionView<'d> {
    let responses = cx.index.edition_responses(edition);
    let lists = cx.index.edition_lists(edition);
    let editions = &cx.digest.editions;
    let position = editions.partition_point(|other| other.year < edition.year);
    let link = |edition: &'d Edition| Link::new(edition.year.to_string(), cx.links.to(&Address::edition(edition.year)));
    let introduction = edition
        .introduction
        .as_ref()
        .map(|text| Html(markup::rebased(&text.html(), cx.links.root(), "").into_owned().into()));
    let description = edition.introduction.as_ref().map(|text| text.excerpt(160).0.into());
    let (cities, expected) = matrix_cities(cx, edition);
    let rows = cities.iter().map(|&city| matrix_row(cx, edition, &expected, city)).collect();
    EditionView {
        site: cx.site(),
        page: cx.page(cx.edition_title(edition), description, Vec::new()),
        year: edition.year.0,
        date: edition.date.map(Into::into),
        introduction,
        counts: lists.counts.into(),
        sectors: sector_summaries(cx, edition),
        plans: board_kind::board_link(cx, &board_kind::PLANS, edition),
        support: board_kind::board_link(cx, &board_kind::SUPPORT, edition),
        agenda: board_kind::board_link(cx, &board_kind::AGENDA, edition),
        map: map::map(cx, responses),
        topics: chart::top_topics(cx, &lists.topics),
        courses: chart::top_courses(cx, &lists.courses),
        wanted: wanted::wanted_link(cx, edition),
        choices: choice::city_choices(cx, cities.into_iter()),
        rows,
        topic_matrix: topic_matrix::matrix_link(cx, edition),
        changes: change::changes_link(cx, edition),
        previous: position.checked_sub(1).map(|before| link(&editions[before])),
        next: editions.get(position + 1).map(link),
    }
}

/// Returns the cities that answered in any sector or had to, and the same for each sector.
fn matrix_cities<'d>(cx: &Context<'_, 'd>, edition: &'d Edition) -> (Vec<Key<City>>, Vec<Vec<Key<City>>>) {
    let expected: Vec<Vec<Key<City>>> =
        edition.sectors.iter().map(|sector| cx.index.expected(edition, sector.sector)).collect();
    let mut cities: Vec<Key<City>> = expected.iter().flatten().copied().collect();
    cities.sort_unstable();
    cities.dedup();
    (cities, expected)
}

fn matrix_row<'d>(
    cx: &Context<'_, 'd>,
    edition: &'d Edition,
    expected: &[Vec<Key<City>>],
    city: Key<City>,
) -> MatrixRow<'d> {
    let cells = edition.sectors.iter().zip(expected).map(|(sector, expected)| {
        let id = ResponseId { year: edition.year, sector: sector.sector, city };
        let response = cx.index.response(id);
        MatrixCell {
            url: response.map(|response| cx.city_link_to_response(response).url),
            answers: response.map_or(0, |response| response.answers.len()),
            questions: sector.questions.len(),
            expected: expected.binary_search(&city).is_ok(),
        }
    });
    MatrixRow { city: cx.city_link(city), cells: cells.collect() }
}

pub(super) fn sector_summaries<'d>(cx: &Context<'_, 'd>, edition: &'d Edition) -> Vec<SectorSummary<'d>> {
    edition
        .sectors
        .iter()
        .map(|SectorEdition { sector, .. }| SectorSummary {
            name: cx.sector_name(*sector),
            description: cx.digest.sectors[*sector].description.as_deref(),
            url: cx.links.to(&cx.digest.sector_address(edition.year, *sector)),
            responses: cx.index.responses(edition.year, *sector).len(),
        })
        .collect()
}
