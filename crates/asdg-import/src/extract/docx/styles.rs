//! The styles of a document, each with its inherited properties: [`Styles`].

use std::collections::HashMap;
use std::rc::Rc;

use super::properties::{ParagraphProperties, RunProperties, Toggles};
use crate::extract::archive::ReadError;
use crate::extract::symbols::SymbolFont;
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// The maximum length of a chain of styles based on each other. Word allows eleven.
const CHAIN_LIMIT: usize = 32;

#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, StyleFormat>,
    paragraph: StyleFormat,
    defaults: Toggles,
}

/// The resolved properties of a style.
#[derive(Debug, Clone, Default)]
pub(super) struct StyleFormat {
    /// The outline level, from 0 for the highest; 9 is running text.
    pub outline: Option<u32>,
    pub list: Option<StyleList>,
    /// Bold, italic and hidden.
    pub toggles: Toggles,
    /// Whether it is the style of a line of a table of contents.
    pub is_toc: bool,
    /// Whether it is the style of a prompt in a form.
    pub is_placeholder: bool,
    /// The font, if it is a symbol font.
    pub font: Option<SymbolFont>,
}

/// The list of a style.
#[derive(Debug, Clone)]
pub(super) struct StyleList {
    /// The id of the list.
    pub id: u32,
    /// The level, if the style names one.
    pub level: Option<u32>,
    /// The id of the style: the levels of lists name the styles that they belong to.
    pub style: Rc<str>,
}

/// A style as it is in the file.
#[derive(Debug, Default)]
struct StyleEntry {
    id: String,
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphProperties,
    toggles: Toggles,
    font: Option<SymbolFont>,
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(part: &str, xml: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part, xml);
        let mut defaults = Toggles::default();
        let mut default_paragraph = None;
        let mut entries = HashMap::new();
        while let Some(token) = xml.next()? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "rPrDefault" => defaults = read_default_toggles(&mut xml)?,
                "style" => {
                    let entry = StyleEntry::read(&tag, &mut xml)?;
                    let is_default = matches!(tag.attribute("default").as_deref(), Some("1" | "true" | "on"));
                    if is_default && tag.attribute("type").as_deref() == Some("paragraph") {
                        default_paragraph = Some(entry.id.clone());
                    }
                    entries.insert(entry.id.clone(), entry);
                }
                _ => {}
            }
        }
        let by_id: HashMap<String, StyleFormat> =
            entries.keys().map(|id| (id.clone(), resolve(id, &entries))).collect();
        let paragraph = default_paragraph.and_then(|id| by_id.get(&id)).cloned().unwrap_or_default();
        Ok(Self { by_id, paragraph, defaults })
    }

    /// Returns the properties of a paragraph style. A paragraph without a style, or with an undefined one, has the
    /// default style.
    pub(super) fn paragraph(&self, style: Option<&str>) -> &StyleFormat {
        style.and_then(|id| self.by_id.get(id)).unwrap_or(&self.paragraph)
    }

    /// Whether a style is that of a table of contents. The file may use such a style without defining it.
    pub(super) fn is_toc_style(&self, style: Option<&str>) -> bool {
        let Some(id) = style else { return false };
        self.by_id
            .get(id)
            .map_or_else(|| is_toc_name(&id.to_lowercase().replacen("toc", "toc ", 1)), |format| format.is_toc)
    }

    /// Whether a style is that of a prompt in a form.
    pub(super) fn is_placeholder_style(&self, style: Option<&str>) -> bool {
        let Some(id) = style else { return false };
        self.by_id.get(id).map_or(id == "PlaceholderText", |format| format.is_placeholder)
    }

    /// Returns the symbol font of a run: its own, that of its style, or that of its paragraph.
    pub(super) fn font(&self, paragraph: &StyleFormat, run: &RunProperties) -> Option<SymbolFont> {
        let own = || run.style.as_deref().and_then(|id| self.by_id.get(id)).and_then(|format| format.font);
        if run.names_text_font { None } else { run.font.or_else(own).or(paragraph.font) }
    }

    /// Returns the list of a style.
    pub(super) fn list(&self, style: &str) -> Option<u32> {
        self.by_id.get(style)?.list.as_ref().map(|list| list.id)
    }

    /// Returns whether a run is bold, italic and hidden. In a heading only the properties of the run itself count:
    /// all headings are bold.
    pub(super) fn run(&self, paragraph: &StyleFormat, heading: bool, run: &RunProperties) -> (bool, bool, bool) {
        let from_paragraph = paragraph.toggles.or(self.defaults);
        let from_run =
            run.style.as_deref().and_then(|id| self.by_id.get(id)).map(|format| format.toggles).unwrap_or_default();
        // The style of a run inverts the style of its paragraph: emphasis in a bold paragraph is not bold.
        let toggled = |from_paragraph: Option<bool>, from_run: Option<bool>| {
            from_paragraph.unwrap_or(false) != from_run.unwrap_or(false)
        };
        let is_shown = |direct: Option<bool>, from_paragraph, from_run| {
            direct.unwrap_or(!heading && toggled(from_paragraph, from_run))
        };
        let direct = run.toggles;
        (
            is_shown(direct.bold, from_paragraph.bold, from_run.bold),
            is_shown(direct.italic, from_paragraph.italic, from_run.italic),
            direct.hidden.unwrap_or_else(|| toggled(from_paragraph.hidden, from_run.hidden)),
        )
    }
}

