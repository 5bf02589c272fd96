//! Which cities answered which questions: the matrices of the pages, the command `status` and its table.

use std::fs;

use scraper::{Html, Selector};

use crate::support::Site;

/// A site of four cities: one without a response, one that left a question out, one without proposals, and one with a
/// draft.
fn site() -> Site {
    Site::base()
        .append("content/cities.yaml", "lugovoy:\n  name: Луговой\ntumannoe:\n  name: Туманное\n")
        .file("content/2024/edition.yaml", "asked: [primersk, vydumsk, lugovoy, tumannoe]\n")
        .file("content/2024/housing/vydumsk.md", "## 1. Итоги\n\nПостроен дом.\n\n## 3. Курсы\n\nПредложений нет.\n")
        .file("content/2024/housing/tumannoe.md", "---\ndraft: true\n---\n## 1. Итоги\n\nТуман рассеян.\n")
}

/// Returns the rows of a table on a page, with ` | ` between their cells.
fn rows(page: &str, row_selector: &str) -> Vec<String> {
    let text = |element: scraper::ElementRef<'_>| {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let cells = Selector::parse("th, td").unwrap();
    let html = Html::parse_document(page);
    let rows = Selector::parse(row_selector).unwrap();
    html.select(&rows).map(|row| row.select(&cells).map(text).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn a_sector_shows_how_each_city_answered_each_question() {
    let site = site().build();
    let page = site.page("2024/housing/index.html");
    assert_eq!(
        rows(&page, "#rows tr"),
        [
            "Выдумск | коротко | пропущен | нет предложений",
            "Луговой | анкеты нет",
            "Примерск анкета получена 14 февраля 2025 г. | коротко | пропущен | коротко",
            "Туманное | анкеты нет",
        ]
    );
    assert_eq!(
        rows(&page, ".totals tr"),
        [
            "Ответили кратко | 2 | 0 | 1",
            "Предложений нет | 0 | 0 | 1",
            "Не ответили на вопрос | 0 | 2 | 0",
            "Не прислали анкету | 2 | 2 | 2",
        ]
    );
    assert!(page.contains("vydumsk/index.html#training"));
    // A city without a response links to the page of the city.
    assert!(page.contains("cities/lugovoy/index.html"));
}

#[test]
fn an_edition_shows_how_many_questions_each_city_answered() {
    let site = site().build();
    assert_eq!(
        rows(&site.page("2024/index.html"), "#rows tr"),
        [
            "Выдумск | 2 из 3: Выдумск, Жилищное хозяйство",
            "Луговой | анкеты нет",
            "Примерск | 2 из 3: Примерск, Жилищное хозяйство",
            "Туманное | анкеты нет"
        ]
    );
}

#[test]
fn without_a_list_cities_that_answered_elsewhere_or_last_year_are_expected() {
    let site = Site::base()
        .append("content/cities.yaml", "lugovoy:\n  name: Луговой\n")
        .file("content/2023/housing/lugovoy.md", "## 1. Итоги\n\nТекст\n")
        .build();
    let rows = rows(&site.page("2024/index.html"), "#rows tr");
    assert!(rows.contains(&"Луговой | анкеты нет".to_owned()), "{rows:?}");
}

#[test]
fn an_edition_lists_new_and_dropped_topics_and_courses() {
    let site = Site::base()
        .append("content/topics.yaml", "lakes:\n  name: Озёра\n")
        .append("content/courses.yaml", "boats:\n  name: Лодки\n")
        .file(
            "content/2023/housing/primersk.md",
            "## 1. Итоги\n\n### Озёра {topic=lakes topic=roads}\n\nЧистые.\n\n## 3\n\n- [Лодки](course:boats)\n",
        )
        .build();
    let page = site.page("changes/2024/index.html");
    let html = Html::parse_document(&page);
    let list = |id: &str| {
        let selector = Selector::parse(&format!("section[aria-labelledby={id}] li")).unwrap();
        html.select(&selector).map(|item| item.text().collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(list("new-topics"), ["Парки 1 город"]);
    assert_eq!(list("gone-topics"), ["Озёра 1 город"]);
    assert_eq!(list("new-courses"), ["Сметы 1 город"]);
    assert_eq!(list("gone-courses"), ["Лодки 1 город"]);
    assert!(site.page("2024/index.html").contains("changes/2024/index.html"), "the edition leads there");
    assert!(site.page("index.html").contains("changes/2024/index.html"), "the home page, too");
    assert!(!site.path("public/changes/2023").exists(), "the first edition has nothing to compare with");
}

#[test]
fn status_lists_cities_to_remind() {
    let run = site().run(&["status", "--lang", "ru"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        run.stdout,
        "\
Выпуск 2024

Сфера               Анкеты  Черновики  Пропущено вопросов  Без предложений
Жилищное хозяйство  2 из 4  1          2                   1

Жилищное хозяйство
  Нет анкеты, напомнить:
    Луговой
  Черновики, ещё проверяются:
    Туманное
  Пропущены вопросы:
    Выдумск   Планы
    Примерск  Планы
  Предложений нет:
    Выдумск   Курсы

Всего анкет: 2 из 4. Нет анкеты: 1; черновиков: 1; пропущено вопросов: 2; без предложений: 1.
"
        .replace("    Выдумск   Курсы", "    Выдумск  Курсы")
    );
    let run = site().run(&["status", "--lang", "en", "--drafts"]);
    assert_eq!(
        run.stdout,
        "\
Edition 2024

Sector              Responses  Drafts  Questions left out  No proposals
Жилищное хозяйство  3 of 4     1       4                   1

Жилищное хозяйство
  No response, to be reminded:
    Луговой
  Drafts, still being checked:
    Туманное
  Questions left out:
    Выдумск   Планы
    Примерск  Планы
    Туманное  Планы, Курсы
  No proposals:
    Выдумск  Курсы

Responses in all: 3 of 4. No response: 1; drafts: 1; questions left out: 4; no proposals: 1.
"
    );
    assert_eq!(site().run(&["status", "--quiet"]).stdout, "");
    assert_eq!(site().run(&["status", "--sector", "nowhere"]).code, Some(2));
    assert_eq!(site().append("content/cities.yaml", "a: [\n").run(&["status"]).code, Some(1));
}

#[test]
fn the_table_opens_in_a_spreadsheet_and_replaces_only_older_tables() {
    let site = site().append("content/sectors.yaml", "culture:\n  name: Культура; искусство\n").file(
        "content/2024/culture/questionnaire.yaml",
        "questions:\n  - {id: plans, role: plans, title: Планы, wording: x}\n  - {id: help, role: support, title: Помощь, wording: x}\n",
    );
    let site = site.file("content/2024/culture/vydumsk.md", "## 2\n\nНужна сцена.\n");
    let path = site.path("who.csv");
    let table = path.to_str().unwrap();
    let run = site.run(&["status", "--quiet", "--lang", "ru", "--table", table]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "\u{feff}Год;Сфера;Город;Анкета;Получена;Итоги;Планы;Курсы;Помощь\r\n\
         2024;Жилищное хозяйство;Выдумск;есть;;коротко;пропущен;нет предложений;\r\n\
         2024;Жилищное хозяйство;Луговой;нет;;нет анкеты;нет анкеты;нет анкеты;\r\n\
         2024;Жилищное хозяйство;Примерск;есть;2025-02-14;коротко;пропущен;коротко;\r\n\
         2024;Жилищное хозяйство;Туманное;черновик;;коротко;пропущен;пропущен;\r\n\
         2024;\"Культура; искусство\";Выдумск;есть;;;пропущен;;коротко\r\n\
         2024;\"Культура; искусство\";Луговой;нет;;;нет анкеты;;нет анкеты\r\n\
         2024;\"Культура; искусство\";Примерск;нет;;;нет анкеты;;нет анкеты\r\n\
         2024;\"Культура; искусство\";Туманное;нет;;;нет анкеты;;нет анкеты\r\n"
    );
    let run = site.run(&["status", "--quiet", "--lang", "en", "--table", table]);
    assert_eq!(run.code, Some(0), "an older table gives way: {}", run.stderr);
    fs::write(&path, "Мои заметки").unwrap();
    assert_eq!(site.run(&["status", "--table", table]).code, Some(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), "Мои заметки");
    let run = site.run(&["status", "--lang", "en", "--table", "who.xlsx"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains(".csv"), "{}", run.stderr);
}
