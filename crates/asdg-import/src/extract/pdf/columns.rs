//! Columns of a page without lines between them: [`split`].
//!
//! Only running text is split. Short entries side by side belong together: a name and its number, an office and the
//! signature.

use super::rows::{PdfWord, Row};
use crate::document::CellPlace;

/// The least width of a gutter, in parts of the font's size.
const GUTTER: f32 = 1.2;
/// The least width of a gutter when all that stands behind it begins at the same place, as in cells without borders.
const NARROW: f32 = 0.4;
/// How exactly the same that place is, in parts of the font's size.
const SAME: f32 = 0.02;
/// How many rows must have text on both sides of it.
const ROWS: usize = 4;
/// As many do when the whole is longer than that: three lines side by side are often signatures.
const FEW_ROWS: usize = 3;
/// The least width of a column on average, in parts of the font's size.
const WIDTH: f32 = 10.0;
/// How much of the left column its rows fill on average; less is a list of entries.
const FILL: f32 = 0.75;
/// The largest distance of baselines in a column, in parts of the font's size and of the least distance so far. More
/// begins another row of a table.
const PITCH: f32 = 2.5;
const STRETCH: f32 = 1.2;
/// How many gaps of a row may be a gutter.
const CANDIDATES: usize = 20;
/// How many rows a gutter is followed; a page has fewer.
const LONGEST: usize = 200;

/// A left column of at least so many rows whose last one is full may go on in the next column, in mid-sentence. A
/// shorter one is rather a cell without borders.
const LONG: usize = 8;

/// Rows that are read from top to bottom.
pub(super) struct RowGroup {
    /// The rows.
    pub(super) rows: Vec<Row>,
    /// Whether they may go on with the text of the part before.
    pub(super) continues: bool,
    /// The cell they stand in.
    pub(super) cell: Option<CellPlace>,
    /// The column they stand in.
    pub(super) column: Option<Column>,
}

/// A column of a page, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Column {
    /// Where its lines begin.
    pub(super) from: f32,
    /// Where the column to its right begins; infinite for the last one.
    pub(super) to: f32,
}

impl RowGroup {
    /// Rows of the whole page.
    pub(super) fn plain(rows: Vec<Row>, continues: bool) -> Self {
        Self { rows, continues, cell: None, column: None }
    }
}

/// Rows that stand between two common edges.
struct Gutter {
    from: f32,
    to: f32,
    /// How many rows it runs through.
    rows: usize,
}

/// Takes rows apart where they run in columns; each part is read from top to bottom, then the next.
pub(super) fn split(rows: Vec<Row>) -> Vec<RowGroup> {
    let mut parts = Vec::new();
    let mut plain = Vec::new();
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        let rest = rows.get(at..).unwrap_or_default();
        let Some(gutter) = gutter(rest) else {
            plain.push(row.clone());
            at += 1;
            continue;
        };
        at += gutter.rows;
        let (left, right) = parted(rest.iter().take(gutter.rows), &gutter);
        let edge = left.iter().map(Row::left).fold(f32::INFINITY, f32::min);
        let full = left.last().is_some_and(|last| last.right() - edge >= FILL * (gutter.from - edge));
        let continues = full && left.len() >= LONG;
        parts.push(RowGroup::plain(std::mem::take(&mut plain), false));
        let column = |from, to| Some(Column { from, to });
        parts.push(RowGroup { column: column(edge, gutter.to), ..RowGroup::plain(left, false) });
        // A third column. Each is narrower than the one before, which bounds the depth.
        let begin = parts.len();
        parts.extend(split(right));
        if let Some(first) = parts.get_mut(begin) {
            first.continues = continues;
        }
        for part in parts.iter_mut().skip(begin).filter(|part| part.column.is_none()) {
            part.column = column(gutter.to, f32::INFINITY);
        }
    }
    parts.push(RowGroup::plain(plain, false));
    parts.retain(|part| !part.rows.is_empty());
    parts
}

/// The gutter that begins in the first row and runs through most rows, the widest of these.
fn gutter(rows: &[Row]) -> Option<Gutter> {
    let first = rows.first()?;
    let wide = first.gaps().filter(|(from, to)| to - from >= NARROW * first.size);
    let gutters = wide.take(CANDIDATES).filter_map(|gap| run(rows, gap));
    let width = |gutter: &Gutter| gutter.to - gutter.from;
    gutters.max_by(|a, b| a.rows.cmp(&b.rows).then(width(a).total_cmp(&width(b))))
}

