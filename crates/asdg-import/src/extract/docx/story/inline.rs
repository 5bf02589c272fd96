//! The content of a paragraph: formatted text, links, fields, notes, comments and pictures.

use super::{Shown, Story};
use crate::document::{Aside, AsideKind, Run, Style, TextFormat};
use crate::extract::archive::ReadError;
use crate::extract::docx::fields;
use crate::extract::docx::plain::field_sign;
use crate::extract::docx::properties::{FormChoice, RunProperties, choice};
use crate::extract::docx::relations::followable;
use crate::extract::symbols::{has_symbols, replace_homoglyphs, symbol_char, symbols_to_unicode};
use crate::extract::xml::formula::{Formula, from_eq_field};
use crate::extract::xml::{Xml, XmlTag};

impl Story<'_, '_> {
    /// A run begins or ends, or says how it looks.
    pub(super) fn run(&mut self, properties: &RunProperties) {
        let here = self.open.last_mut().unwrap_or(&mut self.outside);
        let heading = matches!(here.style, Style::Heading(_));
        let (bold, italic, hidden) = self.package.styles.run(&here.look, heading, properties);
        let prompt = self.package.styles.is_prompt(properties.style.as_deref());
        here.run = Shown {
            format: TextFormat { bold, italic, shift: properties.shift },
            hidden,
            font: self.package.styles.font(&here.look, properties),
            prompt,
        };
    }

    /// Characters of a run, in its font.
    pub(super) fn characters(&mut self, text: &str) {
        let font = self.here().run.font;
        let shown =
            if has_symbols(text, font) { Some(symbols_to_unicode(text, font)) } else { replace_homoglyphs(text) };
        if let Some(shown) = shown {
            self.left_out.add(text);
            self.added.add(&shown);
            self.text(&shown);
        } else {
            self.text(text);
        }
    }

    /// Characters of an element that is not known: nothing that may be a text is passed over in silence.
    pub(super) fn unread(&mut self, text: &str) {
        if text.chars().any(char::is_alphanumeric) && !MEASURES.contains(&self.element.as_str()) {
            self.leave_out(AsideKind::Unread, text.trim().to_owned());
        }
    }

    /// Text that the file has elsewhere than in its text, so that the count of letters does not meet it.
    pub(super) fn insert(&mut self, text: &str) {
        self.added.add(text);
        self.text(text);
    }

    /// Text of the document, unless it is a code or hidden.
    pub(super) fn text(&mut self, text: &str) {
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
        self.fields.result();
        let Shown { format, hidden, prompt, .. } = self.here().run;
        let beside = if hidden {
            Some(AsideKind::Deletion)
        } else if self.here().contents {
            Some(AsideKind::Contents)
        } else if self.controls.contains(&true) || (prompt && !self.controls.is_empty()) {
            Some(AsideKind::Placeholder)
        } else {
            None
        };
        if let Some(kind) = beside {
            self.left_out.add(text);
            self.set_aside(kind, text);
            return;
        }
        let here = self.open.last_mut().unwrap_or(&mut self.outside);
        here.removing = false;
        let link = here.links.iter().rev().find_map(Option::as_deref).or(self.fields.link());
        self.blocks.add_text(here.at, text, format, link);
    }

    /// Puts a break or a picture, unless it is hidden.
    pub(super) fn put(&mut self, run: Run) {
        let here = self.here();
        if here.run.hidden {
            return;
        }
        here.removing = false;
        let at = here.at;
        self.blocks.add_run(at, run);
    }

    /// Notes a text that is not shown.
    pub(super) fn remove(&mut self, text: &str) {
        self.set_aside(AsideKind::Deletion, text);
    }

    /// Notes a text that is no part of an answer; pieces that follow each other are one.
    fn set_aside(&mut self, kind: AsideKind, text: &str) {
        let here = self.here();
        let (at, goes_on) = (here.at, here.removing);
        match self.asides.last_mut() {
            Some(last) if goes_on && last.kind == kind => last.text.push_str(text),
            _ if text.trim().is_empty() => {}
            _ => {
                self.asides.push(Aside { kind, text: text.to_owned(), at });
                self.here().removing = true;
            }
        }
    }

    /// Notes something that is no text, with what words of it there are.
    pub(super) fn leave_out(&mut self, kind: AsideKind, text: String) {
        let here = self.here();
        here.removing = false;
        let at = here.at;
        self.asides.push(Aside { kind, text, at });
    }

    /// A formula.
    pub(super) fn formula(&mut self, formula: &Formula) {
        let line = formula.to_line();
        if line.is_empty() {
            return;
        }
        self.fields.result();
        if formula.begins_with_fraction() && self.blocks.ends_with_word() {
            self.text(" ");
        }
        let whole: String = line.iter().map(|(text, _)| text.as_str()).collect();
        for (text, shift) in line {
            let here = self.open.last_mut().unwrap_or(&mut self.outside);
            let format = here.run.format;
            here.run.format = TextFormat { shift, ..TextFormat::default() };
            self.text(&text);
            self.here().run.format = format;
        }
        self.leave_out(AsideKind::FormulaInLine, whole);
    }

