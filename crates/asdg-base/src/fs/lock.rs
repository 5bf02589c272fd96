//! A lock between processes: a file that exists as long as a process holds the lock.
//!
//! The holder removes the file when it unlocks. Two processes could therefore lock two files with the same name: one
//! opened before the removal, one after. So a process that acquires the lock checks that the file it locked still has
//! that name, and only the holder removes the file.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{Error, Result, before_change, kind, not_regular, remove_file};

/// A lock that is held.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Acquires the lock; `None` if another process holds it. On a file system without locks every process acquires it.
    pub fn try_acquire(path: &Path) -> Result<Option<Self>> {
        loop {
            let file = open(path)?;
            if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
                return Ok(None);
            }
            let lock = Self { path: path.to_owned(), file };
            if lock.is_held() {
                return Ok(Some(lock));
            }
            lock.discard();
        }
    }

    /// Waits until the lock is free, and acquires it.
    pub fn acquire(path: &Path) -> Result<Self> {
        loop {
            let file = open(path)?;
            // An error here means that the file system has no locks.
            let _ = file.lock();
            let lock = Self { path: path.to_owned(), file };
            if lock.is_held() {
                return Ok(lock);
            }
            lock.discard();
        }
    }

    /// Whether the locked file still has the name of the lock.
    pub fn is_held(&self) -> bool {
        let own = self.file.try_clone().and_then(same_file::Handle::from_file);
        let named = matches!(kind(&self.path), Ok(Some(kind)) if kind.is_file());
        named && own.is_ok_and(|own| same_file::Handle::from_path(&self.path).is_ok_and(|named| named == own))
    }

    /// Drops a lock whose name belongs to another file now, without removing that file.
    fn discard(mut self) {
        self.path = PathBuf::new();
    }
}

impl Drop for Lock {
    /// Removes the file before unlocking it; closing the file unlocks it.
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() && self.is_held() {
            // If removing fails, the next process reuses the file.
            let _ = remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> Result<File> {
    let failed = |source: io::Error| Error { path: path.to_owned(), source };
    if kind(path)?.is_some_and(|kind| !kind.is_file()) {
        return Err(failed(not_regular()));
    }
    before_change("lock", path)?;
    File::options().create(true).truncate(false).write(true).open(path).map_err(failed)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at what was written")]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_process_at_a_time_holds_the_lock() {
        let folder = crate::fs::double::temporary_folder().unwrap();
        let (path, counter) = (folder.path().join("lock"), folder.path().join("counter"));
        std::fs::write(&counter, "0").unwrap();
        let inside = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let lock = Lock::acquire(&path).unwrap();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        let number: u32 = std::fs::read_to_string(&counter).unwrap().parse().unwrap();
                        std::fs::write(&counter, (number + 1).to_string()).unwrap();
                        assert_eq!(inside.fetch_sub(1, Ordering::SeqCst), 1);
                        drop(lock);
                    }
                });
            }
        });
        assert_eq!(std::fs::read_to_string(&counter).unwrap(), "1600");
        assert!(!path.exists());
    }

    #[test]
    fn a_lock_is_lost_when_its_file_is_removed() {
        let folder = crate::fs::double::temporary_folder().unwrap();
        let path = folder.path().join("lock");
        let first = Lock::try_acquire(&path).unwrap().unwrap();
        assert!(Lock::try_acquire(&path).unwrap().is_none());
        std::fs::remove_file(&path).unwrap();
        assert!(!first.is_held());
        let second = Lock::try_acquire(&path).unwrap().unwrap();
        drop(first);
        assert!(second.is_held(), "who lost the lock took it from somebody else");
    }
}
