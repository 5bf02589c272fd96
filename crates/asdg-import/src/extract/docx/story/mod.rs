//! Reads the text of a part, which Word calls a story, from its sequence of elements: [`Story`].
//!
//! Elements that are not named here are transparent: the text of content controls, tracked insertions, smart tags and
//! future elements belongs to the element around them.

mod inline;

use std::collections::HashMap;
use std::mem::take;

use super::fields::{self, Fields};
use super::package::Package;
use super::plain::deleted_text;
use super::properties::{
    ParagraphProperties, RowProperties, RunProperties, read_column_span, read_header_ids, shows_placeholder,
};
use super::relationships::Relationships;
use super::styles::StyleFormat;
use crate::document::{Aside, AsideKind, Block, Run, SourceLocation, Style, TextFormat};
use crate::extract::archive::ReadError;
use crate::extract::symbols::{SymbolFont, symbol_char};
use crate::extract::xml::blocks::{BlockBuilder, in_parentheses};
use crate::extract::xml::formula::Formula;
use crate::extract::xml::letters::LetterCounts;
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// The notes that no reference was read for yet, by the kind of the note and its id.
pub(super) type Notes = HashMap<(&'static str, String), Note>;

/// A footnote or an endnote.
#[derive(Debug, Default)]
pub(super) struct Note {
    runs: Vec<Run>,
    asides: Vec<Aside>,
    left_out: LetterCounts,
    added: LetterCounts,
}

/// A story that is being read.
pub(super) struct Story<'s, 'b> {
    package: &'s mut Package<'b>,
    relationships: &'s Relationships,
    comments: &'s mut HashMap<String, String>,
    notes: Notes,
    blocks: BlockBuilder,
    paragraph_count: u32,
    /// The open paragraphs.
    open: Vec<OpenParagraph>,
    /// The state for text outside of all paragraphs.
    outside: OpenParagraph,
    /// Whether each open row was deleted.
    deleted_rows: Vec<bool>,
    /// How many columns each open cell spans.
    cell_spans: Vec<u32>,
    fields: Fields,
    /// For each open content control, whether it shows a prompt that nobody has filled in.
    control_placeholders: Vec<bool>,
    /// For each open `AlternateContent`, whether a `Choice` was read.
    choices_read: Vec<bool>,
    /// For each open word with a note above it (ruby), that note.
    ruby_notes: Vec<Vec<Run>>,
    /// The element that opened last, whose characters follow.
    element: String,
    /// The description of the open drawing, and that of the single picture or shape in it.
    description: String,
    own_description: String,
    /// Whether the open drawing is a group.
    is_group: bool,
    /// Content that is not part of the text.
    pub asides: Vec<Aside>,
    /// Letters that were left out on purpose.
    pub left_out: LetterCounts,
    /// Letters of the text that the file does not have as text: choices, numbers, symbols in their fonts.
    pub added: LetterCounts,
    /// The relationship ids of the headers and footers.
    pub header_ids: Vec<String>,
}

/// An open paragraph.
struct OpenParagraph {
    at: SourceLocation,
    style: Style,
    style_format: StyleFormat,
    run: RunFormat,
    links: Vec<Option<Box<str>>>,
    joins_next: bool,
    /// Whether it is a line of a table of contents.
    is_toc: bool,
    /// Whether the next text that is left out continues the last aside.
    continues_aside: bool,
    /// The fields of the paragraph around this one.
    outer_fields: Option<Fields>,
}

#[derive(Clone, Copy, Default)]
struct RunFormat {
    format: TextFormat,
    hidden: bool,
    /// The font, if it is a symbol font.
    font: Option<SymbolFont>,
    /// Whether it has the style of prompts.
    is_placeholder: bool,
}

impl OpenParagraph {
    fn new(at: SourceLocation, style_format: StyleFormat, outer_fields: Option<Fields>) -> Self {
        let run = RunFormat::default();
        Self {
            at,
            style: Style::Body,
            style_format,
            run,
            links: Vec::new(),
            joins_next: false,
            is_toc: false,
            continues_aside: false,
            outer_fields,
        }
    }
}

impl<'s, 'b> Story<'s, 'b> {
    /// Starts a story whose references are those of its part.
    pub(super) fn new(
        package: &'s mut Package<'b>,
        relationships: &'s Relationships,
        comments: &'s mut HashMap<String, String>,
        notes: Notes,
    ) -> Self {
        Self {
            package,
            relationships,
            comments,
            notes,
            blocks: BlockBuilder::new(),
            paragraph_count: 0,
            open: Vec::new(),
            outside: OpenParagraph::new(SourceLocation::Paragraph(1), StyleFormat::default(), None),
            deleted_rows: Vec::new(),
            cell_spans: Vec::new(),
            fields: Fields::default(),
            control_placeholders: Vec::new(),
            choices_read: Vec::new(),
            ruby_notes: Vec::new(),
            element: String::new(),
            description: String::new(),
            own_description: String::new(),
            is_group: false,
            asides: Vec::new(),
            left_out: LetterCounts::default(),
            added: LetterCounts::default(),
            header_ids: Vec::new(),
        }
    }

    /// Reads the element that has just opened.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            match token {
                XmlToken::Open(tag) => {
                    self.element.clear();
                    self.element.push_str(tag.name());
                    self.open(&tag, xml)?;
                }
                XmlToken::Close(end) => self.close(end.name()),
                XmlToken::Text(text) => self.report_unread_text(&text),
            }
        }
        Ok(())
    }

    /// Returns the blocks of the text.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        std::mem::replace(&mut self.blocks, BlockBuilder::new()).finish()
    }

    /// Turns the text into a note.
    pub(super) fn into_note(mut self) -> Note {
        let runs = in_parentheses(self.blocks());
        Note { runs, asides: self.asides, left_out: self.left_out, added: self.added }
    }

    fn open(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        match tag.name() {
            "p" => self.open_paragraph(),
            "pPr" => self.set_paragraph_style(ParagraphProperties::read(xml)?),
            "r" => self.set_run_format(&RunProperties::default()),
            "rPr" => self.set_run_format(&RunProperties::read(xml)?),
            "t" => self.add_characters(&xml.text()?),
            "tab" | "ptab" => self.add_text(" "),
            "noBreakHyphen" => self.add_text("\u{2011}"),
            "sym" => {
                let [font, code] = ["font", "char"].map(|name| tag.attribute(name).unwrap_or_default());
                self.add_text(symbol_char(&font, &code).encode_utf8(&mut [0; 4]));
            }
            // A page break is not a line break of the text, but it separates words.
            "br" if matches!(tag.attribute("type").as_deref(), Some("page" | "column")) => self.blocks.ensure_space(),
            "br" | "cr" => self.add_run(Run::Break),
            "tbl" => self.blocks.open_table(self.next_place()),
            "tr" => {
                self.deleted_rows.push(false);
                self.blocks.open_row();
            }
            "tc" => {
                self.cell_spans.push(1);
                self.blocks.open_cell();
            }
            "trPr" => {
                let row = RowProperties::read(xml)?;
                self.blocks.add_empty_cells(row.columns_before);
                self.deleted_rows.last_mut().into_iter().for_each(|deleted| *deleted = row.deleted);
            }
            "tcPr" => {
                let columns = read_column_span(xml)?;
                self.cell_spans.last_mut().into_iter().for_each(|span| *span = columns);
            }
            "sectPr" => self.header_ids.extend(read_header_ids(xml)?),
            "sdt" => self.control_placeholders.push(false),
            "sdtPr" => {
                let is_placeholder = shows_placeholder(xml)?;
                self.control_placeholders.last_mut().into_iter().for_each(|current| *current = is_placeholder);
            }
            "oMathPara" | "oMath" => {
                let formula = Formula::read(tag, xml)?;
                self.add_formula(&formula);
            }
            "tblPr" | "tblGrid" | "tblPrEx" | "sdtEndPr" | "ctrlPr" | "moveFrom" => xml.skip()?,
            "AlternateContent" => self.choices_read.push(false),
            "Choice" => self.choices_read.last_mut().into_iter().for_each(|read| *read = true),
            // The same content for older programs; read only without a `Choice`.
            "Fallback" if self.choices_read.last() != Some(&false) => xml.skip()?,
            "rt" => {
                let at = self.current().at;
                self.blocks.open_note();
                self.blocks.open_paragraph(at);
            }
            "del" => {
                let text = deleted_text(xml)?;
                self.add_deletion(&text);
            }
            "hyperlink" => self.open_link(tag),
            "fldSimple" => {
                let link = fields::parse_hyperlink(&tag.attribute("instr").unwrap_or_default());
                self.current().links.push(link);
            }
            "fldChar" => self.handle_field_char(tag, xml)?,
            "instrText" => self.fields.add_code(&xml.text()?),
            "footnoteReference" => self.insert_note("footnote", tag),
            "endnoteReference" => self.insert_note("endnote", tag),
            "commentReference" => self.add_comment(tag),
            _ => self.open_drawing(tag)?,
        }
        Ok(())
    }

    /// Opens an element of a drawing, or of an object of another program.
    fn open_drawing(&mut self, tag: &XmlTag<'_>) -> Result<(), ReadError> {
        match tag.name() {
            "drawing" | "pict" | "object" => {
                self.description.clear();
                self.own_description.clear();
                self.is_group = false;
            }
            "docPr" => self.set_description(tag),
            "cNvPr" => self.set_own_description(tag.attribute("descr")),
            "shape" => self.set_own_description(tag.attribute("alt")),
            "wgp" => self.is_group = true,
            "blip" => self.add_picture(tag.attribute("embed").or_else(|| tag.attribute("link")))?,
            "imagedata" => self.add_picture(tag.attribute("id"))?,
            "textpath" => {
                let words = tag.attribute("string").unwrap_or_default();
                self.blocks.ensure_space();
                self.add_generated_text(&words);
                self.blocks.ensure_space();
            }
            "chart" => self.add_part_aside(AsideKind::Chart, tag.attribute("id"), "")?,
            "relIds" => self.add_part_aside(AsideKind::Diagram, tag.attribute("dm"), "")?,
            "altChunk" | "subDoc" => self.add_part_aside(AsideKind::Part, tag.attribute("id"), "")?,
            "OLEObject" => {
                let program = tag.attribute("ProgID").unwrap_or_default();
                let kind = if program.starts_with("Equation") { AsideKind::Formula } else { AsideKind::Object };
                self.add_part_aside(kind, tag.attribute("id"), &program)?;
            }
            "control" | "contentPart" | "videoFile" | "audioFile" | "wavAudioFile" => {
                self.add_aside(AsideKind::Object, tag.attribute("name").unwrap_or_default());
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "r" => self.set_run_format(&RunProperties::default()),
            "tbl" => self.blocks.close_table(),
            "tr" => {
                let deleted = self.deleted_rows.pop().unwrap_or_default();
                self.blocks.close_row(deleted);
            }
            "tc" => {
                self.blocks.close_cell();
                let columns = self.cell_spans.pop().unwrap_or(1);
                self.blocks.add_empty_cells(columns.saturating_sub(1));
            }
            "hyperlink" | "fldSimple" => {
                self.current().links.pop();
            }
            // The note above a word (ruby) precedes the word in the file.
            "rt" => {
                self.blocks.close_paragraph(Style::Body, false);
                let runs = self.blocks.close_note();
                self.ruby_notes.push(runs);
            }
            "ruby" => {
                let (at, runs) = (self.current().at, self.ruby_notes.pop().unwrap_or_default());
                self.blocks.add_runs(at, runs);
            }
            "sdt" => {
                self.control_placeholders.pop();
            }
            "AlternateContent" => {
                self.choices_read.pop();
            }
            _ => {}
        }
    }

    fn current(&mut self) -> &mut OpenParagraph {
        self.open.last_mut().unwrap_or(&mut self.outside)
    }

    /// The place of the next paragraph.
    fn next_place(&self) -> SourceLocation {
        SourceLocation::Paragraph(self.paragraph_count.saturating_add(1))
    }

    fn open_paragraph(&mut self) {
        let at = self.next_place();
        self.paragraph_count = self.paragraph_count.saturating_add(1);
        // A paragraph inside a paragraph is in a text box, which is independent of the fields around it.
        let outer_fields = (!self.open.is_empty()).then(|| take(&mut self.fields));
        self.open.push(OpenParagraph::new(at, StyleFormat::default(), outer_fields));
        self.blocks.open_paragraph(at);
        self.set_paragraph_style(ParagraphProperties::default());
    }

    fn close_paragraph(&mut self) {
        if let Some(paragraph) = self.open.pop() {
            let style = match self.cell_spans.is_empty() {
                true => paragraph.style,
                false => self.blocks.convert_bare_number(paragraph.at, paragraph.style, &mut self.added),
            };
            self.blocks.close_paragraph(style, paragraph.joins_next);
            match paragraph.outer_fields {
                Some(outer_fields) => self.fields = outer_fields,
                None => self.fields.end_paragraph(),
            }
        }
    }

    fn set_paragraph_style(&mut self, properties: ParagraphProperties) {
        let style_format = self.package.styles.paragraph(properties.style.as_deref()).clone();
        let is_toc = self.package.styles.is_toc_style(properties.style.as_deref());
        let outline = properties.outline.or(style_format.outline).filter(|&level| level < 9);
        let style = match outline.and_then(|level| u8::try_from(level).ok()) {
            _ if properties.joins_next => Style::Body,
            Some(level) => {
                // The number of a heading is not shown, but counts for the following ones.
                self.count_item(&properties, &style_format);
                Style::Heading(level + 1)
            }
            None => self.count_item(&properties, &style_format),
        };
        self.header_ids.extend(properties.header_ids);
        let paragraph = self.current();
        (paragraph.style, paragraph.style_format, paragraph.joins_next, paragraph.is_toc) =
            (style, style_format, properties.joins_next, is_toc);
        self.set_run_format(&RunProperties::default());
    }

    /// Counts a paragraph in its list, if it is in one.
    fn count_item(&mut self, properties: &ParagraphProperties, style_format: &StyleFormat) -> Style {
        let Package { styles, numbering, .. } = &mut *self.package;
        let (list, level) = match (properties.list, &style_format.list) {
            (Some(list), _) => (list, properties.level),
            (None, Some(style_list)) => {
                let level_of_style = || numbering.level_of_style(style_list.id, &style_list.style, styles);
                (style_list.id, properties.level.or_else(level_of_style).or(style_list.level))
            }
            (None, None) => return Style::Body,
        };
        let level = level.unwrap_or_default().min(8);
        match numbering.next_mark(list, level, styles) {
            Some(mark) => Style::Item { level: u8::try_from(level).unwrap_or_default(), mark },
            None => Style::Body,
        }
    }
}
