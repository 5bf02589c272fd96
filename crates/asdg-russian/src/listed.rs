//! Listed texts: forms and stems of words that Snowball alone does not find by the keys of the word, with these keys.
//!
//! A key is what a search finds a word by: «закупок» is listed with `закупк`, which other forms of the word have as their stem. Every build reads
//! the list, which becomes 80,000 texts. So all of them are in one string, and are found by their hashes: a string of its own for each takes four
//! times as long.

use std::io::Read;
use std::ops::Range;

use encoding_rs::WINDOWS_1251;
use flate2::read::ZlibDecoder;

use crate::stem::{ByHash, quick_hash};

/// The list (`examples/word_forms.rs` makes it, `forms.license.txt` has its licence), packed: lines of rules and the stems that they apply to, in
/// windows-1251. An empty line stands between stems and forms.
static PACKED: &[u8] = include_bytes!("forms.z");

/// Texts with the keys that each is found by.
#[derive(Debug, Default)]
pub struct Listed {
    /// The letters of all texts and keys.
    letters: String,
    /// Where the keys stand in it.
    keys: Vec<Range<u32>>,
    listings: Vec<Listing>,
    /// The last listing of each text, by its hash.
    last: ByHash<u32>,
}

/// A text with one of its keys.
#[derive(Debug)]
struct Listing {
    /// Where the text stands in the letters.
    text: Range<u32>,
    /// The number of the key.
    key: u32,
    /// The listing with another key of the text.
    before: Option<u32>,
}

impl Listed {
    /// The stems and the forms of the language.
    pub fn of_language() -> (Self, Self) {
        let mut bytes = Vec::new();
        // It cannot fail: the list is a part of the program, and a test reads it.
        let _ = ZlibDecoder::new(PACKED).read_to_end(&mut bytes);
        let (list, _) = WINDOWS_1251.decode_without_bom_handling(&bytes);
        let (stems, forms) = list.split_once("\n\n").unwrap_or_default();
        (Self::of_lines(stems), Self::of_lines(forms))
    }

