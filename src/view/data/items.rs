//! Tables of plans and requests, item by item, with what editors recorded of them.
//!
//! Pages and tables count the same items: both leave out answers without content, and both apply the record of a whole
//! passage to those of its items without a record of their own.

use super::super::wanted;
use super::answers::{PassageRow, pieces, whose};
use super::cell::{Id, Long, Recorded, RequestKind};
use super::{Columns, Table, names};
use crate::link::{Index, requests_of};
use crate::markup;
use crate::model::{Digest, Edition, Item, Outcome, Reply, Request, Response, ResponseId, Role, items};

/// A plan with its outcome.
#[derive(Clone, Copy)]
struct Plan<'a> {
    piece: PassageRow<'a>,
    item: Item<'a>,
    outcome: Option<(&'a Response, &'a Outcome, Recorded)>,
}

/// A request of a city.
#[derive(Clone, Copy)]
struct AskRow<'a> {
    piece: PassageRow<'a>,
    kind: RequestKind,
    item: Item<'a>,
    course: Option<&'a Request>,
    reply: Option<(&'a Reply, Recorded)>,
}

/// The columns that identify the item of a row and describe its passage.
fn which<'a, R: Copy + 'a>(digest: &'a Digest, of: fn(R) -> (PassageRow<'a>, Item<'a>)) -> Columns<'a, R> {
    whose(digest, move |row| of(row).0.response.id())
        .for_programs("passage", move |row| &of(row).1.passage.anchor)
        .for_programs("number", move |row| of(row).1.number)
        .for_people("topic_names", move |row| names(digest, &digest.topics, &of(row).1.passage.topics))
}

pub(super) fn plans<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    which(digest, |plan: Plan<'a>| (plan.piece, plan.item))
        .with("text", |plan| Long(wanted::own_words(plan.item, None)))
        .with("outcome", |plan| plan.outcome.map(|(_, outcome, _)| outcome.kind))
        .with("outcome_of", |plan| plan.outcome.map(|(.., recorded)| recorded))
        .with("note", |plan| Some(Long(plan.outcome?.1.note.as_deref()?.into())))
        .for_programs("outcome_response", move |plan| {
            plan.outcome.map(|(telling, ..)| digest.response_key(telling.id()))
        })
        .for_programs("outcome_passage", |plan| plan.outcome?.1.passage.as_ref())
        .table("plans", planned(index, editions))
}

/// The plans of editions, in the order of the digest.
fn planned<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> impl Iterator<Item = Plan<'a>> + 'a {
    said(index, editions).filter(|piece| piece.question.role == Role::Plans).flat_map(move |piece| {
        items(piece.passage).map(move |item| {
            let find = |response, anchor: &str| index.outcome(response, anchor);
            let outcome = recorded(piece, item, find).map(|((telling, outcome), of)| (telling, outcome, of));
            Plan { piece, item, outcome }
        })
    })
}

pub(super) fn requests<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    which(digest, |ask: AskRow<'a>| (ask.piece, ask.item))
        .with("kind", |ask| ask.kind)
        .for_programs("course", move |ask| Some(Id(&digest.courses[ask.course?.course].id)))
        .for_people("course_name", move |ask| Some(digest.shown(&digest.courses[ask.course?.course])))
        .with("wording", |ask| Long(wanted::own_words(ask.item, ask.course)))
        .with("status", |ask| ask.reply.map(|(reply, _)| reply.status))
        .with("status_of", |ask| ask.reply.map(|(_, recorded)| recorded))
        .with("replied", |ask| ask.reply?.0.date)
        .with("reply", |ask| Some(Long(markup::plain(ask.reply?.0.text.as_ref()?.html()).into())))
        .table("requests", said(index, editions).flat_map(move |piece| asks(index, piece)))
}

/// The requests in a passage.
fn asks<'a>(index: &'a Index<'a>, piece: PassageRow<'a>) -> Vec<AskRow<'a>> {
    let of_items = |kind| items(piece.passage).map(move |item| AskRow { piece, kind, item, course: None, reply: None });
    match piece.question.role {
        Role::Training => {
            let kind = |course: Option<_>| if course.is_some() { RequestKind::Course } else { RequestKind::Uncovered };
            let found = requests_of(piece.passage);
            found.map(|(item, course)| AskRow { piece, kind: kind(course), item, course, reply: None }).collect()
        }
        Role::Support => of_items(RequestKind::Support)
            .map(|ask| {
                let reply = recorded(piece, ask.item, |response, anchor| index.reply(response, anchor));
                AskRow { reply, ..ask }
            })
            .collect(),
        Role::Discussion => of_items(RequestKind::Discussion).collect(),
        Role::Results | Role::Plans => Vec::new(),
    }
}

/// The passages of answers with content, in the order of the digest.
fn said<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> impl Iterator<Item = PassageRow<'a>> + 'a {
    let asks = |piece: &PassageRow<'a>| piece.question.role != Role::Results;
    pieces(index, editions).filter(asks).filter(|piece| piece.answer.state.has_content())
}

/// The record of an item, or else of its whole passage.
fn recorded<T>(
    piece: PassageRow<'_>,
    item: Item<'_>,
    find: impl Fn(ResponseId, &str) -> Option<T>,
) -> Option<(T, Recorded)> {
    let response = piece.response.id();
    let own = find(response, &item.anchor()).map(|found| (found, Recorded::Item));
    own.or_else(|| find(response, &item.passage.anchor).map(|found| (found, Recorded::Passage)))
}
