//! Builds inline content from the events of the parser: text, bold and italic, links, pictures, line ends.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::emphasis::JOINER;
use super::{Reader, SourceLink, autolink, count_letters};
use crate::problem::Kind;
use crate::prose::{Inline, Style};
use asdg_russian::is_forbidden;
use asdg_russian::typography::{self, Piece};

/// The content of a paragraph, a heading or a cell.
pub(super) type Inlines = Vec<Inline>;

/// A stack of the open parts of a paragraph: the paragraph itself and, inside it, styles, links and pictures.
#[derive(Default)]
pub(super) struct Frames {
    /// The content of the innermost part so far.
    content: Inlines,
    open: Vec<OpenPart>,
    /// Text that may continue: the parser splits a text where it looked for markup and found none.
    text: String,
}

struct OpenPart {
    kind: OpenPartKind,
    /// The content of the surrounding part, up to this part.
    outer: Inlines,
}

enum OpenPartKind {
    Style(Style),
    /// An HTML tag for superscript or subscript; unlike the others it may lack its end tag.
    Tag(Style, &'static str),
    Link {
        target: String,
        start: usize,
    },
    Picture {
        target: String,
        start: usize,
    },
}

impl Frames {
    fn open(&mut self, kind: OpenPartKind) {
        self.flush();
        self.open.push(OpenPart { kind, outer: std::mem::take(&mut self.content) });
    }

    /// Closes the innermost part and returns its content; the part around it continues.
    fn pop(&mut self) -> Option<(OpenPartKind, Inlines)> {
        self.flush();
        let frame = self.open.pop()?;
        Some((frame.kind, std::mem::replace(&mut self.content, frame.outer)))
    }

    fn push(&mut self, inline: Inline) {
        self.flush();
        self.content.push(inline);
    }

    /// Moves the collected text into the content.
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.content.push(Inline::Text(self.text.as_str().into()));
            self.text.clear();
        }
    }

    /// Adds a tag without end tag as text, and its content.
    fn push_unclosed_tag(&mut self, tag: &str, inner: Inlines) {
        self.text.push_str(tag);
        self.flush();
        self.content.extend(inner);
    }
}

