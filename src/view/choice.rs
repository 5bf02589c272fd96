//! Choices: the filters of a list, with the values that occur in it. Readers can also filter a list by typing.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::context::Context;
use crate::model::{City, Entry, Key, Response, Size, Topic};

/// A filter of a list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Choice<'d> {
    /// What it filters by: `year`, `sector`, `city`, `region`, `district`, `size`, `topic` or `state`. The first link
    /// of an item leads to its response, whose address has the year, the sector and the city, or to its city. The
    /// options of `region`, `district` and `size` list their cities. `topic` and `state` need attributes of the item:
    /// `data-topic` with one or several ids, and `data-state`; an item without it has the state `none`.
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
    /// The ids of its cities, with spaces between them; only of `region`, `district` and `size`.
    pub cities: Option<String>,
}

impl<'d> ChoiceOption<'d> {
    pub(super) fn new(value: impl Into<Cow<'d, str>>, name: impl Into<Cow<'d, str>>) -> Self {
        Self { value: value.into(), name: name.into(), cities: None }
    }
}

/// Makes the filters of a list whose items belong to these responses. Filters with fewer than two values are left out.
pub(super) fn response_choices<'d>(
    cx: &Context<'_, 'd>,
    responses: impl Iterator<Item = &'d Response> + Clone,
) -> Vec<Choice<'d>> {
    let years: BTreeSet<_> = responses.clone().map(|response| Reverse(response.year)).collect();
    let sectors: BTreeSet<_> = responses.clone().map(|response| response.sector).collect();
    let years = years.into_iter().map(|Reverse(year)| ChoiceOption::new(year.to_string(), year.to_string())).collect();
    let sectors = sectors.into_iter().map(|sector| entry_option(cx, &cx.digest.sectors[sector]));
    let choices = [Choice { name: "year", options: years }, Choice { name: "sector", options: sectors.collect() }];
    let choices = choices.into_iter().filter(|choice| choice.options.len() > 1);
    choices.chain(city_choices(cx, responses.map(|response| response.city))).collect()
}

/// Makes the filter by topic; `None` if there are fewer than two topics.
pub(super) fn topic_choice<'d>(cx: &Context<'_, 'd>, topics: impl Iterator<Item = Key<Topic>>) -> Option<Choice<'d>> {
    let topics: BTreeSet<_> = topics.collect();
    let options: Vec<_> = topics.into_iter().map(|topic| entry_option(cx, &cx.digest.topics[topic])).collect();
    (options.len() > 1).then_some(Choice { name: "topic", options })
}

/// Makes the option for an entry of a register.
pub(super) fn entry_option<'d>(cx: &Context<'_, 'd>, entry: &'d impl Entry) -> ChoiceOption<'d> {
    ChoiceOption::new(entry.id(), cx.digest.display_name(entry))
}

/// Makes the filters of a list of cities: by region, federal district and size.
pub(super) fn city_choices<'d>(cx: &Context<'_, 'd>, cities: impl Iterator<Item = Key<City>>) -> Vec<Choice<'d>> {
    let cities: BTreeSet<_> = cities.collect();
    let cities: Vec<&City> = cities.into_iter().map(|city| &cx.digest.cities[city]).collect();
    let region = |city: &'d City| {
        let value = city.region_or_country()?;
        let country = city.country.as_deref().filter(|country| *country != value);
        Some(ChoiceOption::new(value, country.map_or(value.into(), |country| Cow::from(format!("{value}, {country}")))))
    };
    let district = |city: &'d City| city.federal_district.as_deref().map(|name| ChoiceOption::new(name, name));
    let mut choices = vec![
        Choice { name: "region", options: city_options(&cities, region) },
        Choice { name: "district", options: city_options(&cities, district) },
        Choice {
            name: "size",
            options: city_options(&cities, |city| Size::of(city).map(|size| size_option(cx, size))),
        },
    ];
    let collation = cx.digest.site.language.collation();
    choices[..2].iter_mut().for_each(|choice| choice.options.sort_by(|a, b| collation.compare(&a.name, &b.name)));
    choices[2].options.sort_by_key(|option| Size::ALL.iter().position(|size| size.id() == option.value));
    choices.retain(|choice| choice.options.len() > 1);
    choices
}

/// Makes the option for a size, with its bounds in words.
pub(super) fn size_option(cx: &Context<'_, '_>, size: Size) -> ChoiceOption<'static> {
    ChoiceOption::new(size.id(), cx.text(&format!("size-{}", size.id())))
}

/// Collects the options of cities, each with the ids of its cities. `option_of` returns the option of a city.
fn city_options<'d>(
    cities: &[&'d City],
    option_of: impl Fn(&'d City) -> Option<ChoiceOption<'d>>,
) -> Vec<ChoiceOption<'d>> {
    let mut options: BTreeMap<Cow<'d, str>, ChoiceOption<'d>> = BTreeMap::new();
    for city in cities {
        let Some(option) = option_of(city) else { continue };
        let option = options.entry(option.value.clone()).or_insert(option);
        let ids = option.cities.get_or_insert_default();
        if !ids.is_empty() {
            ids.push(' ');
        }
        ids.push_str(city.id());
    }
    options.into_values().collect()
}
