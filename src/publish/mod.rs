//! Publish: a side door that builds the site and pushes it to a branch of a remote, with the git command.
//!
//! [`publish()`] reads in the order of its steps: what the remote holds, a strict build, the files of the site as a tree, a commit on
//! top of the branch, the push. The tree is made of the bytes that the build wrote, without a work tree: no filter, no ignored
//! pattern and no line end comes in between, and the editor's own files, index and branches are never looked at.

mod commit;
mod failure;
mod files;
mod git;
mod output;
mod pages;
mod remote;
mod secret;
mod tip;

use std::path::{Path, PathBuf};

use crate::model::Site;
use crate::write::WorkFolder;
use crate::{Outcome as Built, Summary, check, read};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Problem, Problems};
use commit::Source;
pub use commit::{Change, Changed};
use files::SiteFiles;
use git::Git;
use pages::Pages;
pub use pages::{GitHub, shown};
use remote::Remote;
use tip::Tip;

/// What to publish, and where.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the site, with its `site.toml`.
    pub site: PathBuf,
    /// Where the site is built; `public` in the site's folder when not given.
    pub output: Option<PathBuf>,
    /// The address the site will stand at, instead of that in `site.toml`.
    pub base_url: Option<String>,
    /// The name of the remote.
    pub remote: String,
    /// The branch of the remote.
    pub branch: String,
    /// Whether nothing is written, neither here nor there.
    pub dry_run: bool,
    /// Whether what others put onto the branch gives way.
    pub force: bool,
    /// Whether git may ask the person at the terminal for a name and a password.
    pub interactive: bool,
}

/// The steps of a publication besides those of the build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Asking the remote, by its address, what it holds.
    Connect(String),
    /// Making a commit of the files.
    Commit,
    /// Sending it to the address.
    Upload(String),
}

/// Someone who watches a publication.
pub trait Progress: crate::Progress {
    /// A step begins.
    fn publish_step(&self, step: Step);
    /// So much of what is sent or fetched has passed, in per cent.
    fn transferred(&self, percent: u8);
}

/// How a publication ended.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How the build ended, as far as it came to one.
    pub built: Option<Built>,
    /// What is wrong with the publication itself; the problems of the content are the build's.
    pub problems: Vec<Problem>,
    /// The language of the site, as far as it could be read.
    pub language: Option<Language>,
    /// What was done; `None` when it failed.
    pub report: Option<Report>,
}

/// What was done.
#[derive(Debug)]
pub struct Report {
    /// How it ended.
    pub done: Done,
    /// The remote's address, without passwords.
    pub remote: String,
    /// What was built.
    pub summary: Summary,
    /// The files of the publication, and their size together.
    pub files: usize,
    /// Their size together.
    pub bytes: u64,
    /// Whether the branch was not there before.
    pub first: bool,
    /// The address where the site will be seen, where it is known.
    pub address: Option<url::Url>,
    /// The repository on GitHub, where it is one.
    pub github: Option<GitHub>,
}

/// How a publication ended.
#[derive(Debug)]
pub enum Done {
    /// The branch holds this very site already.
    Nothing,
    /// This would be pushed.
    Would(Vec<Change>),
    /// This was pushed, as a commit with this id.
    Pushed(String, Vec<Change>),
}

/// Builds a site and pushes it.
pub fn publish(options: &Options, progress: &dyn Progress) -> Outcome {
    let mut outcome = Outcome::default();
    match run(options, progress, &mut outcome) {
        Ok(report) => outcome.report = Some(report),
        Err(Stop::Problems(problems)) => outcome.problems.extend(problems),
        Err(Stop::Build) => {}
    }
    outcome
}

/// Why a publication went no further.
enum Stop {
    /// Because of these problems.
    Problems(Vec<Problem>),
    /// Because of those of the build.
    Build,
}

impl From<Kind> for Stop {
    fn from(kind: Kind) -> Self {
        Stop::Problems(vec![Problem { place: None, kind }])
    }
}

