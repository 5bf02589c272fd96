//! The command `import`. `tests/fixtures/ugly.rs` tests single files with pitfalls.

use std::fs;
use std::io::Write;
use std::path::Path;

use asdg_base::problem::{Kind, Problem};
use asdg_import::{Ask, ImportResult, Options, Progress, Unknown};

use crate::support::{Site, expect_file, import, project};

/// The site into which files are imported: registers and a questionnaire, no responses.
fn site() -> Site {
    Site::copy_of(&project("tests/import/site"))
}

/// Removes from a response what not every format can express: comments, the source, bold text, headings and links.
fn without_formatting(markdown: &str) -> String {
    let mut out = String::new();
    let mut comment = false;
    for line in markdown.lines() {
        comment |= line.starts_with("<!--");
        let skipped = comment || line.starts_with("source: ") || line.trim().is_empty();
        comment &= !line.ends_with("-->");
        if skipped {
            continue;
        }
        let line = line.replace("**", "").replace("### ", "");
        let line = line.replace("[городском портале](https://example.org/primersk/)", "городском портале");
        out.push_str(&line.replace("городском портале (https://example.org/primersk/)", "городском портале"));
        out.push('\n');
    }
    out
}

#[test]
fn a_response_is_imported_alike_from_every_format() {
    let folder = project("tests/import/formats");
    let imported = |name: &str| {
        let site = site();
        let out = import(&site, &folder.join(name), &[]);
        let path = site.path("content/2024/organizational-work/primersk.md");
        fs::read_to_string(path).unwrap_or_else(|_| panic!("{name}: {out}"))
    };
    let whole = imported("word-lists.docx");
    expect_file(&folder.join("expected.md"), &whole);
    for name in ["typed-lists.docx", "table.docx", "headings.docx", "response.odt", "response.pdf", "response.md"] {
        assert_same_lines(name, &without_formatting(&imported(name)), &without_formatting(&whole));
    }
    // Plain texts have no table, and no reference to one.
    let is_about_table = |line: &&str| !line.starts_with('|') && !line.contains("в таблице");
    let without_table: String =
        without_formatting(&whole).lines().filter(is_about_table).map(|line| format!("{line}\n")).collect();
    for name in ["windows-1251.txt", "utf-8.txt", "utf-16.txt"] {
        assert_same_lines(name, &without_formatting(&imported(name)), &without_table);
    }
}

fn assert_same_lines(name: &str, actual: &str, expected: &str) {
    for (actual, expected) in actual.lines().zip(expected.lines()) {
        assert_eq!(actual, expected, "{name}");
    }
    assert_eq!(actual.lines().count(), expected.lines().count(), "{name}");
}

