//! A static site generator for one publication: the yearly digest of ASDG, in which cities answer the same five
//! questions of a questionnaire.
//!
//! # Steps
//!
//! 1. [`read`]: the files of a site into source structs.
//! 2. [`check`]: source structs into the [`model`], collecting every [`problem`] of every file.
//! 3. [`link`]: one index over the model.
//! 4. [`view`]: which pages exist, and what each of them shows.
//! 5. [`render`]: a view and a [`theme`] give the bytes of a page, minified.
//! 6. [`write`](mod@write): compare, write; all or nothing.
//!
//! [`check_site()`] takes the first two, [`build()`] all six. [`import`](import::import) is a side door: it makes responses of the
//! files that cities send. [`status`] and [`suggest`] look at the index, for the editor. Each stage has a type of its own, and nothing is filled in later.

pub mod check;
pub mod cli;
mod fs;
pub mod import;
pub mod link;
pub mod model;
pub mod problem;
pub mod prose;
pub mod read;
pub mod render;
pub mod scaffold;
pub mod select;
pub mod status;
pub mod suggest;
pub mod text;
pub mod theme;
pub mod view;
pub mod write;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use link::Index;
use model::{Digest, Picture, Site};
use problem::wording::Language;
use problem::{Kind, Place, Problem, Problems};
use render::{Renderer, Texts};
use theme::Theme;
use view::data::{self, Published, PublishedTable};
use view::{Page, Views};
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
    let mut problems = Problems::default();
    let mut language = None;
    let summary = load(options, progress, &mut language, &mut problems).map(|Loaded { digest, .. }| Summary {
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
    let mut problems = Problems::default();
    let options = Options { site: site.to_owned(), drafts: true, ..Options::default() };
    let loaded = load_content(&options, progress, &mut problems);
    let language = loaded.as_ref().map(|(site, _)| site.language);
    let digest = loaded.and_then(|(_, digest)| digest);
    Content { problems: problems.into_sorted(), language, digest }
}

/// Builds a site.
pub fn build(options: &Options, progress: &dyn Progress) -> Outcome {
    let mut problems = Problems::default();
    let mut language = None;
    let loaded = load(options, progress, &mut language, &mut problems);
    // Warnings are all known by now; what is written must not be what `--strict` forbids.
    let allowed = loaded.filter(|_| !(options.strict && problems.has_any()));
    let summary = allowed.and_then(|loaded| match publish(options, &loaded, progress) {
        Ok(summary) => Some(summary),
        Err(found) => {
            found.into_iter().for_each(|problem| problems.push(problem));
            None
        }
    });
    outcome(options, problems, language, summary)
}

fn outcome(options: &Options, problems: Problems, language: Option<Language>, summary: Option<Summary>) -> Outcome {
    let failed = problems.has_errors() || (options.strict && problems.has_any());
    Outcome { problems: problems.into_sorted(), language, summary: summary.filter(|_| !failed) }
}

/// A site that is free of errors.
struct Loaded {
    digest: Digest,
    theme: Theme,
    texts: Texts,
    renderer: Renderer,
}

/// Read and check.
fn load(
    options: &Options,
    progress: &dyn Progress,
    language: &mut Option<Language>,
    problems: &mut Problems,
) -> Option<Loaded> {
    let loaded = load_content(options, progress, problems);
    *language = loaded.as_ref().map(|(site, _)| site.language);
    progress.step(Step::Theme);
    let (site, digest) = loaded?;
    let theme = theme::load(&options.site, &site.theme, site.language, problems)?;
    let texts = render::texts(&theme, site.language, problems)?;
    let renderer = Renderer::new(&theme, &texts, site.minify, problems)?;
    Some(Loaded { digest: digest?, theme, texts, renderer })
}

/// Read and check, without the theme: the settings, and the digest when it has no error.
fn load_content(options: &Options, progress: &dyn Progress, problems: &mut Problems) -> Option<(Site, Option<Digest>)> {
    progress.step(Step::Read);
    let site_file = read::site(&options.site, problems)?;
    let site = check::site(site_file, options.base_url.as_deref(), problems);
    let sources = read::content(&options.site, problems);
    progress.step(Step::Check);
    let digest = sources.and_then(|sources| check::digest(site.clone(), sources, options.drafts, problems));
    Some((site?, digest))
}

/// Link, view, render and write.
fn publish(options: &Options, loaded: &Loaded, progress: &dyn Progress) -> Result<Summary, Vec<Problem>> {
    let Loaded { digest, theme, texts, renderer } = loaded;
    progress.step(Step::Link);
    let index = Index::new(digest);
    let views = Views::new(&index, texts);
    let pages = view::pages(&index);
    let folder = options.output.clone().unwrap_or_else(|| options.site.join("public"));
    let sources = [options.site.join("content"), options.site.join(theme::FOLDER)];
    let output = Output::open(&folder, &sources).map_err(placeless)?;

    progress.step(Step::Render(pages.len() + usize::from(digest.site.data)));
    let write_pages = |pages: &[Page<'_>]| {
        let failed = pages.par_iter().filter_map(|&page| {
            let done = write_page(page, &views, renderer, &output);
            progress.page();
            done.err()
        });
        let problems: Vec<Problem> = failed.collect();
        if problems.is_empty() { Ok(()) } else { Err(first_of_each_template(problems)) }
    };
    // The workbook is made by one thread for the most part; meanwhile the others make pages.
    let (written, published) = rayon::join(|| write_pages(&pages), || write_data(&index, &output));
    written?;
    let published = published?;
    let of_data: Vec<Page<'_>> = published.as_ref().map(Page::Data).into_iter().collect();
    write_pages(&of_data)?;
    let pages = [pages, of_data].concat();
    write_files(options, digest, theme, &views, &pages, &output)?;
    progress.step(Step::Write);
    let written = output.finish().map_err(placeless)?;
    Ok(Summary { responses: digest.responses.len(), pages: pages.len(), written: Some(written) })
}

fn write_page<'d>(page: Page<'d>, views: &Views<'_, 'd>, renderer: &Renderer, output: &Output) -> Result<(), Problem> {
    let (view, slots) = views.view(page);
    let html = renderer.page(&view, &slots)?;
    output.put(&views.address(page).output_file(), html.as_bytes()).map_err(|kind| Problem { place: None, kind })
}

