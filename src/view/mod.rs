//! View: lists the pages of a site, and makes the data for the template of each.
//!
//! [`pages()`] lists the pages of a digest; [`Views::view`] makes the data of a page. Each kind of page has a file here
//! with everything about it: its pages, their addresses, their data, the date of their last change, and whether the
//! site map lists them. [`KINDS`] lists the kinds; the templates that a theme must have and the reference in
//! docs/themes.md follow from it. Counts and rankings are made in the index (`link/counts.rs`), not here.
//!
//! The HTML of texts is passed to the template engine as [`Html`] and printed as it is. No later step searches the page
//! for markers, so nothing that a city wrote can change a page.

mod board;
mod board_kind;
mod board_rows;
mod change;
mod chart;
mod choice;
mod cities;
mod city;
mod city_boards;
mod city_overview;
mod collection;
mod collection_scope;
mod compare;
mod context;
#[cfg(test)]
mod contract;
mod course;
mod courses;
pub mod data;
mod edition;
mod entry;
pub mod feed;
mod finding;
mod home;
mod link;
mod list;
mod map;
mod mention;
mod not_found;
mod page;
pub mod preview;
mod question;
mod quote;
mod records;
mod redirect;
mod related;
mod response;
mod search;
mod sector;
pub mod shards;
mod topic;
mod topic_matrix;
mod topics;
mod wanted;
mod wordings;
mod years;

pub use redirect::{Redirect, RedirectView};

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use self::collection_scope::CollectionScope;
use self::context::Context;
use self::data::Published;
use self::page::MenuEntry;
use crate::address::{Address, Links};
use crate::link::Index;
use crate::model::{Digest, Picture, Response};

/// The kinds of pages, in the order of docs/themes.md.
pub static KINDS: [&PageKind; 22] = [
    &home::KIND,
    &edition::KIND,
    &change::KIND,
    &sector::KIND,
    &response::KIND,
    &question::KIND,
    &cities::KIND,
    &city::KIND,
    &topics::KIND,
    &topic::KIND,
    &topic_matrix::KIND,
    &courses::KIND,
    &course::KIND,
    &board::PLANS_PAGE,
    &board::SUPPORT_PAGE,
    &board::AGENDA_PAGE,
    &wanted::KIND,
    &search::KIND,
    &collection::KIND,
    &compare::KIND,
    &data::KIND,
    &not_found::KIND,
];

/// A kind of page.
pub struct PageKind {
    /// The name of the kind, `page.kind` in templates.
    pub name: &'static str,
    /// The template.
    pub template: &'static str,
    /// Lists the pages of this kind.
    pages: for<'d> fn(&Index<'d>) -> Vec<Page<'d>>,
    /// Describes the data of the template.
    #[cfg(test)]
    schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl PageKind {
    /// Makes a kind of page with a `V` as the data of its template.
    const fn of<V: Documented>(
        name: &'static str,
        template: &'static str,
        pages: for<'d> fn(&Index<'d>) -> Vec<Page<'d>>,
    ) -> Self {
        Self {
            name,
            template,
            pages,
            #[cfg(test)]
            schema: V::json_schema,
        }
    }
}

/// The data of a template, which docs/themes.md describes.
#[cfg(test)]
trait Documented: Serialize + schemars::JsonSchema {}
#[cfg(test)]
impl<T: Serialize + schemars::JsonSchema> Documented for T {}
#[cfg(not(test))]
trait Documented: Serialize {}
#[cfg(not(test))]
impl<T: Serialize> Documented for T {}

/// A function that makes the data for the template of a page.
type MakeView<'d> = dyn Fn(&Context<'_, 'd>) -> tera::TeraResult<tera::Context> + Send + Sync + 'd;

/// A page of the site.
pub struct Page<'d> {
    kind: &'static PageKind,
    address: Address,
    changed: Option<Date>,
    is_listed: bool,
    is_served_anywhere: bool,
    is_continuation: bool,
    collection: Option<CollectionScope<'d>>,
    view: Box<MakeView<'d>>,
}

impl<'d> Page<'d> {
    /// Makes a page with the function that makes its data.
    fn new<V: Serialize>(
        kind: &'static PageKind,
        address: Address,
        view: impl Fn(&Context<'_, 'd>) -> V + Send + Sync + 'd,
    ) -> Self {
        let view = move |cx: &Context<'_, 'd>| tera::Context::from_serialize(&view(cx));
        Self {
            kind,
            address,
            changed: None,
            is_listed: true,
            is_served_anywhere: false,
            is_continuation: false,
            collection: None,
            view: Box::new(view),
        }
    }

