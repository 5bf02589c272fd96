//! The page of a response: one city's answers to the questions of a sector's edition.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;

use super::context::Context;
use super::link::{CityLink, DateView, Link};
use super::page::{CitationView, PageView, SiteView, script_json};
use super::records::{self, OutcomeView, ReplyView};
use super::related::{RelatedGroup, related_groups};
use super::{Html, Page, PageKind};
use crate::address::Address;
use crate::link::{Index, PassageRef};
use crate::model::{Answer, Correction, Item, Key, Question, Response, Role, Topic, items};

/// How many characters of a plan or a request are quoted with its record.
const RECORD_EXCERPT_LENGTH: usize = 90;

/// How many characters of a response its description has, which link previews show. The page itself has the text.
const DESCRIPTION_LENGTH: usize = 70;

/// The maximum number of other responses of the city in a list: after decades the whole list would be longer than the
/// rest of the page.
const MAX_OTHERS: usize = 6;

pub(super) static KIND: PageKind = PageKind::of::<ResponseView<'static>>("response", "response.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let page = |response: &'d Arc<Response>| {
        let address = digest.response_address(response.id());
        let page = Page::new(&KIND, address, move |cx| view(cx, response)).with_changed(response.changed());
        if response.draft { page.not_in_site_map() } else { page }
    };
    digest.responses.iter().map(page).collect()
}

/// `response.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ResponseView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The city.
    pub city: CityLink<'d>,
    /// The sector's edition.
    pub sector: Link<'d>,
    /// The edition.
    pub edition: Link<'d>,
    /// The year.
    pub year: u16,
    /// The department that answered.
    pub respondent: Option<&'d str>,
    /// When it was received.
    pub received: Option<DateView>,
    /// When it was last changed.
    pub updated: Option<DateView>,
    /// The name of the file that the city sent.
    pub source: Option<&'d str>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether the editors retold it in their own words.
    pub retold: bool,
    /// Corrections made after publication, the earliest first.
    pub corrections: Vec<CorrectionView<'d>>,
    /// The topics of the response as a whole that none of its passages has.
    pub topics: Vec<Link<'d>>,
    /// The questions with their answers, all of them, in order.
    pub answers: Vec<AnswerView<'d>>,
    /// The previous response in the list of the sector's edition.
    pub previous: Option<CityLink<'d>>,
    /// The next response.
    pub next: Option<CityLink<'d>>,
    /// The city's responses of this sector, at most six years around this one, the latest first; empty if this is the
    /// only one.
    pub years: Vec<Link<'d>>,
    /// The link to the responses of all years, if there are more than six.
    pub all_years: Option<String>,
    /// The city's responses in other sectors of this year; empty if there are more than six.
    pub sectors: Vec<Link<'d>>,
    /// The link to the responses in all sectors, if there are more than six others.
    pub all_sectors: Option<String>,
}

/// A question with its answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct AnswerView<'d> {
    /// The id of the question, which is the anchor of the answer.
    pub id: &'d str,
    /// The role of the question: `results`, `plans`, `support`, `discussion` or `training`.
    pub role: &'static str,
    /// The number of the question, from 1.
    pub number: usize,
    /// The short name of the question.
    pub title: &'d str,
    /// The wording of the question.
    pub wording: &'d str,
    /// The link to the page with the answers of all cities.
    pub url: String,
    /// The passages; empty if the city did not answer.
    pub passages: Vec<PassageView<'d>>,
    /// The recorded outcomes of its plans, or the directorate's replies to its requests for help.
    pub records: Vec<ItemRecord<'d>>,
}

/// The record of a plan or a request for help.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ItemRecord<'d> {
    /// The link to the plan or the request.
    pub url: String,
    /// Its beginning.
    pub text: String,
    /// The outcome of the plan.
    pub outcome: Option<OutcomeView<'d>>,
    /// The directorate's reply to the request.
    pub reply: Option<ReplyView<'d>>,
}

