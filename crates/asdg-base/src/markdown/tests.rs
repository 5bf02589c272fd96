//! Tests: comments between blocks of every kind, lost text, growth of the work.

use super::{Document, read};
use crate::problem::{Kind, Span};
use crate::prose::{Block, Inline, ListStyle};
use crate::work::assert_linear_growth;

/// Blocks of every kind.
const BLOCKS: [&str; 15] = [
    "Абзац о мосте.",
    "Абзац, который\nидёт дальше",
    "- пункт один\n- пункт два",
    "• с точкой\n• ещё с точкой",
    "1. первый\n2. второй",
    "- снаружи\n    - внутри\n    - рядом",
    "а) с буквой;\nб) с другой.",
    "> Цитата главы\n> города",
    "| Улица | Метров |\n|---|---|\n| Садовая | 120 |",
    "```\nкод\n```",
    "#### Подзаголовок",
    "### Часть {#part}",
    "**Мост** — сооружение.",
    "---",
    "Текст <sup>2</sup> и `код`, [сайт](https://example.org/a)",
];

/// Returns the headings and blocks of a text without problems.
fn tree(text: &str) -> Vec<(Option<String>, Vec<Block>)> {
    let Document { sections, problems } = read(text, 1);
    assert_eq!(problems.list(), [], "{text}");
    let sections = sections.into_iter();
    sections.map(|section| (section.heading.map(|heading| heading.text.into()), section.prose.blocks)).collect()
}

/// Returns the kinds of the problems of a text, with their lines.
fn problems_with_lines(text: &str) -> Vec<(Kind, u32)> {
    let problems = read(text, 1).problems;
    let line = |problem: &crate::problem::Problem| problem.place.as_ref().and_then(|place| place.span).unwrap().line;
    problems.list().iter().map(|problem| (problem.kind.clone(), line(problem))).collect()
}

fn lost(part: &str, text: &str) -> Kind {
    Kind::TextLost { part: part.to_owned(), text: text.to_owned() }
}

#[test]
fn a_comment_between_blocks_changes_nothing() {
    let inside = BLOCKS.map(|block| format!("<!--\n{block}\n\n{block}\n-->"));
    let comments =
        ["<!-- заметка -->".to_owned(), "<!-- Омск -> Томск\n\n  ещё -->".to_owned()].into_iter().chain(inside);
    for (number, comment) in comments.enumerate() {
        for (at, first) in BLOCKS.into_iter().enumerate() {
            // A comment affects only the blocks next to it, so not every pair of blocks is tried.
            let second = [BLOCKS[(at + number) % BLOCKS.len()]];
            for second in if number < 2 { &BLOCKS[..] } else { &second[..] } {
                // Two numbered lists would merge into one, whose numbers change.
                if first.starts_with("1.") && second.starts_with("1.") {
                    continue;
                }
                for gap in ["\n", "\n\n"] {
                    let without = tree(&format!("{first}{gap}{second}\n"));
                    let with = tree(&format!("{comment}\n{first}{gap}{comment}\n{second}\n{comment}\n"));
                    assert_eq!(with, without, "{first:?}, {comment:?}, {second:?}");
                    let with = tree(&format!("{first}\n{comment}{gap}{second}"));
                    assert_eq!(with, without, "{first:?}, {comment:?}, {second:?}");
                }
            }
        }
    }
}

#[test]
fn a_comment_inside_a_line_changes_nothing() {
    let is_code = |block: &str| block.starts_with("```");
    for block in BLOCKS.into_iter().filter(|block| !is_code(block)) {
        for comment in ["<!-- заметка -->", "<!-- раз\n- два\n\n## Три\n-->"] {
            let without = tree(&format!("Начало.\n\n{block}\n\nКонец."));
            assert_eq!(tree(&format!("Начало.\n\n{block} {comment}\n\nКонец.")), without, "{block:?} {comment:?}");
            assert_eq!(tree(&format!("Начало.\n\n{comment}{block}\n\nКонец.")), without, "{comment:?} {block:?}");
        }
    }
}

#[test]
fn an_open_comment_hides_only_its_line() {
    for block in BLOCKS {
        let text = format!("Начало.\n\n<!-- заметка ->\n\n{block}\n\n## Планы\n\n- план");
        let Document { sections, problems } = read(&text, 1);
        assert!(matches!(problems.list()[0].kind, Kind::CommentOpen { .. }), "{block}");
        assert_eq!(
            sections.last().and_then(|section| section.heading.as_ref()).map(|heading| &*heading.text),
            Some("Планы")
        );
    }
}

