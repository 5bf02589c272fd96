//! The texts for scripts, the collection that reads them, and the addresses of pages to be printed that lead to it now.

use std::io::Read;

use serde_json::Value;

use crate::support::{Site, files};

const PAGE: &str = "collection/index.html";

/// The one argument of the call that a script file is.
fn argument(script: &str, function: &str) -> Value {
    let json = script.trim_end().strip_prefix(function).unwrap();
    serde_json::from_str(json.strip_prefix('(').unwrap().strip_suffix(')').unwrap()).unwrap()
}

/// The index of the texts that the collection loads.
fn index(site: &Site) -> Value {
    let page = site.page(PAGE);
    let (_, rest) = page.split_once("data-index=").unwrap();
    let path = rest.trim_start_matches('"').split(['"', ' ', '\n', '>']).next().unwrap();
    argument(&site.page(path.strip_prefix("../").unwrap()), "digestIndex")
}

/// The lists that the index names.
fn lists(site: &Site) -> Value {
    argument(&site.page(index(site)["lists"].as_str().unwrap()), "digestLists")
}

/// The bytes that characters stand for, seven bits to each.
fn bytes(characters: &str) -> Vec<u8> {
    let bits: Vec<u8> =
        characters.chars().flat_map(|character| (0..7).rev().map(move |bit| (character as u8) >> bit & 1)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |byte, bit| byte << 1 | bit)).collect()
}

/// The text of a response as a script gets it, by the checksum in the index.
fn text(site: &Site, part: usize, number: usize) -> (String, Value) {
    let index = index(site);
    let part = &index["parts"][part];
    let id =
        |register: &str, at: &Value| index[register][at.as_u64().unwrap() as usize][0].as_str().unwrap().to_owned();
    let key = format!("{}/{}/{}", part["year"], id("sectors", &part["sector"]), id("cities", &part["cities"][number]));
    let sum = &part["sums"].as_str().unwrap()[8 * number..8 * number + 8];
    let script = std::fs::read_to_string(site.path(&format!("public/texts/{key}.{sum}.js"))).unwrap();
    let (named, packed) = script.trim_end().strip_prefix("digestText(").unwrap().split_once(',').unwrap();
    assert_eq!(named, format!("\"{key}\""));
    let packed = bytes(packed.strip_suffix(')').unwrap().trim_matches('`'));
    let mut json = Vec::new();
    flate2::read::ZlibDecoder::new(&*packed).read_to_end(&mut json).unwrap();
    let (json, _) = encoding_rs::WINDOWS_1251.decode_without_bom_handling(&json);
    (key, serde_json::from_str(&json).unwrap())
}

#[test]
fn texts_for_scripts_have_the_html_of_the_page() {
    let text_of_city = "Начало.\n\n### Парки {topic=parks}\n\n- Парк.\n- [Сосед](response:2024/housing/vydumsk#results)\n\n\
                        ## 2. Задачи\n\n- Первая.\n- Вторая, [курс](course:estimates).\n";
    let site = Site::base().answer(text_of_city).build();
    let (key, response) = text(&site, 0, 1);
    assert_eq!(key, "2024/housing/primersk");
    let page = std::fs::read_to_string(site.path("public/2024/housing/primersk/index.html")).unwrap();
    let page = page.replace('\u{a0}', " ");
    let mut seen = 0;
    for answer in response["answers"].as_array().unwrap() {
        for passage in answer["passages"].as_array().unwrap() {
            let html = passage["html"].as_str().unwrap().replace('\u{a0}', " ");
            assert!(page.contains(&html), "{html} is not in {page}");
            seen += 1;
        }
    }
    assert_eq!(seen, 3);
    let results = &response["answers"][0];
    assert_eq!(results["question"], "results");
    assert_eq!(results["passages"][1]["title"], "Парки");
    assert_eq!(results["passages"][1]["topics"][0], "parks");
    assert!(response["answers"][1]["passages"][0]["html"].as_str().unwrap().contains(".2>"), "items have anchors");
}

