//! The keys that words are found by: stems, put right where Snowball gives the forms of one word several stems.
//!
//! - A listed stem or form (`forms.z`, made by `examples/word_forms.rs`; `forms.license.txt` has its licence) has the canonical stems of all words it
//!   can belong to, and not its own: «закупок» is found by `закупк`. What is said of a form comes before what is said of its stem.
//! - A form of a city of the register is found by the stem that most forms of its name have: «Надым» by `надым`, though Snowball takes it for a verb.
//! - A compound is found whole and by its parts: «44-ФЗ» by `44фз`, `44` and `фз`.
//! - A name that stands for another one — an abbreviation, an alias of a register — has a key of its own, which all its names lead to.
//!
//! What the browser cannot know is in the index: the listed forms, and the names. Beyond them it needs only Snowball.

use std::collections::BTreeMap;
use std::io::Read;

use encoding_rs::WINDOWS_1251;
use flate2::read::ZlibDecoder;
use rustc_hash::FxHashMap;

use super::tokens::{number, parts, tokens};
use crate::model::{Digest, Entry, Register};
use asdg_russian::declension;
use asdg_russian::stem::{english_stem, is_stop_word, stem as russian_stem};

/// The listed forms, packed: lines of rules and the stems that they apply to, in windows-1251.
static FORMS: &[u8] = include_bytes!("forms.z");

/// Abbreviations and what they stand for.
static ABBREVIATIONS: &str = include_str!("abbreviations.txt");

/// What the keys of names begin with; no word does.
const NAME: char = '@';

/// How many words a name may have.
pub(super) const LONGEST_NAME: usize = 8;

/// What tells the keys of words.
#[derive(Debug)]
pub struct Words {
    /// The keys of listed forms.
    forms: Listed,
    /// The keys of listed stems.
    stems: Listed,
    /// Names that stand for others, each as the first keys of its words and its own key.
    names: BTreeMap<Vec<String>, String>,
}

/// Forms or stems with the keys that they are found by.
type Listed = FxHashMap<Box<str>, Vec<Box<str>>>;

/// What a token is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keys {
    /// The keys of each part of it.
    pub(super) parts: Vec<Vec<String>>,
    /// The key of the whole, where it has several parts.
    pub(super) whole: Option<String>,
    /// Whether it has digits, so that the whole tells more than its parts.
    pub(super) has_digits: bool,
}

impl Words {
    /// The words of a digest: those of the language, and what its registers add.
    pub fn new(digest: &Digest) -> Self {
        let (stems, forms) = listed();
        let mut words = Self { forms, stems, names: BTreeMap::new() };
        for (_, city) in digest.cities.iter() {
            for name in city.names() {
                words.add_city(name, &city.forms);
            }
        }
        for line in ABBREVIATIONS.lines().filter(|line| !line.starts_with('#')) {
            if let Some((short, long)) = line.split_once(' ') {
                words.add_names([short, long].into_iter());
            }
        }
        words.add_register(&digest.cities);
        words.add_register(&digest.topics);
        words.add_register(&digest.courses);
        words
    }

    /// Names that stand for others, with their keys: see [`Words::name_at`].
    pub(super) fn names(&self) -> impl Iterator<Item = (&[String], &str)> {
        self.names.iter().map(|(words, key)| (&**words, &**key))
    }

    /// The key of the longest name that begins with these words, by their first keys, and how many of them it takes.
    pub(super) fn name_at(&self, words: &[String]) -> Option<(usize, &str)> {
        let lengths = (1..=words.len().min(LONGEST_NAME)).rev();
        lengths.filter_map(|length| Some((length, &**self.names.get(&words[..length])?))).next()
    }

    /// What a token is found by.
    pub(super) fn keys(&self, token: &str) -> Keys {
        if let Some(number) = number(token) {
            // A date is more than one number; a decimal fraction is not.
            let parts = if number.matches('.').count() > 1 { parts(token) } else { vec![number.clone()] };
            let whole = (parts.len() > 1).then_some(number);
            return Keys { parts: parts.into_iter().map(|part| vec![part]).collect(), whole, has_digits: true };
        }
        let parts = parts(token);
        let whole = (parts.len() > 1).then(|| stem(&parts.concat()));
        let has_digits = token.chars().any(|c| c.is_ascii_digit());
        Keys { parts: parts.iter().map(|part| self.of_part(part)).collect(), whole, has_digits }
    }

    /// The keys of a word, in lower case.
    pub(super) fn of_part(&self, word: &str) -> Vec<String> {
        let stem = stem(word);
        match self.forms.get(word).or_else(|| self.stems.get(stem.as_str())) {
            Some(keys) => keys.iter().map(|key| key.to_string()).collect(),
            None => vec![stem],
        }
    }

