//! Places the names of cities on the map so that they overlap neither each other nor a city.
//!
//! Each name takes the first free of eight positions around its city; cities with more responses choose first. A name
//! without a free position is hidden and shows while the pointer is on its city. Names are placed at build time, when
//! the reader's fonts are unknown, so widths are estimated generously.

use super::MapLabel;
use super::projection::WIDTH;

/// The size of the letters.
pub(super) const SIZE: u16 = 19;

/// The distance of names to cities, to one another and to the edge of the map.
const FROM_CITY: i32 = 11;
const BETWEEN: i32 = 3;
const FROM_EDGE: i32 = 6;

/// The radius of a city's own mark.
const MARK: i32 = 8;

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
pub(super) fn place(places: &[LabelledCity<'_>], height: u16) -> Vec<MapLabel> {
    let marks: Vec<Room> = places
        .iter()
        .map(|place| Room { left: place.x - MARK, right: place.x + MARK, top: place.y - MARK, bottom: place.y + MARK })
        .collect();
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&number| std::cmp::Reverse(places[number].rank));
    let mut taken: Vec<Room> = Vec::new();
    let mut labels: Vec<MapLabel> = places.iter().map(tucked).collect();
    for number in order.into_iter().take(MOST) {
        let free = around(&places[number]).into_iter().find(|(_, room)| {
            let on_city = |(other, mark): (usize, &Room)| other != number && room.overlaps(mark, 0);
            room.is_on_map(i32::from(height))
                && !taken.iter().any(|other| room.overlaps(other, BETWEEN))
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
fn tucked(place: &LabelledCity<'_>) -> MapLabel {
    let half = width(place.name) / 2;
    let (left, right) = (FROM_EDGE + half, i32::from(WIDTH) - FROM_EDGE - half);
    let y = if place.y > 2 * i32::from(SIZE) { place.y - FROM_CITY } else { place.y + FROM_CITY + i32::from(SIZE) };
    MapLabel { x: place.x.clamp(left, right.max(left)), y, anchor: "middle", is_tucked: true }
}

/// The positions around a city, the best first: right, left, diagonal, above and below.
fn around(place: &LabelledCity<'_>) -> [(MapLabel, Room); 8] {
    let size = i32::from(SIZE);
    let (level, above, below) = (size / 3, -FROM_CITY, FROM_CITY + size * 3 / 4);
    let aslant = FROM_CITY / 2;
    [
        (FROM_CITY, level, "start"),
        (-FROM_CITY, level, "end"),
        (aslant, above, "start"),
        (aslant, below, "start"),
        (-aslant, above, "end"),
        (-aslant, below, "end"),
        (0, above, "middle"),
        (0, below, "middle"),
    ]
    .map(|(right, down, anchor)| {
        let (x, y) = (place.x + right, place.y + down);
        let width = width(place.name);
        let left = match anchor {
            "start" => x,
            "end" => x - width,
            _ => x - width / 2,
        };
        let room = Room { left, right: left + width, top: y - size * 4 / 5, bottom: y + size / 4 };
        (MapLabel { x, y, anchor, is_tucked: false }, room)
    })
}

/// The width of a name, in hundredths of the font size for each letter. Measured with wide fonts (Golos Text, DejaVu
/// Sans), rounded up.
fn width(name: &str) -> i32 {
    let letter = |c: char| match c {
        ' ' | '\u{a0}' => 32,
        '-' | '\u{2011}' | '\'' | '.' => 42,
        'ж' | 'м' | 'ф' | 'ш' | 'щ' | 'ы' | 'ю' | 'ъ' | 'm' | 'w' => 92,
        'Ж' | 'М' | 'Ф' | 'Ш' | 'Щ' | 'Ы' | 'Ю' | 'Ъ' | 'M' | 'W' => 112,
        c if c.is_uppercase() => 76,
        _ => 63,
    };
    name.chars().map(letter).sum::<i32>() * i32::from(SIZE) / 100
}

#[cfg(test)]
mod tests {
    use super::super::projection::HEIGHT;
    use super::*;

    #[test]
    fn a_name_stands_to_the_right_unless_another_city_is_there() {
        let alone = place(&[LabelledCity { x: 500, y: 400, name: "Томск", rank: 1 }], HEIGHT);
        assert_eq!(alone, [MapLabel { x: 511, y: 406, anchor: "start", is_tucked: false }]);
        let pair = place(
            &[
                LabelledCity { x: 500, y: 400, name: "Томск", rank: 1 },
                LabelledCity { x: 530, y: 402, name: "Северск", rank: 0 },
            ],
            HEIGHT,
        );
        assert_eq!(pair.iter().map(|label| label.anchor).collect::<Vec<_>>(), ["end", "start"]);
    }

    #[test]
    fn names_stay_on_the_map_and_off_one_another() {
        let mut places = Vec::new();
        for row in 0..12 {
            for column in 0..12 {
                places.push(LabelledCity {
                    x: 20 + column * 105,
                    y: 15 + row * 70,
                    name: "Ненаглядный Город",
                    rank: 0,
                });
            }
        }
        let labels = place(&places, HEIGHT);
        let rooms: Vec<Room> = labels
            .iter()
            .zip(&places)
            .filter(|(label, _)| !label.is_tucked)
            .filter_map(|(label, place)| around(place).into_iter().find(|(other, _)| other == label))
            .map(|(_, room)| room)
            .collect();
        assert!(rooms.len() > 20 && rooms.len() < places.len(), "some have room, some have not: {}", rooms.len());
        for (number, room) in rooms.iter().enumerate() {
            assert!(room.is_on_map(i32::from(HEIGHT)), "{room:?}");
            assert!(!rooms[..number].iter().any(|other| room.overlaps(other, 0)), "{room:?}");
        }
    }

    #[test]
    fn who_sent_more_chooses_first() {
        let crowd: Vec<LabelledCity<'_>> = (0..20)
            .map(|rank| LabelledCity {
                x: 500 + 17 * rank as i32, y: 400, name: "Перенаселённоград", rank
            })
            .collect();
        let labels = place(&crowd, HEIGHT);
        assert_eq!(labels[19].anchor, "start", "the first to choose takes the best place");
        assert!(labels[0].is_tucked || labels[0].anchor != "start", "the last takes what is left");
        assert!(labels.iter().any(|label| label.is_tucked));
    }
}
