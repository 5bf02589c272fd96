//! Makes `crates/asdg-russian/src/forms.z`, the table of word forms that the search reads, from a hunspell dictionary
//! of Russian:
//!
//! ```text
//! npm pack dictionary-ru && tar xzf dictionary-ru-*.tgz      # or Debian's hunspell-ru, converted to UTF-8
//! cargo run --release --example word_forms -- package/index.aff package/index.dic src/words/irregular.txt crates/asdg-russian/src/forms.z
//! ```
//!
//! Snowball gives the forms of some words several stems: «закупка» and «закупок», «опыт» and «опыта», «участвовать» and
//! «участвует». The stem that most forms of a word have is its canonical stem; the table maps other stems to canonical
//! stems. If forms of different words share a stem, the stem maps to the word of most of these forms, and the table
//! lists the other forms one by one. A form that belongs to several words has the canonical stems of all of them.
//! Participles are forms of their verbs.
//!
//! The table has two parts, stems and forms, separated by an empty line. Few rules (cut a number of letters, append
//! others) derive the stems or forms from a canonical stem, and many words share the same rules. So a line has a set of
//! rules and the canonical stems that they apply to, front-coded: each stem is the number of letters that it shares
//! with the one before it, and the remaining letters.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a tool of the developers, outside the program")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use asdg_russian::stem::stem;

/// A suffix rule of the hunspell dictionary: replaces one ending of a word by another.
struct Ending {
    strip: String,
    add: String,
    /// The last letters that the word must have. Each is a set of letters, and whether the set is negated.
    condition: Vec<(bool, String)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let [affixes, words, irregular, output] =
        std::env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "four files are wanted")?;
    let suffix_rules = parse_endings(&std::fs::read_to_string(affixes)?);
    let mut lexemes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in std::fs::read_to_string(words)?.lines().skip(1) {
        let (word, flags) = line.split_once('/').unwrap_or((line, ""));
        // Skip names of people and abbreviations: nobody declines them by a dictionary.
        if !word.starts_with(char::is_lowercase) || !word.chars().all(|c| matches!(c, 'а'..='я' | 'ё')) {
            continue;
        }
        let forms = lexemes.entry(fold_yo(word)).or_default();
        forms.insert(fold_yo(word));
        for flag in flags.chars() {
            for ending in suffix_rules.get(&flag).into_iter().flatten().filter(|ending| ending.fits(word)) {
                forms.insert(fold_yo(&format!("{}{}", word.strip_suffix(&ending.strip).unwrap_or(word), ending.add)));
            }
        }
    }
    for line in std::fs::read_to_string(irregular)?.lines().filter(|line| !line.starts_with('#')) {
        let linked: Vec<&str> = line.split(' ').collect();
        let forms =
            linked.iter().flat_map(|&word| lexemes.remove(word).unwrap_or_else(|| BTreeSet::from([word.to_owned()])));
        let forms: BTreeSet<String> = forms.collect();
        lexemes.insert(linked[0].to_owned(), forms);
    }
    link_forms_with_fleeting_vowels(&mut lexemes);
    let canonical = canonical_stems(&lexemes);
    let verbs = verbs_of_participles(&lexemes);
    // The canonical stems of each form, grouped by the stem that Snowball gives it.
    let mut keys: BTreeMap<String, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    // Forms of words that are no participles. They outweigh participles: the stem of «проведение» and «проведенный»
    // belongs to «проведение», though the participle has more forms.
    let mut others: BTreeSet<&str> = BTreeSet::new();
    for (word, forms) in &lexemes {
        let canonical = &canonical[verbs.get(word.as_str()).unwrap_or(&word.as_str())];
        if !verbs.contains_key(word.as_str()) {
            others.extend(forms.iter().map(String::as_str));
        }
        for form in forms {
            keys.entry(stem(form.clone())).or_default().entry(form).or_default().insert(canonical);
        }
    }
    let mut stems = Table::new();
    let mut forms = Table::new();
    for (stem, keys) in &keys {
        let mut counts: BTreeMap<&BTreeSet<&str>, usize> = BTreeMap::new();
        for (form, keys) in keys {
            *counts.entry(keys).or_default() += if others.contains(form) { 1000 } else { 1 };
        }
        let Some((most, _)) = counts.into_iter().max_by_key(|(_, count)| *count) else { continue };
        if !(most.len() == 1 && most.contains(stem.as_str())) {
            add(&mut stems, stem, most);
        }
        for (form, keys) in keys.iter().filter(|(_, keys)| *keys != most) {
            add(&mut forms, form, keys);
        }
    }
    let table = format!("{}\n{}", encode_table(&stems), encode_table(&forms));
    println!("{} words, {} stems, {} forms", lexemes.len(), count(&stems), count(&forms));
    // With one byte per letter the compressed table is a seventh smaller than with UTF-8.
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&table);
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&bytes)?;
    let packed = packer.finish()?;
    println!("{} bytes, packed {}", table.len(), packed.len());
    std::fs::write(output, packed)?;
    Ok(())
}

