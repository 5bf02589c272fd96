//! The content of a paragraph: formatted text, links, fields, notes, comments and pictures.

use super::{RunFormat, Story};
use crate::document::{Aside, AsideKind, Run, Style, TextFormat};
use crate::extract::archive::ReadError;
use crate::extract::docx::fields;
use crate::extract::docx::plain::read_field_char;
use crate::extract::docx::properties::{FormChoice, RunProperties, read_form_choice};
use crate::extract::docx::relationships::web_link;
use crate::extract::symbols::{has_symbols, replace_homoglyphs, symbol_char, symbols_to_unicode};
use crate::extract::xml::formula::{Formula, from_eq_field};
use crate::extract::xml::{Xml, XmlTag};

impl Story<'_, '_> {
    /// Sets the format of the current run: at its start, at its properties and at its end.
    pub(super) fn set_run_format(&mut self, properties: &RunProperties) {
        let paragraph = self.open.last_mut().unwrap_or(&mut self.outside);
        let heading = matches!(paragraph.style, Style::Heading(_));
        let (bold, italic, hidden) = self.package.styles.run(&paragraph.style_format, heading, properties);
        let is_placeholder = self.package.styles.is_placeholder_style(properties.style.as_deref());
        paragraph.run = RunFormat {
            format: TextFormat { bold, italic, shift: properties.shift },
            hidden,
            font: self.package.styles.font(&paragraph.style_format, properties),
            is_placeholder,
        };
    }

    /// Adds characters of a run, translated if the font is a symbol font.
    pub(super) fn add_characters(&mut self, text: &str) {
        let font = self.current().run.font;
        let shown =
            if has_symbols(text, font) { Some(symbols_to_unicode(text, font)) } else { replace_homoglyphs(text) };
        if let Some(shown) = shown {
            self.left_out.add(text);
            self.added.add(&shown);
            self.add_text(&shown);
        } else {
            self.add_text(text);
        }
    }

    /// Reports characters of an unknown element: text must not be lost silently.
    pub(super) fn report_unread_text(&mut self, text: &str) {
        if text.chars().any(char::is_alphanumeric) && !NON_TEXT_ELEMENTS.contains(&self.element.as_str()) {
            self.add_aside(AsideKind::Unread, text.trim().to_owned());
        }
    }

    /// Adds text that the file does not have as text, so that the count of letters expects it.
    pub(super) fn add_generated_text(&mut self, text: &str) {
        self.added.add(text);
        self.add_text(text);
    }

    /// Adds text of the document, unless it is a field code or hidden.
    pub(super) fn add_text(&mut self, text: &str) {
        let clean: String;
        let text = if text.contains(['\n', '\r', '\t']) {
            clean = text.replace(['\n', '\r', '\t'], " ");
            clean.as_str()
        } else {
            text
        };
        if self.fields.in_code() {
            self.left_out.add(text);
            return;
        }
        self.fields.mark_result();
        let RunFormat { format, hidden, is_placeholder, .. } = self.current().run;
        let aside_kind = if hidden {
            Some(AsideKind::Deletion)
        } else if self.current().is_toc {
            Some(AsideKind::Contents)
        } else if self.control_placeholders.contains(&true) || (is_placeholder && !self.control_placeholders.is_empty())
        {
            Some(AsideKind::Placeholder)
        } else {
            None
        };
        if let Some(kind) = aside_kind {
            self.left_out.add(text);
            self.add_or_extend_aside(kind, text);
            return;
        }
        let paragraph = self.open.last_mut().unwrap_or(&mut self.outside);
        paragraph.continues_aside = false;
        let link = paragraph.links.iter().rev().find_map(Option::as_deref).or(self.fields.link());
        self.blocks.add_text(paragraph.at, text, format, link);
    }

    /// Adds a break or a picture, unless it is hidden.
    pub(super) fn add_run(&mut self, run: Run) {
        let paragraph = self.current();
        if paragraph.run.hidden {
            return;
        }
        paragraph.continues_aside = false;
        let at = paragraph.at;
        self.blocks.add_run(at, run);
    }

    /// Adds an aside for a deleted text.
    pub(super) fn add_deletion(&mut self, text: &str) {
        self.add_or_extend_aside(AsideKind::Deletion, text);
    }

    /// Adds an aside for a text that is not part of an answer; consecutive pieces become one aside.
    fn add_or_extend_aside(&mut self, kind: AsideKind, text: &str) {
        let paragraph = self.current();
        let (at, goes_on) = (paragraph.at, paragraph.continues_aside);
        match self.asides.last_mut() {
            Some(last) if goes_on && last.kind == kind => last.text.push_str(text),
            _ if text.trim().is_empty() => {}
            _ => {
                self.asides.push(Aside { kind, text: text.to_owned(), at });
                self.current().continues_aside = true;
            }
        }
    }

    /// Adds an aside for content that is not text, with the words that are in it.
    pub(super) fn add_aside(&mut self, kind: AsideKind, text: String) {
        let paragraph = self.current();
        paragraph.continues_aside = false;
        let at = paragraph.at;
        self.asides.push(Aside { kind, text, at });
    }

