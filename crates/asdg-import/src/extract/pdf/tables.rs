//! Finds tables without lines: rows whose words are in columns with wide gaps between them. [`split_tables`] finds
//! them among the rows of a page.

use super::columns::RowGroup;
use super::rows::{PdfWord, Row};
use crate::document::CellPlace;
use crate::marks::{self, MarkKind};

/// The minimum gap between cells, as a fraction of the font size.
const MIN_GAP: f32 = 1.6;
/// The minimum distance between columns, as a fraction of the font size.
const MIN_COLUMN_GAP: f32 = 0.5;
/// The minimum ratio of the smallest to the largest gap of a line that was stretched over the page.
const MIN_EVENNESS: f32 = 0.95;
/// The minimum number of rows of a table with two columns: two lines with a gap are often a signature.
const MIN_ROWS: usize = 3;
/// The same with more columns.
const MIN_ROWS_OF_WIDE_TABLE: usize = 2;
/// A row this close to the one before, without a first cell, continues the cells of that row; as a fraction of the
/// font size.
const MAX_CONTINUATION_GAP: f32 = 1.45;
/// A cell of this width, as a fraction of the font size, is running text beside other text.
const MAX_CELL_WIDTH: f32 = 26.0;

/// The horizontal bounds of a column, or of a piece of a row.
#[derive(Clone, Copy)]
struct TableColumn {
    from: f32,
    to: f32,
}

/// Separates tables from rows that are read from top to bottom. `next` is the number of the next table of the page.
pub(super) fn split_tables(group: RowGroup, next: &mut u32) -> Vec<RowGroup> {
    if group.cell.is_some() {
        return vec![group];
    }
    let mut groups: Vec<RowGroup> = Vec::new();
    let mut plain: Vec<Row> = Vec::new();
    let mut continues = group.continues;
    let mut at = 0;
    while let Some(row) = group.rows.get(at) {
        let rest = group.rows.get(at..).unwrap_or_default();
        match find_table(rest) {
            Some((count, columns)) => {
                if !plain.is_empty() {
                    groups.push(RowGroup {
                        column: group.column,
                        ..RowGroup::whole_width(std::mem::take(&mut plain), continues)
                    });
                    continues = false;
                }
                groups.extend(table_cells(rest.get(..count).unwrap_or_default(), &columns, *next));
                *next += 1;
                at += count;
            }
            None => {
                plain.push(row.clone());
                at += 1;
            }
        }
    }
    if !plain.is_empty() {
        groups.push(RowGroup { column: group.column, ..RowGroup::whole_width(plain, continues) });
    }
    groups
}

/// Splits a row at wide gaps. A line that was stretched over the page has many gaps of similar width.
fn row_pieces(row: &Row) -> Vec<TableColumn> {
    let gaps: Vec<f32> = row.gaps().map(|(from, to)| to - from).collect();
    let mut sorted = gaps.clone();
    sorted.sort_by(f32::total_cmp);
    let usual_gap = sorted.get(sorted.len() / 2).copied().filter(|_| sorted.len() > 3).unwrap_or(0.0);
    // This holds even for a line of three words: the gaps of a table differ.
    let is_stretched =
        matches!(sorted.as_slice(), [smallest, .., largest] if *smallest > 0.0 && smallest / largest >= MIN_EVENNESS);
    if is_stretched {
        return vec![TableColumn { from: row.left(), to: row.right() }];
    }
    let min_gap = (MIN_GAP * row.size).max(if usual_gap > 0.8 * row.size { usual_gap * 1.8 } else { 0.0 });
    let mut pieces: Vec<TableColumn> = Vec::new();
    let mut before = f32::INFINITY;
    for (number, word) in row.words.iter().enumerate() {
        let gap = number.checked_sub(1).and_then(|number| gaps.get(number)).copied().unwrap_or(0.0);
        match pieces.last_mut() {
            // The text after a bullet belongs to it, however far a tab has moved it.
            Some(last) if (gap < min_gap && before.is_finite()) || (number == 1 && is_bullet(&row.words)) => {
                last.to = last.to.max(word.right);
            }
            _ => pieces.push(TableColumn { from: word.left, to: word.right }),
        }
        before = word.right;
    }
    pieces
}

/// Whether the first word is a bullet or a dash.
fn is_bullet(words: &[PdfWord]) -> bool {
    let kind = |first: &PdfWord| marks::parse_mark(&format!("{} Слово", first.text)).map(|mark| mark.kind);
    words.first().and_then(kind).is_some_and(MarkKind::is_plain)
}

/// Whether rows of two columns are list items, whose texts a tab has moved away from their marks.
fn is_list(rows: &[Row], columns: &[TableColumn]) -> bool {
    let starts = rows.iter().filter_map(|row| row.words.first().filter(|word| word.left < columns[0].to));
    columns.len() == 2 && starts.clone().all(|first| marks::parse_mark(&format!("{} Слово", first.text)).is_some())
}

/// Finds the table that begins with the first row: the number of its rows, and its columns.
fn find_table(rows: &[Row]) -> Option<(usize, Vec<TableColumn>)> {
    let first = rows.first()?;
    let mut columns = row_pieces(first);
    if columns.len() < 2 {
        return None;
    }
    let (mut count, mut full_rows) = (1, 1);
    for (above, row) in rows.iter().zip(rows.iter().skip(1)) {
        let pieces = row_pieces(row);
        let has_first_cell =
            pieces.first().is_some_and(|piece| columns.first().is_some_and(|column| piece.from < column.to));
        let continues_cells = !has_first_cell && row.y - above.y <= MAX_CONTINUATION_GAP * row.size;
        if pieces.len() < 2 && !continues_cells {
            break;
        }
        let Some(extended) = extend_columns(&columns, &pieces, row.size) else { break };
        columns = extended;
        count += 1;
        full_rows += usize::from(has_first_cell);
    }
    let is_narrow = columns.iter().filter(|column| column.to - column.from > MAX_CELL_WIDTH * first.size).count() == 0;
    let enough = full_rows >= if columns.len() > 2 { MIN_ROWS_OF_WIDE_TABLE } else { MIN_ROWS };
    let is_list = rows.get(..count).is_some_and(|rows| is_list(rows, &columns));
    (enough && is_narrow && !is_list).then_some((count, columns))
}

