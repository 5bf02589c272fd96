//! The content of a file, whatever its format: paragraphs, lists, tables and pictures, each with its place in the
//! source.
//!
//! Word processors give a [`Document`] directly. Plain text and PDF give [`Lines`], which `reflow` turns into one.

use std::fmt;

use serde::Serialize;

/// A place in a source, as its format counts: from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// A line of a text.
    Line(u32),
    /// A paragraph of a document of a word processor; those in tables count too.
    Paragraph(u32),
    /// A page of a PDF, and a line of that page.
    Page(u32, u32),
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Where::Line(line) => write!(f, "{line}"),
            Where::Paragraph(paragraph) => write!(f, "¶{paragraph}"),
            Where::Page(page, line) => write!(f, "{page}:{line}"),
        }
    }
}

/// A file's content in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The text.
    pub blocks: Vec<Block>,
    /// What the file holds besides its text, in the order it was met.
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
    pub at: Where,
    /// What it is.
    pub style: Style,
    /// Its text.
    pub runs: Vec<Run>,
}

/// What a paragraph is, as far as the file itself says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Style {
    /// Running text.
    Body,
    /// A heading; 1 is the highest.
    Heading(u8),
    /// An item of a list that the word processor marks by itself. The mark is not part of the text.
    Item {
        /// How deep the list lies in others, from 0.
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
    /// Anything else that tells items apart, as it is shown: `а)`, `1.2.`, `IV.`
    Label(String),
}

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Text in one format.
    Text {
        /// The text as it stands in the file.
        text: String,
        /// How it looks.
        format: TextFormat,
        /// Where it leads, when it is a link.
        link: Option<Box<str>>,
    },
    /// A line break that was typed.
    Break,
    /// A picture, by its number in [`Document::pictures`].
    Picture(usize),
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextFormat {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Raised or lowered.
    pub shift: Shift,
}

/// Where a text stands against its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shift {
    /// On it.
    #[default]
    None,
    /// Above it, as the 2 of m².
    Raised,
    /// Below it, as the 2 of H₂O.
    Lowered,
}

/// A table; rows may differ in length.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Where it begins.
    pub at: Where,
    /// Its rows. Cells that others are merged with are empty.
    pub rows: Vec<Vec<Cell>>,
}

/// What a cell of a table holds.
pub type Cell = Vec<Block>;

/// Something in a file that is not part of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// Its text.
    pub text: String,
    /// Where it was met.
    pub at: Where,
}

impl Aside {
    /// What was taken off as a whole.
    pub fn of(kind: AsideKind, block: &Block) -> Self {
        Self { kind, text: block.shown(), at: block.at() }
    }
}

/// What an aside is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AsideKind {
    /// A comment on the text.
    Comment,
    /// A text that was deleted while changes were tracked.
    Deletion,
    /// What stands at the top or the foot of every page.
    RunningHead,
    /// The number of a page.
    PageNumber,
    /// The wording of a question.
    Question,
    /// The name of the city, the title, the department: what stands above the first question and was understood.
    Title,
    /// The head of a table of questions and answers.
    TableHead,
    /// The signature at the end, with names and telephone numbers.
    Signature,
    /// A line of a table of contents, or of a list of the questions above the answers.
    Contents,
    /// A prompt of a form that nobody has filled in.
    Placeholder,
    /// What the head of a mail says.
    Mail,
    /// The letter that was answered or forwarded, below the response.
    Earlier,
    /// A formula, as it was written in a line: it is a part of its answer.
    FormulaInLine,
    /// A formula that cannot be written in a line.
    Formula,
    /// A chart, with its words and numbers.
    Chart,
    /// A diagram of shapes, with its words.
    Diagram,
    /// An object of another program, a film, a control.
    Object,
    /// A document that was put into this one.
    Part,
    /// A picture that cannot be taken over.
    Picture,
    /// A page without text.
    Page,
    /// What a page has in a font that cannot be read.
    Font,
    /// A text beyond the edges of a page.
    Outside,
    /// What was written into a field of a form and stands nowhere on the page.
    Field,
    /// A text of which it is not known where it belongs.
    Unread,
}

