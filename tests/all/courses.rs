//! Requested courses of an edition, and how courses and questions change from year to year.

use crate::support::{Site, texts};

/// The base site, in which two cities give these answers about courses.
fn with_training(primersk: &str, vydumsk: &str) -> Site {
    let answers = |training: &str| format!("## 1. Итоги\n\nПостроен дом.\n\n## 3. Курсы\n\n{training}\n");
    Site::base()
        .file("content/2024/housing/primersk.md", answers(primersk))
        .file("content/2024/housing/vydumsk.md", answers(vydumsk))
}

#[test]
fn requests_are_grouped_by_course_with_uncovered_ones_last() {
    let site = with_training(
        "Просим научить:\n\n- чинить трубы;\n- [считать смету](course:estimates).\n- Закупки по 44-ФЗ",
        "- [Смета: считать](course:estimates)\n- Трубы: чинить!\n- Закупки по 223-ФЗ",
    )
    .build();
    let page = "courses/2024/index.html";
    assert_eq!(texts(&site, page, "section h2"), ["Сметы", "Заявки без подходящего курса"]);
    assert_eq!(
        texts(&site, page, ".request-wording"),
        ["Смета: считать", "Трубы: чинить!", "Закупки по 223-ФЗ", "Закупки по 44-ФЗ"],
        "what two cities want comes first; laws with other numbers are others; what introduces a list is no request"
    );
    assert_eq!(
        texts(&site, page, ".askers > li"),
        [
            "Выдумск, Жилищное хозяйство",
            "Примерск, Жилищное хозяйство: «считать смету»",
            "Выдумск, Жилищное хозяйство",
            "Примерск, Жилищное хозяйство: «чинить трубы»",
            "Выдумск, Жилищное хозяйство",
            "Примерск, Жилищное хозяйство"
        ]
    );
    let html = site.page(page);
    assert!(html.contains("2024/housing/primersk/index.html#training.2"), "the item of the list: {html}");
    assert!(site.page("2024/index.html").contains("courses/2024/index.html"), "the edition leads here");
    assert!(
        site.links("courses/index.html").contains(&"courses/2024/index.html".to_owned()),
        "the list of courses, too"
    );
}

#[test]
fn an_answer_without_proposals_makes_no_request() {
    let site = with_training("Предложений нет.", "- нет предложений").build();
    assert_eq!(texts(&site, "courses/2024/index.html", "section h2"), [""; 0]);
    assert!(!site.page("2024/index.html").contains("courses/2024/index.html"), "there is nothing to lead to");
}

#[test]
fn courses_newly_requested_and_no_longer_requested_are_marked() {
    let courses = "estimates:\n  name: Сметы\nfax:\n  name: Факс\nnever:\n  name: Скука\n";
    let site = with_training("[Смета](course:estimates)", "[Смета](course:estimates)")
        .file("content/courses.yaml", courses)
        .file("content/2023/housing/primersk.md", "## 3. Курсы\n\n[Факс](course:fax)\n")
        .build();
    let rows = texts(&site, "courses/index.html", "#list tr");
    assert_eq!(rows, ["Сметы—02новый", "Факс1—0больше не запрашивают", "Скука—0—0"]);
    assert_eq!(
        texts(&site, "courses/estimates/index.html", ".city-changes div"),
        ["Не просили в 2023 годуВыдумск, Примерск"]
    );
    assert_eq!(texts(&site, "courses/fax/index.html", ".city-changes div"), ["Не повторили запросПримерск"]);
    let one_edition = Site::base().build();
    assert_eq!(texts(&one_edition, "courses/index.html", "#list tr"), ["Сметы1 город, 1 заявка"]);
    assert_eq!(texts(&one_edition, "courses/estimates/index.html", ".city-changes"), [""; 0]);
}

#[test]
fn a_question_page_compares_wordings_across_years() {
    let questions = |wording: &str| {
        format!("questions:\n  - id: plans\n    role: plans\n    title: Планы\n    wording: {wording}\n")
    };
    let site = Site::base()
        .file("content/2021/questionnaire.yaml", questions("Каковы планы на год?"))
        .file("content/2021/housing/primersk.md", "## 1\n\nДом.\n")
        .file("content/2022/questionnaire.yaml", questions("Каковы планы на {next_year} год?"))
        .file("content/2022/housing/primersk.md", "## 1\n\nДом.\n")
        .file("content/2023/housing/primersk.md", "## 2\n\nДом.\n")
        .build();
    let page = "2024/housing/questions/plans/index.html";
    assert_eq!(
        texts(&site, page, ".wording-years"),
        ["2022–2024: 2024, 2023, 2022 в виде 2024 года; в других стоят их годы", "2021"]
    );
    assert_eq!(texts(&site, page, ".wordings mark"), ["2025"]);
    assert!(site.page(page).contains("2021/housing/questions/plans/index.html"));
    assert_eq!(texts(&Site::base().build(), page, ".wordings"), [""; 0], "there is one edition");
}
