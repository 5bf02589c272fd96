//! Write: the only stage that touches the output folder.
//!
//! A site is written into a new folder beside the old one, and the two change places in one step when it is whole. A file whose bytes
//! did not change is taken over from the old site with its modification time.
//!
//! # What always holds
//!
//! - **Nothing that is not ours is ever removed.** Ours are the regular files named by the list `.asdg-site` in the output folder, and
//!   what this run made in its work folder. Everything else, whenever it appears, ends up in the site that is in place, or stays where it
//!   is and is named by an error. Nothing is looked for behind a link, and places where another file system begins are refused.
//! - **The output folder holds a whole site: the old one or the new one.** What is not finished lies in `new-…` in the work folder. A site
//!   that is whole has reached the disk before it is put in place.
//! - **Exit 0 means whole.** All files of the list are compared with the disk before the folders change places and after.
//! - **One build at a time.** The lock is held until the work folder is gone. Whoever has lost it all the same, because somebody removed
//!   the folder, finds no folder of his own any more and fails.
//! - **A kill changes nothing of this.** What it leaves is told apart by its name: `new-…` was never the site, `old-…` and `whole-…` are
//!   sites, `gone-…` is a site from which the user's late files are still to be taken. The next build brings back and clears.

mod foreign;
mod list;
mod size;
mod swap;
#[cfg(test)]
mod tests;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use asdg_base::fs;
use asdg_base::problem::Kind;
pub(crate) use list::{LIST, old_files};
use swap::Swapped;
pub(crate) use work::WorkFolder;

/// A site that is being written.
pub struct Output {
    /// The output folder.
    folder: PathBuf,
    work: WorkFolder,
    /// The folder in which the new site is made.
    tree: PathBuf,
    /// The files that the last build wrote.
    old: BTreeSet<String>,
    new: Mutex<Files>,
}

/// The files of a new site.
type Files = BTreeMap<String, NewFile>;

/// A file of a new site.
struct NewFile {
    bytes: u64,
    /// Whether it was taken over from the old site.
    is_unchanged: bool,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The files of the site.
    pub files: usize,
    /// Their size together.
    pub bytes: u64,
    /// How many of the files are as they were.
    pub unchanged: usize,
    /// How many files of the old site are gone.
    pub removed: usize,
}

