//! The page of a sector's edition: a table of its cities and their answers to each question.

use std::sync::Arc;

use serde::Serialize;

use super::choice::{self, Choice};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::link::{CityLink, Counts, DateView, Link};
use super::page::{PageView, SiteView};
use super::{Page, PageKind, question};
use crate::address::Address;
use crate::link::{self, Index};
use crate::model::{AnswerState, City, Edition, Key, Response, ResponseId, SectorEdition};

pub(super) static KIND: PageKind = PageKind::of::<SectorView<'static>>("sector", "sector.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let sector_pages = |edition: &'d Edition| {
        edition.sectors.iter().map(move |sector| {
            let address = digest.sector_address(edition.year, sector.sector);
            let changed = index.sector_changed(edition.year, sector.sector);
            Page::new(&KIND, address, move |cx| view(cx, edition, sector))
                .with_collection(CollectionScope::Sector(edition, sector))
                .with_changed(changed)
        })
    };
    digest.editions.iter().flat_map(sector_pages).collect()
}

/// `sector.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SectorView<'d> {
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
    /// Its counts.
    pub counts: Counts,
    /// Its questions.
    pub questions: Vec<QuestionSummary<'d>>,
    /// The cities that answered or had to, in order: a row for each city, with a cell for each of `questions`.
    pub rows: Vec<AnswersRow<'d>>,
    /// The filters of the list of cities.
    pub choices: Vec<Choice<'d>>,
    /// How many cities answered, answered briefly and so on: a row for each state that occurs, with a number for each
    /// of `questions`.
    pub totals: Vec<StateTotals>,
    /// The same sector in other years, the latest first.
    pub years: Vec<Link<'d>>,
}

/// A question with the number of its answers.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct QuestionSummary<'d> {
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
pub(super) struct AnswersRow<'d> {
    /// The city, with the link to its response, or to its page if there is no response.
    pub city: CityLink<'d>,
    /// The department that answered.
    pub respondent: Option<&'d str>,
    /// When the response was received.
    pub received: Option<DateView>,
    /// The ids of its topics, separated by spaces.
    pub topic_ids: String,
    /// Whether it is a draft.
    pub draft: bool,
    /// Its answer to each question; empty if there is no response.
    pub cells: Vec<AnswerCell>,
}

/// The state of a city's answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct AnswerCell {
    /// `answered`, `brief` (a sentence or two), `nothing` (it wrote that it has nothing to propose), `missing` (the
    /// question is left out).
    pub state: &'static str,
    /// The link to the answer; nothing if it is missing.
    pub url: Option<String>,
}

/// How many cities have a state, for each question.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct StateTotals {
    /// The state as in a cell, or `not-received`.
    pub state: &'static str,
    /// For each question, the number of cities.
    pub counts: Vec<usize>,
}

fn view<'d>(cx: &Context<'_, 'd>, edition: &'d Edition, sector: &'d SectorEdition) -> SectorView<'d> {
    let responses = cx.index.responses(edition.year, sector.sector);
    let years = cx.digest.editions.iter().rev();
    let years =
        years.filter(|other| other.sectors.iter().any(|other| other.sector == sector.sector)).map(|other| Link {
            title: other.year.to_string().into(),
            url: cx.links.to(&cx.digest.sector_address(other.year, sector.sector)),
            current: other.year == edition.year,
        });
    let name = cx.sector_name(sector.sector);
    let description = cx.digest.sectors[sector.sector].description.as_deref();
    let edition_address = Address::edition(edition.year);
    let ancestors = vec![(edition.year.to_string().into(), edition_address.clone())];
    let expected = cx.index.expected(edition, sector.sector);
    let topics = choice::topic_choice(cx, responses.iter().flat_map(|response| response.all_topics()));
    let choices = topics.into_iter().chain(choice::city_choices(cx, expected.iter().copied())).collect();
    let rows: Vec<_> = expected.into_iter().map(|city| answers_row(cx, edition, sector, city)).collect();
    SectorView {
        site: cx.site(),
        page: cx.page(format!("{name}, {}", edition.year), description.map(Into::into), ancestors),
        sector: name,
        description,
        edition: Link::new(edition.year.to_string(), cx.links.to(&edition_address)),
        year: edition.year.0,
        counts: link::Counts::of(responses).into(),
        questions: sector
            .questions
            .iter()
            .enumerate()
            .map(|(number, question)| QuestionSummary {
                number: number + 1,
                title: &question.title,
                wording: &question.wording,
                url: cx.links.to(&cx.digest.question_address(edition.year, sector.sector, question)),
                answers: question::answers(cx.index, edition, sector, question).count(),
            })
            .collect(),
        totals: state_totals(responses, rows.len() - responses.len(), sector.questions.len()),
        choices,
        rows,
        years: years.collect(),
    }
}

fn answers_row<'d>(
    cx: &Context<'_, 'd>,
    edition: &'d Edition,
    sector: &'d SectorEdition,
    city: Key<City>,
) -> AnswersRow<'d> {
    let id = ResponseId { year: edition.year, sector: sector.sector, city };
    let Some(response) = cx.index.response(id) else {
        return AnswersRow {
            city: cx.city_link(city),
            respondent: None,
            received: None,
            topic_ids: String::new(),
            draft: false,
            cells: Vec::new(),
        };
    };
    let cells = sector.questions.iter().enumerate().map(|(number, question)| {
        let state = AnswerState::of(Some(response), number);
        let url = (state != AnswerState::Missing).then(|| cx.link_into_response(response, &question.id));
        AnswerCell { state: state.id(), url }
    });
    let topics: Vec<&str> = response.all_topics().into_iter().map(|topic| &*cx.digest.topics[topic].id).collect();
    AnswersRow {
        city: cx.city_link_to_response(response),
        respondent: response.respondent.as_deref(),
        received: response.received.map(Into::into),
        topic_ids: topics.join(" "),
        draft: response.draft,
        cells: cells.collect(),
    }
}

/// Counts, for each question, the cities with each state; `silent` is the number of cities that sent no response.
fn state_totals(responses: &[Arc<Response>], silent: usize, questions: usize) -> Vec<StateTotals> {
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
