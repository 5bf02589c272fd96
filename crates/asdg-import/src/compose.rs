//! Compose: writes the blocks of an answer as Markdown, which the program's reader reads back as the same blocks.
//! [`write_answer`] is the entry point.

use super::document::{Block, Mark, Paragraph, Run, Shift, Style, Table, TextFormat};
use super::headings;
use asdg_base::markdown::escape::escape;

/// The Markdown of an answer, and counts of what is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct WrittenAnswer {
    /// The Markdown.
    pub(super) text: String,
    /// The number of lists of the first level.
    pub(super) lists: u32,
    /// The number of their items, including those of nested lists.
    pub(super) items: u32,
    /// The number of tables.
    pub(super) tables: u32,
    /// The number of paragraphs outside lists and tables.
    pub(super) paragraphs: u32,
    /// The number of passages with a heading.
    pub(super) passages: u32,
}

/// The most characters of a heading. A longer line is a paragraph.
const MAX_HEADING: usize = 150;
/// The most characters of a cell. A table with a longer one is only the layout of a page, and becomes paragraphs.
const MAX_CELL: usize = 700;
/// The most characters of a cell in the header row of a table.
const MAX_HEADER_CELL: usize = 60;

/// Returns a remark to write below the heading of a passage, from the heading, if there is one, and the texts of the
/// passage.
pub(super) type Remark<'r> = &'r dyn Fn(Option<&str>, &[String]) -> Option<String>;

