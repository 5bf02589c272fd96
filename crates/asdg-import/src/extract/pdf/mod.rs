//! Reads the text layer of PDF files as lines with places: [`read`].
//!
//! A PDF has no paragraphs, only glyphs at places. hayro-interpret draws each page for a [`Collector`], which keeps
//! glyphs and straight lines; [`lines`] makes lines of text from them. The library is pure Rust and has no limits of
//! its own, while the files come from strangers. So [`bombs`] measures the streams first, the collector counts what is
//! drawn, and a file that takes more than a minute is given up.

mod attached;
mod bombs;
mod cells;
mod columns;
mod direction;
mod dots;
mod drawn;
mod fields;
mod glyphs;
mod gutters;
mod lines;
mod marked;
mod pieces;
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
use crate::document::{Aside, AsideKind, CellPlace, Line, Lines, Where};
use asdg_russian::squeezed;
use columns::Column;
use glyphs::{Collector, LimitReached};
use lines::{PageLine, page_lines};

/// How many pages a file may have.
const PAGE_LIMIT: usize = 2_000;
/// How many bytes the instructions that draw the pages may take, unpacked.
const CONTENT_LIMIT: usize = 256 << 20;
/// How often a page may be drawn by the same stream. Programs that stamp pages repeat short ones.
const REPEAT_LIMIT: usize = 16;
/// How much space the library may use for calls, in bytes: it follows nested forms and objects by calling itself.
const STACK: usize = 64 << 20;
/// How long reading may take. Two thousand pages take some seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// The reason when the library panicked.
const FAILED: &str = "the PDF reader failed";
/// The gap above the first line of a cell or a column that is not the first of its page, in blank lines: what stands
/// in two cells is never one sentence.
const CELL_GAP: f32 = 1.0;

/// What a PDF file says.
#[derive(Debug, Default)]
pub(crate) struct PdfText {
    /// Its lines, page by page; `left` and `right` in points from the left side of the page. There are none when the
    /// pages were scanned and nobody read the letters.
    pub(crate) lines: Lines,
    /// Whether a page shows a picture.
    pub(crate) images: bool,
    /// Pages without text, pages with pictures, notes.
    pub(crate) asides: Vec<Aside>,
}

