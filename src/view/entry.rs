//! What the pages of a topic and of a course share: the names, the counts, the years.

use serde::Serialize;

use super::chart::{self, ChartRow};
use super::context::Context;
use super::link::{Link, Pager};
use super::years::{self, CityChanges};
use super::{list, page::PageView};
use crate::address::Address;
use crate::link::InYear;
use crate::model::{City, Entry, Key};

/// The head of the page of a topic or a course.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct EntryHead<'d> {
    /// The name.
    pub name: &'d str,
    /// The Russian name, if the English interface shows another.
    pub original_name: Option<&'d str>,
    /// A sentence or two.
    pub description: Option<&'d str>,
    /// Other names.
    pub aliases: Vec<&'d str>,
    /// How many cities write about it or ask for it.
    pub cities: usize,
    /// In how many passages, or how often.
    pub entries: usize,
    /// The years with passages or requests, the latest first, with links to their places; empty if there is only one.
    pub years: Vec<Link<'d>>,
    /// How many cities there are in each edition, if there are several. Only on the first page.
    pub by_year: Vec<ChartRow<'d>>,
    /// The cities that are new or gone in the latest edition. Only on the first page.
    pub changes: Option<CityChanges<'d>>,
}

/// What the index has of a topic or a course.
pub(super) struct EntryLists<'i> {
    pub(super) cities: &'i [Key<City>],
    pub(super) by_year: &'i [InYear],
    /// How many passages or requests there are, and how many are on a page.
    pub(super) entries: usize,
    pub(super) per_page: usize,
}

/// The head of a page with its place in the site, and the pager. `first` is the address of the first page, `parent` that
/// of the list of entries, with the id of its name.
pub(super) fn head<'d>(
    cx: &Context<'_, 'd>,
    entry: &'d impl Entry,
    description: Option<&'d str>,
    lists: &EntryLists<'_>,
    first: &Address,
    parent: (&str, Address),
    number: usize,
) -> (PageView<'d>, EntryHead<'d>, Option<Pager>) {
    let name = cx.digest.shown(entry);
    let by_year = Some(lists.by_year).filter(|_| number == 1);
    let head = EntryHead {
        name,
        original_name: entry.original_name(cx.digest.site.language),
        description,
        aliases: entry.aliases().iter().map(|alias| &**alias).collect(),
        cities: lists.cities.len(),
        entries: lists.entries,
        years: places(cx, lists, first),
        by_year: by_year.map(chart::by_year).unwrap_or_default(),
        changes: by_year.and_then(|by_year| years::city_changes(cx, by_year)),
    };
    let way = vec![(cx.text(parent.0).into(), parent.1)];
    let pager = list::pager(cx, first, lists.entries, lists.per_page, number);
    (cx.page(name, description.map(Into::into), way), head, pager)
}

/// Where each year begins in a list that goes from the latest to the earliest.
fn places<'d>(cx: &Context<'_, 'd>, lists: &EntryLists<'_>, first: &Address) -> Vec<Link<'d>> {
    let mut start = 0;
    let mut links = Vec::new();
    for in_year in lists.by_year.iter().rev().filter(|in_year| in_year.entries > 0) {
        let page = first.clone().numbered(start / lists.per_page + 1);
        let anchor = format!("year-{}", in_year.year);
        let url = if page == *cx.address { format!("#{anchor}") } else { cx.links.to_place(&page, &anchor) };
        links.push(Link::new(in_year.year.to_string(), url));
        start += in_year.entries;
    }
    if links.len() > 1 { links } else { Vec::new() }
}

/// Entries in the order of their years, year by year.
pub(super) fn of_years<T>(entries: impl Iterator<Item = T>, year: impl Fn(&T) -> u16) -> Vec<(u16, Vec<T>)> {
    let mut years: Vec<(u16, Vec<T>)> = Vec::new();
    for entry in entries {
        match years.last_mut() {
            Some((last, of_year)) if *last == year(&entry) => of_year.push(entry),
            _ => years.push((year(&entry), vec![entry])),
        }
    }
    years
}
