//! Reads the text of an OpenDocument text from its sequence of elements: [`Story`].
//!
//! Elements that are not named here are transparent, as in the reader of .docx.

mod inline;

use std::collections::{BTreeMap, HashMap};

use self::inline::is_link;
use super::lists::{Lists, SuspendedLists};
use super::plain::{SKIPPED_ELEMENTS, plain_text};
use super::styles::{StyleFormat, Styles};
use crate::document::{Aside, AsideKind, Block, Picture, Run, SourceLocation, Style};
use crate::extract::archive::{Archive, ReadError};
use crate::extract::xml::blocks::BlockBuilder;
use crate::extract::xml::letters::LetterCounts;
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// The maximum number of spaces that one element stands for.
const BLANKS_LIMIT: u32 = 32;
/// The maximum number of repetitions of a cell.
const COLUMNS_LIMIT: u32 = 64;

/// A text that is being read, with the elements that are open.
pub(super) struct Story<'s, 'b> {
    archive: &'s mut Archive<'b>,
    styles: &'s Styles,
    blocks: BlockBuilder,
    lists: Lists,
    paragraph_count: u32,
    open: Vec<OpenParagraph>,
    spans: Vec<StyleFormat>,
    links: Vec<Option<String>>,
    /// How many columns each open cell takes up, with its repetitions.
    cell_columns: Vec<u32>,
    /// The lists around each open note, text box and table.
    suspended_lists: Vec<SuspendedLists>,
    /// The texts of tracked deletions that were not referred to yet, by their ids.
    deletions: HashMap<String, String>,
    picture_indexes: HashMap<String, usize>,
    /// For each open frame, the index of its picture.
    frame_pictures: Vec<Option<usize>>,
    /// The values of form fields that were not referred to yet, by the ids of their controls.
    fields: BTreeMap<String, String>,
    /// For each open content control or placeholder, whether it shows a prompt that nobody has filled in.
    control_placeholders: Vec<bool>,
    /// Content that is not part of the text.
    pub asides: Vec<Aside>,
    pub pictures: Vec<Picture>,
    /// Letters that were left out on purpose.
    pub left_out: LetterCounts,
    /// Letters of the text that the file does not have as text.
    pub added: LetterCounts,
}

/// An open paragraph.
struct OpenParagraph {
    at: SourceLocation,
    style: Style,
    style_format: StyleFormat,
    /// Whether the last character was a space: further whitespace in the XML is only layout.
    after_space: bool,
    /// Whether the next hidden text continues the last aside.
    continues_aside: bool,
    spans: Vec<StyleFormat>,
    links: Vec<Option<String>>,
    /// The number of frames that were open around it.
    frame_depth: usize,
}

