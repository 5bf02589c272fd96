//! The measures of printed pages, and whether a paragraph ends between two of their lines.

use super::ends::{End, is_authority, is_department};
use super::limits::{Edges, Scale, edges, quantile, squeezed};
use super::sentences;
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
    open: bool,
    /// The text of the paragraph.
    text: String,
    /// How many lines the paragraph has.
    lines: u32,
    /// Whether all of them but the last are stretched to the length of full lines; false for a single one.
    stretched: bool,
}

impl State {
    /// A paragraph begins.
    pub(super) fn begin(&mut self, text: &str) {
        (self.lines, self.stretched) = (1, false);
        self.read(text);
        self.list = marks::typed(text).map(|typed| {
            let number = if let Mark::Number(number) = typed.mark { number } else { 0 };
            (typed.sort, number)
        });
    }

    /// The paragraph goes on below a line, stretched or not, and has this text now.
    pub(super) fn go_on(&mut self, text: &str, stretched: bool) {
        self.stretched = (self.lines == 1 || self.stretched) && stretched;
        self.lines += 1;
        self.read(text);
    }

    fn read(&mut self, text: &str) {
        // Quotation marks of office texts are too often left open to tell as much.
        self.open = text.matches('(').count() > text.matches(')').count();
        text.clone_into(&mut self.text);
    }
}

/// The measures of a file's pages.
pub(super) struct Page {
    scale: Scale,
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
    /// Whether the lines of an item below its first one are set in; then an indent there begins no paragraph.
    hanging: bool,
    /// What a sentence at the end of a full line means.
    habits: Habits,
}

/// How a file parts its paragraphs, by those of which it is sure.
#[derive(Debug, Clone, Copy, Default)]
struct Habits {
    /// Whether sentences end paragraphs more often than another one follows in the same paragraph.
    short_paragraphs: bool,
    /// Whether gaps part most paragraphs.
    gaps: bool,
    /// Whether indents show where most paragraphs begin.
    indents: bool,
}

impl Page {
    /// Measures the lines of a file.
    pub(super) fn measure(lines: &Lines) -> Self {
        let texts = lines.lines.iter().map(|line| squeezed(&line.text)).collect::<Vec<_>>();
        let measured = lines.measured;
        let of = |metric, with_indents| {
            let scale = Scale { metric, measured, with_indents };
            (scale, edges(&lines.lines, scale))
        };
        // Lines of a text that were filled by their characters are known to the character.
        let by_characters = [true, false].into_iter().filter(|_| !measured).map(|indents| of(Metric::Equal, indents));
        let (scale, edges) = by_characters
            .into_iter()
            .find(|(_, edges)| edges.iter().all(|edges| edges.exact))
            .unwrap_or_else(|| of(Metric::of(texts.iter().map(String::as_str)), true));
        let gaps: Vec<f32> = lines.lines.iter().skip(1).map(|line| line.gap).collect();
        let mut lengths: Vec<usize> = texts.iter().map(|text| text.chars().count()).collect();
        lengths.sort_unstable();
        let long = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
        let page = Self {
            scale,
            wrapped: long <= LONGEST_WRAPPED,
            edges,
            usual_gap: if are_apart(&lines.lines) { 0.0 } else { quantile(gaps, 0.5) },
            justified: false,
            first_lines: false,
            hanging: true,
            habits: Habits::default(),
        };
        let first_lines = page.sets_in_first_lines(&lines.lines);
        let stretched = lines.lines.iter().filter(|line| page.is_stretched(line)).count();
        let hanging = page.sets_in_items(&lines.lines);
        let page = Self { justified: stretched * 5 > lines.lines.len() * 2, first_lines, hanging, ..page };
        Self { habits: page.habits(&lines.lines), ..page }
    }

