//! The messages of the program: each that the code asks for exists, and each that exists is asked for.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;

use crate::support::{files, project};

/// The text of all files of some folders that end so.
fn sources(folders: &[&str], end: &str) -> String {
    let of_folder = |folder: &&str| {
        files(&project(folder))
            .into_iter()
            .filter(|(path, _)| path.ends_with(end) && !path.starts_with("unused/"))
            .collect::<Vec<_>>()
    };
    folders.iter().flat_map(of_folder).map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect()
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
    let mut known = ids(&sources(&["crates/asdg-base/src/messages/ru"], ".ftl"));
    known.extend(ids(&fs::read_to_string(project("themes/default/i18n/ru.ftl")).unwrap()));
    let asked = captures(r#"\b(?:messages|texts|cx)\s*\.(?:text|plain|find)\(\s*&?"([a-z][a-z0-9-]*)"#, &code);
    assert!(asked.len() > 50, "{}", asked.len());
    let missing: Vec<&String> = asked.difference(&known).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The id is in the code as it is, or it is made of a beginning with a hyphen that the code has (`format!("command-{name}")`) and of words
/// that it has as well.
#[test]
fn every_message_is_used() {
    let code = sources(&["src", "crates"], ".rs");
    let literals = captures(r#""([a-z][a-z0-9-]*)(?:\.[a-z]+)?""#, &code);
    let beginnings = captures(r#""([a-z][a-z-]*-)\{"#, &code);
    let words: BTreeSet<String> = captures(r"([A-Za-z]+)", &code).iter().flat_map(|word| pascal_words(word)).collect();
    let is_made = |id: &str| {
        beginnings
            .iter()
            .filter_map(|beginning| id.strip_prefix(beginning.as_str()))
            .any(|rest| rest.split(['-', '_']).all(|word| words.contains(word)))
    };
    let all = ids(&sources(&["crates/asdg-base/src/messages/ru"], ".ftl"));
    let unused: Vec<&String> = all.iter().filter(|id| !literals.contains(*id) && !is_made(id)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// The words of a name in Rust, in small letters: `NewCity` has `new` and `city`.
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
