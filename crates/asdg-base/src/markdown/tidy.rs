//! Rewrites text as officials type it, line by line, so that a Markdown parser reads what they mean.
//!
//! Comments are already removed. `– item`, `• item` and `а) item` become list items. Spaces and tabs at the start of a
//! paragraph are removed. A year at the start of a line or of an item begins no list; `**Total:**text` becomes bold; a
//! line of hyphens never turns the line above it into a heading. [`Tidied`] records the line of the file that each line
//! comes from.

use std::cell::Cell;

use super::fence::Fence;
use super::line::{escape_inside, escape_start, heading, item_start, line_of_marks, width};
use super::lost::count_letters;
use super::tidied::Tidied;
use super::visible::Visible;
use super::{comments, emphasis};
use crate::problem::{Kind, Place, Problems, Span};
use crate::split;

/// A line of more characters was not wrapped by hand.
const LONG_LINE: usize = 130;

/// A line of more bytes shows that each paragraph of the text is one line, as in text pasted from Word.
const UNWRAPPED_LINE: usize = 400;

/// Tidies `text`, whose first line has the number `first_line` in its file.
pub(super) fn tidy<'a>(text: &'a str, first_line: u32, problems: &mut Problems) -> Tidied<'a> {
    let visible = Visible::of(text, first_line, problems);
    let mut found = Problems::default();
    let lines = comments::without_comments(&visible.text, &mut found);
    problems.append_mapped(found, |span| Place::at("", Span { line: first_line + visible.origin(span.line), ..span }));
    let mut tidier = Tidier {
        out: Tidied {
            text: String::with_capacity(text.len() + 64),
            starts: Vec::new(),
            origins: Vec::new(),
            source: split::lines(text).collect(),
            first_line,
            last_place: Cell::default(),
        },
        fence: None,
        list: Vec::new(),
        previous: Previous::Blank,
        sentence_ended: true,
        previous_is_long: false,
        unwrapped: lines.iter().any(|line| line.text.len() > UNWRAPPED_LINE),
        has_first_line_indent: false,
    };
    for comments::Line { text, origin } in &lines {
        let origin = visible.origin(*origin);
        let start = tidier.out.text.len();
        let marker = tidier.line(text, origin);
        let (text, tidied) = (text.trim(), &tidier.out.text[start..]);
        if text != tidied.trim() && count_letters(text) != count_letters(tidied) + marker {
            let text = text.to_owned();
            problems.add(Place::at("", Span::line(first_line + origin)), Kind::TextLost { part: "other".into(), text });
        }
    }
    if let Some(OpenFence { origin, .. }) = tidier.fence.filter(|open| !open.fence.is_quoted()) {
        problems.add(Place::at("", Span { length: 3, ..Span::line(first_line + origin) }), Kind::CodeOpen);
    }
    tidier.out
}

/// The type of the previous line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Previous {
    Blank,
    Text,
    Item,
    Table,
    Other,
}

/// An open list.
struct OpenList {
    /// The indent of its items in the source, in columns.
    marker_column: usize,
    /// The indent of the text of its items in the output.
    text: usize,
    /// The first character of its last item.
    mark: char,
    /// The number of its last item.
    number: Option<u64>,
    /// Whether its last item continues in a line that is indented more than its marker.
    has_hanging_indent: bool,
}

/// An open block of code.
#[derive(Clone, Copy)]
struct OpenFence {
    fence: Fence,
    /// The indent of its lines in the output, if it is part of an item.
    indent: usize,
    /// The line of the source that opens it.
    origin: u32,
}

struct Tidier<'a> {
    out: Tidied<'a>,
    fence: Option<OpenFence>,
    list: Vec<OpenList>,
    previous: Previous,
    /// Whether the previous line ended like a sentence or a clause.
    sentence_ended: bool,
    previous_is_long: bool,
    /// Whether each paragraph is one line.
    unwrapped: bool,
    /// Whether paragraphs begin with an indent, as on a typewriter.
    has_first_line_indent: bool,
}