    /// Sets the date of the last change of the page's content, if known.
    fn with_changed(self, changed: Option<Date>) -> Self {
        Self { changed, ..self }
    }

    /// Leaves the page out of the site map.
    fn not_in_site_map(self) -> Self {
        Self { is_listed: false, ..self }
    }

    /// Sets the collection to which the page links: that of its subject.
    fn with_collection(self, collection: CollectionScope<'d>) -> Self {
        Self { collection: Some(collection), ..self }
    }

    /// Marks the page as one that a host serves at any address, such as `404.html`.
    fn served_anywhere(self) -> Self {
        Self { is_served_anywhere: true, ..self }
    }

    /// Sets whether the page continues a list that begins on another page.
    fn continuation(self, is_continuation: bool) -> Self {
        Self { is_continuation, ..self }
    }

    /// The kind of the page.
    pub fn kind(&self) -> &'static PageKind {
        self.kind
    }

    /// The address of the page.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Whether the page describes the files of the open data, so that these must be made before it.
    pub fn needs_data_files(&self) -> bool {
        std::ptr::eq(self.kind, &data::KIND)
    }

    /// Whether the page links to the texts for scripts, so that these must be made before it.
    pub fn needs_text_files(&self) -> bool {
        [&collection::KIND, &compare::KIND, &search::KIND].iter().any(|kind| std::ptr::eq(self.kind, *kind))
    }
}

/// Lists all pages of a digest, kind by kind.
pub fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    KINDS.iter().flat_map(|kind| (kind.pages)(index)).collect()
}

/// Iterates over the pictures in texts, with the paths of their files in the output folder. A picture that is shown
/// twice is returned twice.
pub fn pictures(digest: &Digest) -> impl Iterator<Item = (String, &Picture)> {
    digest.responses.iter().flat_map(|response| {
        let folder = digest.response_address(response.id());
        let passages = response.passages();
        passages
            .flat_map(|passage| &passage.text.pictures)
            .map(move |picture| (folder.output_name(&picture.name), picture))
    })
}

/// The files that are made before the pages that describe or load them.
#[derive(Debug, Default)]
pub struct MadeFiles {
    /// The open data.
    pub data: Published,
    /// The path of the index of the texts for scripts.
    pub text_index: String,
    /// The path of the index of the search.
    pub search_index: String,
}

/// Escaped HTML. A template prints it as it is, with the filter `safe`.
#[derive(Debug, Serialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
pub struct Html<'d>(Cow<'d, str>);

/// Makes the views of pages.
pub struct Views<'a, 'd> {
    index: &'a Index<'d>,
    texts: &'a dyn InterfaceTexts,
    menu: Vec<MenuEntry>,
    /// Whether there is a feed: it is switched on, the site has a `base_url`, and some response has a date.
    has_feed: bool,
}

/// The interface texts that titles of pages need.
pub trait InterfaceTexts: Sync {
    /// The text with this id in the language of the site.
    fn text(&self, id: &str) -> String;
    /// The text with this id about a year.
    fn text_of_year(&self, id: &str, year: u16) -> String;
}

impl<'a, 'd> Views<'a, 'd> {
    /// Makes the views of the pages of a digest.
    pub fn new(index: &'a Index<'d>, texts: &'a dyn InterfaceTexts) -> Self {
        let Digest { site, responses, .. } = index.digest();
        let is_dated = |response: &Arc<Response>| !response.draft && response.changed().is_some();
        let has_feed = site.feed && site.base_url.is_some() && responses.iter().any(is_dated);
        Self { index, texts, menu: page::menu(index.digest(), texts), has_feed }
    }

    /// Whether there is a feed.
    pub fn has_feed(&self) -> bool {
        self.has_feed
    }

    fn digest(&self) -> &'d Digest {
        self.index.digest()
    }

    /// Makes the data for the template of a page. `made_files` are the files that were made before it.
    pub fn view(&self, page: &Page<'d>, made_files: &MadeFiles) -> tera::TeraResult<tera::Context> {
        let digest = self.digest();
        let &Page { kind, ref address, is_served_anywhere, is_continuation, collection, ref view, .. } = page;
        let links =
            if is_served_anywhere { Links::absolute(digest.site.base_url.as_ref()) } else { Links::from(address) };
        view(&Context {
            views: self,
            index: self.index,
            digest,
            kind,
            address,
            is_served_anywhere,
            is_continuation,
            links,
            made_files,
            collection,
        })
    }
}