impl AsideKind {
    /// Those of which the person at the terminal is told one by one: they may be a part of an answer.
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

    /// Whether it was understood and counts elsewhere: as the heading of an answer, as the city, as the department.
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
    /// The name of its file inside the document, without folders.
    pub name: String,
    /// The description that the author gave it.
    pub description: String,
    /// The bytes of its file.
    pub bytes: Vec<u8>,
}

/// The lines of a text that was broken into lines for a printed page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lines {
    /// The lines that have a text, in reading order.
    pub lines: Vec<Line>,
    /// Whether lines stand where they stood on paper, so that their ends say something even if no blank was stretched.
    pub measured: bool,
}

/// A line of a printed page.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Where it stands.
    pub at: Where,
    /// The page, from 1.
    pub page: u32,
    /// The text without blanks at its ends.
    pub text: String,
    /// Where the text begins and ends, in any unit that is the same for all lines of a file.
    pub left: f32,
    /// See `left`.
    pub right: f32,
    /// How wide its first word is; 0 where that was not measured.
    pub first: f32,
    /// The column it stands in: lines of one column have a number, those over the whole page have 0.
    pub column: u32,
    /// How many blank lines stand above it on its page.
    pub gap: f32,
    /// The cell of a table that it stands in, where rules on the page show one.
    pub cell: Option<CellPlace>,
}

impl Line {
    /// A line of which only the text is known.
    pub fn plain(at: Where, page: u32, text: impl Into<String>) -> Self {
        Self { at, page, text: text.into(), left: 0.0, right: 0.0, first: 0.0, column: 0, gap: 0.0, cell: None }
    }
}

/// A cell of a table whose rules were drawn; all numbers count from 0.
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

    /// Its text with the numbers that the word processor shows.
    pub fn shown(&self) -> String {
        match self {
            Block::Paragraph(paragraph) => paragraph.shown(),
            Block::Table(table) => {
                table.rows.iter().flatten().flatten().map(Block::shown).collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// Where it begins.
    pub fn at(&self) -> Where {
        match self {
            Block::Paragraph(paragraph) => paragraph.at,
            Block::Table(table) => table.at,
        }
    }

    /// The text of a paragraph that is neither an item nor a heading.
    pub fn body(&self) -> Option<String> {
        match self {
            Block::Paragraph(paragraph) if paragraph.style == Style::Body => Some(paragraph.text()),
            _ => None,
        }
    }
}

impl Paragraph {
    /// A paragraph of plain text.
    pub fn plain(at: Where, text: impl Into<String>) -> Self {
        let run = Run::Text { text: text.into(), format: TextFormat::default(), link: None };
        Self { at, style: Style::Body, runs: vec![run] }
    }

    /// The text without its formats; a line break is a line's end.
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

    /// The number or letter that the word processor shows in front of it, with a blank behind it; nothing for bullets.
    pub fn mark(&self) -> String {
        match &self.style {
            Style::Item { mark: Mark::Number(number), .. } => format!("{number}. "),
            Style::Item { mark: Mark::Label(label), .. } => format!("{label} "),
            _ => String::new(),
        }
    }

    /// The text with that number.
    pub fn shown(&self) -> String {
        self.mark() + &self.text()
    }

    /// Takes the first bytes off its text; a break counts for one, as in [`Paragraph::text`].
    pub fn cut(&mut self, mut bytes: usize) {
        self.runs.retain_mut(|run| match run {
            Run::Text { text, .. } => {
                let here = bytes.min(text.len());
                bytes -= here;
                *text = text.get(here..).unwrap_or_default().to_owned();
                !text.is_empty()
            }
            Run::Break if bytes > 0 => {
                bytes -= 1;
                false
            }
            Run::Break | Run::Picture(_) => true,
        });
    }

    /// Whether there is neither text nor picture in it.
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| match run {
            Run::Text { text, .. } => text.trim().is_empty(),
            Run::Break => true,
            Run::Picture(_) => false,
        })
    }
}
