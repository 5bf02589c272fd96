//! Counts letters and digits, as a check on the readers. [`scan`] counts those of a part's XML without knowing styles
//! and fields, [`letters_of`] counts those of the document that was read. If nothing was lost or doubled, the counts
//! agree.

use asdg_russian::is_letter_or_digit;
use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::document::{Block, Document, Run};

/// Letters below this are counted in a list, the others in a map.
const LOW: usize = 0x500;

/// How often each letter and digit occurs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Letters {
    low: Vec<u64>,
    high: BTreeMap<char, u64>,
}

/// Which elements of a part hold text.
pub(crate) struct Scan<'s> {
    /// Only what is inside an element of this name counts, if one is given.
    pub body: Option<&'s str>,
    /// Names of elements whose own characters count; all when empty.
    pub text: &'s [&'s str],
    /// Whether an element is left out with all that is in it.
    pub skips: &'s dyn Fn(&BytesStart<'_>) -> bool,
}

impl Letters {
    /// Counts the letters of a text.
    pub(crate) fn add(&mut self, text: &str) {
        if self.low.is_empty() {
            self.low.resize(LOW, 0);
        }
        for letter in text.chars() {
            // Whether it is a letter takes long to find out and is asked once for each, at the end.
            match self.low.get_mut(letter as usize) {
                Some(count) => *count += 1,
                None if is_letter_or_digit(letter) => *self.high.entry(letter).or_default() += 1,
                None => {}
            }
        }
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn merge(&mut self, other: &Self) {
        if self.low.is_empty() {
            self.low.clone_from(&other.low);
        } else {
            self.low.iter_mut().zip(&other.low).for_each(|(count, more)| *count += more);
        }
        for (&letter, more) in &other.high {
            *self.high.entry(letter).or_default() += more;
        }
    }

    /// The counts without those of `left_out`.
    pub(crate) fn without(self, left_out: &Self) -> BTreeMap<char, u64> {
        let less = left_out.counts();
        let mut counts = self.counts();
        counts.retain(|letter, count| {
            *count = count.saturating_sub(less.get(letter).copied().unwrap_or_default());
            *count > 0
        });
        counts
    }

    fn counts(&self) -> BTreeMap<char, u64> {
        let low = self.low.iter().zip(0u32..).filter(|(count, _)| **count > 0);
        let low = low.filter_map(|(count, code)| char::from_u32(code).map(|letter| (letter, *count)));
        let low = low.filter(|(letter, _)| letter.is_alphanumeric());
        low.chain(self.high.iter().map(|(letter, count)| (*letter, *count))).collect()
    }
}

/// How often each letter and digit occurs in the text of a document; asides are not counted.
pub(crate) fn letters_of(document: &Document) -> BTreeMap<char, u64> {
    let mut letters = Letters::default();
    // A list of what is still to be looked at, not a call for each table in a table.
    let mut waiting: Vec<&Block> = document.blocks.iter().collect();
    while let Some(block) = waiting.pop() {
        match block {
            Block::Paragraph(paragraph) => {
                for run in &paragraph.runs {
                    if let Run::Text { text, .. } = run {
                        letters.add(text);
                    }
                }
            }
            Block::Table(table) => waiting.extend(table.rows.iter().flatten().flatten()),
        }
    }
    letters.counts()
}

/// Counts the letters of a part, and shows `meet` each element that is not left out.
///
/// It is kept apart from the readers on purpose and shares no code with them. A part that is not well-formed is counted
/// as far as it can be read.
pub(crate) fn scan(
    xml: &str,
    rules: &Scan<'_>,
    letters: &mut Letters,
    mut meet: impl FnMut(&BytesStart<'_>, &mut Letters),
) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    // For each open element whether its own characters count. `None` is one that is left out.
    let mut open: Vec<Option<bool>> = Vec::new();
    let mut inside = usize::from(rules.body.is_none());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => {
                let name = start.local_name().into_inner();
                inside += usize::from(rules.body == Some(name));
                let out = open.last() == Some(&None) || (rules.skips)(&start);
                if !out {
                    meet(&start, letters);
                }
                open.push((!out).then(|| rules.text.is_empty() || rules.text.contains(&name)));
            }
            Event::End(end) => {
                inside -= usize::from(inside > 0 && rules.body == Some(end.local_name().into_inner()));
                open.pop();
            }
            Event::Eof => break,
            _ if inside == 0 || open.last() != Some(&Some(true)) => {}
            Event::Text(text) => letters.add(&text.into_inner()),
            Event::CData(text) => letters.add(&text.into_inner()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(letter)) => letters.add(letter.encode_utf8(&mut [0; 4])),
                _ if matches!(&*reference, "lt" | "gt" | "amp" | "quot" | "apos") => {}
                _ => letters.add(&reference),
            },
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_that_is_shown_is_counted() {
        let xml = "<x><t>no</t><body><t>Да&#1071;1&amp;</t><del><t>no</t></del>no<t>!</t></body></x>";
        let rules = Scan { body: Some("body"), text: &["t"], skips: &|tag| tag.local_name().into_inner() == "del" };
        let mut letters = Letters::default();
        scan(xml, &rules, &mut letters, |_, _| {});
        assert_eq!(letters.without(&Letters::default()), BTreeMap::from([('Д', 1), ('а', 1), ('Я', 1), ('1', 1)]));
    }

    #[test]
    fn letters_left_out_on_purpose_are_not_missed() {
        let (mut all, mut less, mut more) = (Letters::default(), Letters::default(), Letters::default());
        all.add("аб一");
        less.add("б");
        more.add("一");
        less.merge(&more);
        assert_eq!(all.without(&less), BTreeMap::from([('а', 1)]));
    }
}
