//! The remote: its address, what its branch holds, the push.

use super::failure;
use super::git::Git;
use super::secret::{without_secrets, without_secrets_of};
use super::{Options, Progress};
use asdg_base::problem::Kind;

/// A remote of the repository.
pub(super) struct Remote {
    name: String,
    /// What git is given: the name, or the address where reading and pushing have different ones.
    given: String,
    /// The address that is pushed to.
    address: String,
}

impl Remote {
    /// The remote with a name.
    pub(super) fn find(git: &Git<'_>, name: &str) -> Result<Self, Kind> {
        let read = git.run(&["remote", "get-url", "--", name])?;
        let push = git.run(&["remote", "get-url", "--push", "--", name])?;
        if !read.success || !push.success {
            let known: Vec<String> = git.ask(&["remote"])?.lines().map(str::to_owned).collect();
            let known = Some(known.join(", ")).filter(|known| !known.is_empty());
            // Somebody may have given an address in the place of a name.
            return Err(Kind::PublishNoRemote { remote: without_secrets(name), known });
        }
        // git pushes to a mirror everything or nothing, and would take the published branch away with the next push.
        if git.is_set(&format!("remote.{name}.mirror"))? {
            return Err(Kind::PublishMirror { remote: name.to_owned() });
        }
        let address = push.stdout.trim_end().to_owned();
        // What the branch holds must be read where it is pushed to. By its name git knows the settings of the remote as well.
        let given = if read.stdout.trim_end() == address { name.to_owned() } else { address.clone() };
        Ok(Self { name: name.to_owned(), given, address })
    }

    /// The address that is pushed to.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// The address, without secrets.
    pub(super) fn shown(&self) -> String {
        without_secrets_of(&self.address, &self.address)
    }

    /// The commit that a branch of the remote is at, if there is such a branch.
    pub(super) fn tip(&self, git: &Git<'_>, branch: &str) -> Result<Option<String>, Kind> {
        let full = reference(branch);
        let said = git.transfer(&["ls-remote", "--", &self.given, &full], &mut |_| {})?;
        if !said.success {
            return Err(failure::of_remote(&said, &self.address));
        }
        let mut refs = said.stdout.lines().filter_map(|line| line.split_once('\t'));
        Ok(refs.find(|(_, name)| *name == full).map(|(commit, _)| commit.to_owned()))
    }

    /// Sees to it that a commit of a branch of the remote is here, with all its files.
    pub(super) fn fetch(
        &self,
        git: &Git<'_>,
        options: &Options,
        commit: &str,
        progress: &dyn Progress,
    ) -> Result<(), Kind> {
        let here = git.run(&["rev-parse", "--verify", "--quiet", &self.own_reference(&options.branch)])?;
        if here.stdout.trim_end() == commit {
            return Ok(());
        }
        let flags =
            ["fetch", "--progress", "--no-tags", "--no-write-fetch-head", "--refmap=", "--recurse-submodules=no"];
        let full = reference(&options.branch);
        let words = [&flags[..], &["--", &self.given, &full]].concat();
        let said = git.transfer(&words, &mut |percent| progress.transferred(percent))?;
        if !said.success {
            return Err(failure::of_remote(&said, &self.address));
        }
        if !options.dry_run {
            self.remember(git, &options.branch, commit);
        }
        Ok(())
    }

    /// Pushes a commit to a branch that is at `tip`. A dry run goes as far as the remote lets it without a change.
    pub(super) fn push(
        &self,
        git: &Git<'_>,
        commit: &str,
        tip: Option<&str>,
        options: &Options,
        progress: &dyn Progress,
    ) -> Result<(), Kind> {
        let full = reference(&options.branch);
        let mut words =
            vec!["push", "--porcelain", "--progress", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"];
        // The commit stands on the tip even then: what others put there stays in the history.
        let lease = format!("--force-with-lease={full}:{}", tip.unwrap_or_default());
        if options.force {
            words.push(&lease);
        }
        if options.dry_run {
            words.push("--dry-run");
        }
        if git.is_set("push.gpgSign")? {
            // Most hosts, GitHub among them, take no signed pushes: it is signed for those that do.
            words.push("--signed=if-asked");
        }
        let refspec = format!("{commit}:{full}");
        words.extend(["--", &self.given, &refspec]);
        let said = git.transfer(&words, &mut |percent| progress.transferred(percent))?;
        if said.success { Ok(()) } else { Err(failure::of_push(&said, &self.address, &options.branch)) }
    }

    /// Notes what the branch of the remote is at, under a name of our own: so git keeps it, and the next publication need not fetch it.
    pub(super) fn remember(&self, git: &Git<'_>, branch: &str, commit: &str) {
        // Should it fail, the next publication fetches once more.
        let _ = git.run(&["update-ref", &self.own_reference(branch), commit]);
    }

    fn own_reference(&self, branch: &str) -> String {
        format!("refs/asdg-site/{}/{branch}", self.name)
    }
}

/// Refuses what cannot be the name of a branch, and the branch that the digest's own files are on.
pub(super) fn check_branch(git: &Git<'_>, branch: &str) -> Result<(), Kind> {
    if !git.run(&["check-ref-format", &reference(branch)])?.success {
        return Err(Kind::PublishBadBranch { branch: branch.to_owned() });
    }
    let current = git.run(&["symbolic-ref", "--quiet", "HEAD"])?;
    let current = current.stdout.trim_end();
    let upstream = git.run(&["for-each-ref", "--format=%(upstream:remoteref)", current])?;
    let is_source = |name: &str| name == reference(branch);
    // With a detached head there is no current branch.
    if is_source(current) || (!current.is_empty() && is_source(upstream.stdout.trim_end())) {
        return Err(Kind::PublishSourceBranch { branch: branch.to_owned() });
    }
    Ok(())
}

fn reference(branch: &str) -> String {
    format!("refs/heads/{branch}")
}
