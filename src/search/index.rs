//! The index: in which passages each key stands, and how well the passage fits it.
//!
//! Passages are numbered through the digest, response by response and question by question. Responses are read in pieces, one for each thread, and
//! the pieces are put together in order, so the index does not depend on how many there were.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::tokens::{parts, tokens};
use super::words::{Words, is_ignored, stem};
use crate::link::Index;
use crate::markup;
use crate::model::{Entry, Passage, Question, Response, Topic};
use asdg_russian::stem::{ByHash, quick_hash};

/// How well a passage fits a key, from 0 to 7. The text of a passage gives [`TEXT`] to `TEXT + 3`, its title more.
pub(super) type Level = u8;

/// The key stands in what many passages have in common: sector, question, year, region, respondent. Alone it does not make a passage a result where
/// others have the words themselves.
pub(super) const SHARED: Level = 0;
/// The key stands in the name of the city, of a topic or of a course of the passage.
pub(super) const ENTRY: Level = 1;
const TEXT: Level = 2;
const TITLE: Level = 6;

/// How many bits a level takes.
pub(super) const LEVEL_BITS: u32 = 3;

/// Passages with fewer words than this are about what they name.
const SHORT: usize = 60;

/// The index of a digest for searching.
#[derive(Debug)]
pub struct SearchIndex {
    /// How many passages there are.
    pub(super) passages: u32,
    /// The number of the first passage of each response.
    pub(super) starts: Vec<u32>,
    /// The keys, in their order.
    pub(super) terms: Vec<Term>,
    /// The listed forms and stems that lead to these keys, in their order.
    pub(super) aliases: Vec<(Box<str>, Alias)>,
    /// What tells the keys of words.
    pub(super) words: Words,
}

/// The keys of a text that is listed.
#[derive(Debug, Default)]
pub(super) struct Alias {
    /// As a form.
    pub(super) of_form: Vec<Box<str>>,
    /// As the stem of words that are no listed forms.
    pub(super) of_stem: Vec<Box<str>>,
}

/// A key and where it stands.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) key: Box<str>,
    /// The form to show for it: the most frequent one. `None` where it only stands in compounds and numbers.
    pub(super) shown: Option<Box<str>>,
    /// The listed forms by which the digest has it.
    pub(super) forms: Vec<Box<str>>,
    /// The listed stems by which the digest has it.
    pub(super) stems: Vec<Box<str>>,
    /// In how many passages it stands.
    pub(super) count: u32,
    /// These passages: for each the difference from the number of the one before, shifted, and the level, as a number of variable length.
    pub(super) postings: Vec<u8>,
}

impl Term {
    /// The passages with their levels.
    pub(super) fn passages(&self) -> impl Iterator<Item = (u32, Level)> + '_ {
        let (mut at, mut passage) = (0, 0);
        std::iter::from_fn(move || {
            let value = read_number(&self.postings, &mut at)?;
            passage += value >> LEVEL_BITS;
            Some((passage, (value & ((1 << LEVEL_BITS) - 1)) as Level))
        })
    }
}

impl SearchIndex {
    /// Makes the index of a digest.
    pub fn new(index: &Index<'_>) -> Self {
        let digest = index.digest();
        let words = Words::new(digest);
        let mut starts = Vec::with_capacity(digest.responses.len());
        let mut passages = 0;
        for response in &digest.responses {
            starts.push(passages);
            passages += response.passages().count() as u32;
        }
        let length = digest.responses.len().div_ceil(rayon::current_num_threads()).max(1);
        let pieces: Vec<PartialTerms> = digest
            .responses
            .par_chunks(length)
            .zip(starts.par_chunks(length))
            .map(|(responses, starts)| Reader::new(index, &words).read(responses, starts[0]))
            .collect();
        let terms = merged(pieces, &words);
        let aliases = aliases(&words, &terms);
        Self { passages, starts, terms, aliases, words }
    }

    /// The place of a key.
    pub(super) fn term(&self, key: &str) -> Option<&Term> {
        let found = self.terms.binary_search_by(|term| (*term.key).cmp(key)).ok()?;
        Some(&self.terms[found])
    }

    /// The number of the response that a passage belongs to.
    pub(super) fn response_of(&self, passage: u32) -> usize {
        self.starts.partition_point(|&start| start <= passage) - 1
    }
}

