//! Prints to standard output and standard error. The macros of the standard library and of anstream panic when the
//! output cannot be written: on a full disk, or when `head` closes the pipe.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write};

use fluent_bundle::FluentArgs;

use super::{MISUSE, language};
use asdg_base::fs;
use asdg_base::messages::Messages;

macro_rules! say {
    ($($words:tt)*) => { $crate::cli::say::out(format_args!($($words)*)) };
}

macro_rules! say_line {
    () => { $crate::cli::say::out(format_args!("\n")) };
    ($($words:tt)*) => { $crate::cli::say::out(format_args!("{}\n", format_args!($($words)*))) };
}

macro_rules! tell {
    ($($words:tt)*) => { $crate::cli::say::err(format_args!($($words)*)) };
}

macro_rules! tell_line {
    () => { $crate::cli::say::err(format_args!("\n")) };
    ($($words:tt)*) => { $crate::cli::say::err(format_args!("{}\n", format_args!($($words)*))) };
}

pub(super) use {say as print, say_line as println, tell as eprint, tell_line as eprintln};

/// Prints a result to standard output. If that fails, the program exits with an error: partial output is useless.
pub(super) fn out(words: Arguments<'_>) {
    let mut out = anstream::stdout().lock();
    if let Err(error) = out.write_fmt(words).and_then(|()| out.flush()) {
        drop(out);
        std::process::exit(i32::from(failed(&error)));
    }
}

/// Writes bytes as they are, and gives the exit code.
pub(super) fn bytes(bytes: &[u8]) -> u8 {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => super::FINE,
        Err(error) => failed(&error),
    }
}

/// Prints a message to standard error. If that fails, the exit code has to suffice.
pub(super) fn err(words: Arguments<'_>) {
    let mut err = anstream::stderr().lock();
    let _ = err.write_fmt(words).and_then(|()| err.flush());
}

fn failed(error: &std::io::Error) -> u8 {
    // A reader that closed the pipe wants no message.
    if error.kind() != ErrorKind::BrokenPipe {
        let words: Vec<_> = std::env::args_os().collect();
        let messages = Messages::new(language::asked_for(&words).unwrap_or_default());
        let mut values = FluentArgs::new();
        values.set("reason", fs::reason(error));
        tell_line!("{}: {}", messages.plain("level-error"), messages.text("not-said", &values));
    }
    MISUSE
}
