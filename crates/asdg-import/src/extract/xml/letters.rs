//! Counts letters and digits, as a check on the readers: [`scan`] counts those in the XML of a part, without
//! interpreting styles and fields; [`letters_of`] counts those of the document that the reader made. If no text was
//! lost or duplicated, the counts agree.

use asdg_russian::is_letter_or_digit;
use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::document::{Block, Document, Run};

/// Characters below this are counted in a vector, the others in a map.
const LOW_LIMIT: usize = 0x500;

/// How often each letter and digit occurs.
#[derive(Debug, Clone, Default)]
pub(crate) struct LetterCounts {
    low: Vec<u64>,
    high: BTreeMap<char, u64>,
}

/// Which elements of a part have text to count.
pub(crate) struct ScanRules<'s> {
    /// If given, only the content of elements of this name counts.
    pub body: Option<&'s str>,
    /// The elements whose own text counts; all if empty.
    pub text: &'s [&'s str],
    /// Whether an element is skipped with its content, by its start tag and the name of the previous element of its parent, if
    /// any.
    pub skips: &'s dyn Fn(&BytesStart<'_>, &str) -> bool,
}

impl LetterCounts {
    /// Counts the letters of a text.
    pub(crate) fn add(&mut self, text: &str) {
        if self.low.is_empty() {
            self.low.resize(LOW_LIMIT, 0);
        }
        for letter in text.chars() {
            // Checking whether a character is a letter is slow, so it is done once for each, at the end.
            match self.low.get_mut(letter as usize) {
                Some(count) => *count += 1,
                None if is_letter_or_digit(letter) => *self.high.entry(letter).or_default() += 1,
                None => {}
            }
        }
    }

    /// Adds other counts.
    pub(crate) fn merge(&mut self, other: &Self) {
        if self.low.is_empty() {
            self.low.clone_from(&other.low);
        } else {
            self.low.iter_mut().zip(&other.low).for_each(|(count, other_count)| *count += other_count);
        }
        for (&letter, other_count) in &other.high {
            *self.high.entry(letter).or_default() += other_count;
        }
    }

    /// Subtracts the counts of `left_out`.
    pub(crate) fn subtract(self, left_out: &Self) -> BTreeMap<char, u64> {
        let subtracted = left_out.counts();
        let mut counts = self.counts();
        counts.retain(|letter, count| {
            *count = count.saturating_sub(subtracted.get(letter).copied().unwrap_or_default());
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

/// Counts the letters and digits of the text of a document; asides are not counted.
pub(crate) fn letters_of(document: &Document) -> BTreeMap<char, u64> {
    let mut letters = LetterCounts::default();
    // A work list instead of recursion: tables may be nested deeply.
    let mut pending: Vec<&Block> = document.blocks.iter().collect();
    while let Some(block) = pending.pop() {
        match block {
            Block::Paragraph(paragraph) => {
                for run in &paragraph.runs {
                    if let Run::Text { text, .. } = run {
                        letters.add(text);
                    }
                }
            }
            Block::Table(table) => pending.extend(table.rows.iter().flatten().flatten()),
        }
    }
    letters.counts()
}

/// Counts the letters of a part, and calls `visit` for each element that is not skipped.
///
/// It shares no code with the readers, on purpose. A part that is not well-formed is counted as far as it can be
/// read.
pub(crate) fn scan(
    xml: &str,
    rules: &ScanRules<'_>,
    letters: &mut LetterCounts,
    mut visit: impl FnMut(&BytesStart<'_>, &mut LetterCounts),
) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    // For each open element, whether its own text counts; `None` if the element is skipped.
    let mut open: Vec<Option<bool>> = Vec::new();
    let mut body_depth = usize::from(rules.body.is_none());
    let mut previous = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => {
                let name = start.local_name().into_inner();
                body_depth += usize::from(rules.body == Some(name));
                let skipped = open.last() == Some(&None) || (rules.skips)(&start, &previous);
                previous.clear();
                if !skipped {
                    visit(&start, letters);
                }
                open.push((!skipped).then(|| rules.text.is_empty() || rules.text.contains(&name)));
            }
            Event::End(end) => {
                previous.clear();
                previous.push_str(end.local_name().into_inner());
                body_depth -= usize::from(body_depth > 0 && rules.body == Some(&*previous));
                open.pop();
            }
            Event::Eof => break,
            _ if body_depth == 0 || open.last() != Some(&Some(true)) => {}
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
    fn only_visible_text_is_counted() {
        let xml = "<x><t>no</t><body><t>Да&#1071;1&amp;</t><del><t>no</t></del>no<t>!</t></body></x>";
        let rules =
            ScanRules { body: Some("body"), text: &["t"], skips: &|tag, _| tag.local_name().into_inner() == "del" };
        let mut letters = LetterCounts::default();
        scan(xml, &rules, &mut letters, |_, _| {});
        assert_eq!(
            letters.subtract(&LetterCounts::default()),
            BTreeMap::from([('Д', 1), ('а', 1), ('Я', 1), ('1', 1)])
        );
    }

    #[test]
    fn letters_left_out_on_purpose_are_subtracted() {
        let (mut all, mut subtracted, mut other_count) =
            (LetterCounts::default(), LetterCounts::default(), LetterCounts::default());
        all.add("аб一");
        subtracted.add("б");
        other_count.add("一");
        subtracted.merge(&other_count);
        assert_eq!(all.subtract(&subtracted), BTreeMap::from([('а', 1)]));
    }
}
