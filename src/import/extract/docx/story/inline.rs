//! What stands inside a paragraph: text in its format, links, fields, notes, comments and pictures.

use super::{Shown, Story};
use crate::import::document::{Aside, AsideKind, Format, Run, Style};
use crate::import::extract::archive::Broken;
use crate::import::extract::docx::plain::field_sign;
use crate::import::extract::docx::properties::{RunProperties, ticked};
use crate::import::extract::docx::relations::followable;
use crate::import::extract::xml::{Tag, Xml};

impl Story<'_, '_> {
    /// A run begins or ends, or says how it looks.
    pub(super) fn run(&mut self, properties: &RunProperties) {
        let here = self.open.last_mut().unwrap_or(&mut self.outside);
        let heading = matches!(here.style, Style::Heading(_));
        let (bold, italic, hidden) = self.package.styles.run(&here.look, heading, properties);
        here.run = Shown { format: Format { bold, italic, shift: properties.shift }, hidden };
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
        let Shown { format, hidden } = self.here().run;
        if hidden {
            self.left_out.add(text);
            self.remove(text);
            return;
        }
        let here = self.open.last_mut().unwrap_or(&mut self.outside);
        here.removing = false;
        let link = here.links.iter().rev().find_map(Option::as_deref).or(self.fields.link());
        self.blocks.text(here.at, text, format, link);
    }

    /// Puts a break or a picture, unless it is hidden.
    pub(super) fn put(&mut self, run: Run) {
        let here = self.here();
        if here.run.hidden {
            return;
        }
        here.removing = false;
        let at = here.at;
        self.blocks.run(at, run);
    }

    /// Notes a text that is not shown.
    pub(super) fn remove(&mut self, text: &str) {
        let here = self.here();
        let (at, goes_on) = (here.at, here.removing);
        match self.asides.last_mut() {
            Some(last) if goes_on && last.kind == AsideKind::Deletion => last.text.push_str(text),
            _ if text.trim().is_empty() => {}
            _ => {
                self.asides.push(Aside { kind: AsideKind::Deletion, text: text.to_owned(), at });
                self.here().removing = true;
            }
        }
    }

    /// A link begins.
    pub(super) fn open_link(&mut self, tag: &Tag<'_>) {
        let target = tag.attribute("id").and_then(|id| self.relations.link(&id)).and_then(followable);
        let link = target.map(|target| match tag.attribute("anchor") {
            Some(place) if !target.contains('#') && place.len() < 256 => format!("{target}#{place}").into(),
            _ => Box::from(target),
        });
        self.here().links.push(link);
    }

    /// A sign of a field; boxes to tick are fields as well.
    pub(super) fn field(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Broken> {
        field_sign(tag, &mut self.fields);
        if let Some(ticked) = ticked(xml)? {
            self.text(if ticked { "☒" } else { "☐" });
        }
        Ok(())
    }

    /// A reference to a note, whose text is put here.
    pub(super) fn note(&mut self, kind: &'static str, tag: &Tag<'_>) {
        let Some(note) = tag.attribute("id").and_then(|id| self.notes.remove(&(kind, id))) else { return };
        let at = self.here().at;
        self.asides.extend(note.asides.into_iter().map(|aside| Aside { at, ..aside }));
        self.left_out.merge(&note.left_out);
        self.here().removing = false;
        self.blocks.runs(at, note.runs);
    }

    /// A reference to a comment.
    pub(super) fn comment(&mut self, tag: &Tag<'_>) {
        let comment = tag.attribute("id").and_then(|id| self.comments.remove(&id));
        if let Some(text) = comment.filter(|text| !text.is_empty()) {
            let at = self.here().at;
            self.here().removing = false;
            self.asides.push(Aside { kind: AsideKind::Comment, text, at });
        }
    }

    /// The description of the picture that follows.
    pub(super) fn describe(&mut self, description: Option<String>) {
        if let Some(description) = description.filter(|text| !text.trim().is_empty()) {
            self.description = description;
        }
    }

    /// A picture, by the id of its relation.
    pub(super) fn picture(&mut self, id: Option<String>) -> Result<(), Broken> {
        if let Some(part) = id.and_then(|id| self.relations.part(&id)) {
            let description = self.description.clone();
            let number = self.package.picture(part, &description)?;
            self.put(Run::Picture(number));
        }
        Ok(())
    }
}
