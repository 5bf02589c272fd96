//! Builds blocks from elements that open and close: [`BlockBuilder`].
//!
//! A reader calls `open_…` and `close_…` for the elements of its format in the order of the file, however they are
//! nested: a paragraph inside another one (a text box) comes after it; cells without a row, and rows without a table,
//! give their text to the element around them. Nothing here is recursive, so no nesting overflows the stack.

use crate::document::{Block, Cell, Paragraph, Run, SourceLocation, Style, Table, TextFormat};
use crate::extract::xml::letters::LetterCounts;
use crate::extract::xml::marks::number_of_mark;

/// The maximum nesting depth of tables; the text of deeper tables becomes paragraphs.
const TABLE_DEPTH: usize = 16;
/// The maximum number of empty cells that a spanning cell adds. Word has no more columns.
const SPAN_LIMIT: u32 = 63;
/// The maximum number of empty cells that all spans of a document add.
const FILLER_LIMIT: u32 = 100_000;
/// The maximum size of the targets of all links in bytes: a few bytes of XML can refer to a long target again and
/// again.
const LINKS_LIMIT: usize = 16 << 20;

/// The blocks read so far, and the elements that are open.
pub(crate) struct BlockBuilder {
    root: Vec<Block>,
    open: Vec<OpenElement>,
    table_depth: usize,
    pending: Option<PendingParagraph>,
    fillers_left: u32,
    link_bytes_left: usize,
}

/// An open element with its content so far.
enum OpenElement {
    Paragraph { at: SourceLocation, runs: Vec<Run>, after: Vec<Block> },
    Table { at: SourceLocation, rows: Vec<Vec<Cell>> },
    Row(Vec<Cell>),
    Cell(Vec<Block>),
    Note(Vec<Block>),
}

/// A paragraph whose end mark was deleted: the next paragraph continues it.
struct PendingParagraph {
    level: usize,
    style: Style,
    at: SourceLocation,
    runs: Vec<Run>,
    after: Vec<Block>,
}

impl BlockBuilder {
    pub(crate) fn new() -> Self {
        Self {
            root: Vec::new(),
            open: Vec::new(),
            table_depth: 0,
            pending: None,
            fillers_left: FILLER_LIMIT,
            link_bytes_left: LINKS_LIMIT,
        }
    }

