//! Projects coordinates in degrees onto the map: V. V. Kavrayskiy's equidistant conic projection with the standard
//! parallels 47° and 62°, which Russian maps of the country use (L. M. Bugayevskiy, Математическая картография, 1998),
//! about the meridian 105° E.
//!
//! docs/map/coast.mjs draws the coast line with the same numbers.

use std::f64::consts::PI;

/// The width of the frame.
pub const WIDTH: u16 = 1250;

/// The height of the frame.
pub const HEIGHT: u16 = 840;

/// The standard parallels, in degrees.
const PARALLELS: (f64, f64) = (47.0, 62.0);

/// The central meridian, in degrees.
const MERIDIAN: f64 = 105.0;

/// The radius of the globe, in units of the frame.
const RADIUS: f64 = 1180.0;

/// The point of the frame where the central meridian crosses the equator.
const ORIGIN: (f64, f64) = (590.0, 1775.0);

/// The minimum distance of a city from the edge of the frame.
const MIN_EDGE_DISTANCE: i32 = 8;

/// Returns the position in the frame; `None` if it is outside.
pub(super) fn project(latitude: f64, longitude: f64) -> Option<(i32, i32)> {
    let (first, second) = (PARALLELS.0.to_radians(), PARALLELS.1.to_radians());
    let cone = (first.cos() - second.cos()) / (second - first);
    let apex = first.cos() / cone + first;
    // Chukotka extends beyond 180°, so degrees are counted from the central meridian, negative to the west.
    let from_meridian = ((longitude - MERIDIAN).to_radians() + PI).rem_euclid(2.0 * PI) - PI;
    let (distance, angle) = (apex - latitude.to_radians(), cone * from_meridian);
    let x = ORIGIN.0 + RADIUS * distance * angle.sin();
    let y = ORIGIN.1 - RADIUS * (apex - distance * angle.cos());
    let position = (x.round() as i32, y.round() as i32);
    let (columns, rows) = (
        MIN_EDGE_DISTANCE..i32::from(WIDTH) - MIN_EDGE_DISTANCE,
        MIN_EDGE_DISTANCE..i32::from(HEIGHT) - MIN_EDGE_DISTANCE,
    );
    (columns.contains(&position.0) && rows.contains(&position.1)).then_some(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_agree_with_those_of_the_coast_line() {
        // The output of docs/map/coast.mjs, rounded: Vladivostok, Anadyr, Yekaterinburg, Irkutsk.
        assert_eq!(project(43.1056, 131.8735), Some((988, 811)));
        assert_eq!(project(64.73, 177.5), Some((1126, 140)));
        assert_eq!(project(64.73, -182.5), Some((1126, 140)));
        assert_eq!(project(56.84, 60.6), Some((126, 453)));
        assert_eq!(project(52.29, 104.28), Some((581, 698)));
    }

    #[test]
    fn positions_outside_the_frame_are_not_on_the_map() {
        for (latitude, longitude) in [(55.75, 37.62), (22.28, 113.57), (-43.0, 131.0), (53.9, 27.57), (89.9, 0.0)] {
            assert_eq!(project(latitude, longitude), None, "{latitude} {longitude}");
        }
    }
}
