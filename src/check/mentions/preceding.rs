//! The word before a name, which shows what the name means: «город Мирный» is a city, «теплоход Хабаровск» is a ship.

use super::grammar::{Cases, Certainty, NOMINATIVE, is_blank, is_hyphen};
use super::words::{self, is_adjective, is_noun};
use asdg_russian::{is_letter, lower_case};

/// The word before a name.
pub(super) struct PrecedingWord<'t> {
    /// As written; empty if the name is the first word.
    word: &'t str,
    /// The word in lower case.
    lower: String,
    /// Whether a full stop follows the word.
    has_full_stop: bool,
    /// The text before the word.
    head: &'t str,
}

impl<'t> PrecedingWord<'t> {
    /// Finds the last word of the text before a name.
    pub(super) fn new(head: &'t str) -> Self {
        let trimmed = head.trim_end_matches(is_blank);
        let has_space = trimmed.len() < head.len();
        let (trimmed, has_full_stop) = trimmed.strip_suffix('.').map_or((trimmed, false), |trimmed| (trimmed, true));
        let is_word_character = |c: char| is_letter(c) || is_hyphen(c);
        let start =
            if has_space || has_full_stop { trimmed.trim_end_matches(is_word_character).len() } else { trimmed.len() };
        let (head, word) = trimmed.split_at(start);
        Self { word, lower: lower_case(word), has_full_stop, head }
    }

    /// Whether it is a word for a city: «город», «г.», «г. о.», «города-побратима».
    pub(super) fn is_city_word(&self) -> bool {
        if self.has_full_stop {
            return self.is_city_abbreviation();
        }
        let first = self.lower.split(is_hyphen).next().unwrap_or_default();
        is_noun(first, words::CITY_WORDS) || words::MUNICIPAL_ABBREVIATIONS.contains(&self.word)
    }

    /// Whether it is an abbreviation of a word for a city. «г.» means a city, except after a year; «о.» means an
    /// island, except after «г.».
    fn is_city_abbreviation(&self) -> bool {
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

    /// Whether it is a word for a municipality, whose name may be in quotation marks: «округ».
    pub(super) fn is_municipality_word(&self) -> bool {
        if self.has_full_stop {
            return self.lower == "о" && self.is_city_abbreviation();
        }
        is_noun(&self.lower, words::MUNICIPALITY_WORDS) || words::MUNICIPAL_ABBREVIATIONS.contains(&self.word)
    }

    /// Whether the word for a city follows a person's office: «глава города».
    pub(super) fn follows_office(&self) -> bool {
        is_noun(&PrecedingWord::new(self.head).lower, words::OFFICES)
    }

    /// Whether the name is that of a thing or a place: «теплоход Хабаровск», but not «улицы Хабаровска». «ул. Томская»
    /// is no form of the name of a city anyway.
    pub(super) fn makes_name_of_thing(&self, cases: Cases, certainty: Certainty, name: &str) -> bool {
        let lower = self.lower.as_str();
        if self.has_full_stop {
            return words::ABBREVIATED_THINGS.contains(&lower);
        }
        let is_one_of = |nouns| is_noun(lower, nouns);
        if cases & NOMINATIVE != 0 && (words::FIRM_ABBREVIATIONS.contains(&self.word) || is_one_of(words::THINGS)) {
            return true;
        }
        let may_be_river = certainty != Certainty::Sure || is_noun(&lower_case(name), words::CITIES_NAMED_AFTER_RIVERS);
        (is_one_of(words::PLACES) && (may_be_river || cases & NOMINATIVE != 0))
            || (is_one_of(words::RIVER_PARTS) && may_be_river)
    }

    /// Whether it is an initial: «А. Киров».
    pub(super) fn is_initial(&self) -> bool {
        self.has_full_stop && self.word.chars().count() == 1 && self.word.starts_with(char::is_uppercase)
    }

    /// Whether it forms another name together with the city's: «Новый Томск», «Амурский Хабаровск».
    pub(super) fn makes_another_name(&self, cases: Cases) -> bool {
        let endings = ["ый", "ий", "ой", "ая", "ое"];
        !self.has_full_stop
            && self.word.starts_with(char::is_uppercase)
            && (is_adjective(&self.lower, words::NAME_ADJECTIVES)
                || (cases & NOMINATIVE != 0 && endings.iter().any(|ending| self.lower.ends_with(ending))))
    }

    /// The preposition that it is, with the cases that it governs.
    pub(super) fn preposition(&self) -> Option<(&'static str, Cases)> {
        if self.has_full_stop {
            return None;
        }
        words::PREPOSITIONS.iter().find(|(word, _)| *word == self.lower).copied()
    }
}
