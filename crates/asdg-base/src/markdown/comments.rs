//! Removes comments before anything else reads a line, so that the text after a comment is read as if the comment were
//! not there.
//!
//! A comment is defined as in CommonMark: `<!--` up to the next `-->`, outside of code and not after a backslash.
//! Unlike in CommonMark, it may begin in any line and may contain blank lines, lists and headings, because editors
//! comment out whole answers. A comment that is not closed, or is closed by a mistyped mark (`->`, `—>`, `-- >`), would
//! hide the rest of the file. So it is an error, and ends with its line.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::fence::{Fence, LineStart};
use crate::problem::{Kind, Place, Places, Problems};

/// A line without comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Its text.
    pub(super) text: Cow<'t, str>,
    /// The number of the source line that it begins in, from 0.
    pub(super) origin: u32,
}

/// Returns the lines of a text without its comments. Lines that consist of comments are left out. A comment of several
/// lines with text before and after it joins the two into one line. The line numbers of problems count from 0.
pub(super) fn without_comments<'t>(text: &'t str, problems: &mut Problems) -> Vec<Line<'t>> {
    let cuts = if may_have_marks(text) { Scanner::new(text).cuts(problems) } else { Vec::new() };
    lines(text, &cuts)
}

/// Whether a text may have comment marks, correct or mistyped. Most texts have none, and need not be scanned.
fn may_have_marks(text: &str) -> bool {
    text.contains('<') || text.contains("-->") || text.contains("&lt;!--")
}

