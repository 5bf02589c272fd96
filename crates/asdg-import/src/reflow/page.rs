//! The layout of printed pages, and whether a paragraph ends between two of their lines:
//! [`PageLayout::is_paragraph_break`].

use super::ends::{End, is_authority, is_department};
use super::limits::{Edges, Scale, edges, quantile, single_spaced};
use super::sentences;
use crate::document::{Line, Lines, Mark};
use crate::marks::{self, MarkKind};
use crate::width::Metric;

/// If lines are longer than this many characters, they are not broken for a page: each is a paragraph.
const MAX_WRAPPED: usize = 160;

/// The state of the current paragraph while lines are read.
#[derive(Debug, Default)]
pub(super) struct ParagraphState {
    /// The kind of marks of the open list, and the number of its last item.
    list: Option<(MarkKind, u32)>,
    /// Whether a parenthesis is open.
    in_parenthesis: bool,
    /// The text of the paragraph.
    text: String,
    /// The number of lines of the paragraph.
    lines: u32,
    /// Whether all lines except the last are stretched to full length; false for a single line.
    stretched: bool,
}

impl ParagraphState {
    /// Starts a paragraph.
    pub(super) fn start(&mut self, text: &str) {
        (self.lines, self.stretched) = (1, false);
        self.update(text);
        self.list = marks::parse_mark(text).map(|typed| {
            let number = if let Mark::Number(number) = typed.mark { number } else { 0 };
            (typed.kind, number)
        });
    }

    /// Extends the paragraph, which has this text now. `stretched`: whether the line above the new one is stretched.
    pub(super) fn extend(&mut self, text: &str, stretched: bool) {
        self.stretched = (self.lines == 1 || self.stretched) && stretched;
        self.lines += 1;
        self.update(text);
    }

    fn update(&mut self, text: &str) {
        // Quotation marks are ignored: office texts too often leave them open.
        self.in_parenthesis = text.matches('(').count() > text.matches(')').count();
        text.clone_into(&mut self.text);
    }
}

/// The layout of the pages of a file.
pub(super) struct PageLayout {
    scale: Scale,
    /// Whether lines are broken for a page at all.
    is_wrapped: bool,
    /// The edges of lines without indents, by the numbers of columns; the first are those across the whole page.
    edges: Vec<Edges>,
    /// The usual number of blank lines between two lines.
    usual_gap: f32,
    /// Whether full lines are stretched to one length. Then a shorter line is the last one of its paragraph.
    is_justified: bool,
    /// Whether the first line of a paragraph is indented. Then any indented line begins a paragraph.
    indents_first_lines: bool,
    /// Whether the lines of an item below its first one are indented. Then an indent there does not begin a paragraph.
    has_hanging_indents: bool,
    /// How the file separates paragraphs, to judge sentences at the end of full lines.
    habits: Habits,
}

/// How a file separates paragraphs, derived from the certain breaks.
#[derive(Debug, Clone, Copy, Default)]
struct Habits {
    /// Whether the end of a sentence is more often the end of a paragraph than not.
    short_paragraphs: bool,
    /// Whether most paragraphs have gaps between them.
    gaps: bool,
    /// Whether most paragraphs begin with an indent.
    indents: bool,
}

impl PageLayout {
    /// Derives the layout from the lines of a file.
    pub(super) fn measure(lines: &Lines) -> Self {
        let texts = lines.lines.iter().map(|line| single_spaced(&line.text)).collect::<Vec<_>>();
        let measured = lines.measured;
        let measure = |metric, with_indents| {
            let scale = Scale { metric, measured, with_indents };
            (scale, edges(&lines.lines, scale))
        };
        // If the lines of a text were filled up to a number of characters, the right edge is known exactly.
        let by_characters =
            [true, false].into_iter().filter(|_| !measured).map(|indents| measure(Metric::Equal, indents));
        let (scale, edges) = by_characters
            .into_iter()
            .find(|(_, edges)| edges.iter().all(|edges| edges.exact))
            .unwrap_or_else(|| measure(Metric::of(texts.iter().map(String::as_str)), true));
        let gaps: Vec<f32> = lines.lines.iter().skip(1).map(|line| line.gap).collect();
        let mut lengths: Vec<usize> = texts.iter().map(|text| text.chars().count()).collect();
        lengths.sort_unstable();
        let long_line = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
        let layout = Self {
            scale,
            is_wrapped: long_line <= MAX_WRAPPED,
            edges,
            usual_gap: if gaps_separate_paragraphs(&lines.lines) { 0.0 } else { quantile(gaps, 0.5) },
            is_justified: false,
            indents_first_lines: false,
            has_hanging_indents: true,
            habits: Habits::default(),
        };
        let indents_first_lines = layout.has_first_line_indents(&lines.lines);
        let stretched = lines.lines.iter().filter(|line| layout.is_stretched(line)).count();
        let has_hanging_indents = layout.has_hanging_items(&lines.lines);
        let is_justified = stretched * 5 > lines.lines.len() * 2;
        let layout = Self { is_justified, indents_first_lines, has_hanging_indents, ..layout };
        Self { habits: layout.habits(&lines.lines), ..layout }
    }

