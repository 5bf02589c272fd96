//! The map of Siberia and the Far East with the cities of the register: coast line, lakes and rivers without borders,
//! cities as links. A picture shows the part of the map that contains its cities.
//!
//! The shapes are from Natural Earth (public domain), converted once into three small files of path data by
//! docs/map/coast.mjs. Coordinates are in units of the map; the picture scales the map, and the page
//! scales the picture.

mod frame;
mod labels;
mod projection;

use std::sync::Arc;

use serde::Serialize;

use super::context::Context;
use super::link::CityLink;
use crate::model::{City, Key, Response};
use frame::Frame;
use labels::CityToLabel;
use projection::project;
pub use projection::{HEIGHT, WIDTH};

/// The land, as SVG path data.
pub const LAND: &str = include_str!("land.path");

/// The larger lakes.
pub const LAKES: &str = include_str!("lakes.path");

/// The great rivers.
const RIVERS: &str = include_str!("rivers.path");

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
    /// The great rivers, for the `d` of a `path` without a fill.
    pub rivers: &'static str,
    /// The `transform` of these paths, which puts the part with the cities into the frame.
    pub transform: String,
    /// The font size that the names are placed for, in the units of the frame.
    pub label_size: i32,
    /// The font size of the names that a phone shows.
    pub narrow_label_size: i32,
    /// The cities in the order of their names. Those whose names do not fit are last, because what is drawn last is on
    /// top.
    pub cities: Vec<MapCity<'d>>,
    /// The states of these cities, for the legend.
    pub states: Vec<&'static str>,
    /// The cities that answered but are not on the map: they are outside it, or the register has no coordinates of
    /// them.
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
    /// `answered`; `silent` if it was asked, or answered another time; `mentioned` if it is only in the register.
    pub state: &'static str,
    /// The position of its name.
    pub label: MapLabel,
    /// The position of its name on a phone; nothing if it does not fit there.
    pub narrow_label: Option<MapLabel>,
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
    /// Whether the name does not fit, so that it is shown only while the pointer is on the city.
    pub is_tucked: bool,
}

/// Makes the map of all cities of the register, with the number of their responses among `responses`. Cities of other
/// countries are included only if they sent one. `None` if the map would show no city.
pub(super) fn map<'d>(cx: &Context<'_, 'd>, responses: &[Arc<Response>]) -> Option<MapView<'d>> {
    let mut counts = vec![0; cx.digest.cities.len()];
    for response in responses {
        counts[response.city.index()] += 1;
    }
    let mut cities = Vec::new();
    let mut beyond = Vec::new();
    for (key, city) in cx.digest.cities.iter() {
        let responses = counts[key.index()];
        match map_position(city) {
            Some(position) if responses > 0 || city.country.is_none() => cities.push((key, position, responses)),
            _ if responses > 0 => beyond.push(cx.city_link(key)),
            _ => {}
        }
    }
    let frame = Frame::around(cities.iter().map(|&(_, position, _)| position));
    let cities = labelled_cities(cx, frame, &cities);
    let is_shown = |state: &&str| cities.iter().any(|city| city.state == *state);
    let map = MapView {
        width: WIDTH,
        height: frame.picture_height(),
        land: LAND.trim_end(),
        lakes: LAKES.trim_end(),
        rivers: RIVERS.trim_end(),
        transform: frame.transform(),
        label_size: labels::WIDE.letters,
        narrow_label_size: labels::NARROW.letters,
        states: ["answered", "silent", "mentioned"].into_iter().filter(is_shown).collect(),
        cities,
        beyond,
    };
    Some(map).filter(|map| !map.cities.is_empty())
}

/// Returns the position of a city on the map; `None` if the city has no coordinates or is not on the map.
pub(super) fn map_position(city: &City) -> Option<(i32, i32)> {
    city.coordinates.and_then(|(latitude, longitude)| project(latitude, longitude))
}

/// Returns the state of a city, which sent this many responses.
fn state(cx: &Context<'_, '_>, city: Key<City>, responses: usize) -> &'static str {
    let is_asked = || cx.digest.editions.iter().any(|edition| edition.asked.binary_search(&city).is_ok());
    match responses {
        0 if !cx.index.city(city).responses.is_empty() || is_asked() => "silent",
        0 => "mentioned",
        _ => "answered",
    }
}

fn labelled_cities<'d>(
    cx: &Context<'_, 'd>,
    frame: Frame,
    cities: &[(Key<City>, (i32, i32), usize)],
) -> Vec<MapCity<'d>> {
    let links: Vec<CityLink<'d>> = cities.iter().map(|&(key, ..)| cx.city_link(key)).collect();
    let to_label: Vec<CityToLabel<'_>> = cities
        .iter()
        .zip(&links)
        .map(|(&(_, position, rank), CityLink { name, .. })| {
            let (x, y) = frame.position(position);
            CityToLabel { x, y, name, rank }
        })
        .collect();
    let labels_at = |scale| labels::place_labels(&to_label, frame.picture_height(), scale);
    let labels: Vec<(MapLabel, MapLabel)> =
        labels_at(labels::WIDE).into_iter().zip(labels_at(labels::NARROW)).collect();
    let positions: Vec<(i32, i32)> = to_label.iter().map(|city| (city.x, city.y)).collect();
    let mut on_map: Vec<MapCity<'d>> = Vec::with_capacity(cities.len());
    for (((&(key, _, responses), (x, y)), city), (label, narrow)) in cities.iter().zip(positions).zip(links).zip(labels)
    {
        let narrow_label = Some(narrow).filter(|label| !label.is_tucked);
        on_map.push(MapCity { city, x, y, responses, state: state(cx, key, responses), label, narrow_label });
    }
    on_map.sort_by_key(|city| city.label.is_tucked);
    on_map
}
