//! Reads the text layer of PDF files as lines with positions: [`read`].
//!
//! A PDF has no paragraphs, only glyphs at positions. hayro-interpret draws each page for a [`Collector`], which
//! keeps glyphs and straight lines; [`lines`] makes lines of text from them. The library is pure Rust and has no
//! limits of its own, while the files come from strangers. So [`bombs`] measures the streams first, the collector
//! counts what is drawn, and reading stops after a minute.

mod attachments;
mod bombs;
mod bullets;
mod cells;
mod collector;
mod columns;
mod direction;
mod fields;
mod glyph;
mod gutters;
mod line_pieces;
mod lines;
mod marked_content;
mod rows;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use hayro_interpret::hayro_syntax::object::dict::keys::CONTENTS;
use hayro_interpret::hayro_syntax::object::{Array, MaybeRef};
use hayro_interpret::hayro_syntax::page::{A4, Page};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, RenderContent, interpret_page,
};

use super::archive::ReadError;
use crate::document::{Aside, AsideKind, CellPlace, Line, Lines, SourceLocation};
use asdg_russian::collapse_spaces;
use collector::{Collector, LimitReached};
use columns::Column;
use lines::{PageLine, page_lines};

/// The maximum number of pages of a file.
const PAGE_LIMIT: usize = 2_000;
/// The maximum size of the drawing instructions of all pages, unpacked, in bytes.
const CONTENT_LIMIT: usize = 256 << 20;
/// How often a page may be drawn by the same stream. Programs that stamp pages repeat short ones.
const REPEAT_LIMIT: usize = 16;
/// The stack of the thread of the library in bytes: it follows nested forms and objects by recursion.
const STACK_SIZE: usize = 64 << 20;
/// The time limit for reading. Two thousand pages take some seconds.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// The reported reason if the library panicked.
const PANIC_REASON: &str = "the PDF reader failed";
/// The gap above the first line of a cell or a column that is not the first of its page, in blank lines: a sentence
/// never spans two cells.
const CELL_GAP: f32 = 1.0;

/// The text of a PDF file.
#[derive(Debug, Default)]
pub(crate) struct PdfText {
    /// Its lines, page by page; `left` and `right` in points from the left side of the page. Scanned pages without
    /// text recognition have no lines.
    pub(crate) lines: Lines,
    /// Whether a page shows a picture.
    pub(crate) has_images: bool,
    /// Pages without text, pages with pictures, notes.
    pub(crate) asides: Vec<Aside>,
}

/// Reads the text of a PDF file, visible or not: the text layer of a scan is invisible.
///
/// The library runs in a thread of its own, with a large stack. Its panics are reported as a damaged file; the panic
/// hook has printed the message then. Some work cannot be counted beforehand, such as a form that is unpacked a
/// hundred thousand times. After [`TIME_LIMIT`] the thread is abandoned: it ends with the program at the latest, and
/// the other files are read meanwhile.
pub(crate) fn read(bytes: &[u8]) -> Result<PdfText, ReadError> {
    bombs::check_streams(bytes)?;
    let (sender, receiver) = mpsc::channel();
    let owned = bytes.to_vec();
    let task = move || {
        let read = catch_unwind(AssertUnwindSafe(|| read_pages(owned)));
        let read = read.unwrap_or_else(|cause| {
            Err(match cause.downcast_ref::<LimitReached>() {
                Some(LimitReached(limit)) => ReadError::TooLarge(limit),
                None => ReadError::Damaged(PANIC_REASON.to_owned()),
            })
        });
        // After the time limit nobody receives the result.
        let _ = sender.send(read);
    };
    let thread = std::thread::Builder::new().stack_size(STACK_SIZE).spawn(task);
    thread.map_err(|error| ReadError::Damaged(error.to_string()))?;
    receiver.recv_timeout(TIME_LIMIT).unwrap_or(Err(ReadError::TooLarge("more than a minute of reading")))
}

