//! How far lines may reach: [`edges`].
//!
//! Programs fill a line as long as the next word goes into it. So each line that goes on in the next one tells two things: the right
//! side lies no farther left than where it ends, and farther left than where the next word would have ended. Where one place
//! agrees with (nearly) all lines, the program filled its lines that way, and whether a line had room for a word is known
//! to the point, or to the character. For example, lines of at most 70 characters, of which each would have had more
//! than 70 with the next word, were broken at 70.

use super::ends::End;
use crate::document::Line;
use crate::marks;
use crate::width::Metric;

/// Where the lines of a column begin and end.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Edges {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Whether the right side was found by the words that did not go into the lines; else it is about right.
    pub(super) exact: bool,
}

/// The measures of a text: those of paper, or those of letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub(super) metric: Metric,
    /// Whether positions were measured on paper; else widths are guessed from letters.
    pub(super) measured: bool,
    /// Whether the blanks in front of a line were there when it was filled.
    pub(super) with_indents: bool,
}

impl Scale {
    /// Where a line ends.
    pub(super) fn end(self, line: &Line) -> f32 {
        let indent = if self.with_indents { line.left * self.metric.width(" ") } else { 0.0 };
        if self.measured { line.right } else { indent + self.metric.width(&squeezed(&line.text)) }
    }

    /// Where the first word of `below` would end at the end of `above`.
    pub(super) fn end_with(self, above: &Line, below: &Line) -> f32 {
        self.end_with_word(above, below, first_word(below))
    }

    /// Where the part of that word would end that a program may part from the rest.
    fn end_with_part(self, above: &Line, below: &Line) -> f32 {
        let word = first_word(below);
        let part = word.find('-').filter(|&at| at > 0).map_or(word, |at| word.get(..=at).unwrap_or(word));
        self.end_with_word(above, below, part)
    }

    fn end_with_word(self, above: &Line, below: &Line, word: &str) -> f32 {
        let width = |text: &str| self.metric.width(text);
        if self.measured {
            let points = (above.right - above.left) / width(&above.text).max(1.0);
            let share = width(word) / width(first_word(below)).max(1.0);
            above.right + width(" ") * points + below.first * share
        } else {
            self.end(above) + width(" ") + width(word)
        }
    }

    /// How exact measures are.
    fn tolerance(self) -> f32 {
        if self.measured { 0.5 } else { 1.0 }
    }
}

fn first_word(line: &Line) -> &str {
    line.text.split_whitespace().next().unwrap_or_default()
}

/// A text without its repeated blanks.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the lines of each column begin and end. A column of a few lines is as wide as the widest of all.
pub(super) fn edges(lines: &[Line], scale: Scale) -> Vec<Edges> {
    /// So many lines tell by themselves how wide their column is.
    const FEW: usize = 12;
    let count = lines.iter().map(|line| line.column as usize + 1).max().unwrap_or(0);
    let sides = |column: usize| {
        let of: Vec<&Line> = lines.iter().filter(|line| line.column as usize == column).collect();
        let left = quantile(of.iter().map(|line| line.left).collect(), 0.1);
        let limit = limit(&of, scale);
        // What was measured has no outliers.
        let share = if scale.measured || of.len() < 20 { 0.99 } else { 0.95 };
        let right = limit.unwrap_or_else(|| quantile(of.iter().map(|line| scale.end(line)).collect(), share));
        (of.len(), Edges { left, right, exact: limit.is_some() })
    };
    let all: Vec<(usize, Edges)> = (0..count).map(sides).collect();
    let widest = all.iter().skip(1).map(|(_, edges)| edges.right - edges.left).fold(0.0, f32::max);
    let farthest = all.iter().map(|(_, edges)| edges.right).fold(0.0, f32::max);
    let settled = |(column, (count, edges)): (usize, &(usize, Edges))| match column {
        _ if *count >= FEW || all.len() == 1 => *edges,
        0 => Edges { right: farthest, exact: false, ..*edges },
        _ => Edges { right: edges.right.max(edges.left + widest), exact: false, ..*edges },
    };
    all.iter().enumerate().map(settled).collect()
}

/// The right side of lines that were filled word by word; `None` when they were not.
fn limit(lines: &[&Line], scale: Scale) -> Option<f32> {
    /// So many lines that go on tell that lines were filled.
    const FEW: usize = 6;
    let goes_on = |pair: &&[&Line]| match pair {
        [above, below] => {
            let small = below.text.trim_start().starts_with(char::is_lowercase);
            small && End::of(&above.text) == End::None && marks::typed(below.text.trim_start()).is_none()
        }
        _ => false,
    };
    let mut next: Vec<f32> = lines
        .windows(2)
        .filter(goes_on)
        .filter_map(|pair| Some(scale.end_with_part(pair.first()?, pair.get(1)?)))
        .collect();
    next.sort_by(f32::total_cmp);
    let mut ends: Vec<f32> = lines.iter().map(|line| scale.end(line)).collect();
    ends.sort_by(|a, b| b.total_cmp(a));
    if next.len() < FEW {
        return None;
    }
    // A line may stick out, and of many lines one may be broken by hand.
    let fits = |end: &&f32| next.partition_point(|next| next + scale.tolerance() < **end) <= next.len() / 30;
    ends.iter().take(1 + ends.len() / 30).find(fits).copied()
}

/// The value below which a share of all values lies.
pub(super) fn quantile(mut values: Vec<f32>, share: f32) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get((values.len() as f32 * share) as usize).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Where;

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

    fn exact(texts: &[&str]) -> Option<f32> {
        let line = |text: &&str| Line::plain(Where::Line(1), 1, *text);
        let lines: Vec<Line> = texts.iter().map(line).collect();
        let scale = Scale { metric: Metric::Equal, measured: false, with_indents: true };
        edges(&lines, scale).first().filter(|edges| edges.exact).map(|edges| edges.right / 500.0)
    }

    #[test]
    fn lines_filled_by_characters_tell_their_limit() {
        assert_eq!(exact(&LINES), Some(37.0));
        // Lines that somebody broke by hand.
        let mut broken = LINES;
        broken[1] = "выдуманную";
        broken[5] = "поставить их на";
        assert_eq!(exact(&broken), None);
    }
}
