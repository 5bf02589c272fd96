//! The last commit of the remote's branch, and whether this program made it.
//!
//! The program may replace a branch if the last commit has the line `Generated-by: asdg-site`, if only `CNAME` changed
//! since such a commit (GitHub commits it when somebody sets a domain there), or if the branch has no files to lose.
//! The branch of the digest's own files is refused even with `--force`.

use super::git::Git;
use super::remote::Remote;
use super::{PublishOptions, PublishProgress};
use asdg_base::problem::Kind;

/// The file with the domain of a site on GitHub Pages.
pub(super) const DOMAIN_FILE: &str = "CNAME";

/// The file that makes GitHub publish the files unchanged.
pub(super) const NO_JEKYLL_FILE: &str = ".nojekyll";

/// The last line of the messages of our commits, before the version.
pub(super) const COMMIT_MARK: &str = "Generated-by: asdg-site";

/// How many commits are searched for one of this program.
const LOOK_BACK: &str = "--max-count=50";

/// How many foreign files a message names.
const MAX_NAMED: usize = 3;

/// The last commit of the branch.
pub(super) struct Tip {
    pub(super) commit: String,
    pub(super) tree: String,
    /// The content of `CNAME`.
    pub(super) domain: Option<String>,
}

impl Tip {
    /// Finds the last commit of the branch, and fetches it if needed. `None` if the branch does not exist.
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
            // Somebody changed the branch between `ls-remote` and `fetch`.
            return Err(Kind::PublishRaced { branch: options.branch.clone() });
        }
        let domain = git.run(&["cat-file", "blob", &format!("{commit}:{DOMAIN_FILE}")])?;
        let domain = Some(domain.stdout).filter(|text| domain.success && !text.trim().is_empty());
        Ok(Some(Self { commit, tree: tree.stdout.trim_end().to_owned(), domain }))
    }

    /// Refuses to replace files of others.
    ///
    /// The branch may be replaced if its last commit has our mark, or if others changed only the domain since such a
    /// commit: GitHub makes that commit when somebody sets a domain in its settings. A branch without any files may be
    /// replaced as well.
    pub(super) fn check_ownership(&self, git: &Git<'_>, branch: &str) -> Result<(), Kind> {
        let log = git.output(&[
            "log",
            "--no-show-signature",
            "--first-parent",
            LOOK_BACK,
            "-z",
            "--format=%H%n%B",
            &self.commit,
        ])?;
        let own = log.split('\0').find(|entry| entry.lines().any(|line| line.starts_with(COMMIT_MARK)));
        let own = own.and_then(|entry| entry.lines().next());
        let changed = match own {
            Some(own) if own == self.commit => return Ok(()),
            Some(own) => git.output(&["diff-tree", "-r", "-z", "--name-only", own, &self.commit])?,
            None => git.output(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", &self.commit])?,
        };
        let is_foreign = |name: &&str| !name.is_empty() && *name != DOMAIN_FILE && *name != NO_JEKYLL_FILE;
        let foreign: Vec<&str> = changed.split('\0').filter(is_foreign).collect();
        if foreign.is_empty() {
            return Ok(());
        }
        let commit =
            git.output(&["log", "--no-show-signature", "--max-count=1", "--format=%h %an: %s", &self.commit])?;
        let files = foreign.iter().take(MAX_NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = foreign.len().saturating_sub(MAX_NAMED) as u64;
        Err(Kind::PublishForeign { branch: branch.to_owned(), commit, files, more })
    }
}
