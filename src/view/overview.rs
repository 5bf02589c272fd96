//! Overviews of an edition: what its cities plan, ask of ASDG and want to discuss, item by item. This module has what
//! the three share.
//!
//! Each edition has its own page for each overview, whose address never changes its meaning. A page without a year
//! shows the current edition, names the page with the year as canonical, and is not in the site map. A passage with
//! several topics is listed once, under the one that most cities name.

use std::ops::Range;

use serde::Serialize;

use super::chart::{self, ChartRow};
use super::collected::Collected;
use super::context::Context;
use super::link::{CityLink, Link, Pager};
use super::page::PageView;
use super::records::{OutcomeView, ReplyView, Tally, outcome_of, reply_of};
use super::{Html, Kind, Page, list, quote};
use crate::address::Address;
use crate::link::{ByTopic, Index, ListSlice, Listing, OfEdition, Subject};
use crate::markup;
use crate::model::{Edition, Item, Response, ResponseId, Role, Year, has_text_beside_lists, introduction, items};

/// How many items are on a page.
pub(super) const PAGE: usize = 160;

/// How many characters of an item are quoted.
const QUOTED: usize = 160;

/// How many characters of the text above a list are quoted.
const INTRODUCED: usize = 120;

/// A kind of overview: plans, requests for help, subjects to discuss.
pub(super) struct OverviewKind {
    /// The kind of its pages.
    pub(super) page: &'static Kind,
    /// The id of its name in the menu.
    pub(super) menu: &'static str,
    /// The address of the page without a year.
    pub(super) address: fn() -> Address,
    /// How many items an edition has.
    pub(super) count: fn(&OfEdition<'_>) -> usize,
    /// The role of its questions.
    pub(super) role: Role,
    /// Whether the page without a year shows the latest edition with a next one, because then the outcomes of plans are
    /// known.
    pub(super) is_told_later: bool,
}

/// An overview of an edition; without an edition, the page that shows the current one.
#[derive(Clone, Copy)]
pub(super) struct Overview<'d> {
    /// Its kind.
    pub(super) kind: &'static OverviewKind,
    /// The edition.
    pub(super) edition: Option<&'d Edition>,
}

/// The pages of an overview: those of each edition, and one without a year. Its list continues on the pages of the
/// edition that it shows.
pub(super) fn pages<'d, V: Serialize + 'd>(
    kind: &'static OverviewKind,
    index: &Index<'d>,
    view: fn(&Context<'_, 'd>, Overview<'d>, usize) -> V,
) -> Vec<Page<'d>> {
    let editions = std::iter::once(None).chain(index.digest().editions.iter().map(Some));
    let of_edition = |edition: Option<&'d Edition>| {
        let overview = Overview { kind, edition };
        let shown = overview.shown(index);
        let count = edition.map_or(0, |edition| (kind.count)(index.of_edition(edition)));
        let changed = shown.and_then(|edition| index.records_changed(edition));
        let pages = list::pages(kind.page, overview.address(), count, PAGE, changed, move |cx, number| {
            view(cx, overview, number)
        });
        let repeats = edition.is_none() && shown.is_some();
        let collected = shown.map(|edition| Collected::Role(edition, kind.role));
        pages.map(move |page| {
            let page = if repeats { page.unlisted() } else { page };
            match collected {
                Some(collected) => page.collects(collected),
                None => page,
            }
        })
    };
    editions.flat_map(of_edition).collect()
}

/// The head of an overview.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct OverviewHead<'d> {
    /// The edition that is shown, with the link to its page; nothing if there is no edition yet.
    pub edition: Option<Link<'d>>,
    /// The overviews of all editions, the latest first; empty if there is only one.
    pub editions: Vec<Link<'d>>,
    /// How many cities there are in the overview.
    pub cities: usize,
    /// How many items.
    pub items: usize,
    /// How many items have each outcome or status; those without one are last, as `none`. Only for plans and requests,
    /// on the first page.
    pub tally: Vec<Tally>,
    /// How many passages are on this page.
    pub shown: usize,
}