impl<'s, 'b> Story<'s, 'b> {
    pub(super) fn new(archive: &'s mut Archive<'b>, styles: &'s Styles) -> Self {
        Self {
            archive,
            styles,
            blocks: BlockBuilder::new(),
            lists: Lists::default(),
            paragraph_count: 0,
            open: Vec::new(),
            spans: Vec::new(),
            links: Vec::new(),
            cell_columns: Vec::new(),
            suspended_lists: Vec::new(),
            deletions: HashMap::new(),
            picture_indexes: HashMap::new(),
            frame_pictures: Vec::new(),
            fields: BTreeMap::new(),
            control_placeholders: Vec::new(),
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
                XmlToken::Text(text) => self.add_characters(&text),
            }
        }
        Ok(())
    }

    /// Returns the blocks of the text. Values of form fields that are not placed in the text become asides.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        let fields = std::mem::take(&mut self.fields);
        fields.into_values().for_each(|value| self.add_aside_with_text(AsideKind::Field, value));
        std::mem::replace(&mut self.blocks, BlockBuilder::new()).finish()
    }

    fn open(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        match tag.name() {
            "p" | "h" => self.open_paragraph(tag),
            "span" => {
                let style_format = tag.attribute("style-name").map(|name| self.styles.text(&name)).unwrap_or_default();
                self.spans.push(style_format.or(self.spans.last().copied().unwrap_or_default()));
            }
            "a" => self.links.push(tag.attribute("href").filter(|href| is_link(href))),
            "s" => {
                let count = tag.number("c").unwrap_or(1).min(BLANKS_LIMIT);
                (0..count).for_each(|_| self.add_text(" "));
            }
            "tab" => self.add_text(" "),
            "line-break" => self.add_run(Run::Break),
            "list" => self.lists.open(tag),
            "list-item" => self.lists.open_item(tag),
            "list-header" => self.lists.open_header(),
            "table" => {
                self.suspended_lists.push(self.lists.suspend());
                self.blocks.open_table(self.next_place());
            }
            "table-row" => self.blocks.open_row(),
            "table-cell" | "covered-table-cell" => self.open_cell(tag),
            "note" => {
                self.suspended_lists.push(self.lists.suspend());
                self.blocks.open_note();
            }
            "ruby-text" => {
                self.blocks.open_note();
                self.blocks.open_paragraph(self.place());
            }
            "text-box" => self.suspended_lists.push(self.lists.suspend()),
            "frame" => self.frame_pictures.push(None),
            "image" => self.add_picture(tag)?,
            // The name of a drawing. The field that shows the title of the document has another prefix.
            "title" if tag.full_name() == "svg:title" => xml.skip()?,
            "desc" => self.describe_picture(&xml.text()?),
            "annotation" => {
                let text = plain_text(xml)?;
                self.add_aside_with_text(AsideKind::Comment, text);
            }
            "tracked-changes" => self.deletions = read_deletions(xml)?,
            "change" => {
                let deletion = tag.attribute("change-id").and_then(|id| self.deletions.remove(&id));
                self.add_aside_with_text(AsideKind::Deletion, deletion.unwrap_or_default());
            }
            "placeholder" => self.control_placeholders.push(true),
            "content-control" => {
                self.control_placeholders.push(tag.attribute("showing-place-holder").as_deref() == Some("true"));
            }
            "forms" => self.fields.extend(read_form_fields(xml)?),
            "control" => {
                let value = tag.attribute("control").and_then(|id| self.fields.remove(&id));
                self.add_generated_text(&value.unwrap_or_default());
            }
            "table-of-content" => {
                let text = plain_text(xml)?;
                self.add_aside_with_text(AsideKind::Contents, text);
            }
            "object" => self.read_object(tag, xml)?,
            "object-ole" | "plugin" | "applet" | "floating-frame" => {
                self.add_aside(AsideKind::Object, tag.attribute("href").unwrap_or_default());
                xml.skip()?;
            }
            name if SKIPPED_ELEMENTS.contains(&name) => xml.skip()?,
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
                self.control_placeholders.pop();
            }
            "list" => self.lists.close(),
            "table" => {
                self.blocks.close_table();
                self.resume_lists();
            }
            "table-row" => self.blocks.close_row(false),
            "table-cell" | "covered-table-cell" => {
                self.blocks.close_cell();
                let columns = self.cell_columns.pop().unwrap_or(1);
                self.blocks.add_empty_cells(columns.saturating_sub(1));
            }
            "note" => {
                self.close_note();
                self.resume_lists();
            }
            "ruby-text" => {
                self.blocks.close_paragraph(Style::Body, false);
                self.close_note();
            }
            "text-box" => self.resume_lists(),
            "frame" => {
                self.frame_pictures.pop();
            }
            _ => {}
        }
    }

    fn close_note(&mut self) {
        let (at, runs) = (self.place(), self.blocks.close_note());
        self.blocks.add_runs(at, runs);
    }

    fn resume_lists(&mut self) {
        if let Some(lists) = self.suspended_lists.pop() {
            self.lists.resume(lists);
        }
    }

    /// The place of the next paragraph.
    fn next_place(&self) -> SourceLocation {
        SourceLocation::Paragraph(self.paragraph_count.saturating_add(1))
    }

    /// The place of the innermost open paragraph.
    fn place(&self) -> SourceLocation {
        self.open.last().map_or(SourceLocation::Paragraph(self.paragraph_count.max(1)), |paragraph| paragraph.at)
    }

    fn open_paragraph(&mut self, tag: &XmlTag<'_>) {
        let at = self.next_place();
        self.paragraph_count = self.paragraph_count.saturating_add(1);
        let name = tag.attribute("style-name");
        let list_style = self.lists.count_paragraph(name.as_deref(), self.styles);
        let style = match name.as_deref() {
            _ if tag.name() == "h" => Style::Heading(heading_level(tag)),
            Some(name) if self.styles.is_title(name) => Style::Heading(1),
            _ => list_style,
        };
        let style_format = self.styles.paragraph(name.as_deref().unwrap_or_default());
        // All headings are bold, so their text is not marked bold.
        let heading = matches!(style, Style::Heading(_));
        let style_format =
            if heading { StyleFormat { hidden: style_format.hidden, ..StyleFormat::default() } } else { style_format };
        let (spans, links) = (std::mem::take(&mut self.spans), std::mem::take(&mut self.links));
        self.open.push(OpenParagraph {
            at,
            style,
            style_format,
            after_space: true,
            continues_aside: false,
            spans,
            links,
            frame_depth: self.frame_pictures.len(),
        });
        self.blocks.open_paragraph(at);
    }

    fn close_paragraph(&mut self) {
        if let Some(paragraph) = self.open.pop() {
            (self.spans, self.links) = (paragraph.spans, paragraph.links);
            let style = match self.cell_columns.is_empty() {
                true => paragraph.style,
                false => self.blocks.convert_bare_number(paragraph.at, paragraph.style, &mut self.added),
            };
            self.blocks.close_paragraph(style, false);
        }
    }

    /// Opens a cell. The cells that it spans follow as covered cells.
    fn open_cell(&mut self, tag: &XmlTag<'_>) {
        let columns = tag.number("number-columns-repeated").unwrap_or(1);
        // A very high number is the rest of an endless sheet.
        self.cell_columns.push(if columns > COLUMNS_LIMIT { 1 } else { columns });
        self.blocks.open_cell();
    }
}

fn heading_level(tag: &XmlTag<'_>) -> u8 {
    let level = tag.number("outline-level").unwrap_or(1).clamp(1, 10);
    u8::try_from(level).unwrap_or(1)
}

/// Reads the deleted texts of the `text:tracked-changes` that has just opened, by the ids of the changes.
fn read_deletions(xml: &mut Xml<'_>) -> Result<HashMap<String, String>, ReadError> {
    let mut found = HashMap::new();
    let mut id = None;
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        let XmlToken::Open(tag) = token else { continue };
        match tag.name() {
            "changed-region" => id = tag.attribute("id"),
            "deletion" => {
                let text = plain_text(xml)?;
                found.extend(id.take().map(|id| (id, text)));
            }
            "insertion" | "format-change" => xml.skip()?,
            _ => {}
        }
    }
    Ok(found)
}

/// Reads the values of the form fields in the `office:forms` that has just opened, by their ids.
fn read_form_fields(xml: &mut Xml<'_>) -> Result<BTreeMap<String, String>, ReadError> {
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
