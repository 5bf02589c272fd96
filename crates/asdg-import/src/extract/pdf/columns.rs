//! Splits rows into columns that have no lines between them: [`split_columns`].
//!
//! Only running text is split. Short entries side by side belong together: a name and its number, an office and the
//! signature.

use super::rows::{PdfWord, Row};
use crate::document::CellPlace;

/// The minimum width of a gutter, as a fraction of the font size.
const MIN_GUTTER: f32 = 1.2;
/// The minimum width of a gutter if all text to the right of it begins at the same position, as in cells without
/// borders.
const MIN_ALIGNED_GUTTER: f32 = 0.4;
/// The tolerance of that position, as a fraction of the font size.
const ALIGNMENT: f32 = 0.02;
/// How many rows must have text on both sides of a gutter.
const MIN_ROWS: usize = 4;
/// The same, if the gutter has more rows than that in total: three lines side by side are often signatures.
const MIN_ROWS_IN_LONG_GUTTER: usize = 3;
/// The minimum width of the rows of a column on average, as a fraction of the font size.
const MIN_WIDTH: f32 = 10.0;
/// The minimum fraction of the left column that its rows fill on average; less is a list of entries.
const MIN_FILL: f32 = 0.75;
/// The maximum distance of baselines in a column, as a fraction of the font size and of the smallest distance so far.
/// A larger distance begins another row of a table.
const MAX_PITCH: f32 = 2.5;
const MAX_PITCH_CHANGE: f32 = 1.2;
/// How many gaps of a row are tried as a gutter.
const CANDIDATE_LIMIT: usize = 20;
/// How many rows a gutter is followed; a page has fewer.
const ROW_LIMIT: usize = 200;

/// A left column of at least so many rows, the last of which is full, may continue in the next column in
/// mid-sentence. A shorter one is more likely a cell without borders.
const MIN_LONG_COLUMN: usize = 8;

/// A group of rows that are read from top to bottom: the page, a column, or a cell.
pub(super) struct RowGroup {
    pub(super) rows: Vec<Row>,
    /// Whether the text of the group before may continue in this one.
    pub(super) continues: bool,
    /// The cell that the rows are in.
    pub(super) cell: Option<CellPlace>,
    /// The column that the rows are in.
    pub(super) column: Option<Column>,
}

/// A column of a page, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Column {
    /// The left side of its lines.
    pub(super) from: f32,
    /// The left side of the next column; infinite for the last one.
    pub(super) to: f32,
}

impl RowGroup {
    /// Makes a group of rows outside of columns and cells.
    pub(super) fn whole_width(rows: Vec<Row>, continues: bool) -> Self {
        Self { rows, continues, cell: None, column: None }
    }
}

/// An empty strip between two columns.
struct Gutter {
    from: f32,
    to: f32,
    /// The number of rows that it runs through.
    rows: usize,
}

/// Splits rows that run in columns into groups, in reading order.
pub(super) fn split_columns(rows: Vec<Row>) -> Vec<RowGroup> {
    let mut groups = Vec::new();
    let mut plain = Vec::new();
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        let rest = rows.get(at..).unwrap_or_default();
        let Some(gutter) = find_gutter(rest) else {
            plain.push(row.clone());
            at += 1;
            continue;
        };
        at += gutter.rows;
        let (left, right) = split_at_gutter(rest.iter().take(gutter.rows), &gutter);
        let edge = left.iter().map(Row::left).fold(f32::INFINITY, f32::min);
        let full = left.last().is_some_and(|last| last.right() - edge >= MIN_FILL * (gutter.from - edge));
        let continues = full && left.len() >= MIN_LONG_COLUMN;
        groups.push(RowGroup::whole_width(std::mem::take(&mut plain), false));
        let column = |from, to| Some(Column { from, to });
        groups.push(RowGroup { column: column(edge, gutter.to), ..RowGroup::whole_width(left, false) });
        // There may be a third column. Each is narrower than the one before, which bounds the recursion.
        let begin = groups.len();
        groups.extend(split_columns(right));
        if let Some(first) = groups.get_mut(begin) {
            first.continues = continues;
        }
        for group in groups.iter_mut().skip(begin).filter(|group| group.column.is_none()) {
            group.column = column(gutter.to, f32::INFINITY);
        }
    }
    groups.push(RowGroup::whole_width(plain, false));
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// Finds the gutter that begins in the first row: the one that runs through most rows, of these the widest.
fn find_gutter(rows: &[Row]) -> Option<Gutter> {
    let first = rows.first()?;
    let wide = first.gaps().filter(|(from, to)| to - from >= MIN_ALIGNED_GUTTER * first.size);
    let gutters = wide.take(CANDIDATE_LIMIT).filter_map(|gap| follow_gap(rows, gap));
    let width = |gutter: &Gutter| gutter.to - gutter.from;
    gutters.max_by(|a, b| a.rows.cmp(&b.rows).then(width(a).total_cmp(&width(b))))
}

