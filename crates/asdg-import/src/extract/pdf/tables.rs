//! Tables without lines: rows whose words are in columns with wide gaps between them. [`split`] finds them among the
//! rows of a page.

use super::columns::RowGroup;
use super::rows::{PdfWord, Row};
use crate::document::CellPlace;
use crate::marks::{self, MarkKind};

/// The least gap between cells, in parts of the font's size.
const GAP: f32 = 1.6;
/// The least distance between columns, in parts of the font's size.
const APART: f32 = 0.5;
/// How little the gaps of a line differ that was stretched over the page: the least in parts of the largest.
const EVEN: f32 = 0.95;
/// How many rows a table of two columns has at least: two lines with a gap are often a signature.
const ROWS: usize = 3;
/// As many has one of more columns.
const FEW_ROWS: usize = 2;
/// A row this close below the one before, without a first cell, goes on with its cells; in parts of the font's size.
const CLOSE: f32 = 1.45;
/// A cell of this width, in parts of the font's size, is running text beside other text.
const WIDE: f32 = 26.0;

/// A column in the making.
#[derive(Clone, Copy)]
struct TableColumn {
    from: f32,
    to: f32,
}

/// Takes tables out of rows that are read from top to bottom; `next` is the number of the next table of the page.
pub(super) fn split(part: RowGroup, next: &mut u32) -> Vec<RowGroup> {
    if part.cell.is_some() {
        return vec![part];
    }
    let mut parts: Vec<RowGroup> = Vec::new();
    let mut plain: Vec<Row> = Vec::new();
    let mut continues = part.continues;
    let mut at = 0;
    while let Some(row) = part.rows.get(at) {
        let rest = part.rows.get(at..).unwrap_or_default();
        match table(rest) {
            Some((count, columns)) => {
                if !plain.is_empty() {
                    parts.push(RowGroup {
                        column: part.column,
                        ..RowGroup::plain(std::mem::take(&mut plain), continues)
                    });
                    continues = false;
                }
                parts.extend(cells(rest.get(..count).unwrap_or_default(), &columns, *next));
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
        parts.push(RowGroup { column: part.column, ..RowGroup::plain(plain, continues) });
    }
    parts
}

/// The pieces of a row between wide gaps. A line that was stretched over the page has many gaps, all alike.
fn pieces(row: &Row) -> Vec<TableColumn> {
    let gaps: Vec<f32> = row.gaps().map(|(from, to)| to - from).collect();
    let mut sorted = gaps.clone();
    sorted.sort_by(f32::total_cmp);
    let usual = sorted.get(sorted.len() / 2).copied().filter(|_| sorted.len() > 3).unwrap_or(0.0);
    // Even in a line of three words: those of a table differ.
    let even = matches!(sorted.as_slice(), [least, .., most] if *least > 0.0 && least / most >= EVEN);
    if even {
        return vec![TableColumn { from: row.left(), to: row.right() }];
    }
    let least = (GAP * row.size).max(if usual > 0.8 * row.size { usual * 1.8 } else { 0.0 });
    let mut pieces: Vec<TableColumn> = Vec::new();
    let mut before = f32::INFINITY;
    for (number, word) in row.words.iter().enumerate() {
        let gap = number.checked_sub(1).and_then(|number| gaps.get(number)).copied().unwrap_or(0.0);
        match pieces.last_mut() {
            // The text behind a bullet belongs to it, however far the tab has moved it.
            Some(last) if (gap < least && before.is_finite()) || (number == 1 && is_bullet(&row.words)) => {
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
    let sort = |first: &PdfWord| marks::typed(&format!("{} Слово", first.text)).map(|mark| mark.sort);
    words.first().and_then(sort).is_some_and(MarkKind::is_plain)
}

/// Whether rows of two columns are the items of a list, whose texts a tab has moved away from their marks.
fn is_list(rows: &[Row], columns: &[TableColumn]) -> bool {
    let starts = rows.iter().filter_map(|row| row.words.first().filter(|word| word.left < columns[0].to));
    columns.len() == 2 && starts.clone().all(|first| marks::typed(&format!("{} Слово", first.text)).is_some())
}

/// The table that begins with the first row: how many rows it has, and its columns.
fn table(rows: &[Row]) -> Option<(usize, Vec<TableColumn>)> {
    let first = rows.first()?;
    let mut columns = pieces(first);
    if columns.len() < 2 {
        return None;
    }
    let (mut count, mut whole) = (1, 1);
    for (above, row) in rows.iter().zip(rows.iter().skip(1)) {
        let pieces = pieces(row);
        let begins = pieces.first().is_some_and(|piece| columns.first().is_some_and(|column| piece.from < column.to));
        let goes_on = !begins && row.y - above.y <= CLOSE * row.size;
        if pieces.len() < 2 && !goes_on {
            break;
        }
        let Some(joined) = joined(&columns, &pieces, row.size) else { break };
        columns = joined;
        count += 1;
        whole += usize::from(begins);
    }
    let is_narrow = columns.iter().filter(|column| column.to - column.from > WIDE * first.size).count() == 0;
    let enough = whole >= if columns.len() > 2 { FEW_ROWS } else { ROWS };
    let is_list = rows.get(..count).is_some_and(|rows| is_list(rows, &columns));
    (enough && is_narrow && !is_list).then_some((count, columns))
}

/// Columns with the pieces of one more row in them; `None` where a piece would join two columns, or two pieces share one.
fn joined(columns: &[TableColumn], pieces: &[TableColumn], size: f32) -> Option<Vec<TableColumn>> {
    let mut all = columns.to_vec();
    let mut taken: Vec<usize> = Vec::new();
    for piece in pieces {
        let mut over = (0..all.len()).filter(|&at| all[at].from < piece.to && piece.from < all[at].to);
        match (over.next(), over.next()) {
            (Some(_), Some(_)) => return None,
            (Some(at), None) => {
                if taken.contains(&at) {
                    return None;
                }
                taken.push(at);
                all[at] = TableColumn { from: all[at].from.min(piece.from), to: all[at].to.max(piece.to) };
            }
            (None, _) => {
                all.push(*piece);
                taken.push(all.len() - 1);
            }
        }
    }
    let mut sorted = all.clone();
    sorted.sort_by(|a, b| a.from.total_cmp(&b.from));
    let apart = sorted.windows(2).all(|pair| pair[1].from - pair[0].to >= APART * size);
    apart.then_some(sorted)
}

/// The cells of a table, row by row.
fn cells(rows: &[Row], columns: &[TableColumn], table: u32) -> Vec<RowGroup> {
    let mut parts: Vec<RowGroup> = Vec::new();
    let mut number: Option<u32> = None;
    let mut above: Option<f32> = None;
    for row in rows {
        let mut sides: Vec<Vec<PdfWord>> = vec![Vec::new(); columns.len()];
        for word in &row.words {
            let at = columns.iter().position(|column| word.left < column.to).unwrap_or(columns.len() - 1);
            sides[at].push(word.clone());
        }
        // The first cell of a row may be empty, as in front of a sum.
        let far = above.is_none_or(|above| row.y - above > CLOSE * row.size);
        above = Some(row.y);
        if far || sides.first().is_some_and(|first| !first.is_empty()) {
            number = Some(number.map_or(0, |number| number + 1));
        }
        for (column, words) in (0..).zip(sides) {
            if words.is_empty() {
                continue;
            }
            let cell = CellPlace { table, row: number.unwrap_or(0), column };
            let row = Row { words, y: row.y, size: row.size };
            match parts.iter_mut().rev().take(columns.len()).find(|part| part.cell == Some(cell)) {
                Some(part) => part.rows.push(row),
                None => parts.push(RowGroup { cell: Some(cell), ..RowGroup::plain(vec![row], false) }),
            }
        }
    }
    parts
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
        let part = RowGroup::plain(rows, false);
        split(part, &mut 0).into_iter().map(|part| part.cell.map(|cell| (cell.row, cell.column))).collect()
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
    fn a_signature_and_a_stretched_line_are_none() {
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
