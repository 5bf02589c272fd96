//! The styles of a document, each with the properties that it inherits: [`Styles`].

use std::collections::HashMap;
use std::rc::Rc;

use super::properties::{ParagraphProperties, RunProperties, Switches};
use crate::extract::archive::ReadError;
use crate::extract::symbols::SymbolFont;
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// How many styles may be based on each other in a row. Word allows eleven.
const CHAIN_LIMIT: usize = 32;

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, StyleFormat>,
    paragraph: StyleFormat,
    defaults: Switches,
}

/// What a style makes of a paragraph or a run.
#[derive(Debug, Clone, Default)]
pub(super) struct StyleFormat {
    /// The level in the outline, from 0 for the highest; 9 is running text.
    pub outline: Option<u32>,
    /// The list.
    pub list: Option<StyleList>,
    /// Bold and the like.
    pub switches: Switches,
    /// Whether it is that of a line of a table of contents.
    pub contents: bool,
    /// Whether it is that of a prompt in a form.
    pub prompt: bool,
    /// The font, where it is one of signs.
    pub font: Option<SymbolFont>,
}

/// The list of a style.
#[derive(Debug, Clone)]
pub(super) struct StyleList {
    /// The id of the list.
    pub id: u32,
    /// The level, when the style names one.
    pub level: Option<u32>,
    /// The style itself: the levels of lists name the styles that they belong to.
    pub style: Rc<str>,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct StyleEntry {
    id: String,
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphProperties,
    switches: Switches,
    font: Option<SymbolFont>,
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(part: &str, xml: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part, xml);
        let mut defaults = Switches::default();
        let mut default_paragraph = None;
        let mut entries = HashMap::new();
        while let Some(token) = xml.next()? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "rPrDefault" => defaults = default_switches(&mut xml)?,
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
        let by_id: HashMap<String, StyleFormat> = entries.keys().map(|id| (id.clone(), look(id, &entries))).collect();
        let paragraph = default_paragraph.and_then(|id| by_id.get(&id)).cloned().unwrap_or_default();
        Ok(Self { by_id, paragraph, defaults })
    }

    /// What a paragraph looks like. Without a style, or with one that does not exist, it has the default style.
    pub(super) fn paragraph(&self, style: Option<&str>) -> &StyleFormat {
        style.and_then(|id| self.by_id.get(id)).unwrap_or(&self.paragraph)
    }

    /// Whether a style is that of a line of a table of contents, also one that the file does not define.
    pub(super) fn is_contents(&self, style: Option<&str>) -> bool {
        let Some(id) = style else { return false };
        self.by_id
            .get(id)
            .map_or_else(|| is_contents(&id.to_lowercase().replacen("toc", "toc ", 1)), |look| look.contents)
    }

    /// Whether a style is that of a prompt.
    pub(super) fn is_prompt(&self, style: Option<&str>) -> bool {
        let Some(id) = style else { return false };
        self.by_id.get(id).map_or(id == "PlaceholderText", |look| look.prompt)
    }

    /// The font of signs that a run has by itself, by its style or by that of its paragraph.
    pub(super) fn font(&self, paragraph: &StyleFormat, run: &RunProperties) -> Option<SymbolFont> {
        let own = || run.style.as_deref().and_then(|id| self.by_id.get(id)).and_then(|look| look.font);
        if run.letters { None } else { run.font.or_else(own).or(paragraph.font) }
    }

    /// The list that a style stands for.
    pub(super) fn list(&self, style: &str) -> Option<u32> {
        self.by_id.get(style)?.list.as_ref().map(|list| list.id)
    }

    /// Whether a run is bold, italic and hidden. In a heading only what the run itself says counts: that headings are
    /// bold says nothing.
    pub(super) fn run(&self, paragraph: &StyleFormat, heading: bool, run: &RunProperties) -> (bool, bool, bool) {
        let whole = paragraph.switches.or(self.defaults);
        let part = run.style.as_deref().and_then(|id| self.by_id.get(id)).map(|look| look.switches).unwrap_or_default();
        // A style of a run inverts what the style of the paragraph says: emphasis in a bold paragraph is not bold.
        let styled = |whole: Option<bool>, part: Option<bool>| whole.unwrap_or(false) != part.unwrap_or(false);
        let shown = |direct: Option<bool>, whole, part| direct.unwrap_or(!heading && styled(whole, part));
        let direct = run.switches;
        (
            shown(direct.bold, whole.bold, part.bold),
            shown(direct.italic, whole.italic, part.italic),
            direct.hidden.unwrap_or_else(|| styled(whole.hidden, part.hidden)),
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
                "rPr" => RunProperties { switches: entry.switches, font: entry.font, .. } = RunProperties::read(xml)?,
                // Properties of parts of tables, such as the first row.
                "tblStylePr" => xml.skip()?,
                _ => {}
            }
        }
        Ok(entry)
    }

    /// The level of a style that is a heading by its name only.
    fn named_outline(&self) -> Option<u32> {
        if matches!(self.name.as_str(), "title" | "название" | "заголовок") {
            return Some(0);
        }
        let rest = self.name.strip_prefix("heading ").or_else(|| self.name.strip_prefix("заголовок "))?;
        let level: u32 = rest.trim().parse().ok()?;
        (1..=9).contains(&level).then(|| level - 1)
    }
}

/// Whether a name in small letters is that of the styles of a table of contents: `toc 1`.
fn is_contents(name: &str) -> bool {
    let rest = name.strip_prefix("toc ").or_else(|| name.strip_prefix("оглавление "));
    rest.is_some_and(|level| level.len() == 1 && level.chars().all(|c| c.is_ascii_digit()))
}

fn default_switches(xml: &mut Xml<'_>) -> Result<Switches, ReadError> {
    let mut found = Switches::default();
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        if let XmlToken::Open(tag) = token
            && tag.name() == "rPr"
        {
            found = RunProperties::read(xml)?.switches;
        }
    }
    Ok(found)
}

/// A style with what it takes over.
fn look(id: &str, entries: &HashMap<String, StyleEntry>) -> StyleFormat {
    let mut found = StyleFormat::default();
    let mut named = None;
    let mut list_level = None;
    let mut next = Some(id);
    for _ in 0..CHAIN_LIMIT {
        let Some(entry) = next.and_then(|id| entries.get(id)) else { break };
        found.outline = found.outline.or(entry.paragraph.outline);
        named = named.or_else(|| entry.named_outline());
        list_level = list_level.or(entry.paragraph.level);
        if found.list.is_none() {
            let style = entry.id.as_str();
            found.list = entry.paragraph.list.map(|id| StyleList { id, level: list_level, style: style.into() });
        }
        found.switches = found.switches.or(entry.switches);
        found.font = found.font.or(entry.font);
        found.contents |= is_contents(&entry.name);
        found.prompt |= matches!(entry.name.as_str(), "placeholder text" | "замещающий текст");
        next = entry.based_on.as_deref();
    }
    found.outline = found.outline.or(named);
    found
}
