//! What is lost between the text and its tree, as the proof of `import` looks for it: letters of the text that are on no page.
//!
//! [`Watched`] stands between the parser and its reader. Each event covers a stretch of the text; what lies between two stretches is markup
//! and has letters in a few known places only, such as the target of a link. Any others are lost: cells beyond the head of a table,
//! a definition that no link uses. The letters of the events and those of the tree are counted as well. Bytes are counted, not
//! characters, since every letter of a digest passes here twice.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, OffsetIter, Tag, TagEnd};

use crate::problem::Kind;
use crate::prose::{self, Block};

/// The Russian and Latin letters and the digits of a text. Typography changes none of them.
pub(super) fn letters(text: &str) -> usize {
    // Sums of single bytes let the processor count sixteen at once; 255 of them fit into one.
    let of_stretch = |stretch: &[u8]| stretch.iter().map(|&byte| u8::from(begins_letter(byte))).sum::<u8>();
    text.as_bytes().chunks(255).map(|stretch| usize::from(of_stretch(stretch))).sum()
}

/// Whether a byte is a Latin letter, a digit or the first byte of a Russian letter.
fn begins_letter(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10 || byte & 0xFE == 0xD0
}

/// The same of blocks, with the descriptions of their pictures.
pub(super) fn letters_of(blocks: &[Block]) -> usize {
    let mut sum = 0;
    prose::visit_text(blocks, &mut |text| sum += letters(text));
    prose::visit_pictures(blocks, &mut |_, description| sum += letters(description));
    sum
}

/// The events of the parser, watched.
pub(super) struct Watched<'t> {
    events: OffsetIter<'t>,
    text: &'t str,
    /// Up to where the text is accounted for.
    told: usize,
    /// Stretches with letters that no event covers, and what they belong to.
    gaps: Vec<(Range<usize>, &'static str)>,
    /// Where the definitions begin that links use.
    used: BTreeSet<usize>,
    /// The lists that are open.
    lists: Vec<Numbers>,
    /// Whether the heading that is open has braces.
    has_braces: bool,
    /// The letters of the events since [`Watched::take_letters`] was last asked.
    letters: usize,
    found: Vec<(usize, Kind)>,
}

/// The numbers of a list.
struct Numbers {
    first: Option<u64>,
    next: u64,
    /// The first number that is not the one that the list shows: its place and both numbers.
    changed: Option<(usize, u64, u64)>,
    /// Whether all items were typed with the number of the first, as people do who leave counting to Markdown.
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

    /// Letters that the reader adds to the tree, or takes for markup.
    pub(super) fn adjust(&mut self, added: usize, taken: usize) {
        self.letters = (self.letters + added).saturating_sub(taken);
    }

    /// The letters of the events so far, and begins to count anew.
    pub(super) fn take_letters(&mut self) -> usize {
        std::mem::take(&mut self.letters)
    }

    /// What was lost, with the byte at which it stands.
    pub(super) fn finish(mut self) -> Vec<(usize, Kind)> {
        self.gap(self.text.len(), "other");
        let mut definitions: Vec<Range<usize>> = Vec::new();
        if !self.gaps.is_empty() {
            definitions
                .extend(self.events.reference_definitions().iter().map(|(_, definition)| definition.span.clone()));
            definitions.sort_by_key(|span| span.start);
        }
        for (gap, part) in std::mem::take(&mut self.gaps) {
            let mut at = gap.start;
            let from = definitions.partition_point(|span| span.end <= gap.start);
            for span in definitions[from..].iter().take_while(|span| span.start < gap.end) {
                self.lose(at..span.start.max(at), part);
                if !self.used.contains(&span.start) {
                    self.lose(span.clone(), "definition");
                }
                at = span.end.clamp(at, gap.end);
            }
            // A second definition of one label is none for the parser.
            let is_definition =
                self.text[at..gap.end].trim_start().starts_with('[') && self.text[at..gap.end].contains("]:");
            self.lose(at..gap.end, if is_definition { "definition" } else { part });
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
            Event::End(TagEnd::Heading(_)) if self.has_braces => self.told = self.told.max(range.end),
            Event::Start(Tag::Link { link_type, title, id, .. }) => {
                self.link(*link_type, id, range);
                if !title.is_empty() {
                    self.found.push((range.start, lost("title", title)));
                }
            }
            Event::Start(Tag::Image { link_type, id, .. }) => self.link(*link_type, id, range),
            // What stands behind the text of a link is where it leads.
            Event::End(TagEnd::Link | TagEnd::Image) => self.told = self.told.max(range.end),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                self.gap(range.start, "other");
                let line = self.text[range.start..].find('\n').map_or(self.text.len(), |end| range.start + end);
                self.told = self.told.max(line);
                // A single word is the name of a language, which is no text.
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

    /// The mark of an item has a number, which is shown as the list counts.
    fn item(&mut self, range: &Range<usize>) {
        self.gap(range.start, "other");
        let rest = &self.text[range.start..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.told = self.told.max(range.start + digits);
        if let (Some(list), Ok(typed)) = (self.lists.last_mut(), rest[..digits].parse::<u64>()) {
            list.is_same &= Some(typed) == list.first;
            if typed != list.next && list.changed.is_none() {
                list.changed = Some((range.start, typed, list.next));
            }
            list.next += 1;
        }
    }

    /// Takes note of a stretch that no event covers, if there are letters in it.
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

/// How many characters of a lost text are told.
const TOLD: usize = 80;

/// What is said of a text that is lost.
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
        let (event, range) = self.events.next()?;
        self.account(&event, &range);
        Some((event, range))
    }
}
