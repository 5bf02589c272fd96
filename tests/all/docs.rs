//! The documents say what the program does.

use crate::support::{Site, project};

fn read(path: &str) -> String {
    std::fs::read_to_string(project(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every key of every file is refused when it is misspelt, and the message lists the known ones: they must be in the reference.
#[test]
fn every_key_is_in_the_reference() {
    let reference = read("docs/content.md");
    let guide = read("docs/ru/editor.md");
    let wrong = |path: &str, text: &str| {
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
        for key in wrong(path, text) {
            assert!(
                reference.contains(&format!("`{key}`")),
                "docs/content.md does not explain the key {key} of {path}"
            );
            count += 1;
        }
    }
    assert!(count > 30, "only {count} keys were found");
    for key in ["respondent", "received", "topics", "draft", "name", "region"] {
        assert!(guide.contains(key), "the editor's guide does not name {key}");
    }
}

/// The commands that the README shows are those that work.
#[test]
fn the_readme_names_the_two_commands() {
    let readme = read("README.md");
    for command in ["cargo run --release -- build", "cargo test"] {
        assert!(readme.contains(command), "the README does not show {command}");
    }
}
