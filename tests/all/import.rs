//! Importing what cities send.
//!
//! `tests/import/ugly/README.md` lists a file for each trap, with the options it needs. What comes of each, to the last word, stands
//! in `tests/import/ugly/expected/`; `UPDATE_EXPECTED=1 cargo test` writes it anew, and what then changes has to be looked at.

use std::fs;
use std::path::Path;

use crate::support::{Site, expect_file, files, project};

/// The site that everything is imported into: registers and a questionnaire, no responses.
fn site() -> Site {
    Site::copy_of(&project("tests/import/site"))
}

/// What an import said and wrote.
fn import(site: &Site, file: &Path, options: &[&str]) -> String {
    let report = site.path("report.md");
    let words =
        [&["import", file.to_str().unwrap(), "--lang", "ru", "--report", report.to_str().unwrap()], options].concat();
    let run = site.run(&words);
    let mut out = format!("exit code {}\n\n{}{}", run.code.unwrap(), run.stderr, run.stdout);
    for (path, bytes) in files(&site.path("content")) {
        if path.matches('/').count() >= 2 {
            let text = String::from_utf8(bytes).unwrap_or_else(|error| format!("{} bytes\n", error.as_bytes().len()));
            out.push_str(&format!("\n==> {path}\n{text}"));
        }
    }
    if let Ok(report) = fs::read_to_string(report) {
        out.push_str(&format!("\n==> report\n{report}"));
    }
    let folder = file.parent().unwrap().to_str().unwrap();
    out.replace(&format!("{folder}/"), "").replace(folder.trim_start_matches('/'), "")
}

/// The rows of the list of ugly files: names with options.
fn rows() -> Vec<(String, Vec<String>)> {
    let list = fs::read_to_string(project("tests/import/ugly/README.md")).unwrap();
    let mut rows = Vec::new();
    for line in list.lines().filter(|line| line.starts_with("| `")) {
        let line = line.replace("\\|", "");
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let options = cells.get(3).copied().unwrap_or_default().trim_matches('`');
        let options: Vec<String> = options.split_whitespace().map(str::to_owned).collect();
        // Several files may share a row; the names stand between backticks, and an extension alone goes with the name before it.
        let mut stem = "";
        for name in cells[0].split('`').skip(1).step_by(2) {
            let name = if name.starts_with('.') { format!("{stem}{name}") } else { name.to_owned() };
            stem = if stem.is_empty() { cells[0].split('`').nth(1).unwrap().rsplit_once('.').unwrap().0 } else { stem };
            rows.push((name, options.clone()));
        }
    }
    rows
}

#[test]
fn every_ugly_file_gives_the_response_expected_of_it() {
    let folder = project("tests/import/ugly");
    let rows = rows();
    assert!(rows.len() > 100, "{} rows", rows.len());
    for (name, options) in &rows {
        let site = site();
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        let out = import(&site, &folder.join(name), &options);
        assert!(!out.contains("panicked"), "{name}: {out}");
        expect_file(&folder.join("expected").join(format!("{name}.txt")), &out);
        let check = site.run(&["check", "--lang", "ru"]);
        assert!(!check.stderr.contains("ошибка:"), "{name} makes an error: {}", check.stderr);
    }
}

#[test]
fn every_ugly_file_is_on_the_list() {
    let listed: Vec<String> = rows().into_iter().map(|(name, _)| name).collect();
    for (path, _) in files(&project("tests/import/ugly")) {
        let known = path.starts_with("expected/") || matches!(path.as_str(), "README.md" | "generate.py");
        assert!(known || listed.contains(&path), "{path} is not in README.md");
    }
}
