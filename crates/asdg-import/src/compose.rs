//! Compose: writes the blocks of an answer as Markdown that the program's reader reads back as the same blocks.

use super::document::{Block, Mark, Paragraph, Run, Shift, Style, Table, TextFormat};
use super::headings;
use asdg_base::markdown::escape::escape;

/// How an answer is written, and what is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// The Markdown.
    pub(super) text: String,
    /// How many lists of the first level there are.
    pub(super) lists: u32,
    /// How many items they and the lists in them have.
    pub(super) items: u32,
    /// How many tables.
    pub(super) tables: u32,
    /// How many paragraphs outside of lists and tables.
    pub(super) paragraphs: u32,
    /// How many passages have a heading.
    pub(super) passages: u32,
}

/// The most characters of a heading. A longer line is a paragraph.
const LONGEST_HEADING: usize = 150;
/// The most characters of a cell. A table with a longer one is a layout of the page, and becomes paragraphs.
const LONGEST_CELL: usize = 700;
/// The most characters of a cell in the head of a table.
const LONGEST_HEAD: usize = 60;

/// Something to write below the heading of a passage; it is given the heading, if there is one, and the texts of the passage.
pub(super) type Remark<'r> = &'r dyn Fn(Option<&str>, &[String]) -> Option<String>;

/// Writes an answer. `picture` gives the Markdown of a picture by its number, `remark` what goes below a passage's heading.
pub(super) fn answer(blocks: &[Block], picture: &dyn Fn(usize) -> String, remark: Remark<'_>) -> Written {
    let formatted = bold_share(blocks) < 0.5;
    let highest = blocks.iter().filter_map(|block| heading_level(block, formatted)).min().unwrap_or(1);
    let mut writer = Writer { out: Written::default(), list: Vec::new(), picture, formatted };
    // What is said of a text above the first heading would hold for all passages below it.
    if blocks.iter().all(|block| heading_level(block, formatted).is_none()) {
        writer.remark(blocks, 0, highest, remark);
    }
    for (number, block) in blocks.iter().enumerate() {
        let followed = blocks.get(number + 1).is_some_and(|next| heading_level(next, formatted).is_none());
        match (block, heading_level(block, formatted)) {
            (Block::Paragraph(paragraph), Some(level)) if followed || level > highest => {
                let top = level == highest;
                writer.heading(paragraph, if top { "###" } else { "####" });
                if top {
                    writer.out.passages += 1;
                    writer.remark(blocks, number, highest, remark);
                }
            }
            (Block::Paragraph(paragraph), _) => writer.paragraph(paragraph),
            (Block::Table(table), _) => writer.table(table),
        }
    }
    writer.out
}

struct Writer<'p> {
    out: Written,
    /// The items that are open, each inside the one before.
    list: Vec<OpenList>,
    picture: &'p dyn Fn(usize) -> String,
    /// Whether bold and italic mean anything.
    formatted: bool,
}

#[derive(Clone, Copy)]
struct OpenList {
    /// The level that the file gives it. A list may begin at any, and levels may be skipped.
    level: u8,
    /// The indent of its text.
    indent: usize,
    /// Its number, if it has one, and the sign behind it.
    number: Option<(u32, char)>,
}

