//! The command `suggest`: its proposals, what gets none, and that it changes no file.

use crate::support::{Site, files};

/// Two years of two cities, with a proposal of each kind.
fn site() -> Site {
    Site::base()
        .file(
            "content/2023/housing/primersk.md",
            "## 2. Планы\n\n- Отремонтировать мост через Выдуманку;\n- посадить липовую аллею;\n- закупить снегоуборочные машины.\n",
        )
        .file(
            "content/2024/housing/primersk.md",
            "## 1. Итоги\n\n### Переправа {#bridge}\n\nМост через Выдуманку отремонтирован к осени: ремонт дорог начали с него.\n\n\
             ### Зелень\n\nПосажены липы.\n\n## 3. Курсы\n\n- Как составлять сметы на дороги;\n- Работа в социальных сетях;\n\
             - [Как составить смету](course:estimates)\n",
        )
        .file("content/2024/housing/vydumsk.md", "## 1. Итоги\n\nПостроен дом.\n\n## 3. Курсы\n\n- Ведение социальных сетей: тексты.\n")
}

#[test]
fn proposals_come_with_the_lines_to_paste() {
    let run = site().run(&["suggest", "--lang", "ru"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(with_placeholders(&run.stdout), RUSSIAN);
    let run = site().run(&["suggest", "--lang", "en"]);
    assert_eq!(with_placeholders(&run.stdout), ENGLISH);
}

/// Returns the output with `…` where the editor has to fill in a value.
fn with_placeholders(output: &str) -> String {
    output.replace("outcome: \n", "outcome: …\n")
}

const RUSSIAN: &str = "\
content/2024/housing/primersk.md

  content/2024/housing/primersk.md:3 — похоже на темы: Дороги (в тексте есть «ремонт дорог»)

### Переправа {#bridge topic=roads}

  content/2024/housing/primersk.md:11, пункт 1 — похоже на курс «Сметы» (в заявке есть «Сметы»)

- [Как составлять сметы на дороги](course:estimates)

  План прошлого года «Отремонтировать мост через Выдуманку» — возможно, о ней рассказывает «Переправа» (совпадают слова: мост, через, выдуманку, отремонтирован)
  В шапку анкеты; после outcome впишите итог: done (выполнено), partly (частично), not-begun (не начато) или dropped (снято с плана):

outcomes:
  - plan: plans.1
    outcome: …
    passage: results-bridge

content/courses.yaml

  Похожие заявки, для которых курса нет: Выдумск (content/2024/housing/vydumsk.md:5), Примерск (content/2024/housing/primersk.md:11)

rabota-v-sotsialnykh-setyakh:
  name: Работа в социальных сетях
  aliases: ['Ведение социальных сетей: тексты']

Выпуск 2024. Предложено: темы для фрагментов — 1, курсы для заявок — 1, новые курсы — 1, итоги планов — 1. Файлы не изменены: вставьте то, с чем согласны.
";

const ENGLISH: &str = "\
content/2024/housing/primersk.md

  content/2024/housing/primersk.md:3: looks like the topics Дороги (the text contains “ремонт дорог”)

### Переправа {#bridge topic=roads}

  content/2024/housing/primersk.md:11, item 1: looks like the course “Сметы” (the request contains “Сметы”)

- [Как составлять сметы на дороги](course:estimates)

  Last year’s plan “Отремонтировать мост через Выдуманку”: perhaps “Переправа” reports on it (words in common: мост, через, выдуманку, отремонтирован)
  For the front matter; after outcome write what became of the plan: done, partly, not-begun or dropped:

outcomes:
  - plan: plans.1
    outcome: …
    passage: results-bridge

content/courses.yaml

  Similar requests without a course: Выдумск (content/2024/housing/vydumsk.md:5), Примерск (content/2024/housing/primersk.md:11)

rabota-v-sotsialnykh-setyakh:
  name: Работа в социальных сетях
  aliases: ['Ведение социальных сетей: тексты']

Edition 2024. Proposed: topics of passages: 1, courses of requests: 1, new courses: 1, outcomes of plans: 1. No file was changed: paste what you agree with.
";

#[test]
fn pasted_proposals_are_accepted() {
    let site = site();
    let before = files(&site.path("content"));
    let run = site.run(&["suggest", "--lang", "ru"]);
    assert_eq!(files(&site.path("content")), before, "nothing is changed");
    assert_eq!(site.run(&["suggest", "--lang", "ru"]).stdout, run.stdout, "twice gives the same");
    let pasted = site
        .file(
            "content/2024/housing/primersk.md",
            "---\noutcomes:\n  - plan: plans.1\n    outcome: done\n    passage: results-bridge\n---\n## 1. Итоги\n\n\
             ### Переправа {#bridge topic=roads}\n\nМост через Выдуманку отремонтирован к осени: ремонт дорог начали с него.\n\n\
             ## 3. Курсы\n\n- [Как составлять сметы на дороги](course:estimates)\n- [Работа в социальных сетях](course:rabota-v-sotsialnykh-setyakh)\n",
        )
        .append(
            "content/courses.yaml",
            "rabota-v-sotsialnykh-setyakh:\n  name: Работа в социальных сетях\n  aliases: ['Ведение социальных сетей: тексты']\n",
        );
    let run = pasted.run(&["suggest", "--lang", "ru", "--city", "primersk"]);
    assert!(
        run.stdout.starts_with("Выпуск 2024. Предложено: темы для фрагментов — 0, курсы для заявок — 0, "),
        "{}",
        run.stdout
    );
    // The wording of the other city is now an alias of the course.
    let run = pasted.run(&["suggest", "--lang", "ru", "--city", "vydumsk"]);
    assert!(
        run.stdout.contains("- [Ведение социальных сетей: тексты](course:rabota-v-sotsialnykh-setyakh)"),
        "{}",
        run.stdout
    );
}

#[test]
fn two_proposed_courses_in_one_sentence_pass_the_check_when_pasted() {
    let response = |heading: &str, request: &str| {
        format!(
            "## 1. Итоги\n\n{heading}\n\nОткрыт парк, ремонт дорог закончен в срок.\n\n## 2. Планы\n\nПосадить липы.\n\n## 3. Курсы\n\n{request}.\n"
        )
    };
    let file = "content/2024/housing/primersk.md";
    let request = "Просим научить вести деловые письма, а заодно составлять сметы";
    let site = Site::base()
        .append("content/courses.yaml", "letters:\n  name: Деловые письма\n  topics: [parks]\n")
        .file(file, response("### Переправа", request));
    let proposed = site.run(&["suggest", "--lang", "ru"]).stdout;
    let heading = "### Переправа {#pereprava topic=roads}";
    let linked = "Просим научить вести [деловые письма](course:letters), а заодно составлять [сметы](course:estimates)";
    for line in [heading, linked] {
        assert!(proposed.contains(line), "{proposed}");
    }
    assert_eq!(site.run(&["check", "--strict"]).code, Some(1), "the new course is not used yet");
    let pasted = site.file(file, response("### Переправа {#pereprava topic=roads topic=parks}", linked));
    let run = pasted.run(&["check", "--strict", "--lang", "en"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn tagged_passages_and_empty_answers_get_no_proposals() {
    let run = Site::base()
        .append("content/2024/housing/vydumsk.md", "\n## 2. Планы\n\nПредложений нет.\n\n## 3. Курсы\n\nНет.\n")
        .run(&["suggest", "--lang", "en"]);
    assert_eq!(
        run.stdout,
        "Edition 2024. Proposed: topics of passages: 0, courses of requests: 0, new courses: 0, outcomes of plans: 0. \
         No file was changed: paste what you agree with.\n"
    );
    assert_eq!(Site::base().run(&["suggest", "--quiet"]).stdout, "");
    assert_eq!(Site::base().run(&["suggest", "--city", "nowhere"]).code, Some(2));
    assert_eq!(Site::base().run(&["suggest", "--year", "2019"]).code, Some(2));
}

/// The address of a passage without an id comes from its first topic, and the address of a published passage must not
/// change.
#[test]
fn a_proposed_topic_keeps_the_address_of_a_passage() {
    let text = "## 1. Итоги\n\n### Ремонт дорог\n\nСделан.\n";
    let run = Site::base().file("content/2024/housing/vydumsk.md", text).run(&["suggest"]);
    assert!(run.stdout.contains("\n### Ремонт дорог {#remont-dorog topic=roads}\n"), "{}", run.stdout);
    let draft = format!("---\ndraft: true\n---\n{text}");
    let run = Site::base().file("content/2024/housing/vydumsk.md", draft).run(&["suggest"]);
    assert!(run.stdout.contains("\n### Ремонт дорог {topic=roads}\n"), "{}", run.stdout);
    let yaml = "answers:\n  results:\n    - title: Ремонт дорог\n      text: Сделан.\n";
    let site = Site::base().without("content/2024/housing/vydumsk.md").file("content/2024/housing/vydumsk.yaml", yaml);
    let run = site.run(&["suggest"]);
    assert!(run.stdout.contains("\nid: remont-dorog\ntopics: [roads]\n"), "{}", run.stdout);
}