/// The listed forms and stems that lead to keys of the index, and those that are keys or have one as their stem and lead to others.
fn aliases(words: &Words, terms: &[Term]) -> Vec<(Box<str>, Alias)> {
    let is_key = |key: &str| terms.binary_search_by(|term| (*term.key).cmp(key)).is_ok();
    let leads = |keys: &[Box<str>]| keys.iter().any(|key| is_key(key));
    let mut aliases: BTreeMap<Box<str>, Alias> = BTreeMap::new();
    for (text, keys) in words.stems().filter(|(text, keys)| leads(keys) || is_key(text)) {
        aliases.entry(text.into()).or_default().of_stem = keys.to_vec();
    }
    let forms: Vec<(&str, &[Box<str>])> = words.forms().collect();
    let is_wanted = |(form, keys): &(&str, &[Box<str>])| {
        leads(keys) || {
            let stem = stem(form);
            is_key(&stem) || aliases.contains_key(stem.as_str())
        }
    };
    let forms: Vec<(&str, &[Box<str>])> = forms.into_par_iter().filter(is_wanted).collect();
    for (text, keys) in forms {
        aliases.entry(text.into()).or_default().of_form = keys.to_vec();
    }
    aliases.into_iter().collect()
}

/// What a piece of the digest has of each key.
type PartialTerms = FxHashMap<String, PartialTerm>;

/// A key in a piece of the digest.
#[derive(Debug, Default)]
struct PartialTerm {
    postings: Vec<u8>,
    count: u32,
    last: u32,
    /// The forms of the key, and how often each occurs. One that was written in several ways stands several times.
    forms: Vec<(String, u32)>,
}

/// Reads responses, and notes where each key stands.
struct Reader<'a> {
    index: &'a Index<'a>,
    words: &'a Words,
    numbers: FxHashMap<String, u32>,
    parts: Vec<PartialTerm>,
    /// For each key, where it stands in the passage that is being read. Kept apart from `parts`, because every word needs it and it fits into the
    /// processor's cache.
    uses: Vec<Use>,
    /// The tokens that were met, by the hashes of what is written.
    met: ByHash<u32>,
    tokens: Vec<Met>,
    /// The keys of all tokens, one token after the other.
    keys: Vec<u32>,
    /// The word of each token that is but one word.
    forms: Vec<Option<String>>,
    /// The names and titles that passages have beside their text, as ranges of `field_keys`: most belong to many
    /// passages.
    fields: FxHashMap<Box<str>, Range<usize>>,
    field_keys: Vec<u32>,
    /// The keys of the passage that is being read, each once.
    touched: Vec<u32>,
    /// The keys of the text that was read last.
    found: Vec<u32>,
    /// The first keys of the words just read.
    trail: Vec<u32>,
    /// The names that end with a word, by its first key: the words before it and the key of the name. Names get the first numbers, so later keys
    /// are beyond its end.
    names: Vec<Vec<(Vec<u32>, u32)>>,
}

/// Where a key stands in a passage.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Use {
    /// How often in the text.
    in_text: u32,
    in_title: bool,
    /// The level that other fields give.
    beside: Option<Level>,
}

/// A token that was met. It is small, because every word of the digest needs the one it is.
#[derive(Debug)]
struct Met {
    /// How often.
    count: u32,
    /// Where its keys begin among those of all tokens: first the first key of each part, then all its keys.
    start: u32,
    /// How many parts have a key.
    parts: u16,
    /// How many keys it has.
    keys: u16,
}

impl Met {
    /// The first key of each part.
    fn first(&self) -> Range<usize> {
        let start = self.start as usize;
        start..start + usize::from(self.parts)
    }

    /// All keys, each once.
    fn keys(&self) -> Range<usize> {
        let start = self.first().end;
        start..start + usize::from(self.keys)
    }
}

/// Where a token stands.
#[derive(Clone, Copy)]
enum FieldKind {
    Text,
    Title,
    Beside(Level),
}

impl<'a> Reader<'a> {
    fn new(index: &'a Index<'a>, words: &'a Words) -> Self {
        let mut reader = Self {
            index,
            words,
            numbers: FxHashMap::default(),
            parts: Vec::new(),
            uses: Vec::new(),
            met: ByHash::default(),
            tokens: Vec::new(),
            keys: Vec::new(),
            forms: Vec::new(),
            fields: FxHashMap::default(),
            field_keys: Vec::new(),
            touched: Vec::new(),
            found: Vec::new(),
            trail: Vec::new(),
            names: Vec::new(),
        };
        for (words, key) in words.names() {
            let mut words: Vec<u32> = words.iter().map(|word| reader.number(word)).collect();
            let key = reader.number(key);
            if let Some(last) = words.pop() {
                let last = last as usize;
                reader.names.resize_with(reader.names.len().max(last + 1), Vec::new);
                reader.names[last].push((words, key));
            }
        }
        reader
    }

