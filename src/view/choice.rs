//! Choices: the values by which a list can be filtered, besides typing.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::context::Context;
use crate::model::Response;

/// A filter of a list: by year, sector or region.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Choice<'d> {
    /// What it filters by: `year`, `sector` or `region`. The first link of an item leads to its response, whose address has
    /// the year and the sector; the region is the item's `data-region`.
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
    let cities: BTreeSet<_> = responses.map(|response| response.city).collect();
    let cities = cities.into_iter().map(|city| &cx.digest.cities[city]);
    let regions: BTreeSet<&str> =
        cities.filter_map(|city| city.region.as_deref().or(city.country.as_deref())).collect();
    let mut regions: Vec<&str> = regions.into_iter().collect();
    let collation = cx.digest.site.language.collation();
    regions.sort_by(|a, b| collation.compare(a, b));
    let named = |name: Cow<'d, str>| ChoiceOption { value: name.clone(), name };
    let sector = |sector| ChoiceOption {
        value: Cow::Borrowed(&*cx.digest.sectors[sector].id),
        name: cx.sector_name(sector).into(),
    };
    let choices = [
        ("year", years.into_iter().map(|Reverse(year)| named(year.to_string().into())).collect::<Vec<_>>()),
        ("sector", sectors.into_iter().map(sector).collect()),
        ("region", regions.into_iter().map(|region| named(region.into())).collect()),
    ];
    let choices = choices.into_iter().map(|(name, options)| Choice { name, options });
    choices.filter(|choice| choice.options.len() > 1).collect()
}
