//! The work folder beside the output folder (`.public.asdg-site` beside `public`), and the lock in it that keeps two
//! builds apart.

use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

use super::failed;
use asdg_base::fs::{self, Lock};
use asdg_base::problem::Kind;

/// The beginning of the names of folders with unfinished content.
const PRIVATE: &str = "new";

/// How often to retry locking a folder that others remove at the same moment.
const ATTEMPTS: usize = 1000;

/// A folder for unfinished content, which only one process uses at a time.
pub(crate) struct WorkFolder {
    folder: PathBuf,
    /// Different for each run, so that a process that lost the lock does not write into another's files.
    number: u64,
    /// The folder of this run in it.
    private: PathBuf,
    /// Held until everything that this run made here is gone.
    lock: Option<Lock>,
}

impl WorkFolder {
    /// Creates the folder inside an existing one, and locks it. `output` is named in messages.
    pub(crate) fn open(folder: &Path, output: &Path) -> Result<Self, Kind> {
        let lock = lock(folder, output)?;
        let number = RandomState::new().hash_one(());
        let mut work = Self { folder: folder.to_owned(), number, private: PathBuf::new(), lock: Some(lock) };
        // What a killed run left was never the site.
        for name in work.leftovers(PRIVATE)? {
            fs::remove_dir_all(&folder.join(name)).map_err(failed)?;
        }
        work.private = work.aside(PRIVATE);
        fs::create_dir(&work.private).map_err(failed)?;
        Ok(work)
    }

    /// A path for a folder of this run.
    pub(super) fn aside(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}-{:016x}", self.number))
    }

    /// The folder for this run.
    pub(crate) fn private(&self) -> &Path {
        &self.private
    }

    /// What is in the folder under names with this beginning, in order. Links are ignored.
    pub(super) fn leftovers(&self, beginning: &str) -> Result<Vec<String>, Kind> {
        let entries = fs::entries(&self.folder).map_err(failed)?.into_iter();
        let folders = entries.filter(|(_, kind)| kind.is_dir());
        let names = folders.filter_map(|(name, _)| name.into_string().ok());
        Ok(names.filter(|name| name.starts_with(beginning)).collect())
    }

    /// The path of something in the folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Whether the folder is still the one that was locked.
    pub(super) fn is_held(&self) -> bool {
        self.lock.as_ref().is_some_and(Lock::is_held)
    }
}

impl Drop for WorkFolder {
    /// Removes what is unfinished, and only then releases the lock. What cannot be removed now is removed by the next
    /// run.
    fn drop(&mut self) {
        if !self.private.as_os_str().is_empty() {
            let _ = fs::remove_dir_all(&self.private);
        }
        drop(self.lock.take());
        // Another process's lock in it keeps it.
        let _ = fs::remove_empty_dir(&self.folder);
    }
}

fn lock(folder: &Path, output: &Path) -> Result<Lock, Kind> {
    for _ in 0..ATTEMPTS {
        if fs::kind(folder).map_err(failed)?.is_some_and(|kind| !kind.is_dir()) {
            return Err(Kind::OutputWorkTaken { path: folder.display().to_string() });
        }
        fs::create_dir(folder).map_err(failed)?;
        if fs::is_mount(folder).map_err(failed)? {
            return Err(Kind::OutputMount { folder: folder.display().to_string() });
        }
        match Lock::try_take(&folder.join("lock")) {
            Ok(Some(lock)) => return Ok(lock),
            Ok(None) => return Err(Kind::OutputBusy { folder: output.display().to_string() }),
            // Another run has just ended and removed the folder.
            Err(error) if error.source.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Err(Kind::OutputBusy { folder: output.display().to_string() })
}
