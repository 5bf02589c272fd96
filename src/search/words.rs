//! The keys that words are found by: stems, put right where Snowball gives the forms of one word several stems.
//!
//! - A [listed](asdg_russian::listed) stem or form has the canonical stems of all words it can belong to, and not its own: «закупок» is found by
//!   `закупк`. What is said of a form comes before what is said of its stem.
//! - A form of a city of the register is found by the stem that most forms of its name have: «Надым» by `надым`, though Snowball takes it for a verb.
//! - A compound is found whole and by its parts: «44-ФЗ» by `44фз`, `44` and `фз`.
//! - A name that stands for another one — an abbreviation, an alias of a register — has a key of its own, which all its names lead to.
//!
//! What the browser cannot know is in the index: the listed forms, and the names. Beyond them it needs only Snowball.

use std::collections::BTreeMap;

use super::tokens::{number, parts, tokens};
use crate::model::{Digest, Entry, Register};
use asdg_russian::declension;
use asdg_russian::listed::Listed;
use asdg_russian::stem::{english_stem, is_stop_word, stem as russian_stem};

/// Abbreviations and what they stand for.
static ABBREVIATIONS: &str = include_str!("abbreviations.txt");

/// What the keys of names begin with; no word does.
const NAME: char = '@';

/// How many words a name may have.
pub(super) const LONGEST_NAME: usize = 8;

/// What tells the keys of words.
#[derive(Debug)]
pub struct Words {
    /// Listed forms.
    pub(super) forms: Listed,
    /// Listed stems.
    pub(super) stems: Listed,
    /// Names that stand for others, each as the first keys of its words and its own key.
    names: BTreeMap<Vec<String>, String>,
}

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
        let (stems, forms) = Listed::of_language();
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
        self.keys_of(token, &parts(token))
    }

    /// What a token with these parts is found by.
    pub(super) fn keys_of(&self, token: &str, parts: &[String]) -> Keys {
        if let Some(number) = number(token) {
            // A date is more than one number; a decimal fraction is not.
            let parts = if number.matches('.').count() > 1 { parts } else { std::slice::from_ref(&number) };
            let parts: Vec<Vec<String>> = parts.iter().map(|part| vec![part.clone()]).collect();
            let whole = (parts.len() > 1).then_some(number);
            return Keys { parts, whole, has_digits: true };
        }
        let whole = (parts.len() > 1).then(|| stem(&parts.concat()));
        let has_digits = token.chars().any(|c| c.is_ascii_digit());
        Keys { parts: parts.iter().map(|part| self.of_part(part)).collect(), whole, has_digits }
    }

    /// The keys of a word, in lower case.
    pub(super) fn of_part(&self, word: &str) -> Vec<String> {
        let owned = |key: &str| key.to_owned();
        let of_form: Vec<String> = self.forms.keys(word).map(owned).collect();
        if !of_form.is_empty() {
            return of_form;
        }
        let stem = stem(word);
        let of_stem: Vec<String> = self.stems.keys(&stem).map(owned).collect();
        if of_stem.is_empty() { vec![stem] } else { of_stem }
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
                    self.forms.set(word, &keys);
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