    /// The listed forms with their keys.
    pub(super) fn forms(&self) -> impl Iterator<Item = (&str, &[Box<str>])> {
        self.forms.iter().map(|(form, keys)| (&**form, &**keys))
    }

    /// The listed stems with their keys.
    pub(super) fn stems(&self) -> impl Iterator<Item = (&str, &[Box<str>])> {
        self.stems.iter().map(|(stem, keys)| (&**stem, &**keys))
    }

    /// Whether a word is a listed form.
    pub(super) fn is_listed_form(&self, word: &str) -> bool {
        self.forms.contains_key(word)
    }

    /// Whether a stem is listed.
    pub(super) fn is_listed_stem(&self, stem: &str) -> bool {
        self.stems.contains_key(stem)
    }

    /// The first keys of the words of a name.
    fn first_keys(&self, name: &str) -> Vec<String> {
        let parts = tokens(name).flat_map(parts).filter(|part| !is_ignored(part));
        parts.filter_map(|part| self.of_part(&part).into_iter().next()).collect()
    }

    /// Has all forms of the name of a city found by one key, word by word.
    fn add_city(&mut self, name: &str, own_forms: &[Box<str>]) {
        let forms = declension::forms(name).into_iter().chain(own_forms.iter().map(|form| form.to_string()));
        let forms: Vec<Vec<String>> = forms.map(|form| tokens(&form).flat_map(parts).collect()).collect();
        let Some(length) = forms.first().map(Vec::len) else { return };
        for place in 0..length {
            let words: Vec<&String> =
                forms.iter().filter(|form| form.len() == length).map(|form| &form[place]).collect();
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            words.iter().flat_map(|word| self.of_part(word)).for_each(|key| *counts.entry(key).or_default() += 1);
            let best = counts.into_iter().min_by_key(|(stem, count)| (usize::MAX - count, stem.len(), stem.clone()));
            let Some((canonical, _)) = best else { continue };
            for word in words.into_iter().filter(|word| !is_ignored(word)) {
                let mut keys = self.of_part(word);
                // It stands first, since names are known by first keys.
                if keys.first() != Some(&canonical) {
                    // What the ending is taken for is wrong where it is the whole stem: «Надым» is no form of a verb.
                    keys.retain(|key| *key != canonical && *key != stem(word));
                    keys.insert(0, canonical.clone());
                    self.forms.insert(word.as_str().into(), keys.into_iter().map(Into::into).collect());
                }
            }
        }
    }

    /// Has all names of an entry that has several lead to one key.
    fn add_register<T: Entry>(&mut self, register: &Register<T>) {
        for (_, entry) in register.iter().filter(|(_, entry)| !entry.aliases().is_empty()) {
            self.add_names(entry.names());
        }
    }

    /// Has names lead to one key. What one of them led to before, all of them lead to.
    fn add_names<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        let names: Vec<Vec<String>> = names.map(|name| self.first_keys(name)).collect();
        let names = names.into_iter().filter(|name| (1..=LONGEST_NAME).contains(&name.len()));
        let names: Vec<Vec<String>> = names.collect();
        let known = names.iter().find_map(|name| self.names.get(name)).cloned();
        let Some(first) = names.first() else { return };
        let key = known.unwrap_or_else(|| format!("{NAME}{}", first.join(" ")));
        for name in names {
            self.names.entry(name).or_insert_with(|| key.clone());
        }
    }
}

/// Whether a word is passed over: it says nothing about what a text is about. Words for a year are no such here, since people look for them.
pub(super) fn is_ignored(word: &str) -> bool {
    is_stop_word(word) && !word.starts_with("год")
}

/// The stem of a word that is in lower case, with ё as е: of a Russian word as Snowball has it for Russian, of an English one as for English, and
/// any other word itself.
pub fn stem(word: &str) -> String {
    if word.chars().all(|c| matches!(c, 'а'..='я')) {
        russian_stem(word.to_owned())
    } else if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        english_stem(word)
    } else {
        word.to_owned()
    }
}

/// The listed stems and forms of the language.
fn listed() -> (Listed, Listed) {
    let mut bytes = Vec::new();
    // It cannot fail: the table is a part of the program, and a test reads it.
    let _ = ZlibDecoder::new(FORMS).read_to_end(&mut bytes);
    let (table, _) = WINDOWS_1251.decode_without_bom_handling(&bytes);
    let (stems, forms) = table.split_once("\n\n").unwrap_or_default();
    (rules_applied(stems), rules_applied(forms))
}

