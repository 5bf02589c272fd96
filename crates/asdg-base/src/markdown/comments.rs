//! Finds comments and cuts them out before anything else reads a line, so that the text after a comment is read as if
//! the comment were not there.
//!
//! A comment is what CommonMark calls one: `<!--` up to the next `-->`, outside of code and not after a backslash.
//! Unlike in CommonMark, it may begin in any line and may contain blank lines, lists and headings, because editors
//! comment out whole answers. A comment that is not closed, or is closed by a mistyped mark (`->`, `—>`, `-- >`), would
//! hide the rest of the file. It is an error, and ends with its line.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::fence::{Fence, Start};
use crate::problem::{Kind, Place, Places, Problems};

/// A line without comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TidyLine<'t> {
    /// Its text.
    pub(super) text: Cow<'t, str>,
    /// The line of the text that it begins in, from 0.
    pub(super) origin: u32,
}

/// The lines of a text without its comments. Lines with nothing but comments are left out. A comment of several lines
/// with text before and after it joins the two into one line. The lines of problems count from 0.
pub(super) fn cut<'t>(text: &'t str, problems: &mut Problems) -> Vec<TidyLine<'t>> {
    let cuts = if may_have_marks(text) { Scanner::new(text).cuts(problems) } else { Vec::new() };
    lines(text, &cuts)
}

/// Whether a text may have comment marks, right or mistyped. Most texts have none, and then nothing else looks at them.
fn may_have_marks(text: &str) -> bool {
    text.contains('<') || text.contains("-->") || text.contains("&lt;!--")
}

/// Whether a character is a hyphen, or a dash that Word makes of two hyphens.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    cuts: Vec<Range<usize>>,
    /// The problems found, each with its range of the text.
    found: Vec<(Range<usize>, Kind)>,
    ticks: Ticks,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, cuts: Vec::new(), found: Vec::new(), ticks: Ticks::default() }
    }

    fn cuts(mut self, problems: &mut Problems) -> Vec<Range<usize>> {
        let mut fence: Option<Fence> = None;
        while self.at < self.text.len() {
            let end = self.line_end(self.at);
            let line = &self.text[self.at..end];
            match fence {
                Some(open) if !open.is_left_by(line) => {
                    fence = (!open.is_closed_by(line)).then_some(open);
                    self.at = end + 1;
                }
                _ => {
                    fence = Fence::opened_by(line);
                    if fence.is_some() {
                        self.at = end + 1;
                    } else {
                        self.lines();
                    }
                }
            }
        }
        let mut places = Places::new(self.text, 0);
        for (range, kind) in self.found {
            problems.add(Place::at("", places.span(&range)), kind);
        }
        self.cuts
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |end| at + end)
    }

    /// Scans a line, and the lines after it while a comment or inline code continues. Stops at the start of a line, or
    /// after a comment with nothing before it.
    fn lines(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        while let Some(&byte) = bytes.get(self.at) {
            let at = self.at;
            match byte {
                b'\n' => {
                    self.at += 1;
                    return;
                }
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => self.at += 2,
                b'`' => self.at = self.ticks.end_of_code(self.text, at),
                b'<' if self.text[at..].starts_with("<!--") => {
                    self.comment(at);
                    let may_be_fence = self.text[self.at..].trim_start_matches(' ').starts_with(['`', '~']);
                    if may_be_fence && self.text[start..at].trim().is_empty() {
                        return;
                    }
                }
                b'<' => self.mistyped_start(at),
                b'&' if self.text[at..].starts_with("&lt;!--") => self.mark(at..at + "&lt;!--".len()),
                b'>' if self.text[start..at].ends_with("--") => self.mark(at - 2..at + 1),
                _ => self.at += 1,
            }
        }
    }

    /// Reports a comment mark that is not part of a comment and will show on the page.
    fn mark(&mut self, range: Range<usize>) {
        self.at = range.end;
        let mark = self.text[range.clone()].to_owned();
        self.found.push((range, Kind::CommentMark { mark }));
    }

    /// `<!—`, `<!- ` and the like.
    fn mistyped_start(&mut self, at: usize) {
        match mistyped_start(&self.text[at..]) {
            Some(length) => self.mark(at..at + length),
            None => self.at += 1,
        }
    }

    /// Reads the comment that begins here.
    fn comment(&mut self, start: usize) {
        let inside = start + "<!--".len();
        // CommonMark takes these two for complete comments.
        let short = ["<!-->", "<!--->"].into_iter().find(|short| self.text[start..].starts_with(short));
        if let Some(short) = short {
            self.cut(start..start + short.len());
            return;
        }
        let (end, is_closed) = self.end_of_comment(inside);
        let body = if is_closed { inside..end - "-->".len() } else { inside..end };
        match mistyped_end(self.text, body, is_closed) {
            Some(mark) => {
                self.cut(start..mark.end);
                let typed = self.text[mark.clone()].to_owned();
                self.found.push((mark, Kind::CommentOpen { mark: Some(typed) }));
            }
            None if is_closed => self.cut(start..end),
            None => {
                self.cut(start..end.min(self.line_end(start)));
                self.found.push((start..inside, Kind::CommentOpen { mark: None }));
            }
        }
    }

    fn cut(&mut self, range: Range<usize>) {
        self.at = range.end;
        self.cuts.push(range);
    }

    /// Where a comment ends, and whether it is closed. A comment in which another one begins counts as not closed.
    fn end_of_comment(&self, inside: usize) -> (usize, bool) {
        let marks = self.text[inside..].bytes().enumerate().filter(|(_, byte)| matches!(byte, b'<' | b'>'));
        for (at, _) in marks {
            let at = inside + at;
            if self.text[inside..at].ends_with("--") && self.text[at..].starts_with('>') {
                return (at + 1, true);
            }
            if self.text[at..].starts_with("<!--") || mistyped_start(&self.text[at..]).is_some() {
                return (at, false);
            }
        }
        (self.text.len(), false)
    }
}

