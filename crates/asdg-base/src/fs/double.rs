//! Support for tests of the disk: temporary folders, and a hook that runs before each call that changes the disk.
//!
//! A test passes a closure to [`with_listener`], which is called before every such call of its thread. The closure can
//! change the disk, or return an error; then the call is skipped. If it returns an error for every call from some point
//! on, the disk stays as if the program had been killed there. Calls that the closure itself makes are not reported to
//! it.

use std::cell::RefCell;
use std::io;
use std::path::Path;

use tempfile::TempDir;

type Listener = Box<dyn FnMut(&'static str, &Path) -> io::Result<()>>;

thread_local! {
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// Creates a folder that is removed with the returned value. It is in memory if a gigabyte of memory is free: ext4 is
/// slow at creating files for some seconds after others were deleted, and tests do both all the time.
pub fn temporary_folder() -> io::Result<TempDir> {
    #[cfg(target_os = "linux")]
    if rustix::fs::statvfs("/dev/shm").is_ok_and(|memory| memory.f_bavail * memory.f_frsize >= 1 << 30)
        && let Ok(folder) = tempfile::tempdir_in("/dev/shm")
    {
        return Ok(folder);
    }
    tempfile::tempdir()
}

/// Runs a function, and calls `listener` before each of its calls that change the disk.
pub fn with_listener<T>(
    listener: impl FnMut(&'static str, &Path) -> io::Result<()> + 'static,
    run: impl FnOnce() -> T,
) -> T {
    LISTENER.set(Some(Box::new(listener)));
    let result = run();
    LISTENER.set(None);
    result
}

pub(super) fn before_change(call: &'static str, path: &Path) -> io::Result<()> {
    let Some(mut listener) = LISTENER.take() else { return Ok(()) };
    let result = listener(call, path);
    LISTENER.set(Some(listener));
    result
}
