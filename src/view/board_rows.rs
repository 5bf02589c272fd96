//! The groups and rows of a board: the items of passages with their records, how many cities have experience with the
//! topic of a group, and the link to the collection of the group.

use std::ops::Range;

use serde::Serialize;

use super::board_kind::BoardRef;
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::link::{CityLink, Link};
use super::records::{OutcomeView, ReplyView, Tally, outcome_of, reply_of};
use super::{Html, quote};
use crate::link::{ListSlice, Listing, PassageRef, Subject};
use crate::markup::Lists;
use crate::model::{Item, Key, Response, ResponseId, Role, Topic, Year, items};

/// How many characters of an item are quoted.
const ITEM_LENGTH: usize = 160;

/// How many characters of the text above a list are quoted.
const INTRODUCTION_LENGTH: usize = 120;

/// The items of a city, those on a topic, or those of a sector without a topic.
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
    /// How many passages on the topic are listed under another topic, which more cities name.
    pub elsewhere: usize,
    /// How many of its items have each outcome or status, including items on other pages; empty if they cannot have
    /// one.
    pub tally: Vec<Tally>,
    /// How many cities have experience with the topic, that is, report results.
    pub experience: usize,
    /// The link to these cities on the page of the topic.
    pub experience_url: Option<String>,
    /// Whether a plan on this page has no recorded outcome although the next year's edition exists.
    pub is_open: bool,
    /// The sectors of these plans with links to the city's answers about the results of that year.
    pub results: Vec<Link<'d>>,
    /// The link to the collection of its answers; nothing on the page of a sector, where each group is one answer.
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
    /// Its topics except the one under which it is listed, with links to the cities that have experience with them.
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
    /// The outcome recorded for the whole passage, if it is a list of plans.
    pub outcome: Option<OutcomeView<'d>>,
    /// The directorate's reply to the whole passage, if it is a list of requests.
    pub reply: Option<ReplyView<'d>>,
    /// Whether the response is a draft.
    pub draft: bool,
}

/// An item of a board: a plan, a request or a subject to discuss.
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

/// Makes the groups on a page of a board.
pub(super) fn groups<'d>(
    cx: &Context<'_, 'd>,
    board: BoardRef<'d>,
    listing: &Listing,
    slices: &[ListSlice],
) -> Vec<BoardGroup<'d>> {
    let by_group = slices.chunk_by(|a, b| a.group == b.group);
    by_group.map(|slices| group(cx, board, listing, slices)).collect()
}

fn group<'d>(cx: &Context<'_, 'd>, board: BoardRef<'d>, listing: &Listing, slices: &[ListSlice]) -> BoardGroup<'d> {
    let group = &listing.groups[slices[0].group];
    let subject = group.subject;
    let named = if let Subject::Topic(topic) = subject { listing.named(topic) } else { None };
    let topic = named.map(|named| named.topic);
    let can_lack_outcomes = board.kind.role == Role::Plans && board.has_records(cx.index);
    let passages = slices.iter().map(|slice| slice.passage);
    let without_outcome: Vec<PassageRef> =
        passages.filter(|&passage| can_lack_outcomes && lacks_outcome(cx, passage)).collect();
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
        is_open: !without_outcome.is_empty(),
        results: results_links(cx, &without_outcome),
        collection: collection_url(cx, board, subject),
        passages: slices.iter().map(|slice| passage(cx, board, slice, subject)).collect(),
    }
}

/// The anchor of the group of a subject.
pub(super) fn subject_anchor(cx: &Context<'_, '_>, subject: Subject) -> String {
    match subject {
        Subject::City(city) => format!("city-{}", cx.digest.cities[city].id),
        Subject::Topic(topic) => format!("topic-{}", cx.digest.topics[topic].id),
        Subject::Sector(sector) => format!("sector-{}", cx.digest.sectors[sector].id),
    }
}

/// The link to the page of a topic, or to its section about cities with experience, if it has that section.
fn experience_link<'d>(cx: &Context<'_, 'd>, topic: Key<Topic>) -> Link<'d> {
    let topic_lists = cx.index.topic(topic);
    let link = cx.topic_link(topic);
    let has_results_section = !topic_lists.asks.is_empty() && !topic_lists.results.is_empty();
    if has_results_section { Link { url: format!("{}#results", link.url), ..link } } else { link }
}

/// The link to the collection of a group's answers; `None` on the page of a sector or if there is no edition.
pub(super) fn collection_url(cx: &Context<'_, '_>, board: BoardRef<'_>, subject: Subject) -> Option<String> {
    let edition = board.edition.filter(|_| board.sector.is_none())?;
    let scope = match subject {
        Subject::Sector(sector) => CollectionScope::SectorRole(edition, sector, board.kind.role),
        Subject::City(_) | Subject::Topic(_) => CollectionScope::Role(edition, board.kind.role),
    };
    let filter = match subject {
        Subject::City(city) => format!("&city={}", cx.digest.cities[city].id),
        Subject::Topic(topic) => format!("&topic={}", cx.digest.topics[topic].id),
        Subject::Sector(_) => String::new(),
    };
    Some(format!("{}{filter}", scope.url(&cx.links, cx.digest)))
}

