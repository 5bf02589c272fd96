//! The glyphs and straight lines that a page draws. [`Collector`] receives them from the interpreter of the page.

use std::panic::resume_unwind;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::direction;
use super::dots;
use super::drawn::{Glyph, Rule, Turned, evenly, plain};
use super::fields::{FormField, letters};
use super::marked::Marked;

/// How many characters a file may have.
const CHARACTER_LIMIT: u64 = 5_000_000;
/// How much a file may draw, counted in calls of the interpreter and pieces of paths.
const WORK_LIMIT: u64 = 20_000_000;
/// What a nested form counts for: the interpreter unpacks and parses it each time it is drawn.
const FORM_WORK: u64 = 400;
/// How many rules of a page are kept.
const RULE_LIMIT: usize = 20_000;
/// A filled shape up to this width in points is a rule.
const RULE_WIDTH: f64 = 3.0;
/// The least length of a rule in points.
const RULE_LENGTH: f64 = 4.0;
/// How many characters one glyph may stand for.
const GLYPH_LIMIT: usize = 16;
/// How many characters of what lies beyond the edges of a page are kept, to name it.
const OUTSIDE_LIMIT: usize = 400;

/// What unwinds out of the interpreter when a file exceeds a limit, with the limit's name. The interpreter cannot be
/// stopped in another way, and a few nested forms make it draw without end.
pub(super) struct LimitReached(pub(super) &'static str);

/// Collects what is drawn; one serves for all pages of a file, see [`Collector::turn_page`].
#[derive(Default)]
pub(super) struct Collector {
    /// The glyphs of the page by direction.
    pub(super) turned: Vec<Turned>,
    /// The rules of the page.
    pub(super) rules: Vec<Rule>,
    /// Whether any page so far showed a picture.
    pub(super) images: bool,
    /// Whether this page shows a picture, and how many shapes are filled on it: letters may be drawn as shapes.
    pub(super) shows_image: bool,
    pub(super) shapes: u32,
    /// Small round or square shapes, such as the bullets that browsers draw.
    pub(super) dots: Vec<Rect>,
    /// The beginning of the text beyond the edges of the page.
    pub(super) outside: String,
    /// The parts of the page that are open.
    marked: Marked,
    /// Width and height of the page in points.
    page: (f64, f64),
    characters: u64,
    work: u64,
}

impl Collector {
    /// Begins a page of a width and a height in points.
    pub(super) fn turn_page(&mut self, page: (f32, f32)) {
        self.turned.clear();
        self.rules.clear();
        self.dots.clear();
        self.outside.clear();
        self.marked = Marked::default();
        (self.shows_image, self.shapes) = (false, 0);
        self.page = (f64::from(page.0), f64::from(page.1));
    }

    /// Puts what was written into fields in the place of the glyphs that were drawn for them: those behind the counts of `before`.
    pub(super) fn replace(&mut self, before: &[usize], fields: &[FormField]) {
        let inside = |glyph: &Glyph| {
            let (x, y) = ((glyph.left + glyph.right) / 2.0, glyph.y - glyph.size * 0.3);
            fields.iter().any(|FormField { place: (left, top, right, bottom), .. }| {
                (left - 2.0..=right + 2.0).contains(&x) && (top - 2.0..=bottom + 2.0).contains(&y)
            })
        };
        for (number, turned) in self.turned.iter_mut().enumerate() {
            let from = before.get(number).copied().unwrap_or(0);
            let drawn = turned.glyphs.split_off(from.min(turned.glyphs.len()));
            turned.glyphs.extend(drawn.into_iter().filter(|glyph| turned.angle != 0 || !inside(glyph)));
        }
        for field in fields {
            let mut letters = letters(field);
            for (letter, order) in letters.iter_mut().zip(self.characters + 1..) {
                letter.order = u32::try_from(order).unwrap_or(u32::MAX);
            }
            self.count(letters.len());
            self.work(letters.len() as u64);
            match self.turned.iter_mut().find(|turned| turned.angle == 0) {
                Some(turned) => turned.glyphs.extend(letters),
                None => self.turned.push(Turned { angle: 0, glyphs: letters }),
            }
        }
    }

    fn work(&mut self, amount: u64) {
        self.work += amount;
        if self.work > WORK_LIMIT {
            resume_unwind(Box::new(LimitReached("more than 20000000 drawing operations")));
        }
    }

    fn count(&mut self, characters: usize) {
        self.characters += characters as u64;
        if self.characters > CHARACTER_LIMIT {
            resume_unwind(Box::new(LimitReached("more than 5000000 characters")));
        }
    }

    /// Keeps a glyph that stands on the page; what nobody sees there is only to be named.
    fn glyph(&mut self, drawn: &Drawn<'_>, transform: Affine, stretched: bool) {
        let [a, b, c, d, x, y] = transform.as_coeffs();
        let along = if stretched { c.hypot(d) } else { a.hypot(b) };
        let advance = advance(drawn) * along;
        let on_page = (-1.0..=self.page.0 + 1.0).contains(&x) && (-1.0..=self.page.1 + 1.0).contains(&y);
        // The comparisons also refuse what is not a number.
        let sane = along > 0.0 && advance.abs() < self.page.0 + self.page.1;
        if !(on_page && sane) {
            let more = OUTSIDE_LIMIT.saturating_sub(self.outside.len());
            self.outside.extend(characters(drawn, true).into_iter().take(more));
            return;
        }
        let mut size = c.hypot(d) * 1000.0;
        if let Drawn::Type3(_) = drawn {
            // A bitmap font may well claim a size of 1 point.
            size = size.max(advance);
        }
        if !(0.1..=10_000.0).contains(&size) {
            return;
        }
        let angle = b.atan2(a).to_degrees().round().rem_euclid(360.0);
        // Level text is not turned at all, so that its coordinates stay those of the page.
        let (sin, cos) = if angle == 0.0 { (0.0, 1.0) } else { angle.to_radians().sin_cos() };
        let (left, y) = (x * cos + y * sin, y * cos - x * sin);
        let (left, right) = (left as f32, (left + advance) as f32);
        let order = u32::try_from(self.characters + 1).unwrap_or(u32::MAX);
        let glyph = Glyph { char: ' ', left, right, y: y as f32, size: size as f32, order };
        self.spell(drawn, glyph, angle as u16);
    }

    /// Keeps the characters of a glyph; several share its place evenly.
    fn spell(&mut self, drawn: &Drawn<'_>, place: Glyph, angle: u16) {
        let mut characters = self.marked.meant(characters(drawn, place.right > place.left));
        if characters.is_empty() {
            return;
        }
        self.count(characters.len());
        // A ligature has its letters as they are read.
        if characters.len() > 1 {
            characters = direction::reordered(&characters.iter().collect::<String>()).chars().collect();
        }
        let glyphs = evenly(&characters, place);
        match self.turned.iter_mut().find(|turned| turned.angle == angle) {
            Some(turned) => turned.glyphs.extend(glyphs),
            None => self.turned.push(Turned { angle, glyphs: glyphs.collect() }),
        }
    }

    fn rule(&mut self, from: Point, to: Point) {
        let sane = [from.x, from.y, to.x, to.y].iter().all(|value| value.abs() < 20_000.0);
        if sane && from.distance(to) >= RULE_LENGTH && self.rules.len() < RULE_LIMIT {
            let rounded = |point: Point| (point.x as f32, point.y as f32);
            self.rules.push(Rule { from: rounded(from), to: rounded(to) });
        }
    }

    /// Keeps the straight parts of a stroked path.
    fn stroked(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => (start, last) = (transform * point, transform * point),
                PathEl::LineTo(point) => {
                    let point = transform * point;
                    self.rule(last, point);
                    last = point;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => last = transform * point,
                PathEl::ClosePath => {
                    self.rule(last, start);
                    last = start;
                }
            }
        }
    }

    /// Keeps the parts of a filled path that are as thin as a rule: borders of tables are often filled.
    fn filled(&mut self, path: &BezPath, transform: Affine) {
        let mut bounds: Option<Rect> = None;
        for element in path.elements() {
            let point = match *element {
                PathEl::MoveTo(point) => {
                    self.thin(bounds.take());
                    point
                }
                PathEl::LineTo(point) | PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => point,
                PathEl::ClosePath => continue,
            };
            let point = transform * point;
            bounds = Some(bounds.map_or(Rect::from_points(point, point), |bounds| bounds.union_pt(point)));
        }
        self.thin(bounds);
    }

    fn thin(&mut self, bounds: Option<Rect>) {
        let Some(bounds) = bounds else { return };
        let center = bounds.center();
        if bounds.width() <= RULE_WIDTH && bounds.width() < bounds.height() {
            self.rule(Point::new(center.x, bounds.y0), Point::new(center.x, bounds.y1));
        } else if bounds.height() <= RULE_WIDTH {
            self.rule(Point::new(bounds.x0, center.y), Point::new(bounds.x1, center.y));
        }
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.work(1 + path.elements().len() as u64);
        self.dots.extend(dots::of(path, props.transform, mode).filter(|_| self.dots.len() < dots::LIMIT));
        match mode {
            DrawMode::Fill(_) => {
                // A letter has more corners than a box.
                self.shapes += u32::from(path.elements().len() > 6);
                self.filled(path, props.transform);
            }
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.stroked(path, props.transform),
            DrawMode::Invisible => {}
        }
    }

    // Without this, the interpreter would go by way of `push_clip_path`, which counts for more.
    fn push_clip_rect(&mut self, _: &Rect) {
        self.work(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.work(FORM_WORK);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.work(1);
    }

    // Invisible text comes here too: it is the text layer of a scan.
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.work(1 + run.glyphs().len() as u64);
        let stretched = is_stretched(run);
        if !self.outside.is_empty() && self.outside.len() < OUTSIDE_LIMIT {
            self.outside.push(' ');
        }
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), stretched);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.work(1);
        (self.images, self.shows_image) = (true, true);
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.work(1);
        self.marked.begin(properties, self.characters);
    }

    fn end_marked_content(&mut self) {
        let added = self.marked.end(&mut self.turned);
        self.count(added);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.draw_path(&rect.to_path(0.1), props, mode);
    }
}

