//! What a command planned: shown with `--dry-run`, else written.

use std::path::Path;

use fluent_bundle::FluentArgs;

use super::args::Common;
use super::say::println;
use super::{FINE, content};
use crate::scaffold::{Change, Plan, PlannedFile};
use asdg_base::messages::Messages;

/// How a plan is carried out.
pub(super) struct Carry<'a> {
    pub(super) common: &'a Common,
    pub(super) messages: &'a Messages,
    pub(super) dry_run: bool,
    /// Whether the texts of new files are shown with `--dry-run`, and not only their names.
    pub(super) texts: bool,
}

impl Carry<'_> {
    /// Writes a plan, or shows it, and gives the exit code. `done` says what came of it.
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

/// A text stands at the left, between empty lines, so that it can be read as it will be.
fn show_lines(text: &str) {
    if !text.trim().is_empty() {
        println!("\n{}\n", text.trim_end());
    }
}