/// A passage.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct PassageView<'d> {
    /// The anchor; nothing for the untitled passage at the start of an answer, which has the anchor of the answer.
    pub anchor: Option<Cow<'d, str>>,
    /// The title, if it has one.
    pub title: Option<&'d str>,
    /// Its topics.
    pub topics: Vec<Link<'d>>,
    /// The text, as HTML.
    pub html: Html<'d>,
    /// Related passages of other cities.
    pub related: Vec<RelatedGroup<'d>>,
}

/// A correction made after publication.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CorrectionView<'d> {
    /// When it was made.
    pub date: DateView,
    /// What was corrected.
    pub text: &'d str,
    /// The link to the passage, if the correction names one.
    pub url: Option<String>,
}

fn view<'d>(cx: &Context<'_, 'd>, response: &'d Response) -> ResponseView<'d> {
    let Response { year, sector, city, respondent, received, updated, source, draft, retold, .. } = response;
    let questions = cx.index.questions(response);
    let edition_address = Address::edition(*year);
    let sector_address = cx.digest.sector_address(*year, *sector);
    let sector_name = cx.sector_name(*sector);
    let ancestors =
        vec![(year.to_string().into(), edition_address.clone()), (sector_name.into(), sector_address.clone())];
    let name = cx.digest.display_name(&cx.digest.cities[*city]);
    let description: Option<Cow<'d, str>> = response
        .answers
        .first()
        .and_then(|answer| answer.passages.first())
        .map(|passage| passage.text.excerpt(DESCRIPTION_LENGTH).0.into());
    let title = format!("{name}: {}, {year}", lowercase_first(sector_name));
    let mut page = cx.page_with_data(title, description, ancestors, json_ld(cx, response));
    page.draft = *draft;
    page.preview = cx.response_preview(response.city);
    page.citation = Some(CitationView { year: response.changed().map(|date| date.year()) });
    let (previous, next) = cx.index.neighbours(response);
    let (years, all_years) = all_years(cx, response);
    let (sectors, all_sectors) = other_sectors(cx, response);
    ResponseView {
        site: cx.site(),
        page,
        city: cx.city_link(*city),
        sector: Link::new(sector_name, cx.links.to(&sector_address)),
        edition: Link::new(year.to_string(), cx.links.to(&edition_address)),
        year: year.0,
        respondent: respondent.as_deref(),
        received: received.map(Into::into),
        updated: updated.map(Into::into),
        source: source.as_deref(),
        draft: *draft,
        retold: *retold,
        corrections: corrections(response),
        topics: topics_without_passage(response).map(|topic| cx.topic_link(topic)).collect(),
        answers: questions
            .iter()
            .enumerate()
            .map(|(number, question)| answer(cx, response, number, question))
            .collect(),
        previous: previous.map(|response| cx.city_link_to_response(response)),
        next: next.map(|response| cx.city_link_to_response(response)),
        years,
        all_years,
        sectors,
        all_sectors,
    }
}

fn answer<'d>(cx: &Context<'_, 'd>, response: &'d Response, number: usize, question: &'d Question) -> AnswerView<'d> {
    let passages = cx.index.passage_refs(response, number);
    AnswerView {
        id: &question.id,
        role: question.role.id(),
        number: number + 1,
        title: &question.title,
        wording: &question.wording,
        url: cx.links.to(&cx.digest.question_address(response.year, response.sector, question)),
        passages: passages.map(|passage| passage_view(cx, passage, question)).collect(),
        records: response.answer(number).map(|answer| item_records(cx, response, answer, question)).unwrap_or_default(),
    }
}

fn item_records<'d>(
    cx: &Context<'_, 'd>,
    response: &'d Response,
    answer: &'d Answer,
    question: &Question,
) -> Vec<ItemRecord<'d>> {
    if !matches!(question.role, Role::Plans | Role::Support) {
        return Vec::new();
    }
    let items_with_passages = answer.passages.iter().flat_map(|passage| {
        std::iter::once(Item::whole(passage)).chain(items(passage).filter(|item| item.number.is_some()))
    });
    items_with_passages
        .filter_map(|item| {
            let outcome = records::outcome_of(cx, response, &item.anchor(), question.role);
            let reply = records::reply_of(cx, response, &item.anchor(), question.role);
            let text = || match &item.passage.title {
                Some(title) if item.number.is_none() => title.to_string(),
                _ => item.excerpt(RECORD_EXCERPT_LENGTH).0,
            };
            (outcome.is_some() || reply.is_some()).then(|| ItemRecord {
                url: format!("#{}", item.anchor()),
                text: text(),
                outcome,
                reply,
            })
        })
        .collect()
}