    /// What the places tell where a paragraph surely ends behind a sentence: the next word had room.
    fn habits(&self, lines: &[Line]) -> Habits {
        /// Fewer paragraphs tell nothing.
        const FEW: usize = 2;
        let is_sure = |above: &Line, below: &Line| {
            self.edges(above).exact && is_new_sentence(above, below) && self.room(above, below)
        };
        let begins = |at: usize, start: &str, rest: &str| {
            let before = format!("{} {start}", sentences::before(lines, at));
            !sentences::is_tied(&before, &format!("{rest} {}", sentences::behind(lines, at)))
        };
        let mut sure: Vec<(&Line, &Line)> = Vec::new();
        let (mut paragraphs, mut inner) = (0, 0);
        for (at, line) in lines.iter().enumerate() {
            if let Some(above) = at.checked_sub(1).and_then(|at| lines.get(at)).filter(|above| is_sure(above, line)) {
                sure.push((above, line));
                paragraphs += usize::from(begins(at, "", &line.text));
            }
            inner += sentences::inside(&line.text).filter(|(start, rest)| begins(at, start, rest)).count();
        }
        let most = |is: &dyn Fn(&Line, &Line) -> bool| {
            sure.iter().filter(|(above, below)| is(above, below)).count() * 2 > sure.len()
        };
        Habits {
            short_paragraphs: paragraphs > inner + FEW,
            gaps: most(&|above, below| self.is_apart(above, below)),
            indents: most(&|above, below| self.indents(above, below)),
        }
    }

    /// Whether a full line that ends with a sentence ends its paragraph, too. Where paragraphs of a file are short, such a line ends
    /// one more often than not: each paragraph ends somewhere, and few sentences end inside of one.
    fn ends_full(&self, above: &Line, below: &Line, rest: &[Line], state: &State) -> bool {
        let Habits { short_paragraphs, gaps, indents } = self.habits;
        // No gap shows over the end of a page or a column, nor behind the last item of some lists.
        let is_item = state.list.is_some();
        let gap_would_show = gaps && above.page == below.page && above.column == below.column && !is_item;
        let shown = gap_would_show || indents || self.first_lines;
        let sentence = || format!("{} {}", below.text, rest.first().map_or("", |line| &line.text));
        let begins = || match is_item {
            true => sentences::sets_a_frame(&below.text),
            false => short_paragraphs && !sentences::is_tied(&state.text, &sentence()),
        };
        self.edges(above).exact && !shown && !sentences::is_quoting(&state.text) && begins()
    }

    /// Whether somebody typed a blank line between two lines. On paper, the lines of a heading lie farther apart as well.
    pub(super) fn has_blank_line(&self, above: &Line, below: &Line) -> bool {
        !self.scale.measured && self.is_apart(above, below)
    }

    /// Whether a line stands farther below another than lines do.
    fn is_apart(&self, above: &Line, below: &Line) -> bool {
        above.page == below.page && below.gap > self.usual_gap + 0.3
    }

    /// Where the lines of a line's column begin and end.
    fn edges(&self, line: &Line) -> Edges {
        self.edges.get(line.column as usize).copied().unwrap_or_default()
    }

    /// Whether a line was stretched to the length of all full lines.
    pub(super) fn is_stretched(&self, line: &Line) -> bool {
        match self.scale.measured {
            true => (line.right - self.edges(line).right).abs() < 3.0,
            false => stretches(&line.text) > 0,
        }
    }

