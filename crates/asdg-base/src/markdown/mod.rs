//! Parses Markdown as officials type it into sections of [`Prose`].
//!
//! [`read()`] normalises the text, parses it once and builds the tree. First `comments` removes comments; then `tidy`
//! rewrites lines so that the parser reads what the author meant (`– item` is a list), and records where each line
//! comes from. Raw HTML is shown as text, except a few harmless tags.

mod autolink;
mod block;
mod comments;
mod emphasis;
pub mod escape;
mod fence;
mod inline;
mod line;
mod lost;
mod tidied;
mod tidy;
mod visible;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::problem::{Kind, Place, Problems, Span};
use crate::prose::Prose;
pub use comments::comment_mark;
pub use inline::address;
use lost::{CheckedEvents, count_block_letters, count_letters};
use tidied::Tidied;

/// A link as written, not resolved yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLink {
    /// The text in the parentheses, such as `course:protocol`.
    pub target: String,
    /// Its place in the text.
    pub span: Span,
}

/// A tree whose links and pictures are not resolved yet.
pub type SourceProse = Prose<SourceLink, SourceLink>;

/// A parsed text, with the problems found in it.
#[derive(Debug, Default)]
pub struct Document {
    /// The sections; the first has no heading and may be empty.
    pub sections: Vec<Section>,
    /// The problems; their places have no file name yet.
    pub problems: Problems,
}

/// The text below a heading of the first three levels.
#[derive(Debug, Default)]
pub struct Section {
    /// The heading; `None` for the text before the first one.
    pub heading: Option<Heading>,
    /// The text.
    pub prose: SourceProse,
    /// The start of the text.
    pub start: Option<Span>,
}

/// A heading of level 1 to 3.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 1 to 3.
    pub level: u8,
    /// Its text without markup.
    pub text: Box<str>,
    /// The value of `{#id}`.
    pub id: Option<(String, Span)>,
    /// The values of `{topic=...}`.
    pub topics: Vec<(String, Span)>,
    /// Its place in the text.
    pub span: Span,
}

/// Parses a text in which headings of levels 1 to 3 begin sections. `first_line` is the number of its first line in its
/// file.
pub fn read(text: &str, first_line: u32) -> Document {
    read_with(text, first_line, true)
}

/// Parses a text whose headings are ordinary blocks, such as an introduction.
pub fn read_unsectioned(text: &str, first_line: u32) -> (SourceProse, Problems) {
    let Document { sections, problems } = read_with(text, first_line, false);
    let prose = sections.into_iter().next_back().map(|section| section.prose).unwrap_or_default();
    (prose, problems)
}

fn read_with(text: &str, first_line: u32, sectioned: bool) -> Document {
    let mut problems = Problems::default();
    let tidied = tidy::tidy(text, first_line, &mut problems);
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let events = CheckedEvents::new(Parser::new_ext(&tidied.text, options).into_offset_iter(), &tidied.text);
    let mut reader = Reader {
        events,
        tidied: &tidied,
        sectioned,
        depth: 0,
        at: 0,
        section: Section::default(),
        sections: Vec::new(),
        titles: Vec::new(),
        problems,
    };
    reader.document();
    reader.report_lost();
    let Reader { sections, problems, .. } = reader;
    Document { sections, problems }
}

struct Reader<'t> {
    events: CheckedEvents<'t>,
    tidied: &'t Tidied<'t>,
    /// Whether headings of levels 1 to 3 begin sections.
    sectioned: bool,
    /// The number of open lists and quotations.
    depth: usize,
    /// The start of the current event, in bytes of the tidied text.
    at: usize,
    section: Section,
    sections: Vec<Section>,
    /// The titles of pictures that are not captions, with the numbers of the pictures. Whether a title is a caption is
    /// known only when its paragraph ends.
    titles: Vec<(u16, Span, String)>,
    problems: Problems,
}

impl<'t> Reader<'t> {
    fn document(&mut self) {
        while let Some((event, range)) = self.events.next() {
            if let Event::Start(Tag::Heading { level, .. }) = &event
                && self.sectioned
                && *level <= HeadingLevel::H3
            {
                self.heading(event, range);
                continue;
            }
            if self.section.start.is_none() {
                self.section.start = Some(self.tidied.span(range.start, ""));
            }
            if let Some(block) = self.block(event, range) {
                self.section.prose.blocks.push(block);
            }
        }
        self.end_section(None);
    }

