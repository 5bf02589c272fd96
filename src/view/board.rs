//! Boards: what the cities of an edition plan, ask of ASDG and want to discuss, item by item, each with its record.
//!
//! Each edition has its own page for each board, whose address never changes its meaning. A page without a year shows
//! the current edition, names the page with the year as canonical, and is not in the site map. A board of several sectors
//! that needs several pages has its items on pages of the sectors: each once, since boards are the largest lists of a
//! digest. `board_rows.rs` has the groups and the rows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use super::board_kind::{AGENDA, BoardKind, BoardOf, PAGE, PLANS, SUPPORT};
use super::board_rows::{self, BoardGroup};
use super::chart::{self, ChartRow};
use super::choice::{self, Choice, ChoiceOption};
use super::collected::Collected;
use super::context::Context;
use super::link::{Link, Pager};
use super::page::{PageView, SiteView};
use super::records::{self, Tally};
use super::{Kind, Page, cities, list};
use crate::address::Address;
use crate::link::{Index, ListSlice, Listing, Subject};
use crate::model::{City, Edition, Key, OutcomeKind, ReplyStatus, Role, Sector, Topic};

pub(super) static PLANS_PAGE: Kind =
    Kind::of::<BoardView<'static>>(PLANS.name, "board.html", |index| pages(&PLANS_PAGE, &PLANS, index));
pub(super) static SUPPORT_PAGE: Kind =
    Kind::of::<BoardView<'static>>(SUPPORT.name, "board.html", |index| pages(&SUPPORT_PAGE, &SUPPORT, index));
pub(super) static AGENDA_PAGE: Kind =
    Kind::of::<BoardView<'static>>(AGENDA.name, "board.html", |index| pages(&AGENDA_PAGE, &AGENDA, index));

/// The pages of a board: those of each edition and of its sectors, and one without a year. Its list continues on the
/// pages of the edition that it shows.
fn pages<'d>(page: &'static Kind, kind: &'static BoardKind, index: &Index<'d>) -> Vec<Page<'d>> {
    let of_edition = |edition: &'d Edition| {
        let whole = BoardOf { kind, edition: Some(edition), sector: None };
        let sectors = whole.board(index).filter(|_| whole.is_split(index)).into_iter().flat_map(|board| &board.sectors);
        std::iter::once(whole).chain(sectors.map(move |(sector, _)| BoardOf { sector: Some(*sector), ..whole }))
    };
    let current = BoardOf { kind, edition: None, sector: None };
    let boards = std::iter::once(current).chain(index.digest().editions.iter().flat_map(of_edition));
    let pages = boards.flat_map(|board| {
        let shown = board.shown(index);
        let count = board.edition.map_or(0, |_| board.listed(index));
        let changed = shown.and_then(|edition| index.records_changed(edition));
        let address = board.address(index);
        let pages = list::pages(page, address, count, PAGE, changed, move |cx, number| view(cx, board, number));
        let repeats = board.edition.is_none() && shown.is_some();
        let collected = shown.map(|edition| match board.sector {
            Some(sector) => Collected::SectorRole(edition, sector, kind.role),
            None => Collected::Role(edition, kind.role),
        });
        pages.map(move |page| {
            let page = if repeats { page.unlisted() } else { page };
            match collected {
                Some(collected) => page.collects(collected),
                None => page,
            }
        })
    });
    pages.collect()
}

/// `board.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct BoardView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page. Its kind is `plans`, `support` or `agenda`.
    pub page: PageView<'d>,
    /// The year of the edition; nothing if there is no edition yet. Plans are for the year after it.
    pub year: Option<u16>,
    /// The edition that is shown.
    pub edition: Option<Link<'d>>,
    /// The boards of all editions, the latest first; empty if there is only one.
    pub editions: Vec<Link<'d>>,
    /// The board of all sectors and those of each, on the pages of sectors.
    pub sectors: Vec<Link<'d>>,
    /// The sectors that have the items on pages of their own, because the edition needs several pages.
    pub parts: Vec<BoardPart<'d>>,
    /// Whether there are records: outcomes of plans once the next edition exists, replies to requests for help.
    pub has_records: bool,
    /// How many cities there are on the board.
    pub cities: usize,
    /// How many items.
    pub items: usize,
    /// How many items have each outcome or status, if there are records; those without one are last, as `none`. Only on
    /// the first page.
    pub tally: Vec<Tally>,
    /// The topics that several cities name, those of most cities first, if the board is by topic and they differ in their
    /// number of cities. Only on the first page.
    pub chart: Vec<ChartRow<'d>>,
    /// Where the list goes on several pages: the letters with which names of cities begin, or the topics, each with the
    /// link to its place.
    pub index: Vec<Link<'d>>,
    /// The filters for the items on this page.
    pub choices: Vec<Choice<'d>>,
    /// The items on this page by city or by topic.
    pub groups: Vec<BoardGroup<'d>>,
    /// How many items are on this page.
    pub shown: usize,
    /// The pager, if there are several pages.
    pub pager: Option<Pager>,
}

