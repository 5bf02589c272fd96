//! Makes the commit of a publication: a tree of the site's files, as a child of the branch's last commit.
//!
//! `git fast-import` reads the files with their lengths, and a temporary index makes a tree of them. So no filter,
//! attribute, ignore pattern or line-end conversion changes a byte, and the editor's index, files and branches are not
//! touched. Hooks are skipped, because they are for the editor's commits. If no author name is configured, the author
//! is `asdg-site`, because a name that git guesses from the machine should not be published.
//!
//! Afterwards the repository has the new objects and git's own `refs/remotes/…`. It also has the reference
//! `refs/asdg-site/REMOTE/BRANCH`, so that git keeps the objects and the next publication need not fetch them.

use std::ffi::OsStr;
use std::path::Path;

use fluent_bundle::FluentArgs;

use super::files::SiteFiles;
use super::git::{Git, InputError, file_error};
use super::tip::{COMMIT_MARK, Tip};
use crate::Summary;
use crate::model::Site;
use asdg_base::fs;
use asdg_base::messages::Messages;
use asdg_base::problem::Kind;

/// The author if none is configured. A built site has no personal author, and the host records who pushed it.
const DEFAULT_AUTHOR: (&str, &str) = ("asdg-site", "noreply@asdg-site.invalid");

/// A file that the publication changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happens to it.
    pub kind: ChangeKind,
    /// Its path.
    pub path: String,
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is added.
    Added,
    /// It is modified.
    Modified,
    /// It is deleted.
    Deleted,
}

/// The commit that the site was built from.
pub(super) struct SourceCommit {
    commit: String,
    /// Whether files of the site have uncommitted changes.
    is_modified: bool,
}

impl SourceCommit {
    /// The current commit of the digest; `None` if its files are in no commit.
    pub(super) fn find(git: &Git<'_>) -> Result<Option<Self>, Kind> {
        if !git.run(&["cat-file", "-e", "HEAD:./site.toml"])?.success {
            return Ok(None);
        }
        let commit = git.output(&["rev-parse", "--short", "HEAD"])?;
        let is_modified = !git.output(&["status", "--porcelain", "--", "site.toml", "content", "themes"])?.is_empty();
        Ok(Some(Self { commit, is_modified }))
    }
}

/// Makes a tree of the files and returns its id.
///
/// `fast-import` stores the bytes unchanged in one pack and assigns an id to each file. A temporary index turns the
/// list of ids into a tree.
pub(super) fn tree(git: &Git<'_>, files: &SiteFiles, work: &Path) -> Result<String, Kind> {
    let marks = work.join("marks");
    let mut export = std::ffi::OsString::from("--export-marks=");
    export.push(&marks);
    let export = export.to_string_lossy();
    git.run_with_input(&["fast-import", "--quiet", "--done", &export], &[], |out| files.write_fast_import(out))?;
    let marks = String::from_utf8_lossy(&fs::read(&marks).map_err(file_error)?).into_owned();
    let mut ids = vec![""; files.count() + 1];
    for (mark, id) in marks.lines().filter_map(|line| line.strip_prefix(':')?.split_once(' ')) {
        if let Some(slot) = mark.parse().ok().and_then(|mark: usize| ids.get_mut(mark)) {
            *slot = id;
        }
    }
    let index = work.join("index");
    let variables = [("GIT_INDEX_FILE", index.as_os_str())];
    git.run_with_input(&["update-index", "-z", "--index-info"], &variables, |out| {
        for (path, id) in files.paths().zip(&ids[1..]) {
            write!(out, "100644 {id}\t{path}\0").map_err(|_| InputError::Pipe)?;
        }
        Ok(())
    })?;
    let tree = git.run_with_input(&["write-tree"], &variables, |_| Ok(()))?;
    Ok(tree.trim_end().to_owned())
}

/// The changes that the publication makes on the branch.
pub(super) fn changes(git: &Git<'_>, tip: Option<&Tip>, tree: &str, files: &SiteFiles) -> Result<Vec<Change>, Kind> {
    let Some(tip) = tip else {
        return Ok(files.paths().map(|path| Change { kind: ChangeKind::Added, path: path.to_owned() }).collect());
    };
    let diff = git.output(&["diff-tree", "-r", "-z", "--no-renames", "--name-status", &tip.tree, tree])?;
    let mut fields = diff.split('\0');
    let mut changes = Vec::new();
    while let (Some(status), Some(path)) = (fields.next(), fields.next()) {
        let kind = match status {
            "A" => ChangeKind::Added,
            "D" => ChangeKind::Deleted,
            _ => ChangeKind::Modified,
        };
        changes.push(Change { kind, path: path.to_owned() });
    }
    Ok(changes)
}

/// The commit message, in the language of the site, because it has the same readers.
pub(super) fn message(site: &Site, summary: &Summary, source: Option<&SourceCommit>) -> String {
    let messages = Messages::new(site.language);
    let mut values = FluentArgs::new();
    values.set("responses", summary.responses);
    values.set("pages", summary.pages);
    let mut text = messages.text("publish-commit", &values);
    if let Some(SourceCommit { commit, is_modified }) = source {
        values.set("commit", commit.clone());
        values.set("changed", if *is_modified { "yes" } else { "no" });
        text = format!("{text}\n\n{}", messages.text("publish-commit-source", &values));
    }
    format!("{text}\n\n{COMMIT_MARK} {}\n", env!("CARGO_PKG_VERSION"))
}

/// Makes the commit and returns its id.
pub(super) fn commit(git: &Git<'_>, tree: &str, tip: Option<&Tip>, message: &str) -> Result<String, Kind> {
    let mut args = vec!["commit-tree", tree];
    if let Some(tip) = tip {
        args.extend(["-p", &tip.commit]);
    }
    let (name, mail) = (OsStr::new(DEFAULT_AUTHOR.0), OsStr::new(DEFAULT_AUTHOR.1));
    let mut variables = Vec::new();
    if !has_identity(git, "GIT_AUTHOR_IDENT")? {
        variables.extend([("GIT_AUTHOR_NAME", name), ("GIT_AUTHOR_EMAIL", mail)]);
    }
    if !has_identity(git, "GIT_COMMITTER_IDENT")? {
        variables.extend([("GIT_COMMITTER_NAME", name), ("GIT_COMMITTER_EMAIL", mail)]);
    }
    let commit =
        git.run_with_input(&args, &variables, |out| out.write_all(message.as_bytes()).map_err(|_| InputError::Pipe))?;
    Ok(commit.trim_end().to_owned())
}

/// Whether an identity is configured: `who` is `GIT_AUTHOR_IDENT` or `GIT_COMMITTER_IDENT`.
fn has_identity(git: &Git<'_>, who: &str) -> Result<bool, Kind> {
    Ok(git.run(&["-c", "user.useConfigOnly=true", "var", who])?.success)
}
