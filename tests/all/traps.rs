//! Pitfalls of text as people really type it: a test for each, which checks the HTML that the text becomes.

use crate::support::Site;

/// Returns the HTML of a text, with no-break spaces as `~`.
fn html(markdown: &str) -> String {
    Site::base().answer(markdown).checked_html()
}

/// Whether a text gives an error.
fn is_refused(markdown: &str) -> bool {
    asdg_site::read_content(&Site::base().answer(markdown).path(""), &()).digest.is_none()
}

#[test]
fn checked_html_equals_the_html_of_the_page() {
    let text = "Город - это **люди** (см. https://example.org):\n– раз;\n– два\n\n|День|Дело|\n|---|---|\n|1|2|";
    assert_eq!(Site::base().answer(text).build().answer_html(), html(text));
}

#[test]
fn bold_without_surrounding_spaces_is_bold() {
    assert_eq!(html("**Итоги:**текст"), "<p><strong>Итоги:</strong> текст</p>");
    assert_eq!(html("** Итоги: **текст"), "<p><strong>Итоги:</strong> текст</p>");
    assert_eq!(html("слово**«имя»**слово"), "<p>слово<strong>«имя»</strong>слово</p>");
}

#[test]
fn dashes_and_bullets_become_lists() {
    let list = "<p>Сделано:</p><ul><li>первое;</li><li>второе.</li></ul>";
    for mark in ["– ", "— ", "• ", "•", "· ", "-\u{a0}", "–\u{a0}", "-\t", "▪ ", "\u{f0b7}\t"] {
        assert_eq!(html(&format!("Сделано:\n{mark}первое;\n{mark}второе.")), list, "{mark:?}");
        assert_eq!(html(&format!("Сделано:\n\n\t{mark}первое;\n\t{mark}второе.")), list, "indented {mark:?}");
    }
    assert_eq!(html("Сделано:\n-первое;\n-второе."), list);
}

#[test]
fn a_dash_at_the_start_of_a_wrapped_line_is_not_a_list() {
    assert_eq!(
        html("Форум «Южный город\n— маршрут построен» прошёл"),
        "<p>Форум «Южный город — маршрут построен» прошёл</p>"
    );
}

#[test]
fn labels_and_numbers_become_lists() {
    let labels = "<p>Сделано:</p><ul class=\"labels\"><li>а) первое;</li><li>б) второе.</li></ul>";
    assert_eq!(html("Сделано:\nа) первое;\nб) второе."), labels);
    let numbers = "<p>Сделано:</p><ol><li>первое;</li><li>второе.</li></ol>";
    assert_eq!(html("Сделано:\n1) первое;\n2) второе."), numbers);
    assert_eq!(html("Сделано:\n1)первое;\n2)второе."), numbers);
    assert_eq!(html("Сделано:\n\n1. первое;\n2. второе."), numbers);
}

#[test]
fn lists_can_be_nested() {
    let nested = "<ul><li>первое:<ul><li>раз;</li><li>два;</li></ul></li><li>второе.</li></ul>";
    assert_eq!(html("– первое:\n   – раз;\n   – два;\n– второе."), nested);
    assert_eq!(html("- первое:\n\t- раз;\n\t- два;\n- второе."), nested);
}

#[test]
fn a_line_right_after_a_list_is_a_paragraph() {
    assert_eq!(html("- раз;\n- два.\nДальше текст."), "<ul><li>раз;</li><li>два.</li></ul><p>Дальше текст.</p>");
}

#[test]
fn a_year_does_not_start_a_list() {
    assert_eq!(html("2025. Открыт парк"), "<p>2025. Открыт парк</p>");
    assert_eq!(html("Парк открыли в мае\n15. Это была среда"), "<p>Парк открыли в~мае 15. Это была среда</p>");
}

#[test]
fn indented_lines_are_not_code() {
    assert_eq!(html("    Красная строка\n\n\tЕщё одна"), "<p>Красная строка</p><p>Ещё одна</p>");
    assert_eq!(html("\tПервый абзац.\n\tВторой абзац."), "<p>Первый абзац.</p><p>Второй абзац.</p>");
}

#[test]
fn text_above_a_rule_is_not_a_heading() {
    assert_eq!(html("Итог\n---\nДальше"), "<p>Итог</p><hr><p>Дальше</p>");
    assert_eq!(html("Итог\n===="), "<p>Итог</p><hr>");
    assert_eq!(html("Итог\n-"), "<p>Итог</p><p>-</p>");
}

#[test]
fn one_line_per_paragraph_gives_paragraphs() {
    let long = "Длинный абзац, набранный одной строкой. ".repeat(12);
    let long = long.trim();
    assert_eq!(
        html(&format!("{long}\nКороткий абзац.\nЕщё один.")),
        format!("<p>{long}</p><p>Короткий абзац.</p><p>Ещё один.</p>")
    );
    // Text that was wrapped by hand stays one paragraph.
    assert_eq!(
        html("Первая строка кончается точкой.\nВторая идёт дальше."),
        "<p>Первая строка кончается точкой. Вторая идёт дальше.</p>"
    );
}

#[test]
fn a_table_ends_at_the_first_line_without_bars() {
    let table = "<thead><tr><th scope=\"col\">День</th><th scope=\"col\">Дело</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>";
    for typed in ["|День|Дело|\n|---|---|\n|1|2|\nПосле.", "Итог:\n|День|Дело|\n|---|---|\n|1|2|\nПосле."]
    {
        let html = html(typed);
        assert!(html.contains(table) && html.ends_with("</div><p>После.</p>"), "{html}");
    }
}

