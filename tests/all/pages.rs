//! Content of pages: Markdown and YAML responses, links between pages, order, plurals, long lists.

use std::fmt::Write;

use crate::support::{Site, files};

const MARKDOWN: &str = r#"---
respondent: отдел "Дороги"
received: 2025-02-14
updated: 2025-02-20
source: ответ.docx
topics: [parks]
---
## 1. Итоги {topic=roads}

Вступление - без заголовка.

### Парки {#green topic=parks topic=roads}

Открыт парк в [Выдумске](city:vydumsk), см. [планы](#plans).

- раз;
- два.

### Дороги

| Год | Км |
|---|---:|
| 2023 | 5 |

## 2. Планы

Построить [ещё](response:vydumsk#results).

## 3. Курсы

- [Как составить смету](course:estimates)
"#;

const YAML: &str = r#"respondent: отдел "Дороги"
received: 2025-02-14
updated: 2025-02-20
source: ответ.docx
topics: [parks]
answers:
  results:
    topics: [roads]
    passages:
      - text: Вступление - без заголовка.
      - title: Парки
        id: green
        topics: [parks, roads]
        text: |
          Открыт парк в [Выдумске](city:vydumsk), см. [планы](#plans).

          - раз;
          - два.
      - title: Дороги
        text: |
          | Год | Км |
          |---|---:|
          | 2023 | 5 |
  plans: Построить [ещё](response:vydumsk#results).
  training: |
    - [Как составить смету](course:estimates)
"#;

#[test]
fn markdown_and_yaml_responses_give_the_same_page() {
    let markdown = Site::base().file("content/2024/housing/primersk.md", MARKDOWN).build();
    let yaml = Site::base()
        .without("content/2024/housing/primersk.md")
        .file("content/2024/housing/primersk.yaml", YAML)
        .build();
    assert_eq!(files(&markdown.path("public")), files(&yaml.path("public")));
    let page = markdown.page("2024/housing/primersk/index.html");
    for part in ["results-green", "results-dorogi", "Выдумске", "отдел «Дороги»"] {
        assert!(page.contains(part), "{part} is not on the page: {page}");
    }
}

#[test]
fn questions_are_matched_by_id_number_or_wording() {
    let headings =
        ["## Что угодно {#training}", "## 3. Что угодно", "## 3) Что угодно", "## какие курсы  нужны", "## Курсы"];
    let mut site = Site::base();
    for (year, heading) in (2020..).zip(headings) {
        site = site.file(&format!("content/{year}/housing/primersk.md"), format!("{heading}\n\nОтвет о курсах.\n"));
    }
    let site = site.build();
    for (year, heading) in (2020..).zip(headings) {
        let page = site.page(&format!("{year}/housing/questions/training/index.html"));
        assert!(page.contains("Ответ о курсах"), "{heading}");
    }
}

#[test]
fn missing_answers_are_shown_as_missing() {
    let site = Site::base().build();
    let page = site.page("2024/housing/vydumsk/index.html");
    assert_eq!(page.matches("Город не ответил на этот вопрос").count(), 2, "{page}");
}

#[test]
fn pages_link_to_one_another() {
    let site = Site::base().file("content/2023/housing/primersk.md", "## 1. Итоги\n\nПрошлый год.\n").build();
    let response = site.links("2024/housing/primersk/index.html");
    for link in [
        "cities/primersk/index.html",
        "cities/vydumsk/index.html",
        "topics/roads/index.html",
        "courses/estimates/index.html",
        "2024/housing/index.html",
        "2024/housing/questions/results/index.html",
        "2024/housing/vydumsk/index.html",
        "2023/housing/primersk/index.html",
        "2024/index.html",
    ] {
        assert!(response.iter().any(|found| found == link), "the response does not link to {link}");
    }
    let city = site.page("cities/vydumsk/index.html");
    assert!(
        city.contains("2024/housing/primersk/index.html#results-roads"),
        "the mention is not on the city's page: {city}"
    );
    let course = site.page("courses/estimates/index.html");
    assert!(course.contains("Как составить смету"), "the request is not on the course's page: {course}");
    let topic = site.page("topics/roads/index.html");
    assert!(topic.contains("2024/housing/primersk/index.html#results-roads"), "{topic}");
}

#[test]
fn counts_have_russian_plurals() {
    let numbers =
        [(1, "1 город"), (2, "2 города"), (5, "5 городов"), (11, "11 городов"), (21, "21 город"), (22, "22 города")];
    let mut cities = String::new();
    for city in 0..22 {
        writeln!(cities, "gorod-{city}:\n  name: Город{city}").unwrap();
    }
    let mut site = Site::base().without("content/2024").file("content/cities.yaml", cities);
    for (year, (count, _)) in (2001..).zip(numbers) {
        for city in 0..count {
            let file = format!("content/{year}/housing/gorod-{city}.md");
            site = site.file(&file, "## 1\n\n[Смета](course:estimates)\n");
        }
    }
    let site = site.build();
    for (year, (_, words)) in (2001..).zip(numbers) {
        let page = site.page(&format!("{year}/housing/index.html"));
        let is_whole = |at: usize| {
            !page[..at].ends_with(|c: char| c.is_ascii_digit())
                && !page[at + words.len()..].starts_with(char::is_alphabetic)
        };
        assert!(page.match_indices(words).any(|(at, _)| is_whole(at)), "{words} is not on the page");
    }
}

#[test]
fn names_are_sorted_in_russian_order() {
    let names = ["Еж", "Ежово", "Ёлкино", "Ель", "Иркуть", "Йод", "Яр"];
    let mut cities = String::new();
    let mut site = Site::base().without("content/2024");
    for (number, name) in names.iter().enumerate().rev() {
        writeln!(cities, "c-{number}:\n  name: {name}").unwrap();
        site = site.file(&format!("content/2024/housing/c-{number}.md"), "## 1\n\nТекст\n");
    }
    let page = site.file("content/cities.yaml", cities).build().page("cities/index.html");
    let places: Vec<_> = (0..names.len())
        .map(|number| page.find(&format!("cities/c-{number}/")).or(page.find(&format!("c-{number}/index"))).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn long_lists_are_paged() {
    let mut cities = "primersk:\n  name: Примерск\nvydumsk:\n  name: Выдумск\n".to_owned();
    let mut site = Site::base();
    for city in 0..165 {
        writeln!(cities, "c-{city}:\n  name: Город{city}").unwrap();
        let text = "## 1\n\n### Дороги {topic=roads}\n\nДорога в [Выдумск](city:vydumsk).\n";
        site = site.file(&format!("content/2024/housing/c-{city}.md"), text);
    }
    let site = site.file("content/cities.yaml", cities).build();
    for page in ["2024/housing/questions/results/3", "topics/roads/2", "cities/vydumsk/3"] {
        assert!(site.page(&format!("{page}/index.html")).contains("aria-current"), "{page}");
    }
    // Every answer is on one of the pages.
    let pages: String =
        ["", "2/", "3/"].map(|page| site.page(&format!("2024/housing/questions/results/{page}index.html"))).concat();
    for city in 0..165 {
        assert!(pages.contains(&format!("c-{city}/index.html#results")), "the answer of city {city} is on no page");
    }
}

#[test]
fn the_nearest_questionnaire_is_used_and_filled_in() {
    let nearer = "questions:\n  - id: results\n    role: results\n    title: Своё\n    wording: Что в сфере {sector} было в {year} и будет в {next_year}?\n";
    let site = Site::base()
        .without("content/2024")
        .file("content/2024/housing/primersk.md", "## 1\n\nТекст\n")
        .file("content/2024/questionnaire.yaml", nearer);
    let page = site.build().page("2024/housing/index.html");
    assert!(page.contains("Что в сфере жилищного хозяйства было в 2024 и будет в 2025?"), "{page}");
}

#[test]
fn sitemap_feed_and_canonical_links_need_a_base_url() {
    let site = Site::base().build();
    let names: Vec<String> = files(&site.path("public")).into_iter().map(|(path, _)| path).collect();
    assert!(!names.iter().any(|name| name == "sitemap.xml" || name == "feed.xml"), "{names:?}");
    assert!(!site.page("index.html").contains("canonical"));
    let site = Site::base().build_with(&["--base-url", "https://example.org/a"]);
    assert!(site.page("cities/index.html").contains("https://example.org/a/cities/"));
    assert!(site.page("404.html").contains("/a/index.html"));
    let site = Site::base().build_with(&["--base-url", "https://example.org/"]);
    let page = site.page("404.html");
    assert!(page.contains("href=/index.html") && page.contains("href=/cities/index.html"), "{page}");
}

#[test]
fn the_interface_can_be_english() {
    let page = Site::base().append("site.toml", "language = \"en\"\n").build().page("2024/housing/vydumsk/index.html");
    assert!(page.contains("lang=en"), "{page}");
    assert!(!page.contains("Город не ответил"), "{page}");
}

#[test]
fn an_english_interface_sorts_entries_by_their_english_names() {
    let with_english_names = |language: &str| {
        let site = Site::base().append("site.toml", &format!("language = \"{language}\"\n"));
        let cities =
            "primersk:\n  name: Примерск\n  name_en: Primersk\nvydumsk:\n  name: Выдумск\n  name_en: Vydumsk\n";
        site.file("content/cities.yaml", cities).build()
    };
    let site = with_english_names("en");
    let cities = site.page("cities/index.html");
    assert!(
        cities.find(">Primersk<").unwrap() < cities.find(">Vydumsk<").unwrap(),
        "the order is that of the English names"
    );
    assert!(!cities.contains("Примерск"), "{cities}");
    let city = scraper::Html::parse_document(&site.page("cities/primersk/index.html"));
    let original = scraper::Selector::parse(".subtitle[lang=ru]").unwrap();
    assert!(city.select(&original).any(|name| name.text().collect::<String>().starts_with("Примерск")));
    let site = with_english_names("ru");
    assert!(!site.page("cities/index.html").contains("Primersk"));
    assert!(!site.page("cities/primersk/index.html").contains("Primersk<"));
}

#[test]
fn pictures_are_copied_next_to_the_page() {
    // The smallest possible PNG: one transparent pixel.
    let png: &[u8] = &[
        0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
        6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0, 1, 0, 0, 5, 0, 1,
        0x0D, 0x0A, 0x2D, 0xB4, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
    ];
    let text = "![Парк](primersk/парк 1.png \"Парк летом\")\n\nВ тексте ![ещё раз](<primersk/парк 1.png>) он же.";
    let site = Site::base()
        .answer(&text.replace("(primersk/парк 1.png \"", "(<primersk/парк 1.png> \""))
        .file("content/2024/housing/primersk/парк 1.png", png)
        .build();
    let html = site.answer_html();
    assert!(html.contains("<figcaption>"), "{html}");
    assert!(html.contains("height=\"1\"") && html.contains("width=\"1\""), "{html}");
    assert_eq!(std::fs::read(site.path("public/2024/housing/primersk/парк 1.png")).unwrap(), png);
    // A picture that is shown twice is still complete after another build.
    let site = site.build();
    assert_eq!(std::fs::read(site.path("public/2024/housing/primersk/парк 1.png")).unwrap(), png);
}

#[test]
fn a_city_is_linked_once_per_passage_and_its_page_quotes_the_sentence() {
    let site = Site::base()
        .answer(
            "Всё началось с дороги. Делегация из Выдумска и Примерска побывала в Выдумске. Больше ничего.\n\n### Отель\n\n\
             Открыт отель «Выдумск», а [Выдумск](city:) здесь не город. `Выдумск`",
        )
        .build();
    let answer = site.answer_html();
    assert!(
        answer.starts_with(
            "<p>Всё началось с~дороги. Делегация из <a class=\"city\" href=\"../../../cities/vydumsk/index.html\">Выдумска</a> и~Примерска \
             побывала в~Выдумске. Больше ничего.</p>"
        ),
        "{answer}"
    );
    assert!(
        answer.ends_with("<p>Открыт отель «Выдумск», а~Выдумск здесь не город. <code>Выдумск</code></p>"),
        "{answer}"
    );
    let city = site.page("cities/vydumsk/index.html");
    assert!(
        city.contains("Делегация из <mark>Выдумска</mark> и Примерска побывала в Выдумске."),
        "the sentence that mentions the city: {city}"
    );
    assert!(!city.contains("Всё началось"), "only that sentence: {city}");
}

#[test]
fn the_map_shows_cities_and_lists_those_outside_it() {
    let cities = "primersk:\n  name: Примерск\n  coordinates: [56.0, 93.0]\n\
                  vydumsk:\n  name: Выдумск\n  coordinates: [55.0, 37.0]\n\
                  nebyval:\n  name: Небываль\n  coordinates: [64.7, 177.5]\n\
                  mirazhabad:\n  name: Миражабад\n  country: Вообразия\n  coordinates: [50.0, 106.0]\n";
    let site = Site::base().file("content/cities.yaml", cities).build();
    let home = scraper::Html::parse_document(&site.page("index.html"));
    let texts = |selector: &str| -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        home.select(&selector).map(|element| element.text().collect::<String>()).collect()
    };
    assert_eq!(texts(".map a.answered title"), ["Примерск: 1 анкета"], "has answered");
    assert_eq!(
        texts(".map a.mentioned title"),
        ["Небываль: только упоминается"],
        "of other countries only those that answered"
    );
    assert_eq!(texts(".map figcaption a"), ["Выдумск"], "answered, but lies outside");
    let none = Site::base().build().page("index.html");
    assert!(!none.contains("class=map"), "no coordinates, no map");
}

#[test]
fn charts_count_each_city_once_and_need_several_values() {
    let one_city_per_topic = Site::base().build().page("index.html");
    assert!(
        !one_city_per_topic.contains("class=bars") && !one_city_per_topic.contains("<rect"),
        "one city a topic is no ranking: {one_city_per_topic}"
    );
    let site = Site::base()
        .file(
            "content/2024/housing/vydumsk.md",
            "## 1. Итоги\n\n### Дороги {topic=roads}\n\nДорога.\n\n### Ещё {topic=roads}\n\nМост.\n",
        )
        .file("content/2023/housing/vydumsk.md", "## 1. Итоги\n\n### Дороги {topic=roads}\n\nДорога.\n")
        .build();
    let bars = |page: &str| -> Vec<String> {
        let html = scraper::Html::parse_document(&site.page(page));
        let rows = scraper::Selector::parse(".bars tbody tr").unwrap();
        let rect = scraper::Selector::parse("rect").unwrap();
        html.select(&rows)
            .map(|row| {
                let text: String = row.text().collect();
                let width = row.select(&rect).next().and_then(|rect| rect.attr("width")).unwrap_or("none");
                format!("{} {width}", text.split_whitespace().collect::<Vec<_>>().join(" "))
            })
            .collect()
    };
    assert_eq!(bars("index.html")[..2], ["Дороги 2 города 100", "Парки 1 город 50"]);
    assert_eq!(bars("topics/roads/index.html"), ["2023 1 город 50", "2024 2 города 100"]);
}

#[test]
fn external_links_are_marked_for_print_unless_their_text_is_the_address() {
    let site = Site::base()
        .answer("[Отчёт](https://example.org/otchyot), https://example.org/a, [example.org](https://example.org/)")
        .build();
    assert_eq!(
        site.answer_html(),
        "<p><a class=\"outside\" href=\"https://example.org/otchyot\">Отчёт</a>, <a href=\"https://example.org/a\">https://example.org/a</a>, \
         <a href=\"https://example.org/\">example.org</a></p>"
    );
}

/// The wording is that of the editors, so references must not name the department of the city as its author.
#[test]
fn a_retold_response_is_marked_and_has_no_author() {
    let page = |retold: &str| {
        let front = format!("---\nrespondent: Отдел парков\n{retold}---\n\n## 1.\n\nОткрыли парк.\n");
        Site::base().file("content/2024/housing/vydumsk.md", front).build().page("2024/housing/vydumsk/index.html")
    };
    let (own, retold) = (page(""), page("retold: true\n"));
    assert!(own.contains("data-author") && !own.contains("пересказе"), "{own}");
    assert!(!retold.contains("data-author") && retold.contains("пересказе редакции"), "{retold}");
}
