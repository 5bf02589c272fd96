//! Rules that decide whether a word with the form of a city's name means the city, by the word and the words next to
//! it. In doubt it does not.
//!
//! - A preposition governs a case: «в Томске» is the city, «в Томском районе» is not.
//! - A form that is also an adjective («Томском») needs a preposition of its case, or a city in the same case right
//!   before it: «между Омском и Томском», but not «во Владивостоке и Хабаровском крае».
//! - A form that is also a surname or a river («Кирова», «Бикин») needs «в», «из» or a word for a city before it, and
//!   no initial or first name after it.
//! - A common word (Мирный, Зима) needs a word for a city before it, or before the first name of its list: «в городах
//!   Мирный и Зима».
//! - After an initial or «имени», in quotation marks, or as the name of a ship or a station, a form is not a city.
//! - Next to a hyphen a form is a part of another word. After «Новый» or before «Северный» it is a part of another
//!   name.

use std::ops::Range;

use super::grammar::{Cases, Certainty, GENITIVE, INSTRUMENTAL, NOMINATIVE, is_blank, is_hyphen};
use super::preceding::PrecedingWord;
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

/// A form that was accepted as a city. The next form may be in one list with it.
#[derive(Debug)]
pub(super) struct Accepted {
    /// The end of the form in the text.
    end: usize,
    /// The cases that it may be in.
    cases: Cases,
    /// Whether a word for a city is before it, or before its list.
    has_city_word: bool,
}

/// How certainly a name means the city, according to the name alone.
pub(super) fn certainty(name: &str) -> Certainty {
    let is_one_word = !name.contains(|c| is_blank(c) || is_hyphen(c));
    let is_adjective = ["ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие"].iter().any(|end| name.ends_with(end))
        && !words::NOT_ADJECTIVES.contains(&name);
    let is_in = |names: &[&str]| names.iter().any(|word| *word == name || word.replace('ё', "е") == name);
    if is_one_word && (is_adjective || is_in(words::COMMON_WORDS)) {
        Certainty::Doubtful
    } else if is_in(words::NAMESAKES) {
        Certainty::Namesake
    } else {
        Certainty::Sure
    }
}

/// Whether a form of a name may be a form of a surname: Киров, Кирова, Муравленко; Белова as a form of Белово, but not
/// Белово itself.
pub(super) fn looks_like_surname(name: &str, form: &str) -> bool {
    if name.contains(|c| is_blank(c) || is_hyphen(c)) || words::NOT_SURNAMES.contains(&name) {
        return false;
    }
    let has_surname_ending = ["ов", "ев", "ёв", "енко"].iter().any(|ending| name.ends_with(ending));
    let has_place_ending = ["ово", "ево", "ёво", "ино", "ыно"].iter().any(|ending| name.ends_with(ending));
    has_surname_ending || (has_place_ending && form != name)
}

/// Decides whether a form means the city; `None` if not. `last` is the form accepted before it in the same text.
pub(super) fn accept(text: &str, found: &NameMatch, last: Option<&Accepted>) -> Option<Accepted> {
    let NameMatch { range, cases, certainty, .. } = found;
    let cases = *cases;
    let (head, tail) = (&text[..range.start], &text[range.end..]);
    if is_part_of_word(head, tail) || is_part_of_name(tail) {
        return None;
    }
    let accepted = |cases, has_city_word| Some(Accepted { end: range.end, cases, has_city_word });
    match quotes::classify(head, tail) {
        Quoted::No => {}
        Quoted::Municipality => return accepted(cases, true),
        Quoted::Name => return None,
    }
    let before = PrecedingWord::new(head);
    if before.is_city_word() {
        let is_person = *certainty == Certainty::Namesake && (before.follows_office() || is_followed_by_name(tail));
        return if is_person { None } else { accepted(cases, true) };
    }
    let word = &text[range.clone()];
    if before.makes_name_of_thing(cases, *certainty, word) || before.is_initial() || before.makes_another_name(cases) {
        return None;
    }
    let is_upper_case = word.chars().filter(|&c| is_letter(c)).all(char::is_uppercase);
    if is_upper_case && cases & NOMINATIVE == 0 {
        return None;
    }
    let preposition = before.preposition();
    // «Норильск Никель» is a firm. A name that does not decline is no brand, because the name of a mayor may follow it:
    // «мэр Хэйхэ Иван Вымыслов».
    let is_brand = preposition.is_none() && cases & (NOMINATIVE | GENITIVE) == NOMINATIVE && is_followed_by_name(tail);
    let cases = preposition.map_or(cases, |(_, governed)| governed & cases);
    if cases == 0 || is_brand {
        return None;
    }
    let listed = last.filter(|last| is_list(text.get(last.end..range.start).unwrap_or_default()));
    // All cities of a list are in one case; «во Владивостоке и Хабаровском крае» is no such list.
    let listed = listed.filter(|last| last.cases & cases != 0);
    let has_city_word = listed.is_some_and(|last| last.has_city_word);
    let is_sure = match certainty {
        Certainty::Doubtful => has_city_word,
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
    if is_sure { accepted(cases, has_city_word) } else { None }
}

/// Whether a form is also one of an adjective: «Томском» is a form of Томск and of томский.
fn is_like_adjective(word: &str, cases: Cases) -> bool {
    cases == INSTRUMENTAL && (word.ends_with("ском") || word.ends_with("цком"))
}

/// Whether the word is joined to another: Омск-Пассажирский, Красноярск-26, #Омск, Томск.рф.
fn is_part_of_word(head: &str, tail: &str) -> bool {
    let is_domain = |before: &str| before.ends_with(|c: char| c.is_ascii_alphanumeric());
    let is_joined_before =
        head.ends_with(is_hyphen) || head.ends_with(['#', '@', '_']) || head.strip_suffix('/').is_some_and(is_domain);
    let mut next = tail.chars();
    let is_joined_after = match (next.next(), next.next()) {
        (Some('.'), Some(next)) => next.is_lowercase(),
        (Some(c), Some(next)) if is_hyphen(c) => is_letter_or_digit(next),
        (Some(c), _) => is_letter_or_digit(c) || matches!(c, '_' | '@'),
        _ => false,
    };
    is_joined_before || is_joined_after
}

/// Whether an adjective after the word makes it the name of a station: Томск Северный.
fn is_part_of_name(tail: &str) -> bool {
    let next = tail.trim_start_matches(is_blank);
    next.starts_with(char::is_uppercase) && is_adjective(&next_word(tail), words::STATION_ADJECTIVES)
}

/// Whether an initial or a first name follows: «Белова А. И.», «Белова Анна», but not «Белова Кемеровской области».
fn is_followed_by_name(tail: &str) -> bool {
    let mut letters = tail.trim_start_matches(is_blank).chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    // A word in capitals, such as КНР, is not a first name.
    let is_name_or_initial = letters.next().is_some_and(|c| c == '.' || c.is_lowercase());
    let next = next_word(tail);
    let is_region =
        ["ской", "цкой", "ского", "цкого"].iter().any(|end| next.ends_with(end)) || next.starts_with("республик");
    is_capital && is_name_or_initial && !is_region
}

/// The next word in lower case; empty if something other than spaces is before it.
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
