//! Results of the search, from the index that the command line uses. `tests/browser/search.test.mjs` runs the same
//! queries on the page.

use std::path::Path;
use std::sync::OnceLock;

use asdg_site::link::{Index, RareWords};
use asdg_site::model::Digest;
use asdg_site::read_content;
use asdg_site::search::{FoundPassage, SearchIndex, find};

use crate::support::project;

/// Queries with their relevant passages; `tests/search/draw.py` explains where they come from.
const QUERIES: &str = include_str!("../search/queries.tsv");

/// Queries that must find nothing.
const QUERIES_WITHOUT_MATCHES: &str = include_str!("../search/nothing.txt");

/// The number of top results that recall and precision are measured on.
const TOP: usize = 10;

/// A digest with its index.
type Indexed = (Digest, SearchIndex);

fn indexed(folder: &Path) -> Indexed {
    let digest = read_content(folder, &()).digest.expect("the content is sound");
    let search = SearchIndex::new(&digest);
    (digest, search)
}

/// The example, indexed once for all tests.
fn example() -> &'static Indexed {
    static EXAMPLE: OnceLock<Indexed> = OnceLock::new();
    EXAMPLE.get_or_init(|| indexed(&project("examples/digest")))
}

/// Returns the key of a passage, such as `2024/culture/omsk#results-parks`.
fn passage_key(digest: &Digest, found: &FoundPassage<'_>) -> String {
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
            let relevant: Vec<&str> = fields.next().expect("passages").split(' ').collect();
            let found = find(&index, search, query).passages;
            let first: Vec<String> = found.iter().take(TOP).map(|found| passage_key(digest, found)).collect();
            let hits = first.iter().filter(|passage_key| relevant.contains(&passage_key.as_str())).count() as f64;
            let query_recall = hits / relevant.len().min(TOP) as f64;
            let query_precision = if first.is_empty() { 1.0 } else { hits / first.len() as f64 };
            if query_recall < 1.0 || query_precision < 1.0 {
                worst.push(format!("{site} {query}: recall {query_recall:.2}, precision {query_precision:.2}"));
            }
            (recall, precision, count) = (recall + query_recall, precision + query_precision, count + 1.0);
        }
    }
    assert!(count >= 200.0, "{count} queries");
    let (recall, precision) = (recall / count, precision / count);
    let summary = format!("recall {recall:.3}, precision {precision:.3} of {count} queries\n{}", worst.join("\n"));
    assert!(recall >= 0.97 && precision >= 0.95, "{summary}");
}

#[test]
fn queries_without_matches_find_nothing() {
    let (digest, search) = example();
    let rare_words = RareWords::default();
    let index = Index::new(digest, &rare_words);
    assert!(QUERIES_WITHOUT_MATCHES.lines().count() >= 20);
    for query in QUERIES_WITHOUT_MATCHES.lines() {
        let found = find(&index, search, query);
        assert!(found.passages.is_empty(), "{query}: {:?}", found.corrected);
    }
}

/// Returns the keys of the passages that a query finds in the example, and the corrected query if it was corrected.
fn search_example(query: &str) -> (Vec<String>, Option<String>) {
    let (digest, search) = example();
    let rare_words = RareWords::default();
    let index = Index::new(digest, &rare_words);
    let found = find(&index, search, query);
    (found.passages.iter().map(|found| passage_key(digest, found)).collect(), found.corrected)
}

#[test]
fn phrases_minus_signs_and_filters_are_exact() {
    let (all, _) = search_example("музей");
    let (without, _) = search_example("музей -театр");
    assert!(without.len() < all.len() && without.iter().all(|passage_key| all.contains(passage_key)));
    assert_eq!(search_example("\"тихих музеев\"").0, ["2024/culture/vydumsk#results-libraries"]);
    assert!(search_example("\"тихий музей\"").0.is_empty());
    let (in_city, _) = search_example("город:Примерск музей");
    assert!(!in_city.is_empty() && in_city.iter().all(|passage_key| passage_key.contains("/primersk#")));
    let (in_year, _) = search_example("музей год:2023");
    assert!(!in_year.is_empty() && in_year.iter().all(|passage_key| passage_key.starts_with("2023/")));
    assert_eq!(search_example("city:primersk музей").0, in_city);
}

#[test]
fn misspelt_queries_are_corrected() {
    let (expected, corrected) = search_example("библиотека");
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
        let (found, corrected) = search_example(typed);
        assert_eq!(found, expected, "{typed}");
        assert!(corrected.is_some(), "{typed}");
    }
}

#[test]
fn queries_unlike_any_word_are_not_corrected() {
    for typed in ["лиотека", "ибтека", "ород", "узе"] {
        assert_eq!(search_example(typed), (Vec::new(), None), "{typed}");
    }
}

/// Checksums of the stems of made-up words, one per thousand words. `tests/browser/stems.test.mjs` compares them with
/// the script.
const STEMS: &str = include_str!("../search/stems.txt");

/// The parts of made-up words: beginnings, middles and endings of Russian and of English words.
const WORD_PARTS: &str = include_str!("../search/word-parts.txt");

/// Generates made-up words of a language with pseudo-random numbers that are the same everywhere.
fn made_up_words(language: usize, count: usize) -> impl Iterator<Item = String> {
    let lines: Vec<Vec<&str>> =
        WORD_PARTS.lines().skip(3 * language).take(3).map(|line| line.split(' ').collect::<Vec<_>>()).collect();
    let mut seed = 19_u32;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    (0..count).map(move |_| {
        let mut word = lines[0][random(lines[0].len())].to_owned();
        for _ in 0..random(3) {
            word.push_str(lines[1][random(lines[1].len())]);
        }
        for _ in 0..1 + random(2) {
            word.push_str(lines[2][random(lines[2].len())]);
        }
        word
    })
}

#[test]
fn stems_match_those_of_the_script() {
    let mut checksums = String::new();
    for (language, count) in [(0, 80_000), (1, 30_000)] {
        let words: Vec<String> = made_up_words(language, count).collect();
        for words in words.chunks(1000) {
            let texts = words.iter().map(|word| format!("{word} {}\n", asdg_site::words::stem(word)));
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