    /// Whether a paragraph ends between two lines; `rest` are the lines that follow them.
    pub(super) fn breaks(&self, above: &Line, below: &Line, rest: &[Line], state: &State) -> bool {
        let first = below.text.trim_start();
        let gap = self.is_apart(above, below);
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
                let last =
                    self.justified && !self.is_stretched(above) && (room || state.stretched || !self.scale.measured);
                gap || last
                    || self.is_title(below, rest.first())
                    || (self.habits.short_paragraphs || !self.edges(above).exact) && leads_in(below, rest)
                    || room && !mostly_stretched(&above.text)
                    || !(self.hanging && state.list.is_some() && state.lines == 1) && self.indents(above, below)
                    || (state.list.is_some() && self.is_set_out(above, below))
                    || begins_with_date(first)
                    || self.ends_full(above, below, rest, state)
            }
            End::Clause if starts_small => room && !state.open && self.measured_or_short(above),
            End::Clause => gap || room,
            // Below the name of an administration.
            End::None if starts_small => self.is_short(above) && is_department(first) && is_authority(&above.text),
            End::None if state.open => false,
            // A number at a line's start belongs to what stands above as often as not.
            End::None if first.starts_with(|c: char| c.is_ascii_digit()) => room && self.is_short(above),
            End::None => self.ample_room(above, below) && (gap || self.scale.measured || self.is_short(above)),
        }
    }

    /// Whether a line looks like a heading: short, without a full stop, and what follows begins anew.
    fn is_title(&self, line: &Line, after: Option<&Line>) -> bool {
        let short = match after {
            Some(after) if self.edges(line).exact => self.room(line, after),
            _ => self.fills_less(line, 0.6),
        };
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
        let Edges { right, exact, .. } = self.edges(above);
        let end = self.scale.end_with(above, below);
        match exact {
            true => end <= right,
            false if self.scale.measured => end + 1.0 < right,
            // Widths by letter are a guess; a line that is full may seem to have room for a comma.
            false => end - 0.2 * self.scale.metric.width(" ") + 0.012 * right < right,
        }
    }

    /// Whether that word would have gone into `above` by far: a break inside of a sentence costs most.
    fn ample_room(&self, above: &Line, below: &Line) -> bool {
        let Edges { left, right, .. } = self.edges(above);
        self.room(above, below) && self.scale.end_with(above, below) + 0.02 * (right - left) < right
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

    /// Whether items are set in below their first lines, as far as sentences that go on there tell.
    fn sets_in_items(&self, lines: &[Line]) -> bool {
        let is_item = |line: &Line| marks::typed(line.text.trim_start()).is_some();
        let goes_on = |above: &Line, below: &Line| {
            is_item(above)
                && !is_item(below)
                && End::of(&above.text) == End::None
                && below.text.starts_with(char::is_lowercase)
        };
        let pairs = || lines.iter().zip(lines.iter().skip(1)).filter(|(above, below)| goes_on(above, below));
        pairs().filter(|(above, below)| self.indents(above, below)).count() * 2 >= pairs().count()
    }

    /// How far a line is set in.
    fn set_in(&self, line: &Line) -> f32 {
        line.left - self.edges(line).left
    }

    /// The least indent of a first line.
    fn indent_step(&self) -> f32 {
        if self.scale.measured { 10.0 } else { 2.0 }
    }

    /// Whether a line stands farther to the left than the one above: what follows the last item of a list.
    fn is_set_out(&self, above: &Line, below: &Line) -> bool {
        self.set_in(above) >= self.set_in(below) + if self.scale.measured { 6.0 } else { 2.0 }
    }

    fn is_short(&self, line: &Line) -> bool {
        self.fills_less(line, 0.8)
    }

    /// Whether a line fills less than a part of its column.
    fn fills_less(&self, line: &Line, part: f32) -> bool {
        let Edges { left, right, .. } =
            if self.scale.measured { self.edges(line) } else { Edges { left: 0.0, ..self.edges(line) } };
        self.scale.end(line) - left < part * (right - left)
    }

    fn measured_or_short(&self, line: &Line) -> bool {
        self.scale.measured || self.is_short(line)
    }
}

/// Whether a line begins a sentence that announces the list below it: «Основные задачи:», on three lines at most. Such a sentence begins a
/// paragraph far more often than it happens to follow a full line inside of one.
fn leads_in(line: &Line, rest: &[Line]) -> bool {
    const LINES: usize = 3;
    let mut lines = std::iter::once(line).chain(rest).take(LINES + 1).map(|line| line.text.trim_start());
    let leads = lines.by_ref().find(|text| End::of(text) != End::None).is_some_and(|text| text.ends_with(':'));
    let is_item = |text: &str| marks::typed(text).is_some();
    line.text.starts_with(char::is_uppercase) && leads && lines.next().is_some_and(is_item)
}

/// `03.09.2024 в честь праздника`: behind a sentence, a date at the start of a line begins a paragraph.
fn begins_with_date(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a sentence ends in a line, and another begins in the next one.
fn is_new_sentence(above: &Line, below: &Line) -> bool {
    let first = below.text.trim_start();
    // A question parts from its answer whatever the habits of the file.
    let is_sentence = End::of(&above.text) == End::Sentence && !above.text.ends_with('?');
    is_sentence && !first.starts_with(char::is_lowercase) && marks::typed(first).is_none()
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
