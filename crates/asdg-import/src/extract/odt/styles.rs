//! The styles of an OpenDocument text. Call [`Styles::read`] for each part that has styles.

use crate::document::Shift;
use std::collections::HashMap;

use super::list_style::ListStyle;
use crate::extract::archive::ReadError;
use crate::extract::symbols::SymbolFont;
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// The maximum length of a chain of styles based on each other.
const CHAIN_LIMIT: usize = 32;

/// The styles of paragraphs, text and lists.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, StyleEntry>,
    texts: HashMap<String, StyleEntry>,
    defaults: StyleFormat,
    /// The list styles.
    pub lists: HashMap<String, ListStyle>,
}

/// The properties of a style; missing ones come from the style it is based on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct StyleFormat {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub hidden: Option<bool>,
    pub shift: Option<Shift>,
    /// The font; `Some(None)` is a text font.
    pub font: Option<Option<SymbolFont>>,
}

#[derive(Debug, Default)]
struct StyleEntry {
    parent: Option<String>,
    list: Option<String>,
    format: StyleFormat,
}

impl StyleFormat {
    /// Returns these properties; missing ones come from `other`.
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
            let is_heavy = weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
            self.bold = Some(weight.starts_with("bold") || is_heavy);
        }
        if let Some(style) = tag.attribute("font-style") {
            self.italic = Some(matches!(style.as_str(), "italic" | "oblique"));
        }
        if let Some(position) = tag.attribute("text-position") {
            let value = position.split(' ').next().unwrap_or_default();
            self.shift = Some(match value.trim_end_matches('%').parse::<f32>() {
                Ok(height) if height > 0.0 => Shift::Raised,
                Ok(height) if height < 0.0 => Shift::Lowered,
                Ok(_) => Shift::None,
                Err(_) if value == "sub" => Shift::Lowered,
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
                "style" => self.read_style(&tag, &mut xml)?,
                "default-style" if tag.attribute("family").as_deref() == Some("paragraph") => {
                    self.defaults = read_text_properties(&mut xml)?;
                }
                "list-style" => {
                    let style = ListStyle::read(&mut xml)?;
                    self.lists.extend(tag.attribute("name").map(|name| (name, style)));
                }
                // The text, the headers and the footers.
                "body" | "header" | "footer" => xml.skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Returns the resolved properties of a paragraph style.
    pub(super) fn paragraph(&self, style: &str) -> StyleFormat {
        with_ancestors(&self.paragraphs, style)
            .fold(StyleFormat::default(), |format, (_, entry)| format.or(entry.format))
            .or(self.defaults)
    }

    /// Returns the resolved properties of a text style.
    pub(super) fn text(&self, style: &str) -> StyleFormat {
        with_ancestors(&self.texts, style).fold(StyleFormat::default(), |format, (_, entry)| format.or(entry.format))
    }

    /// Returns the name of the list style of a paragraph style.
    pub(super) fn list_style(&self, style: &str) -> Option<&str> {
        with_ancestors(&self.paragraphs, style).find_map(|(_, entry)| entry.list.as_deref())
    }

    /// Whether a style is based on that of the document title.
    pub(super) fn is_title(&self, style: &str) -> bool {
        with_ancestors(&self.paragraphs, style).any(|(name, _)| name == "Title")
    }

    fn read_style(&mut self, tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let parent = tag.attribute("parent-style-name");
        let list = tag.attribute("list-style-name").filter(|name| !name.is_empty());
        let entry = StyleEntry { parent, list, format: read_text_properties(xml)? };
        let family = match tag.attribute("family").as_deref() {
            Some("paragraph") => &mut self.paragraphs,
            Some("text") => &mut self.texts,
            _ => return Ok(()),
        };
        family.extend(tag.attribute("name").map(|name| (name, entry)));
        Ok(())
    }
}

fn read_text_properties(xml: &mut Xml<'_>) -> Result<StyleFormat, ReadError> {
    let mut format = StyleFormat::default();
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        if let XmlToken::Open(tag) = token
            && tag.name() == "text-properties"
        {
            format.read(&tag);
        }
    }
    Ok(format)
}

/// Iterates over a style and the styles it is based on.
fn with_ancestors<'s>(
    styles: &'s HashMap<String, StyleEntry>,
    style: &str,
) -> impl Iterator<Item = (&'s str, &'s StyleEntry)> {
    let first = styles.get_key_value(style);
    let next =
        |(_, entry): &(&'s String, &'s StyleEntry)| entry.parent.as_ref().and_then(|name| styles.get_key_value(name));
    std::iter::successors(first, next).take(CHAIN_LIMIT).map(|(name, entry)| (name.as_str(), entry))
}
