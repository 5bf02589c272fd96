//! The measures of printed pages, and whether a paragraph ends between two of their lines.

use super::ends::{End, is_department};
use crate::document::{Line, Lines, Mark};
use crate::marks::{self, Sort};
use crate::width::Metric;

/// Lines longer than this many characters are not broken for paper: each is a paragraph.
const LONGEST_WRAPPED: usize = 160;

/// What is open while lines are read.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The sort of the marks of the list that is open, and the number of its last item.
    list: Option<(Sort, u32)>,
    /// Whether a parenthesis or a quotation is open.
    pub(super) open: bool,
}

impl State {
    /// A paragraph begins.
    pub(super) fn begin(&mut self, text: &str) {
        self.open = is_open(text);
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
    /// Where lines begin and end, when nothing indents them.
    left: f32,
    right: f32,
    /// How many blank lines there are between any two lines.
    usual_gap: f32,
    /// Whether full lines are stretched to one length. Then a line that is not is the last one of its paragraph.
    justified: bool,
}

impl Page {
    /// Measures the lines of a file.
    pub(super) fn measure(lines: &Lines) -> Self {
        let texts = lines.lines.iter().map(|line| squeezed(&line.text)).collect::<Vec<_>>();
        let metric = Metric::of(texts.iter().map(String::as_str));
        let mut rights: Vec<f32> = match lines.measured {
            true => lines.lines.iter().map(|line| line.right).collect(),
            false => lines.lines.iter().zip(&texts).map(|(line, text)| indent(line) + metric.width(text)).collect(),
        };
        let mut lefts: Vec<f32> = lines.lines.iter().map(|line| line.left).collect();
        let mut gaps: Vec<f32> = lines.lines.iter().skip(1).map(|line| line.gap).collect();
        for values in [&mut rights, &mut lefts, &mut gaps] {
            values.sort_by(f32::total_cmp);
        }
        let at =
            |values: &[f32], share: f32| values.get((values.len() as f32 * share) as usize).copied().unwrap_or(0.0);
        let mut lengths: Vec<usize> = texts.iter().map(|text| text.chars().count()).collect();
        lengths.sort_unstable();
        let long = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
        let page = Self {
            metric,
            measured: lines.measured,
            wrapped: long <= LONGEST_WRAPPED,
            left: at(&lefts, 0.1),
            right: at(&rights, if lines.lines.len() < 20 { 0.99 } else { 0.95 }),
            usual_gap: if are_apart(&lines.lines) { 0.0 } else { at(&gaps, 0.5) },
            justified: false,
        };
        let stretched = lines.lines.iter().filter(|line| page.is_stretched(line)).count();
        Self { justified: stretched * 5 > lines.lines.len() * 2, ..page }
    }

    /// Whether a line was stretched to the length of all full lines.
    fn is_stretched(&self, line: &Line) -> bool {
        match self.measured {
            true => (line.right - self.right).abs() < 3.0,
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
                let last = self.justified && !self.is_stretched(above);
                gap || last
                    || self.is_title(below, after)
                    || room && !mostly_stretched(&above.text)
                    || self.indents(above, below)
            }
            End::Clause if starts_small => room && !state.open && self.measured_or_short(above),
            End::Clause => gap || room,
            // Below the name of an administration.
            End::None if starts_small => self.is_short(above) && is_department(first),
            End::None if state.open => false,
            // A number at a line's start belongs to what stands above as often as not.
            End::None if first.starts_with(|c: char| c.is_ascii_digit()) => room && self.is_short(above),
            End::None => room && (gap || self.measured || self.is_short(above)),
        }
    }

    /// Whether a line looks like a heading: short, without a full stop, and what follows begins anew.
    fn is_title(&self, line: &Line, after: Option<&Line>) -> bool {
        let short = indent(line) + self.metric.width(&squeezed(&line.text)) < 0.6 * self.right;
        let short = if self.measured { line.right < 0.6 * self.right } else { short };
        let anew = after.is_some_and(|after| after.text.trim_start().starts_with(char::is_uppercase));
        short && anew && line.text.starts_with(char::is_uppercase) && End::of(&line.text) == End::None
    }

    /// Whether a line with the mark of an item begins one.
    fn begins_item(&self, sort: Sort, number: Option<u32>, end: End, room: bool, gap: bool, state: &State) -> bool {
        let open = state.list.filter(|(open, _)| open.is_like(sort));
        match (sort, number) {
            // A bullet never stands in running text.
            (Sort::Bullet(_), _) => true,
            (Sort::Dash(_), _) => open.is_some() || !matches!(end, End::None | End::Open) || room || gap,
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
        let word = below.text.split_whitespace().next().unwrap_or_default();
        let end = if self.measured { above.right } else { indent(above) + self.metric.width(&squeezed(&above.text)) };
        let scale =
            if self.measured { (above.right - above.left) / self.metric.width(&above.text).max(1.0) } else { 1.0 };
        let needed = self.metric.width(" ") * 0.8 + self.metric.width(word);
        // Widths by letter are a guess; a line that is full may seem to have room for a comma.
        let margin = if self.measured { 0.0 } else { 0.012 * self.right };
        end + needed * scale + margin < self.right
    }

    /// Whether the first line of a paragraph is set in, as `below` is and `above` is not.
    fn indents(&self, above: &Line, below: &Line) -> bool {
        let step = if self.measured { 10.0 } else { 2.0 };
        below.left > self.left + step && above.left < below.left - step / 2.0
    }

    fn is_short(&self, line: &Line) -> bool {
        indent(line) + self.metric.width(&squeezed(&line.text)) < 0.8 * self.right
    }

    fn measured_or_short(&self, line: &Line) -> bool {
        self.measured || self.is_short(line)
    }
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
