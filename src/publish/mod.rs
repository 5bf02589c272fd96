//! Publish: builds the site and pushes it to a branch of a remote.
//!
//! [`publish()`] finds the last commit of the branch, builds strictly, makes a tree of the site's files and a commit on
//! top of the branch, and pushes it. The tree has the bytes that the build wrote; no work tree is needed. The new
//! commit is always a child of the branch's last one, even with `--force`: files that others committed are replaced in
//! the tree and stay in the history. A dry run puts its objects into a temporary folder and goes as far as `git push
//! --dry-run`, which also checks permissions.
//!
//! It runs the git command, because gix cannot push yet, and libgit2 is written in C.

mod commit;
mod failure;
mod files;
mod git;
mod output;
mod remote;
mod secret;
mod site_address;
mod tip;

use std::path::{Path, PathBuf};

use crate::model::Site;
use crate::write::WorkFolder;
use crate::{Outcome as Built, Summary, check, read};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Problem, Problems};
use commit::SourceCommit;
pub use commit::{Change, ChangeKind};
use files::SiteFiles;
use git::Git;
use remote::Remote;
use site_address::SiteAddress;
pub use site_address::{GitHub, readable_address};
use tip::Tip;

/// The options of a publication.
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

/// The steps of a publication, without those of the build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Finding the branch on the remote at this address.
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
    /// What was published; `None` if the publication failed.
    pub report: Option<PublishReport>,
}

/// The result of a successful publication.
#[derive(Debug)]
pub struct PublishReport {
    /// What was pushed.
    pub outcome: PushOutcome,
    /// The remote's address, without passwords.
    pub remote: String,
    /// The result of the build.
    pub summary: Summary,
    /// How many files the publication has.
    pub files: usize,
    /// Their total size.
    pub bytes: u64,
    /// Whether the branch is new.
    pub first: bool,
    /// The address of the published site, if known.
    pub address: Option<url::Url>,
    /// The repository, if it is on GitHub.
    pub github: Option<GitHub>,
}

/// What a publication pushed.
#[derive(Debug)]
pub enum PushOutcome {
    /// Nothing: the branch has this site already.
    UpToDate,
    /// Nothing, because it was a dry run. These changes would be pushed.
    DryRun(Vec<Change>),
    /// These changes, as the commit with this id.
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
    /// These problems.
    Problems(Vec<Problem>),
    /// The build failed; its problems are in [`PublishResult::built`].
    Build,
}

impl From<Kind> for PublishStop {
    fn from(kind: Kind) -> Self {
        PublishStop::Problems(kind.into())
    }
}

impl From<Vec<Kind>> for PublishStop {
    fn from(kinds: Vec<Kind>) -> Self {
        PublishStop::Problems(kinds.into_iter().map(Problem::from).collect())
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
    // The work folder is in the repository and not among temporary files, so that the next publication cleans up after
    // an interrupted one.
    let work = git.work_folder()?;
    let work = WorkFolder::open(&work, &work)?;
    let work = work.run_folder();
    // A dry run leaves nothing in the repository, not even unreachable objects.
    let git = if options.dry_run { git.with_temporary_objects(work)? } else { git };
    let remote = Remote::find(&git, &options.remote)?;
    remote::check_branch(&git, &options.branch)?;
    progress.publish_step(Step::Connect(remote.redacted_address()));
    let tip = Tip::find(&git, &remote, options, progress)?;
    if let Some(tip) = &tip
        && !options.force
    {
        tip.check_ownership(&git, &options.branch)?;
    }

    let address = SiteAddress::find(&site, &remote, tip.as_ref());
    let summary = build(options, &site, &address, work, progress, outcome)?;
    let files = SiteFiles::collect(&output_folder(options, work), address.domain())?;
    let mut warn = |kind| outcome.problems.push(Problem::from(kind));
    files.check_limits(address.github.is_some(), &mut warn)?;
    address.check(site.base_url.as_ref(), &mut warn);

    progress.publish_step(Step::Commit);
    let tree = commit::tree(&git, &files, work)?;
    let report = |push_outcome| PublishReport {
        outcome: push_outcome,
        remote: remote.redacted_address(),
        summary,
        files: files.count(),
        bytes: files.bytes(),
        first: tip.is_none(),
        address: address.address.clone(),
        github: address.github.clone(),
    };
    if tip.as_ref().is_some_and(|tip| tip.tree == tree) {
        return Ok(report(PushOutcome::UpToDate));
    }
    let changes = commit::changes(&git, tip.as_ref(), &tree, &files)?;
    let source = SourceCommit::find(&git)?;
    let commit = commit::commit(&git, &tree, tip.as_ref(), &commit::message(&site, &summary, source.as_ref()))?;
    progress.publish_step(Step::Upload(remote.redacted_address()));
    remote.push(&git, &commit, tip.as_ref().map(|tip| &*tip.commit), options, progress)?;
    if options.dry_run {
        return Ok(report(PushOutcome::DryRun(changes)));
    }
    remote.record_tip(&git, &options.branch, &commit);
    git.collect_garbage();
    Ok(report(PushOutcome::Pushed(commit, changes)))
}

/// Reads the settings of the site. Warnings are dropped here: the build reads the settings again and reports them.
fn settings(options: &PublishOptions) -> Result<Site, PublishStop> {
    let mut problems = Problems::default();
    let site = read::site(&options.site, &mut problems)
        .and_then(|file| check::site(file, options.base_url.as_deref(), &mut problems));
    site.ok_or_else(|| PublishStop::Problems(problems.into_sorted()))
}

/// The folder to build in. A dry run does not touch the output folder.
fn output_folder(options: &PublishOptions, work: &Path) -> PathBuf {
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
    address: &SiteAddress,
    work: &Path,
    progress: &dyn PublishProgress,
    outcome: &mut PublishResult,
) -> Result<Summary, PublishStop> {
    // If the address follows from the remote, `base_url` need not be set.
    let derived = || if site.base_url.is_none() { address.address.as_ref().map(url::Url::to_string) } else { None };
    let build = crate::Options {
        site: options.site.clone(),
        output: Some(output_folder(options, work)),
        base_url: options.base_url.clone().or_else(derived),
        drafts: false,
        strict: true,
    };
    let built = crate::build(&build, progress);
    let summary = built.summary;
    outcome.built = Some(built);
    summary.ok_or(PublishStop::Build)
}
