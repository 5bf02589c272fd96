//! The part of the map that a picture shows: where the cities are, scaled to the width of the picture. Otherwise half of it would be
//! Arctic sea.

use super::projection::{HEIGHT, WIDTH};

/// How far the map goes on below its frame, so that Vladivostok is not on the edge of a picture (docs/map/coast.mjs).
const BELOW: i32 = 80;

/// The smallest width, in units of the map: half of the country, by which readers recognise where a single city is.
const LEAST: i32 = 620;

/// The room around the cities, in units of the map.
const AROUND: i32 = 75;

/// How high a picture of this width is at least and at most, in hundredths.
const RATIO: (i32, i32) = (50, 70);

/// A part of the map, in units of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

impl Frame {
    /// The part with these cities.
    pub(super) fn around(places: impl Iterator<Item = (i32, i32)> + Clone) -> Self {
        let (wide, high) = (i32::from(WIDTH), i32::from(HEIGHT) + BELOW);
        let range = |values: &mut dyn Iterator<Item = i32>, most: i32| {
            let (least, greatest) = values.fold((most, 0), |(least, greatest), at| (least.min(at), greatest.max(at)));
            (least - AROUND, greatest + AROUND)
        };
        let (left, right) = range(&mut places.clone().map(|(x, _)| x), wide);
        let (top, bottom) = range(&mut places.map(|(_, y)| y), high);
        // As wide as the cities need, and as their height needs.
        let width = (right - left).max(LEAST).max((bottom - top) * 100 / RATIO.1).min(wide);
        let height = (bottom - top).clamp(width * RATIO.0 / 100, width * RATIO.1 / 100);
        let start = |from: i32, to: i32, size: i32, most: i32| ((from + to - size) / 2).clamp(0, most - size);
        Self { left: start(left, right, width, wide), top: start(top, bottom, height, high), width, height }
    }

    /// The height of the picture, whose width is that of the map.
    pub(super) fn picture_height(self) -> u16 {
        (i32::from(WIDTH) * self.height / self.width).unsigned_abs() as u16
    }

    /// The position of a place of the map in the picture.
    pub(super) fn position(self, (x, y): (i32, i32)) -> (i32, i32) {
        let scaled = |distance: i32| (distance * i32::from(WIDTH) + self.width / 2) / self.width;
        (scaled(x - self.left), scaled(y - self.top))
    }

    /// The transformation of shapes of the map, for SVG.
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

    fn positions(places: &[(i32, i32)]) -> (Frame, Vec<(i32, i32)>) {
        let frame = Frame::around(places.iter().copied());
        (frame, places.iter().map(|&place| frame.position(place)).collect())
    }

    #[test]
    fn cities_of_the_south_leave_the_arctic_out() {
        let (frame, _) = positions(&[VLADIVOSTOK, YEKATERINBURG]);
        assert!(frame.top > 300, "{frame:?}");
        assert!(frame.picture_height() < HEIGHT, "{frame:?}");
    }

    #[test]
    fn every_city_is_away_from_the_edge() {
        for places in [&[VLADIVOSTOK][..], &[ANADYR], &[VLADIVOSTOK, YEKATERINBURG, ANADYR], &[YEKATERINBURG]] {
            let (frame, positions) = positions(places);
            for (x, y) in positions {
                let (right, below) = (i32::from(WIDTH) - x, i32::from(frame.picture_height()) - y);
                assert!(x.min(y).min(right).min(below) >= 60, "{places:?} {frame:?}: {x} {y}");
            }
        }
    }

    #[test]
    fn one_city_is_shown_with_half_of_the_country() {
        let (frame, positions) = positions(&[(600, 600)]);
        assert_eq!((frame.width, frame.height), (LEAST, LEAST / 2));
        assert_eq!(positions, [(625, 313)]);
        assert_eq!(frame.transform(), "scale(2.0161) translate(-290 -445)");
    }
}
