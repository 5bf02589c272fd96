//! The page of collections. The reader's browser combines responses and passages on it, as the query of the page's
//! address selects them.
//!
//! `collection/index.html?city=omsk&year=2024` selects everything from one city in one year. Because the browser
//! combines the texts (`collection.js`), no page repeats them. `collection_scope.rs` makes the links to collections.
//!
//! The table of contents of a printed collection has page numbers. No browser supports `target-counter`, so before
//! printing the script lays out each response in columns of the size of a page, which break as pages do, and counts
//! them. That works in Chromium on A4; elsewhere the table of contents has only the numbers of the responses.

use std::collections::BTreeSet;

use serde::Serialize;

use super::choice::{self, Choice, ChoiceOption};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::data;
use super::link::{DateView, Link};
use super::page::{PageView, SiteView};
use super::{Page, PageKind};
use crate::address::Address;
use crate::link::Index;
use crate::model::{Digest, Entry, Key, Register};

/// `collection.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CollectionView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The link to the index of the texts, which the script loads.
    pub index: String,
    /// The filters of a collection, each with the name of its parameter in the address: `year`, `sector`,
    /// `region`, `district`, `size`, `city`, `topic`, `question`, `course`. A filter with only one value is left out.
    pub facets: Vec<Facet<'d>>,
    /// The editions, the latest first, for readers without script.
    pub editions: Vec<Link<'d>>,
    /// The date of the newest content.
    pub version: Option<DateView>,
}

/// A filter of a collection.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Facet<'d> {
    /// The name of the parameter.
    pub name: &'static str,
    /// Its values.
    pub options: Vec<ChoiceOption<'d>>,
}

pub(super) static KIND: PageKind = PageKind::of::<CollectionView<'static>>("collection", "collection.html", pages);

fn pages<'d>(_: &Index<'d>) -> Vec<Page<'d>> {
    // A collection has no content of its own.
    vec![Page::new(&KIND, Address::collection(), view).with_collection(CollectionScope::Custom).not_in_site_map()]
}

fn view<'d>(cx: &Context<'_, 'd>) -> CollectionView<'d> {
    CollectionView {
        site: cx.site(),
        page: cx.page(cx.text("collection-title"), Some(cx.text("collection-lede").into()), Vec::new()),
        index: format!("{}{}", cx.links.root(), cx.made_files.text_index),
        facets: facets(cx),
        editions: cx.editions_with_responses(),
        version: data::version(cx.digest).map(Into::into),
    }
}

fn facets<'d>(cx: &Context<'_, 'd>) -> Vec<Facet<'d>> {
    let (digest, index) = (cx.digest, cx.index);
    let sectors: BTreeSet<_> = digest.responses.iter().map(|response| response.sector).collect();
    let facets = [
        ("year", years(cx)),
        ("sector", options(digest, &digest.sectors, |sector| sectors.contains(&sector))),
        ("city", options(digest, &digest.cities, |city| !index.city(city).responses.is_empty())),
        ("topic", options(digest, &digest.topics, |topic| !index.topic(topic).passages.is_empty())),
        ("question", question_options(digest)),
        ("course", options(digest, &digest.courses, |course| !index.course(course).requests.is_empty())),
    ];
    let mut facets: Vec<Facet<'d>> = facets.into_iter().map(|(name, options)| Facet { name, options }).collect();
    // The filters by region, district and size come before the one by city.
    let cities = digest.responses.iter().map(|response| response.city);
    let city_choices = choice::city_choices(cx, cities).into_iter();
    facets.splice(2..2, city_choices.map(|Choice { name, options }| Facet { name, options }));
    facets.retain(|facet| facet.options.len() > 1);
    facets
}

/// Makes the options for the years with responses, the latest first.
pub(super) fn years<'d>(cx: &Context<'_, 'd>) -> Vec<ChoiceOption<'d>> {
    let editions = cx.digest.editions.iter().rev();
    let with_responses = editions.filter(|edition| !cx.index.edition_responses(edition).is_empty());
    let years = with_responses.map(|edition| edition.year.to_string());
    years.map(|year| ChoiceOption::new(year.clone(), year)).collect()
}

/// Makes the options of a filter from those entries of a register that have something to collect.
fn options<'d, T: Entry>(
    digest: &Digest,
    register: &'d Register<T>,
    has_something: impl Fn(Key<T>) -> bool,
) -> Vec<ChoiceOption<'d>> {
    let entries = register.iter().filter(|(key, _)| has_something(*key));
    entries.map(|(_, entry)| ChoiceOption::new(entry.id(), digest.display_name(entry))).collect()
}

/// Makes the options for the questions of all editions, without duplicates, with their latest short names.
fn question_options(digest: &Digest) -> Vec<ChoiceOption<'_>> {
    let mut options: Vec<ChoiceOption<'_>> = Vec::new();
    for edition in digest.editions.iter().rev() {
        for question in edition.sectors.iter().flat_map(|sector| &sector.questions) {
            if options.iter().all(|option| option.value != *question.id) {
                options.push(ChoiceOption::new(&*question.id, &*question.title));
            }
        }
    }
    options
}
