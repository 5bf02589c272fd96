//! The work folder beside the output, and the lock in it.

use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

use super::failed;
use asdg_base::fs::{self, Lock};
use asdg_base::problem::Kind;

/// The beginning of the names of folders for what is not finished.
const PRIVATE: &str = "new";

/// How often it is tried to lock a folder that others remove in the same moment.
const ATTEMPTS: usize = 1000;

/// A folder for what is not finished, which only one program has at a time.
pub(crate) struct WorkFolder {
    folder: PathBuf,
    /// Another number for each run, so that whoever has lost the lock writes into nobody's files.
    number: u64,
    /// A folder in it for this run only.
    private: PathBuf,
    /// Held until all that this run made here is gone.
    lock: Option<Lock>,
}

impl WorkFolder {
    /// Makes the folder, in one that exists, and locks it. `output` is what a message names.
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

    /// A path for something of this run.
    pub(super) fn aside(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}-{:016x}", self.number))
    }

    /// The folder for this run.
    pub(crate) fn private(&self) -> &Path {
        &self.private
    }

    /// What is in the folder under names that begin so, in order. Links are nobody's.
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
    /// Clears away what is not finished, and only then lets others in. What cannot be removed now goes with the next run.
    fn drop(&mut self) {
        if !self.private.as_os_str().is_empty() {
            let _ = fs::remove_dir_all(&self.private);
        }
        drop(self.lock.take());
        // Somebody else's lock in it keeps it.
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