    /// Returns the blocks.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        self.flush_pending();
        self.root
    }

    /// Opens a paragraph.
    pub(crate) fn open_paragraph(&mut self, at: SourceLocation) {
        let level = self.open.len();
        let element = match self.pending.take_if(|pending| pending.level == level) {
            Some(PendingParagraph { at, runs, after, .. }) => OpenElement::Paragraph { at, runs, after },
            None => OpenElement::Paragraph { at, runs: Vec::new(), after: Vec::new() },
        };
        self.open.push(element);
    }

    /// Closes a paragraph. If `joins_next`, its end mark was deleted, and the next paragraph continues it.
    pub(crate) fn close_paragraph(&mut self, style: Style, joins_next: bool) {
        self.flush_pending();
        let Some(OpenElement::Paragraph { at, runs, after }) = self.open.pop() else { return };
        if joins_next && !(runs.is_empty() && after.is_empty()) {
            self.pending = Some(PendingParagraph { level: self.open.len(), style, at, runs, after });
        } else {
            self.emit_paragraph(Paragraph { at, style, runs }, after);
        }
    }

    /// Adds text to the open paragraph, or as a paragraph of its own if none is open.
    pub(crate) fn add_text(&mut self, at: SourceLocation, text: &str, format: TextFormat, link: Option<&str>) {
        if text.is_empty() {
            return;
        }
        let Some(OpenElement::Paragraph { runs, .. }) = self.open.last_mut() else {
            self.add_run(at, Run::Text { text: text.to_owned(), format, link: None });
            return;
        };
        if let Some(Run::Text { text: last_text, format: last_format, link: last_link }) = runs.last_mut()
            && *last_format == format
            && last_link.as_deref() == link
        {
            last_text.push_str(text);
            return;
        }
        let link = link.filter(|link| link.len() <= self.link_bytes_left);
        self.link_bytes_left -= link.map_or(0, str::len);
        runs.push(Run::Text { text: text.to_owned(), format, link: link.map(Box::from) });
    }

    /// Adds a break or a picture to the open paragraph, or as a paragraph of its own if none is open.
    pub(crate) fn add_run(&mut self, at: SourceLocation, run: Run) {
        if let Some(OpenElement::Paragraph { runs, .. }) = self.open.last_mut() {
            runs.push(run);
        } else {
            self.flush_pending();
            self.emit_paragraph(Paragraph { at, style: Style::Body, runs: vec![run] }, Vec::new());
        }
    }

    /// Adds a space to the text of the open paragraph, unless it is empty or ends with one.
    pub(crate) fn ensure_space(&mut self) {
        if let Some(OpenElement::Paragraph { runs, .. }) = self.open.last_mut()
            && let Some(Run::Text { text, .. }) = runs.last_mut()
            && !text.ends_with(char::is_whitespace)
        {
            text.push(' ');
        }
    }

    /// Returns the style of the open paragraph, which is in a cell and about to close. An item that has only its
    /// number becomes that number as text, as in the column «№ п/п»; `added` counts it.
    pub(crate) fn convert_bare_number(&mut self, at: SourceLocation, style: Style, added: &mut LetterCounts) -> Style {
        let Style::Item { mark, .. } = &style else { return style };
        let Some(number) = number_of_mark(mark).filter(|_| self.is_empty_paragraph()) else { return style };
        added.add(&number);
        self.add_text(at, &number, TextFormat::default(), None);
        Style::Body
    }

    /// Whether the open paragraph has no text so far.
    fn is_empty_paragraph(&self) -> bool {
        let is_blank = |run: &Run| matches!(run, Run::Text { text, .. } if text.trim().is_empty());
        matches!(self.open.last(), Some(OpenElement::Paragraph { runs, after, .. }) if runs.iter().all(is_blank) && after.is_empty())
    }

    /// Whether the text of the open paragraph ends with a letter or a digit.
    pub(crate) fn ends_with_word(&self) -> bool {
        match self.open.last() {
            Some(OpenElement::Paragraph { runs, .. }) => {
                matches!(runs.last(), Some(Run::Text { text, .. }) if text.ends_with(char::is_alphanumeric))
            }
            _ => false,
        }
    }

    /// Opens a table.
    pub(crate) fn open_table(&mut self, at: SourceLocation) {
        self.flush_pending();
        self.table_depth += 1;
        self.open.push(OpenElement::Table { at, rows: Vec::new() });
    }

    /// Closes a table.
    pub(crate) fn close_table(&mut self) {
        self.flush_pending();
        let Some(OpenElement::Table { at, rows }) = self.open.pop() else { return };
        if self.table_depth > TABLE_DEPTH {
            rows.into_iter().flatten().flatten().for_each(|block| self.emit(block));
        } else if !rows.is_empty() {
            self.emit(Block::Table(Table { at, rows }));
        }
        self.table_depth = self.table_depth.saturating_sub(1);
    }

    /// Opens a row.
    pub(crate) fn open_row(&mut self) {
        self.flush_pending();
        self.open.push(OpenElement::Row(Vec::new()));
    }

    /// Closes a row. If `deleted`, it is left out unless it still has content.
    pub(crate) fn close_row(&mut self, deleted: bool) {
        self.flush_pending();
        let Some(OpenElement::Row(cells)) = self.open.pop() else { return };
        match self.open.last_mut() {
            _ if cells.is_empty() || (deleted && cells.iter().all(Vec::is_empty)) => {}
            Some(OpenElement::Table { rows, .. }) => rows.push(cells),
            _ => cells.into_iter().flatten().for_each(|block| self.emit(block)),
        }
    }

    /// Opens a cell.
    pub(crate) fn open_cell(&mut self) {
        self.flush_pending();
        self.open.push(OpenElement::Cell(Vec::new()));
    }

    /// Closes a cell.
    pub(crate) fn close_cell(&mut self) {
        self.flush_pending();
        let Some(OpenElement::Cell(cell)) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(OpenElement::Row(cells)) => cells.push(cell),
            _ => cell.into_iter().for_each(|block| self.emit(block)),
        }
    }

    /// Adds empty cells to the open row, up to a limit. They matter only for the shape of the table.
    pub(crate) fn add_empty_cells(&mut self, cells: u32) {
        let count = cells.min(SPAN_LIMIT).min(self.fillers_left);
        if let Some(OpenElement::Row(row)) = self.open.last_mut() {
            self.fillers_left -= count;
            row.extend((0..count).map(|_| Cell::new()));
        }
    }

    /// Opens a note inside the open paragraph: a footnote, an endnote, or the pronunciation above a word (ruby).
    pub(crate) fn open_note(&mut self) {
        self.flush_pending();
        self.open.push(OpenElement::Note(Vec::new()));
    }

    /// Closes a note and returns its text in parentheses, for the place of its reference.
    pub(crate) fn close_note(&mut self) -> Vec<Run> {
        self.flush_pending();
        match self.open.pop() {
            Some(OpenElement::Note(blocks)) => in_parentheses(blocks),
            _ => Vec::new(),
        }
    }

    /// Adds runs that another builder made.
    pub(crate) fn add_runs(&mut self, at: SourceLocation, runs: Vec<Run>) {
        for run in runs {
            match run {
                Run::Text { text, format, link } => self.add_text(at, &text, format, link.as_deref()),
                other => self.add_run(at, other),
            }
        }
    }

    /// Emits a paragraph that waits for its continuation, because none follows.
    fn flush_pending(&mut self) {
        if let Some(PendingParagraph { style, at, runs, after, .. }) = self.pending.take() {
            self.emit_paragraph(Paragraph { at, style, runs }, after);
        }
    }

    fn emit_paragraph(&mut self, paragraph: Paragraph, after: Vec<Block>) {
        if !paragraph.is_empty() {
            self.emit(Block::Paragraph(paragraph));
        }
        after.into_iter().for_each(|block| self.emit(block));
    }

    /// Adds a block to the innermost open element that holds blocks.
    fn emit(&mut self, block: Block) {
        let target = self.open.iter_mut().rev().find_map(|element| match element {
            OpenElement::Paragraph { after, .. } => Some(after),
            OpenElement::Cell(blocks) | OpenElement::Note(blocks) => Some(blocks),
            OpenElement::Table { .. } | OpenElement::Row(_) => None,
        });
        target.unwrap_or(&mut self.root).push(block);
    }
}

