//! Measures each step that `serve` takes when a response changes:
//!
//! ```text
//! cargo run --release --example refresh -- /tmp/digest 20
//! ```
//!
//! It writes into the digest, so use one that `generate` made. It prints the minimum and the median time of each step,
//! in milliseconds.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a tool of the developers, outside the program")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use asdg_site::assembly::Assembly;
use asdg_site::link::{Index, LiveRareWords};
use asdg_site::workspace::{Refreshed, Workspace};
use asdg_site::{Options, Progress, Step};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The durations of each step.
#[derive(Default)]
struct Times {
    all: Mutex<BTreeMap<String, Vec<Duration>>>,
    now: Mutex<Option<(String, Instant)>>,
}

impl Times {
    fn begin(&self, step: &str) {
        let before = self.now.lock().unwrap_or_else(PoisonError::into_inner).replace((step.to_owned(), Instant::now()));
        if let Some((step, start)) = before {
            self.all.lock().unwrap_or_else(PoisonError::into_inner).entry(step).or_default().push(start.elapsed());
        }
    }
}

impl Progress for Times {
    fn step(&self, step: Step) {
        self.begin(match step {
            Step::Read => "1 look",
            Step::Check => "2 check",
            _ => "3 theme",
        });
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args_os().skip(1);
    let site = PathBuf::from(args.next().ok_or("which digest?")?);
    let edits = args.next().and_then(|count| count.to_str()?.parse().ok()).unwrap_or(20);
    let options = Options { site: site.clone(), drafts: true, ..Options::default() };
    let mut workspace = Workspace::new(&options);
    let mut rare_words = LiveRareWords::default();
    let mut times = Times::default();
    for edit in 0..=edits {
        let Refreshed { digest, theme, .. } = workspace.refresh(&times);
        let (digest, theme) = digest.zip(theme).ok_or("the site has errors")?;
        times.begin("4 words");
        rare_words.update(&digest);
        times.begin("5 index");
        let index = Index::new(&digest, rare_words.words());
        times.begin("6 pieces");
        let assembly = Assembly::new(&site, &index, &theme);
        let pieces = assembly.output_files();
        times.begin("7 page");
        let response = &digest.responses[edit * 37 % digest.responses.len()];
        let page = response.file.trim_start_matches("content/").replace(".md", "/index.html");
        let (path, piece) = pieces.iter().find(|(path, _)| *path == page).ok_or("no such page")?;
        assembly.write(path, piece, &|_, _| Ok(())).map_err(|problems| format!("{problems:?}"))?;
        times.begin("8 end");
        if edit == 0 {
            println!("{} responses, {} files", digest.responses.len(), pieces.len());
            // The first refresh reads everything and is not measured.
            times = Times::default();
        }
        let file = site.join(&*response.file);
        let text = std::fs::read_to_string(&file)?;
        std::fs::write(&file, format!("{}\n\nПравка {edit}: слова, которых здесь не было.\n", text.trim_end()))?;
    }
    println!("{:<12}{:>9}{:>9}", "", "least", "middle");
    for (step, mut all) in times.all.into_inner().unwrap_or_else(PoisonError::into_inner) {
        all.sort_unstable();
        println!("{step:<12}{:>9.1}{:>9.1}", milliseconds(all[0]), milliseconds(all[all.len() / 2]));
    }
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
