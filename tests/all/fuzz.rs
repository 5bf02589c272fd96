//! Files as chance would have them: those of `tests/fuzz/`, cut, doubled, mixed and strewn with what means something. No reader may panic, and
//! what comes out keeps its promises. `FUZZ_ROUNDS` says how many files are tried; a fault is told with the file that has it.

use std::fs;

use asdg_base::markdown;
use asdg_base::problem::{Problem, Problems};
use asdg_base::yaml::{self, Format, Node, Source};
use asdg_site::read::{self, Address};

use crate::random::Random;
use crate::support::project;

/// How many files are tried where nothing else is said.
const ROUNDS: u64 = 300;

/// What means something in one of the languages.
const TOKENS: [&str; 60] = [
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
];

/// The files to begin with, of a folder of `tests/fuzz/`, in order.
fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> =
        fs::read_dir(project("tests/fuzz").join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
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

/// Tries a reader on many files. What it gives tells what of the promises was not kept.
fn fuzz(folder: &str, read: impl Fn(&str) -> Result<(), String> + std::panic::RefUnwindSafe) {
    let rounds = std::env::var("FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let corpus = corpus(folder);
    for round in 0..rounds {
        let mut random = Random::new(round);
        let file = String::from_utf8_lossy(&mutated(&corpus, &mut random)).into_owned();
        match std::panic::catch_unwind(|| read(&file)) {
            Ok(Ok(())) => {}
            Ok(Err(broken)) => panic!("round {round}: {broken}\n{file:?}"),
            Err(_) => panic!("round {round} panics\n{file:?}"),
        }
    }
}

/// Whether the places of problems are in the file.
fn places(problems: &[Problem], text: &str) -> Result<(), String> {
    let lines = text.split('\n').count() as u32;
    for problem in problems {
        if let Some(span) = problem.place.as_ref().and_then(|place| place.span)
            && (span.line == 0 || span.line > lines + 1 || span.column == 0 || span.length == 0)
        {
            return Err(format!("{problem:?} is outside of {lines} lines"));
        }
    }
    Ok(())
}

#[test]
fn markdown_of_any_kind_is_read() {
    fuzz("markdown", |text| {
        let document = markdown::read(text, 1);
        places(document.problems.list(), text)?;
        let tree = format!("{:?}", document.sections);
        let again = format!("{:?}", markdown::read(text, 1).sections);
        if tree != again {
            return Err("another tree the second time".to_owned());
        }
        // A loss that only the count of letters noticed is a fault of the reader.
        let unexplained = document.problems.list().iter().find(
            |problem| matches!(&problem.kind, asdg_base::problem::Kind::TextLost { part, .. } if part == "other"),
        );
        unexplained.map_or(Ok(()), |problem| Err(format!("{problem:?}")))
    });
}

#[test]
fn responses_of_any_kind_are_read() {
    fuzz("yaml", |text| {
        for file in ["content/2024/housing/a.yaml", "content/2024/housing/a.md"] {
            let address = Address { file: file.into(), year: 2024, sector: "housing".into(), stem: "a".into() };
            let read = read::response(&address, Ok(text.as_bytes().to_vec()));
            places(read.problems.list(), text)?;
        }
        let mut problems = Problems::default();
        let node = yaml::parse(&Source::yaml("a.yaml".into(), text), &mut problems);
        places(problems.list(), text)?;
        node.as_ref().map_or(Ok(()), clean)
    });
}

/// Whether no text has a character that must not reach a page.
fn clean(node: &Node) -> Result<(), String> {
    let is_clean = |text: &str| !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t'));
    match node {
        Node::Text(text) if !is_clean(text) => Err(format!("{text:?}")),
        Node::List(list) => list.iter().try_for_each(clean),
        Node::Map(entries) => entries
            .iter()
            .try_for_each(|(key, value)| if is_clean(key) { clean(value) } else { Err(format!("{key:?}")) }),
        _ => Ok(()),
    }
}

#[test]
fn settings_of_any_kind_are_read() {
    fuzz("settings", |text| {
        let site = tempfile::tempdir().map_err(|error| error.to_string())?;
        fs::write(site.path().join("site.toml"), text).map_err(|error| error.to_string())?;
        let mut problems = Problems::default();
        let read = read::site(site.path(), &mut problems);
        let _ = read.and_then(|file| asdg_site::check::site(file, None, &mut problems));
        places(problems.list(), text)?;
        let source = Source::new("site.toml".into(), text, 1, Format::Toml);
        yaml::parse(&source, &mut Problems::default()).as_ref().map_or(Ok(()), clean)
    });
}