#[test]
fn lost_text_is_reported_with_its_line() {
    for (text, kind, line) in [
        ("| а | б |\n|---|---|\n| в | г | дом |\n| д | е |", lost("cell", "дом"), 3),
        ("а | б\n---|---\nв | г | дом", lost("cell", "дом"), 3),
        ("Текст\n\n[Справка]: слово", lost("definition", "[Справка]: слово"), 3),
        ("- [Справка]: слово\n- два", lost("definition", "[Справка]: слово"), 1),
        ("> [Справка]: <слово и слово>", lost("definition", "[Справка]: <слово и слово>"), 1),
        (
            "[б]: https://example.org\n[б]: https://example.org/2\n\n[а][б]",
            lost("definition", "[б]: https://example.org/2"),
            2,
        ),
        (
            "[б]: https://example.org\n[б]: https://example.org/2\n[в]: https://example.org/3\n\n[а][б] [г][в]",
            lost("definition", "[б]: https://example.org/2"),
            2,
        ),
        (
            "[б]: https://example.org\n\n[а][б]\n\n###\n[б]: https://example.org/2",
            lost("definition", "[б]: https://example.org/2"),
            6,
        ),
        ("Текст\n\n``` слова за знаком\nкод\n```", lost("fence", "слова за знаком"), 3),
        ("~~~ слово\nкод\n~~~", lost("fence", "слово"), 1),
        ("[а](https://example.org \"Слова\")", lost("title", "Слова"), 1),
        ("Слово ![мост](a/b.jpg \"Подпись\") слово", lost("title", "Подпись"), 1),
        ("1. а\n2. б\n4. в", Kind::NumberChanged { typed: "4".to_owned(), shown: "3".to_owned() }, 3),
        ("Текст\n\n```\nкод\n\n## Планы", Kind::CodeOpen, 3),
    ] {
        assert_eq!(problems_with_lines(text), [(kind, line)], "{text}");
    }
}

#[test]
fn letters_are_counted_by_their_first_bytes() {
    assert_eq!(super::count_letters("Ёжик, xYz 09 — «ъ»! [`{@_"), 4 + 3 + 2 + 1);
    assert_eq!(super::count_letters(&"жz".repeat(1000)), 2000);
}

#[test]
fn markup_is_not_reported_as_lost() {
    for text in [
        "[текст][сайт] и [сайт][], [сайт]\n\n[сайт]: https://example.org/страница",
        "```csv\nа;б\n```",
        "# Заголовок {#id topic=roads} \n\nТекст",
        "![мост](a/b.jpg \"Подпись\")",
        "<https://example.org/a> и a@example.org, &nbsp;&copy; &laquo;а&raquo;, <br> H<sub>2</sub>O, x<sup>2",
        "1. а\n1. б\n1. в",
        "[](https://example.org/a)",
        "> - > 1. а\n> - б",
    ] {
        assert_eq!(problems_with_lines(text), [], "{text}");
    }
}

#[test]
fn a_number_at_the_start_of_an_item_is_text() {
    let item = |block: &Block| match block {
        Block::List { style: ListStyle::Bullets | ListStyle::Numbers(_), items } => format!("{:?}", items[0][0]),
        other => format!("{other:?}"),
    };
    for text in ["- 2024. Открыть парк", "* 15) Открыть парк", "1. 2024. Открыть парк", "– 1. Открыть парк"]
    {
        let blocks = &tree(text)[0].1;
        let number = text.split_whitespace().nth(1).unwrap();
        let expected = Block::Plain(vec![Inline::Text(format!("{number} Открыть парк").into())]);
        assert_eq!(item(&blocks[0]).replace('\u{a0}', " "), format!("{expected:?}"), "{text}");
    }
    let quote = &tree("> 2024. Открыть парк")[0].1;
    assert!(format!("{quote:?}").contains("2024."), "{quote:?}");
}

#[test]
fn code_may_be_in_items_and_quotations() {
    for text in
        ["- пункт\n- ```\n  <!-- а\n  ```\n- ещё", "    ```\n  <!-- а\n    ```\n\n- ещё", "> ~~~\n> <!-- а\n\n- ещё"]
    {
        let blocks = &tree(text)[0].1;
        assert!(
            format!("{blocks:?}").contains("Code(\"<!-- а\")") || format!("{blocks:?}").contains("<!-- а"),
            "{blocks:?}"
        );
        assert!(matches!(blocks.last(), Some(Block::List { .. })), "{blocks:?}");
    }
}

#[test]
fn noncharacters_are_removed_and_emoji_joiners_are_kept() {
    let text = "а\u{fffe}\u{ffff}б \u{1f469}\u{200d}\u{1f4bb} в\u{200d}г";
    let Document { sections, problems } = read(text, 1);
    assert_eq!(problems.list().len(), 1);
    let expected = Block::Paragraph(vec![Inline::Text("аб \u{1f469}\u{200d}\u{1f4bb} вг".into())]);
    assert_eq!(sections[0].prose.blocks, [expected]);
}