impl Writer<'_> {
    /// Writes the remark below the heading of the passage that begins at a block.
    fn remark(&mut self, blocks: &[Block], from: usize, highest: u8, remark: Remark<'_>) {
        // The heading itself may name a topic.
        let is_next =
            |(number, block): &(usize, &Block)| *number > 0 && heading_level(block, self.formatted) == Some(highest);
        let inside = blocks[from..].iter().enumerate().take_while(|block| !is_next(block));
        let mut texts: Vec<String> = inside.map(|(_, block)| block.text()).collect();
        let has_title = blocks.get(from).is_some_and(|block| heading_level(block, self.formatted).is_some());
        let title = if has_title && !texts.is_empty() { Some(texts.remove(0)) } else { None };
        if let Some(text) = remark(title.as_deref(), &texts) {
            self.block(&text);
        }
    }

    /// A block behind a blank line.
    fn block(&mut self, text: &str) {
        self.list.clear();
        if !self.out.text.is_empty() {
            self.out.text.push('\n');
        }
        self.out.text.push_str(text);
        self.out.text.push('\n');
    }

    fn heading(&mut self, paragraph: &Paragraph, hashes: &str) {
        let text = paragraph.text();
        let text = escape(text.trim().trim_end_matches(':').trim_end()).replace('{', "\\{").replace('\n', " ");
        let text = match &paragraph.style {
            Style::Item { mark, .. } => format!("{}{text}", shown(mark).replace('.', "\\.")),
            _ => text,
        };
        self.block(&format!("{hashes} {text}"));
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        match &paragraph.style {
            Style::Item { level, mark } => self.item(paragraph, *level, mark),
            Style::Body | Style::Heading(_) => {
                self.out.paragraphs += 1;
                let text = escape_start(&self.inline(&paragraph.runs));
                self.block(&text);
            }
        }
    }

    fn item(&mut self, paragraph: &Paragraph, level: u8, mark: &Mark) {
        if self.list.is_empty() {
            self.out.lists += 1;
            if !self.out.text.is_empty() {
                self.out.text.push('\n');
            }
        }
        // Items of one level are siblings; what is deeper than this one is closed.
        let mut before = None;
        while let Some(open) = self.list.pop_if(|open| open.level >= level) {
            before = Some(open);
        }
        // The last one to close stands in the same column, though the file may have it a level deeper: Markdown counts on from it.
        let indent = self.list.last().map_or(0, |above| above.indent);
        let (sign, number) = match mark {
            // A list that begins anew right below another one has another sign, or it would be counted on.
            Mark::Number(number) => {
                let sign = match before.and_then(|before| before.number) {
                    Some((last, sign)) if *number == last + 1 => sign,
                    Some((_, '.')) => ')',
                    _ => '.',
                };
                (format!("{number}{sign} "), Some((*number, sign)))
            }
            Mark::Bullet | Mark::Label(_) => ("- ".to_owned(), None),
        };
        let label =
            if let Mark::Label(label) = mark { format!("{} ", escape_start(&escape(label))) } else { String::new() };
        let text = self.inline(&paragraph.runs);
        let text = if label.is_empty() { escape_start(&text) } else { text };
        let below = format!("\n{}", " ".repeat(indent + sign.len()));
        let text = format!("{label}{text}").replace('\n', &below);
        self.out.text.push_str(&format!("{}{sign}{text}\n", " ".repeat(indent)));
        self.out.items += 1;
        self.list.push(OpenList { level, indent: indent + sign.len(), number });
    }

    fn table(&mut self, table: &Table) {
        let mut rows: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
        // The head of a table stands out by itself.
        let bold =
            |cell: &String| cell.is_empty() || (cell.len() > 4 && cell.starts_with("**") && cell.ends_with("**"));
        if let Some(head) = rows.first_mut().filter(|head| head.iter().all(bold)) {
            head.iter_mut().for_each(|cell| *cell = cell.replace("**", ""));
        }
        let rows: Vec<Vec<String>> =
            rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let longest = |rows: &[Vec<String>]| rows.iter().flatten().map(|cell| cell.chars().count()).max().unwrap_or(0);
        // Below a head of short words long cells are still cells of a table.
        let limit = if columns > 1 && longest(rows.get(..1).unwrap_or_default()) <= LONGEST_HEAD {
            usize::MAX
        } else {
            LONGEST_CELL
        };
        if columns < 2 || rows.len() < 2 || longest(&rows) > limit {
            self.unfold(table);
            return;
        }
        self.out.tables += 1;
        let mut lines = Vec::with_capacity(rows.len() + 1);
        for (number, row) in rows.iter().enumerate() {
            let cells = row.iter().map(String::as_str).chain(std::iter::repeat("")).take(columns);
            lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
            if number == 0 {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
        }
        self.block(&lines.join("\n"));
    }

    /// A table that only shapes a page, cell by cell.
    fn unfold(&mut self, table: &Table) {
        for block in table.rows.iter().flatten().flatten() {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
            }
        }
    }

    /// A cell on one line.
    fn cell(&self, blocks: &[Block]) -> String {
        let mut parts = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let mark = match &paragraph.style {
                        Style::Item { mark: Mark::Bullet, .. } => "– ".to_owned(),
                        Style::Item { mark, .. } => escape(&shown(mark)),
                        _ => String::new(),
                    };
                    parts.push(format!("{mark}{}", self.inline(&paragraph.runs)));
                }
                Block::Table(table) => {
                    parts.extend(table.rows.iter().flatten().map(|cell| self.cell(cell)));
                }
            }
        }
        let text = parts.iter().filter(|part| !part.trim().is_empty()).cloned().collect::<Vec<_>>().join("<br>");
        text.replace("\\\n", "<br>").replace('|', "\\|")
    }

    fn inline(&self, runs: &[Run]) -> String {
        let mut out = String::new();
        for (number, run) in runs.iter().enumerate() {
            match run {
                Run::Text { text, format, link } => {
                    let plain = TextFormat { shift: format.shift, ..TextFormat::default() };
                    let format = if self.formatted { *format } else { plain };
                    let next = runs.get(number + 1).and_then(first_char);
                    let styled = emphasised(text, format, out.chars().next_back(), next);
                    match link {
                        Some(target) if worth_linking(text, target) => {
                            out.push_str(&format!("[{}]({})", styled.trim(), address(target)));
                            if text.ends_with(' ') {
                                out.push(' ');
                            }
                        }
                        _ => out.push_str(&styled),
                    }
                }
                Run::Break => out.push_str("\\\n"),
                Run::Picture(number) => out.push_str(&(self.picture)(*number)),
            }
        }
        out.trim().to_owned()
    }
}

