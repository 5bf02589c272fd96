//! The command line: parses the arguments, runs a command and returns its exit code.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this module prints the output of the program")]

mod args;
mod ask;
mod check;
mod columns;
mod content;
mod format;
mod help;
mod import;
mod init;
mod language;
mod manual;
mod new;
mod output;
mod planned;
mod problems;
mod progress;
mod publish;
mod search;
mod serve;
mod status;
mod suggest;
mod usage;

use std::ffi::OsString;
use std::time::Instant;

use fluent_bundle::FluentArgs;

use crate::{Options, Outcome, Summary};
use args::{Command, Common};
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use output::{eprintln, println};
use problems::{counts, exit_code, show_all};
use progress::ProgressDisplay;

/// The exit code on success.
const SUCCESS: u8 = 0;
/// The exit code when the content has problems.
const PROBLEMS: u8 = 1;
/// The exit code for wrong usage and for faults of the environment, such as a full disk.
const MISUSE: u8 = 2;

/// Runs a command line, including the program's name, and returns the exit code.
pub fn run(words: impl IntoIterator<Item = OsString>) -> u8 {
    let words: Vec<OsString> = words.into_iter().collect();
    let language = language::requested(&words);
    let messages = Messages::new(language.unwrap_or_default());
    let command = match help::parse(words, &messages) {
        Ok(command) => command,
        Err(error) => return usage::report(&error, &messages),
    };
    let start = Instant::now();
    match command {
        Command::Build(args) => {
            let progress = ProgressDisplay::new(&args.common, &messages);
            let options = args.common.options(&args.strictness, args.output, args.base_url);
            let outcome = crate::build(&options, &progress);
            progress.finish();
            report(&outcome, &options, &args.common, language, "failed", |messages, values| {
                values.set(
                    "seconds",
                    format!("{:.2}", start.elapsed().as_secs_f64())
                        .replace('.', messages.plain("decimal-mark").as_str()),
                );
                messages.text("built", values)
            })
        }
        Command::Check(args) => check::run(args, language, &messages),
        Command::Import(args) => import::run(args, language, &messages),
        Command::Serve(args) => serve::run(args, language),
        Command::Publish(args) => publish::run(args, language, &messages),
        Command::Status(args) => status::run(args, language),
        Command::Search(args) => search::run(args, language),
        Command::Suggest(args) => suggest::run(args, language),
        Command::Init(args) => init::run(args, language, &messages),
        Command::New(args) => new::run(args, language),
        Command::Completions(args) => manual::completions(args.shell, &messages),
        Command::Man => manual::man(&messages),
    }
}

/// Prints the problems and the last line: the message `failed` if the run failed, else the result of `last_line`.
/// Returns the exit code.
fn report(
    outcome: &Outcome,
    options: &Options,
    common: &Common,
    language: Option<Language>,
    failed: &str,
    last_line: impl FnOnce(&Messages, &mut FluentArgs<'_>) -> String,
) -> u8 {
    let Outcome { problems, language: site_language, summary } = outcome;
    let messages = Messages::new(language.or(*site_language).unwrap_or_default());
    show_all(problems, &options.site, &messages);
    let mut values = counts(problems);
    match summary {
        Some(Summary { responses, pages, written }) => {
            values.set("responses", *responses);
            values.set("pages", *pages);
            if let Some(written) = written {
                values.set("files", written.files);
                values.set("size", size(written.bytes, &messages));
                values.set("unchanged", written.unchanged);
                values.set("removed", written.removed);
            }
            if !common.quiet {
                println!("{}", last_line(&messages, &mut values));
            }
            SUCCESS
        }
        None => {
            values.set("strict", if options.strict { "yes" } else { "no" });
            eprintln!("{}", messages.text(failed, &values));
            exit_code(problems)
        }
    }
}

/// Formats a number of bytes in readable units.
fn size(bytes: u64, messages: &Messages) -> String {
    let (unit, divisor) = match bytes {
        0..1_000 => ("unit-bytes", 1.0),
        1_000..1_000_000 => ("unit-kilobytes", 1e3),
        1_000_000..1_000_000_000 => ("unit-megabytes", 1e6),
        _ => ("unit-gigabytes", 1e9),
    };
    let number = bytes as f64 / divisor;
    let digits = usize::from(divisor > 1.0 && number < 100.0);
    let number = format!("{number:.digits$}").replace('.', &messages.plain("decimal-mark"));
    format!("{number}\u{a0}{}", messages.plain(unit))
}
