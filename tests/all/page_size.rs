//! Limits on the bytes of a response page besides the text of the city: a decade of 16,000 responses has to fit into 1
//! GB.

use crate::generate;
use crate::support::{Site, built, files, temporary_folder};

/// The average number of bytes that a page may have besides the text and the related passages: head, menu, contents,
/// wording of the questions, topics.
const OVERHEAD: usize = 6 * 1024 + POLICY + SEARCH + FOLDS + PREVIEW;

/// The bytes of the content security policy, which is the same on every page and compresses to almost nothing.
const POLICY: usize = 184;

/// The bytes of the search field.
const SEARCH: usize = 144;

/// The bytes that make contents and facts collapsible, so that the first screen of a phone shows the text of the city.
const FOLDS: usize = 96;

/// The bytes that refer to the preview picture.
const PREVIEW: usize = 80;

/// The further bytes that the example may have: a notice above each page, dates of corrections, long names.
const NOTICE: usize = 256;

/// The average number of bytes that the related passages may have.
const RELATED: usize = 5 * 1024 / 2;

/// The bytes of a page by purpose.
#[derive(Default)]
struct PageBytes {
    text: usize,
    related: usize,
    rest: usize,
}

impl PageBytes {
    fn of(page: &str) -> Self {
        let bytes_of_class = |element, class| {
            let open = format!("<{element}");
            let starts = [format!("{open} class={class}"), format!("{open} class=\"{class}\"")];
            starts.iter().map(|start| bytes_of_elements(page, start, &open, &format!("</{element}>"))).sum::<usize>()
        };
        // Other details have a class.
        let related = bytes_of_elements(page, "<details>", "<details", "</details>");
        let text = bytes_of_class("div", "prose");
        Self { text, related, rest: page.len() - text - related }
    }
}

/// Returns the bytes of all elements that begin with `start`. They may contain elements of the same name.
fn bytes_of_elements(page: &str, start: &str, open: &str, close: &str) -> usize {
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

/// Returns the sum of the bytes of all response pages of a site, and the number of these pages.
fn responses(site: &Site) -> (PageBytes, usize) {
    let mut sum = PageBytes::default();
    let mut count = 0;
    for (path, bytes) in files(&site.path("public")) {
        let page = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") && page.contains("<body class=\"page-response\"") {
            let PageBytes { text, related, rest } = PageBytes::of(&page);
            sum = PageBytes { text: sum.text + text, related: sum.related + related, rest: sum.rest + rest };
            count += 1;
        }
    }
    (sum, count)
}

fn assert_within_limits(name: &str, site: &Site, limit: usize) {
    let (PageBytes { text, related, rest }, count) = responses(site);
    let [text, related, rest] = [text, related, rest].map(|bytes| bytes / count);
    let summary = format!("{name}: on average {text} bytes of text, {related} of related passages, {rest} besides");
    assert!(rest <= limit, "{summary}");
    assert!(related <= RELATED, "{summary}");
    assert!(related > 0, "{summary}");
}

#[test]
fn the_overhead_of_response_pages_is_bounded() {
    assert_within_limits("the example", &built::example(), OVERHEAD + NOTICE);
    let temporary = temporary_folder();
    let folder = temporary.path().join("digest");
    let args = generate::Args { folder: folder.clone(), cities: 20, sectors: 2, years: 2, size: 20_000, seed: 1 };
    generate::write(&args).unwrap();
    assert_within_limits("a generated digest", &Site::copy_of(&folder).build(), OVERHEAD);
}

#[test]
fn a_response_links_to_six_years_and_to_the_city_for_the_rest() {
    let temporary = temporary_folder();
    let folder = temporary.path().join("digest");
    let args = generate::Args { folder: folder.clone(), cities: 1, sectors: 8, years: 8, size: 2_000, seed: 1 };
    generate::write(&args).unwrap();
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
    // The five latest years are the columns of a table; each earlier year has a line.
    let city = site.page("cities/city-0/index.html");
    assert!((2017..=2024).all(|year| city.contains(&format!(" id={year}"))), "every year can be linked to");
}