fn passage_view<'d>(cx: &Context<'_, 'd>, passage_ref: PassageRef, question: &'d Question) -> PassageView<'d> {
    let passage = cx.index.passage(passage_ref).passage;
    PassageView {
        anchor: Some(&*passage.anchor).filter(|anchor| *anchor != &*question.id).map(Into::into),
        title: passage.title.as_deref(),
        topics: passage.topics.iter().map(|&topic| cx.topic_link(topic)).collect(),
        html: Html(passage.text.html().into()),
        related: related_groups(cx, passage_ref, question.role),
    }
}

/// Links to the city's responses of the sector in all years, and a link to all responses if some are not listed.
fn all_years<'d>(cx: &Context<'_, 'd>, response: &'d Response) -> (Vec<Link<'d>>, Option<String>) {
    let all: Vec<_> = cx.city_responses(response.city).filter(|other| other.sector == response.sector).collect();
    let position = all.iter().position(|other| other.year == response.year).unwrap_or_default();
    let start = position.saturating_sub(MAX_OTHERS / 2).min(all.len().saturating_sub(MAX_OTHERS));
    let link = |other: &&'d Response| Link {
        title: other.year.to_string().into(),
        url: cx.city_link_to_response(other).url,
        current: other.year == response.year,
    };
    let years = if all.len() > 1 { all.iter().skip(start).take(MAX_OTHERS).map(link).collect() } else { Vec::new() };
    let city_page = (all.len() > MAX_OTHERS).then(|| cx.links.to(&cx.digest.city_address(response.city)));
    (years, city_page)
}

/// Links to the city's responses in other sectors of the year, or, if they are too many, one link to them.
fn other_sectors<'d>(cx: &Context<'_, 'd>, response: &'d Response) -> (Vec<Link<'d>>, Option<String>) {
    let others: Vec<_> = cx
        .city_responses(response.city)
        .filter(|other| other.year == response.year && other.sector != response.sector)
        .collect();
    if others.len() > MAX_OTHERS {
        let city = cx.links.to(&cx.digest.city_address(response.city));
        return (Vec::new(), Some(format!("{city}#{}", response.year)));
    }
    let link = |other: &&'d Response| Link::new(cx.sector_name(other.sector), cx.city_link_to_response(other).url);
    (others.iter().map(link).collect(), None)
}

/// Makes linked data about the response: its city and its dates. The page itself states its name, address and language.
/// `None` without a `base_url`.
fn json_ld(cx: &Context<'_, '_>, response: &Response) -> Option<String> {
    cx.digest.site.base_url.as_ref()?;
    let city = &cx.digest.cities[response.city];
    let mut report = json!({
        "@context": "https://schema.org",
        "@type": "Report",
        "about": { "@type": "City", "name": city.name },
    });
    if let Some(received) = response.received {
        report["datePublished"] = received.to_string().into();
    }
    if let Some(changed) = response.changed().filter(|changed| Some(*changed) != response.received) {
        report["dateModified"] = changed.to_string().into();
    }
    Some(script_json(&report))
}

/// Iterates over the topics of a response that none of its passages has.
fn topics_without_passage(response: &Response) -> impl Iterator<Item = Key<Topic>> {
    let is_shown = |topic: &Key<Topic>| response.passages().any(|passage| passage.topics.contains(topic));
    response.topics.iter().copied().filter(move |topic| !is_shown(topic))
}

fn corrections(response: &Response) -> Vec<CorrectionView<'_>> {
    let corrections = response.corrections.iter();
    corrections
        .map(|Correction { date, text, passage }| CorrectionView {
            date: (*date).into(),
            text,
            url: passage.as_ref().map(|passage| format!("#{passage}")),
        })
        .collect()
}

/// Lowers the first letter of a name for use inside a sentence. An abbreviation at its start keeps its capitals.
pub(super) fn lowercase_first(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(std::iter::once(second)).chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}
