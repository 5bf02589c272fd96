//! Detects text that is missing from the tree, and so from every page.
//!
//! [`CheckedEvents`] wraps the parser. Each event covers a range of the text. Between two ranges only markup is
//! expected, which has letters in a few known places, such as the target of a link. Any other letters are lost and
//! reported with their line: cells beyond the header of a table, or a definition that no link uses. The letters of the
//! events and of the tree are counted and compared as well. The count looks at bytes, not characters, because every
//! letter of a digest is counted twice.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, OffsetIter, Tag, TagEnd};

use crate::problem::Kind;
use crate::prose::{self, Block};
use asdg_russian::{changes_direction, is_forbidden};

/// Counts the Russian and Latin letters and digits of a text. Typography changes none of them.
pub(super) fn count_letters(text: &str) -> usize {
    // Sums in single bytes let the processor count sixteen bytes at once; a byte can hold a sum of up to 255.
    let count = |chunk: &[u8]| chunk.iter().map(|&byte| u8::from(is_letter_start(byte))).sum::<u8>();
    text.as_bytes().chunks(255).map(|chunk| usize::from(count(chunk))).sum()
}

/// Whether a byte is a Latin letter, a digit or the first byte of a Russian letter.
fn is_letter_start(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10 || byte & 0xFE == 0xD0
}

/// Counts the letters of blocks, including the descriptions of their pictures.
pub(super) fn count_block_letters(blocks: &[Block]) -> usize {
    let mut sum = 0;
    prose::visit_text(blocks, &mut |text| sum += count_letters(text));
    prose::visit_pictures(blocks, &mut |_, description| sum += count_letters(description));
    sum
}

/// The events of the parser, with a check that they cover all letters.
pub(super) struct CheckedEvents<'t> {
    events: OffsetIter<'t>,
    text: &'t str,
    /// The end of the text covered so far.
    covered_to: usize,
    /// Ranges with letters that no event covers, with the kind of the part that they belong to, such as `cell`.
    gaps: Vec<(Range<usize>, &'static str)>,
    /// The start positions of the link definitions that links use.
    used_definitions: BTreeSet<usize>,
    /// The numbers of the open lists.
    lists: Vec<ListNumbers>,
    /// Whether the open heading has braces.
    has_braces: bool,
    /// The letters of the events since the last call of [`CheckedEvents::take_letters`].
    letters: usize,
    /// The problems found, with their byte positions.
    found: Vec<(usize, Kind)>,
}

/// The numbers of the items of a list.
struct ListNumbers {
    first: Option<u64>,
    next: u64,
    /// The first number that differs from the one that the page shows: its position, the typed and the shown number.
    changed: Option<(usize, u64, u64)>,
    /// Whether all items have the number of the first: the author leaves counting to Markdown.
    has_equal_numbers: bool,
}

impl<'t> CheckedEvents<'t> {
    pub(super) fn new(events: OffsetIter<'t>, text: &'t str) -> Self {
        Self {
            events,
            text,
            covered_to: 0,
            gaps: Vec::new(),
            used_definitions: BTreeSet::new(),
            lists: Vec::new(),
            has_braces: false,
            letters: 0,
            found: Vec::new(),
        }
    }

    /// Adjusts the count of letters by those that the reader adds to the tree, and those that it reads as markup.
    pub(super) fn adjust(&mut self, added: usize, markup: usize) {
        self.letters = (self.letters + added).saturating_sub(markup);
    }

    /// Returns the letters of the events since the last call, and resets the count.
    pub(super) fn take_letters(&mut self) -> usize {
        std::mem::take(&mut self.letters)
    }

    /// Returns the problems found, with their byte positions.
    pub(super) fn finish(mut self) -> Vec<(usize, Kind)> {
        self.record_gap(self.text.len(), "other");
        let mut definitions: Vec<Range<usize>> = Vec::new();
        if !self.gaps.is_empty() {
            definitions
                .extend(self.events.reference_definitions().iter().map(|(_, definition)| definition.span.clone()));
            definitions.sort_by_key(|span| span.start);
        }
        // The parser ignores a second definition of the same label, which may be anywhere among the other definitions.
        let text = self.text;
        let part_of = |range: &Range<usize>, part| {
            let is_definition = text[range.clone()].trim_start().starts_with('[') && text[range.clone()].contains("]:");
            if is_definition { "definition" } else { part }
        };
        for (gap, part) in std::mem::take(&mut self.gaps) {
            let mut at = gap.start;
            let from = definitions.partition_point(|span| span.end <= gap.start);
            for span in definitions[from..].iter().take_while(|span| span.start < gap.end) {
                let before = at..span.start.max(at);
                self.report_range(before.clone(), part_of(&before, part));
                if !self.used_definitions.contains(&span.start) {
                    self.report_range(span.clone(), "definition");
                }
                at = span.end.clamp(at, gap.end);
            }
            let rest = at..gap.end;
            self.report_range(rest.clone(), part_of(&rest, part));
        }
        self.found
    }

