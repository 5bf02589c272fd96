//! Joins the lines of table cells into tables, which may continue on the next page.

use super::{JoinContext, LineJoins, join_lines};
use crate::document::{Cell, CellPlace, Line, Lines, SourceLocation, Table};
use crate::questions::QuestionBeginnings;

/// The largest distance in points between the left edges of two cells of one column.
const MAX_OFFSET: f32 = 3.0;

/// Joins tables that continue at the top of the next page into one, with the lines of each cell one after the other.
pub(crate) fn join_tables_across_pages(lines: Lines) -> Lines {
    let table_of = |line: &Line| line.cell.map(|cell| cell.table);
    let mut out: Vec<Line> = Vec::with_capacity(lines.lines.len());
    let mut start = 0;
    for chunk in lines.lines.chunk_by(|a, b| table_of(a) == table_of(b)) {
        match continuation(&out[start..], chunk) {
            Some((rest, continues_row)) => {
                out.extend(rest);
                if continues_row {
                    sort_by_cell(&mut out[start..]);
                }
            }
            None => {
                start = out.len();
                out.extend_from_slice(chunk);
            }
        }
    }
    Lines { lines: out, measured: lines.measured }
}

/// The lines of a table as a continuation of the table on the previous page, with their cells in that table, and
/// whether the first row continues the last row there. `None` if the table is not a continuation: in every column the
/// text must begin at the same position as above.
fn continuation(above: &[Line], below: &[Line]) -> Option<(Vec<Line>, bool)> {
    let (last, first) = (above.last()?, below.first()?);
    let (end, start) = (last.cell?, first.cell?);
    if first.page != last.page + 1 {
        return None;
    }
    let left = |lines: &[Line], column: u32| {
        let column_lines = lines.iter().filter(|line| line.cell.is_some_and(|cell| cell.column == column));
        column_lines.map(|line| line.left).reduce(f32::min)
    };
    let columns = above.iter().filter_map(|line| line.cell).map(|cell| cell.column).max()?;
    let column_above = |column: u32| {
        let at = left(below, column)?;
        (0..=columns).find(|&other| left(above, other).is_some_and(|left| (left - at).abs() <= MAX_OFFSET))
    };
    // A new row begins in the first column, and not in the middle of a sentence.
    let has_first_column = above.iter().any(|line| line.cell == Some(CellPlace { column: 0, ..end }));
    let continues_row =
        has_first_column && (column_above(start.column)? > 0 || first.text.starts_with(char::is_lowercase));
    let row = end.row + u32::from(!continues_row);
    let moved = |line: &Line| {
        let cell = line.cell?;
        let column = column_above(cell.column)?;
        Some(Line {
            cell: Some(CellPlace { table: end.table, row: row + cell.row - start.row, column }),
            ..line.clone()
        })
    };
    Some((below.iter().map(moved).collect::<Option<Vec<Line>>>()?, continues_row))
}

/// Sorts the lines of a table by their cells. Places in the source must not decrease, so a line before one with an
/// earlier place gets that place.
fn sort_by_cell(lines: &mut [Line]) {
    lines.sort_by_key(|line| line.cell.map(|cell| (cell.row, cell.column)));
    let mut at = lines.first().map_or(SourceLocation::Page(1, 1), |line| line.at);
    let mut rest = lines.iter_mut().rev();
    // From the end: no line may have a later place than the line after it.
    if let Some(last) = rest.next() {
        at = at.max(last.at);
        for line in rest {
            at = at.min(line.at);
            line.at = at;
        }
    }
}

/// Builds a table from the lines in its cells. Each column has its own layout.
pub(super) fn table(lines: &[Line], questions: &QuestionBeginnings, joined: &mut LineJoins) -> Table {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let columns = lines.iter().filter_map(|line| line.cell).map(|cell| cell.column + 1).max().unwrap_or(0);
    let of_column =
        |column| lines.iter().filter(move |line| line.cell.is_some_and(|cell| cell.column == column)).cloned();
    let contexts: Vec<JoinContext<'_>> =
        (0..columns).map(|column| JoinContext::of(of_column(column).collect(), true, questions)).collect();
    for lines in lines.chunk_by(|a, b| a.cell == b.cell) {
        let Some(place) = lines.first().and_then(|line| line.cell) else {
            continue;
        };
        let (row, column) = (place.row as usize, place.column as usize);
        rows.resize_with(rows.len().max(row + 1), Vec::new);
        if let (Some(cells), Some(context)) = (rows.get_mut(row), contexts.get(column)) {
            cells.resize_with(cells.len().max(column + 1), Vec::new);
            if let Some(cell) = cells.get_mut(column) {
                cell.extend(join_lines(lines, context, joined));
            }
        }
    }
    Table { at: lines.first().map_or(SourceLocation::Page(1, 1), |line| line.at), rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(page: u32, (table, row, column): (u32, u32, u32), left: f32) -> Line {
        let place = CellPlace { table, row, column };
        Line {
            left,
            cell: Some(place),
            ..Line::plain(SourceLocation::Page(page, table * 9 + row * 3 + column), page, "слово")
        }
    }

    fn places(lines: &[Line]) -> Vec<(u32, u32, u32)> {
        let lines = join_tables_across_pages(Lines { lines: lines.to_vec(), measured: true }).lines;
        assert!(lines.windows(2).all(|pair| pair[0].at <= pair[1].at));
        lines.iter().filter_map(|line| line.cell).map(|cell| (cell.table, cell.row, cell.column)).collect()
    }

    #[test]
    fn a_table_continues_on_the_next_page() {
        let first = [line(1, (0, 0, 0), 50.0), line(1, (0, 0, 1), 200.0), line(1, (0, 0, 2), 300.0)];
        let begin = [(0, 0, 0), (0, 0, 1), (0, 0, 2)];
        let with = |more: &[Line]| places(&[&first[..], more].concat());
        assert_eq!(with(&[line(2, (1, 0, 0), 300.0)]), [&begin[..], &[(0, 0, 2)]].concat());
        // Two cells continue: the lines of each cell are adjacent.
        let two_cells = [line(2, (1, 0, 0), 200.0), line(2, (1, 0, 1), 300.0), line(2, (1, 1, 0), 200.0)];
        assert_eq!(with(&two_cells), [(0, 0, 0), (0, 0, 1), (0, 0, 1), (0, 0, 2), (0, 0, 2), (0, 1, 1)]);
        let new_row = [Line { text: "Ряд".into(), ..line(2, (1, 0, 0), 50.0) }, line(2, (1, 0, 1), 200.0)];
        assert_eq!(with(&new_row), [&begin[..], &[(0, 1, 0), (0, 1, 1)]].concat());
        let other_table = [line(2, (1, 0, 0), 80.0), line(2, (1, 0, 1), 400.0)];
        assert_eq!(with(&other_table)[3].0, 1);
        assert_eq!(with(&[line(1, (1, 0, 0), 50.0)])[3].0, 1);
    }
}