/// A sector with the items of its page.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct BoardPart<'d> {
    /// The link to its page.
    pub sector: Link<'d>,
    /// How many cities there are on it.
    pub cities: usize,
    /// How many items.
    pub items: usize,
    /// How many items have each outcome or status, if there are records.
    pub tally: Vec<Tally>,
}

fn view<'d>(cx: &Context<'_, 'd>, board: BoardOf<'d>, number: usize) -> BoardView<'d> {
    let shown = board.shown(cx.index);
    // The page without a year continues on those of its edition.
    let dated = BoardOf { edition: shown, ..board };
    let nothing = Listing::default();
    let listing = board.listing(cx.index).unwrap_or(&nothing);
    let count = board.listed(cx.index);
    let pieces = listing.pieces(list::range(count, PAGE, number));
    let has_records = board.has_records(cx.index);
    // The list itself has the topics of one city alone. Where all have as many cities, there is nothing to compare.
    let counts = listing.named.iter().map(|named| (named.topic, named.cities));
    let counts = counts.take_while(|(_, cities)| *cities > 1).take(chart::SHOWN);
    let most = counts.clone().next().map(|(_, cities)| cities);
    let is_ranked = number == 1 && counts.clone().any(|(_, cities)| Some(cities) != most);
    let groups = board_rows::groups(cx, dated, listing, &pieces);
    let pager = list::pager(cx, &dated.address(cx.index), count, PAGE, number);
    BoardView {
        site: cx.site(),
        page: page(cx, board, shown),
        year: shown.map(|edition| edition.year.0),
        edition: shown.map(|edition| Link::new(edition.year.to_string(), cx.links.to(&Address::edition(edition.year)))),
        editions: editions(cx, dated),
        sectors: sectors(cx, dated),
        parts: parts(cx, dated),
        has_records,
        cities: listing.cities,
        items: listing.len(),
        tally: if number == 1 && !listing.is_empty() { board.tally(cx.index, listing.tally) } else { Vec::new() },
        chart: chart::chart(counts.filter(|_| is_ranked), |topic| topic_place(cx, dated, listing, topic)),
        index: pager.as_ref().map(|_| index(cx, dated, listing, number)).unwrap_or_default(),
        choices: choices(cx, board, &pieces, &groups),
        shown: pieces.iter().map(|piece| piece.items.len()).sum(),
        groups,
        pager,
    }
}

/// The head of the page and its place in the site.
fn page<'d>(cx: &Context<'_, 'd>, board: BoardOf<'d>, shown: Option<&'d Edition>) -> PageView<'d> {
    let BoardOf { kind, edition, sector } = board;
    let title = match (kind.role, shown) {
        (Role::Plans, Some(edition)) if board.has_records(cx.index) => {
            cx.text_of_year("plans-title-over", edition.year.0 + 1)
        }
        (Role::Plans, Some(edition)) => cx.text_of_year("plans-title", edition.year.0 + 1),
        (_, Some(edition)) => format!("{}, {}", cx.text(kind.menu), edition.year),
        (_, None) => cx.text(kind.menu),
    };
    let whole = BoardOf { sector: None, ..board };
    let way_to_whole = sector.map(|_| (Cow::from(title.clone()), whole.address(cx.index)));
    let title = match sector {
        Some(sector) => format!("{title}: {}", cx.sector_name(sector)),
        None => title,
    };
    let way = edition.map(|_| (cx.text(kind.menu).into(), (kind.address)()));
    let mut page = cx.page(title, None, way.into_iter().chain(way_to_whole).collect());
    if edition.is_none() && shown.is_some() {
        let dated = BoardOf { edition: shown, ..board }.address(cx.index);
        page.canonical = cx.digest.site.base_url.as_ref().map(|base| dated.absolute(base));
    }
    page
}

/// The boards of all editions.
fn editions<'d>(cx: &Context<'_, 'd>, board: BoardOf<'d>) -> Vec<Link<'d>> {
    let several = cx.digest.editions.len() > 1;
    let link = |edition: &'d Edition| Link {
        title: match board.kind.role {
            Role::Plans => cx.text_of_year("plans-for", edition.year.0 + 1).into(),
            _ => edition.year.to_string().into(),
        },
        url: cx.links.to(&BoardOf { edition: Some(edition), sector: None, ..board }.address(cx.index)),
        current: board.edition.is_some_and(|shown| shown.year == edition.year),
    };
    cx.digest.editions.iter().rev().filter(|_| several).map(link).collect()
}

