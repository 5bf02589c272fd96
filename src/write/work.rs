//! The work folder beside the output folder (`.public.asdg-site` beside `public`), with a lock that prevents two builds
//! from running at the same time.

use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

use super::failed;
use asdg_base::fs::{self, Lock};
use asdg_base::problem::Kind;

/// The prefix of folders with unfinished content.
const UNFINISHED: &str = "new";

/// How often to try to lock a folder that other processes remove at the same moment.
const ATTEMPTS: usize = 1000;

/// A folder for unfinished content, which only one process uses at a time.
pub(crate) struct WorkFolder {
    folder: PathBuf,
    /// Different for each run, so that a process that lost the lock does not write into the files of another.
    number: u64,
    /// The folder of this run in the work folder.
    run_folder: PathBuf,
    /// Held until the folder of this run is removed.
    lock: Option<Lock>,
}

impl WorkFolder {
    /// Creates the folder, whose parent must exist, and locks it. Messages name `output`.
    pub(crate) fn open(folder: &Path, output: &Path) -> Result<Self, Kind> {
        let lock = lock(folder, output)?;
        let number = RandomState::new().hash_one(());
        let mut work = Self { folder: folder.to_owned(), number, run_folder: PathBuf::new(), lock: Some(lock) };
        // These folders of killed runs were never the site.
        for name in work.leftovers(UNFINISHED)? {
            fs::remove_dir_all(&folder.join(name)).map_err(failed)?;
        }
        work.run_folder = work.run_path(UNFINISHED);
        fs::create_dir(&work.run_folder).map_err(failed)?;
        Ok(work)
    }

    /// The path of a folder of this run: the prefix, and the number of the run.
    pub(super) fn run_path(&self, prefix: &str) -> PathBuf {
        self.folder.join(format!("{prefix}-{:016x}", self.number))
    }

    /// The folder for unfinished content of this run.
    pub(crate) fn run_folder(&self) -> &Path {
        &self.run_folder
    }

    /// The names of the folders with this prefix, in order. Links are ignored.
    pub(super) fn leftovers(&self, prefix: &str) -> Result<Vec<String>, Kind> {
        let entries = fs::entries(&self.folder).map_err(failed)?.into_iter();
        let folders = entries.filter(|(_, kind)| kind.is_dir());
        let names = folders.filter_map(|(name, _)| name.into_string().ok());
        Ok(names.filter(|name| name.starts_with(prefix)).collect())
    }

    /// The path of an entry of the folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Whether the lock still exists: somebody may have removed the folder.
    pub(super) fn is_held(&self) -> bool {
        self.lock.as_ref().is_some_and(Lock::is_held)
    }
}

impl Drop for WorkFolder {
    /// Removes unfinished content, and only then releases the lock. The next run removes what cannot be removed now.
    fn drop(&mut self) {
        if !self.run_folder.as_os_str().is_empty() {
            let _ = fs::remove_dir_all(&self.run_folder);
        }
        drop(self.lock.take());
        // Fails if another process has its lock in the folder.
        let _ = fs::remove_empty_dir(&self.folder);
    }
}

fn lock(folder: &Path, output: &Path) -> Result<Lock, Kind> {
    for _ in 0..ATTEMPTS {
        if fs::kind(folder).map_err(failed)?.is_some_and(|kind| !kind.is_dir()) {
            return Err(Kind::OutputWorkTaken { path: folder.display().to_string() });
        }
        fs::create_dir(folder).map_err(failed)?;
        if fs::is_mount_point(folder).map_err(failed)? {
            return Err(Kind::OutputMount { folder: folder.display().to_string() });
        }
        match Lock::try_acquire(&folder.join("lock")) {
            Ok(Some(lock)) => return Ok(lock),
            Ok(None) => return Err(Kind::OutputBusy { folder: output.display().to_string() }),
            // Another run has just finished and removed the folder.
            Err(error) if error.source.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Err(Kind::OutputBusy { folder: output.display().to_string() })
}
