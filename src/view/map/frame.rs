//! Chooses the part of the map that a picture shows: the part with the cities, scaled to the width of the picture.
//! Otherwise half of the picture would be Arctic sea.

use super::projection::{HEIGHT, WIDTH};

/// How far the shapes of the map continue below its frame, so that Vladivostok is not on the edge of a picture
/// (docs/map/coast.mjs).
const EXTRA_BELOW: i32 = 80;

/// The minimum width, in units of the map: half of the country, enough for readers to recognise where a single city is.
const MIN_WIDTH: i32 = 620;

/// The margin around the cities, in units of the map.
const MARGIN: i32 = 75;

/// The minimum and the maximum height, in percent of the width.
const HEIGHT_PERCENT: (i32, i32) = (50, 70);

/// A part of the map, in units of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

impl Frame {
    /// The part that contains cities at these positions.
    pub(super) fn around(cities: impl Iterator<Item = (i32, i32)> + Clone) -> Self {
        let (map_width, map_height) = (i32::from(WIDTH), i32::from(HEIGHT) + EXTRA_BELOW);
        let range = |values: &mut dyn Iterator<Item = i32>, limit: i32| {
            let (min, max) = values.fold((limit, 0), |(min, max), at| (min.min(at), max.max(at)));
            (min - MARGIN, max + MARGIN)
        };
        let (left, right) = range(&mut cities.clone().map(|(x, _)| x), map_width);
        let (top, bottom) = range(&mut cities.map(|(_, y)| y), map_height);
        // Wide enough for the cities, and for the height that they need.
        let width = (right - left).max(MIN_WIDTH).max((bottom - top) * 100 / HEIGHT_PERCENT.1).min(map_width);
        let height = (bottom - top).clamp(width * HEIGHT_PERCENT.0 / 100, width * HEIGHT_PERCENT.1 / 100);
        let start = |from: i32, to: i32, size: i32, limit: i32| ((from + to - size) / 2).clamp(0, limit - size);
        Self { left: start(left, right, width, map_width), top: start(top, bottom, height, map_height), width, height }
    }

    /// The height of the picture. Its width is that of the map.
    pub(super) fn picture_height(self) -> u16 {
        (i32::from(WIDTH) * self.height / self.width).unsigned_abs() as u16
    }

    /// Converts a position on the map to a position in the picture.
    pub(super) fn position(self, (x, y): (i32, i32)) -> (i32, i32) {
        let scaled = |distance: i32| (distance * i32::from(WIDTH) + self.width / 2) / self.width;
        (scaled(x - self.left), scaled(y - self.top))
    }

    /// The SVG `transform` that puts the shapes of the map into the picture.
    pub(super) fn transform(self) -> String {
        let scale = f64::from(WIDTH) / f64::from(self.width);
        format!("scale({scale:.4}) translate({} {})", -self.left, -self.top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VLADIVOSTOK: (i32, i32) = (988, 811);
    const YEKATERINBURG: (i32, i32) = (126, 453);
    const ANADYR: (i32, i32) = (1126, 140);

    fn positions(cities: &[(i32, i32)]) -> (Frame, Vec<(i32, i32)>) {
        let frame = Frame::around(cities.iter().copied());
        (frame, cities.iter().map(|&city| frame.position(city)).collect())
    }

    #[test]
    fn a_frame_around_southern_cities_leaves_out_the_arctic() {
        let (frame, _) = positions(&[VLADIVOSTOK, YEKATERINBURG]);
        assert!(frame.top > 300, "{frame:?}");
        assert!(frame.picture_height() < HEIGHT, "{frame:?}");
    }

    #[test]
    fn every_city_is_away_from_the_edge() {
        for cities in [&[VLADIVOSTOK][..], &[ANADYR], &[VLADIVOSTOK, YEKATERINBURG, ANADYR], &[YEKATERINBURG]] {
            let (frame, positions) = positions(cities);
            for (x, y) in positions {
                let (right, below) = (i32::from(WIDTH) - x, i32::from(frame.picture_height()) - y);
                assert!(x.min(y).min(right).min(below) >= 60, "{cities:?} {frame:?}: {x} {y}");
            }
        }
    }

    #[test]
    fn a_single_city_is_shown_with_half_of_the_country() {
        let (frame, positions) = positions(&[(600, 600)]);
        assert_eq!((frame.width, frame.height), (MIN_WIDTH, MIN_WIDTH / 2));
        assert_eq!(positions, [(625, 313)]);
        assert_eq!(frame.transform(), "scale(2.0161) translate(-290 -445)");
    }
}
