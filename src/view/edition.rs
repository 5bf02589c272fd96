//! An edition, and a sector's edition.

use serde::Serialize;

use super::Maker;
use super::address::Address;
use super::chart::ChartRow;
use super::html::{self, Shown};
use super::map::MapView;
use super::overview::OverviewKind;
use super::page::{CityLink, Counts, DateView, Link, PageView, SiteView};
use super::plain;
use super::print::Gathering;
use super::question;
use super::slot::Slot;
use crate::model::{Edition, SectorEdition};

/// `edition.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EditionView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The year.
    pub year: u16,
    /// When it came out.
    pub date: Option<DateView>,
    /// The introduction, as HTML.
    pub introduction: Option<Slot>,
    /// What is in it.
    pub counts: Counts,
    /// Its sectors.
    pub sectors: Vec<SectorSummary<'d>>,
    /// The link to the plans of its cities; nothing where they have none.
    pub plans: Option<String>,
    /// The link to what its cities ask of ASDG; nothing where they ask nothing.
    pub support: Option<String>,
    /// The link to what its cities want to discuss; nothing where that is nothing.
    pub agenda: Option<String>,
    /// Its map; nothing where no city of the register has a place on it.
    pub map: Option<MapView<'d>>,
    /// The topics that most of its cities write about.
    pub topics: Vec<ChartRow<'d>>,
    /// The courses that most of its cities ask for.
    pub courses: Vec<ChartRow<'d>>,
    /// The link to all that its cities want to be taught; nothing where they ask for nothing.
    pub wanted: Option<String>,
    /// Its cities with their responses: a row a city, with a cell for each of `sectors`.
    pub rows: Vec<MatrixRow<'d>>,
    /// The edition before it.
    pub previous: Option<Link<'d>>,
    /// The edition after it.
    pub next: Option<Link<'d>>,
}

/// A sector in one edition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SectorSummary<'d> {
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
pub struct MatrixRow<'d> {
    /// The city.
    pub city: CityLink<'d>,
    /// For each sector the link to the city's response, or nothing.
    pub responses: Vec<Option<String>>,
}

/// `sector.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SectorView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The sector's name.
    pub sector: &'d str,
    /// The sector's description.
    pub description: Option<&'d str>,
    /// The edition.
    pub edition: Link<'d>,
    /// The year.
    pub year: u16,
    /// What is in it.
    pub counts: Counts,
    /// Its questions.
    pub questions: Vec<QuestionSummary<'d>>,
    /// Its responses, in the order of their cities.
    pub responses: Vec<ResponseSummary<'d>>,
    /// The same sector in other years, the latest first.
    pub years: Vec<Link<'d>>,
    /// The link to the page that gathers all of it to be printed; nothing when there is none.
    pub print: Option<String>,
}

/// A question with the number of its answers.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionSummary<'d> {
    /// Its number, from 1.
    pub number: usize,
    /// Its short name.
    pub title: &'d str,
    /// Its wording.
    pub wording: &'d str,
    /// The link to its page.
    pub url: String,
    /// How many cities answered it.
    pub answers: usize,
}

/// A response in short.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ResponseSummary<'d> {
    /// The city, with the link to the response.
    pub city: CityLink<'d>,
    /// The department that answered.
    pub respondent: Option<&'d str>,
    /// When it arrived.
    pub received: Option<DateView>,
    /// How many questions it answers.
    pub answers: usize,
    /// The names of its topics.
    pub topics: Vec<&'d str>,
    /// Whether it is a draft.
    pub draft: bool,
}

