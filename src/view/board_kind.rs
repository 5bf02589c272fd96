//! The kinds of boards, and a board of an edition or of a sector: what is on it, and where. `board.rs` has the pages.

use super::context::Context;
use super::records::{self, Tally};
use crate::address::Address;
use crate::link::{self, Board, Index, Listing, OfEdition};
use crate::model::{Edition, Key, Role, Sector};

/// How many items are on a page.
pub(super) const PAGE: usize = 400;

/// What cities plan, and what became of it.
pub(super) static PLANS: BoardKind = BoardKind {
    name: "plans",
    menu: "menu-plans",
    address: Address::plans,
    of: |of_edition| &of_edition.plans,
    role: Role::Plans,
    is_told_later: true,
};

/// What cities ask of ASDG, with the replies of the directorate.
pub(super) static SUPPORT: BoardKind = BoardKind {
    name: "support",
    menu: "menu-support",
    address: Address::support,
    of: |of_edition| &of_edition.support,
    role: Role::Support,
    is_told_later: false,
};

/// What cities want to discuss at ASDG's events, as a draft of a programme.
pub(super) static AGENDA: BoardKind = BoardKind {
    name: "agenda",
    menu: "menu-agenda",
    address: Address::agenda,
    of: |of_edition| &of_edition.discussion,
    role: Role::Discussion,
    is_told_later: false,
};

/// A kind of board.
pub(super) struct BoardKind {
    /// The name of the kind of its pages.
    pub(super) name: &'static str,
    /// The id of its name in the menu.
    pub(super) menu: &'static str,
    /// The address of the page without a year.
    pub(super) address: fn() -> Address,
    /// Its items in an edition.
    pub(super) of: for<'i> fn(&'i OfEdition<'_>) -> &'i Board,
    /// The role of its questions.
    pub(super) role: Role,
    /// Whether the page without a year shows the latest edition with a next one, because then the outcomes of plans are
    /// known.
    is_told_later: bool,
}

/// A board of an edition, or of one of its sectors; without an edition, the page that shows the current one.
#[derive(Clone, Copy)]
pub(super) struct BoardOf<'d> {
    pub(super) kind: &'static BoardKind,
    pub(super) edition: Option<&'d Edition>,
    pub(super) sector: Option<Key<Sector>>,
}

impl<'d> BoardOf<'d> {
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
    pub(super) fn address(self, index: &Index<'d>) -> Address {
        let current = (self.kind.address)();
        let of_year = match self.edition {
            Some(edition) => current.of_year(edition.year),
            None => current,
        };
        match self.sector {
            Some(sector) => of_year.of_sector(&index.digest().sectors[sector].id),
            None => of_year,
        }
    }

    /// What is on it, in all sectors.
    pub(super) fn board<'i>(self, index: &'i Index<'d>) -> Option<&'i Board> {
        Some((self.kind.of)(index.of_edition(self.shown(index)?)))
    }

    /// Its items.
    pub(super) fn listing<'i>(self, index: &'i Index<'d>) -> Option<&'i Listing> {
        let board = self.board(index)?;
        match self.sector {
            Some(sector) => board.of_sector(sector),
            None => Some(&board.listing),
        }
    }

    /// Whether its items are on the pages of its sectors, because they need several pages. So each item is on one page of
    /// a long board.
    pub(super) fn is_split(self, index: &Index<'d>) -> bool {
        let is_long = |board: &Board| board.listing.len() > PAGE && board.sectors.len() > 1;
        self.sector.is_none() && self.board(index).is_some_and(is_long)
    }

    /// How many items its own pages list.
    pub(super) fn listed(self, index: &Index<'d>) -> usize {
        self.listing(index).filter(|_| !self.is_split(index)).map_or(0, Listing::len)
    }

    /// Whether something can be recorded of its items: of plans when the next edition exists.
    pub(super) fn has_records(self, index: &Index<'d>) -> bool {
        let is_over = || self.shown(index).is_some_and(|edition| index.next_edition(edition).is_some());
        match self.kind.role {
            Role::Plans => is_over(),
            role => role == Role::Support,
        }
    }

    /// What is recorded of some of its items.
    pub(super) fn tally(self, index: &Index<'d>, tally: link::Tally) -> Vec<Tally> {
        match self.kind.role {
            _ if !self.has_records(index) => Vec::new(),
            Role::Plans => records::outcome_tally(tally),
            _ => records::reply_tally(tally),
        }
    }

    /// The link to an item of its list, which has its place in the group with this anchor.
    pub(super) fn place(self, cx: &Context<'_, 'd>, item: usize, anchor: &str) -> String {
        let page = self.address(cx.index).numbered(item / PAGE + 1);
        if page == *cx.address { format!("#{anchor}") } else { cx.links.to_place(&page, anchor) }
    }
}

/// The link to a board of an edition; nothing if it would be empty.
pub(super) fn board_link<'d>(cx: &Context<'_, 'd>, kind: &'static BoardKind, edition: &'d Edition) -> Option<String> {
    let board = BoardOf { kind, edition: Some(edition), sector: None };
    let listing = board.listing(cx.index).filter(|listing| !listing.is_empty());
    listing.map(|_| cx.links.to(&board.address(cx.index)))
}
