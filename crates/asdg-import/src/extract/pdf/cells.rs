//! The table cells that lines on a page enclose: [`Grid::cell`] gives the cell of a text.

use super::glyphs::Rule;

/// How far in points a rule may slant, or lie beside another and still continue it.
const SLANT: f32 = 1.0;
/// Which gap in points in a rule does not interrupt it.
const GAP: f32 = 2.5;
/// What part of a cell's width a rule must cover to close the cell: the line under a word does not.
const COVER: f32 = 0.9;
/// A page with more rules than this shows a drawing and not a table.
const EDGE_LIMIT: usize = 4_000;

/// The level and upright rules of a page.
#[derive(Debug, Default)]
pub(super) struct Grid {
    upright: Vec<Edge>,
    level: Vec<Edge>,
}

/// A rule or several in one line.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Edge {
    /// Its place across: `x` of an upright one.
    at: f32,
    /// Its ends along.
    from: f32,
    to: f32,
}

/// A cell, by the numbers of the rules around it. A table may be open at its sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GridCell {
    left: Option<usize>,
    right: Option<usize>,
    top: Option<usize>,
    bottom: Option<usize>,
}

/// The place of a cell in points. Sides without a rule lie infinitely far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CellBox {
    /// The left side.
    pub(super) left: f32,
    /// The right side.
    pub(super) right: f32,
    /// The upper side; where it has no rule, the upper end of the rules beside.
    pub(super) top: f32,
    /// The lower side; see `top`.
    pub(super) bottom: f32,
}

impl Grid {
    /// The grid of these rules, turned back by an angle in degrees; empty when the rules would not be level then.
    pub(super) fn new(rules: &[Rule], angle: u16) -> Self {
        let turn = |(x, y): (f32, f32)| match angle {
            90 => (y, -x),
            180 => (-x, -y),
            270 => (-y, x),
            _ => (x, y),
        };
        if !angle.is_multiple_of(90) {
            return Self::default();
        }
        let (mut upright, mut level) = (Vec::new(), Vec::new());
        for rule in rules {
            let (from, to) = (turn(rule.from), turn(rule.to));
            let (width, height) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
            if width <= SLANT && width < height {
                upright.push(Edge { at: (from.0 + to.0) / 2.0, from: from.1.min(to.1), to: from.1.max(to.1) });
            } else if height <= SLANT {
                level.push(Edge { at: (from.1 + to.1) / 2.0, from: from.0.min(to.0), to: from.0.max(to.0) });
            }
        }
        let (upright, level) = (joined(upright), joined(level));
        // Without upright rules nothing stands side by side.
        if upright.is_empty() || upright.len() + level.len() > EDGE_LIMIT {
            return Self::default();
        }
        Self { upright, level }
    }

    /// How many rules there are.
    pub(super) fn len(&self) -> usize {
        self.upright.len() + self.level.len()
    }

    /// The places of the upright rules that cross a height, from left to right.
    pub(super) fn crossing(&self, y: f32) -> Vec<f32> {
        self.upright.iter().filter(|edge| edge.covers(y)).map(|edge| edge.at).collect()
    }

    /// The cell around a point; `None` when there is no upright rule on either side.
    pub(super) fn cell(&self, x: f32, y: f32) -> Option<GridCell> {
        let sides = self.upright.iter().enumerate().filter(|(_, edge)| edge.covers(y));
        let (before, after): (Vec<_>, Vec<_>) = sides.partition(|(_, edge)| edge.at <= x);
        let (left, right) = (before.last(), after.first());
        if left.is_none() && right.is_none() {
            return None;
        }
        let from = left.map_or(x, |(_, edge)| edge.at);
        let to = right.map_or(x, |(_, edge)| edge.at);
        let closes = |edge: &Edge| edge.to.min(to) - edge.from.max(from) >= (to - from) * COVER;
        let (above, below): (Vec<_>, Vec<_>) =
            self.level.iter().enumerate().filter(|(_, edge)| closes(edge)).partition(|(_, edge)| edge.at <= y);
        let number = |edge: Option<&(usize, &Edge)>| edge.map(|(number, _)| *number);
        Some(GridCell {
            left: number(left),
            right: number(right),
            top: number(above.last()),
            bottom: number(below.first()),
        })
    }

    /// Where a cell lies.
    pub(super) fn frame(&self, cell: GridCell) -> CellBox {
        let upright = |number: Option<usize>| number.and_then(|number| self.upright.get(number));
        let level = |number: Option<usize>| number.and_then(|number| self.level.get(number)).map(|edge| edge.at);
        let (left, right) = (upright(cell.left), upright(cell.right));
        let sides = || left.into_iter().chain(right);
        CellBox {
            left: left.map_or(f32::NEG_INFINITY, |edge| edge.at),
            right: right.map_or(f32::INFINITY, |edge| edge.at),
            top: level(cell.top).unwrap_or_else(|| sides().map(|edge| edge.from).fold(f32::NEG_INFINITY, f32::max)),
            bottom: level(cell.bottom).unwrap_or_else(|| sides().map(|edge| edge.to).fold(f32::INFINITY, f32::min)),
        }
    }
}

impl Edge {
    fn covers(&self, at: f32) -> bool {
        self.from - SLANT <= at && at <= self.to + SLANT
    }
}

impl CellBox {
    /// Whether another frame lies inside, apart from a common side.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let inside = self.left <= other.left && other.right <= self.right;
        inside && self.top <= other.top && other.bottom <= self.bottom && self != other
    }
}

/// Joins what continues; the result is sorted by place.
fn joined(mut edges: Vec<Edge>) -> Vec<Edge> {
    edges.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Edge> = Vec::new();
    let mut rest = edges.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|edge| edge.at - first.at <= SLANT).count();
        let (line, after) = rest.split_at(count);
        rest = after;
        let at = first.at;
        let mut line = line.to_vec();
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let begin = out.len();
        for edge in line {
            match out.get_mut(begin..).and_then(<[Edge]>::last_mut) {
                Some(last) if edge.from <= last.to + GAP => last.to = last.to.max(edge.to),
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
        let level = [0.0, 50.0, 100.0].map(|y| rule(0.0, y, 200.0, y));
        let upright = [
            rule(0.0, 0.0, 0.0, 100.0),
            rule(100.0, 0.0, 100.2, 50.0),
            rule(100.0, 51.0, 100.0, 100.0),
            rule(200.0, 0.0, 200.0, 100.0),
        ];
        Grid::new(&[&level[..], &upright[..]].concat(), 0)
    }

    #[test]
    fn a_cell_ends_at_the_rules_around_it() {
        let grid = table();
        let frame = |x, y| grid.cell(x, y).map(|cell| grid.frame(cell));
        assert_eq!(frame(20.0, 20.0), Some(CellBox { left: 0.0, right: 100.0, top: 0.0, bottom: 50.0 }));
        assert_eq!(frame(150.0, 70.0), Some(CellBox { left: 100.0, right: 200.0, top: 50.0, bottom: 100.0 }));
        assert_eq!(frame(150.0, 170.0), None);
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
        assert!((1..4).all(|number| !cells[..number].contains(&cells[number])));
    }
}
