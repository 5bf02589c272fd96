//! Search keys of the word forms and stems that Snowball alone does not reduce to the key of their word.
//!
//! A key is the stem under which the search indexes a word: the form «закупок» is listed with the key `закупк`, the
//! stem of the other forms of that word. [`KeyTable::russian`] reads the list. Every build reads it, and it has 80,000
//! texts, so all texts are in one string and are found by their hashes: a string for each takes four times as long.

use std::hash::BuildHasherDefault;
use std::io::Read;
use std::ops::Range;

use encoding_rs::WINDOWS_1251;
use flate2::read::ZlibDecoder;

use crate::stem::{ByHash, quick_hash};

/// The list (`examples/word_forms.rs` makes it, `forms.license.txt` has its licence), compressed: lines of rules and
/// the stems that they apply to, in windows-1251. An empty line separates stems from forms.
static COMPRESSED_LIST: &[u8] = include_bytes!("forms.z");

/// How many bytes of the list a text takes on average, rounded down, and how many a text and its key have, rounded up.
/// With these, the memory for all texts is allocated at once, which saves a third of the time.
const LIST_BYTES: usize = 4;
const TEXT_BYTES: usize = 24;

/// Maps texts (stems, or forms of words) to their search keys.
#[derive(Debug, Default)]
pub struct KeyTable {
    /// The letters of all texts and keys.
    letters: String,
    /// The ranges of the keys in `letters`.
    keys: Vec<Range<u32>>,
    entries: Vec<KeyEntry>,
    /// The index of the last entry of each text, by the hash of the text.
    last: ByHash<u32>,
}

/// A text with one of its keys. The entries of a text form a linked list.
#[derive(Debug)]
struct KeyEntry {
    /// The range of the text in `letters`.
    text: Range<u32>,
    /// The index of the key in `keys`.
    key: u32,
    /// The index of the entry with another key of the text.
    previous: Option<u32>,
}

impl KeyTable {
    /// Reads the list of Russian: the table of stems and that of forms.
    pub fn russian() -> (Self, Self) {
        let mut bytes = Vec::new();
        // This cannot fail: the list is compiled in, and a test reads it.
        let _ = ZlibDecoder::new(COMPRESSED_LIST).read_to_end(&mut bytes);
        let (list, _) = WINDOWS_1251.decode_without_bom_handling(&bytes);
        let (stems, forms) = list.split_once("\n\n").unwrap_or_default();
        (Self::parse(stems), Self::parse(forms))
    }

    /// Parses lines of the list, such as `0,0а 3опыт4ы`: rules, a space, and the stems that they apply to. A rule gives
    /// the number of letters to remove from a stem and the ending to append. A stem is stored as the number of letters
    /// that it shares with the stem before it, and the letters after these.
    fn parse(lines: &str) -> Self {
        let texts = lines.len() / LIST_BYTES;
        let mut table = Self {
            letters: String::with_capacity(texts * TEXT_BYTES),
            keys: Vec::new(),
            entries: Vec::with_capacity(texts),
            last: ByHash::with_capacity_and_hasher(texts, BuildHasherDefault::default()),
        };
        for (rules, stems) in lines.lines().filter_map(|line| line.split_once(' ')) {
            let rules: Vec<(usize, &str)> = rules.split(',').map(parse_rule).collect();
            let mut stem = String::new();
            let mut rest = stems;
            while !rest.is_empty() {
                let letters = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                let end = letters.find(|c: char| c.is_ascii_digit()).unwrap_or(letters.len());
                let shared = rest[..rest.len() - letters.len()].parse().unwrap_or(0);
                let kept = stem.char_indices().nth(shared).map_or(stem.len(), |(at, _)| at);
                stem.truncate(kept);
                stem.push_str(&letters[..end]);
                rest = &letters[end..];
                let key = table.add_key(&stem);
                for (cut, ending) in &rules {
                    let kept = stem.char_indices().rev().take(*cut).last().map_or(stem.len(), |(at, _)| at);
                    table.add([&stem[..kept], ending], key);
                }
            }
        }
        table.sort_keys();
        table
    }

    /// Sorts the keys of each text.
    fn sort_keys(&mut self) {
        let with_several_keys = self.last.values().filter(|&&last| self.entries[last as usize].previous.is_some());
        let with_several_keys: Vec<u32> = with_several_keys.copied().collect();
        for last in with_several_keys {
            let mut keys: Vec<String> = self.keys_from(Some(last)).map(str::to_owned).collect();
            keys.sort_unstable();
            let text = self.slice(&self.entries[last as usize].text).to_owned();
            self.set(&text, &keys);
        }
    }

