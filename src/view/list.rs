//! Splits long lists into pages, so that the output grows linearly with the input. The further pages of a list are at
//! `.../2/`, `.../3/`. Ids begin with a letter, so no id has such an address.

use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use super::context::Context;
use super::link::{Link, Pager};
use super::{Kind, Page};
use crate::address::Address;

/// The numbers of the pages of a list. An empty list still has its first page.
pub(super) fn numbers(count: usize, per_page: usize) -> impl Iterator<Item = usize> + use<> {
    1..=count.div_ceil(per_page).max(1)
}

/// The pages of a list of `count` items; `address` is that of the first. `view` makes the data of the page with a
/// number.
pub(super) fn pages<'d, V: Serialize>(
    kind: &'static Kind,
    first: Address,
    count: usize,
    per_page: usize,
    changed: Option<Date>,
    view: impl Fn(&Context<'_, 'd>, usize) -> V + Copy + Send + Sync + 'd,
) -> impl Iterator<Item = Page<'d>> {
    numbers(count, per_page).map(move |number| {
        let page = Page::new(kind, first.clone().numbered(number), move |cx| view(cx, number));
        page.changed(changed).further(number > 1)
    })
}

/// The items on a page.
pub(super) fn range(count: usize, per_page: usize, number: usize) -> Range<usize> {
    let start = (number - 1) * per_page;
    start.min(count)..(start + per_page).min(count)
}

/// How many pages on each side of the current one are linked, besides the first and the last.
const AROUND: usize = 2;

/// The pager of a list; `None` if there is only one page. `first` is the address of the first page.
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
    let near = number.saturating_sub(AROUND).max(1)..=(number + AROUND).min(last);
    let mut shown: Vec<usize> = [1, last].into_iter().chain(near).collect();
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
    fn lists_are_cut_into_pages() {
        assert_eq!(numbers(0, 10).collect::<Vec<_>>(), [1]);
        assert_eq!(numbers(21, 10).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(range(21, 10, 3), 20..21);
        assert_eq!(range(0, 10, 1), 0..0);
    }
}
