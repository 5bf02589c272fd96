//! Builds blocks from elements that open and close: [`Blocks`].
//!
//! A reader calls `open_…` and `close_…` as it meets the elements of its format, however they are nested: a paragraph
//! inside another one (a text box) comes after it; cells without a row and rows without a table give their text to the
//! element around them. Nothing here is recursive, so no nesting overflows the stack.

use crate::document::{Block, Cell, Paragraph, Run, Style, Table, TextFormat, Where};
use crate::extract::xml::letters::Letters;
use crate::extract::xml::marks::shown_number;

/// How deep tables may lie in tables; the text of deeper ones becomes paragraphs.
const TABLE_DEPTH: usize = 16;
/// How many empty cells one cell may bring along by spanning columns. Word has no more columns.
const SPAN_LIMIT: u32 = 63;
/// How many empty cells all spans of a document may bring along.
const FILLER_LIMIT: u32 = 100_000;
/// How many bytes the targets of all links may have: a few bytes of XML refer to a long one again and again.
const LINKS_LIMIT: usize = 16 << 20;

/// Blocks in the making.
pub(crate) struct Blocks {
    root: Vec<Block>,
    frames: Vec<OpenElement>,
    tables: usize,
    carry: Option<Carry>,
    fillers: u32,
    links: usize,
}

/// An element that is open.
enum OpenElement {
    Paragraph { at: Where, runs: Vec<Run>, after: Vec<Block> },
    Table { at: Where, rows: Vec<Vec<Cell>> },
    Row(Vec<Cell>),
    Cell(Vec<Block>),
    Note(Vec<Block>),
}

/// A paragraph whose end was deleted: it goes on in the next one.
struct Carry {
    level: usize,
    style: Style,
    at: Where,
    runs: Vec<Run>,
    after: Vec<Block>,
}

impl Blocks {
    /// No blocks yet.
    pub(crate) fn new() -> Self {
        Self { root: Vec::new(), frames: Vec::new(), tables: 0, carry: None, fillers: FILLER_LIMIT, links: LINKS_LIMIT }
    }

