//! The content of a file, independent of its format: paragraphs, lists, tables and pictures, each with its place in the
//! source.
//!
//! The readers of Word and OpenDocument files return a [`Document`]. Those of plain text and PDF files return
//! [`Lines`], which `reflow` turns into a document.

use std::fmt;

use serde::Serialize;

/// A place in a source file, in the unit of its format, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceLocation {
    /// A line of a text.
    Line(u32),
    /// A paragraph of a word processor file; paragraphs in tables count too.
    Paragraph(u32),
    /// A page of a PDF, and a line of that page.
    Page(u32, u32),
}

impl fmt::Display for SourceLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SourceLocation::Line(line) => write!(f, "{line}"),
            SourceLocation::Paragraph(paragraph) => write!(f, "¶{paragraph}"),
            SourceLocation::Page(page, line) => write!(f, "{page}:{line}"),
        }
    }
}

/// The content of a file, in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The text, as paragraphs and tables.
    pub blocks: Vec<Block>,
    /// The content that is not part of the text, such as comments and page numbers, in the order of the file.
    pub asides: Vec<Aside>,
    /// The pictures; runs refer to them by number.
    pub pictures: Vec<Picture>,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph, a heading or an item of a list.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Where it begins.
    pub at: SourceLocation,
    /// Whether it is running text, a heading or an item of a list.
    pub style: Style,
    /// Its text.
    pub runs: Vec<Run>,
}

/// The kind of a paragraph, as marked in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Style {
    /// Running text.
    Body,
    /// A heading; 1 is the highest.
    Heading(u8),
    /// An item of a list that the word processor numbers or marks. The mark is not part of the text.
    Item {
        /// The nesting depth of the list, from 0.
        level: u8,
        /// Its mark.
        mark: Mark,
    },
}

/// The mark of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A bullet or a dash.
    Bullet,
    /// A number.
    Number(u32),
    /// Any other mark, as it is displayed: `а)`, `1.2.`, `IV.`
    Label(String),
}

impl Mark {
    /// The mark as it is displayed, with a space after it; empty for a bullet.
    pub fn text(&self) -> String {
        match self {
            Mark::Bullet => String::new(),
            Mark::Number(number) => format!("{number}. "),
            Mark::Label(label) => format!("{label} "),
        }
    }
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Text in one format.
    Text {
        /// The text, unchanged.
        text: String,
        /// Bold, italic, raised or lowered.
        format: TextFormat,
        /// The address, if the text is a link.
        link: Option<Box<str>>,
    },
    /// A typed line break inside the paragraph.
    Break,
    /// A picture, by its number in [`Document::pictures`].
    Picture(usize),
}

/// The character format of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextFormat {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Superscript or subscript.
    pub shift: Shift,
}

/// The vertical position of a text relative to its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shift {
    /// On the line.
    #[default]
    None,
    /// Superscript, as the 2 of m².
    Raised,
    /// Subscript, as the 2 of H₂O.
    Lowered,
}

/// A table; rows may differ in length.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Where it begins.
    pub at: SourceLocation,
    /// Its rows. Cells covered by a merged cell are empty.
    pub rows: Vec<Vec<Cell>>,
}

/// The content of a table cell.
pub type Cell = Vec<Block>;

/// Content of a file that is not part of an answer: removed from the text or left out of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Aside {
    /// Its kind.
    pub kind: AsideKind,
    /// Its text.
    pub text: String,
    /// Its place in the source.
    pub at: SourceLocation,
}

impl Aside {
    /// An aside with the whole text of a block.
    pub fn from_block(kind: AsideKind, block: &Block) -> Self {
        Self { kind, text: block.text_with_marks(), at: block.at() }
    }
}

/// The kind of an aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AsideKind {
    /// A comment on the text.
    Comment,
    /// A deletion among tracked changes.
    Deletion,
    /// A header or footer that every page repeats.
    RunningHead,
    /// The number of a page.
    PageNumber,
    /// The wording of a question.
    Question,
    /// A recognised line above the first question: the name of the city, the title, the department.
    Title,
    /// The header row of a table of questions and answers.
    TableHead,
    /// The signature at the end, with names and telephone numbers.
    Signature,
    /// A line of a table of contents, or of a list of the questions above the answers.
    Contents,
    /// A prompt of a form that nobody has filled in.
    Placeholder,
    /// The header of a mail.
    Mail,
    /// A quoted letter below the response: the one that it answers or forwards.
    Earlier,
    /// A formula that could be written as text in a line. The text is part of its answer.
    FormulaInLine,
    /// A formula that cannot be written in a line.
    Formula,
    /// A chart, with its words and numbers.
    Chart,
    /// A diagram of shapes, with its words.
    Diagram,
    /// An embedded object of another program, a video or a form control.
    Object,
    /// An embedded document.
    Part,
    /// A picture that cannot be imported.
    Picture,
    /// A page without text.
    Page,
    /// Text in a font that cannot be decoded.
    Font,
    /// A text beyond the edges of a page.
    Outside,
    /// The value of a form field that the page does not show.
    Field,
    /// Text whose place in the document is unknown.
    Unread,
}

