//! Collects the glyphs and straight lines of a page. [`Collector`] receives them from the interpreter of the page.

use std::panic::resume_unwind;

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::bullets;
use super::direction;
use super::fields::{FormField, layout_field};
use super::glyph::{Glyph, RotatedGlyphs, Rule, normalise, spread_evenly};
use super::marked_content::MarkedContent;

/// The maximum number of characters of a file.
const CHARACTER_LIMIT: u64 = 5_000_000;
/// The maximum drawing work of a file, in calls of the interpreter and segments of paths.
const WORK_LIMIT: u64 = 20_000_000;
/// The work of a nested form: the interpreter unpacks and parses it each time it is drawn.
const FORM_WORK: u64 = 400;
/// The maximum number of rules that are kept of a page.
const RULE_LIMIT: usize = 20_000;
/// A filled shape up to this width in points is a rule.
const RULE_WIDTH: f64 = 3.0;
/// The minimum length of a rule in points.
const RULE_LENGTH: f64 = 4.0;
/// The maximum number of characters of one glyph.
const GLYPH_LIMIT: usize = 16;
/// How many characters beyond the edges of a page are kept, to report them.
const OUTSIDE_LIMIT: usize = 400;

/// The payload that unwinds out of the interpreter if a file exceeds a limit, with the description of the limit. The
/// interpreter cannot be stopped in another way, and a few nested forms make it draw endlessly.
pub(super) struct LimitReached(pub(super) &'static str);

/// Collects what is drawn. One collector is used for all pages of a file, see [`Collector::start_page`].
#[derive(Default)]
pub(super) struct Collector {
    /// The glyphs of the page by direction.
    pub(super) rotated: Vec<RotatedGlyphs>,
    /// The rules of the page.
    pub(super) rules: Vec<Rule>,
    /// Whether any page so far shows a picture.
    pub(super) has_images: bool,
    /// Whether this page shows a picture, and the number of filled shapes on it: letters may be drawn as shapes.
    pub(super) shows_image: bool,
    pub(super) filled_shapes: u32,
    /// Small round or square shapes, such as the bullets that browsers draw.
    pub(super) bullet_shapes: Vec<Rect>,
    /// The beginning of the text beyond the edges of the page.
    pub(super) outside_text: String,
    /// The open marked-content sequences.
    marked: MarkedContent,
    /// Width and height of the page in points.
    page: (f64, f64),
    characters: u64,
    work: u64,
}

impl Collector {
    /// Starts a page with a width and a height in points.
    pub(super) fn start_page(&mut self, page: (f32, f32)) {
        self.rotated.clear();
        self.rules.clear();
        self.bullet_shapes.clear();
        self.outside_text.clear();
        self.marked = MarkedContent::default();
        (self.shows_image, self.filled_shapes) = (false, 0);
        self.page = (f64::from(page.0), f64::from(page.1));
    }

    /// Replaces the glyphs that were drawn for form fields, which come after the counts of `before`, with the values
    /// of the fields.
    pub(super) fn replace_field_glyphs(&mut self, before: &[usize], fields: &[FormField]) {
        let inside = |glyph: &Glyph| {
            let (x, y) = ((glyph.left + glyph.right) / 2.0, glyph.y - glyph.size * 0.3);
            fields.iter().any(|FormField { place: (left, top, right, bottom), .. }| {
                (left - 2.0..=right + 2.0).contains(&x) && (top - 2.0..=bottom + 2.0).contains(&y)
            })
        };
        for (number, rotated) in self.rotated.iter_mut().enumerate() {
            let from = before.get(number).copied().unwrap_or(0);
            let drawn = rotated.glyphs.split_off(from.min(rotated.glyphs.len()));
            rotated.glyphs.extend(drawn.into_iter().filter(|glyph| rotated.angle != 0 || !inside(glyph)));
        }
        for field in fields {
            let mut field_glyphs = layout_field(field);
            for (letter, order) in field_glyphs.iter_mut().zip(self.characters + 1..) {
                letter.order = u32::try_from(order).unwrap_or(u32::MAX);
            }
            self.count_characters(field_glyphs.len());
            self.add_work(field_glyphs.len() as u64);
            match self.rotated.iter_mut().find(|rotated| rotated.angle == 0) {
                Some(rotated) => rotated.glyphs.extend(field_glyphs),
                None => self.rotated.push(RotatedGlyphs { angle: 0, glyphs: field_glyphs }),
            }
        }
    }

    fn add_work(&mut self, amount: u64) {
        self.work += amount;
        if self.work > WORK_LIMIT {
            resume_unwind(Box::new(LimitReached("more than 20000000 drawing operations")));
        }
    }

    fn count_characters(&mut self, characters: usize) {
        self.characters += characters as u64;
        if self.characters > CHARACTER_LIMIT {
            resume_unwind(Box::new(LimitReached("more than 5000000 characters")));
        }
    }

    /// Adds a glyph, if it is on the page. The text beyond the edges, which nobody sees, is only reported.
    fn add_glyph(&mut self, glyph: &FontGlyph<'_>, transform: Affine, stretched: bool) {
        let [a, b, c, d, x, y] = transform.as_coeffs();
        let scale = if stretched { c.hypot(d) } else { a.hypot(b) };
        let advance = advance(glyph) * scale;
        let on_page = (-1.0..=self.page.0 + 1.0).contains(&x) && (-1.0..=self.page.1 + 1.0).contains(&y);
        // The comparisons are false for NaN, too.
        let is_plausible = scale > 0.0 && advance.abs() < self.page.0 + self.page.1;
        if !(on_page && is_plausible) {
            let more = OUTSIDE_LIMIT.saturating_sub(self.outside_text.len());
            self.outside_text.extend(characters(glyph, true).into_iter().take(more));
            return;
        }
        let mut size = c.hypot(d) * 1000.0;
        if let FontGlyph::Type3(_) = glyph {
            // A bitmap font may claim a size of 1 point.
            size = size.max(advance);
        }
        if !(0.1..=10_000.0).contains(&size) {
            return;
        }
        let angle = b.atan2(a).to_degrees().round().rem_euclid(360.0);
        // Horizontal text is not rotated, so that its coordinates stay those of the page.
        let (sin, cos) = if angle == 0.0 { (0.0, 1.0) } else { angle.to_radians().sin_cos() };
        let (left, y) = (x * cos + y * sin, y * cos - x * sin);
        let (left, right) = (left as f32, (left + advance) as f32);
        let order = u32::try_from(self.characters + 1).unwrap_or(u32::MAX);
        let place = Glyph { char: ' ', left, right, y: y as f32, size: size as f32, order };
        self.add_characters(glyph, place, angle as u16);
    }

    /// Adds the characters of a glyph; several share its place evenly.
    fn add_characters(&mut self, glyph: &FontGlyph<'_>, place: Glyph, angle: u16) {
        let mut characters = self.marked.resolve_soft_hyphens(characters(glyph, place.right > place.left));
        if characters.is_empty() {
            return;
        }
        self.count_characters(characters.len());
        // The letters of a ligature are in reading order.
        if characters.len() > 1 {
            characters = direction::reorder(&characters.iter().collect::<String>()).chars().collect();
        }
        let glyphs = spread_evenly(&characters, place);
        match self.rotated.iter_mut().find(|rotated| rotated.angle == angle) {
            Some(rotated) => rotated.glyphs.extend(glyphs),
            None => self.rotated.push(RotatedGlyphs { angle, glyphs: glyphs.collect() }),
        }
    }

    fn add_rule(&mut self, from: Point, to: Point) {
        let is_plausible = [from.x, from.y, to.x, to.y].iter().all(|value| value.abs() < 20_000.0);
        if is_plausible && from.distance(to) >= RULE_LENGTH && self.rules.len() < RULE_LIMIT {
            let rounded = |point: Point| (point.x as f32, point.y as f32);
            self.rules.push(Rule { from: rounded(from), to: rounded(to) });
        }
    }

    /// Adds the straight segments of a stroked path as rules.
    fn add_stroked_path(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => (start, last) = (transform * point, transform * point),
                PathEl::LineTo(point) => {
                    let point = transform * point;
                    self.add_rule(last, point);
                    last = point;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => last = transform * point,
                PathEl::ClosePath => {
                    self.add_rule(last, start);
                    last = start;
                }
            }
        }
    }

    /// Adds the parts of a filled path that are as thin as a rule: borders of tables are often filled.
    fn add_filled_path(&mut self, path: &BezPath, transform: Affine) {
        let mut bounds: Option<Rect> = None;
        for element in path.elements() {
            let point = match *element {
                PathEl::MoveTo(point) => {
                    self.add_thin_shape(bounds.take());
                    point
                }
                PathEl::LineTo(point) | PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => point,
                PathEl::ClosePath => continue,
            };
            let point = transform * point;
            bounds = Some(bounds.map_or(Rect::from_points(point, point), |bounds| bounds.union_pt(point)));
        }
        self.add_thin_shape(bounds);
    }

    fn add_thin_shape(&mut self, bounds: Option<Rect>) {
        let Some(bounds) = bounds else { return };
        let center = bounds.center();
        if bounds.width() <= RULE_WIDTH && bounds.width() < bounds.height() {
            self.add_rule(Point::new(center.x, bounds.y0), Point::new(center.x, bounds.y1));
        } else if bounds.height() <= RULE_WIDTH {
            self.add_rule(Point::new(bounds.x0, center.y), Point::new(bounds.x1, center.y));
        }
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.add_work(1 + path.elements().len() as u64);
        self.bullet_shapes.extend(
            bullets::bullet_shape(path, props.transform, mode).filter(|_| self.bullet_shapes.len() < bullets::LIMIT),
        );
        match mode {
            DrawMode::Fill(_) => {
                // A letter has more corners than a box.
                self.filled_shapes += u32::from(path.elements().len() > 6);
                self.add_filled_path(path, props.transform);
            }
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.add_stroked_path(path, props.transform),
            DrawMode::Invisible => {}
        }
    }

    // Without this, the interpreter would call `push_clip_path`, which counts as more work.
    fn push_clip_rect(&mut self, _: &Rect) {
        self.add_work(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.add_work(FORM_WORK);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.add_work(1);
    }

    // Invisible text is drawn with this, too: it is the text layer of a scan.
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.add_work(1 + run.glyphs().len() as u64);
        let stretched = is_stretched(run);
        if !self.outside_text.is_empty() && self.outside_text.len() < OUTSIDE_LIMIT {
            self.outside_text.push(' ');
        }
        for glyph in run.glyphs() {
            self.add_glyph(glyph, props.transform * glyph.transform(), stretched);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.add_work(1);
        (self.has_images, self.shows_image) = (true, true);
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.add_work(1);
        self.marked.begin(properties, self.characters);
    }

    fn end_marked_content(&mut self) {
        let added = self.marked.end(&mut self.rotated);
        self.count_characters(added);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.draw_path(&rect.to_path(0.1), props, mode);
    }
}

/// Whether the glyphs of a run are stretched differently: the file lacks the font, and the interpreter fits another
/// one to the widths in the file. Those widths are right without stretching.
fn is_stretched(run: &GlyphRun<'_, '_>) -> bool {
    let ratios = run.glyphs().iter().map(|glyph| {
        let [a, b, c, d, ..] = glyph.transform().as_coeffs();
        a.hypot(b) / c.hypot(d)
    });
    let (least, largest) =
        ratios.fold((f64::INFINITY, 0.0), |(least, largest), ratio| (ratio.min(least), ratio.max(largest)));
    largest > least * 1.001
}

/// Returns the width of a glyph in thousandths of the font size.
fn advance(glyph: &FontGlyph<'_>) -> f64 {
    let advance = match glyph {
        FontGlyph::Outline(glyph) => glyph.advance_width(),
        FontGlyph::Type3(glyph) => glyph.advance_width(),
    };
    f64::from(advance.unwrap_or(500.0))
}

/// Returns the characters of a glyph; none for characters that take no space.
fn characters(glyph: &FontGlyph<'_>, has_width: bool) -> Vec<char> {
    match glyph.as_unicode() {
        None => vec![char::REPLACEMENT_CHARACTER],
        Some(BfString::Char(char)) => normalise(char, has_width),
        Some(BfString::String(text)) => {
            text.chars().take(GLYPH_LIMIT).flat_map(|char| normalise(char, has_width)).collect()
        }
    }
}
