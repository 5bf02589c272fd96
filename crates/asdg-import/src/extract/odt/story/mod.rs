//! Builds the text of an OpenDocument text from the sequence of its elements: [`Story`].
//!
//! Elements that are not named here are transparent, as in the reader of .docx.

mod inline;

use std::collections::{BTreeMap, HashMap};

use self::inline::is_link;
use super::lists::{Lists, Suspended};
use super::plain::{NO_TEXT, plain};
use super::styles::{StyleFormat, Styles};
use crate::document::{Aside, AsideKind, Block, Picture, Run, Style, Where};
use crate::extract::archive::{Archive, ReadError};
use crate::extract::xml::blocks::BlockBuilder;
use crate::extract::xml::letters::LetterCounts;
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// How many blanks one element may stand for.
const BLANKS_LIMIT: u32 = 32;
/// How many times a cell may be repeated.
const COLUMNS_LIMIT: u32 = 64;

/// A text that is being read.
pub(super) struct Story<'s, 'b> {
    archive: &'s mut Archive<'b>,
    styles: &'s Styles,
    blocks: BlockBuilder,
    lists: Lists,
    paragraphs: u32,
    open: Vec<Here>,
    spans: Vec<StyleFormat>,
    links: Vec<Option<String>>,
    /// How many columns each open cell takes up, with its repetitions.
    cells: Vec<u32>,
    /// Lists around each open note, text box and table.
    around: Vec<Suspended>,
    /// The texts of tracked deletions that were not met yet, by their ids.
    deletions: HashMap<String, String>,
    numbers: HashMap<String, usize>,
    /// The picture of each open frame.
    frames: Vec<Option<usize>>,
    /// What was written into the fields of forms, by the ids of their controls.
    fields: BTreeMap<String, String>,
    /// For each open content control or prompt whether nobody has filled it in.
    controls: Vec<bool>,
    /// What is not part of the text.
    pub asides: Vec<Aside>,
    /// The pictures.
    pub pictures: Vec<Picture>,
    /// Letters that were left out on purpose.
    pub left_out: LetterCounts,
    /// Letters that the file has elsewhere than in its text.
    pub added: LetterCounts,
}

/// An open paragraph.
struct Here {
    at: Where,
    style: Style,
    look: StyleFormat,
    /// Whether the last character was a blank: the next ones in the XML are only its layout.
    blank: bool,
    /// Whether the last thing met was a hidden text, which the next one goes on.
    hiding: bool,
    spans: Vec<StyleFormat>,
    links: Vec<Option<String>>,
    /// How many frames were open around it.
    frames: usize,
}

impl<'s, 'b> Story<'s, 'b> {
    /// Begins a text.
    pub(super) fn new(archive: &'s mut Archive<'b>, styles: &'s Styles) -> Self {
        Self {
            archive,
            styles,
            blocks: BlockBuilder::new(),
            lists: Lists::default(),
            paragraphs: 0,
            open: Vec::new(),
            spans: Vec::new(),
            links: Vec::new(),
            cells: Vec::new(),
            around: Vec::new(),
            deletions: HashMap::new(),
            numbers: HashMap::new(),
            frames: Vec::new(),
            fields: BTreeMap::new(),
            controls: Vec::new(),
            asides: Vec::new(),
            pictures: Vec::new(),
            left_out: LetterCounts::default(),
            added: LetterCounts::default(),
        }
    }

