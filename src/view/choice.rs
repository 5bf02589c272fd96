//! Choices: what a list can be narrowed down to, besides being filtered by typing.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::context::Context;
use crate::model::Response;

/// What a list can be narrowed down to: a year, a sector, a region.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Choice<'d> {
    /// What is chosen: `year`, `sector` or `region`. The items of the list have the option they belong to in `data-year`, `data-sector`,
    /// `data-region`.
    pub name: &'static str,
    /// What there is to choose from: two options or more.
    pub options: Vec<Cow<'d, str>>,
}

/// The choices for a list whose items belong to these responses, as far as there is something to choose from.
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
    let choices = [
        ("year", years.into_iter().map(|Reverse(year)| year.to_string().into()).collect::<Vec<Cow<'d, str>>>()),
        ("sector", sectors.into_iter().map(|sector| cx.sector_name(sector).into()).collect()),
        ("region", regions.into_iter().map(Into::into).collect()),
    ];
    let choices = choices.into_iter().map(|(name, options)| Choice { name, options });
    choices.filter(|choice| choice.options.len() > 1).collect()
}
