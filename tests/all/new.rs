//! The command `new` without a terminal: editions, responses and entries of registers. `terminal.rs` tests its
//! questions.

use std::fs;

use crate::support::{Run, Site, files, project, temporary_folder};

fn new(site: &Site, args: &[&str]) -> Run {
    let args = [&["new"], args, &["--lang", "ru"]].concat();
    site.run(&args)
}

/// Runs `new`, which must succeed with an empty standard error. Returns the standard output.
fn run_ok(site: &Site, args: &[&str]) -> String {
    let run = new(site, args);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{args:?}");
    run.stdout
}

/// Runs `new`, which must fail and change nothing. Returns the standard error.
fn run_rejected(site: &Site, args: &[&str]) -> String {
    let before = files(&site.path(""));
    let run = new(site, args);
    assert!(matches!(run.code, Some(1 | 2)), "{args:?}: {}", run.stdout);
    assert!(run.stdout.is_empty(), "{}", run.stdout);
    assert_eq!(files(&site.path("")), before, "{args:?}");
    run.stderr
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap()
}

/// The base site with a second sector, which has its own questions, and a list of the cities that were asked.
fn two_sectors() -> Site {
    Site::base()
        .append("content/sectors.yaml", "culture:\n  name: Культура\n  in_question: культуры\n")
        .file("content/2024/edition.yaml", "title: Итоги 2024 года\ndate: 2025-03-01\nasked: [vydumsk, primersk]\n")
        .file(
            "content/2024/culture/questionnaire.yaml",
            "questions:\n  - id: results\n    role: results\n    title: Итоги\n    wording: Что нового в области {sector} в {year} году?\n",
        )
        .file("content/2024/culture/primersk.md", "## 1. Итоги\n\nОткрыт музей.\n")
}

