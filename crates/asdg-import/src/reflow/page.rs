//! The measures of printed pages, and whether a paragraph ends between two of their lines.

use super::ends::{End, is_authority, is_department};
use crate::document::{Line, Lines, Mark};
use crate::marks::{self, MarkKind};
use crate::width::Metric;

/// Lines longer than this many characters are not broken for paper: each is a paragraph.
const LONGEST_WRAPPED: usize = 160;

/// What is open while lines are read.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The sort of the marks of the list that is open, and the number of its last item.
    list: Option<(MarkKind, u32)>,
    /// Whether a parenthesis or a quotation is open.
    pub(super) open: bool,
    /// How many lines the paragraph has.
    pub(super) lines: u32,
    /// Whether all of them but the last are stretched to the length of full lines; false for a single one.
    pub(super) stretched: bool,
}

impl State {
    /// A paragraph begins.
    pub(super) fn begin(&mut self, text: &str) {
        (self.open, self.lines, self.stretched) = (is_open(text), 1, false);
        self.list = marks::typed(text).map(|typed| {
            let number = if let Mark::Number(number) = typed.mark { number } else { 0 };
            (typed.sort, number)
        });
    }
}

/// Whether a parenthesis is open at the end of a text. Quotation marks of office texts are too often left open to tell anything.
pub(super) fn is_open(text: &str) -> bool {
    text.matches('(').count() > text.matches(')').count()
}

/// The measures of a file's pages.
pub(super) struct Page {
    metric: Metric,
    /// Whether positions were measured on paper; else widths are guessed from letters.
    measured: bool,
    /// Whether lines were broken for paper at all.
    wrapped: bool,
    /// Where lines begin and end, when nothing indents them: by the numbers of columns, first over the whole page.
    edges: Vec<Edges>,
    /// How many blank lines there are between any two lines.
    usual_gap: f32,
    /// Whether full lines are stretched to one length. Then a line that is not is the last one of its paragraph.
    justified: bool,
    /// Whether the first line of a paragraph is set in. Then any line that is set in begins one.
    first_lines: bool,
}

/// Where the lines of a column begin and end.
#[derive(Debug, Clone, Copy, Default)]
struct Edges {
    left: f32,
    right: f32,
}

impl Page {
    /// Measures the lines of a file.
    pub(super) fn measure(lines: &Lines) -> Self {
        let texts = lines.lines.iter().map(|line| squeezed(&line.text)).collect::<Vec<_>>();
        let metric = Metric::of(texts.iter().map(String::as_str));
        let ends = lines.lines.iter().zip(&texts).map(|(line, text)| match lines.measured {
            true => line.right,
            false => indent(line) + metric.width(text),
        });
        let gaps: Vec<f32> = lines.lines.iter().skip(1).map(|line| line.gap).collect();
        let mut lengths: Vec<usize> = texts.iter().map(|text| text.chars().count()).collect();
        lengths.sort_unstable();
        let long = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
        let page = Self {
            metric,
            measured: lines.measured,
            wrapped: long <= LONGEST_WRAPPED,
            edges: edges(&lines.lines, &ends.collect::<Vec<f32>>(), lines.measured),
            usual_gap: if are_apart(&lines.lines) { 0.0 } else { quantile(gaps, 0.5) },
            justified: false,
            first_lines: false,
        };
        let first_lines = page.sets_in_first_lines(&lines.lines);
        let stretched = lines.lines.iter().filter(|line| page.is_stretched(line)).count();
        Self { justified: stretched * 5 > lines.lines.len() * 2, first_lines, ..page }
    }

    /// Where the lines of a line's column begin and end.
    fn edges(&self, line: &Line) -> Edges {
        self.edges.get(line.column as usize).copied().unwrap_or_default()
    }

    /// Whether a line was stretched to the length of all full lines.
    pub(super) fn is_stretched(&self, line: &Line) -> bool {
        match self.measured {
            true => (line.right - self.edges(line).right).abs() < 3.0,
            false => stretches(&line.text) > 0,
        }
    }

