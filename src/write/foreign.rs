//! Finds what the user put into the output folder.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::list::LIST;
use super::{Files, failed};
use asdg_base::fs::{self, Stamp};
use asdg_base::problem::Kind;

/// How often a folder is searched for files that somebody adds while it is cleared.
const ROUNDS: usize = 100;

/// What was taken over into the new site, with the stamp it had then.
pub(super) type Carried = BTreeMap<String, Stamp>;

/// Everything in a folder that is not on the program's list; a folder comes before its content. A mount point is
/// refused: its files can neither be moved nor compared as copies.
pub(super) fn find(folder: &Path, ours: &BTreeSet<String>) -> Result<Vec<(PathBuf, bool)>, Kind> {
    let mut found = Vec::new();
    find_below(folder, Path::new(""), ours, &mut found)?;
    Ok(found)
}

fn find_below(
    folder: &Path,
    below: &Path,
    ours: &BTreeSet<String>,
    found: &mut Vec<(PathBuf, bool)>,
) -> Result<(), Kind> {
    let entries = match fs::entries(&folder.join(below)) {
        // The user may remove own files while the site is built.
        Err(error) if error.source.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(failed)?,
    };
    for (name, kind) in entries {
        let relative = below.join(name);
        let path = folder.join(&relative);
        if matches!(fs::is_mount(&path), Ok(true)) {
            return Err(Kind::OutputMount { folder: path.display().to_string() });
        }
        let name = fs::slashed(&relative);
        if kind.is_dir() {
            // A folder of the site is taken over only if something of the user's is in it.
            if !has_below(ours, &name) {
                found.push((relative.clone(), true));
            }
            find_below(folder, &relative, ours, found)?;
        } else if name != LIST && !(kind.is_file() && ours.contains(&name)) {
            found.push((relative, false));
        }
    }
    Ok(())
}

