//! The contents of the index files for browsers: the [manifest](manifest()), which a browser loads first, the keys in
//! [shards](shards()), and the [words](words()) that corrections are taken from. `render/shards.rs` makes script files
//! of them.
//!
//! A shard contains keys, listed forms and listed stems, sorted by their bytes. Each entry is
//!
//! ```text
//! text   keys   keys of the stem   forms   stems   passages
//! ```
//!
//! - `text`: the length in bytes of the prefix that it shares with the previous entry, the length of the rest, and the
//!   rest in UTF-8.
//! - `keys`: the keys of the text as a listed form: their number, then each encoded like a text, with the entry's text
//!   as the previous one.
//! - `keys of the stem`: the keys of the text as a listed stem, encoded like `keys`.
//! - `forms` and `stems`: the listed forms and stems in the digest that have this key, encoded like `keys`.
//! - `passages`: their number. If it is not 0, the length in bytes of the following, and for each passage the
//!   difference from the previous passage number, shifted by three bits, plus the level.
//!
//! All numbers are encoded with seven bits to a byte, the lowest first.

use std::collections::BTreeMap;

use serde::Serialize;

use super::index::{Alias, SearchIndex, Term};
use crate::link::Index;
use crate::model::{Digest, Entry, Question, Register, Size};
use crate::words::{is_ignored, parts, stem, tokens, write_number};
use asdg_russian::stem::stop_words;

/// The largest size of a shard in bytes, unless a single key needs more.
const SHARD_BYTES: usize = 24 << 10;

/// The number of responses whose text checksums are in one file.
pub const BLOCK: usize = 256;

/// What a browser needs before it can search. `themes/default/assets/search.js` reads it.
#[derive(Debug, Serialize)]
pub struct Manifest<'d> {
    passages: u32,
    /// Ignored words.
    ignored: Vec<&'static str>,
    /// Synonyms: the first keys of their words, and the key of the synonym.
    names: Vec<(String, &'d str)>,
    /// The words of the names below whose keys are not their stems, with their keys.
    listed: BTreeMap<String, Vec<String>>,
    cities: Vec<NamedCity<'d>>,
    topics: Vec<EntryNames<'d>>,
    courses: Vec<EntryNames<'d>>,
    sectors: Vec<EntryNames<'d>>,
    parts: Vec<SectorPassages<'d>>,
    /// The first text of each shard. A browser finds the shard of a key by them.
    shards: Vec<&'d str>,
    /// The checksums in the file names of the shards, eight hexadecimal digits each.
    sums: String,
    /// The checksums of the files with the checksums of texts.
    blocks: String,
    /// The number of responses in each of these files: [`BLOCK`].
    block: usize,
    /// The checksum of the file with the words that corrections are taken from.
    words: String,
}

/// The id of an entry, the name to show, and all names.
type EntryNames<'d> = (&'d str, &'d str, Vec<&'d str>);
/// The same for a city, and its region (or else its country), its federal district and its size; empty if unknown.
type NamedCity<'d> = (&'d str, &'d str, Vec<&'d str>, &'d str, &'d str, &'d str);

/// The passages of a sector's edition.
#[derive(Debug, Serialize)]
struct SectorPassages<'d> {
    year: u16,
    sector: usize,
    /// The id, the role and the short name of each question.
    questions: Vec<(&'d str, &'static str, &'d str)>,
    /// The number of the city of each response, as the difference from the previous one.
    cities: Vec<usize>,
    /// The number of passages of each response for each question, one character each: `0` for none, `1` for one, and so
    /// on beyond `9`.
    counts: String,
}

/// A file of keys with their passages.
#[derive(Debug)]
pub struct Shard<'s> {
    /// The first text.
    pub first: &'s str,
    /// The encoded entries.
    pub bytes: Vec<u8>,
}

/// The checksums in the names of files.
#[derive(Debug, Default)]
pub struct Checksums {
    /// The checksums of the shards.
    pub shards: Vec<u32>,
    /// The checksums of the files with the checksums of texts.
    pub blocks: Vec<u32>,
    /// The checksum of the words.
    pub words: u32,
}

/// Makes the manifest.
pub fn manifest<'d>(
    index: &Index<'d>,
    search: &'d SearchIndex,
    shards: &[Shard<'d>],
    sums: &Checksums,
) -> Manifest<'d> {
    let digest = index.digest();
    let hex = |sums: &[u32]| sums.iter().map(|sum| format!("{sum:08x}")).collect::<String>();
    let cities = digest.cities.iter().map(|(_, city)| {
        let region = city.region_or_country().unwrap_or_default();
        let district = city.federal_district.as_deref().unwrap_or_default();
        let size = Size::of(city).map(Size::id).unwrap_or_default();
        (&*city.id, digest.display_name(city), city.all_names().collect(), region, district, size)
    });
    let mut manifest = Manifest {
        passages: search.passages,
        ignored: stop_words().filter(|word| is_ignored(word)).collect(),
        names: search.vocabulary.synonyms().map(|(words, key)| (words.join(" "), key)).collect(),
        listed: BTreeMap::new(),
        cities: cities.collect(),
        topics: entry_names(digest, &digest.topics),
        courses: entry_names(digest, &digest.courses),
        sectors: entry_names(digest, &digest.sectors),
        parts: sector_passages(index),
        shards: shards.iter().map(|shard| shard.first).collect(),
        sums: hex(&sums.shards),
        blocks: hex(&sums.blocks),
        block: BLOCK,
        words: hex(&[sums.words]),
    };
    let names = manifest.cities.iter().flat_map(|(_, _, names, region, ..)| names.iter().chain([region]));
    let entries = manifest.topics.iter().chain(&manifest.courses).chain(&manifest.sectors);
    let names = names.chain(entries.flat_map(|(_, _, names)| names));
    let questions = manifest.parts.iter().flat_map(|part| &part.questions).map(|(_, _, title)| title);
    let words = names.chain(questions).flat_map(|name| tokens(name)).flat_map(parts);
    let listed =
        words.map(|word| (search.vocabulary.word_keys(&word), word)).filter(|(keys, word)| *keys != [stem(word)]);
    manifest.listed = listed.map(|(keys, word)| (word, keys)).collect();
    manifest
}

