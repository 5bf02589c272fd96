//! Exchanges two folders.
//!
//! Linux and macOS can do it in one step. Elsewhere the old site is moved aside first; if the program is killed between
//! the two steps, [`restore()`] moves it back when the next build begins.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::foreign::{self, Carried, Clearing};
use super::work::WorkFolder;
use super::{failed, list};
use asdg_base::fs;
use asdg_base::problem::Kind;

/// A complete site that is not in place yet; after the exchange, the one that it replaced.
const WHOLE: &str = "whole";

/// The old site, between the two steps.
const OLD: &str = "old";

/// A former site, from which the user's files must still be taken.
const GONE: &str = "gone";

/// Restores a site that a killed build had moved aside.
pub(super) fn restore(folder: &Path, work: &WorkFolder) -> Result<(), Kind> {
    let is_away = match fs::kind(folder).map_err(failed)? {
        None => true,
        Some(kind) => kind.is_dir() && fs::entries(folder).map_err(failed)?.is_empty(),
    };
    // If there is no old one, the new one was complete before it was to be put in place.
    let aside = [work.leftovers(OLD)?, work.leftovers(WHOLE)?].concat();
    if let (true, Some(name)) = (is_away, aside.first()) {
        let _ = fs::remove_empty_dir(folder);
        fs::rename_new(&work.path(name), folder).map_err(failed)?;
    }
    Ok(())
}

/// Removes the sites that killed builds left, and moves the user's files in them back.
pub(super) fn clear_leftovers(folder: &Path, work: &WorkFolder) -> Result<(), Kind> {
    for name in [OLD, WHOLE, GONE] {
        for name in work.leftovers(name)? {
            let left = work.path(&name);
            let ours = list::read(&left).map_err(failed)?.unwrap_or_default();
            clear_into(folder, &left, &ours)?;
        }
    }
    Ok(())
}

/// Clears a folder that is not the site any more. If there is no site, the user's files make one without pages.
fn clear_into(folder: &Path, left: &Path, ours: &BTreeSet<String>) -> Result<(), Kind> {
    if !foreign::find(left, ours)?.is_empty() && fs::create_dir(folder).map_err(failed)? {
        list::write(folder, std::iter::empty()).map_err(failed)?;
    }
    Clearing { folder: left, site: folder, ours, carried: &Carried::new() }.run()
}

/// A new site that replaced an old one.
pub(super) struct Swapped<'a> {
    folder: &'a Path,
    work: &'a WorkFolder,
    /// Where the old site is; `None` if there was none.
    old: Option<PathBuf>,
}

impl<'a> Swapped<'a> {
    /// Puts the site in `tree` in place. On failure the old site is in place, and the new one still in `tree`.
    pub(super) fn put(tree: &Path, folder: &'a Path, work: &'a WorkFolder) -> Result<Self, Kind> {
        // From now on it must not be removed as unfinished, because the next step turns it into an old site.
        let whole = work.aside(WHOLE);
        fs::rename(tree, &whole).map_err(failed)?;
        match exchange(&whole, folder, work) {
            Ok(old) => Ok(Self { folder, work, old }),
            Err(error) => {
                let _ = fs::rename(&whole, tree);
                // Somebody created a folder there between the two steps.
                let is_taken = error.source.kind() == ErrorKind::AlreadyExists;
                let folder = folder.display().to_string();
                Err(if is_taken { Kind::OutputNotOurs { folder } } else { failed(error) })
            }
        }
    }

    /// Where the old site is.
    pub(super) fn old(&self) -> Option<&Path> {
        self.old.as_deref()
    }

    /// Restores the old site, with what the user added to the new one since then.
    pub(super) fn undo(self, new: &BTreeSet<String>) -> Result<(), Kind> {
        let gone = self.work.aside(GONE);
        match &self.old {
            Some(old) if fs::exchange(self.folder, old) => fs::rename(old, &gone).map_err(failed)?,
            old => {
                fs::rename(self.folder, &gone).map_err(failed)?;
                old.as_ref().map_or(Ok(()), |old| fs::rename(old, self.folder)).map_err(failed)?;
            }
        }
        clear_into(self.folder, &gone, new)
    }

    /// Removes the old site, after carrying over what the user added to it since `carried` was taken over.
    pub(super) fn clear(self, ours: &BTreeSet<String>, carried: &Carried) -> Result<(), Kind> {
        let Some(old) = &self.old else { return Ok(()) };
        let gone = self.work.aside(GONE);
        fs::rename(old, &gone).map_err(failed)?;
        Clearing { folder: &gone, site: self.folder, ours, carried }.run()
    }
}

/// Exchanges the complete site with the current one, and returns where that is now.
fn exchange(whole: &Path, folder: &Path, work: &WorkFolder) -> fs::Result<Option<PathBuf>> {
    if fs::rename_new(whole, folder)? {
        return Ok(None);
    }
    if fs::exchange(folder, whole) {
        return Ok(Some(whole.to_owned()));
    }
    let old = work.aside(OLD);
    fs::rename(folder, &old)?;
    let put = fs::rename_new(whole, folder).and_then(|put| {
        let taken = || fs::Error { path: folder.to_owned(), source: ErrorKind::AlreadyExists.into() };
        if put { Ok(()) } else { Err(taken()) }
    });
    put.inspect_err(|_| {
        // The old site is moved back. If that fails too, the next build tries again.
        let _ = fs::rename_new(&old, folder);
    })?;
    Ok(Some(old))
}
