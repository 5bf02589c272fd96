//! Write: the only stage that touches the output folder.
//!
//! [`Output`] writes a site into a new folder beside the old one. When the new site is complete, the two folders are
//! exchanged in one step. A file whose bytes did not change is linked from the old site, and so keeps its modification
//! time.
//!
//! # Guarantees
//!
//! - **No file of the user is ever removed.** The program owns only the regular files named in the list `.asdg-site` in
//!   the output folder, and what this run created in its work folder. Everything else, whenever it appears, is kept
//!   in the current site, or stays where it is and an error names it. The program does not follow links and refuses
//!   mount points.
//! - **The output folder has a complete site: the old one or the new one.** An unfinished site is in `new-…` in the
//!   work folder. A complete one is flushed to the disk before it replaces the old one.
//! - **Exit code 0 means complete.** All files of the list are compared with the disk before the exchange and after it.
//! - **One build at a time.** The lock is held until the work folder is removed. If somebody removes the work folder,
//!   and the lock with it, the build does not find its folder any more and fails.
//! - **All this holds even if the program is killed.** The names of leftover folders show their state: `new-…` was
//!   never the site, `old-…` and `whole-…` are complete sites, `gone-…` is a former site that may still have files of
//!   the user. The next build restores the site and cleans up.

mod list;
mod size;
mod swap;
#[cfg(test)]
mod tests;
mod user_files;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use asdg_base::fs;
use asdg_base::problem::Kind;
pub(crate) use list::{LIST, old_files};
use swap::Replacement;
pub(crate) use work::WorkFolder;

/// Whether sites are flushed to the disk. Unit tests skip it, because they write thousands of small sites; end-to-end
/// tests do not.
const FLUSHES: bool = !cfg!(test);

/// A site that is being written.
pub struct Output {
    /// The output folder.
    folder: PathBuf,
    work: WorkFolder,
    /// The folder into which the new site is written.
    staging: PathBuf,
    /// The files that the last build wrote.
    old: BTreeSet<String>,
    new: Mutex<Files>,
}

/// The files of a new site.
type Files = BTreeMap<String, NewFile>;

/// A file of a new site.
struct NewFile {
    bytes: u64,
    /// Whether it is a file of the old site with the same bytes.
    is_unchanged: bool,
}

/// The size of a written site, and how it differs from the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The number of files.
    pub files: usize,
    /// Their total size.
    pub bytes: u64,
    /// How many of the files did not change.
    pub unchanged: usize,
    /// How many files of the old site were removed.
    pub removed: usize,
}