fn entry_names<'d, T: Entry>(digest: &Digest, register: &'d Register<T>) -> Vec<EntryNames<'d>> {
    register.iter().map(|(_, entry)| (entry.id(), digest.display_name(entry), entry.all_names().collect())).collect()
}

fn sector_passages<'d>(index: &Index<'d>) -> Vec<SectorPassages<'d>> {
    let digest = index.digest();
    let sectors =
        digest.editions.iter().flat_map(|edition| edition.sectors.iter().map(move |sector| (edition, sector)));
    let parts = sectors.map(|(edition, sector)| {
        let responses = index.responses(edition.year, sector.sector);
        let mut previous = 0;
        let cities = responses.iter().map(|response| {
            let city = response.city.index();
            city - std::mem::replace(&mut previous, city)
        });
        let counts = responses.iter().flat_map(|response| {
            (0..sector.questions.len()).map(|question| {
                let count = response.answer(question).map_or(0, |answer| answer.passages.len());
                char::from_u32('0' as u32 + count as u32).unwrap_or('0')
            })
        });
        SectorPassages {
            year: edition.year.0,
            sector: sector.sector.index(),
            questions: sector
                .questions
                .iter()
                .map(|Question { id, role, title, .. }| (&**id, role.id(), &**title))
                .collect(),
            cities: cities.collect(),
            counts: counts.collect(),
        }
    });
    parts.filter(|part| !part.cities.is_empty()).collect()
}

/// Splits the keys, the listed forms and the listed stems into shards.
pub fn shards(search: &SearchIndex) -> Vec<Shard<'_>> {
    let terms = search.terms.iter().map(|term| (&*term.key, None, Some(term)));
    let aliases = search.aliases.iter().map(|(text, alias)| (&**text, Some(alias), None));
    let mut entries: Vec<(&str, Option<&Alias>, Option<&Term>)> = terms.chain(aliases).collect();
    // Both are sorted, so this only merges them, a term before an alias with the same text.
    entries.sort_by_key(|(text, ..)| *text);
    entries.dedup_by(|(text, alias, _), (term_text, term_alias, _)| {
        let is_same = text == term_text;
        if is_same {
            *term_alias = *alias;
        }
        is_same
    });
    let mut shards: Vec<Shard<'_>> = Vec::new();
    let mut previous = "";
    for (text, alias, term) in entries {
        let length = term.map_or(0, |term| term.postings.len());
        if shards.last().is_none_or(|shard| shard.bytes.len() + length > SHARD_BYTES) {
            shards.push(Shard { first: text, bytes: Vec::new() });
            previous = "";
        }
        if let Some(shard) = shards.last_mut() {
            write_entry(text, previous, alias, term, &mut shard.bytes);
        }
        previous = text;
    }
    shards
}

/// Writes an entry of a shard. `previous` is the text of the entry before it.
fn write_entry(text: &str, previous: &str, alias: Option<&Alias>, term: Option<&Term>, bytes: &mut Vec<u8>) {
    write_text(text, previous, bytes);
    let [of_form, of_stem] = alias.map_or([&[][..], &[]], |alias| [&alias.of_form, &alias.of_stem]);
    let [forms, stems] = term.map_or([&[][..], &[]], |term| [&term.forms, &term.stems]);
    for texts in [of_form, of_stem, forms, stems] {
        write_number(texts.len() as u32, bytes);
        texts.iter().for_each(|other| write_text(other, text, bytes));
    }
    write_number(term.map_or(0, |term| term.count), bytes);
    if let Some(term) = term {
        write_number(term.postings.len() as u32, bytes);
        bytes.extend_from_slice(&term.postings);
    }
}

/// Writes a text without the prefix that it shares with the previous one.
fn write_text(text: &str, previous: &str, bytes: &mut Vec<u8>) {
    let shared = text.bytes().zip(previous.bytes()).take_while(|(a, b)| a == b).count();
    write_number(shared as u32, bytes);
    write_number((text.len() - shared) as u32, bytes);
    bytes.extend_from_slice(&text.as_bytes()[shared..]);
}

/// Returns the words that corrections are taken from, one line each: the key, the word to show (`+` stands for the
/// key), the number of passages.
pub fn words(search: &SearchIndex) -> String {
    let mut lines = String::new();
    for Term { key, shown, count, .. } in &search.terms {
        if let Some(shown) = shown {
            lines.extend([key, "\t"]);
            match shown.strip_prefix(&**key) {
                Some(rest) => lines.extend(["+", rest]),
                None => lines.push_str(shown),
            }
            lines.extend(["\t", &count.to_string(), "\n"]);
        }
    }
    lines
}
