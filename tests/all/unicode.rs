//! Characters with several encodings, and sequences of characters that are one: decomposed letters, stress marks,
//! emoji.

use crate::support::Site;

/// Decomposes letters as macOS does in file names: й becomes и and a combining mark.
fn decomposed(text: &str) -> String {
    text.replace('й', "и\u{306}").replace('Й', "И\u{306}").replace('ё', "е\u{308}")
}

#[test]
fn decomposed_letters_are_treated_as_composed_ones() {
    let text = "### Тёплый двор\n\nДелегация из Йорска приехала в Выдумск.\n\n![Ёлка](<primersk/ёлка.png>)";
    let build = |cities: &str, text: &str, picture: &str| {
        let site = Site::base()
            .append("content/cities.yaml", cities)
            .answer(text)
            .file(&format!("content/2024/housing/primersk/{picture}"), PNG);
        site.build_with(&["--quiet"]).page("2024/housing/primersk/index.html")
    };
    let cities = "yorsk:\n  name: Йорск\n  region: Вымышленный край\n";
    let composed = build(cities, text, "ёлка.png");
    assert!(composed.contains("results-teplyy-dvor") && composed.contains("cities/yorsk/"), "{composed}");
    assert_eq!(build(&decomposed(cities), &decomposed(text), &decomposed("ёлка.png")), composed);
    assert_eq!(build(cities, &text.replace("ёлка", "%D0%B5%CC%88лка"), "ёлка.png"), composed);
}

#[test]
fn stress_marks_are_ignored_in_anchors_and_city_names() {
    let site = Site::base().answer("### Зна\u{301}мя го\u{301}рода\n\nФорум прошёл в Вы\u{301}думске.");
    let page = site.build_with(&["--quiet"]).page("2024/housing/primersk/index.html");
    assert!(page.contains("results-znamya-goroda"), "{page}");
    assert!(page.contains(">Вы\u{301}думске</a>"), "{page}");
    assert!(page.contains("Зна\u{301}мя го\u{301}рода"), "{page}");
}

#[test]
fn zero_width_joiners_are_kept_only_between_emoji() {
    let html = |text: &str| Site::base().answer(text).checked_html();
    assert_eq!(html("Учителя 👩\u{200d}🏫 и 🏳\u{fe0f}\u{200d}🌈"), "<p>Учителя 👩\u{200d}🏫 и~🏳\u{fe0f}\u{200d}🌈</p>");
    assert_eq!(html("Слово\u{200d}слово 👩\u{200d}, да"), "<p>Словослово 👩, да</p>");
}

#[test]
fn urls_end_before_punctuation_and_may_be_cyrillic() {
    let html = Site::base()
        .answer(
            "Сайты «https://a.example/b», https://a.example/c… и https://выдумск.рф/новости. \
             [План](<https://a.example/план \"2024\".pdf>) и <anna@example.org>",
        )
        .checked_html();
    for link in [
        ">https://a.example/b</a>»",
        ">https://a.example/c</a>…",
        ">https://выдумск.рф/новости</a>.",
        "https://xn--b1aeshzk8c.xn--p1ai/",
        "\"https://a.example/план%20%222024%22.pdf\"",
        "\"mailto:anna@example.org\"",
    ] {
        assert!(html.contains(link), "{html}");
    }
}

/// The header of a PNG picture of one pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2,
    0, 0, 0, 0x90, 0x77, 0x53, 0xDE,
];