/// The endings of nouns.
const ENDINGS: [&str; 20] =
    ["", "а", "я", "у", "ю", "ом", "ем", "е", "и", "ы", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ах", "ях", "ью"];

/// Merges forms with a fleeting vowel, which the dictionary has as separate words, into their words: «угля» into
/// «уголь», «писем» into «письмо».
fn link_forms_with_fleeting_vowels(lexemes: &mut BTreeMap<String, BTreeSet<String>>) {
    let alone = lexemes.iter().filter(|(_, forms)| forms.len() == 1).map(|(word, _)| word.clone()).collect::<Vec<_>>();
    let inflected: BTreeSet<String> = lexemes.values().filter(|forms| forms.len() > 1).flatten().cloned().collect();
    for form in alone.into_iter().filter(|form| !inflected.contains(form)) {
        let known = lemmas(&form)
            .into_iter()
            .find(|lemma| lemma.chars().count() > 2 && *lemma != form && lexemes.contains_key(lemma));
        if let Some(lemma) = known {
            let forms = lexemes.remove(&form).unwrap_or_default();
            lexemes.entry(lemma).or_default().extend(forms);
        }
    }
}

/// Returns possible words of a form, if a vowel is inserted or removed before the last consonant.
fn lemmas(form: &str) -> Vec<String> {
    let mut lemmas = Vec::new();
    for ending in ENDINGS {
        let Some(base) = form.strip_suffix(ending) else { continue };
        let Some((at, _)) = base.char_indices().next_back() else { continue };
        let (before, last) = base.split_at(at);
        let hard = before.strip_suffix(['ь', 'й']).unwrap_or(before);
        if ending.is_empty() {
            let (before, last) = if last == "ь" {
                before.split_at(before.char_indices().next_back().map_or(0, |(at, _)| at))
            } else {
                (before, last)
            };
            let Some(short) = before.strip_suffix(['о', 'е']) else { continue };
            for soft in ["", "ь", "й"] {
                lemmas.extend(["о", "а", "я", "е", "ы", "и"].map(|ending| format!("{short}{soft}{last}{ending}")));
            }
        } else {
            let is_soft = ending.starts_with(['я', 'ю', 'е']);
            for soft in if is_soft { ["ь", ""] } else { ["", "ь"] } {
                lemmas.extend(["о", "е"].map(|vowel| format!("{hard}{vowel}{last}{soft}")));
            }
        }
    }
    lemmas
}

fn fold_yo(word: &str) -> String {
    word.replace('ё', "е")
}

/// The rules of each canonical stem.
type Table<'t> = BTreeMap<&'t str, BTreeSet<String>>;

/// Longer stems are left out: they are rare, and the table has to stay small.
const MAX_STEM_LETTERS: usize = 13;

fn add<'t>(table: &mut Table<'t>, text: &str, keys: &BTreeSet<&'t str>) {
    keys.iter().filter(|key| key.chars().count() <= MAX_STEM_LETTERS).for_each(|key| {
        table.entry(key).or_default().insert(rule(key, text));
    });
}

fn count(table: &Table<'_>) -> usize {
    table.values().map(BTreeSet::len).sum()
}

fn encode_table(table: &Table<'_>) -> String {
    let mut lines: BTreeMap<Vec<&str>, Vec<&str>> = BTreeMap::new();
    for (canonical, rules) in table {
        lines.entry(rules.iter().map(String::as_str).collect()).or_default().push(canonical);
    }
    lines.into_iter().map(|(rules, stems)| format!("{} {}\n", rules.join(","), front_code(&stems))).collect()
}

fn front_code(texts: &[&str]) -> String {
    let mut before = "";
    let mut coded = String::new();
    for text in texts {
        let shared = before.chars().zip(text.chars()).take_while(|(a, b)| a == b).count();
        coded.push_str(&shared.to_string());
        coded.extend(text.chars().skip(shared));
        before = text;
    }
    coded
}

/// Returns the canonical stem of each word: the stem that most of its forms have, preferring one that no other word has
/// if no stem has half of the forms.
fn canonical_stems(lexemes: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<&str, String> {
    let counts = |forms: &BTreeSet<String>| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        forms.iter().for_each(|form| *counts.entry(stem(form.clone())).or_default() += 1);
        counts
    };
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    lexemes.values().flat_map(|forms| counts(forms).into_keys()).for_each(|stem| *owners.entry(stem).or_default() += 1);
    let best = |forms: &BTreeSet<String>| {
        let rank = |(stem, count): &(String, usize)| {
            let is_rare = count * 2 < forms.len();
            (is_rare && owners[stem] > 1, usize::MAX - count, stem.len(), stem.clone())
        };
        counts(forms).into_iter().min_by_key(rank).map(|(stem, _)| stem).unwrap_or_default()
    };
    lexemes.iter().map(|(word, forms)| (word.as_str(), best(forms))).collect()
}

