//! Properties of paragraphs and runs: [`ParagraphProperties`] from `w:pPr`, [`RunProperties`] from `w:rPr`.

use crate::document::Shift;
use crate::extract::archive::ReadError;
use crate::extract::symbols::SymbolFont;
use crate::extract::xml::{Xml, XmlToken};

/// What of the properties of a paragraph matters here.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProperties {
    /// The id of its style.
    pub style: Option<String>,
    /// Its level in the outline, from 0; 9 is running text.
    pub outline: Option<u32>,
    /// The id of its list; 0 is none.
    pub list: Option<u32>,
    /// Its level in the list, from 0.
    pub level: Option<u32>,
    /// Whether its end was deleted while changes were tracked.
    pub joined: bool,
    /// Ids of relations to the headers and footers of a section that ends here.
    pub heads: Vec<String>,
}

/// What of the properties of a run matters here; what is not said comes from styles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RunProperties {
    /// The id of its style.
    pub style: Option<String>,
    /// Its switches.
    pub switches: Switches,
    /// Whether it is raised or lowered.
    pub shift: Shift,
    /// The font, where it is one of signs.
    pub font: Option<SymbolFont>,
    /// Whether it names a font of letters, whatever its style says.
    pub letters: bool,
}

/// Switches that styles and runs turn on or off, or leave alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Switches {
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
    /// Hidden.
    pub hidden: Option<bool>,
}

impl Switches {
    /// These, and where they say nothing, the others.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
        }
    }
}

impl ParagraphProperties {
    /// Reads the `w:pPr` that has just opened.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut found = Self::default();
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "pStyle" => found.style = tag.val(),
                "outlineLvl" => found.outline = tag.number("val"),
                "numId" => found.list = tag.number("val").or(Some(0)),
                "ilvl" => found.level = tag.number("val"),
                // What the paragraph looked like before a tracked change.
                "pPrChange" => xml.skip()?,
                "sectPr" => found.heads.extend(heads(xml)?),
                // The properties of the sign at its end.
                "rPr" => found.joined = ends_deleted(xml)?,
                _ => {}
            }
        }
        Ok(found)
    }
}

impl RunProperties {
    /// Reads the `w:rPr` that has just opened.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut found = Self::default();
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "rStyle" => found.style = tag.val(),
                "b" => found.switches.bold = Some(tag.is_on()),
                "i" => found.switches.italic = Some(tag.is_on()),
                "vertAlign" => {
                    found.shift = match tag.val().as_deref() {
                        Some("superscript") => Shift::Raised,
                        Some("subscript") => Shift::Lowered,
                        _ => Shift::None,
                    }
                }
                // Moved by hand, in halves of a point: the 3 of «м³».
                "position" if found.shift == Shift::None => found.shift = moved(tag.val()),
                "rFonts" => {
                    let named = |name: &str| tag.attribute(name).and_then(|name| SymbolFont::from_name(&name));
                    found.font = named("ascii").or_else(|| named("hAnsi"));
                    found.letters = found.font.is_none() && tag.attribute("ascii").is_some();
                }
                "vanish" => found.switches.hidden = Some(tag.is_on()),
                "rPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(found)
    }
}

/// What a move by halves of a point makes of letters; a small one only sets them right.
fn moved(by: Option<String>) -> Shift {
    const FAR: i32 = 4;
    match by.and_then(|by| by.trim().parse::<i32>().ok()) {
        Some(by) if by >= FAR => Shift::Raised,
        Some(by) if by <= -FAR => Shift::Lowered,
        _ => Shift::None,
    }
}

/// The ids of relations to headers and footers in the `w:sectPr` that has just opened.
pub(super) fn heads(xml: &mut Xml<'_>) -> Result<Vec<String>, ReadError> {
    let mut ids = Vec::new();
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        let XmlToken::Open(tag) = token else { continue };
        match tag.name() {
            "headerReference" | "footerReference" => ids.extend(tag.attribute("id")),
            "sectPrChange" => xml.skip()?,
            _ => {}
        }
    }
    Ok(ids)
}

fn ends_deleted(xml: &mut Xml<'_>) -> Result<bool, ReadError> {
    let mut deleted = false;
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        let XmlToken::Open(tag) = token else { continue };
        match tag.name() {
            "del" | "moveFrom" => deleted = true,
            "rPrChange" => xml.skip()?,
            _ => {}
        }
    }
    Ok(deleted)
}

/// What of the properties of a row of a table matters here.
#[derive(Debug, Default)]
pub(super) struct RowProperties {
    /// How many columns lie before its first cell.
    pub before: u32,
    /// Whether it was deleted while changes were tracked.
    pub deleted: bool,
}

impl RowProperties {
    /// Reads the `w:trPr` that has just opened.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut found = Self::default();
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "del" => found.deleted = true,
                "gridBefore" => found.before = tag.number("val").unwrap_or_default(),
                "trPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(found)
    }
}

/// How many columns a cell spans, from the `w:tcPr` that has just opened.
pub(super) fn columns(xml: &mut Xml<'_>) -> Result<u32, ReadError> {
    let mut columns = 1;
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        let XmlToken::Open(tag) = token else { continue };
        match tag.name() {
            "gridSpan" => columns = tag.number("val").unwrap_or(1),
            "tcPrChange" => xml.skip()?,
            _ => {}
        }
    }
    Ok(columns)
}

/// What was chosen in a field of an old form.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FormChoice {
    /// A box, ticked or not.
    Box(bool),
    /// An entry of a list.
    Entry(String),
}

/// What was chosen in the field whose `w:fldChar` has just opened; `None` where it is no field of a form, or one for text.
pub(super) fn choice(xml: &mut Xml<'_>) -> Result<Option<FormChoice>, ReadError> {
    let mut ticked = None;
    let mut entries: Option<Vec<String>> = None;
    let mut number = 0;
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        let XmlToken::Open(tag) = token else { continue };
        match tag.name() {
            "checkBox" => ticked = Some(false),
            // What was chosen comes after what the box had been at first.
            "default" | "checked" if ticked.is_some() => ticked = Some(tag.is_on()),
            "ddList" => entries = Some(Vec::new()),
            "default" | "result" if entries.is_some() => number = tag.number("val").unwrap_or_default(),
            "listEntry" => entries.iter_mut().for_each(|entries| entries.extend(tag.val())),
            _ => {}
        }
    }
    let chosen = |entries: Vec<String>| entries.into_iter().nth(usize::try_from(number).ok()?);
    Ok(ticked.map(FormChoice::Box).or(entries.and_then(chosen).map(FormChoice::Entry)))
}

/// Whether the content control whose `w:sdtPr` has just opened shows a prompt that nobody has filled in.
pub(super) fn shows_prompt(xml: &mut Xml<'_>) -> Result<bool, ReadError> {
    let mut prompts = false;
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        if let XmlToken::Open(tag) = token
            && tag.name() == "showingPlcHdr"
        {
            prompts = tag.is_on();
        }
    }
    Ok(prompts)
}
