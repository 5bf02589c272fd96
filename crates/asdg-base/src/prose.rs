//! Prose: the tree that Markdown becomes once and everything else reads.
//!
//! The tree refers to its links and pictures by number, so that checking them gives new tables and leaves the tree,
//! which is most of a digest's memory, as it is.

/// A text with its links and pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose<L, P> {
    /// The paragraphs, lists, tables ...
    pub blocks: Vec<Block>,
    /// What the links point at, by [`Inline::Link`]'s number.
    pub links: Vec<L>,
    /// The pictures, by the number in [`Inline::Picture`] and [`Block::Figure`].
    pub pictures: Vec<P>,
}

impl<L, P> Default for Prose<L, P> {
    fn default() -> Self {
        Self { blocks: Vec::new(), links: Vec::new(), pictures: Vec::new() }
    }
}

/// A part of a text that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// The text of a list item or cell whose list is set tight, that is without paragraphs.
    Plain(Vec<Inline>),
    /// A heading inside a passage, of level 4 to 6.
    Heading {
        /// 4 to 6.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// How its items are marked.
        style: ListStyle,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A table with a head.
    Table {
        /// How the columns are aligned.
        columns: Vec<Alignment>,
        /// The cells of the head.
        head: Vec<Vec<Inline>>,
        /// The rows of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Code, as it was typed.
    Code(Box<str>),
    /// A picture on a line of its own.
    Figure {
        /// The number of the picture.
        picture: u16,
        /// Its description.
        description: Box<str>,
        /// Its caption.
        caption: Option<Box<str>>,
    },
    /// A rule.
    Rule,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// By bullets.
    Bullets,
    /// By numbers, beginning with this one.
    Numbers(u64),
    /// By the labels that their text begins with, such as `а)`.
    Labels,
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the language has it.
    Natural,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Text(Box<str>),
    /// Code, as it was typed.
    Code(Box<str>),
    /// Text of some importance, or raised or lowered text.
    Styled(Style, Vec<Inline>),
    /// A link.
    Link {
        /// The number of the link.
        link: u16,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A picture inside a paragraph.
    Picture {
        /// The number of the picture.
        picture: u16,
        /// Its description.
        description: Box<str>,
    },
    /// The end of a line.
    Break,
}

/// The style of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Strong importance: bold.
    Strong,
    /// Emphasis: italic.
    Emphasis,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

impl<L, P> Prose<L, P> {
    /// Whether there is nothing to read or to see.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// Calls `visit` for each link of the blocks, in order, with its number and its content.
pub fn visit_links<'a>(blocks: &'a [Block], visit: &mut impl FnMut(u16, &'a [Inline])) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Plain(content) | Block::Heading { content, .. } => {
                visit_inline_links(content, visit);
            }
            Block::List { items, .. } => items.iter().for_each(|item| visit_links(item, visit)),
            Block::Quote(blocks) => visit_links(blocks, visit),
            Block::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| visit_inline_links(cell, visit));
            }
            Block::Code(_) | Block::Figure { .. } | Block::Rule => {}
        }
    }
}

fn visit_inline_links<'a>(content: &'a [Inline], visit: &mut impl FnMut(u16, &'a [Inline])) {
    for inline in content {
        match inline {
            Inline::Link { link, content } => {
                visit(*link, content);
                visit_inline_links(content, visit);
            }
            Inline::Styled(_, content) => visit_inline_links(content, visit),
            Inline::Text(_) | Inline::Code(_) | Inline::Picture { .. } | Inline::Break => {}
        }
    }
}

/// Calls `visit` for each stretch of text of the blocks, in order: paragraphs, items, cells, captions. Words never run on from one
/// stretch to the next, but for those inside a line, which come in pieces; a blank stands between lines.
pub fn visit_text<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a str)) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Plain(content) | Block::Heading { content, .. } => {
                visit_inline_text(content, visit);
                visit(" ");
            }
            Block::List { items, .. } => items.iter().for_each(|item| visit_text(item, visit)),
            Block::Quote(blocks) => visit_text(blocks, visit),
            Block::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    visit_inline_text(cell, visit);
                    visit(" ");
                }
            }
            Block::Code(code) => {
                visit(code);
                visit(" ");
            }
            Block::Figure { caption, .. } => {
                if let Some(caption) = caption {
                    visit(caption);
                    visit(" ");
                }
            }
            Block::Rule => {}
        }
    }
}

fn visit_inline_text<'a>(content: &'a [Inline], visit: &mut impl FnMut(&'a str)) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => visit(text),
            Inline::Styled(_, content) | Inline::Link { content, .. } => visit_inline_text(content, visit),
            Inline::Picture { .. } => {}
            Inline::Break => visit(" "),
        }
    }
}

/// All text of the blocks on one line, without any markup.
pub fn whole_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    visit_text(blocks, &mut |piece| out.push_str(piece));
    out.truncate(out.trim_end().len());
    out
}

/// The text of a part of a paragraph, without any markup.
pub fn plain_text(content: &[Inline]) -> String {
    let mut out = String::new();
    push_text(content, &mut out);
    out
}

/// Appends the text of a part of a paragraph, without any markup.
pub fn push_text(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Styled(_, content) | Inline::Link { content, .. } => push_text(content, out),
            Inline::Picture { description, .. } => out.push_str(description),
            Inline::Break => out.push(' '),
        }
    }
}

/// Calls `visit` for each picture of the blocks, in order, with its number and its description.
pub fn visit_pictures<'a>(blocks: &'a [Block], visit: &mut impl FnMut(u16, &'a str)) {
    for block in blocks {
        match block {
            Block::Figure { picture, description, .. } => visit(*picture, description),
            Block::Paragraph(content) | Block::Plain(content) | Block::Heading { content, .. } => {
                visit_inline_pictures(content, visit);
            }
            Block::List { items, .. } => items.iter().for_each(|item| visit_pictures(item, visit)),
            Block::Quote(blocks) => visit_pictures(blocks, visit),
            Block::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| visit_inline_pictures(cell, visit));
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn visit_inline_pictures<'a>(content: &'a [Inline], visit: &mut impl FnMut(u16, &'a str)) {
    for inline in content {
        match inline {
            Inline::Picture { picture, description } => visit(*picture, description),
            Inline::Styled(_, content) | Inline::Link { content, .. } => visit_inline_pictures(content, visit),
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}
