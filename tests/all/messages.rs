//! Every message that the code uses is defined, and every defined message is used.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;

use crate::support::{files, project};

/// Returns the concatenated text of all files below some folders that have a suffix, such as `.rs`.
fn sources(folders: &[&str], suffix: &str) -> String {
    let files_of_folder = |folder: &&str| {
        files(&project(folder))
            .into_iter()
            .filter(|(path, _)| path.ends_with(suffix) && !path.starts_with("unused/"))
            .collect::<Vec<_>>()
    };
    folders.iter().flat_map(files_of_folder).map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect()
}

fn ids(ftl: &str) -> BTreeSet<String> {
    let lines = ftl.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
}

fn captures(pattern: &str, text: &str) -> BTreeSet<String> {
    Regex::new(pattern).unwrap().captures_iter(text).map(|found| found[1].to_owned()).collect()
}

#[test]
fn every_used_message_exists() {
    let code = sources(&["src", "crates"], ".rs");
    let mut defined = ids(&sources(&["crates/asdg-base/src/messages/ru"], ".ftl"));
    defined.extend(ids(&fs::read_to_string(project("themes/default/i18n/ru.ftl")).unwrap()));
    let used = captures(r#"\b(?:messages|texts|cx)\s*\.(?:text|plain|find)\(\s*&?"([a-z][a-z0-9-]*)"#, &code);
    assert!(used.len() > 50, "{}", used.len());
    let missing: Vec<&String> = used.difference(&defined).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The code has the id as a literal, or it composes the id of a prefix with a hyphen (`format!("command-{name}")`) and
/// of words that the code also has.
#[test]
fn every_message_is_used() {
    let code = sources(&["src", "crates"], ".rs");
    let literals = captures(r#""([a-z][a-z0-9-]*)(?:\.[a-z]+)?""#, &code);
    let prefixes = captures(r#""([a-z][a-z-]*-)\{"#, &code);
    let words: BTreeSet<String> = captures(r"([A-Za-z]+)", &code).iter().flat_map(|word| pascal_words(word)).collect();
    let is_composed = |id: &str| {
        prefixes
            .iter()
            .filter_map(|prefix| id.strip_prefix(prefix.as_str()))
            .any(|rest| rest.split(['-', '_']).all(|word| words.contains(word)))
    };
    let all = ids(&sources(&["crates/asdg-base/src/messages/ru"], ".ftl"));
    let unused: Vec<&String> = all.iter().filter(|id| !literals.contains(*id) && !is_composed(id)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// Splits a Rust name into words in lower case: `NewCity` gives `new` and `city`.
fn pascal_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_lowercase().collect()),
        }
    }
    words
}