/// The open data; nothing where the site wants none.
fn write_data<'d>(index: &Index<'d>, output: &Output) -> Result<Option<Published>, Vec<Problem>> {
    let Digest { site, editions, .. } = index.digest();
    if !site.data {
        return Ok(None);
    }
    let wording = data::Wording::new(site.language);
    let put = |name: String, bytes: &[u8]| output.put(&data::path(&name), bytes).map(|()| bytes.len() as u64);
    let table = |(make, sheet): (&data::Make, _)| {
        let table = make(index);
        let name = table.name;
        let render::data::TableFiles { rows, csv, json, schema, sheet } =
            render::data::table(table, sheet, site, &wording)?;
        put(format!("{name}.schema.json"), &schema)?;
        let (csv, json) = (put(format!("{name}.csv"), &csv)?, put(format!("{name}.json"), &json)?);
        Ok((PublishedTable { rows, left_out: sheet.left_out, csv, json }, sheet))
    };
    let texts = |edition| {
        let (name, texts) = data::texts(index, edition);
        put(name, &render::data::texts(texts))
    };
    let (tables, texts) = rayon::join(
        || -> Result<(Vec<PublishedTable>, u64), Kind> {
            let mut book = render::data::Book::new(output.work())?;
            let sheets = book.take_sheets();
            let made: Vec<(PublishedTable, render::data::Sheet)> =
                data::TABLES.par_iter().zip(sheets).map(table).collect::<Result<_, Kind>>()?;
            let (tables, sheets) = made.into_iter().unzip();
            let about = render::data::About { site, version: data::version(index.digest()) };
            let workbook = book.finish(&about, sheets, &wording)?;
            Ok((tables, put(data::WORKBOOK.to_owned(), &workbook)?))
        },
        || editions.par_iter().map(texts).collect::<Result<Vec<u64>, Kind>>(),
    );
    let ((tables, workbook), texts) = (tables.map_err(placeless)?, texts.map_err(placeless)?);
    put(format!("{}.schema.json", data::TEXTS), &render::data::texts_schema(site, &wording)).map_err(placeless)?;
    Ok(Some(Published { tables, texts, workbook }))
}

/// Everything that is not a page.
fn write_files<'d>(
    options: &Options,
    digest: &'d Digest,
    theme: &Theme,
    views: &Views<'_, 'd>,
    pages: &[Page<'d>],
    output: &Output,
) -> Result<(), Vec<Problem>> {
    let base = digest.site.base_url.as_ref();
    let mut files = vec![("robots.txt".to_owned(), render::robots(base))];
    files.extend(views.feed().map(|feed| ("feed.xml".to_owned(), render::feed(&feed))));
    if let (Some(map), Some(base)) = (views.site_map(pages), base) {
        files.extend(render::site_map(&map, base));
    }
    for (path, bytes) in &files {
        output.put(path, bytes).map_err(placeless)?;
    }
    for (name, file) in &theme.assets {
        output.put(&file.published(name), &file.bytes).map_err(placeless)?;
    }
    for (path, Picture { file, .. }) in view::pictures(digest) {
        let bytes = fs::read(&options.site.join(&**file)).map_err(|error| {
            let kind = Kind::UnreadableFile { reason: error.reason() };
            vec![Problem { place: Some(Place::file(&**file)), kind }]
        })?;
        output.put(&path, &bytes).map_err(placeless)?;
    }
    Ok(())
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
