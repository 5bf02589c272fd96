//! Turns the glyphs of a page into lines in reading order: [`page_lines`].
//!
//! Baselines make rows, gaps make words. If lines on the page enclose cells, each cell is read by itself, row by row;
//! text outside of cells is searched for columns.

use std::collections::BTreeMap;

use super::cells::{Grid, GridCell};
use super::columns::{self, Column, RowGroup};
use super::glyph::{Glyph, RotatedGlyphs, Rule};
use super::gutters::{self, KnownGutters};
use super::rows::{Row, group_rows};
use super::tables;
use crate::document::CellPlace;

/// The maximum number of comparisons of glyphs with rules on a page.
const COMPARISON_LIMIT: usize = 50_000_000;
/// The maximum number of cells of a page that are compared with each other.
const CELL_LIMIT: usize = 2_000;
/// The first number of tables without rules, above those of the tables with rules of any page.
const FIRST_UNRULED: u32 = 1 << 20;
/// How far apart the upper sides of cells of one row may be, in points.
const ROW_TOLERANCE: f32 = 2.0;

/// A line of a page. Lengths are in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PageLine {
    pub(super) text: String,
    /// The left side.
    pub(super) left: f32,
    /// The right side.
    pub(super) right: f32,
    /// The width of its first word.
    pub(super) first_word_width: f32,
    /// The column that it is in.
    pub(super) column: Option<Column>,
    /// The distance from the baseline of the line before; `None` at the beginning of a page, cell or column.
    pub(super) distance: Option<f32>,
    /// Whether it begins a column, and the text before may continue in it.
    pub(super) continues: bool,
    /// The cell that it is in. Tables are counted on their page.
    pub(super) cell: Option<CellPlace>,
}

/// A part of a page that is read from top to bottom: a cell, or the text between tables.
struct TextBlock {
    top: f32,
    left: f32,
    rows: Vec<Row>,
    /// The left side, if it is a cell with rules.
    cell_left: Option<f32>,
    /// Whether rules show another cell to the left or right, with text or without.
    has_neighbour: bool,
}

/// Returns the lines of a page: horizontal ones first, then the other directions, the one with most glyphs first.
pub(super) fn page_lines(rotated: &mut Vec<RotatedGlyphs>, rules: &[Rule], known: &mut KnownGutters) -> Vec<PageLine> {
    rotated.sort_by_key(|rotated| (rotated.angle != 0, usize::MAX - rotated.glyphs.len(), rotated.angle));
    let mut lines = Vec::new();
    for rotated in rotated.drain(..) {
        for block in row_groups(rotated.glyphs, &Grid::new(rules, rotated.angle), known) {
            let mut above: Option<f32> = None;
            for row in block.rows {
                let distance = above.map(|above| row.y - above);
                let continues = above.is_none() && block.continues;
                above = Some(row.y);
                let (text, left, right) = (row.text(), row.left(), row.right());
                let first_word_width = row.words.first().map_or(0.0, |word| word.right - word.left);
                let (cell, column) = (block.cell, block.column);
                lines.push(PageLine { text, left, right, first_word_width, column, distance, continues, cell });
            }
        }
    }
    lines
}

