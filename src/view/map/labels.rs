//! Places the names of cities on the map so that they overlap neither each other nor a city.
//!
//! Each name takes the first free of eight positions around its city; cities with more responses choose first. A name
//! without a free position is hidden and shows while the pointer is on its city. Names are placed at build time, when
//! the reader's fonts are unknown, so widths are estimated generously.

use super::MapLabel;
use super::projection::WIDTH;

/// How large letters and marks are, in units of the map.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// The size of the letters.
    pub(super) letters: i32,
    /// The radius of a city's own mark.
    mark: i32,
    /// The distance of a name to its city.
    from_city: i32,
    /// The distance of names to one another.
    between: i32,
}

/// The scale of a wide window.
pub(super) const WIDE: Scale = Scale { letters: 19, mark: 8, from_city: 11, between: 3 };

/// The scale of a phone, where the map is some 320 pixels wide.
pub(super) const NARROW: Scale = Scale { letters: 42, mark: 14, from_city: 20, between: 7 };

/// The distance of names to the edge of the map.
const FROM_EDGE: i32 = 6;

/// How many cities are placed: each is compared with all others.
const MOST: usize = 500;

/// A city whose name is to be placed.
#[derive(Debug)]
pub(super) struct LabelledCity<'a> {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) name: &'a str,
    /// The city with the higher rank chooses first.
    pub(super) rank: usize,
}

/// The rectangle that a name takes.
#[derive(Debug, Clone, Copy)]
struct Room {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

impl Room {
    fn overlaps(&self, other: &Self, distance: i32) -> bool {
        self.left < other.right + distance
            && other.left < self.right + distance
            && self.top < other.bottom + distance
            && other.top < self.bottom + distance
    }

    fn is_on_map(&self, height: i32) -> bool {
        self.left >= FROM_EDGE
            && self.top >= FROM_EDGE
            && self.right <= i32::from(WIDTH) - FROM_EDGE
            && self.bottom <= height - FROM_EDGE
    }
}

/// A label for each place of a picture of this height, in the order of the places.
pub(super) fn place(places: &[LabelledCity<'_>], height: u16, scale: Scale) -> Vec<MapLabel> {
    let mark = |place: &LabelledCity<'_>| {
        let radius = scale.mark;
        Room { left: place.x - radius, right: place.x + radius, top: place.y - radius, bottom: place.y + radius }
    };
    let marks: Vec<Room> = places.iter().map(mark).collect();
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&number| std::cmp::Reverse(places[number].rank));
    let mut taken: Vec<Room> = Vec::new();
    let mut labels: Vec<MapLabel> = places.iter().map(|place| tucked(place, scale)).collect();
    for number in order.into_iter().take(MOST) {
        let free = around(&places[number], scale).into_iter().find(|(_, room)| {
            let on_city = |(other, mark): (usize, &Room)| other != number && room.overlaps(mark, 0);
            room.is_on_map(i32::from(height))
                && !taken.iter().any(|other| room.overlaps(other, scale.between))
                && !marks.iter().enumerate().any(on_city)
        });
        if let Some((label, room)) = free {
            labels[number] = label;
            taken.push(room);
        }
    }
    labels
}

/// A label that shows only while the pointer is on its city: above the city, over whatever is there.
fn tucked(place: &LabelledCity<'_>, Scale { letters, from_city, .. }: Scale) -> MapLabel {
    let half = width(place.name, letters) / 2;
    let (left, right) = (FROM_EDGE + half, i32::from(WIDTH) - FROM_EDGE - half);
    let y = if place.y > 2 * letters { place.y - from_city } else { place.y + from_city + letters };
    MapLabel { x: place.x.clamp(left, right.max(left)), y, anchor: "middle", is_tucked: true }
}

/// The positions around a city, the best first: right, left, diagonal, above and below.
fn around(place: &LabelledCity<'_>, Scale { letters, from_city, .. }: Scale) -> [(MapLabel, Room); 8] {
    let (level, above, below) = (letters / 3, -from_city, from_city + letters * 3 / 4);
    let aslant = from_city / 2;
    [
        (from_city, level, "start"),
        (-from_city, level, "end"),
        (aslant, above, "start"),
        (aslant, below, "start"),
        (-aslant, above, "end"),
        (-aslant, below, "end"),
        (0, above, "middle"),
        (0, below, "middle"),
    ]
    .map(|(right, down, anchor)| {
        let (x, y) = (place.x + right, place.y + down);
        let width = width(place.name, letters);
        let left = match anchor {
            "start" => x,
            "end" => x - width,
            _ => x - width / 2,
        };
        let room = Room { left, right: left + width, top: y - letters * 4 / 5, bottom: y + letters / 4 };
        (MapLabel { x, y, anchor, is_tucked: false }, room)
    })
}

/// The width of a name in letters of this size, in hundredths of the size for each letter. Measured with wide fonts (Golos Text, DejaVu
/// Sans), rounded up.
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
    fn a_name_stands_to_the_right_unless_another_city_is_there() {
        let alone = place(&[LabelledCity { x: 500, y: 400, name: "Томск", rank: 1 }], HEIGHT, WIDE);
        assert_eq!(alone, [MapLabel { x: 511, y: 406, anchor: "start", is_tucked: false }]);
        let pair = place(
            &[
                LabelledCity { x: 500, y: 400, name: "Томск", rank: 1 },
                LabelledCity { x: 530, y: 402, name: "Северск", rank: 0 },
            ],
            HEIGHT,
            WIDE,
        );
        assert_eq!(pair.iter().map(|label| label.anchor).collect::<Vec<_>>(), ["end", "start"]);
    }

    #[test]
    fn names_stay_on_the_map_and_off_one_another() {
        for (scale, name, columns, step) in [(WIDE, "Ненаглядный Город", 12, 105), (NARROW, "Город", 8, 150)]
        {
            let at = |row: i32, column: i32| LabelledCity { x: 20 + column * step, y: 15 + row * 70, name, rank: 0 };
            let places: Vec<_> = (0..12).flat_map(|row| (0..columns).map(move |column| at(row, column))).collect();
            let labels = place(&places, HEIGHT, scale);
            let rooms: Vec<Room> = labels
                .iter()
                .zip(&places)
                .filter(|(label, _)| !label.is_tucked)
                .filter_map(|(label, place)| around(place, scale).into_iter().find(|(other, _)| other == label))
                .map(|(_, room)| room)
                .collect();
            assert!(rooms.len() > 5 && rooms.len() < places.len(), "some have room, some not: {}", rooms.len());
            for (number, room) in rooms.iter().enumerate() {
                assert!(room.is_on_map(i32::from(HEIGHT)), "{room:?}");
                assert!(!rooms[..number].iter().any(|other| room.overlaps(other, 0)), "{room:?}");
            }
        }
    }

    #[test]
    fn who_sent_more_chooses_first() {
        let crowd: Vec<LabelledCity<'_>> = (0..20)
            .map(|rank| LabelledCity {
                x: 500 + 17 * rank as i32, y: 400, name: "Перенаселённоград", rank
            })
            .collect();
        let labels = place(&crowd, HEIGHT, WIDE);
        assert_eq!(labels[19].anchor, "start", "the first to choose takes the best place");
        assert!(labels[0].is_tucked || labels[0].anchor != "start", "the last takes what is left");
        assert!(labels.iter().any(|label| label.is_tucked));
    }
}
