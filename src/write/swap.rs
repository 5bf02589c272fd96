//! Two folders change places.
//!
//! Linux and macOS can do it in one step. Elsewhere the old site moves aside first; should the program be killed between the two
//! steps, [`restore()`] moves it back when the next build begins.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::foreign::{self, Carried, Clearing};
use super::work::WorkFolder;
use super::{failed, list};
use asdg_base::fs;
use asdg_base::problem::Kind;

/// A site that is whole but not in place yet; after the exchange, the one it took the place of.
const WHOLE: &str = "whole";

/// The old site, between the two steps.
const OLD: &str = "old";

/// A site that is no more, from which the user's files are still to be taken.
const GONE: &str = "gone";

/// Brings back a site that a killed build had moved aside.
pub(super) fn restore(folder: &Path, work: &WorkFolder) -> Result<(), Kind> {
    let is_away = match fs::kind(folder).map_err(failed)? {
        None => true,
        Some(kind) => kind.is_dir() && fs::entries(folder).map_err(failed)?.is_empty(),
    };
    // Without an old one, the new one was whole before it was to be put in place.
    let aside = [work.leftovers(OLD)?, work.leftovers(WHOLE)?].concat();
    if let (true, Some(name)) = (is_away, aside.first()) {
        let _ = fs::remove_empty_dir(folder);
        fs::rename_new(&work.path(name), folder).map_err(failed)?;
    }
    Ok(())
}

/// Clears away the sites that killed builds left, and brings what is the user's in them back.
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

/// Clears a folder that is not the site any more. Where there is no site, what is the user's makes one without pages.
fn clear_into(folder: &Path, left: &Path, ours: &BTreeSet<String>) -> Result<(), Kind> {
    if !foreign::find(left, ours)?.is_empty() && fs::create_dir(folder).map_err(failed)? {
        list::write(folder, std::iter::empty()).map_err(failed)?;
    }
    Clearing { folder: left, site: folder, ours, carried: &Carried::new() }.run()
}

/// A new site in the place of an old one.
pub(super) struct Swapped<'a> {
    folder: &'a Path,
    work: &'a WorkFolder,
    /// Where the old site is; `None` when there was none.
    old: Option<PathBuf>,
}

impl<'a> Swapped<'a> {
    /// Puts the site in `tree` in place. After a failure the old site is there, and the new one still is in `tree`.
    pub(super) fn put(tree: &Path, folder: &'a Path, work: &'a WorkFolder) -> Result<Self, Kind> {
        // From now on it is not to be thrown away with what is not finished: the next step makes an old site of it.
        let whole = work.aside(WHOLE);
        fs::rename(tree, &whole).map_err(failed)?;
        match exchange(&whole, folder, work) {
            Ok(old) => Ok(Self { folder, work, old }),
            Err(error) => {
                let _ = fs::rename(&whole, tree);
                // Between the two steps somebody made a folder there.
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

    /// Puts the old site back, with what the user has put into the new one since.
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

    /// Removes the old site, and carries over what the user has put into it since `carried` was taken over.
    pub(super) fn clear(self, ours: &BTreeSet<String>, carried: &Carried) -> Result<(), Kind> {
        let Some(old) = &self.old else { return Ok(()) };
        let gone = self.work.aside(GONE);
        fs::rename(old, &gone).map_err(failed)?;
        Clearing { folder: &gone, site: self.folder, ours, carried }.run()
    }
}

/// Exchanges the site that is whole with the one in place, and says where that is now.
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
        // The old site goes back. Should that fail as well, the next build tries again.
        let _ = fs::rename_new(&old, folder);
    })?;
    Ok(Some(old))
}