impl<'t> Reader<'t> {
    /// Reads inline content up to the end of its block, and applies typography.
    pub(super) fn inlines(&mut self, is_end: impl Fn(&TagEnd) -> bool) -> Inlines {
        let mut frames = Frames::default();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(end) if is_end(&end) => break,
                event => self.inline(event, range, &mut frames),
            }
        }
        self.finish(frames)
    }

    /// Adds an event to the content.
    pub(super) fn inline(&mut self, event: Event<'t>, range: Range<usize>, frames: &mut Frames) {
        self.at = range.start;
        match event {
            Event::Text(text) if has_joiner(&text) => frames.text.push_str(&text.replace(JOINER, "")),
            Event::Text(text) => frames.text.push_str(&text),
            Event::Code(code) => frames.push(Inline::Code((&*code).into())),
            Event::SoftBreak => frames.text.push(' '),
            Event::HardBreak => frames.push(Inline::Break),
            Event::InlineHtml(html) | Event::Html(html) => self.tag(&html, range, frames),
            Event::Start(Tag::Strong) => frames.open(OpenPartKind::Style(Style::Strong)),
            Event::Start(Tag::Emphasis) => frames.open(OpenPartKind::Style(Style::Emphasis)),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                // `<anna@example.org>`
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                frames.open(OpenPartKind::Link { target: format!("{scheme}{dest_url}"), start: range.start });
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let title = title.replace(is_forbidden, "");
                let target = if title.is_empty() { dest_url.to_string() } else { format!("{dest_url}{TITLE}{title}") };
                frames.open(OpenPartKind::Picture { target, start: range.start });
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image) => self.close(frames),
            _ => {}
        }
    }

    /// Closes the innermost part that Markdown opened.
    fn close(&mut self, frames: &mut Frames) {
        while let Some((kind, inner)) = frames.pop() {
            match kind {
                OpenPartKind::Style(style) => frames.push(Inline::Styled(style, inner)),
                OpenPartKind::Link { target, start } => {
                    let content = if inner.is_empty() {
                        self.events.adjust(count_letters(&target), 0);
                        vec![Inline::Text(target.as_str().into())]
                    } else {
                        inner
                    };
                    let link = self.add_link(target, start);
                    frames.push(Inline::Link { link, content });
                }
                OpenPartKind::Picture { target, start } => {
                    let description = typography::set_line(&crate::prose::plain_text(&inner));
                    let span = self.tidied.span(start, address(&target));
                    let picture = link_number(self.section.prose.pictures.len());
                    if let Some(title) = title(&target) {
                        self.titles.push((picture, span, title.to_owned()));
                    }
                    self.section.prose.pictures.push(SourceLink { target, span });
                    frames.push(Inline::Picture { picture, description });
                }
                OpenPartKind::Tag(_, tag) => {
                    self.events.adjust(count_letters(tag), 0);
                    frames.push_unclosed_tag(tag, inner);
                    continue;
                }
            }
            return;
        }
    }

    fn add_link(&mut self, target: String, start: usize) -> u16 {
        let span = self.tidied.span(start, &target);
        let links = &mut self.section.prose.links;
        links.push(SourceLink { target, span });
        link_number(links.len() - 1)
    }

    /// Reads an HTML tag: a few are supported, the others are shown as text.
    fn tag(&mut self, html: &str, range: Range<usize>, frames: &mut Frames) {
        let name = html.trim_matches(['<', '>', ' ', '\n', '/']).to_ascii_lowercase();
        let closing = html.starts_with("</");
        match (name.as_str(), closing) {
            ("br", _) => {
                self.events.adjust(0, count_letters(html));
                frames.push(Inline::Break);
            }
            ("sup", false) => self.open_tag(Style::Superscript, "<sup>", frames),
            ("sub", false) => self.open_tag(Style::Subscript, "<sub>", frames),
            ("sup" | "sub", true) if matches!(frames.open.last(), Some(OpenPart { kind: OpenPartKind::Tag(_, tag), .. }) if tag[1..4] == name) =>
            {
                self.events.adjust(0, count_letters(html));
                if let Some((OpenPartKind::Tag(style, _), inner)) = frames.pop() {
                    frames.push(Inline::Styled(style, inner));
                }
            }
            _ => {
                if !closing {
                    let tag = first_tag(html);
                    self.report(self.tidied.span(range.start, &tag), Kind::RawHtml { tag });
                }
                frames.text.push_str(html);
            }
        }
    }

    /// Opens superscript or subscript; the tag is markup, not text.
    fn open_tag(&mut self, style: Style, tag: &'static str, frames: &mut Frames) {
        self.events.adjust(0, count_letters(tag));
        frames.open(OpenPartKind::Tag(style, tag));
    }

    /// Closes the parts that are still open, links bare addresses and applies typography.
    pub(super) fn finish(&mut self, mut frames: Frames) -> Inlines {
        while let Some((kind, inner)) = frames.pop() {
            match kind {
                OpenPartKind::Tag(_, tag) => {
                    self.events.adjust(count_letters(tag), 0);
                    frames.push_unclosed_tag(tag, inner);
                }
                OpenPartKind::Style(_) | OpenPartKind::Link { .. } | OpenPartKind::Picture { .. } => {
                    frames.content.extend(inner)
                }
            }
        }
        frames.flush();
        let mut content = frames.content;
        self.report_links_with_blanks(&content);
        autolink::link_addresses(&mut content, &mut |target| {
            let links = &mut self.section.prose.links;
            links.push(SourceLink { target, span: crate::problem::Span::line(1) });
            link_number(links.len() - 1)
        });
        set_content(&mut content);
        content.shrink_to_fit();
        content
    }

    /// Reports links whose address contains a space, which Markdown reads as text, unless the bracket is escaped.
    fn report_links_with_blanks(&mut self, content: &[Inline]) {
        let texts = content.iter().filter_map(|inline| match inline {
            Inline::Text(text) if memchr::memchr(b']', text.as_bytes()).is_some() => text.split_once("]("),
            _ => None,
        });
        let links: Vec<&str> = texts.map(|(_, link)| link.split(')').next().unwrap_or_default()).collect();
        if links.is_empty() || self.tidied.line_at(self.at).contains("\\](") {
            return;
        }
        for link in links {
            self.report(self.tidied.span(self.at, link), Kind::UnknownLink { link: link.to_owned() });
        }
    }
}

/// Whether a text contains a joiner. Runs for every text of a digest, so it searches for the first byte of one.
fn has_joiner(text: &str) -> bool {
    memchr::memchr_iter(0xE2, text.as_bytes()).any(|at| text[at..].starts_with(JOINER))
}

/// Converts the index of a link or picture to its number. Two bytes keep the tree small; in a passage with more than
/// 65,535 of them the last number repeats.
fn link_number(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// Applies typography to a paragraph.
pub(super) fn set_content(content: &mut [Inline]) {
    let mut pieces = Vec::new();
    collect(content, &mut pieces);
    typography::set(&mut pieces);
}

/// Collects the pieces of text of a paragraph.
fn collect<'a>(content: &'a mut [Inline], pieces: &mut Vec<Piece<'a>>) {
    for inline in content {
        match inline {
            Inline::Text(text) => pieces.push(Piece::Text(text)),
            Inline::Code(_) | Inline::Picture { .. } => pieces.push(Piece::Opaque),
            Inline::Styled(_, content) => collect(content, pieces),
            // The text of a bare address is the address itself.
            Inline::Link { content, .. } if autolink::is_address(content) => pieces.push(Piece::Opaque),
            Inline::Link { content, .. } => collect(content, pieces),
            Inline::Break => {}
        }
    }
}

/// Separates the address of a picture from its title in [`SourceLink::target`]; it cannot occur in an address.
const TITLE: char = '\n';

/// Returns the address of a picture from its target.
pub fn address(target: &str) -> &str {
    target.split(TITLE).next().unwrap_or_default()
}

/// Returns the title of a picture from its target.
pub(super) fn title(target: &str) -> Option<&str> {
    target.split_once(TITLE).map(|(_, title)| title)
}

/// Returns the first tag of a piece of HTML, for the place of a problem.
pub(super) fn first_tag(html: &str) -> String {
    match html.find('>') {
        Some(end) => html[..=end].to_owned(),
        None => html.to_owned(),
    }
}
