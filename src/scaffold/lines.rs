//! Splits a file into lines, and inserts lines with the same line ends.

/// A text split into lines.
pub(super) struct Lines<'t> {
    text: &'t str,
    lines: Vec<Line<'t>>,
    /// The line end of the file.
    end: &'t str,
}

struct Line<'t> {
    /// Its position in the text.
    start: usize,
    /// Its content, without its line end.
    content: &'t str,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.content.trim().is_empty()
    }

    /// Whether it is a comment that is indented by at most `indent`. A deeper line may be a part of a text.
    fn is_comment(&self, indent: usize) -> bool {
        let text = self.content.trim_start_matches(' ');
        text.starts_with('#') && self.content.len() - text.len() <= indent
    }
}

/// A text with inserted lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Inserted {
    /// The whole text.
    pub(super) text: String,
    /// The number of the first inserted line, not counting a blank line before it.
    pub(super) line: u32,
}

impl<'t> Lines<'t> {
    /// Splits a text. Lines end with CR LF, LF or CR, as in YAML.
    pub(super) fn new(text: &'t str) -> Self {
        let byte_order_mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut lines = Vec::new();
        let mut end = "";
        let mut start = byte_order_mark;
        while start < text.len() {
            let rest = &text[start..];
            let length = rest.find(['\r', '\n']).unwrap_or(rest.len());
            let line_end = match &rest[length..] {
                after if after.starts_with("\r\n") => "\r\n",
                after => &after[..after.len().min(1)],
            };
            if end.is_empty() {
                end = line_end;
            }
            lines.push(Line { start, content: &rest[..length] });
            start += length + line_end.len();
        }
        Self { text, lines, end: if end.is_empty() { "\n" } else { end } }
    }

    /// Inserts an entry before the entry whose id is on line `key`, and before its comment. A comment at the top of the
    /// file belongs to the file, so the entry goes below it. `number` is the number of the following entry, from 0.
    pub(super) fn insert_before(
        &self,
        key: u32,
        number: usize,
        indent: usize,
        entry: &str,
        spaced: bool,
    ) -> Option<Inserted> {
        let key = (key as usize).checked_sub(1)?;
        let first = self.first_comment_above(key, indent);
        let row = if number == 0 && first == 0 { key } else { first };
        let at = self.lines.get(row)?.start;
        let blank_line = if spaced { self.end } else { "" };
        Some(self.inserted(at, &format!("{}{blank_line}", self.with_line_ends(entry)), row))
    }

    /// Inserts an entry at the end, before trailing blank lines.
    pub(super) fn append(&self, entry: &str, spaced: bool) -> Inserted {
        let row = self.lines.iter().rposition(|line| !line.is_blank()).map_or(0, |row| row + 1);
        let blank_line = if spaced && row > 0 { self.end } else { "" };
        let entry = format!("{blank_line}{}", self.with_line_ends(entry));
        let mut inserted = match self.lines.get(row) {
            Some(line) => self.inserted(line.start, &entry, row),
            None if row > 0 && !self.text.ends_with(['\r', '\n']) => {
                self.inserted(self.text.len(), &format!("{}{entry}", self.end), row)
            }
            None => self.inserted(self.text.len(), &entry, row),
        };
        inserted.line += u32::from(!blank_line.is_empty());
        inserted
    }

    /// Inserts the first entry of a register: in place of `{}`, otherwise at the end.
    pub(super) fn insert_first(&self, entry: &str) -> Option<Inserted> {
        let Some(row) = self.lines.iter().position(|line| line.content.trim_end().starts_with("{}")) else {
            return Some(self.append(entry, false));
        };
        let at = self.lines.get(row)?.start;
        let entry = self.with_line_ends(entry);
        let text = format!("{}{}{}", &self.text[..at], entry.trim_end(), &self.text[at + "{}".len()..]);
        Some(Inserted { text, line: row as u32 + 1 })
    }

    /// Whether a blank line is above an entry and its comment.
    pub(super) fn is_blank_above(&self, key: u32, indent: usize) -> bool {
        let first = self.first_comment_above((key as usize).saturating_sub(1), indent);
        first.checked_sub(1).and_then(|row| self.lines.get(row)).is_some_and(Line::is_blank)
    }

    /// The first of the comment lines directly above a line; without comments, the line itself.
    fn first_comment_above(&self, row: usize, indent: usize) -> usize {
        let above = self.lines.iter().take(row).rev().take_while(|line| line.is_comment(indent)).count();
        row - above.min(row)
    }

    /// Replaces the line ends of an entry by those of the file.
    fn with_line_ends(&self, entry: &str) -> String {
        entry.replace('\n', self.end)
    }

    /// Inserts a text at a position, which is the start of line `row`.
    fn inserted(&self, at: usize, text: &str, row: usize) -> Inserted {
        Inserted { text: format!("{}{text}{}", &self.text[..at], &self.text[at..]), line: row as u32 + 1 }
    }
}