impl Tidier<'_> {
    /// Tidies a line, and returns how many of its letters became the marker of an item.
    fn line(&mut self, line: &str, origin: u32) -> usize {
        let content = line.trim_matches(|c: char| c.is_whitespace());
        if let Some(open) = self.fence {
            if open.fence.is_left_by(line) {
                self.fence = None;
            } else {
                self.code(open, line, origin);
                return 0;
            }
        }
        if content.is_empty() {
            self.push(0, "", origin);
            self.previous = Previous::Blank;
            return 0;
        }
        let indent = width(&line[..line.len() - line.trim_start_matches(|c: char| c.is_whitespace()).len()]);
        // Two spaces at the end of a line are a line break in Markdown.
        let content_end = if line.ends_with("  ") && !line.trim_end().is_empty() { "  " } else { "" };
        let fence = Fence::opened_by(content);
        let is_block_fence = fence.is_some() && content.starts_with(['`', '~', '>']);
        if let Some(fence) = fence.filter(|_| is_block_fence) {
            self.push(0, content, origin);
            self.fence = Some(OpenFence { fence, indent: 0, origin });
            self.end_line(Previous::Other, content);
        } else if let Some(heading) = heading(content) {
            self.list.clear();
            self.push(0, &heading, origin);
            self.previous = Previous::Blank;
            self.has_first_line_indent = false;
        } else if let Some(rule) = line_of_marks(content) {
            self.list.clear();
            self.end_block(origin);
            self.push(0, rule, origin);
            self.end_line(Previous::Blank, "");
        } else if let Some(item) = self.item(indent, content) {
            self.push_item(indent, content, &item, origin);
            let indent = self.list.last().map_or(0, |level| level.text);
            self.fence = fence.map(|fence| OpenFence { fence, indent, origin });
            return item.marker_letters;
        } else {
            self.text(indent, content, content_end, origin);
        }
        0
    }

    /// Adds a line of code with the indent of its block; else Markdown would read it as text after the item.
    fn code(&mut self, open: OpenFence, line: &str, origin: u32) {
        if open.fence.is_closed_by(line) {
            self.fence = None;
            self.push(open.indent, line.trim(), origin);
            return;
        }
        let blanks = line.bytes().take_while(|&byte| byte == b' ').count();
        self.push(open.indent.saturating_sub(blanks), line, origin);
    }

    /// Returns the line as a list item, if it is one.
    fn item(&self, indent: usize, content: &str) -> Option<Item> {
        let first = content.chars().next()?;
        let rest = &content[first.len_utf8()..];
        let text = rest.trim_start();
        let spaced = text.len() < rest.len();
        // A dash or number at the start of a line within a sentence belongs to the sentence.
        let can_begin_item =
            self.previous != Previous::Text || self.sentence_ended || self.continues_list(indent, content);
        let bullet = |text: &str| {
            let text = escape_inside(text).unwrap_or_else(|| text.to_owned());
            Some(Item { marker: "- ".to_owned(), text, interrupts: true, marker_letters: 0 })
        };
        match first {
            _ if text.is_empty() => None,
            '•' | '·' | '▪' | '■' | '●' | '○' | '◦' | '‣' | '∙' => bullet(text),
            '-' | '*' | '+' if spaced => bullet(text),
            // The second-level bullet of Word, which is pasted as the letter «о».
            'o' | 'о' if rest.starts_with('\t') => bullet(text).map(|item| Item { marker_letters: 1, ..item }),
            '-' if can_begin_item && text.starts_with(|c: char| c.is_alphabetic() || c == '«' || c == '"') => {
                bullet(text)
            }
            '–' | '—' | '−' if can_begin_item && (spaced || text.starts_with(char::is_alphabetic)) => {
                bullet(text)
            }
            c if can_begin_item && c.is_lowercase() && text.starts_with(')') => {
                let text = text[1..].trim_start();
                if text.is_empty() { None } else { bullet(&format!("{c}) {text}")) }
            }
            '0'..='9' => self.numbered(content, can_begin_item),
            _ => None,
        }
    }

    /// Whether a line begins like the next item of an open list: at the same indent, with the next number; or, without
    /// numbers, with the same mark, if the last item has a hanging indent.
    fn continues_list(&self, indent: usize, content: &str) -> bool {
        let Some(level) = self.list.iter().rev().find(|level| level.marker_column == indent) else {
            return false;
        };
        let (first, number) = item_start(content);
        match (level.number, number) {
            (Some(before), Some(number)) => number == before + 1,
            (None, None) => {
                level.has_hanging_indent && (first == level.mark || (first.is_lowercase() && level.mark.is_lowercase()))
            }
            _ => false,
        }
    }

    /// Returns a line as an item of a numbered list: `1. item`, `1) item`, and both without the space.
    fn numbered(&self, content: &str, can_begin_item: bool) -> Option<Item> {
        let digits = content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let delimiter = content[digits..].chars().next().filter(|c| matches!(c, '.' | ')'))?;
        let rest = &content[digits + 1..];
        let text = rest.trim_start();
        if digits > 2 || text.is_empty() || !can_begin_item {
            return None;
        }
        let spaced = text.len() < rest.len();
        let has_no_space = delimiter == ')' && text.starts_with(char::is_alphabetic)
            || self.previous != Previous::Text && text.starts_with(char::is_uppercase);
        (spaced || has_no_space).then(|| Item {
            marker: format!("{}{delimiter} ", &content[..digits]),
            text: escape_inside(text).unwrap_or_else(|| text.to_owned()),
            interrupts: false,
            marker_letters: 0,
        })
    }

    fn push_item(&mut self, indent: usize, content: &str, item: &Item, origin: u32) {
        let continues_list = self.continues_list(indent, content);
        // People indent unevenly, so an indent of less than two columns more is the same level.
        while self.list.last().is_some_and(|level| indent < level.marker_column + 2) {
            self.list.pop();
        }
        if self.list.is_empty() && self.previous == Previous::Text && !item.interrupts && !continues_list {
            self.end_block(origin);
        }
        let start = self.list.last().map_or(0, |level| level.text);
        self.push(start, &format!("{}{}", item.marker, item.text), origin);
        let (mark, number) = item_start(content);
        self.list.push(OpenList {
            marker_column: indent,
            text: start + item.marker.len(),
            mark,
            number,
            has_hanging_indent: false,
        });
        self.end_line(Previous::Item, &item.text);
    }

    fn text(&mut self, indent: usize, content: &str, line_break: &str, origin: u32) {
        let begins_paragraph = content.starts_with(|c: char| c.is_uppercase() || "«\"*".contains(c));
        if !self.list.is_empty() {
            let ends_list = match self.previous {
                Previous::Blank => indent < 2 || (self.has_first_line_indent && indent >= 3),
                // A paragraph directly after the last item, since people type no blank line.
                _ => indent < 2 && self.sentence_ended && begins_paragraph,
            };
            if ends_list {
                self.list.clear();
                self.end_block(origin);
            }
        }
        for level in &mut self.list {
            level.has_hanging_indent |= indent > level.marker_column;
        }
        let table = content.starts_with('|');
        if self.previous == Previous::Table && !content.contains('|') {
            self.end_block(origin);
        }
        // The delimiter row belongs to the header of the table above it, even if the header lacks its first bar.
        let is_table_delimiter = table && content.chars().all(|c| "|-: ".contains(c));
        if self.previous == Previous::Text {
            let is_unwrapped_paragraph =
                self.sentence_ended && begins_paragraph && (self.previous_is_long || self.unwrapped);
            if indent >= 3 && self.list.is_empty() || is_unwrapped_paragraph || (table && !is_table_delimiter) {
                self.end_block(origin);
            }
        }
        if self.list.is_empty() && self.previous != Previous::Text {
            self.has_first_line_indent = indent >= 3;
        }
        let start = match self.previous {
            _ if self.list.is_empty() => 0,
            Previous::Blank => {
                while self.list.len() > 1 && self.list.last().is_some_and(|level| indent <= level.marker_column) {
                    self.list.pop();
                }
                self.list.last().map_or(0, |level| level.text)
            }
            _ => self.list.last().map_or(0, |level| level.text),
        };
        let escaped = if content.starts_with('>') { escape_inside(content) } else { escape_start(content) };
        self.push(start, &format!("{}{line_break}", escaped.as_deref().unwrap_or(content)), origin);
        self.end_line(if table { Previous::Table } else { Previous::Text }, content);
    }

    fn end_line(&mut self, kind: Previous, content: &str) {
        self.previous = kind;
        self.sentence_ended = content.ends_with(['.', ':', ';', '!', '?', ',', '…']);
        self.previous_is_long = content.chars().nth(LONG_LINE).is_some();
    }

    /// Ends the block above with a blank line, so that the next line is not read as part of it.
    fn end_block(&mut self, origin: u32) {
        if self.previous != Previous::Blank {
            self.push(0, "", origin);
            self.previous = Previous::Blank;
        }
    }

    fn push(&mut self, indent: usize, line: &str, origin: u32) {
        self.out.starts.push(self.out.text.len() as u32);
        self.out.origins.push(origin);
        self.out.text.extend(std::iter::repeat_n(' ', indent));
        match self.fence {
            None => emphasis::push_repaired(line, &mut self.out.text),
            Some(_) => self.out.text.push_str(line),
        }
        self.out.text.push('\n');
    }
}

struct Item {
    marker: String,
    text: String,
    /// Whether Markdown lets the item interrupt a paragraph.
    interrupts: bool,
    /// The number of letters of its marker in the source.
    marker_letters: usize,
}
