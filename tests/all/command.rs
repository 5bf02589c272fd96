//! Help, languages, exit codes and output formats of the commands.

use crate::support::{Site, program};

#[test]
fn help_is_available_in_both_languages() {
    for (language, word) in [("ru", "Примеры"), ("en", "Examples")] {
        for command in [&["--help"][..], &["build", "--help"], &["check", "--help"]] {
            let output = program().env("ASDG_LANG", language).args(command).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(text.contains(word), "{text}");
            assert_eq!(output.status.code(), Some(0));
        }
    }
}

#[test]
fn invalid_arguments_exit_with_code_2_and_a_hint() {
    for (args, hint) in [
        (&["biuld"][..], "build"),
        (&["build", "--ouput", "x"], "--output"),
        (&["build", "--lang", "de"], "ru, en"),
        (&["build", "--quiet", "--verbose"], "--verbose"),
        (&["build", "--output"], "--output"),
        (&["--lang", "ru", "biuld"], "build"),
        (&["check", "папка"], "лишнее слово: «папка»"),
        (&["check", "--strict", "--strict"], "дважды"),
        (&["check", "--format", "xml"], "text, json, github"),
        (&["completions"], "<ОБОЛОЧКА>"),
        (&["completions", "pwsh"], "bash, elvish, fish, powershell, zsh"),
    ] {
        let output = program().args(args).env("ASDG_LANG", "ru").output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {text}");
        assert!(text.starts_with("ошибка: ") && text.contains(hint), "{args:?}: {text}");
    }
}

