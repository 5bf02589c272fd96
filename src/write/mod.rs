//! Write: the only stage that touches the output folder.
//!
//! A site is written into a new folder beside the old one; when it is complete, the two are exchanged in one step. A
//! file whose bytes did not change is taken over from the old site with its modification time.
//!
//! # What always holds
//!
//! - **Nothing that is not ours is ever removed.** Ours are the regular files named by the list `.asdg-site` in the
//!   output folder, and what this run made in its work folder. Everything else, whenever it appears, ends up in the
//!   current site, or stays where it is and is named by an error. Nothing behind a link is touched, and mount points are
//!   refused.
//! - **The output folder holds a complete site: the old one or the new one.** An unfinished site is in `new-…` in the
//!   work folder. A complete one is flushed to the disk before it is put in place.
//! - **Exit code 0 means complete.** All files of the list are compared with the disk before the exchange and after it.
//! - **One build at a time.** The lock is held until the work folder is gone. If somebody removes the work folder, and
//!   the lock with it, the build cannot find its folder any more and fails.
//! - **Killing the program changes nothing of this.** The name of what it leaves tells what it is: `new-…` was never
//!   the site, `old-…` and `whole-…` are sites, `gone-…` is a site from which late files of the user must still be
//!   taken. The next build restores and cleans up.

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

/// Whether sites are flushed to the disk. The unit tests make thousands of small ones and skip it; end-to-end tests do not.
const FLUSHES: bool = !cfg!(test);

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
    /// Their total size.
    pub bytes: u64,
    /// How many of the files did not change.
    pub unchanged: usize,
    /// How many files of the old site are gone.
    pub removed: usize,
}

impl Output {
    /// Prepares to write into `folder`. `sources` are the folders that the site is made from; none may be in the output
    /// folder, nor the output folder in one. Obstacles are reported here and not after all pages were made.
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

    /// Writes a file of the site, or takes it over from the old site if it did not change.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Kind> {
        let old = self.folder.join(path);
        let is_unchanged = self.old.contains(path) && fs::has_bytes(&old, bytes);
        let file = NewFile { bytes: bytes.len() as u64, is_unchanged };
        // A picture shown twice is one file.
        if self.new.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), file).is_some() {
            return Ok(());
        }
        let target = self.tree.join(path);
        // The old file may have been removed since it was compared.
        let is_linked = || is_unchanged && fs::link_or_copy(&old, &target).is_ok();
        let place = || if is_linked() { Ok(()) } else { fs::write(&target, bytes) };
        let placed = match place() {
            // Usually its folder does not exist yet; the folder for the whole site is never created again.
            Err(error) if error.source.kind() == ErrorKind::NotFound => {
                let parent = Path::new(path).parent().unwrap_or(Path::new(""));
                fs::create_dirs_below(&self.tree, parent).and_then(|()| place())
            }
            placed => placed,
        };
        placed.map_err(|error| self.shown(failed(error)))
    }

    /// The parts of the site that GitHub would refuse, in the order of their messages.
    pub fn too_large(&self) -> Vec<Kind> {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        size::too_large(new.iter().map(|(path, file)| (path.as_str(), file.bytes)))
    }

    /// Replaces the old site by the new one.
    pub fn finish(self) -> Result<Written, Kind> {
        self.put_in_place().map_err(|kind| self.shown(kind))
    }

    /// Replaces the temporary path in an error by the path that people know.
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
        if FLUSHES {
            let folders = [self.folder.parent(), swapped.old().and_then(Path::parent)];
            folders.into_iter().flatten().try_for_each(fs::sync_dir).map_err(failed)?;
        }
        swapped.clear(&self.old, &carried)?;
        Ok(Written {
            files: new.len(),
            bytes: new.values().map(|file| file.bytes).sum(),
            unchanged: new.values().filter(|file| file.is_unchanged).count(),
            removed: self.old.iter().filter(|path| !new.contains_key(*path)).count(),
        })
    }

    /// Flushes the new site to the disk.
    fn flush(&self, new: &Files) -> Result<(), Kind> {
        let written = new.iter().filter(|(_, file)| !file.is_unchanged).map(|(path, _)| self.tree.join(path));
        let written: Vec<PathBuf> = written.chain([self.tree.join(LIST)]).collect();
        if FLUSHES { fs::flush(&self.tree, &written).map_err(failed) } else { Ok(()) }
    }

    /// Checks again after the exchange, when nobody can add anything to the old site by its name: the new one is
    /// complete, and nothing that the user added meanwhile has the name of a page.
    fn must_be_right(&self, swapped: &Swapped<'_>, new: &Files) -> Result<(), Kind> {
        must_be_whole(&self.folder, new)?;
        let Some(old) = swapped.old() else { return Ok(()) };
        match foreign::find_in_the_way(old, &self.old, new)? {
            Some(path) => Err(Kind::OutputCollision { file: self.folder.join(path).display().to_string() }),
            None => Ok(()),
        }
    }
}

/// Compares the files of a site with the disk.
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

/// An absolute path, although its last parts may not exist yet.
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
