//! Prose as plain text: cut to a length for lists that quote it, previews and the feed; whole for the open data.

use std::borrow::Cow;

use crate::model::Text;
use crate::prose::{Block, Inline};

/// A whole text without any markup: a paragraph, an item or a row of a table on each line, tabs between the cells of a row.
pub(super) fn whole(text: &Text) -> String {
    let mut out = String::new();
    Lines { is_first: true, push: &mut |part| out.push_str(part) }.blocks(&text.blocks);
    out
}

/// How many characters [`whole`] gives.
pub(super) fn characters(text: &Text) -> usize {
    let mut count = 0;
    Lines { is_first: true, push: &mut |part| count += part.chars().count() }.blocks(&text.blocks);
    count
}

/// Takes a text apart into the parts of its lines.
struct Lines<'f> {
    is_first: bool,
    push: &'f mut dyn FnMut(&str),
}

impl Lines<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(content) | Block::Plain(content) | Block::Heading { content, .. } => {
                    self.line();
                    self.inlines(content);
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Quote(blocks) => self.blocks(blocks),
                Block::Table { head, rows, .. } => std::iter::once(head).chain(rows).for_each(|row| self.row(row)),
                Block::Code(code) => {
                    self.line();
                    (self.push)(code.trim_end());
                }
                Block::Figure { caption: Some(caption), .. } => {
                    self.line();
                    (self.push)(caption);
                }
                Block::Figure { caption: None, .. } | Block::Rule => {}
            }
        }
    }

    /// Begins a line.
    fn line(&mut self) {
        if !std::mem::replace(&mut self.is_first, false) {
            (self.push)("\n");
        }
    }

    fn row(&mut self, cells: &[Vec<Inline>]) {
        self.line();
        for (number, cell) in cells.iter().enumerate() {
            if number > 0 {
                (self.push)("\t");
            }
            self.inlines(cell);
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Code(text) => (self.push)(text),
                Inline::Styled(_, content) | Inline::Link { content, .. } => self.inlines(content),
                Inline::Picture { description, .. } => (self.push)(description),
                Inline::Break => (self.push)(" "),
            }
        }
    }
}

/// The first characters of a text as plain text on one line.
pub(super) fn excerpt(text: &Text, limit: usize) -> (String, bool) {
    excerpt_of(&text.blocks, limit)
}

/// The same of a part of a text.
pub(super) fn excerpt_of(blocks: &[Block], limit: usize) -> (String, bool) {
    let mut out = Plain { out: String::new(), left: limit, is_cut: false };
    out.blocks(blocks);
    (out.out.trim().to_owned(), out.is_cut)
}

/// The first characters of a line, ending with a whole word and an ellipsis where something is left out.
pub(super) fn cut(line: &str, limit: usize) -> Cow<'_, str> {
    match within(line, &mut limit.clone()) {
        (line, false) => line.into(),
        (shown, true) => format!("{shown}…").into(),
    }
}

/// Gathers plain text up to a limit.
struct Plain {
    out: String,
    left: usize,
    is_cut: bool,
}

impl Plain {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            if self.is_cut {
                return;
            }
            match block {
                Block::Paragraph(content) | Block::Plain(content) | Block::Heading { content, .. } => {
                    self.line(content)
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Quote(blocks) => self.blocks(blocks),
                Block::Table { head, rows, .. } => {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.line(cell))
                }
                Block::Code(code) => self.push(code),
                Block::Figure { .. } | Block::Rule => {}
            }
        }
    }

    fn line(&mut self, content: &[Inline]) {
        self.push(&crate::prose::plain_text(content));
    }

    fn push(&mut self, text: &str) {
        if self.is_cut || text.is_empty() {
            return;
        }
        if self.left == 0 {
            self.is_cut = true;
            self.out.push('…');
            return;
        }
        if !self.out.is_empty() {
            self.out.push(' ');
        }
        let (shown, is_cut) = within(text, &mut self.left);
        self.out.push_str(shown);
        if is_cut {
            self.is_cut = true;
            self.out.push('…');
        }
    }
}

/// The part of a text that a limit leaves, ending with a whole word; the limit is lowered.
pub(super) fn within<'t>(text: &'t str, left: &mut usize) -> (&'t str, bool) {
    if *left == usize::MAX {
        return (text, false);
    }
    match text.char_indices().nth(*left) {
        None => {
            *left -= text.chars().count();
            (text, false)
        }
        Some((end, _)) => {
            *left = 0;
            let head = &text[..end];
            let words = head.rfind([' ', '\u{a0}']).map_or(head, |at| &head[..at]);
            (words.trim_end_matches([' ', '\u{a0}', ',', ';', ':', '—', '–', '-', '(', '«', '.', '…']), true)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::{ListStyle, Prose, Style};

    fn line(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.into())]
    }

    #[test]
    fn a_whole_text_has_a_line_for_each_of_its_parts() {
        let item = vec![Block::Plain(line("два"))];
        let styled = vec![Inline::Styled(Style::Strong, line("Раз")), Inline::Break, Inline::Text("и".into())];
        let blocks = vec![
            Block::Paragraph(styled),
            Block::List { style: ListStyle::Bullets, items: vec![item] },
            Block::Rule,
            Block::Table {
                columns: Vec::new(),
                head: vec![line("а"), line("б")],
                rows: vec![vec![line("1"), line("2")]],
            },
        ];
        let text = Prose { blocks, ..Prose::default() };
        assert_eq!(whole(&text), "Раз и\nдва\nа\tб\n1\t2");
        assert_eq!(characters(&text), whole(&text).chars().count());
    }
}