    /// A link begins.
    pub(super) fn open_link(&mut self, tag: &XmlTag<'_>) {
        let target = tag.attribute("id").and_then(|id| self.relations.link(&id)).and_then(followable);
        let link = target.map(|target| match tag.attribute("anchor") {
            Some(place) if !target.contains('#') && place.len() < 256 => format!("{target}#{place}").into(),
            _ => Box::from(target),
        });
        self.here().links.push(link);
    }

    /// A sign of a field; boxes to tick and lists to choose from are fields as well, and so are some signs and formulas.
    pub(super) fn field(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let code = field_sign(tag, &mut self.fields);
        match choice(xml)? {
            Some(FormChoice::Box(ticked)) => self.text(if ticked { "☒" } else { "☐" }),
            Some(FormChoice::Entry(entry)) => self.insert(&entry),
            None => {}
        }
        let Some(code) = code else { return Ok(()) };
        if let Some((font, place)) = fields::sign(&code) {
            self.insert(symbol_char(&font, &place).encode_utf8(&mut [0; 4]));
        } else if let Some(formula) = from_eq_field(&code) {
            formula.to_line().iter().for_each(|(text, _)| self.added.add(text));
            self.formula(&formula);
        } else if fields::is_formula(&code) {
            self.leave_out(AsideKind::Formula, code.trim().to_owned());
        }
        Ok(())
    }

    /// A reference to a note, whose text is put here.
    pub(super) fn note(&mut self, kind: &'static str, tag: &XmlTag<'_>) {
        let Some(note) = tag.attribute("id").and_then(|id| self.notes.remove(&(kind, id))) else { return };
        let at = self.here().at;
        self.asides.extend(note.asides.into_iter().map(|aside| Aside { at, ..aside }));
        self.left_out.merge(&note.left_out);
        self.added.merge(&note.added);
        self.here().removing = false;
        self.blocks.add_runs(at, note.runs);
    }

    /// A reference to a comment.
    pub(super) fn comment(&mut self, tag: &XmlTag<'_>) {
        let comment = tag.attribute("id").and_then(|id| self.comments.remove(&id));
        if let Some(text) = comment.filter(|text| !text.is_empty()) {
            let at = self.here().at;
            self.here().removing = false;
            self.asides.push(Aside { kind: AsideKind::Comment, text, at });
        }
    }

    /// The description of a drawing, which may be a group of pictures.
    pub(super) fn describe(&mut self, tag: &XmlTag<'_>) {
        let described = |name: &str| tag.attribute(name).filter(|text| is_description(text));
        self.description = described("descr").or_else(|| described("title")).unwrap_or_default();
    }

    /// The description of the single picture or shape that follows.
    pub(super) fn describe_own(&mut self, description: Option<String>) {
        self.own_description = description.filter(|text| is_description(text)).unwrap_or_default();
    }

    /// A picture, by the id of its relation.
    pub(super) fn picture(&mut self, id: Option<String>) -> Result<(), ReadError> {
        let Some(id) = id else { return Ok(()) };
        match self.relations.part(&id) {
            Some(part) => {
                // In a group each picture has its own; else what Word itself shows as the alternative text counts.
                let (first, second) = match self.grouped {
                    true => (&self.own_description, &self.description),
                    false => (&self.description, &self.own_description),
                };
                let description = if first.is_empty() { second.clone() } else { first.clone() };
                let number = self.package.picture(part, &description)?;
                self.put(Run::Picture(number));
            }
            None => self.leave_out(AsideKind::Picture, self.description.clone()),
        }
        Ok(())
    }

    /// A picture, a drawing or an object that lies in a part of its own and is no text.
    pub(super) fn part(&mut self, kind: AsideKind, id: Option<String>, name: &str) -> Result<(), ReadError> {
        let part = id.and_then(|id| self.relations.part(&id));
        let words = match part {
            Some(part) => self.package.words(&part)?,
            None => String::new(),
        };
        let text = [name, words.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ");
        self.leave_out(kind, text);
        Ok(())
    }
}

/// Whether a text describes a picture: the name of its file does not, nor what Office made up.
fn is_description(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let made_up = ["автоматически созданное описание", "description automatically generated"];
    let endings = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp"];
    !lower.is_empty()
        && !made_up.iter().any(|words| lower.contains(words))
        && !endings.iter().any(|end| lower.ends_with(end))
}

/// Elements whose characters are measures of a drawing or codes, and no text.
const MEASURES: [&str; 13] = [
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