/// Follows a gap downwards; `None` when there are no columns of text on both sides.
fn run(rows: &[Row], gap: (f32, f32)) -> Option<Gutter> {
    let mut gutter = Gutter { from: gap.0, to: gap.1, rows: 0 };
    let mut sides = [Side::default(), Side::default()];
    let mut above: Option<&Row> = None;
    for row in rows.iter().take(LONGEST) {
        let pitch = sides.iter().map(|side| side.pitch).fold(PITCH * row.size / STRETCH, f32::min);
        if above.is_some_and(|above| row.y - above.y > pitch * STRETCH) {
            break;
        }
        let Some((from, to)) = free(row, &gutter) else { break };
        gutter = Gutter { from, to, rows: gutter.rows + 1 };
        let [left, right] = &mut sides;
        if row.left() < from {
            left.add(row.y);
        }
        if row.right() > to {
            right.add(row.y);
        }
        above = Some(row);
    }
    let both = sides.iter().map(|side| side.rows).min()?;
    let enough = both >= ROWS || (both >= FEW_ROWS && gutter.rows > ROWS);
    (enough && are_columns(rows.get(..gutter.rows)?, &gutter)).then_some(gutter)
}

/// What stands on one side of a gutter; the baselines of the sides may differ.
struct Side {
    rows: usize,
    /// The last baseline.
    y: f32,
    /// The least distance of two baselines.
    pitch: f32,
}

impl Default for Side {
    fn default() -> Self {
        Self { rows: 0, y: f32::NEG_INFINITY, pitch: f32::INFINITY }
    }
}

impl Side {
    fn add(&mut self, y: f32) {
        self.rows += 1;
        self.pitch = self.pitch.min(y - self.y);
        self.y = y;
    }
}

/// What a row leaves free of a gutter, when that is wide enough.
fn free(row: &Row, gutter: &Gutter) -> Option<(f32, f32)> {
    let middle = (gutter.from + gutter.to) / 2.0;
    // A word over the middle may still end or begin inside the gutter.
    let from = row.words.iter().filter(|word| word.left < middle).map(|word| word.right).fold(gutter.from, f32::max);
    let to = row.words.iter().filter(|word| word.left >= middle).map(|word| word.left).fold(gutter.to, f32::min);
    let begins = row.words.iter().map(|word| word.left).find(|&left| left >= middle);
    let aligned = begins.is_none_or(|left| (left - gutter.to).abs() <= SAME * row.size);
    let least = if aligned { NARROW } else { GUTTER };
    (to - from >= least * row.size).then_some((from, to))
}

/// Whether what stands on both sides is wide enough to be running text.
fn are_columns(rows: &[Row], gutter: &Gutter) -> bool {
    let end = |row: &Row| row.words.iter().map(|word| word.right).take_while(|&right| right <= gutter.from).last();
    let begin = |row: &Row| row.words.iter().map(|word| word.left).find(|&left| left >= gutter.to);
    let mean = |values: Vec<f32>| values.iter().sum::<f32>() / values.len().max(1) as f32;
    let edge = rows.iter().map(Row::left).fold(f32::INFINITY, f32::min);
    let size = mean(rows.iter().map(|row| row.size).collect());
    let left = mean(rows.iter().filter_map(|row| Some(end(row)? - row.left())).collect());
    let right = mean(rows.iter().filter_map(|row| Some(row.right() - begin(row)?)).collect());
    left >= WIDTH * size && right >= WIDTH * size && left >= FILL * (gutter.from - edge)
}

fn parted<'r>(rows: impl Iterator<Item = &'r Row>, gutter: &Gutter) -> (Vec<Row>, Vec<Row>) {
    let middle = (gutter.from + gutter.to) / 2.0;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in rows {
        let (before, after): (Vec<PdfWord>, Vec<PdfWord>) =
            row.words.iter().cloned().partition(|word| word.left < middle);
        let side = |words: Vec<PdfWord>| (!words.is_empty()).then_some(Row { words, y: row.y, size: row.size });
        left.extend(side(before));
        right.extend(side(after));
    }
    (left, right)
}
