//! One part of a name: its letters, and its possible readings (gender, role and forms).

use crate::lower_case;

/// The forms of a word or a name, in the order of [`Case`](super::Case).
pub(super) type Paradigm = [String; 6];

/// Gender and number: what an adjective and its noun agree in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Masculine,
    Feminine,
    Neuter,
    Plural,
}

impl Gender {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Masculine, Self::Feminine, Self::Neuter, Self::Plural];
}

/// The role of a word in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Новгород, and names that do not decline.
    Noun,
    /// Нижний; such a word may be a whole name, as Свободный is.
    Adjective,
    /// Сергиев, only before a noun: alone, Ростов is a noun.
    Possessive,
}

/// A possible interpretation of a word.
#[derive(Debug)]
pub(super) struct Reading {
    pub gender: Gender,
    pub role: Role,
    /// Whether this reading is possible where no other word agrees with it.
    pub alone: bool,
    pub forms: Paradigm,
}

impl Reading {
    /// A noun that may be the whole name.
    pub(super) fn noun(gender: Gender, forms: Paradigm) -> Self {
        Self { gender, role: Role::Noun, alone: true, forms }
    }
}

/// A Russian word: it has only Russian letters and is not an abbreviation.
pub(super) struct Word<'a> {
    /// The word as it is spelled.
    pub spelled: &'a str,
    /// The word in lower case with е for ё. It has as many letters as `spelled`.
    pub plain: String,
}

impl<'a> Word<'a> {
    /// Returns the word, if it is Russian.
    pub(super) fn new(spelled: &'a str) -> Option<Self> {
        let russian = spelled.chars().all(|c| matches!(c, 'А'..='я' | 'Ё' | 'ё'));
        let abbreviation = spelled.chars().skip(1).any(char::is_uppercase);
        if spelled.is_empty() || !russian || abbreviation {
            return None;
        }
        Some(Self { spelled, plain: lower_case(spelled) })
    }

    /// Whether the word ends in one of `ends`, which have е for ё.
    pub(super) fn ends_in(&self, ends: &[&str]) -> bool {
        ends.iter().any(|end| self.plain.ends_with(end))
    }

    /// Whether the word is one of `words`, which have е for ё.
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.plain.as_str())
    }

    /// Returns the word without its last letters.
    pub(super) fn without(&self, letters: usize) -> &'a str {
        let length = self.spelled.chars().count().saturating_sub(letters);
        let end = self.spelled.char_indices().nth(length).map_or(self.spelled.len(), |(at, _)| at);
        self.spelled.get(..end).unwrap_or(self.spelled)
    }

    /// Replaces the ending. Letters that both endings begin with stay as spelled: replacing орел by орл turns Орёл into
    /// Орл.
    pub(super) fn replaced(&self, end: &str, other: &str) -> String {
        let shared = end.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
        let changed: String = other.chars().skip(shared).collect();
        self.without(end.chars().count() - shared).to_owned() + &changed
    }
}

/// Returns the last letter in lower case.
pub(super) fn last(text: &str) -> Option<char> {
    text.chars().next_back().and_then(|c| c.to_lowercase().next())
}

/// Whether the text ends in one of `letters`, which are in lower case.
pub(super) fn ends_in_any(text: &str, letters: &str) -> bool {
    last(text).is_some_and(|c| letters.contains(c))
}

/// The vowels.
pub(super) const VOWELS: &str = "аеёиоуыэюя";
/// The velars: after them и is written, never ы.
pub(super) const VELARS: &str = "кгх";
/// The sibilants: after them и is written, never ы, and е instead of an unstressed о.
pub(super) const SIBILANTS: &str = "жшчщ";

/// Whether the text has a vowel.
pub(super) fn has_vowel(text: &str) -> bool {
    text.chars().flat_map(char::to_lowercase).any(|c| VOWELS.contains(c))
}

/// Whether the text ends in two consonants, after which a vowel is hardly ever fleeting.
pub(super) fn ends_in_cluster(text: &str) -> bool {
    let mut letters = text.chars().rev().flat_map(char::to_lowercase);
    let mut consonant = || letters.next().is_some_and(|c| !VOWELS.contains(c));
    consonant() && consonant()
}

/// Returns a stem with the endings of the six cases.
pub(super) fn declined(stem: &str, endings: [&str; 6]) -> Paradigm {
    endings.map(|ending| format!("{stem}{ending}"))
}
