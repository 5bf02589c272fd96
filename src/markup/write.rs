//! Writes a text as HTML. No other module writes the HTML of answers.
//!
//! Everything that a city wrote is escaped; the only tags are ours. Inline content is written only inside elements in
//! which the minifier keeps white space (`p`, `li`, `td`, headings). End tags of items and of parts of
//! tables are omitted, and those of paragraphs before other blocks: this saves 7 MB of a site with 16,000 responses. The
//! last paragraph of a text, an item or a quotation keeps its end tag, so that templates can write anything after it.

use std::fmt::Write;

use crate::address::encoded;
use crate::model::{Picture, Target};
use asdg_base::prose::{self, Alignment, Block, Inline, ListStyle, Prose, Style};
use asdg_russian::any_byte;
use asdg_russian::typography::joined_numbers;

/// The path from the page of a response to the root; links to pages of the site begin with it.
pub const ROOT: &str = "../../../";

/// The HTML of a text.
pub struct WrittenHtml {
    /// The HTML.
    pub html: String,
    /// The ranges of the items of its lists, without their tags. Lists in quotations and in other items are left out.
    pub items: Vec<(u32, u32)>,
}

/// Writes a text as HTML. The items of its lists get anchors made from `anchor`, the anchor of its passage:
/// `plans-roads.2`. `url` returns the address of a link's target.
pub fn write(text: &Prose<Target, Picture>, anchor: Option<&str>, url: &dyn Fn(&Target) -> String) -> WrittenHtml {
    let mut writer = Writer { text, url, anchor, out: String::new(), items: Vec::new(), is_nested: false };
    writer.blocks(&text.blocks);
    let Writer { out, items, .. } = writer;
    WrittenHtml { html: out, items }
}

/// Escapes plain text for HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(text, &mut out);
    out
}

struct Writer<'a> {
    text: &'a Prose<Target, Picture>,
    url: &'a dyn Fn(&Target) -> String,
    anchor: Option<&'a str>,
    out: String,
    items: Vec<(u32, u32)>,
    /// Whether the writer is inside an item or a quotation. The items of lists there have no anchors.
    is_nested: bool,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for (number, block) in blocks.iter().enumerate() {
            self.block(block, blocks.get(number + 1));
        }
    }

    /// Writes a block. `next` is the next one in the same text, item or quotation.
    fn block(&mut self, block: &Block, next: Option<&Block>) {
        match block {
            Block::Paragraph(content) => {
                self.paragraph(content, next.is_none_or(|next| matches!(next, Block::Plain(_))));
            }
            Block::Plain(content) => self.inlines(content),
            Block::Heading { level, content } => {
                self.element(["h2", "h3", "h4", "h5", "h6"][usize::from(level.saturating_sub(2)).min(4)], content)
            }
            Block::List { style, items } => self.list(*style, items),
            Block::Quote(blocks) => {
                let was_nested = std::mem::replace(&mut self.is_nested, true);
                self.out.push_str("<blockquote>");
                for (number, block) in blocks.iter().enumerate() {
                    let next = blocks.get(number + 1);
                    match block {
                        Block::Plain(content) => self.paragraph(content, next.is_none()),
                        other => self.block(other, next),
                    }
                }
                self.out.push_str("</blockquote>");
                self.is_nested = was_nested;
            }
            Block::Table { columns, head, rows } => self.table(columns, head, rows),
            Block::Code(code) => {
                self.out.push_str("<pre tabindex=0><code>");
                escape_into(code, &mut self.out);
                self.out.push_str("</code></pre>");
            }
            Block::Figure { picture, description, caption } => {
                self.out.push_str("<figure>");
                self.picture(*picture, description, u32::MAX);
                if let Some(caption) = caption {
                    self.out.push_str("<figcaption><p>");
                    escape_into(caption, &mut self.out);
                    self.out.push_str("</p></figcaption>");
                }
                self.out.push_str("</figure>");
            }
            Block::Rule => self.out.push_str("<hr>"),
        }
    }

    /// Writes a paragraph. Blocks that begin with a tag end it; before plain text and at the end it needs its end tag.
    fn paragraph(&mut self, content: &[Inline], needs_end_tag: bool) {
        self.out.push_str("<p>");
        self.inlines(content);
        if needs_end_tag {
            self.out.push_str("</p>");
        }
    }

    fn element(&mut self, name: &str, content: &[Inline]) {
        let _ = write!(self.out, "<{name}>");
        self.inlines(content);
        let _ = write!(self.out, "</{name}>");
    }

    fn list(&mut self, style: ListStyle, items: &[Vec<Block>]) {
        let name = match style {
            ListStyle::Bullets => {
                self.out.push_str("<ul>");
                "ul"
            }
            ListStyle::Labels => {
                self.out.push_str("<ul class=labels>");
                "ul"
            }
            ListStyle::Numbers(1) => {
                self.out.push_str("<ol>");
                "ol"
            }
            ListStyle::Numbers(first) => {
                let _ = write!(self.out, "<ol start={first}>");
                "ol"
            }
        };
        let is_nested = std::mem::replace(&mut self.is_nested, true);
        for item in items {
            match self.anchor.filter(|_| !is_nested) {
                Some(anchor) => {
                    let _ = write!(self.out, "<li id={anchor}.{}>", self.items.len() + 1);
                }
                None => self.out.push_str("<li>"),
            }
            let start = self.out.len() as u32;
            self.blocks(item);
            if !is_nested {
                self.items.push((start, self.out.len() as u32));
            }
        }
        self.is_nested = is_nested;
        let _ = write!(self.out, "</{name}>");
    }

    fn table(&mut self, columns: &[Alignment], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        // In Markdown, people write a table without a header as one with an empty header.
        let has_head = head.iter().any(|cell| !cell.is_empty());
        self.out.push_str("<div class=table tabindex=0><table>");
        if has_head {
            self.out.push_str("<thead>");
            self.row("th", columns, head);
        }
        self.out.push_str("<tbody>");
        for row in rows {
            self.row("td", columns, row);
        }
        self.out.push_str("</table></div>");
    }

    fn row(&mut self, cell_name: &str, columns: &[Alignment], cells: &[Vec<Inline>]) {
        self.out.push_str("<tr>");
        for (number, cell) in cells.iter().enumerate() {
            // An empty header cell, such as the one above the names of rows, would mean nothing to a screen reader.
            let cell_name = if cell.is_empty() { "td" } else { cell_name };
            let class = match columns.get(number) {
                Some(Alignment::Right) => " class=right",
                Some(Alignment::Center) => " class=center",
                Some(Alignment::Left | Alignment::Natural) | None => "",
            };
            let scope = if cell_name == "th" { " scope=col" } else { "" };
            let _ = write!(self.out, "<{cell_name}{scope}{class}>");
            self.inlines(cell);
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) => push_html(text, &mut self.out),
                Inline::Code(code) => {
                    self.out.push_str("<code>");
                    escape_into(code, &mut self.out);
                    self.out.push_str("</code>");
                }
                Inline::Styled(style, content) => {
                    let name = match style {
                        Style::Strong => "strong",
                        Style::Emphasis => "em",
                        Style::Superscript => "sup",
                        Style::Subscript => "sub",
                    };
                    self.element(name, content);
                }
                Inline::Link { link, content } => self.link(*link, content),
                Inline::Picture { picture, description } => self.picture(*picture, description, MAX_INLINE_HEIGHT),
                Inline::Break => self.out.push_str("<br>"),
            }
        }
    }

    fn link(&mut self, link: u16, content: &[Inline]) {
        let target = self.text.links.get(usize::from(link));
        let Some(target) = target.filter(|target| **target != Target::NoCity) else {
            self.inlines(content);
            return;
        };
        self.out.push_str("<a href=\"");
        escape_into(&(self.url)(target), &mut self.out);
        let _ = write!(self.out, "\"{}>", link_class(target, content));
        self.inlines(content);
        self.out.push_str("</a>");
    }

    /// Writes a picture, whose file is in the folder of its response's page. The attributes have its size, with a
    /// height of at most `max_height`, so that the browser reserves the space before the picture is loaded.
    fn picture(&mut self, number: u16, description: &str, max_height: u32) {
        let Some(Picture { name, width, height, .. }) = self.text.pictures.get(usize::from(number)) else {
            return;
        };
        self.out.push_str("<img src=\"");
        escape_into(&encoded(name), &mut self.out);
        self.out.push_str("\" alt=\"");
        escape_into(description, &mut self.out);
        let (width, height) = if *height > max_height {
            ((u64::from(*width) * u64::from(max_height) / u64::from(*height)).max(1), max_height)
        } else {
            (u64::from(*width), *height)
        };
        let _ = write!(self.out, "\" width={width} height={height} loading=lazy>");
    }
}