impl Output {
    /// Prepares to write into `folder`. `sources` are the folders that the site is made from; none of them may be in
    /// the output folder or contain it. Anything that prevents writing is reported here, before the pages are made.
    pub fn open(folder: &Path, sources: &[PathBuf]) -> Result<Self, Kind> {
        let folder = absolute(folder).map_err(failed)?;
        for source in sources {
            let source = absolute(source).map_err(failed)?;
            if folder.starts_with(&source) || source.starts_with(&folder) {
                let (folder, other) = (folder.display().to_string(), source.display().to_string());
                return Err(Kind::OutputOverlap { folder, other });
            }
        }
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(Kind::OutputNotOurs { folder: folder.display().to_string() });
        };
        if fs::kind(&folder).map_err(failed)?.is_some() && fs::is_mount_point(&folder).map_err(failed)? {
            return Err(Kind::OutputMount { folder: folder.display().to_string() });
        }
        fs::create_dir_all(parent).map_err(failed)?;
        let work = WorkFolder::open(&parent.join(format!(".{}.asdg-site", name.to_string_lossy())), &folder)?;
        swap::restore(&folder, &work)?;
        let old = old_files(&folder)?;
        swap::remove_leftovers(&folder, &work)?;
        if fs::kind(&folder).map_err(failed)?.is_some() {
            // Refuses mount points.
            user_files::find(&folder, &old)?;
        }
        let staging = work.run_folder().join("site");
        fs::create_dir(&staging).map_err(failed)?;
        Ok(Self { folder, work, staging, old, new: Mutex::default() })
    }

    /// Writes a file of the site, or links the file of the old site if it has the same bytes.
    pub fn write_file(&self, path: &str, bytes: &[u8]) -> Result<(), Kind> {
        let old = self.folder.join(path);
        let is_unchanged = self.old.contains(path) && fs::has_bytes(&old, bytes);
        let file = NewFile { bytes: bytes.len() as u64, is_unchanged };
        // A picture that is shown twice is written once.
        if self.new.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), file).is_some() {
            return Ok(());
        }
        let target = self.staging.join(path);
        // The old file may have been removed since the comparison.
        let is_linked = || is_unchanged && fs::link_or_copy(&old, &target).is_ok();
        let write = || if is_linked() { Ok(()) } else { fs::write(&target, bytes) };
        let written = match write() {
            // Usually the folder of the file does not exist yet. The staging folder itself is never created again.
            Err(error) if error.source.kind() == ErrorKind::NotFound => {
                let parent = Path::new(path).parent().unwrap_or(Path::new(""));
                fs::create_dirs_below(&self.staging, parent).and_then(|()| write())
            }
            written => written,
        };
        written.map_err(|error| self.with_final_path(failed(error)))
    }

    /// Warnings about a site or files that are too large for GitHub.
    pub fn too_large(&self) -> Vec<Kind> {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        size::too_large(new.iter().map(|(path, file)| (path.as_str(), file.bytes)))
    }

    /// Replaces the old site by the new one.
    pub fn finish(self) -> Result<Written, Kind> {
        self.replace_site().map_err(|kind| self.with_final_path(kind))
    }

    /// Replaces a path in the staging folder by the path in the output folder, which users know.
    fn with_final_path(&self, kind: Kind) -> Kind {
        match kind {
            Kind::OutputFailed { file, reason } => {
                let file = match Path::new(&file).strip_prefix(&self.staging) {
                    Ok(path) => self.folder.join(path).display().to_string(),
                    Err(_) => file,
                };
                Kind::OutputFailed { file, reason }
            }
            other => other,
        }
    }

    fn replace_site(&self) -> Result<Written, Kind> {
        let new = std::mem::take(&mut *self.new.lock().unwrap_or_else(PoisonError::into_inner));
        let linked = user_files::link_into(&self.staging, &self.folder, &self.old, &new)?;
        list::write(&self.staging, new.keys()).map_err(failed)?;
        self.flush(&new)?;
        check_complete(&self.staging, &new)?;
        if !self.work.is_held() {
            return Err(missing(&self.folder));
        }
        let replacement = Replacement::perform(&self.staging, &self.folder, &self.work)?;
        if let Err(kind) = self.check_replacement(&replacement, &new) {
            let paths: BTreeSet<String> = new.into_keys().collect();
            replacement.undo(&paths)?;
            return Err(kind);
        }
        if FLUSHES {
            let folders = [self.folder.parent(), replacement.old().and_then(Path::parent)];
            folders.into_iter().flatten().try_for_each(fs::sync_dir).map_err(failed)?;
        }
        replacement.remove_old(&self.old, &linked)?;
        Ok(Written {
            files: new.len(),
            bytes: new.values().map(|file| file.bytes).sum(),
            unchanged: new.values().filter(|file| file.is_unchanged).count(),
            removed: self.old.iter().filter(|path| !new.contains_key(*path)).count(),
        })
    }

    /// Flushes the new site to the disk.
    fn flush(&self, new: &Files) -> Result<(), Kind> {
        let written = new.iter().filter(|(_, file)| !file.is_unchanged).map(|(path, _)| self.staging.join(path));
        let written: Vec<PathBuf> = written.chain([self.staging.join(LIST)]).collect();
        if FLUSHES { fs::flush(&self.staging, &written).map_err(failed) } else { Ok(()) }
    }

    /// Checks after the exchange, when nobody can add files to the old site by its name any more: the new site is
    /// complete, and no file that the user added meanwhile has the name of a page.
    fn check_replacement(&self, replacement: &Replacement<'_>, new: &Files) -> Result<(), Kind> {
        check_complete(&self.folder, new)?;
        let Some(old) = replacement.old() else { return Ok(()) };
        match user_files::find_collision(old, &self.old, new)? {
            Some(path) => Err(Kind::OutputCollision { file: self.folder.join(path).display().to_string() }),
            None => Ok(()),
        }
    }
}

/// Checks that all files of a site are on the disk, with their sizes.
fn check_complete(folder: &Path, files: &Files) -> Result<(), Kind> {
    for (path, file) in files {
        let path = folder.join(path);
        match fs::size_nofollow(&path).map_err(failed)? {
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

/// The absolute path without symbolic links. The last parts of `path` need not exist.
fn absolute(path: &Path) -> fs::Result<PathBuf> {
    let absolute = std::path::absolute(path).map_err(|source| fs::Error { path: path.to_owned(), source })?;
    let mut missing = Vec::new();
    let mut existing = absolute.as_path();
    while fs::kind(existing)?.is_none() {
        let (Some(name), Some(parent)) = (existing.file_name(), existing.parent()) else {
            break;
        };
        missing.push(name.to_owned());
        existing = parent;
    }
    let mut resolved = fs::canonicalize(existing)?;
    resolved.extend(missing.iter().rev());
    Ok(resolved)
}

fn failed(error: fs::Error) -> Kind {
    Kind::OutputFailed { file: error.path.display().to_string(), reason: error.reason() }
}
