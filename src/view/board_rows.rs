//! The groups and rows of a board: the items of passages, with what is recorded of them, who has experience with the
//! topic, and the collection of the group.

use std::ops::Range;

use serde::Serialize;

use super::board_kind::BoardOf;
use super::collected::Collected;
use super::context::Context;
use super::link::{CityLink, Link};
use super::records::{OutcomeView, ReplyView, Tally, outcome_of, reply_of};
use super::{Html, quote};
use crate::address::Address;
use crate::link::{ListSlice, Listing, PassageRef, Subject};
use crate::markup;
use crate::model::{Item, Key, Response, ResponseId, Role, Topic, Year, has_text_beside_lists, introduction, items};

/// How many characters of an item are quoted.
const QUOTED: usize = 160;

/// How many characters of the text above a list are quoted.
const INTRODUCED: usize = 120;

/// The items of a city, on a topic, or those of a sector without a topic.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct BoardGroup<'d> {
    /// The city, with the link to its page; nothing if the board is by topic.
    pub city: Option<CityLink<'d>>,
    /// The topic, with the link to its page.
    pub topic: Option<Link<'d>>,
    /// The name of the sector, for items without a topic.
    pub sector: Option<&'d str>,
    /// The anchor.
    pub id: String,
    /// How many cities name the topic, including passages listed under another one; 0 without a topic.
    pub cities: usize,
    /// How many passages on the topic are listed under another one, which more cities name.
    pub elsewhere: usize,
    /// What is recorded of its items, also of those on other pages; empty if nothing can be.
    pub tally: Vec<Tally>,
    /// How many cities have experience with the topic: they report results.
    pub experience: usize,
    /// The link to these on the page of the topic.
    pub experience_url: Option<String>,
    /// Whether the outcome of a plan on this page is not recorded although the next year's edition exists.
    pub is_open: bool,
    /// The sectors of these plans with links to the city's answers about the results of that year.
    pub results: Vec<Link<'d>>,
    /// The link to the collection of its answers; nothing on the page of a sector, where they are one answer.
    pub collection: Option<String>,
    /// Its passages on this page, by city and sector.
    pub passages: Vec<BoardPassage<'d>>,
}

/// A passage with its items.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct BoardPassage<'d> {
    /// The city, with the link to the passage.
    pub city: CityLink<'d>,
    /// The name of the sector; nothing on the page of a sector if the passage has a title.
    pub sector: Option<&'d str>,
    /// The title.
    pub title: Option<&'d str>,
    /// Its topics except the one it is listed under, with links to the cities that have experience with them.
    pub topics: Vec<Link<'d>>,
    /// The ids of all its topics, separated by spaces.
    pub topic_ids: String,
    /// The beginning of the text above its list, as HTML without tags.
    pub introduction: Option<Html<'d>>,
    /// Whether it has a list; otherwise it is a single item.
    pub is_list: bool,
    /// Whether its items begin with labels of their own, such as `а)`.
    pub is_labelled: bool,
    /// The number of its first item on this page, from 1.
    pub first: usize,
    /// Its items on this page; the others are on the next one.
    pub items: Vec<BoardItem<'d>>,
    /// Whether something is left out.
    pub is_cut: bool,
    /// Its outcome as a whole, if it is a list of plans.
    pub outcome: Option<OutcomeView<'d>>,
    /// The directorate's reply to it as a whole, if it is a list of requests.
    pub reply: Option<ReplyView<'d>>,
    /// Whether the response is a draft.
    pub draft: bool,
}

/// A plan, a request or a subject.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct BoardItem<'d> {
    /// The link to it in the response.
    pub url: String,
    /// Its beginning, as HTML without tags; nothing if it has no text, but for example a picture.
    pub html: Option<Html<'d>>,
    /// Its outcome or status, or that of the whole list; nothing if none is recorded.
    pub state: Option<&'static str>,
    /// The outcome of the plan; nothing if nobody recorded it.
    pub outcome: Option<OutcomeView<'d>>,
    /// The directorate's reply to the request; nothing if there is none.
    pub reply: Option<ReplyView<'d>>,
}