#[test]
fn quotation_marks_become_russian() {
    assert_eq!(html("проект \"Чистый берег\""), "<p>проект «Чистый берег»</p>");
    assert_eq!(html("\"**Итоги** года\""), "<p>«<strong>Итоги</strong> года»</p>");
    assert_eq!(html("«Клуб \"Заря\" - наш»"), "<p>«Клуб „Заря“ - наш»</p>");
}

#[test]
fn typography_does_not_change_code_and_urls() {
    assert_eq!(html("код `a - \"b\"` тут"), "<p>код <code>a - \"b\"</code> тут</p>");
    assert_eq!(
        html("см. https://example.org/a-b/1941-1945?q=\"x"),
        "<p>см. <a href=\"https://example.org/a-b/1941-1945?q=\">https://example.org/a-b/1941-1945?q=</a>\"x</p>"
    );
}

#[test]
fn bare_urls_become_links() {
    assert_eq!(html("см. https://example.org."), "<p>см. <a href=\"https://example.org\">https://example.org</a>.</p>");
    assert_eq!(html("пишите: a@example.org"), "<p>пишите: <a href=\"mailto:a@example.org\">a@example.org</a></p>");
    assert_eq!(html("www.example.org"), "<p><a href=\"https://www.example.org\">www.example.org</a></p>");
}

#[test]
fn dashes_and_no_break_spaces_are_inserted() {
    assert_eq!(
        html("Город - это люди, в 1941-1945 годах"),
        "<p>Город~— это люди, в~<span class=\"whole\">1941–1945</span>~годах</p>"
    );
    assert_eq!(html("г. Примерск, № 5, 2025 г., И.П. Образцов"), "<p>г.~Примерск, №~5, 2025~г., И.П.~Образцов</p>");
}

#[test]
fn typography_applies_to_titles() {
    let site = Site::base().answer("### Проект \"Берег\" - в г. Выдумск\n\nТекст").build();
    let page = site.page_with_spaces("2024/housing/primersk/index.html");
    assert!(page.contains("Проект «Берег»~— в~г.~Выдумск"), "{page}");
}

#[test]
fn headings_without_a_space_or_with_a_no_break_space_are_headings() {
    let site =
        Site::base().file("content/2024/housing/primersk.md", "##1. Итоги\n\n###\u{a0}Дороги\n\nТекст\n").build();
    let page = site.page("2024/housing/primersk/index.html");
    assert!(page.contains("id=results-dorogi") || page.contains("id=\"results-dorogi\""), "{page}");
}

#[test]
fn byte_order_marks_and_windows_line_ends_are_accepted() {
    let plain = Site::base().build();
    let path = "content/2024/housing/primersk.md";
    let text = std::fs::read_to_string(plain.path(path)).unwrap();
    let windows = Site::base().file(path, format!("\u{feff}{}", text.replace('\n', "\r\n"))).build();
    let page = "2024/housing/primersk/index.html";
    assert_eq!(plain.page(page), windows.page(page));
    let cities = std::fs::read_to_string(plain.path("content/cities.yaml")).unwrap();
    Site::base().file("content/cities.yaml", format!("\u{feff}{}", cities.replace('\n', "\r\n"))).build();
}

#[test]
fn invisible_characters_are_removed() {
    assert_eq!(html("сло\u{ad}во\u{200b} и\u{feff} всё"), "<p>слово и~всё</p>");
    assert_eq!(html("строка\u{b}другая"), "<p>строка<br>другая</p>");
    assert_eq!(html("зво\u{7}нок"), "<p>звонок</p>");
}

#[test]
fn html_except_a_few_tags_is_shown_as_text() {
    assert_eq!(html("это <b>важно</b>"), "<p>это &lt;b&gt;важно&lt;/b&gt;</p>");
    assert_eq!(html("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    assert_eq!(html("<div>\nтекст\n</div>"), "<p>&lt;div&gt; текст &lt;/div&gt;</p>");
    assert_eq!(html("а<br>б м<sup>2</sup> H<sub>2</sub>O"), "<p>а<br>б м<sup>2</sup> H<sub>2</sub>O</p>");
    assert_eq!(html("м<sup>2 и всё"), "<p>м&lt;sup&gt;2 и~всё</p>");
    assert_eq!(html("до <!-- заметка --> после"), "<p>до  после</p>".replace("  ", " "));
}

#[test]
fn template_syntax_in_content_is_text() {
    assert_eq!(html("{{ site.title }} {% raw %}"), "<p>{{ site.title }} {% raw %}</p>");
}

#[test]
fn links_with_dangerous_schemes_are_rejected() {
    for target in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\u{1}script:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ] {
        assert!(is_refused(&format!("[имя]({target})")), "{target}");
    }
    // With an encoded colon it is a relative path to no file, which is also an error.
    assert!(is_refused("[имя](javascript&#58;alert(1))"));
    assert!(!is_refused("[имя](https://example.org)"));
}

#[test]
fn deep_nesting_does_not_fail_the_build() {
    let quotes = ">".repeat(20_000);
    let list: String = (0..2_000).map(|depth| format!("{}- пункт\n", "  ".repeat(depth))).collect();
    Site::base().answer(&format!("{quotes} текст\n\n{list}")).build();
}