/// Writes an answer. `picture` returns the Markdown of a picture by its number, `remark` the remark below the heading
/// of a passage.
pub(super) fn write_answer(blocks: &[Block], picture: &dyn Fn(usize) -> String, remark: Remark<'_>) -> WrittenAnswer {
    let has_formats = bold_share(blocks) < 0.5;
    let highest = blocks.iter().filter_map(|block| heading_level(block, has_formats)).min().unwrap_or(1);
    let mut writer = Writer { out: WrittenAnswer::default(), list: Vec::new(), picture, has_formats };
    // A remark about the text above the first heading would apply to all passages below it.
    if blocks.iter().all(|block| heading_level(block, has_formats).is_none()) {
        writer.remark(blocks, 0, highest, remark);
    }
    for (number, block) in blocks.iter().enumerate() {
        let has_text = blocks.get(number + 1).is_some_and(|next| heading_level(next, has_formats).is_none());
        match (block, heading_level(block, has_formats)) {
            (Block::Paragraph(paragraph), Some(level)) if has_text || level > highest => {
                let is_passage = level == highest;
                writer.heading(paragraph, if is_passage { "###" } else { "####" });
                if is_passage {
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
    out: WrittenAnswer,
    /// The open items, each nested in the one before.
    list: Vec<OpenItem>,
    picture: &'p dyn Fn(usize) -> String,
    /// Whether bold and italic are written. They mean nothing where most of the text is bold.
    has_formats: bool,
}

/// An open item.
#[derive(Clone, Copy)]
struct OpenItem {
    /// Its level in the file. A list may begin at any level, and levels may be skipped.
    level: u8,
    /// The indent of its text, in characters.
    indent: usize,
    /// Its number, if it has one, with the sign after it.
    number: Option<(u32, char)>,
}

impl Writer<'_> {
    /// Writes the remark below the heading of the passage that begins at a block.
    fn remark(&mut self, blocks: &[Block], from: usize, highest: u8, remark: Remark<'_>) {
        // The heading itself may name a topic.
        let is_next =
            |(number, block): &(usize, &Block)| *number > 0 && heading_level(block, self.has_formats) == Some(highest);
        let inside = blocks[from..].iter().enumerate().take_while(|block| !is_next(block));
        let mut texts: Vec<String> = inside.map(|(_, block)| block.text()).collect();
        let has_title = blocks.get(from).is_some_and(|block| heading_level(block, self.has_formats).is_some());
        let title = if has_title && !texts.is_empty() { Some(texts.remove(0)) } else { None };
        if let Some(text) = remark(title.as_deref(), &texts) {
            self.block(&text);
        }
    }

    /// Writes a block after a blank line, and ends the open list.
    fn block(&mut self, text: &str) {
        self.list.clear();
        if !self.out.text.is_empty() {
            self.out.text.push('\n');
        }
        self.out.text.push_str(text);
        self.out.text.push('\n');
    }

    /// Writes a heading, without a colon at its end.
    fn heading(&mut self, paragraph: &Paragraph, hashes: &str) {
        let text = paragraph.text();
        let text = escape(text.trim().trim_end_matches(':').trim_end()).replace('{', "\\{").replace('\n', " ");
        let text = match &paragraph.style {
            Style::Item { mark, .. } => format!("{}{text}", mark.text().replace('.', "\\.")),
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
        // Items of one level are siblings; deeper items are closed.
        let mut previous = None;
        while let Some(open) = self.list.pop_if(|open| open.level >= level) {
            previous = Some(open);
        }
        // The item closed last has the same indent, even if the file has it a level deeper, so Markdown continues its
        // numbering.
        let indent = self.list.last().map_or(0, |parent| parent.indent);
        let (sign, number) = match mark {
            // A list that starts right after another one gets another sign, else Markdown would continue the numbering.
            Mark::Number(number) => {
                let sign = match previous.and_then(|previous| previous.number) {
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
        let line_break = format!("\n{}", " ".repeat(indent + sign.len()));
        let text = format!("{label}{text}").replace('\n', &line_break);
        self.out.text.push_str(&format!("{}{sign}{text}\n", " ".repeat(indent)));
        self.out.items += 1;
        self.list.push(OpenItem { level, indent: indent + sign.len(), number });
    }

    fn table(&mut self, table: &Table) {
        let mut rows: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
        // A header row is emphasised anyway, so its bold is dropped.
        let is_bold =
            |cell: &String| cell.is_empty() || (cell.len() > 4 && cell.starts_with("**") && cell.ends_with("**"));
        if let Some(head) = rows.first_mut().filter(|head| head.iter().all(is_bold)) {
            head.iter_mut().for_each(|cell| *cell = cell.replace("**", ""));
        }
        let rows: Vec<Vec<String>> =
            rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let longest = |rows: &[Vec<String>]| rows.iter().flatten().map(|cell| cell.chars().count()).max().unwrap_or(0);
        // Below a header row of short words, long cells are still cells of a table.
        let limit = if columns > 1 && longest(rows.get(..1).unwrap_or_default()) <= MAX_HEADER_CELL {
            usize::MAX
        } else {
            MAX_CELL
        };
        if columns < 2 || rows.len() < 2 || longest(&rows) > limit {
            self.write_cells(table);
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

    /// Writes the cells of a table that is only the layout of a page, one after the other.
    fn write_cells(&mut self, table: &Table) {
        for block in table.rows.iter().flatten().flatten() {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
            }
        }
    }

    /// Formats a cell on one line.
    fn cell(&self, blocks: &[Block]) -> String {
        let mut parts = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let mark = match &paragraph.style {
                        Style::Item { mark: Mark::Bullet, .. } => "– ".to_owned(),
                        Style::Item { mark, .. } => escape(&mark.text()),
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

    /// Formats the runs of a paragraph.
    fn inline(&self, runs: &[Run]) -> String {
        let mut out = String::new();
        for (number, run) in runs.iter().enumerate() {
            match run {
                Run::Text { text, format, link } => {
                    let plain = TextFormat { shift: format.shift, ..TextFormat::default() };
                    let format = if self.has_formats { *format } else { plain };
                    let next = runs.get(number + 1).and_then(first_char);
                    let styled = emphasised(text, format, out.chars().next_back(), next);
                    match link {
                        Some(target) if keeps_link(text, target) => {
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

/// The first character that a run writes.
fn first_char(run: &Run) -> Option<char> {
    match run {
        Run::Text { text, .. } => text.chars().next(),
        Run::Break => None,
        Run::Picture(_) => Some('!'),
    }
}

/// The level of a heading: one that is marked in the file, or a short bold paragraph.
fn heading_level(block: &Block, has_formats: bool) -> Option<u8> {
    let Block::Paragraph(paragraph) = block else {
        return None;
    };
    let text = paragraph.text();
    let is_short = text.chars().count() <= MAX_HEADING && text.chars().any(char::is_alphanumeric);
    let has_pictures = paragraph.runs.iter().any(|run| matches!(run, Run::Picture(_)));
    match &paragraph.style {
        _ if !is_short || has_pictures => None,
        Style::Heading(level) => Some(*level),
        // A bold line before a sentence or a list is a heading as well, below the headings marked in the file.
        Style::Body if has_formats && is_bold(paragraph) && !text.ends_with(['.', ';', ',', ':']) => {
            Some(headings::LEVEL_BY_LOOK)
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

/// The share of the text that is bold: where most is, bold means nothing.
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

/// Whether a link is kept: it has a known scheme, and a text that is not the address itself.
fn keeps_link(text: &str, target: &str) -> bool {
    // The last four are the schemes of responses, which an imported Markdown file may have.
    let schemes = ["http://", "https://", "mailto:", "city:", "topic:", "course:", "response:"];
    let is_known = schemes.iter().any(|scheme| target.starts_with(scheme));
    is_known && !text.trim().is_empty() && text.trim() != target
}

/// Formats an address, in angle brackets if Markdown needs them.
fn address(target: &str) -> String {
    if target.contains([' ', '(', ')', '<', '>']) {
        format!("<{}>", target.replace(['<', '>', '\n'], ""))
    } else {
        target.to_owned()
    }
}

/// Formats a text with its emphasis, unless Markdown would not recognise the markup between these neighbours.
fn emphasised(text: &str, format: TextFormat, before: Option<char>, next: Option<char>) -> String {
    let (open, close) = match format {
        TextFormat { shift: Shift::Raised, .. } => ("<sup>", "</sup>"),
        TextFormat { shift: Shift::Lowered, .. } => ("<sub>", "</sub>"),
        TextFormat { bold: true, italic: true, .. } => ("***", "***"),
        TextFormat { bold: true, .. } => ("**", "**"),
        TextFormat { italic: true, .. } => ("*", "*"),
        TextFormat { .. } => return escape(text),
    };
    // Only words are emphasised: a punctuation mark or a space at the ends would keep Markdown from recognising the
    // markup.
    let is_shifted = format.shift != Shift::None;
    let core = if is_shifted { text.trim() } else { text.trim_matches(|c: char| !c.is_alphanumeric()) };
    let Some(start) = text.find(core).filter(|_| !core.is_empty()) else {
        return escape(text);
    };
    let (head, tail) = (&text[..start], &text[start + core.len()..]);
    let adjoins_word =
        |neighbour: Option<char>, edge: &str| edge.is_empty() && neighbour.is_some_and(char::is_alphanumeric);
    if !is_shifted && (adjoins_word(before, head) || adjoins_word(next, tail)) {
        return escape(text);
    }
    format!("{}{open}{}{close}{}", escape(head), escape(core), escape(tail))
}

/// Escapes the first sign of a paragraph that would make it a heading, a quotation, a list, a table or a rule.
fn escape_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let delimited = text[digits..].strip_prefix(['.', ')']);
    // The reader of responses takes neither longer numbers nor numbers without text for list items.
    let begins_text = |c: char| c.is_whitespace() || c.is_alphabetic() || "«\"".contains(c);
    if (1..=2).contains(&digits) && delimited.is_some_and(|rest| rest.starts_with(begins_text)) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    if text.starts_with(['#', '>', '+', '|', '=', '~', '-']) { format!("\\{text}") } else { text.to_owned() }
}
