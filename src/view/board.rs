//! The pages of boards. A board lists the plans of the cities of an edition, their requests to ASDG, or the subjects
//! that they want to discuss, item by item, with the outcomes and replies that editors recorded.
//!
//! Each edition has its own page for each board, whose address never changes its meaning. A page without a year shows
//! the current edition, names the page with the year as canonical, and is not in the site map. If a board of several
//! sectors is too long for one page, its items are on pages of the sectors. So each item is listed once: boards are the
//! largest lists of a digest. `board_rows.rs` has the groups and the rows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use super::board_kind::{AGENDA, BoardKind, BoardRef, PER_PAGE, PLANS, SUPPORT};
use super::board_rows::{self, BoardGroup};
use super::chart::{self, ChartRow};
use super::choice::{self, Choice, ChoiceOption};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::link::{Link, Pager};
use super::page::{PageView, SiteView};
use super::records::{self, Tally};
use super::{Page, PageKind, cities, list};
use crate::address::Address;
use crate::link::{Index, ListSlice, Listing, Subject};
use crate::model::{City, Edition, Key, OutcomeKind, ReplyStatus, Role, Sector, Topic};

pub(super) static PLANS_PAGE: PageKind =
    PageKind::of::<BoardView<'static>>(PLANS.name, "board.html", |index| pages(&PLANS_PAGE, &PLANS, index));
pub(super) static SUPPORT_PAGE: PageKind =
    PageKind::of::<BoardView<'static>>(SUPPORT.name, "board.html", |index| pages(&SUPPORT_PAGE, &SUPPORT, index));
pub(super) static AGENDA_PAGE: PageKind =
    PageKind::of::<BoardView<'static>>(AGENDA.name, "board.html", |index| pages(&AGENDA_PAGE, &AGENDA, index));