/// Takes over what the user put into the output folder: each file gets a hard link in the new site.
pub(super) fn take_over(folder: &Path, old: &BTreeSet<String>, new: &Files, tree: &Path) -> Result<Carried, Kind> {
    let mut carried = Carried::new();
    if fs::kind(folder).map_err(failed)?.is_none() {
        return Ok(carried);
    }
    for (relative, is_dir) in find(folder, old)? {
        let (source, target) = (folder.join(&relative), tree.join(&relative));
        if is_in_the_way(&relative, is_dir, new) {
            return Err(Kind::OutputCollision { file: source.display().to_string() });
        }
        let parent = if is_dir { Some(relative.as_path()) } else { relative.parent() };
        fs::create_dirs_below(tree, parent.unwrap_or(Path::new(""))).map_err(failed)?;
        if is_dir {
            continue;
        }
        let linked = fs::own_stamp(&source).and_then(|stamp| fs::link_or_copy(&source, &target).map(|()| stamp));
        match linked {
            Ok(stamp) => _ = carried.insert(fs::slashed(&relative), stamp),
            Err(error) if error.path == source && error.source.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(carried)
}

/// A file of the user's whose name the new site needs.
pub(super) fn find_in_the_way(folder: &Path, old: &BTreeSet<String>, new: &Files) -> Result<Option<PathBuf>, Kind> {
    let found = find(folder, old)?;
    Ok(found.into_iter().find(|(path, is_dir)| is_in_the_way(path, *is_dir, new)).map(|(path, _)| path))
}

fn is_in_the_way(path: &Path, is_dir: bool, new: &Files) -> bool {
    let is_page = path.ancestors().any(|path| new.contains_key(&fs::slashed(path)));
    let beginning = format!("{}/", fs::slashed(path));
    let is_folder = || new.range(beginning.clone()..).next().is_some_and(|(path, _)| path.starts_with(&beginning));
    is_page || (!is_dir && is_folder())
}

/// Clears a folder that was the site, or was to be: removes files of `ours`, and moves the user's to their places in
/// `site`.
pub(super) struct Clearing<'a> {
    pub(super) folder: &'a Path,
    pub(super) site: &'a Path,
    pub(super) ours: &'a BTreeSet<String>,
    /// What was taken over into the site from this folder.
    pub(super) carried: &'a Carried,
}

impl Clearing<'_> {
    /// Clears the folder. What cannot be removed stays for the next build; an error means that something of the user's
    /// is still in it.
    pub(super) fn run(&self) -> Result<(), Kind> {
        for _ in 0..ROUNDS {
            self.clear(Path::new(""))?;
            let is_list = |(name, _): &(std::ffi::OsString, _)| name == LIST;
            match fs::entries(self.folder) {
                Ok(entries) if entries.iter().all(is_list) => {}
                Ok(_) => continue,
                Err(_) => return Ok(()),
            }
            // The list is removed last: without it everything would count as the user's.
            let _ = fs::remove_file(&self.folder.join(LIST));
            if fs::remove_empty_dir(self.folder).is_ok() {
                break;
            }
        }
        Ok(())
    }

    fn clear(&self, below: &Path) -> Result<(), Kind> {
        let entries = match fs::entries(&self.folder.join(below)) {
            Err(error) if error.source.kind() == ErrorKind::NotFound => return Ok(()),
            entries => entries.map_err(failed)?,
        };
        for (name, kind) in entries {
            let relative = below.join(name);
            let (path, name) = (self.folder.join(&relative), fs::slashed(&relative));
            if matches!(fs::is_mount(&path), Ok(true)) {
                return Err(Kind::OutputMount { folder: path.display().to_string() });
            }
            if kind.is_dir() {
                let is_known = has_below(self.ours, &name);
                if is_known || !self.carry(&path, &relative)? {
                    self.clear(&relative)?;
                    // If somebody put something into it, it is searched again.
                    let _ = fs::remove_empty_dir(&path);
                }
            } else if kind.is_file() && self.ours.contains(&name) {
                let _ = fs::remove_file(&path);
            } else if name != LIST && !self.carry(&path, &relative)? {
                self.settle(&path, &relative)?;
            }
        }
        Ok(())
    }

    /// Moves something of the user's into the site; `false` if something has that name.
    fn carry(&self, path: &Path, relative: &Path) -> Result<bool, Kind> {
        let target = self.site.join(relative);
        if fs::kind(&target).is_ok_and(|kind| kind.is_some()) {
            return Ok(false);
        }
        let parent = relative.parent().unwrap_or(Path::new(""));
        if fs::create_dirs_below(self.site, parent).is_err() {
            // A file has the name of its folder.
            return Ok(false);
        }
        match fs::rename_new(path, &target) {
            // It was moved away in the same moment.
            Err(error) if error.source.kind() == ErrorKind::NotFound && matches!(fs::kind(path), Ok(None)) => Ok(true),
            moved => moved.map_err(failed),
        }
    }

    /// Decides about a file of the user's whose name is taken in the site: by itself, by its older state, or by
    /// something else.
    fn settle(&self, path: &Path, relative: &Path) -> Result<(), Kind> {
        let target = self.site.join(relative);
        let before = self.carried.get(&fs::slashed(relative));
        let is_unchanged =
            |path| before.is_some_and(|then| fs::own_stamp(path).is_ok_and(|now| now.is_same_state(then)));
        if !fs::is_same(path, &target) && is_unchanged(&target) {
            // It was saved here again before the exchange.
            return fs::rename(path, &target).map_err(failed);
        }
        if fs::is_same(path, &target) || is_unchanged(path) {
            // It was saved again in the site, if that one differs.
            let _ = fs::remove_file(path);
            return Ok(());
        }
        Err(Kind::OutputCollision { file: path.display().to_string() })
    }
}

/// Whether any of the files is below a folder.
fn has_below(files: &BTreeSet<String>, folder: &str) -> bool {
    let beginning = format!("{folder}/");
    files.range(beginning.clone()..).next().is_some_and(|path| path.starts_with(&beginning))
}