/// The passages on a topic, or those of a sector without a topic.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicGroup<'d> {
    /// The topic, with the link to its page; nothing for passages without one.
    pub topic: Option<Link<'d>>,
    /// The name of the sector, for passages without a topic.
    pub sector: Option<&'d str>,
    /// The anchor.
    pub id: String,
    /// How many cities name the topic, including passages listed under another one; 0 without a topic.
    pub cities: usize,
    /// How many passages on the topic are listed under another one, which more cities name.
    pub elsewhere: usize,
    /// Its passages on this page, by city and sector.
    pub passages: Vec<ListedPassage<'d>>,
}

/// A passage with its items.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ListedPassage<'d> {
    /// The city, with the link to the passage.
    pub city: CityLink<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// The title.
    pub title: Option<&'d str>,
    /// Its topics except the one it is listed under.
    pub topics: Vec<Link<'d>>,
    /// The beginning of the text above its list, as HTML without tags.
    pub introduction: Option<Html<'d>>,
    /// Whether it has a list; otherwise it is a single item.
    pub is_list: bool,
    /// Whether its items begin with labels of their own, such as `а)`.
    pub is_labelled: bool,
    /// The number of its first item on this page, from 1.
    pub first: usize,
    /// Its items on this page; the others are on the next one.
    pub items: Vec<ListedItem<'d>>,
    /// Whether something is left out.
    pub is_cut: bool,
    /// Its outcome as a whole, if it is a list of plans.
    pub outcome: Option<OutcomeView<'d>>,
    /// Whether an outcome or a reply is recorded for it or for one of its items.
    pub is_recorded: bool,
    /// Whether the outcome of a plan in it is not recorded, although the next year's edition exists.
    pub is_open: bool,
    /// The link to the city's answer about the results of the next year, if there is one.
    pub results: Option<String>,
    /// The directorate's reply to it as a whole, if it is a list of requests.
    pub reply: Option<ReplyView<'d>>,
    /// Whether the response is a draft.
    pub draft: bool,
}

/// A plan, a request or a subject.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ListedItem<'d> {
    /// The link to it in the response.
    pub url: String,
    /// Its beginning, as HTML without tags; nothing if it has no text, but for example a picture.
    pub html: Option<Html<'d>>,
    /// The outcome of the plan; nothing if nobody recorded it.
    pub outcome: Option<OutcomeView<'d>>,
    /// The directorate's reply to the request; nothing if there is none.
    pub reply: Option<ReplyView<'d>>,
}

/// The parts of an overview by topic.
pub(super) struct TopicOverview<'d> {
    pub(super) head: OverviewHead<'d>,
    pub(super) chart: Vec<ChartRow<'d>>,
    pub(super) groups: Vec<TopicGroup<'d>>,
    pub(super) pager: Option<Pager>,
}

impl<'d> Overview<'d> {
    /// The edition that it shows; nothing if there is none yet.
    pub(super) fn shown(self, index: &Index<'d>) -> Option<&'d Edition> {
        let digest = index.digest();
        let is_told = |edition: &&Edition| {
            index.next_edition(edition).is_some_and(|next| !index.edition_responses(next).is_empty())
        };
        let told = || digest.editions.iter().rev().find(is_told).filter(|_| self.kind.is_told_later);
        self.edition.or_else(told).or_else(|| digest.current_edition())
    }

    /// The address of its first page.
    pub(super) fn address(self) -> Address {
        let current = (self.kind.address)();
        match self.edition {
            Some(edition) => current.of_year(edition.year),
            None => current,
        }
    }
}

/// The link to an overview of an edition; nothing if it would be empty.
pub(super) fn overview_link<'d>(
    cx: &Context<'_, 'd>,
    kind: &'static OverviewKind,
    edition: &'d Edition,
) -> Option<String> {
    let overview = Overview { kind, edition: Some(edition) };
    ((kind.count)(cx.index.of_edition(edition)) > 0).then(|| cx.links.to(&overview.address()))
}

/// The page of an overview with this title.
pub(super) fn overview_page<'d>(cx: &Context<'_, 'd>, overview: Overview<'d>, title: String) -> PageView<'d> {
    let kind = overview.kind;
    let way = overview.edition.map(|_| (cx.text(kind.menu).into(), (kind.address)()));
    let mut page = cx.page(title, None, way.into_iter().collect());
    if let (None, Some(edition)) = (overview.edition, overview.shown(cx.index)) {
        let dated = Overview { edition: Some(edition), ..overview }.address();
        page.canonical = cx.digest.site.base_url.as_ref().map(|base| dated.absolute(base));
    }
    page
}

