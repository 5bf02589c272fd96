//! The word before a name, and what it means for the name: «город Мирный» is a city, «теплоход Хабаровск» is a ship.

use super::grammar::{Cases, Certainty, NOMINATIVE, is_blank, is_hyphen};
use super::words::{self, is_adjective, is_noun};
use asdg_russian::{is_letter, lower_case};

/// The word before a name.
pub(super) struct Before<'t> {
    /// As written; empty if the name is the first word.
    word: &'t str,
    /// Folded.
    lower: String,
    /// Whether a full stop follows it.
    has_stop: bool,
    /// The text before it.
    head: &'t str,
}

impl<'t> Before<'t> {
    pub(super) fn new(head: &'t str) -> Self {
        let trimmed = head.trim_end_matches(is_blank);
        let spaced = trimmed.len() < head.len();
        let (trimmed, has_stop) = trimmed.strip_suffix('.').map_or((trimmed, false), |trimmed| (trimmed, true));
        let is_of_word = |c: char| is_letter(c) || is_hyphen(c);
        let start = if spaced || has_stop { trimmed.trim_end_matches(is_of_word).len() } else { trimmed.len() };
        let (head, word) = trimmed.split_at(start);
        Self { word, lower: lower_case(word), has_stop, head }
    }

    /// «город», «г.», «г. о.», «города-побратима».
    pub(super) fn is_city(&self) -> bool {
        if self.has_stop {
            return self.is_stopped_city();
        }
        let first = self.lower.split(is_hyphen).next().unwrap_or_default();
        is_noun(first, words::CITIES) || words::MUNICIPAL_ABBREVIATIONS.contains(&self.word)
    }

    /// «г.» means a city except after a year; «о.» means an island except after «г.».
    fn is_stopped_city(&self) -> bool {
        let head = self.head.trim_end_matches(is_blank);
        if self.lower == "о" {
            let head = head.strip_suffix('.').unwrap_or_default();
            return ["г", "Г"]
                .iter()
                .any(|city| head.strip_suffix(city).is_some_and(|head| !head.ends_with(is_letter)));
        }
        let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        words::CITY_ABBREVIATIONS.contains(&self.lower.as_str()) && !(2..=4).contains(&digits)
    }

    /// «округ», whose name may be in quotation marks.
    pub(super) fn is_municipality(&self) -> bool {
        if self.has_stop {
            return self.lower == "о" && self.is_stopped_city();
        }
        is_noun(&self.lower, words::MUNICIPALITIES) || words::MUNICIPAL_ABBREVIATIONS.contains(&self.word)
    }

    /// Whether the word for a city belongs to a person's office: «глава города».
    pub(super) fn is_office(&self) -> bool {
        is_noun(&Before::new(self.head).lower, words::OFFICES)
    }

    /// «теплоход Хабаровск», but «улицы Хабаровска»; «ул. Томская» is no form of a name anyway.
    pub(super) fn is_thing(&self, cases: Cases, certainty: Certainty, name: &str) -> bool {
        let lower = self.lower.as_str();
        if self.has_stop {
            return words::ABBREVIATED_THINGS.contains(&lower);
        }
        let bears = |nouns| is_noun(lower, nouns);
        if cases & NOMINATIVE != 0 && (words::FIRMS.contains(&self.word) || bears(words::THINGS)) {
            return true;
        }
        let may_be_river = certainty != Certainty::Sure || is_noun(&lower_case(name), words::RIVERS);
        (bears(words::PLACES) && (may_be_river || cases & NOMINATIVE != 0)) || (bears(words::OF_RIVERS) && may_be_river)
    }

    /// «А. Киров»
    pub(super) fn is_name_of_person(&self) -> bool {
        self.has_stop && self.word.chars().count() == 1 && self.word.starts_with(char::is_uppercase)
    }

    /// «Новый Томск», «Амурский Хабаровск»: another name that contains the city's.
    pub(super) fn is_name_with(&self, cases: Cases) -> bool {
        let endings = ["ый", "ий", "ой", "ая", "ое"];
        !self.has_stop
            && self.word.starts_with(char::is_uppercase)
            && (is_adjective(&self.lower, words::BEGINNINGS)
                || (cases & NOMINATIVE != 0 && endings.iter().any(|ending| self.lower.ends_with(ending))))
    }

    pub(super) fn preposition(&self) -> Option<(&'static str, Cases)> {
        if self.has_stop {
            return None;
        }
        words::PREPOSITIONS.iter().find(|(word, _)| *word == self.lower).copied()
    }
}