/// Lists the pages of a kind of board: one without a year, and those of each edition and of its sectors. The list on
/// the page without a year continues on the pages of the edition that it shows.
fn pages<'d>(page: &'static PageKind, kind: &'static BoardKind, index: &Index<'d>) -> Vec<Page<'d>> {
    let edition_boards = |edition: &'d Edition| {
        let all_sectors = BoardRef { kind, edition: Some(edition), sector: None };
        let sectors = all_sectors
            .board(index)
            .filter(|_| all_sectors.is_split_by_sector(index))
            .into_iter()
            .flat_map(|board| &board.sectors);
        std::iter::once(all_sectors)
            .chain(sectors.map(move |(sector, _)| BoardRef { sector: Some(*sector), ..all_sectors }))
    };
    let current = BoardRef { kind, edition: None, sector: None };
    let boards = std::iter::once(current).chain(index.digest().editions.iter().flat_map(edition_boards));
    let pages = boards.flat_map(|board| {
        let shown = board.shown(index);
        let count = board.edition.map_or(0, |_| board.item_count(index));
        let changed = shown.and_then(|edition| index.records_changed(edition));
        let address = board.address(index);
        let pages = list::pages(page, address, count, PER_PAGE, changed, move |cx, number| view(cx, board, number));
        let is_duplicate = board.edition.is_none() && shown.is_some();
        let collection = shown.map(|edition| match board.sector {
            Some(sector) => CollectionScope::SectorRole(edition, sector, kind.role),
            None => CollectionScope::Role(edition, kind.role),
        });
        pages.map(move |page| {
            let page = if is_duplicate { page.not_in_site_map() } else { page };
            match collection {
                Some(collection) => page.with_collection(collection),
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
    /// The sectors whose pages have the items, because all items do not fit on one page.
    pub parts: Vec<BoardPart<'d>>,
    /// Whether there are records: outcomes of plans once the next edition exists, replies to requests for help.
    pub has_records: bool,
    /// How many cities are on the board.
    pub cities: usize,
    /// How many items are on the board.
    pub items: usize,
    /// How many items have each outcome or status, if there are records; those without one are last, as `none`. Only on
    /// the first page.
    pub tally: Vec<Tally>,
    /// The topics that several cities name, those of most cities first, if the board is by topic and they differ in
    /// their number of cities. Only on the first page.
    pub chart: Vec<ChartRow<'d>>,
    /// If the list has several pages: the first letters of the cities, or the topics, each with the link to its place
    /// in the list.
    pub index: Vec<Link<'d>>,
    /// The filters for the items on this page.
    pub choices: Vec<Choice<'d>>,
    /// The items on this page, grouped by city or by topic.
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
    /// How many cities are on it.
    pub cities: usize,
    /// How many items are on it.
    pub items: usize,
    /// How many items have each outcome or status, if there are records.
    pub tally: Vec<Tally>,
}

fn view<'d>(cx: &Context<'_, 'd>, board: BoardRef<'d>, number: usize) -> BoardView<'d> {
    let shown = board.shown(cx.index);
    // The list on the page without a year continues on the pages of the edition.
    let with_year = BoardRef { edition: shown, ..board };
    let empty = Listing::default();
    let listing = board.listing(cx.index).unwrap_or(&empty);
    let count = board.item_count(cx.index);
    let slices = listing.slices(list::page_range(count, PER_PAGE, number));
    let has_records = board.has_records(cx.index);
    // Topics of a single city are left to the list. If all topics have the same number of cities, a chart compares
    // nothing.
    let counts = listing.named.iter().map(|named| (named.topic, named.cities));
    let counts = counts.take_while(|(_, cities)| *cities > 1).take(chart::MAX_ROWS);
    let max_cities = counts.clone().next().map(|(_, cities)| cities);
    let is_ranked = number == 1 && counts.clone().any(|(_, cities)| Some(cities) != max_cities);
    let groups = board_rows::groups(cx, with_year, listing, &slices);
    let pager = list::pager(cx, &with_year.address(cx.index), count, PER_PAGE, number);
    BoardView {
        site: cx.site(),
        page: page(cx, board, shown),
        year: shown.map(|edition| edition.year.0),
        edition: shown.map(|edition| Link::new(edition.year.to_string(), cx.links.to(&Address::edition(edition.year)))),
        editions: editions(cx, with_year),
        sectors: sectors(cx, with_year),
        parts: parts(cx, with_year),
        has_records,
        cities: listing.cities,
        items: listing.len(),
        tally: if number == 1 && !listing.is_empty() { board.tally(cx.index, listing.tally) } else { Vec::new() },
        chart: chart::chart(counts.filter(|_| is_ranked), |topic| topic_name_and_url(cx, with_year, listing, topic)),
        index: pager.as_ref().map(|_| list_index(cx, with_year, listing, number)).unwrap_or_default(),
        choices: item_choices(cx, board, &slices, &groups),
        shown: slices.iter().map(|slice| slice.items.len()).sum(),
        groups,
        pager,
    }
}

/// Makes the head of the page: its title and its place in the site.
fn page<'d>(cx: &Context<'_, 'd>, board: BoardRef<'d>, shown: Option<&'d Edition>) -> PageView<'d> {
    let BoardRef { kind, edition, sector } = board;
    let title = match (kind.role, shown) {
        (Role::Plans, Some(edition)) if board.has_records(cx.index) => {
            cx.text_of_year("plans-title-over", edition.year.0 + 1)
        }
        (Role::Plans, Some(edition)) => cx.text_of_year("plans-title", edition.year.0 + 1),
        (_, Some(edition)) => format!("{}, {}", cx.text(kind.menu), edition.year),
        (_, None) => cx.text(kind.menu),
    };
    let all_sectors = BoardRef { sector: None, ..board };
    let parent_board = sector.map(|_| (Cow::from(title.clone()), all_sectors.address(cx.index)));
    let title = match sector {
        Some(sector) => format!("{title}: {}", cx.sector_name(sector)),
        None => title,
    };
    let ancestors = edition.map(|_| (cx.text(kind.menu).into(), (kind.address)()));
    let mut page = cx.page(title, None, ancestors.into_iter().chain(parent_board).collect());
    if edition.is_none() && shown.is_some() {
        let with_year = BoardRef { edition: shown, ..board }.address(cx.index);
        page.canonical = cx.digest.site.base_url.as_ref().map(|base| with_year.absolute(base));
    }
    page
}

/// Links to the boards of all editions; empty if there is only one edition.
fn editions<'d>(cx: &Context<'_, 'd>, board: BoardRef<'d>) -> Vec<Link<'d>> {
    let several = cx.digest.editions.len() > 1;
    let link = |edition: &'d Edition| Link {
        title: match board.kind.role {
            Role::Plans => cx.text_of_year("plans-for", edition.year.0 + 1).into(),
            _ => edition.year.to_string().into(),
        },
        url: cx.links.to(&BoardRef { edition: Some(edition), sector: None, ..board }.address(cx.index)),
        current: board.edition.is_some_and(|shown| shown.year == edition.year),
    };
    cx.digest.editions.iter().rev().filter(|_| several).map(link).collect()
}

/// On the page of a sector: links to the board of all sectors and to those of each sector.
fn sectors<'d>(cx: &Context<'_, 'd>, board: BoardRef<'d>) -> Vec<Link<'d>> {
    let Some(edition_board) = board.board(cx.index).filter(|_| board.sector.is_some()) else { return Vec::new() };
    let link = |sector: Option<Key<Sector>>| Link {
        title: sector.map_or_else(|| cx.text("all-sectors").into(), |sector| cx.sector_name(sector).into()),
        url: cx.links.to(&BoardRef { sector, ..board }.address(cx.index)),
        current: board.sector == sector,
    };
    std::iter::once(None).chain(edition_board.sectors.iter().map(|(sector, _)| Some(*sector))).map(link).collect()
}

