//! Reads responses for the index: finds the keys of each passage, and how well it fits them.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::postings::{ENTRY, LEVEL_BITS, Level, SHARED, TEXT, TITLE, read_number, write_number};
use super::tokens::{parts, tokens};
use super::words::{Words, is_ignored};
use crate::link::Index;
use crate::markup;
use crate::model::{Entry, Passage, Question, Response, Topic};
use asdg_russian::stem::{ByHash, quick_hash};

/// Passages with fewer words than this are about what they name.
const SHORT: usize = 60;

/// What a piece of the digest has of each key.
pub(super) type PartialTerms = FxHashMap<String, PartialTerm>;

/// A key in a piece of the digest.
#[derive(Debug, Default)]
pub(super) struct PartialTerm {
    pub(super) postings: Vec<u8>,
    pub(super) count: u32,
    last: u32,
    /// The forms of the key, and how often each occurs. One that was written in several ways stands several times.
    pub(super) forms: Vec<(String, u32)>,
}

/// Reads responses, and notes where each key stands.
pub(super) struct Reader<'a> {
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
    parts: u32,
    /// How many keys it has.
    keys: u32,
}

impl Met {
    /// The first key of each part.
    fn first(&self) -> Range<usize> {
        let start = self.start as usize;
        start..start + self.parts as usize
    }

    /// All keys, each once.
    fn keys(&self) -> Range<usize> {
        let start = self.first().end;
        start..start + self.keys as usize
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
    pub(super) fn new(index: &'a Index<'a>, words: &'a Words) -> Self {
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

    pub(super) fn read(mut self, responses: &[Arc<Response>], first: u32) -> PartialTerms {
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
            match self.keys[token.keys()] {
                // Nearly every word has one key.
                [key] => self.found.push(key),
                ref keys => self.found.extend_from_slice(keys),
            }
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
        let found = self.words.keys_of(token, &parts);
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
        let start = self.keys.len() as u32;
        self.tokens.push(Met { count: 0, start, parts: first.len() as u32, keys: keys.len() as u32 });
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
            let Some(form) = form else { continue };
            for &key in &self.keys[token.keys()] {
                self.parts[key as usize].forms.push((form.clone(), token.count));
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

/// Adds the passages of the next piece.
pub(super) fn append(part: &mut PartialTerm, next: PartialTerm) {
    let mut at = 0;
    if let Some(first) = read_number(&next.postings, &mut at) {
        // The first number of a piece counts from the beginning of the digest.
        write_number(first - (part.last << LEVEL_BITS), &mut part.postings);
        part.postings.extend_from_slice(&next.postings[at..]);
        (part.last, part.count) = (next.last, part.count + next.count);
    }
    part.forms.extend(next.forms);
}