    /// Derives the habits from the lines where a paragraph certainly ends after a sentence: the next word had room.
    fn habits(&self, lines: &[Line]) -> Habits {
        /// A smaller surplus of paragraphs may be chance.
        const MARGIN: usize = 2;
        let is_sure = |above: &Line, below: &Line| {
            self.edges(above).exact && is_new_sentence(above, below) && self.has_room(above, below)
        };
        let is_new_topic = |at: usize, start: &str, rest: &str| {
            let before = format!("{} {start}", sentences::text_above(lines, at));
            !sentences::continues_topic(&before, &format!("{rest} {}", sentences::text_below(lines, at)))
        };
        let mut sure: Vec<(&Line, &Line)> = Vec::new();
        let (mut paragraphs, mut inner) = (0, 0);
        for (at, line) in lines.iter().enumerate() {
            if let Some(above) = at.checked_sub(1).and_then(|at| lines.get(at)).filter(|above| is_sure(above, line)) {
                sure.push((above, line));
                paragraphs += usize::from(is_new_topic(at, "", &line.text));
            }
            inner +=
                sentences::sentences_inside(&line.text).filter(|(start, rest)| is_new_topic(at, start, rest)).count();
        }
        let most = |applies: &dyn Fn(&Line, &Line) -> bool| {
            sure.iter().filter(|(above, below)| applies(above, below)).count() * 2 > sure.len()
        };
        Habits {
            short_paragraphs: paragraphs > inner + MARGIN,
            gaps: most(&|above, below| self.has_gap(above, below)),
            indents: most(&|above, below| self.is_indented(above, below)),
        }
    }

    /// Whether a full line that ends with a sentence also ends its paragraph. If the paragraphs of a file are short, it
    /// does more often than not: each paragraph ends somewhere, and few sentences end inside a paragraph.
    fn is_break_at_full_line(&self, above: &Line, below: &Line, rest: &[Line], state: &ParagraphState) -> bool {
        let Habits { short_paragraphs, gaps, indents } = self.habits;
        // No gap is visible at the end of a page or a column, nor after the last item of some lists.
        let is_item = state.list.is_some();
        let gap_would_be_visible = gaps && above.page == below.page && above.column == below.column && !is_item;
        let break_would_be_visible = gap_would_be_visible || indents || self.indents_first_lines;
        let sentence = || format!("{} {}", below.text, rest.first().map_or("", |line| &line.text));
        let begins_paragraph = || match is_item {
            true => sentences::begins_with_circumstance(&below.text),
            false => short_paragraphs && !sentences::continues_topic(&state.text, &sentence()),
        };
        self.edges(above).exact
            && !break_would_be_visible
            && !sentences::ends_in_quotation(&state.text)
            && begins_paragraph()
    }

    /// Whether there is a typed blank line between two lines. On a page, a gap means less: the lines of a heading have
    /// gaps, too.
    pub(super) fn has_blank_line(&self, above: &Line, below: &Line) -> bool {
        !self.scale.measured && self.has_gap(above, below)
    }

    /// Whether the gap between two lines is larger than usual.
    fn has_gap(&self, above: &Line, below: &Line) -> bool {
        above.page == below.page && below.gap > self.usual_gap + 0.3
    }

    /// The edges of the column of a line.
    fn edges(&self, line: &Line) -> Edges {
        self.edges.get(line.column as usize).copied().unwrap_or_default()
    }

    /// Whether a line is stretched to the length of full lines.
    pub(super) fn is_stretched(&self, line: &Line) -> bool {
        match self.scale.measured {
            true => (line.right - self.edges(line).right).abs() < 3.0,
            false => repeated_spaces(&line.text) > 0,
        }
    }

