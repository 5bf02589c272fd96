//! A stand-in for what can happen between two calls that change the disk.
//!
//! A test gives a closure, which hears of every such call of its thread before it is made: it can do something to the disk, or answer with
//! an error, and then the call is not made. When it answers every call from one on with an error, the disk stays as it would if the program
//! had been killed there. What the closure itself calls is not told to it.

use std::cell::RefCell;
use std::io;
use std::path::Path;

type Listener = Box<dyn FnMut(&'static str, &Path) -> io::Result<()>>;

thread_local! {
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// Runs something while a closure hears of every call.
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
