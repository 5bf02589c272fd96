//! Choices: the values by which a list can be filtered, besides typing.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::context::Context;
use crate::model::{City, Entry, Key, Response, Size, Topic};

/// A filter of a list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Choice<'d> {
    /// What it filters by: `year`, `sector`, `city`, `region`, `district`, `size`, `topic` or `state`. The first link of
    /// an item leads to its response, whose address has the year, the sector and the city; the others are the item's
    /// `data-region` and so on. `data-topic` holds several ids; an item without `data-state` has the state `none`.
    pub name: &'static str,
    /// Its values; at least two.
    pub options: Vec<ChoiceOption<'d>>,
}

/// A value of a filter.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ChoiceOption<'d> {
    /// The value in the address: an id, or the name if there is no id.
    pub value: Cow<'d, str>,
    /// The text to show.
    pub name: Cow<'d, str>,
}

/// The filters for a list whose items belong to these responses. A filter needs at least two values.
pub(super) fn choices<'d>(
    cx: &Context<'_, 'd>,
    responses: impl Iterator<Item = &'d Response> + Clone,
) -> Vec<Choice<'d>> {
    let years: BTreeSet<_> = responses.clone().map(|response| Reverse(response.year)).collect();
    let sectors: BTreeSet<_> = responses.clone().map(|response| response.sector).collect();
    let years = years.into_iter().map(|Reverse(year)| named(year.to_string().into())).collect();
    let sectors = sectors.into_iter().map(|sector| entry(cx, &cx.digest.sectors[sector]));
    let choices = [Choice { name: "year", options: years }, Choice { name: "sector", options: sectors.collect() }];
    let choices = choices.into_iter().filter(|choice| choice.options.len() > 1);
    choices.chain(city_choices(cx, responses.map(|response| response.city))).collect()
}

/// The filter by topic; nothing if there is only one.
pub(super) fn topics<'d>(cx: &Context<'_, 'd>, topics: impl Iterator<Item = Key<Topic>>) -> Option<Choice<'d>> {
    let topics: BTreeSet<_> = topics.collect();
    let options: Vec<_> = topics.into_iter().map(|topic| entry(cx, &cx.digest.topics[topic])).collect();
    (options.len() > 1).then_some(Choice { name: "topic", options })
}

/// The choice of an entry of a register.
pub(super) fn entry<'d>(cx: &Context<'_, 'd>, entry: &'d impl Entry) -> ChoiceOption<'d> {
    ChoiceOption { value: entry.id().into(), name: cx.digest.shown(entry).into() }
}

/// The filters for a list of cities: by region, federal district and size.
pub(super) fn city_choices<'d>(cx: &Context<'_, 'd>, cities: impl Iterator<Item = Key<City>>) -> Vec<Choice<'d>> {
    let cities: BTreeSet<_> = cities.collect();
    let cities = cities.iter().map(|&city| &cx.digest.cities[city]);
    let regions = cities.clone().filter_map(|city| city.region_or_country());
    let districts = cities.clone().filter_map(|city| city.federal_district.as_deref());
    let sizes: BTreeSet<_> = cities.filter_map(Size::of).collect();
    let choices = [
        ("region", in_order(cx, regions)),
        ("district", in_order(cx, districts)),
        ("size", sizes.into_iter().map(|of_size| size(cx, of_size)).collect()),
    ];
    let choices = choices.into_iter().map(|(name, options)| Choice { name, options });
    choices.filter(|choice| choice.options.len() > 1).collect()
}

/// The choice of a size, with its bounds in words.
pub(super) fn size(cx: &Context<'_, '_>, size: Size) -> ChoiceOption<'static> {
    ChoiceOption { value: size.id().into(), name: cx.text(&format!("size-{}", size.id())).into() }
}

/// Names without duplicates, in order.
fn in_order<'d>(cx: &Context<'_, 'd>, names: impl Iterator<Item = &'d str>) -> Vec<ChoiceOption<'d>> {
    let names: BTreeSet<&str> = names.collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    let collation = cx.digest.site.language.collation();
    names.sort_by(|a, b| collation.compare(a, b));
    names.into_iter().map(|name| named(name.into())).collect()
}

fn named(name: Cow<'_, str>) -> ChoiceOption<'_> {
    ChoiceOption { value: name.clone(), name }
}
