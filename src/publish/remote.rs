//! The remote: its address, the last commit of its branch, and the push.

use super::git::Git;
use super::secret::{redact, redact_with};
use super::{PublishOptions, PublishProgress, failure};
use asdg_base::problem::Kind;

/// A remote of the repository.
pub(super) struct Remote {
    name: String,
    /// The argument for git: the name of the remote, or its push address if that differs from the fetch address.
    argument: String,
    /// The push address.
    address: String,
}

impl Remote {
    /// Finds the remote with this name.
    pub(super) fn find(git: &Git<'_>, name: &str) -> Result<Self, Kind> {
        let fetch = git.run(&["remote", "get-url", "--", name])?;
        let push = git.run(&["remote", "get-url", "--push", "--", name])?;
        if !fetch.success || !push.success {
            let known: Vec<String> = git.output(&["remote"])?.lines().map(str::to_owned).collect();
            let known = Some(known.join(", ")).filter(|known| !known.is_empty());
            // Users may pass an address instead of a name.
            return Err(Kind::PublishNoRemote { remote: redact(name), known });
        }
        // A push to a mirror deletes all branches that do not exist locally, so it would delete the published one.
        if git.is_set(&format!("remote.{name}.mirror"))? {
            return Err(Kind::PublishMirror { remote: name.to_owned() });
        }
        let address = push.stdout.trim_end().to_owned();
        // The branch must be fetched from the push address. But a name is better than an address, because git then also
        // applies the settings of the remote.
        let argument = if fetch.stdout.trim_end() == address { name.to_owned() } else { address.clone() };
        Ok(Self { name: name.to_owned(), argument, address })
    }

    /// The push address.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// The push address without secrets.
    pub(super) fn redacted_address(&self) -> String {
        redact_with(&self.address, &self.address)
    }

    /// The last commit of a branch of the remote; `None` if the branch does not exist.
    pub(super) fn tip(&self, git: &Git<'_>, branch: &str) -> Result<Option<String>, Kind> {
        let full = reference(branch);
        let output = git.transfer(&["ls-remote", "--", &self.argument, &full], &mut |_| {})?;
        if !output.success {
            return Err(failure::of_remote(&output, &self.address));
        }
        let mut refs = output.stdout.lines().filter_map(|line| line.split_once('\t'));
        Ok(refs.find(|(_, name)| *name == full).map(|(commit, _)| commit.to_owned()))
    }

    /// Fetches a commit of a branch of the remote with all its files, unless the repository has it already.
    pub(super) fn fetch(
        &self,
        git: &Git<'_>,
        options: &PublishOptions,
        commit: &str,
        progress: &dyn PublishProgress,
    ) -> Result<(), Kind> {
        let recorded = git.run(&["rev-parse", "--verify", "--quiet", &self.own_reference(&options.branch)])?;
        if recorded.stdout.trim_end() == commit {
            return Ok(());
        }
        let flags =
            ["fetch", "--progress", "--no-tags", "--no-write-fetch-head", "--refmap=", "--recurse-submodules=no"];
        let full = reference(&options.branch);
        let args = [&flags[..], &["--", &self.argument, &full]].concat();
        let output = git.transfer(&args, &mut |percent| progress.transferred(percent))?;
        if !output.success {
            return Err(failure::of_remote(&output, &self.address));
        }
        if !options.dry_run {
            self.record_tip(git, &options.branch, commit);
        }
        Ok(())
    }

    /// Pushes a commit to a branch whose last commit is `tip`. A dry run goes as far as possible without changes.
    pub(super) fn push(
        &self,
        git: &Git<'_>,
        commit: &str,
        tip: Option<&str>,
        options: &PublishOptions,
        progress: &dyn PublishProgress,
    ) -> Result<(), Kind> {
        let full = reference(&options.branch);
        let mut args =
            vec!["push", "--porcelain", "--progress", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"];
        // Even with `--force` the commit is a child of the tip, so that the files of others stay in the history.
        let lease = format!("--force-with-lease={full}:{}", tip.unwrap_or_default());
        if options.force {
            args.push(&lease);
        }
        if options.dry_run {
            args.push("--dry-run");
        }
        if git.is_set("push.gpgSign")? {
            // Most hosts, including GitHub, do not accept signed pushes. With this option git signs only if the host
            // does.
            args.push("--signed=if-asked");
        }
        let refspec = format!("{commit}:{full}");
        args.extend(["--", &self.argument, &refspec]);
        let output = git.transfer(&args, &mut |percent| progress.transferred(percent))?;
        if output.success { Ok(()) } else { Err(failure::of_push(&output, &self.address, &options.branch)) }
    }

    /// Records the last commit of the remote's branch under a reference of our own, so that git keeps it and the next
    /// publication need not fetch it.
    pub(super) fn record_tip(&self, git: &Git<'_>, branch: &str, commit: &str) {
        // If this fails, the next publication fetches again.
        let _ = git.run(&["update-ref", &self.own_reference(branch), commit]);
    }

    fn own_reference(&self, branch: &str) -> String {
        format!("refs/asdg-site/{}/{branch}", self.name)
    }
}

/// Refuses an invalid branch name, and the branch of the digest's own files.
pub(super) fn check_branch(git: &Git<'_>, branch: &str) -> Result<(), Kind> {
    if !git.run(&["check-ref-format", &reference(branch)])?.success {
        return Err(Kind::PublishBadBranch { branch: branch.to_owned() });
    }
    let current = git.run(&["symbolic-ref", "--quiet", "HEAD"])?;
    let current = current.stdout.trim_end();
    let upstream = git.run(&["for-each-ref", "--format=%(upstream:remoteref)", current])?;
    let is_source = |name: &str| name == reference(branch);
    // With a detached head, no branch is the current one.
    if is_source(current) || (!current.is_empty() && is_source(upstream.stdout.trim_end())) {
        return Err(Kind::PublishSourceBranch { branch: branch.to_owned() });
    }
    Ok(())
}

fn reference(branch: &str) -> String {
    format!("refs/heads/{branch}")
}