    /// Whether a paragraph ends between two lines; `after` is the line that follows them.
    pub(super) fn breaks(&self, above: &Line, below: &Line, after: Option<&Line>, state: &State) -> bool {
        let first = below.text.trim_start();
        let gap = above.page == below.page && below.gap > self.usual_gap + 0.3;
        if !self.wrapped {
            return !(End::of(&above.text) == End::Open && first.starts_with(char::is_lowercase));
        }
        let room = self.room(above, below);
        let end = End::of(&above.text);
        if let Some(typed) = marks::typed(first) {
            let number = if let Mark::Number(number) = typed.mark { Some(number) } else { None };
            if self.begins_item(typed.sort, number, end, room, gap, state) {
                return true;
            }
        }
        let starts_small = first.starts_with(char::is_lowercase);
        match end {
            // A sentence or a word goes on, over a page's end or a blank line as well.
            End::Open => false,
            End::Sentence if starts_small => gap && room,
            End::Sentence => {
                // Items may be ragged in a text that is justified.
                let last = self.justified && !self.is_stretched(above) && (room || state.stretched || !self.measured);
                gap || last
                    || self.is_title(below, after)
                    || leads_in(below, after)
                    || room && !mostly_stretched(&above.text)
                    // Below the first line of an item, its text is set in.
                    || !(state.list.is_some() && state.lines == 1) && self.indents(above, below)
                    || (state.list.is_some() && self.is_set_out(above, below))
                    || begins_with_date(first)
            }
            End::Clause if starts_small => room && !state.open && self.measured_or_short(above),
            End::Clause => gap || room,
            // Below the name of an administration.
            End::None if starts_small => self.is_short(above) && is_department(first) && is_authority(&above.text),
            End::None if state.open => false,
            // A number at a line's start belongs to what stands above as often as not.
            End::None if first.starts_with(|c: char| c.is_ascii_digit()) => room && self.is_short(above),
            End::None => room && (gap || self.measured || self.is_short(above)),
        }
    }

    /// Whether a line looks like a heading: short, without a full stop, and what follows begins anew.
    fn is_title(&self, line: &Line, after: Option<&Line>) -> bool {
        let short = self.fills_less(line, 0.6);
        let anew = after.is_some_and(|after| after.text.trim_start().starts_with(char::is_uppercase));
        short && anew && line.text.starts_with(char::is_uppercase) && End::of(&line.text) == End::None
    }

    /// Whether a line with the mark of an item begins one.
    fn begins_item(&self, sort: MarkKind, number: Option<u32>, end: End, room: bool, gap: bool, state: &State) -> bool {
        let open = state.list.filter(|(open, _)| open.is_like(sort));
        match (sort, number) {
            // A bullet never stands in running text.
            (MarkKind::Bullet(_), _) => true,
            (MarkKind::Dash(_), _) => open.is_some() || !matches!(end, End::None | End::Open) || room || gap,
            (_, Some(number)) => {
                let follows = open.is_some_and(|(_, last)| number == last + 1);
                let stops = matches!(end, End::Sentence | End::Clause);
                stops || (follows || number == 1) && (room || gap) || follows && end == End::None
            }
            _ => end != End::Open && (open.is_some() || end != End::None || room || gap),
        }
    }

    /// Whether the first word of `below` would still have gone into `above`.
    fn room(&self, above: &Line, below: &Line) -> bool {
        let right = self.edges(above).right;
        let blank = self.metric.width(" ");
        if self.measured {
            let scale = (above.right - above.left) / self.metric.width(&above.text).max(1.0);
            return above.right + blank * scale + below.first + 1.0 < right;
        }
        let word = self.metric.width(below.text.split_whitespace().next().unwrap_or_default());
        // Widths by letter are a guess; a line that is full may seem to have room for a comma.
        self.end(above) + 0.8 * blank + word + 0.012 * right < right
    }

    /// Where a line ends.
    fn end(&self, line: &Line) -> f32 {
        if self.measured { line.right } else { indent(line) + self.metric.width(&squeezed(&line.text)) }
    }

    /// Whether the first line of a paragraph is set in, as `below` is and `above` is not.
    fn indents(&self, above: &Line, below: &Line) -> bool {
        let (above, below, step) = (self.set_in(above), self.set_in(below), self.indent_step());
        below > step && (above < below - step / 2.0 || self.first_lines && (above - below).abs() < step / 4.0)
    }

    /// Whether most lines that are set in stand above one that is not.
    fn sets_in_first_lines(&self, lines: &[Line]) -> bool {
        let is_set_in = |line: &Line| self.set_in(line) > self.indent_step();
        let set_in = || lines.windows(2).filter(|pair| is_set_in(&pair[0]) && marks::typed(&pair[0].text).is_none());
        let alone = set_in().filter(|pair| !is_set_in(&pair[1])).count();
        alone >= 3 && alone * 2 > set_in().count()
    }

