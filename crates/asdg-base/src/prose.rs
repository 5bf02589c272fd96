//! Prose: the tree that Markdown is parsed into.
//!
//! `check` resolves the links of the tree, and the generator turns it into HTML once. Links and pictures in the tree
//! are indices into separate tables, so resolving them makes new tables and does not rebuild the tree.

/// A text with its links and pictures. `L` and `P` are the types of links and pictures: as written, or resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose<L, P> {
    /// Paragraphs, lists, tables and so on.
    pub blocks: Vec<Block>,
    /// The links, indexed by the number in [`Inline::Link`].
    pub links: Vec<L>,
    /// The pictures, indexed by the number in [`Inline::Picture`] and [`Block::Figure`].
    pub pictures: Vec<P>,
}

impl<L, P> Default for Prose<L, P> {
    fn default() -> Self {
        Self { blocks: Vec::new(), links: Vec::new(), pictures: Vec::new() }
    }
}

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// The text of an item or cell without paragraphs, as in a tight list.
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
    /// A table with a header row.
    Table {
        /// How its columns are aligned.
        columns: Vec<Alignment>,
        /// The cells of the header row.
        head: Vec<Vec<Inline>>,
        /// The rows of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Code, as it was typed.
    Code(Box<str>),
    /// A picture on a line of its own.
    Figure {
        /// Its number in [`Prose::pictures`].
        picture: u16,
        /// The alternative text.
        description: Box<str>,
        /// Its caption.
        caption: Option<Box<str>>,
    },
    /// A thematic break, `---` in Markdown.
    Rule,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// Bullets.
    Bullets,
    /// Numbers, from this one.
    Numbers(u64),
    /// Labels that are part of the text, such as `а)`.
    Labels,
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// The direction of the language.
    Natural,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// Inline content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Text(Box<str>),
    /// Code, as it was typed.
    Code(Box<str>),
    /// Bold, italic, superscript or subscript text.
    Styled(Style, Vec<Inline>),
    /// A link.
    Link {
        /// Its number in [`Prose::links`].
        link: u16,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A picture inside a paragraph.
    Picture {
        /// Its number in [`Prose::pictures`].
        picture: u16,
        /// The alternative text.
        description: Box<str>,
    },
    /// A line break.
    Break,
}

/// The style of a part of a text.
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
    /// Whether the text has no blocks.
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

/// Calls `visit` for each text of the blocks, in order: paragraphs, items, cells, captions. A word never continues in
/// the next call, except within a line, which may come in several parts; between lines there is a space.
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

/// Returns inline content as plain text.
pub fn plain_text(content: &[Inline]) -> String {
    let mut out = String::new();
    push_text(content, &mut out);
    out
}

/// Appends inline content as plain text.
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

/// Calls `visit` for each picture of the blocks, in order, with its number and its alternative text.
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
