//! The page of a course: all requests for it, in the words of the cities.

use serde::Serialize;

use super::choice::{self, Choice};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::entry::{self, EntryHead, EntryLists};
use super::link::{CityLink, Link, Pager};
use super::page::{PageView, SiteView};
use super::{Page, PageKind, list};
use crate::address::Address;
use crate::link::{CourseLists, Index, PassageContext};
use crate::model::{Course, Key, Passage, Request, Response};

/// How many requests are on a page.
const PER_PAGE: usize = 300;

pub(super) static KIND: PageKind = PageKind::of::<CourseView<'static>>("course", "course.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let course_pages = |course: Key<Course>| {
        let CourseLists { requests, changed, .. } = index.course(course);
        let pages =
            list::pages(&KIND, digest.course_address(course), requests.len(), PER_PAGE, *changed, move |cx, number| {
                view(cx, course, number)
            });
        pages.map(move |page| page.with_collection(CollectionScope::Course(course)))
    };
    digest.courses.keys().flat_map(course_pages).collect()
}

/// `course.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CourseView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// Its names, counts and years.
    pub entry: EntryHead<'d>,
    /// The topics it belongs to.
    pub topics: Vec<Link<'d>>,
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
    let CourseLists { requests, cities, by_year, .. } = cx.index.course(key);
    let lists = EntryLists { cities, by_year, entries: requests.len(), per_page: PER_PAGE };
    let first = cx.digest.course_address(key);
    let parent = ("menu-courses", Address::courses());
    let (page, entry, pager) = entry::head(cx, course, course.description.as_deref(), &lists, &first, parent, number);
    let shown = &requests[list::page_range(requests.len(), PER_PAGE, number)];
    let views = shown.iter().map(|&request| {
        let (PassageContext { response, passage, .. }, request) = cx.index.request(request);
        request_view(cx, response, passage, request)
    });
    let years = entry::group_by_year(views, |request| request.year).into_iter();
    CourseView {
        site: cx.site(),
        page,
        entry,
        topics: course.topics.iter().map(|&topic| cx.topic_link(topic)).collect(),
        choices: choice::response_choices(cx, shown.iter().map(|&request| cx.index.request(request).0.response)),
        years: years.map(|(year, requests)| CourseYear { year, requests }).collect(),
        pager,
    }
}

/// Makes the view of a request in a passage of a response.
pub(super) fn request_view<'d>(
    cx: &Context<'_, 'd>,
    response: &Response,
    passage: &Passage,
    request: &'d Request,
) -> RequestView<'d> {
    RequestView {
        city: cx.city_link_to_anchor(response, &passage.anchor),
        sector: cx.sector_name(response.sector),
        year: response.year.0,
        course: cx.course_link(request.course),
        wording: &request.wording,
    }
}