/// Reads the text of a PDF file, visible or not: the text layer of a scan is invisible.
///
/// The library works in a thread of its own, with a large stack. A panic of it is a damaged file; the panic hook has
/// printed its message then. What nobody can count beforehand, such as a form that is unpacked a hundred thousand times, is left
/// to itself after [`PATIENCE`]: the thread ends with the program at the latest, and the other files are read meanwhile.
pub(crate) fn read(bytes: &[u8]) -> Result<PdfText, ReadError> {
    bombs::defuse(bytes)?;
    let (sender, receiver) = mpsc::channel();
    let owned = bytes.to_vec();
    let guarded = move || {
        let read = catch_unwind(AssertUnwindSafe(|| pages(owned)));
        let read = read.unwrap_or_else(|cause| {
            Err(match cause.downcast_ref::<LimitReached>() {
                Some(LimitReached(limit)) => ReadError::TooLarge(limit),
                None => ReadError::Damaged(FAILED.to_owned()),
            })
        });
        // Nobody listens any more when it took too long.
        let _ = sender.send(read);
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(guarded);
    thread.map_err(|error| ReadError::Damaged(error.to_string()))?;
    receiver.recv_timeout(PATIENCE).unwrap_or(Err(ReadError::TooLarge("more than a minute of reading")))
}

fn pages(bytes: Vec<u8>) -> Result<PdfText, ReadError> {
    let pdf = Pdf::new(bytes).map_err(refusal)?;
    let pages = pdf.pages();
    if pages.len() > PAGE_LIMIT {
        return Err(ReadError::TooLarge("more than 2000 pages"));
    }
    let cache = InterpreterCache::new();
    let mut collector = Collector::default();
    let mut content = 0;
    let mut lines = Vec::new();
    let object = |number| move |text| Aside { kind: AsideKind::Object, text, at: Where::Page(number, 1) };
    let mut asides: Vec<Aside> = attached::of_file(&pdf).into_iter().map(object(1)).collect();
    let mut gutters = gutters::Known::default();
    for (number, page) in (1..).zip(pages.iter()) {
        content += if repeats(page) { usize::MAX / 2 } else { page.page_stream().map_or(0, <[u8]>::len) };
        if content > CONTENT_LIMIT {
            return Err(ReadError::TooLarge("more than 256 MiB of drawing instructions"));
        }
        let drawn = draw(page, &mut collector, &cache);
        dots::mark(&std::mem::take(&mut collector.dots), &mut collector.turned);
        asides.extend(around(number, &collector, drawn));
        asides.extend(attached::of_page(page).into_iter().map(object(number)));
        lines.push((number, page_lines(&mut collector.turned, &collector.rules, &mut gutters)));
    }
    let lines = Lines { lines: placed(lines), measured: true };
    Ok(PdfText { lines, images: collector.images, asides })
}

/// Whether a page is drawn by a stream that is listed so often that the library would make it too long. Each stream
/// by itself has been measured.
fn repeats(page: &Page<'_>) -> bool {
    let streams = page.raw().get::<Array<'_>>(CONTENTS);
    let mut counts = BTreeMap::<_, usize>::new();
    for stream in streams.iter().flat_map(Array::raw_iter) {
        if let MaybeRef::Ref(stream) = stream {
            *counts.entry((stream.obj_number, stream.gen_number)).or_default() += 1;
        }
    }
    counts.values().any(|&count| count > REPEAT_LIMIT)
}

fn refusal(error: LoadPdfError) -> ReadError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ReadError::Encrypted
        }
        LoadPdfError::Decryption(_) => ReadError::Damaged("the encryption is damaged".to_owned()),
        LoadPdfError::Invalid => ReadError::Damaged("no PDF structure".to_owned()),
    }
}

/// What was met while a page was drawn.
struct Drawn {
    /// The notes on it.
    notes: Vec<String>,
    /// Whether it has a font that cannot be read: the library leaves out what is written in it.
    unknown_font: bool,
}

/// Draws a page, with what people wrote into its form in the place of how that was drawn.
fn draw<'a>(page: &Page<'a>, collector: &mut Collector, cache: &InterpreterCache<'a>) -> Drawn {
    let (transform, (width, height)) = on_paper(page);
    collector.turn_page((width, height));
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let (fields, notes) = fields::written(page, transform);
    let unknown_font = Arc::new(AtomicBool::new(false));
    for render_content in [RenderContent::PAGE, RenderContent::ANNOTATIONS] {
        let found = Arc::clone(&unknown_font);
        let warning_sink = Arc::new(move |warning: InterpreterWarning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                found.store(true, Ordering::Relaxed);
            }
        });
        let settings = InterpreterSettings { render_content, warning_sink, ..InterpreterSettings::default() };
        let before: Vec<usize> = collector.turned.iter().map(|turned| turned.glyphs.len()).collect();
        let (rules, dots) = (collector.rules.len(), collector.dots.len());
        interpret_page(page, &mut Context::new(transform, bounds, cache, page.xref(), settings), collector);
        if render_content == RenderContent::ANNOTATIONS {
            collector.replace(&before, &fields);
            // The frames of fields make no table, and round ones no bullets.
            collector.rules.truncate(rules);
            collector.dots.truncate(dots);
        }
    }
    Drawn { notes, unknown_font: unknown_font.load(Ordering::Relaxed) }
}

