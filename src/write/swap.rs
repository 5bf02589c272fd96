//! Replaces the old site by the new one, by exchanging two folders.
//!
//! Linux and macOS can exchange folders in one step. Elsewhere the old site is moved to the work folder first. If the
//! program is killed between the two steps, [`restore()`] moves it back when the next build begins.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::user_files::{self, LinkedFiles, Removal};
use super::work::WorkFolder;
use super::{failed, list};
use asdg_base::fs;
use asdg_base::problem::Kind;

/// The prefix of a folder with a complete new site; after the exchange, with the old site that it replaced.
const WHOLE: &str = "whole";

/// The prefix of a folder with the old site, between the two steps.
const OLD: &str = "old";

/// The prefix of a folder with a former site, from which the user's files must still be moved.
const GONE: &str = "gone";

/// Restores a site that a killed build had moved to the work folder.
pub(super) fn restore(folder: &Path, work: &WorkFolder) -> Result<(), Kind> {
    let is_missing = match fs::kind(folder).map_err(failed)? {
        None => true,
        Some(kind) => kind.is_dir() && fs::entries(folder).map_err(failed)?.is_empty(),
    };
    // Without an old site the new one is restored, which was complete before the exchange.
    let candidates = [work.leftovers(OLD)?, work.leftovers(WHOLE)?].concat();
    if let (true, Some(name)) = (is_missing, candidates.first()) {
        let _ = fs::remove_empty_dir(folder);
        fs::rename_noreplace(&work.path(name), folder).map_err(failed)?;
    }
    Ok(())
}

/// Removes the sites that killed builds left in the work folder, and moves the user's files in them back.
pub(super) fn remove_leftovers(folder: &Path, work: &WorkFolder) -> Result<(), Kind> {
    for prefix in [OLD, WHOLE, GONE] {
        for name in work.leftovers(prefix)? {
            let leftover = work.path(&name);
            let ours = list::read(&leftover).map_err(failed)?.unwrap_or_default();
            remove_site(folder, &leftover, &ours)?;
        }
    }
    Ok(())
}

/// Removes the former site in `old`, and moves the user's files in it to the site in `folder`. If there is no site, it
/// is created with an empty list.
fn remove_site(folder: &Path, old: &Path, ours: &BTreeSet<String>) -> Result<(), Kind> {
    if !user_files::find(old, ours)?.is_empty() && fs::create_dir(folder).map_err(failed)? {
        list::write(folder, std::iter::empty()).map_err(failed)?;
    }
    Removal { folder: old, site: folder, ours, linked: &LinkedFiles::new() }.run()
}

/// The replacement of the old site by a new one.
pub(super) struct Replacement<'a> {
    folder: &'a Path,
    work: &'a WorkFolder,
    /// The current folder of the old site; `None` if there was none.
    old: Option<PathBuf>,
}

impl<'a> Replacement<'a> {
    /// Replaces the site in `folder` by the one in `staging`. After a failure both are where they were.
    pub(super) fn perform(staging: &Path, folder: &'a Path, work: &'a WorkFolder) -> Result<Self, Kind> {
        // The exchange leaves the old site under this name. It must not be that of unfinished sites, because the next
        // build deletes those.
        let whole = work.run_path(WHOLE);
        fs::rename(staging, &whole).map_err(failed)?;
        match exchange(&whole, folder, work) {
            Ok(old) => Ok(Self { folder, work, old }),
            Err(error) => {
                let _ = fs::rename(&whole, staging);
                // Somebody created the output folder between the two steps.
                let is_taken = error.source.kind() == ErrorKind::AlreadyExists;
                let folder = folder.display().to_string();
                Err(if is_taken { Kind::OutputNotOurs { folder } } else { failed(error) })
            }
        }
    }

    /// The current folder of the old site.
    pub(super) fn old(&self) -> Option<&Path> {
        self.old.as_deref()
    }

    /// Restores the old site, with the files that the user added to the new one meanwhile.
    pub(super) fn undo(self, new: &BTreeSet<String>) -> Result<(), Kind> {
        let gone = self.work.run_path(GONE);
        match &self.old {
            Some(old) if fs::exchange(self.folder, old) => fs::rename(old, &gone).map_err(failed)?,
            old => {
                fs::rename(self.folder, &gone).map_err(failed)?;
                old.as_ref().map_or(Ok(()), |old| fs::rename(old, self.folder)).map_err(failed)?;
            }
        }
        remove_site(self.folder, &gone, new)
    }

    /// Removes the old site, and moves the files that the user added to it after `linked` into the new one.
    pub(super) fn remove_old(self, ours: &BTreeSet<String>, linked: &LinkedFiles) -> Result<(), Kind> {
        let Some(old) = &self.old else { return Ok(()) };
        let gone = self.work.run_path(GONE);
        fs::rename(old, &gone).map_err(failed)?;
        Removal { folder: &gone, site: self.folder, ours, linked }.run()
    }
}

/// Exchanges the complete site with the current one, and returns the new folder of the latter.
fn exchange(whole: &Path, folder: &Path, work: &WorkFolder) -> fs::Result<Option<PathBuf>> {
    if fs::rename_noreplace(whole, folder)? {
        return Ok(None);
    }
    if fs::exchange(folder, whole) {
        return Ok(Some(whole.to_owned()));
    }
    let old = work.run_path(OLD);
    fs::rename(folder, &old)?;
    let moved = fs::rename_noreplace(whole, folder).and_then(|is_moved| {
        let taken = || fs::Error { path: folder.to_owned(), source: ErrorKind::AlreadyExists.into() };
        if is_moved { Ok(()) } else { Err(taken()) }
    });
    moved.inspect_err(|_| {
        // Moves the old site back. If that fails too, the next build tries again.
        let _ = fs::rename_noreplace(&old, folder);
    })?;
    Ok(Some(old))
}
