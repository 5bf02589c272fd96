//! The content of a paragraph: formatted text, pictures, notes and comments.

use super::Story;
use crate::document::{Aside, AsideKind, Picture, Run, Shift, TextFormat};
use crate::extract::archive::ReadError;
use crate::extract::symbols::{has_symbols, symbols_to_unicode};
use crate::extract::xml::formula::Formula;
use crate::extract::xml::{Xml, XmlTag, XmlToken, decode};

/// How many bytes a picture may have. One that is larger is kept without its bytes.
const PICTURE_LIMIT: u64 = 20 << 20;
/// Longer addresses are not ones that somebody typed.
const LINK_LIMIT: usize = 2048;

impl Story<'_, '_> {
    /// Characters of the XML: any blanks in a row are one, and none at the beginning of a paragraph.
    pub(super) fn characters(&mut self, text: &str) {
        let Some(here) = self.open.last_mut() else {
            // Characters outside of all paragraphs, in an element that is not known.
            if text.chars().any(char::is_alphanumeric) {
                self.left_out.add(text);
                self.aside(AsideKind::Unread, text.trim().to_owned());
            }
            return;
        };
        if self.frames.len() > here.frames && text.trim().is_empty() {
            return;
        }
        let mut clean = String::with_capacity(text.len());
        for letter in text.chars() {
            let blank = matches!(letter, ' ' | '\t' | '\r' | '\n');
            if !blank {
                clean.push(letter);
            } else if !here.blank {
                clean.push(' ');
            }
            here.blank = blank;
        }
        let blank = here.blank;
        self.text(&clean);
        if let Some(here) = self.open.last_mut() {
            here.blank = blank;
        }
    }

    /// Text of the document, unless it is hidden.
    pub(super) fn text(&mut self, text: &str) {
        let Some(here) = self.open.last_mut() else { return };
        // Blanks that have an element of their own do not swallow those that follow.
        here.blank = false;
        let look = self.spans.last().copied().unwrap_or_default().or(here.look);
        let at = here.at;
        if look.hidden == Some(true) {
            self.hide(text, AsideKind::Deletion);
            return;
        }
        if self.controls.contains(&true) {
            self.hide(text, AsideKind::Placeholder);
            return;
        }
        here.hiding = false;
        let font = look.font.flatten();
        let shown: String;
        let text = if has_symbols(text, font) {
            shown = symbols_to_unicode(text, font);
            self.left_out.add(text);
            self.added.add(&shown);
            shown.as_str()
        } else {
            text
        };
        let (bold, italic) = (look.bold.unwrap_or_default(), look.italic.unwrap_or_default());
        let format = TextFormat { bold, italic, shift: look.shift.unwrap_or_default() };
        let link = self.links.iter().rev().find_map(Option::as_deref);
        self.blocks.add_text(at, text, format, link);
    }

    /// Text that the file has elsewhere than in its text, so that the count of letters does not meet it.
    pub(super) fn insert(&mut self, text: &str) {
        self.added.add(text);
        self.text(text);
    }

    /// A formula.
    fn formula(&mut self, formula: &Formula) {
        let line = formula.to_line();
        if line.is_empty() {
            return;
        }
        if formula.begins_with_fraction() && self.blocks.ends_with_word() {
            self.text(" ");
        }
        let whole: String = line.iter().map(|(text, _)| text.as_str()).collect();
        for (text, shift) in line {
            let above = self.spans.last().copied().unwrap_or_default();
            let shift = (shift != Shift::None).then_some(shift).or(above.shift);
            self.spans.push(super::StyleFormat { shift, ..above });
            self.insert(&text);
            self.spans.pop();
        }
        self.aside(AsideKind::FormulaInLine, whole);
    }

    /// An object that is open: a formula, a chart, or what another program made. Its picture, which follows, says no more.
    pub(super) fn object(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        if let Some(frame) = self.frames.last_mut() {
            *frame = Some(usize::MAX);
        }
        let href = tag.attribute("href").unwrap_or_default();
        let part = format!("{}/content.xml", href.trim_start_matches("./").trim_end_matches('/'));
        if href.is_empty() {
            return self.content_of_object(xml, &tag.attribute("href").unwrap_or_default());
        }
        xml.skip()?;
        let text = match self.archive.part(&part) {
            Ok(bytes) => bytes.map(|bytes| decode(&part, bytes)).transpose().ok().flatten(),
            Err(ReadError::Damaged(_)) => None,
            Err(broken) => return Err(broken),
        };
        match text {
            Some(text) => self.content_of_object(&mut Xml::new(&part, &text), &href),
            None => {
                self.note(AsideKind::Object, href);
                Ok(())
            }
        }
    }

