//! A response: one city's answers to the questions of a sector's edition.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::json;

use super::Maker;
use super::address::Address;
use super::citation::Cited;
use super::html::{self, Shown};
use super::overview::{OutcomeView, ReplyView};
use super::page::{CONTENT_LANGUAGE, CityLink, DateView, Link, PageView, SiteView, script_json};
use super::plain;
use super::related::RelatedPassage;
use super::slot::Slot;
use crate::link::PassageRef;
use crate::model::{Answer, Correction, Item, Passage, Question, Response, Role, items};

/// How many characters of a plan or a request are quoted beside what became of it.
const RECORDED: usize = 90;

/// `response.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ResponseView<'d> {
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
    /// When it arrived.
    pub received: Option<DateView>,
    /// When it was last changed.
    pub updated: Option<DateView>,
    /// The name of the file as it arrived.
    pub source: Option<&'d str>,
    /// Whether it is a draft.
    pub draft: bool,
    /// What was put right, the earliest first.
    pub corrections: Vec<CorrectionView<'d>>,
    /// The topics of the response as a whole and of its passages.
    pub topics: Vec<Link<'d>>,
    /// The questions with their answers, all of them, in order.
    pub answers: Vec<AnswerView<'d>>,
    /// The response before it in the list of the sector's edition.
    pub previous: Option<CityLink<'d>>,
    /// The response after it.
    pub next: Option<CityLink<'d>>,
    /// The city's responses of this sector in all years, the latest first; empty when this is the only one.
    pub years: Vec<Link<'d>>,
    /// The city's responses in other sectors of this year.
    pub sectors: Vec<Link<'d>>,
}

/// A question with its answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnswerView<'d> {
    /// The id of the question, which is the anchor of the answer.
    pub id: &'d str,
    /// What the question is for: `results`, `plans`, `support`, `discussion` or `training`.
    pub role: &'static str,
    /// The number of the question, from 1.
    pub number: usize,
    /// The short name of the question.
    pub title: &'d str,
    /// The wording of the question.
    pub wording: &'d str,
    /// The link to the page with the answers of all cities.
    pub url: String,
    /// The passages; empty when the city did not answer.
    pub passages: Vec<PassageView<'d>>,
    /// What became of its plans, or what the directorate says to its requests for help, as far as it is recorded.
    pub records: Vec<ItemRecord<'d>>,
}

/// What is recorded of a plan or a request for help.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ItemRecord<'d> {
    /// The link to it.
    pub url: String,
    /// Its beginning.
    pub text: String,
    /// What became of the plan.
    pub outcome: Option<OutcomeView<'d>>,
    /// What the directorate says to the request.
    pub reply: Option<ReplyView>,
}

/// A passage.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PassageView<'d> {
    /// The anchor; nothing for the untitled passage at the start of an answer, which has the anchor of the answer.
    pub anchor: Option<Cow<'d, str>>,
    /// The title, where it has one.
    pub title: Option<&'d str>,
    /// Its topics.
    pub topics: Vec<Link<'d>>,
    /// The text, as HTML.
    pub html: Slot,
    /// For a request for help, a discussion or a course: passages in which other cities tell of results on the same.
    pub experience: Vec<RelatedPassage<'d>>,
    /// Passages of other cities that are about the same; below a request those that ask for the same.
    pub related: Vec<RelatedPassage<'d>>,
}

/// Something that was put right after the response was published.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CorrectionView<'d> {
    /// When.
    pub date: DateView,
    /// What.
    pub text: &'d str,
    /// The link to the passage, where the correction names one.
    pub url: Option<String>,
}

