//! The page with the requests for training in an edition: all requests in the words of the cities, by course, and those
//! that no course covers.

use std::borrow::Cow;

use serde::Serialize;

use super::choice::{self, Choice};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::link::{CityLink, Link, Pager};
use super::page::{PageView, SiteView};
use super::{Page, PageKind, list};
use crate::address::Address;
use crate::link::{EditionLists, EditionRequest, Index, RequestGroup};
use crate::model::{Edition, Item, Request, Role};
use asdg_russian::folded;

/// How many requests are on a page.
const PER_PAGE: usize = 600;

/// How many characters of a request that no course covers are quoted.
const EXCERPT_LENGTH: usize = 200;

/// The anchor of the requests that no course covers.
const UNCOVERED_ANCHOR: &str = "uncovered";

pub(super) static KIND: PageKind = PageKind::of::<WantedView<'static>>("wanted", "wanted.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let edition_pages = |edition: &'d Edition| {
        let EditionLists { training, changed, .. } = index.edition_lists(edition);
        let address = Address::courses().of_year(edition.year);
        let pages = list::pages(&KIND, address, training.requests.len(), PER_PAGE, *changed, move |cx, number| {
            view(cx, edition, number)
        });
        pages.map(move |page| page.with_collection(CollectionScope::Role(edition, Role::Training)))
    };
    index.digest().editions.iter().flat_map(edition_pages).collect()
}

/// `wanted.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct WantedView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The year of the edition.
    pub year: u16,
    /// The link to the edition.
    pub edition: Link<'d>,
    /// This page of all editions, the latest first.
    pub editions: Vec<Link<'d>>,
    /// How many courses are asked for.
    pub courses: usize,
    /// How many requests for courses there are.
    pub requests: usize,
    /// How many requests no course covers.
    pub uncovered: usize,
    /// The link to the requests that no course covers; nothing if there are none.
    pub uncovered_url: Option<String>,
    /// The requests on this page, by course: those that most cities ask for first, and last those that no course
    /// covers.
    pub groups: Vec<WantedGroup<'d>>,
    /// The filters for the requests on this page.
    pub choices: Vec<Choice<'d>>,
    /// How many requests are on this page.
    pub shown: usize,
    /// The pager, if there are several pages.
    pub pager: Option<Pager>,
}

/// The requests for a course, or those that no course covers.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct WantedGroup<'d> {
    /// Its id on the page.
    pub id: Cow<'d, str>,
    /// The course; nothing for requests that no course covers.
    pub course: Option<Link<'d>>,
    /// How many cities ask in this edition.
    pub cities: usize,
    /// How many requests there are in this edition.
    pub requests: usize,
    /// The wordings on this page: those shared by most cities first, the rest in the order of the cities.
    pub wordings: Vec<Wording<'d>>,
}

/// A wording with the requests in these words, or in nearly the same ones.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Wording<'d> {
    /// The words of the first request.
    pub text: Cow<'d, str>,
    /// The requests, in the order of their cities.
    pub requests: Vec<WordedRequest<'d>>,
}

/// A request with a wording.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct WordedRequest<'d> {
    /// The city, with the link to the request in its response.
    pub city: CityLink<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// Its own words, if they differ from those of the first request in more than capitals and punctuation.
    pub own_words: Option<Cow<'d, str>>,
    /// Whether the response is a draft.
    pub draft: bool,
}