/// The board of all sectors and those of each.
fn sectors<'d>(cx: &Context<'_, 'd>, board: BoardOf<'d>) -> Vec<Link<'d>> {
    let Some(of_edition) = board.board(cx.index).filter(|_| board.sector.is_some()) else { return Vec::new() };
    let link = |sector: Option<Key<Sector>>| Link {
        title: sector.map_or_else(|| cx.text("all-sectors").into(), |sector| cx.sector_name(sector).into()),
        url: cx.links.to(&BoardOf { sector, ..board }.address(cx.index)),
        current: board.sector == sector,
    };
    std::iter::once(None).chain(of_edition.sectors.iter().map(|(sector, _)| Some(*sector))).map(link).collect()
}

/// The sectors that have the items of a board.
fn parts<'d>(cx: &Context<'_, 'd>, board: BoardOf<'d>) -> Vec<BoardPart<'d>> {
    let Some(of_edition) = board.board(cx.index).filter(|_| board.is_split(cx.index)) else { return Vec::new() };
    let part = |(sector, listing): &(Key<Sector>, Listing)| {
        let of_sector = BoardOf { sector: Some(*sector), ..board };
        BoardPart {
            sector: Link::new(cx.sector_name(*sector), cx.links.to(&of_sector.address(cx.index))),
            cities: listing.cities,
            items: listing.len(),
            tally: board.tally(cx.index, listing.tally),
        }
    };
    of_edition.sectors.iter().map(part).collect()
}

/// The name of a topic and the link to its group, or to its own page if the group is elsewhere.
fn topic_place<'d>(
    cx: &Context<'_, 'd>,
    board: BoardOf<'d>,
    listing: &Listing,
    topic: Key<Topic>,
) -> (Cow<'d, str>, Option<String>) {
    let Link { title, url, .. } = cx.topic_link(topic);
    let subject = Subject::Topic(topic);
    let groups = if board.is_split(cx.index) { &[][..] } else { &listing.groups };
    let group = groups.iter().find(|group| group.subject == subject);
    let url = group
        .map_or(url, |group| board.place(cx, listing.items_of(group).start, &board_rows::subject_anchor(cx, subject)));
    (title, Some(url))
}

/// The places of a list that goes on several pages: of the first city of each letter, or of each topic on the first
/// page.
fn index<'d>(cx: &Context<'_, 'd>, board: BoardOf<'d>, listing: &Listing, number: usize) -> Vec<Link<'d>> {
    let mut places: Vec<Link<'d>> = Vec::new();
    for group in &listing.groups {
        let title: Cow<'d, str> = match group.subject {
            Subject::City(city) => cities::first_letter(cx.digest.shown(&cx.digest.cities[city])).into(),
            _ if number > 1 => continue,
            Subject::Topic(topic) => cx.digest.shown(&cx.digest.topics[topic]).into(),
            Subject::Sector(sector) => cx.sector_name(sector).into(),
        };
        if places.last().is_none_or(|last| last.title != title) {
            let anchor = board_rows::subject_anchor(cx, group.subject);
            places.push(Link::new(title, board.place(cx, listing.items_of(group).start, &anchor)));
        }
    }
    places
}

/// The filters for the items on a page: by topic, city and record, then those of every list of responses.
fn choices<'d>(
    cx: &Context<'_, 'd>,
    board: BoardOf<'d>,
    pieces: &[ListSlice],
    groups: &[BoardGroup<'d>],
) -> Vec<Choice<'d>> {
    let contexts = || pieces.iter().map(|piece| cx.index.passage(piece.passage));
    let topics = choice::topics(cx, contexts().flat_map(|context| context.passage.topics.iter().copied()));
    let cities: BTreeSet<Key<City>> = contexts().map(|context| context.response.city).collect();
    let cities = cities.into_iter().map(|city| choice::entry(cx, &cx.digest.cities[city]));
    let items = groups.iter().flat_map(|group| &group.passages).flat_map(|passage| &passage.items);
    let found: BTreeSet<&str> = items.map(|item| item.state.unwrap_or(records::NONE)).collect();
    let (kinds, prefix) = match board.kind.role {
        Role::Plans => (OutcomeKind::ALL.map(OutcomeKind::id), "outcome-"),
        _ => (ReplyStatus::ALL.map(ReplyStatus::id), "reply-"),
    };
    let kinds = kinds.into_iter().chain([records::NONE]).filter(|_| board.has_records(cx.index));
    let states = kinds.filter(|state| found.contains(state));
    let states = states.map(|state| ChoiceOption::new(state, cx.text(&format!("{prefix}{state}"))));
    let states = Choice { name: "state", options: states.collect() };
    let cities = Choice { name: "city", options: cities.collect() };
    let own = [Some(states), topics, Some(cities)].into_iter().flatten().filter(|choice| choice.options.len() > 1);
    let responses = contexts().map(|context| context.response);
    own.chain(choice::choices(cx, responses)).collect()
}