    /// Records the range and the letters that an event covers.
    fn record_event(&mut self, event: &Event<'t>, range: &Range<usize>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                self.record_gap(range.start, "other");
                self.covered_to = self.covered_to.max(range.end);
                self.letters += count_letters(text);
            }
            Event::Start(Tag::Item) => self.record_item_number(range),
            Event::Start(Tag::List(first)) => {
                let next = first.unwrap_or_default();
                self.lists.push(ListNumbers { first: *first, next, changed: None, has_equal_numbers: true });
            }
            Event::End(TagEnd::List(_)) => {
                let changed = self.lists.pop().filter(|list| !list.has_equal_numbers).and_then(|list| list.changed);
                if let Some((at, typed, shown)) = changed {
                    let kind = Kind::NumberChanged { typed: typed.to_string(), shown: shown.to_string() };
                    self.found.push((at, kind));
                }
            }
            Event::Start(Tag::Heading { id, classes, attrs, .. }) => {
                self.has_braces = id.is_some() || !classes.is_empty() || !attrs.is_empty();
            }
            Event::End(TagEnd::Heading(_)) => {
                // The parser does not read an attribute of a single letter: `{a}`.
                let rest = self.text[self.covered_to.min(range.end)..range.end].trim();
                if !self.has_braces && rest.starts_with('{') && count_letters(rest) > 0 {
                    let attribute = rest.trim_matches(['{', '}', ' ']).to_owned();
                    self.found.push((range.start, Kind::UnknownAttribute { attribute }));
                }
                if self.has_braces || rest.starts_with('{') {
                    self.covered_to = self.covered_to.max(range.end);
                } else {
                    // A heading without text does not cover the text after it.
                    self.record_gap(range.end, "other");
                }
            }
            Event::Start(Tag::Link { link_type, title, id, .. }) => {
                self.record_link(*link_type, id, range);
                if !title.is_empty() {
                    self.found.push((range.start, lost("title", title)));
                }
            }
            Event::Start(Tag::Image { link_type, id, .. }) => self.record_link(*link_type, id, range),
            // The target of a link comes after its text.
            Event::End(TagEnd::Link | TagEnd::Image) => self.covered_to = self.covered_to.max(range.end),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                self.record_gap(range.start, "other");
                let line = self.text[range.start..].find('\n').map_or(self.text.len(), |end| range.start + end);
                self.covered_to = self.covered_to.max(line);
                // A single word is the name of a language, not text.
                if !info.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-#._".contains(&byte)) {
                    self.found.push((range.start, lost("fence", info)));
                }
            }
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => self.record_gap(range.end, "cell"),
            _ => {}
        }
    }

    /// Records the start of a link or picture, and the definition that it uses.
    fn record_link(&mut self, link_type: LinkType, id: &str, range: &Range<usize>) {
        self.record_gap(range.start, "other");
        if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
            let definition = self.events.reference_definitions().get(id);
            self.used_definitions.extend(definition.map(|definition| definition.span.start));
        }
    }

    /// Records the number in the marker of an item. The page shows the number that the list counts instead.
    fn record_item_number(&mut self, range: &Range<usize>) {
        self.record_gap(range.start, "other");
        // In a quotation an item may begin with the blanks before its number.
        let rest = self.text[range.start..].trim_start_matches(' ');
        let start = self.text.len() - rest.len();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.covered_to = self.covered_to.max(start + digits);
        if let (Some(list), Ok(typed)) = (self.lists.last_mut(), rest[..digits].parse::<u64>()) {
            list.has_equal_numbers &= Some(typed) == list.first;
            if typed != list.next && list.changed.is_none() {
                list.changed = Some((start, typed, list.next));
            }
            list.next += 1;
        }
    }

    /// Records the range up to `to`, which no event covers, if it has letters.
    fn record_gap(&mut self, to: usize, part: &'static str) {
        if to > self.covered_to {
            if count_letters(&self.text[self.covered_to..to]) > 0 {
                self.gaps.push((self.covered_to..to, part));
            }
            self.covered_to = to;
        }
    }

    /// Reports a lost range, if it has letters.
    fn report_range(&mut self, range: Range<usize>, part: &str) {
        let text = &self.text[range.clone()];
        if count_letters(text) > 0 {
            let shown = text.trim_matches(|c: char| c.is_whitespace() || c == '|');
            let at = range.start + text.find(shown).unwrap_or_default();
            self.found.push((at, lost(part, shown)));
        }
    }
}

/// The number of characters of a lost text that a problem shows.
const SHOWN: usize = 80;

/// Returns the problem for a lost text.
fn lost(part: &str, text: &str) -> Kind {
    let line = text.lines().next().unwrap_or_default();
    let mut shown: String = line.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    Kind::TextLost { part: part.to_owned(), text: shown }
}

impl<'t> Iterator for CheckedEvents<'t> {
    type Item = (Event<'t>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let (mut event, range) = self.events.next()?;
        if let Event::Text(text) = &mut event
            && self.text[range.clone()].starts_with('&')
        {
            // Only an entity such as `&#27;` can still be a character that must not reach a page: characters typed as
            // they are were removed before.
            if let Some(forbidden) = text.chars().find(|&c| is_forbidden(c) && c != '\t' && c != '\n') {
                let code = format!("U+{:04X}", u32::from(forbidden));
                self.found.push((range.start, Kind::ControlCharacter { code }));
                *text = CowStr::Borrowed("");
            } else if text.contains(changes_direction) {
                *text = CowStr::Borrowed("");
            }
        }
        self.record_event(&event, &range);
        Some((event, range))
    }
}
