//! The commit of a publication: a tree of the site's files, as a child of the branch's last commit.
//!
//! The files go into `git fast-import` with their lengths, and a temporary index makes a tree of them. So no filter,
//! attribute, ignored pattern or line-end conversion changes a byte, and the editor's index, files and branches are not
//! touched. Hooks are skipped: they are for the editor's commits. If git knows no author name, the author is
//! `asdg-site`, because a name guessed from the machine should not be published. Afterwards the repository has the
//! objects, the reference `refs/asdg-site/REMOTE/BRANCH`, so that git keeps them and the next publication need not
//! fetch them, and git's own `refs/remotes/…`.

use std::ffi::OsStr;
use std::path::Path;

use fluent_bundle::FluentArgs;

use super::files::SiteFiles;
use super::git::{Broken, Git, failed};
use super::tip::{MARK, Tip};
use crate::Summary;
use crate::model::Site;
use asdg_base::fs;
use asdg_base::messages::Messages;
use asdg_base::problem::Kind;

/// The author if git knows none. What a program builds has nothing personal, and the host knows who pushed it.
const NOBODY: (&str, &str) = ("asdg-site", "noreply@asdg-site.invalid");

/// A file that the publication changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happens to it.
    pub changed: Changed,
    /// Its path.
    pub path: String,
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is added.
    New,
    /// It is modified.
    Other,
    /// It is deleted.
    Gone,
}

/// The commit that the site was built from.
pub(super) struct SourceCommit {
    commit: String,
    /// Whether files have changed since then.
    changed: bool,
}

impl SourceCommit {
    /// The current commit of the digest; `None` if its files are in no commit.
    pub(super) fn find(git: &Git<'_>) -> Result<Option<Self>, Kind> {
        if !git.run(&["cat-file", "-e", "HEAD:./site.toml"])?.success {
            return Ok(None);
        }
        let commit = git.ask(&["rev-parse", "--short", "HEAD"])?;
        let changed = !git.ask(&["status", "--porcelain", "--", "site.toml", "content", "themes"])?.is_empty();
        Ok(Some(Self { commit, changed }))
    }
}

/// Makes a tree of the files and returns its id.
///
/// `fast-import` takes the bytes as they are and packs them at once; a temporary index turns the list of files into a
/// tree.
pub(super) fn tree(git: &Git<'_>, files: &SiteFiles, work: &Path) -> Result<String, Kind> {
    let marks = work.join("marks");
    let mut export = std::ffi::OsString::from("--export-marks=");
    export.push(&marks);
    let export = export.to_string_lossy();
    git.feed(&["fast-import", "--quiet", "--done", &export], &[], |out| files.stream(out))?;
    let marks = String::from_utf8_lossy(&fs::read(&marks).map_err(failed)?).into_owned();
    let mut ids = vec![""; files.count() + 1];
    for (mark, id) in marks.lines().filter_map(|line| line.strip_prefix(':')?.split_once(' ')) {
        if let Some(place) = mark.parse().ok().and_then(|mark: usize| ids.get_mut(mark)) {
            *place = id;
        }
    }
    let index = work.join("index");
    let variables = [("GIT_INDEX_FILE", index.as_os_str())];
    git.feed(&["update-index", "-z", "--index-info"], &variables, |out| {
        for (path, id) in files.paths().zip(&ids[1..]) {
            write!(out, "100644 {id}\t{path}\0").map_err(|_| Broken::Pipe)?;
        }
        Ok(())
    })?;
    let tree = git.feed(&["write-tree"], &variables, |_| Ok(()))?;
    Ok(tree.trim_end().to_owned())
}

/// What the publication changes on the branch.
pub(super) fn changes(git: &Git<'_>, tip: Option<&Tip>, tree: &str, files: &SiteFiles) -> Result<Vec<Change>, Kind> {
    let Some(tip) = tip else {
        return Ok(files.paths().map(|path| Change { changed: Changed::New, path: path.to_owned() }).collect());
    };
    let said = git.ask(&["diff-tree", "-r", "-z", "--no-renames", "--name-status", &tip.tree, tree])?;
    let mut words = said.split('\0');
    let mut changes = Vec::new();
    while let (Some(status), Some(path)) = (words.next(), words.next()) {
        let changed = match status {
            "A" => Changed::New,
            "D" => Changed::Gone,
            _ => Changed::Other,
        };
        changes.push(Change { changed, path: path.to_owned() });
    }
    Ok(changes)
}

/// The commit message, in the language of the site, because its readers are those of the site.
pub(super) fn message(site: &Site, summary: &Summary, source: Option<&SourceCommit>) -> String {
    let messages = Messages::new(site.language);
    let mut values = FluentArgs::new();
    values.set("responses", summary.responses);
    values.set("pages", summary.pages);
    let mut text = messages.text("publish-commit", &values);
    if let Some(SourceCommit { commit, changed }) = source {
        values.set("commit", commit.clone());
        values.set("changed", if *changed { "yes" } else { "no" });
        text = format!("{text}\n\n{}", messages.text("publish-commit-source", &values));
    }
    format!("{text}\n\n{MARK} {}\n", env!("CARGO_PKG_VERSION"))
}

/// Makes the commit and returns its id.
pub(super) fn commit(git: &Git<'_>, tree: &str, tip: Option<&Tip>, message: &str) -> Result<String, Kind> {
    let mut words = vec!["commit-tree", tree];
    if let Some(tip) = tip {
        words.extend(["-p", &tip.commit]);
    }
    let (name, mail) = (OsStr::new(NOBODY.0), OsStr::new(NOBODY.1));
    let mut variables = Vec::new();
    if !is_known(git, "GIT_AUTHOR_IDENT")? {
        variables.extend([("GIT_AUTHOR_NAME", name), ("GIT_AUTHOR_EMAIL", mail)]);
    }
    if !is_known(git, "GIT_COMMITTER_IDENT")? {
        variables.extend([("GIT_COMMITTER_NAME", name), ("GIT_COMMITTER_EMAIL", mail)]);
    }
    let commit = git.feed(&words, &variables, |out| out.write_all(message.as_bytes()).map_err(|_| Broken::Pipe))?;
    Ok(commit.trim_end().to_owned())
}

/// Whether git has a configured identity. A name that git guesses from the machine should not be published.
fn is_known(git: &Git<'_>, who: &str) -> Result<bool, Kind> {
    Ok(git.run(&["-c", "user.useConfigOnly=true", "var", who])?.success)
}
