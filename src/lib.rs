//! A static site generator for one publication: the yearly digest of ASDG, in which cities answer the five questions of
//! a questionnaire.
//!
//! # Steps
//!
//! 1. [`read`]: the files of a site into source structs.
//! 2. [`check`]: source structs into the [`model`], with every [`problem`](asdg_base::problem) of every file.
//! 3. [`link`]: one index over the model.
//! 4. [`view`]: which pages exist, and the data of each.
//! 5. [`render`]: a view and a [`theme`] into the bytes of a page.
//! 6. [`write`](mod@write): the bytes into the output folder, all or nothing.
//!
//! [`build()`] runs all six. A [`workspace`] runs the first two; an [`assembly`] lists the files of a site and makes
//! them with the next three. Each stage has its own types, and no later stage changes their values.
//!
//! Other commands use the same stages: [`asdg_import`] turns documents of cities into responses, [`scaffold`] creates
//! files for `init` and `new`, [`serve`](serve::serve) shows the site while it is edited, [`publish`](publish::publish)
//! pushes it to a branch. [`status`] and [`suggest`] read the index and report to the editor.

pub mod address;
pub mod assembly;
pub mod check;
pub mod cli;
pub mod link;
pub mod loaded_theme;
pub mod markup;
pub mod model;
pub mod options;
pub mod publish;
pub mod read;
pub mod render;
pub mod scaffold;
pub mod search;
pub mod select;
pub mod serve;
pub mod status;
pub mod suggest;
pub mod theme;
pub mod view;
mod watch;
pub mod words;
pub mod workspace;
pub mod write;

use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;

use asdg_base::language::Language;
use asdg_base::problem::{Problem, Problems};
use asdg_base::questionnaire::Known;
use assembly::{Assembly, OutputFile};
use link::{Index, RareWords};
use loaded_theme::LoadedTheme;
use model::Digest;
pub use options::{Options, Progress, Step};
use search::SearchIndex;
use watch::Watcher;
use workspace::{Refreshed, Workspace};
use write::{Output, Written};

/// The result of a run.
#[derive(Debug)]
pub struct Outcome {
    /// All problems, in the order of their places.
    pub problems: Vec<Problem>,
    /// The language of the site, if it could be read.
    pub language: Option<Language>,
    /// What the run found or made; `None` if there was an error.
    pub summary: Option<Summary>,
}

/// The size of a checked or built site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Responses, including drafts if they were requested.
    pub responses: usize,
    /// Pages of HTML; none if the site was only checked.
    pub pages: usize,
    /// The written files; `None` if the site was only checked.
    pub written: Option<Written>,
}

/// Checks the content, the settings and the theme of a site without building it.
pub fn check_site(options: &Options, progress: &dyn Progress) -> Outcome {
    check_outcome(options, Workspace::only_checking(options).refresh(progress))
}

/// Checks a site now and after every change of its files, until the program is stopped. `report` gets each result.
pub fn watch_site(options: &Options, progress: &dyn Progress, mut report: impl FnMut(Outcome)) -> ! {
    let mut watcher = Watcher::new(&options.site);
    let mut workspace = Workspace::only_checking(options);
    let mut start = Instant::now();
    let mut refreshed = workspace.refresh(progress);
    progress.done();
    loop {
        let took = start.elapsed();
        watcher.renew_if_needed(&refreshed.changes);
        if !refreshed.changes.is_empty() {
            report(check_outcome(options, refreshed));
        }
        watcher.wait(took);
        start = Instant::now();
        refreshed = workspace.refresh(&());
    }
}

/// Tries the templates if the content and the theme have no errors, and returns the result of a check.
fn check_outcome(options: &Options, refreshed: Refreshed) -> Outcome {
    let Refreshed { mut problems, language, digest, theme, changes: _ } = refreshed;
    if let (Some(digest), Some(theme)) = (&digest, &theme) {
        let rare_words = RareWords::new(digest);
        let index = Index::new(digest, &rare_words);
        let found = Assembly::new(&options.site, &index, theme).try_templates();
        if !found.is_empty() {
            let mut all = Problems::from(problems);
            first_of_each_template(found).into_iter().for_each(|problem| all.push(problem));
            problems = all.into_sorted();
        }
    }
    let summary = digest.filter(|_| theme.is_some()).map(|digest| Summary {
        responses: digest.responses.len(),
        pages: 0,
        written: None,
    });
    outcome(options, problems, language, summary)
}