    /// Reads the element that has just opened.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            match token {
                XmlToken::Open(tag) => self.open(&tag, xml)?,
                XmlToken::Close(end) => self.close(end.name()),
                XmlToken::Text(text) => self.characters(&text),
            }
        }
        Ok(())
    }

    /// The blocks of the text. What was written into fields that stand nowhere is noted.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        let fields = std::mem::take(&mut self.fields);
        fields.into_values().for_each(|value| self.aside(AsideKind::Field, value));
        std::mem::replace(&mut self.blocks, BlockBuilder::new()).finish()
    }

    fn open(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        match tag.name() {
            "p" | "h" => self.open_paragraph(tag),
            "span" => {
                let look = tag.attribute("style-name").map(|name| self.styles.text(&name)).unwrap_or_default();
                self.spans.push(look.or(self.spans.last().copied().unwrap_or_default()));
            }
            "a" => self.links.push(tag.attribute("href").filter(|href| is_link(href))),
            "s" => {
                let count = tag.number("c").unwrap_or(1).min(BLANKS_LIMIT);
                (0..count).for_each(|_| self.text(" "));
            }
            "tab" => self.text(" "),
            "line-break" => self.put(Run::Break),
            "list" => self.lists.open(tag),
            "list-item" => self.lists.item(tag),
            "list-header" => self.lists.unmarked(),
            "table" => {
                self.around.push(self.lists.suspend());
                self.blocks.open_table(self.next_place());
            }
            "table-row" => self.blocks.open_row(),
            "table-cell" | "covered-table-cell" => self.open_cell(tag),
            "note" => {
                self.around.push(self.lists.suspend());
                self.blocks.open_note();
            }
            "ruby-text" => {
                self.blocks.open_note();
                self.blocks.open_paragraph(self.place());
            }
            "text-box" => self.around.push(self.lists.suspend()),
            "frame" => self.frames.push(None),
            "image" => self.picture(tag)?,
            // The name of a drawing. A field that shows the title of the document has another prefix.
            "title" if tag.full_name() == "svg:title" => xml.skip()?,
            "desc" => self.describe(&xml.text()?),
            "annotation" => {
                let text = plain(xml)?;
                self.aside(AsideKind::Comment, text);
            }
            "tracked-changes" => self.deletions = deletions(xml)?,
            "change" => {
                let deletion = tag.attribute("change-id").and_then(|id| self.deletions.remove(&id));
                self.aside(AsideKind::Deletion, deletion.unwrap_or_default());
            }
            "placeholder" => self.controls.push(true),
            "content-control" => {
                self.controls.push(tag.attribute("showing-place-holder").as_deref() == Some("true"));
            }
            "forms" => self.fields.extend(fields(xml)?),
            "control" => {
                let value = tag.attribute("control").and_then(|id| self.fields.remove(&id));
                self.insert(&value.unwrap_or_default());
            }
            "table-of-content" => {
                let text = plain(xml)?;
                self.aside(AsideKind::Contents, text);
            }
            "object" => self.object(tag, xml)?,
            "object-ole" | "plugin" | "applet" | "floating-frame" => {
                self.note(AsideKind::Object, tag.attribute("href").unwrap_or_default());
                xml.skip()?;
            }
            name if NO_TEXT.contains(&name) => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => self.close_paragraph(),
            "span" => {
                self.spans.pop();
            }
            "a" => {
                self.links.pop();
            }
            "placeholder" | "content-control" => {
                self.controls.pop();
            }
            "list" => self.lists.close(),
            "table" => {
                self.blocks.close_table();
                self.resume();
            }
            "table-row" => self.blocks.close_row(false),
            "table-cell" | "covered-table-cell" => {
                self.blocks.close_cell();
                let columns = self.cells.pop().unwrap_or(1);
                self.blocks.add_empty_cells(columns.saturating_sub(1));
            }
            "note" => {
                self.close_note();
                self.resume();
            }
            "ruby-text" => {
                self.blocks.close_paragraph(Style::Body, false);
                self.close_note();
            }
            "text-box" => self.resume(),
            "frame" => {
                self.frames.pop();
            }
            _ => {}
        }
    }

    fn close_note(&mut self) {
        let (at, runs) = (self.place(), self.blocks.close_note());
        self.blocks.add_runs(at, runs);
    }

    fn resume(&mut self) {
        if let Some(lists) = self.around.pop() {
            self.lists.resume(lists);
        }
    }

    /// Where the next paragraph will stand.
    fn next_place(&self) -> Where {
        Where::Paragraph(self.paragraphs.saturating_add(1))
    }

    /// Where the innermost open paragraph stands.
    fn place(&self) -> Where {
        self.open.last().map_or(Where::Paragraph(self.paragraphs.max(1)), |here| here.at)
    }

    fn open_paragraph(&mut self, tag: &XmlTag<'_>) {
        let at = self.next_place();
        self.paragraphs = self.paragraphs.saturating_add(1);
        let name = tag.attribute("style-name");
        let listed = self.lists.paragraph(name.as_deref(), self.styles);
        let style = match name.as_deref() {
            _ if tag.name() == "h" => Style::Heading(heading_level(tag)),
            Some(name) if self.styles.is_title(name) => Style::Heading(1),
            _ => listed,
        };
        let look = self.styles.paragraph(name.as_deref().unwrap_or_default());
        // That headings are bold says nothing.
        let heading = matches!(style, Style::Heading(_));
        let look = if heading { StyleFormat { hidden: look.hidden, ..StyleFormat::default() } } else { look };
        let (spans, links) = (std::mem::take(&mut self.spans), std::mem::take(&mut self.links));
        self.open.push(Here { at, style, look, blank: true, hiding: false, spans, links, frames: self.frames.len() });
        self.blocks.open_paragraph(at);
    }

    fn close_paragraph(&mut self) {
        if let Some(here) = self.open.pop() {
            (self.spans, self.links) = (here.spans, here.links);
            let style = match self.cells.is_empty() {
                true => here.style,
                false => self.blocks.convert_bare_number(here.at, here.style, &mut self.added),
            };
            self.blocks.close_paragraph(style, false);
        }
    }

    /// A cell begins. Those that it spans follow by themselves, as covered ones.
    fn open_cell(&mut self, tag: &XmlTag<'_>) {
        let columns = tag.number("number-columns-repeated").unwrap_or(1);
        // Very many are the rest of a sheet that has no end.
        self.cells.push(if columns > COLUMNS_LIMIT { 1 } else { columns });
        self.blocks.open_cell();
    }
}

