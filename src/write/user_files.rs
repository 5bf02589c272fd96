//! Finds the files of the user in the output folder, and keeps them in the new site.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::list::LIST;
use super::{Files, failed};
use asdg_base::fs::{self, Stamp};
use asdg_base::problem::Kind;

/// How often a folder is searched again for files that somebody adds while it is being removed.
const MAX_ROUNDS: usize = 100;

/// The files that got a link in the new site, with their stamps at that time.
pub(super) type LinkedFiles = BTreeMap<String, Stamp>;

/// Finds everything in a folder that is not on the program's list, with `true` for a folder. A folder comes before its
/// content. Mount points are refused, because their files can neither be moved nor recognised as copies.
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
        // The user may remove files while the site is built.
        Err(error) if error.source.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(failed)?,
    };
    for (name, kind) in entries {
        let relative = below.join(name);
        let path = folder.join(&relative);
        if matches!(fs::is_mount_point(&path), Ok(true)) {
            return Err(Kind::OutputMount { folder: path.display().to_string() });
        }
        let name = fs::to_slash_path(&relative);
        if kind.is_dir() {
            // A folder of the site is kept only if it has files of the user.
            if !has_files_below(ours, &name) {
                found.push((relative.clone(), true));
            }
            find_below(folder, &relative, ours, found)?;
        } else if name != LIST && !(kind.is_file() && ours.contains(&name)) {
            found.push((relative, false));
        }
    }
    Ok(())
}

