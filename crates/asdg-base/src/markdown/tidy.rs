//! Tidies text as officials type it, line by line, so that a Markdown parser understands what they meant.
//!
//! Comments are gone before a line is looked at. `– item`, `• item` and `а) item` become list items; blanks and tabs in front of a
//! paragraph go; a year at the start of a line or of an item begins no list; `**Total:**text` becomes bold; a line of hyphens
//! never makes a heading out of the text above it. Each line remembers which line of the file it comes from.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use super::fence::Fence;
use super::lost::letters;
use super::{comments, emphasis};
use crate::problem::{Kind, Place, Problems, Span};
use crate::work::steps;
use asdg_russian::is_forbidden;
use asdg_russian::normal::joins_pictures;

/// Tidied text, with the way back to the lines of the file.
pub(super) struct Tidied<'a> {
    /// The text to parse.
    pub(super) text: String,
    /// The byte at which each line of `text` begins.
    starts: Vec<u32>,
    /// The line of the source that each line of `text` comes from, counted from 0.
    origins: Vec<u32>,
    /// The lines of the source.
    source: Vec<&'a str>,
    /// The number of the first line of the source in its file.
    pub(super) first_line: u32,
    /// Where the latest place was found.
    near: Cell<Near>,
}

/// Where a place was found: the next one in the same line is looked for from there.
#[derive(Debug, Clone, Copy, Default)]
struct Near {
    /// The line of the source.
    origin: u32,
    /// The byte in that line, and how many characters stand before it.
    at: usize,
    characters: u32,
    /// How far tidying had moved the text.
    drift: isize,
}

/// How far from where it is expected something is looked for in a line.
const WINDOW: usize = 400;

/// A line of no more bytes is looked through as a whole where this finds nothing.
const SHORT: usize = 1 << 14;

impl<'a> Tidied<'a> {
    /// The line of the tidied text in which a byte stands.
    pub(super) fn line_at(&self, offset: usize) -> &str {
        let line = self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1);
        let start = self.starts.get(line).map_or(0, |&start| start as usize);
        let line = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        steps(line.len());
        line
    }

    /// Where a byte of the tidied text stands in the file. `needle` is what is looked for in that line, since tidying may have
    /// moved it; where it is not found, the start of the line is meant.
    pub(super) fn span(&self, offset: usize, needle: &str) -> Span {
        let row = self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1);
        let origin = self.origins.get(row).copied().unwrap_or(0);
        let source = self.source.get(origin as usize).copied().unwrap_or_default();
        let line = self.first_line + origin;
        let near =
            Some(self.near.get()).filter(|near| near.origin == origin).unwrap_or(Near { origin, ..Near::default() });
        let moved = offset.saturating_sub(self.starts.get(row).copied().unwrap_or(0) as usize);
        let expected = moved.saturating_add_signed(near.drift).min(source.len());
        match nearest(source, needle, expected) {
            Some(at) => {
                let count = |range: Range<usize>| {
                    steps(range.len());
                    source[range].chars().count() as u32
                };
                let characters = match at >= near.at {
                    true => near.characters + count(near.at..at),
                    false => near.characters - count(at..near.at),
                };
                self.near.set(Near { origin, at, characters, drift: at as isize - moved as isize });
                Span { line, column: characters + 1, length: (needle.chars().count() as u32).max(1) }
            }
            None => {
                let indent = source.chars().take_while(|c| c.is_whitespace()).count() as u32;
                let length = source.trim().chars().take(WINDOW).count() as u32;
                Span { line, column: indent + 1, length: length.max(1) }
            }
        }
    }
}

