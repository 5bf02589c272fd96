//! The text of a part, from its elements in a row: [`Story`].
//!
//! Elements that are not named here are transparent: content controls, tracked insertions, smart tags and whatever Word
//! may yet invent give up their text to what they stand in.

mod inline;

use std::collections::HashMap;
use std::mem::take;

use super::fields::{self, Fields};
use super::package::Package;
use super::plain::deleted;
use super::properties::{ParagraphProperties, RowProperties, RunProperties, columns, heads};
use super::relations::Relations;
use super::styles::Look;
use super::symbols::symbol;
use crate::import::document::{Aside, Block, Format, Run, Style, Where};
use crate::import::extract::archive::Broken;
use crate::import::extract::xml::blocks::{Blocks, in_parentheses};
use crate::import::extract::xml::letters::Letters;
use crate::import::extract::xml::{Tag, Token, Xml};

/// The notes that were not met yet, by the kind of element that refers to them and their ids.
pub(super) type Notes = HashMap<(&'static str, String), Note>;

/// A note at the foot of a page or at the end.
#[derive(Debug, Default)]
pub(super) struct Note {
    runs: Vec<Run>,
    asides: Vec<Aside>,
    left_out: Letters,
}

/// A text that is being read.
pub(super) struct Story<'s, 'b> {
    package: &'s mut Package<'b>,
    relations: &'s Relations,
    comments: &'s mut HashMap<String, String>,
    notes: Notes,
    blocks: Blocks,
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
    description: String,
    /// What is not part of the text.
    pub asides: Vec<Aside>,
    /// Letters that were left out on purpose.
    pub left_out: Letters,
    /// Ids of relations to headers and footers.
    pub heads: Vec<String>,
}

/// An open paragraph.
struct Here {
    at: Where,
    style: Style,
    look: Look,
    run: Shown,
    links: Vec<Option<Box<str>>>,
    joined: bool,
    /// Whether the last thing met was a deletion, which the next one goes on.
    removing: bool,
    /// The fields of the paragraph around this one.
    outer: Option<Fields>,
}

#[derive(Clone, Copy, Default)]
struct Shown {
    format: Format,
    hidden: bool,
}

impl Here {
    fn new(at: Where, look: Look, outer: Option<Fields>) -> Self {
        let run = Shown::default();
        Self { at, style: Style::Body, look, run, links: Vec::new(), joined: false, removing: false, outer }
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
            blocks: Blocks::new(),
            paragraphs: 0,
            open: Vec::new(),
            outside: Here::new(Where::Paragraph(1), Look::default(), None),
            rows: Vec::new(),
            cells: Vec::new(),
            fields: Fields::default(),
            description: String::new(),
            asides: Vec::new(),
            left_out: Letters::default(),
            heads: Vec::new(),
        }
    }

    /// Reads the element that has just opened.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Broken> {
        let floor = xml.depth();
        while let Some(token) = xml.within(floor)? {
            match token {
                Token::Open(tag) => self.open(&tag, xml)?,
                Token::Close(end) => self.close(end.name()),
                Token::Text(_) => {}
            }
        }
        Ok(())
    }

    /// The blocks of the text.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        std::mem::replace(&mut self.blocks, Blocks::new()).finish()
    }

    /// The text as a note.
    pub(super) fn into_note(mut self) -> Note {
        let runs = in_parentheses(self.blocks());
        Note { runs, asides: self.asides, left_out: self.left_out }
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Broken> {
        match tag.name() {
            "p" => self.open_paragraph(),
            "pPr" => self.paragraph(ParagraphProperties::read(xml)?),
            "r" => self.run(&RunProperties::default()),
            "rPr" => self.run(&RunProperties::read(xml)?),
            "t" => self.text(&xml.text()?),
            "tab" | "ptab" => self.text(" "),
            "noBreakHyphen" => self.text("\u{2011}"),
            "sym" => {
                let [font, code] = ["font", "char"].map(|name| tag.attribute(name).unwrap_or_default());
                if let Some(sign) = symbol(&font, &code) {
                    self.text(sign.encode_utf8(&mut [0; 4]));
                }
            }
            // Where a page ends is no line break of the text, but the words around it are two.
            "br" if matches!(tag.attribute("type").as_deref(), Some("page" | "column")) => self.blocks.gap(),
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
                self.blocks.fill(row.before);
                self.rows.last_mut().into_iter().for_each(|deleted| *deleted = row.deleted);
            }
            "tcPr" => {
                let columns = columns(xml)?;
                self.cells.last_mut().into_iter().for_each(|its| *its = columns);
            }
            "sectPr" => self.heads.extend(heads(xml)?),
            "tblPr" | "tblGrid" | "tblPrEx" | "sdtPr" | "sdtEndPr" | "ctrlPr" | "Fallback" | "moveFrom" => {
                xml.skip()?
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
            "docPr" | "cNvPr" => self.describe(tag.attribute("descr")),
            "shape" => self.describe(tag.attribute("alt")),
            "drawing" | "pict" | "object" => self.description.clear(),
            "blip" => self.picture(tag.attribute("embed"))?,
            "imagedata" => self.picture(tag.attribute("id"))?,
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
                self.blocks.fill(columns.saturating_sub(1));
            }
            "hyperlink" | "fldSimple" => {
                self.here().links.pop();
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
        self.open.push(Here::new(at, Look::default(), outer));
        self.blocks.open_paragraph(at);
        self.paragraph(ParagraphProperties::default());
    }

    fn close_paragraph(&mut self) {
        if let Some(here) = self.open.pop() {
            self.blocks.close_paragraph(here.style, here.joined);
            match here.outer {
                Some(outer) => self.fields = outer,
                None => self.fields.end_paragraph(),
            }
        }
    }

    fn paragraph(&mut self, properties: ParagraphProperties) {
        let look = self.package.styles.paragraph(properties.style.as_deref()).clone();
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
        (here.style, here.look, here.joined) = (style, look, properties.joined);
        self.run(&RunProperties::default());
    }

    /// Counts a paragraph in its list, if it is in one.
    fn item(&mut self, properties: &ParagraphProperties, look: &Look) -> Style {
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
