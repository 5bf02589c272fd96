//! The forms of the names of all cities, and the search for them in a text.

use std::collections::HashMap;
use std::ops::Range;

use super::Mention;
use super::grammar::{Cases, Certainty, bit, is_blank, is_hyphen};
use super::rules::{self, Accepted, NameMatch};
use crate::model::{City, Entry, Key, Register};
use asdg_base::work::steps;
use asdg_russian::declension::{Case, forms_in};
use asdg_russian::{is_letter, is_letter_or_digit, push_lower};

/// All cases, for forms that the register lists without a case.
const ANY_CASE: Cases = 0b11_1111;

const CASES: [Case; 6] =
    [Case::Nominative, Case::Genitive, Case::Dative, Case::Accusative, Case::Instrumental, Case::Prepositional];

/// The separator between two words of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Blank,
    Hyphen,
}

/// A form of a name.
#[derive(Debug)]
struct NameForm {
    city: Key<City>,
    cases: Cases,
    certainty: Certainty,
    /// The required spelling, for an abbreviation such as НСК.
    exact: Option<Box<str>>,
}

/// A node of a trie of words. Names of several cities may begin with the same words; each word of a text is looked up
/// once.
#[derive(Debug, Default)]
struct Node {
    /// The forms that end here. A form of several cities is ambiguous, so only two of them are stored.
    forms: Vec<NameForm>,
    /// The next words, in lower case: those after a space, and those after a hyphen. The maps are never iterated, so
    /// their order does not matter.
    next: [HashMap<String, Node>; 2],
}

/// The maximum number of words of a name.
const MAX_WORDS: usize = 16;

/// The forms of the names of all cities.
#[derive(Debug, Default)]
pub(crate) struct CityNames {
    /// The tries of the forms, by their first words in lower case.
    forms: HashMap<String, Node>,
}

impl CityNames {
    /// Indexes the names and aliases of a register's cities in all their forms.
    pub(crate) fn new(cities: &Register<City>) -> Self {
        let mut names = Self::default();
        for (key, city) in cities.iter() {
            for name in city.names() {
                let certainty = match city.ambiguous {
                    Some(true) => Certainty::Doubtful,
                    Some(false) => Certainty::Sure,
                    None => rules::certainty(name),
                };
                if city.forms.is_empty() {
                    names.add_cases(name, key, certainty, city.ambiguous == Some(false));
                } else {
                    names.add(name, key, ANY_CASE, certainty);
                }
            }
            for form in &city.forms {
                let certainty = if city.ambiguous == Some(true) { Certainty::Doubtful } else { Certainty::Sure };
                names.add(form, key, ANY_CASE, certainty);
            }
        }
        names
    }

    /// Adds a name in all grammatical cases. `is_sure`: the register says that it has no other meaning.
    fn add_cases(&mut self, name: &str, city: Key<City>, certainty: Certainty, is_sure: bool) {
        for case in CASES {
            for form in forms_in(name, case) {
                let is_surname = !is_sure && rules::looks_like_surname(name, &form);
                let certainty = if is_surname { certainty.max(Certainty::Namesake) } else { certainty };
                self.add(&form, city, bit(case), certainty);
            }
        }
    }

    /// Adds a form of a name.
    fn add(&mut self, form: &str, city: Key<City>, cases: Cases, certainty: Certainty) {
        // An alias in lower case, such as «краевой центр», is not a proper name.
        let is_abbreviation = form.chars().filter(|&c| is_letter(c)).all(char::is_uppercase);
        if !form.starts_with(char::is_uppercase) || (is_abbreviation && form.chars().count() < 2) {
            return;
        }
        let exact = is_abbreviation.then(|| form.into());
        let Some((first, rest)) = split_words(form) else {
            return;
        };
        let mut node = self.forms.entry(first).or_default();
        for (separator, word) in rest {
            node = node.next[separator as usize].entry(word).or_default();
        }
        let forms = &mut node.forms;
        steps(forms.len() + 1);
        if let Some(other) = forms.iter_mut().find(|other| other.city == city) {
            other.cases |= cases;
            other.certainty = other.certainty.min(certainty);
        } else if forms.iter().filter(|other| other.exact == exact).count() < 2 {
            forms.push(NameForm { city, cases, certainty, exact });
        }
    }

    /// Finds the cities that a text names, in order.
    pub(super) fn mentions(&self, text: &str) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut last: Option<Accepted> = None;
        let mut word = String::new();
        let mut from = 0;
        while let Some(start) = next_capital(text, from) {
            let end = end_of_word(text, start);
            from = end;
            lower_case_into(&text[start..end], &mut word);
            let Some(found) = self.forms.get(&word).and_then(|node| longest(text, start, end, node)) else {
                continue;
            };
            let range = found.range.clone();
            if let Some(accepted) = rules::accept(text, &found, last.as_ref()) {
                mentions.push(Mention { city: found.city, range: range.clone() });
                last = Some(accepted);
                from = range.end;
            }
        }
        mentions
    }
}

