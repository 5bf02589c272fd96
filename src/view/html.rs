//! Prose as HTML.
//!
//! Everything a city wrote is escaped here; the only tags are ours. Inline content stands only inside elements in which the
//! minifier keeps white space (`p`, `li`, `td`, headings).

use std::fmt::Write;

use super::address::{Address, Links, encoded};
use super::plain::within;
use super::print::Places;
use crate::model::{Digest, Passage, Picture, ResponseId, Target, Text};
use crate::prose::{self, Alignment, Block, Inline, ListStyle, Style};

/// What a text's links are made with.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) digest: &'a Digest,
    /// Links from the page the text is shown on.
    pub(super) links: &'a Links,
    pub(super) shown: Shown<'a>,
}

/// Where a text is shown, which tells where its links and pictures are.
#[derive(Clone, Copy)]
pub(super) enum Shown<'a> {
    /// On the page it belongs to.
    AtHome,
    /// In short, on another page than this one, to which it belongs.
    Quoted(&'a Address),
    /// In full, among other responses.
    Gathered {
        /// The response it belongs to.
        response: ResponseId,
        /// What else is there.
        places: &'a Places<'a>,
    },
}

/// A part of a text, for lists that quote it.
pub(super) struct Excerpt {
    pub(super) html: String,
    /// Whether something is missing.
    pub(super) is_cut: bool,
}

/// A text as a whole.
pub(super) fn whole(text: &Text, context: Context<'_>) -> String {
    let mut writer = Writer::new(text, context, usize::MAX);
    writer.blocks(&text.blocks);
    writer.out
}

/// A passage as a whole, each item of its lists with its anchor.
pub(super) fn whole_with_items(passage: &Passage, context: Context<'_>) -> String {
    let mut writer = Writer::new(&passage.text, context, usize::MAX);
    writer.items = Some(Items { prefix: &passage.anchor, number: 0 });
    writer.blocks(&passage.text.blocks);
    writer.out
}

/// The first characters of a passage, without its pictures and with its headings in bold. `left` is lowered by what is shown.
pub(super) fn excerpt(text: &Text, title: Option<&str>, context: Context<'_>, left: &mut usize) -> Excerpt {
    let mut writer = Writer::new(text, context, *left);
    writer.is_excerpt = true;
    if let Some(title) = title {
        writer.out.push_str("<p><strong>");
        writer.push_text(title);
        writer.out.push_str("</strong></p>");
    }
    writer.blocks(&text.blocks);
    *left = writer.left;
    Excerpt { html: writer.out, is_cut: writer.is_cut || writer.has_skipped }
}

/// Plain text as HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(text, &mut out);
    out
}

struct Writer<'a> {
    text: &'a Text,
    context: Context<'a>,
    out: String,
    /// How many characters may still be written.
    left: usize,
    is_excerpt: bool,
    is_cut: bool,
    /// Whether an excerpt left out something that is not text.
    has_skipped: bool,
    /// The items that get anchors, while it writes what stands outside of them.
    items: Option<Items<'a>>,
}

/// The items of a passage; see [`items()`](crate::model::items).
struct Items<'a> {
    /// The anchor of the passage.
    prefix: &'a str,
    /// How many were written.
    number: usize,
}

