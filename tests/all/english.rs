//! An English site built from a digest that has both Russian and English names and texts.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};

use crate::support::built::english_example;
use crate::support::files;

/// The attributes whose values a reader sees or hears.
const READ_ATTRIBUTES: [&str; 4] = ["alt", "aria-label", "placeholder", "title"];

fn is_russian(text: &str) -> bool {
    text.contains(|c| matches!(c, '\u{400}'..='\u{4ff}'))
}

/// Whether an element or one of its ancestors has `lang="ru"`.
fn is_marked(element: ElementRef<'_>) -> bool {
    let ancestors = element.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(element).chain(ancestors).any(|element| element.attr("lang") == Some("ru"))
}

/// Returns the Russian texts of a page that are not marked with `lang`. The examples of queries below the search field
/// are left out: they are Russian because the texts are.
fn unmarked_russian_texts(page: &Html) -> Vec<String> {
    let all = Selector::parse("body, body :not(.search-form li)").unwrap();
    let found = page.select(&all).filter(|element| !is_marked(*element)).flat_map(|element| {
        let texts = element.children().filter_map(|node| node.value().as_text().map(|text| text.to_string()));
        texts.chain(READ_ATTRIBUTES.iter().filter_map(|name| element.attr(name).map(str::to_owned))).collect::<Vec<_>>()
    });
    found.filter(|text| is_russian(text)).map(|text| text.trim().to_owned()).collect()
}

#[test]
fn russian_text_on_english_pages_has_lang_ru() {
    let site = english_example();
    let mut found: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for (path, bytes) in files(&site.path("public")) {
        if !path.ends_with(".html") {
            continue;
        }
        for text in unmarked_russian_texts(&Html::parse_document(&String::from_utf8_lossy(&bytes))) {
            found.entry(text).or_insert((path.clone(), 0)).1 += 1;
        }
    }
    let lines: Vec<String> =
        found.iter().map(|(text, (path, count))| format!("{count} times, {path}: {text}")).collect();
    let rule = "Russian text on an English page needs an element with `{{ lang(text=…) }}`";
    assert!(lines.is_empty(), "{rule}:\n{}", lines.join("\n"));
}

#[test]
fn elements_with_lang_ru_contain_russian() {
    let site = english_example();
    let marked = Selector::parse("body [lang='ru']").unwrap();
    for (path, bytes) in files(&site.path("public")) {
        let page = Html::parse_document(&String::from_utf8_lossy(&bytes));
        for element in page.select(&marked).filter(|_| path.ends_with(".html")) {
            let text: String = element.text().collect();
            let has_letters = text.contains(char::is_alphabetic);
            assert!(is_russian(&text) || !has_letters, "{path}: {}", element.html());
        }
    }
}

#[test]
fn names_and_page_titles_are_english() {
    let site = english_example();
    for (page, title) in [
        ("index.html", "Digest of Made-up Cities"),
        ("2024/index.html", "Digest 2024"),
        ("cities/elkinsk/index.html", "Yolkinsk"),
        ("topics/heating/index.html", "Heating"),
    ] {
        let html = Html::parse_document(&site.page(page));
        let heading = html.select(&Selector::parse("h1").unwrap()).next().unwrap();
        assert_eq!(heading.text().collect::<String>().trim(), title, "{page}");
    }
    for (path, bytes) in files(&site.path("public")) {
        let page = Html::parse_document(&String::from_utf8_lossy(&bytes));
        if let Some(title) = page.select(&Selector::parse("title").unwrap()).next().filter(|_| path.ends_with(".html"))
        {
            let title: String = title.text().collect();
            assert!(!is_russian(&title), "{path}: {title}");
        }
    }
}

#[test]
fn answers_are_matched_by_russian_headings_and_shown_with_the_english_question() {
    let site = english_example();
    let page = site.page("2024/housing/vydumsk/index.html");
    assert!(page.contains("What were the main results in housing and utilities in 2024?"), "{page}");
}