    /// The number of texts.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.last.len()
    }

    /// Whether the table has a text.
    pub fn contains(&self, text: &str) -> bool {
        self.last.contains_key(&quick_hash(text))
    }

    /// Returns the keys of a text; none if the table does not have it. Keys from the list of Russian are sorted.
    pub fn keys(&self, text: &str) -> impl Iterator<Item = &str> {
        self.keys_from(self.last.get(&quick_hash(text)).copied())
    }

    /// Replaces the keys of a text.
    pub fn set(&mut self, text: &str, keys: &[String]) {
        self.last.remove(&quick_hash(text));
        for key in keys.iter().rev() {
            let key = self.add_key(key);
            self.add([text, ""], key);
        }
    }

    /// Returns the texts that have one of these keys or satisfy the predicate, with all their keys.
    pub fn texts_with_key(&self, keys: &ByHash<()>, is_wanted: &dyn Fn(&str) -> bool) -> Vec<(&str, Vec<&str>)> {
        let is_wanted_key: Vec<bool> = self.all_keys().map(|key| keys.contains_key(&quick_hash(key))).collect();
        // In the order of the texts, so that memory is read from its beginning to its end.
        let mut entries: Vec<u32> = self.last.values().copied().collect();
        entries.sort_unstable();
        let found = entries.into_iter().filter_map(|last| {
            let text = self.slice(&self.entries[last as usize].text);
            let has_key = self.entries_from(Some(last)).any(|entry| is_wanted_key[entry.key as usize]);
            (has_key || is_wanted(text)).then(|| (text, self.keys_from(Some(last)).collect()))
        });
        found.collect()
    }

    /// Returns all keys.
    pub fn all_keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|key| self.slice(key))
    }

    fn entries_from(&self, last: Option<u32>) -> impl Iterator<Item = &KeyEntry> {
        let entry = |index: Option<u32>| index.map(|index| &self.entries[index as usize]);
        std::iter::successors(entry(last), move |next| entry(next.previous))
    }

    fn keys_from(&self, last: Option<u32>) -> impl Iterator<Item = &str> {
        self.entries_from(last).map(|entry| self.slice(&self.keys[entry.key as usize]))
    }

    fn add_key(&mut self, key: &str) -> u32 {
        let key = self.push([key, ""]);
        self.keys.push(key);
        self.keys.len() as u32 - 1
    }

    fn add(&mut self, text: [&str; 2], key: u32) {
        let text = self.push(text);
        let previous = self.last.insert(quick_hash(self.slice(&text)), self.entries.len() as u32);
        self.entries.push(KeyEntry { text, key, previous });
    }

    /// Appends a text to the letters; takes it in two parts, so that no string has to be allocated.
    fn push(&mut self, text: [&str; 2]) -> Range<u32> {
        let start = self.letters.len() as u32;
        text.iter().for_each(|part| self.letters.push_str(part));
        start..self.letters.len() as u32
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        &self.letters[range.start as usize..range.end as usize]
    }
}

/// Parses a rule: the number of letters to remove, and the ending to append.
fn parse_rule(text: &str) -> (usize, &str) {
    let (cut, ending) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    (cut.parse().unwrap_or(0), ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_complete_and_small() {
        let (stems, forms) = KeyTable::russian();
        assert!(stems.len() > 30_000 && forms.len() > 20_000, "{} stems, {} forms", stems.len(), forms.len());
        assert!(COMPRESSED_LIST.len() <= 100_000, "{} bytes", COMPRESSED_LIST.len());
    }

    #[test]
    fn a_stem_is_a_prefix_of_its_word() {
        let (stems, forms) = KeyTable::russian();
        for (text, _) in stems
            .texts_with_key(&ByHash::default(), &|_| true)
            .into_iter()
            .chain(forms.texts_with_key(&ByHash::default(), &|_| true))
        {
            let stem = crate::stem::stem(text.to_owned());
            assert!(text.starts_with(&stem), "{text}: {stem}");
        }
    }

    #[test]
    fn rules_are_applied_to_the_stems_of_their_line() {
        let mut table = KeyTable::parse("0,0а,1а,0ом 0план4к\n1ом 0планы\n0 0балл");
        let keys = |table: &KeyTable, text: &str| table.keys(text).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(keys(&table, "план"), ["план"]);
        assert_eq!(
            keys(&table, "плана"),
            ["план", "планк"],
            "план with а, and планк with а in place of its last letter"
        );
        assert_eq!(keys(&table, "планом"), ["план", "планы"]);
        assert_eq!(keys(&table, "балл"), ["балл"]);
        assert!(!table.contains("планам"));
        table.set("план", &["б".to_owned(), "а".to_owned()]);
        assert_eq!(keys(&table, "план"), ["б", "а"], "in the order of the call");
    }
}
