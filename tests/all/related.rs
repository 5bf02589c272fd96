//! Additions to the page of a response: related passages, cities that can help, corrections, anchors of items, outcomes
//! and replies.

use crate::support::Site;

const CITIES: &str = "\
primersk:\n  name: Примерск\nvydumsk:\n  name: Выдумск\nelkinsk:\n  name: Ёлкинск\nskazki:\n  name: Сказки\n";

const QUESTIONS: &str = "\
questions:
  - {id: results, role: results, title: Итоги, wording: Каковы итоги?}
  - {id: plans, role: plans, title: Планы, wording: Каковы планы?}
  - {id: support, role: support, title: Помощь, wording: Чем помочь?}
";

/// A site of four cities: `elkinsk` has plans and asks for help, the others report results.
fn site() -> Site {
    let results = |title: &str, topic: &str, text: &str| format!("## 1. Итоги\n\n### {title} {topic}\n\n{text}\n");
    Site::base()
        .file("content/cities.yaml", CITIES)
        .file("content/questionnaire.yaml", QUESTIONS)
        .file("content/courses.yaml", "")
        .file(
            "content/2024/housing/primersk.md",
            results("Ремонт", "{topic=roads}", "Залатали щебёночную переправу, купили асфальтоукладчик и каток."),
        )
        .file("content/2024/housing/vydumsk.md", results("Мост", "{topic=roads}", "Построен мост."))
        .file(
            "content/2024/housing/skazki.md",
            results("Техника", "", "Купили асфальтоукладчик, каток и щебёночную смесь. Катки сдают в аренду."),
        )
        .file(
            "content/2024/housing/elkinsk.md",
            "## 2. Планы\n\n- открыть парк;\n- построить мост;\n\n1. ещё раз\n\n\
             ## 3. Помощь\n\n### Дороги {topic=roads}\n\nКто одолжит каток и асфальтоукладчик для щебёночной переправы?\n",
        )
}

#[test]
fn a_request_lists_cities_that_can_help_with_reasons() {
    let page = site().build().page("2024/housing/elkinsk/index.html");
    let (_, help) = page.split_once("Есть опыт: 3 города").expect(&page);
    let (help, _) = help.split_once("</details>").unwrap();
    let place = |text: &str| help.find(text).unwrap_or_else(|| panic!("{text}: {help}"));
    // Cities with the same topic come first, the one that also shares rare words before the other; then the one that
    // shares only words.
    assert!(place("Примерск, 2024: Ремонт") < place("Выдумск, 2024: Мост"));
    assert!(place("Выдумск, 2024: Мост") < place("Сказки, 2024: Техника"));
    assert!(place("та же тема: Дороги") < place("совпадают слова:"));
    assert!(help.contains("primersk/index.html#results-roads"), "{help}");
    assert!(!help.contains("Ёлкинск"), "a city does not help itself: {help}");
}

#[test]
fn a_passage_with_nothing_in_common_has_no_related_passages() {
    let site =
        site().file("content/2024/housing/vydumsk.md", "## 1. Итоги\n\n### Хор\n\nХор спел на празднике песню.\n");
    let page = site.build().page("2024/housing/vydumsk/index.html");
    assert!(!page.contains("class=kin"), "{page}");
}

#[test]
fn list_items_have_anchors_that_links_use() {
    let site =
        site().append("content/2024/housing/vydumsk.md", "\nСм. [план соседей](response:elkinsk#plans.2).\n").build();
    let page = site.page("2024/housing/elkinsk/index.html");
    for (anchor, text) in [("plans.1", "открыть парк;"), ("plans.2", "построить мост;"), ("plans.3", "ещё раз")]
    {
        assert!(
            page.contains(&format!("<li id=\"{anchor}\">{text}")) || page.contains(&format!("<li id={anchor}>{text}")),
            "{page}"
        );
    }
    let linking = site.page("2024/housing/vydumsk/index.html");
    assert!(linking.contains("elkinsk/index.html#plans.2"), "{linking}");
}

#[test]
fn results_have_no_item_anchors() {
    let site = site().file("content/2024/housing/vydumsk.md", "## 1. Итоги\n\n- построен мост;\n- открыт парк.\n");
    assert!(!site.build().page("2024/housing/vydumsk/index.html").contains("results.1"));
}

#[test]
fn corrections_are_on_the_page_and_in_the_feed() {
    let site = site()
        .append("site.toml", "base_url = \"https://example.org/digest/\"\n")
        .file(
            "content/2024/housing/vydumsk.md",
            "---\nreceived: 2025-02-14\ncorrections:\n  - date: 2025-05-02\n    text: \"Исправлена длина - моста\"\n  \
             - {date: 2025-03-01, text: Исправлено имя, passage: results}\n---\n## 1. Итоги\n\nПостроен мост.\n",
        )
        .build();
    let page = site.page("2024/housing/vydumsk/index.html");
    let first = page.find("Исправлено имя").unwrap();
    assert!(first < page.find("Исправлена длина — моста").unwrap(), "the earliest first: {page}");
    assert!(page.contains("href=\"#results\"") || page.contains("href=#results"), "{page}");
    let feed = site.page("feed.xml");
    for expected in [
        "<title>Выдумск: Жилищное хозяйство, 2024 — исправление</title>",
        "vydumsk/#correction-2</id>",
        "<summary>Исправлена длина — моста</summary>",
        "<updated>2025-05-02T00:00:00Z</updated>",
    ] {
        assert!(feed.contains(expected), "{expected}: {feed}");
    }
    let map = site.page("sitemap.xml");
    let (_, entry) = map.split_once("housing/vydumsk/</loc>").unwrap();
    assert!(entry.trim_start().starts_with("<lastmod>2025-05-02"), "{map}");
}

#[test]
fn a_response_shows_outcomes_of_its_plans_and_replies_to_its_requests() {
    let site = site()
        .file(
            "content/2025/housing/elkinsk.md",
            "---\noutcomes:\n  - {plan: plans.2, outcome: partly, passage: results, note: Мост без перил.}\n---\n\
             ## 1. Итоги\n\nМост открыт.\n",
        )
        .file(
            "content/2024/replies.yaml",
            "replies:\n  - request: housing/elkinsk#support-roads\n    status: done\n    date: 2025-04-10\n    text: Каток *нашёлся*.\n",
        )
        .build();
    let page = site.page("2024/housing/elkinsk/index.html");
    let (_, records) = page.split_once("Что стало с этими планами").expect(&page);
    let (outcomes, replies) = records.split_once("Что ответила дирекция").unwrap();
    for part in [
        "#plans.2",
        "построить мост",
        "выполнено частично",
        "Мост без перил.",
        "2025/housing/elkinsk/index.html#results",
    ] {
        assert!(outcomes.contains(part), "{part}: {outcomes}");
    }
    assert!(!outcomes.contains("открыть парк;</a>"), "what nobody recorded is not in the list: {outcomes}");
    for part in ["#support-roads", "Дороги", "выполнено", "10 апреля 2025", "Каток <em>нашёлся</em>."]
    {
        assert!(replies.contains(part), "{part}: {replies}");
    }
}