/// Splits a page into cells, columns and the text between them, in reading order.
fn row_groups(glyphs: Vec<Glyph>, grid: &Grid, known: &mut KnownGutters) -> Vec<RowGroup> {
    // Without rules, the columns of the whole page are found before baselines make rows. Rules that enclose cells are
    // more reliable than gutters.
    if grid.len() == 0 {
        let bands = gutters::bands(glyphs, known);
        let groups = bands.into_iter().flat_map(|band| {
            let rows: Vec<Row> = group_rows(band.glyphs).into_iter().filter_map(Row::new).collect();
            let cell = band.cell.map(|cell| CellPlace { table: FIRST_UNRULED + cell.table, ..cell });
            let whole = RowGroup { column: band.column, cell, ..RowGroup::whole_width(rows, band.continues) };
            // Tables are searched before columns, because they are short entries side by side.
            if whole.column.is_none() { split_tables_and_columns(whole) } else { vec![whole] }
        });
        return number_tables(groups.collect());
    }
    let mut cells = BTreeMap::<Option<GridCell>, Vec<Glyph>>::new();
    if glyphs.len().saturating_mul(grid.len()) > COMPARISON_LIMIT {
        cells.insert(None, glyphs);
    } else {
        for (cell, glyphs) in group_rows(glyphs).into_iter().flat_map(|row| split_at_rules(row, grid)) {
            cells.entry(cell).or_default().extend(glyphs);
        }
    }
    release_outer_cells(&mut cells, grid);
    let free_rows = group_rows(cells.remove(&None).unwrap_or_default());
    let mut blocks: Vec<TextBlock> = Vec::new();
    for (cell, glyphs) in cells {
        let Some(bounds) = cell.map(|cell| grid.bounds(cell)) else { continue };
        let rows: Vec<Row> = group_rows(glyphs).into_iter().filter_map(Row::new).collect();
        let middle = rows.first().map_or(bounds.top, |row| row.y - row.size * 0.3);
        let has_neighbour = grid.vertical_rules_at(middle).len() > 2;
        blocks.extend(text_block(bounds.top, rows).map(|block| TextBlock {
            cell_left: Some(bounds.left),
            has_neighbour,
            ..block
        }));
    }
    let mut tops: Vec<f32> = blocks.iter().map(|block| block.top).collect();
    tops.sort_by(f32::total_cmp);
    let mut between: Vec<(usize, Vec<Row>)> = Vec::new();
    for row in free_rows.into_iter().filter_map(Row::new) {
        let cells_above = tops.partition_point(|&top| top < row.y);
        match between.last_mut() {
            Some((count, rows)) if *count == cells_above => rows.push(row),
            _ => between.push((cells_above, vec![row])),
        }
    }
    for (_, rows) in between {
        let top = rows.first().map_or(0.0, |row| row.y - row.size);
        blocks.extend(text_block(top, rows));
    }
    let blocks = sort_by_table_rows(blocks);
    let places = cell_places(&blocks);
    let groups = blocks.into_iter().zip(places).flat_map(|(block, cell)| match cell {
        Some(_) => vec![RowGroup { cell, ..RowGroup::whole_width(block.rows, false) }],
        None => split_tables_and_columns(RowGroup::whole_width(block.rows, false)),
    });
    number_tables(groups.collect())
}

/// Finds tables without rules, and columns between them. The tables are numbered later.
fn split_tables_and_columns(group: RowGroup) -> Vec<RowGroup> {
    let mut tables = FIRST_UNRULED;
    let groups = tables::split_tables(group, &mut tables).into_iter();
    groups
        .flat_map(|group| match group.cell {
            Some(_) => vec![group],
            None => {
                let continues = group.continues;
                let mut groups = columns::split_columns(group.rows);
                groups.first_mut().into_iter().for_each(|first| first.continues |= continues);
                groups
            }
        })
        .collect()
}

/// Numbers the tables of a page in reading order. Tables without rules were numbered in each part separately.
fn number_tables(mut groups: Vec<RowGroup>) -> Vec<RowGroup> {
    let mut last: Option<u32> = None;
    let mut next = 0;
    let mut before: Option<(u32, u32)> = None;
    for group in &mut groups {
        let Some(cell) = &mut group.cell else {
            last = None;
            continue;
        };
        // Cells of one table are consecutive, and their places ascend.
        let continues_table =
            last == Some(cell.table) && before.is_some_and(|(row, column)| (cell.row, cell.column) > (row, column));
        if !continues_table {
            next += 1;
        }
        (last, before) = (Some(cell.table), Some((cell.row, cell.column)));
        cell.table = next - 1;
    }
    groups
}