    /// Ends a section, compares its number of letters with the parser's, and begins the next section.
    fn end_section(&mut self, heading: Option<Heading>) {
        let finished = std::mem::replace(&mut self.section, Section { heading, ..Section::default() });
        if self.events.take_letters() != count_block_letters(&finished.prose.blocks) {
            let start = finished.start.unwrap_or(Span::line(self.tidied.first_line));
            let text = finished.heading.as_ref().map(|heading| heading.text.to_string()).unwrap_or_default();
            self.report(start, Kind::TextLost { part: "other".to_owned(), text });
        }
        self.sections.push(finished);
    }

    fn report(&mut self, span: Span, kind: Kind) {
        self.problems.add(Place::at("", span), kind);
    }

    /// Reports text that is missing from the tree.
    fn report_lost(&mut self) {
        for (_, span, text) in std::mem::take(&mut self.titles) {
            self.report(span, Kind::TextLost { part: "title".to_owned(), text });
        }
        let empty = CheckedEvents::new(Parser::new("").into_offset_iter(), "");
        for (at, kind) in std::mem::replace(&mut self.events, empty).finish() {
            let needle = match &kind {
                Kind::TextLost { text, .. } => text.trim_end_matches('…'),
                Kind::UnknownAttribute { attribute } => attribute,
                Kind::ControlCharacter { .. } => entity(&self.tidied.text[at..]),
                _ => "",
            };
            self.report(self.tidied.span(at, needle), kind);
        }
    }

    /// Reads a heading that begins a section.
    fn heading(&mut self, event: Event<'t>, range: Range<usize>) {
        let Event::Start(Tag::Heading { level, id, classes, attrs }) = event else {
            return;
        };
        let span = self.tidied.span(range.start, "");
        // Search the attributes in the braces one after the other, because the same word may also be in the heading, or
        // twice in the braces.
        let line = &self.tidied.text[range.clone()];
        let braces = line.rfind('{').unwrap_or(0);
        let mut from = braces;
        let mut topics = Vec::new();
        for (key, value) in &attrs {
            match (key.as_ref(), value) {
                ("topic", Some(topic)) if !topic.is_empty() => {
                    let found = line[from..].find(&format!("topic={topic}")).map_or(from, |at| from + at);
                    from = found + "topic=".len();
                    topics.push((topic.to_string(), self.tidied.span(range.start + from, topic)));
                }
                _ => {
                    let span = self.tidied.span(range.start + braces, key);
                    self.report(span, Kind::UnknownAttribute { attribute: key.to_string() });
                }
            }
        }
        for class in &classes {
            let span = self.tidied.span(range.start + braces, &format!(".{class}"));
            self.report(span, Kind::UnknownAttribute { attribute: format!(".{class}") });
        }
        let id = id.map(|id| {
            let found = line[braces..].find(&format!("#{id}")).map_or(braces, |at| braces + at + 1);
            (id.to_string(), self.tidied.span(range.start + found, &id))
        });
        let before = self.events.take_letters();
        let content = self.inlines(|end| matches!(end, TagEnd::Heading(_)));
        // The heading is not part of the prose.
        self.events.take_letters();
        self.events.adjust(before, 0);
        let text: Box<str> = crate::prose::plain_text(&content).trim().into();
        // The parser does not read unclosed braces, or braces before the end of the heading, as attributes, but the
        // editor means attributes.
        if let Some(at) = text.find("{topic").or_else(|| text.find("{#")) {
            let attribute = text[at..].to_owned();
            self.report(self.tidied.span(range.start + braces, &attribute), Kind::UnknownAttribute { attribute });
        }
        let heading = Heading { level: level as u8, text, id, topics, span };
        self.end_section(Some(heading));
    }
}

/// Returns the entity at the start of a text: `&#27;`.
fn entity(text: &str) -> &str {
    text.find(';').map_or(text, |end| &text[..=end])
}

#[cfg(test)]
mod tests;