    fn read(mut self, responses: &[Arc<Response>], first: u32) -> PartialTerms {
        let mut number = first;
        for response in responses {
            let questions = self.index.questions(response);
            for answer in &response.answers {
                for passage in &answer.passages {
                    self.passage(response, &questions[answer.question], passage, number);
                    number += 1;
                }
            }
        }
        self.finish()
    }

    fn passage(&mut self, response: &Response, question: &Question, passage: &Passage, number: u32) {
        let digest = self.index.digest();
        let mut length = 0;
        passage.title.iter().for_each(|title| length += self.text(title, FieldKind::Title));
        self.trail.clear();
        for piece in markup::pieces(passage.text.html()) {
            length += self.text(piece, FieldKind::Text);
        }
        self.trail.clear();
        let city = &digest.cities[response.city];
        self.entry(city);
        for &topic in &passage.topics {
            self.entry(&digest.topics[topic]);
            let key = self.number(&topic_key(&digest.topics[topic]));
            note(&mut self.uses, &mut self.touched, key, FieldKind::Beside(ENTRY));
        }
        passage.requests.iter().for_each(|request| self.entry(&digest.courses[request.course]));
        let sector = &digest.sectors[response.sector];
        let shared =
            [Some(&*sector.name), Some(&*question.title), response.respondent.as_deref(), city.region.as_deref()];
        shared.into_iter().flatten().for_each(|field| self.beside(field, SHARED));
        self.beside(&response.year.to_string(), SHARED);
        self.close(number, length);
    }

    /// The names of an entry of a register that the passage belongs to.
    fn entry(&mut self, entry: &impl Entry) {
        entry.all_names().for_each(|name| self.beside(name, ENTRY));
    }

    /// Notes the keys of a text, and gives how many tokens it has.
    fn text(&mut self, text: &str, field: FieldKind) -> usize {
        let count = self.find(text, true);
        self.found.drain(..).for_each(|key| note(&mut self.uses, &mut self.touched, key, field));
        count
    }

    /// Notes the keys of a name or a title that the passage has beside its text.
    fn beside(&mut self, text: &str, level: Level) {
        let keys = match self.fields.get(text) {
            Some(keys) => keys.clone(),
            None => {
                self.find(text, false);
                self.trail.clear();
                let start = self.field_keys.len();
                self.field_keys.append(&mut self.found);
                self.fields.insert(text.into(), start..self.field_keys.len());
                start..self.field_keys.len()
            }
        };
        for &key in &self.field_keys[keys] {
            note(&mut self.uses, &mut self.touched, key, FieldKind::Beside(level));
        }
    }

    /// Finds the keys of a text, and gives how many tokens it has. `counts` tells whether these are counted, to know the
    /// most frequent form of a key.
    fn find(&mut self, text: &str, counts: bool) -> usize {
        let mut count = 0;
        for token in tokens(text) {
            count += 1;
            let hash = quick_hash(token);
            let met = match self.met.get(&hash) {
                Some(&met) => met as usize,
                None => self.learn(token, hash),
            };
            let token = &mut self.tokens[met];
            token.count += u32::from(counts);
            self.found.extend_from_slice(&self.keys[token.keys()]);
            for &key in &self.keys[token.first()] {
                self.trail.push(key);
                for (before, name) in self.names.get(key as usize).into_iter().flatten() {
                    if self.trail[..self.trail.len() - 1].ends_with(before) {
                        self.found.push(*name);
                    }
                }
            }
        }
        count
    }

    /// Finds the keys of a token that was not met before.
    fn learn(&mut self, token: &str, hash: u64) -> usize {
        let parts = parts(token);
        let is_one = parts.len() == 1;
        let found = self.words.keys(token);
        let (mut first, mut keys, mut form) = (Vec::new(), Vec::new(), None);
        if !(is_one && is_ignored(&parts[0])) {
            for of_part in &found.parts {
                let of_part: Vec<u32> = of_part.iter().map(|key| self.number(key)).collect();
                first.extend(of_part.first());
                keys.extend(of_part);
            }
            keys.extend(found.whole.map(|whole| self.number(&whole)));
            keys.sort_unstable();
            keys.dedup();
            form = parts.into_iter().next().filter(|word| is_one && !found.has_digits && !word.is_empty());
        }
        // A token of more keys than fit into the number is no word.
        first.truncate(u16::MAX.into());
        keys.truncate(u16::MAX.into());
        let start = self.keys.len() as u32;
        self.tokens.push(Met { count: 0, start, parts: first.len() as u16, keys: keys.len() as u16 });
        self.keys.extend(first.into_iter().chain(keys));
        self.forms.push(form);
        self.met.insert(hash, self.tokens.len() as u32 - 1);
        self.tokens.len() - 1
    }

