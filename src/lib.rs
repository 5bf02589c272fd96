//! A static site generator for one publication: the yearly digest of ASDG, in which cities answer the same five
//! questions of a questionnaire.
//!
//! # Steps
//!
//! 1. [`read`]: the files of a site into source structs.
//! 2. [`check`]: source structs into the [`model`], collecting every [`problem`] of every file.
//! 3. [`link`]: one index over the model.
//! 4. [`view`]: which pages exist, and what each of them shows.
//! 5. [`render`]: a view and a [`theme`] give the bytes of a page.
//! 6. [`write`](mod@write): compare, write; all or nothing.
//!
//! A [`workspace`] takes the first two, an [`assembly`] makes the files of a site with the next three, [`build()`] takes all six. Side
//! doors: [`import`](import::import) makes responses of the files that cities send, [`scaffold`] begins new files, [`serve`](serve::serve)
//! shows the site while it is worked on, [`publish`](publish::publish) pushes it to a branch; [`status`] and [`suggest`] look at the index,
//! for the editor. Each stage has a type of its own, and nothing is filled in later.

pub mod address;
pub mod assembly;
pub mod check;
pub mod cli;
mod fs;
pub mod import;
pub mod link;
pub mod look;
pub mod markup;
pub mod model;
pub mod problem;
pub mod prose;
pub mod publish;
pub mod read;
pub mod render;
pub mod scaffold;
pub mod search;
pub mod select;
pub mod serve;
pub mod status;
pub mod suggest;
pub mod text;
pub mod theme;
pub mod view;
mod watch;
mod work;
pub mod workspace;
pub mod write;

use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

use assembly::{Assembly, Piece};
use link::{Index, RareWords};
use look::Look;
use model::Digest;
use problem::wording::Language;
use problem::{Kind, Problem, Problems};
use watch::Watcher;
use workspace::{Refreshed, Workspace};
use write::{Output, Written};

/// What to do, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the site, with its `site.toml`.
    pub site: PathBuf,
    /// Where the site is written; `public` in the site's folder when not given.
    pub output: Option<PathBuf>,
    /// The address the site will stand at, instead of that in `site.toml`.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
}

/// The steps of a run, for those who watch it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading files.
    Read,
    /// Checking them.
    Check,
    /// Loading the theme.
    Theme,
    /// Building the index.
    Link,
    /// Making pages; how many there are.
    Render(usize),
    /// Putting the site in place.
    Write,
}

/// Someone who watches a run.
pub trait Progress: Sync {
    /// A step begins.
    fn step(&self, step: Step);
    /// One more page is made.
    fn page(&self) {}
    /// Nothing more comes.
    fn done(&self) {}

    /// These templates of the theme are used as written, though templates are minified.
    fn as_written(&self, _templates: &[String]) {}
}

/// Nobody watches.
impl Progress for () {
    fn step(&self, _: Step) {}
}

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    /// All problems, in the order of their places.
    pub problems: Vec<Problem>,
    /// The language of the site, as far as it could be read.
    pub language: Option<Language>,
    /// What there is, when nothing was wrong.
    pub summary: Option<Summary>,
}

/// What a run found or made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Responses, drafts included where they were asked for.
    pub responses: usize,
    /// Pages of HTML; none when the site was only checked.
    pub pages: usize,
    /// What was written; nothing when the site was only checked.
    pub written: Option<Written>,
}

/// Checks a site without building it: its content, its settings and its theme.
pub fn check_site(options: &Options, progress: &dyn Progress) -> Outcome {
    checked(options, Workspace::new(options).refresh(progress))
}

/// Checks a site now and whenever its files change, and gives each time what was found, until the program is ended.
pub fn watch_site(options: &Options, progress: &dyn Progress, mut found: impl FnMut(Outcome)) -> ! {
    let mut watcher = Watcher::new(&options.site);
    let mut workspace = Workspace::new(options);
    let mut start = Instant::now();
    let mut refreshed = workspace.refresh(progress);
    progress.done();
    loop {
        let took = start.elapsed();
        watcher.looked(&refreshed.changes);
        if !refreshed.changes.is_empty() {
            found(checked(options, refreshed));
        }
        watcher.wait(took);
        start = Instant::now();
        refreshed = workspace.refresh(&());
    }
}

fn checked(options: &Options, refreshed: Refreshed) -> Outcome {
    let Refreshed { problems, language, digest, look, changes: _ } = refreshed;
    let summary = digest.filter(|_| look.is_some()).map(|digest| Summary {
        responses: digest.responses.len(),
        pages: 0,
        written: None,
    });
    outcome(options, problems, language, summary)
}