    /// Adds a formula on one line.
    pub(super) fn add_formula(&mut self, formula: &Formula) {
        let line = formula.to_line();
        if line.is_empty() {
            return;
        }
        self.fields.mark_result();
        if formula.begins_with_fraction() && self.blocks.ends_with_word() {
            self.add_text(" ");
        }
        let whole: String = line.iter().map(|(text, _)| text.as_str()).collect();
        for (text, shift) in line {
            let paragraph = self.open.last_mut().unwrap_or(&mut self.outside);
            let format = paragraph.run.format;
            paragraph.run.format = TextFormat { shift, ..TextFormat::default() };
            self.add_text(&text);
            self.current().run.format = format;
        }
        self.add_aside(AsideKind::FormulaInLine, whole);
    }

    /// Opens a link.
    pub(super) fn open_link(&mut self, tag: &XmlTag<'_>) {
        let target = tag.attribute("id").and_then(|id| self.relationships.link(&id)).and_then(web_link);
        let link = target.map(|target| match tag.attribute("anchor") {
            Some(place) if !target.contains('#') && place.len() < 256 => format!("{target}#{place}").into(),
            _ => Box::from(target),
        });
        self.current().links.push(link);
    }

    /// Handles a `w:fldChar`. Check boxes and drop-down lists are fields as well, and so are some symbols and
    /// formulas.
    pub(super) fn handle_field_char(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let code = read_field_char(tag, &mut self.fields);
        match read_form_choice(xml)? {
            Some(FormChoice::CheckBox(ticked)) => self.add_text(if ticked { "☒" } else { "☐" }),
            Some(FormChoice::Entry(entry)) => self.add_generated_text(&entry),
            None => {}
        }
        let Some(code) = code else { return Ok(()) };
        if let Some((font, place)) = fields::parse_symbol(&code) {
            self.add_generated_text(symbol_char(&font, &place).encode_utf8(&mut [0; 4]));
        } else if let Some(formula) = from_eq_field(&code) {
            formula.to_line().iter().for_each(|(text, _)| self.added.add(text));
            self.add_formula(&formula);
        } else if fields::is_formula(&code) {
            self.add_aside(AsideKind::Formula, code.trim().to_owned());
        }
        Ok(())
    }

    /// Inserts the text of a note at the reference to it.
    pub(super) fn insert_note(&mut self, kind: &'static str, tag: &XmlTag<'_>) {
        let Some(note) = tag.attribute("id").and_then(|id| self.notes.remove(&(kind, id))) else { return };
        let at = self.current().at;
        self.asides.extend(note.asides.into_iter().map(|aside| Aside { at, ..aside }));
        self.left_out.merge(&note.left_out);
        self.added.merge(&note.added);
        self.current().continues_aside = false;
        self.blocks.add_runs(at, note.runs);
    }

    /// Adds an aside for the comment that is referred to.
    pub(super) fn add_comment(&mut self, tag: &XmlTag<'_>) {
        let comment = tag.attribute("id").and_then(|id| self.comments.remove(&id));
        if let Some(text) = comment.filter(|text| !text.is_empty()) {
            let at = self.current().at;
            self.current().continues_aside = false;
            self.asides.push(Aside { kind: AsideKind::Comment, text, at });
        }
    }

    /// Reads the description of a drawing, which may be a group of pictures.
    pub(super) fn set_description(&mut self, tag: &XmlTag<'_>) {
        let described = |name: &str| tag.attribute(name).filter(|text| is_real_description(text));
        self.description = described("descr").or_else(|| described("title")).unwrap_or_default();
    }

    /// Sets the description of the single picture or shape that follows.
    pub(super) fn set_own_description(&mut self, description: Option<String>) {
        self.own_description = description.filter(|text| is_real_description(text)).unwrap_or_default();
    }

    /// Adds a picture, by the id of its relationship.
    pub(super) fn add_picture(&mut self, id: Option<String>) -> Result<(), ReadError> {
        let Some(id) = id else { return Ok(()) };
        match self.relationships.part(&id) {
            Some(part) => {
                // In a group each picture has its own description; otherwise the one that Word shows as the
                // alternative text counts.
                let (first, second) = match self.is_group {
                    true => (&self.own_description, &self.description),
                    false => (&self.description, &self.own_description),
                };
                let description = if first.is_empty() { second.clone() } else { first.clone() };
                let number = self.package.picture(part, &description)?;
                self.add_run(Run::Picture(number));
            }
            None => self.add_aside(AsideKind::Picture, self.description.clone()),
        }
        Ok(())
    }

    /// Adds an aside for a drawing or an object in a part of its own, which is not text.
    pub(super) fn add_part_aside(&mut self, kind: AsideKind, id: Option<String>, name: &str) -> Result<(), ReadError> {
        let part = id.and_then(|id| self.relationships.part(&id));
        let words = match part {
            Some(part) => self.package.words_of_part(&part)?,
            None => String::new(),
        };
        let text = [name, words.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ");
        self.add_aside(kind, text);
        Ok(())
    }
}

/// Whether a text describes a picture: a file name does not, nor does a text that Office generated.
fn is_real_description(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let generated = ["автоматически созданное описание", "description automatically generated"];
    let endings = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp"];
    !lower.is_empty()
        && !generated.iter().any(|words| lower.contains(words))
        && !endings.iter().any(|end| lower.ends_with(end))
}

/// Elements whose characters are measures of a drawing, or codes, not text.
const NON_TEXT_ELEMENTS: [&str; 13] = [
    "posOffset",
    "align",
    "pctWidth",
    "pctHeight",
    "pctPosHOffset",
    "pctPosVOffset",
    "delText",
    "delInstrText",
    "instrText",
    "FieldCodes",
    "LinkType",
    "LockedField",
    "Anchor",
];
