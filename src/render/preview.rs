//! Draws preview pictures as PNG files: [`Canvas`]. zeno (the rasteriser of the font library swash) accepts the path
//! data of the map as it is; resvg would bring text, fonts and picture formats that nothing here needs.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use zeno::{Mask, Transform};

use crate::view::preview::{CityMark, HEIGHT, LAKES, LAND, WIDTH};

/// The size of a picture in pixels. It is half of what Open Graph recommends, and the smallest for which Facebook shows
/// a large preview; a map has no fine details.
const SIZE: (u32, u32) = (600, 315);

/// Pixels per unit of the map's frame. The map is as wide as the picture.
const SCALE: f32 = SIZE.0 as f32 / WIDTH as f32;

/// The height, in units of the map, that is cut off at its top: the Arctic Ocean. The rest has the aspect ratio of the
/// picture.
const CUT: f32 = HEIGHT as f32 - SIZE.1 as f32 / SCALE;

/// The coverage of a pixel is rounded to this many steps above zero, so that a picture has few colours and is small.
const STEPS: u8 = 3;

/// The colours of the light theme: the sea, the land, and the marks in the order of
/// [`MarkKind`](crate::view::preview::MarkKind).
const SEA: Color = [0xf3, 0xf6, 0xf7];
const LAND_COLOR: Color = [0xd5, 0xdf, 0xe2];
const MARKS: [Color; 3] = [[0x8f, 0xa6, 0xad], [0x1f, 0x5a, 0x66], [0xb5, 0x44, 0x1e]];

/// The radii of the marks in pixels, in the same order.
const RADII: [f32; 3] = [2.0, 5.0, 9.0];

type Color = [u8; 3];

/// The map that all pictures share: for each pixel the index of its colour in `palette`.
pub struct Canvas {
    pixels: Vec<u8>,
    disks: Vec<Disk>,
}

/// The coverage of a mark, as a square of an odd number of pixels.
struct Disk {
    side: u32,
    coverage: Vec<u8>,
}

impl Canvas {
    /// Draws the map with the cities that all pictures have.
    pub fn new(cities: &[CityMark]) -> Self {
        let land = coverage_of_map(LAND);
        let lakes = coverage_of_map(LAKES);
        let pixels = land.iter().zip(&lakes).map(|(land, lake)| steps(land.saturating_sub(*lake))).collect();
        let mut canvas = Self { pixels, disks: RADII.iter().map(|&radius| Disk::new(radius)).collect() };
        cities.iter().for_each(|mark| draw(&mut canvas.pixels, &canvas.disks, mark));
        canvas
    }

    /// Returns a PNG file of the map with further cities.
    pub fn png(&self, marks: &[CityMark]) -> Vec<u8> {
        let mut pixels = self.pixels.clone();
        marks.iter().for_each(|mark| draw(&mut pixels, &self.disks, mark));
        encode_png(&pixels)
    }
}

impl Disk {
    fn new(radius: f32) -> Self {
        let side = 2 * radius.ceil() as u32 + 1;
        let middle = side as f32 / 2.0;
        let left = middle - radius;
        let path =
            format!("M{left},{middle}a{radius},{radius} 0 1 1 {0},0a{radius},{radius} 0 1 1 -{0},0Z", 2.0 * radius);
        let (coverage, _) = Mask::new(path.as_str()).size(side, side).render();
        Self { side, coverage }
    }
}

/// Returns how much of each pixel a path of the map covers.
fn coverage_of_map(path: &str) -> Vec<u8> {
    let to_picture = Transform::translation(0.0, -CUT).then_scale(SCALE, SCALE);
    let (coverage, _) = Mask::new(path).transform(Some(to_picture)).size(SIZE.0, SIZE.1).render();
    coverage
}

/// Draws a mark. The part outside of the picture is left out.
fn draw(pixels: &mut [u8], disks: &[Disk], mark: &CityMark) {
    let kind = mark.kind as usize;
    let Some(Disk { side, coverage }) = disks.get(kind) else { return };
    let half = i64::from(side / 2);
    let (x, y) = (mark.x as f32 * SCALE, (mark.y as f32 - CUT) * SCALE);
    // A city in the far north is drawn at the upper edge, so that no picture lacks its city.
    let (left, top) = (x as i64 - half, (y as i64 - half).max(0));
    let rows = coverage.chunks_exact(*side as usize);
    for (row, coverage) in (top..).zip(rows) {
        for (column, &covered) in (left..).zip(coverage) {
            let is_inside = (0..i64::from(SIZE.0)).contains(&column) && (0..i64::from(SIZE.1)).contains(&row);
            let step = steps(covered);
            if is_inside && step > 0 {
                let pixel = &mut pixels[(row * i64::from(SIZE.0) + column) as usize];
                *pixel = color_index(kind, step, *pixel);
            }
        }
    }
}

/// Converts the coverage of a pixel to steps.
fn steps(coverage: u8) -> u8 {
    ((u16::from(coverage) * u16::from(STEPS) + 127) / 255) as u8
}

/// Returns the palette index of a mark's colour with this coverage. The colour below is rounded to sea or land, because
/// blends of blends would need hundreds of colours.
fn color_index(kind: usize, step: u8, below: u8) -> u8 {
    let is_land = below * 2 > STEPS;
    (STEPS + 1) + (kind as u8 * 2 + u8::from(is_land)) * STEPS + step - 1
}

/// Returns the palette: the steps from sea to land, then for each mark its steps above the sea and above the land.
fn palette() -> Vec<u8> {
    let ground = (0..=STEPS).map(|step| blend(SEA, LAND_COLOR, step));
    let marks = MARKS.iter().flat_map(|&mark| {
        [SEA, LAND_COLOR].into_iter().flat_map(move |below| (1..=STEPS).map(move |step| blend(below, mark, step)))
    });
    ground.chain(marks).flatten().collect()
}

fn blend(below: Color, above: Color, step: u8) -> Color {
    let part = |below: u8, above: u8| {
        let (below, above, step) = (u16::from(below), u16::from(above), u16::from(step));
        ((below * (u16::from(STEPS) - step) + above * step) / u16::from(STEPS)) as u8
    };
    std::array::from_fn(|channel| part(below[channel], above[channel]))
}

/// Encodes pixels as a PNG file with a palette.
fn encode_png(pixels: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, SIZE.0, SIZE.1);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette());
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    // Writing into memory cannot fail.
    if let Ok(mut writer) = encoder.write_header() {
        let _ = writer.write_image_data(pixels);
    }
    file
}