fn heading_level(tag: &XmlTag<'_>) -> u8 {
    let level = tag.number("outline-level").unwrap_or(1).clamp(1, 10);
    u8::try_from(level).unwrap_or(1)
}

/// The deleted texts of the `text:tracked-changes` that has just opened, by the ids of the changes.
fn deletions(xml: &mut Xml<'_>) -> Result<HashMap<String, String>, ReadError> {
    let mut found = HashMap::new();
    let mut id = None;
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        let XmlToken::Open(tag) = token else { continue };
        match tag.name() {
            "changed-region" => id = tag.attribute("id"),
            "deletion" => {
                let text = plain(xml)?;
                found.extend(id.take().map(|id| (id, text)));
            }
            "insertion" | "format-change" => xml.skip()?,
            _ => {}
        }
    }
    Ok(found)
}

/// What was written, chosen or ticked in the `office:forms` that has just opened, by the ids of the fields.
fn fields(xml: &mut Xml<'_>) -> Result<BTreeMap<String, String>, ReadError> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut list = None;
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        let XmlToken::Open(tag) = token else { continue };
        let is_on = |name: &str| tag.attribute(name).is_some_and(|value| value == "true");
        let value = match tag.name() {
            "listbox" => {
                list = tag.attribute("id");
                None
            }
            "option" if is_on("current-selected") => {
                let label = tag.attribute("label").or_else(|| tag.attribute("value")).unwrap_or_default();
                let chosen = found.entry(list.clone().unwrap_or_default()).or_default();
                let between = if chosen.is_empty() { "" } else { ", " };
                chosen.push_str(&format!("{between}{label}"));
                None
            }
            "text" | "textarea" | "formatted-text" | "combobox" | "date" | "number" | "time" => {
                tag.attribute("current-value").or_else(|| tag.attribute("value"))
            }
            "checkbox" | "radio" => {
                let ticked =
                    tag.attribute("current-state").is_some_and(|state| state == "checked") || is_on("current-selected");
                let label = tag.attribute("label").unwrap_or_default();
                Some(format!("{} {label}", if ticked { '☒' } else { '☐' }))
            }
            _ => None,
        };
        if let (Some(id), Some(value)) = (tag.attribute("id"), value.filter(|value| !value.trim().is_empty())) {
            found.insert(id, value);
        }
    }
    Ok(found)
}
