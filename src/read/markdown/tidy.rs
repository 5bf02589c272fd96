//! Tidies text as officials type it, line by line, so that a Markdown parser understands what they meant.
//!
//! `– item`, `• item` and `а) item` become list items; blanks and tabs in front of a paragraph go; a year at the start of a line
//! begins no list; `**Total:**text` becomes bold; a line of hyphens never makes a heading out of the text above it. Each
//! line remembers which line of the file it comes from.

use super::emphasis;
use crate::problem::{Kind, Span};
use crate::text::normal::joins_pictures;

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
    first_line: u32,
}

impl<'a> Tidied<'a> {
    /// The line of the tidied text in which a byte stands.
    pub(super) fn line_at(&self, offset: usize) -> &str {
        let line = self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1);
        let start = self.starts.get(line).map_or(0, |&start| start as usize);
        self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
    }

    /// Where a byte of the tidied text stands in the file. `needle` is what is looked for in that line, since tidying may have
    /// moved it; where it is not found, the start of the line is meant.
    pub(super) fn span(&self, offset: usize, needle: &str) -> Span {
        let line = self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1);
        let origin = self.origins.get(line).copied().unwrap_or(0);
        let source = self.source.get(origin as usize).copied().unwrap_or_default();
        // Of several places with the same text the one nearest to where tidying left it is meant.
        let near = offset.saturating_sub(self.starts.get(line).copied().unwrap_or(0) as usize);
        let found = if needle.is_empty() {
            None
        } else {
            source.match_indices(needle).map(|(at, _)| at).min_by_key(|&at| at.abs_diff(near))
        };
        let line = self.first_line + origin;
        let indent = source.len() - source.trim_start().len();
        let (column, length) = match found {
            Some(at) => (source[..at].chars().count() + 1, needle.chars().count()),
            None => (source[..indent].chars().count() + 1, source.trim().chars().count()),
        };
        Span { line, column: column as u32, length: length.max(1) as u32 }
    }
}

/// A line longer than this many characters is not one of a text that was wrapped by hand.
const LONG: usize = 130;

/// A line longer than this many bytes shows that the whole text was typed, or pasted from Word, with a line for each paragraph.
const UNWRAPPED: usize = 400;

/// Tidies `text`, whose first line has the number `first_line` in its file.
pub(super) fn tidy<'a>(text: &'a str, first_line: u32, problems: &mut Vec<(Span, Kind)>) -> Tidied<'a> {
    let mut tidier = Tidier {
        out: Tidied {
            text: String::with_capacity(text.len() + 64),
            starts: Vec::new(),
            origins: Vec::new(),
            source: text.split('\n').collect(),
            first_line,
        },
        fence: None,
        list: Vec::new(),
        previous: Previous::Blank,
        sentence_ended: true,
        previous_is_long: false,
        unwrapped: text.lines().any(|line| line.len() > UNWRAPPED),
        red_line: false,
    };
    for number in 0..tidier.out.source.len() {
        let line = tidier.out.source[number];
        match clean(line, first_line + number as u32, problems) {
            Some(cleaned) => cleaned.split('\n').for_each(|line| tidier.line(line, number as u32)),
            None => tidier.line(line, number as u32),
        }
    }
    tidier.out
}

/// Takes invisible characters off a line; `None` when there are none. What Word writes for a line's end becomes one.
fn clean(line: &str, number: u32, problems: &mut Vec<(Span, Kind)>) -> Option<String> {
    if !has_invisible(line.as_bytes()) {
        return None;
    }
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().enumerate().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\t' => out.push(c),
            '\u{b}' | '\u{2028}' => out.push_str("\\\n"),
            // A rare blank, which would be taken for our own.
            emphasis::JOINER => out.push(' '),
            '\u{200d}' if joins_pictures(out.chars().next_back(), chars.peek().map(|&(_, c)| c)) => out.push(c),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_control() => {
                let span = Span { line: number, column: at as u32 + 1, length: 1 };
                problems.push((span, Kind::ControlCharacter { code: format!("U+{:04X}", u32::from(c)) }));
            }
            c => out.push(c),
        }
    }
    Some(out)
}

/// Whether a line has control characters, zero-width characters or soft hyphens. Every line of a digest is asked, so this looks at bytes.
fn has_invisible(line: &[u8]) -> bool {
    line.iter().enumerate().any(|(at, &byte)| {
        let follows = |offset: usize| line.get(at + offset).copied().unwrap_or_default();
        match byte {
            b'\t' => false,
            0x00..=0x1F | 0x7F => true,
            // U+0080 to U+009F, and the soft hyphen.
            0xC2 => matches!(follows(1), 0x80..=0x9F | 0xAD),
            // U+200B to U+200F and U+2028; U+205F and U+2060.
            0xE2 => matches!((follows(1), follows(2)), (0x80, 0x8B..=0x8F | 0xA8) | (0x81, 0x9F | 0xA0)),
            // The byte-order mark.
            0xEF => (follows(1), follows(2)) == (0xBB, 0xBF),
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

struct Tidier<'a> {
    out: Tidied<'a>,
    fence: Option<&'static str>,
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
    fn line(&mut self, line: &str, origin: u32) {
        let content = line.trim_matches(|c: char| c.is_whitespace());
        if let Some(fence) = self.fence {
            if content.starts_with(fence) {
                self.fence = None;
            }
            self.push(0, line, origin);
            return;
        }
        if content.is_empty() {
            self.push(0, "", origin);
            self.previous = Previous::Blank;
            return;
        }
        let indent = width(&line[..line.len() - line.trim_start_matches(|c: char| c.is_whitespace()).len()]);
        // Blanks at the end of a line are a line break in Markdown.
        let content_end = if line.ends_with("  ") && !line.trim_end().is_empty() { "  " } else { "" };
        if let Some(fence) = ["```", "~~~"].into_iter().find(|fence| content.starts_with(fence)) {
            self.fence = Some(fence);
            self.push(0, content, origin);
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
        } else {
            self.text(indent, content, content_end, origin);
        }
    }

    /// The line as a list item, in the form Markdown wants.
    fn item(&self, content: &str) -> Option<Item> {
        let first = content.chars().next()?;
        let rest = &content[first.len_utf8()..];
        let text = rest.trim_start();
        let spaced = text.len() < rest.len();
        // After running text that has not come to a stop, a dash or a number at a line's start belongs to it.
        let may_begin = self.previous != Previous::Text || self.sentence_ended;
        let bullet = |text: &str| Some(Item { marker: "- ".to_owned(), text: text.to_owned(), interrupts: true });
        match first {
            _ if text.is_empty() => None,
            '•' | '·' | '▪' | '■' | '●' | '○' | '◦' | '‣' | '∙' | '\u{f0b7}' | '\u{f0a7}' => {
                bullet(text)
            }
            '-' | '*' | '+' if spaced => bullet(text),
            // The second bullet of Word, pasted as text.
            'o' | 'о' if rest.starts_with('\t') => bullet(text),
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
            text: text.to_owned(),
            interrupts: false,
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
        let escaped = escape_start(content);
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
