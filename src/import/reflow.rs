//! Reflow: the lines of a printed page back into paragraphs.
//!
//! A line goes on in the next one unless something says that a paragraph ends: a full stop in a line with room for the next word,
//! the mark of an item below it, an indent, a blank line. A false join costs a reader little, a false paragraph inside a sentence
//! much; so what is doubtful is joined.

use super::document::{Block, Cell, Document, Line, Lines, Mark, Paragraph, Table, Where};
use super::hyphens::Hyphens;
use super::marks::{self, Sort};
use super::width::Metric;

/// What was mended on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Joined {
    /// How many lines were joined with the one before them.
    pub(super) lines: u32,
    /// The words whose hyphen at the line's end went.
    pub(super) undone: Vec<String>,
    /// The words whose hyphen at the line's end stayed.
    pub(super) kept: Vec<String>,
}

/// Lines longer than this many characters are not broken for paper: each is a paragraph.
const LONGEST_WRAPPED: usize = 160;

/// Makes paragraphs of lines, and tables of those that stand in cells.
pub(super) fn reflow(lines: &Lines) -> (Document, Joined) {
    let mut joined = Joined::default();
    let mut document = Document::default();
    let table_of = |line: &Line| line.cell.map(|cell| cell.table);
    // The measures are those of all pages, but a table has its own.
    for stretch in lines.lines.chunk_by(|a, b| table_of(a) == table_of(b)) {
        match stretch.first().and_then(|line| line.cell) {
            Some(_) => document.blocks.push(Block::Table(table(stretch, &mut joined))),
            None => document.blocks.extend(flow(stretch, lines, &mut joined)),
        }
    }
    (document, joined)
}

/// A table of the lines in its cells.
fn table(lines: &[Line], joined: &mut Joined) -> Table {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for lines in lines.chunk_by(|a, b| a.cell == b.cell) {
        let Some(place) = lines.first().and_then(|line| line.cell) else {
            continue;
        };
        let inside = Lines { lines: lines.to_vec(), measured: true };
        let (row, column) = (place.row as usize, place.column as usize);
        rows.resize_with(rows.len().max(row + 1), Vec::new);
        if let Some(cells) = rows.get_mut(row) {
            cells.resize_with(cells.len().max(column + 1), Vec::new);
            if let Some(cell) = cells.get_mut(column) {
                cell.extend(flow(lines, &inside, joined));
            }
        }
    }
    Table { at: lines.first().map_or(Where::Page(1, 1), |line| line.at), rows }
}

/// The paragraphs of some of a file's lines.
fn flow(some: &[Line], lines: &Lines, joined: &mut Joined) -> Vec<Block> {
    let mut blocks = Vec::new();
    let hyphens = Hyphens::learn(lines.lines.iter().map(|line| &line.text));
    let page = Page::measure(lines);
    let mut state = State::default();
    let mut current: Option<(Paragraph, String)> = None;
    for (number, line) in some.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|number| some.get(number));
        let after = some.get(number + 1);
        let goes_on = before.is_some_and(|before| !page.breaks(before, line, after, &state));
        match (&mut current, goes_on) {
            (Some((_, text)), true) => {
                joined.lines += 1;
                append(text, &line.text, &hyphens, joined);
                state.open = open_brackets(text) > 0;
            }
            _ => {
                finish(current.take(), &mut blocks);
                state.begin(&line.text);
                current = Some((Paragraph::plain(line.at, ""), line.text.clone()));
            }
        }
    }
    finish(current, &mut blocks);
    blocks
}

/// The paragraphs of lines of which only the text is known.
pub(super) fn paragraphs(lines: Vec<(Where, String)>, joined: &mut Joined) -> Vec<Block> {
    let lines =
        lines.into_iter().map(|(at, text)| Line { at, page: 1, text, left: 0.0, right: 0.0, gap: 0.0, cell: None });
    let (document, more) = reflow(&Lines { lines: lines.collect(), measured: false });
    let Joined { lines, undone, kept } = more;
    joined.lines += lines;
    joined.undone.extend(undone);
    joined.kept.extend(kept);
    document.blocks
}

/// Whether a paragraph ends between two lines of which only the text is known.
pub(super) fn ends_paragraph(above: &str, below: &str) -> bool {
    matches!(End::of(above), End::Sentence | End::Clause) && !below.starts_with(char::is_lowercase)
        || above.ends_with(';')
}

fn finish(paragraph: Option<(Paragraph, String)>, blocks: &mut Vec<Block>) {
    if let Some((paragraph, text)) = paragraph {
        blocks.push(Block::Paragraph(Paragraph::plain(paragraph.at, text)));
    }
}