#[test]
fn a_new_edition_copies_sectors_questions_and_cities() {
    let site = two_sectors();
    let output = run_ok(&site, &["edition", "2025"]);
    assert!(output.contains("Взято из выпуска 2024: 2 сферы, 2 города, которым разослана анкета."), "{output}");
    assert_eq!(
        files(&site.path("content/2025")).into_iter().map(|(name, _)| name).collect::<Vec<_>>(),
        ["culture/questionnaire.yaml", "edition.yaml", "housing/.gitkeep"]
    );
    assert_eq!(
        read(&site, "content/2025/culture/questionnaire.yaml"),
        read(&site, "content/2024/culture/questionnaire.yaml")
    );
    let edition = read(&site, "content/2025/edition.yaml");
    assert!(edition.contains("\ntitle: Итоги 2025 года\n"), "{edition}");
    assert!(edition.contains("\nasked:\n  - vydumsk # Выдумск\n  - primersk # Примерск\n"), "{edition}");
    assert!(!edition.contains("\ndate:"), "{edition}");
    let run = site.run(&["check", "--strict"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let status = site.run(&["status", "--year", "2025", "--lang", "ru"]).stdout;
    assert_eq!(status.matches("    Выдумск, Примерск\n").count(), 2, "{status}");
}

#[test]
fn an_edition_is_created_only_once() {
    let site = two_sectors();
    assert!(run_rejected(&site, &["edition", "2024"]).contains("выпуск за 2024 год уже есть: content/2024"));
    assert!(run_rejected(&site, &["edition", "1825"]).contains("1990"));
    assert!(run_rejected(&site, &["edition"]).contains("<ГОД>"));
    let site = site.file("content/2025", "");
    assert!(run_rejected(&site, &["edition", "2025"]).contains("не удаётся записать «content/2025/edition.yaml»"));
}

#[test]
fn a_digest_without_editions_gets_a_first_edition() {
    let site = Site::base().without("content/2024");
    let output = run_ok(&site, &["edition", "2024"]);
    assert!(output.contains("content/2024. 1 сфера."), "{output}");
    assert!(site.path("content/2024/housing/.gitkeep").exists());
    assert!(!read(&site, "content/2024/edition.yaml").contains("\nasked:"));
    assert_eq!(site.run(&["check"]).code, Some(0));
}

#[test]
fn a_literal_year_in_a_question_is_reported() {
    let questions = "questions:\n  - id: results\n    role: results\n    title: Итоги\n    wording: Что в 2024 году?\n";
    let site = Site::base().file("content/2024/questionnaire.yaml", questions);
    let run = new(&site, &["edition", "2025"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("стоит год 2024, а не {year} — content/2025/questionnaire.yaml"), "{}", run.stderr);
}

#[test]
fn a_new_response_passes_the_check_empty_and_filled_in() {
    let site = Site::base().without("content/2024/housing/vydumsk.md");
    let output = run_ok(&site, &["response", "ВЫДУМСК"]);
    assert!(output.contains("content/2024/housing/vydumsk.md"), "{output}");
    let frame = read(&site, "content/2024/housing/vydumsk.md");
    assert!(frame.starts_with("---\ndraft: true\n"), "{frame}");
    let headings: Vec<_> = frame.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings.len(), 3, "{frame}");
    assert!(headings[0].starts_with("## 1. ") && headings[0].contains("2024"), "{frame}");
    let run = site.run(&["check", "--strict", "--lang", "ru"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    // Filled in as the file explains: answers below the questions, hints turned into keys, no longer a draft.
    let filled = frame.replace("draft: true\n", "").replace("# received: ", "received: ");
    let filled = filled.replace("\n\n## 2", "\n\nПостроен дом.\n\n## 2");
    let site = site.file("content/2024/housing/vydumsk.md", filled).build();
    assert!(site.page("2024/housing/vydumsk/index.html").contains("Построен дом."));
    let run = site.run(&["check", "--lang", "ru"]);
    assert_eq!(run.stderr.matches("предупреждение: ").count(), 2, "{}", run.stderr);
}

#[test]
fn all_asked_creates_the_missing_responses() {
    let site = two_sectors();
    let output = run_ok(&site, &["response", "--all-asked", "--sector", "Культура"]);
    assert!(output.contains("Анкета заведена: Выдумск, 2024 год, Культура."), "{output}");
    assert!(site.path("content/2024/culture/vydumsk.md").exists());
    let output = run_ok(&site, &["response", "--all-asked", "--sector", "culture"]);
    assert_eq!(output, "Все анкеты уже есть: 2024 год, Культура.\n");
    run_ok(&site, &["edition", "2025"]);
    let output = run_ok(&site, &["response", "--all-asked", "--sector", "housing"]);
    assert!(output.contains("(2), 2025 год"), "{output}");
    assert_eq!(site.run(&["check", "--strict"]).code, Some(0));
}

#[test]
fn responses_are_created_for_all_cities_or_none() {
    let site = two_sectors();
    let culture = ["response", "--sector", "culture"];
    let output = run_rejected(&site, &[&culture[..], &["Выдумск", "primersk"]].concat());
    assert!(output.contains("анкета этого города уже есть: «primersk», content/2024/culture/primersk.md"), "{output}");
    let output = run_rejected(&site, &[&culture[..], &["Выдумск", "Небывальск", "Примерсск"]].concat());
    assert!(
        output.contains("asdg-site new city \"Небывальск\"") && output.contains("похоже на «primersk»"),
        "{output}"
    );
    assert!(
        run_rejected(&site, &["response", "Выдумск"]).contains("укажите после --sector одну из сфер: housing, culture")
    );
    assert!(run_rejected(&site, &["response", "Выдумск", "--sector", "sport"]).contains("--sector sport"));
    assert!(run_rejected(&site, &["response", "Выдумск", "--year", "2030"]).contains("asdg-site new edition"));
    assert!(run_rejected(&site, &["response"]).contains("<ГОРОД>"));
    assert!(
        run_rejected(&Site::base(), &["response", "--all-asked"])
            .contains("неизвестно, кому разосланы анкеты за 2024 год")
    );
}

#[test]
fn an_invalid_response_does_not_prevent_a_new_one() {
    let site = two_sectors().file("content/2024/culture/primersk.md", "---\ntopics: [nothing\n---\n# Что\n");
    run_ok(&site, &["response", "vydumsk", "--sector", "culture"]);
    // A response that cannot be read exists all the same.
    assert!(run_rejected(&site, &["response", "primersk", "--sector", "culture"]).contains("уже есть"));
}

#[test]
fn adding_a_city_keeps_the_rest_of_the_register() {
    let old = "\u{feff}# Города дайджеста\r\nvydumsk:\r\n    name: Выдумск # первый\r\n\r\n# Второй.\r\nprimersk:\r\n    name: Примерск";
    let site = Site::base().file("content/cities.yaml", old);
    let output = run_ok(&site, &["city", "Небывало-Заречный", "--region", "Край: № 1"]);
    assert_eq!(output, "Город добавлен: Небывало-Заречный (nebyvalo-zarechnyy), content/cities.yaml:5.\n");
    let entry = "nebyvalo-zarechnyy:\r\n    name: Небывало-Заречный\r\n    region: 'Край: № 1'\r\n\r\n";
    assert_eq!(read(&site, "content/cities.yaml"), old.replace("# Второй", &format!("{entry}# Второй")));
    run_ok(&site, &["city", "Ямск"]);
    assert!(
        read(&site, "content/cities.yaml")
            .ends_with("primersk:\r\n    name: Примерск\r\n\r\nyamsk:\r\n    name: Ямск\r\n")
    );
    // There are only warnings that nothing refers to the cities yet.
    let run = site.run(&["check", "--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn topics_and_courses_can_be_added_without_a_register() {
    let site = Site::base().without("content/courses.yaml").without("content/topics.yaml");
    let site = site
        .file("content/2024/housing/primersk.md", "## 1. Итоги\n\nДа.\n")
        .file("content/2024/housing/vydumsk.md", "## 1. Итоги\n\nДа.\n");
    run_ok(&site, &["topic", "Итоги: год", "--id", "year-results"]);
    assert_eq!(read(&site, "content/topics.yaml"), "year-results:\n  name: 'Итоги: год'\n");
    run_ok(&site, &["topic", "Дороги"]);
    let output =
        run_ok(&site, &["course", "Ремонт дорог", "--topic", "дороги", "--topic", "year-results", "--topic", "dorogi"]);
    assert_eq!(output, "Курс добавлен: Ремонт дорог (remont-dorog), content/courses.yaml:1.\n");
    assert_eq!(
        read(&site, "content/courses.yaml"),
        "remont-dorog:\n  name: Ремонт дорог\n  topics: [dorogi, year-results]\n"
    );
    assert!(run_rejected(&site, &["course", "Курс", "--topic", "Мосты"]).contains("asdg-site new topic \"Мосты\""));
    assert_eq!(site.run(&["check"]).code, Some(0));
}

#[test]
fn a_sector_is_appended_with_its_form_inside_questions() {
    let site = Site::base();
    let old = read(&site, "content/sectors.yaml");
    run_ok(&site, &["sector", "culture", "--name", "Культура"]);
    let with_culture = format!("{old}culture:\n  name: Культура\n  in_question: культуры\n");
    assert_eq!(read(&site, "content/sectors.yaml"), with_culture);
    // A name in place of the id gives an id by transliteration.
    run_ok(&site, &["sector", "Экономика"]);
    assert!(read(&site, "content/sectors.yaml").ends_with("ekonomika:\n  name: Экономика\n  in_question: экономики\n"));
    assert!(run_rejected(&site, &["sector", "sport"]).contains("asdg-site new sector sport --name"));
    assert!(run_rejected(&site, &["sector", "sport", "--name", "Культура и спорт"]).contains("--in-question"));
    run_ok(&site, &["sector", "sport", "--name", "Культура и спорт", "--in-question", "культуры и спорта"]);
    run_ok(&site, &["response", "primersk", "--sector", "sport"]);
    assert!(read(&site, "content/2024/sport/primersk.md").contains("культуры и спорта"));
}

#[test]
fn invalid_entries_are_rejected_with_a_suggestion() {
    let site = Site::base().append("content/cities.yaml", "nebyval:\n  name: Небываль\n  aliases: [Старая Небываль]\n");
    let clash = run_rejected(&site, &["city", "старая небываль"]);
    assert!(clash.contains("уже есть у записи «nebyval»") && clash.contains("content/cities.yaml:"), "{clash}");
    assert!(clash.contains("aliases: [Старая Небываль]"), "{clash}");
    let taken = run_rejected(&site, &["city", "Небывальск", "--id", "nebyval"]);
    assert!(taken.contains("уже занят: это «Небываль»") && taken.contains("--id nebyval-2"), "{taken}");
    assert!(run_rejected(&site, &["city", "Омск", "--id", "Омск"]).contains("подойдёт «omsk»"));
    assert!(run_rejected(&site, &["city", "Вопросск", "--id", "questions"]).contains("занят самим сайтом"));
    assert!(run_rejected(&site, &["city", "№ 7"]).contains("не получается идентификатор"));
    assert!(run_rejected(&site, &["city", "  "]).contains("name"));
    assert!(run_rejected(&site, &["city"]).contains("<НАЗВАНИЕ>"));
    let site = site.file("content/cities.yaml", "{primersk: {name: Примерск}, vydumsk: {name: Выдумск}}\n");
    assert!(run_rejected(&site, &["city", "Омск"]).contains("omsk:"));
    let site = site.file("content/cities.yaml", "primersk:\n\tname: Примерск\n");
    assert!(run_rejected(&site, &["city", "Омск"]).contains("content/cities.yaml:2"));
    let folder = temporary_folder();
    let site = Site::copy_of(folder.path());
    assert!(run_rejected(&site, &["city", "Омск"]).contains("site.toml"));
}

#[test]
fn a_dry_run_shows_the_changes_and_writes_nothing() {
    let site = two_sectors();
    let before = files(&site.path(""));
    let output = run_ok(&site, &["city", "Небывальск", "--dry-run"]);
    assert!(output.starts_with("Было бы записано:\n  content/cities.yaml, начиная со строки "), "{output}");
    assert!(output.contains("\nnebyvalsk:\n  name: Небывальск\n"), "{output}");
    let output = run_ok(&site, &["edition", "2025", "--dry-run"]);
    assert!(
        output.contains("  content/2025/housing/.gitkeep (новый файл)\n") && output.contains("- vydumsk # Выдумск"),
        "{output}"
    );
    let output = run_ok(&site, &["response", "vydumsk", "--sector", "culture", "--dry-run"]);
    assert!(output.contains("\n## 1. Что нового в области культуры в 2024 году?"), "{output}");
    assert_eq!(files(&site.path("")), before);
}

#[test]
fn an_english_digest_gets_english_files() {
    let site = Site::base().append("site.toml", "language = \"en\"\n").without("content/2024/housing/vydumsk.md");
    let run = site.run(&["new", "response", "vydumsk"]);
    assert!(run.stdout.starts_with("The response is created: "), "{}", run.stdout);
    assert!(read(&site, "content/2024/housing/vydumsk.md").contains("This remark is for you"));
    let run = site.run(&["new", "sector", "sports", "--name", "Sports"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(read(&site, "content/sectors.yaml").ends_with("sports:\n  name: Sports\n  in_question: sports\n"));
}

#[test]
#[cfg(unix)]
fn a_symlinked_register_stays_a_symlink() {
    let site = Site::base();
    fs::create_dir(site.path("content/.shared")).unwrap();
    fs::rename(site.path("content/cities.yaml"), site.path("content/.shared/cities.yaml")).unwrap();
    std::os::unix::fs::symlink(".shared/cities.yaml", site.path("content/cities.yaml")).unwrap();
    run_ok(&site, &["city", "Ямск"]);
    assert!(fs::symlink_metadata(site.path("content/cities.yaml")).unwrap().is_symlink());
    assert!(read(&site, "content/.shared/cities.yaml").contains("yamsk:"));
}

#[test]
fn an_edition_without_responses_does_not_change_overviews() {
    let site = Site::copy_of(&project("examples/digest")).build_with(&["--drafts"]);
    let pages =
        ["index.html", "courses/protocol/index.html", "topics/index.html", "plans/index.html", "agenda/index.html"];
    let before: Vec<String> = pages.iter().map(|page| site.page(page)).collect();
    assert_eq!(site.run(&["new", "edition", "2025"]).code, Some(0));
    let site = site.build_with(&["--drafts"]);
    for (page, before) in pages.iter().zip(before) {
        let after = site.page(page);
        assert!(!after.contains("больше не"), "{page}: nobody knows yet what cities will ask for");
        // The home page lists one more edition, and some pages have one more link.
        assert!(after.len().abs_diff(before.len()) < 1500, "{page} shows another edition");
    }
    assert!(site.page("index.html").contains("Дайджест-2024"));
}

/// Commands in several windows or in a script: every entry that is announced is in the register, and the register is
/// valid.
#[test]
fn entries_added_concurrently_are_all_kept() {
    let site = Site::base();
    let start = |number: usize| {
        let mut command = crate::support::program();
        command.args(["new", "city", &format!("Придумск-{number}"), "--lang", "en", "--site"]).arg(site.path(""));
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
    };
    let running: Vec<_> = (0..30).map(start).collect();
    for (number, child) in running.into_iter().enumerate() {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{number}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let register = fs::read_to_string(site.path("content/cities.yaml")).unwrap();
    for number in 0..30 {
        assert!(
            register.contains(&format!("name: Придумск-{number}\n")),
            "{number} is announced and lost:\n{register}"
        );
    }
    assert_eq!(site.run(&["check"]).code, Some(0));
    let hidden = fs::read_dir(site.path("content")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(hidden.into_iter().all(|name| !name.to_string_lossy().starts_with('.')), "a lock was left");
}

/// `check` accepts what is written, whatever spaces and invisible characters a name was copied with.
#[test]
fn names_with_unusual_white_space_are_rejected_or_pass_the_check() {
    for name in ["\u{a0}", "\u{2007}\u{202f}", "\u{200b}", "\u{ad}\u{feff}", "\u{3000}", "\t\n", "\u{2028}"] {
        let site = Site::base();
        for command in [&["new", "city", name][..], &["new", "topic", name], &["new", "course", name]] {
            let run = site.run(command);
            assert_ne!(run.code, Some(0), "{name:?}: {}", run.stdout);
        }
        assert_eq!(site.run(&["check"]).code, Some(0), "{name:?}");
    }
    for name in [
        "Ново\u{a0}Придумск",
        "\u{a0}Новый\u{202f}\u{a0}Придумск\u{a0}",
        "Ново\u{200b}придумск\u{ad}",
        "Верх\u{2028}Придумск",
    ] {
        let site = Site::base();
        let run = site.run(&["new", "city", name, "--region", "\u{a0}Придуманная\u{a0}область\u{a0}"]);
        assert_eq!(run.code, Some(0), "{name:?}: {}", run.stderr);
        let run = site.run(&["check"]);
        assert_eq!(run.code, Some(0), "{name:?}: {}", run.stderr);
        // The same name with plain spaces is the same city.
        let plain: String = name.replace(['\u{200b}', '\u{ad}'], "").split_whitespace().collect::<Vec<_>>().join(" ");
        assert_ne!(site.run(&["new", "city", &plain]).code, Some(0), "{name:?}");
    }
}
