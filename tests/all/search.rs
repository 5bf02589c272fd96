//! The search: what it finds, asked on the command line. `tests/browser/search.test.mjs` asks the same of the page.

use std::path::Path;
use std::sync::OnceLock;

use asdg_site::link::{Index, RareWords};
use asdg_site::model::Digest;
use asdg_site::read_content;
use asdg_site::search::{FoundPassage, SearchIndex, find};

use crate::support::project;

/// Queries with the passages that are right; `tests/search/draw.py` says where they come from.
const QUERIES: &str = include_str!("../search/queries.tsv");

/// Queries that find nothing.
const NOTHING: &str = include_str!("../search/nothing.txt");

/// So many passages are looked at.
const FIRST: usize = 10;

/// A digest with its index.
type Indexed = (Digest, SearchIndex);

fn indexed(folder: &Path) -> Indexed {
    let digest = read_content(folder, &()).digest.expect("the content is sound");
    let search = SearchIndex::new(&Index::new(&digest, &RareWords::default()));
    (digest, search)
}

/// The example, indexed once for all tests.
fn example() -> &'static Indexed {
    static EXAMPLE: OnceLock<Indexed> = OnceLock::new();
    EXAMPLE.get_or_init(|| indexed(&project("examples/digest")))
}

/// A passage as `2024/culture/omsk#results-parks`.
fn key(digest: &Digest, found: &FoundPassage<'_>) -> String {
    let address = digest.response_address(found.response.id()).to_string();
    format!("{}#{}", address.trim_matches('/'), found.passage.anchor)
}

#[test]
fn recall_and_precision_reach_their_thresholds() {
    let (mut recall, mut precision, mut count) = (0.0, 0.0, 0.0);
    let mut worst = Vec::new();
    for (site, (digest, search)) in [("example", example()), ("digest", &indexed(&project("")))] {
        let rare_words = RareWords::default();
        let index = Index::new(digest, &rare_words);
        for line in QUERIES.lines().filter(|line| line.split('\t').next() == Some(site)) {
            let mut fields = line.split('\t').skip(1);
            let query = fields.next().expect("a query");
            let right: Vec<&str> = fields.next().expect("passages").split(' ').collect();
            let found = find(&index, search, query).passages;
            let first: Vec<String> = found.iter().take(FIRST).map(|found| key(digest, found)).collect();
            let hits = first.iter().filter(|key| right.contains(&key.as_str())).count() as f64;
            let of_right = hits / right.len().min(FIRST) as f64;
            let of_found = if first.is_empty() { 1.0 } else { hits / first.len() as f64 };
            if of_right < 1.0 || of_found < 1.0 {
                worst.push(format!("{site} {query}: recall {of_right:.2}, precision {of_found:.2}"));
            }
            (recall, precision, count) = (recall + of_right, precision + of_found, count + 1.0);
        }
    }
    assert!(count >= 200.0, "{count} queries");
    let (recall, precision) = (recall / count, precision / count);
    let told = format!("recall {recall:.3}, precision {precision:.3} of {count} queries\n{}", worst.join("\n"));
    assert!(recall >= 0.97 && precision >= 0.95, "{told}");
}

#[test]
fn queries_without_matches_find_nothing() {
    let (digest, search) = example();
    let rare_words = RareWords::default();
    let index = Index::new(digest, &rare_words);
    assert!(NOTHING.lines().count() >= 20);
    for query in NOTHING.lines() {
        let found = find(&index, search, query);
        assert!(found.passages.is_empty(), "{query}: {:?}", found.corrected);
    }
}

/// The first passages that a query finds in the example, and the query that was answered.
fn asked(query: &str) -> (Vec<String>, Option<String>) {
    let (digest, search) = example();
    let rare_words = RareWords::default();
    let index = Index::new(digest, &rare_words);
    let found = find(&index, search, query);
    (found.passages.iter().map(|found| key(digest, found)).collect(), found.corrected)
}

#[test]
fn phrases_minus_signs_and_filters_are_exact() {
    let (all, _) = asked("музей");
    let (without, _) = asked("музей -театр");
    assert!(without.len() < all.len() && without.iter().all(|key| all.contains(key)));
    assert_eq!(asked("\"тихих музеев\"").0, ["2024/culture/vydumsk#results-libraries"]);
    assert!(asked("\"тихий музей\"").0.is_empty());
    let (in_city, _) = asked("город:Примерск музей");
    assert!(!in_city.is_empty() && in_city.iter().all(|key| key.contains("/primersk#")));
    let (in_year, _) = asked("музей год:2023");
    assert!(!in_year.is_empty() && in_year.iter().all(|key| key.starts_with("2023/")));
    assert_eq!(asked("city:primersk музей").0, in_city);
}

#[test]
fn misspelt_queries_are_corrected() {
    let (right, corrected) = asked("библиотека");
    assert_eq!(corrected, None);
    for typed in [
        "библиотка",
        "бибилотека",
        "биолиотека",
        ",b,kbjntrf",
        "библиотeка",
        "иблиотека",
        "пбиблиотека",
        "пиблиотека",
        "ибблиотека",
        "ибблиотка",
    ] {
        let (found, corrected) = asked(typed);
        assert_eq!(found, right, "{typed}");
        assert!(corrected.is_some(), "{typed}");
    }
}

#[test]
fn queries_unlike_any_word_are_not_corrected() {
    for typed in ["лиотека", "ибтека", "ород", "узе"] {
        assert_eq!(asked(typed), (Vec::new(), None), "{typed}");
    }
}

/// Checksums of the stems of made-up words, a thousand to a line. `tests/browser/stems.test.mjs` makes the same words for the script.
const STEMS: &str = include_str!("../search/stems.txt");

/// What made-up words are put together from: beginnings, middles and endings of Russian and of English words.
const PARTS: &str = include_str!("../search/word-parts.txt");

/// The made-up words of a language, from chance that is the same everywhere.
fn made_up(language: usize, count: usize) -> impl Iterator<Item = String> {
    let lines: Vec<Vec<&str>> =
        PARTS.lines().skip(3 * language).take(3).map(|line| line.split(' ').collect::<Vec<_>>()).collect();
    let mut seed = 19_u32;
    let mut chance = move |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    (0..count).map(move |_| {
        let mut word = lines[0][chance(lines[0].len())].to_owned();
        for _ in 0..chance(3) {
            word.push_str(lines[1][chance(lines[1].len())]);
        }
        for _ in 0..1 + chance(2) {
            word.push_str(lines[2][chance(lines[2].len())]);
        }
        word
    })
}

#[test]
fn stems_match_those_of_the_script() {
    let mut checksums = String::new();
    for (language, count) in [(0, 80_000), (1, 30_000)] {
        let words: Vec<String> = made_up(language, count).collect();
        for words in words.chunks(1000) {
            let texts = words.iter().map(|word| format!("{word} {}\n", asdg_site::search::stem(word)));
            let mix = |hash: u32, c: char| (hash ^ u32::from(c)).wrapping_mul(16_777_619);
            let hash = texts.fold(2_166_136_261, |hash, text| text.chars().fold(hash, mix));
            checksums.push_str(&format!("{hash:08x}\n"));
        }
    }
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(project("tests/search/stems.txt"), &checksums).expect("it can be written");
        return;
    }
    assert_eq!(checksums, STEMS, "write it anew with UPDATE_EXPECTED=1, and run tests/browser/stems.test.mjs");
}