impl<'d> Maker<'_, 'd> {
    pub(super) fn response(&self, response: &'d Response) -> ResponseView<'d> {
        let Response { year, sector, city, respondent, received, updated, source, draft, .. } = response;
        let questions = self.index.questions(response);
        let edition_address = Address::edition(*year);
        let sector_address = Address::sector(self.digest, *year, *sector);
        let sector_name = self.sector_name(*sector);
        let way =
            vec![(year.to_string().into(), edition_address.clone()), (sector_name.into(), sector_address.clone())];
        let name = self.digest.shown(&self.digest.cities[*city]);
        let description: Option<Cow<'d, str>> = response
            .answers
            .first()
            .and_then(|answer| answer.passages.first())
            .map(|passage| plain::excerpt(&passage.text, 160).0.into());
        let mut page = self.page("response", format!("{name}: {}, {year}", lowered(sector_name)), description, way);
        page.draft = *draft;
        let published = response.changed().map(|date| date.year());
        let cited = Cited { title: Some(&page.title), author: respondent.as_deref(), year: published };
        page.citation = Some(self.citation(&cited));
        page.json_ld = self.report_data(response, &page).or(page.json_ld);
        let (previous, next) = self.index.neighbours(response);
        ResponseView {
            site: self.site(),
            page,
            city: self.city_link(*city),
            sector: Link::new(sector_name, self.links.to(&sector_address)),
            edition: Link::new(year.to_string(), self.links.to(&edition_address)),
            year: year.0,
            respondent: respondent.as_deref(),
            received: received.map(Into::into),
            updated: updated.map(Into::into),
            source: source.as_deref(),
            draft: *draft,
            corrections: corrections(response),
            topics: response.all_topics().into_iter().map(|topic| self.topic_link(topic)).collect(),
            answers: questions
                .iter()
                .enumerate()
                .map(|(number, question)| self.answer(response, number, question))
                .collect(),
            previous: previous.map(|response| self.response_link(response)),
            next: next.map(|response| self.response_link(response)),
            years: self.other_years(response),
            sectors: self.other_sectors(response),
        }
    }

    fn answer(&self, response: &'d Response, number: usize, question: &'d Question) -> AnswerView<'d> {
        let passages = self.index.passage_refs(response, number);
        AnswerView {
            id: &question.id,
            role: question.role.id(),
            number: number + 1,
            title: &question.title,
            wording: &question.wording,
            url: self.links.to(&Address::question(self.digest, response.year, response.sector, question)),
            passages: passages.map(|passage| self.passage(passage, question)).collect(),
            records: response.answer(number).map(|answer| self.records(response, answer, question)).unwrap_or_default(),
        }
    }

    fn records(&self, response: &'d Response, answer: &'d Answer, question: &Question) -> Vec<ItemRecord<'d>> {
        if !matches!(question.role, Role::Plans | Role::Support) {
            return Vec::new();
        }
        let places = answer.passages.iter().flat_map(|passage| {
            std::iter::once(Item::whole(passage)).chain(items(passage).filter(|item| item.number.is_some()))
        });
        places
            .filter_map(|item| {
                let outcome = self.outcome_of(response, &item.anchor(), question.role);
                let reply = self.reply_of(response, &item.anchor(), question.role);
                let text = || match &item.passage.title {
                    Some(title) if item.number.is_none() => title.to_string(),
                    _ => plain::excerpt_of(item.blocks, RECORDED).0,
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

    fn passage(&self, passage_ref: PassageRef, question: &'d Question) -> PassageView<'d> {
        let passage = self.index.passage(passage_ref).passage;
        let context = html::Context { digest: self.digest, links: &self.links, shown: Shown::AtHome };
        PassageView {
            anchor: Some(&*passage.anchor).filter(|anchor| *anchor != &*question.id).map(Into::into),
            title: passage.title.as_deref(),
            topics: passage.topics.iter().map(|&topic| self.topic_link(topic)).collect(),
            html: self.slot(passage_html(passage, question.role, context)),
            experience: self.experience(passage_ref, question.role),
            related: self.related(passage_ref, question.role),
        }
    }

    fn of_city(&self, response: &Response) -> impl Iterator<Item = &'d Response> {
        let digest = self.digest;
        self.index.city(response.city).responses.iter().map(move |&number| &*digest.responses[number])
    }

    fn other_years(&self, response: &'d Response) -> Vec<Link<'d>> {
        let years: Vec<_> = self
            .of_city(response)
            .filter(|other| other.sector == response.sector)
            .map(|other| Link {
                title: other.year.to_string().into(),
                url: self.response_link(other).url,
                current: other.year == response.year,
            })
            .collect();
        if years.len() > 1 { years } else { Vec::new() }
    }

    fn other_sectors(&self, response: &'d Response) -> Vec<Link<'d>> {
        self.of_city(response)
            .filter(|other| other.year == response.year && other.sector != response.sector)
            .map(|other| Link::new(self.sector_name(other.sector), self.response_link(other).url))
            .collect()
    }

    /// The response as linked data: a report of the city, part of the digest.
    fn report_data(&self, response: &Response, page: &PageView<'d>) -> Option<String> {
        let canonical = page.canonical.as_ref()?;
        let site = &self.digest.site;
        let city = &self.digest.cities[response.city];
        let mut report = json!({
            "@context": "https://schema.org",
            "@type": "Report",
            "name": page.title,
            "url": canonical,
            "inLanguage": CONTENT_LANGUAGE,
            "about": { "@type": "City", "name": city.name },
            "isPartOf": { "@type": "CreativeWork", "name": site.title },
        });
        if let Some(publisher) = &site.publisher {
            report["publisher"] = json!({ "@type": "Organization", "name": publisher });
        }
        if let Some(received) = response.received {
            report["datePublished"] = received.to_string().into();
        }
        if let Some(changed) = response.changed() {
            report["dateModified"] = changed.to_string().into();
        }
        Some(script_json(&report))
    }
}

/// The text of a passage on the page of its response.
pub(super) fn passage_html(passage: &Passage, role: Role, context: html::Context<'_>) -> String {
    if role.has_items() { html::whole_with_items(passage, context) } else { html::whole(&passage.text, context) }
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

/// A name as it stands inside a sentence; an abbreviation at its start keeps its capitals.
fn lowered(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(std::iter::once(second)).chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}
