//! The kinds of boards ([`BoardKind`]), and the items and addresses of a board of an edition or of a sector
//! ([`BoardRef`]). `board.rs` has the pages.

use super::context::Context;
use super::records::{self, Tally};
use crate::address::Address;
use crate::link::{self, Board, EditionLists, Index, Listing};
use crate::model::{Edition, Key, Role, Sector};

/// How many items are on a page.
pub(super) const PER_PAGE: usize = 400;

/// The plans of cities, with their outcomes.
pub(super) static PLANS: BoardKind = BoardKind {
    name: "plans",
    menu: "menu-plans",
    address: Address::plans,
    select: |of_edition| &of_edition.plans,
    role: Role::Plans,
    shows_known_outcomes: true,
};

/// The requests of cities to ASDG, with the replies of the directorate.
pub(super) static SUPPORT: BoardKind = BoardKind {
    name: "support",
    menu: "menu-support",
    address: Address::support,
    select: |of_edition| &of_edition.support,
    role: Role::Support,
    shows_known_outcomes: false,
};

/// The subjects that cities want to discuss at ASDG's events, as a draft of a programme.
pub(super) static AGENDA: BoardKind = BoardKind {
    name: "agenda",
    menu: "menu-agenda",
    address: Address::agenda,
    select: |of_edition| &of_edition.discussion,
    role: Role::Discussion,
    shows_known_outcomes: false,
};

/// A kind of board.
pub(super) struct BoardKind {
    /// The name of the kind of page.
    pub(super) name: &'static str,
    /// The id of its title in the menu.
    pub(super) menu: &'static str,
    /// The address of the page without a year.
    pub(super) address: fn() -> Address,
    /// Selects its items in an edition.
    pub(super) select: for<'i> fn(&'i EditionLists<'_>) -> &'i Board,
    /// The role of its questions.
    pub(super) role: Role,
    /// Whether the page without a year shows the latest edition whose next edition has responses, because these report
    /// the outcomes of its plans.
    shows_known_outcomes: bool,
}

/// A board of an edition, or of one of its sectors. Without an edition it is the board on the page without a year.
#[derive(Clone, Copy)]
pub(super) struct BoardRef<'d> {
    pub(super) kind: &'static BoardKind,
    pub(super) edition: Option<&'d Edition>,
    pub(super) sector: Option<Key<Sector>>,
}

impl<'d> BoardRef<'d> {
    /// The edition that it shows; `None` if there is no edition yet.
    pub(super) fn shown(self, index: &Index<'d>) -> Option<&'d Edition> {
        let digest = index.digest();
        let has_next_responses = |edition: &&Edition| {
            index.next_edition(edition).is_some_and(|next| !index.edition_responses(next).is_empty())
        };
        let latest_with_outcomes =
            || digest.editions.iter().rev().find(has_next_responses).filter(|_| self.kind.shows_known_outcomes);
        self.edition.or_else(latest_with_outcomes).or_else(|| digest.current_edition())
    }

    /// The address of its first page.
    pub(super) fn address(self, index: &Index<'d>) -> Address {
        let without_year = (self.kind.address)();
        let with_year = match self.edition {
            Some(edition) => without_year.of_year(edition.year),
            None => without_year,
        };
        match self.sector {
            Some(sector) => with_year.of_sector(&index.digest().sectors[sector].id),
            None => with_year,
        }
    }

    /// Its items in all sectors of the edition.
    pub(super) fn board<'i>(self, index: &'i Index<'d>) -> Option<&'i Board> {
        Some((self.kind.select)(index.edition_lists(self.shown(index)?)))
    }

    /// Its items.
    pub(super) fn listing<'i>(self, index: &'i Index<'d>) -> Option<&'i Listing> {
        let board = self.board(index)?;
        match self.sector {
            Some(sector) => board.of_sector(sector),
            None => Some(&board.listing),
        }
    }

    /// Whether its items are on the pages of its sectors, because they do not fit on one page. So each item of a long
    /// board is on one page only.
    pub(super) fn is_split_by_sector(self, index: &Index<'d>) -> bool {
        let is_long = |board: &Board| board.listing.len() > PER_PAGE && board.sectors.len() > 1;
        self.sector.is_none() && self.board(index).is_some_and(is_long)
    }

    /// How many items its pages list, without those of its sectors.
    pub(super) fn item_count(self, index: &Index<'d>) -> usize {
        self.listing(index).filter(|_| !self.is_split_by_sector(index)).map_or(0, Listing::len)
    }

    /// Whether its items can have records: replies to requests, and outcomes of plans if the next edition exists.
    pub(super) fn has_records(self, index: &Index<'d>) -> bool {
        let is_over = || self.shown(index).is_some_and(|edition| index.next_edition(edition).is_some());
        match self.kind.role {
            Role::Plans => is_over(),
            role => role == Role::Support,
        }
    }

    /// How many of some of its items have each outcome or status; empty if they cannot have records.
    pub(super) fn tally(self, index: &Index<'d>, tally: link::Tally) -> Vec<Tally> {
        match self.kind.role {
            _ if !self.has_records(index) => Vec::new(),
            Role::Plans => records::outcome_tally(tally),
            _ => records::reply_tally(tally),
        }
    }

    /// The link to the group with this anchor, on the page that lists the item with this number.
    pub(super) fn item_link(self, cx: &Context<'_, 'd>, item: usize, anchor: &str) -> String {
        let page = self.address(cx.index).numbered(item / PER_PAGE + 1);
        if page == *cx.address { format!("#{anchor}") } else { cx.links.to_anchor(&page, anchor) }
    }
}

/// The link to a board of an edition; `None` if the board would be empty.
pub(super) fn board_link<'d>(cx: &Context<'_, 'd>, kind: &'static BoardKind, edition: &'d Edition) -> Option<String> {
    let board = BoardRef { kind, edition: Some(edition), sector: None };
    let listing = board.listing(cx.index).filter(|listing| !listing.is_empty());
    listing.map(|_| cx.links.to(&board.address(cx.index)))
}
