//! The last commit of the remote's branch, and whether this program made it.
//!
//! A branch is ours if its last commit has the line `Generated-by: asdg-site`, if only `CNAME` changed since such a
//! commit (GitHub commits it when a domain is set there), or if it has no file to lose. The branch that the digest's
//! own files are on is refused even with `--force`.

use super::git::Git;
use super::remote::Remote;
use super::{PublishOptions, PublishProgress};
use asdg_base::problem::Kind;

/// The file with the domain of a site on GitHub Pages.
pub(super) const DOMAIN_FILE: &str = "CNAME";

/// The file that makes GitHub publish the files unchanged.
pub(super) const PLAIN_FILE: &str = ".nojekyll";

/// What the message of our commits ends in, before the version.
pub(super) const MARK: &str = "Generated-by: asdg-site";

/// How many commits are searched for one of ours.
const LOOK_BACK: &str = "--max-count=50";

/// How many files of others a message names.
const NAMED: usize = 3;

/// The last commit of the branch.
pub(super) struct Tip {
    pub(super) commit: String,
    pub(super) tree: String,
    /// The content of `CNAME`.
    pub(super) domain: Option<String>,
}

impl Tip {
    /// Asks the remote, and fetches what is missing here. `None` if there is no such branch.
    pub(super) fn find(
        git: &Git<'_>,
        remote: &Remote,
        options: &PublishOptions,
        progress: &dyn PublishProgress,
    ) -> Result<Option<Self>, Kind> {
        let Some(commit) = remote.tip(git, &options.branch)? else {
            return Ok(None);
        };
        remote.fetch(git, options, &commit, progress)?;
        let tree = git.run(&["rev-parse", "--verify", "--quiet", &format!("{commit}^{{tree}}")])?;
        if !tree.success {
            // The branch was changed between the question and the answer.
            return Err(Kind::PublishRaced { branch: options.branch.clone() });
        }
        let domain = git.run(&["cat-file", "blob", &format!("{commit}:{DOMAIN_FILE}")])?;
        let domain = Some(domain.stdout).filter(|text| domain.success && !text.trim().is_empty());
        Ok(Some(Self { commit, tree: tree.stdout.trim_end().to_owned(), domain }))
    }

    /// Refuses to replace what this program did not make.
    ///
    /// The last commit is ours if it has our mark, or if others changed only the domain since such a commit: GitHub
    /// makes that commit when a domain is set in its settings. A branch without any file to lose is free as well.
    pub(super) fn must_be_ours(&self, git: &Git<'_>, branch: &str) -> Result<(), Kind> {
        let log = git.ask(&[
            "log",
            "--no-show-signature",
            "--first-parent",
            LOOK_BACK,
            "-z",
            "--format=%H%n%B",
            &self.commit,
        ])?;
        let ours = log.split('\0').find(|entry| entry.lines().any(|line| line.starts_with(MARK)));
        let ours = ours.and_then(|entry| entry.lines().next());
        let changed = match ours {
            Some(ours) if ours == self.commit => return Ok(()),
            Some(ours) => git.ask(&["diff-tree", "-r", "-z", "--name-only", ours, &self.commit])?,
            None => git.ask(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", &self.commit])?,
        };
        let foreign = |name: &&str| !name.is_empty() && *name != DOMAIN_FILE && *name != PLAIN_FILE;
        let foreign: Vec<&str> = changed.split('\0').filter(foreign).collect();
        if foreign.is_empty() {
            return Ok(());
        }
        let commit = git.ask(&["log", "--no-show-signature", "--max-count=1", "--format=%h %an: %s", &self.commit])?;
        let files = foreign.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = foreign.len().saturating_sub(NAMED) as u64;
        Err(Kind::PublishForeign { branch: branch.to_owned(), commit, files, more })
    }
}
