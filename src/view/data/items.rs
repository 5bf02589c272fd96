//! The tables of plans and requests, one row for each item, with the outcomes and replies that editors recorded.
//!
//! Pages and tables count the same items: both leave out answers without content, and both apply the record of a whole
//! passage to those of its items without a record of their own.

use super::super::wanted;
use super::answers::{PassageRow, passage_rows, response_columns};
use super::cell::{Id, LongText, RecordScope, RequestKind};
use super::{Columns, Table, names};
use crate::link::{Index, requests_of};
use crate::markup;
use crate::model::{Digest, Edition, Item, Outcome, Reply, Request, Response, ResponseId, Role, items};

/// A row of the table of plans.
#[derive(Clone, Copy)]
struct PlanRow<'a> {
    row: PassageRow<'a>,
    item: Item<'a>,
    /// The response that reports the outcome, the outcome, and whether it is recorded for the item or for the passage.
    outcome: Option<(&'a Response, &'a Outcome, RecordScope)>,
}

/// A row of the table of requests.
#[derive(Clone, Copy)]
struct RequestRow<'a> {
    row: PassageRow<'a>,
    kind: RequestKind,
    item: Item<'a>,
    course: Option<&'a Request>,
    reply: Option<(&'a Reply, RecordScope)>,
}

/// The columns that identify the item of a row and describe its passage.
fn item_columns<'a, R: Copy + 'a>(digest: &'a Digest, parts: fn(R) -> (PassageRow<'a>, Item<'a>)) -> Columns<'a, R> {
    response_columns(digest, move |row| parts(row).0.response.id())
        .for_programs("passage", move |row| &parts(row).1.passage.anchor)
        .for_programs("number", move |row| parts(row).1.number)
        .for_people("topic_names", move |row| names(digest, &digest.topics, &parts(row).1.passage.topics))
}

pub(super) fn plans<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    item_columns(digest, |plan: PlanRow<'a>| (plan.row, plan.item))
        .with("text", |plan| LongText(wanted::own_words(plan.item, None)))
        .with("outcome", |plan| plan.outcome.map(|(_, outcome, _)| outcome.kind))
        .with("outcome_of", |plan| plan.outcome.map(|(.., scope)| scope))
        .with("note", |plan| Some(LongText(plan.outcome?.1.note.as_deref()?.into())))
        .for_programs("outcome_response", move |plan| {
            plan.outcome.map(|(reporting, ..)| digest.response_key(reporting.id()))
        })
        .for_programs("outcome_passage", |plan| plan.outcome?.1.passage.as_ref())
        .table("plans", plan_rows(index, editions))
}

/// Iterates over the plans of editions, in the order of the digest.
fn plan_rows<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> impl Iterator<Item = PlanRow<'a>> + 'a {
    with_content(index, editions).filter(|row| row.question.role == Role::Plans).flat_map(move |row| {
        items(row.passage).map(move |item| {
            let find = |response, anchor: &str| index.outcome(response, anchor);
            let outcome = find_record(row, item, find);
            let outcome = outcome.map(|((reporting, outcome), scope)| (reporting, outcome, scope));
            PlanRow { row, item, outcome }
        })
    })
}

pub(super) fn requests<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    item_columns(digest, |request: RequestRow<'a>| (request.row, request.item))
        .with("kind", |request| request.kind)
        .for_programs("course", move |request| Some(Id(&digest.courses[request.course?.course].id)))
        .for_people("course_name", move |request| Some(digest.display_name(&digest.courses[request.course?.course])))
        .with("wording", |request| LongText(wanted::own_words(request.item, request.course)))
        .with("status", |request| request.reply.map(|(reply, _)| reply.status))
        .with("status_of", |request| request.reply.map(|(_, scope)| scope))
        .with("replied", |request| request.reply?.0.date)
        .with("reply", |request| Some(LongText(markup::plain(&request.reply?.0.text.as_ref()?.html()).into())))
        .table("requests", with_content(index, editions).flat_map(move |row| request_rows(index, row)))
}

/// Collects the requests in a passage.
fn request_rows<'a>(index: &'a Index<'a>, row: PassageRow<'a>) -> Vec<RequestRow<'a>> {
    let items_of_kind =
        |kind| items(row.passage).map(move |item| RequestRow { row, kind, item, course: None, reply: None });
    match row.question.role {
        Role::Training => {
            let kind = |course: Option<_>| if course.is_some() { RequestKind::Course } else { RequestKind::Uncovered };
            let requests = requests_of(row.passage);
            requests.map(|(item, course)| RequestRow { row, kind: kind(course), item, course, reply: None }).collect()
        }
        Role::Support => items_of_kind(RequestKind::Support)
            .map(|request| {
                let reply = find_record(row, request.item, |response, anchor| index.reply(response, anchor));
                RequestRow { reply, ..request }
            })
            .collect(),
        Role::Discussion => items_of_kind(RequestKind::Discussion).collect(),
        Role::Results | Role::Plans => Vec::new(),
    }
}

/// Iterates over the passages with plans or requests whose answers have content, in the order of the digest.
fn with_content<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> impl Iterator<Item = PassageRow<'a>> + 'a {
    let has_items = |row: &PassageRow<'a>| row.question.role != Role::Results;
    passage_rows(index, editions).filter(has_items).filter(|row| row.answer.state.has_content())
}

/// Finds the record of an item, or else that of its whole passage.
fn find_record<T>(
    row: PassageRow<'_>,
    item: Item<'_>,
    find: impl Fn(ResponseId, &str) -> Option<T>,
) -> Option<(T, RecordScope)> {
    let response = row.response.id();
    let item_record = find(response, &item.anchor()).map(|found| (found, RecordScope::Item));
    item_record.or_else(|| find(response, &item.passage.anchor).map(|found| (found, RecordScope::Passage)))
}
