//! Measures what each kind of page costs, in processor time and in bytes:
//!
//! ```text
//! cargo run --release --example costs -- /tmp/digest
//! ```
//!
//! It writes nothing; the digest can be one that `generate` made, or any other.
#![allow(clippy::print_stdout, reason = "a tool of the developers, outside the program")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use asdg_site::link::{Index, RareWords};
use asdg_site::loaded_theme::LoadedTheme;
use asdg_site::view::MadeFiles;
use asdg_site::view::{self, Views};
use asdg_site::workspace::{Refreshed, Workspace};
use asdg_site::{Options, Progress, Step};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Default)]
struct Cost {
    pages: usize,
    bytes: usize,
    time: Duration,
}

/// Prints how long each step took.
#[derive(Default)]
struct Steps(Mutex<Option<(Step, Instant)>>);

impl Progress for Steps {
    fn step(&self, step: Step) {
        let now = Instant::now();
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).replace((step, now));
        if let Some((step, start)) = before {
            println!("{:<9}{:>9} ms", format!("{step:?}"), (now - start).as_millis());
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("which digest?")?);
    let steps = Steps::default();
    let options = Options { site: folder, drafts: true, ..Options::default() };
    let Refreshed { digest, theme, .. } = Workspace::new(&options).refresh(&steps);
    let (digest, theme) = digest.zip(theme).ok_or("the site has errors")?;
    let LoadedTheme { texts, renderer, theme: _ } = &*theme;
    steps.step(Step::Link);
    let rare_words = RareWords::new(&digest);
    let index = Index::new(&digest, &rare_words);
    steps.step(Step::Write);

    let views = Views::new(&index, texts);
    let made = MadeFiles::default();
    let mut costs: BTreeMap<&str, Cost> = BTreeMap::new();
    for page in view::pages(&index) {
        let start = Instant::now();
        let html = renderer.page(&views, &page, &made).map_err(|problem| format!("{problem:?}"))?;
        let cost = costs.entry(page.kind().template).or_default();
        cost.time += start.elapsed();
        cost.pages += 1;
        cost.bytes += html.len();
    }
    println!("\n{:<16}{:>9}{:>12}{:>12}", "template", "pages", "ms", "kB");
    for (template, Cost { pages, bytes, time }) in costs {
        println!("{template:<16}{pages:>9}{:>12}{:>12}", time.as_millis(), bytes / 1000);
    }
    Ok(())
}