    fn content_of_object(&mut self, xml: &mut Xml<'_>, name: &str) -> Result<(), ReadError> {
        let floor = xml.depth();
        let mut kind = AsideKind::Object;
        let mut words: Vec<String> = Vec::new();
        while let Some(token) = xml.next_within(floor)? {
            match token {
                XmlToken::Open(tag) if tag.name() == "math" => {
                    let formula = Formula::read(&tag, xml)?;
                    self.formula(&formula);
                    kind = AsideKind::FormulaInLine;
                }
                XmlToken::Open(tag) if tag.full_name() == "chart:chart" => kind = AsideKind::Chart,
                XmlToken::Text(text) if kind == AsideKind::Chart && !text.trim().is_empty() => {
                    words.push(text.trim().to_owned());
                }
                _ => {}
            }
        }
        match kind {
            AsideKind::FormulaInLine => {}
            AsideKind::Chart => self.note(kind, words.join(" ")),
            _ => self.note(kind, name.to_owned()),
        }
        Ok(())
    }

    /// Notes something that is no text, also when there are no words of it.
    pub(super) fn note(&mut self, kind: AsideKind, text: String) {
        let at = self.place();
        self.asides.push(Aside { kind, text, at });
    }

    /// Notes a text that is not shown.
    fn hide(&mut self, text: &str, kind: AsideKind) {
        self.left_out.add(text);
        let goes_on = self.open.last_mut().is_some_and(|here| std::mem::replace(&mut here.hiding, true));
        match self.asides.last_mut() {
            Some(last) if goes_on && last.kind == kind => last.text.push_str(text),
            _ => self.aside(kind, text.to_owned()),
        }
    }

    /// A break or a picture.
    pub(super) fn put(&mut self, run: Run) {
        if let (Run::Break, Some(here)) = (&run, self.open.last_mut()) {
            here.blank = true;
        }
        let at = self.place();
        self.blocks.add_run(at, run);
    }

    /// Something that is no text.
    pub(super) fn aside(&mut self, kind: AsideKind, text: String) {
        if !text.trim().is_empty() {
            let at = self.place();
            self.asides.push(Aside { kind, text, at });
        }
    }

    /// A picture. Only the first one of a frame is taken: others are the same in formats for older programs.
    pub(super) fn picture(&mut self, tag: &XmlTag<'_>) -> Result<(), ReadError> {
        let href = tag.attribute("href").unwrap_or_default();
        let part = href.trim_start_matches("./");
        if part.is_empty() || part.contains("://") || self.frames.last().is_some_and(Option::is_some) {
            return Ok(());
        }
        let number = match self.numbers.get(part) {
            Some(&number) => number,
            None => {
                // One that is missing, broken or too large does not spoil the text.
                let bytes = match self.archive.part_with_limit(part, PICTURE_LIMIT) {
                    Ok(bytes) => bytes.unwrap_or_default(),
                    Err(ReadError::Encrypted) => return Err(ReadError::Encrypted),
                    Err(ReadError::Damaged(_) | ReadError::TooLarge(_)) => Vec::new(),
                };
                let name = part.rsplit('/').next().unwrap_or_default().to_owned();
                self.pictures.push(Picture { name, description: String::new(), bytes });
                self.numbers.insert(part.to_owned(), self.pictures.len() - 1);
                self.pictures.len() - 1
            }
        };
        if let Some(frame) = self.frames.last_mut() {
            *frame = Some(number);
        }
        self.put(Run::Picture(number));
        Ok(())
    }

    /// The description of the frame, which comes after its picture.
    pub(super) fn describe(&mut self, text: &str) {
        let number = self.frames.last().copied().flatten();
        if let Some(picture) = number.and_then(|number| self.pictures.get_mut(number))
            && picture.description.is_empty()
        {
            picture.description = text.trim().to_owned();
        }
    }
}

/// Whether a reader can follow an address; others, such as places in the file, are no links.
pub(super) fn is_link(address: &str) -> bool {
    let begins = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    address.len() <= LINK_LIMIT && ["http://", "https://", "mailto:"].into_iter().any(begins)
}
