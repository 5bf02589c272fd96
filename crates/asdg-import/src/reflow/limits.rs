//! Finds the left and right edges of the lines of a text: [`edges`].
//!
//! Programs fill a line as long as the next word fits. So each line that continues in the next one gives two bounds:
//! the right edge is not to the left of its end, and it is to the left of where the next word would have ended. If one
//! position agrees with (nearly) all lines, the program filled its lines up to it, and whether a line had room for a
//! word is known to the point, or to the character. For example, if lines have at most 70 characters, and each would
//! have more than 70 with the next word, they were broken at 70.

use super::ends::End;
use crate::document::Line;
use crate::marks;
use crate::width::Metric;

/// The left and right edges of the lines of a column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Edges {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Whether the right edge was derived from the words that did not fit; else it is an estimate.
    pub(super) exact: bool,
}

/// How positions and widths of a text are measured: on the page, or estimated from characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub(super) metric: Metric,
    /// Whether positions are those on the page; else widths are estimated from characters.
    pub(super) measured: bool,
    /// Whether a line was filled including its indent.
    pub(super) with_indents: bool,
}

impl Scale {
    /// The position at which a line ends.
    pub(super) fn end(self, line: &Line) -> f32 {
        let indent = if self.with_indents { line.left * self.metric.width(" ") } else { 0.0 };
        if self.measured { line.right } else { indent + self.metric.width(&single_spaced(&line.text)) }
    }

    /// The position at which the first word of `below` would end at the end of `above`.
    pub(super) fn end_with(self, above: &Line, below: &Line) -> f32 {
        self.end_with_word(above, below, first_word(below))
    }

    /// The position at which the part of that word up to its hyphen would end, since programs may break the line there.
    fn end_with_part(self, above: &Line, below: &Line) -> f32 {
        let word = first_word(below);
        let part = word.find('-').filter(|&at| at > 0).map_or(word, |at| word.get(..=at).unwrap_or(word));
        self.end_with_word(above, below, part)
    }

    /// The position at which a word of `below` would end at the end of `above`.
    fn end_with_word(self, above: &Line, below: &Line, word: &str) -> f32 {
        let width = |text: &str| self.metric.width(text);
        if self.measured {
            let points_per_unit = (above.right - above.left) / width(&above.text).max(1.0);
            let share = width(word) / width(first_word(below)).max(1.0);
            above.right + width(" ") * points_per_unit + below.first * share
        } else {
            self.end(above) + width(" ") + width(word)
        }
    }

    /// The tolerance of measures.
    fn tolerance(self) -> f32 {
        if self.measured { 0.5 } else { 1.0 }
    }
}

fn first_word(line: &Line) -> &str {
    line.text.split_whitespace().next().unwrap_or_default()
}

/// A text with single spaces between words.
pub(super) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The edges of each column. A column of few lines is taken to be as wide as the widest one.
pub(super) fn edges(lines: &[Line], scale: Scale) -> Vec<Edges> {
    /// With fewer lines, the width of a column cannot be derived from them.
    const MIN_LINES: usize = 12;
    let count = lines.iter().map(|line| line.column as usize + 1).max().unwrap_or(0);
    let edges_of = |column: usize| {
        let column_lines: Vec<&Line> = lines.iter().filter(|line| line.column as usize == column).collect();
        let left = quantile(column_lines.iter().map(|line| line.left).collect(), 0.1);
        let exact_right = right_edge(&column_lines, scale);
        // Measured positions have no outliers.
        let share = if scale.measured || column_lines.len() < 20 { 0.99 } else { 0.95 };
        let right =
            exact_right.unwrap_or_else(|| quantile(column_lines.iter().map(|line| scale.end(line)).collect(), share));
        (column_lines.len(), Edges { left, right, exact: exact_right.is_some() })
    };
    let all: Vec<(usize, Edges)> = (0..count).map(edges_of).collect();
    let widest = all.iter().skip(1).map(|(_, edges)| edges.right - edges.left).fold(0.0, f32::max);
    let farthest = all.iter().map(|(_, edges)| edges.right).fold(0.0, f32::max);
    let widened = |(column, (count, edges)): (usize, &(usize, Edges))| match column {
        _ if *count >= MIN_LINES || all.len() == 1 => *edges,
        0 => Edges { right: farthest, exact: false, ..*edges },
        _ => Edges { right: edges.right.max(edges.left + widest), exact: false, ..*edges },
    };
    all.iter().enumerate().map(widened).collect()
}

/// The right edge of lines that were filled word by word; `None` if they were not.
fn right_edge(lines: &[&Line], scale: Scale) -> Option<f32> {
    /// With fewer lines that continue, it cannot be derived whether lines were filled.
    const MIN_CONTINUED: usize = 6;
    let is_continued = |pair: &&[&Line]| match pair {
        [above, below] => {
            let is_lowercase = below.text.trim_start().starts_with(char::is_lowercase);
            is_lowercase && End::of(&above.text) == End::None && marks::parse_mark(below.text.trim_start()).is_none()
        }
        _ => false,
    };
    let mut next: Vec<f32> = lines
        .windows(2)
        .filter(is_continued)
        .filter_map(|pair| Some(scale.end_with_part(pair.first()?, pair.get(1)?)))
        .collect();
    next.sort_by(f32::total_cmp);
    let mut ends: Vec<f32> = lines.iter().map(|line| scale.end(line)).collect();
    ends.sort_by(|a, b| b.total_cmp(a));
    if next.len() < MIN_CONTINUED {
        return None;
    }
    // Of many lines, a few may be too long or broken by hand.
    let is_edge = |end: &&f32| next.partition_point(|next| next + scale.tolerance() < **end) <= next.len() / 30;
    ends.iter().take(1 + ends.len() / 30).find(is_edge).copied()
}

/// The value below which the given share of all values is.
pub(super) fn quantile(mut values: Vec<f32>, share: f32) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get((values.len() as f32 * share) as usize).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceLocation;

    const LINES: [&str; 8] = [
        "В городе открыли выдуманный мост и",
        "выдуманную набережную, на которой",
        "живут выдуманные чайки, а в парке",
        "посадили столько деревьев, что не",
        "осталось места для скамеек и пришлось",
        "поставить их на крыши павильонов и",
        "на сцену, с которой раньше пели по",
        "вечерам. Всё.",
    ];

    fn exact_right(texts: &[&str]) -> Option<f32> {
        let line = |text: &&str| Line::plain(SourceLocation::Line(1), 1, *text);
        let lines: Vec<Line> = texts.iter().map(line).collect();
        let scale = Scale { metric: Metric::Equal, measured: false, with_indents: true };
        edges(&lines, scale).first().filter(|edges| edges.exact).map(|edges| edges.right / 500.0)
    }

    #[test]
    fn the_right_edge_of_filled_lines_is_found() {
        assert_eq!(exact_right(&LINES), Some(37.0));
        // Lines broken by hand.
        let mut broken = LINES;
        broken[1] = "выдуманную";
        broken[5] = "поставить их на";
        assert_eq!(exact_right(&broken), None);
    }
}
