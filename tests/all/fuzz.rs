//! Fuzzing with reproducible random mutations: the files of `tests/fuzz/` are cut, repeated, mixed, and get tokens of
//! the languages inserted. No reader may panic, and the results must keep the invariants of `invariants.rs`.
//! `FUZZ_ROUNDS` sets how many files are tried, `FUZZ_START` the number of the first. A failure prints the file that
//! caused it.

use std::fs;

use crate::invariants::{self, Templates};
use crate::random::Random;
use crate::support::project;

/// The number of files to try if `FUZZ_ROUNDS` is not set.
const ROUNDS: u64 = 300;

/// One template is tried per this number of rounds, since each template renders a page of every kind.
const FILES_PER_TEMPLATE: u64 = 8;

/// Tokens that have a meaning in one of the languages.
const TOKENS: [&str; 68] = [
    "<!--",
    "-->",
    "->",
    "—>",
    "<!—",
    "`",
    "```",
    "~~~",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "- ",
    "1. ",
    "2024. ",
    "• ",
    "> ",
    "|",
    "|---|",
    "#",
    "## 1. ",
    "### ",
    "{#id topic=roads}",
    "**",
    "*",
    "_",
    "[",
    "](",
    ")",
    "]: ",
    "![",
    "\"",
    "'",
    "<b>",
    "</sup>",
    "<sup>",
    "<br>",
    "&amp;",
    "\\",
    "\\e",
    "\\0",
    ":",
    ": ",
    "- {",
    "}",
    "&a ",
    "*a",
    "!!str ",
    "|\n  ",
    ">-\n",
    "---\n",
    "...",
    "[[a]]",
    " = ",
    "\u{feff}",
    "\u{200d}",
    "\u{fffe}",
    "\u{b}",
    "\u{1}",
    "a@b.ru ",
    "{{ ",
    " }}",
    "{% if name %}",
    "{% endif %}",
    "{% for a in passages %}",
    "{% endfor %}",
    " | safe",
    "&#27;",
];

/// Reads the files of a folder, the initial inputs, in order.
fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(project(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    // The template of a script has HTML in strings, from which the minifier also removes white space.
    paths.retain(|path| path.extension().is_none_or(|ending| ending != "js"));
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Returns a random file of the corpus with a few random changes.
fn mutate(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut file = random.choose(corpus).clone();
    for _ in 0..=random.below(8) {
        let at = random.below(file.len() + 1);
        let end = (at + random.below(40)).min(file.len());
        match random.below(6) {
            0 => drop(file.drain(at..end)),
            1 => {
                let part = file[at..end].repeat(1 + random.below(3));
                drop(file.splice(at..at, part));
            }
            2 => {
                let other = random.choose(corpus);
                let from = random.below(other.len());
                let to = (from + random.below(200)).min(other.len());
                drop(file.splice(at..end, other[from..to].iter().copied()));
            }
            3 => file.truncate(at.max(file.len() / 2)),
            _ => drop(file.splice(at..at, random.choose(&TOKENS).bytes())),
        }
    }
    file
}

/// Runs a check on `FUZZ_ROUNDS` / `divisor` mutated files.
fn try_files(divisor: u64, corpus: &[Vec<u8>], check: impl Fn(&str, &mut Random) -> Result<(), String>) {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let rounds = number("FUZZ_ROUNDS").unwrap_or(ROUNDS) / divisor;
    let start = number("FUZZ_START").unwrap_or_default();
    for round in start..start + rounds {
        let mut random = Random::new(round);
        let file = String::from_utf8_lossy(&mutate(corpus, &mut random)).into_owned();
        match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(&file, &mut random))) {
            Ok(Ok(())) => {}
            Ok(Err(broken)) => panic!("round {round}: {broken}\n{file:?}"),
            Err(_) => panic!("round {round} panics\n{file:?}"),
        }
    }
}

/// Runs a check on mutated files of a folder.
fn fuzz(folder: &str, check: fn(&str) -> Result<(), String>) {
    try_files(1, &corpus(&format!("tests/fuzz/{folder}")), |text, _| check(text));
}

#[test]
fn mutated_markdown_keeps_the_invariants() {
    fuzz("markdown", invariants::markdown);
}

#[test]
fn mutated_responses_keep_the_invariants() {
    fuzz("yaml", invariants::yaml);
}

#[test]
fn mutated_settings_keep_the_invariants() {
    fuzz("settings", invariants::settings);
}

#[test]
fn mutated_templates_keep_the_invariants() {
    let templates = Templates::new(&project("tests/base"));
    let names = templates.names();
    try_files(FILES_PER_TEMPLATE, &corpus("themes/default/templates"), |text, random| {
        templates.check(random.choose::<String>(&names), text)
    });
}
