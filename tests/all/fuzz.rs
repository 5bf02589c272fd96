//! Files as chance would have them: those of `tests/fuzz/`, cut, doubled, mixed and strewn with what means something. No reader may panic, and
//! what comes out keeps its invariants. `FUZZ_ROUNDS` says how many files are tried, `FUZZ_START` which is the first; a fault is told with the file that has it.

use std::fs;

use crate::invariants::{self, Templates};
use crate::random::Random;
use crate::support::project;

/// How many files are tried where nothing else is said.
const ROUNDS: u64 = 300;

/// One template is tried for so many other files, since each makes a page of every kind.
const FILES_PER_TEMPLATE: u64 = 8;

/// What means something in one of the languages.
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

/// The files to begin with, those of a folder, in order.
fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(project(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    // The template that is a script holds HTML in strings, whose blanks the minifier takes away as it does elsewhere.
    paths.retain(|path| path.extension().is_none_or(|ending| ending != "js"));
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
}

/// A file of the corpus with a few things done to it.
fn mutated(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut file = random.one_of(corpus).clone();
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
                let other = random.one_of(corpus);
                let from = random.below(other.len());
                let to = (from + random.below(200)).min(other.len());
                drop(file.splice(at..end, other[from..to].iter().copied()));
            }
            3 => file.truncate(at.max(file.len() / 2)),
            _ => drop(file.splice(at..at, random.one_of(&TOKENS).bytes())),
        }
    }
    file
}

/// Tries something on every `share`th of the files.
fn try_files(share: u64, corpus: &[Vec<u8>], keeps: impl Fn(&str, &mut Random) -> Result<(), String>) {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let rounds = number("FUZZ_ROUNDS").unwrap_or(ROUNDS) / share;
    let start = number("FUZZ_START").unwrap_or_default();
    for round in start..start + rounds {
        let mut random = Random::new(round);
        let file = String::from_utf8_lossy(&mutated(corpus, &mut random)).into_owned();
        match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| keeps(&file, &mut random))) {
            Ok(Ok(())) => {}
            Ok(Err(broken)) => panic!("round {round}: {broken}\n{file:?}"),
            Err(_) => panic!("round {round} panics\n{file:?}"),
        }
    }
}

/// Tries a reader on many files of a folder.
fn fuzz(folder: &str, keeps: fn(&str) -> Result<(), String>) {
    try_files(1, &corpus(&format!("tests/fuzz/{folder}")), |text, _| keeps(text));
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
        templates.keep(random.one_of::<String>(&names), text)
    });
}
