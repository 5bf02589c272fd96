//! The remote: its address, what its branch holds, the push.

use super::git::Git;
use super::secret::{without_secrets, without_secrets_of};
use super::{PublishOptions, PublishProgress, failure};
use asdg_base::problem::Kind;

/// A remote of the repository.
pub(super) struct Remote {
    name: String,
    /// The argument for git: the name of the remote, or its push address if that differs from the fetch address.
    given: String,
    /// The push address.
    address: String,
}

impl Remote {
    /// The remote with this name.
    pub(super) fn find(git: &Git<'_>, name: &str) -> Result<Self, Kind> {
        let read = git.run(&["remote", "get-url", "--", name])?;
        let push = git.run(&["remote", "get-url", "--push", "--", name])?;
        if !read.success || !push.success {
            let known: Vec<String> = git.ask(&["remote"])?.lines().map(str::to_owned).collect();
            let known = Some(known.join(", ")).filter(|known| !known.is_empty());
            // An address may have been given instead of a name.
            return Err(Kind::PublishNoRemote { remote: without_secrets(name), known });
        }
        // git pushes everything to a mirror, so the next push of the mirror would delete the published branch.
        if git.is_set(&format!("remote.{name}.mirror"))? {
            return Err(Kind::PublishMirror { remote: name.to_owned() });
        }
        let address = push.stdout.trim_end().to_owned();
        // The branch must be read from where it is pushed to. With a name, git also applies the settings of the remote.
        let given = if read.stdout.trim_end() == address { name.to_owned() } else { address.clone() };
        Ok(Self { name: name.to_owned(), given, address })
    }

    /// The push address.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// The push address without secrets.
    pub(super) fn shown(&self) -> String {
        without_secrets_of(&self.address, &self.address)
    }

    /// The last commit of a branch of the remote, if there is such a branch.
    pub(super) fn tip(&self, git: &Git<'_>, branch: &str) -> Result<Option<String>, Kind> {
        let full = reference(branch);
        let said = git.transfer(&["ls-remote", "--", &self.given, &full], &mut |_| {})?;
        if !said.success {
            return Err(failure::of_remote(&said, &self.address));
        }
        let mut refs = said.stdout.lines().filter_map(|line| line.split_once('\t'));
        Ok(refs.find(|(_, name)| *name == full).map(|(commit, _)| commit.to_owned()))
    }

    /// Fetches a commit of a branch of the remote with all its files, unless it is already here.
    pub(super) fn fetch(
        &self,
        git: &Git<'_>,
        options: &PublishOptions,
        commit: &str,
        progress: &dyn PublishProgress,
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

    /// Pushes a commit to a branch that is at `tip`. A dry run asks the remote as far as that changes nothing.
    pub(super) fn push(
        &self,
        git: &Git<'_>,
        commit: &str,
        tip: Option<&str>,
        options: &PublishOptions,
        progress: &dyn PublishProgress,
    ) -> Result<(), Kind> {
        let full = reference(&options.branch);
        let mut words =
            vec!["push", "--porcelain", "--progress", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"];
        // The commit is a child of the tip even then, so that the files of others stay in the history.
        let lease = format!("--force-with-lease={full}:{}", tip.unwrap_or_default());
        if options.force {
            words.push(&lease);
        }
        if options.dry_run {
            words.push("--dry-run");
        }
        if git.is_set("push.gpgSign")? {
            // Most hosts, including GitHub, do not accept signed pushes; git signs for those that do.
            words.push("--signed=if-asked");
        }
        let refspec = format!("{commit}:{full}");
        words.extend(["--", &self.given, &refspec]);
        let said = git.transfer(&words, &mut |percent| progress.transferred(percent))?;
        if said.success { Ok(()) } else { Err(failure::of_push(&said, &self.address, &options.branch)) }
    }

    /// Records the last commit of the remote's branch under a reference of our own, so that git keeps it and the next
    /// publication need not fetch it.
    pub(super) fn remember(&self, git: &Git<'_>, branch: &str, commit: &str) {
        // If this fails, the next publication fetches again.
        let _ = git.run(&["update-ref", &self.own_reference(branch), commit]);
    }

    fn own_reference(&self, branch: &str) -> String {
        format!("refs/asdg-site/{}/{branch}", self.name)
    }
}

/// Refuses an invalid branch name, and the branch that the digest's own files are on.
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