#[test]
fn forbidden_characters_written_as_entities_are_removed() {
    let Document { sections, problems } =
        read("а&#27;б &#xFFFE;&#xE000; &#x202E;в &amp;&#0;\n\n### г&#7; {topic=roads}\n", 1);
    let codes: Vec<_> = problems.list().iter().map(|problem| format!("{:?}", problem.kind)).collect();
    for code in ["001B", "FFFE", "E000", "0007"] {
        assert!(codes.iter().any(|kind| kind.contains(code)), "{code} of {codes:?}");
    }
    assert_eq!(sections[0].prose.blocks, [Block::Paragraph(vec![Inline::Text("аб в\u{a0}&\u{fffd}".into())])]);
    assert_eq!(sections[1].heading.as_ref().map(|heading| &*heading.text), Some("г"));
    let span = problems
        .list()
        .iter()
        .find(|problem| matches!(&problem.kind, Kind::ControlCharacter { code } if code == "U+001B"));
    assert_eq!(span.and_then(|problem| problem.place.as_ref()?.span), Some(Span { line: 1, column: 2, length: 5 }));
}

#[test]
fn unknown_attributes_of_a_heading_are_reported() {
    for (text, attribute, column) in
        [("### Дороги {t}", "t", 13), ("### Дороги {a b}  ", "a b", 13), ("## 1. А {b c}", "b c", 10)]
    {
        let problems = read(text, 1).problems;
        let [problem] = problems.list() else { panic!("{text}: {problems:?}") };
        assert_eq!(problem.kind, Kind::UnknownAttribute { attribute: attribute.to_owned() }, "{text}");
        assert_eq!(problem.place.as_ref().and_then(|place| place.span).map(|span| span.column), Some(column), "{text}");
    }
}

#[test]
fn line_separators_of_word_become_line_breaks() {
    let parts = |text: &str| format!("{:?}", tree(text)[0].1).replace("Text(\"", "").replace("\")", "");
    assert_eq!(parts("а\u{2028}б\u{b}в"), "[Paragraph([а, Break, б, Break, в])]");
    assert_eq!(parts("\u{2028} а\u{b}\u{2029} б\u{b}\n\n\u{b}"), "[Paragraph([а, Break, б])]");
    assert_eq!(parts("\u{202a}C:\u{202c} \u{2066}а\u{2069}"), "[Paragraph([C: а])]");
}

#[test]
fn a_line_of_spaced_marks_is_a_rule() {
    for rule in ["* * *", "- - -", "_ _ _ _", "*  *  *"] {
        let blocks = &tree(&format!("а\n\n{rule}\nб"))[0].1;
        assert!(matches!(blocks[..], [Block::Paragraph(_), Block::Rule, Block::Paragraph(_)]), "{rule}: {blocks:?}");
    }
}

#[test]
fn an_item_continues_until_the_next_item() {
    for (text, items) in [
        ("1. а\n   б\n2. в", 2),
        ("1. а\nб\n2. в\n3. г", 3),
        ("– а\n  б\n– в", 2),
        ("а) а\n   б\nб) в", 2),
        // A number or a dash that does not continue the list is text.
        ("1. а\nпостроено в\n5. квартале", 1),
        ("– а\nб\n– в", 1),
    ] {
        let blocks = &tree(text)[0].1;
        let [Block::List { items: found, .. }] = &blocks[..] else { panic!("{text}: {blocks:?}") };
        assert_eq!(found.len(), items, "{text}: {blocks:?}");
        assert!(matches!(found[0][..], [Block::Plain(_)]), "{text}: {blocks:?}");
    }
}

#[test]
fn work_is_linear_in_the_number_of_links_of_a_line() {
    let link = |number: usize| format!("[а {number}](https://example.org/{number}?a=1&amp;b=2) и **б:**в, ");
    assert_linear_growth(200, |size| {
        let text: String = (0..size).map(link).collect();
        assert_eq!(read(&text, 1).sections[0].prose.links.len(), size);
    });
    let last = read(&(0..300).map(|number| format!("[а](city:a{number}) **б:**в, ")).collect::<String>(), 1);
    let span = last.sections[0].prose.links[299].span;
    let before: String = (0..299).map(|number| format!("[а](city:a{number}) **б:**в, ")).collect();
    assert_eq!(span.column as usize, before.chars().count() + "[а](".chars().count() + 1);
}

#[test]
fn work_is_linear_in_the_number_of_faults_of_a_line() {
    for fault in ["<! -- ", "-->", "[а](б в) *г* ", "<b>", "`", "<!-- а ", "\u{1}а", "{# ", "[а]: б "] {
        assert_linear_growth(300, |size| {
            read(&format!("Начало {}", fault.repeat(size)), 1);
            // The base count: the steps that every text costs.
            crate::work::steps(size);
        });
    }
}
