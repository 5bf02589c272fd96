//! How many bytes a response's page has besides the text of the city: a decade of 16,000 responses has to fit into 1 GB.

use crate::generate;
use crate::support::{Site, built, files, temporary_folder};

/// How many bytes a page may have besides the text and the related passages, on average: head, menu, contents, wording of the questions, topics.
const REST: usize = 6 * 1024 + POLICY + SEARCH + FOLDS + PREVIEW;

/// How many of them the content security policy takes, which is the same on every page and packs to next to nothing.
const POLICY: usize = 184;

/// How many of them the search field takes.
const SEARCH: usize = 144;

/// How many of them fold contents and facts, so that a telephone shows the city's words on its first screen.
const FOLDS: usize = 96;

/// How many of them name the preview picture.
const PREVIEW: usize = 80;

/// How many more the example may have: a notice above each page, dates of corrections, long names.
const NOTICE: usize = 256;

/// How many bytes the related passages may have.
const RELATED: usize = 5 * 1024 / 2;

/// Bytes of a page by what they are there for.
#[derive(Default)]
struct Parts {
    text: usize,
    related: usize,
    rest: usize,
}

impl Parts {
    fn of(page: &str) -> Self {
        let of_class = |element, class| {
            let open = format!("<{element}");
            let starts = [format!("{open} class={class}"), format!("{open} class=\"{class}\"")];
            starts.iter().map(|start| elements(page, start, &open, &format!("</{element}>"))).sum::<usize>()
        };
        let (related, text) = (of_class("details", "kin"), of_class("div", "prose"));
        Self { text, related, rest: page.len() - text - related }
    }
}

/// The bytes of all elements that begin in a way; in them elements of the same name may stand.
fn elements(page: &str, start: &str, open: &str, close: &str) -> usize {
    let mut bytes = 0;
    let mut rest = page;
    while let Some(at) = rest.find(start) {
        rest = &rest[at..];
        let (mut end, mut depth) = (0, 0);
        loop {
            let closes = rest[end..].find(close).map(|at| end + at).expect("every element ends");
            let opens = rest[end..closes].find(open).map(|at| end + at);
            (end, depth) = opens.map_or((closes + close.len(), depth - 1), |at| (at + open.len(), depth + 1));
            if depth == 0 {
                break;
            }
        }
        bytes += end;
        rest = &rest[end..];
    }
    bytes
}

/// The pages of the responses of a site, by part: the sum of them, and how many there are.
fn responses(site: &Site) -> (Parts, usize) {
    let mut sum = Parts::default();
    let mut count = 0;
    for (path, bytes) in files(&site.path("public")) {
        let page = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") && page.contains("<body class=\"page-response\"") {
            let Parts { text, related, rest } = Parts::of(&page);
            sum = Parts { text: sum.text + text, related: sum.related + related, rest: sum.rest + rest };
            count += 1;
        }
    }
    (sum, count)
}

fn assert_light(name: &str, site: &Site, limit: usize) {
    let (Parts { text, related, rest }, count) = responses(site);
    let [text, related, rest] = [text, related, rest].map(|bytes| bytes / count);
    let found = format!("{name}: on average {text} bytes of text, {related} of related passages, {rest} besides");
    assert!(rest <= limit, "{found}");
    assert!(related <= RELATED, "{found}");
    assert!(related > 0, "{found}");
}

#[test]
fn the_overhead_of_response_pages_is_bounded() {
    assert_light("the example", &built::example(), REST + NOTICE);
    let temporary = temporary_folder();
    let folder = temporary.path().join("digest");
    let wanted = generate::Args { folder: folder.clone(), cities: 20, sectors: 2, years: 2, size: 20_000, seed: 1 };
    generate::write(&wanted).unwrap();
    assert_light("a generated digest", &Site::copy_of(&folder).build(), REST);
}

#[test]
fn a_response_links_to_six_years_and_to_the_city_for_the_rest() {
    let temporary = temporary_folder();
    let folder = temporary.path().join("digest");
    let wanted = generate::Args { folder: folder.clone(), cities: 1, sectors: 8, years: 8, size: 2_000, seed: 1 };
    generate::write(&wanted).unwrap();
    let site = Site::copy_of(&folder).build();
    let page = scraper::Html::parse_document(&site.page("2020/sector-0/city-0/index.html"));
    let links = |selector: &str| -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        page.select(&selector).filter_map(|link| link.attr("href").map(str::to_owned)).collect()
    };
    let years = links(".switcher a");
    assert_eq!(years.len(), 7, "{years:?}");
    assert!(years.contains(&"index.html".to_owned()), "the page itself is among them: {years:?}");
    assert_eq!(years[6], "../../../cities/city-0/index.html");
    assert_eq!(links(".related a"), ["../../../cities/city-0/index.html#2020"]);
    // Its five latest years are the columns of a table, earlier ones a line each.
    let city = site.page("cities/city-0/index.html");
    assert!((2017..=2024).all(|year| city.contains(&format!(" id={year}"))), "every year can be linked to");
}
