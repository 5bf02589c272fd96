//! Finds the cities named in headings, in texts and in file names, in any grammatical case. [`Cities::mentions`] is the
//! entry point for texts.

use std::collections::{BTreeMap, BTreeSet};

use super::spelling::{adjective_stems, capitalised, normalised, one_transliteration, words};
use asdg_base::register::{City, Entry, Key, Register};
use asdg_russian::{declension, slug};

/// The names of all cities in all grammatical cases.
pub(super) struct Cities<'k> {
    register: &'k Register<City>,
    /// Cities by the forms of their names, in lower case with one space between words.
    forms: BTreeMap<String, BTreeSet<Key<City>>>,
    /// The number of words of the longest name.
    max_words: usize,
    /// Cities by the stems of the adjectives from their names, in lower case: «примерск» for «Примерский».
    adjectives: BTreeMap<String, BTreeSet<Key<City>>>,
}

/// A city named in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CityMention {
    /// The city.
    pub(super) city: Key<City>,
    /// Whether the text has nothing but the name and words such as «администрация города».
    pub(super) is_heading: bool,
}

/// Beginnings of the words around the name of a city in the heading of a letter.
const HEADING_WORDS: [&str; 44] = [
    "г",
    "гор",
    "город",
    "округ",
    "администрац",
    "мэр",
    "муниципальн",
    "образован",
    "мо",
    "го",
    "глав",
    "исполнительн",
    "комитет",
    "правительств",
    "дум",
    "ответ",
    "анкет",
    "информац",
    "сведени",
    "от",
    "по",
    "на",
    "вопрос",
    "дайджест",
    "асдг",
    "за",
    "год",
    "област",
    "кра",
    "республик",
    "район",
    "самоуправлен",
    "орган",
    "местн",
    "и",
    "о",
    "об",
    "в",
    "для",
    "сфер",
    "опыт",
    "отчет",
    "итог",
    "работ",
];

impl<'k> Cities<'k> {
    /// Collects the forms of the names and alternative names of all cities.
    pub(super) fn new(register: &'k Register<City>) -> Self {
        let mut forms: BTreeMap<String, BTreeSet<Key<City>>> = BTreeMap::new();
        for (key, city) in register.iter() {
            for name in city.names() {
                for form in declension::forms(name) {
                    let form = normalised(&words(&form));
                    // People type spaces for hyphens and hyphens for spaces, or neither: «Комсомольск на Амуре»,
                    // «ЮжноСахалинск».
                    let joined = form.replace([' ', '-'], "");
                    for written in [form.replace('-', " "), form.replace('-', ""), form.replace(' ', "-"), joined, form]
                    {
                        forms.entry(written).or_default().insert(key);
                    }
                }
            }
        }
        let max_words = forms.keys().map(|form| form.split(' ').count()).max().unwrap_or(0);
        let mut adjectives: BTreeMap<String, BTreeSet<Key<City>>> = BTreeMap::new();
        for (key, city) in register.iter() {
            for stem in city.names().flat_map(adjective_stems) {
                adjectives.entry(stem).or_default().insert(key);
            }
        }
        Self { register, forms, max_words, adjectives }
    }