/// Where a text has its first comment mark, right or mistyped: `<!--`, `<!—`, `-->`. For texts that are not Markdown, in which nothing is a comment.
pub fn comment_mark(text: &str) -> Option<Range<usize>> {
    let starts = text.match_indices('<').filter_map(|(at, _)| Some(at..at + mistyped_start(&text[at..])?));
    let ends = text.match_indices("-->").map(|(at, mark)| at..at + mark.len());
    starts.chain(ends).min_by_key(|range| range.start)
}

/// The length of a mistyped `<!--` at the start of a text: `<!—`, `<!- `, `<! --`, `< !--`.
fn mistyped_start(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?.trim_start_matches(' ').strip_prefix('!')?.trim_start_matches(' ');
    let behind = rest.trim_start_matches(is_dash);
    (behind.len() < rest.len()).then_some(text.len() - behind.len())
}

/// The first mistyped `-->` of a comment. In a comment that is closed properly, an arrow with one dash is allowed inside a line, not at its end;
/// a mark with two, `--!>`, is no arrow.
fn mistyped_end(text: &str, body: Range<usize>, is_closed: bool) -> Option<Range<usize>> {
    let mut start = body.start;
    let whole = &text[body];
    // In the line with the proper mark an arrow may be anywhere.
    let last_line = whole.rfind('\n').unwrap_or(0);
    let first = start;
    for line in whole.split('\n') {
        let is_last = start - first >= last_line;
        let length = line.trim_end().len();
        for (sign, _) in line.match_indices('>') {
            let before = line[..sign].trim_end_matches([' ', '!']);
            let mark = before.trim_end_matches(|c| is_dash(c) || c == ' ').len();
            let dashes = before[mark..].matches(is_dash).count();
            let may_be_arrow = is_closed && dashes == 1 && (is_last || sign + 1 < length);
            if dashes > 0 && !may_be_arrow {
                let mark = sign - line[mark..sign].trim_start().len();
                return Some(start + mark..start + sign + 1);
            }
        }
        start += line.len() + 1;
    }
    None
}

/// Finds the ends of inline code. The backticks of a paragraph are collected once.
#[derive(Default)]
struct Ticks {
    /// The end of the paragraph.
    end: usize,
    /// The start and length of each run of backticks.
    runs: Vec<(usize, usize)>,
    /// The last run of each length.
    last: BTreeMap<usize, usize>,
}

