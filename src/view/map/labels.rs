//! Places the names of cities on the map so that they overlap neither each other nor a city.
//!
//! [`place_labels`] gives each name the first free of eight positions around its city, starting with the city with most
//! responses. A name without a free position is hidden; the page shows it while the pointer is on its city. Names are
//! placed at build time, when the reader's fonts are unknown, so widths are estimated generously.

use super::MapLabel;
use super::projection::WIDTH;

/// The sizes of letters and marks, in units of the map.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// The size of the letters.
    pub(super) letters: i32,
    /// The radius of the mark of a city.
    mark_radius: i32,
    /// The distance between a name and its city.
    city_distance: i32,
    /// The minimum distance between names.
    name_distance: i32,
}

/// The scale of a wide window.
pub(super) const WIDE: Scale = Scale { letters: 19, mark_radius: 8, city_distance: 11, name_distance: 3 };

/// The scale of a phone, where the map is some 320 pixels wide.
pub(super) const NARROW: Scale = Scale { letters: 42, mark_radius: 14, city_distance: 20, name_distance: 7 };

/// The minimum distance between a name and the edge of the map.
const EDGE_DISTANCE: i32 = 6;

/// The maximum number of names to place; each is compared with all others.
const MAX_CITIES: usize = 500;

/// A city whose name is to be placed.
#[derive(Debug)]
pub(super) struct CityToLabel<'a> {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) name: &'a str,
    /// Cities with a higher rank are placed first.
    pub(super) rank: usize,
}

/// The rectangle of a name or of the mark of a city.
#[derive(Debug, Clone, Copy)]
struct Rectangle {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

impl Rectangle {
    fn overlaps(&self, other: &Self, distance: i32) -> bool {
        self.left < other.right + distance
            && other.left < self.right + distance
            && self.top < other.bottom + distance
            && other.top < self.bottom + distance
    }

    fn is_on_map(&self, height: i32) -> bool {
        self.left >= EDGE_DISTANCE
            && self.top >= EDGE_DISTANCE
            && self.right <= i32::from(WIDTH) - EDGE_DISTANCE
            && self.bottom <= height - EDGE_DISTANCE
    }
}

/// Places the names of cities in a picture of this height. Returns their labels in the order of the cities.
pub(super) fn place_labels(cities: &[CityToLabel<'_>], height: u16, scale: Scale) -> Vec<MapLabel> {
    let mark = |city: &CityToLabel<'_>| {
        let radius = scale.mark_radius;
        Rectangle { left: city.x - radius, right: city.x + radius, top: city.y - radius, bottom: city.y + radius }
    };
    let marks: Vec<Rectangle> = cities.iter().map(mark).collect();
    let mut order: Vec<usize> = (0..cities.len()).collect();
    order.sort_by_key(|&number| std::cmp::Reverse(cities[number].rank));
    let mut taken: Vec<Rectangle> = Vec::new();
    let mut labels: Vec<MapLabel> = cities.iter().map(|city| hidden_label(city, scale)).collect();
    for number in order.into_iter().take(MAX_CITIES) {
        let free = candidates(&cities[number], scale).into_iter().find(|(_, rectangle)| {
            let is_on_other_city = |(other, mark): (usize, &Rectangle)| other != number && rectangle.overlaps(mark, 0);
            rectangle.is_on_map(i32::from(height))
                && !taken.iter().any(|other| rectangle.overlaps(other, scale.name_distance))
                && !marks.iter().enumerate().any(is_on_other_city)
        });
        if let Some((label, rectangle)) = free {
            labels[number] = label;
            taken.push(rectangle);
        }
    }
    labels
}

/// Returns a label that is shown only while the pointer is on its city: above the city, where it may cover others.
fn hidden_label(city: &CityToLabel<'_>, Scale { letters, city_distance, .. }: Scale) -> MapLabel {
    let half = width(city.name, letters) / 2;
    let (left, right) = (EDGE_DISTANCE + half, i32::from(WIDTH) - EDGE_DISTANCE - half);
    let y = if city.y > 2 * letters { city.y - city_distance } else { city.y + city_distance + letters };
    MapLabel { x: city.x.clamp(left, right.max(left)), y, anchor: "middle", is_tucked: true }
}

/// Returns the eight possible positions of a name, the best first: right, left, diagonal, above and below.
fn candidates(city: &CityToLabel<'_>, Scale { letters, city_distance, .. }: Scale) -> [(MapLabel, Rectangle); 8] {
    let (level, above, below) = (letters / 3, -city_distance, city_distance + letters * 3 / 4);
    let diagonal = city_distance / 2;
    [
        (city_distance, level, "start"),
        (-city_distance, level, "end"),
        (diagonal, above, "start"),
        (diagonal, below, "start"),
        (-diagonal, above, "end"),
        (-diagonal, below, "end"),
        (0, above, "middle"),
        (0, below, "middle"),
    ]
    .map(|(right, down, anchor)| {
        let (x, y) = (city.x + right, city.y + down);
        let width = width(city.name, letters);
        let left = match anchor {
            "start" => x,
            "end" => x - width,
            _ => x - width / 2,
        };
        let rectangle = Rectangle { left, right: left + width, top: y - letters * 4 / 5, bottom: y + letters / 4 };
        (MapLabel { x, y, anchor, is_tucked: false }, rectangle)
    })
}

/// Estimates the width of a name in letters of this size. The numbers are percentages of the size, measured with wide
/// fonts (Golos Text, DejaVu Sans) and rounded up.
fn width(name: &str, letters: i32) -> i32 {
    let letter = |c: char| match c {
        ' ' | '\u{a0}' => 32,
        '-' | '\u{2011}' | '\'' | '.' => 42,
        'ж' | 'м' | 'ф' | 'ш' | 'щ' | 'ы' | 'ю' | 'ъ' | 'm' | 'w' => 92,
        'Ж' | 'М' | 'Ф' | 'Ш' | 'Щ' | 'Ы' | 'Ю' | 'Ъ' | 'M' | 'W' => 112,
        c if c.is_uppercase() => 76,
        _ => 63,
    };
    name.chars().map(letter).sum::<i32>() * letters / 100
}

#[cfg(test)]
mod tests {
    use super::super::projection::HEIGHT;
    use super::*;