    /// Whether a paragraph ends between two lines; `rest` are the lines that follow them.
    pub(super) fn is_paragraph_break(&self, above: &Line, below: &Line, rest: &[Line], state: &ParagraphState) -> bool {
        let first = below.text.trim_start();
        let has_gap = self.has_gap(above, below);
        if !self.is_wrapped {
            return !(End::of(&above.text) == End::Open && first.starts_with(char::is_lowercase));
        }
        let has_room = self.has_room(above, below);
        let end = End::of(&above.text);
        if let Some(typed) = marks::parse_mark(first) {
            let number = if let Mark::Number(number) = typed.mark { Some(number) } else { None };
            if self.begins_item(typed.kind, number, end, has_room, has_gap, state) {
                return true;
            }
        }
        let starts_lowercase = first.starts_with(char::is_lowercase);
        match end {
            // A sentence or a word continues, even across the end of a page or a blank line.
            End::Open => false,
            End::Sentence if starts_lowercase => has_gap && has_room,
            End::Sentence => {
                // Items may be ragged in a justified text.
                let is_last_line = self.is_justified
                    && !self.is_stretched(above)
                    && (has_room || state.stretched || !self.scale.measured);
                has_gap
                    || is_last_line
                    || self.is_title(below, rest.first())
                    || (self.habits.short_paragraphs || !self.edges(above).exact) && announces_list(below, rest)
                    || has_room && !is_mostly_stretched(&above.text)
                    || !(self.has_hanging_indents && state.list.is_some() && state.lines == 1)
                        && self.is_indented(above, below)
                    || (state.list.is_some() && self.is_outdented(above, below))
                    || begins_with_date(first)
                    || self.is_break_at_full_line(above, below, rest, state)
            }
            End::Clause if starts_lowercase => has_room && !state.in_parenthesis && self.is_measured_or_short(above),
            End::Clause => has_gap || has_room,
            // The name of a department below that of an administration.
            End::None if starts_lowercase => self.is_short(above) && is_department(first) && is_authority(&above.text),
            End::None if state.in_parenthesis => false,
            // A number at the start of a line often belongs to the sentence above.
            End::None if first.starts_with(|c: char| c.is_ascii_digit()) => has_room && self.is_short(above),
            End::None => self.has_ample_room(above, below) && (has_gap || self.scale.measured || self.is_short(above)),
        }
    }

    /// Whether a line looks like a heading: short, without a full stop, and before a line with a capital first letter.
    fn is_title(&self, line: &Line, after: Option<&Line>) -> bool {
        let is_short = match after {
            Some(after) if self.edges(line).exact => self.has_room(line, after),
            _ => self.fills_less_than(line, 0.6),
        };
        let is_followed = after.is_some_and(|after| after.text.trim_start().starts_with(char::is_uppercase));
        is_short && is_followed && line.text.starts_with(char::is_uppercase) && End::of(&line.text) == End::None
    }

    /// Whether a line with a mark begins an item. `end` is the end of the line above.
    fn begins_item(
        &self,
        kind: MarkKind,
        number: Option<u32>,
        end: End,
        has_room: bool,
        has_gap: bool,
        state: &ParagraphState,
    ) -> bool {
        let open = state.list.filter(|(open, _)| open.is_like(kind));
        match (kind, number) {
            // A bullet is never part of running text.
            (MarkKind::Bullet(_), _) => true,
            (MarkKind::Dash(_), _) => open.is_some() || !matches!(end, End::None | End::Open) || has_room || has_gap,
            (_, Some(number)) => {
                let continues_list = open.is_some_and(|(_, last)| number == last + 1);
                let is_stop = matches!(end, End::Sentence | End::Clause);
                is_stop
                    || (continues_list || number == 1) && (has_room || has_gap)
                    || continues_list && end == End::None
            }
            _ => end != End::Open && (open.is_some() || end != End::None || has_room || has_gap),
        }
    }

    /// Whether the first word of `below` would have fit into `above`.
    fn has_room(&self, above: &Line, below: &Line) -> bool {
        let Edges { right, exact, .. } = self.edges(above);
        let end = self.scale.end_with(above, below);
        match exact {
            true => end <= right,
            false if self.scale.measured => end + 1.0 < right,
            // Widths by letters are estimates: a full line may seem to have room for a comma.
            false => end - 0.2 * self.scale.metric.width(" ") + 0.012 * right < right,
        }
    }

    /// Whether that word would have fit easily. Used inside a sentence, where a wrong break is worst.
    fn has_ample_room(&self, above: &Line, below: &Line) -> bool {
        let Edges { left, right, .. } = self.edges(above);
        self.has_room(above, below) && self.scale.end_with(above, below) + 0.02 * (right - left) < right
    }

    /// Whether `below` is indented like the first line of a paragraph.
    fn is_indented(&self, above: &Line, below: &Line) -> bool {
        let (above, below, step) = (self.indent(above), self.indent(below), self.min_indent());
        below > step && (above < below - step / 2.0 || self.indents_first_lines && (above - below).abs() < step / 4.0)
    }