/// The groups on a page of a board.
pub(super) fn groups<'d>(
    cx: &Context<'_, 'd>,
    board: BoardOf<'d>,
    listing: &Listing,
    pieces: &[ListSlice],
) -> Vec<BoardGroup<'d>> {
    let of_group = pieces.chunk_by(|a, b| a.group == b.group);
    of_group.map(|pieces| group(cx, board, listing, pieces)).collect()
}

fn group<'d>(cx: &Context<'_, 'd>, board: BoardOf<'d>, listing: &Listing, pieces: &[ListSlice]) -> BoardGroup<'d> {
    let group = &listing.groups[pieces[0].group];
    let subject = group.subject;
    let named = if let Subject::Topic(topic) = subject { listing.named(topic) } else { None };
    let topic = named.map(|named| named.topic);
    let can_be_open = board.kind.role == Role::Plans && board.has_records(cx.index);
    let passages = pieces.iter().map(|piece| piece.passage);
    let open: Vec<PassageRef> = passages.filter(|&passage| can_be_open && is_open(cx, passage)).collect();
    BoardGroup {
        city: if let Subject::City(city) = subject { Some(cx.city_link(city)) } else { None },
        topic: topic.map(|topic| cx.topic_link(topic)),
        sector: if let Subject::Sector(sector) = subject { Some(cx.sector_name(sector)) } else { None },
        id: subject_anchor(cx, subject),
        cities: named.map_or(0, |named| named.cities),
        elsewhere: named.map_or(0, |named| named.passages - listing.passages_in(group)),
        tally: board.tally(cx.index, group.tally),
        experience: topic.map_or(0, |topic| cx.index.topic(topic).experienced),
        experience_url: topic.map(|topic| experience_link(cx, topic).url),
        is_open: !open.is_empty(),
        results: results(cx, &open),
        collection: collection(cx, board, subject),
        passages: pieces.iter().map(|piece| passage(cx, board, piece, subject)).collect(),
    }
}

/// The anchor of a group.
pub(super) fn subject_anchor(cx: &Context<'_, '_>, subject: Subject) -> String {
    match subject {
        Subject::City(city) => format!("city-{}", cx.digest.cities[city].id),
        Subject::Topic(topic) => format!("topic-{}", cx.digest.topics[topic].id),
        Subject::Sector(sector) => format!("sector-{}", cx.digest.sectors[sector].id),
    }
}

/// The link to a topic: to the cities that have experience with it, if its page has a part about them.
fn experience_link<'d>(cx: &Context<'_, 'd>, topic: Key<Topic>) -> Link<'d> {
    let of_topic = cx.index.topic(topic);
    let link = cx.topic_link(topic);
    let is_there = !of_topic.asks.is_empty() && !of_topic.results.is_empty();
    if is_there { Link { url: format!("{}#results", link.url), ..link } } else { link }
}

/// The collection of a group's answers, unless it is that of a sector.
pub(super) fn collection(cx: &Context<'_, '_>, board: BoardOf<'_>, subject: Subject) -> Option<String> {
    let edition = board.edition.filter(|_| board.sector.is_none())?;
    let collected = match subject {
        Subject::Sector(sector) => Collected::SectorRole(edition, sector, board.kind.role),
        Subject::City(_) | Subject::Topic(_) => Collected::Role(edition, board.kind.role),
    };
    let which = match subject {
        Subject::City(city) => format!("&city={}", cx.digest.cities[city].id),
        Subject::Topic(topic) => format!("&topic={}", cx.digest.topics[topic].id),
        Subject::Sector(_) => String::new(),
    };
    Some(format!("{}{which}", collected.url(&cx.links, cx.digest)))
}

