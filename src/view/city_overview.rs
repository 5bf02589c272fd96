//! The overview on the first page of a city: its responses by sector and year, summaries of the latest ones, the
//! changes since the year before, and similar cities.

use serde::Serialize;

use super::context::Context;
use super::link::{CityLink, Link};
use super::records::{self, Tally};
use super::{Html, board_kind, quote};
use crate::address::Address;
use crate::link::{CityChange, SimilarCity};
use crate::model::{Answer, AnswerState, City, Key, Population, Question, Response};

/// The maximum number of years in the table of responses; earlier years are listed below it.
const MAX_YEARS: usize = 5;

/// How many characters of an answer are quoted.
const EXCERPT_LENGTH: usize = 110;

/// The maximum number of titles of passages in the summary of an answer.
const MAX_TITLES: usize = 4;

/// The maximum number of new topics, and of dropped ones, in the changes of a city.
const MAX_TOPICS: usize = 12;

/// The maximum number of topics, and of courses, given as common to two cities.
const MAX_COMMON: usize = 3;

/// The population of a city.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct PopulationView<'d> {
    /// How many people live in the city.
    pub people: u32,
    /// The year of the figure.
    pub year: u16,
    /// The source of the figure.
    pub source: Option<&'d str>,
}

impl<'d> From<&'d Population> for PopulationView<'d> {
    fn from(Population { people, year, source }: &'d Population) -> Self {
        Self { people: *people, year: *year, source: source.as_deref() }
    }
}

/// A city's responses by sector and year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CityMatrix<'d> {
    /// The years of the columns, the latest first.
    pub years: Vec<u16>,
    /// The sectors, with a cell for each of `years`.
    pub rows: Vec<CityMatrixRow<'d>>,
    /// Earlier years, the latest first.
    pub earlier: Vec<EarlierYear<'d>>,
}

/// A year of a city that is not in the table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct EarlierYear<'d> {
    /// The year.
    pub year: u16,
    /// Its responses: the sectors, with links.
    pub responses: Vec<Link<'d>>,
}

/// A sector of a city.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CityMatrixRow<'d> {
    /// The name of the sector.
    pub sector: &'d str,
    /// Its responses; nothing where there is none.
    pub cells: Vec<Option<CityResponse>>,
}

/// A response of a city.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CityResponse {
    /// The link to it.
    pub url: String,
    /// How many questions it answers.
    pub answers: usize,
    /// How many questions there were.
    pub questions: usize,
    /// Whether it is a draft.
    pub draft: bool,
}

/// A summary of a response.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ResponseInShort<'d> {
    /// The sector, with the link to the response.
    pub sector: Link<'d>,
    /// The department that answered.
    pub respondent: Option<&'d str>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Its answers, one for each question.
    pub answers: Vec<AnswerInShort<'d>>,
}

/// A summary of an answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct AnswerInShort<'d> {
    /// The short name of the question, with the link to the answer.
    pub question: Link<'d>,
    /// `answered`, `brief`, `nothing` or `missing`.
    pub state: &'static str,
    /// The titles of its first passages, if it has several.
    pub titles: Vec<&'d str>,
    /// How many more passages have a title.
    pub more: usize,
    /// If there are no titles, the beginning of the answer, as HTML without tags; nothing if it has no text.
    pub html: Option<Html<'d>>,
}

/// The changes in the responses of a city since the year before in which it answered.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CityChangeView<'d> {
    /// The latest year.
    pub year: u16,
    /// The year before.
    pub before: u16,
    /// The topics it did not write about before; the first twelve.
    pub new_topics: Vec<Link<'d>>,
    /// The topics it does not write about any more; the first twelve.
    pub gone_topics: Vec<Link<'d>>,
    /// The outcomes of the plans that it made for the latest year; empty if it made none.
    pub plans: Vec<Tally>,
    /// How many plans these are.
    pub plan_count: usize,
    /// The link to these plans of all cities.
    pub plans_url: Option<String>,
    /// The statuses of the requests that it made in the year before; empty if it made none.
    pub requests: Vec<Tally>,
    /// How many requests these are.
    pub request_count: usize,
    /// The link to the requests of all cities in that year.
    pub requests_url: Option<String>,
}

/// A similar city, with the reasons.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct AlikeView<'d> {
    /// The city.
    pub city: CityLink<'d>,
    /// The region or country, if both are in the same one.
    pub same_region: Option<&'d str>,
    /// Whether both are in the same federal district, but in different regions.
    pub is_same_district: bool,
    /// Its population, if nearly as many people live in both.
    pub people: Option<u32>,
    /// The rarest topics that both write about.
    pub topics: Vec<Link<'d>>,
    /// The rarest courses that both ask for.
    pub courses: Vec<Link<'d>>,
    /// The link to the comparison of both, if both have answered.
    pub compare: Option<String>,
}