/// The title of a page that an edition has.
pub(super) fn title_with_year<'d>(cx: &Context<'_, 'd>, id: &str, edition: Option<&Edition>) -> String {
    let year = edition.map(|edition| format!(", {}", edition.year)).unwrap_or_default();
    format!("{}{year}", cx.text(id))
}

/// The head of an overview. `name` is the text of the links to editions.
pub(super) fn overview_head<'d, K>(
    cx: &Context<'_, 'd>,
    overview: Overview<'d>,
    listing: Option<&Listing<K>>,
    name: impl Fn(Year) -> String,
) -> OverviewHead<'d> {
    let shown = overview.shown(cx.index);
    let several = cx.digest.editions.len() > 1;
    let editions = cx.digest.editions.iter().rev().filter(|_| several).map(|edition| Link {
        title: name(edition.year).into(),
        url: cx.links.to(&Overview { edition: Some(edition), ..overview }.address()),
        current: shown.is_some_and(|shown| shown.year == edition.year),
    });
    OverviewHead {
        edition: shown.map(|edition| Link::new(edition.year.to_string(), cx.links.to(&Address::edition(edition.year)))),
        editions: editions.collect(),
        cities: listing.map_or(0, |listing| listing.cities),
        items: listing.map_or(0, Listing::len),
        tally: Vec::new(),
        shown: 0,
    }
}

/// The pager of an overview, whose pages are those of its edition.
pub(super) fn overview_pager<'d>(
    cx: &Context<'_, 'd>,
    overview: Overview<'d>,
    count: usize,
    number: usize,
) -> Option<Pager> {
    let edition = overview.shown(cx.index)?;
    list::pager(cx, &Overview { edition: Some(edition), ..overview }.address(), count, PAGE, number)
}

/// A page of an overview by topic.
pub(super) fn topic_overview<'d>(
    cx: &Context<'_, 'd>,
    overview: Overview<'d>,
    of: Option<&ByTopic>,
    number: usize,
) -> TopicOverview<'d> {
    let groups = of.map(|of| topic_groups(cx, of, number)).unwrap_or_default();
    let mut head = overview_head(cx, overview, of.map(|of| &of.listing), |year| year.to_string());
    head.shown = groups.iter().map(|group| group.passages.len()).sum();
    TopicOverview {
        chart: of.filter(|_| number == 1).map(|of| topic_chart(cx, overview, of)).unwrap_or_default(),
        pager: overview_pager(cx, overview, head.items, number),
        head,
        groups,
    }
}

/// The passages on a page of an overview by topic.
fn topic_groups<'d>(cx: &Context<'_, 'd>, of: &ByTopic, number: usize) -> Vec<TopicGroup<'d>> {
    let mut groups: Vec<(usize, TopicGroup<'d>)> = Vec::new();
    for piece in of.listing.pieces(list::range(of.listing.len(), PAGE, number)) {
        let passage = listed_passage(cx, &piece, Some(of.listing.groups[piece.group].key));
        match groups.last_mut() {
            Some((last, group)) if *last == piece.group => group.passages.push(passage),
            _ => groups.push((piece.group, topic_group(cx, of, &piece, passage))),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn topic_group<'d>(cx: &Context<'_, 'd>, of: &ByTopic, piece: &ListSlice, first: ListedPassage<'d>) -> TopicGroup<'d> {
    let group = &of.listing.groups[piece.group];
    let (topic, sector) = match group.key {
        Subject::Topic(topic) => (Some(topic), None),
        Subject::Sector(sector) => (None, Some(cx.sector_name(sector))),
    };
    let named = topic.and_then(|topic| of.named(topic));
    TopicGroup {
        topic: topic.map(|topic| cx.topic_link(topic)),
        sector,
        id: subject_anchor(cx, group.key),
        cities: named.map_or(0, |named| named.cities),
        elsewhere: named.map_or(0, |named| named.passages - of.listing.passages_in(group)),
        passages: vec![first],
    }
}

fn subject_anchor<'d>(cx: &Context<'_, 'd>, subject: Subject) -> String {
    match subject {
        Subject::Topic(topic) => format!("topic-{}", cx.digest.topics[topic].id),
        Subject::Sector(sector) => format!("sector-{}", cx.digest.sectors[sector].id),
    }
}

/// The topics that most cities name, each with the link to its group, or to its own page if all its passages are listed
/// under others.
fn topic_chart<'d>(cx: &Context<'_, 'd>, overview: Overview<'d>, of: &ByTopic) -> Vec<ChartRow<'d>> {
    let Some(edition) = overview.shown(cx.index) else {
        return Vec::new();
    };
    let first = Overview { edition: Some(edition), ..overview }.address();
    let counts = of.named.iter().take(chart::SHOWN).map(|named| (named.topic, named.cities));
    chart::chart(counts, |topic| {
        let Link { title, url, .. } = cx.topic_link(topic);
        let subject = Subject::Topic(topic);
        let group = of.listing.groups.iter().find(|group| group.key == subject);
        let url = group.map_or(url, |group| {
            let anchor = subject_anchor(cx, subject);
            match of.listing.items_of(group).start / PAGE + 1 {
                1 => format!("#{anchor}"),
                number => cx.links.to_place(&first.clone().numbered(number), &anchor),
            }
        });
        (title, Some(url))
    })
}

