//! Builds the text of a part from the sequence of its elements: [`Story`].
//!
//! Elements that are not named here are transparent: the text of content controls, tracked insertions, smart tags and
//! future elements belongs to the element around them.

mod inline;

use std::collections::HashMap;
use std::mem::take;

use super::fields::{self, Fields};
use super::package::Package;
use super::plain::deleted;
use super::properties::{ParagraphProperties, RowProperties, RunProperties, columns, heads, shows_prompt};
use super::relations::Relations;
use super::styles::StyleFormat;
use crate::document::{Aside, AsideKind, Block, Run, Style, TextFormat, Where};
use crate::extract::archive::ReadError;
use crate::extract::symbols::{SymbolFont, symbol_char};
use crate::extract::xml::blocks::{BlockBuilder, in_parentheses};
use crate::extract::xml::formula::Formula;
use crate::extract::xml::letters::LetterCounts;
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// The notes that were not met yet, by the kind of element that refers to them and their ids.
pub(super) type Notes = HashMap<(&'static str, String), Note>;

/// A note at the foot of a page or at the end.
#[derive(Debug, Default)]
pub(super) struct Note {
    runs: Vec<Run>,
    asides: Vec<Aside>,
    left_out: LetterCounts,
    added: LetterCounts,
}

/// A text that is being read.
pub(super) struct Story<'s, 'b> {
    package: &'s mut Package<'b>,
    relations: &'s Relations,
    comments: &'s mut HashMap<String, String>,
    notes: Notes,
    blocks: BlockBuilder,
    paragraphs: u32,
    /// The paragraphs that are open.
    open: Vec<Here>,
    /// What stands for a paragraph outside of all.
    outside: Here,
    /// Whether each open row was deleted.
    rows: Vec<bool>,
    /// How many columns each open cell spans.
    cells: Vec<u32>,
    fields: Fields,
    /// For each open content control whether it shows a prompt that nobody has filled in.
    controls: Vec<bool>,
    /// For each open choice between forms of one thing whether a form was read.
    choices: Vec<bool>,
    /// For each open word with a note above it that note.
    above: Vec<Vec<Run>>,
    /// The element whose characters come next.
    element: String,
    /// The description of the open drawing, and that of the single picture or shape in it.
    description: String,
    own_description: String,
    /// Whether the open drawing is a group.
    grouped: bool,
    /// What is not part of the text.
    pub asides: Vec<Aside>,
    /// Letters that were left out on purpose.
    pub left_out: LetterCounts,
    /// Letters that the file has elsewhere than in its text: choices, numbers, signs in their fonts.
    pub added: LetterCounts,
    /// Ids of relations to headers and footers.
    pub heads: Vec<String>,
}

/// An open paragraph.
struct Here {
    at: Where,
    style: Style,
    look: StyleFormat,
    run: Shown,
    links: Vec<Option<Box<str>>>,
    joined: bool,
    /// Whether it is a line of a table of contents.
    contents: bool,
    /// Whether the last thing met was a deletion, which the next one goes on.
    removing: bool,
    /// The fields of the paragraph around this one.
    outer: Option<Fields>,
}

#[derive(Clone, Copy, Default)]
struct Shown {
    format: TextFormat,
    hidden: bool,
    /// The font, where it is one of signs.
    font: Option<SymbolFont>,
    /// Whether it has the style of prompts.
    prompt: bool,
}

impl Here {
    fn new(at: Where, look: StyleFormat, outer: Option<Fields>) -> Self {
        let run = Shown::default();
        Self {
            at,
            style: Style::Body,
            look,
            run,
            links: Vec::new(),
            joined: false,
            contents: false,
            removing: false,
            outer,
        }
    }
}

impl<'s, 'b> Story<'s, 'b> {
    /// Begins a text whose references are those of its part.
    pub(super) fn new(
        package: &'s mut Package<'b>,
        relations: &'s Relations,
        comments: &'s mut HashMap<String, String>,
        notes: Notes,
    ) -> Self {
        Self {
            package,
            relations,
            comments,
            notes,
            blocks: BlockBuilder::new(),
            paragraphs: 0,
            open: Vec::new(),
            outside: Here::new(Where::Paragraph(1), StyleFormat::default(), None),
            rows: Vec::new(),
            cells: Vec::new(),
            fields: Fields::default(),
            controls: Vec::new(),
            choices: Vec::new(),
            above: Vec::new(),
            element: String::new(),
            description: String::new(),
            own_description: String::new(),
            grouped: false,
            asides: Vec::new(),
            left_out: LetterCounts::default(),
            added: LetterCounts::default(),
            heads: Vec::new(),
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
                XmlToken::Text(text) => self.unread(&text),
            }
        }
        Ok(())
    }

    /// The blocks of the text.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        std::mem::replace(&mut self.blocks, BlockBuilder::new()).finish()
    }

    /// The text as a note.
    pub(super) fn into_note(mut self) -> Note {
        let runs = in_parentheses(self.blocks());
        Note { runs, asides: self.asides, left_out: self.left_out, added: self.added }
    }

    fn open(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        match tag.name() {
            "p" => self.open_paragraph(),
            "pPr" => self.paragraph(ParagraphProperties::read(xml)?),
            "r" => self.run(&RunProperties::default()),
            "rPr" => self.run(&RunProperties::read(xml)?),
            "t" => self.characters(&xml.text()?),
            "tab" | "ptab" => self.text(" "),
            "noBreakHyphen" => self.text("\u{2011}"),
            "sym" => {
                let [font, code] = ["font", "char"].map(|name| tag.attribute(name).unwrap_or_default());
                self.text(symbol_char(&font, &code).encode_utf8(&mut [0; 4]));
            }
            // Where a page ends is no line break of the text, but the words around it are two.
            "br" if matches!(tag.attribute("type").as_deref(), Some("page" | "column")) => self.blocks.ensure_space(),
            "br" | "cr" => self.put(Run::Break),
            "tbl" => self.blocks.open_table(self.next_place()),
            "tr" => {
                self.rows.push(false);
                self.blocks.open_row();
            }
            "tc" => {
                self.cells.push(1);
                self.blocks.open_cell();
            }
            "trPr" => {
                let row = RowProperties::read(xml)?;
                self.blocks.add_empty_cells(row.before);
                self.rows.last_mut().into_iter().for_each(|deleted| *deleted = row.deleted);
            }
            "tcPr" => {
                let columns = columns(xml)?;
                self.cells.last_mut().into_iter().for_each(|its| *its = columns);
            }
            "sectPr" => self.heads.extend(heads(xml)?),
            "sdt" => self.controls.push(false),
            "sdtPr" => {
                let prompts = shows_prompt(xml)?;
                self.controls.last_mut().into_iter().for_each(|its| *its = prompts);
            }
            "oMathPara" | "oMath" => {
                let formula = Formula::read(tag, xml)?;
                self.formula(&formula);
            }
            "tblPr" | "tblGrid" | "tblPrEx" | "sdtEndPr" | "ctrlPr" | "moveFrom" => xml.skip()?,
            "AlternateContent" => self.choices.push(false),
            "Choice" => self.choices.last_mut().into_iter().for_each(|read| *read = true),
            // The same for older programs, unless it is all there is.
            "Fallback" if self.choices.last() != Some(&false) => xml.skip()?,
            "rt" => {
                let at = self.here().at;
                self.blocks.open_note();
                self.blocks.open_paragraph(at);
            }
            "del" => {
                let text = deleted(xml)?;
                self.remove(&text);
            }
            "hyperlink" => self.open_link(tag),
            "fldSimple" => {
                let link = fields::link(&tag.attribute("instr").unwrap_or_default());
                self.here().links.push(link);
            }
            "fldChar" => self.field(tag, xml)?,
            "instrText" => self.fields.code(&xml.text()?),
            "footnoteReference" => self.note("footnote", tag),
            "endnoteReference" => self.note("endnote", tag),
            "commentReference" => self.comment(tag),
            _ => self.open_drawing(tag)?,
        }
        Ok(())
    }

    /// What is drawn, and what comes from other programs.
    fn open_drawing(&mut self, tag: &XmlTag<'_>) -> Result<(), ReadError> {
        match tag.name() {
            "drawing" | "pict" | "object" => {
                self.description.clear();
                self.own_description.clear();
                self.grouped = false;
            }
            "docPr" => self.describe(tag),
            "cNvPr" => self.describe_own(tag.attribute("descr")),
            "shape" => self.describe_own(tag.attribute("alt")),
            "wgp" => self.grouped = true,
            "blip" => self.picture(tag.attribute("embed").or_else(|| tag.attribute("link")))?,
            "imagedata" => self.picture(tag.attribute("id"))?,
            "textpath" => {
                let words = tag.attribute("string").unwrap_or_default();
                self.blocks.ensure_space();
                self.insert(&words);
                self.blocks.ensure_space();
            }
            "chart" => self.part(AsideKind::Chart, tag.attribute("id"), "")?,
            "relIds" => self.part(AsideKind::Diagram, tag.attribute("dm"), "")?,
            "altChunk" | "subDoc" => self.part(AsideKind::Part, tag.attribute("id"), "")?,
            "OLEObject" => {
                let program = tag.attribute("ProgID").unwrap_or_default();
                let kind = if program.starts_with("Equation") { AsideKind::Formula } else { AsideKind::Object };
                self.part(kind, tag.attribute("id"), &program)?;
            }
            "control" | "contentPart" | "videoFile" | "audioFile" | "wavAudioFile" => {
                self.leave_out(AsideKind::Object, tag.attribute("name").unwrap_or_default());
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "r" => self.run(&RunProperties::default()),
            "tbl" => self.blocks.close_table(),
            "tr" => {
                let deleted = self.rows.pop().unwrap_or_default();
                self.blocks.close_row(deleted);
            }
            "tc" => {
                self.blocks.close_cell();
                let columns = self.cells.pop().unwrap_or(1);
                self.blocks.add_empty_cells(columns.saturating_sub(1));
            }
            "hyperlink" | "fldSimple" => {
                self.here().links.pop();
            }
            // What stands above a word comes before it in the file.
            "rt" => {
                self.blocks.close_paragraph(Style::Body, false);
                let runs = self.blocks.close_note();
                self.above.push(runs);
            }
            "ruby" => {
                let (at, runs) = (self.here().at, self.above.pop().unwrap_or_default());
                self.blocks.add_runs(at, runs);
            }
            "sdt" => {
                self.controls.pop();
            }
            "AlternateContent" => {
                self.choices.pop();
            }
            _ => {}
        }
    }

    fn here(&mut self) -> &mut Here {
        self.open.last_mut().unwrap_or(&mut self.outside)
    }

    /// Where the next paragraph will stand.
    fn next_place(&self) -> Where {
        Where::Paragraph(self.paragraphs.saturating_add(1))
    }

    fn open_paragraph(&mut self) {
        let at = self.next_place();
        self.paragraphs = self.paragraphs.saturating_add(1);
        // A paragraph in a paragraph is that of a text box, which knows nothing of the fields around it.
        let outer = (!self.open.is_empty()).then(|| take(&mut self.fields));
        self.open.push(Here::new(at, StyleFormat::default(), outer));
        self.blocks.open_paragraph(at);
        self.paragraph(ParagraphProperties::default());
    }

    fn close_paragraph(&mut self) {
        if let Some(here) = self.open.pop() {
            let style = match self.cells.is_empty() {
                true => here.style,
                false => self.blocks.convert_bare_number(here.at, here.style, &mut self.added),
            };
            self.blocks.close_paragraph(style, here.joined);
            match here.outer {
                Some(outer) => self.fields = outer,
                None => self.fields.end_paragraph(),
            }
        }
    }

    fn paragraph(&mut self, properties: ParagraphProperties) {
        let look = self.package.styles.paragraph(properties.style.as_deref()).clone();
        let contents = self.package.styles.is_contents(properties.style.as_deref());
        let outline = properties.outline.or(look.outline).filter(|&level| level < 9);
        let style = match outline.and_then(|level| u8::try_from(level).ok()) {
            _ if properties.joined => Style::Body,
            Some(level) => {
                // Its number is not shown, but those that follow count on.
                self.item(&properties, &look);
                Style::Heading(level + 1)
            }
            None => self.item(&properties, &look),
        };
        self.heads.extend(properties.heads);
        let here = self.here();
        (here.style, here.look, here.joined, here.contents) = (style, look, properties.joined, contents);
        self.run(&RunProperties::default());
    }

    /// Counts a paragraph in its list, if it is in one.
    fn item(&mut self, properties: &ParagraphProperties, look: &StyleFormat) -> Style {
        let Package { styles, numbering, .. } = &mut *self.package;
        let (list, level) = match (properties.list, &look.list) {
            (Some(list), _) => (list, properties.level),
            (None, Some(its)) => {
                let owned = || numbering.level_of_style(its.id, &its.style, styles);
                (its.id, properties.level.or_else(owned).or(its.level))
            }
            (None, None) => return Style::Body,
        };
        let level = level.unwrap_or_default().min(8);
        match numbering.mark(list, level, styles) {
            Some(mark) => Style::Item { level: u8::try_from(level).unwrap_or_default(), mark },
            None => Style::Body,
        }
    }
}
