//! The format of the levels of a list: bullets, number formats, prefixes and suffixes.

use std::collections::HashMap;

use crate::document::Mark;
use crate::extract::archive::ReadError;
use crate::extract::xml::marks::{NumberFormat, format_number, mark_of_label};
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// The number of levels of a list.
pub(super) const LEVELS: usize = 10;

/// The current number of each level.
pub(super) type Counters = [Option<u32>; LEVELS];

/// The format of the levels of a list, by their numbers from 1.
#[derive(Debug, Default)]
pub(super) struct ListStyle {
    levels: HashMap<u32, ListLevel>,
}

#[derive(Debug, Default)]
struct ListLevel {
    bullet: bool,
    number_format: NumberFormat,
    prefix: String,
    suffix: String,
    /// The number of levels that its label shows.
    shown_levels: usize,
    start: u32,
}

impl ListStyle {
    /// Reads the list style that has just opened.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, ReadError> {
        let mut levels = HashMap::new();
        let floor = xml.depth();
        while let Some(token) = xml.next_within(floor)? {
            let XmlToken::Open(tag) = token else { continue };
            let bullet = match tag.name() {
                "list-level-style-number" => false,
                "list-level-style-bullet" | "list-level-style-image" => true,
                _ => continue,
            };
            levels.extend(tag.number("level").map(|number| (number, ListLevel::read(&tag, bullet))));
        }
        Ok(Self { levels })
    }

    /// Returns the mark of a level, counted from 0.
    pub(super) fn mark(&self, at: usize, counters: &Counters) -> Option<Mark> {
        let level = |n: usize| self.levels.get(&(u32::try_from(n).ok()? + 1));
        let own = level(at)?;
        if own.bullet {
            return Some(Mark::Bullet);
        }
        // A level without a number format shows nothing, not even the numbers above it.
        if own.number_format == NumberFormat::Nothing {
            return mark_of_label(&format!("{}{}", own.prefix, own.suffix), None);
        }
        let first = (at + 1).saturating_sub(own.shown_levels.max(1));
        let numbers = (first..=at).filter_map(|n| {
            let level = level(n).filter(|level| !level.bullet)?;
            let number = counters.get(n).copied().flatten().unwrap_or(level.start);
            Some(format_number(number, level.number_format)).filter(|text| !text.is_empty())
        });
        let numbers: Vec<String> = numbers.collect();
        let plain_number = counters.get(at).copied().flatten().filter(|_| own.number_format == NumberFormat::Decimal);
        mark_of_label(&format!("{}{}{}", own.prefix, numbers.join("."), own.suffix), plain_number)
    }

    pub(super) fn start(&self, at: usize) -> u32 {
        u32::try_from(at).ok().and_then(|n| self.levels.get(&(n + 1))).map_or(1, |level| level.start)
    }
}

impl ListLevel {
    fn read(tag: &XmlTag<'_>, bullet: bool) -> Self {
        let affix = |name: &str| tag.attribute(name).unwrap_or_default().chars().take(64).collect();
        let capital = |text: &str| text.starts_with(char::is_uppercase);
        let positional = tag.attribute("num-letter-sync").as_deref() != Some("true");
        let number_format = match tag.attribute("num-format").unwrap_or_default().as_str() {
            "" => NumberFormat::Nothing,
            format @ ("i" | "I") => NumberFormat::Roman { capital: capital(format) },
            format @ ("a" | "A") => NumberFormat::Letters { russian: false, capital: capital(format), positional },
            // LibreOffice writes the beginning of the series: `а, б, .., аа, аб, ... (ru)`.
            format if format.starts_with(['а', 'А']) => {
                let positional = !format.to_lowercase().contains("бб");
                NumberFormat::Letters { russian: true, capital: capital(format), positional }
            }
            format if format.starts_with("01") => NumberFormat::Padded,
            _ => NumberFormat::Decimal,
        };
        let shown_levels = tag.number("display-levels").unwrap_or(1).clamp(1, 10);
        Self {
            bullet,
            number_format,
            prefix: affix("num-prefix"),
            suffix: affix("num-suffix"),
            shown_levels: usize::try_from(shown_levels).unwrap_or(1),
            start: tag.number("start-value").unwrap_or(1),
        }
    }
}