/// Whether a character is a hyphen, or a dash, which Word makes of two hyphens.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    cuts: Vec<Range<usize>>,
    /// The problems found, each with its range of the text.
    found: Vec<(Range<usize>, Kind)>,
    backticks: Backticks,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, cuts: Vec::new(), found: Vec::new(), backticks: Backticks::default() }
    }

    /// Returns the ranges of the comments.
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
                        self.scan_line();
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

    /// Scans a line, and the lines after it as long as a comment or inline code continues. Stops at the start of a
    /// line, or after a comment with nothing before it, which may be followed by a fence.
    fn scan_line(&mut self) {
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
                b'`' => self.at = self.backticks.code_end(self.text, at),
                b'<' if self.text[at..].starts_with("<!--") => {
                    self.read_comment(at);
                    let may_be_fence = self.text[self.at..].trim_start_matches(' ').starts_with(['`', '~']);
                    if may_be_fence && self.text[start..at].trim().is_empty() {
                        return;
                    }
                }
                b'<' => self.mistyped_start(at),
                b'&' if self.text[at..].starts_with("&lt;!--") => self.report_mark(at..at + "&lt;!--".len()),
                b'>' if self.text[start..at].ends_with("--") => self.report_mark(at - 2..at + 1),
                _ => self.at += 1,
            }
        }
    }

    /// Reports a comment mark that is not part of a comment and will be visible on the page.
    fn report_mark(&mut self, range: Range<usize>) {
        self.at = range.end;
        let mark = self.text[range.clone()].to_owned();
        self.found.push((range, Kind::CommentMark { mark }));
    }

    /// Reports `<!—`, `<!- ` and the like, if it is at `at`.
    fn mistyped_start(&mut self, at: usize) {
        match mistyped_start(&self.text[at..]) {
            Some(length) => self.report_mark(at..at + length),
            None => self.at += 1,
        }
    }

    /// Cuts the comment that begins at `start`.
    fn read_comment(&mut self, start: usize) {
        let inside = start + "<!--".len();
        // In CommonMark these two are complete comments.
        let short = ["<!-->", "<!--->"].into_iter().find(|short| self.text[start..].starts_with(short));
        if let Some(short) = short {
            self.cut(start..start + short.len());
            return;
        }
        let (end, is_closed) = self.comment_end(inside);
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

    /// Returns the end of a comment, and whether it is closed. A comment in which another one begins is not closed.
    fn comment_end(&self, inside: usize) -> (usize, bool) {
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

/// Finds the first comment mark of a text, correct or mistyped: `<!--`, `<!—`, `-->`. This is for texts that are not
/// Markdown, which have no comments.
pub fn comment_mark(text: &str) -> Option<Range<usize>> {
    let starts = text.match_indices('<').filter_map(|(at, _)| Some(at..at + mistyped_start(&text[at..])?));
    let ends = text.match_indices("-->").map(|(at, mark)| at..at + mark.len());
    starts.chain(ends).min_by_key(|range| range.start)
}

/// Returns the length of a comment start at the start of a text, correct or mistyped: `<!—`, `<!- `, `<! --`, `< !--`.
fn mistyped_start(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?.trim_start_matches(' ').strip_prefix('!')?.trim_start_matches(' ');
    let after = rest.trim_start_matches(is_dash);
    (after.len() < rest.len()).then_some(text.len() - after.len())
}

/// Finds the first mistyped `-->` of a comment. In a comment that is closed properly, an arrow with one dash is allowed
/// inside a line, but not at its end; a mark with two dashes, `--!>`, is never an arrow.
fn mistyped_end(text: &str, body: Range<usize>, is_closed: bool) -> Option<Range<usize>> {
    let mut start = body.start;
    let whole = &text[body];
    // An arrow may be anywhere in the line with the correct mark.
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

/// Finds the ends of inline code. Collects the backticks of a paragraph once, so that the work stays linear.
#[derive(Default)]
struct Backticks {
    /// The end of the paragraph.
    end: usize,
    /// The start and length of each run of backticks.
    runs: Vec<(usize, usize)>,
    /// The index of the last run of each length.
    last: BTreeMap<usize, usize>,
}

impl Backticks {
    /// Returns the end of the code that begins with the backticks at `at`, or the end of these backticks if nothing
    /// closes them.
    fn code_end(&mut self, text: &str, at: usize) -> usize {
        if at >= self.end {
            self.read_paragraph(text, at);
        }
        let length = text[at..].bytes().take_while(|&byte| byte == b'`').count();
        let after = at + length;
        let from = self.runs.partition_point(|&(start, _)| start < after);
        if self.last.get(&length).is_none_or(|&last| last < from) {
            return after;
        }
        let close = self.runs[from..].iter().find(|(_, other)| *other == length);
        close.map_or(after, |(start, length)| start + length)
    }

    /// Collects the backticks of the paragraph that contains `at`, from there on.
    fn read_paragraph(&mut self, text: &str, at: usize) {
        self.end = at;
        for line in text[at..].split_inclusive('\n') {
            let begins_block = || LineStart::of(line).is_item || line.trim_start().starts_with('#');
            if line.trim().is_empty() || (self.end > at && begins_block()) {
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
fn lines<'t>(text: &'t str, cuts: &[Range<usize>]) -> Vec<Line<'t>> {
    let mut lines = LineJoiner::default();
    let mut cuts = cuts.iter().peekable();
    let mut start = 0;
    for (origin, whole) in (0..).zip(crate::split::lines(text)) {
        let end = start + whole.len();
        let mut at = start;
        let mut continues = false;
        while let Some(cut) = cuts.peek().filter(|cut| cut.start <= end) {
            lines.add_piece(&text[at..cut.start.max(at)], origin, true);
            continues = cut.end > end;
            at = cut.end.min(end);
            if continues {
                break;
            }
            cuts.next();
        }
        if !continues {
            lines.add_piece(&text[at..end], origin, false);
        }
        start = end + 1;
    }
    lines.finished
}

/// Joins the parts of lines before and after comments.
#[derive(Default)]
struct LineJoiner<'t> {
    finished: Vec<Line<'t>>,
    /// The line that is being joined: its text so far, which ended at a comment, and its origin.
    open: Option<(String, u32)>,
    /// Whether the open line is only the marker of an item, whose text may be on the next line.
    is_marker: bool,
}

impl<'t> LineJoiner<'t> {
    /// Adds a part of a line, which ends at a comment or at the end of the line.
    fn add_piece(&mut self, piece: &'t str, origin: u32, before_comment: bool) {
        let is_marked = std::mem::take(&mut self.is_marker);
        if is_marked && !is_item_text(piece) {
            self.open = None;
        }
        let Some((mut line, mut first)) = self.open.take() else {
            if before_comment {
                self.open = Some((piece.to_owned(), origin));
            } else {
                self.finished.push(Line { text: Cow::Borrowed(piece), origin });
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
        let LineStart { is_item, text, .. } = LineStart::of(&line);
        if !text.is_empty() {
            self.finished.push(Line { text: Cow::Owned(line), origin: first });
        } else if is_item {
            self.open = Some((line, first));
            self.is_marker = true;
        }
    }
}

/// Whether the text of an item may be on the line below its marker.
fn is_item_text(line: &str) -> bool {
    let LineStart { is_item, text, .. } = LineStart::of(line);
    line.starts_with(char::is_whitespace) && !is_item && !text.is_empty()
}

#[cfg(test)]
mod tests;
