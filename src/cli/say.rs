//! Words on the standard output and the standard error. What the standard library and anstream have for it ends the program with a panic
//! where nothing can be written: on a full disk, or when `head` has seen enough.

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

/// Writes what was asked for. Where that is impossible the program ends with the exit code for it: half of an answer is none.
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

/// Tells what is going on. Where nobody can be told, the exit code has to do.
pub(super) fn err(words: Arguments<'_>) {
    let mut err = anstream::stderr().lock();
    let _ = err.write_fmt(words).and_then(|()| err.flush());
}

fn failed(error: &std::io::Error) -> u8 {
    // A reader that has gone wants no message.
    if error.kind() != ErrorKind::BrokenPipe {
        let words: Vec<_> = std::env::args_os().collect();
        let messages = Messages::new(language::asked_for(&words).unwrap_or_default());
        let mut values = FluentArgs::new();
        values.set("reason", fs::reason(error));
        tell_line!("{}: {}", messages.plain("level-error"), messages.text("not-said", &values));
    }
    MISUSE
}
