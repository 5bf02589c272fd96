//! The files of the index, as far as they do not depend on how they are written: what a browser must know at once, the keys cut into shards, and the
//! words that misspelt ones are compared with.
//!
//! A shard holds keys and listed forms in the order of their bytes. Each entry is
//!
//! ```text
//! text   keys   keys of the stem   forms   stems   passages
//! ```
//!
//! `text` is what it begins with that the one before has too (its length in bytes), the length of the rest, and the rest in UTF-8. `keys` are those of a
//! listed form: how many, then each like a text that is compared with the entry's own. Those of a listed stem are written alike, and so are the listed
//! forms and stems by which the digest has a key. `passages`
//! are how many there are; where there are any, the length of what follows in bytes, and for each passage the difference from the number of the one
//! before, shifted by three bits, and the level. All numbers have seven bits to a byte, the lowest first.

use std::collections::BTreeMap;

use serde::Serialize;

use super::index::{Alias, SearchIndex, Term};
use super::postings::write_number;
use super::tokens::{parts, tokens};
use super::words::{is_ignored, stem};
use crate::link::Index;
use crate::model::{Digest, Entry, Question, Register, Size};
use asdg_russian::stem::stop_words;

/// How many bytes a shard has at most, unless one key alone needs more.
const SHARD: usize = 24 << 10;

/// For how many responses the checksums of their texts stand in one file.
pub const BLOCK: usize = 256;

/// What a browser must know before it can look for anything.
#[derive(Debug, Serialize)]
pub struct Manifest<'d> {
    passages: u32,
    /// Words that are passed over.
    ignored: Vec<&'static str>,
    /// Names that stand for others: the first keys of their words, and their own key.
    names: Vec<(String, &'d str)>,
    /// Words of the names below whose keys are not their stems, with their keys.
    listed: BTreeMap<String, Vec<String>>,
    cities: Vec<NamedCity<'d>>,
    topics: Vec<EntryNames<'d>>,
    courses: Vec<EntryNames<'d>>,
    sectors: Vec<EntryNames<'d>>,
    parts: Vec<SectorPassages<'d>>,
    /// The first text of each shard.
    shards: Vec<&'d str>,
    /// The checksums in the names of the shards, eight digits each.
    sums: String,
    /// Those of the files with the checksums of texts.
    blocks: String,
    /// How many responses such a file tells of.
    block: usize,
    /// That of the words that misspelt ones are compared with.
    words: String,
}

/// The id of an entry, the name to show, and all names it is found by.
type EntryNames<'d> = (&'d str, &'d str, Vec<&'d str>);
/// The same of a city, and its region, or else its country; its federal district and its size, empty where unknown.
type NamedCity<'d> = (&'d str, &'d str, Vec<&'d str>, &'d str, &'d str, &'d str);

/// A sector's edition.
#[derive(Debug, Serialize)]
struct SectorPassages<'d> {
    year: u16,
    sector: usize,
    /// Id, role and short name of each question.
    questions: Vec<(&'d str, &'static str, &'d str)>,
    /// The number of the city of each response, as the difference from the one before.
    cities: Vec<usize>,
    /// How many passages each response has to each question: characters from `0` on.
    counts: String,
}

/// Keys with their passages.
#[derive(Debug)]
pub struct Shard<'s> {
    /// Its first text.
    pub first: &'s str,
    /// Its entries.
    pub bytes: Vec<u8>,
}

/// The checksums that the names of files have.
#[derive(Debug, Default)]
pub struct Sums {
    /// Those of the shards.
    pub shards: Vec<u32>,
    /// Those of the files with the checksums of texts.
    pub blocks: Vec<u32>,
    /// That of the words.
    pub words: u32,
}

/// What a browser must know before it can look for anything.
pub fn manifest<'d>(index: &Index<'d>, search: &'d SearchIndex, shards: &[Shard<'d>], sums: &Sums) -> Manifest<'d> {
    let digest = index.digest();
    let hex = |sums: &[u32]| sums.iter().map(|sum| format!("{sum:08x}")).collect::<String>();
    let cities = digest.cities.iter().map(|(_, city)| {
        let region = city.region_or_country().unwrap_or_default();
        let district = city.federal_district.as_deref().unwrap_or_default();
        let size = Size::of(city).map(Size::id).unwrap_or_default();
        (&*city.id, digest.shown(city), city.all_names().collect(), region, district, size)
    });
    let mut manifest = Manifest {
        passages: search.passages,
        ignored: stop_words().filter(|word| is_ignored(word)).collect(),
        names: search.words.names().map(|(words, key)| (words.join(" "), key)).collect(),
        listed: BTreeMap::new(),
        cities: cities.collect(),
        topics: named(digest, &digest.topics),
        courses: named(digest, &digest.courses),
        sectors: named(digest, &digest.sectors),
        parts: edition_parts(index),
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
    let listed = words.map(|word| (search.words.of_part(&word), word)).filter(|(keys, word)| *keys != [stem(word)]);
    manifest.listed = listed.map(|(keys, word)| (word, keys)).collect();
    manifest
}

fn named<'d, T: Entry>(digest: &Digest, register: &'d Register<T>) -> Vec<EntryNames<'d>> {
    register.iter().map(|(_, entry)| (entry.id(), digest.shown(entry), entry.all_names().collect())).collect()
}

fn edition_parts<'d>(index: &Index<'d>) -> Vec<SectorPassages<'d>> {
    let digest = index.digest();
    let sectors =
        digest.editions.iter().flat_map(|edition| edition.sectors.iter().map(move |sector| (edition, sector)));
    let parts = sectors.map(|(edition, sector)| {
        let responses = index.responses(edition.year, sector.sector);
        let mut before = 0;
        let cities = responses.iter().map(|response| {
            let city = response.city.index();
            city - std::mem::replace(&mut before, city)
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

/// Cuts the keys and listed forms into shards.
pub fn shards(search: &SearchIndex) -> Vec<Shard<'_>> {
    let terms = search.terms.iter().map(|term| (&*term.key, None, Some(term)));
    let aliases = search.aliases.iter().map(|(text, alias)| (&**text, Some(alias), None));
    let mut entries: Vec<(&str, Option<&Alias>, Option<&Term>)> = terms.chain(aliases).collect();
    // Both are in order, so sorting only merges them, a term before an alias of the same text.
    entries.sort_by_key(|(text, ..)| *text);
    entries.dedup_by(|(text, alias, _), (of_term, own_alias, _)| {
        let is_same = text == of_term;
        if is_same {
            *own_alias = *alias;
        }
        is_same
    });
    let mut shards: Vec<Shard<'_>> = Vec::new();
    let mut before = "";
    for (text, alias, term) in entries {
        let length = term.map_or(0, |term| term.postings.len());
        if shards.last().is_none_or(|shard| shard.bytes.len() + length > SHARD) {
            shards.push(Shard { first: text, bytes: Vec::new() });
            before = "";
        }
        if let Some(shard) = shards.last_mut() {
            write_entry(text, before, alias, term, &mut shard.bytes);
        }
        before = text;
    }
    shards
}

fn write_entry(text: &str, before: &str, alias: Option<&Alias>, term: Option<&Term>, bytes: &mut Vec<u8>) {
    write_text(text, before, bytes);
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

fn write_text(text: &str, before: &str, bytes: &mut Vec<u8>) {
    let shared = text.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
    write_number(shared as u32, bytes);
    write_number((text.len() - shared) as u32, bytes);
    bytes.extend_from_slice(&text.as_bytes()[shared..]);
}

/// The words that misspelt ones are compared with, a line each: the key, the word to show (`+` stands for the key), in how many passages it stands.
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