    /// What follows from lines of the list: `0,0а 3опыт4ы`, where each rule says how many letters of a stem go and which come, and each stem how
    /// many letters it has of the one before it.
    fn of_lines(lines: &str) -> Self {
        let mut listed = Self::default();
        for (rules, stems) in lines.lines().filter_map(|line| line.split_once(' ')) {
            let rules: Vec<(usize, &str)> = rules.split(',').map(rule).collect();
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
                let key = listed.add_key(&stem);
                for (cut, ending) in &rules {
                    let kept = stem.char_indices().rev().take(*cut).last().map_or(stem.len(), |(at, _)| at);
                    listed.add([&stem[..kept], ending], key);
                }
            }
        }
        listed.sort_keys();
        listed
    }

    fn sort_keys(&mut self) {
        let several = self.last.values().filter(|&&last| self.listings[last as usize].before.is_some());
        let several: Vec<u32> = several.copied().collect();
        for last in several {
            let mut keys: Vec<String> = self.keys_from(Some(last)).map(str::to_owned).collect();
            keys.sort_unstable();
            let text = self.slice(&self.listings[last as usize].text).to_owned();
            self.set(&text, &keys);
        }
    }

    /// How many texts are listed.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.last.len()
    }

    /// Whether a text is listed.
    pub fn contains(&self, text: &str) -> bool {
        self.last.contains_key(&quick_hash(text))
    }

    /// The keys of a text; none if it is not listed. Those of the language are sorted.
    pub fn keys(&self, text: &str) -> impl Iterator<Item = &str> {
        self.keys_from(self.last.get(&quick_hash(text)).copied())
    }

    /// Sets the keys of a text, instead of those that it had.
    pub fn set(&mut self, text: &str, keys: &[String]) {
        self.last.remove(&quick_hash(text));
        for key in keys.iter().rev() {
            let key = self.add_key(key);
            self.add([text, ""], key);
        }
    }

    /// The texts that lead to one of these keys, and those that are found otherwise, with their keys.
    pub fn leading_to(&self, keys: &ByHash<()>, is_found: &dyn Fn(&str) -> bool) -> Vec<(&str, Vec<&str>)> {
        let is_key: Vec<bool> = self.all_keys().map(|key| keys.contains_key(&quick_hash(key))).collect();
        // In the order of the texts, so that memory is read from its beginning to its end.
        let mut listings: Vec<u32> = self.last.values().copied().collect();
        listings.sort_unstable();
        let found = listings.into_iter().filter_map(|last| {
            let text = self.slice(&self.listings[last as usize].text);
            let leads = self.listings_from(Some(last)).any(|listing| is_key[listing.key as usize]);
            (leads || is_found(text)).then(|| (text, self.keys_from(Some(last)).collect()))
        });
        found.collect()
    }

    /// All keys.
    pub fn all_keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|key| self.slice(key))
    }

    fn listings_from(&self, last: Option<u32>) -> impl Iterator<Item = &Listing> {
        let listing = |number: Option<u32>| number.map(|number| &self.listings[number as usize]);
        std::iter::successors(listing(last), move |next| listing(next.before))
    }

    fn keys_from(&self, last: Option<u32>) -> impl Iterator<Item = &str> {
        self.listings_from(last).map(|listing| self.slice(&self.keys[listing.key as usize]))
    }

    fn add_key(&mut self, key: &str) -> u32 {
        let key = self.push([key, ""]);
        self.keys.push(key);
        self.keys.len() as u32 - 1
    }

    fn add(&mut self, text: [&str; 2], key: u32) {
        let text = self.push(text);
        let before = self.last.insert(quick_hash(self.slice(&text)), self.listings.len() as u32);
        self.listings.push(Listing { text, key, before });
    }

    fn push(&mut self, text: [&str; 2]) -> Range<u32> {
        let start = self.letters.len() as u32;
        text.iter().for_each(|part| self.letters.push_str(part));
        start..self.letters.len() as u32
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        &self.letters[range.start as usize..range.end as usize]
    }
}

/// A rule: how many letters go, and which come.
fn rule(text: &str) -> (usize, &str) {
    let (cut, ending) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    (cut.parse().unwrap_or(0), ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_there_and_small() {
        let (stems, forms) = Listed::of_language();
        assert!(stems.len() > 30_000 && forms.len() > 20_000, "{} stems, {} forms", stems.len(), forms.len());
        assert!(PACKED.len() <= 100_000, "{} bytes", PACKED.len());
    }

    #[test]
    fn a_stem_is_the_beginning_of_its_word() {
        let (stems, forms) = Listed::of_language();
        for (text, _) in stems
            .leading_to(&ByHash::default(), &|_| true)
            .into_iter()
            .chain(forms.leading_to(&ByHash::default(), &|_| true))
        {
            let stem = crate::stem::stem(text.to_owned());
            assert!(text.starts_with(&stem), "{text}: {stem}");
        }
    }

    #[test]
    fn lines_tell_texts_by_rules() {
        let mut listed = Listed::of_lines("0,0а,1а,0ом 0план4к\n1ом 0планы\n0 0балл");
        let keys = |listed: &Listed, text: &str| listed.keys(text).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(keys(&listed, "план"), ["план"]);
        assert_eq!(
            keys(&listed, "плана"),
            ["план", "планк"],
            "план with а, and планк with а in place of its last letter"
        );
        assert_eq!(keys(&listed, "планом"), ["план", "планы"]);
        assert_eq!(keys(&listed, "балл"), ["балл"]);
        assert!(!listed.contains("планам"));
        listed.set("план", &["б".to_owned(), "а".to_owned()]);
        assert_eq!(keys(&listed, "план"), ["б", "а"], "as they were given");
    }
}
