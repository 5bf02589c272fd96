//! Reports letters of a text that are missing from its tree, and so from every page.
//!
//! [`Watched`] wraps the parser. Each event covers a range of the text. Between two ranges there is only markup, which
//! has letters in a few known places, such as the target of a link. Any other letters are lost and reported with their
//! line: cells beyond the header of a table, or a definition that no link uses. The letters of the events and of the
//! tree are counted and compared as well. The count looks at bytes, not characters, because every letter of a digest
//! passes here twice.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, OffsetIter, Tag, TagEnd};

use crate::problem::Kind;
use crate::prose::{self, Block};
use asdg_russian::{is_forbidden, turns_text};

/// How many Russian and Latin letters and digits a text has. Typography changes none of them.
pub(super) fn letters(text: &str) -> usize {
    // Sums in single bytes let the processor count sixteen at once; a byte holds the sum of 255.
    let of_stretch = |stretch: &[u8]| stretch.iter().map(|&byte| u8::from(begins_letter(byte))).sum::<u8>();
    text.as_bytes().chunks(255).map(|stretch| usize::from(of_stretch(stretch))).sum()
}

/// Whether a byte is a Latin letter, a digit or the first byte of a Russian letter.
fn begins_letter(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10 || byte & 0xFE == 0xD0
}

/// How many letters blocks have, including the descriptions of their pictures.
pub(super) fn letters_of(blocks: &[Block]) -> usize {
    let mut sum = 0;
    prose::visit_text(blocks, &mut |text| sum += letters(text));
    prose::visit_pictures(blocks, &mut |_, description| sum += letters(description));
    sum
}

/// The events of the parser, with a check that they cover all letters.
pub(super) struct Watched<'t> {
    events: OffsetIter<'t>,
    text: &'t str,
    /// The end of the text covered so far.
    told: usize,
    /// Ranges with letters that no event covers, and what they belong to.
    gaps: Vec<(Range<usize>, &'static str)>,
    /// Where the link definitions begin that links use.
    used: BTreeSet<usize>,
    /// The lists that are open.
    lists: Vec<Numbers>,
    /// Whether the open heading has braces.
    has_braces: bool,
    /// The letters of the events since the last call of [`Watched::take_letters`].
    letters: usize,
    found: Vec<(usize, Kind)>,
}

/// The numbers of a list.
struct Numbers {
    first: Option<u64>,
    next: u64,
    /// The first number that differs from the one that the list shows: its place and both numbers.
    changed: Option<(usize, u64, u64)>,
    /// Whether all items have the number of the first, which leaves counting to Markdown.
    is_same: bool,
}

impl<'t> Watched<'t> {
    pub(super) fn new(events: OffsetIter<'t>, text: &'t str) -> Self {
        Self {
            events,
            text,
            told: 0,
            gaps: Vec::new(),
            used: BTreeSet::new(),
            lists: Vec::new(),
            has_braces: false,
            letters: 0,
            found: Vec::new(),
        }
    }

    /// Accounts for letters that the reader adds to the tree, or takes for markup.
    pub(super) fn adjust(&mut self, added: usize, taken: usize) {
        self.letters = (self.letters + added).saturating_sub(taken);
    }

    /// The letters of the events so far; the count begins again.
    pub(super) fn take_letters(&mut self) -> usize {
        std::mem::take(&mut self.letters)
    }