/// Turns a note into runs of the paragraph it belongs to: ` (text)`. Returns nothing if it is empty.
pub(crate) fn in_parentheses(blocks: Vec<Block>) -> Vec<Run> {
    let plain = |text: &str| Run::Text { text: text.to_owned(), format: TextFormat::default(), link: None };
    let mut runs = vec![plain(" (")];
    let mut remaining: Vec<Block> = blocks.into_iter().rev().collect();
    while let Some(block) = remaining.pop() {
        match block {
            Block::Paragraph(paragraph) => {
                if runs.len() > 1 {
                    runs.push(plain(" "));
                }
                let mut note_runs = paragraph.runs;
                trim(&mut note_runs);
                runs.append(&mut note_runs);
            }
            Block::Table(table) => remaining.extend(table.rows.into_iter().flatten().flatten().rev()),
        }
    }
    if runs.len() == 1 {
        return Vec::new();
    }
    runs.push(plain(")"));
    runs
}

/// Trims whitespace at both ends.
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

    const AT: SourceLocation = SourceLocation::Paragraph(1);

    fn add_paragraph(blocks: &mut BlockBuilder, text: &str) {
        blocks.open_paragraph(AT);
        blocks.add_text(AT, text, TextFormat::default(), None);
        blocks.close_paragraph(Style::Body, false);
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(Paragraph::plain(AT, text))
    }

    #[test]
    fn a_text_box_comes_after_its_paragraph() {
        let mut blocks = BlockBuilder::new();
        blocks.open_paragraph(AT);
        blocks.add_text(AT, "до ", TextFormat::default(), None);
        add_paragraph(&mut blocks, "рамка");
        blocks.add_text(AT, "после", TextFormat::default(), None);
        blocks.close_paragraph(Style::Body, false);
        assert_eq!(blocks.finish(), [paragraph("до после"), paragraph("рамка")]);
    }

    #[test]
    fn tables_nested_too_deep_keep_their_text() {
        let mut blocks = BlockBuilder::new();
        for _ in 0..100 {
            blocks.open_table(AT);
            blocks.open_row();
            blocks.open_cell();
        }
        add_paragraph(&mut blocks, "дно");
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
        let mut blocks = BlockBuilder::new();
        blocks.open_row();
        blocks.open_cell();
        add_paragraph(&mut blocks, "ячейка");
        blocks.close_cell();
        blocks.close_row(false);
        blocks.add_text(AT, "без абзаца", TextFormat::default(), None);
        assert_eq!(blocks.finish(), [paragraph("ячейка"), paragraph("без абзаца")]);
    }

    #[test]
    fn a_paragraph_whose_end_mark_was_deleted_continues_in_the_next() {
        let mut blocks = BlockBuilder::new();
        blocks.open_paragraph(AT);
        blocks.add_text(AT, "начало ", TextFormat::default(), None);
        blocks.close_paragraph(Style::Body, true);
        add_paragraph(&mut blocks, "конец");
        blocks.open_paragraph(AT);
        blocks.add_text(AT, "один", TextFormat::default(), None);
        blocks.close_paragraph(Style::Body, true);
        assert_eq!(blocks.finish(), [paragraph("начало конец"), paragraph("один")]);
    }

    #[test]
    fn the_cells_of_spans_are_limited() {
        let mut blocks = BlockBuilder::new();
        blocks.open_table(AT);
        for _ in 0..10_000 {
            blocks.open_row();
            blocks.add_empty_cells(u32::MAX);
            blocks.close_row(false);
        }
        blocks.close_table();
        let Some(Block::Table(table)) = blocks.finish().pop() else { panic!("the table is missing") };
        assert_eq!(table.rows.iter().map(Vec::len).sum::<usize>(), FILLER_LIMIT as usize);
    }
}
