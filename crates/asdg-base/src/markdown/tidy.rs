//! Tidies text as officials type it, line by line, so that a Markdown parser understands it.
//!
//! Comments are already cut out. `– item`, `• item` and `а) item` become list items. Spaces and tabs at the start of a
//! paragraph are removed. A year at the start of a line or of an item begins no list; `**Total:**text` becomes bold; a
//! line of hyphens never turns the line above it into a heading. Each line remembers its line in the file.

use std::cell::Cell;

use super::fence::Fence;
use super::line::{escape_inside, escape_start, heading, mark, underline, width};
use super::lost::letters;
use super::tidied::Tidied;
use super::visible::Visible;
use super::{comments, emphasis};
use crate::problem::{Kind, Place, Problems, Span};
use crate::split;

/// Text wrapped by hand has no line of more characters.
const LONG: usize = 130;

/// A line of more bytes shows that the text has one line for each paragraph, as when pasted from Word.
const UNWRAPPED: usize = 400;

/// Tidies `text`, whose first line has the number `first_line` in its file.
pub(super) fn tidy<'a>(text: &'a str, first_line: u32, problems: &mut Problems) -> Tidied<'a> {
    let visible = Visible::of(text, first_line, problems);
    let mut found = Problems::default();
    let lines = comments::cut(&visible.text, &mut found);
    problems.adopt(found, |span| Place::at("", Span { line: first_line + visible.origin(span.line), ..span }));
    let mut tidier = Tidier {
        out: Tidied {
            text: String::with_capacity(text.len() + 64),
            starts: Vec::new(),
            origins: Vec::new(),
            source: split::lines(text).collect(),
            first_line,
            near: Cell::default(),
        },
        fence: None,
        list: Vec::new(),
        previous: Previous::Blank,
        sentence_ended: true,
        previous_is_long: false,
        unwrapped: lines.iter().any(|line| line.text.len() > UNWRAPPED),
        red_line: false,
    };
    for comments::TidyLine { text, origin } in &lines {
        let origin = visible.origin(*origin);
        let start = tidier.out.text.len();
        let marker = tidier.line(text, origin);
        let (text, tidied) = (text.trim(), &tidier.out.text[start..]);
        if text != tidied.trim() && letters(text) != letters(tidied) + marker {
            let text = text.to_owned();
            problems.add(Place::at("", Span::line(first_line + origin)), Kind::TextLost { part: "other".into(), text });
        }
    }
    if let Some(OpenFence { origin, .. }) = tidier.fence.filter(|open| !open.fence.is_quoted()) {
        problems.add(Place::at("", Span { length: 3, ..Span::line(first_line + origin) }), Kind::CodeOpen);
    }
    tidier.out
}

/// The kind of the previous line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Previous {
    Blank,
    Text,
    Item,
    Table,
    Other,
}

/// An open list: where its items begin as typed, and where they and their text begin in the output.
struct OpenList {
    typed: usize,
    text: usize,
    /// How its latest item began: the first character of its mark, and the number where it has one.
    mark: char,
    number: Option<u64>,
    /// Whether the latest item goes on in a line that stands further in than its mark.
    is_hanging: bool,
}

/// A block of code that is open.
#[derive(Clone, Copy)]
struct OpenFence {
    fence: Fence,
    /// The indent of its lines in the output, as part of an item.
    indent: usize,
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
    /// Whether paragraphs are typed on one line each.
    unwrapped: bool,
    /// Whether paragraphs begin with an indent, as on a typewriter.
    red_line: bool,
}