fn read_pages(bytes: Vec<u8>) -> Result<PdfText, ReadError> {
    let pdf = Pdf::new(bytes).map_err(load_error)?;
    let pages = pdf.pages();
    if pages.len() > PAGE_LIMIT {
        return Err(ReadError::TooLarge("more than 2000 pages"));
    }
    let cache = InterpreterCache::new();
    let mut collector = Collector::default();
    let mut content = 0;
    let mut lines = Vec::new();
    let object = |number| move |text| Aside { kind: AsideKind::Object, text, at: SourceLocation::Page(number, 1) };
    let mut asides: Vec<Aside> = attachments::file_attachments(&pdf).into_iter().map(object(1)).collect();
    let mut gutters = gutters::KnownGutters::default();
    for (number, page) in (1..).zip(pages.iter()) {
        content += if repeats_stream(page) { usize::MAX / 2 } else { page.page_stream().map_or(0, <[u8]>::len) };
        if content > CONTENT_LIMIT {
            return Err(ReadError::TooLarge("more than 256 MiB of drawing instructions"));
        }
        let findings = draw_page(page, &mut collector, &cache);
        bullets::insert_bullets(&std::mem::take(&mut collector.bullet_shapes), &mut collector.rotated);
        asides.extend(page_asides(number, &collector, findings));
        asides.extend(attachments::page_attachments(page).into_iter().map(object(number)));
        lines.push((number, page_lines(&mut collector.rotated, &collector.rules, &mut gutters)));
    }
    let lines = Lines { lines: number_lines(lines), measured: true };
    Ok(PdfText { lines, has_images: collector.has_images, asides })
}

/// Whether a page lists the same stream so often that the library would make it too long. Each stream by itself has
/// been measured.
fn repeats_stream(page: &Page<'_>) -> bool {
    let streams = page.raw().get::<Array<'_>>(CONTENTS);
    let mut counts = BTreeMap::<_, usize>::new();
    for stream in streams.iter().flat_map(Array::raw_iter) {
        if let MaybeRef::Ref(stream) = stream {
            *counts.entry((stream.obj_number, stream.gen_number)).or_default() += 1;
        }
    }
    counts.values().any(|&count| count > REPEAT_LIMIT)
}

fn load_error(error: LoadPdfError) -> ReadError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ReadError::Encrypted
        }
        LoadPdfError::Decryption(_) => ReadError::Damaged("the encryption is damaged".to_owned()),
        LoadPdfError::Invalid => ReadError::Damaged("no PDF structure".to_owned()),
    }
}

/// What was found on a page while it was drawn.
struct PageFindings {
    /// The notes on the page.
    notes: Vec<String>,
    /// Whether the page has a font that cannot be read: the library leaves out its text.
    unknown_font: bool,
}

/// Draws a page, with the values of form fields in place of their appearance.
fn draw_page<'a>(page: &Page<'a>, collector: &mut Collector, cache: &InterpreterCache<'a>) -> PageFindings {
    let (transform, (width, height)) = page_transform(page);
    collector.start_page((width, height));
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let (fields, notes) = fields::read_fields_and_notes(page, transform);
    let unknown_font = Arc::new(AtomicBool::new(false));
    for render_content in [RenderContent::PAGE, RenderContent::ANNOTATIONS] {
        let found = Arc::clone(&unknown_font);
        let warning_sink = Arc::new(move |warning: InterpreterWarning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                found.store(true, Ordering::Relaxed);
            }
        });
        let settings = InterpreterSettings { render_content, warning_sink, ..InterpreterSettings::default() };
        let before: Vec<usize> = collector.rotated.iter().map(|rotated| rotated.glyphs.len()).collect();
        let (rules, bullet_shapes) = (collector.rules.len(), collector.bullet_shapes.len());
        interpret_page(page, &mut Context::new(transform, bounds, cache, page.xref(), settings), collector);
        if render_content == RenderContent::ANNOTATIONS {
            collector.replace_field_glyphs(&before, &fields);
            // The frames of fields do not make a table, and round ones are not bullets.
            collector.rules.truncate(rules);
            collector.bullet_shapes.truncate(bullet_shapes);
        }
    }
    PageFindings { notes, unknown_font: unknown_font.load(Ordering::Relaxed) }
}

