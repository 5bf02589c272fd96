//! An edition, and a sector's edition.

use std::sync::Arc;

use serde::Serialize;

use super::Maker;
use super::address::Address;
use super::change::Changes;
use super::chart::ChartRow;
use super::html::{self, Shown};
use super::map::MapView;
use super::overview::OverviewKind;
use super::page::{CityLink, Counts, DateView, Link, PageView, SiteView};
use super::plain;
use super::question;
use super::slot::Slot;
use crate::link::AnswerState;
use crate::model::{City, Edition, Key, Response, ResponseId, SectorEdition};

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
    /// The cities that answered or had to: a row a city, with a cell for each of `sectors`.
    pub rows: Vec<MatrixRow<'d>>,
    /// What came and what went since the edition before; nothing where there is none, or where nothing did.
    pub changes: Option<Changes<'d>>,
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
    /// Its cells, one for each sector.
    pub cells: Vec<MatrixCell>,
}

/// How a city dealt with a sector.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MatrixCell {
    /// The link to the city's response; nothing where there is none.
    pub url: Option<String>,
    /// How many questions it answers, be it by saying that there is nothing to propose.
    pub answers: usize,
    /// How many questions there are.
    pub questions: usize,
    /// Whether the city had to answer.
    pub expected: bool,
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
    /// The cities that answered or had to, in order: a row a city, with a cell for each of `questions`.
    pub rows: Vec<AnswersRow<'d>>,
    /// How many cities dealt with the questions in each way, those left out that none did. A row a way, with a number for each of `questions`.
    pub totals: Vec<StateTotals>,
    /// The same sector in other years, the latest first.
    pub years: Vec<Link<'d>>,
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

/// A city's row in the matrix of a sector's edition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnswersRow<'d> {
    /// The city, with the link to its response; to its page, where there is no response.
    pub city: CityLink<'d>,
    /// The department that answered.
    pub respondent: Option<&'d str>,
    /// When the response arrived.
    pub received: Option<DateView>,
    /// The names of its topics.
    pub topics: Vec<&'d str>,
    /// Whether it is a draft.
    pub draft: bool,
    /// What it says to each question; empty where there is no response.
    pub cells: Vec<AnswerCell>,
}

/// How a city dealt with a question.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnswerCell {
    /// `answered`, `brief` (a sentence or two), `nothing` (it wrote that it has nothing to propose), `missing` (it left the question out).
    pub state: &'static str,
    /// The link to the answer; nothing where it is missing.
    pub url: Option<String>,
}

/// How many cities dealt with the questions in one way.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StateTotals {
    /// The state as in a cell, or `not-received`.
    pub state: &'static str,
    /// For each question, how many cities.
    pub counts: Vec<usize>,
}

impl<'d> Maker<'_, 'd> {
    pub(super) fn edition(&self, edition: &'d Edition) -> EditionView<'d> {
        let responses = self.index.edition_responses(edition);
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
            rows: self.matrix(edition),
            changes: here
                .checked_sub(1)
                .filter(|_| !responses.is_empty())
                .and_then(|before| self.changes(&editions[before], edition)),
            previous: here.checked_sub(1).map(|before| link(&editions[before])),
            next: editions.get(here + 1).map(link),
        }
    }

    /// The rows of the cities that answered in any sector or had to.
    fn matrix(&self, edition: &'d Edition) -> Vec<MatrixRow<'d>> {
        let expected: Vec<Vec<Key<City>>> =
            edition.sectors.iter().map(|sector| self.index.expected(edition, sector.sector)).collect();
        let mut cities: Vec<Key<City>> = expected.iter().flatten().copied().collect();
        cities.sort_unstable();
        cities.dedup();
        let row = |city: Key<City>| {
            let cells = edition.sectors.iter().zip(&expected).map(|(sector, expected)| {
                let id = ResponseId { year: edition.year, sector: sector.sector, city };
                let response = self.index.response(id);
                MatrixCell {
                    url: response.map(|response| self.response_link(response).url),
                    answers: response.map_or(0, |response| response.answers.len()),
                    questions: sector.questions.len(),
                    expected: expected.binary_search(&city).is_ok(),
                }
            });
            MatrixRow { city: self.city_link(city), cells: cells.collect() }
        };
        cities.into_iter().map(row).collect()
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
        let expected = self.index.expected(edition, sector.sector);
        let rows: Vec<_> = expected.into_iter().map(|city| self.answers_row(edition, sector, city)).collect();
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
            totals: totals(responses, rows.len() - responses.len(), sector.questions.len()),
            rows,
            years: years.collect(),
        }
    }

    fn answers_row(&self, edition: &'d Edition, sector: &'d SectorEdition, city: Key<City>) -> AnswersRow<'d> {
        let id = ResponseId { year: edition.year, sector: sector.sector, city };
        let Some(response) = self.index.response(id) else {
            return AnswersRow {
                city: self.city_link(city),
                respondent: None,
                received: None,
                topics: Vec::new(),
                draft: false,
                cells: Vec::new(),
            };
        };
        let home = Address::response(self.digest, id);
        let cells = sector.questions.iter().enumerate().map(|(number, question)| {
            let state = AnswerState::of(Some(response), number);
            let url = (state != AnswerState::Missing).then(|| self.links.to_place(&home, &question.id));
            AnswerCell { state: state.id(), url }
        });
        let topics = response.all_topics().into_iter();
        AnswersRow {
            city: self.response_link(response),
            respondent: response.respondent.as_deref(),
            received: response.received.map(Into::into),
            topics: topics.map(|topic| self.digest.shown(&self.digest.topics[topic])).collect(),
            draft: response.draft,
            cells: cells.collect(),
        }
    }
}

/// How many cities dealt with each question in each way, when `silent` of them sent no response.
fn totals(responses: &[Arc<Response>], silent: usize, questions: usize) -> Vec<StateTotals> {
    let count = |state: AnswerState| {
        let counts: Vec<usize> = (0..questions)
            .map(|question| match state {
                AnswerState::NotReceived => silent,
                state => responses.iter().filter(|response| AnswerState::of(Some(response), question) == state).count(),
            })
            .collect();
        counts.iter().any(|&count| count > 0).then_some(StateTotals { state: state.id(), counts })
    };
    AnswerState::ALL.into_iter().filter_map(count).collect()
}