impl<'a> Writer<'a> {
    fn new(text: &'a Text, context: Context<'a>, limit: usize) -> Self {
        Self {
            text,
            context,
            out: String::new(),
            left: limit,
            is_excerpt: false,
            is_cut: false,
            has_skipped: false,
            items: None,
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            if self.is_cut {
                return;
            }
            if self.left == 0 {
                self.is_cut = true;
                return;
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) => self.element("p", content),
            Block::Plain(content) => self.inlines(content),
            Block::Heading { content, .. } if self.is_excerpt => {
                self.out.push_str("<p><strong>");
                self.inlines(content);
                self.out.push_str("</strong></p>");
            }
            Block::Heading { level, content } => {
                self.element(["h2", "h3", "h4", "h5", "h6"][usize::from(level - 2).min(4)], content)
            }
            Block::List { style, items } => self.list(*style, items),
            Block::Quote(blocks) => {
                let items = self.items.take();
                self.out.push_str("<blockquote>");
                // Text without a paragraph would lose its blanks to the minifier.
                self.paragraphs(blocks);
                self.out.push_str("</blockquote>");
                self.items = items;
            }
            // A table is quoted as a whole or not at all: half a row tells nothing.
            Block::Table { head, rows, .. } if self.is_excerpt && table_length(head, rows) > self.left => {
                self.is_cut = true
            }
            Block::Table { columns, head, rows } => self.table(columns, head, rows),
            Block::Code(code) => {
                self.out.push_str("<pre tabindex=\"0\"><code>");
                self.push_text(code);
                self.out.push_str("</code></pre>");
            }
            Block::Figure { .. } if self.is_excerpt => self.has_skipped = true,
            Block::Figure { picture, description, caption } => {
                self.out.push_str("<figure>");
                self.picture(*picture, description, u32::MAX);
                if let Some(caption) = caption {
                    self.out.push_str("<figcaption><p>");
                    self.push_text(caption);
                    self.out.push_str("</p></figcaption>");
                }
                self.out.push_str("</figure>");
            }
            Block::Rule => self.out.push_str("<hr>"),
        }
    }