/// The place of `needle` that is nearest to where it is expected. Of a line as long as a file only the part around it is looked at.
fn nearest(line: &str, needle: &str, expected: usize) -> Option<usize> {
    if needle.is_empty() {
        return None;
    }
    let from = line.floor_char_boundary(expected.saturating_sub(WINDOW));
    let to = line.ceil_char_boundary((expected + needle.len() + WINDOW).min(line.len()));
    let within = |range: Range<usize>| {
        steps(range.len());
        let found = line[range.clone()].match_indices(needle).map(|(at, _)| range.start + at);
        found.min_by_key(|at| at.abs_diff(expected))
    };
    within(from..to).or_else(|| if line.len() <= SHORT { within(0..line.len()) } else { None })
}

/// A line longer than this many characters is not one of a text that was wrapped by hand.
const LONG: usize = 130;

/// A line longer than this many bytes shows that the whole text was typed, or pasted from Word, with a line for each paragraph.
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
            source: text.split('\n').collect(),
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
    for comments::Line { text, origin } in &lines {
        let origin = visible.origin(*origin);
        let start = tidier.out.text.len();
        let marker = tidier.line(text, origin);
        if letters(text) != letters(&tidier.out.text[start..]) + marker {
            let text = text.trim().to_owned();
            problems.add(Place::at("", Span::line(first_line + origin)), Kind::TextLost { part: "other".into(), text });
        }
    }
    if let Some(OpenFence { origin, .. }) = tidier.fence.filter(|open| !open.fence.is_quoted()) {
        problems.add(Place::at("", Span { length: 3, ..Span::line(first_line + origin) }), Kind::CodeOpen);
    }
    tidier.out
}

/// A text without invisible characters.
struct Visible<'a> {
    text: Cow<'a, str>,
    /// The line of the source that each line comes from, where they are not the same.
    origins: Option<Vec<u32>>,
}

impl<'a> Visible<'a> {
    /// Takes invisible characters off. What Word writes for a line's end becomes one.
    fn of(text: &'a str, first_line: u32, problems: &mut Problems) -> Self {
        if !has_invisible(text.as_bytes()) {
            return Self { text: Cow::Borrowed(text), origins: None };
        }
        let mut out = String::with_capacity(text.len());
        let mut origins = Vec::new();
        for (number, line) in (0..).zip(text.split('\n')) {
            if number > 0 {
                out.push('\n');
            }
            origins.push(number);
            let mut before = None;
            let mut chars = (1..).zip(line.chars()).peekable();
            while let Some((column, c)) = chars.next() {
                match c {
                    '\t' => out.push(c),
                    '\u{b}' | '\u{2028}' => {
                        out.push_str("\\\n");
                        origins.push(number);
                    }
                    // A rare blank, which would be taken for our own.
                    emphasis::JOINER => out.push(' '),
                    '\u{200d}' if joins_pictures(before, chars.peek().map(|&(_, next)| next)) => out.push(c),
                    '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
                    // The bullets of Word, in its symbol font.
                    '\u{f0b7}' | '\u{f0a7}' => out.push('•'),
                    c if is_forbidden(c) && before.is_some_and(is_forbidden) => {}
                    c if is_forbidden(c) => {
                        let span = Span { line: first_line + number, column, length: 1 };
                        let code = format!("U+{:04X}", u32::from(c));
                        problems.add(Place::at("", span), Kind::ControlCharacter { code });
                    }
                    c => out.push(c),
                }
                before = Some(c);
            }
        }
        Self { text: Cow::Owned(out), origins: Some(origins) }
    }

    /// The line of the source that a line comes from.
    fn origin(&self, line: u32) -> u32 {
        self.origins.as_ref().map_or(line, |origins| origins.get(line as usize).copied().unwrap_or_default())
    }
}

