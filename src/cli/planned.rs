//! Executes the plan of a command: writes its files, or shows them with `--dry-run`.

use std::path::Path;

use fluent_bundle::FluentArgs;

use super::args::Common;
use super::output::println;
use super::{SUCCESS, content};
use crate::scaffold::{Change, Plan, PlannedFile};
use asdg_base::messages::Messages;

/// Executes plans.
pub(super) struct PlanRunner<'a> {
    pub(super) common: &'a Common,
    pub(super) messages: &'a Messages,
    pub(super) dry_run: bool,
    /// Whether `--dry-run` shows the contents of new files, and not only their names.
    pub(super) shows_contents: bool,
}

impl PlanRunner<'_> {
    /// Writes a plan, or shows it, and returns the exit code. `success_message` returns the message to print after
    /// writing.
    pub(super) fn run(&self, plan: &Plan, folder: &Path, success_message: impl FnOnce() -> String) -> u8 {
        let PlanRunner { common, messages, dry_run, .. } = self;
        let result = if *dry_run { plan.find_taken(folder) } else { plan.write(folder) };
        if let Err(problem) = result {
            return content::report_problems(&[problem], common, messages);
        }
        if common.quiet {
            return SUCCESS;
        }
        if *dry_run && !plan.files.is_empty() {
            self.show(plan);
        } else {
            println!("{}", success_message());
        }
        SUCCESS
    }

    /// Shows the files of a plan.
    fn show(&self, plan: &Plan) {
        println!("{}", self.messages.plain("planned"));
        for PlannedFile { path, bytes, change } in &plan.files {
            let mut args = FluentArgs::new();
            args.set("file", path.clone());
            match change {
                Change::New => {
                    println!("  {}", self.messages.text("planned-new", &args));
                    if self.shows_contents {
                        show_lines(&String::from_utf8_lossy(bytes));
                    }
                }
                Change::Extended { old: _, line, added } => {
                    args.set("line", line.to_string());
                    println!("  {}", self.messages.text("planned-added", &args));
                    show_lines(added);
                }
            }
        }
    }
}

/// Prints a text unindented, between empty lines, exactly as it will be written.
fn show_lines(text: &str) {
    if !text.trim().is_empty() {
        println!("\n{}\n", text.trim_end());
    }
}