impl Output {
    /// Prepares to write into `folder`. `sources` are the folders the site is made from; none may lie in the output, nor the output in one.
    /// What stands in the way is found now, not after all pages were made.
    pub fn open(folder: &Path, sources: &[PathBuf]) -> Result<Self, Kind> {
        let folder = resolved(folder).map_err(failed)?;
        for source in sources {
            let source = resolved(source).map_err(failed)?;
            if folder.starts_with(&source) || source.starts_with(&folder) {
                let (folder, other) = (folder.display().to_string(), source.display().to_string());
                return Err(Kind::OutputOverlap { folder, other });
            }
        }
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(Kind::OutputNotOurs { folder: folder.display().to_string() });
        };
        if fs::kind(&folder).map_err(failed)?.is_some() && fs::is_mount(&folder).map_err(failed)? {
            return Err(Kind::OutputMount { folder: folder.display().to_string() });
        }
        fs::create_dir_all(parent).map_err(failed)?;
        let work = WorkFolder::open(&parent.join(format!(".{}.asdg-site", name.to_string_lossy())), &folder)?;
        swap::restore(&folder, &work)?;
        let old = old_files(&folder)?;
        swap::clear_leftovers(&folder, &work)?;
        if fs::kind(&folder).map_err(failed)?.is_some() {
            foreign::find(&folder, &old)?;
        }
        let tree = work.private().join("site");
        fs::create_dir(&tree).map_err(failed)?;
        Ok(Self { folder, work, tree, old, new: Mutex::default() })
    }

    /// Writes a file of the site, or takes it over from the old site when it did not change.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Kind> {
        let old = self.folder.join(path);
        let is_unchanged = self.old.contains(path) && fs::has_bytes(&old, bytes);
        let file = NewFile { bytes: bytes.len() as u64, is_unchanged };
        // A picture shown twice is one file.
        if self.new.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), file).is_some() {
            return Ok(());
        }
        let target = self.tree.join(path);
        // Somebody may have removed the old file since it was compared.
        let is_linked = || is_unchanged && fs::link_or_copy(&old, &target).is_ok();
        let place = || if is_linked() { Ok(()) } else { fs::write(&target, bytes) };
        let placed = match place() {
            // Its folder is not there yet, in most cases; the one for all of them is never made anew.
            Err(error) if error.source.kind() == ErrorKind::NotFound => {
                let parent = Path::new(path).parent().unwrap_or(Path::new(""));
                fs::create_dirs_below(&self.tree, parent).and_then(|()| place())
            }
            placed => placed,
        };
        placed.map_err(|error| self.shown(failed(error)))
    }

    /// What of the site GitHub would refuse, in the order in which it is told.
    pub fn too_large(&self) -> Vec<Kind> {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        size::too_large(new.iter().map(|(path, file)| (path.as_str(), file.bytes)))
    }

    /// Puts the site in place of the old one.
    pub fn finish(self) -> Result<Written, Kind> {
        self.put_in_place().map_err(|kind| self.shown(kind))
    }

    /// A failure with the path that people know in the place of the one where the new site is made, which is another each time.
    fn shown(&self, kind: Kind) -> Kind {
        match kind {
            Kind::OutputFailed { file, reason } => {
                let file = match Path::new(&file).strip_prefix(&self.tree) {
                    Ok(path) => self.folder.join(path).display().to_string(),
                    Err(_) => file,
                };
                Kind::OutputFailed { file, reason }
            }
            other => other,
        }
    }

    fn put_in_place(&self) -> Result<Written, Kind> {
        let new = std::mem::take(&mut *self.new.lock().unwrap_or_else(PoisonError::into_inner));
        let carried = foreign::take_over(&self.folder, &self.old, &new, &self.tree)?;
        list::write(&self.tree, new.keys()).map_err(failed)?;
        self.flush(&new)?;
        must_be_whole(&self.tree, &new)?;
        if !self.work.is_held() {
            return Err(missing(&self.folder));
        }
        let swapped = Swapped::put(&self.tree, &self.folder, &self.work)?;
        if let Err(kind) = self.must_be_right(&swapped, &new) {
            let paths: BTreeSet<String> = new.into_keys().collect();
            swapped.undo(&paths)?;
            return Err(kind);
        }
        let folders = [self.folder.parent(), swapped.old().and_then(Path::parent)];
        folders.into_iter().flatten().try_for_each(fs::sync_dir).map_err(failed)?;
        swapped.clear(&self.old, &carried)?;
        Ok(Written {
            files: new.len(),
            bytes: new.values().map(|file| file.bytes).sum(),
            unchanged: new.values().filter(|file| file.is_unchanged).count(),
            removed: self.old.iter().filter(|path| !new.contains_key(*path)).count(),
        })
    }

    /// Has the new site reach the disk.
    fn flush(&self, new: &Files) -> Result<(), Kind> {
        let written = new.iter().filter(|(_, file)| !file.is_unchanged).map(|(path, _)| self.tree.join(path));
        let written: Vec<PathBuf> = written.chain([self.tree.join(LIST)]).collect();
        fs::flush(&self.tree, &written).map_err(failed)
    }

    /// Looks once more, now that nobody can put anything into the old site by its name: the new one is whole, and nothing the user has put
    /// there in the meantime has the name of a page.
    fn must_be_right(&self, swapped: &Swapped<'_>, new: &Files) -> Result<(), Kind> {
        must_be_whole(&self.folder, new)?;
        let Some(old) = swapped.old() else { return Ok(()) };
        match foreign::find_in_the_way(old, &self.old, new)? {
            Some(path) => Err(Kind::OutputCollision { file: self.folder.join(path).display().to_string() }),
            None => Ok(()),
        }
    }
}

/// Compares the files of a site with what is on the disk.
fn must_be_whole(folder: &Path, files: &Files) -> Result<(), Kind> {
    for (path, file) in files {
        let path = folder.join(path);
        match fs::own_size(&path).map_err(failed)? {
            Some(bytes) if bytes == file.bytes => {}
            Some(_) => {
                let (file, reason) = (path.display().to_string(), "changed-meanwhile".to_owned());
                return Err(Kind::OutputFailed { file, reason });
            }
            None => return Err(missing(&path)),
        }
    }
    Ok(())
}

fn missing(path: &Path) -> Kind {
    Kind::OutputFailed { file: path.display().to_string(), reason: "not-found".to_owned() }
}

/// A path as the system sees it, although its end may not be there yet.
fn resolved(path: &Path) -> fs::Result<PathBuf> {
    let absolute = std::path::absolute(path).map_err(|source| fs::Error { path: path.to_owned(), source })?;
    let mut missing = Vec::new();
    let mut known = absolute.as_path();
    while fs::kind(known)?.is_none() {
        let (Some(name), Some(parent)) = (known.file_name(), known.parent()) else {
            break;
        };
        missing.push(name.to_owned());
        known = parent;
    }
    let mut resolved = fs::canonicalize(known)?;
    resolved.extend(missing.iter().rev());
    Ok(resolved)
}

fn failed(error: fs::Error) -> Kind {
    Kind::OutputFailed { file: error.path.display().to_string(), reason: error.reason() }
}