/// Whether each glyph of a run is stretched differently: the file lacks the font, and the interpreter fits another
/// one to the widths that the file states. They hold without being stretched.
fn is_stretched(run: &GlyphRun<'_, '_>) -> bool {
    let ratios = run.glyphs().iter().map(|glyph| {
        let [a, b, c, d, ..] = glyph.transform().as_coeffs();
        a.hypot(b) / c.hypot(d)
    });
    let (least, largest) =
        ratios.fold((f64::INFINITY, 0.0), |(least, largest), ratio| (ratio.min(least), ratio.max(largest)));
    largest > least * 1.001
}

/// The width of a glyph in thousandths of the font's size.
fn advance(drawn: &Drawn<'_>) -> f64 {
    let advance = match drawn {
        Drawn::Outline(glyph) => glyph.advance_width(),
        Drawn::Type3(glyph) => glyph.advance_width(),
    };
    f64::from(advance.unwrap_or(500.0))
}

/// The characters that a glyph stands for; none for what has no place on paper.
fn characters(drawn: &Drawn<'_>, wide: bool) -> Vec<char> {
    match drawn.as_unicode() {
        None => vec![char::REPLACEMENT_CHARACTER],
        Some(BfString::Char(char)) => plain(char, wide),
        Some(BfString::String(text)) => text.chars().take(GLYPH_LIMIT).flat_map(|char| plain(char, wide)).collect(),
    }
}