/// A passage with those of its items that are in a part of a list. `under` is the subject named by the heading above.
pub(super) fn listed_passage<'d>(cx: &Context<'_, 'd>, piece: &ListSlice, under: Option<Subject>) -> ListedPassage<'d> {
    let context = cx.index.passage(piece.passage);
    let (response, passage) = (context.response, context.passage);
    let home = cx.digest.response_address(response.id());
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
    let introduction = quote(introduction(passage), INTRODUCED);
    let items: Vec<ListedItem<'d>> = shown
        .iter()
        .map(|item| {
            let anchor = item.anchor();
            ListedItem {
                url: cx.links.to_place(&home, &anchor),
                html: quote(item.html, QUOTED),
                outcome: outcome_of(cx, response, &anchor, role),
                reply: reply_of(cx, response, &anchor, role),
            }
        })
        .collect();
    let outcome = is_list.then(|| outcome_of(cx, response, &passage.anchor, role)).flatten();
    let reply = is_list.then(|| reply_of(cx, response, &passage.anchor, role)).flatten();
    let is_told = outcome.is_some() || items.iter().all(|item| item.outcome.is_some());
    let is_recorded =
        outcome.is_some() || reply.is_some() || items.iter().any(|item| item.outcome.is_some() || item.reply.is_some());
    let next = if role == Role::Plans { next_year(cx, response) } else { None };
    ListedPassage {
        city: CityLink { url: cx.links.to_place(&home, &passage.anchor), ..cx.response_link(response) },
        sector: cx.sector_name(response.sector),
        title: passage.title.as_deref(),
        topics: passage
            .topics
            .iter()
            .filter(|topic| under != Some(Subject::Topic(**topic)))
            .map(|&topic| cx.topic_link(topic))
            .collect(),
        introduction,
        is_list,
        is_labelled: markup::is_labelled(passage.text.html()),
        first: start + 1,
        items,
        is_cut,
        outcome,
        is_recorded,
        is_open: next.is_some() && !is_told,
        results: next.flatten().and_then(|next| results_url(cx, next)),
        reply,
        draft: response.draft,
    }
}

/// The city's response of the next year in the same sector; the outer `None` means that there is no edition of that
/// year yet.
fn next_year<'d>(cx: &Context<'_, 'd>, response: &Response) -> Option<Option<&'d Response>> {
    let edition = cx.index.edition(Year(response.year.0 + 1))?;
    let id = ResponseId { year: edition.year, ..response.id() };
    Some(cx.index.response(id))
}

/// The link to the answer about the results of the year.
fn results_url<'d>(cx: &Context<'_, 'd>, response: &'d Response) -> Option<String> {
    let questions = cx.index.questions(response);
    let answer = response.answers.iter().find(|answer| questions[answer.question].role == Role::Results)?;
    let home = cx.digest.response_address(response.id());
    Some(cx.links.to_place(&home, &questions[answer.question].id))
}
