//! Prints to standard output and standard error. The macros here replace those of the standard library and of anstream,
//! which panic when the output cannot be written: on a full disk, or when `head` closes the pipe.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write};

use fluent_bundle::FluentArgs;

use super::{MISUSE, language};
use asdg_base::fs;
use asdg_base::messages::Messages;

macro_rules! print_out {
    ($($words:tt)*) => { $crate::cli::output::out(format_args!($($words)*)) };
}

macro_rules! print_out_line {
    () => { $crate::cli::output::out(format_args!("\n")) };
    ($($words:tt)*) => { $crate::cli::output::out(format_args!("{}\n", format_args!($($words)*))) };
}

macro_rules! print_err {
    ($($words:tt)*) => { $crate::cli::output::err(format_args!($($words)*)) };
}

macro_rules! print_err_line {
    () => { $crate::cli::output::err(format_args!("\n")) };
    ($($words:tt)*) => { $crate::cli::output::err(format_args!("{}\n", format_args!($($words)*))) };
}

pub(super) use {print_err as eprint, print_err_line as eprintln, print_out as print, print_out_line as println};

/// Prints a result to standard output. If that fails, the program exits with an error, because partial output is
/// useless.
pub(super) fn out(words: Arguments<'_>) {
    let mut out = anstream::stdout().lock();
    if let Err(error) = out.write_fmt(words).and_then(|()| out.flush()) {
        drop(out);
        std::process::exit(i32::from(report_failure(&error)));
    }
}

/// Writes bytes to standard output as they are, and returns the exit code.
pub(super) fn write_bytes(bytes: &[u8]) -> u8 {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => super::SUCCESS,
        Err(error) => report_failure(&error),
    }
}

/// Prints a message to standard error. If that fails, the exit code has to suffice.
pub(super) fn err(words: Arguments<'_>) {
    let mut err = anstream::stderr().lock();
    let _ = err.write_fmt(words).and_then(|()| err.flush());
}

/// Reports that standard output could not be written, and returns the exit code.
fn report_failure(error: &std::io::Error) -> u8 {
    // If the reader closed the pipe, there is nobody to read a message.
    if error.kind() != ErrorKind::BrokenPipe {
        let words: Vec<_> = std::env::args_os().collect();
        let messages = Messages::new(language::requested(&words).unwrap_or_default());
        let mut values = FluentArgs::new();
        values.set("reason", fs::reason(error));
        print_err_line!("{}: {}", messages.plain("level-error"), messages.text("not-said", &values));
    }
    MISUSE
}
