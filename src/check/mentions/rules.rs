//! Whether a word that looks like a city is one.
//!
//! What is known is the word and its neighbours in the text. In doubt it is no city:
//!
//! - a preposition wants its case: «в Томске», but not «в Томском районе»;
//! - a form that an adjective has as well («Томском») needs such a preposition, or a city right before it: «между Омском и Томском»;
//! - a form that a surname has as well («Кирова») needs «в», «из» or a word for a city;
//! - a word that means something else as well (Мирный, Зима) needs a word for a city, at least before the first of several: «в городах
//!   Мирный и Зима»;
//! - after an initial, «имени», in quotation marks, as the name of a ship or a station it is no city;
//! - behind a hyphen or in front of one it is a part of another word.

use std::ops::Range;

use super::names::{Cases, Certainty, NOMINATIVE, bit, is_blank, is_hyphen};
use crate::model::{City, Key};
use crate::text::declension::Case;
use crate::text::is_letter;

/// A form of a city's name in a text.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) city: Key<City>,
    pub(super) range: Range<usize>,
    pub(super) cases: Cases,
    pub(super) certainty: Certainty,
}

/// The city before the one at hand.
#[derive(Debug)]
pub(super) struct Accepted {
    end: usize,
    /// Whether a word for a city stands before it, or before the list it is in.
    is_called_city: bool,
}

/// Names of towns that are common words, first names or rivers as well. Adjectives are known by their endings.
const COMMON_WORDS: &[&str] = &[
    "Артём",
    "Владимир",
    "Горняк",
    "Дружба",
    "Заря",
    "Зея",
    "Зима",
    "Камень",
    "Ключи",
    "Лена",
    "Мыски",
    "Надежда",
    "Находка",
    "Обь",
    "Октябрь",
    "Орёл",
    "Победа",
    "Роман",
    "Слава",
    "Тайга",
    "Тара",
    "Топки",
    "Ясный",
    "Клин",
    "Бор",
];

/// Names that end like adjectives and are none.
const NO_ADJECTIVES: &[&str] = &["Уренгой", "Ханой"];

/// Names in -ов and -ев that are nobody's surname.
const NO_SURNAMES: &[&str] = &["Псков", "Ростов", "Саратов", "Тамбов", "Азов", "Львов", "Краков", "Саров"];

/// How sure a name is to be a city, going by the name alone.
pub(super) fn certainty(name: &str) -> Certainty {
    let is_one_word = !name.contains(|c| is_blank(c) || is_hyphen(c));
    let is_adjective =
        ["ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие"].iter().any(|ending| name.ends_with(ending))
            && !NO_ADJECTIVES.contains(&name);
    let common = COMMON_WORDS.iter().any(|word| *word == name || word.replace('ё', "е") == name);
    if is_one_word && (is_adjective || common) { Certainty::Doubtful } else { Certainty::Sure }
}

/// Whether a form of a name could be a form of a surname: Киров, Кирова; Белова of Белово, but not Белово itself.
pub(super) fn looks_like_surname(name: &str, form: &str) -> bool {
    if name.contains(|c| is_blank(c) || is_hyphen(c)) || NO_SURNAMES.contains(&name) {
        return false;
    }
    let is_person = ["ов", "ев", "ёв"].iter().any(|ending| name.ends_with(ending));
    let is_place = ["ово", "ево", "ёво", "ино", "ыно"].iter().any(|ending| name.ends_with(ending));
    is_person || (is_place && form != name)
}

/// Words for a city, which settle the matter.
const CITY_WORDS: &[&str] = &[
    "город",
    "города",
    "городу",
    "городом",
    "городе",
    "городов",
    "городам",
    "городами",
    "городах",
    "округ",
    "округа",
    "округу",
    "округом",
    "округе",
    "го",
    "муниципалитет",
    "муниципалитета",
    "муниципалитете",
];

