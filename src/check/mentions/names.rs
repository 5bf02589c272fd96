//! The forms of the names of all cities, and where they stand in a text.

use std::collections::HashMap;

use super::Mention;
use super::rules::{self, Accepted, Found};
use crate::model::{City, Key, Register};
use crate::text::declension::{Case, forms_in};
use crate::text::{is_letter, is_letter_or_digit, push_lower};

/// The cases that a form can be, a bit each.
pub(super) type Cases = u8;

/// The nominative.
pub(super) const NOMINATIVE: Cases = bit(Case::Nominative);

/// The genitive.
pub(super) const GENITIVE: Cases = bit(Case::Genitive);

/// The instrumental.
pub(super) const INSTRUMENTAL: Cases = bit(Case::Instrumental);

/// All cases: for forms that the register lists without saying which they are.
const ANY: Cases = 0b11_1111;

/// The bit of a case.
pub(super) const fn bit(case: Case) -> Cases {
    1 << case as u8
}

const CASES: [Case; 6] =
    [Case::Nominative, Case::Genitive, Case::Dative, Case::Accusative, Case::Instrumental, Case::Prepositional];

/// How sure a form is to be the city, going by the word alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// It is nothing else: Хабаровска.
    Sure,
    /// It may be a person, a river or the like: Кирова, Белова, Бикин.
    Namesake,
    /// It is an adjective or another common word as well: Мирный, Зима.
    Doubtful,
}

/// What stands between two words of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Glue {
    Blank,
    Hyphen,
}

/// A form of a name.
#[derive(Debug)]
struct Form {
    /// What follows the first word, folded.
    rest: Vec<(Glue, String)>,
    city: Key<City>,
    cases: Cases,
    certainty: Certainty,
    /// Whether it must be written as it stands, like an abbreviation.
    exact: Option<Box<str>>,
}

/// The forms of the names of all cities.
#[derive(Debug, Default)]
pub(in crate::check) struct CityNames {
    /// By their first words, folded. Only looked up, never gone through, so its order does not matter.
    forms: HashMap<String, Vec<Form>>,
}

impl CityNames {
    /// The names and aliases of the cities of a register in all their forms.
    pub(in crate::check) fn new(cities: &Register<City>) -> Self {
        let mut names = Self::default();
        for (key, city) in cities.iter() {
            for name in std::iter::once(&city.name).chain(&city.aliases) {
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
        // An alias in lower case, such as «краевой центр», is no name.
        let abbreviation = form.chars().filter(|&c| is_letter(c)).all(char::is_uppercase);
        if !form.starts_with(char::is_uppercase) || (abbreviation && form.chars().count() < 2) {
            return;
        }
        let exact = abbreviation.then(|| form.into());
        let Some((first, rest)) = words(form) else {
            return;
        };
        let forms = self.forms.entry(first).or_default();
        match forms.iter_mut().find(|other| other.city == city && other.rest == rest) {
            Some(other) => {
                other.cases |= cases;
                other.certainty = other.certainty.min(certainty);
            }
            None => forms.push(Form { rest, city, cases, certainty, exact }),
        }
    }

    /// The cities that a stretch of text names, in order.
    pub(super) fn mentions(&self, text: &str) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut last: Option<Accepted> = None;
        let mut word = String::new();
        let mut from = 0;
        while let Some(start) = next_capital(text, from) {
            let end = end_of_word(text, start);
            from = end;
            fold_into(&text[start..end], &mut word);
            let Some(found) = self.forms.get(&word).and_then(|forms| longest(text, start, end, forms)) else {
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

/// The longest form that stands at a place. `None` when no form does, or when two cities share it.
fn longest(text: &str, start: usize, end: usize, forms: &[Form]) -> Option<Found> {
    let mut best: Option<Found> = None;
    let mut shared = false;
    for Form { rest, city, cases, certainty, exact } in forms {
        let Some(end) = end_of_form(text, end, rest) else {
            continue;
        };
        if exact.as_ref().is_some_and(|exact| text[start..end] != **exact) {
            continue;
        }
        match &mut best {
            Some(found) if found.range.end > end => {}
            Some(found) if found.range.end == end => {
                shared |= found.city != *city;
                found.cases |= cases;
            }
            _ => {
                best = Some(Found { city: *city, range: start..end, cases: *cases, certainty: *certainty });
                shared = false;
            }
        }
    }
    best.filter(|_| !shared)
}

/// Where a form ends whose first word ends at `at`; `None` when its other words do not follow.
fn end_of_form(text: &str, mut at: usize, rest: &[(Glue, String)]) -> Option<usize> {
    let mut word = String::new();
    for (glue, expected) in rest {
        let behind = match glue {
            Glue::Blank => text[at..].trim_start_matches(is_blank),
            // Where a line of a PDF ended a blank may follow: «Южно- Сахалинск».
            Glue::Hyphen => text[at..].strip_prefix(is_hyphen).map_or(&text[at..], |b| b.trim_start_matches(is_blank)),
        };
        let start = text.len() - behind.len();
        if start == at {
            return None;
        }
        at = end_of_word(text, start);
        fold_into(&text[start..at], &mut word);
        if word != *expected {
            return None;
        }
    }
    Some(at)
}

/// The words of a form, folded: the first, and the others with what stands before them.
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
        at = end;
    }
    let mut words = words.into_iter();
    let (_, first) = words.next()?;
    Some((first, words.collect()))
}

/// The next capital letter that begins a word. Most of a text has none, so it is passed over by stretches the processor takes at once.
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

/// Whether two bytes begin a capital letter: А to Я and Ё; the names of foreign cities may be in Latin letters.
fn is_capital(byte: u8, next: u8) -> bool {
    byte.is_ascii_uppercase() | ((byte == 0xD0) & (matches!(next, 0x90..=0xAF) | (next == 0x81)))
}

fn end_of_word(text: &str, start: usize) -> usize {
    text[start..].find(|c| !is_letter(c)).map_or(text.len(), |length| start + length)
}

/// [`lower_case`](crate::text::lower_case) into a buffer: it is asked of every word with a capital letter.
fn fold_into(word: &str, out: &mut String) {
    out.clear();
    push_lower(word.chars(), out);
}

/// Blanks between the words of a line.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

/// Hyphens, also those that do not break.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}