impl Tidier<'_> {
    /// Tidies a line, and returns the number of its letters that became the marker of an item.
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
        let begins_fence = fence.is_some() && content.starts_with(['`', '~', '>']);
        if let Some(fence) = fence.filter(|_| begins_fence) {
            self.push(0, content, origin);
            self.fence = Some(OpenFence { fence, indent: 0, origin });
            self.end_line(Previous::Other, content);
        } else if let Some(heading) = heading(content) {
            self.list.clear();
            self.push(0, &heading, origin);
            self.previous = Previous::Blank;
            self.red_line = false;
        } else if let Some(rule) = underline(content) {
            self.list.clear();
            self.separate(origin);
            self.push(0, rule, origin);
            self.end_line(Previous::Blank, "");
        } else if let Some(item) = self.item(indent, content) {
            self.push_item(indent, content, &item, origin);
            let indent = self.list.last().map_or(0, |level| level.text);
            self.fence = fence.map(|fence| OpenFence { fence, indent, origin });
            return item.letters;
        } else {
            self.text(indent, content, content_end, origin);
        }
        0
    }

    /// A line of code gets the indent of its block, or Markdown would read it as text after an item.
    fn code(&mut self, open: OpenFence, line: &str, origin: u32) {
        if open.fence.is_closed_by(line) {
            self.fence = None;
            self.push(open.indent, line.trim(), origin);
            return;
        }
        let blanks = line.bytes().take_while(|&byte| byte == b' ').count();
        self.push(open.indent.saturating_sub(blanks), line, origin);
    }

    /// The line as a list item in Markdown, if it is one.
    fn item(&self, indent: usize, content: &str) -> Option<Item> {
        let first = content.chars().next()?;
        let rest = &content[first.len_utf8()..];
        let text = rest.trim_start();
        let spaced = text.len() < rest.len();
        // In running text that has not ended, a dash or number at the start of a line belongs to the text.
        let may_begin = self.previous != Previous::Text || self.sentence_ended || self.goes_on(indent, content);
        let bullet = |text: &str| {
            let text = escape_inside(text).unwrap_or_else(|| text.to_owned());
            Some(Item { marker: "- ".to_owned(), text, interrupts: true, letters: 0 })
        };
        match first {
            _ if text.is_empty() => None,
            '•' | '·' | '▪' | '■' | '●' | '○' | '◦' | '‣' | '∙' => bullet(text),
            '-' | '*' | '+' if spaced => bullet(text),
            // Word's second bullet, pasted as the letter «о».
            'o' | 'о' if rest.starts_with('\t') => bullet(text).map(|item| Item { letters: 1, ..item }),
            '-' if may_begin && text.starts_with(|c: char| c.is_alphabetic() || c == '«' || c == '"') => bullet(text),
            '–' | '—' | '−' if may_begin && (spaced || text.starts_with(char::is_alphabetic)) => bullet(text),
            c if may_begin && c.is_lowercase() && text.starts_with(')') => {
                let text = text[1..].trim_start();
                if text.is_empty() { None } else { bullet(&format!("{c}) {text}")) }
            }
            '0'..='9' => self.numbered(content, may_begin),
            _ => None,
        }
    }

    /// Whether a line begins as the next item of an open list does: at the same indent, with the number that follows, or with the same mark
    /// where the lines of the item before stand further in.
    fn goes_on(&self, indent: usize, content: &str) -> bool {
        let Some(level) = self.list.iter().rev().find(|level| level.typed == indent) else {
            return false;
        };
        let (first, number) = mark(content);
        match (level.number, number) {
            (Some(before), Some(number)) => number == before + 1,
            (None, None) => {
                level.is_hanging && (first == level.mark || (first.is_lowercase() && level.mark.is_lowercase()))
            }
            _ => false,
        }
    }

    /// `1. item`, `1) item`, and both without the space.
    fn numbered(&self, content: &str, may_begin: bool) -> Option<Item> {
        let digits = content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let delimiter = content[digits..].chars().next().filter(|c| matches!(c, '.' | ')'))?;
        let rest = &content[digits + 1..];
        let text = rest.trim_start();
        if digits > 2 || text.is_empty() || !may_begin {
            return None;
        }
        let spaced = text.len() < rest.len();
        let glued = delimiter == ')' && text.starts_with(char::is_alphabetic)
            || self.previous != Previous::Text && text.starts_with(char::is_uppercase);
        (spaced || glued).then(|| Item {
            marker: format!("{}{delimiter} ", &content[..digits]),
            text: escape_inside(text).unwrap_or_else(|| text.to_owned()),
            interrupts: false,
            letters: 0,
        })
    }

    fn push_item(&mut self, indent: usize, content: &str, item: &Item, origin: u32) {
        let goes_on = self.goes_on(indent, content);
        // People indent unevenly: less than two columns deeper is the same level.
        while self.list.last().is_some_and(|level| indent < level.typed + 2) {
            self.list.pop();
        }
        if self.list.is_empty() && self.previous == Previous::Text && !item.interrupts && !goes_on {
            self.separate(origin);
        }
        let start = self.list.last().map_or(0, |level| level.text);
        self.push(start, &format!("{}{}", item.marker, item.text), origin);
        let (mark, number) = mark(content);
        self.list.push(OpenList { typed: indent, text: start + item.marker.len(), mark, number, is_hanging: false });
        self.end_line(Previous::Item, &item.text);
    }

    fn text(&mut self, indent: usize, content: &str, line_break: &str, origin: u32) {
        let begins_paragraph = content.starts_with(|c: char| c.is_uppercase() || "«\"*".contains(c));
        if !self.list.is_empty() {
            let leaves = match self.previous {
                Previous::Blank => indent < 2 || (self.red_line && indent >= 3),
                // A paragraph right below the last item, as people type without blank lines.
                _ => indent < 2 && self.sentence_ended && begins_paragraph,
            };
            if leaves {
                self.list.clear();
                self.separate(origin);
            }
        }
        for level in &mut self.list {
            level.is_hanging |= indent > level.typed;
        }
        let table = content.starts_with('|');
        if self.previous == Previous::Table && !content.contains('|') {
            self.separate(origin);
        }
        // The line of hyphens below a table's header belongs to it, even if the header lacks its first bar.
        let below_head = table && content.chars().all(|c| "|-: ".contains(c));
        if self.previous == Previous::Text {
            let typed_paragraphs = self.sentence_ended && begins_paragraph && (self.previous_is_long || self.unwrapped);
            if indent >= 3 && self.list.is_empty() || typed_paragraphs || (table && !below_head) {
                self.separate(origin);
            }
        }
        if self.list.is_empty() && self.previous != Previous::Text {
            self.red_line = indent >= 3;
        }
        let start = match self.previous {
            _ if self.list.is_empty() => 0,
            Previous::Blank => {
                while self.list.len() > 1 && self.list.last().is_some_and(|level| indent <= level.typed) {
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
        self.previous_is_long = content.chars().nth(LONG).is_some();
    }

    /// Adds a blank line, so that the next line is not read as a part of the one above.
    fn separate(&mut self, origin: u32) {
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
            None => emphasis::push_mended(line, &mut self.out.text),
            Some(_) => self.out.text.push_str(line),
        }
        self.out.text.push('\n');
    }
}

struct Item {
    marker: String,
    text: String,
    /// Whether Markdown lets such an item interrupt a paragraph.
    interrupts: bool,
    /// The number of letters of its typed marker.
    letters: usize,
}
