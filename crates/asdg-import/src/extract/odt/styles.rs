//! The styles of an OpenDocument text: [`Styles::read`] for each part that has styles.

use crate::document::Shift;
use std::collections::HashMap;

use super::list_style::ListStyle;
use crate::extract::archive::ReadError;
use crate::extract::symbols::SymbolFont;
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// How many styles may be based on each other in a row.
const CHAIN_LIMIT: usize = 32;

/// The styles of paragraphs and of text, and those of lists.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, StyleEntry>,
    texts: HashMap<String, StyleEntry>,
    defaults: StyleFormat,
    /// The styles of lists.
    pub lists: HashMap<String, ListStyle>,
}

/// What a style says of text; what is not said comes from the style it is based on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct StyleFormat {
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
    /// Not shown.
    pub hidden: Option<bool>,
    /// Raised or lowered.
    pub shift: Option<Shift>,
    /// The font; `Some(None)` is one of letters.
    pub font: Option<Option<SymbolFont>>,
}

#[derive(Debug, Default)]
struct StyleEntry {
    parent: Option<String>,
    list: Option<String>,
    look: StyleFormat,
}

impl StyleFormat {
    /// This, and where it says nothing, the other.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
            shift: self.shift.or(other.shift),
            font: self.font.or(other.font),
        }
    }

    fn read(&mut self, tag: &XmlTag<'_>) {
        if let Some(weight) = tag.attribute("font-weight") {
            let heavy = weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
            self.bold = Some(weight.starts_with("bold") || heavy);
        }
        if let Some(style) = tag.attribute("font-style") {
            self.italic = Some(matches!(style.as_str(), "italic" | "oblique"));
        }
        if let Some(position) = tag.attribute("text-position") {
            let place = position.split(' ').next().unwrap_or_default();
            self.shift = Some(match place.trim_end_matches('%').parse::<f32>() {
                Ok(height) if height > 0.0 => Shift::Raised,
                Ok(height) if height < 0.0 => Shift::Lowered,
                Ok(_) => Shift::None,
                Err(_) if place == "sub" => Shift::Lowered,
                Err(_) => Shift::Raised,
            });
        }
        if let Some(font) = tag.attribute("font-name").or_else(|| tag.attribute("font-family")) {
            self.font = Some(SymbolFont::from_name(font.trim_matches(['\'', '"'])));
        }
        if let Some(display) = tag.attribute("display") {
            self.hidden = Some(display == "none");
        }
    }
}

impl Styles {
    /// Adds the styles of a part.
    pub(super) fn read(&mut self, part: &str, xml: &str) -> Result<(), ReadError> {
        let mut xml = Xml::new(part, xml);
        while let Some(token) = xml.next()? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "style" => self.entry(&tag, &mut xml)?,
                "default-style" if tag.attribute("family").as_deref() == Some("paragraph") => {
                    self.defaults = looks(&mut xml)?;
                }
                "list-style" => {
                    let style = ListStyle::read(&mut xml)?;
                    self.lists.extend(tag.attribute("name").map(|name| (name, style)));
                }
                // The text itself, and the headers and footers.
                "body" | "header" | "footer" => xml.skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    /// What a style of paragraphs says.
    pub(super) fn paragraph(&self, style: &str) -> StyleFormat {
        chain(&self.paragraphs, style)
            .fold(StyleFormat::default(), |look, (_, entry)| look.or(entry.look))
            .or(self.defaults)
    }

    /// What a style of text says.
    pub(super) fn text(&self, style: &str) -> StyleFormat {
        chain(&self.texts, style).fold(StyleFormat::default(), |look, (_, entry)| look.or(entry.look))
    }

    /// The list that a style of paragraphs names.
    pub(super) fn list_of(&self, style: &str) -> Option<&str> {
        chain(&self.paragraphs, style).find_map(|(_, entry)| entry.list.as_deref())
    }

    /// Whether a style is that of the title of a document.
    pub(super) fn is_title(&self, style: &str) -> bool {
        chain(&self.paragraphs, style).any(|(name, _)| name == "Title")
    }

    fn entry(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let parent = tag.attribute("parent-style-name");
        let list = tag.attribute("list-style-name").filter(|name| !name.is_empty());
        let entry = StyleEntry { parent, list, look: looks(xml)? };
        let family = match tag.attribute("family").as_deref() {
            Some("paragraph") => &mut self.paragraphs,
            Some("text") => &mut self.texts,
            _ => return Ok(()),
        };
        family.extend(tag.attribute("name").map(|name| (name, entry)));
        Ok(())
    }
}

fn looks(xml: &mut Xml<'_>) -> Result<StyleFormat, ReadError> {
    let mut look = StyleFormat::default();
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        if let XmlToken::Open(tag) = token
            && tag.name() == "text-properties"
        {
            look.read(&tag);
        }
    }
    Ok(look)
}

/// A style and those it is based on.
fn chain<'s>(styles: &'s HashMap<String, StyleEntry>, style: &str) -> impl Iterator<Item = (&'s str, &'s StyleEntry)> {
    let first = styles.get_key_value(style);
    let next =
        |(_, entry): &(&'s String, &'s StyleEntry)| entry.parent.as_ref().and_then(|name| styles.get_key_value(name));
    std::iter::successors(first, next).take(CHAIN_LIMIT).map(|(name, entry)| (name.as_str(), entry))
}