/// Makes the table of a city's responses by sector and year. `responses` begin with the latest.
pub(super) fn matrix<'d>(cx: &Context<'_, 'd>, responses: &[&'d Response]) -> CityMatrix<'d> {
    let mut years: Vec<_> = responses.iter().map(|response| response.year).collect();
    years.dedup();
    years.truncate(MAX_YEARS);
    let mut sectors: Vec<_> =
        responses.iter().filter(|response| years.contains(&response.year)).map(|response| response.sector).collect();
    sectors.sort_unstable();
    sectors.dedup();
    let row = |sector| {
        let cells = years.iter().map(|&year| {
            let response = responses.iter().find(|response| (response.year, response.sector) == (year, sector))?;
            Some(CityResponse {
                url: cx.city_link_to_response(response).url,
                answers: response.answers.len(),
                questions: cx.index.questions(response).len(),
                draft: response.draft,
            })
        });
        CityMatrixRow { sector: cx.sector_name(sector), cells: cells.collect() }
    };
    let earlier: Vec<&'d Response> =
        responses.iter().filter(|response| !years.contains(&response.year)).copied().collect();
    let link =
        |response: &&'d Response| Link::new(cx.sector_name(response.sector), cx.city_link_to_response(response).url);
    let earlier = earlier
        .chunk_by(|response, next| response.year == next.year)
        .map(|responses| EarlierYear { year: responses[0].year.0, responses: responses.iter().map(link).collect() });
    CityMatrix {
        rows: sectors.into_iter().map(row).collect(),
        earlier: earlier.collect(),
        years: years.into_iter().map(|year| year.0).collect(),
    }
}

/// Summaries of the responses of the latest year.
pub(super) fn response_summaries<'d>(cx: &Context<'_, 'd>, responses: &[&'d Response]) -> Vec<ResponseInShort<'d>> {
    let latest = responses.first().map(|response| response.year);
    let responses = responses.iter().filter(|response| Some(response.year) == latest);
    let summary = |response: &&'d Response| ResponseInShort {
        sector: Link::new(cx.sector_name(response.sector), cx.city_link_to_response(response).url),
        respondent: response.respondent.as_deref(),
        draft: response.draft,
        answers: cx
            .index
            .questions(response)
            .iter()
            .enumerate()
            .map(|(number, question)| answer_summary(cx, response, number, question))
            .collect(),
    };
    responses.map(summary).collect()
}

fn answer_summary<'d>(
    cx: &Context<'_, 'd>,
    response: &'d Response,
    number: usize,
    question: &'d Question,
) -> AnswerInShort<'d> {
    let answer = response.answer(number);
    let passages = answer.map_or(&[][..], |Answer { passages, .. }| passages);
    let mut titles: Vec<&str> = passages.iter().filter_map(|passage| passage.title.as_deref()).collect();
    let more = titles.len().saturating_sub(MAX_TITLES);
    titles.truncate(MAX_TITLES);
    if titles.len() < 2 {
        titles.clear();
    }
    let untitled = passages.first().filter(|_| titles.is_empty());
    AnswerInShort {
        question: Link::new(&*question.title, cx.link_into_response(response, &question.id)),
        state: AnswerState::of(Some(response), number).id(),
        html: untitled.and_then(|passage| quote::excerpt_before_table(&passage.text, EXCERPT_LENGTH).0),
        titles,
        more,
    }
}

pub(super) fn change<'d>(cx: &Context<'_, 'd>, city: Key<City>) -> Option<CityChangeView<'d>> {
    let CityChange { edition, before, new_topics, gone_topics, plans, requests } = cx.index.city_change(city)?;
    let topic_links = |topics: Vec<_>| topics.into_iter().take(MAX_TOPICS).map(|topic| cx.topic_link(topic)).collect();
    let plans = plans.unwrap_or_default();
    let change = CityChangeView {
        year: edition.year.0,
        before: before.year.0,
        new_topics: topic_links(new_topics),
        gone_topics: topic_links(gone_topics),
        plans: records::outcome_tally(plans),
        plan_count: plans.all(),
        plans_url: board_kind::board_link(cx, &board_kind::PLANS, before),
        requests: records::reply_tally(requests),
        request_count: requests.all(),
        requests_url: board_kind::board_link(cx, &board_kind::SUPPORT, before),
    };
    let CityChangeView { new_topics, gone_topics, plans, requests, .. } = &change;
    let has_any = !(new_topics.is_empty() && gone_topics.is_empty() && plans.is_empty() && requests.is_empty());
    has_any.then_some(change)
}

pub(super) fn similar_cities<'d>(cx: &Context<'_, 'd>, city: Key<City>) -> Vec<AlikeView<'d>> {
    let own_id = &cx.digest.cities[city].id;
    let view = |similar: &SimilarCity| {
        let other = &cx.digest.cities[similar.city];
        let people = other.population.as_ref().map(|population| population.people);
        let has_both = [city, similar.city].iter().all(|&city| !cx.index.city(city).responses.is_empty());
        let compare = || format!("{}?city={own_id}&city={}", cx.links.to(&Address::compare()), other.id);
        AlikeView {
            city: cx.city_link(similar.city),
            same_region: other.region_or_country().filter(|_| similar.is_same_region),
            is_same_district: similar.is_same_district,
            people: people.filter(|_| similar.is_same_size),
            topics: similar.topics.iter().take(MAX_COMMON).map(|&topic| cx.topic_link(topic)).collect(),
            courses: similar.courses.iter().take(MAX_COMMON).map(|&course| cx.course_link(course)).collect(),
            compare: has_both.then(compare),
        }
    };
    cx.index.similar_cities(city).iter().map(view).collect()
}
