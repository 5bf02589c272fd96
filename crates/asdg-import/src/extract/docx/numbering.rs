//! Word's automatic lists: [`Numbering::next_mark`] counts a paragraph in its list and returns its number or bullet.

use std::collections::{HashMap, HashSet};

use super::styles::Styles;
use crate::document::Mark;
use crate::extract::archive::ReadError;
use crate::extract::xml::marks::{NumberFormat, format_number, mark_of_label};
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// The number of levels of a list.
const LEVELS: usize = 9;
/// How many characters of the text of a level are read.
const TEXT_LIMIT: usize = 64;
/// The maximum length of a label in bytes.
const LABEL_LIMIT: usize = 256;
/// The maximum length of a chain of definitions that refer to each other.
const CHAIN_LIMIT: usize = 8;

/// All lists, and the current number of each level.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<u32, List>,
    definitions: HashMap<u32, Definition>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    started: HashSet<u32>,
}

/// A list that paragraphs refer to (`w:num`): a definition with overrides.
#[derive(Debug, Default)]
struct List {
    definition: u32,
    levels: HashMap<usize, NumberingLevel>,
    starts: HashMap<usize, u32>,
}

/// A definition (`w:abstractNum`) that several lists share, with its counters.
#[derive(Debug, Default)]
struct Definition {
    levels: HashMap<usize, NumberingLevel>,
    /// The style whose definition replaces this one.
    link: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct NumberingLevel {
    start: Option<u32>,
    bullet: bool,
    number_format: NumberFormat,
    /// The text of the label, with `%1` for the number of the first level, and so on.
    text: String,
    /// Numbering restarts only after a level above this one; never if 0.
    restart: Option<u32>,
    /// Whether all numbers are shown as decimal ones.
    legal: bool,
    /// The style whose paragraphs have this level.
    style: Option<String>,
}

impl Numbering {
    /// Reads the part with the lists.
    pub(super) fn read(part: &str, xml: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part, xml);
        let mut numbering = Self::default();
        while let Some(token) = xml.next()? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "abstractNum" => {
                    let definition = Definition::read(&mut xml)?;
                    numbering.definitions.extend(tag.number("abstractNumId").map(|id| (id, definition)));
                }
                "num" => {
                    let list = List::read(&mut xml)?;
                    numbering.lists.extend(tag.number("numId").map(|id| (id, list)));
                }
                // A picture used as a bullet.
                "numPicBullet" => xml.skip()?,
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Returns the level of a list that belongs to a style.
    pub(super) fn level_of_style(&self, list: u32, style: &str, styles: &Styles) -> Option<u32> {
        let definition = self.definitions.get(&self.definition_id(list, styles)?)?;
        let mut levels_of_style = definition.levels.iter().filter(|(_, level)| level.style.as_deref() == Some(style));
        levels_of_style.next().and_then(|(&number, _)| u32::try_from(number).ok())
    }

    /// Counts a paragraph at a level of a list and returns its mark; `None` if it shows none.
    pub(super) fn next_mark(&mut self, list: u32, level: u32, styles: &Styles) -> Option<Mark> {
        let at = usize::try_from(level).ok()?.min(LEVELS - 1);
        let id = self.definition_id(list, styles)?;
        let (definition, list_entry) = (self.definitions.get(&id)?, self.lists.get(&list)?);
        let levels: [Option<&NumberingLevel>; LEVELS] =
            std::array::from_fn(|n| list_entry.levels.get(&n).or_else(|| definition.levels.get(&n)));
        let start = |n: usize| {
            let own = levels.get(n).copied().flatten().and_then(|level| level.start);
            list_entry.starts.get(&n).copied().or(own).unwrap_or(1)
        };
        let current = levels.get(at).copied().flatten()?;
        let counters = self.counters.entry(id).or_default();
        if self.started.insert(list) {
            list_entry.starts.keys().for_each(|&n| counters.iter_mut().skip(n).take(1).for_each(|count| *count = None));
        }
        // A skipped level counts as if it had its first item: 1.1.1, then 1.2.
        for (n, count) in counters.iter_mut().enumerate().take(at) {
            *count = Some(count.unwrap_or_else(|| start(n)));
        }
        for (n, count) in counters.iter_mut().enumerate().skip(at) {
            if n == at {
                *count = Some(count.map_or_else(|| start(n), |count| count.saturating_add(1)));
            } else if levels.get(n).copied().flatten().is_none_or(|deeper| deeper.restarts_after(level)) {
                *count = None;
            }
        }
        let number = |n: usize| counters.get(n).copied().flatten().unwrap_or_else(|| start(n));
        if current.bullet {
            return (!current.text.trim().is_empty()).then_some(Mark::Bullet);
        }
        let label = current.label(|n| {
            let number_format = levels.get(n).copied().flatten().map(|level| level.number_format).unwrap_or_default();
            format_number(number(n), if current.legal { NumberFormat::Decimal } else { number_format })
        });
        let plain_number = (current.number_format == NumberFormat::Decimal
            && current.text.contains(&format!("%{}", at + 1)))
        .then(|| number(at));
        mark_of_label(&label, plain_number)
    }