/// Where things of a page stand on paper, and its width and height. A visible part that has no size, such as one that lies beside the sheet,
/// is the whole sheet instead, as in viewers, and a sheet without a size is A4.
fn on_paper(page: &Page<'_>) -> (Affine, (f32, f32)) {
    /// The largest side in points that places can be told apart on.
    const LARGEST: f64 = 1e6;
    let has_size = |(width, height): (f64, f64)| [width, height].iter().all(|side| (1.0..LARGEST).contains(side));
    let [visible, sheet] = [page.intersected_crop_box(), page.media_box()];
    if has_size((visible.width(), visible.height())) {
        let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
        return (Affine::new([a, b, c, d, e, f]), page.render_dimensions());
    }
    let sheet = if has_size((sheet.width(), sheet.height())) { sheet } else { A4 };
    (Affine::new([1.0, 0.0, 0.0, -1.0, -sheet.x0, sheet.y1]), (sheet.width() as f32, sheet.height() as f32))
}

/// What is to be said of a page besides its lines.
fn around(number: u32, collector: &Collector, drawn: Drawn) -> Vec<Aside> {
    /// Text of fewer letters is a page number or the stamp of a scanner.
    const FEW: usize = 12;
    /// So many shapes may be letters that were drawn.
    const SHAPES: u32 = 40;
    let at = Where::Page(number, 1);
    let letters = |turned: &drawn::Turned| turned.glyphs.iter().filter(|glyph| glyph.char.is_alphanumeric()).count();
    let silent = collector.turned.iter().map(letters).sum::<usize>() < FEW;
    let kind = if silent && (collector.shows_image || collector.shapes > SHAPES) {
        Some(AsideKind::Page)
    } else if collector.shows_image {
        Some(AsideKind::Picture)
    } else {
        None
    };
    let font = drawn.unknown_font.then_some(AsideKind::Font);
    let shown = kind.into_iter().chain(font).map(|kind| Aside { kind, text: String::new(), at });
    let outside = collector.outside.contains(char::is_alphanumeric).then(|| squeezed(&collector.outside));
    let shown = shown.chain(outside.map(|text| Aside { kind: AsideKind::Outside, text, at }));
    shown.chain(drawn.notes.into_iter().map(|text| Aside { kind: AsideKind::Comment, text, at })).collect()
}

/// Numbers the lines, and measures the gaps above them in lines of the file's usual distance.
fn placed(pages: Vec<(u32, Vec<PageLine>)>) -> Vec<Line> {
    let mut distances: Vec<f32> = pages.iter().flat_map(|(_, lines)| lines).filter_map(|line| line.below).collect();
    distances.sort_by(f32::total_cmp);
    let pitch = distances.get(distances.len().saturating_sub(1) / 2).copied().unwrap_or(1.0);
    let mut out = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    // Tables are counted on their page, and in the file.
    let mut tables = 0;
    for (page, lines) in pages {
        let before = tables;
        for (number, line) in (1..).zip(lines) {
            let gap = match line.below {
                Some(below) => ((below / pitch - 1.0) * 10.0).round().max(0.0) / 10.0,
                None if number == 1 || line.continues => 0.0,
                None => CELL_GAP,
            };
            let PageLine { text, left, right, first, cell, .. } = line;
            let column = line.column.map_or(0, |column| number_of(column, &mut columns));
            let cell = cell.map(|cell| CellPlace { table: before + cell.table, ..cell });
            tables = tables.max(cell.map_or(0, |cell| cell.table + 1));
            let at = Where::Page(page, number);
            out.push(Line { left, right, first, column, gap, cell, ..Line::plain(at, page, text) });
        }
    }
    out
}

/// The number of a column in the file, from 1: columns of several pages that begin and end alike have one.
fn number_of(column: Column, known: &mut Vec<Column>) -> u32 {
    /// How far apart in points their sides may lie.
    const ALIKE: f32 = 6.0;
    /// So many columns are told apart; a file with more has no columns.
    const MOST: usize = 64;
    let near = |a: f32, b: f32| a == b || (a - b).abs() < ALIKE;
    let found = known.iter().position(|other| near(other.from, column.from) && near(other.to, column.to));
    let number = found.unwrap_or_else(|| {
        if known.len() < MOST {
            known.push(column);
        }
        known.len() - 1
    });
    u32::try_from(number + 1).unwrap_or(0)
}