/// The endings of participles with those of their verbs: «участвовавший» comes from «участвовать», «проведенный» from
/// «провести».
const PARTICIPLE_ENDINGS: &[(&str, &[&str])] = &[
    ("вший", &["ть"]),
    ("шедший", &["йти"]),
    ("едший", &["ти"]),
    ("дший", &["сти"]),
    ("тший", &["сти"]),
    ("сший", &["сти"]),
    ("зший", &["зти"]),
    ("ующий", &["овать", "евать"]),
    ("юющий", &["евать"]),
    ("ющий", &["ть"]),
    ("дущий", &["ти", "сти"]),
    ("ущий", &["ать", "ти"]),
    ("ящий", &["ить", "еть", "ять"]),
    ("ащий", &["ать", "ить"]),
    ("нный", &["ть"]),
    ("жденный", &["дить"]),
    ("женный", &["жить", "дить", "зить"]),
    ("зенный", &["зти"]),
    ("шенный", &["шить", "сить"]),
    ("ченный", &["чить", "тить", "чь"]),
    ("щенный", &["тить", "стить", "щить"]),
    ("бленный", &["бить"]),
    ("вленный", &["вить"]),
    ("пленный", &["пить"]),
    ("мленный", &["мить"]),
    ("денный", &["сти", "деть", "дить"]),
    ("тенный", &["сти", "тить"]),
    ("сенный", &["сти"]),
    ("енный", &["ить", "еть"]),
    ("тый", &["ть"]),
    ("емый", &["ть"]),
    ("уемый", &["овать", "евать"]),
    ("имый", &["ить", "еть"]),
];

/// Maps participles, which the dictionary has as separate words, to their verbs.
fn verbs_of_participles(lexemes: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<&str, &str> {
    let verb = |word: &str| {
        let (plain, particle) = word.strip_suffix("ся").map_or((word, ""), |plain| (plain, "ся"));
        let particle_of = |verb: &str| if verb.ends_with('и') && !particle.is_empty() { "сь" } else { particle };
        let fitting = PARTICIPLE_ENDINGS.iter().filter_map(|(end, verbs)| Some((plain.strip_suffix(end)?, verbs)));
        let verbs = fitting
            .flat_map(|(base, verbs)| verbs.iter().map(move |verb| format!("{base}{verb}{}", particle_of(verb))));
        verbs.filter_map(|verb| lexemes.get_key_value(&verb)).map(|(verb, _)| verb.as_str()).next()
    };
    lexemes.keys().filter_map(|word| Some((word.as_str(), verb(word)?))).collect()
}

/// Returns the rule that derives a form from a stem: the number of letters to cut, and the letters to append.
fn rule(stem: &str, form: &str) -> String {
    let (stem, form): (Vec<char>, Vec<char>) = (stem.chars().collect(), form.chars().collect());
    let shared = stem.iter().zip(&form).take_while(|(a, b)| a == b).count();
    format!("{}{}", stem.len() - shared, form[shared..].iter().collect::<String>())
}

fn parse_endings(text: &str) -> BTreeMap<char, Vec<Ending>> {
    let mut by_flag: BTreeMap<char, Vec<Ending>> = BTreeMap::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let ["SFX", flag, strip, add, condition] = fields[..] else { continue };
        let Some(flag) = flag.chars().next() else { continue };
        let none = |field: &str| if field == "0" { String::new() } else { field.to_owned() };
        by_flag.entry(flag).or_default().push(Ending {
            strip: none(strip),
            add: none(add),
            condition: parse_condition(condition),
        });
    }
    by_flag
}

fn parse_condition(text: &str) -> Vec<(bool, String)> {
    let mut places = Vec::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '[' => {
                let letters: String = chars.by_ref().take_while(|&c| c != ']').collect();
                let negated = letters.strip_prefix('^');
                places.push((negated.is_some(), negated.unwrap_or(&letters).to_owned()));
            }
            '.' => places.push((true, String::new())),
            c => places.push((false, c.to_string())),
        }
    }
    places
}

impl Ending {
    fn fits(&self, word: &str) -> bool {
        let letters: Vec<char> = word.chars().collect();
        let Some(start) = letters.len().checked_sub(self.condition.len()) else { return false };
        word.ends_with(&self.strip)
            && letters[start..]
                .iter()
                .zip(&self.condition)
                .all(|(&letter, (is_negated, set))| set.contains(letter) != *is_negated)
    }
}