    /// The blocks that were made.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        self.settle();
        self.root
    }

    /// A paragraph begins.
    pub(crate) fn open_paragraph(&mut self, at: Where) {
        let level = self.frames.len();
        let frame = match self.carry.take_if(|carry| carry.level == level) {
            Some(Carry { at, runs, after, .. }) => OpenElement::Paragraph { at, runs, after },
            None => OpenElement::Paragraph { at, runs: Vec::new(), after: Vec::new() },
        };
        self.frames.push(frame);
    }

    /// A paragraph ends. When `joined`, only its end was deleted, and what follows belongs to it.
    pub(crate) fn close_paragraph(&mut self, style: Style, joined: bool) {
        self.settle();
        let Some(OpenElement::Paragraph { at, runs, after }) = self.frames.pop() else { return };
        if joined && !(runs.is_empty() && after.is_empty()) {
            self.carry = Some(Carry { level: self.frames.len(), style, at, runs, after });
        } else {
            self.emit_paragraph(Paragraph { at, style, runs }, after);
        }
    }

    /// Text in the open paragraph, or a paragraph of its own where none is open.
    pub(crate) fn text(&mut self, at: Where, text: &str, format: TextFormat, link: Option<&str>) {
        if text.is_empty() {
            return;
        }
        let Some(OpenElement::Paragraph { runs, .. }) = self.frames.last_mut() else {
            self.run(at, Run::Text { text: text.to_owned(), format, link: None });
            return;
        };
        if let Some(Run::Text { text: before, format: its, link: leads }) = runs.last_mut()
            && *its == format
            && leads.as_deref() == link
        {
            before.push_str(text);
            return;
        }
        let link = link.filter(|link| link.len() <= self.links);
        self.links -= link.map_or(0, str::len);
        runs.push(Run::Text { text: text.to_owned(), format, link: link.map(Box::from) });
    }

    /// A break or a picture in the open paragraph, or in a paragraph of its own where none is open.
    pub(crate) fn run(&mut self, at: Where, run: Run) {
        if let Some(OpenElement::Paragraph { runs, .. }) = self.frames.last_mut() {
            runs.push(run);
        } else {
            self.settle();
            self.emit_paragraph(Paragraph { at, style: Style::Body, runs: vec![run] }, Vec::new());
        }
    }

    /// A blank after the text of the open paragraph, if there is some and it does not end with one.
    pub(crate) fn gap(&mut self) {
        if let Some(OpenElement::Paragraph { runs, .. }) = self.frames.last_mut()
            && let Some(Run::Text { text, .. }) = runs.last_mut()
            && !text.ends_with(char::is_whitespace)
        {
            text.push(' ');
        }
    }

    /// The style of the open paragraph, which lies in a cell and ends. An item that has nothing but its number becomes that number as
    /// text, as in the column «№ п/п»; `added` counts it.
    pub(crate) fn number_as_text(&mut self, at: Where, style: Style, added: &mut Letters) -> Style {
        let Style::Item { mark, .. } = &style else { return style };
        let Some(number) = shown_number(mark).filter(|_| self.is_empty_paragraph()) else { return style };
        added.add(&number);
        self.text(at, &number, TextFormat::default(), None);
        Style::Body
    }

    /// Whether the open paragraph has no text so far.
    fn is_empty_paragraph(&self) -> bool {
        let blank = |run: &Run| matches!(run, Run::Text { text, .. } if text.trim().is_empty());
        matches!(self.frames.last(), Some(OpenElement::Paragraph { runs, after, .. }) if runs.iter().all(blank) && after.is_empty())
    }

    /// Whether the text of the open paragraph ends with a letter or a digit.
    pub(crate) fn ends_with_word(&self) -> bool {
        match self.frames.last() {
            Some(OpenElement::Paragraph { runs, .. }) => {
                matches!(runs.last(), Some(Run::Text { text, .. }) if text.ends_with(char::is_alphanumeric))
            }
            _ => false,
        }
    }

    /// A table begins.
    pub(crate) fn open_table(&mut self, at: Where) {
        self.settle();
        self.tables += 1;
        self.frames.push(OpenElement::Table { at, rows: Vec::new() });
    }

    /// A table ends.
    pub(crate) fn close_table(&mut self) {
        self.settle();
        let Some(OpenElement::Table { at, rows }) = self.frames.pop() else { return };
        if self.tables > TABLE_DEPTH {
            rows.into_iter().flatten().flatten().for_each(|block| self.emit(block));
        } else if !rows.is_empty() {
            self.emit(Block::Table(Table { at, rows }));
        }
        self.tables = self.tables.saturating_sub(1);
    }

    /// A row begins.
    pub(crate) fn open_row(&mut self) {
        self.settle();
        self.frames.push(OpenElement::Row(Vec::new()));
    }

    /// A row ends. When `deleted`, it is left out if nothing is left in it.
    pub(crate) fn close_row(&mut self, deleted: bool) {
        self.settle();
        let Some(OpenElement::Row(cells)) = self.frames.pop() else { return };
        match self.frames.last_mut() {
            _ if cells.is_empty() || (deleted && cells.iter().all(Vec::is_empty)) => {}
            Some(OpenElement::Table { rows, .. }) => rows.push(cells),
            _ => cells.into_iter().flatten().for_each(|block| self.emit(block)),
        }
    }

    /// A cell begins.
    pub(crate) fn open_cell(&mut self) {
        self.settle();
        self.frames.push(OpenElement::Cell(Vec::new()));
    }

    /// A cell ends.
    pub(crate) fn close_cell(&mut self) {
        self.settle();
        let Some(OpenElement::Cell(cell)) = self.frames.pop() else { return };
        match self.frames.last_mut() {
            Some(OpenElement::Row(cells)) => cells.push(cell),
            _ => cell.into_iter().for_each(|block| self.emit(block)),
        }
    }

    /// Adds empty cells to the open row. There is a limit, and nothing but the shape of the table depends on them.
    pub(crate) fn fill(&mut self, cells: u32) {
        let count = cells.min(SPAN_LIMIT).min(self.fillers);
        if let Some(OpenElement::Row(row)) = self.frames.last_mut() {
            self.fillers -= count;
            row.extend((0..count).map(|_| Cell::new()));
        }
    }

    /// A note begins inside the open paragraph: at the foot of the page, at the end, or above a word, which tells how it is spoken.
    pub(crate) fn open_note(&mut self) {
        self.settle();
        self.frames.push(OpenElement::Note(Vec::new()));
    }

    /// A note ends; gives its text in parentheses, which belongs where the note stands.
    pub(crate) fn close_note(&mut self) -> Vec<Run> {
        self.settle();
        match self.frames.pop() {
            Some(OpenElement::Note(blocks)) => in_parentheses(blocks),
            _ => Vec::new(),
        }
    }

    /// Adds runs that were made elsewhere.
    pub(crate) fn runs(&mut self, at: Where, runs: Vec<Run>) {
        for run in runs {
            match run {
                Run::Text { text, format, link } => self.text(at, &text, format, link.as_deref()),
                other => self.run(at, other),
            }
        }
    }

    /// Gives up waiting for the rest of a paragraph whose end was deleted.
    fn settle(&mut self) {
        if let Some(Carry { style, at, runs, after, .. }) = self.carry.take() {
            self.emit_paragraph(Paragraph { at, style, runs }, after);
        }
    }

    fn emit_paragraph(&mut self, paragraph: Paragraph, after: Vec<Block>) {
        if !paragraph.is_empty() {
            self.emit(Block::Paragraph(paragraph));
        }
        after.into_iter().for_each(|block| self.emit(block));
    }

    /// Puts a block where the innermost open element takes blocks.
    fn emit(&mut self, block: Block) {
        let inner = self.frames.iter_mut().rev().find_map(|frame| match frame {
            OpenElement::Paragraph { after, .. } => Some(after),
            OpenElement::Cell(blocks) | OpenElement::Note(blocks) => Some(blocks),
            OpenElement::Table { .. } | OpenElement::Row(_) => None,
        });
        inner.unwrap_or(&mut self.root).push(block);
    }
}