    /// Whether first lines are indented: most indented lines are above one that is not.
    fn has_first_line_indents(&self, lines: &[Line]) -> bool {
        let is_indented = |line: &Line| self.indent(line) > self.min_indent();
        let indented =
            || lines.windows(2).filter(|pair| is_indented(&pair[0]) && marks::parse_mark(&pair[0].text).is_none());
        let single = indented().filter(|pair| !is_indented(&pair[1])).count();
        single >= 3 && single * 2 > indented().count()
    }

    /// Whether items are indented below their first lines, judged by the items whose sentence continues there.
    fn has_hanging_items(&self, lines: &[Line]) -> bool {
        let is_item = |line: &Line| marks::parse_mark(line.text.trim_start()).is_some();
        let continues = |above: &Line, below: &Line| {
            is_item(above)
                && !is_item(below)
                && End::of(&above.text) == End::None
                && below.text.starts_with(char::is_lowercase)
        };
        let pairs = || lines.iter().zip(lines.iter().skip(1)).filter(|(above, below)| continues(above, below));
        pairs().filter(|(above, below)| self.is_indented(above, below)).count() * 2 >= pairs().count()
    }

    /// The indent of a line.
    fn indent(&self, line: &Line) -> f32 {
        line.left - self.edges(line).left
    }

    /// The smallest indent of a first line.
    fn min_indent(&self) -> f32 {
        if self.scale.measured { 10.0 } else { 2.0 }
    }

    /// Whether a line begins farther to the left than the one above, as text after the last item of a list does.
    fn is_outdented(&self, above: &Line, below: &Line) -> bool {
        self.indent(above) >= self.indent(below) + if self.scale.measured { 6.0 } else { 2.0 }
    }

    fn is_short(&self, line: &Line) -> bool {
        self.fills_less_than(line, 0.8)
    }

    /// Whether a line fills less than a share of its column.
    fn fills_less_than(&self, line: &Line, share: f32) -> bool {
        let Edges { left, right, .. } =
            if self.scale.measured { self.edges(line) } else { Edges { left: 0.0, ..self.edges(line) } };
        self.scale.end(line) - left < share * (right - left)
    }

    fn is_measured_or_short(&self, line: &Line) -> bool {
        self.scale.measured || self.is_short(line)
    }
}

/// Whether a line begins a sentence of at most three lines that announces the list below it: «Основные задачи:». Such a
/// sentence far more often begins a paragraph than it follows a full line inside one.
fn announces_list(line: &Line, rest: &[Line]) -> bool {
    const MAX_LINES: usize = 3;
    let mut lines = std::iter::once(line).chain(rest).take(MAX_LINES + 1).map(|line| line.text.trim_start());
    let ends_with_colon =
        lines.by_ref().find(|text| End::of(text) != End::None).is_some_and(|text| text.ends_with(':'));
    let is_item = |text: &str| marks::parse_mark(text).is_some();
    line.text.starts_with(char::is_uppercase) && ends_with_colon && lines.next().is_some_and(is_item)
}

/// Whether a line begins with a date, which begins a paragraph after a sentence: `03.09.2024 в честь праздника`.
fn begins_with_date(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a sentence ends with a line, and another begins with the next one.
fn is_new_sentence(above: &Line, below: &Line) -> bool {
    let first = below.text.trim_start();
    // The break between a question and its answer says nothing about the habits of the file.
    let is_sentence = End::of(&above.text) == End::Sentence && !above.text.ends_with('?');
    is_sentence && !first.starts_with(char::is_lowercase) && marks::parse_mark(first).is_none()
}

/// Whether gaps separate paragraphs, and not all lines as in double spacing.
fn gaps_separate_paragraphs(lines: &[Line]) -> bool {
    let gaps = || lines.windows(2).filter(|pair| pair[1].gap > 0.5);
    let inside_sentence =
        gaps().filter(|pair| End::of(&pair[0].text) == End::None && pair[1].text.starts_with(char::is_lowercase));
    inside_sentence.count() * 5 < gaps().count()
}

/// The number of places with more than one space between words.
fn repeated_spaces(text: &str) -> usize {
    text.split(|c: char| !c.is_whitespace()).filter(|spaces| spaces.chars().count() > 1).count()
}

/// Whether most spaces of a line are stretched to fill it, and not just a few typed twice.
fn is_mostly_stretched(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words > 3 && repeated_spaces(text) * 2 >= words - 1
}
