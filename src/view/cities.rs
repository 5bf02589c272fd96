//! The page with the list of cities.

use serde::Serialize;

use super::choice::{self, Choice};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::link::CityLink;
use super::map::{self, MapView};
use super::page::{PageView, SiteView};
use super::{Page, PageKind};
use crate::address::Address;
use crate::link::Index;
use crate::model::{City, Key};

pub(super) static KIND: PageKind = PageKind::of::<CitiesView<'static>>("cities", "cities.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    vec![
        Page::new(&KIND, Address::cities(), view)
            .with_collection(CollectionScope::Custom)
            .with_changed(index.changed()),
    ]
}

/// `cities.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CitiesView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The map of all editions; nothing if no city of the register is on it.
    pub map: Option<MapView<'d>>,
    /// The cities that answered, grouped by the first letters of their names.
    pub letters: Vec<Letter<'d>>,
    /// The filters of the list of cities.
    pub choices: Vec<Choice<'d>>,
    /// The cities that never answered. Most of them are mentioned by others.
    pub mentioned: Vec<CitySummary<'d>>,
}

/// The cities whose names begin with one letter.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Letter<'d> {
    /// The letter.
    pub letter: String,
    /// The cities.
    pub cities: Vec<CitySummary<'d>>,
}

/// A summary of a city.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CitySummary<'d> {
    /// The city, with the link to its page.
    pub city: CityLink<'d>,
    /// How many responses it sent.
    pub responses: usize,
    /// In how many passages others mention it.
    pub mentions: usize,
    /// The years in which it answered, the latest first.
    pub years: Vec<u16>,
}

fn view<'d>(cx: &Context<'_, 'd>) -> CitiesView<'d> {
    let mut letters: Vec<Letter<'d>> = Vec::new();
    let mut mentioned = Vec::new();
    for (key, city) in cx.digest.cities.iter() {
        let summary = city_summary(cx, key);
        if summary.responses == 0 {
            mentioned.push(summary);
            continue;
        }
        let letter = first_letter(cx.digest.display_name(city));
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.cities.push(summary),
            _ => letters.push(Letter { letter, cities: vec![summary] }),
        }
    }
    CitiesView {
        site: cx.site(),
        page: cx.page(cx.text("menu-cities"), None, Vec::new()),
        map: map::map(cx, &cx.digest.responses),
        choices: choice::city_choices(cx, cx.digest.cities.keys()),
        letters,
        mentioned,
    }
}

fn city_summary<'d>(cx: &Context<'_, 'd>, key: Key<City>) -> CitySummary<'d> {
    let entries = cx.index.city(key);
    let mut years: Vec<u16> = entries.responses.iter().map(|&number| cx.digest.responses[number].year.0).collect();
    years.dedup();
    CitySummary { city: cx.city_link(key), responses: entries.responses.len(), mentions: entries.mentions.len(), years }
}

/// The first letter of a name, under which it is listed; Ё counts as Е.
pub(super) fn first_letter(name: &str) -> String {
    let letter = name.chars().next().unwrap_or('—');
    letter.to_uppercase().map(|c| if c == 'Ё' { 'Е' } else { c }).collect()
}