/// What follows from the lines of the table.
fn rules_applied(lines: &str) -> Listed {
    let mut listed = Listed::default();
    for (rules, stems) in lines.lines().filter_map(|line| line.split_once(' ')) {
        let rules: Vec<(usize, &str)> = rules.split(',').map(rule).collect();
        let mut stem = String::new();
        let mut rest = stems;
        while !rest.is_empty() {
            // How many letters are those of the stem before, and which follow.
            let letters = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let end = letters.find(|c: char| c.is_ascii_digit()).unwrap_or(letters.len());
            let shared = rest[..rest.len() - letters.len()].parse().unwrap_or(0);
            let kept = stem.char_indices().nth(shared).map_or(stem.len(), |(at, _)| at);
            stem.truncate(kept);
            stem.push_str(&letters[..end]);
            rest = &letters[end..];
            for (cut, ending) in &rules {
                let kept = stem.char_indices().rev().take(*cut).last().map_or(&*stem, |(at, _)| &stem[..at]);
                listed.entry(format!("{kept}{ending}").into()).or_default().push(stem.as_str().into());
            }
        }
    }
    listed.values_mut().for_each(|keys| keys.sort_unstable());
    listed
}

/// A rule: how many letters go, and which come.
fn rule(text: &str) -> (usize, &str) {
    let (cut, ending) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    (cut.parse().unwrap_or(0), ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{City, Topic};

    fn words() -> Words {
        let mut digest = Digest::empty();
        let cities = ["Надым", "Абакан", "Великий Устюг", "Улан-Удэ"];
        digest.cities = Register::new(cities.map(|name| City::named(name, name)).into());
        digest.topics = Register::new(vec![Topic {
            id: "parks".into(),
            name: "Парки и скверы".into(),
            name_en: None,
            description: None,
            aliases: vec!["Зелёные зоны".into()],
        }]);
        Words::new(&digest)
    }

    /// Whether two words have a key in common.
    fn meet(words: &Words, one: &str, other: &str) -> bool {
        let (one, other) = (words.keys(one).parts, words.keys(other).parts);
        one.iter().zip(&other).all(|(one, other)| one.iter().any(|key| other.contains(key)))
    }

    #[test]
    fn the_forms_of_a_word_have_a_common_key() {
        let words = words();
        for forms in [
            "опыт опыта опытом опыте",
            "объём объема объёмами",
            "диплом диплома дипломов",
            "экзамен экзамены экзаменом",
            "план планы плану",
            "закупка закупок закупками",
            "рынок рынка рынков",
            "участок участка",
            "посёлок поселка посёлки",
            "письмо писем письма",
            "ребёнок ребенка дети детей детям",
            "день дня дней",
            "окно окон",
            "земля земель",
            "уголь угля",
            "лёд льда льду льдов",
            "сон сна снами",
            "дно дна",
            "хотеть хочет хотят",
            "снять снимет сняли",
            "наладить налаженный наладили",
            "завезти завезённый",
            "год лет годы летам",
            "человек людей человека людьми",
            "друг друзей",
            "время времени времен",
            "путь пути",
            "церковь церкви",
            "шёл идти",
            "Надым Надыма Надыме",
            "Абакан Абакане Абакану",
            "участвовать участвует участвовавший участвуя",
            "провести проведённый проведут",
            "managing managed manages",
        ] {
            let forms: Vec<&str> = forms.split(' ').collect();
            for form in &forms {
                assert!(
                    meet(&words, forms[0], form),
                    "{} and {form}: {:?} {:?}",
                    forms[0],
                    words.keys(forms[0]),
                    words.keys(form)
                );
            }
        }
    }

    #[test]
    fn words_that_only_look_alike_have_no_common_key() {
        let words = words();
        for (one, other) in
            [("заём", "за"), ("парк", "парта"), ("мост", "мостовая"), ("село", "сельдь"), ("дом", "дума")]
        {
            assert!(!meet(&words, one, other), "{one} and {other}: {:?} {:?}", words.keys(one), words.keys(other));
        }
    }

    #[test]
    fn the_table_is_there_and_small() {
        let (stems, forms) = listed();
        assert!(stems.len() > 30_000 && forms.len() > 20_000, "{} stems, {} forms", stems.len(), forms.len());
        assert!(FORMS.len() <= 100_000, "{} bytes", FORMS.len());
    }

    #[test]
    fn compounds_are_found_whole_and_by_their_parts() {
        let words = words();
        assert_eq!(words.keys("44-ФЗ").whole.as_deref(), Some("44фз"));
        assert_eq!(words.keys("жилищно-коммунального").parts, [["жилищн"], ["коммунальн"]]);
        assert_eq!(words.keys("15.02.2025").parts.len(), 3);
        assert_eq!(words.keys("12,5"), words.keys("12.5"));
    }

    #[test]
    fn names_of_one_thing_lead_to_one_key() {
        let words = words();
        let key = |name: &str| words.name_at(&words.first_keys(name)).map(|(_, key)| key.to_owned());
        assert!(key("ЖКХ").is_some());
        assert_eq!(key("ЖКХ"), key("жилищно-коммунального хозяйства"));
        assert_eq!(key("парках и скверах"), key("зелёных зон"));
        assert_eq!(key("хозяйство"), None);
    }
}
