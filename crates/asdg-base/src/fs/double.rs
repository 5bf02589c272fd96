//! What tests of the disk need: a folder of their own, and a test double that runs between two calls that change the disk.
//!
//! A test passes [`listening`] a closure, which is called before every such call of its thread. The closure can change the disk, or
//! return an error; then the call is skipped. If it returns an error for every call from some point on, the disk stays
//! as if the program had been killed there. Calls that the closure itself makes are not reported to it.

use std::cell::RefCell;
use std::io;
use std::path::Path;

use tempfile::TempDir;

type Listener = Box<dyn FnMut(&'static str, &Path) -> io::Result<()>>;

thread_local! {
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// A folder that goes with the test. It is in memory where there is a gigabyte of it: ext4 is slow at creating files for some seconds after others
/// were deleted, and tests do both all the time.
pub fn temporary_folder() -> io::Result<TempDir> {
    #[cfg(target_os = "linux")]
    if rustix::fs::statvfs("/dev/shm").is_ok_and(|memory| memory.f_bavail * memory.f_frsize >= 1 << 30)
        && let Ok(folder) = tempfile::tempdir_in("/dev/shm")
    {
        return Ok(folder);
    }
    tempfile::tempdir()
}

/// Runs a function; `listener` is called before every call that changes the disk.
pub fn listening<T>(
    listener: impl FnMut(&'static str, &Path) -> io::Result<()> + 'static,
    run: impl FnOnce() -> T,
) -> T {
    LISTENER.set(Some(Box::new(listener)));
    let result = run();
    LISTENER.set(None);
    result
}

pub(super) fn step(call: &'static str, path: &Path) -> io::Result<()> {
    let Some(mut listener) = LISTENER.take() else { return Ok(()) };
    let answer = listener(call, path);
    LISTENER.set(Some(listener));
    answer
}
