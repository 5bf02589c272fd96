//! A test double that runs between two calls that change the disk.
//!
//! A test passes a closure, which is called before every such call of its thread. The closure can change the disk, or
//! return an error; then the call is skipped. If it returns an error for every call from some point on, the disk stays
//! as if the program had been killed there. Calls that the closure itself makes are not reported to it.

use std::cell::RefCell;
use std::io;
use std::path::Path;

type Listener = Box<dyn FnMut(&'static str, &Path) -> io::Result<()>>;

thread_local! {
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
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