/// Appends a line, with a blank or with what becomes of a hyphen.
fn append(text: &mut String, line: &str, hyphens: &Hyphens, joined: &mut Joined) {
    let is_letter = |c: char| c.is_alphanumeric();
    let word_end = text.strip_suffix(['-', '\u{ad}', '\u{2010}', '\u{2011}']).filter(|rest| rest.ends_with(is_letter));
    let is_digit = |c: char| c.is_ascii_digit();
    // "2024–" and "2026": a range.
    if text.strip_suffix('–').is_some_and(|rest| rest.ends_with(is_digit)) && line.starts_with(is_digit) {
        text.push_str(line);
        return;
    }
    let Some(rest) = word_end.filter(|_| line.starts_with(is_letter)) else {
        text.push(' ');
        text.push_str(line);
        return;
    };
    let start = rest
        .rfind(|c: char| !(is_letter(c) || c == '-'))
        .map_or(0, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
    let first = rest[start..].to_owned();
    let second: String = line.chars().take_while(|&c| is_letter(c) || c == '-').collect();
    // "двух- и трёхкомнатные" at a line's end.
    if matches!(&*second, "и" | "или" | "а" | "до" | "либо") {
        text.push(' ');
    } else if hyphens.belongs(&first, second.split('-').next().unwrap_or_default()) {
        joined.kept.push(format!("{first}-{second}"));
    } else {
        text.truncate(rest.len());
        joined.undone.push(format!("{first}{second}"));
    }
    text.push_str(line);
}

/// What is open while lines are read.
#[derive(Debug, Default)]
struct State {
    /// The sort of the marks of the list that is open, and the number of its last item.
    list: Option<(Sort, u32)>,
    /// Whether a parenthesis or a quotation is open.
    open: bool,
}

impl State {
    /// A paragraph begins.
    fn begin(&mut self, text: &str) {
        self.open = open_brackets(text) > 0;
        self.list = marks::typed(text).map(|typed| {
            let number = if let Mark::Number(number) = typed.mark { number } else { 0 };
            (typed.sort, number)
        });
    }
}

fn open_brackets(text: &str) -> i32 {
    // Quotation marks of office texts are too often left open to tell anything.
    text.chars()
        .map(|c| match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        })
        .sum()
}

/// The measures of a file's pages.
struct Page {
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
    fn measure(lines: &Lines) -> Self {
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
    fn breaks(&self, above: &Line, below: &Line, after: Option<&Line>, state: &State) -> bool {
        let first = below.text.trim_start();
        let gap = above.page == below.page && below.gap > self.usual_gap + 0.3;
        if !self.wrapped {
            return !(ends_divided(&above.text) && first.starts_with(char::is_lowercase));
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

fn ends_divided(text: &str) -> bool {
    text.strip_suffix('-').is_some_and(|rest| rest.ends_with(char::is_alphanumeric))
}

/// Whether a line begins with a word for a department.
pub(super) fn is_department(text: &str) -> bool {
    const DEPARTMENTS: [&str; 7] = ["управлени", "отдел", "комитет", "департамент", "служб", "аппарат", "сектор"];
    let lower = text.to_lowercase();
    DEPARTMENTS.iter().any(|word| lower.starts_with(word))
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

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// As a sentence does.
    Sentence,
    /// With a colon or a semicolon, as the lines of a list do.
    Clause,
    /// With something that cannot be an end: a hyphen, a dash, the full stop of an abbreviation.
    Open,
    /// In the middle of a sentence.
    None,
}

impl End {
    fn of(text: &str) -> Self {
        let closed = text.trim_end_matches(['»', '"', '”', '“', ')', ']']);
        let dash = text.ends_with(['–', '—']) && text.chars().count() > 1;
        if ends_divided(text) || dash || (closed.ends_with('.') && is_abbreviation(closed)) {
            End::Open
        } else if text.ends_with([':', ';']) {
            End::Clause
        } else if closed.ends_with(['!', '?', '…', '.']) {
            End::Sentence
        } else {
            End::None
        }
    }
}

/// Whether the full stop at the end of a line is that of an abbreviation behind which a text goes on: `г.`, `ул.`, `И. И.`
fn is_abbreviation(text: &str) -> bool {
    const GO_ON: [&str; 31] = [
        "г",
        "гг",
        "ул",
        "д",
        "кв",
        "им",
        "пр",
        "просп",
        "пер",
        "пл",
        "стр",
        "ст",
        "п",
        "пп",
        "руб",
        "тыс",
        "млн",
        "млрд",
        "чел",
        "кв",
        "куб",
        "см",
        "т.е",
        "т.ч",
        "ч",
        "обл",
        "р",
        "пос",
        "мкр",
        "напр",
        "зам",
    ];
    let body = text.trim_end_matches('.');
    let word = body.rsplit([' ', '\u{a0}', '(', '«']).next().unwrap_or_default();
    let initials = word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    // "в 2024 г." ends a sentence as often as not, "житель г." does not.
    let before = body.strip_suffix(word).unwrap_or_default().trim_end();
    let counted = before.ends_with(|c: char| c.is_ascii_digit());
    let lower = word.to_lowercase();
    initials
        || (GO_ON.contains(&lower.as_str())
            && !(counted && matches!(&*lower, "г" | "гг" | "руб" | "чел" | "кв" | "р" | "п" | "ч" | "ст")))
}