#[test]
fn the_index_names_every_response_and_the_lists_those_that_a_script_needs() {
    let site = Site::base()
        .file("content/2023/housing/vydumsk.md", "## 1. Итоги\n\nБыли в Примерске.\n")
        .answer("### Парки {topic=parks}\n\nПарк.")
        .build();
    let index = index(&site);
    let years: Vec<_> = index["parts"].as_array().unwrap().iter().map(|part| part["year"].as_u64().unwrap()).collect();
    assert_eq!(years, [2023, 2024]);
    assert_eq!(text(&site, 0, 0).0, "2023/housing/vydumsk");
    assert_eq!(text(&site, 1, 0).0, "2024/housing/vydumsk");
    assert_eq!(index["parts"][0]["questions"][0][1], "results");
    let number =
        |register: &str, id: &str| index[register].as_array().unwrap().iter().position(|entry| entry[0] == id).unwrap();
    let lists = lists(&site);
    assert_eq!(lists["topics"][number("topics", "parks")], serde_json::json!([2]));
    assert_eq!(lists["mentions"][number("cities", "primersk")][0], 0);
}

#[test]
fn a_change_in_a_register_leaves_the_texts_of_responses_as_they_were() {
    let shards = |site: &Site| {
        let files = files(&site.path("public/texts")).into_iter().filter(|(path, _)| path.contains('/'));
        files.collect::<Vec<_>>()
    };
    let site = Site::base().build();
    let before = shards(&site);
    assert!(!before.is_empty());
    let site = site.append("content/topics.yaml", "\nabc: {name: Азбука}\n");
    // A topic that nobody uses is told of.
    let site = site.build();
    assert_eq!(shards(&site), before);
}

#[test]
fn pages_lead_to_their_collections() {
    let site = Site::base().answer("### Парки {topic=parks}\n\nПарк в Выдумске.").build();
    let leads = |page: &str, query: &str| {
        let html = site.page(page).replace("&amp;", "&");
        assert!(html.contains(&format!("collection/index.html{query}")), "{page} does not lead to {query}: {html}");
    };
    leads("topics/parks/index.html", "?topic=parks");
    leads("cities/primersk/index.html", "?city=primersk");
    leads("2024/housing/index.html", "?year=2024&sector=housing");
    assert!(!site.page("topics/roads/index.html").contains("collection/index.html"), "nobody writes about it");
}

#[test]
fn addresses_of_pages_to_be_printed_lead_to_collections() {
    let site = Site::base().append("site.toml", "base_url = \"https://example.org/digest/\"\n");
    let site = site.answer("### Парки {topic=parks}\n\nПарк.").build();
    for (page, root, query) in [
        ("cities/primersk/print/index.html", "../../../", "?city=primersk"),
        ("topics/parks/print/index.html", "../../../", "?topic=parks"),
        ("2024/housing/print/index.html", "../../../", "?year=2024&amp;sector=housing"),
    ] {
        let html = site.page(page);
        let url = format!("{root}collection/index.html{query}");
        assert!(html.contains(&format!("http-equiv=refresh content=\"0; url={url}\"")), "{html}");
        assert!(html.contains(&format!("<a href=\"{url}\">")), "{html}");
        assert!(
            html.contains(&format!("rel=canonical href=\"https://example.org/digest/collection/{query}\"")),
            "{html}"
        );
        assert!(html.len() < 1000, "{} bytes", html.len());
    }
    assert!(!site.path("public/topics/roads/print").exists(), "there was nothing to print about it");
    let map = site.page("sitemap.xml");
    assert!(!map.contains("print") && !map.contains("collection"), "search engines get the usual pages: {map}");
}

#[test]
fn the_second_print_page_redirects_to_the_same_collection() {
    let passages: String = (0..301).map(|number| format!("### Парк {number} {{topic=parks}}\n\nПарк.\n\n")).collect();
    let site = Site::base().answer(&passages).build();
    assert!(site.page("topics/parks/print/2/index.html").contains("url=../../../../collection/index.html?topic=parks"));
    assert!(!site.path("public/topics/parks/print/3").exists());
}

#[test]
fn a_removed_settings_key_does_not_fail_a_strict_build() {
    let site = Site::base().append("site.toml", "print_pages = false\n");
    let run = site.run(&["build", "--strict", "--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("print_pages") && run.stderr.contains("удалите эту строку"), "{}", run.stderr);
    assert!(site.path("public").join(PAGE).exists());
}
