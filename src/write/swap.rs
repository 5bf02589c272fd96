//! Two folders change places.
//!
//! Linux and macOS can do it in one step. Elsewhere the old site moves aside first; should the program be killed between the two
//! steps, [`recover()`] moves it back when the next build begins.

use std::path::{Path, PathBuf};

use crate::fs;

/// Where the new site is written.
pub(super) fn new(work: &Path) -> PathBuf {
    work.join("new")
}

/// Where the old site waits between the two steps.
fn old(work: &Path) -> PathBuf {
    work.join("old")
}

/// Clears away what a killed build left, and brings back a site that was moved aside.
pub(super) fn recover(folder: &Path, work: &Path) -> fs::Result<()> {
    if fs::kind(folder)?.is_none() && fs::kind(&old(work))?.is_some() {
        fs::rename(&old(work), folder)?;
    }
    fs::remove_dir_all(&new(work))?;
    fs::remove_dir_all(&old(work))
}

/// Puts the new site in place of the old one.
pub(super) fn swap(folder: &Path, work: &Path) -> fs::Result<()> {
    if fs::kind(folder)?.is_none() {
        return fs::rename(&new(work), folder);
    }
    if exchange(folder, &new(work)) {
        return Ok(());
    }
    fs::rename(folder, &old(work))?;
    fs::rename(&new(work), folder).inspect_err(|_| {
        // The old site goes back. Should that fail as well, the next build tries again.
        let _ = fs::rename(&old(work), folder);
    })
}

/// Exchanges two folders in one step, where system and file system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

/// Exchanges two folders in one step, where system and file system can.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}