/// Escapes plain text for HTML and marks its numbers, so that no line ends inside a number.
pub fn whole_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_html(text, &mut out);
    out
}

/// Appends text as HTML, with an element around each number inside which no line may end.
fn push_html(text: &str, out: &mut String) {
    let mut written = 0;
    for number in joined_numbers(text) {
        escape_into(&text[written..number.start], out);
        out.push_str(NUMBER);
        escape_into(&text[number.clone()], out);
        out.push_str(NUMBER_END);
        written = number.end;
    }
    escape_into(&text[written..], out);
}

/// The element around a number inside which no line may end, such as «169-ю» and «2022–2024».
pub(super) const NUMBER: &str = "<span class=whole>";
pub(super) const NUMBER_END: &str = "</span>";

/// The maximum height of a picture inside a line of text, in pixels.
const MAX_INLINE_HEIGHT: u32 = 128;

/// The class attribute of a link. External links whose text is not their address have a class, because on paper the
/// address is printed after them.
fn link_class(target: &Target, content: &[Inline]) -> &'static str {
    match target {
        Target::Outside(url) if url.starts_with("http") && !is_address(content, url) => " class=outside",
        Target::Topic(_) => " class=topic",
        Target::City(_) => " class=city",
        Target::Course(_) => " class=course",
        Target::Response(..) => " class=response",
        Target::Anchor(_) | Target::Outside(_) | Target::NoCity => "",
    }
}

/// Whether the text of a link is its address, with or without `https://`.
fn is_address(content: &[Inline], url: &str) -> bool {
    let bare = |address: &str| {
        let address = address.strip_prefix("https://").or(address.strip_prefix("http://")).unwrap_or(address);
        address.trim_end_matches('/').to_owned()
    };
    bare(&prose::plain_text(content)) == bare(url)
}

/// Appends text with HTML's special characters escaped.
pub(super) fn escape_into(text: &str, out: &mut String) {
    // Most texts have no special characters.
    if !any_byte(text.as_bytes(), |byte| entity(byte).is_some()) {
        return out.push_str(text);
    }
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = entity(byte) {
            out.push_str(&text[copied..at]);
            out.push_str(entity);
            copied = at + 1;
        }
    }
    out.push_str(&text[copied..]);
}

/// Returns the entity for a special character of HTML, in text and in attributes with double quotation marks.
pub(crate) fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    }
}
