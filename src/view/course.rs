//! The page of a course: every request for it in the city's own words.

use serde::Serialize;

use super::chart::{self, ChartRow};
use super::choice::{self, Choice};
use super::collected::Collected;
use super::context::Context;
use super::link::{CityLink, Link, Pager};
use super::page::{PageView, SiteView};
use super::years::{self, CityChanges};
use super::{Kind, Page, list};
use crate::address::Address;
use crate::link::{Index, OfCourse, PassageContext, RequestRef};
use crate::model::{Course, Entry, Key};

/// How many requests are on a page.
pub(super) const PAGE: usize = 300;

pub(super) static KIND: Kind = Kind::of::<CourseView<'static>>("course", "course.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let of_course = |course: Key<Course>| {
        let OfCourse { requests, changed, .. } = index.course(course);
        let pages =
            list::pages(&KIND, digest.course_address(course), requests.len(), PAGE, *changed, move |cx, number| {
                view(cx, course, number)
            });
        pages.map(move |page| page.collects(Collected::Course(course)))
    };
    digest.courses.keys().flat_map(of_course).collect()
}

/// `course.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CourseView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The name.
    pub name: &'d str,
    /// The Russian name, if the English interface shows another.
    pub original_name: Option<&'d str>,
    /// A sentence or two.
    pub description: Option<&'d str>,
    /// Other names.
    pub aliases: Vec<&'d str>,
    /// The topics it belongs to.
    pub topics: Vec<Link<'d>>,
    /// How many cities ask for it.
    pub cities: usize,
    /// How often it is asked for.
    pub requests: usize,
    /// How many cities asked for it in each edition, if there are several. Only on the first page.
    pub by_year: Vec<ChartRow<'d>>,
    /// The cities that are new or gone in the latest edition. Only on the first page.
    pub changes: Option<CityChanges<'d>>,
    /// The filters for the requests on this page.
    pub choices: Vec<Choice<'d>>,
    /// The requests on this page by year, the latest first.
    pub years: Vec<CourseYear<'d>>,
    /// The pager, if there are several pages.
    pub pager: Option<Pager>,
}

/// The requests of one year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CourseYear<'d> {
    /// The year.
    pub year: u16,
    /// The requests, in the order of their cities.
    pub requests: Vec<RequestView<'d>>,
}

/// A request.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct RequestView<'d> {
    /// The city, with the link to the request in its response.
    pub city: CityLink<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// The year of the edition.
    pub year: u16,
    /// The course, with the link to its page.
    pub course: Link<'d>,
    /// The request in the city's own words.
    pub wording: &'d str,
}

fn view<'d>(cx: &Context<'_, 'd>, key: Key<Course>, number: usize) -> CourseView<'d> {
    let course = &cx.digest.courses[key];
    let name = cx.digest.shown(course);
    let Course { description, aliases, topics, .. } = course;
    let entries = cx.index.course(key);
    let requests = &entries.requests;
    let shown = &requests[list::range(requests.len(), PAGE, number)];
    let mut years: Vec<CourseYear<'d>> = Vec::new();
    for &request in shown {
        let request = request_view(cx, request);
        match years.last_mut() {
            Some(last) if last.year == request.year => last.requests.push(request),
            _ => years.push(CourseYear { year: request.year, requests: vec![request] }),
        }
    }
    let by_year = Some(&*entries.by_year).filter(|_| number == 1);
    let first = cx.digest.course_address(key);
    let way = vec![(cx.text("menu-courses").into(), Address::courses())];
    CourseView {
        site: cx.site(),
        page: cx.page(name, description.as_deref().map(Into::into), way),
        name,
        original_name: course.original_name(cx.digest.site.language),
        description: description.as_deref(),
        aliases: aliases.iter().map(|alias| &**alias).collect(),
        topics: topics.iter().map(|&topic| cx.topic_link(topic)).collect(),
        cities: entries.cities.len(),
        requests: requests.len(),
        by_year: by_year.map(chart::by_year).unwrap_or_default(),
        changes: by_year.and_then(|by_year| years::city_changes(cx, by_year)),
        choices: choice::choices(cx, shown.iter().map(|&request| cx.index.request(request).0.response)),
        years,
        pager: list::pager(cx, &first, requests.len(), PAGE, number),
    }
}

pub(super) fn request_view<'d>(cx: &Context<'_, 'd>, request: RequestRef) -> RequestView<'d> {
    let (PassageContext { response, passage, .. }, request) = cx.index.request(request);
    let home = cx.digest.response_address(response.id());
    let url = cx.links.to_place(&home, &passage.anchor);
    RequestView {
        city: CityLink { url, ..cx.response_link(response) },
        sector: cx.sector_name(response.sector),
        year: response.year.0,
        course: cx.course_link(request.course),
        wording: &request.wording,
    }
}
