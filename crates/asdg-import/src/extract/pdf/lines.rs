//! Turns the glyphs of a page into lines in reading order: [`page_lines`].
//!
//! Baselines make rows, gaps make words. Where lines enclose cells, each cell is read by itself, row by row; text
//! outside of cells is searched for columns.

use std::collections::BTreeMap;

use super::cells::{Grid, GridCell};
use super::columns::{self, Column, RowGroup};
use super::glyphs::{Glyph, Rule, Turned};
use super::gutters::{self, Known};
use super::rows::{Row, rows};
use super::tables;
use crate::document::CellPlace;

/// How many comparisons of texts with rules a page is worth.
const COMPARISON_LIMIT: usize = 50_000_000;
/// How many cells of a page are compared with each other.
const CELL_LIMIT: usize = 2_000;
/// The number from which tables without rules are counted, above those of any page.
const UNRULED: u32 = 1 << 20;
/// How far in points the upper sides of cells of one row may lie apart.
const SIDE_BY_SIDE: f32 = 2.0;

/// A line of a page. Lengths are in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PageLine {
    /// Its text.
    pub(super) text: String,
    /// Where it begins.
    pub(super) left: f32,
    /// Where it ends.
    pub(super) right: f32,
    /// How wide its first word is.
    pub(super) first: f32,
    /// The column it stands in.
    pub(super) column: Option<Column>,
    /// How far its baseline lies under that of the line before it; `None` at the beginning of a page, cell or column.
    pub(super) below: Option<f32>,
    /// Whether it begins a column, and the one before may go on in it.
    pub(super) continues: bool,
    /// The cell it stands in; tables are counted on their page.
    pub(super) cell: Option<CellPlace>,
}

/// What is read from top to bottom: a cell, or what lies between tables.
struct TextBlock {
    top: f32,
    left: f32,
    rows: Vec<Row>,
    /// The left side of the cell that it is, where rules show one.
    side: Option<f32>,
    /// Whether rules show another cell beside it, with a text or without.
    beside: bool,
}

/// The lines of a page: first those that stand upright, then turned ones, the direction with most glyphs first.
pub(super) fn page_lines(turned: &mut Vec<Turned>, rules: &[Rule], known: &mut Known) -> Vec<PageLine> {
    turned.sort_by_key(|turned| (turned.angle != 0, usize::MAX - turned.glyphs.len(), turned.angle));
    let mut lines = Vec::new();
    for turned in turned.drain(..) {
        for block in blocks(turned.glyphs, &Grid::new(rules, turned.angle), known) {
            let mut above: Option<f32> = None;
            for row in block.rows {
                let below = above.map(|above| row.y - above);
                let continues = above.is_none() && block.continues;
                above = Some(row.y);
                let (text, left, right) = (row.text(), row.left(), row.right());
                let first = row.words.first().map_or(0.0, |word| word.right - word.left);
                let (cell, column) = (block.cell, block.column);
                lines.push(PageLine { text, left, right, first, column, below, continues, cell });
            }
        }
    }
    lines
}

/// Cells, columns and what lies between them, in reading order.
fn blocks(glyphs: Vec<Glyph>, grid: &Grid, known: &mut Known) -> Vec<RowGroup> {
    // The columns of a whole page are told before baselines make rows. Rules that enclose cells tell more than gutters.
    if grid.len() == 0 {
        let bands = gutters::bands(glyphs, known);
        let parts = bands.into_iter().flat_map(|band| {
            let rows: Vec<Row> = rows(band.glyphs).into_iter().filter_map(Row::new).collect();
            let cell = band.cell.map(|cell| CellPlace { table: UNRULED + cell.table, ..cell });
            let whole = RowGroup { column: band.column, cell, ..RowGroup::plain(rows, band.continues) };
            // Tables before columns: these are short entries side by side.
            if whole.column.is_none() { tables_and_columns(whole) } else { vec![whole] }
        });
        return numbered(parts.collect());
    }
    let mut cells = BTreeMap::<Option<GridCell>, Vec<Glyph>>::new();
    if grid.len() == 0 || glyphs.len().saturating_mul(grid.len()) > COMPARISON_LIMIT {
        cells.insert(None, glyphs);
    } else {
        for (cell, glyphs) in rows(glyphs).into_iter().flat_map(|row| pieces(row, grid)) {
            cells.entry(cell).or_default().extend(glyphs);
        }
    }
    free_outer(&mut cells, grid);
    let free = rows(cells.remove(&None).unwrap_or_default());
    let mut blocks: Vec<TextBlock> = Vec::new();
    for (cell, glyphs) in cells {
        let Some(frame) = cell.map(|cell| grid.frame(cell)) else { continue };
        let rows: Vec<Row> = rows(glyphs).into_iter().filter_map(Row::new).collect();
        let middle = rows.first().map_or(frame.top, |row| row.y - row.size * 0.3);
        let beside = grid.crossing(middle).len() > 2;
        blocks.extend(block(frame.top, rows).map(|block| TextBlock { side: Some(frame.left), beside, ..block }));
    }
    let mut tops: Vec<f32> = blocks.iter().map(|block| block.top).collect();
    tops.sort_by(f32::total_cmp);
    let mut between: Vec<(usize, Vec<Row>)> = Vec::new();
    for row in free.into_iter().filter_map(Row::new) {
        let cells_above = tops.partition_point(|&top| top < row.y);
        match between.last_mut() {
            Some((count, rows)) if *count == cells_above => rows.push(row),
            _ => between.push((cells_above, vec![row])),
        }
    }
    for (_, rows) in between {
        let top = rows.first().map_or(0.0, |row| row.y - row.size);
        blocks.extend(block(top, rows));
    }
    let blocks = in_order(blocks);
    let places = places(&blocks);
    let parts = blocks.into_iter().zip(places).flat_map(|(block, cell)| match cell {
        Some(_) => vec![RowGroup { cell, ..RowGroup::plain(block.rows, false) }],
        None => tables_and_columns(RowGroup::plain(block.rows, false)),
    });
    numbered(parts.collect())
}

