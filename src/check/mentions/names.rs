//! The forms of the names of all cities, and where they occur in a text.

use std::collections::HashMap;
use std::ops::Range;

use super::Mention;
use super::grammar::{Cases, Certainty, bit, is_blank, is_hyphen};
use super::rules::{self, Accepted, NameMatch};
use crate::model::{City, Entry, Key, Register};
use asdg_base::work::steps;
use asdg_russian::declension::{Case, forms_in};
use asdg_russian::{is_letter, is_letter_or_digit, push_lower};

/// All cases, for forms that the register lists without their case.
const ANY: Cases = 0b11_1111;

const CASES: [Case; 6] =
    [Case::Nominative, Case::Genitive, Case::Dative, Case::Accusative, Case::Instrumental, Case::Prepositional];

/// The separator between two words of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Glue {
    Blank,
    Hyphen,
}

/// A form of a name.
#[derive(Debug)]
struct NameForm {
    city: Key<City>,
    cases: Cases,
    certainty: Certainty,
    /// The exact spelling that is required, for an abbreviation.
    exact: Option<Box<str>>,
}

/// A node of a trie of words. Names of several cities may begin with the same words; each word of a text is compared
/// once.
#[derive(Debug, Default)]
struct Node {
    /// The forms that end here. If several cities share a name it is ambiguous, so two of them are enough to keep.
    forms: Vec<NameForm>,
    /// The next words, folded: after a space, and after a hyphen. Only looked up, never iterated, so the order does not
    /// matter.
    next: [HashMap<String, Node>; 2],
}

/// A name has at most this many words.
const MOST_WORDS: usize = 16;

/// The forms of the names of all cities.
#[derive(Debug, Default)]
pub(crate) struct CityNames {
    /// By their first words, folded.
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
                    names.decline(name, key, certainty, city.ambiguous == Some(false));
                } else {
                    names.add(name, key, ANY, certainty);
                }
            }
            for form in &city.forms {
                let certainty = if city.ambiguous == Some(true) { Certainty::Doubtful } else { Certainty::Sure };
                names.add(form, key, ANY, certainty);
            }
        }
        names
    }

    fn decline(&mut self, name: &str, city: Key<City>, certainty: Certainty, trusted: bool) {
        for case in CASES {
            for form in forms_in(name, case) {
                let surname = !trusted && rules::looks_like_surname(name, &form);
                let certainty = if surname { certainty.max(Certainty::Namesake) } else { certainty };
                self.add(&form, city, bit(case), certainty);
            }
        }
    }

    fn add(&mut self, form: &str, city: Key<City>, cases: Cases, certainty: Certainty) {
        // An alias in lower case, such as «краевой центр», is not a proper name.
        let abbreviation = form.chars().filter(|&c| is_letter(c)).all(char::is_uppercase);
        if !form.starts_with(char::is_uppercase) || (abbreviation && form.chars().count() < 2) {
            return;
        }
        let exact = abbreviation.then(|| form.into());
        let Some((first, rest)) = words(form) else {
            return;
        };
        let mut node = self.forms.entry(first).or_default();
        for (glue, word) in rest {
            node = node.next[glue as usize].entry(word).or_default();
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

    /// The cities that a text names, in order.
    pub(super) fn mentions(&self, text: &str) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut last: Option<Accepted> = None;
        let mut word = String::new();
        let mut from = 0;
        while let Some(start) = next_capital(text, from) {
            let end = end_of_word(text, start);
            from = end;
            fold_into(&text[start..end], &mut word);
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

/// The longest form at a position. `None` if there is none, or if two cities share it.
fn longest(text: &str, start: usize, end: usize, node: &Node) -> Option<NameMatch> {
    let mut best = node.found(text, start..end);
    let (mut node, mut at) = (node, end);
    let mut word = String::new();
    while let Some((next, end)) = node.step(text, at, &mut word) {
        best = next.found(text, start..end).or(best);
        (node, at) = (next, end);
    }
    best.and_then(|found| found.of_one())
}

/// The forms at a position.
enum Forms {
    OfOne(NameMatch),
    OfSeveral,
}

impl Forms {
    fn of_one(self) -> Option<NameMatch> {
        match self {
            Forms::OfOne(found) => Some(found),
            Forms::OfSeveral => None,
        }
    }
}

impl Node {
    /// The forms that end here and are spelled as required.
    fn found(&self, text: &str, range: Range<usize>) -> Option<Forms> {
        steps(self.forms.len() + 1);
        let is_written = |form: &&NameForm| form.exact.as_ref().is_none_or(|exact| text[range.clone()] == **exact);
        let mut forms = self.forms.iter().filter(is_written);
        let &NameForm { city, cases, certainty, .. } = forms.next()?;
        Some(match forms.next() {
            None => Forms::OfOne(NameMatch { city, range: range.clone(), cases, certainty }),
            Some(_) => Forms::OfSeveral,
        })
    }

    /// The node of the next word of a text, and the end of that word.
    fn step(&self, text: &str, at: usize, word: &mut String) -> Option<(&Node, usize)> {
        let rest = &text[at..];
        let (glue, behind) = match rest.strip_prefix(is_hyphen) {
            // A PDF may leave a space where a line ended: «Южно- Сахалинск».
            Some(behind) => (Glue::Hyphen, behind.trim_start_matches(is_blank)),
            None => (Glue::Blank, rest.trim_start_matches(is_blank)),
        };
        let start = text.len() - behind.len();
        let next = &self.next[glue as usize];
        if start == at || next.is_empty() {
            return None;
        }
        let end = end_of_word(text, start);
        fold_into(&text[start..end], word);
        next.get(word.as_str()).map(|node| (node, end))
    }
}

/// The words of a form, folded: the first, and the others with the separators before them.
fn words(form: &str) -> Option<(String, Vec<(Glue, String)>)> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < form.len() {
        let behind = form[at..].trim_start_matches(|c| is_blank(c) || is_hyphen(c));
        let start = form.len() - behind.len();
        let glue = if form[at..start].contains(is_hyphen) { Glue::Hyphen } else { Glue::Blank };
        let end = end_of_word(form, start);
        if end == start {
            return None;
        }
        let mut word = String::new();
        fold_into(&form[start..end], &mut word);
        words.push((glue, word));
        if words.len() > MOST_WORDS {
            return None;
        }
        at = end;
    }
    let mut words = words.into_iter();
    let (_, first) = words.next()?;
    Some((first, words.collect()))
}

/// The next capital letter that begins a word. Most text has none, so many bytes are skipped at a time.
fn next_capital(text: &str, from: usize) -> Option<usize> {
    const STRETCH: usize = 32;
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let stretch = bytes.get(at..at + STRETCH).zip(bytes.get(at + 1..at + 1 + STRETCH));
        if let Some((stretch, next)) = stretch
            && !stretch.iter().zip(next).fold(false, |any, (&byte, &next)| any | is_capital(byte, next))
        {
            at += STRETCH;
            continue;
        }
        for at in at..bytes.len().min(at + STRETCH) {
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            if is_capital(bytes[at], next) && !text[..at].ends_with(is_letter_or_digit) {
                return Some(at);
            }
        }
        at += STRETCH;
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

/// [`lower_case`](asdg_russian::lower_case) into a buffer, because it runs for every word with a capital letter.
fn fold_into(word: &str, out: &mut String) {
    out.clear();
    push_lower(word.chars(), out);
}
