//! The texts for scripts, the collection page that reads them, and the old print addresses that redirect to it.

use std::io::Read;

use serde_json::Value;

use crate::support::{Site, files};

const PAGE: &str = "collection/index.html";

/// Parses the argument of the function call that a script file consists of.
fn argument(script: &str, function: &str) -> Value {
    let json = script.trim_end().strip_prefix(function).unwrap();
    serde_json::from_str(json.strip_prefix('(').unwrap().strip_suffix(')').unwrap()).unwrap()
}

/// Returns the index of the texts, which the collection page loads.
fn index(site: &Site) -> Value {
    let page = site.page(PAGE);
    let (_, rest) = page.split_once("data-index=").unwrap();
    let path = rest.trim_start_matches('"').split(['"', ' ', '\n', '>']).next().unwrap();
    argument(&site.page(path.strip_prefix("../").unwrap()), "digestIndex")
}

/// Returns the file of lists that the index refers to.
fn lists(site: &Site) -> Value {
    argument(&site.page(index(site)["lists"].as_str().unwrap()), "digestLists")
}

/// Decodes characters of seven bits each into bytes.
fn decode_7_bit(characters: &str) -> Vec<u8> {
    let bits: Vec<u8> =
        characters.chars().flat_map(|character| (0..7).rev().map(move |bit| (character as u8) >> bit & 1)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |byte, bit| byte << 1 | bit)).collect()
}

/// Returns the key and the text of a response as scripts load it, from the file named with the checksum of the index.
fn response_text(site: &Site, part: usize, number: usize) -> (String, Value) {
    let index = index(site);
    let part = &index["parts"][part];
    let id =
        |register: &str, at: &Value| index[register][at.as_u64().unwrap() as usize][0].as_str().unwrap().to_owned();
    let key = format!("{}/{}/{}", part["year"], id("sectors", &part["sector"]), id("cities", &part["cities"][number]));
    let sum = &part["sums"].as_str().unwrap()[8 * number..8 * number + 8];
    let script = std::fs::read_to_string(site.path(&format!("public/texts/{key}.{sum}.js"))).unwrap();
    let (actual_key, packed) = script.trim_end().strip_prefix("digestText(").unwrap().split_once(',').unwrap();
    assert_eq!(actual_key, format!("\"{key}\""));
    let packed = decode_7_bit(packed.strip_suffix(')').unwrap().trim_matches('`'));
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
    let (key, response) = response_text(&site, 0, 1);
    assert_eq!(key, "2024/housing/primersk");
    let page = std::fs::read_to_string(site.path("public/2024/housing/primersk/index.html")).unwrap();
    let page = page.replace('\u{a0}', " ");
    let mut passage_count = 0;
    for answer in response["answers"].as_array().unwrap() {
        for passage in answer["passages"].as_array().unwrap() {
            let html = passage["html"].as_str().unwrap().replace('\u{a0}', " ");
            assert!(page.contains(&html), "{html} is not in {page}");
            passage_count += 1;
        }
    }
    assert_eq!(passage_count, 3);
    let results = &response["answers"][0];
    assert_eq!(results["question"], "results");
    assert_eq!(results["passages"][1]["title"], "Парки");
    assert_eq!(results["passages"][1]["topics"][0], "parks");
    assert!(response["answers"][1]["passages"][0]["html"].as_str().unwrap().contains(".2>"), "items have anchors");
}

#[test]
fn the_script_index_lists_responses_topics_and_mentions() {
    let site = Site::base()
        .file("content/2023/housing/vydumsk.md", "## 1. Итоги\n\nБыли в Примерске.\n")
        .answer("### Парки {topic=parks}\n\nПарк.")
        .build();
    let index = index(&site);
    let years: Vec<_> = index["parts"].as_array().unwrap().iter().map(|part| part["year"].as_u64().unwrap()).collect();
    assert_eq!(years, [2023, 2024]);
    assert_eq!(response_text(&site, 0, 0).0, "2023/housing/vydumsk");
    assert_eq!(response_text(&site, 1, 0).0, "2024/housing/vydumsk");
    assert_eq!(index["parts"][0]["questions"][0][1], "results");
    let number =
        |register: &str, id: &str| index[register].as_array().unwrap().iter().position(|entry| entry[0] == id).unwrap();
    let lists = lists(&site);
    assert_eq!(lists["topics"][number("topics", "parks")], serde_json::json!([2]));
    assert_eq!(lists["mentions"][number("cities", "primersk")][0], 0);
}

#[test]
fn a_changed_register_does_not_change_the_texts_of_responses() {
    let shards = |site: &Site| {
        let files = files(&site.path("public/texts")).into_iter().filter(|(path, _)| path.contains('/'));
        files.collect::<Vec<_>>()
    };
    let site = Site::base().build();
    let before = shards(&site);
    assert!(!before.is_empty());
    let site = site.append("content/topics.yaml", "\nabc: {name: Азбука}\n");
    // The build warns of a topic that nobody uses.
    let site = site.build();
    assert_eq!(shards(&site), before);
}

#[test]
fn pages_link_to_their_collections() {
    let site = Site::base().answer("### Парки {topic=parks}\n\nПарк в Выдумске.").build();
    let assert_links_to = |page: &str, query: &str| {
        let html = site.page(page).replace("&amp;", "&");
        assert!(html.contains(&format!("collection/index.html{query}")), "{page} does not lead to {query}: {html}");
    };
    assert_links_to("topics/parks/index.html", "?topic=parks");
    assert_links_to("cities/primersk/index.html", "?city=primersk");
    assert_links_to("2024/housing/index.html", "?year=2024&sector=housing");
    assert!(!site.page("topics/roads/index.html").contains("collection/index.html"), "nobody writes about it");
}

#[test]
fn print_addresses_redirect_to_collections() {
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
