//! The search page, on which the reader's browser finds the passages for a query: `search/index.html?q=…`.

use serde::Serialize;

use super::choice::{self, ChoiceOption};
use super::context::Context;
use super::link::Link;
use super::page::{PageView, SiteView};
use super::{Page, PageKind};
use crate::address::Address;
use crate::link::Index;
use crate::model::Size;

/// `search.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SearchView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The link to the index, which the script loads.
    pub index: String,
    /// The sizes of cities, for the filter by population; the smallest first.
    pub sizes: Vec<ChoiceOption<'d>>,
    /// The editions, the latest first, for readers without script.
    pub editions: Vec<Link<'d>>,
}

pub(super) static KIND: PageKind = PageKind::of::<SearchView<'static>>("search", "search.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    // The page has no content of its own.
    let page = || Page::new(&KIND, Address::search(), view).not_in_site_map();
    index.digest().site.search.then(page).into_iter().collect()
}

fn view<'d>(cx: &Context<'_, 'd>) -> SearchView<'d> {
    SearchView {
        site: cx.site(),
        page: cx.page(cx.text("search-title"), Some(cx.text("search-lede").into()), Vec::new()),
        index: format!("{}{}", cx.links.root(), cx.made_files.search_index),
        sizes: Size::ALL.into_iter().map(|size| choice::size_option(cx, size)).collect(),
        editions: cx.editions_with_responses(),
    }
}
