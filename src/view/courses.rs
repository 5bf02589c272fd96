//! The page with the list of courses.

use std::cmp::Reverse;

use serde::Serialize;

use super::collection_scope::CollectionScope;
use super::context::Context;
use super::link::Link;
use super::page::{PageView, SiteView};
use super::years::{self, YearCounts};
use super::{Page, PageKind, wanted};
use crate::address::Address;
use crate::link::Index;

pub(super) static KIND: PageKind = PageKind::of::<CoursesView<'static>>("courses", "courses.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    vec![
        Page::new(&KIND, Address::courses(), view)
            .with_collection(CollectionScope::Custom)
            .with_changed(index.changed()),
    ]
}

/// `courses.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CoursesView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The courses, those that most cities of the latest edition ask for first.
    pub courses: Vec<CourseSummary<'d>>,
    /// The years of the counts in `courses`, the earliest first; empty if there is only one edition.
    pub years: Vec<u16>,
    /// The editions, the latest first, with links to the requests for training of their cities.
    pub editions: Vec<Link<'d>>,
}

/// A summary of a course.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CourseSummary<'d> {
    /// The name.
    pub name: &'d str,
    /// A sentence or two.
    pub description: Option<&'d str>,
    /// The link to its page.
    pub url: String,
    /// How many cities ask for it.
    pub cities: usize,
    /// How often it is asked for.
    pub requests: usize,
    /// How often it is requested in each of the latest editions.
    pub counts: YearCounts,
}

fn view<'d>(cx: &Context<'_, 'd>) -> CoursesView<'d> {
    let max_cities = years::max_cities(cx.digest.courses.keys().map(|course| &*cx.index.course(course).by_year));
    let mut courses: Vec<_> = cx
        .digest
        .courses
        .iter()
        .map(|(key, course)| {
            let entries = cx.index.course(key);
            CourseSummary {
                name: cx.digest.display_name(course),
                description: course.description.as_deref(),
                url: cx.course_link(key).url,
                cities: entries.cities.len(),
                requests: entries.requests.len(),
                counts: YearCounts::of(&entries.by_year, max_cities),
            }
        })
        .collect();
    // The sort is stable, so ties are in the order of the register.
    courses.sort_by_key(|course| {
        let latest = course.counts.years.last().map(|year| (year.cities, year.entries));
        Reverse((latest, course.cities, course.requests))
    });
    CoursesView {
        site: cx.site(),
        page: cx.page(cx.text("menu-courses"), None, Vec::new()),
        courses,
        years: years::columns(cx),
        editions: wanted::wanted_links(cx, None),
    }
}