/// The content of a site, without its theme.
#[derive(Debug)]
pub struct Content {
    /// All problems, in the order of their places.
    pub problems: Vec<Problem>,
    /// The language of the site, if it could be read.
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

/// Reads and checks the settings, registers and questionnaires of a digest, without its responses. `None` if there was
/// an error.
pub fn read_known(site: &Path) -> (Option<Known>, Problems) {
    let mut problems = Problems::default();
    let known = read::site(site, &mut problems).and_then(|settings| {
        let settings = check::site(settings, None, &mut problems)?;
        let registers = read::registers(site, &mut problems);
        check::known(settings.language, &registers, &mut problems)
    });
    (known, problems)
}

/// Builds a site.
pub fn build(options: &Options, progress: &dyn Progress) -> Outcome {
    let Refreshed { mut problems, language, digest, theme, .. } = Workspace::new(options).refresh(progress);
    // With `--strict`, warnings stop the build before anything is written.
    let fails = problems.iter().any(|problem| problem.kind.is_failure(options.strict));
    let source = digest.zip(theme).filter(|_| !fails);
    if let Some((_, theme)) = &source {
        progress.as_written(theme.renderer.as_written());
    }
    let summary = source.and_then(|(digest, theme)| match write_site(options, &digest, &theme, progress) {
        Ok((summary, warnings)) => {
            problems.extend(warnings);
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

/// Runs the stages from link to write. Returns the size of the site, and warnings about it.
fn write_site(
    options: &Options,
    digest: &Digest,
    theme: &LoadedTheme,
    progress: &dyn Progress,
) -> Result<(Summary, Vec<Problem>), Vec<Problem>> {
    progress.step(Step::Link);
    let (search, rare_words) = if digest.site.search {
        let (search, rare_words) = SearchIndex::with_rare_words(digest);
        (Some(search), rare_words)
    } else {
        (None, RareWords::new(digest))
    };
    let index = Index::new(digest, &rare_words);
    let assembly = Assembly::new(&options.site, &index, theme).with_search(search);
    let files = assembly.output_files();
    let folder = options.output.clone().unwrap_or_else(|| options.site.join("public"));
    let sources = [options.site.join("content"), options.site.join(theme::FOLDER)];
    let output = Output::open(&folder, &sources)?;

    let pages = files.iter().map(|(_, file)| file.pages()).sum();
    let (texts, rest): (Vec<_>, Vec<_>) = files.into_iter().partition(|(_, file)| matches!(file, OutputFile::Texts(_)));
    let (data, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(_, file)| matches!(file, OutputFile::Data(_)));
    progress.step(Step::Render(pages));
    // The texts first, because after them the search index is not needed any more. Then one thread begins with the open
    // data, which takes longer than any page, while the others make pages.
    let mut problems = write_files(&texts, &assembly, &output, progress);
    let (page_problems, data_problems) = rayon::join(
        || write_files(&rest, &assembly, &output, progress),
        || write_files(&data, &assembly, &output, progress),
    );
    problems.extend(page_problems.into_iter().chain(data_problems));
    if !problems.is_empty() {
        return Err(first_of_each_template(problems));
    }
    progress.step(Step::Write);
    let warnings = output.too_large().into_iter().map(Problem::from).collect();
    let written = output.finish()?;
    Ok((Summary { responses: digest.responses.len(), pages, written: Some(written) }, warnings))
}

/// Makes and writes files, and returns the problems.
fn write_files<'d>(
    files: &[(String, OutputFile<'d>)],
    assembly: &Assembly<'_, 'd>,
    output: &Output,
    progress: &dyn Progress,
) -> Vec<Problem> {
    let write = |(path, file): &(String, OutputFile<'d>)| {
        let result = assembly.write(path, file, &|path, bytes| output.write_file(path, bytes));
        (0..file.pages()).for_each(|_| progress.page());
        result.err().unwrap_or_default()
    };
    files.par_iter().flat_map_iter(write).collect()
}

/// Keeps one problem of each kind at each place: a mistake in a template appears on every page that uses it.
fn first_of_each_template(mut problems: Vec<Problem>) -> Vec<Problem> {
    let mut seen = std::collections::BTreeSet::new();
    problems.retain(|problem| seen.insert((problem.place.clone(), problem.kind.code())));
    problems
}