/// Returns the transform from page to paper coordinates, and the width and height of the page. A visible part without
/// a size, such as one outside the sheet, is replaced by the whole sheet, as in viewers, and a sheet without a size
/// by A4.
fn page_transform(page: &Page<'_>) -> (Affine, (f32, f32)) {
    /// The maximum side in points at which positions are still precise.
    const MAX_SIDE: f64 = 1e6;
    let has_size = |(width, height): (f64, f64)| [width, height].iter().all(|side| (1.0..MAX_SIDE).contains(side));
    let [visible, sheet] = [page.intersected_crop_box(), page.media_box()];
    if has_size((visible.width(), visible.height())) {
        let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
        return (Affine::new([a, b, c, d, e, f]), page.render_dimensions());
    }
    let sheet = if has_size((sheet.width(), sheet.height())) { sheet } else { A4 };
    (Affine::new([1.0, 0.0, 0.0, -1.0, -sheet.x0, sheet.y1]), (sheet.width() as f32, sheet.height() as f32))
}

/// Returns the asides of a page.
fn page_asides(number: u32, collector: &Collector, findings: PageFindings) -> Vec<Aside> {
    /// Text of fewer letters is a page number or the stamp of a scanner.
    const MIN_LETTERS: usize = 12;
    /// With more shapes than this, letters may be drawn as shapes.
    const MAX_SHAPES: u32 = 40;
    let at = SourceLocation::Page(number, 1);
    let letters =
        |rotated: &glyph::RotatedGlyphs| rotated.glyphs.iter().filter(|glyph| glyph.char.is_alphanumeric()).count();
    let has_little_text = collector.rotated.iter().map(letters).sum::<usize>() < MIN_LETTERS;
    let kind = if has_little_text && (collector.shows_image || collector.filled_shapes > MAX_SHAPES) {
        Some(AsideKind::Page)
    } else if collector.shows_image {
        Some(AsideKind::Picture)
    } else {
        None
    };
    let font = findings.unknown_font.then_some(AsideKind::Font);
    let shown = kind.into_iter().chain(font).map(|kind| Aside { kind, text: String::new(), at });
    let outside_text =
        collector.outside_text.contains(char::is_alphanumeric).then(|| collapse_spaces(&collector.outside_text));
    let shown = shown.chain(outside_text.map(|text| Aside { kind: AsideKind::Outside, text, at }));
    shown.chain(findings.notes.into_iter().map(|text| Aside { kind: AsideKind::Comment, text, at })).collect()
}

/// Numbers the lines, and measures the gaps above them in multiples of the usual line distance of the file.
fn number_lines(pages: Vec<(u32, Vec<PageLine>)>) -> Vec<Line> {
    let mut distances: Vec<f32> = pages.iter().flat_map(|(_, lines)| lines).filter_map(|line| line.distance).collect();
    distances.sort_by(f32::total_cmp);
    let pitch = distances.get(distances.len().saturating_sub(1) / 2).copied().unwrap_or(1.0);
    let mut out = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    // Tables are counted on their page, and then in the file.
    let mut tables = 0;
    for (page, lines) in pages {
        let before = tables;
        for (number, line) in (1..).zip(lines) {
            let gap = match line.distance {
                Some(distance) => ((distance / pitch - 1.0) * 10.0).round().max(0.0) / 10.0,
                None if number == 1 || line.continues => 0.0,
                None => CELL_GAP,
            };
            let PageLine { text, left, right, first_word_width: first, cell, .. } = line;
            let column = line.column.map_or(0, |column| column_number(column, &mut columns));
            let cell = cell.map(|cell| CellPlace { table: before + cell.table, ..cell });
            tables = tables.max(cell.map_or(0, |cell| cell.table + 1));
            let at = SourceLocation::Page(page, number);
            out.push(Line { left, right, first, column, gap, cell, ..Line::plain(at, page, text) });
        }
    }
    out
}

/// Returns the number of a column in the file, from 1. Columns of several pages with the same sides have one number.
fn column_number(column: Column, known: &mut Vec<Column>) -> u32 {
    /// How far apart their sides may be, in points.
    const TOLERANCE: f32 = 6.0;
    /// The maximum number of distinct columns; beyond it columns are not distinguished.
    const COLUMN_LIMIT: usize = 64;
    let near = |a: f32, b: f32| a == b || (a - b).abs() < TOLERANCE;
    let found = known.iter().position(|other| near(other.from, column.from) && near(other.to, column.to));
    let number = found.unwrap_or_else(|| {
        if known.len() < COLUMN_LIMIT {
            known.push(column);
        }
        known.len() - 1
    });
    u32::try_from(number + 1).unwrap_or(0)
}
