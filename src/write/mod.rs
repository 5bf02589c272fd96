//! Write: the only stage that touches the output folder.
//!
//! A site is written into a new folder beside the old one, and the two change places in one step when it is whole. So a build that
//! fails, is killed or meets a full disk leaves the old site as it was. A file whose bytes did not change is taken over from the
//! old site with its modification time. What the program did not write, according to the list it keeps in `.asdg-site`,
//! is the user's and is taken over as well.

mod swap;

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use walkdir::WalkDir;

use crate::fs;
use crate::problem::Kind;

/// The list of what the program wrote, in the output folder. It is what makes a folder ours.
pub(crate) const LIST: &str = ".asdg-site";

/// Its first line.
const HEAD: &str = "asdg-site 1";

/// A site that is being written.
pub struct Output {
    /// The output folder.
    folder: PathBuf,
    /// The folder beside it for what is not finished.
    work: PathBuf,
    /// Held as long as the site is being written, so that two builds do not mix.
    lock: Option<File>,
    /// The files that the last build wrote.
    old: BTreeSet<String>,
    new: Mutex<BTreeSet<String>>,
    bytes: AtomicU64,
    unchanged: AtomicUsize,
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
        fs::create_dir_all(parent).map_err(failed)?;
        let work = parent.join(format!(".{}.asdg-site", name.to_string_lossy()));
        fs::create_dir_all(&work).map_err(failed)?;
        let lock = lock(&work.join("lock"), &folder)?;
        swap::recover(&folder, &work).map_err(failed)?;
        let old = match old_files(&folder) {
            Ok(old) => old,
            Err(kind) => {
                drop(lock);
                // Nothing was begun; what cannot be removed is empty and does no harm.
                let _ = fs::remove_dir_all(&work);
                return Err(kind);
            }
        };
        fs::create_dir_all(&swap::new(&work)).map_err(failed)?;
        Ok(Self {
            folder,
            work,
            lock: Some(lock),
            old,
            new: Mutex::default(),
            bytes: AtomicU64::new(0),
            unchanged: AtomicUsize::new(0),
        })
    }

    /// Writes a file of the site, or takes it over from the old site when it did not change.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Kind> {
        // A picture shown twice is one file.
        if !self.new.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned()) {
            return Ok(());
        }
        let target = swap::new(&self.work).join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        let old = self.folder.join(path);
        if self.old.contains(path) && fs::has_bytes(&old, bytes) {
            fs::link_or_copy(&old, &target).map_err(failed)?;
            self.unchanged.fetch_add(1, Ordering::Relaxed);
        } else {
            fs::write(&target, bytes).map_err(failed)?;
        }
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// Puts the site in place of the old one.
    pub fn finish(self) -> Result<Written, Kind> {
        let new = std::mem::take(&mut *self.new.lock().unwrap_or_else(PoisonError::into_inner));
        self.take_over_foreign(&new)?;
        let mut list = format!("{HEAD}\n");
        for path in &new {
            list.push_str(path);
            list.push('\n');
        }
        fs::write(&swap::new(&self.work).join(LIST), list.as_bytes()).map_err(failed)?;
        swap::swap(&self.folder, &self.work).map_err(failed)?;
        Ok(Written {
            files: new.len(),
            bytes: self.bytes.load(Ordering::Relaxed),
            unchanged: self.unchanged.load(Ordering::Relaxed),
            removed: self.old.difference(&new).count(),
        })
    }

    /// Takes over what the user put into the output folder.
    fn take_over_foreign(&self, new: &BTreeSet<String>) -> Result<(), Kind> {
        if !self.folder.is_dir() {
            return Ok(());
        }
        let target = swap::new(&self.work);
        for entry in WalkDir::new(&self.folder).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| Kind::OutputFailed {
                file: error.path().unwrap_or(&self.folder).display().to_string(),
                reason: error.io_error().map_or_else(|| error.to_string(), fs::reason),
            })?;
            let relative = entry.path().strip_prefix(&self.folder).unwrap_or(entry.path());
            let name = fs::slashed(relative);
            if entry.file_type().is_dir() {
                // A folder of the old site is not taken over unless something of the user's is in it.
                let is_ours = self
                    .old
                    .range(format!("{name}/")..)
                    .next()
                    .is_some_and(|path| path.starts_with(&format!("{name}/")));
                if !is_ours {
                    fs::create_dir_all(&target.join(relative)).map_err(failed)?;
                }
                continue;
            }
            if name == LIST || self.old.contains(&name) {
                continue;
            }
            if new.contains(&name) {
                return Err(Kind::OutputCollision { file: entry.path().display().to_string() });
            }
            if let Some(parent) = target.join(relative).parent() {
                fs::create_dir_all(parent).map_err(failed)?;
            }
            fs::link_or_copy(entry.path(), &target.join(relative)).map_err(failed)?;
        }
        Ok(())
    }
}

impl Drop for Output {
    /// Clears away what is not finished, and after a swap the old site. What cannot be removed now goes with the next build.
    fn drop(&mut self) {
        // Some systems remove no file that is open.
        drop(self.lock.take());
        let _ = fs::remove_dir_all(&self.work);
    }
}

/// The files that the last build wrote into a folder. An error when the folder holds anything and is not ours.
pub(crate) fn old_files(folder: &Path) -> Result<BTreeSet<String>, Kind> {
    let not_ours = || Kind::OutputNotOurs { folder: folder.display().to_string() };
    match fs::kind(folder).map_err(failed)? {
        None => return Ok(BTreeSet::new()),
        Some(kind) if kind.is_dir() => {}
        Some(_) => return Err(not_ours()),
    }
    let list = folder.join(LIST);
    if fs::kind(&list).map_err(failed)?.is_none() {
        let is_empty = WalkDir::new(folder).min_depth(1).into_iter().next().is_none();
        return if is_empty { Ok(BTreeSet::new()) } else { Err(not_ours()) };
    }
    let bytes = fs::read(&list).map_err(failed)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        return Err(not_ours());
    }
    Ok(lines.map(str::to_owned).collect())
}

fn lock(path: &Path, folder: &Path) -> Result<File, Kind> {
    let file = File::options().create(true).truncate(false).write(true).open(path);
    let file =
        file.map_err(|error| Kind::OutputFailed { file: path.display().to_string(), reason: fs::reason(&error) })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(Kind::OutputBusy { folder: folder.display().to_string() }),
        // A file system without locks: one build at a time is then up to the user.
        Err(std::fs::TryLockError::Error(_)) => Ok(file),
    }
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
