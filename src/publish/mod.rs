//! Publish: builds the site and pushes it to a branch of a remote, with the git command. gix cannot push yet, and
//! libgit2 is C.
//!
//! [`publish()`] reads in the order of its steps: what the remote has, a strict build, the files of the site as a tree,
//! a commit on top of the branch, the push. The tree is made of the bytes that the build wrote, without a work tree. A
//! publication is always a child of the branch's last commit, even with `--force`: what others committed is replaced in
//! the tree and kept in the history. A dry run puts its objects into a temporary folder and goes as far as `git push
//! --dry-run`, which also checks permissions.

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
use commit::SourceCommit;
pub use commit::{Change, Changed};
use files::SiteFiles;
use git::Git;
use pages::Pages;
pub use pages::{GitHub, shown};
use remote::Remote;
use tip::Tip;

/// What to publish, and where.
#[derive(Debug, Clone, Default)]
pub struct PublishOptions {
    /// The folder of the site, with its `site.toml`.
    pub site: PathBuf,
    /// The folder to build in; by default `public` in the site's folder.
    pub output: Option<PathBuf>,
    /// The address where the site will be published, instead of the one in `site.toml`.
    pub base_url: Option<String>,
    /// The name of the remote.
    pub remote: String,
    /// The branch of the remote.
    pub branch: String,
    /// Whether nothing is written, neither locally nor on the remote.
    pub dry_run: bool,
    /// Whether files that others put onto the branch are replaced.
    pub force: bool,
    /// Whether git may ask the person at the terminal for a name and a password.
    pub interactive: bool,
}

/// The steps of a publication besides those of the build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Asking the remote at this address for its branches.
    Connect(String),
    /// Making a commit of the files.
    Commit,
    /// Pushing to this address.
    Upload(String),
}

/// Receives the progress of a publication.
pub trait PublishProgress: crate::Progress {
    /// A step begins.
    fn publish_step(&self, step: Step);
    /// The percentage of a transfer.
    fn transferred(&self, percent: u8);
}

/// How a publication ended.
#[derive(Debug, Default)]
pub struct PublishResult {
    /// The result of the build, if it began.
    pub built: Option<Built>,
    /// Problems of the publication itself; those of the content are in `built`.
    pub problems: Vec<Problem>,
    /// The language of the site, if it could be read.
    pub language: Option<Language>,
    /// What was done; `None` when it failed.
    pub report: Option<PublishReport>,
}

/// What was done.
#[derive(Debug)]
pub struct PublishReport {
    /// How it ended.
    pub done: Done,
    /// The remote's address, without passwords.
    pub remote: String,
    /// What was built.
    pub summary: Summary,
    /// How many files the publication has.
    pub files: usize,
    /// Their total size.
    pub bytes: u64,
    /// Whether the branch is new.
    pub first: bool,
    /// The address of the published site, if known.
    pub address: Option<url::Url>,
    /// The repository on GitHub, if it is there.
    pub github: Option<GitHub>,
}

/// How a publication ended.
#[derive(Debug)]
pub enum Done {
    /// The branch holds this site already.
    Nothing,
    /// A dry run: this would be pushed.
    Would(Vec<Change>),
    /// This was pushed, as the commit with this id.
    Pushed(String, Vec<Change>),
}

/// Builds a site and pushes it.
pub fn publish(options: &PublishOptions, progress: &dyn PublishProgress) -> PublishResult {
    let mut outcome = PublishResult::default();
    match run(options, progress, &mut outcome) {
        Ok(report) => outcome.report = Some(report),
        Err(PublishStop::Problems(problems)) => outcome.problems.extend(problems),
        Err(PublishStop::Build) => {}
    }
    outcome
}

/// Why a publication stopped.
enum PublishStop {
    /// Because of these problems.
    Problems(Vec<Problem>),
    /// Because the build failed.
    Build,
}

impl From<Kind> for PublishStop {
    fn from(kind: Kind) -> Self {
        PublishStop::Problems(vec![Problem { place: None, kind }])
    }
}

impl From<Vec<Kind>> for PublishStop {
    fn from(kinds: Vec<Kind>) -> Self {
        PublishStop::Problems(kinds.into_iter().map(|kind| Problem { place: None, kind }).collect())
    }
}

fn run(
    options: &PublishOptions,
    progress: &dyn PublishProgress,
    outcome: &mut PublishResult,
) -> Result<PublishReport, PublishStop> {
    let site = settings(options)?;
    outcome.language = Some(site.language);
    let git = Git::open(&options.site, options.interactive)?;
    // In the repository and not among temporary files, so that the next publication removes what an interrupted one
    // left.
    let work = git.work_folder()?;
    let work = WorkFolder::open(&work, &work)?;
    let work = work.private();
    // A dry run leaves nothing in the repository, not even unreachable objects.
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
    let report = |done| PublishReport {
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
    let source = SourceCommit::find(&git)?;
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
fn settings(options: &PublishOptions) -> Result<Site, PublishStop> {
    let mut problems = Problems::default();
    let site = read::site(&options.site, &mut problems)
        .and_then(|file| check::site(file, options.base_url.as_deref(), &mut problems));
    site.ok_or_else(|| PublishStop::Problems(problems.into_sorted()))
}

/// The folder to build in. A dry run does not touch the output folder.
fn folder(options: &PublishOptions, work: &Path) -> PathBuf {
    match &options.output {
        _ if options.dry_run => work.join("site"),
        Some(folder) => folder.clone(),
        None => options.site.join("public"),
    }
}

/// Builds the site, strictly and without drafts.
fn build(
    options: &PublishOptions,
    site: &Site,
    pages: &Pages,
    work: &Path,
    progress: &dyn PublishProgress,
    outcome: &mut PublishResult,
) -> Result<Summary, PublishStop> {
    // If the address follows from the remote, `base_url` need not be set.
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
    summary.ok_or(PublishStop::Build)
}