/// Keeps the user's files in the new site in `staging`: each gets a hard link there, or a copy.
pub(super) fn link_into(
    staging: &Path,
    folder: &Path,
    old: &BTreeSet<String>,
    new: &Files,
) -> Result<LinkedFiles, Kind> {
    let mut linked_files = LinkedFiles::new();
    if fs::kind(folder).map_err(failed)?.is_none() {
        return Ok(linked_files);
    }
    for (relative, is_dir) in find(folder, old)? {
        let (source, target) = (folder.join(&relative), staging.join(&relative));
        if collides(&relative, is_dir, new) {
            return Err(Kind::OutputCollision { file: source.display().to_string() });
        }
        let parent = if is_dir { Some(relative.as_path()) } else { relative.parent() };
        fs::create_dirs_below(staging, parent.unwrap_or(Path::new(""))).map_err(failed)?;
        if is_dir {
            continue;
        }
        let linked = fs::stamp_nofollow(&source).and_then(|stamp| fs::link_or_copy(&source, &target).map(|()| stamp));
        match linked {
            Ok(stamp) => _ = linked_files.insert(fs::to_slash_path(&relative), stamp),
            Err(error) if error.path == source && error.source.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(linked_files)
}

/// Finds a file of the user whose name the new site needs.
pub(super) fn find_collision(folder: &Path, old: &BTreeSet<String>, new: &Files) -> Result<Option<PathBuf>, Kind> {
    let found = find(folder, old)?;
    Ok(found.into_iter().find(|(path, is_dir)| collides(path, *is_dir, new)).map(|(path, _)| path))
}

/// Whether something of the user has the path of a page, is below such a path, or is a file with the path of a folder.
fn collides(path: &Path, is_dir: bool, new: &Files) -> bool {
    let is_page = path.ancestors().any(|path| new.contains_key(&fs::to_slash_path(path)));
    let prefix = format!("{}/", fs::to_slash_path(path));
    let is_folder = || new.range(prefix.clone()..).next().is_some_and(|(path, _)| path.starts_with(&prefix));
    is_page || (!is_dir && is_folder())
}

/// Removes a folder that was the site, or would have become it: deletes the files of `ours`, and moves the user's files
/// to the same paths in `site`.
pub(super) struct Removal<'a> {
    pub(super) folder: &'a Path,
    pub(super) site: &'a Path,
    pub(super) ours: &'a BTreeSet<String>,
    /// The files of this folder that the site already has.
    pub(super) linked: &'a LinkedFiles,
}

impl Removal<'_> {
    /// Removes the folder. Files of the program that cannot be deleted now stay for the next build. An error means that
    /// files of the user are still in the folder.
    pub(super) fn run(&self) -> Result<(), Kind> {
        for _ in 0..MAX_ROUNDS {
            self.clear_below(Path::new(""))?;
            let is_list = |(name, _): &(std::ffi::OsString, _)| name == LIST;
            match fs::entries(self.folder) {
                Ok(entries) if entries.iter().all(is_list) => {}
                Ok(_) => continue,
                Err(_) => return Ok(()),
            }
            // The list is deleted last: without it every file would count as the user's.
            let _ = fs::remove_file(&self.folder.join(LIST));
            if fs::remove_empty_dir(self.folder).is_ok() {
                break;
            }
        }
        Ok(())
    }

    fn clear_below(&self, below: &Path) -> Result<(), Kind> {
        let entries = match fs::entries(&self.folder.join(below)) {
            Err(error) if error.source.kind() == ErrorKind::NotFound => return Ok(()),
            entries => entries.map_err(failed)?,
        };
        for (name, kind) in entries {
            let relative = below.join(name);
            let (path, name) = (self.folder.join(&relative), fs::to_slash_path(&relative));
            if matches!(fs::is_mount_point(&path), Ok(true)) {
                return Err(Kind::OutputMount { folder: path.display().to_string() });
            }
            if kind.is_dir() {
                let is_ours = has_files_below(self.ours, &name);
                if is_ours || !self.move_to_site(&path, &relative)? {
                    self.clear_below(&relative)?;
                    // If somebody adds a file to it, `run` searches it again.
                    let _ = fs::remove_empty_dir(&path);
                }
            } else if kind.is_file() && self.ours.contains(&name) {
                let _ = fs::remove_file(&path);
            } else if name != LIST && !self.move_to_site(&path, &relative)? {
                self.resolve_conflict(&path, &relative)?;
            }
        }
        Ok(())
    }

    /// Moves a file or folder of the user into the site; `false` if its path is taken there.
    fn move_to_site(&self, path: &Path, relative: &Path) -> Result<bool, Kind> {
        let target = self.site.join(relative);
        if fs::kind(&target).is_ok_and(|kind| kind.is_some()) {
            return Ok(false);
        }
        let parent = relative.parent().unwrap_or(Path::new(""));
        if fs::create_dirs_below(self.site, parent).is_err() {
            // The path of its folder is that of a file.
            return Ok(false);
        }
        match fs::rename_noreplace(path, &target) {
            // Somebody moved it away at the same moment.
            Err(error) if error.source.kind() == ErrorKind::NotFound && matches!(fs::kind(path), Ok(None)) => Ok(true),
            moved => moved.map_err(failed),
        }
    }

    /// Handles a file of the user whose path is taken in the site: by a link to it, by an older version of it, or by
    /// another file. The latest version is kept; another file is an error.
    fn resolve_conflict(&self, path: &Path, relative: &Path) -> Result<(), Kind> {
        let target = self.site.join(relative);
        let stamp = self.linked.get(&fs::to_slash_path(relative));
        let is_unchanged =
            |path| stamp.is_some_and(|then| fs::stamp_nofollow(path).is_ok_and(|now| now.is_same_state(then)));
        if !fs::is_same(path, &target) && is_unchanged(&target) {
            // The user saved it in the old site after it was linked and before the exchange.
            return fs::rename(path, &target).map_err(failed);
        }
        if fs::is_same(path, &target) || is_unchanged(path) {
            // It is the same file, or the user saved a newer version in the new site.
            let _ = fs::remove_file(path);
            return Ok(());
        }
        Err(Kind::OutputCollision { file: path.display().to_string() })
    }
}

/// Whether any of the files is below a folder.
fn has_files_below(files: &BTreeSet<String>, folder: &str) -> bool {
    let prefix = format!("{folder}/");
    files.range(prefix.clone()..).next().is_some_and(|path| path.starts_with(&prefix))
}