/// Finds the longest form at a position. `None` if no form is there, or if two cities share the longest one.
fn longest(text: &str, start: usize, end: usize, node: &Node) -> Option<NameMatch> {
    let mut best = node.candidates(text, start..end);
    let (mut node, mut at) = (node, end);
    let mut word = String::new();
    while let Some((next, end)) = node.step(text, at, &mut word) {
        best = next.candidates(text, start..end).or(best);
        (node, at) = (next, end);
    }
    best.and_then(Candidates::unique)
}

/// The cities with a form at a position.
enum Candidates {
    One(NameMatch),
    Several,
}

impl Candidates {
    fn unique(self) -> Option<NameMatch> {
        match self {
            Candidates::One(found) => Some(found),
            Candidates::Several => None,
        }
    }
}

impl Node {
    /// The cities with a form that ends here and has the required spelling; `None` if there is no city.
    fn candidates(&self, text: &str, range: Range<usize>) -> Option<Candidates> {
        steps(self.forms.len() + 1);
        let has_spelling = |form: &&NameForm| form.exact.as_ref().is_none_or(|exact| text[range.clone()] == **exact);
        let mut forms = self.forms.iter().filter(has_spelling);
        let &NameForm { city, cases, certainty, .. } = forms.next()?;
        Some(match forms.next() {
            None => Candidates::One(NameMatch { city, range: range.clone(), cases, certainty }),
            Some(_) => Candidates::Several,
        })
    }

    /// The node of the next word of a text, and the end of that word.
    fn step(&self, text: &str, at: usize, word: &mut String) -> Option<(&Node, usize)> {
        let rest = &text[at..];
        let (separator, after) = match rest.strip_prefix(is_hyphen) {
            // In text from a PDF, a space may follow a hyphen at the end of a line: «Южно- Сахалинск».
            Some(after) => (Separator::Hyphen, after.trim_start_matches(is_blank)),
            None => (Separator::Blank, rest.trim_start_matches(is_blank)),
        };
        let start = text.len() - after.len();
        let next = &self.next[separator as usize];
        if start == at || next.is_empty() {
            return None;
        }
        let end = end_of_word(text, start);
        lower_case_into(&text[start..end], word);
        next.get(word.as_str()).map(|node| (node, end))
    }
}

/// Splits a form into words in lower case: the first, and the others with the separators before them.
fn split_words(form: &str) -> Option<(String, Vec<(Separator, String)>)> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < form.len() {
        let after = form[at..].trim_start_matches(|c| is_blank(c) || is_hyphen(c));
        let start = form.len() - after.len();
        let separator = if form[at..start].contains(is_hyphen) { Separator::Hyphen } else { Separator::Blank };
        let end = end_of_word(form, start);
        if end == start {
            return None;
        }
        let mut word = String::new();
        lower_case_into(&form[start..end], &mut word);
        words.push((separator, word));
        if words.len() > MAX_WORDS {
            return None;
        }
        at = end;
    }
    let mut words = words.into_iter();
    let (_, first) = words.next()?;
    Some((first, words.collect()))
}

/// Finds the next capital letter at the start of a word. Most text has none, so whole chunks of bytes are skipped.
fn next_capital(text: &str, from: usize) -> Option<usize> {
    const CHUNK: usize = 32;
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let chunk = bytes.get(at..at + CHUNK).zip(bytes.get(at + 1..at + 1 + CHUNK));
        if let Some((chunk, next)) = chunk
            && !chunk.iter().zip(next).fold(false, |any, (&byte, &next)| any | is_capital(byte, next))
        {
            at += CHUNK;
            continue;
        }
        for at in at..bytes.len().min(at + CHUNK) {
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            if is_capital(bytes[at], next) && !text[..at].ends_with(is_letter_or_digit) {
                return Some(at);
            }
        }
        at += CHUNK;
    }
    None
}

/// Whether two bytes begin a capital letter: А to Я and Ё. Names of foreign cities may be in Latin letters.
fn is_capital(byte: u8, next: u8) -> bool {
    byte.is_ascii_uppercase() | ((byte == 0xD0) & (matches!(next, 0x90..=0xAF) | (next == 0x81)))
}

fn end_of_word(text: &str, start: usize) -> usize {
    text[start..].find(|c| !is_letter(c)).map_or(text.len(), |length| start + length)
}

/// Like [`lower_case`](asdg_russian::lower_case), but reuses a buffer, because it runs for every word with a capital
/// letter.
fn lower_case_into(word: &str, out: &mut String) {
    out.clear();
    push_lower(word.chars(), out);
}