/// What bears the name of a city without being it.
const THINGS: &[&str] = &[
    "улица",
    "улице",
    "улицу",
    "улицы",
    "улицей",
    "проспект",
    "проспекта",
    "проспекте",
    "проспекту",
    "переулок",
    "переулке",
    "площадь",
    "площади",
    "бульвар",
    "бульваре",
    "станция",
    "станции",
    "станцию",
    "стадион",
    "стадиона",
    "стадионе",
    "гостиница",
    "гостинице",
    "гостиницы",
    "отель",
    "отеле",
    "отеля",
    "теплоход",
    "теплохода",
    "теплоходе",
    "река",
    "реки",
    "реке",
    "реку",
    "рекой",
    "озеро",
    "озера",
    "озере",
    "остров",
    "острова",
    "острове",
    "поселок",
    "поселка",
    "поселке",
    "посёлок",
    "посёлка",
    "посёлке",
    "село",
    "села",
    "селе",
    "деревня",
    "деревни",
    "деревне",
    "микрорайон",
    "микрорайона",
    "микрорайоне",
    "газета",
    "газеты",
    "газете",
    "команда",
    "команды",
    "клуб",
    "клуба",
    "санаторий",
    "санатория",
    "санатории",
    "лагерь",
    "лагеря",
    "лагере",
    "ансамбль",
    "ансамбля",
    "компания",
    "компании",
    "фирма",
    "фирмы",
    "завод",
    "завода",
    "порт",
    "фестиваль",
    "имени",
];

/// The same, abbreviated: «ул. Томск», «им. Кирова».
const ABBREVIATED_THINGS: &[&str] =
    &["ул", "пр", "просп", "пер", "пл", "наб", "ст", "р", "оз", "о", "им", "пос", "п", "д", "с", "мкр", "бул", "ш"];

/// Abbreviations of «город».
const CITY_ABBREVIATIONS: &[&str] = &["г", "гг", "гор"];

/// Prepositions with the cases they take.
const PREPOSITIONS: &[(&str, Cases)] = &[
    ("в", ACCUSATIVE | PREPOSITIONAL),
    ("во", ACCUSATIVE | PREPOSITIONAL),
    ("на", ACCUSATIVE | PREPOSITIONAL),
    ("о", ACCUSATIVE | PREPOSITIONAL),
    ("об", ACCUSATIVE | PREPOSITIONAL),
    ("при", PREPOSITIONAL),
    ("из", GENITIVE),
    ("от", GENITIVE),
    ("до", GENITIVE),
    ("для", GENITIVE),
    ("без", GENITIVE),
    ("у", GENITIVE),
    ("около", GENITIVE),
    ("вокруг", GENITIVE),
    ("возле", GENITIVE),
    ("кроме", GENITIVE),
    ("против", GENITIVE),
    ("вблизи", GENITIVE),
    ("из-за", GENITIVE),
    ("к", DATIVE),
    ("ко", DATIVE),
    ("по", DATIVE | ACCUSATIVE | PREPOSITIONAL),
    ("благодаря", DATIVE),
    ("согласно", DATIVE),
    ("через", ACCUSATIVE),
    ("про", ACCUSATIVE),
    ("с", GENITIVE | INSTRUMENTAL),
    ("со", GENITIVE | INSTRUMENTAL),
    ("между", GENITIVE | INSTRUMENTAL),
    ("над", INSTRUMENTAL),
    ("перед", INSTRUMENTAL),
    ("под", ACCUSATIVE | INSTRUMENTAL),
    ("за", ACCUSATIVE | INSTRUMENTAL),
];

const GENITIVE: Cases = bit(Case::Genitive);
const DATIVE: Cases = bit(Case::Dative);
const ACCUSATIVE: Cases = bit(Case::Accusative);
const INSTRUMENTAL: Cases = bit(Case::Instrumental);
const PREPOSITIONAL: Cases = bit(Case::Prepositional);

/// Whether a form is the city. `last` is the city accepted before it in the same text.
pub(super) fn accept(text: &str, found: &Found, last: Option<&Accepted>) -> Option<Accepted> {
    let Found { range, cases, certainty, .. } = found;
    let (head, tail) = (&text[..range.start], &text[range.end..]);
    if is_part_of_word(head, tail) || is_quoted_name(head, tail) {
        return None;
    }
    let accepted = |is_called_city: bool| Some(Accepted { end: range.end, is_called_city });
    let listed = last.filter(|last| is_list(text.get(last.end..range.start).unwrap_or_default()));
    let is_called_city = listed.is_some_and(|last| last.is_called_city);
    let before = Before::new(head);
    if before.is_city() {
        return accepted(true);
    }
    if before.is_thing(*cases) || before.is_name_of_person() || before.is_name_with(*cases) {
        return None;
    }
    let word = &text[range.clone()];
    let is_shouted = word.chars().filter(|&c| is_letter(c)).all(char::is_uppercase);
    if is_shouted && cases & NOMINATIVE == 0 {
        return None;
    }
    let preposition = before.preposition();
    if preposition.is_some_and(|(_, governed)| governed & cases == 0) {
        return None;
    }
    let looks_like_adjective = *cases == INSTRUMENTAL && (word.ends_with("ском") || word.ends_with("цком"));
    let is_sure = match certainty {
        Certainty::Doubtful => is_called_city,
        Certainty::Surname => {
            listed.is_some() || preposition.is_some_and(|(word, _)| matches!(word, "в" | "во" | "из"))
        }
        Certainty::Sure => !looks_like_adjective || listed.is_some() || preposition.is_some(),
    };
    if is_sure { accepted(is_called_city) } else { None }
}