/// Whether a text has characters that [`Visible::of`] looks at. Every text of a digest is asked, so this looks at bytes.
fn has_invisible(text: &[u8]) -> bool {
    text.iter().enumerate().any(|(at, &byte)| {
        let follows = |offset: usize| text.get(at + offset).copied().unwrap_or_default();
        match byte {
            b'\t' | b'\n' => false,
            0x00..=0x1F | 0x7F => true,
            // U+0080 to U+009F, and the soft hyphen.
            0xC2 => matches!(follows(1), 0x80..=0x9F | 0xAD),
            // U+200B to U+200F and U+2028; U+205F and U+2060.
            0xE2 => matches!((follows(1), follows(2)), (0x80, 0x8B..=0x8F | 0xA8) | (0x81, 0x9F | 0xA0)),
            // U+E000 to U+EFFF, for private use.
            0xEE => true,
            // U+F000 to U+F8FF, for private use; the byte-order mark; U+FDD0 to U+FDEF, U+FFFE and U+FFFF, which are no characters.
            0xEF => matches!(
                (follows(1), follows(2)),
                (0x80..=0xA3, _) | (0xBB, 0xBF) | (0xB7, 0x90..=0xAF) | (0xBF, 0xBE..=0xBF)
            ),
            // The planes for private use; the last two of every plane are no characters.
            0xF3 if follows(1) >= 0xB0 => true,
            0xF4 => true,
            0xF0..=0xF3 => (follows(1) & 0x0F, follows(2)) == (0x0F, 0xBF) && follows(3) >= 0xBE,
            _ => false,
        }
    })
}

/// What the previous line was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Previous {
    Blank,
    Text,
    Item,
    Table,
    Other,
}

/// A list that is open: where its items begin as typed, and where they and their text begin in the output.
struct Level {
    typed: usize,
    text: usize,
}

/// A block of code that is open.
#[derive(Clone, Copy)]
struct OpenFence {
    fence: Fence,
    /// How far in its lines stand in the output, as far as they are part of an item.
    indent: usize,
    origin: u32,
}

struct Tidier<'a> {
    out: Tidied<'a>,
    fence: Option<OpenFence>,
    list: Vec<Level>,
    previous: Previous,
    /// Whether the previous line ended as a sentence or a clause does.
    sentence_ended: bool,
    previous_is_long: bool,
    /// Whether paragraphs are typed on one line each.
    unwrapped: bool,
    /// Whether paragraphs are typed with an indent, as on a typewriter.
    red_line: bool,
}

