//! Finds the table cells that lines on a page enclose: [`Grid::cell`] returns the cell of a text.

use super::glyph::Rule;

/// How far in points a rule may slant, or be offset from another that it continues.
const MAX_SLANT: f32 = 1.0;
/// The maximum gap in points that does not interrupt a rule.
const MAX_GAP: f32 = 2.5;
/// The fraction of the width of a cell that a rule must cover to close the cell: the line under a word does not.
const MIN_COVER: f32 = 0.9;
/// A page with more rules than this is a drawing, not a table.
const EDGE_LIMIT: usize = 4_000;

/// The horizontal and vertical rules of a page.
#[derive(Debug, Default)]
pub(super) struct Grid {
    vertical: Vec<Edge>,
    horizontal: Vec<Edge>,
}

/// A rule, or several that continue each other.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Edge {
    /// Its position across its direction: `x` of a vertical one.
    at: f32,
    /// Its ends along its direction.
    from: f32,
    to: f32,
}

/// A cell, by the indexes of the rules around it. A table may be open at its sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GridCell {
    left: Option<usize>,
    right: Option<usize>,
    top: Option<usize>,
    bottom: Option<usize>,
}

/// The bounds of a cell in points. Sides without a rule are infinitely far away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CellBounds {
    pub(super) left: f32,
    pub(super) right: f32,
    /// The upper side; without a rule, the upper end of the rules on the left and right.
    pub(super) top: f32,
    /// The lower side; without a rule, the lower end of those rules.
    pub(super) bottom: f32,
}

impl Grid {
    /// Makes a grid of rules, rotated back by an angle in degrees; empty if the rules would not be horizontal and
    /// vertical then.
    pub(super) fn new(rules: &[Rule], angle: u16) -> Self {
        let rotate = |(x, y): (f32, f32)| match angle {
            90 => (y, -x),
            180 => (-x, -y),
            270 => (-y, x),
            _ => (x, y),
        };
        if !angle.is_multiple_of(90) {
            return Self::default();
        }
        let (mut vertical, mut horizontal) = (Vec::new(), Vec::new());
        for rule in rules {
            let (from, to) = (rotate(rule.from), rotate(rule.to));
            let (width, height) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
            if width <= MAX_SLANT && width < height {
                vertical.push(Edge { at: (from.0 + to.0) / 2.0, from: from.1.min(to.1), to: from.1.max(to.1) });
            } else if height <= MAX_SLANT {
                horizontal.push(Edge { at: (from.1 + to.1) / 2.0, from: from.0.min(to.0), to: from.0.max(to.0) });
            }
        }
        let (vertical, horizontal) = (merge_edges(vertical), merge_edges(horizontal));
        // Without vertical rules no cells are side by side.
        if vertical.is_empty() || vertical.len() + horizontal.len() > EDGE_LIMIT {
            return Self::default();
        }
        Self { vertical, horizontal }
    }

    /// Returns the number of rules.
    pub(super) fn len(&self) -> usize {
        self.vertical.len() + self.horizontal.len()
    }

    /// Returns the positions of the vertical rules that cross a height, from left to right.
    pub(super) fn vertical_rules_at(&self, y: f32) -> Vec<f32> {
        self.vertical.iter().filter(|edge| edge.covers(y)).map(|edge| edge.at).collect()
    }

    /// Returns the cell around a point; `None` if there is no vertical rule on either side.
    pub(super) fn cell(&self, x: f32, y: f32) -> Option<GridCell> {
        let sides = self.vertical.iter().enumerate().filter(|(_, edge)| edge.covers(y));
        let (before, after): (Vec<_>, Vec<_>) = sides.partition(|(_, edge)| edge.at <= x);
        let (left, right) = (before.last(), after.first());
        if left.is_none() && right.is_none() {
            return None;
        }
        let from = left.map_or(x, |(_, edge)| edge.at);
        let to = right.map_or(x, |(_, edge)| edge.at);
        let closes = |edge: &Edge| edge.to.min(to) - edge.from.max(from) >= (to - from) * MIN_COVER;
        let (above, below): (Vec<_>, Vec<_>) =
            self.horizontal.iter().enumerate().filter(|(_, edge)| closes(edge)).partition(|(_, edge)| edge.at <= y);
        let index = |edge: Option<&(usize, &Edge)>| edge.map(|(index, _)| *index);
        Some(GridCell {
            left: index(left),
            right: index(right),
            top: index(above.last()),
            bottom: index(below.first()),
        })
    }