/// Whether a hyphen ties the word to another: Омск-Пассажирский.
fn is_part_of_word(head: &str, tail: &str) -> bool {
    let mut behind = tail.chars();
    head.ends_with(is_hyphen) || (behind.next().is_some_and(is_hyphen) && behind.next().is_some_and(is_letter))
}

/// Whether quotation marks make the word the name of something else: гостиница «Томск», «Газпром трансгаз Томск».
fn is_quoted_name(head: &str, tail: &str) -> bool {
    let opens = head.ends_with(['«', '„', '"', '“']);
    let closes = tail.starts_with(['»', '“', '"', '”']);
    opens || (closes && !head.ends_with([' ', '\u{a0}'])) || (closes && is_inside_short_name(head))
}

/// Whether the quotation that ends here is the name of a firm rather than somebody's words: all of it is capitalised or short.
fn is_inside_short_name(head: &str) -> bool {
    let quoted = head.rfind(['«', '„']).map_or("", |at| &head[at..]);
    quoted.split(is_blank).filter(|word| !word.is_empty()).count() <= 3
}

/// Whether only commas and conjunctions stand between two cities.
fn is_list(between: &str) -> bool {
    matches!(between.trim_matches(is_blank), "," | "и" | "или" | ", и" | "а также" | ", а также" | "–" | "—" | "/")
}

/// The word before a name.
struct Before<'t> {
    /// As it stands; empty when there is none in the same stretch of words.
    word: &'t str,
    /// In lower case.
    lower: String,
    /// Whether a full stop follows it.
    has_stop: bool,
}

impl<'t> Before<'t> {
    fn new(head: &'t str) -> Self {
        let trimmed = head.trim_end_matches(is_blank);
        let spaced = trimmed.len() < head.len();
        let (trimmed, has_stop) = trimmed.strip_suffix('.').map_or((trimmed, false), |trimmed| (trimmed, true));
        let is_of_word = |c: char| is_letter(c) || is_hyphen(c);
        let word = if spaced || has_stop { &trimmed[trimmed.trim_end_matches(is_of_word).len()..] } else { "" };
        Self { word, lower: word.to_lowercase(), has_stop }
    }

    /// «город», «г.»
    fn is_city(&self) -> bool {
        let words = if self.has_stop { CITY_ABBREVIATIONS } else { CITY_WORDS };
        words.contains(&self.lower.as_str())
    }

    /// «теплоход Хабаровск», but «улицы Хабаровска»; «ул. Томская» is no form of a name anyway.
    fn is_thing(&self, cases: Cases) -> bool {
        if self.has_stop {
            return ABBREVIATED_THINGS.contains(&self.lower.as_str());
        }
        let is_named = cases & NOMINATIVE != 0 || self.lower == "имени";
        is_named && THINGS.contains(&self.lower.as_str())
    }

    /// «А. Киров»
    fn is_name_of_person(&self) -> bool {
        self.has_stop && self.word.chars().count() == 1 && self.word.starts_with(char::is_uppercase)
    }

    /// «Старый Томск», «Большой Владивосток»: a name of its own, of which the city is a part.
    fn is_name_with(&self, cases: Cases) -> bool {
        let endings = ["ый", "ий", "ой", "ая", "ое"];
        !self.has_stop
            && cases & NOMINATIVE != 0
            && self.word.starts_with(char::is_uppercase)
            && endings.iter().any(|ending| self.word.ends_with(ending))
    }

    fn preposition(&self) -> Option<(&'static str, Cases)> {
        if self.has_stop {
            return None;
        }
        PREPOSITIONS.iter().find(|(word, _)| *word == self.lower).copied()
    }
}