impl<'d> Maker<'_, 'd> {
    pub(super) fn edition(&self, edition: &'d Edition) -> EditionView<'d> {
        let responses = self.index.edition_responses(edition);
        let cities = Self::cities_of(responses);
        let mut rows: Vec<_> = cities
            .iter()
            .map(|&city| MatrixRow { city: self.city_link(city), responses: vec![None; edition.sectors.len()] })
            .collect();
        for response in responses {
            let column = edition.sectors.iter().position(|sector| sector.sector == response.sector);
            if let (Ok(row), Some(column)) = (cities.binary_search(&response.city), column) {
                rows[row].responses[column] = Some(self.response_link(response).url);
            }
        }
        let editions = &self.digest.editions;
        let here = editions.partition_point(|other| other.year < edition.year);
        let link =
            |edition: &'d Edition| Link::new(edition.year.to_string(), self.links.to(&Address::edition(edition.year)));
        let introduction = edition.introduction.as_ref().map(|text| {
            let context = html::Context { digest: self.digest, links: &self.links, shown: Shown::AtHome };
            self.slot(html::whole(text, context))
        });
        let description = edition.introduction.as_ref().map(|text| plain::excerpt(text, 160).0.into());
        EditionView {
            site: self.site(),
            page: self.page("edition", self.edition_title(edition), description, Vec::new()),
            year: edition.year.0,
            date: edition.date.map(Into::into),
            introduction,
            counts: Self::counts(responses),
            sectors: self.sector_summaries(edition),
            plans: self.overview_link(OverviewKind::Plans, edition),
            support: self.overview_link(OverviewKind::Support, edition),
            agenda: self.overview_link(OverviewKind::Agenda, edition),
            map: self.map(responses),
            topics: self.top_topics(responses),
            courses: self.top_courses(responses),
            wanted: self.wanted_link(edition),
            rows,
            previous: here.checked_sub(1).map(|before| link(&editions[before])),
            next: editions.get(here + 1).map(link),
        }
    }

    pub(super) fn edition_title(&self, edition: &'d Edition) -> std::borrow::Cow<'d, str> {
        match &edition.title {
            Some(title) => (&**title).into(),
            None => format!("{} {}", self.text("edition"), edition.year).into(),
        }
    }

    pub(super) fn sector_summaries(&self, edition: &'d Edition) -> Vec<SectorSummary<'d>> {
        edition
            .sectors
            .iter()
            .map(|SectorEdition { sector, .. }| SectorSummary {
                name: self.sector_name(*sector),
                description: self.digest.sectors[*sector].description.as_deref(),
                url: self.links.to(&Address::sector(self.digest, edition.year, *sector)),
                responses: self.index.responses(edition.year, *sector).len(),
            })
            .collect()
    }

    pub(super) fn sector(&self, edition: &'d Edition, sector: &'d SectorEdition) -> SectorView<'d> {
        let responses = self.index.responses(edition.year, sector.sector);
        let years = self.digest.editions.iter().rev();
        let years =
            years.filter(|other| other.sectors.iter().any(|other| other.sector == sector.sector)).map(|other| Link {
                title: other.year.to_string().into(),
                url: self.links.to(&Address::sector(self.digest, other.year, sector.sector)),
                current: other.year == edition.year,
            });
        let name = self.sector_name(sector.sector);
        let description = self.digest.sectors[sector.sector].description.as_deref();
        let edition_address = Address::edition(edition.year);
        let way = vec![(edition.year.to_string().into(), edition_address.clone())];
        SectorView {
            site: self.site(),
            page: self.page("sector", format!("{name}, {}", edition.year), description.map(Into::into), way),
            sector: name,
            description,
            edition: Link::new(edition.year.to_string(), self.links.to(&edition_address)),
            year: edition.year.0,
            counts: Self::counts(responses),
            questions: sector
                .questions
                .iter()
                .enumerate()
                .map(|(number, question)| QuestionSummary {
                    number: number + 1,
                    title: &question.title,
                    wording: &question.wording,
                    url: self.links.to(&Address::question(self.digest, edition.year, sector.sector, question)),
                    answers: question::answers(self.index, edition, sector, question).count(),
                })
                .collect(),
            responses: responses
                .iter()
                .map(|response| ResponseSummary {
                    city: self.response_link(response),
                    respondent: response.respondent.as_deref(),
                    received: response.received.map(Into::into),
                    answers: response.answers.len(),
                    topics: response
                        .all_topics()
                        .into_iter()
                        .map(|topic| self.digest.shown(&self.digest.topics[topic]))
                        .collect(),
                    draft: response.draft,
                })
                .collect(),
            years: years.collect(),
            print: self.print_link(Gathering::Sector(edition, sector)),
        }
    }
}