    /// Returns the id of the definition of a list, also if the list takes its definition from a style.
    fn definition_id(&self, list: u32, styles: &Styles) -> Option<u32> {
        let mut id = self.lists.get(&list)?.definition;
        for _ in 0..CHAIN_LIMIT {
            let Some(style) = self.definitions.get(&id)?.link.as_deref() else { break };
            id = self.lists.get(&styles.list(style)?)?.definition;
        }
        Some(id)
    }
}

impl List {
    fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut list = Self::default();
        let mut current = 0;
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "abstractNumId" => list.definition = tag.number("val").unwrap_or_default(),
                "lvlOverride" => current = level_number(&tag),
                "startOverride" => list.starts.extend(tag.number("val").map(|start| (current, start))),
                "lvl" => list.levels.extend([(level_number(&tag), NumberingLevel::read(xml)?)]),
                _ => {}
            }
        }
        Ok(list)
    }
}

impl Definition {
    fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut definition = Self::default();
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "numStyleLink" => definition.link = tag.val(),
                "lvl" => definition.levels.extend([(level_number(&tag), NumberingLevel::read(xml)?)]),
                _ => {}
            }
        }
        Ok(definition)
    }
}

impl NumberingLevel {
    fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut level = Self::default();
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            match tag.name() {
                "start" => level.start = tag.number("val"),
                "numFmt" => {
                    let format = tag.val().unwrap_or_default();
                    level.bullet = format == "bullet";
                    level.number_format = number_format(&format);
                }
                "lvlText" => level.text = tag.val().unwrap_or_default().chars().take(TEXT_LIMIT).collect(),
                "lvlRestart" => level.restart = tag.number("val"),
                "isLgl" => level.legal = tag.is_on(),
                "pStyle" => level.style = tag.val(),
                _ => {}
            }
        }
        Ok(level)
    }

    /// Whether the numbering of the level restarts after a paragraph at a level above it, counted from 0.
    fn restarts_after(&self, above: u32) -> bool {
        self.restart.is_none_or(|restart| above < restart)
    }

    /// Returns the text with the numbers of the levels filled in.
    fn label(&self, number: impl Fn(usize) -> String) -> String {
        let mut out = String::new();
        let mut chars = self.text.chars().peekable();
        while let Some(char) = chars.next() {
            let digit = chars.peek().and_then(|next| next.to_digit(10)).filter(|&digit| char == '%' && digit > 0);
            match digit.and_then(|digit| usize::try_from(digit).ok()) {
                Some(digit) => {
                    chars.next();
                    out.push_str(&number(digit - 1));
                }
                None => out.push(char),
            }
            if out.len() > LABEL_LIMIT {
                break;
            }
        }
        out
    }
}

fn level_number(tag: &XmlTag<'_>) -> usize {
    tag.number("ilvl").and_then(|level| usize::try_from(level).ok()).unwrap_or_default()
}

fn number_format(format: &str) -> NumberFormat {
    let letters = |russian, capital| NumberFormat::Letters { russian, capital, positional: false };
    match format {
        "none" => NumberFormat::Nothing,
        "decimalZero" => NumberFormat::Padded,
        "lowerLetter" => letters(false, false),
        "upperLetter" => letters(false, true),
        "russianLower" => letters(true, false),
        "russianUpper" => letters(true, true),
        "lowerRoman" => NumberFormat::Roman { capital: false },
        "upperRoman" => NumberFormat::Roman { capital: true },
        // Numbers in words or in other scripts become digits, which distinguish items as well.
        _ => NumberFormat::Decimal,
    }
}
