//! The map of Siberia and the Far East with the cities of the register: coast line and lakes without borders, cities as
//! links.
//!
//! The shapes are from Natural Earth (public domain), converted once into two small files of path data by
//! docs/map/coast.mjs. Coordinates are in the map's own frame; the page scales it.

mod labels;
mod projection;

use std::sync::Arc;

use serde::Serialize;

use super::context::Context;
use super::link::CityLink;
use crate::model::{City, Key, Response};
use labels::LabelledCity;
use projection::project;
pub use projection::{HEIGHT, WIDTH};

/// The land, as SVG path data.
pub const LAND: &str = include_str!("land.path");

/// The larger lakes.
pub const LAKES: &str = include_str!("lakes.path");

/// The map of an edition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct MapView<'d> {
    /// The width of the frame, for `viewBox`.
    pub width: u16,
    /// The height of the frame.
    pub height: u16,
    /// The land, for the `d` of a `path`.
    pub land: &'static str,
    /// The lakes, for the `d` of a `path`.
    pub lakes: &'static str,
    /// The font size that the names are placed for, in the units of the frame.
    pub label_size: u16,
    /// The cities in the order of their names; those whose names do not fit are last, because what is drawn last is on
    /// top.
    pub cities: Vec<MapCity<'d>>,
    /// The cities that answered and are not on the map: they are outside of it, or the register has no coordinates.
    pub beyond: Vec<CityLink<'d>>,
}

/// A city on the map.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct MapCity<'d> {
    /// The city, with the link to its page.
    pub city: CityLink<'d>,
    /// Its distance from the left.
    pub x: i32,
    /// Its distance from the top.
    pub y: i32,
    /// How many responses it sent; 0 if it has not answered.
    pub responses: usize,
    /// The position of its name.
    pub label: MapLabel,
}

/// The position of a name on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct MapLabel {
    /// For the `x` of a `text`.
    pub x: i32,
    /// For its `y`.
    pub y: i32,
    /// For its `text-anchor`: `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// Whether it does not fit, so that it is shown only while the pointer is on the city.
    pub is_tucked: bool,
}

/// The cities of the register, with the number of their responses among these. Cities of other countries are included
/// only if they sent one. `None` if the map would show no city.
pub(super) fn map<'d>(cx: &Context<'_, 'd>, responses: &[Arc<Response>]) -> Option<MapView<'d>> {
    let mut counts = vec![0; cx.digest.cities.len()];
    for response in responses {
        counts[response.city.index()] += 1;
    }
    let mut cities = Vec::new();
    let mut beyond = Vec::new();
    for (key, city) in cx.digest.cities.iter() {
        let responses = counts[key.index()];
        match place(city) {
            Some(place) if responses > 0 || city.country.is_none() => cities.push((key, place, responses)),
            _ if responses > 0 => beyond.push(cx.city_link(key)),
            _ => {}
        }
    }
    let cities = with_labels(cx, &cities);
    let map = MapView {
        width: WIDTH,
        height: HEIGHT,
        land: LAND.trim_end(),
        lakes: LAKES.trim_end(),
        label_size: labels::SIZE,
        cities,
        beyond,
    };
    Some(map).filter(|map| !map.cities.is_empty())
}

/// The position of a city in the frame; `None` if it has no coordinates or is outside.
pub(super) fn place(city: &City) -> Option<(i32, i32)> {
    city.coordinates.and_then(|(latitude, longitude)| project(latitude, longitude))
}

fn with_labels<'d>(cx: &Context<'_, 'd>, cities: &[(Key<City>, (i32, i32), usize)]) -> Vec<MapCity<'d>> {
    let links: Vec<CityLink<'d>> = cities.iter().map(|&(key, ..)| cx.city_link(key)).collect();
    let places: Vec<LabelledCity<'_>> = cities
        .iter()
        .zip(&links)
        .map(|(&(_, (x, y), rank), CityLink { name, .. })| LabelledCity { x, y, name, rank })
        .collect();
    let labels = labels::place(&places);
    let mut on_map: Vec<MapCity<'d>> = cities
        .iter()
        .zip(links)
        .zip(labels)
        .map(|((&(_, (x, y), responses), city), label)| MapCity { city, x, y, responses, label })
        .collect();
    on_map.sort_by_key(|city| city.label.is_tucked);
    on_map
}