impl AsideKind {
    /// The kinds that may be part of an answer: each gets a problem of its own, shown to the person at the terminal.
    pub const LEFT_OUT: [AsideKind; 12] = [
        AsideKind::Formula,
        AsideKind::Chart,
        AsideKind::Diagram,
        AsideKind::Object,
        AsideKind::Part,
        AsideKind::Picture,
        AsideKind::Page,
        AsideKind::Font,
        AsideKind::Outside,
        AsideKind::Field,
        AsideKind::Earlier,
        AsideKind::Unread,
    ];

    /// Whether the import recognised it and used it elsewhere: as the heading of an answer, the city or the department.
    pub fn is_understood(self) -> bool {
        matches!(
            self,
            AsideKind::Question | AsideKind::Title | AsideKind::TableHead | AsideKind::Contents | AsideKind::Mail
        )
    }
}

/// A picture of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its file name inside the document, without folders.
    pub name: String,
    /// The description that the author gave it.
    pub description: String,
    /// The bytes of its file.
    pub bytes: Vec<u8>,
}

/// The lines of a text that is broken into lines for a printed page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lines {
    /// The lines with text, in reading order.
    pub lines: Vec<Line>,
    /// Whether positions are those on the page. Then a line end is meaningful even where no space was stretched.
    pub measured: bool,
}

/// A line of a printed page.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its place in the source.
    pub at: SourceLocation,
    /// The page, from 1.
    pub page: u32,
    /// The text without spaces at its ends.
    pub text: String,
    /// The start of the text, in any unit that is the same for all lines of a file.
    pub left: f32,
    /// The end of the text, in the unit of `left`.
    pub right: f32,
    /// The width of its first word; 0 if it was not measured.
    pub first: f32,
    /// The number of its column on the page; 0 for a line across the whole page.
    pub column: u32,
    /// The number of blank lines above it on its page.
    pub gap: f32,
    /// Its table cell, if the page has rules around it.
    pub cell: Option<CellPlace>,
}

impl Line {
    /// A line without measures: only its text is known.
    pub fn plain(at: SourceLocation, page: u32, text: impl Into<String>) -> Self {
        Self { at, page, text: text.into(), left: 0.0, right: 0.0, first: 0.0, column: 0, gap: 0.0, cell: None }
    }
}

/// A cell of a table with drawn rules; all numbers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellPlace {
    /// The table, in the order of the file.
    pub table: u32,
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
}

impl Block {
    /// Its text without formats.
    pub fn text(&self) -> String {
        match self {
            Block::Paragraph(paragraph) => paragraph.text(),
            Block::Table(table) => table.rows.iter().flatten().flatten().map(Block::text).collect::<Vec<_>>().join(" "),
        }
    }

    /// Its text with the numbers that the word processor displays.
    pub fn text_with_marks(&self) -> String {
        match self {
            Block::Paragraph(paragraph) => paragraph.text_with_marks(),
            Block::Table(table) => {
                table.rows.iter().flatten().flatten().map(Block::text_with_marks).collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// Where it begins.
    pub fn at(&self) -> SourceLocation {
        match self {
            Block::Paragraph(paragraph) => paragraph.at,
            Block::Table(table) => table.at,
        }
    }

    /// The text of a paragraph that is neither an item nor a heading.
    pub fn body_text(&self) -> Option<String> {
        match self {
            Block::Paragraph(paragraph) if paragraph.style == Style::Body => Some(paragraph.text()),
            _ => None,
        }
    }
}

impl Paragraph {
    /// A paragraph of plain text.
    pub fn plain(at: SourceLocation, text: impl Into<String>) -> Self {
        let run = Run::Text { text: text.into(), format: TextFormat::default(), link: None };
        Self { at, style: Style::Body, runs: vec![run] }
    }

    /// The text without formats; a line break becomes `\n`.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for run in &self.runs {
            match run {
                Run::Text { text, .. } => out.push_str(text),
                Run::Break => out.push('\n'),
                Run::Picture(_) => {}
            }
        }
        out
    }

    /// The number or letter that the word processor displays before it, with a space after it; empty for bullets.
    pub fn mark_text(&self) -> String {
        match &self.style {
            Style::Item { mark, .. } => mark.text(),
            _ => String::new(),
        }
    }

    /// The text with its [mark](Paragraph::mark_text).
    pub fn text_with_marks(&self) -> String {
        self.mark_text() + &self.text()
    }

    /// Removes the first `bytes` bytes of its text; a break counts as one, as in [`Paragraph::text`].
    pub fn remove_start(&mut self, mut bytes: usize) {
        self.runs.retain_mut(|run| match run {
            Run::Text { text, .. } => {
                let removed = bytes.min(text.len());
                bytes -= removed;
                *text = text.get(removed..).unwrap_or_default().to_owned();
                !text.is_empty()
            }
            Run::Break if bytes > 0 => {
                bytes -= 1;
                false
            }
            Run::Break | Run::Picture(_) => true,
        });
    }

    /// Whether it has neither text nor pictures.
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| match run {
            Run::Text { text, .. } => text.trim().is_empty(),
            Run::Break => true,
            Run::Picture(_) => false,
        })
    }
}
