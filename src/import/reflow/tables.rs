//! Tables of the lines in their cells, over the ends of pages.

use super::{Joined, Surroundings, flow};
use crate::import::document::{Cell, CellPlace, Line, Table, Where};
use crate::import::questions::Beginnings;

/// How far apart in points the text of two cells of one column may begin.
const ALIKE: f32 = 3.0;

/// The stretches of lines that become tables, and those between them. A table that goes on at the top of the next page is one.
pub(super) fn stretches(lines: &[Line]) -> Vec<Vec<Line>> {
    let table_of = |line: &Line| line.cell.map(|cell| cell.table);
    let mut out: Vec<Vec<Line>> = Vec::new();
    for stretch in lines.chunk_by(|a, b| table_of(a) == table_of(b)) {
        match out.last_mut().and_then(|above| Some((continued(above, stretch)?, above))) {
            Some((rest, above)) => above.extend(rest),
            None => out.push(stretch.to_vec()),
        }
    }
    out
}

/// The rows of a table with the places they have in the table on the page before; `None` where they do not go on with it: the text in their
/// cells has to begin where that in its columns does. A first row with nothing but the last cell goes on with the last row.
fn continued(above: &[Line], below: &[Line]) -> Option<Vec<Line>> {
    let (last, first) = (above.last()?, below.first()?);
    let (end, start) = (last.cell?, first.cell?);
    if first.page != last.page + 1 {
        return None;
    }
    let left = |lines: &[Line], column: u32| {
        let of_column = lines.iter().filter(|line| line.cell.is_some_and(|cell| cell.column == column));
        of_column.map(|line| line.left).reduce(f32::min)
    };
    let columns = above.iter().filter_map(|line| line.cell).map(|cell| cell.column).max()?;
    let home = |column: u32| {
        let at = left(below, column)?;
        (0..=columns).find(|&other| left(above, other).is_some_and(|left| (left - at).abs() <= ALIKE))
    };
    let single = below.iter().filter_map(|line| line.cell).filter(|cell| cell.row == start.row).all(|cell| cell == start);
    let goes_on = single && home(start.column) == Some(end.column);
    let row = end.row + u32::from(!goes_on);
    let moved = |line: &Line| {
        let cell = line.cell?;
        let column = home(cell.column)?;
        Some(Line { cell: Some(CellPlace { table: end.table, row: row + cell.row - start.row, column }), ..line.clone() })
    };
    below.iter().map(moved).collect()
}

/// A table of the lines in its cells. Each column has its own measures.
pub(super) fn table(lines: &[Line], questions: &Beginnings, joined: &mut Joined) -> Table {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let columns = lines.iter().filter_map(|line| line.cell).map(|cell| cell.column + 1).max().unwrap_or(0);
    let of_column = |column| lines.iter().filter(move |line| line.cell.is_some_and(|cell| cell.column == column)).cloned();
    let around: Vec<Surroundings<'_>> =
        (0..columns).map(|column| Surroundings::of(of_column(column).collect(), true, questions)).collect();
    for lines in lines.chunk_by(|a, b| a.cell == b.cell) {
        let Some(place) = lines.first().and_then(|line| line.cell) else {
            continue;
        };
        let (row, column) = (place.row as usize, place.column as usize);
        rows.resize_with(rows.len().max(row + 1), Vec::new);
        if let (Some(cells), Some(around)) = (rows.get_mut(row), around.get(column)) {
            cells.resize_with(cells.len().max(column + 1), Vec::new);
            if let Some(cell) = cells.get_mut(column) {
                cell.extend(flow(lines, around, joined));
            }
        }
    }
    Table { at: lines.first().map_or(Where::Page(1, 1), |line| line.at), rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(page: u32, (table, row, column): (u32, u32, u32), left: f32) -> Line {
        let place = CellPlace { table, row, column };
        Line { left, cell: Some(place), ..Line::plain(Where::Page(page, 1), page, "слово") }
    }

    fn places(lines: &[Line]) -> Vec<Vec<(u32, u32)>> {
        let place = |line: &Line| line.cell.map_or((9, 9), |cell| (cell.row, cell.column));
        stretches(lines).iter().map(|stretch| stretch.iter().map(place).collect()).collect()
    }

    #[test]
    fn a_table_goes_on_over_the_end_of_a_page() {
        let first = [line(1, (0, 0, 0), 50.0), line(1, (0, 0, 1), 300.0)];
        let cell_goes_on = [line(2, (1, 0, 0), 300.0), line(2, (1, 1, 0), 50.0), line(2, (1, 1, 1), 300.0)];
        assert_eq!(places(&[&first[..], &cell_goes_on[..1]].concat()), [[(0, 0), (0, 1), (0, 1)]]);
        let row_follows = [line(2, (1, 0, 0), 50.0), line(2, (1, 0, 1), 300.0)];
        assert_eq!(places(&[&first[..], &row_follows].concat()), [[(0, 0), (0, 1), (1, 0), (1, 1)]]);
        let another = [line(2, (1, 0, 0), 80.0), line(2, (1, 0, 1), 400.0)];
        assert_eq!(places(&[&first[..], &another].concat()).len(), 2);
        assert_eq!(places(&[&first[..], &[line(1, (1, 0, 0), 50.0)]].concat()).len(), 2);
    }
}