    /// Returns the bounds of a cell.
    pub(super) fn bounds(&self, cell: GridCell) -> CellBounds {
        let vertical = |index: Option<usize>| index.and_then(|index| self.vertical.get(index));
        let horizontal = |index: Option<usize>| index.and_then(|index| self.horizontal.get(index)).map(|edge| edge.at);
        let (left, right) = (vertical(cell.left), vertical(cell.right));
        let sides = || left.into_iter().chain(right);
        CellBounds {
            left: left.map_or(f32::NEG_INFINITY, |edge| edge.at),
            right: right.map_or(f32::INFINITY, |edge| edge.at),
            top: horizontal(cell.top)
                .unwrap_or_else(|| sides().map(|edge| edge.from).fold(f32::NEG_INFINITY, f32::max)),
            bottom: horizontal(cell.bottom)
                .unwrap_or_else(|| sides().map(|edge| edge.to).fold(f32::INFINITY, f32::min)),
        }
    }
}

impl Edge {
    fn covers(&self, at: f32) -> bool {
        self.from - MAX_SLANT <= at && at <= self.to + MAX_SLANT
    }
}

impl CellBounds {
    /// Whether another cell is inside this one, apart from common sides.
    pub(super) fn contains(&self, other: &Self) -> bool {
        let inside = self.left <= other.left && other.right <= self.right;
        inside && self.top <= other.top && other.bottom <= self.bottom && self != other
    }
}

/// Merges edges that continue each other; the result is sorted by position.
fn merge_edges(mut edges: Vec<Edge>) -> Vec<Edge> {
    edges.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Edge> = Vec::new();
    let mut rest = edges.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|edge| edge.at - first.at <= MAX_SLANT).count();
        let (line, after) = rest.split_at(count);
        rest = after;
        let at = first.at;
        let mut line = line.to_vec();
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let begin = out.len();
        for edge in line {
            match out.get_mut(begin..).and_then(<[Edge]>::last_mut) {
                Some(last) if edge.from <= last.to + MAX_GAP => last.to = last.to.max(edge.to),
                _ => out.push(Edge { at, ..edge }),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(x0: f32, y0: f32, x1: f32, y1: f32) -> Rule {
        Rule { from: (x0, y0), to: (x1, y1) }
    }

    /// Two columns and two rows; the border between the columns is drawn in two pieces.
    fn table() -> Grid {
        let horizontal = [0.0, 50.0, 100.0].map(|y| rule(0.0, y, 200.0, y));
        let vertical = [
            rule(0.0, 0.0, 0.0, 100.0),
            rule(100.0, 0.0, 100.2, 50.0),
            rule(100.0, 51.0, 100.0, 100.0),
            rule(200.0, 0.0, 200.0, 100.0),
        ];
        Grid::new(&[&horizontal[..], &vertical[..]].concat(), 0)
    }

    #[test]
    fn a_cell_ends_at_the_rules_around_it() {
        let grid = table();
        let bounds = |x, y| grid.cell(x, y).map(|cell| grid.bounds(cell));
        assert_eq!(bounds(20.0, 20.0), Some(CellBounds { left: 0.0, right: 100.0, top: 0.0, bottom: 50.0 }));
        assert_eq!(bounds(150.0, 70.0), Some(CellBounds { left: 100.0, right: 200.0, top: 50.0, bottom: 100.0 }));
        assert_eq!(bounds(150.0, 170.0), None);
    }

    #[test]
    fn the_line_under_a_word_does_not_divide_its_cell() {
        let mut rules = vec![rule(0.0, 0.0, 0.0, 100.0), rule(100.0, 0.0, 100.0, 100.0)];
        rules.push(rule(10.0, 30.0, 60.0, 30.0));
        let grid = Grid::new(&rules, 0);
        assert_eq!(grid.cell(20.0, 20.0), grid.cell(20.0, 40.0));
    }

    #[test]
    fn a_table_may_be_open_at_its_sides() {
        let grid = Grid::new(&[rule(100.0, 0.0, 100.0, 100.0), rule(0.0, 50.0, 200.0, 50.0)], 0);
        let cells = [(10.0, 10.0), (150.0, 10.0), (10.0, 60.0), (150.0, 60.0)].map(|(x, y)| grid.cell(x, y));
        assert!(cells.iter().all(Option::is_some));
        assert!((1..4).all(|index| !cells[..index].contains(&cells[index])));
    }
}