    fn paragraphs(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Plain(content) => self.element("p", content),
                other => self.block(other),
            }
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
                self.out.push_str("<ul class=\"labels\">");
                "ul"
            }
            ListStyle::Numbers(1) => {
                self.out.push_str("<ol>");
                "ol"
            }
            ListStyle::Numbers(first) => {
                let _ = write!(self.out, "<ol start=\"{first}\">");
                "ol"
            }
        };
        for item in items {
            if self.is_cut || self.left == 0 {
                self.is_cut = true;
                break;
            }
            let mut own = self.items.take();
            match &mut own {
                Some(Items { prefix, number }) => {
                    *number += 1;
                    let _ = write!(self.out, "<li id=\"{prefix}.{number}\">");
                }
                None => self.out.push_str("<li>"),
            }
            self.blocks(item);
            self.out.push_str("</li>");
            self.items = own;
        }
        let _ = write!(self.out, "</{name}>");
    }

    fn table(&mut self, columns: &[Alignment], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        // An empty head is how people without one write a table in Markdown.
        let has_head = head.iter().any(|cell| !cell.is_empty());
        self.out.push_str("<div class=\"table\" tabindex=\"0\"><table>");
        if has_head {
            self.out.push_str("<thead>");
            self.row("th", columns, head);
            self.out.push_str("</thead>");
        }
        self.out.push_str("<tbody>");
        for row in rows {
            self.row("td", columns, row);
        }
        self.out.push_str("</tbody></table></div>");
    }

    fn row(&mut self, cell_name: &str, columns: &[Alignment], cells: &[Vec<Inline>]) {
        self.out.push_str("<tr>");
        for (number, cell) in cells.iter().enumerate() {
            let class = match columns.get(number) {
                Some(Alignment::Right) => " class=\"right\"",
                Some(Alignment::Center) => " class=\"center\"",
                Some(Alignment::Left | Alignment::Natural) | None => "",
            };
            let scope = if cell_name == "th" { " scope=\"col\"" } else { "" };
            let _ = write!(self.out, "<{cell_name}{scope}{class}>");
            self.inlines(cell);
            let _ = write!(self.out, "</{cell_name}>");
        }
        self.out.push_str("</tr>");
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            if self.is_cut {
                return;
            }
            match inline {
                Inline::Text(text) => self.push_text(text),
                Inline::Code(code) => {
                    self.out.push_str("<code>");
                    self.push_text(code);
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
                Inline::Picture { .. } if self.is_excerpt => self.has_skipped = true,
                Inline::Picture { picture, description } => self.picture(*picture, description, IN_LINE),
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
        let url = self.url(target);
        escape_into(&url, &mut self.out);
        let _ = write!(self.out, "\"{}>", class(target, content));
        self.inlines(content);
        self.out.push_str("</a>");
    }

    fn url(&self, target: &Target) -> String {
        let Context { digest, links, shown } = self.context;
        match target {
            Target::Topic(topic) => links.to(&Address::topic(digest, *topic)),
            Target::City(city) => links.to(&Address::city(digest, *city)),
            Target::Course(course) => links.to(&Address::course(digest, *course)),
            Target::Response(id, anchor) => self.place_url(*id, anchor.as_deref()),
            Target::Anchor(anchor) => match shown {
                Shown::AtHome => format!("#{anchor}"),
                Shown::Quoted(home) => links.to_place(home, anchor),
                Shown::Gathered { response, .. } => self.place_url(response, Some(anchor)),
            },
            Target::Outside(url) => url.to_string(),
            Target::NoCity => String::new(),
        }
    }

    /// A place in a response: on this page, where it gathers that response, else on the response's own.
    fn place_url(&self, response: ResponseId, anchor: Option<&str>) -> String {
        let Context { digest, links, shown } = self.context;
        let here = match shown {
            Shown::Gathered { places, .. } => places.find(digest, response, anchor),
            Shown::AtHome | Shown::Quoted(_) => None,
        };
        let page = || Address::response(digest, response);
        match (here, anchor) {
            (Some(anchor), _) => format!("#{anchor}"),
            (None, Some(anchor)) => links.to_place(&page(), anchor),
            (None, None) => links.to(&page()),
        }
    }

    /// A picture stands in the folder of its response's page. Excerpts leave pictures out. It is shown no higher than `most`, by its
    /// attributes, so that its room is kept while it loads.
    fn picture(&mut self, number: u16, description: &str, most: u32) {
        let Some(Picture { name, width, height, .. }) = self.text.pictures.get(usize::from(number)) else {
            return;
        };
        self.out.push_str("<img src=\"");
        if let Shown::Gathered { response, .. } = self.context.shown {
            let Context { digest, links, .. } = self.context;
            escape_into(&links.to_folder(&Address::response(digest, response)), &mut self.out);
        }
        escape_into(&encoded(name), &mut self.out);
        self.out.push_str("\" alt=\"");
        escape_into(description, &mut self.out);
        let (width, height) = if *height > most {
            ((u64::from(*width) * u64::from(most) / u64::from(*height)).max(1), most)
        } else {
            (u64::from(*width), *height)
        };
        let _ = write!(self.out, "\" width=\"{width}\" height=\"{height}\" loading=\"lazy\">");
    }

    /// Writes text as far as the limit goes; a cut ends with a whole word and an ellipsis.
    fn push_text(&mut self, text: &str) {
        let (shown, is_cut) = within(text, &mut self.left);
        escape_into(shown, &mut self.out);
        if is_cut {
            self.out.push('…');
            self.is_cut = true;
        }
    }
}

/// How high a picture inside a line of text may be, in pixels.
const IN_LINE: u32 = 128;

/// How many characters a table has.
fn table_length(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> usize {
    head.iter().chain(rows.iter().flatten()).map(|cell| prose::plain_text(cell).chars().count()).sum()
}

/// The class of a link. Links to other sites whose text does not say where they lead have one of their own, since paper has to say it.
fn class(target: &Target, content: &[Inline]) -> &'static str {
    match target {
        Target::Outside(url) if url.starts_with("http") && !says_address(content, url) => " class=\"outside\"",
        Target::Topic(_) => " class=\"topic\"",
        Target::City(_) => " class=\"city\"",
        Target::Course(_) => " class=\"course\"",
        Target::Response(..) => " class=\"response\"",
        Target::Anchor(_) | Target::Outside(_) | Target::NoCity => "",
    }
}

/// Whether a link's text is the address itself, with or without `https://`.
fn says_address(content: &[Inline], url: &str) -> bool {
    let bare = |address: &str| {
        let address = address.strip_prefix("https://").or(address.strip_prefix("http://")).unwrap_or(address);
        address.trim_end_matches('/').to_owned()
    };
    bare(&prose::plain_text(content)) == bare(url)
}

/// Appends text with what HTML gives a meaning escaped.
fn escape_into(text: &str, out: &mut String) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(escaped);
        copied = at + 1;
    }
    out.push_str(&text[copied..]);
}
