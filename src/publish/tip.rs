//! What the branch of the remote holds: its last commit, and whether this program made it.

use super::git::Git;
use super::remote::Remote;
use super::{Options, Progress};
use asdg_base::problem::Kind;

/// The domain of a site on GitHub Pages.
pub(super) const DOMAIN_FILE: &str = "CNAME";

/// What tells GitHub to show the files as they are.
pub(super) const PLAIN_FILE: &str = ".nojekyll";

/// What the message of our commits ends in, before the version.
pub(super) const MARK: &str = "Generated-by: asdg-site";

/// How many commits are looked through for one of ours.
const LOOK_BACK: &str = "--max-count=50";

/// How many files of others a message names.
const NAMED: usize = 3;

/// The last commit of the branch.
pub(super) struct Tip {
    pub(super) commit: String,
    pub(super) tree: String,
    /// What stands in `CNAME`.
    pub(super) domain: Option<String>,
}

impl Tip {
    /// Asks the remote, and fetches what is not here yet. `None` when there is no such branch.
    pub(super) fn find(
        git: &Git<'_>,
        remote: &Remote,
        options: &Options,
        progress: &dyn Progress,
    ) -> Result<Option<Self>, Kind> {
        let Some(commit) = remote.tip(git, &options.branch)? else {
            return Ok(None);
        };
        remote.fetch(git, options, &commit, progress)?;
        let tree = git.run(&["rev-parse", "--verify", "--quiet", &format!("{commit}^{{tree}}")])?;
        if !tree.success {
            // Between the question and the answer the branch was put elsewhere.
            return Err(Kind::PublishRaced { branch: options.branch.clone() });
        }
        let domain = git.run(&["cat-file", "blob", &format!("{commit}:{DOMAIN_FILE}")])?;
        let domain = Some(domain.stdout).filter(|text| domain.success && !text.trim().is_empty());
        Ok(Some(Self { commit, tree: tree.stdout.trim_end().to_owned(), domain }))
    }

    /// Refuses to take the place of what this program did not make.
    ///
    /// The last commit is ours when it has our mark, or when others changed nothing but the domain since: GitHub makes such a commit
    /// when a domain is set in the settings. A branch without any file to lose is free as well.
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
