//! Decides whether a word that looks like the name of a city is one, from the word and the words next to it. In doubt
//! it is not.
//!
//! - A preposition governs a case: «в Томске» is the city, «в Томском районе» is not.
//! - A form that an adjective shares («Томском») needs such a preposition, or a city in the same case right before it:
//!   «между Омском и Томском», but not «во Владивостоке и Хабаровском крае».
//! - A form that a surname or a river shares («Кирова», «Бикин») needs «в», «из» or a word for a city before it, and no
//!   initial or first name after it.
//! - A word with another meaning (Мирный, Зима) needs a word for a city, at least before the first of several: «в
//!   городах Мирный и Зима».
//! - After an initial or «имени», in quotation marks, or as the name of a ship or a station, it is not a city.
//! - Next to a hyphen it is a part of another word. After «Новый» or before «Северный» it is a part of another name.

use std::ops::Range;

use super::before::Before;
use super::grammar::{Cases, Certainty, GENITIVE, INSTRUMENTAL, NOMINATIVE, is_blank, is_hyphen};
use super::quotes::{self, Quoted};
use super::words::{self, is_adjective, is_noun};
use crate::model::{City, Key};
use asdg_russian::{is_letter, is_letter_or_digit, lower_case};

/// A form of a city's name in a text.
#[derive(Debug)]
pub(super) struct NameMatch {
    pub(super) city: Key<City>,
    pub(super) range: Range<usize>,
    pub(super) cases: Cases,
    pub(super) certainty: Certainty,
}

/// The city accepted before the current one.
#[derive(Debug)]
pub(super) struct Accepted {
    end: usize,
    /// The cases it may be in.
    cases: Cases,
    /// Whether a word for a city is before it, or before the list that it is in.
    is_called_city: bool,
}

/// How certain a name is a city, judging by the name alone.
pub(super) fn certainty(name: &str) -> Certainty {
    let is_one_word = !name.contains(|c| is_blank(c) || is_hyphen(c));
    let is_adjective = ["ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие"].iter().any(|end| name.ends_with(end))
        && !words::NO_ADJECTIVES.contains(&name);
    let is_among = |names: &[&str]| names.iter().any(|word| *word == name || word.replace('ё', "е") == name);
    if is_one_word && (is_adjective || is_among(words::COMMON_WORDS)) {
        Certainty::Doubtful
    } else if is_among(words::NAMESAKES) {
        Certainty::Namesake
    } else {
        Certainty::Sure
    }
}

/// Whether a form of a name could be a form of a surname: Киров, Кирова, Муравленко; Белова of Белово, but not Белово itself.
pub(super) fn looks_like_surname(name: &str, form: &str) -> bool {
    if name.contains(|c| is_blank(c) || is_hyphen(c)) || words::NO_SURNAMES.contains(&name) {
        return false;
    }
    let is_person = ["ов", "ев", "ёв", "енко"].iter().any(|ending| name.ends_with(ending));
    let is_place = ["ово", "ево", "ёво", "ино", "ыно"].iter().any(|ending| name.ends_with(ending));
    is_person || (is_place && form != name)
}