/// The answers about the results of the year that plans were for, each once.
fn results<'d>(cx: &Context<'_, 'd>, plans: &[PassageRef]) -> Vec<Link<'d>> {
    let mut links: Vec<Link<'d>> = Vec::new();
    for &passage in plans {
        let response = cx.index.passage(passage).response;
        let next = ResponseId { year: Year(response.year.0 + 1), ..response.id() };
        let url = cx.index.response(next).and_then(|next| results_url(cx, next));
        if let Some(url) = url.filter(|url| links.last().is_none_or(|last| last.url != *url)) {
            links.push(Link::new(cx.sector_name(response.sector), url));
        }
    }
    links
}

/// Whether the outcome of a plan in a passage is not recorded.
fn is_open(cx: &Context<'_, '_>, passage: PassageRef) -> bool {
    let context = cx.index.passage(passage);
    let is_told = |anchor: &str| cx.index.outcome(context.response.id(), anchor).is_some();
    !is_told(&context.passage.anchor) && !items(context.passage).all(|item| is_told(&item.anchor()))
}

/// The link to the answer about the results of the year.
fn results_url<'d>(cx: &Context<'_, 'd>, response: &'d Response) -> Option<String> {
    let questions = cx.index.questions(response);
    let answer = response.answers.iter().find(|answer| questions[answer.question].role == Role::Results)?;
    let home = cx.digest.response_address(response.id());
    Some(cx.links.to_place(&home, &questions[answer.question].id))
}

/// A passage with those of its items that are in a part of a list. `under` is the subject named by the heading above.
fn passage<'d>(cx: &Context<'_, 'd>, board: BoardOf<'d>, piece: &ListSlice, under: Subject) -> BoardPassage<'d> {
    let context = cx.index.passage(piece.passage);
    let (response, passage) = (context.response, context.passage);
    let home: Address = cx.digest.response_address(response.id());
    let role = context.question.role;
    let Range { start, end } = piece.items;
    let shown: Vec<Item<'d>> = items(passage).take(end).skip(start).collect();
    let is_list = shown.first().is_some_and(|item| item.number.is_some());
    let mut is_cut = has_text_beside_lists(passage);
    let mut quote = |html: &str, limit| {
        let (text, cut) = quote::before_table(html, limit);
        is_cut |= cut;
        text
    };
    let outcome = is_list.then(|| outcome_of(cx, response, &passage.anchor, role)).flatten();
    let reply = is_list.then(|| reply_of(cx, response, &passage.anchor, role)).flatten();
    let state = |outcome: &Option<OutcomeView<'d>>, reply: &Option<ReplyView<'d>>| {
        outcome.as_ref().map(|outcome| outcome.kind).or(reply.as_ref().map(|reply| reply.status))
    };
    let introduction = quote(introduction(passage), INTRODUCED);
    let mut item = |item: &Item<'d>| {
        let anchor = item.anchor();
        let own = (outcome_of(cx, response, &anchor, role), reply_of(cx, response, &anchor, role));
        BoardItem {
            url: cx.links.to_place(&home, &anchor),
            html: quote(item.html, QUOTED),
            state: state(&own.0, &own.1).or(state(&outcome, &reply)),
            outcome: own.0,
            reply: own.1,
        }
    };
    let items = shown.iter().map(&mut item).collect();
    let others = passage.topics.iter().filter(|topic| under != Subject::Topic(**topic));
    let ids: Vec<&str> = passage.topics.iter().map(|&topic| &*cx.digest.topics[topic].id).collect();
    BoardPassage {
        city: CityLink { url: cx.links.to_place(&home, &passage.anchor), ..cx.response_link(response) },
        sector: (board.sector.is_none() || passage.title.is_none()).then(|| cx.sector_name(response.sector)),
        title: passage.title.as_deref(),
        topics: others.map(|&topic| experience_link(cx, topic)).collect(),
        topic_ids: ids.join(" "),
        introduction,
        is_list,
        is_labelled: markup::is_labelled(passage.text.html()),
        first: start + 1,
        items,
        is_cut,
        outcome,
        reply,
        draft: response.draft,
    }
}
