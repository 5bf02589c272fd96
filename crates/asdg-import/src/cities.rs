//! Finds which city a file is from: its name in any case, in a heading or in the file's name.

use std::collections::{BTreeMap, BTreeSet};

use super::spelling::{adjective_stems, capitalised, lower, spelt, words};
use asdg_base::register::{City, Entry, Key, Register};
use asdg_russian::{declension, slug};

/// The names of all cities in all cases.
pub(super) struct Cities<'k> {
    register: &'k Register<City>,
    /// Cities by a form of a name, in lower case with one blank between words.
    forms: BTreeMap<String, BTreeSet<Key<City>>>,
    /// How many words the longest name has.
    longest: usize,
    /// Cities by the beginning of the adjective from their names, in small letters: «примерск» for «Примерский».
    adjectives: BTreeMap<String, BTreeSet<Key<City>>>,
}

/// A city named in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CityMention {
    /// The city.
    pub(super) city: Key<City>,
    /// Whether nothing but the name and words such as «администрация города» stands in the text.
    pub(super) alone: bool,
}

/// Beginnings of the words that stand around the name of a city in the heading of a letter.
const AROUND: [&str; 44] = [
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
    /// The forms of the names and other names of all cities.
    pub(super) fn new(register: &'k Register<City>) -> Self {
        let mut forms: BTreeMap<String, BTreeSet<Key<City>>> = BTreeMap::new();
        for (key, city) in register.iter() {
            for name in city.names() {
                for form in declension::forms(name) {
                    let form = lower(&words(&form));
                    // People put blanks for hyphens and the other way round, or nothing: «Комсомольск на Амуре», «ЮжноСахалинск».
                    let glued = form.replace([' ', '-'], "");
                    for written in [form.replace('-', " "), form.replace('-', ""), form.replace(' ', "-"), glued, form]
                    {
                        forms.entry(written).or_default().insert(key);
                    }
                }
            }
        }
        let longest = forms.keys().map(|form| form.split(' ').count()).max().unwrap_or(0);
        let mut adjectives: BTreeMap<String, BTreeSet<Key<City>>> = BTreeMap::new();
        for (key, city) in register.iter() {
            for stem in city.names().flat_map(adjective_stems) {
                adjectives.entry(stem).or_default().insert(key);
            }
        }
        Self { register, forms, longest, adjectives }
    }

    /// The cities that a text names, in its order, each once.
    pub(super) fn named(&self, text: &str) -> Vec<CityMention> {
        if let Some(city) = self.spaced(text).or_else(|| self.latin(text)) {
            return vec![CityMention { city, alone: true }];
        }
        let words = words(text);
        let mut found: Vec<Key<City>> = Vec::new();
        let mut rest: Vec<&str> = Vec::new();
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
                    rest.push(word);
                    at += 1;
                }
            }
        }
        if found.is_empty() {
            return self.in_adjective(&words).map(|city| CityMention { city, alone: false }).into_iter().collect();
        }
        let around = |word: &&str| {
            let word = lower(&[word]);
            word.chars().all(|c| c.is_ascii_digit())
                || AROUND.iter().any(|known| word == *known || (known.chars().count() > 2 && word.starts_with(known)))
        };
        let alone = found.len() == 1
            && words.len() <= 24
            && rest.iter().all(|word| around(word) || self.is_of_region(word, &found));
        found.into_iter().map(|city| CityMention { city, alone }).collect()
    }

    /// The city in «Примерский городской округ» or «Примерская городская Дума». A district or a municipal okrug of that name may be
    /// another place.
    fn in_adjective(&self, words: &[&str]) -> Option<Key<City>> {
        const ENDINGS: [&str; 9] = ["ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое"];
        let found = words.windows(2).find_map(|pair| {
            let (word, next) = (lower(&pair[..1]), lower(&pair[1..]));
            let stem = ENDINGS.iter().find_map(|end| word.strip_suffix(end)).filter(|_| next.starts_with("городск"))?;
            self.adjectives.get(stem)
        })?;
        found.iter().next().copied().filter(|_| found.len() == 1)
    }

    /// The city whose name is s p a c e d out over a line that says nothing else: «Г О Р О Д  П Р И М Е Р С К».
    fn spaced(&self, text: &str) -> Option<Key<City>> {
        let words: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || "«»\".,".contains(c)).filter(|word| !word.is_empty()).collect();
        let single = words.iter().filter(|word| word.chars().count() == 1).count();
        if single < 4 || single * 5 < words.len() * 4 {
            return None;
        }
        let all = lower(&[&words.concat()]).replace('-', "");
        if all.is_ascii() {
            return self.by_id(&all);
        }
        let behind = |around: &str| all.strip_prefix(around).unwrap_or(&all).to_owned();
        let rests =
            ["", "г", "город", "города", "мо", "администрациягорода", "администрацияг", "мэриягорода", "мэрияг"]
                .map(behind);
        let mut found: Vec<Key<City>> = Vec::new();
        for (form, cities) in &self.forms {
            if cities.len() == 1 && rests.contains(&form.replace([' ', '-'], "")) {
                let new: Vec<Key<City>> = cities.iter().copied().filter(|city| !found.contains(city)).collect();
                found.extend(new);
            }
        }
        <[Key<City>; 1]>::try_from(found).ok().map(|[only]| only)
    }

    /// The city of a line in Latin letters that says nothing else.
    fn latin(&self, text: &str) -> Option<Key<City>> {
        const LONGEST: usize = 60;
        // An address of mail or of a site is no heading.
        let is_address = text.contains(['@', '/']) || text.contains("www.");
        let is_latin =
            text.chars().any(|c| c.is_ascii_alphabetic()) && text.len() < LONGEST && text.is_ascii() && !is_address;
        if is_latin { self.by_id(text) } else { None }
    }

    /// The city whose id stands in a text in Latin letters, also in other spellings of the same Russian letters: `Khabarovsk` and
    /// `habarovsk`.
    fn by_id(&self, text: &str) -> Option<Key<City>> {
        let text = slug::slug(&text.replace(['\'', '’', '`'], ""));
        let has = |text: &str, id: &str| text.contains(&format!("-{id}-"));
        // `KomsomolskNaAmure`
        let exact = |text: &str, id: &str| has(text, id) || id.contains('-') && has(text, &id.replace('-', ""));
        let among = |text: String, spelling: &dyn Fn(&str) -> String| {
            let mut found: Vec<(Key<City>, String)> = self
                .register
                .iter()
                .map(|(key, city)| (key, spelling(&city.id)))
                .filter(|(_, id)| exact(&text, id))
                .collect();
            // An id may be a part of another one.
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
        among(format!("-{text}-"), &str::to_owned).or_else(|| among(format!("-{}-", spelt(&text)), &spelt))
    }

    /// The longest name that begins at a word.
    fn name_at(&self, words: &[&str], at: usize) -> Option<(Key<City>, usize)> {
        (1..=self.longest.min(words.len() - at)).rev().find_map(|length| {
            let name = &words[at..at + length];
            let cities = self.forms.get(&lower(name))?;
            let city = *cities.iter().next().filter(|_| cities.len() == 1)?;
            let capital =
                name.iter().all(|word| word.starts_with(char::is_uppercase) || word.contains('-') || length > 1)
                    && name.first().is_some_and(|word| word.starts_with(char::is_uppercase));
            // A line of small letters that says nothing else is a heading as well.
            let whole = words.len() == length;
            ((capital || whole) && self.is_certain(words, at, length)).then_some((city, length))
        })
    }

    /// A name that is an adjective as well, such as «Мирный», counts behind «город» or when it is all there is.
    fn is_certain(&self, words: &[&str], at: usize, length: usize) -> bool {
        let last = words.get(at + length - 1).map(|word| lower(&[word])).unwrap_or_default();
        let adjective = length == 1
            && !last.contains('-')
            && ["ый", "ий", "ой", "ая", "ое", "ого", "его", "ому", "ему", "ым", "им", "ом", "ую"]
                .iter()
                .any(|end| last.ends_with(end))
            && self.forms.get(&last).is_some_and(|cities| {
                cities.iter().any(|&city| {
                    ["ый", "ий", "ой", "ая", "ое"].iter().any(|end| self.register[city].name.ends_with(end))
                })
            });
        let behind_city = at > 0
            && words.get(at - 1).is_some_and(|word| {
                let word = lower(&[word]);
                word == "г" || word.starts_with("город")
            });
        !adjective || behind_city || words.len() == length
    }

    /// Whether a text is the name of a region and nothing else.
    pub(super) fn is_region(&self, text: &str) -> bool {
        let all: Vec<Key<City>> = self.register.keys().collect();
        let words = words(text);
        !words.is_empty() && words.iter().all(|word| self.is_of_region(word, &all))
    }

    fn is_of_region(&self, word: &str, found: &[Key<City>]) -> bool {
        let stem: String = lower(&[word]).chars().take(5).collect();
        stem.chars().count() == 5
            && found.iter().any(|&city| {
                let region = self.register[city].region.as_deref().unwrap_or_default();
                words(region).iter().any(|word| lower(&[word]).starts_with(&stem))
            })
    }

    /// The city in the name of a file: by its id or by its name in any case. `None` also when there are several.
    pub(super) fn in_file_name(&self, stem: &str) -> Option<Key<City>> {
        let spaced = stem.replace(['_', '.', ','], " ");
        let titled: Vec<String> = spaced.split_whitespace().map(capitalised).collect();
        let named = self.named(&titled.join(" "));
        if let [only] = named.as_slice() {
            return Some(only.city);
        }
        self.by_id(&spaced)
    }

    /// The cities that a long text names most often, for a proposal.
    pub(super) fn most_named<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Option<Key<City>> {
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

    fn named(text: &str) -> Vec<(String, bool)> {
        let register = register();
        let cities = Cities::new(&register);
        cities.named(text).into_iter().map(|named| (register[named.city].id.to_string(), named.alone)).collect()
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
            assert_eq!(named(text), [("primersk".to_owned(), true)], "{text}");
        }
        assert_eq!(named("Мэрия г. Нижнего Вымысла"), [("nizhniy-vymysel".to_owned(), true)]);
        assert_eq!(named("с Усть-Выдуманском дружит"), [("ust-vydumansk".to_owned(), false)]);
        for text in ["П Р И М Е Р С К", "Г О Р О Д П Р И М Е Р С К", "г. П р и м е р с к", "PRIMERSK"]
        {
            assert_eq!(named(text), [("primersk".to_owned(), true)], "{text}");
        }
        assert_eq!(named("P R I M E R S K"), [("primersk".to_owned(), true)]);
        assert_eq!(named("усть-выдуманск"), [("ust-vydumansk".to_owned(), true)]);
        for text in ["Администрация Усть-Выдуманского городского округа", "Усть-Выдуманская городская Дума"]
        {
            assert_eq!(named(text), [("ust-vydumansk".to_owned(), false)], "{text}");
        }
        assert_eq!(named("Усть-Выдуманский муниципальный район"), []);
        for text in ["Н И Ж Н И Й  В Ы М Ы С Е Л", "Нижний-Вымысел", "Мэрия города НижнегоВымысла"]
        {
            assert_eq!(named(text), [("nizhniy-vymysel".to_owned(), true)], "{text}");
        }
        assert_eq!(named("г. Усть Выдуманск"), [("ust-vydumansk".to_owned(), true)]);
    }

    #[test]
    fn an_adjective_is_a_city_only_where_it_says_so() {
        assert_eq!(named("Условный порядок работы").len(), 0);
        assert_eq!(named("Администрация города Условного").len(), 1);
        assert_eq!(named("УСЛОВНЫЙ").len(), 1);
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