    #[test]
    fn a_name_is_right_of_its_city_unless_another_city_is_in_the_way() {
        let alone = place_labels(&[CityToLabel { x: 500, y: 400, name: "Томск", rank: 1 }], HEIGHT, WIDE);
        assert_eq!(alone, [MapLabel { x: 511, y: 406, anchor: "start", is_tucked: false }]);
        let pair = place_labels(
            &[
                CityToLabel { x: 500, y: 400, name: "Томск", rank: 1 },
                CityToLabel { x: 530, y: 402, name: "Северск", rank: 0 },
            ],
            HEIGHT,
            WIDE,
        );
        assert_eq!(pair.iter().map(|label| label.anchor).collect::<Vec<_>>(), ["end", "start"]);
    }

    #[test]
    fn names_are_on_the_map_and_do_not_overlap() {
        for (scale, name, columns, step) in [(WIDE, "Ненаглядный Город", 12, 105), (NARROW, "Город", 8, 150)]
        {
            let at = |row: i32, column: i32| CityToLabel { x: 20 + column * step, y: 15 + row * 70, name, rank: 0 };
            let cities: Vec<_> = (0..12).flat_map(|row| (0..columns).map(move |column| at(row, column))).collect();
            let labels = place_labels(&cities, HEIGHT, scale);
            let rectangles: Vec<Rectangle> = labels
                .iter()
                .zip(&cities)
                .filter(|(label, _)| !label.is_tucked)
                .filter_map(|(label, city)| candidates(city, scale).into_iter().find(|(other, _)| other == label))
                .map(|(_, rectangle)| rectangle)
                .collect();
            assert!(
                rectangles.len() > 5 && rectangles.len() < cities.len(),
                "some have room, some not: {}",
                rectangles.len()
            );
            for (number, rectangle) in rectangles.iter().enumerate() {
                assert!(rectangle.is_on_map(i32::from(HEIGHT)), "{rectangle:?}");
                assert!(!rectangles[..number].iter().any(|other| rectangle.overlaps(other, 0)), "{rectangle:?}");
            }
        }
    }

    #[test]
    fn cities_with_more_responses_are_placed_first() {
        let crowd: Vec<CityToLabel<'_>> = (0..20)
            .map(|rank| CityToLabel {
                x: 500 + 17 * rank as i32, y: 400, name: "Перенаселённоград", rank
            })
            .collect();
        let labels = place_labels(&crowd, HEIGHT, WIDE);
        assert_eq!(labels[19].anchor, "start", "the first to choose takes the best place");
        assert!(labels[0].is_tucked || labels[0].anchor != "start", "the last takes what is left");
        assert!(labels.iter().any(|label| label.is_tucked));
    }
}
