//! Builds blocks from the events of the parser: paragraphs, lists, quotations, tables, code.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::Reader;
use super::inline::{self, Frames, Inlines};
use super::lost::count_letters;
use crate::problem::Kind;
use crate::prose::{Alignment, Block, Inline, ListStyle};
use asdg_russian::typography;

/// The maximum nesting of lists and quotations. Nobody types more levels; a malicious file may have more.
const MAX_DEPTH: usize = 24;

impl<'t> Reader<'t> {
    /// Reads the block that an event begins; `None` if there is nothing to show.
    pub(super) fn block(&mut self, event: Event<'t>, range: Range<usize>) -> Option<Block> {
        match event {
            Event::Start(Tag::Paragraph) => {
                let content = self.inlines(|end| matches!(end, TagEnd::Paragraph));
                self.paragraph(content)
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let content = self.inlines(|end| matches!(end, TagEnd::Heading(_)));
                // A heading that begins no section has a level below those that do.
                let highest = if self.sectioned { 4 } else { 2 };
                Some(Block::Heading { level: (level as u8).max(highest), content })
            }
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) if self.depth >= MAX_DEPTH => self.flattened(),
            Event::Start(Tag::List(first)) => Some(self.list(first)),
            Event::Start(Tag::BlockQuote(_)) => {
                Some(Block::Quote(self.blocks(|end| matches!(end, TagEnd::BlockQuote(_)))))
            }
            Event::Start(Tag::Table(columns)) => Some(self.table(&columns)),
            Event::Start(Tag::CodeBlock(kind)) => self.code(&kind),
            Event::Start(Tag::HtmlBlock) => self.html(range),
            Event::Rule => Some(Block::Rule),
            _ => None,
        }
    }

    /// Reads the blocks inside another block, up to its end. Text without a paragraph, as in a tight list, becomes
    /// [`Block::Plain`].
    fn blocks(&mut self, is_end: impl Fn(&TagEnd) -> bool + Copy) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut pending = Frames::default();
        self.depth += 1;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(end) if is_end(&end) => break,
                Event::Start(
                    Tag::Paragraph
                    | Tag::Heading { .. }
                    | Tag::List(_)
                    | Tag::BlockQuote(_)
                    | Tag::Table(_)
                    | Tag::CodeBlock(_)
                    | Tag::HtmlBlock,
                )
                | Event::Rule => {
                    self.push_plain(&mut pending, &mut blocks);
                    blocks.extend(self.block(event, range));
                }
                _ => self.inline(event, range, &mut pending),
            }
        }
        self.push_plain(&mut pending, &mut blocks);
        self.depth -= 1;
        blocks
    }

    /// Reads a list or quotation that is nested too deeply as plain text.
    fn flattened(&mut self) -> Option<Block> {
        let mut open = 1_usize;
        let mut text = String::new();
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some((Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part), _)) => {
                    text.push_str(&part);
                    text.push(' ');
                }
                Some(_) => {}
                None => break,
            }
        }
        let text = typography::set_line(&text);
        (!text.is_empty()).then(|| Block::Plain(vec![Inline::Text(text)]))
    }

    fn push_plain(&mut self, pending: &mut Frames, blocks: &mut Vec<Block>) {
        let content = self.finish(std::mem::take(pending));
        if !content.is_empty() {
            blocks.push(Block::Plain(content));
        }
    }

    fn paragraph(&mut self, mut content: Inlines) -> Option<Block> {
        match content.as_mut_slice() {
            [] => None,
            [Inline::Picture { picture, description }] => {
                let caption = self
                    .section
                    .prose
                    .pictures
                    .get(usize::from(*picture))
                    .and_then(|picture| inline::title(&picture.target));
                let caption = caption.map(typography::set_line);
                let picture = *picture;
                self.titles.retain(|(other, ..)| *other != picture);
                self.events.adjust(caption.as_deref().map_or(0, count_letters), 0);
                Some(Block::Figure { picture, description: std::mem::take(description), caption })
            }
            _ => Some(Block::Paragraph(content)),
        }
    }

    fn list(&mut self, first: Option<u64>) -> Block {
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.blocks(|end| matches!(end, TagEnd::Item))),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        let style = match first {
            Some(first) => ListStyle::Numbers(first),
            None if items.iter().all(|item| has_label(item)) => ListStyle::Labels,
            None => ListStyle::Bullets,
        };
        Block::List { style, items }
    }

    fn table(&mut self, columns: &[pulldown_cmark::Alignment]) -> Block {
        let columns = columns
            .iter()
            .map(|column| match column {
                pulldown_cmark::Alignment::None => Alignment::Natural,
                pulldown_cmark::Alignment::Left => Alignment::Left,
                pulldown_cmark::Alignment::Center => Alignment::Center,
                pulldown_cmark::Alignment::Right => Alignment::Right,
            })
            .collect();
        let mut rows: Vec<Vec<Inlines>> = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.inlines(|end| matches!(end, TagEnd::TableCell));
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let mut rows = rows.into_iter();
        Block::Table { columns, head: rows.next().unwrap_or_default(), rows: rows.collect() }
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) -> Option<Block> {
        let mut code = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(text) => code.push_str(&text),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let code = code.trim_end_matches('\n');
        match kind {
            _ if code.trim().is_empty() => None,
            CodeBlockKind::Fenced(_) => Some(Block::Code(code.into())),
            // Officials indent paragraphs, and never mean code by that.
            CodeBlockKind::Indented => {
                let mut content = vec![Inline::Text(asdg_russian::collapse_spaces(code).into())];
                inline::set_content(&mut content);
                Some(Block::Paragraph(content))
            }
        }
    }

    /// Reads a block of HTML as text.
    fn html(&mut self, range: Range<usize>) -> Option<Block> {
        let mut html = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Html(text) | Event::Text(text) => html.push_str(&text),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        let shown = asdg_russian::collapse_spaces(&html);
        if shown.is_empty() {
            return None;
        }
        let tag = inline::first_tag(&shown);
        self.report(self.tidied.span(range.start, &tag), Kind::RawHtml { tag });
        let mut content = vec![Inline::Text(shown.into())];
        inline::set_content(&mut content);
        Some(Block::Paragraph(content))
    }
}

/// Whether an item's text begins with a label such as `а)`.
fn has_label(item: &[Block]) -> bool {
    let Some(Block::Plain(content) | Block::Paragraph(content)) = item.first() else {
        return false;
    };
    let Some(Inline::Text(text)) = content.first() else {
        return false;
    };
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_lowercase)
        && chars.next() == Some(')')
        && chars.next().is_some_and(char::is_whitespace)
}
