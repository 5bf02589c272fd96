//! Lines of a file with their line ends, and inserting lines between them.

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

    /// Whether it is a comment that is indented by at most `indent`; a deeper one may belong to a text.
    fn is_comment(&self, indent: usize) -> bool {
        let text = self.content.trim_start_matches(' ');
        text.starts_with('#') && self.content.len() - text.len() <= indent
    }
}

/// A text with lines inserted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Inserted {
    /// The whole text.
    pub(super) whole: String,
    /// The number of the first inserted line, not counting a blank line before it.
    pub(super) line: u32,
}

impl<'t> Lines<'t> {
    /// Splits a text. Lines end with CR LF, LF or CR, as for the reader.
    pub(super) fn new(text: &'t str) -> Self {
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut lines = Vec::new();
        let mut end = "";
        let mut start = mark;
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

    /// Inserts an entry before the one whose key is on line `key` and its comment. A comment at the top of the file
    /// belongs to the file.
    pub(super) fn insert_before(
        &self,
        key: u32,
        number: usize,
        indent: usize,
        entry: &str,
        spaced: bool,
    ) -> Option<Inserted> {
        let key = (key as usize).checked_sub(1)?;
        let first = self.comments_above(key, indent);
        let row = if number == 0 && first == 0 { key } else { first };
        let at = self.lines.get(row)?.start;
        let behind = if spaced { self.end } else { "" };
        Some(self.inserted(at, &format!("{}{behind}", self.with_ends(entry)), row))
    }

    /// Inserts an entry at the end, before trailing blank lines.
    pub(super) fn append(&self, entry: &str, spaced: bool) -> Inserted {
        let row = self.lines.iter().rposition(|line| !line.is_blank()).map_or(0, |row| row + 1);
        let before = if spaced && row > 0 { self.end } else { "" };
        let entry = format!("{before}{}", self.with_ends(entry));
        let mut inserted = match self.lines.get(row) {
            Some(line) => self.inserted(line.start, &entry, row),
            None if row > 0 && !self.text.ends_with(['\r', '\n']) => {
                self.inserted(self.text.len(), &format!("{}{entry}", self.end), row)
            }
            None => self.inserted(self.text.len(), &entry, row),
        };
        inserted.line += u32::from(!before.is_empty());
        inserted
    }

    /// Inserts the first entry into an empty register: in place of `{}`, else at the end.
    pub(super) fn fill_in(&self, entry: &str) -> Option<Inserted> {
        let Some(row) = self.lines.iter().position(|line| line.content.trim_end().starts_with("{}")) else {
            return Some(self.append(entry, false));
        };
        let at = self.lines.get(row)?.start;
        let entry = self.with_ends(entry);
        let whole = format!("{}{}{}", &self.text[..at], entry.trim_end(), &self.text[at + "{}".len()..]);
        Some(Inserted { whole, line: row as u32 + 1 })
    }

    /// Whether there is a blank line above an entry and its comment.
    pub(super) fn is_blank_above(&self, key: u32, indent: usize) -> bool {
        let first = self.comments_above((key as usize).saturating_sub(1), indent);
        first.checked_sub(1).and_then(|row| self.lines.get(row)).is_some_and(Line::is_blank)
    }

    /// The first of the comment lines right above a line, else that line.
    fn comments_above(&self, row: usize, indent: usize) -> usize {
        let above = self.lines.iter().take(row).rev().take_while(|line| line.is_comment(indent)).count();
        row - above.min(row)
    }

    fn with_ends(&self, entry: &str) -> String {
        entry.replace('\n', self.end)
    }

    fn inserted(&self, at: usize, text: &str, row: usize) -> Inserted {
        Inserted { whole: format!("{}{text}{}", &self.text[..at], &self.text[at..]), line: row as u32 + 1 }
    }
}