impl Ticks {
    /// The end of the code that begins with the backticks at `at`, or of these backticks if nothing closes it.
    fn end_of_code(&mut self, text: &str, at: usize) -> usize {
        if at >= self.end {
            self.read_paragraph(text, at);
        }
        let length = text[at..].bytes().take_while(|&byte| byte == b'`').count();
        let behind = at + length;
        let from = self.runs.partition_point(|&(start, _)| start < behind);
        if self.last.get(&length).is_none_or(|&last| last < from) {
            return behind;
        }
        let close = self.runs[from..].iter().find(|(_, other)| *other == length);
        close.map_or(behind, |(start, length)| start + length)
    }

    fn read_paragraph(&mut self, text: &str, at: usize) {
        self.end = at;
        for line in text[at..].split_inclusive('\n') {
            let begins_another = || Start::of(line).is_item || line.trim_start().starts_with('#');
            if line.trim().is_empty() || (self.end > at && begins_another()) {
                break;
            }
            self.end += line.len();
        }
        self.runs.clear();
        self.last.clear();
        let mut from = at;
        while let Some(found) = text[from..self.end].find('`') {
            let start = from + found;
            let length = text[start..].bytes().take_while(|&byte| byte == b'`').count();
            self.last.insert(length, self.runs.len());
            self.runs.push((start, length));
            from = start + length;
        }
    }
}

/// Joins the text between the comments into lines.
fn lines<'t>(text: &'t str, cuts: &[Range<usize>]) -> Vec<TidyLine<'t>> {
    let mut lines = TidyLines::default();
    let mut cuts = cuts.iter().peekable();
    let mut start = 0;
    for (origin, whole) in (0..).zip(crate::split::lines(text)) {
        let end = start + whole.len();
        let mut at = start;
        let mut goes_on = false;
        while let Some(cut) = cuts.peek().filter(|cut| cut.start <= end) {
            lines.piece(&text[at..cut.start.max(at)], origin, true);
            goes_on = cut.end > end;
            at = cut.end.min(end);
            if goes_on {
                break;
            }
            cuts.next();
        }
        if !goes_on {
            lines.piece(&text[at..end], origin, false);
        }
        start = end + 1;
    }
    lines.done
}

#[derive(Default)]
struct TidyLines<'t> {
    done: Vec<TidyLine<'t>>,
    /// The text before a comment, on the line that is being joined.
    open: Option<(String, u32)>,
    /// Whether the open line is the marker of an item whose text may be on the next line.
    is_marker: bool,
}

impl<'t> TidyLines<'t> {
    /// Adds a part of a line, which ends at a comment or at the end of the line.
    fn piece(&mut self, piece: &'t str, origin: u32, before_comment: bool) {
        let is_marked = std::mem::take(&mut self.is_marker);
        if is_marked && !takes_text(piece) {
            self.open = None;
        }
        let Some((mut line, mut first)) = self.open.take() else {
            if before_comment {
                self.open = Some((piece.to_owned(), origin));
            } else {
                self.done.push(TidyLine { text: Cow::Borrowed(piece), origin });
            }
            return;
        };
        let is_end = piece.trim().is_empty() && !before_comment;
        if line.trim().is_empty() {
            // A line that begins with a comment gets the indent of the comment.
            line.push_str(piece.trim_start());
            first = origin;
        } else if is_marked {
            line.push(' ');
            line.push_str(piece.trim_start());
        } else if is_end {
            line.truncate(line.trim_end().len());
            line.push_str(piece);
        } else {
            let piece = if line.ends_with(char::is_whitespace) { piece.trim_start() } else { piece };
            line.push_str(piece);
        }
        if before_comment {
            self.open = Some((line, first));
            return;
        }
        let Start { is_item, text, .. } = Start::of(&line);
        if !text.is_empty() {
            self.done.push(TidyLine { text: Cow::Owned(line), origin: first });
        } else if is_item {
            self.open = Some((line, first));
            self.is_marker = true;
        }
    }
}

/// Whether the text of an item may be on the line below its marker.
fn takes_text(line: &str) -> bool {
    let Start { is_item, text, .. } = Start::of(line);
    line.starts_with(char::is_whitespace) && !is_item && !text.is_empty()
}

#[cfg(test)]
mod tests;