/// Whether a form is the city. `last` is the city accepted before it in the same text.
pub(super) fn accept(text: &str, found: &NameMatch, last: Option<&Accepted>) -> Option<Accepted> {
    let NameMatch { range, cases, certainty, .. } = found;
    let cases = *cases;
    let (head, tail) = (&text[..range.start], &text[range.end..]);
    if is_part_of_word(head, tail) || is_part_of_name(tail) {
        return None;
    }
    let accepted = |cases, is_called_city| Some(Accepted { end: range.end, cases, is_called_city });
    match quotes::around(head, tail) {
        Quoted::Not => {}
        Quoted::Municipality => return accepted(cases, true),
        Quoted::Name => return None,
    }
    let before = Before::new(head);
    if before.is_city() {
        let is_person = *certainty == Certainty::Namesake && (before.is_office() || is_followed_by_name(tail));
        return if is_person { None } else { accepted(cases, true) };
    }
    let word = &text[range.clone()];
    if before.is_thing(found.cases, *certainty, word) || before.is_name_of_person() || before.is_name_with(cases) {
        return None;
    }
    let is_shouted = word.chars().filter(|&c| is_letter(c)).all(char::is_uppercase);
    if is_shouted && cases & NOMINATIVE == 0 {
        return None;
    }
    let preposition = before.preposition();
    // «Норильск Никель». A name that does not decline may also be before a mayor's name, so it needs a preposition.
    let is_brand = preposition.is_none() && cases & (NOMINATIVE | GENITIVE) == NOMINATIVE && is_followed_by_name(tail);
    let cases = preposition.map_or(cases, |(_, governed)| governed & cases);
    if cases == 0 || is_brand {
        return None;
    }
    let listed = last.filter(|last| is_list(text.get(last.end..range.start).unwrap_or_default()));
    // The cities of a list are in one case; «во Владивостоке и Хабаровском крае» is not such a list.
    let listed = listed.filter(|last| last.cases & cases != 0);
    let is_called_city = listed.is_some_and(|last| last.is_called_city);
    let is_sure = match certainty {
        Certainty::Doubtful => is_called_city,
        Certainty::Namesake => {
            preposition.is_some_and(|(word, _)| matches!(word, "в" | "во" | "из"))
                || (listed.is_some() && !is_followed_by_name(tail))
        }
        Certainty::Sure if is_like_adjective(word, cases) => {
            (listed.is_some() || preposition.is_some()) && !is_noun(&next_word(tail), words::DIVISIONS)
        }
        Certainty::Sure => true,
    };
    let cases = listed.map_or(cases, |last| last.cases & cases);
    if is_sure { accepted(cases, is_called_city) } else { None }
}

/// «Томском» is a form of Томск and of томский.
fn is_like_adjective(word: &str, cases: Cases) -> bool {
    cases == INSTRUMENTAL && (word.ends_with("ском") || word.ends_with("цком"))
}

/// Whether the word is joined to another: Омск-Пассажирский, Красноярск-26, #Омск, Томск.рф.
fn is_part_of_word(head: &str, tail: &str) -> bool {
    let is_domain = |before: &str| before.ends_with(|c: char| c.is_ascii_alphanumeric());
    let is_tied_before =
        head.ends_with(is_hyphen) || head.ends_with(['#', '@', '_']) || head.strip_suffix('/').is_some_and(is_domain);
    let mut behind = tail.chars();
    let is_tied_behind = match (behind.next(), behind.next()) {
        (Some('.'), Some(next)) => next.is_lowercase(),
        (Some(c), Some(next)) if is_hyphen(c) => is_letter_or_digit(next),
        (Some(c), _) => is_letter_or_digit(c) || matches!(c, '_' | '@'),
        _ => false,
    };
    is_tied_before || is_tied_behind
}

/// Whether an adjective after the word makes it the name of a station: Томск Северный.
fn is_part_of_name(tail: &str) -> bool {
    let next = tail.trim_start_matches(is_blank);
    next.starts_with(char::is_uppercase) && is_adjective(&next_word(tail), words::OF_STATIONS)
}

/// Whether an initial or a first name follows: «Белова А. И.», «Белова Анна», but not «Белова Кемеровской области».
fn is_followed_by_name(tail: &str) -> bool {
    let mut letters = tail.trim_start_matches(is_blank).chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    // A word in capitals, such as КНР, is not a first name.
    let goes_on = letters.next().is_some_and(|c| c == '.' || c.is_lowercase());
    let next = next_word(tail);
    let is_region =
        ["ской", "цкой", "ского", "цкого"].iter().any(|end| next.ends_with(end)) || next.starts_with("республик");
    is_capital && goes_on && !is_region
}

/// The word after a position, folded; empty if something other than spaces is before it.
fn next_word(tail: &str) -> String {
    let next = tail.trim_start_matches(is_blank);
    lower_case(&next[..next.find(|c| !is_letter(c)).unwrap_or(next.len())])
}

/// Whether only commas and conjunctions are between two cities.
fn is_list(between: &str) -> bool {
    matches!(
        between.trim_matches(is_blank),
        "," | ";" | "и" | "или" | ", и" | "а также" | ", а также" | "–" | "—" | "/"
    )
}