/// Tables without rules, and what runs in columns between them. The tables are numbered later.
fn tables_and_columns(part: RowGroup) -> Vec<RowGroup> {
    let mut tables = UNRULED;
    let parts = tables::split(part, &mut tables).into_iter();
    parts
        .flat_map(|part| match part.cell {
            Some(_) => vec![part],
            None => {
                let continues = part.continues;
                let mut parts = columns::split(part.rows);
                parts.first_mut().into_iter().for_each(|first| first.continues |= continues);
                parts
            }
        })
        .collect()
}

/// Numbers the tables of a page in their order: those without rules were numbered stretch by stretch.
fn numbered(mut parts: Vec<RowGroup>) -> Vec<RowGroup> {
    let mut last: Option<(u32, u32)> = None;
    let mut next = 0;
    let mut before: Option<(u32, u32)> = None;
    for part in &mut parts {
        let Some(cell) = &mut part.cell else {
            last = None;
            continue;
        };
        // Cells of one table follow each other, and their rows only grow.
        let goes_on = last == Some((cell.table, 0))
            && before.is_some_and(|(row, column)| (cell.row, cell.column) > (row, column));
        if !goes_on {
            next += 1;
        }
        (last, before) = (Some((cell.table, 0)), Some((cell.row, cell.column)));
        cell.table = next - 1;
    }
    parts
}

/// Which cell of which table each block is. A table has cells side by side; a box around a text is none.
fn places(blocks: &[TextBlock]) -> Vec<Option<CellPlace>> {
    let mut places = Vec::with_capacity(blocks.len());
    for (table, run) in (0..).zip(blocks.chunk_by(|a, b| a.side.is_some() == b.side.is_some())) {
        let mut sides: Vec<f32> = run.iter().filter_map(|block| block.side).collect();
        sides.sort_by(f32::total_cmp);
        sides.dedup_by(|a, b| (*a - *b).abs() <= SIDE_BY_SIDE);
        // What goes on from the page before may be a single cell.
        let is_table = sides.len() > 1 || run.iter().any(|block| block.beside);
        let mut row = 0;
        let mut top = run.first().map_or(0.0, |block| block.top);
        for block in run {
            if block.top - top > SIDE_BY_SIDE {
                (row, top) = (row + 1, block.top);
            }
            let column = block.side.map(|side| sides.partition_point(|&other| other < side - SIDE_BY_SIDE));
            let column = column.filter(|_| is_table).and_then(|column| u32::try_from(column).ok());
            places.push(column.map(|column| CellPlace { table, row, column }));
        }
    }
    places
}

fn block(top: f32, rows: Vec<Row>) -> Option<TextBlock> {
    let left = rows.iter().map(Row::left).reduce(f32::min)?;
    Some(TextBlock { top, left, rows, side: None, beside: false })
}

/// Sorts by rows of a table: from top to bottom, then from left to right.
fn in_order(mut blocks: Vec<TextBlock>) -> Vec<TextBlock> {
    blocks.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut sorted: Vec<TextBlock> = Vec::with_capacity(blocks.len());
    let mut beside: Vec<TextBlock> = Vec::new();
    for block in blocks {
        if beside.first().is_some_and(|first| block.top - first.top > SIDE_BY_SIDE) {
            beside.sort_by(|a, b| a.left.total_cmp(&b.left));
            sorted.append(&mut beside);
        }
        beside.push(block);
    }
    beside.sort_by(|a, b| a.left.total_cmp(&b.left));
    sorted.append(&mut beside);
    sorted
}

/// A frame around a page or a table is no cell: what stands in it beside the cells is free.
fn free_outer(cells: &mut BTreeMap<Option<GridCell>, Vec<Glyph>>, grid: &Grid) {
    let known: Vec<GridCell> = cells.keys().flatten().copied().collect();
    if known.len() > CELL_LIMIT {
        return;
    }
    for &outer in &known {
        let frame = grid.frame(outer);
        if known.iter().any(|&cell| cell != outer && frame.holds(&grid.frame(cell)))
            && let Some(glyphs) = cells.remove(&Some(outer))
        {
            cells.entry(None).or_default().extend(glyphs);
        }
    }
}

/// Cuts a row where upright rules run between its glyphs, and says for each piece in which cell it stands.
fn pieces(mut row: Vec<Glyph>, grid: &Grid) -> Vec<(Option<GridCell>, Vec<Glyph>)> {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let Some(middle) = row.first().map(|first| first.y - first.size * 0.3) else { return Vec::new() };
    let mut crossing = grid.crossing(middle).into_iter().peekable();
    let mut pieces: Vec<Vec<Glyph>> = Vec::new();
    for glyph in row {
        let center = (glyph.left + glyph.right) / 2.0;
        let mut cut = pieces.is_empty();
        while crossing.next_if(|&at| at < center).is_some() {
            cut = true;
        }
        match pieces.last_mut() {
            Some(piece) if !cut => piece.push(glyph),
            _ => pieces.push(vec![glyph]),
        }
    }
    let placed = |piece: Vec<Glyph>| {
        // Blanks may hang over the border of their cell.
        let letter = piece.iter().find(|glyph| glyph.char != ' ').or(piece.first())?;
        let cell = grid.cell((letter.left + letter.right) / 2.0, letter.y - letter.size * 0.3);
        Some((cell, piece))
    };
    pieces.into_iter().filter_map(placed).collect()
}
