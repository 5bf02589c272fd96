//! Reads the properties of paragraphs, runs, rows and cells: [`ParagraphProperties`] from `w:pPr`, [`RunProperties`]
//! from `w:rPr`.

use crate::document::Shift;
use crate::extract::archive::ReadError;
use crate::extract::symbols::SymbolFont;
use crate::extract::xml::{Xml, XmlToken};

/// The properties of a paragraph that the reader uses.
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
    /// Whether its end mark was deleted in a tracked change: the next paragraph continues it.
    pub joins_next: bool,
    /// The relationship ids of the headers and footers of a section that ends here.
    pub header_ids: Vec<String>,
}

/// The properties of a run that the reader uses; the others come from styles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RunProperties {
    /// The id of its style.
    pub style: Option<String>,
    pub toggles: Toggles,
    /// Whether it is raised or lowered.
    pub shift: Shift,
    /// The font, if it is a symbol font.
    pub font: Option<SymbolFont>,
    /// Whether the run names a text font, which overrides a symbol font of its style.
    pub names_text_font: bool,
}

/// Toggle properties, which styles and runs turn on, turn off or inherit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Toggles {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub hidden: Option<bool>,
}

impl Toggles {
    /// Returns these values; missing ones come from `other`.
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
        let mut properties = Self::default();
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "pStyle" => properties.style = tag.val(),
                "outlineLvl" => properties.outline = tag.number("val"),
                "numId" => properties.list = tag.number("val").or(Some(0)),
                "ilvl" => properties.level = tag.number("val"),
                // The properties before a tracked change.
                "pPrChange" => xml.skip()?,
                "sectPr" => properties.header_ids.extend(read_header_ids(xml)?),
                // The properties of its end mark.
                "rPr" => properties.joins_next = is_end_mark_deleted(xml)?,
                _ => {}
            }
        }
        Ok(properties)
    }
}

impl RunProperties {
    /// Reads the `w:rPr` that has just opened.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut properties = Self::default();
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "rStyle" => properties.style = tag.val(),
                "b" => properties.toggles.bold = Some(tag.is_on()),
                "i" => properties.toggles.italic = Some(tag.is_on()),
                "vertAlign" => {
                    properties.shift = match tag.val().as_deref() {
                        Some("superscript") => Shift::Raised,
                        Some("subscript") => Shift::Lowered,
                        _ => Shift::None,
                    }
                }
                // Moved by hand, in half-points: the 3 of «м³».
                "position" if properties.shift == Shift::None => properties.shift = shift_of_position(tag.val()),
                "rFonts" => {
                    let named = |name: &str| tag.attribute(name).and_then(|name| SymbolFont::from_name(&name));
                    properties.font = named("ascii").or_else(|| named("hAnsi"));
                    properties.names_text_font = properties.font.is_none() && tag.attribute("ascii").is_some();
                }
                "vanish" => properties.toggles.hidden = Some(tag.is_on()),
                "rPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(properties)
    }
}

/// Returns the shift for a vertical position in half-points; a small one is only an adjustment.
fn shift_of_position(half_points: Option<String>) -> Shift {
    const MIN_SHIFT: i32 = 4;
    match half_points.and_then(|half_points| half_points.trim().parse::<i32>().ok()) {
        Some(half_points) if half_points >= MIN_SHIFT => Shift::Raised,
        Some(half_points) if half_points <= -MIN_SHIFT => Shift::Lowered,
        _ => Shift::None,
    }
}

/// Reads the relationship ids of the headers and footers from the `w:sectPr` that has just opened.
pub(super) fn read_header_ids(xml: &mut Xml<'_>) -> Result<Vec<String>, ReadError> {
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

fn is_end_mark_deleted(xml: &mut Xml<'_>) -> Result<bool, ReadError> {
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

/// The properties of a table row that the reader uses.
#[derive(Debug, Default)]
pub(super) struct RowProperties {
    /// The number of columns before its first cell.
    pub columns_before: u32,
    /// Whether it was deleted in a tracked change.
    pub deleted: bool,
}

impl RowProperties {
    /// Reads the `w:trPr` that has just opened.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut properties = Self::default();
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "del" => properties.deleted = true,
                "gridBefore" => properties.columns_before = tag.number("val").unwrap_or_default(),
                "trPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(properties)
    }
}

/// Reads how many columns a cell spans from the `w:tcPr` that has just opened.
pub(super) fn read_column_span(xml: &mut Xml<'_>) -> Result<u32, ReadError> {
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

/// The value of a legacy form field.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FormChoice {
    /// A check box, ticked or not.
    CheckBox(bool),
    /// The chosen entry of a list.
    Entry(String),
}

/// Reads the value of the form field whose `w:fldChar` has just opened; `None` for text fields and fields outside
/// forms.
pub(super) fn read_form_choice(xml: &mut Xml<'_>) -> Result<Option<FormChoice>, ReadError> {
    let mut ticked = None;
    let mut entries: Option<Vec<String>> = None;
    let mut chosen_index = 0;
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        let XmlToken::Open(tag) = token else { continue };
        match tag.name() {
            "checkBox" => ticked = Some(false),
            // The current state follows the initial one.
            "default" | "checked" if ticked.is_some() => ticked = Some(tag.is_on()),
            "ddList" => entries = Some(Vec::new()),
            "default" | "result" if entries.is_some() => chosen_index = tag.number("val").unwrap_or_default(),
            "listEntry" => entries.iter_mut().for_each(|entries| entries.extend(tag.val())),
            _ => {}
        }
    }
    let chosen = |entries: Vec<String>| entries.into_iter().nth(usize::try_from(chosen_index).ok()?);
    Ok(ticked.map(FormChoice::CheckBox).or(entries.and_then(chosen).map(FormChoice::Entry)))
}

/// Whether the content control whose `w:sdtPr` has just opened shows a prompt that nobody has filled in.
pub(super) fn shows_placeholder(xml: &mut Xml<'_>) -> Result<bool, ReadError> {
    let mut is_placeholder = false;
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        if let XmlToken::Open(tag) = token
            && tag.name() == "showingPlcHdr"
        {
            is_placeholder = tag.is_on();
        }
    }
    Ok(is_placeholder)
}