/// The text of a note as runs of the paragraph it belongs to: ` (text)`. Nothing when it is empty.
pub(crate) fn in_parentheses(blocks: Vec<Block>) -> Vec<Run> {
    let plain = |text: &str| Run::Text { text: text.to_owned(), format: TextFormat::default(), link: None };
    let mut runs = vec![plain(" (")];
    let mut waiting: Vec<Block> = blocks.into_iter().rev().collect();
    while let Some(block) = waiting.pop() {
        match block {
            Block::Paragraph(paragraph) => {
                if runs.len() > 1 {
                    runs.push(plain(" "));
                }
                let mut its = paragraph.runs;
                trim(&mut its);
                runs.append(&mut its);
            }
            Block::Table(table) => waiting.extend(table.rows.into_iter().flatten().flatten().rev()),
        }
    }
    if runs.len() == 1 {
        return Vec::new();
    }
    runs.push(plain(")"));
    runs
}

/// Takes the blanks off both ends.
fn trim(runs: &mut [Run]) {
    if let Some(Run::Text { text, .. }) = runs.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
    }
    if let Some(Run::Text { text, .. }) = runs.last_mut() {
        text.truncate(text.trim_end().len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Where = Where::Paragraph(1);

    fn write(blocks: &mut Blocks, text: &str) {
        blocks.open_paragraph(AT);
        blocks.text(AT, text, TextFormat::default(), None);
        blocks.close_paragraph(Style::Body, false);
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(Paragraph::plain(AT, text))
    }

    #[test]
    fn a_text_box_comes_after_the_paragraph_it_hangs_on() {
        let mut blocks = Blocks::new();
        blocks.open_paragraph(AT);
        blocks.text(AT, "до ", TextFormat::default(), None);
        write(&mut blocks, "рамка");
        blocks.text(AT, "после", TextFormat::default(), None);
        blocks.close_paragraph(Style::Body, false);
        assert_eq!(blocks.finish(), [paragraph("до после"), paragraph("рамка")]);
    }

    #[test]
    fn tables_nested_too_deep_keep_their_text() {
        let mut blocks = Blocks::new();
        for _ in 0..100 {
            blocks.open_table(AT);
            blocks.open_row();
            blocks.open_cell();
        }
        write(&mut blocks, "дно");
        for _ in 0..100 {
            blocks.close_cell();
            blocks.close_row(false);
            blocks.close_table();
        }
        let mut inner = blocks.finish();
        for _ in 0..TABLE_DEPTH {
            let Some(Block::Table(mut table)) = inner.pop() else { panic!("a table is missing") };
            inner = table.rows.pop().unwrap().pop().unwrap();
        }
        assert_eq!(inner, [paragraph("дно")]);
    }

    #[test]
    fn cells_without_a_table_keep_their_text() {
        let mut blocks = Blocks::new();
        blocks.open_row();
        blocks.open_cell();
        write(&mut blocks, "ячейка");
        blocks.close_cell();
        blocks.close_row(false);
        blocks.text(AT, "без абзаца", TextFormat::default(), None);
        assert_eq!(blocks.finish(), [paragraph("ячейка"), paragraph("без абзаца")]);
    }

    #[test]
    fn a_paragraph_whose_end_was_deleted_goes_on() {
        let mut blocks = Blocks::new();
        blocks.open_paragraph(AT);
        blocks.text(AT, "начало ", TextFormat::default(), None);
        blocks.close_paragraph(Style::Body, true);
        write(&mut blocks, "конец");
        blocks.open_paragraph(AT);
        blocks.text(AT, "один", TextFormat::default(), None);
        blocks.close_paragraph(Style::Body, true);
        assert_eq!(blocks.finish(), [paragraph("начало конец"), paragraph("один")]);
    }

    #[test]
    fn spans_cannot_fill_the_memory() {
        let mut blocks = Blocks::new();
        blocks.open_table(AT);
        for _ in 0..10_000 {
            blocks.open_row();
            blocks.fill(u32::MAX);
            blocks.close_row(false);
        }
        blocks.close_table();
        let Some(Block::Table(table)) = blocks.finish().pop() else { panic!("the table is missing") };
        assert_eq!(table.rows.iter().map(Vec::len).sum::<usize>(), FILLER_LIMIT as usize);
    }
}