/// Extends columns by the pieces of one more row; `None` if a piece overlaps two columns, or two pieces share one.
fn extend_columns(columns: &[TableColumn], pieces: &[TableColumn], size: f32) -> Option<Vec<TableColumn>> {
    let mut all = columns.to_vec();
    let mut used_columns: Vec<usize> = Vec::new();
    for piece in pieces {
        let mut over = (0..all.len()).filter(|&at| all[at].from < piece.to && piece.from < all[at].to);
        match (over.next(), over.next()) {
            (Some(_), Some(_)) => return None,
            (Some(at), None) => {
                if used_columns.contains(&at) {
                    return None;
                }
                used_columns.push(at);
                all[at] = TableColumn { from: all[at].from.min(piece.from), to: all[at].to.max(piece.to) };
            }
            (None, _) => {
                all.push(*piece);
                used_columns.push(all.len() - 1);
            }
        }
    }
    let mut sorted = all.clone();
    sorted.sort_by(|a, b| a.from.total_cmp(&b.from));
    let are_apart = sorted.windows(2).all(|pair| pair[1].from - pair[0].to >= MIN_COLUMN_GAP * size);
    are_apart.then_some(sorted)
}

/// Splits a table into cells, row by row.
fn table_cells(rows: &[Row], columns: &[TableColumn], table: u32) -> Vec<RowGroup> {
    let mut groups: Vec<RowGroup> = Vec::new();
    let mut number: Option<u32> = None;
    let mut above: Option<f32> = None;
    for row in rows {
        let mut sides: Vec<Vec<PdfWord>> = vec![Vec::new(); columns.len()];
        for word in &row.words {
            let at = columns.iter().position(|column| word.left < column.to).unwrap_or(columns.len() - 1);
            sides[at].push(word.clone());
        }
        // The first cell of a row may be empty, as in the row of a sum.
        let is_far = above.is_none_or(|above| row.y - above > MAX_CONTINUATION_GAP * row.size);
        above = Some(row.y);
        if is_far || sides.first().is_some_and(|first| !first.is_empty()) {
            number = Some(number.map_or(0, |number| number + 1));
        }
        for (column, words) in (0..).zip(sides) {
            if words.is_empty() {
                continue;
            }
            let cell = CellPlace { table, row: number.unwrap_or(0), column };
            let row = Row { words, y: row.y, size: row.size };
            match groups.iter_mut().rev().take(columns.len()).find(|group| group.cell == Some(cell)) {
                Some(group) => group.rows.push(row),
                None => groups.push(RowGroup { cell: Some(cell), ..RowGroup::whole_width(vec![row], false) }),
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(y: f32, words: &[(f32, &str)]) -> Row {
        let word = |(left, text): &(f32, &str)| PdfWord {
            text: (*text).into(),
            left: *left,
            right: left + 5.0 * text.chars().count() as f32,
        };
        Row { words: words.iter().map(word).collect(), y, size: 10.0 }
    }

    fn tables(rows: Vec<Row>) -> Vec<Option<(u32, u32)>> {
        let group = RowGroup::whole_width(rows, false);
        split_tables(group, &mut 0).into_iter().map(|group| group.cell.map(|cell| (cell.row, cell.column))).collect()
    }

    #[test]
    fn words_in_columns_are_a_table() {
        let rows = vec![
            row(10.0, &[(50.0, "Проведены"), (100.0, "дела:")]),
            row(30.0, &[(50.0, "№"), (150.0, "Дело"), (300.0, "Гостей")]),
            row(50.0, &[(50.0, "1"), (150.0, "День"), (175.0, "дома"), (300.0, "1200")]),
            row(62.0, &[(150.0, "и двора")]),
            row(80.0, &[(50.0, "2"), (150.0, "Праздник"), (310.0, "80")]),
            row(100.0, &[(50.0, "Всё"), (70.0, "прошло")]),
        ];
        let places = |row| (0..3).map(move |column| Some((row, column)));
        let wanted: Vec<_> = std::iter::once(None).chain((0..3).flat_map(places)).chain([None]).collect();
        assert_eq!(tables(rows), wanted);
        let sum = vec![
            row(30.0, &[(50.0, "1"), (150.0, "День"), (300.0, "1200")]),
            row(50.0, &[(50.0, "2"), (150.0, "Праздник"), (310.0, "80")]),
            row(70.0, &[(150.0, "Итого"), (300.0, "1280")]),
        ];
        assert_eq!(tables(sum).last(), Some(&Some((2, 2))));
    }

    #[test]
    fn a_signature_and_a_stretched_line_are_not_tables() {
        let rows = vec![
            row(10.0, &[(50.0, "Глава"), (300.0, "Придумкин")]),
            row(30.0, &[(50.0, "Исп."), (300.0, "Вымыслов")]),
        ];
        assert_eq!(tables(rows), [None]);
        let stretched =
            |y| row(y, &[(50.0, "слово"), (100.0, "слово"), (150.0, "слово"), (200.0, "слово"), (250.0, "слово")]);
        assert_eq!(tables(vec![stretched(10.0), stretched(24.0), stretched(38.0)]), [None]);
    }
}