fn first_char(run: &Run) -> Option<char> {
    match run {
        Run::Text { text, .. } => text.chars().next(),
        Run::Break => None,
        Run::Picture(_) => Some('!'),
    }
}

/// The mark of an item as text.
fn shown(mark: &Mark) -> String {
    match mark {
        Mark::Bullet => String::new(),
        Mark::Number(number) => format!("{number}. "),
        Mark::Label(label) => format!("{label} "),
    }
}

/// The level of a heading: of one that the file calls so, or of a short bold paragraph.
fn heading_level(block: &Block, formatted: bool) -> Option<u8> {
    let Block::Paragraph(paragraph) = block else {
        return None;
    };
    let text = paragraph.text();
    let short = text.chars().count() <= LONGEST_HEADING && text.chars().any(char::is_alphanumeric);
    let pictures = paragraph.runs.iter().any(|run| matches!(run, Run::Picture(_)));
    match &paragraph.style {
        _ if !short || pictures => None,
        Style::Heading(level) => Some(*level),
        // A bold line that a sentence or a list follows is one as well; below those that the file calls headings.
        Style::Body if formatted && is_bold(paragraph) && !text.ends_with(['.', ';', ',', ':']) => {
            Some(headings::LOWEST)
        }
        _ => None,
    }
}

fn is_bold(paragraph: &Paragraph) -> bool {
    paragraph.runs.iter().all(|run| match run {
        Run::Text { text, format, .. } => format.bold || text.trim().is_empty(),
        _ => false,
    })
}

/// The share of the text that is bold: where most is, it says nothing.
fn bold_share(blocks: &[Block]) -> f32 {
    let (mut bold, mut all) = (0_usize, 1_usize);
    for block in blocks {
        if let Block::Paragraph(paragraph) = block {
            for run in &paragraph.runs {
                if let Run::Text { text, format, .. } = run {
                    all += text.len();
                    bold += if format.bold { text.len() } else { 0 };
                }
            }
        }
    }
    bold as f32 / all as f32
}

/// Whether a link is kept: it has a text, which is not the address itself.
fn worth_linking(text: &str, target: &str) -> bool {
    // The last four are those of responses, which a text in Markdown may have already.
    let schemes = ["http://", "https://", "mailto:", "city:", "topic:", "course:", "response:"];
    let known = schemes.iter().any(|scheme| target.starts_with(scheme));
    known && !text.trim().is_empty() && text.trim() != target
}

fn address(target: &str) -> String {
    if target.contains([' ', '(', ')', '<', '>']) {
        format!("<{}>", target.replace(['<', '>', '\n'], ""))
    } else {
        target.to_owned()
    }
}

/// A text with the marks of its format, unless Markdown would not recognise them between these neighbours.
fn emphasised(text: &str, format: TextFormat, before: Option<char>, next: Option<char>) -> String {
    let (open, close) = match format {
        TextFormat { shift: Shift::Raised, .. } => ("<sup>", "</sup>"),
        TextFormat { shift: Shift::Lowered, .. } => ("<sub>", "</sub>"),
        TextFormat { bold: true, italic: true, .. } => ("***", "***"),
        TextFormat { bold: true, .. } => ("**", "**"),
        TextFormat { italic: true, .. } => ("*", "*"),
        TextFormat { .. } => return escape(text),
    };
    // Only words stand out; a sign or a blank at the ends would keep Markdown from seeing the marks.
    let raised = format.shift != Shift::None;
    let core = if raised { text.trim() } else { text.trim_matches(|c: char| !c.is_alphanumeric()) };
    let Some(start) = text.find(core).filter(|_| !core.is_empty()) else {
        return escape(text);
    };
    let (head, tail) = (&text[..start], &text[start + core.len()..]);
    let glued = |neighbour: Option<char>, edge: &str| edge.is_empty() && neighbour.is_some_and(char::is_alphanumeric);
    if !raised && (glued(before, head) || glued(next, tail)) {
        return escape(text);
    }
    format!("{}{open}{}{close}{}", escape(head), escape(core), escape(tail))
}

/// Keeps the first sign of a paragraph from making a heading, a quotation, a list, a table or a rule of it.
fn escape_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let delimited = text[digits..].strip_prefix(['.', ')']);
    // Longer numbers, and numbers alone, begin no list for the reader of responses.
    let word = |c: char| c.is_whitespace() || c.is_alphabetic() || "«\"".contains(c);
    if (1..=2).contains(&digits) && delimited.is_some_and(|rest| rest.starts_with(word)) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    if text.starts_with(['#', '>', '+', '|', '=', '~', '-']) { format!("\\{text}") } else { text.to_owned() }
}