/// The sectors whose pages have the items of a board.
fn parts<'d>(cx: &Context<'_, 'd>, board: BoardRef<'d>) -> Vec<BoardPart<'d>> {
    let Some(edition_board) = board.board(cx.index).filter(|_| board.is_split_by_sector(cx.index)) else {
        return Vec::new();
    };
    let part = |(sector, listing): &(Key<Sector>, Listing)| {
        let sector_board = BoardRef { sector: Some(*sector), ..board };
        BoardPart {
            sector: Link::new(cx.sector_name(*sector), cx.links.to(&sector_board.address(cx.index))),
            cities: listing.cities,
            items: listing.len(),
            tally: board.tally(cx.index, listing.tally),
        }
    };
    edition_board.sectors.iter().map(part).collect()
}

/// Returns the name of a topic and the link to its group on the board, or to the page of the topic if the board has no
/// such group.
fn topic_name_and_url<'d>(
    cx: &Context<'_, 'd>,
    board: BoardRef<'d>,
    listing: &Listing,
    topic: Key<Topic>,
) -> (Cow<'d, str>, Option<String>) {
    let Link { title, url, .. } = cx.topic_link(topic);
    let subject = Subject::Topic(topic);
    let groups = if board.is_split_by_sector(cx.index) { &[][..] } else { &listing.groups };
    let group = groups.iter().find(|group| group.subject == subject);
    let url = group.map_or(url, |group| {
        board.item_link(cx, listing.items_of(group).start, &board_rows::subject_anchor(cx, subject))
    });
    (title, Some(url))
}

/// Makes the links into a list of several pages: to the first city of each letter, or, on the first page only, to each
/// topic or sector.
fn list_index<'d>(cx: &Context<'_, 'd>, board: BoardRef<'d>, listing: &Listing, number: usize) -> Vec<Link<'d>> {
    let mut links: Vec<Link<'d>> = Vec::new();
    for group in &listing.groups {
        let title: Cow<'d, str> = match group.subject {
            Subject::City(city) => cities::first_letter(cx.digest.display_name(&cx.digest.cities[city])).into(),
            _ if number > 1 => continue,
            Subject::Topic(topic) => cx.digest.display_name(&cx.digest.topics[topic]).into(),
            Subject::Sector(sector) => cx.sector_name(sector).into(),
        };
        if links.last().is_none_or(|last| last.title != title) {
            let anchor = board_rows::subject_anchor(cx, group.subject);
            links.push(Link::new(title, board.item_link(cx, listing.items_of(group).start, &anchor)));
        }
    }
    links
}

/// Makes the filters for the items on a page: by recorded state, topic and city, then those of every list of responses.
fn item_choices<'d>(
    cx: &Context<'_, 'd>,
    board: BoardRef<'d>,
    slices: &[ListSlice],
    groups: &[BoardGroup<'d>],
) -> Vec<Choice<'d>> {
    let contexts = || slices.iter().map(|slice| cx.index.passage(slice.passage));
    let topics = choice::topic_choice(cx, contexts().flat_map(|context| context.passage.topics.iter().copied()));
    let cities: BTreeSet<Key<City>> = contexts().map(|context| context.response.city).collect();
    let cities = cities.into_iter().map(|city| choice::entry_option(cx, &cx.digest.cities[city]));
    let items = groups.iter().flat_map(|group| &group.passages).flat_map(|passage| &passage.items);
    let recorded_states: BTreeSet<&str> = items.map(|item| item.state.unwrap_or(records::NONE)).collect();
    let (kinds, prefix) = match board.kind.role {
        Role::Plans => (OutcomeKind::ALL.map(OutcomeKind::id), "outcome-"),
        _ => (ReplyStatus::ALL.map(ReplyStatus::id), "reply-"),
    };
    let states = kinds.into_iter().chain([records::NONE]).filter(|_| board.has_records(cx.index));
    let states = states.filter(|state| recorded_states.contains(state));
    let states = states.map(|state| ChoiceOption::new(state, cx.text(&format!("{prefix}{state}"))));
    let states = Choice { name: "state", options: states.collect() };
    let cities = Choice { name: "city", options: cities.collect() };
    let choices = [Some(states), topics, Some(cities)].into_iter().flatten().filter(|choice| choice.options.len() > 1);
    let responses = contexts().map(|context| context.response);
    choices.chain(choice::response_choices(cx, responses)).collect()
}
