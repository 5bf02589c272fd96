//! Joins the lines of table cells into tables, which may continue over the ends of pages.

use super::{Joined, Surroundings, flow};
use crate::document::{Cell, CellPlace, Line, Lines, Table, Where};
use crate::questions::Beginnings;

/// How far apart in points the text of two cells of one column may begin.
const ALIKE: f32 = 3.0;

/// Makes one of tables that go on at the top of the next page, with the lines of each cell one behind the other.
pub(crate) fn over_pages(lines: Lines) -> Lines {
    let table_of = |line: &Line| line.cell.map(|cell| cell.table);
    let mut out: Vec<Line> = Vec::with_capacity(lines.lines.len());
    let mut start = 0;
    for stretch in lines.lines.chunk_by(|a, b| table_of(a) == table_of(b)) {
        match continued(&out[start..], stretch) {
            Some((rest, goes_on)) => {
                out.extend(rest);
                if goes_on {
                    in_order(&mut out[start..]);
                }
            }
            None => {
                start = out.len();
                out.extend_from_slice(stretch);
            }
        }
    }
    Lines { lines: out, measured: lines.measured }
}

/// The rows of a table with the places they have in the table on the page before, and whether the first of them goes on with the last row
/// there; `None` where they do not go on with that table: the text in their cells has to begin where that in its columns does.
fn continued(above: &[Line], below: &[Line]) -> Option<(Vec<Line>, bool)> {
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
    // A row begins in the first column, and with a sentence.
    let begun = above.iter().any(|line| line.cell == Some(CellPlace { column: 0, ..end }));
    let goes_on = begun && (home(start.column)? > 0 || first.text.starts_with(char::is_lowercase));
    let row = end.row + u32::from(!goes_on);
    let moved = |line: &Line| {
        let cell = line.cell?;
        let column = home(cell.column)?;
        Some(Line {
            cell: Some(CellPlace { table: end.table, row: row + cell.row - start.row, column }),
            ..line.clone()
        })
    };
    Some((below.iter().map(moved).collect::<Option<Vec<Line>>>()?, goes_on))
}

/// Sorts the lines of a table by their cells. A line that moves stands where the line does that it follows now.
fn in_order(lines: &mut [Line]) {
    lines.sort_by_key(|line| line.cell.map(|cell| (cell.row, cell.column)));
    let mut at = lines.first().map_or(Where::Page(1, 1), |line| line.at);
    let mut rest = lines.iter_mut().rev();
    // From the end: what stands in front of a place that is earlier has to be no later.
    if let Some(last) = rest.next() {
        at = at.max(last.at);
        for line in rest {
            at = at.min(line.at);
            line.at = at;
        }
    }
}

/// A table of the lines in its cells. Each column has its own measures.
pub(super) fn table(lines: &[Line], questions: &Beginnings, joined: &mut Joined) -> Table {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let columns = lines.iter().filter_map(|line| line.cell).map(|cell| cell.column + 1).max().unwrap_or(0);
    let of_column =
        |column| lines.iter().filter(move |line| line.cell.is_some_and(|cell| cell.column == column)).cloned();
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
        Line {
            left, cell: Some(place), ..Line::plain(Where::Page(page, table * 9 + row * 3 + column), page, "слово")
        }
    }

    fn places(lines: &[Line]) -> Vec<(u32, u32, u32)> {
        let lines = over_pages(Lines { lines: lines.to_vec(), measured: true }).lines;
        assert!(lines.windows(2).all(|pair| pair[0].at <= pair[1].at));
        lines.iter().filter_map(|line| line.cell).map(|cell| (cell.table, cell.row, cell.column)).collect()
    }

    #[test]
    fn a_table_goes_on_over_the_end_of_a_page() {
        let first = [line(1, (0, 0, 0), 50.0), line(1, (0, 0, 1), 200.0), line(1, (0, 0, 2), 300.0)];
        let begin = [(0, 0, 0), (0, 0, 1), (0, 0, 2)];
        let with = |more: &[Line]| places(&[&first[..], more].concat());
        assert_eq!(with(&[line(2, (1, 0, 0), 300.0)]), [&begin[..], &[(0, 0, 2)]].concat());
        // Two cells go on: the lines of each follow each other.
        let two = [line(2, (1, 0, 0), 200.0), line(2, (1, 0, 1), 300.0), line(2, (1, 1, 0), 200.0)];
        assert_eq!(with(&two), [(0, 0, 0), (0, 0, 1), (0, 0, 1), (0, 0, 2), (0, 0, 2), (0, 1, 1)]);
        let row_follows = [Line { text: "Ряд".into(), ..line(2, (1, 0, 0), 50.0) }, line(2, (1, 0, 1), 200.0)];
        assert_eq!(with(&row_follows), [&begin[..], &[(0, 1, 0), (0, 1, 1)]].concat());
        let another = [line(2, (1, 0, 0), 80.0), line(2, (1, 0, 1), 400.0)];
        assert_eq!(with(&another)[3].0, 1);
        assert_eq!(with(&[line(1, (1, 0, 0), 50.0)])[3].0, 1);
    }
}