/// Returns a .docx file with this XML as its body.
fn docx(body: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    zipped(&[
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_owned(),
        ),
        ("word/document.xml", format!(r#"<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>"#)),
    ])
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

const FIRST_QUESTION: &str =
    "1. Какие важные дела удалось завершить вашему городу в области организационной работы в 2024 году?";

/// The first paragraphs of a .docx: the city and the first question.
fn city_and_first_question() -> String {
    paragraph("ПРИМЕРСК") + &paragraph(FIRST_QUESTION)
}

#[test]
fn huge_and_hostile_files_are_imported_or_rejected() {
    let many: String = (0..3_000).map(|number| paragraph(&format!("Дело № {number} сделано."))).collect();
    let zip_bomb = " ".repeat(65 << 20);
    let deep =
        format!("{}{}{}", "<w:tbl><w:tr><w:tc>".repeat(100), paragraph("дно"), "</w:tc></w:tr></w:tbl>".repeat(100));
    let elements = "<w:sdt>".repeat(100_000);
    let entities = r#"<!DOCTYPE x [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    let items: String = (1..400).map(|depth| format!("{}- дело {depth}:\n", " ".repeat(depth * 2))).collect();
    let question = format!("ПРИМЕРСК\n\n{FIRST_QUESTION}\n\n");
    let files: [(&str, Vec<u8>, bool); 8] = [
        ("many-paragraphs.docx", docx(&(city_and_first_question() + &many)), true),
        ("bomb.docx", docx(&(city_and_first_question() + &paragraph(&zip_bomb))), false),
        ("deep-tables.docx", docx(&(city_and_first_question() + &deep)), true),
        ("deep-elements.docx", docx(&(city_and_first_question() + &elements)), false),
        (
            "entities.docx",
            zipped(&[("[Content_Types].xml", String::new()), ("word/document.xml", entities.to_owned())]),
            false,
        ),
        ("deep-list.txt", format!("{question}{items}").into_bytes(), true),
        ("one-word.txt", format!("{question}{}", "слово".repeat(100_000)).into_bytes(), true),
        ("asterisks.txt", format!("{question}{}", "*_[(<`\\ ".repeat(20_000)).into_bytes(), true),
    ];
    for (name, bytes, is_imported) in files {
        let site = site().file(&format!("inbox/{name}"), bytes);
        let run = site.run(&["import", site.path("inbox").to_str().unwrap(), "--lang", "ru"]);
        assert!(!run.stderr.contains("panicked"), "{name}: {}", run.stderr);
        assert_eq!(run.code, Some(if is_imported { 0 } else { 1 }), "{name}: {}", run.stderr);
        assert_eq!(site.path("content/2024/organizational-work/primersk.md").is_file(), is_imported, "{name}");
    }
}

#[test]
fn broken_files_do_not_stop_the_import_of_others() {
    let folder = project("tests/import/formats");
    let mut site = site();
    // Pseudo-random positions in the bytes of a file, the same in every run.
    let mut position = 17_usize;
    for name in ["word-lists.docx", "response.odt", "response.pdf", "windows-1251.txt", "utf-16.txt", "response.md"] {
        let whole = fs::read(folder.join(name)).unwrap();
        for number in 0..12 {
            let cut = whole.len() * number / 12;
            site = site.file(&format!("inbox/cut-{number}-{name}"), &whole[..cut]);
            let mut damaged = whole.clone();
            for _ in 0..=number * 4 {
                position = (position * 31 + 7_919) % damaged.len();
                damaged[position] ^= 1 << (position % 8);
            }
            site = site.file(&format!("inbox/spoilt-{number}-{name}"), damaged);
        }
    }
    let site = site.file("inbox/я/whole.docx", fs::read(folder.join("word-lists.docx")).unwrap());
    let report = site.path("report.json");
    let inbox = site.path("inbox");
    let run = site.run(&[
        "import",
        inbox.to_str().unwrap(),
        "--lang",
        "ru",
        "--report",
        report.to_str().unwrap(),
        "--dry-run",
    ]);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    let report: serde_json::Value = serde_json::from_str(&fs::read_to_string(report).unwrap()).unwrap();
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 6 * 24 + 1);
    let last = files.last().unwrap();
    assert!(last["file"].as_str().unwrap().ends_with("я/whole.docx"));
    assert_eq!(last["responses"][0]["saved"], "dry");
    assert_eq!(last["responses"][0]["answers"].as_array().unwrap().len(), 5);
    assert!(!site.path("content/2024").exists(), "nothing is written");
}

#[test]
fn an_existing_response_is_kept_or_backed_up() {
    let file = project("tests/import/formats/word-lists.docx");
    let file = file.to_str().unwrap();
    let path = "content/2024/organizational-work/primersk.md";
    let site = site().file(path, "## 1. Итоги\n\nПравлено редактором.\n");
    let edited = fs::read_to_string(site.path(path)).unwrap();
    let run = site.run(&["import", file, "--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(fs::read_to_string(site.path(path)).unwrap(), edited);
    let diff = fs::read_to_string(site.path("content/2024/organizational-work/primersk.imported.diff")).unwrap();
    assert!(diff.contains("-Правлено редактором."), "{diff}");
    let check = site.run(&["check", "--lang", "ru"]);
    assert!(check.stderr.contains("primersk.imported.md"), "{}", check.stderr);
    assert_eq!(check.code, Some(0), "{}", check.stderr);
    let run = site.run(&["import", file, "--replace", "--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(fs::read_to_string(site.path(&format!("{path}.bak"))).unwrap(), edited);
    assert!(fs::read_to_string(site.path(path)).unwrap().contains("Фантазилья"));
}

#[test]
fn status_reports_the_state_of_files_in_the_inbox() {
    let text = |plans: &str| {
        format!(
            "ПРИМЕРСК\n\n1. Какие важные дела удалось завершить вашему городу в области организационной работы в 2024 году?\n\nОткрыт мост.\n\n2. Какие задачи в области организационной работы город ставит перед собой на 2025 год?\n\n{plans}\n"
        )
    };
    let site = site()
        .file("inbox/Анкета.txt", text("Открыть парк."))
        .file("inbox/Копия.txt", text("Открыть парк."))
        .file("inbox/Правка.txt", text("Открыть два парка."))
        .file("inbox/пусто.txt", "");
    let waiting = site.run(&["status", "--lang", "ru"]);
    assert!(waiting.stdout.contains("ждут импорта — 3"), "{}", waiting.stdout);
    let run = site.run(&["import", site.path("inbox").to_str().unwrap(), "--lang", "ru"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let status = site.run(&["status", "--lang", "ru"]).stdout;
    for line in [
        "импортировано файлов — 1, ждут импорта — 0, ждут сравнения — 1, копий — 1, не импортируются — 1",
        "\n    Правка.txt\n",
        "\n    Копия.txt\n",
        "\n    пусто.txt  ",
    ] {
        assert!(status.contains(line), "{line} in {status}");
    }
}

/// A user at a terminal who answers every question; records the questions.
struct FakeUser(std::cell::RefCell<Vec<String>>);

impl Ask for FakeUser {
    fn ask(&self, file: &str, what: Unknown, choices: &[(String, String)], proposal: Option<&str>) -> Option<String> {
        let name = Path::new(file).file_name().unwrap().to_str().unwrap();
        self.0.borrow_mut().push(format!("{name}: {what:?}, {} choices, {proposal:?}", choices.len()));
        let answer = match (name, what) {
            ("city-unknown.txt", _) => "",
            (_, Unknown::City) => "primersk",
            (_, Unknown::Year) => "2023",
            (_, Unknown::Sector) => "culture",
            ("year-2023.txt", Unknown::Edition) => "",
            (_, Unknown::Edition) => return proposal.map(str::to_owned),
        };
        Some(answer.to_owned())
    }
}

/// A progress display that shows nothing.
struct NoProgress;

impl Progress for NoProgress {
    fn found(&self, _: usize) {}
    fn read(&self) {}
}

#[test]
fn missing_city_year_and_sector_are_asked_for() {
    let site = site();
    let folder = project("tests/import/ugly");
    let files = ["no-city.txt", "year-option.txt", "sector-option.txt", "city-unknown.txt"];
    let options = Options {
        site: site.path(""),
        inputs: files.iter().map(|name| folder.join(name)).collect(),
        ..Options::default()
    };
    let user = FakeUser(Default::default());
    let (known, _) = asdg_site::read_known(&options.site);
    let outcome = asdg_import::import(&options, &known.expect("a digest"), None, Some(&user), &NoProgress);
    assert_eq!(
        user.0.into_inner(),
        [
            "no-city.txt: City, 8 choices, None",
            "year-option.txt: Year, 0 choices, None",
            "sector-option.txt: Sector, 3 choices, None",
            "city-unknown.txt: City, 8 choices, None"
        ]
    );
    let report = outcome.report.unwrap();
    let paths: Vec<&str> =
        report.files.iter().flat_map(|file| &file.responses).map(|response| &*response.path).collect();
    let folder = "content/2024/organizational-work";
    let culture = "content/2024/culture/primersk.md".to_owned();
    assert_eq!(
        paths,
        [format!("{folder}/primersk.md"), "content/2023/organizational-work/primersk.md".to_owned(), culture]
    );
    assert!(outcome.problems.is_empty(), "a file that was left out on purpose is no problem");
}

#[test]
fn a_new_edition_is_confirmed_once_and_reported() {
    let response = |year: u32, city: &str| {
        format!(
            "{city}\n\n1. Какие важные дела удалось завершить вашему городу в области культуры в {year} году?\n\nМост.\n"
        )
    };
    let site = site()
        .file("content/2024/edition.yaml", "title: Выпуск\n")
        .file("inbox/a.txt", response(2022, "Примерск"))
        .file("inbox/b.txt", response(2022, "Небывальск"))
        .file("inbox/c.txt", response(2024, "Примерск"))
        .file("inbox/year-2023.txt", response(2023, "Примерск"));
    let import = |user: Option<&dyn Ask>| {
        let options =
            Options { site: site.path(""), inputs: vec![site.path("inbox")], dry_run: true, ..Options::default() };
        let (known, _) = asdg_site::read_known(&options.site);
        asdg_import::import(&options, &known.expect("a digest"), None, user, &NoProgress)
    };
    let user = FakeUser(Default::default());
    let with_user = import(Some(&user));
    assert_eq!(
        user.0.into_inner(),
        ["a.txt: Edition, 1 choices, Some(\"2022\")", "year-2023.txt: Edition, 2 choices, Some(\"2023\")"]
    );
    let written = |result: &ImportResult| {
        let report = result.report.clone().unwrap();
        (report.editions.clone(), report.files.iter().map(|file| file.responses.len()).collect::<Vec<_>>())
    };
    assert_eq!(written(&with_user), (vec!["2022".to_owned()], vec![1, 1, 1, 0]), "one file is left out");
    let without_user = import(None);
    assert_eq!(written(&without_user), (vec!["2022".to_owned(), "2023".to_owned()], vec![1; 4]));
    let is_new_edition = |problem: &Problem| matches!(problem.kind, Kind::ImportNewEdition { .. });
    assert_eq!(
        without_user.problems.iter().filter(|problem| is_new_edition(problem)).count(),
        2,
        "{:?}",
        without_user.problems
    );
    let run = site.run(&["import", site.path("inbox").to_str().unwrap(), "--lang", "ru"]);
    assert!(run.stdout.contains("; новый выпуск: 2022, 2023;"), "{}", run.stdout);
}

#[test]
fn two_files_of_one_city_do_not_replace_each_other() {
    let folder = project("tests/import/formats");
    let site = site();
    let [first, second] = ["response.md", "utf-8.txt"].map(|name| folder.join(name));
    let run = site.run(&["import", first.to_str().unwrap(), second.to_str().unwrap(), "--replace", "--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(site.path("content/2024/organizational-work/primersk.imported.md").is_file());
}

#[test]
fn a_file_is_matched_with_the_questionnaire_of_its_year() {
    // In 2023 the same questions have other ids and the reverse order.
    let whole = fs::read_to_string(project("tests/import/site/content/questionnaire.yaml")).unwrap();
    let (preamble, rest) = whole.split_once("  - id: ").unwrap();
    let mut questions: Vec<String> =
        rest.split("  - id: ").map(|question| format!("  - id: old-{}\n", question.trim_end())).collect();
    questions.reverse();
    let site = site().file("content/2023/questionnaire.yaml", format!("{preamble}{}", questions.concat()));
    let folder = project("tests/import/ugly");
    for (name, year, first) in
        [("year-2023.txt", 2023, "## 1. Какие темы"), ("city-g.txt", 2024, "## 1. Какие важные дела")]
    {
        let run = site.run(&["import", folder.join(name).to_str().unwrap(), "--lang", "ru"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let path = site.path(&format!("content/{year}/organizational-work/primersk.md"));
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(first), "{text}");
    }
    let check = site.run(&["check", "--lang", "ru"]);
    assert_eq!(check.code, Some(0), "{}", check.stderr);
}