impl Tidier<'_> {
    /// Takes a line, and gives the number of letters in it that were the mark of an item.
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
        // Blanks at the end of a line are a line break in Markdown.
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
        } else if let Some(item) = self.item(content) {
            self.push_item(indent, &item, origin);
            let indent = self.list.last().map_or(0, |level| level.text);
            self.fence = fence.map(|fence| OpenFence { fence, indent, origin });
            return item.letters;
        } else {
            self.text(indent, content, content_end, origin);
        }
        0
    }

    /// A line of a block of code. It stands as far in as the block, or Markdown would take it for the text behind an item.
    fn code(&mut self, open: OpenFence, line: &str, origin: u32) {
        if open.fence.is_closed_by(line) {
            self.fence = None;
            self.push(open.indent, line.trim(), origin);
            return;
        }
        let blanks = line.bytes().take_while(|&byte| byte == b' ').count();
        self.push(open.indent.saturating_sub(blanks), line, origin);
    }

    /// The line as a list item, in the form Markdown wants.
    fn item(&self, content: &str) -> Option<Item> {
        let first = content.chars().next()?;
        let rest = &content[first.len_utf8()..];
        let text = rest.trim_start();
        let spaced = text.len() < rest.len();
        // After running text that has not come to a stop, a dash or a number at a line's start belongs to it.
        let may_begin = self.previous != Previous::Text || self.sentence_ended;
        let bullet = |text: &str| {
            let text = escape_inside(text).unwrap_or_else(|| text.to_owned());
            Some(Item { marker: "- ".to_owned(), text, interrupts: true, letters: 0 })
        };
        match first {
            _ if text.is_empty() => None,
            '•' | '·' | '▪' | '■' | '●' | '○' | '◦' | '‣' | '∙' => bullet(text),
            '-' | '*' | '+' if spaced => bullet(text),
            // The second bullet of Word, pasted as text.
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

    /// `1. item`, `1) item`, and both without the blank.
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

    fn push_item(&mut self, indent: usize, item: &Item, origin: u32) {
        // People indent unevenly: less than two columns deeper is the same level.
        while self.list.last().is_some_and(|level| indent < level.typed + 2) {
            self.list.pop();
        }
        if self.list.is_empty() && self.previous == Previous::Text && !item.interrupts {
            self.separate(origin);
        }
        let start = self.list.last().map_or(0, |level| level.text);
        self.push(start, &format!("{}{}", item.marker, item.text), origin);
        self.list.push(Level { typed: indent, text: start + item.marker.len() });
        self.end_line(Previous::Item, &item.text);
    }

    fn text(&mut self, indent: usize, content: &str, line_break: &str, origin: u32) {
        let begins_paragraph = content.starts_with(|c: char| c.is_uppercase() || "«\"*".contains(c));
        if !self.list.is_empty() {
            let leaves = match self.previous {
                Previous::Blank => indent < 2 || (self.red_line && indent >= 3),
                // A paragraph right below the last item, as people type who leave no blank lines.
                _ => indent < 2 && self.sentence_ended && begins_paragraph,
            };
            if leaves {
                self.list.clear();
                self.separate(origin);
            }
        }
        let table = content.starts_with('|');
        if self.previous == Previous::Table && !content.contains('|') {
            self.separate(origin);
        }
        // The line of hyphens below the head of a table belongs to it, although the head may lack its first bar.
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

    /// A blank line, so that what follows is not taken for a part of what stands above.
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
    /// How many letters its mark was typed with.
    letters: usize,
}

/// The columns that leading white space takes.
fn width(space: &str) -> usize {
    space.chars().fold(0, |width, c| if c == '\t' { width / 4 * 4 + 4 } else { width + 1 })
}

/// A heading with the one blank Markdown wants behind its hashes. A single hash without a blank may be a hashtag.
fn heading(content: &str) -> Option<String> {
    let hashes = content.len() - content.trim_start_matches('#').len();
    let rest = &content[hashes..];
    let text = rest.trim_start();
    let spaced = text.len() < rest.len();
    let glued = hashes >= 2 && text.starts_with(char::is_alphanumeric);
    ((1..=6).contains(&hashes) && !text.is_empty() && (spaced || glued))
        .then(|| format!("{} {text}", &content[..hashes]))
}

/// A line of hyphens or of equals signs, which Markdown would take for the underline of a heading.
fn underline(content: &str) -> Option<&'static str> {
    let of = |c: char| content.chars().all(|other| other == c);
    match content.len() {
        1 | 2 if of('-') => Some("\\-"),
        1 | 2 if of('=') => Some("\\="),
        _ if of('-') || of('=') => Some("---"),
        _ => None,
    }
}

/// Escapes what would make a list of a paragraph that begins with a number: `2025. Opened a park`, or a number in running text.
fn escape_start(content: &str) -> Option<String> {
    let digits = content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let delimited = digits > 0 && content[digits..].starts_with(['.', ')']);
    let ends = content[digits..].get(1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    (delimited && ends).then(|| format!("{}\\{}", &content[..digits], &content[digits..]))
}

/// The same behind the marks of quotations and items: `- 2024. Opened a park`. In a quotation a short number begins a list; the text of an
/// item that begins with a number is text.
fn escape_inside(content: &str) -> Option<String> {
    let mut in_item = !content.starts_with('>');
    let mut rest = content;
    loop {
        rest = rest.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let behind = rest[digits..].strip_prefix(if digits > 0 { &['.', ')'][..] } else { &['-', '*', '+'][..] })?;
        if !behind.is_empty() && !behind.starts_with(char::is_whitespace) {
            return None;
        }
        if digits > 2 || (digits > 0 && in_item) {
            let at = content.len() - rest.len() + digits;
            return Some(format!("{}\\{}", &content[..at], &content[at..]));
        }
        in_item = true;
        rest = behind;
    }
}
