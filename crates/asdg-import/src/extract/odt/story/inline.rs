//! The content of a paragraph: formatted text, pictures, notes and comments.

use super::Story;
use crate::document::{Aside, AsideKind, Picture, Run, Shift, TextFormat};
use crate::extract::archive::ReadError;
use crate::extract::symbols::{has_symbols, symbols_to_unicode};
use crate::extract::xml::formula::Formula;
use crate::extract::xml::{Xml, XmlTag, XmlToken, decode};

/// The maximum size of a picture in bytes. A larger one is kept without its bytes.
const PICTURE_LIMIT: u64 = 20 << 20;
/// The maximum length of an address: nobody types a longer one.
const LINK_LIMIT: usize = 2048;

impl Story<'_, '_> {
    /// Adds characters of the XML: a sequence of whitespace is one space, and none at the beginning of a paragraph.
    pub(super) fn add_characters(&mut self, text: &str) {
        let Some(paragraph) = self.open.last_mut() else {
            // Characters outside of all paragraphs are in an unknown element.
            if text.chars().any(char::is_alphanumeric) {
                self.left_out.add(text);
                self.add_aside_with_text(AsideKind::Unread, text.trim().to_owned());
            }
            return;
        };
        if self.frame_pictures.len() > paragraph.frame_depth && text.trim().is_empty() {
            return;
        }
        let mut clean = String::with_capacity(text.len());
        for letter in text.chars() {
            let blank = matches!(letter, ' ' | '\t' | '\r' | '\n');
            if !blank {
                clean.push(letter);
            } else if !paragraph.after_space {
                clean.push(' ');
            }
            paragraph.after_space = blank;
        }
        let blank = paragraph.after_space;
        self.add_text(&clean);
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.after_space = blank;
        }
    }

    /// Adds text of the document, unless it is hidden.
    pub(super) fn add_text(&mut self, text: &str) {
        let Some(paragraph) = self.open.last_mut() else { return };
        // Spaces that are elements do not swallow the following ones.
        paragraph.after_space = false;
        let style_format = self.spans.last().copied().unwrap_or_default().or(paragraph.style_format);
        let at = paragraph.at;
        if style_format.hidden == Some(true) {
            self.add_hidden_text(text, AsideKind::Deletion);
            return;
        }
        if self.control_placeholders.contains(&true) {
            self.add_hidden_text(text, AsideKind::Placeholder);
            return;
        }
        paragraph.continues_aside = false;
        let font = style_format.font.flatten();
        let shown: String;
        let text = if has_symbols(text, font) {
            shown = symbols_to_unicode(text, font);
            self.left_out.add(text);
            self.added.add(&shown);
            shown.as_str()
        } else {
            text
        };
        let (bold, italic) = (style_format.bold.unwrap_or_default(), style_format.italic.unwrap_or_default());
        let format = TextFormat { bold, italic, shift: style_format.shift.unwrap_or_default() };
        let link = self.links.iter().rev().find_map(Option::as_deref);
        self.blocks.add_text(at, text, format, link);
    }

    /// Adds text that the file does not have as text, so that the count of letters expects it.
    pub(super) fn add_generated_text(&mut self, text: &str) {
        self.added.add(text);
        self.add_text(text);
    }

    /// Adds a formula on one line.
    fn add_formula(&mut self, formula: &Formula) {
        let line = formula.to_line();
        if line.is_empty() {
            return;
        }
        if formula.begins_with_fraction() && self.blocks.ends_with_word() {
            self.add_text(" ");
        }
        let whole: String = line.iter().map(|(text, _)| text.as_str()).collect();
        for (text, shift) in line {
            let above = self.spans.last().copied().unwrap_or_default();
            let shift = (shift != Shift::None).then_some(shift).or(above.shift);
            self.spans.push(super::StyleFormat { shift, ..above });
            self.add_generated_text(&text);
            self.spans.pop();
        }
        self.add_aside_with_text(AsideKind::FormulaInLine, whole);
    }

    /// Reads an open object: a formula, a chart, or content of another program. The picture that follows shows the
    /// same.
    pub(super) fn read_object(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        if let Some(frame) = self.frame_pictures.last_mut() {
            *frame = Some(usize::MAX);
        }
        let href = tag.attribute("href").unwrap_or_default();
        let part = format!("{}/content.xml", href.trim_start_matches("./").trim_end_matches('/'));
        if href.is_empty() {
            return self.read_object_content(xml, &href);
        }
        xml.skip()?;
        let text = match self.archive.part(&part) {
            Ok(bytes) => bytes.map(|bytes| decode(&part, bytes)).transpose().ok().flatten(),
            Err(ReadError::Damaged(_)) => None,
            Err(broken) => return Err(broken),
        };
        match text {
            Some(text) => self.read_object_content(&mut Xml::new(&part, &text), &href),
            None => {
                self.add_aside(AsideKind::Object, href);
                Ok(())
            }
        }
    }

    fn read_object_content(&mut self, xml: &mut Xml<'_>, name: &str) -> Result<(), ReadError> {
        let floor = xml.depth();
        let mut kind = AsideKind::Object;
        let mut words: Vec<String> = Vec::new();
        while let Some(token) = xml.next_within(floor)? {
            match token {
                XmlToken::Open(tag) if tag.name() == "math" => {
                    let formula = Formula::read(&tag, xml)?;
                    self.add_formula(&formula);
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
            AsideKind::Chart => self.add_aside(kind, words.join(" ")),
            _ => self.add_aside(kind, name.to_owned()),
        }
        Ok(())
    }

    /// Adds an aside for content that is not text, also without any words.
    pub(super) fn add_aside(&mut self, kind: AsideKind, text: String) {
        let at = self.place();
        self.asides.push(Aside { kind, text, at });
    }

    /// Adds an aside for a text that is not shown; consecutive pieces become one aside.
    fn add_hidden_text(&mut self, text: &str, kind: AsideKind) {
        self.left_out.add(text);
        let continues =
            self.open.last_mut().is_some_and(|paragraph| std::mem::replace(&mut paragraph.continues_aside, true));
        match self.asides.last_mut() {
            Some(last) if continues && last.kind == kind => last.text.push_str(text),
            _ => self.add_aside_with_text(kind, text.to_owned()),
        }
    }

    /// Adds a break or a picture.
    pub(super) fn add_run(&mut self, run: Run) {
        if let (Run::Break, Some(paragraph)) = (&run, self.open.last_mut()) {
            paragraph.after_space = true;
        }
        let at = self.place();
        self.blocks.add_run(at, run);
    }

    /// Adds an aside, unless its text is blank.
    pub(super) fn add_aside_with_text(&mut self, kind: AsideKind, text: String) {
        if !text.trim().is_empty() {
            let at = self.place();
            self.asides.push(Aside { kind, text, at });
        }
    }

    /// Adds a picture. Only the first picture of a frame is read: the others are the same in formats for older
    /// programs.
    pub(super) fn add_picture(&mut self, tag: &XmlTag<'_>) -> Result<(), ReadError> {
        let href = tag.attribute("href").unwrap_or_default();
        let part = href.trim_start_matches("./");
        if part.is_empty() || part.contains("://") || self.frame_pictures.last().is_some_and(Option::is_some) {
            return Ok(());
        }
        let number = match self.picture_indexes.get(part) {
            Some(&number) => number,
            None => {
                // A missing, broken or too large picture does not spoil the text.
                let bytes = match self.archive.part_with_limit(part, PICTURE_LIMIT) {
                    Ok(bytes) => bytes.unwrap_or_default(),
                    Err(ReadError::Encrypted) => return Err(ReadError::Encrypted),
                    Err(ReadError::Damaged(_) | ReadError::TooLarge(_)) => Vec::new(),
                };
                let name = part.rsplit('/').next().unwrap_or_default().to_owned();
                self.pictures.push(Picture { name, description: String::new(), bytes });
                self.picture_indexes.insert(part.to_owned(), self.pictures.len() - 1);
                self.pictures.len() - 1
            }
        };
        if let Some(frame) = self.frame_pictures.last_mut() {
            *frame = Some(number);
        }
        self.add_run(Run::Picture(number));
        Ok(())
    }

    /// Sets the description of the picture of the frame, which it follows.
    pub(super) fn describe_picture(&mut self, text: &str) {
        let number = self.frame_pictures.last().copied().flatten();
        if let Some(picture) = number.and_then(|number| self.pictures.get_mut(number))
            && picture.description.is_empty()
        {
            picture.description = text.trim().to_owned();
        }
    }
}

/// Whether an address is a link that a reader of the page can follow; others, such as places in the file, are not.
pub(super) fn is_link(address: &str) -> bool {
    let has_scheme = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    address.len() <= LINK_LIMIT && ["http://", "https://", "mailto:"].into_iter().any(has_scheme)
}