    /// The cities that a text names, in its order, each once.
    pub(super) fn mentions(&self, text: &str) -> Vec<CityMention> {
        if let Some(city) = self.in_spaced_letters(text).or_else(|| self.in_latin_letters(text)) {
            return vec![CityMention { city, is_heading: true }];
        }
        let words = words(text);
        let mut found: Vec<Key<City>> = Vec::new();
        let mut other_words: Vec<&str> = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            match self.name_at(&words, at) {
                Some((city, length)) => {
                    if !found.contains(&city) {
                        found.push(city);
                    }
                    at += length;
                }
                None => {
                    other_words.push(word);
                    at += 1;
                }
            }
        }
        if found.is_empty() {
            return self.in_adjective(&words).map(|city| CityMention { city, is_heading: false }).into_iter().collect();
        }
        let is_heading_word = |word: &&str| {
            let word = normalised(&[word]);
            word.chars().all(|c| c.is_ascii_digit())
                || HEADING_WORDS
                    .iter()
                    .any(|known| word == *known || (known.chars().count() > 2 && word.starts_with(known)))
        };
        let is_heading = found.len() == 1
            && words.len() <= 24
            && other_words.iter().all(|word| is_heading_word(word) || self.is_of_region(word, &found));
        found.into_iter().map(|city| CityMention { city, is_heading }).collect()
    }

    /// The city in «Примерский городской округ» or «Примерская городская Дума». A district or a municipal okrug of the
    /// same name may be another place.
    fn in_adjective(&self, words: &[&str]) -> Option<Key<City>> {
        const ENDINGS: [&str; 9] = ["ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое"];
        let found = words.windows(2).find_map(|pair| {
            let (word, next) = (normalised(&pair[..1]), normalised(&pair[1..]));
            let stem = ENDINGS.iter().find_map(|end| word.strip_suffix(end)).filter(|_| next.starts_with("городск"))?;
            self.adjectives.get(stem)
        })?;
        found.iter().next().copied().filter(|_| found.len() == 1)
    }

    /// The city of a line with only its name in s p a c e d letters: «Г О Р О Д  П Р И М Е Р С К».
    fn in_spaced_letters(&self, text: &str) -> Option<Key<City>> {
        let words: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || "«»\".,".contains(c)).filter(|word| !word.is_empty()).collect();
        let single = words.iter().filter(|word| word.chars().count() == 1).count();
        if single < 4 || single * 5 < words.len() * 4 {
            return None;
        }
        let all = normalised(&[&words.concat()]).replace('-', "");
        if all.is_ascii() {
            return self.by_id(&all);
        }
        let without = |prefix: &str| all.strip_prefix(prefix).unwrap_or(&all).to_owned();
        let names =
            ["", "г", "город", "города", "мо", "администрациягорода", "администрацияг", "мэриягорода", "мэрияг"]
                .map(without);
        let mut found: Vec<Key<City>> = Vec::new();
        for (form, cities) in &self.forms {
            if cities.len() == 1 && names.contains(&form.replace([' ', '-'], "")) {
                let new: Vec<Key<City>> = cities.iter().copied().filter(|city| !found.contains(city)).collect();
                found.extend(new);
            }
        }
        <[Key<City>; 1]>::try_from(found).ok().map(|[only]| only)
    }

    /// The city of a line in Latin letters with only its name.
    fn in_latin_letters(&self, text: &str) -> Option<Key<City>> {
        const MAX_LENGTH: usize = 60;
        // An e-mail or web address is not a heading.
        let is_address = text.contains(['@', '/']) || text.contains("www.");
        let is_latin =
            text.chars().any(|c| c.is_ascii_alphabetic()) && text.len() < MAX_LENGTH && text.is_ascii() && !is_address;
        if is_latin { self.by_id(text) } else { None }
    }

    /// The city whose id is in a text in Latin letters, also in other transliterations: `Khabarovsk` and `habarovsk`.
    fn by_id(&self, text: &str) -> Option<Key<City>> {
        let text = slug::slug(&text.replace(['\'', '’', '`'], ""));
        let has = |text: &str, id: &str| text.contains(&format!("-{id}-"));
        // `KomsomolskNaAmure`
        let has_variant = |text: &str, id: &str| has(text, id) || id.contains('-') && has(text, &id.replace('-', ""));
        let find = |text: String, spelling: &dyn Fn(&str) -> String| {
            let mut found: Vec<(Key<City>, String)> = self
                .register
                .iter()
                .map(|(key, city)| (key, spelling(&city.id)))
                .filter(|(_, id)| has_variant(&text, id))
                .collect();
            // An id may be part of another.
            found.sort_by_key(|(_, id)| std::cmp::Reverse(id.len()));
            match found.as_slice() {
                [(city, first), others @ ..]
                    if others.iter().all(|(_, other)| first.contains(other) && first != other) =>
                {
                    Some(*city)
                }
                _ => None,
            }
        };
        find(format!("-{text}-"), &str::to_owned)
            .or_else(|| find(format!("-{}-", one_transliteration(&text)), &one_transliteration))
    }

    /// The longest name that begins at a word, with its number of words.
    fn name_at(&self, words: &[&str], at: usize) -> Option<(Key<City>, usize)> {
        (1..=self.max_words.min(words.len() - at)).rev().find_map(|length| {
            let name = &words[at..at + length];
            let cities = self.forms.get(&normalised(name))?;
            let city = *cities.iter().next().filter(|_| cities.len() == 1)?;
            let is_capitalised =
                name.iter().all(|word| word.starts_with(char::is_uppercase) || word.contains('-') || length > 1)
                    && name.first().is_some_and(|word| word.starts_with(char::is_uppercase));
            // A line with only the name in small letters is a heading as well.
            let is_whole = words.len() == length;
            ((is_capitalised || is_whole) && self.is_unambiguous(words, at, length)).then_some((city, length))
        })
    }

    /// Whether a name is certainly that of a city. One that is also an adjective, such as «Мирный», counts only
    /// after «город» or as the whole text.
    fn is_unambiguous(&self, words: &[&str], at: usize, length: usize) -> bool {
        let last = words.get(at + length - 1).map(|word| normalised(&[word])).unwrap_or_default();
        let is_adjective = length == 1
            && !last.contains('-')
            && ["ый", "ий", "ой", "ая", "ое", "ого", "его", "ому", "ему", "ым", "им", "ом", "ую"]
                .iter()
                .any(|end| last.ends_with(end))
            && self.forms.get(&last).is_some_and(|cities| {
                cities.iter().any(|&city| {
                    ["ый", "ий", "ой", "ая", "ое"].iter().any(|end| self.register[city].name.ends_with(end))
                })
            });
        let follows_city_word = at > 0
            && words.get(at - 1).is_some_and(|word| {
                let word = normalised(&[word]);
                word == "г" || word.starts_with("город")
            });
        !is_adjective || follows_city_word || words.len() == length
    }

    /// Whether a text is nothing but the name of a region.
    pub(super) fn is_region(&self, text: &str) -> bool {
        let all: Vec<Key<City>> = self.register.keys().collect();
        let words = words(text);
        !words.is_empty() && words.iter().all(|word| self.is_of_region(word, &all))
    }

    /// Whether a word is part of the name of a region of these cities, compared by its first five letters.
    fn is_of_region(&self, word: &str, cities: &[Key<City>]) -> bool {
        let stem: String = normalised(&[word]).chars().take(5).collect();
        stem.chars().count() == 5
            && cities.iter().any(|&city| {
                let region = self.register[city].region.as_deref().unwrap_or_default();
                words(region).iter().any(|word| normalised(&[word]).starts_with(&stem))
            })
    }

    /// The city in a file name, by its id or its name in any grammatical case; `None` if there is none or several.
    pub(super) fn in_file_name(&self, stem: &str) -> Option<Key<City>> {
        let spaced = stem.replace(['_', '.', ','], " ");
        let titled: Vec<String> = spaced.split_whitespace().map(capitalised).collect();
        let mentions = self.mentions(&titled.join(" "));
        if let [only] = mentions.as_slice() {
            return Some(only.city);
        }
        self.by_id(&spaced)
    }

    /// The city that texts name most often, for a proposal.
    pub(super) fn most_frequent<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Option<Key<City>> {
        let mut counts: BTreeMap<Key<City>, u32> = BTreeMap::new();
        for text in texts {
            let words = words(text);
            for at in 0..words.len() {
                if let Some((city, _)) = self.name_at(&words, at) {
                    *counts.entry(city).or_default() += 1;
                }
            }
        }
        counts.into_iter().max_by_key(|(city, count)| (*count, std::cmp::Reverse(*city))).map(|(city, _)| city)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentions(text: &str) -> Vec<(String, bool)> {
        let register = register();
        let cities = Cities::new(&register);
        cities
            .mentions(text)
            .into_iter()
            .map(|mention| (register[mention.city].id.to_string(), mention.is_heading))
            .collect()
    }

    fn register() -> Register<City> {
        let city =
            |id, name| City { region: Some("Сказочная область".into()), ..City::named(id, name) };
        Register::new(vec![
            city("nizhniy-vymysel", "Нижний Вымысел"),
            city("primersk", "Примерск"),
            city("uslovnyy", "Условный"),
            city("ust-vydumansk", "Усть-Выдуманск"),
        ])
    }

    #[test]
    fn a_heading_names_its_city_in_any_case() {
        for text in [
            "ПРИМЕРСК",
            "г. Примерск",
            "Администрация города Примерска",
            "ГОРОДСКОЙ ОКРУГ «ГОРОД ПРИМЕРСК»",
            "Примерск (Сказочная область)",
        ] {
            assert_eq!(mentions(text), [("primersk".to_owned(), true)], "{text}");
        }
        assert_eq!(mentions("Мэрия г. Нижнего Вымысла"), [("nizhniy-vymysel".to_owned(), true)]);
        assert_eq!(mentions("с Усть-Выдуманском дружит"), [("ust-vydumansk".to_owned(), false)]);
        for text in ["П Р И М Е Р С К", "Г О Р О Д П Р И М Е Р С К", "г. П р и м е р с к", "PRIMERSK"]
        {
            assert_eq!(mentions(text), [("primersk".to_owned(), true)], "{text}");
        }
        assert_eq!(mentions("P R I M E R S K"), [("primersk".to_owned(), true)]);
        assert_eq!(mentions("усть-выдуманск"), [("ust-vydumansk".to_owned(), true)]);
        for text in ["Администрация Усть-Выдуманского городского округа", "Усть-Выдуманская городская Дума"]
        {
            assert_eq!(mentions(text), [("ust-vydumansk".to_owned(), false)], "{text}");
        }
        assert_eq!(mentions("Усть-Выдуманский муниципальный район"), []);
        for text in ["Н И Ж Н И Й  В Ы М Ы С Е Л", "Нижний-Вымысел", "Мэрия города НижнегоВымысла"]
        {
            assert_eq!(mentions(text), [("nizhniy-vymysel".to_owned(), true)], "{text}");
        }
        assert_eq!(mentions("г. Усть Выдуманск"), [("ust-vydumansk".to_owned(), true)]);
    }

    #[test]
    fn an_adjective_is_a_city_only_after_the_word_city_or_alone() {
        assert_eq!(mentions("Условный порядок работы").len(), 0);
        assert_eq!(mentions("Администрация города Условного").len(), 1);
        assert_eq!(mentions("УСЛОВНЫЙ").len(), 1);
    }

    #[test]
    fn the_name_of_a_file_names_its_city() {
        let register = register();
        let cities = Cities::new(&register);
        let found = |stem: &str| cities.in_file_name(stem).map(|city| register[city].id.to_string());
        assert_eq!(found("Анкета_Примерска_2024").as_deref(), Some("primersk"));
        assert_eq!(found("otvet-ust-vydumansk").as_deref(), Some("ust-vydumansk"));
        assert_eq!(found("Примерск и Усть-Выдуманск"), None);
        assert_eq!(found("anketa-ust-vydumansk"), Some("ust-vydumansk".to_owned()));
        assert_eq!(found("NIZHNIJ VYMYSEL 2024").as_deref(), Some("nizhniy-vymysel"));
        assert_eq!(found("анкета"), None);
    }
}