    /// What was lost, with the byte at which it is.
    pub(super) fn finish(mut self) -> Vec<(usize, Kind)> {
        self.gap(self.text.len(), "other");
        let mut definitions: Vec<Range<usize>> = Vec::new();
        if !self.gaps.is_empty() {
            definitions
                .extend(self.events.reference_definitions().iter().map(|(_, definition)| definition.span.clone()));
            definitions.sort_by_key(|span| span.start);
        }
        // A second definition of the same label is ignored by the parser, and stands before, between or behind others.
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
                self.lose(before.clone(), part_of(&before, part));
                if !self.used.contains(&span.start) {
                    self.lose(span.clone(), "definition");
                }
                at = span.end.clamp(at, gap.end);
            }
            let rest = at..gap.end;
            self.lose(rest.clone(), part_of(&rest, part));
        }
        self.found
    }

    fn account(&mut self, event: &Event<'t>, range: &Range<usize>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                self.gap(range.start, "other");
                self.told = self.told.max(range.end);
                self.letters += letters(text);
            }
            Event::Start(Tag::Item) => self.item(range),
            Event::Start(Tag::List(first)) => {
                let next = first.unwrap_or_default();
                self.lists.push(Numbers { first: *first, next, changed: None, is_same: true });
            }
            Event::End(TagEnd::List(_)) => {
                let changed = self.lists.pop().filter(|list| !list.is_same).and_then(|list| list.changed);
                if let Some((at, typed, shown)) = changed {
                    let kind = Kind::NumberChanged { typed: typed.to_string(), shown: shown.to_string() };
                    self.found.push((at, kind));
                }
            }
            Event::Start(Tag::Heading { id, classes, attrs, .. }) => {
                self.has_braces = id.is_some() || !classes.is_empty() || !attrs.is_empty();
            }
            Event::End(TagEnd::Heading(_)) => {
                // The parser knows no attribute of a single letter: `{a}`.
                let rest = self.text[self.told.min(range.end)..range.end].trim();
                if !self.has_braces && rest.starts_with('{') && letters(rest) > 0 {
                    let attribute = rest.trim_matches(['{', '}', ' ']).to_owned();
                    self.found.push((range.start, Kind::UnknownAttribute { attribute }));
                }
                if self.has_braces || rest.starts_with('{') {
                    self.told = self.told.max(range.end);
                } else {
                    // A heading without a text has nothing to do with what follows.
                    self.gap(range.end, "other");
                }
            }
            Event::Start(Tag::Link { link_type, title, id, .. }) => {
                self.link(*link_type, id, range);
                if !title.is_empty() {
                    self.found.push((range.start, lost("title", title)));
                }
            }
            Event::Start(Tag::Image { link_type, id, .. }) => self.link(*link_type, id, range),
            // After the text of a link comes its target.
            Event::End(TagEnd::Link | TagEnd::Image) => self.told = self.told.max(range.end),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                self.gap(range.start, "other");
                let line = self.text[range.start..].find('\n').map_or(self.text.len(), |end| range.start + end);
                self.told = self.told.max(line);
                // A single word is the name of a language, not text.
                if !info.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-#._".contains(&byte)) {
                    self.found.push((range.start, lost("fence", info)));
                }
            }
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => self.gap(range.end, "cell"),
            _ => {}
        }
    }

    fn link(&mut self, link_type: LinkType, id: &str, range: &Range<usize>) {
        self.gap(range.start, "other");
        if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
            let definition = self.events.reference_definitions().get(id);
            self.used.extend(definition.map(|definition| definition.span.start));
        }
    }

    /// The marker of an item has a number, which is shown as the list counts.
    fn item(&mut self, range: &Range<usize>) {
        self.gap(range.start, "other");
        // In a quotation an item may begin with the blanks before its number.
        let rest = self.text[range.start..].trim_start_matches(' ');
        let start = self.text.len() - rest.len();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.told = self.told.max(start + digits);
        if let (Some(list), Ok(typed)) = (self.lists.last_mut(), rest[..digits].parse::<u64>()) {
            list.is_same &= Some(typed) == list.first;
            if typed != list.next && list.changed.is_none() {
                list.changed = Some((start, typed, list.next));
            }
            list.next += 1;
        }
    }

    /// Records a range that no event covers, if it has letters.
    fn gap(&mut self, to: usize, part: &'static str) {
        if to > self.told {
            if letters(&self.text[self.told..to]) > 0 {
                self.gaps.push((self.told..to, part));
            }
            self.told = to;
        }
    }

    fn lose(&mut self, range: Range<usize>, part: &str) {
        let text = &self.text[range.clone()];
        if letters(text) > 0 {
            let shown = text.trim_matches(|c: char| c.is_whitespace() || c == '|');
            let at = range.start + text.find(shown).unwrap_or_default();
            self.found.push((at, lost(part, shown)));
        }
    }
}

/// How many characters of a lost text a problem shows.
const TOLD: usize = 80;

/// The problem for a lost text.
fn lost(part: &str, text: &str) -> Kind {
    let line = text.lines().next().unwrap_or_default();
    let mut shown: String = line.chars().take(TOLD).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    Kind::TextLost { part: part.to_owned(), text: shown }
}

impl<'t> Iterator for Watched<'t> {
    type Item = (Event<'t>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let (mut event, range) = self.events.next()?;
        if let Event::Text(text) = &mut event
            && self.text[range.clone()].starts_with('&')
        {
            // `&#27;` is the only way in for a character that must not reach a page: those typed as they are have gone before.
            if let Some(forbidden) = text.chars().find(|&c| is_forbidden(c) && c != '\t' && c != '\n') {
                let code = format!("U+{:04X}", u32::from(forbidden));
                self.found.push((range.start, Kind::ControlCharacter { code }));
                *text = CowStr::Borrowed("");
            } else if text.contains(turns_text) {
                *text = CowStr::Borrowed("");
            }
        }
        self.account(&event, &range);
        Some((event, range))
    }
}
