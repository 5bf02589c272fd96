//! Overviews of an edition: plans with outcomes, requests for help, the agenda.

use std::fmt::Write;

use crate::support::Site;

const QUESTIONNAIRE: &str = "questions:
  - {id: results, role: results, title: Итоги, wording: Итоги?}
  - {id: plans, role: plans, title: Планы, wording: Планы?}
  - {id: support, role: support, title: Помощь, wording: Помощь?}
  - {id: discussion, role: discussion, title: Обсуждение, wording: Обсуждение?}
";

/// Returns the texts of the elements that a selector finds in HTML, with single spaces.
fn texts(page: &str, selector: &str) -> Vec<String> {
    let selector = scraper::Selector::parse(selector).unwrap();
    let html = scraper::Html::parse_document(&page.replace("<p", " <p").replace("</p>", "</p> "));
    let text = |element: scraper::ElementRef<'_>| element.text().collect::<String>();
    html.select(&selector).map(|found| text(found).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Returns the values of an attribute of the elements that a selector finds.
fn values(page: &str, selector: &str, attribute: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(page);
    let found = html.select(&scraper::Selector::parse(selector).unwrap()).collect::<Vec<_>>();
    found.iter().map(|element| element.attr(attribute).unwrap_or_default().to_owned()).collect()
}

#[test]
fn plans_are_shown_with_recorded_outcomes_only() {
    let planned =
        "## 2. Планы\n\nРешено:\n\n- построить <мост>;\n- вымостить улицу;\n- разбить сад.\n\nИ ещё подумать.\n";
    let with_outcomes = "---
outcomes:
  - plan: plans.1
    outcome: partly
    passage: results-bridge
    note: Построен один берег.
  - plan: plans.3
    outcome: dropped
---
## 1. Итоги

### Мост {#bridge}

Мост дошёл до середины реки.

## 2. Планы

Дойти до другого берега.
";
    let site = Site::base()
        .append("site.toml", "base_url = \"https://example.org/\"\n")
        .file("content/2023/housing/primersk.md", planned)
        .file("content/2023/housing/vydumsk.md", "## 2. Планы\n\nЖдать.\n")
        .file("content/2024/housing/primersk.md", with_outcomes)
        .without("content/2024/housing/vydumsk.md")
        .build();
    let page = site.page("plans/2023/index.html");
    assert_eq!(texts(&page, "h1"), ["Планы на 2024 год и их выполнение"]);
    let plans = [
        "построить <мост>; выполнено частично Построен один берег. Мост: Мост дошёл до середины реки.",
        "вымостить улицу;",
        "разбить сад. снято с плана",
    ];
    assert_eq!(texts(&page, ".items li"), plans);
    assert_eq!(texts(&page, ".request-wording"), ["Ждать."]);
    // That no outcome is recorded is stated once per city.
    let lines = texts(&page, ".group-line li:not(.screen)");
    assert_eq!(
        lines,
        [
            "Итог не указан",
            "Ответа об итогах 2024 года нет.",
            "выполнено частично — 1, снято с плана — 1, итог не указан — 1",
            "Ответ города об итогах 2024 года: Примерск",
        ]
    );
    assert_eq!(texts(&page, ".tally li"), ["выполнено частично 1", "снято с плана 1", "итог не указан 2"]);
    for part in [
        "2023/housing/primersk/index.html#plans>",
        "2024/housing/primersk/index.html#results-bridge",
        "2024/housing/primersk/index.html#results>Ответ города об итогах 2024 года",
        "Решено:",
        "<p class=more>",
    ] {
        assert!(page.contains(part), "{part} is not on the page: {page}");
    }
    let next = site.page("plans/2024/index.html");
    assert_eq!(texts(&next, "h1"), ["Планы на 2025 год"]);
    assert!(!next.contains("тог не указан"), "what became of them cannot be known yet: {next}");

    // The page without a year shows the plans whose outcomes are known; the page of their year is its canonical
    // address.
    let current = site.page("plans/index.html");
    assert_eq!(texts(&current, ".items li"), plans);
    assert!(current.contains("<link href=https://example.org/plans/2023/ rel=canonical>"), "{current}");
    let map = site.page("sitemap.xml");
    assert!(map.contains("example.org/plans/2023/<") && !map.contains("example.org/plans/<"), "{map}");

    let city = site.page("cities/primersk/index.html");
    assert_eq!(texts(&city, "[aria-labelledby=plans] h3"), ["Планы на 2025 год", "Планы на 2024 год и их выполнение"]);
    assert_eq!(texts(&city, "[aria-labelledby=plans] .record").len(), 2);
    assert!(site.page("2023/index.html").contains("plans/2023/index.html"));
}

#[test]
fn the_outcome_of_a_passage_applies_to_its_items() {
    let with_outcomes =
        "---\noutcomes:\n  - {plan: plans, outcome: done}\n  - {plan: plans.2, outcome: not-begun}\n---\n## 1\n\nОк.\n";
    let site = Site::base()
        .file("content/2023/housing/primersk.md", "## 2. Планы\n\n- один;\n- два;\n- три.\n")
        .file("content/2024/housing/primersk.md", with_outcomes)
        .build();
    let page = site.page("plans/2023/index.html");
    assert_eq!(texts(&page, ".record"), ["Весь список: выполнено", "не начато"]);
    assert_eq!(values(&page, ".items li", "data-state"), ["done", "not-begun", "done"], "a filter needs each");
    assert_eq!(texts(&page, ".tally li"), ["выполнено 2", "не начато 1"]);
    assert!(!page.contains("Ответ города об итогах 2024 года"), "all is recorded: {page}");
}

#[test]
fn requests_are_grouped_by_their_most_common_topic_with_replies() {
    let replies = "replies:
  - request: housing/primersk#support.2
    status: accepted
    date: 2025-04-10
    text: Приедем, см. [дороги](topic:roads).
";
    let primersk = "## 3. Помощь {topic=parks topic=roads}\n\n- деньгами;\n- советом.\n\n## 4. Обсуждение\n\nПогоду.\n";
    let site = Site::base()
        .file("content/questionnaire.yaml", QUESTIONNAIRE)
        .file("content/2024/replies.yaml", replies)
        .file("content/2024/housing/primersk.md", primersk)
        .file("content/2024/housing/vydumsk.md", "## 3. Помощь {topic=roads}\n\nЩебнем.\n\n## 4\n\nНет предложений.\n")
        .build();
    let page = site.page("support/2024/index.html");
    assert_eq!(texts(&page, "#list h2"), ["Дороги 2 города"]);
    assert_eq!(texts(&page, ".shared"), ["Выдумск Жилищное хозяйство", "Примерск Жилищное хозяйство Парки"]);
    let reply = "Ответ дирекции: принято в работу 10 апреля 2025 г. Приедем, см. дороги.";
    assert_eq!(texts(&page, ".record"), [reply]);
    assert_eq!(texts(&page, ".group-line li"), ["принято в работу — 1, ответа пока нет — 2", "Одним документом"]);
    assert!(page.contains("?year=2024&amp;question=support&amp;topic=roads"), "{page}");
    assert_eq!(texts(&page, ".tally li"), ["принято в работу 1", "ответа пока нет 2"]);
    assert!(!page.contains("class=bars"), "one topic alone has several cities, there is nothing to compare: {page}");
    assert!(page.contains("../../topics/parks/index.html>Парки</a>"), "all of its passages stand elsewhere: {page}");
    let agenda = site.page("agenda/index.html");
    assert_eq!(texts(&agenda, "#list h2"), ["Жилищное хозяйство: без темы"]);
    assert_eq!(texts(&agenda, ".shared a"), ["Примерск"], "who has nothing to propose proposes nothing");
}

#[test]
fn empty_overviews_say_that_they_are_empty() {
    let site = Site::base().build();
    let assert_empty = |site: &Site| {
        for (page, words) in [
            ("plans", "Планов пока нет."),
            ("support", "Просьб о помощи пока нет."),
            ("agenda", "Обсудить пока ничего не предложили."),
        ] {
            let html = site.page(&format!("{page}/index.html"));
            assert_eq!(html.matches(words).count(), 1, "{page}: {html}");
            assert!(!html.contains("class=tally") && !html.contains("class=bars"), "{page}: {html}");
        }
    };
    assert_empty(&site);
    assert!(!site.page("2024/index.html").contains("class=across"));
    let site =
        Site::base().append("site.toml", "base_url = \"https://example.org/\"\n").without("content/2024").build();
    assert_empty(&site);
    assert!(site.page("sitemap.xml").contains("example.org/plans/<"));
}

#[test]
fn long_overviews_are_paged_without_losing_items() {
    let mut site = Site::base().file("content/questionnaire.yaml", QUESTIONNAIRE).without("content/2024");
    let mut cities = String::new();
    for city in 0..20 {
        writeln!(cities, "c-{city}:\n  name: Город{city:02}").unwrap();
        let items: String = (0..25).map(|item| format!("- дело {item} города {city};\n")).collect();
        let text = format!("## 2. Планы\n\n{items}\n## 4. Обсуждение\n\n### Пути {{topic=roads}}\n\n{items}\n");
        site = site.file(&format!("content/2024/housing/c-{city}.md"), text);
    }
    let site = site.file("content/cities.yaml", cities).build();
    for overview in ["plans", "agenda"] {
        let items: Vec<String> = ["", "2/"]
            .iter()
            .flat_map(|page| texts(&site.page(&format!("{overview}/2024/{page}index.html")), ".items li"))
            .collect();
        let expected: Vec<String> =
            (0..20).flat_map(|city| (0..25).map(move |item| format!("дело {item} города {city};"))).collect();
        assert_eq!(items, expected, "{overview}");
        let first = site.links(&format!("{overview}/index.html"));
        assert!(first.contains(&format!("{overview}/2024/2/index.html")), "the list goes on there: {first:?}");
        assert!(!site.path(&format!("public/{overview}/2")).exists());
    }
    // Long lists have an index.
    assert_eq!(texts(&site.page("plans/2024/index.html"), ".places a"), ["Г"]);
    let city = site.page("cities/c-19/index.html");
    assert_eq!(texts(&city, "[aria-labelledby=plans] .items li").len(), 15);
    assert!(city.contains("plans/2024/2/index.html#city-c-19"), "{city}");
    assert!(city.contains("Все 25 планов города"), "{city}");
}

#[test]
fn a_long_board_of_several_sectors_is_split_by_sector() {
    let mut site = Site::base().file("content/questionnaire.yaml", QUESTIONNAIRE).without("content/2024");
    for sector in ["housing", "culture"] {
        let items: String = (0..250).map(|item| format!("- дело {item} сферы {sector};\n")).collect();
        let text = format!("## 2. Планы\n\n{items}\n## 4. Обсуждение\n\n### Пути {{topic=roads}}\n\n{items}\n");
        site = site.file(&format!("content/2024/{sector}/primersk.md"), text);
    }
    let culture = "culture:\n  name: Культура\n  in_question: культуры\n";
    let site = site.append("content/sectors.yaml", culture).build();
    for board in ["plans", "agenda"] {
        for page in [format!("{board}/index.html"), format!("{board}/2024/index.html")] {
            let html = site.page(&page);
            assert!(texts(&html, "#list").is_empty(), "no item twice: {html}");
            assert_eq!(texts(&html, "[aria-labelledby=parts] a")[..2], ["Жилищное хозяйство", "Культура"]);
        }
        for sector in ["housing", "culture"] {
            let html = site.page(&format!("{board}/2024/{sector}/index.html"));
            let expected: Vec<String> = (0..250).map(|item| format!("дело {item} сферы {sector};")).collect();
            assert_eq!(texts(&html, ".items li"), expected);
            assert_eq!(texts(&html, "[aria-label=Сферы] a"), ["Все сферы", "Жилищное хозяйство", "Культура"]);
        }
    }
    let agenda = site.page("agenda/2024/housing/index.html");
    assert_eq!(texts(&agenda, "h1"), ["Что обсудить, 2024: Жилищное хозяйство"]);
    assert_eq!(texts(&agenda, "#list h2"), ["Примерск"], "by city");
    // The page of the city links to all its plans, which are on several pages.
    let city = site.page("cities/primersk/index.html");
    assert!(city.contains("collection/index.html?year=2024&amp;question=plans&amp;city=primersk"), "{city}");
}