/// Links to the answers about results in the year for which the plans were made, without duplicates.
fn results_links<'d>(cx: &Context<'_, 'd>, plans: &[PassageRef]) -> Vec<Link<'d>> {
    let mut links: Vec<Link<'d>> = Vec::new();
    for &passage in plans {
        let response = cx.index.passage(passage).response;
        let next = ResponseId { year: Year(response.year.0 + 1), ..response.id() };
        let url = cx.index.response(next).and_then(|next| results_answer_url(cx, next));
        if let Some(url) = url.filter(|url| links.last().is_none_or(|last| last.url != *url)) {
            links.push(Link::new(cx.sector_name(response.sector), url));
        }
    }
    links
}

/// Whether a plan in a passage has no recorded outcome.
fn lacks_outcome(cx: &Context<'_, '_>, passage: PassageRef) -> bool {
    let context = cx.index.passage(passage);
    let has_outcome = |anchor: &str| cx.index.outcome(context.response.id(), anchor).is_some();
    !has_outcome(&context.passage.anchor) && !items(context.passage).all(|item| has_outcome(&item.anchor()))
}

/// The link to the answer of a response about results.
fn results_answer_url<'d>(cx: &Context<'_, 'd>, response: &'d Response) -> Option<String> {
    let questions = cx.index.questions(response);
    let answer = response.answers.iter().find(|answer| questions[answer.question].role == Role::Results)?;
    Some(cx.link_into_response(response, &questions[answer.question].id))
}

/// Makes a passage with those of its items that are in a slice of the list. `group_subject` is the subject of its
/// group.
fn passage<'d>(
    cx: &Context<'_, 'd>,
    board: BoardRef<'d>,
    slice: &ListSlice,
    group_subject: Subject,
) -> BoardPassage<'d> {
    let context = cx.index.passage(slice.passage);
    let (response, passage) = (context.response, context.passage);
    let home = cx.digest.response_address(response.id());
    let role = context.question.role;
    let Range { start, end } = slice.items;
    let shown: Vec<Item<'d>> = items(passage).take(end).skip(start).collect();
    let is_list = shown.first().is_some_and(|item| item.number.is_some());
    let html = passage.text.html();
    let lists = Lists::find(&html);
    let mut is_cut = lists.has_text_beside();
    let mut quote = |html: &str, limit| {
        let (text, cut) = quote::excerpt_of_html_before_table(html, limit);
        is_cut |= cut;
        text
    };
    let outcome = is_list.then(|| outcome_of(cx, response, &passage.anchor, role)).flatten();
    let reply = is_list.then(|| reply_of(cx, response, &passage.anchor, role)).flatten();
    let state = |outcome: &Option<OutcomeView<'d>>, reply: &Option<ReplyView<'d>>| {
        outcome.as_ref().map(|outcome| outcome.kind).or(reply.as_ref().map(|reply| reply.status))
    };
    let introduction = quote(lists.introduction(), INTRODUCTION_LENGTH);
    let mut item = |item: &Item<'d>| {
        let anchor = item.anchor();
        let (own_outcome, own_reply) = (outcome_of(cx, response, &anchor, role), reply_of(cx, response, &anchor, role));
        BoardItem {
            url: cx.links.to_anchor(&home, &anchor),
            html: match item.number {
                Some(_) => quote(&item.html(), ITEM_LENGTH),
                None => quote(&html, ITEM_LENGTH),
            },
            state: state(&own_outcome, &own_reply).or(state(&outcome, &reply)),
            outcome: own_outcome,
            reply: own_reply,
        }
    };
    let items = shown.iter().map(&mut item).collect();
    let others = passage.topics.iter().filter(|topic| group_subject != Subject::Topic(**topic));
    let ids: Vec<&str> = passage.topics.iter().map(|&topic| &*cx.digest.topics[topic].id).collect();
    BoardPassage {
        city: cx.city_link_to_anchor(response, &passage.anchor),
        sector: (board.sector.is_none() || passage.title.is_none()).then(|| cx.sector_name(response.sector)),
        title: passage.title.as_deref(),
        topics: others.map(|&topic| experience_link(cx, topic)).collect(),
        topic_ids: ids.join(" "),
        introduction,
        is_list,
        is_labelled: lists.is_labelled(),
        first: start + 1,
        items,
        is_cut,
        outcome,
        reply,
        draft: response.draft,
    }
}
