//! What a response's page says beyond the response: related passages, who can help, corrections, addresses of items.

use crate::support::Site;

const CITIES: &str = "\
primersk:\n  name: Примерск\nvydumsk:\n  name: Выдумск\nelkinsk:\n  name: Ёлкинск\nskazki:\n  name: Сказки\n";

const QUESTIONS: &str = "\
questions:
  - {id: results, role: results, title: Итоги, wording: Каковы итоги?}
  - {id: plans, role: plans, title: Планы, wording: Каковы планы?}
  - {id: support, role: support, title: Помощь, wording: Чем помочь?}
";

/// A site of four cities; `elkinsk` asks, the others tell.
fn site() -> Site {
    let told = |title: &str, topic: &str, text: &str| format!("## 1. Итоги\n\n### {title} {topic}\n\n{text}\n");
    Site::base()
        .file("content/cities.yaml", CITIES)
        .file("content/questionnaire.yaml", QUESTIONS)
        .file("content/courses.yaml", "")
        .file(
            "content/2024/housing/primersk.md",
            told("Ремонт", "{topic=roads}", "Залатали щебёночную переправу, купили асфальтоукладчик и каток."),
        )
        .file("content/2024/housing/vydumsk.md", told("Мост", "{topic=roads}", "Построен мост."))
        .file(
            "content/2024/housing/skazki.md",
            told("Техника", "", "Купили асфальтоукладчик, каток и щебёночную смесь. Катки сдают в аренду."),
        )
        .file(
            "content/2024/housing/elkinsk.md",
            "## 2. Планы\n\n- открыть парк;\n- построить мост;\n\n1. ещё раз\n\n\
             ## 3. Помощь\n\n### Дороги {topic=roads}\n\nКто одолжит каток и асфальтоукладчик для щебёночной переправы?\n",
        )
}

#[test]
fn below_a_request_stand_the_cities_that_can_help_and_why() {
    let page = site().build().page("2024/housing/elkinsk/index.html");
    let (_, help) = page.split_once("Есть опыт: 3 города").expect(&page);
    let (help, _) = help.split_once("</details>").unwrap();
    let place = |text: &str| help.find(text).unwrap_or_else(|| panic!("{text}: {help}"));
    // Those that share the topic first, among them the one that shares rare words as well; then the one that shares words alone.
    assert!(place("Примерск, 2024: Ремонт") < place("Выдумск, 2024: Мост"));
    assert!(place("Выдумск, 2024: Мост") < place("Сказки, 2024: Техника"));
    assert!(place("та же тема: Дороги") < place("совпадают слова:"));
    assert!(help.contains("primersk/index.html#results-roads"), "{help}");
    assert!(!help.contains("Ёлкинск"), "a city does not help itself: {help}");
}

#[test]
fn a_passage_that_has_nothing_in_common_is_related_to_nothing() {
    let site =
        site().file("content/2024/housing/vydumsk.md", "## 1. Итоги\n\n### Хор\n\nХор спел на празднике песню.\n");
    let page = site.build().page("2024/housing/vydumsk/index.html");
    assert!(!page.contains("class=kin"), "{page}");
}

#[test]
fn items_have_addresses_that_links_and_records_use() {
    let site =
        site().append("content/2024/housing/vydumsk.md", "\nСм. [план соседей](response:elkinsk#plans.2).\n").build();
    let asked = site.page("2024/housing/elkinsk/index.html");
    for (anchor, text) in [("plans.1", "открыть парк;"), ("plans.2", "построить мост;"), ("plans.3", "ещё раз")]
    {
        assert!(
            asked.contains(&format!("<li id=\"{anchor}\">{text}"))
                || asked.contains(&format!("<li id={anchor}>{text}")),
            "{asked}"
        );
    }
    let told = site.page("2024/housing/vydumsk/index.html");
    assert!(told.contains("elkinsk/index.html#plans.2"), "{told}");
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
