//! Shows the plan of a command with `--dry-run`, else writes it.

use std::path::Path;

use fluent_bundle::FluentArgs;

use super::args::Common;
use super::say::println;
use super::{FINE, content};
use crate::scaffold::{Change, Plan, PlannedFile};
use asdg_base::messages::Messages;

/// How to carry out a plan.
pub(super) struct Carry<'a> {
    pub(super) common: &'a Common,
    pub(super) messages: &'a Messages,
    pub(super) dry_run: bool,
    /// Whether `--dry-run` shows the contents of new files, and not only their names.
    pub(super) texts: bool,
}

impl Carry<'_> {
    /// Writes a plan, or shows it, and returns the exit code. `done` prints the result.
    pub(super) fn out(&self, plan: &Plan, folder: &Path, done: impl FnOnce() -> String) -> u8 {
        let Carry { common, messages, dry_run, .. } = self;
        let result = if *dry_run { plan.find_taken(folder) } else { plan.write(folder) };
        if let Err(problem) = result {
            return content::problems(&[problem], common, messages);
        }
        if common.quiet {
            return FINE;
        }
        if *dry_run && !plan.files.is_empty() {
            self.show(plan);
        } else {
            println!("{}", done());
        }
        FINE
    }

    fn show(&self, plan: &Plan) {
        println!("{}", self.messages.plain("planned"));
        for PlannedFile { path, bytes, change } in &plan.files {
            let mut args = FluentArgs::new();
            args.set("file", path.clone());
            match change {
                Change::New => {
                    println!("  {}", self.messages.text("planned-new", &args));
                    if self.texts {
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
