//! The documentation agrees with the program.

use crate::support::{Site, expect_file, project, run_in_folder};

fn read(path: &str) -> String {
    std::fs::read_to_string(project(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The message about an unknown key lists the known keys of a file; all of them must be in the reference.
#[test]
fn the_reference_explains_every_key() {
    let reference = read("docs/content.md");
    let known_keys = |path: &str, text: &str| {
        let run = Site::base().file(path, text).run(&["check", "--lang", "en"]);
        let (_, known) =
            run.stderr.split_once("the keys possible here: ").unwrap_or_else(|| panic!("{path}: {}", run.stderr));
        known
            .lines()
            .next()
            .unwrap()
            .split([',', ';', ')', '.', ' '])
            .map(str::trim)
            .filter(|key| !key.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let mut count = 0;
    for (path, text) in [
        ("site.toml", "title = \"x\"\nxyzzy = 1\n"),
        ("content/cities.yaml", "primersk:\n  name: Примерск\n  xyzzy: 1\nvydumsk:\n  name: Выдумск\n"),
        ("content/topics.yaml", "roads:\n  name: a\n  xyzzy: 1\nparks:\n  name: b\n"),
        ("content/courses.yaml", "estimates:\n  name: a\n  xyzzy: 1\n"),
        ("content/sectors.yaml", "housing:\n  name: a\n  xyzzy: 1\n"),
        ("content/2024/edition.yaml", "xyzzy: 1\n"),
        ("content/2024/housing/vydumsk.md", "---\nxyzzy: 1\n---\n## 1\n\nx\n"),
    ] {
        for key in known_keys(path, text) {
            assert!(
                reference.contains(&format!("`{key}`")),
                "docs/content.md does not explain the key {key} of {path}"
            );
            count += 1;
        }
    }
    assert!(count > 30, "only {count} keys were found");
}

/// Every command in the documents exists, and has the options that are shown with it.
#[test]
fn commands_in_the_documents_exist_with_their_options() {
    let documents =
        ["README.md", "docs/check.md", "docs/content.md", "docs/import.md", "docs/publish.md", "docs/ru/editor.md"];
    let texts = documents.map(read);
    let lines = texts.iter().flat_map(|text| text.lines()).filter_map(|line| line.trim().strip_prefix("asdg-site "));
    let mut count = 0;
    for line in lines {
        let command_line = line.split(" #").next().unwrap();
        let words: Vec<&str> =
            command_line.split_whitespace().take_while(|word| word.chars().all(|c| c.is_ascii_lowercase())).collect();
        let command = &words[..words.len().min(if words.first() == Some(&"new") { 2 } else { 1 })];
        let help = run_in_folder(&project(""), &[command, &["--help", "--lang", "en"]].concat());
        assert_eq!(help.code, Some(0), "{line}: {}", help.stderr);
        for option in command_line.split_whitespace().filter(|word| word.starts_with("--")) {
            assert!(help.stdout.contains(option), "{line}: {option} is not in the help");
        }
        count += 1;
    }
    assert!(count > 25, "only {count} commands were found");
}

/// The table of components in docs/themes.md is generated from the comments above the components.
#[test]
fn the_reference_lists_every_component() {
    let mut table = String::from("| component | |\n|---|---|\n");
    for file in ["boards.html", "components.html", "controls.html", "front.html", "pictures.html"] {
        let templates = read(&format!("themes/default/templates/{file}"));
        let mut parts = templates.split("{% component ").peekable();
        let mut comment = parts.next().unwrap();
        let mut rows = Vec::new();
        for part in parts {
            let (head, _) = part.split_once(" -%}").unwrap();
            let (name, parameters) = head.trim_end_matches(')').split_once('(').unwrap();
            let end = comment.rfind("-#}").unwrap_or_else(|| panic!("{name} has no comment"));
            assert!(comment[end..].trim() == "-#}", "{name} has a comment right above it");
            let text = &comment[comment[..end].rfind("{#-").unwrap() + 3..end];
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let call = [name, parameters].join(" ").replace(',', " ").split_whitespace().collect::<Vec<_>>().join(" ");
            rows.push(format!("| `<{}/>` | {text} |\n", call.trim_end()));
            comment = part;
        }
        assert!(!rows.is_empty(), "{file} has components");
        table.extend([format!("| **{file}** | |\n")]);
        table.extend(rows);
    }
    let reference = read("docs/themes.md");
    let (start, end) = ("<!-- made from the templates: begin -->\n", "<!-- made from the templates: end -->\n");
    let (head, rest) = reference.split_once(start).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    expect_file(&project("docs/themes.md"), &format!("{head}{start}\n{table}\n{end}{tail}"));
}

/// The theme of one page in docs/themes.md builds, and its page has the parts that the reference describes.
#[test]
fn the_theme_in_the_reference_builds() {
    let reference = read("docs/themes.md");
    let block = |start: &str| {
        let (_, rest) = reference.split_once(start).unwrap_or_else(|| panic!("docs/themes.md has no {start}"));
        rest.split_once("```").unwrap().0.to_owned()
    };
    let site = Site::copy_of(&project("examples/digest"))
        .append("site.toml", "theme = \"one-page\"\n")
        .file("themes/one-page/theme.toml", block("```toml\n# themes/one-page/theme.toml\n"))
        .file("themes/one-page/templates/home.html", block("```html\n{#- themes/one-page/templates/home.html -#}\n"))
        .build();
    let home = scraper::Html::parse_document(&site.page("index.html"));
    for selector in [
        ".map a.answered",
        ".bars rect",
        "form.filter[data-list=list]",
        "#list li[data-find] a",
        "main[data-parts] section[id] h2",
        "page-tools",
        "header comfort-tool",
    ] {
        let parsed = scraper::Selector::parse(selector).unwrap();
        assert!(home.select(&parsed).next().is_some(), "{selector}");
    }
    assert!(site.page("cities/index.html").contains("site-footer"), "other pages are those of the default theme");
}
