//! Splits long lists into pages, so that the output grows linearly with the input. The second and later pages of a list
//! are at `.../2/`, `.../3/`. Ids begin with a letter, so no entry has such an address.

use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use super::context::Context;
use super::link::{Link, Pager};
use super::{Page, PageKind};
use crate::address::Address;

/// Iterates over the numbers of the pages of a list. An empty list has one page.
fn page_numbers(count: usize, per_page: usize) -> impl Iterator<Item = usize> + use<> {
    1..=count.div_ceil(per_page).max(1)
}

/// Makes the pages of a list of `count` items. `first` is the address of the first page; `view` makes the data of the
/// page with a given number.
pub(super) fn pages<'d, V: Serialize>(
    kind: &'static PageKind,
    first: Address,
    count: usize,
    per_page: usize,
    changed: Option<Date>,
    view: impl Fn(&Context<'_, 'd>, usize) -> V + Copy + Send + Sync + 'd,
) -> impl Iterator<Item = Page<'d>> {
    page_numbers(count, per_page).map(move |number| {
        let page = Page::new(kind, first.clone().numbered(number), move |cx| view(cx, number));
        page.with_changed(changed).continuation(number > 1)
    })
}

/// The range of the items on a page.
pub(super) fn page_range(count: usize, per_page: usize, number: usize) -> Range<usize> {
    let start = (number - 1) * per_page;
    start.min(count)..(start + per_page).min(count)
}

/// How many pages on each side of the current one the pager links, besides the first and the last.
const NEIGHBOURS: usize = 2;

/// Makes the pager of a list; `None` if there is only one page. `first` is the address of the first page.
pub(super) fn pager<'d>(
    cx: &Context<'_, 'd>,
    first: &Address,
    count: usize,
    per_page: usize,
    number: usize,
) -> Option<Pager> {
    let last = count.div_ceil(per_page).max(1);
    if last == 1 {
        return None;
    }
    let link = |number: usize| Link {
        title: number.to_string().into(),
        url: cx.links.to(&first.clone().numbered(number)),
        current: false,
    };
    let neighbours = number.saturating_sub(NEIGHBOURS).max(1)..=(number + NEIGHBOURS).min(last);
    let mut shown: Vec<usize> = [1, last].into_iter().chain(neighbours).collect();
    shown.sort_unstable();
    shown.dedup();
    Some(Pager {
        number,
        last,
        pages: shown.into_iter().map(|page| Link { current: page == number, ..link(page) }).collect(),
        previous: (number > 1).then(|| link(number - 1).url),
        next: (number < last).then(|| link(number + 1).url),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_split_into_pages() {
        assert_eq!(page_numbers(0, 10).collect::<Vec<_>>(), [1]);
        assert_eq!(page_numbers(21, 10).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(page_range(21, 10, 3), 20..21);
        assert_eq!(page_range(0, 10, 1), 0..0);
    }
}