    /// How far a line is set in.
    fn set_in(&self, line: &Line) -> f32 {
        line.left - self.edges(line).left
    }

    /// The least indent of a first line.
    fn indent_step(&self) -> f32 {
        if self.measured { 10.0 } else { 2.0 }
    }

    /// Whether a line stands farther to the left than the one above: what follows the last item of a list.
    fn is_set_out(&self, above: &Line, below: &Line) -> bool {
        self.set_in(above) >= self.set_in(below) + if self.measured { 6.0 } else { 2.0 }
    }

    fn is_short(&self, line: &Line) -> bool {
        self.fills_less(line, 0.8)
    }

    /// Whether a line fills less than a part of its column.
    fn fills_less(&self, line: &Line, part: f32) -> bool {
        let Edges { left, right } =
            if self.measured { self.edges(line) } else { Edges { left: 0.0, ..self.edges(line) } };
        self.end(line) - left < part * (right - left)
    }

    fn measured_or_short(&self, line: &Line) -> bool {
        self.measured || self.is_short(line)
    }
}

/// Where the lines of each column begin and end; `ends` are their ends. A column of a few lines is as wide as the widest of all.
fn edges(lines: &[Line], ends: &[f32], measured: bool) -> Vec<Edges> {
    /// So many lines tell by themselves how wide their column is.
    const FEW: usize = 12;
    let count = lines.iter().map(|line| line.column as usize + 1).max().unwrap_or(0);
    let of = |column: usize| lines.iter().zip(ends).filter(move |(line, _)| line.column as usize == column);
    let sides = |column: usize| {
        let count = of(column).count();
        let left = quantile(of(column).map(|(line, _)| line.left).collect(), 0.1);
        // What was measured has no outliers.
        let share = if measured || count < 20 { 0.99 } else { 0.95 };
        let right = quantile(of(column).map(|(_, end)| *end).collect(), share);
        (count, Edges { left, right })
    };
    let all: Vec<(usize, Edges)> = (0..count).map(sides).collect();
    let widest = all.iter().skip(1).map(|(_, edges)| edges.right - edges.left).fold(0.0, f32::max);
    let farthest = all.iter().map(|(_, edges)| edges.right).fold(0.0, f32::max);
    let settled = |(column, (count, edges)): (usize, &(usize, Edges))| match column {
        _ if *count >= FEW || all.len() == 1 => *edges,
        0 => Edges { right: farthest, ..*edges },
        _ => Edges { right: edges.right.max(edges.left + widest), ..*edges },
    };
    all.iter().enumerate().map(settled).collect()
}

/// The value below which a share of all values lies.
fn quantile(mut values: Vec<f32>, share: f32) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get((values.len() as f32 * share) as usize).copied().unwrap_or(0.0)
}

/// Whether a line is a sentence that announces the list below it: «Основные задачи:». Such a sentence begins a paragraph far more often
/// than it happens to fill the last line of one.
fn leads_in(line: &Line, after: Option<&Line>) -> bool {
    let begins = line.text.starts_with(char::is_uppercase) && line.text.ends_with(':');
    begins && after.is_some_and(|after| marks::typed(after.text.trim_start()).is_some())
}

/// `03.09.2024 в честь праздника`: behind a sentence, a date at the start of a line begins a paragraph.
fn begins_with_date(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

/// The room that an indent of blanks takes, in a text that was not measured.
fn indent(line: &Line) -> f32 {
    line.left * 250.0
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether blank lines part paragraphs, and not all lines as double spacing does.
fn are_apart(lines: &[Line]) -> bool {
    let gaps = || lines.windows(2).filter(|pair| pair[1].gap > 0.5);
    let inside =
        gaps().filter(|pair| End::of(&pair[0].text) == End::None && pair[1].text.starts_with(char::is_lowercase));
    inside.count() * 5 < gaps().count()
}

/// How often there is more than one blank between words.
fn stretches(text: &str) -> usize {
    text.split(|c: char| !c.is_whitespace()).filter(|blanks| blanks.chars().count() > 1).count()
}

/// Whether the blanks of a line were stretched so that it fills its room, and not just typed twice here and there.
fn mostly_stretched(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words > 3 && stretches(text) * 2 >= words - 1
}