/// Follows a gap downwards; `None` if it does not separate columns of text.
fn follow_gap(rows: &[Row], gap: (f32, f32)) -> Option<Gutter> {
    let mut gutter = Gutter { from: gap.0, to: gap.1, rows: 0 };
    let mut sides = [Side::default(), Side::default()];
    let mut above: Option<&Row> = None;
    for row in rows.iter().take(ROW_LIMIT) {
        let pitch = sides.iter().map(|side| side.pitch).fold(MAX_PITCH * row.size / MAX_PITCH_CHANGE, f32::min);
        if above.is_some_and(|above| row.y - above.y > pitch * MAX_PITCH_CHANGE) {
            break;
        }
        let Some((from, to)) = free_part(row, &gutter) else { break };
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
    let enough = both >= MIN_ROWS || (both >= MIN_ROWS_IN_LONG_GUTTER && gutter.rows > MIN_ROWS);
    (enough && are_columns(rows.get(..gutter.rows)?, &gutter)).then_some(gutter)
}

/// The rows on one side of a gutter; the baselines of the two sides may differ.
struct Side {
    rows: usize,
    y: f32,
    /// The smallest distance of two baselines.
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

/// Returns the part of a gutter that a row leaves free, if it is wide enough.
fn free_part(row: &Row, gutter: &Gutter) -> Option<(f32, f32)> {
    let middle = (gutter.from + gutter.to) / 2.0;
    // A word that crosses the middle may still end or begin inside the gutter.
    let from = row.words.iter().filter(|word| word.left < middle).map(|word| word.right).fold(gutter.from, f32::max);
    let to = row.words.iter().filter(|word| word.left >= middle).map(|word| word.left).fold(gutter.to, f32::min);
    let right_start = row.words.iter().map(|word| word.left).find(|&left| left >= middle);
    let aligned = right_start.is_none_or(|left| (left - gutter.to).abs() <= ALIGNMENT * row.size);
    let least = if aligned { MIN_ALIGNED_GUTTER } else { MIN_GUTTER };
    (to - from >= least * row.size).then_some((from, to))
}

/// Whether the text on both sides is wide enough to be running text.
fn are_columns(rows: &[Row], gutter: &Gutter) -> bool {
    let end = |row: &Row| row.words.iter().map(|word| word.right).take_while(|&right| right <= gutter.from).last();
    let begin = |row: &Row| row.words.iter().map(|word| word.left).find(|&left| left >= gutter.to);
    let mean = |values: Vec<f32>| values.iter().sum::<f32>() / values.len().max(1) as f32;
    let edge = rows.iter().map(Row::left).fold(f32::INFINITY, f32::min);
    let size = mean(rows.iter().map(|row| row.size).collect());
    let left = mean(rows.iter().filter_map(|row| Some(end(row)? - row.left())).collect());
    let right = mean(rows.iter().filter_map(|row| Some(row.right() - begin(row)?)).collect());
    left >= MIN_WIDTH * size && right >= MIN_WIDTH * size && left >= MIN_FILL * (gutter.from - edge)
}

fn split_at_gutter<'r>(rows: impl Iterator<Item = &'r Row>, gutter: &Gutter) -> (Vec<Row>, Vec<Row>) {
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
