//! Plans and requests, item by item, with what editors recorded of them. The same items are counted on the pages that list them, since both
//! leave out answers that say nothing and take a record of a whole passage for those of its items that have none of their own.

use super::super::{plain, wanted};
use super::answers::{Piece, passage_key, pieces, region, response_key, whose};
use super::cell::{Id, Ids, ItemKey, Long, PassageKey, Place, Recorded, RequestKind, ResponseKey};
use super::{Columns, Table, names, place};
use crate::link::{Index, requests_of};
use crate::model::{Digest, Item, Outcome, Reply, Request, Response, ResponseId, Role, items};

/// A plan with what became of it.
#[derive(Clone, Copy)]
struct Plan<'a> {
    piece: Piece<'a>,
    item: Item<'a>,
    outcome: Option<(&'a Response, &'a Outcome, Recorded)>,
}

/// What a city asks for.
#[derive(Clone, Copy)]
struct Ask<'a> {
    piece: Piece<'a>,
    kind: RequestKind,
    item: Item<'a>,
    course: Option<&'a Request>,
    reply: Option<(&'a Reply, Recorded)>,
}

/// The columns that tell which item a row is.
fn which<'a, R: Copy + 'a>(
    columns: Columns<'a, R>,
    digest: &'a Digest,
    of: fn(R) -> (Piece<'a>, Item<'a>),
) -> Columns<'a, R> {
    columns
        .with("item", move |row| {
            let (piece, item) = of(row);
            ItemKey(format!("{}#{}", response_key(digest, piece.response), item.anchor()))
        })
        .with("passage", move |row| {
            let (piece, item) = of(row);
            PassageKey(passage_key(digest, piece.response, item.passage))
        })
}

fn item_place(digest: &Digest, piece: Piece<'_>, item: Item<'_>) -> Place {
    place(digest, &digest.response_address(piece.response.id()), Some(&item.anchor()))
}

/// The columns that tell what the passage of a row is about.
fn topics<'a, R: Copy + 'a>(columns: Columns<'a, R>, digest: &'a Digest, of: fn(R) -> Piece<'a>) -> Columns<'a, R> {
    columns
        .with("topics", move |row| Ids(of(row).passage.topics.iter().map(|&topic| &*digest.topics[topic].id).collect()))
        .with("topic_names", move |row| names(digest, &digest.topics, &of(row).passage.topics))
}

pub(super) fn plans<'a>(index: &'a Index<'a>) -> Table<'a> {
    let digest = index.digest();
    let columns = which(Columns::<Plan<'a>>::new(), digest, |plan| (plan.piece, plan.item));
    let columns = whose(columns, digest, |plan| plan.piece.response)
        .with("region", move |plan| region(digest, plan.piece.response))
        .with("number", |plan| plan.item.number);
    topics(columns, digest, |plan| plan.piece)
        .with("text", |plan| Long(wanted::own_words(plan.item, None)))
        .with("outcome", |plan| plan.outcome.map(|(_, outcome, _)| outcome.kind))
        .with("outcome_of", |plan| plan.outcome.map(|(.., recorded)| recorded))
        .with("note", |plan| Some(Long(plan.outcome?.1.note.as_deref()?.into())))
        .with("outcome_response", move |plan| {
            plan.outcome.map(|(telling, ..)| ResponseKey(response_key(digest, telling)))
        })
        .with("outcome_url", move |plan| {
            let (telling, outcome, _) = plan.outcome?;
            let anchor = outcome.passage.as_deref()?;
            Some(place(digest, &digest.response_address(telling.id()), Some(anchor)))
        })
        .with("draft", |plan| plan.piece.response.draft)
        .with("url", move |plan| item_place(digest, plan.piece, plan.item))
        .table(
            "plans",
            said(index).filter(|piece| piece.question.role == Role::Plans).flat_map(move |piece| {
                items(piece.passage).map(move |item| {
                    let find = |response, anchor: &str| index.outcome(response, anchor);
                    let outcome = recorded(piece, item, find).map(|((telling, outcome), of)| (telling, outcome, of));
                    Plan { piece, item, outcome }
                })
            }),
        )
}

pub(super) fn requests<'a>(index: &'a Index<'a>) -> Table<'a> {
    let digest = index.digest();
    let columns = Columns::<Ask<'a>>::new().with("kind", |ask| ask.kind);
    let columns = which(columns, digest, |ask| (ask.piece, ask.item));
    let columns = whose(columns, digest, |ask| ask.piece.response)
        .with("region", move |ask| region(digest, ask.piece.response))
        .with("course", move |ask| Some(Id(&digest.courses[ask.course?.course].id)))
        .with("course_name", move |ask| Some(digest.shown(&digest.courses[ask.course?.course])));
    topics(columns, digest, |ask| ask.piece)
        .with("wording", |ask| Long(wanted::own_words(ask.item, ask.course)))
        .with("status", |ask| ask.reply.map(|(reply, _)| reply.status))
        .with("status_of", |ask| ask.reply.map(|(_, recorded)| recorded))
        .with("replied", |ask| ask.reply?.0.date)
        .with("reply", |ask| Some(Long(plain::whole(ask.reply?.0.text.as_ref()?).into())))
        .with("draft", |ask| ask.piece.response.draft)
        .with("url", move |ask| item_place(digest, ask.piece, ask.item))
        .table("requests", said(index).flat_map(move |piece| asks(index, piece)))
}

/// What a passage asks for.
fn asks<'a>(index: &'a Index<'a>, piece: Piece<'a>) -> Vec<Ask<'a>> {
    let of_items = |kind| items(piece.passage).map(move |item| Ask { piece, kind, item, course: None, reply: None });
    match piece.question.role {
        Role::Training => {
            let kind = |course: Option<_>| if course.is_some() { RequestKind::Course } else { RequestKind::Uncovered };
            let found = requests_of(piece.passage);
            found.map(|(item, course)| Ask { piece, kind: kind(course), item, course, reply: None }).collect()
        }
        Role::Support => of_items(RequestKind::Support)
            .map(|ask| {
                let reply = recorded(piece, ask.item, |response, anchor| index.reply(response, anchor));
                Ask { reply, ..ask }
            })
            .collect(),
        Role::Discussion => of_items(RequestKind::Discussion).collect(),
        Role::Results | Role::Plans => Vec::new(),
    }
}

/// The passages of answers that say something, in the order of the digest.
fn said<'a>(index: &'a Index<'a>) -> impl Iterator<Item = Piece<'a>> + 'a {
    let asks = |piece: &Piece<'a>| piece.question.role != Role::Results;
    pieces(index).filter(asks).filter(|piece| piece.answer.state.has_content())
}

/// What is recorded of an item: of itself, else of its whole passage.
fn recorded<T>(
    piece: Piece<'_>,
    item: Item<'_>,
    find: impl Fn(ResponseId, &str) -> Option<T>,
) -> Option<(T, Recorded)> {
    let response = piece.response.id();
    let own = find(response, &item.anchor()).map(|found| (found, Recorded::Item));
    own.or_else(|| find(response, &item.passage.anchor).map(|found| (found, Recorded::Passage)))
}