/// The content of a site, without what it is shown with.
#[derive(Debug)]
pub struct Content {
    /// All problems, in the order of their places.
    pub problems: Vec<Problem>,
    /// The language of the site, as far as it could be read.
    pub language: Option<Language>,
    /// The digest, drafts included; `None` when there was an error.
    pub digest: Option<Digest>,
}

/// Reads and checks the content of a site, with its drafts.
pub fn read_content(site: &Path, progress: &dyn Progress) -> Content {
    let options = Options { site: site.to_owned(), drafts: true, ..Options::default() };
    let Refreshed { problems, language, digest, .. } = Workspace::new(&options).refresh_content(progress);
    Content { problems, language, digest }
}

/// Builds a site.
pub fn build(options: &Options, progress: &dyn Progress) -> Outcome {
    let Refreshed { mut problems, language, digest, look, .. } = Workspace::new(options).refresh(progress);
    // Warnings are all known by now; what is written must not be what `--strict` forbids.
    let fails = problems.iter().any(|problem| problem.kind.is_failure(options.strict));
    let allowed = digest.zip(look).filter(|_| !fails);
    if let Some((_, look)) = &allowed {
        progress.as_written(look.renderer.as_written());
    }
    let summary = allowed.and_then(|(digest, look)| match put_in_place(options, &digest, &look, progress) {
        Ok((summary, remarks)) => {
            problems.extend(remarks);
            Some(summary)
        }
        Err(found) => {
            let mut all = Problems::from(std::mem::take(&mut problems));
            found.into_iter().for_each(|problem| all.push(problem));
            problems = all.into_sorted();
            None
        }
    });
    outcome(options, problems, language, summary)
}

fn outcome(options: &Options, problems: Vec<Problem>, language: Option<Language>, summary: Option<Summary>) -> Outcome {
    let failed = problems.iter().any(|problem| problem.kind.is_failure(options.strict));
    Outcome { problems, language, summary: summary.filter(|_| !failed) }
}

/// Link, view, render and write; gives what was made, and remarks about it.
fn put_in_place(
    options: &Options,
    digest: &Digest,
    look: &Look,
    progress: &dyn Progress,
) -> Result<(Summary, Vec<Problem>), Vec<Problem>> {
    progress.step(Step::Link);
    let rare_words = RareWords::new(digest);
    let index = Index::new(digest, &rare_words);
    let assembly = Assembly::new(&options.site, &index, look);
    let pieces = assembly.pieces();
    let folder = options.output.clone().unwrap_or_else(|| options.site.join("public"));
    let sources = [options.site.join("content"), options.site.join(theme::FOLDER)];
    let output = Output::open(&folder, &sources).map_err(placeless)?;

    // The files of an edition and the texts take longer to make than any page; so they begin at once, and the other threads make pages.
    let is_large = |piece: &Piece<'_>| matches!(piece, Piece::Data(_) | Piece::Texts(_));
    let (large, rest): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|(_, piece)| is_large(piece));
    let pages = rest.iter().chain(&large).map(|(_, piece)| piece.pages()).sum();
    progress.step(Step::Render(pages));
    let made = |piece: &Piece<'_>| (0..piece.pages()).for_each(|_| progress.page());
    let put = |path: &str, piece| {
        let done = assembly.put(path, piece, &|path, bytes| output.put(path, bytes));
        made(piece);
        done.err().unwrap_or_default()
    };
    let (mut problems, of_large): (Vec<Problem>, Vec<Problem>) = rayon::join(
        || rest.par_iter().flat_map_iter(|(path, piece)| put(path, piece)).collect(),
        || large.par_iter().flat_map_iter(|(path, piece)| put(path, piece)).collect(),
    );
    problems.extend(of_large);
    if !problems.is_empty() {
        return Err(first_of_each_template(problems));
    }
    progress.step(Step::Write);
    let remarks = output.too_large().into_iter().flat_map(placeless).collect();
    let written = output.finish().map_err(placeless)?;
    Ok((Summary { responses: digest.responses.len(), pages, written: Some(written) }, remarks))
}

fn placeless(kind: Kind) -> Vec<Problem> {
    vec![Problem { place: None, kind }]
}

/// A mistake in a template shows on every page it makes; once is enough to mend it.
fn first_of_each_template(mut problems: Vec<Problem>) -> Vec<Problem> {
    let mut seen = std::collections::BTreeSet::new();
    problems.retain(|problem| seen.insert((problem.place.clone(), problem.kind.code())));
    problems
}