fn view<'d>(cx: &Context<'_, 'd>, edition: &'d Edition, number: usize) -> WantedView<'d> {
    let training = &cx.index.edition_lists(edition).training;
    let shown = &training.requests[list::page_range(training.requests.len(), PER_PAGE, number)];
    let groups = shown.chunk_by(|a, b| a.course() == b.course()).filter_map(|requests| {
        let course = requests.first()?.course();
        let group = training.groups.iter().find(|group| group.course == course)?;
        Some(wanted_group(cx, group, requests))
    });
    let covered = || training.groups.iter().filter(|group| group.course.is_some());
    let requests = covered().map(|group| group.requests).sum();
    let uncovered = training.requests.len() - requests;
    let first = Address::courses().of_year(edition.year);
    let ancestors = vec![(cx.text("menu-courses").into(), Address::courses())];
    WantedView {
        site: cx.site(),
        page: cx.page(format!("{}, {}", cx.text("wanted-title"), edition.year), None, ancestors),
        year: edition.year.0,
        edition: cx.edition_link(edition),
        editions: wanted_links(cx, Some(edition)),
        courses: covered().count(),
        requests,
        uncovered,
        uncovered_url: (uncovered > 0).then(|| {
            let page = first.clone().numbered(requests / PER_PAGE + 1);
            if page == *cx.address {
                format!("#{UNCOVERED_ANCHOR}")
            } else {
                cx.links.to_anchor(&page, UNCOVERED_ANCHOR)
            }
        }),
        groups: groups.collect(),
        choices: choice::response_choices(cx, shown.iter().map(|request| request.response)),
        shown: shown.len(),
        pager: list::pager(cx, &first, training.requests.len(), PER_PAGE, number),
    }
}

fn wanted_group<'d>(cx: &Context<'_, 'd>, group: &RequestGroup, requests: &[EditionRequest<'d>]) -> WantedGroup<'d> {
    let wordings = requests.chunk_by(|a, b| a.wording == b.wording);
    WantedGroup {
        id: group
            .course
            .map_or(UNCOVERED_ANCHOR.into(), |course| format!("course-{}", cx.digest.courses[course].id).into()),
        course: group.course.map(|course| cx.course_link(course)),
        cities: group.cities,
        requests: group.requests,
        wordings: wordings.map(|requests| wording(cx, requests)).collect(),
    }
}

fn wording<'d>(cx: &Context<'_, 'd>, requests: &[EditionRequest<'d>]) -> Wording<'d> {
    let words = |request: &EditionRequest<'d>| own_words(request.item, request.request);
    let text = requests.first().map(words).unwrap_or_default();
    let folded_text = folded(&text);
    let requests = requests.iter().map(|request| {
        let response = request.response;
        WordedRequest {
            city: cx.city_link_to_anchor(response, &request.item.anchor()),
            sector: cx.sector_name(response.sector),
            own_words: Some(words(request)).filter(|own| folded(own) != folded_text),
            draft: response.draft,
        }
    });
    Wording { requests: requests.collect(), text }
}

/// Links to the pages with the requests for training of all editions, the latest first.
pub(super) fn wanted_links<'d>(cx: &Context<'_, 'd>, current: Option<&Edition>) -> Vec<Link<'d>> {
    let editions = cx.digest.editions.iter().rev();
    let link = |edition: &'d Edition| Link {
        title: edition.year.to_string().into(),
        url: cx.links.to(&Address::courses().of_year(edition.year)),
        current: current.is_some_and(|current| current.year == edition.year),
    };
    editions.map(link).collect()
}

/// The link to the requests for training in an edition; `None` if there are none.
pub(super) fn wanted_link<'d>(cx: &Context<'_, 'd>, edition: &Edition) -> Option<String> {
    let requests = &cx.index.edition_lists(edition).training.requests;
    (!requests.is_empty()).then(|| cx.links.to(&Address::courses().of_year(edition.year)))
}

/// Returns the words of a request: the text of its link to the course, or the beginning of the item if it has no link.
pub(super) fn own_words<'d>(item: Item<'d>, request: Option<&'d Request>) -> Cow<'d, str> {
    if let Some(request) = request {
        return (&*request.wording).into();
    }
    let (text, is_cut) = item.excerpt(EXCERPT_LENGTH);
    let text = if is_cut { &*text } else { text.trim_end_matches([';', ',', '.']) };
    match item.passage.title.as_deref().filter(|_| item.number.is_none()) {
        Some(title) if text.is_empty() => title.into(),
        Some(title) => format!("{title}: {text}").into(),
        None => text.to_owned().into(),
    }
}
