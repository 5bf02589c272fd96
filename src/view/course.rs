//! Courses: the list of them, and one with every request in the city's own words.

use std::cmp::Reverse;

use serde::Serialize;

use super::Maker;
use super::address::Address;
use super::chart::ChartRow;
use super::choice::Choice;
use super::list;
use super::page::{CityLink, Link, PageView, Pager, SiteView};
use super::years::{CitiesByYear, CityChanges, YearCounts};
use crate::link::{PassageContext, RequestRef};
use crate::model::{Course, Entry, Key};

/// How many requests stand on a page.
pub(super) const PAGE: usize = 150;

/// `courses.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CoursesView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The courses, those that most cities of the latest edition ask for first.
    pub courses: Vec<CourseSummary<'d>>,
    /// The years that `courses` have counts of, the earliest first; nothing where there is one edition only.
    pub years: Vec<u16>,
    /// The editions, the latest first, with the links to what their cities want to be taught.
    pub editions: Vec<Link<'d>>,
}

/// A course in short.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CourseSummary<'d> {
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
    /// How much it is asked for in each of the latest editions.
    pub counts: YearCounts,
}

/// `course.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CourseView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The name.
    pub name: &'d str,
    /// The Russian name, where the English interface shows another.
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
    /// How many cities asked for it in each edition, where there are several. It stands on the first page.
    pub by_year: Vec<ChartRow<'d>>,
    /// Which cities are new in the latest edition and which are gone. It stands on the first page.
    pub changes: Option<CityChanges<'d>>,
    /// What the requests on this page can be narrowed down to.
    pub choices: Vec<Choice<'d>>,
    /// The requests on this page by year, the latest first.
    pub years: Vec<CourseYear<'d>>,
    /// The way through the requests, where there are several pages.
    pub pager: Option<Pager>,
}

/// The requests of one year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CourseYear<'d> {
    /// The year.
    pub year: u16,
    /// The requests, in the order of their cities.
    pub requests: Vec<RequestView<'d>>,
}

/// A request.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RequestView<'d> {
    /// The city, with the link to the place in its response.
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

impl<'d> Maker<'_, 'd> {
    pub(super) fn courses(&self) -> CoursesView<'d> {
        let mut courses: Vec<_> = self
            .digest
            .courses
            .iter()
            .map(|(key, course)| {
                let entries = self.index.course(key);
                CourseSummary {
                    name: self.digest.shown(course),
                    description: course.description.as_deref(),
                    url: self.course_link(key).url,
                    cities: entries.cities.len(),
                    requests: entries.requests.len(),
                    counts: self.course_by_year(&entries.requests).year_counts(),
                }
            })
            .collect();
        // The sort is stable: of equal ones the first in the register comes first.
        courses.sort_by_key(|course| {
            let latest = course.counts.years.last().map(|year| (year.cities, year.entries));
            Reverse((latest, course.cities, course.requests))
        });
        CoursesView {
            site: self.site(),
            page: self.page("courses", self.text("menu-courses"), None, Vec::new()),
            courses,
            years: self.columns(),
            editions: self.wanted_links(None),
        }
    }

    pub(super) fn course(&self, key: Key<Course>, number: usize) -> CourseView<'d> {
        let course = &self.digest.courses[key];
        let name = self.digest.shown(course);
        let Course { description, aliases, topics, .. } = course;
        let entries = self.index.course(key);
        let requests = &entries.requests;
        let shown = &requests[list::range(requests.len(), PAGE, number)];
        let mut years: Vec<CourseYear<'d>> = Vec::new();
        for &request in shown {
            let request = self.request(request);
            match years.last_mut() {
                Some(last) if last.year == request.year => last.requests.push(request),
                _ => years.push(CourseYear { year: request.year, requests: vec![request] }),
            }
        }
        let by_year = (number == 1).then(|| self.course_by_year(requests));
        let first = Address::course(self.digest, key);
        let way = vec![(self.text("menu-courses").into(), Address::courses())];
        CourseView {
            site: self.site(),
            page: self.page("course", name, description.as_deref().map(Into::into), way),
            name,
            original_name: course.original_name(self.digest.site.language),
            description: description.as_deref(),
            aliases: aliases.iter().map(|alias| &**alias).collect(),
            topics: topics.iter().map(|&topic| self.topic_link(topic)).collect(),
            cities: entries.cities.len(),
            requests: requests.len(),
            by_year: by_year.as_ref().map(|cities| self.by_year(cities)).unwrap_or_default(),
            changes: by_year.and_then(|cities| self.city_changes(&cities)),
            choices: self.choices(shown.iter().map(|&request| self.index.request(request).0.response)),
            years,
            pager: self.pager(&first, requests.len(), PAGE, number),
        }
    }

    fn course_by_year(&self, requests: &[RequestRef]) -> CitiesByYear {
        let responses = requests.iter().map(|&request| self.index.request(request).0.response);
        self.cities_by_year(responses.map(|response| (response.year, response.city)), std::iter::empty())
    }

    pub(super) fn request(&self, request: RequestRef) -> RequestView<'d> {
        let (PassageContext { response, passage, .. }, request) = self.index.request(request);
        let home = Address::response(self.digest, response.id());
        let url = self.links.to_place(&home, &passage.anchor);
        RequestView {
            city: CityLink { url, ..self.response_link(response) },
            sector: self.sector_name(response.sector),
            year: response.year.0,
            course: self.course_link(request.course),
            wording: &request.wording,
        }
    }
}
