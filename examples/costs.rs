//! Tells what each kind of page costs, in time of one processor and in bytes:
//!
//! ```text
//! cargo run --release --example costs -- /tmp/digest
//! ```
//!
//! Nothing is written; the digest is one that `generate` made, or any other.
#![allow(clippy::print_stdout, reason = "a tool of the developers, outside the program")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use asdg_site::link::Index;
use asdg_site::problem::Problems;
use asdg_site::render::Renderer;
use asdg_site::view::{self, Views};
use asdg_site::{check, read, render, theme};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Default)]
struct Cost {
    pages: usize,
    bytes: usize,
    time: Duration,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("which digest?")?);
    let mut problems = Problems::default();
    let start = Instant::now();
    let site = read::site(&folder, &mut problems).and_then(|file| check::site(file, None, &mut problems));
    let site = site.ok_or("the settings cannot be read")?;
    let sources = read::content(&folder, &mut problems).ok_or("there is no content")?;
    println!("read     {:>9} ms", start.elapsed().as_millis());

    let start = Instant::now();
    let language = site.language;
    let digest = check::digest(Some(site.clone()), sources, true, &mut problems).ok_or("the content has errors")?;
    println!("check    {:>9} ms", start.elapsed().as_millis());

    let theme = theme::load(&folder, &site.theme, language, &mut problems).ok_or("no theme")?;
    let texts = render::texts(&theme, language, &mut problems).ok_or("no texts")?;
    let renderer = Renderer::new(&theme, &texts, site.minify, &mut problems).ok_or("no templates")?;

    let start = Instant::now();
    let index = Index::new(&digest);
    println!("link     {:>9} ms", start.elapsed().as_millis());

    let views = Views::new(&index, &texts);
    let mut costs: BTreeMap<&str, Cost> = BTreeMap::new();
    for page in view::pages(&index) {
        let start = Instant::now();
        let (view, slots) = views.view(page);
        let html = renderer.page(&view, &slots).map_err(|problem| format!("{problem:?}"))?;
        let cost = costs.entry(view.template()).or_default();
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