impl StyleEntry {
    fn read(tag: &XmlTag<'_>, xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut entry = Self { id: tag.attribute("styleId").unwrap_or_default(), ..Self::default() };
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "name" => entry.name = tag.val().unwrap_or_default().to_lowercase(),
                "basedOn" => entry.based_on = tag.val(),
                "pPr" => entry.paragraph = ParagraphProperties::read(xml)?,
                "rPr" => RunProperties { toggles: entry.toggles, font: entry.font, .. } = RunProperties::read(xml)?,
                // The properties of parts of tables, such as the first row.
                "tblStylePr" => xml.skip()?,
                _ => {}
            }
        }
        Ok(entry)
    }

    /// Returns the outline level of a style that is a heading only by its name.
    fn outline_of_name(&self) -> Option<u32> {
        if matches!(self.name.as_str(), "title" | "название" | "заголовок") {
            return Some(0);
        }
        let rest = self.name.strip_prefix("heading ").or_else(|| self.name.strip_prefix("заголовок "))?;
        let level: u32 = rest.trim().parse().ok()?;
        (1..=9).contains(&level).then(|| level - 1)
    }
}

/// Whether a name in lower case is that of a table-of-contents style: `toc 1`.
fn is_toc_name(name: &str) -> bool {
    let rest = name.strip_prefix("toc ").or_else(|| name.strip_prefix("оглавление "));
    rest.is_some_and(|level| level.len() == 1 && level.chars().all(|c| c.is_ascii_digit()))
}

fn read_default_toggles(xml: &mut Xml<'_>) -> Result<Toggles, ReadError> {
    let mut toggles = Toggles::default();
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        if let XmlToken::Open(tag) = token
            && tag.name() == "rPr"
        {
            toggles = RunProperties::read(xml)?.toggles;
        }
    }
    Ok(toggles)
}

/// Resolves a style with the properties that it inherits.
fn resolve(id: &str, entries: &HashMap<String, StyleEntry>) -> StyleFormat {
    let mut format = StyleFormat::default();
    let mut named = None;
    let mut list_level = None;
    let mut next = Some(id);
    for _ in 0..CHAIN_LIMIT {
        let Some(entry) = next.and_then(|id| entries.get(id)) else { break };
        format.outline = format.outline.or(entry.paragraph.outline);
        named = named.or_else(|| entry.outline_of_name());
        list_level = list_level.or(entry.paragraph.level);
        if format.list.is_none() {
            let style = entry.id.as_str();
            format.list = entry.paragraph.list.map(|id| StyleList { id, level: list_level, style: style.into() });
        }
        format.toggles = format.toggles.or(entry.toggles);
        format.font = format.font.or(entry.font);
        format.is_toc |= is_toc_name(&entry.name);
        format.is_placeholder |= matches!(entry.name.as_str(), "placeholder text" | "замещающий текст");
        next = entry.based_on.as_deref();
    }
    format.outline = format.outline.or(named);
    format
}