/// Returns the cell that each block is. A table has cells side by side; a box around a text is not a table.
fn cell_places(blocks: &[TextBlock]) -> Vec<Option<CellPlace>> {
    let mut places = Vec::with_capacity(blocks.len());
    for (table, run) in (0..).zip(blocks.chunk_by(|a, b| a.cell_left.is_some() == b.cell_left.is_some())) {
        let mut sides: Vec<f32> = run.iter().filter_map(|block| block.cell_left).collect();
        sides.sort_by(f32::total_cmp);
        sides.dedup_by(|a, b| (*a - *b).abs() <= ROW_TOLERANCE);
        // A table that continues from the page before may be a single cell.
        let is_table = sides.len() > 1 || run.iter().any(|block| block.has_neighbour);
        let mut row = 0;
        let mut top = run.first().map_or(0.0, |block| block.top);
        for block in run {
            if block.top - top > ROW_TOLERANCE {
                (row, top) = (row + 1, block.top);
            }
            let column =
                block.cell_left.map(|cell_left| sides.partition_point(|&other| other < cell_left - ROW_TOLERANCE));
            let column = column.filter(|_| is_table).and_then(|column| u32::try_from(column).ok());
            places.push(column.map(|column| CellPlace { table, row, column }));
        }
    }
    places
}

fn text_block(top: f32, rows: Vec<Row>) -> Option<TextBlock> {
    let left = rows.iter().map(Row::left).reduce(f32::min)?;
    Some(TextBlock { top, left, rows, cell_left: None, has_neighbour: false })
}

/// Sorts blocks by rows of a table: from top to bottom, then from left to right.
fn sort_by_table_rows(mut blocks: Vec<TextBlock>) -> Vec<TextBlock> {
    blocks.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut sorted: Vec<TextBlock> = Vec::with_capacity(blocks.len());
    let mut table_row: Vec<TextBlock> = Vec::new();
    for block in blocks {
        if table_row.first().is_some_and(|first| block.top - first.top > ROW_TOLERANCE) {
            table_row.sort_by(|a, b| a.left.total_cmp(&b.left));
            sorted.append(&mut table_row);
        }
        table_row.push(block);
    }
    table_row.sort_by(|a, b| a.left.total_cmp(&b.left));
    sorted.append(&mut table_row);
    sorted
}

/// A frame around a page or a table is not a cell: text in it outside of the cells is moved out of all cells.
fn release_outer_cells(cells: &mut BTreeMap<Option<GridCell>, Vec<Glyph>>, grid: &Grid) {
    let all: Vec<GridCell> = cells.keys().flatten().copied().collect();
    if all.len() > CELL_LIMIT {
        return;
    }
    for &outer in &all {
        let bounds = grid.bounds(outer);
        if all.iter().any(|&cell| cell != outer && bounds.contains(&grid.bounds(cell)))
            && let Some(glyphs) = cells.remove(&Some(outer))
        {
            cells.entry(None).or_default().extend(glyphs);
        }
    }
}

/// Splits a row at the vertical rules between its glyphs, and finds the cell of each piece.
fn split_at_rules(mut row: Vec<Glyph>, grid: &Grid) -> Vec<(Option<GridCell>, Vec<Glyph>)> {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let Some(middle) = row.first().map(|first| first.y - first.size * 0.3) else { return Vec::new() };
    let mut rule_positions = grid.vertical_rules_at(middle).into_iter().peekable();
    let mut pieces: Vec<Vec<Glyph>> = Vec::new();
    for glyph in row {
        let center = (glyph.left + glyph.right) / 2.0;
        let mut cut = pieces.is_empty();
        while rule_positions.next_if(|&at| at < center).is_some() {
            cut = true;
        }
        match pieces.last_mut() {
            Some(piece) if !cut => piece.push(glyph),
            _ => pieces.push(vec![glyph]),
        }
    }
    let placed = |piece: Vec<Glyph>| {
        // Spaces may extend over the border of their cell.
        let letter = piece.iter().find(|glyph| glyph.char != ' ').or(piece.first())?;
        let cell = grid.cell((letter.left + letter.right) / 2.0, letter.y - letter.size * 0.3);
        Some((cell, piece))
    };
    pieces.into_iter().filter_map(placed).collect()
}