impl From<Vec<Kind>> for Stop {
    fn from(kinds: Vec<Kind>) -> Self {
        Stop::Problems(kinds.into_iter().map(|kind| Problem { place: None, kind }).collect())
    }
}

fn run(options: &Options, progress: &dyn Progress, outcome: &mut Outcome) -> Result<Report, Stop> {
    let site = settings(options)?;
    outcome.language = Some(site.language);
    let git = Git::open(&options.site, options.interactive)?;
    // In the repository, not where temporary files are: what an interrupted publication leaves there is cleared away by the next.
    let work = git.work_folder()?;
    let work = WorkFolder::open(&work, &work)?;
    let work = work.private();
    // A dry run must not leave anything in the repository, be it invisible.
    let git = if options.dry_run { git.with_objects_apart(work)? } else { git };
    let remote = Remote::find(&git, &options.remote)?;
    remote::check_branch(&git, &options.branch)?;
    progress.publish_step(Step::Connect(remote.shown()));
    let tip = Tip::find(&git, &remote, options, progress)?;
    if let Some(tip) = &tip
        && !options.force
    {
        tip.must_be_ours(&git, &options.branch)?;
    }

    let pages = Pages::find(&site, &remote, tip.as_ref());
    let summary = build(options, &site, &pages, work, progress, outcome)?;
    let files = SiteFiles::collect(&folder(options, work), pages.domain())?;
    let mut warn = |kind| outcome.problems.push(Problem { place: None, kind });
    files.check_limits(pages.github.is_some(), &mut warn)?;
    pages.check(site.base_url.as_ref(), &mut warn);

    progress.publish_step(Step::Commit);
    let tree = commit::tree(&git, &files, work)?;
    let report = |done| Report {
        done,
        remote: remote.shown(),
        summary,
        files: files.count(),
        bytes: files.bytes(),
        first: tip.is_none(),
        address: pages.address.clone(),
        github: pages.github.clone(),
    };
    if tip.as_ref().is_some_and(|tip| tip.tree == tree) {
        return Ok(report(Done::Nothing));
    }
    let changes = commit::changes(&git, tip.as_ref(), &tree, &files)?;
    let source = Source::find(&git)?;
    let commit = commit::commit(&git, &tree, tip.as_ref(), &commit::message(&site, &summary, source.as_ref()))?;
    progress.publish_step(Step::Upload(remote.shown()));
    remote.push(&git, &commit, tip.as_ref().map(|tip| &*tip.commit), options, progress)?;
    if options.dry_run {
        return Ok(report(Done::Would(changes)));
    }
    remote.remember(&git, &options.branch, &commit);
    git.tidy();
    Ok(report(Done::Pushed(commit, changes)))
}

/// The settings of the site. Their warnings are left to the build, which reads them again.
fn settings(options: &Options) -> Result<Site, Stop> {
    let mut problems = Problems::default();
    let site = read::site(&options.site, &mut problems)
        .and_then(|file| check::site(file, options.base_url.as_deref(), &mut problems));
    site.ok_or_else(|| Stop::Problems(problems.into_sorted()))
}

/// Where the site is built. A dry run leaves the output folder alone.
fn folder(options: &Options, work: &Path) -> PathBuf {
    match &options.output {
        _ if options.dry_run => work.join("site"),
        Some(folder) => folder.clone(),
        None => options.site.join("public"),
    }
}

/// Builds the site: strictly, and without drafts.
fn build(
    options: &Options,
    site: &Site,
    pages: &Pages,
    work: &Path,
    progress: &dyn Progress,
    outcome: &mut Outcome,
) -> Result<Summary, Stop> {
    // Where the address follows from the remote, nobody has to write it down.
    let found = || if site.base_url.is_none() { pages.address.as_ref().map(url::Url::to_string) } else { None };
    let build = crate::Options {
        site: options.site.clone(),
        output: Some(folder(options, work)),
        base_url: options.base_url.clone().or_else(found),
        drafts: false,
        strict: true,
    };
    let built = crate::build(&build, progress);
    let summary = built.summary;
    outcome.built = Some(built);
    summary.ok_or(Stop::Build)
}