    fn number(&mut self, key: &str) -> u32 {
        if let Some(&number) = self.numbers.get(key) {
            return number;
        }
        let number = self.parts.len() as u32;
        self.numbers.insert(key.to_owned(), number);
        self.parts.push(PartialTerm::default());
        self.uses.push(Use::default());
        number
    }

    /// Writes down the passage that was read.
    fn close(&mut self, number: u32, length: usize) {
        for key in self.touched.drain(..) {
            let Use { in_text, in_title, beside } = std::mem::take(&mut self.uses[key as usize]);
            let level = match (in_title, in_text) {
                (true, in_text) => TITLE + u8::from(in_text > 0),
                (false, 0) => beside.unwrap_or(SHARED),
                (false, in_text) => TEXT + u8::from(in_text > 1) + u8::from(in_text > 3) + u8::from(length < SHORT),
            };
            let part = &mut self.parts[key as usize];
            write_number(((number - part.last) << LEVEL_BITS) | u32::from(level), &mut part.postings);
            (part.last, part.count) = (number, part.count + 1);
        }
    }

    fn finish(mut self) -> PartialTerms {
        for (token, form) in self.tokens.iter().zip(self.forms) {
            for &key in form.iter().flat_map(|_| &self.keys[token.keys()]) {
                self.parts[key as usize].forms.extend(form.clone().map(|form| (form, token.count)));
            }
        }
        let mut parts = self.parts;
        let keys = self.numbers.into_iter().map(|(key, number)| (key, std::mem::take(&mut parts[number as usize])));
        keys.filter(|(_, part)| part.count > 0).collect()
    }
}

/// The key that tells which passages are on a topic; no word has it.
fn topic_key(topic: &Topic) -> String {
    format!("#{}", topic.id)
}

/// Notes that a key stands in a field of the passage that is being read.
fn note(uses: &mut [Use], touched: &mut Vec<u32>, key: u32, field: FieldKind) {
    let noted = &mut uses[key as usize];
    if *noted == Use::default() {
        touched.push(key);
    }
    match field {
        FieldKind::Text => noted.in_text += 1,
        FieldKind::Title => noted.in_title = true,
        FieldKind::Beside(level) => noted.beside = noted.beside.max(Some(level)),
    }
}

/// The keys of all pieces, in their order.
fn merged(pieces: Vec<PartialTerms>, words: &Words) -> Vec<Term> {
    let mut pieces = pieces.into_iter();
    let mut all = pieces.next().unwrap_or_default();
    for (key, part) in pieces.flatten() {
        append(all.entry(key).or_default(), part);
    }
    let mut all: Vec<(String, PartialTerm)> = all.into_iter().collect();
    all.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    all.into_par_iter().map(|(key, part)| term(key, part, words)).collect()
}

fn term(key: String, part: PartialTerm, words: &Words) -> Term {
    let PartialTerm { mut postings, count, last: _, mut forms } = part;
    postings.shrink_to_fit();
    forms.sort_unstable();
    forms.dedup_by(|(form, count), (before, sum)| {
        let is_same = form == before;
        *sum += if is_same { *count } else { 0 };
        is_same
    });
    let shown = forms.iter().max_by(|(a, m), (b, n)| (m, b).cmp(&(n, a))).map(|(form, _)| form.as_str().into());
    let (forms, others): (Vec<String>, Vec<String>) =
        forms.into_iter().map(|(form, _)| form).partition(|form| words.is_listed_form(form));
    let stems: BTreeSet<String> =
        others.iter().map(|form| stem(form)).filter(|stem| words.is_listed_stem(stem)).collect();
    let boxed = |texts: Vec<String>| texts.into_iter().map(Into::into).collect();
    Term { key: key.into(), shown, forms: boxed(forms), stems: boxed(stems.into_iter().collect()), count, postings }
}

/// Adds the passages of the next piece.
fn append(part: &mut PartialTerm, next: PartialTerm) {
    let mut at = 0;
    if let Some(first) = read_number(&next.postings, &mut at) {
        // The first number of a piece counts from the beginning of the digest.
        write_number(first - (part.last << LEVEL_BITS), &mut part.postings);
        part.postings.extend_from_slice(&next.postings[at..]);
        (part.last, part.count) = (next.last, part.count + next.count);
    }
    part.forms.extend(next.forms);
}

/// Appends a number, seven bits to a byte, the lowest first.
pub(super) fn write_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number that [`write_number`] wrote.
fn read_number(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}
