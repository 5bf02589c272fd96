//! The page that a host serves for an unknown address.

use serde::Serialize;

use super::context::Context;
use super::page::{PageView, SiteView};
use super::{Page, PageKind};
use crate::address::Address;
use crate::link::Index;

pub(super) static KIND: PageKind = PageKind::of::<NotFoundView<'static>>("not-found", "404.html", pages);

fn pages<'d>(_: &Index<'d>) -> Vec<Page<'d>> {
    vec![Page::new(&KIND, Address::file("404.html"), view).served_anywhere().not_in_site_map()]
}

/// `404.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct NotFoundView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
}

fn view<'d>(cx: &Context<'_, 'd>) -> NotFoundView<'d> {
    NotFoundView { site: cx.site(), page: cx.page(cx.text("not-found-title"), None, Vec::new()) }
}
