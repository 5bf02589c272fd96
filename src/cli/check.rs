//! The command `check`: reports problems to people or programs, once or after every change of a file.

use super::args::CheckArgs;
use super::format::{self, OutputFormat};
use super::output::println;
use super::progress::ProgressDisplay;
use super::report;
use crate::{Options, Outcome};
use asdg_base::language::Language;
use asdg_base::messages::Messages;

/// Runs the command and returns the exit code.
pub(super) fn run(args: CheckArgs, language: Option<Language>, messages: &Messages) -> u8 {
    let CheckArgs { common, strictness, format, watch: is_watching } = &args;
    let progress = ProgressDisplay::new(common, messages);
    let options = common.options(strictness, None, None);
    let print = |outcome: &Outcome| print_outcome(&args, outcome, &options, language);
    if *is_watching {
        crate::watch_site(&options, &progress, |outcome| {
            print(&outcome);
            if *format == OutputFormat::Text && !common.quiet {
                let messages = Messages::new(language.or(outcome.language).unwrap_or_default());
                println!("{}\n", messages.plain("check-watching"));
            }
        })
    }
    let outcome = crate::check_site(&options, &progress);
    progress.finish();
    print(&outcome)
}

/// Prints the outcome in the requested format, and returns the exit code.
fn print_outcome(args: &CheckArgs, outcome: &Outcome, options: &Options, language: Option<Language>) -> u8 {
    match args.format {
        OutputFormat::Text => report(outcome, options, &args.common, language, "found", |messages, values| {
            messages.text("checked", values)
        }),
        OutputFormat::Json => format::json(outcome, options, language),
        OutputFormat::Github => format::github(outcome, options, language),
    }
}
