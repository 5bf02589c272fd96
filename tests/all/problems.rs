//! Every kind of problem has a fixture in `tests/problems/CODE/`: the files that trigger it, laid over `tests/base`, and the whole
//! text of what the program says, in Russian and in English.
//!
//! - `site/`: the files; a file of the base named in `remove.txt` is taken away.
//! - `command.txt`: the words of the command, where it is not `check`; what it imports lies in `inbox/`.
//! - `ru.txt`, `en.txt`: what comes out. `UPDATE_EXPECTED=1 cargo test` writes them.
//!
//! A few kinds need something done to the machine first; those are triggered by tests in `output.rs`, against the same texts. What
//! publishing meets, with a remote at the other end, is triggered in `publish.rs`.

use std::fs;

use asdg_base::problem::Kind;

use crate::support::{Site, expect_file, project};

/// Kinds that no files alone can trigger.
const ELSEWHERE: [&str; 9] = [
    "output-busy",
    "output-failed",
    "output-collision",
    "output-mount",
    "import-not-saved",
    "import-difference",
    "serve-failed",
    "site-too-large",
    "file-too-large",
];

#[test]
fn every_kind_is_shown_in_both_languages() {
    let here = |code: &&&str| !ELSEWHERE.contains(code) && !code.starts_with("publish-");
    for code in Kind::CODES.iter().filter(here) {
        let folder = project("tests/problems").join(code);
        assert!(folder.is_dir(), "{code} has no fixture");
        let site = Site::base();
        if let Ok(list) = fs::read_to_string(folder.join("remove.txt")) {
            for path in list.lines() {
                let path = site.path(path);
                if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
            }
        }
        if folder.join("site").is_dir() {
            site.overlay(&folder.join("site"));
        }
        let command = fs::read_to_string(folder.join("command.txt")).unwrap_or_else(|_| "check".to_owned());
        expect_problem(code, &site, &command.split_whitespace().collect::<Vec<_>>());
    }
}

/// Runs a command that must report a problem, in both languages, and compares all it says.
pub(crate) fn expect_problem(code: &str, site: &Site, words: &[&str]) {
    for language in ["ru", "en"] {
        let words = [words, &["--lang", language]].concat();
        let run = site.run(&words);
        let title = asdg_base::messages::Messages::new(asdg_base::language::Language::from_locale(language).unwrap());
        let fixed = title.plain(code);
        let beginning: String = fixed.chars().take_while(|c| !"{«“:".contains(*c)).collect();
        assert!(run.stderr.contains(beginning.trim()), "{code} is not reported:\n{}", run.stderr);
        assert!(!run.stderr.contains("panicked"), "{code}: {}", run.stderr);
        let file = project("tests/problems").join(code).join(format!("{language}.txt"));
        expect_file(&file, &format!("{}exit code {}\n", run.stderr, run.code.unwrap()));
    }
}

#[test]
fn fixtures_are_named_after_kinds() {
    for entry in fs::read_dir(project("tests/problems")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(Kind::CODES.contains(&name.as_str()), "tests/problems/{name} is not a kind of problem");
    }
}