#[test]
fn a_build_prints_one_summary_line() {
    let run = Site::base().run(&["build", "--lang", "ru"]);
    assert_eq!(run.stderr, "");
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    assert!(run.stdout.starts_with("Готово: 2 анкеты, "), "{}", run.stdout);
    assert!(run.stdout.ends_with("предупреждений нет.\n"), "{}", run.stdout);
    let run = Site::base().run(&["build", "--quiet"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

#[test]
fn check_writes_nothing() {
    let site = Site::base();
    let run = site.run(&["check", "--lang", "ru"]);
    assert_eq!(run.stdout, "Проверено: 2 анкеты, ошибок нет; предупреждений тоже нет.\n");
    assert!(!site.path("public").exists());
}

#[test]
fn warnings_fail_only_when_strict() {
    let site = Site::base().answer("");
    assert_eq!(site.run(&["check"]).code, Some(0));
    let run = site.run(&["build", "--strict", "--lang", "ru"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("--strict"), "{}", run.stderr);
    assert!(!site.path("public").exists());
}

#[test]
fn the_language_comes_from_the_option_the_environment_or_the_site() {
    let output_language = |language: Option<&str>, environment: Option<&str>, site: &Site| {
        let mut command = program();
        command.args(["check", "--site"]).arg(site.path(""));
        if let Some(language) = language {
            command.args(["--lang", language]);
        }
        if let Some(environment) = environment {
            command.env("LC_ALL", environment);
        }
        let text = String::from_utf8(command.output().unwrap().stdout).unwrap();
        if text.starts_with("Проверено") { "ru" } else { "en" }
    };
    let russian = Site::base();
    let english = Site::base().append("site.toml", "language = \"en\"\n");
    assert_eq!(output_language(None, None, &russian), "ru");
    assert_eq!(output_language(None, None, &english), "en");
    assert_eq!(output_language(None, Some("en_US.UTF-8"), &russian), "en");
    assert_eq!(output_language(None, Some("ru_RU.UTF-8"), &english), "ru");
    assert_eq!(output_language(Some("ru"), Some("en_US.UTF-8"), &english), "ru");
}

#[test]
fn check_prints_json() {
    let site = Site::base()
        .append("site.toml", "theme = \"nowhere\"\n")
        .file("content/2024/housing/primersk.md", "## 1. Итоги\n\n[а](city:nowhere)\n\n## 2. Планы\n");
    let run = site.run(&["check", "--format", "json", "--lang", "ru"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&document["format"], &document["language"]), (&1.into(), &"ru".into()));
    let summary = serde_json::json!({"errors": 2, "warnings": 1, "strict": false, "fine": false, "responses": null});
    assert_eq!(document["summary"], summary);
    let problems = document["problems"].as_array().unwrap();
    let city = problems.iter().find(|problem| problem["code"] == "unknown-city").unwrap();
    let (message, help) = (city["message"].as_str().unwrap(), city["help"].as_str().unwrap());
    assert!(message.contains("«nowhere»") && help.contains("cities.yaml"), "{city}");
    let expected = serde_json::json!({
        "severity": "error", "code": "unknown-city", "message": message, "help": help,
        "file": "content/2024/housing/primersk.md", "line": 3, "column": 5, "length": 12,
    });
    assert_eq!(*city, expected);
    let warning = problems.iter().find(|problem| problem["code"] == "answer-empty").unwrap();
    assert_eq!(warning["severity"], "warning");

    let fine = Site::base().run(&["check", "--format", "json", "--lang", "en", "--quiet"]);
    let document: serde_json::Value = serde_json::from_str(&fine.stdout).unwrap();
    let expected = serde_json::json!({
        "format": 1, "language": "en", "problems": [],
        "summary": {"errors": 0, "warnings": 0, "strict": false, "fine": true, "responses": 2},
    });
    assert_eq!((fine.code, document), (Some(0), expected));

    let no_site = Site::base().without("site.toml").run(&["check", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&no_site.stdout).unwrap();
    assert_eq!((no_site.code, &document["problems"][0]["file"]), (Some(2), &serde_json::Value::Null));
}

#[test]
fn check_prints_github_annotations() {
    let links: String = (1..=12).map(|number| format!("[а](city:nowhere-{number})\n\n")).collect();
    let site = Site::base().answer(&links).append("content/2024/housing/primersk.md", "\n## 2. Планы\n");
    let annotations = |workspace: &std::path::Path| {
        let mut command = program();
        command.env("GITHUB_WORKSPACE", workspace).args(["check", "--format", "github", "--lang", "ru", "--site"]);
        let output = command.arg(site.path("")).output().unwrap();
        let log = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), log.matches("ошибка: ").count()), (Some(1), 12), "{log}");
        String::from_utf8(output.stdout).unwrap()
    };
    let text = annotations(&site.path(""));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 10 + 1 + 1, "{text}");
    let start = "::error file=content/2024/housing/primersk.md,line=3,endLine=3,col=5,endColumn=19,title=";
    assert!(lines[0].starts_with(start) && lines[0].contains("«nowhere-1»::"), "{text}");
    assert!(lines[10].starts_with("::warning file=content/2024/housing/primersk.md,"), "{text}");
    assert_eq!(lines[11], "::notice::Ещё 2 ошибки: весь список — в журнале этого шага.");

    // The site may be a subfolder of the repository.
    let folder = site.path("");
    let name = folder.components().next_back().unwrap().as_os_str().to_str().unwrap();
    let text = annotations(folder.parent().unwrap());
    assert!(text.starts_with(&format!("::error file={name}/content/2024/")), "{text}");
}

#[test]
fn problems_of_all_files_are_printed_in_order() {
    let site = Site::base()
        .file("content/2024/housing/primersk.md", "## 1. Итоги\n\n[а](city:nowhere) [б](topic:nothing)\n")
        .file("content/2024/housing/vydumsk.md", "## 9. Что\n\nТекст\n");
    let run = site.run(&["check", "--lang", "ru"]);
    let places: Vec<_> = run.stderr.lines().filter(|line| line.contains("-->")).map(str::trim).collect();
    assert_eq!(
        places,
        [
            "--> content/2024/housing/primersk.md:3:5",
            "--> content/2024/housing/primersk.md:3:23",
            "--> content/2024/housing/vydumsk.md:1:1"
        ]
    );
    assert!(run.stderr.ends_with("3 ошибки, предупреждений нет.\n"), "{}", run.stderr);
}
