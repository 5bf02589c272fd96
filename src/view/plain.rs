//! Prose as plain text, cut to a length: for lists that quote it, previews and the feed.

use crate::model::Text;
use crate::prose::{Block, Inline};

/// The first characters of a text as plain text on one line.
pub(super) fn excerpt(text: &Text, limit: usize) -> (String, bool) {
    excerpt_of(&text.blocks, limit)
}

/// [`excerpt`] of a part of a text.
pub(super) fn excerpt_of(blocks: &[Block], limit: usize) -> (String, bool) {
    let mut out = Plain { out: String::new(), left: limit, is_cut: false };
    out.blocks(blocks);
    (out.out.trim().to_owned(), out.is_cut)
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
