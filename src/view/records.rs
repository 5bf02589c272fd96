//! The records that editors made of plans and requests: outcomes, replies of the directorate, and how many items have
//! each kind of record.

use serde::Serialize;

use super::context::Context;
use super::link::DateView;
use super::{Html, quote};
use crate::link;
use crate::markup;
use crate::model::{Anchor, OutcomeKind, Reply, ReplyStatus, Response, Role};

/// How many characters of a passage that reports an outcome are quoted.
const EXCERPT_LENGTH: usize = 120;

/// The state of items without a record.
pub(super) const NONE: &str = "none";

/// The number of items with one outcome or status.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Tally {
    /// The outcome of plans or the status of requests; `none` if nobody recorded one.
    pub kind: &'static str,
    /// How many items have it.
    pub items: usize,
}

/// The outcome of a plan, as an editor recorded it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct OutcomeView<'d> {
    /// `done`, `partly`, `not-begun` or `dropped`.
    pub kind: &'static str,
    /// A sentence about the outcome.
    pub note: Option<&'d str>,
    /// The passage that reports it.
    pub passage: Option<TellingPassage<'d>>,
}

/// A passage that reports the outcome of a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TellingPassage<'d> {
    /// Its title, or the short name of the question that it answers.
    pub title: &'d str,
    /// The link to it.
    pub url: String,
    /// Its beginning, as HTML without tags.
    pub html: Option<Html<'d>>,
}

/// The directorate's reply to a request.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ReplyView<'d> {
    /// `considered`, `accepted`, `done` or `declined`.
    pub status: &'static str,
    /// The date of the status.
    pub date: Option<DateView>,
    /// The text of the reply, as HTML.
    pub html: Option<Html<'d>>,
}

pub(super) fn outcome_of<'d>(
    cx: &Context<'_, 'd>,
    response: &Response,
    anchor: &str,
    role: Role,
) -> Option<OutcomeView<'d>> {
    let (reporting, outcome) = cx.index.outcome(response.id(), anchor).filter(|_| role == Role::Plans)?;
    Some(OutcomeView {
        kind: outcome.kind.id(),
        note: outcome.note.as_deref(),
        passage: outcome.passage.as_ref().and_then(|anchor| reporting_passage(cx, reporting, anchor)),
    })
}

/// Finds the passage that reports an outcome. `response` is the response that contains it.
fn reporting_passage<'d>(cx: &Context<'_, 'd>, response: &'d Response, anchor: &Anchor) -> Option<TellingPassage<'d>> {
    let (question, passage) = cx.index.passage_at(response, anchor)?;
    Some(TellingPassage {
        title: passage.title.as_deref().unwrap_or(&question.title),
        url: cx.link_into_response(response, anchor),
        html: quote::excerpt_before_table(&passage.text, EXCERPT_LENGTH).0,
    })
}

pub(super) fn reply_of<'d>(
    cx: &Context<'_, 'd>,
    response: &Response,
    anchor: &str,
    role: Role,
) -> Option<ReplyView<'d>> {
    let Reply { status, date, text, .. } = cx.index.reply(response.id(), anchor).filter(|_| role == Role::Support)?;
    Some(ReplyView {
        status: status.id(),
        date: date.map(Into::into),
        html: text.as_ref().map(|text| Html(markup::rebased(&text.html(), cx.links.root(), "").into_owned().into())),
    })
}

/// Counts the plans with each outcome; outcomes without plans are left out.
pub(super) fn outcome_tally(tally: link::Tally) -> Vec<Tally> {
    tallies(tally, OutcomeKind::ALL.map(OutcomeKind::id))
}

/// Counts the requests with each status; statuses without requests are left out.
pub(super) fn reply_tally(tally: link::Tally) -> Vec<Tally> {
    tallies(tally, ReplyStatus::ALL.map(ReplyStatus::id))
}

fn tallies(link::Tally { recorded, silent }: link::Tally, kinds: [&'static str; 4]) -> Vec<Tally> {
    let tallies = kinds.into_iter().zip(recorded).chain([(NONE, silent)]);
    tallies.filter(|(_, items)| *items > 0).map(|(kind, items)| Tally { kind, items }).collect()
}
