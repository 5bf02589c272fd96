//! Word's automatic lists: [`Numbering::mark`] counts the paragraphs and gives the number or bullet in front of one.

use std::collections::{HashMap, HashSet};

use super::styles::Styles;
use crate::document::Mark;
use crate::extract::archive::ReadError;
use crate::extract::xml::marks::{NumberFormat, format_number, mark_of_label};
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// How many levels a list has.
const LEVELS: usize = 9;
/// How many characters of the text of a level are looked at.
const TEXT_LIMIT: usize = 64;
/// How many bytes of a label are made.
const LABEL_LIMIT: usize = 256;
/// How many definitions may refer to each other in a row.
const CHAIN_LIMIT: usize = 8;

/// All lists, and how far each has come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<u32, List>,
    definitions: HashMap<u32, Definition>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<u32>,
}

/// A list that paragraphs name: a definition with changes of its own.
#[derive(Debug, Default)]
struct List {
    definition: u32,
    levels: HashMap<usize, NumberingLevel>,
    starts: HashMap<usize, u32>,
}

/// A definition that several lists share, and with it the counting.
#[derive(Debug, Default)]
struct Definition {
    levels: HashMap<usize, NumberingLevel>,
    /// The style whose list it stands for.
    link: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct NumberingLevel {
    start: Option<u32>,
    bullet: bool,
    numerals: NumberFormat,
    /// With `%1` for the number of the first level, and so on.
    text: String,
    /// Begins anew only after a level above this one; never if 0.
    restart: Option<u32>,
    /// Shows all numbers as decimal ones.
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

    /// The level of a list that belongs to a style.
    pub(super) fn level_of_style(&self, list: u32, style: &str, styles: &Styles) -> Option<u32> {
        let definition = self.definitions.get(&self.definition(list, styles)?)?;
        let mut owned = definition.levels.iter().filter(|(_, level)| level.style.as_deref() == Some(style));
        owned.next().and_then(|(&number, _)| u32::try_from(number).ok())
    }

    /// Counts a paragraph at a level of a list and returns its mark; `None` when nothing is shown before it.
    pub(super) fn mark(&mut self, list: u32, level: u32, styles: &Styles) -> Option<Mark> {
        let at = usize::try_from(level).ok()?.min(LEVELS - 1);
        let id = self.definition(list, styles)?;
        let (definition, its) = (self.definitions.get(&id)?, self.lists.get(&list)?);
        let levels: [Option<&NumberingLevel>; LEVELS] =
            std::array::from_fn(|n| its.levels.get(&n).or_else(|| definition.levels.get(&n)));
        let start = |n: usize| {
            let own = levels.get(n).copied().flatten().and_then(|level| level.start);
            its.starts.get(&n).copied().or(own).unwrap_or(1)
        };
        let shown = levels.get(at).copied().flatten()?;
        let counters = self.counters.entry(id).or_default();
        if self.begun.insert(list) {
            its.starts.keys().for_each(|&n| counters.iter_mut().skip(n).take(1).for_each(|count| *count = None));
        }
        // A level that was skipped counts as if its first item had been there: 1.1.1, then 1.2.
        for (n, count) in counters.iter_mut().enumerate().take(at) {
            *count = Some(count.unwrap_or_else(|| start(n)));
        }
        for (n, count) in counters.iter_mut().enumerate().skip(at) {
            if n == at {
                *count = Some(count.map_or_else(|| start(n), |count| count.saturating_add(1)));
            } else if levels.get(n).copied().flatten().is_none_or(|deeper| deeper.begins_anew_after(level)) {
                *count = None;
            }
        }
        let number = |n: usize| counters.get(n).copied().flatten().unwrap_or_else(|| start(n));
        if shown.bullet {
            return (!shown.text.trim().is_empty()).then_some(Mark::Bullet);
        }
        let label = shown.label(|n| {
            let numerals = levels.get(n).copied().flatten().map(|level| level.numerals).unwrap_or_default();
            format_number(number(n), if shown.legal { NumberFormat::Decimal } else { numerals })
        });
        let plain = (shown.numerals == NumberFormat::Decimal && shown.text.contains(&format!("%{}", at + 1)))
            .then(|| number(at));
        mark_of_label(&label, plain)
    }

    /// The definition of a list, also where it is that of a style.
    fn definition(&self, list: u32, styles: &Styles) -> Option<u32> {
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
                    level.numerals = numerals(&format);
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

    /// Whether the level begins anew after a paragraph at a level above it, counted from 0.
    fn begins_anew_after(&self, above: u32) -> bool {
        self.restart.is_none_or(|restart| above < restart)
    }

    /// The text with the number of each level that it names.
    fn label(&self, number: impl Fn(usize) -> String) -> String {
        let mut out = String::new();
        let mut letters = self.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let digit = letters.peek().and_then(|next| next.to_digit(10)).filter(|&digit| letter == '%' && digit > 0);
            match digit.and_then(|digit| usize::try_from(digit).ok()) {
                Some(digit) => {
                    letters.next();
                    out.push_str(&number(digit - 1));
                }
                None => out.push(letter),
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

fn numerals(format: &str) -> NumberFormat {
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
        // Numbers in words and in other scripts are told apart as well by figures.
        _ => NumberFormat::Decimal,
    }
}
