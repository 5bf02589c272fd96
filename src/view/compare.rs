//! The page of comparisons: cities, or the years of one city, side by side, as the query of the page's address selects
//! them.
//!
//! `compare/index.html?city=omsk&city=tomsk&year=2024&sector=culture` has a column for each city and year, and a row
//! for each question. The parameters are those of a collection (`collection.rs`), so that both accept the same queries.
//! The reader's browser combines the texts (`compare.js`), because there are too many pairs of cities to have a page
//! each.

use serde::Serialize;

use super::choice::ChoiceOption;
use super::collection;
use super::context::Context;
use super::link::Link;
use super::page::{PageView, SiteView};
use super::{Page, PageKind};
use crate::address::Address;
use crate::link::Index;

/// `compare.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CompareView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The link to the index of the texts, which the script loads.
    pub index: String,
    /// The years with responses, the latest first. The script fills in the other choices.
    pub years: Vec<ChoiceOption<'d>>,
    /// The editions, the latest first, for readers without script.
    pub editions: Vec<Link<'d>>,
}

pub(super) static KIND: PageKind = PageKind::of::<CompareView<'static>>("compare", "compare.html", pages);

fn pages<'d>(_: &Index<'d>) -> Vec<Page<'d>> {
    // A comparison has no content of its own.
    vec![Page::new(&KIND, Address::compare(), view).not_in_site_map()]
}

fn view<'d>(cx: &Context<'_, 'd>) -> CompareView<'d> {
    CompareView {
        site: cx.site(),
        page: cx.page(cx.text("compare-title"), Some(cx.text("compare-lede").into()), Vec::new()),
        index: format!("{}{}", cx.links.root(), cx.made_files.text_index),
        years: collection::years(cx),
        editions: cx.editions_with_responses(),
    }
}
