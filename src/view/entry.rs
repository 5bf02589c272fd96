//! The parts that the pages of a topic and of a course share: names, counts and years.

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
    /// How many passages are on the topic, or how many requests for the course there are.
    pub entries: usize,
    /// The years with passages or requests, the latest first, with links to their places; empty if there is only one.
    pub years: Vec<Link<'d>>,
    /// How many cities there are in each edition, if there are several. Only on the first page.
    pub by_year: Vec<ChartRow<'d>>,
    /// The cities that are new or gone in the latest edition. Only on the first page.
    pub changes: Option<CityChanges<'d>>,
}

/// The data of a topic or a course in the index.
pub(super) struct EntryLists<'i> {
    pub(super) cities: &'i [Key<City>],
    pub(super) by_year: &'i [InYear],
    /// How many passages or requests there are.
    pub(super) entries: usize,
    /// How many of them are on a page.
    pub(super) per_page: usize,
}

/// Makes the data of the page, its head and the pager. `first` is the address of the first page; `parent` is the list
/// of entries: the id of its title, and its address.
pub(super) fn head<'d>(
    cx: &Context<'_, 'd>,
    entry: &'d impl Entry,
    description: Option<&'d str>,
    lists: &EntryLists<'_>,
    first: &Address,
    parent: (&str, Address),
    number: usize,
) -> (PageView<'d>, EntryHead<'d>, Option<Pager>) {
    let name = cx.digest.display_name(entry);
    let first_page_counts = Some(lists.by_year).filter(|_| number == 1);
    let head = EntryHead {
        name,
        original_name: entry.original_name(cx.digest.site.language),
        description,
        aliases: entry.aliases().iter().map(|alias| &**alias).collect(),
        cities: lists.cities.len(),
        entries: lists.entries,
        years: year_links(cx, lists, first),
        by_year: first_page_counts.map(chart::by_year).unwrap_or_default(),
        changes: first_page_counts.and_then(|by_year| years::city_changes(cx, by_year)),
    };
    let ancestors = vec![(cx.text(parent.0).into(), parent.1)];
    let pager = list::pager(cx, first, lists.entries, lists.per_page, number);
    (cx.page(name, description.map(Into::into), ancestors), head, pager)
}

/// Makes the links to the years in a list that begins with the latest.
fn year_links<'d>(cx: &Context<'_, 'd>, lists: &EntryLists<'_>, first: &Address) -> Vec<Link<'d>> {
    let mut start = 0;
    let mut links = Vec::new();
    for in_year in lists.by_year.iter().rev().filter(|in_year| in_year.entries > 0) {
        let page = first.clone().numbered(start / lists.per_page + 1);
        let anchor = format!("year-{}", in_year.year);
        let url = if page == *cx.address { format!("#{anchor}") } else { cx.links.to_anchor(&page, &anchor) };
        links.push(Link::new(in_year.year.to_string(), url));
        start += in_year.entries;
    }
    if links.len() > 1 { links } else { Vec::new() }
}

/// Groups entries by year; they must be sorted by year.
pub(super) fn group_by_year<T>(entries: impl Iterator<Item = T>, year: impl Fn(&T) -> u16) -> Vec<(u16, Vec<T>)> {
    let mut years: Vec<(u16, Vec<T>)> = Vec::new();
    for entry in entries {
        match years.last_mut() {
            Some((last, group)) if *last == year(&entry) => group.push(entry),
            _ => years.push((year(&entry), vec![entry])),
        }
    }
    years
}
