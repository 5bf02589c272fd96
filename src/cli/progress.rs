//! Shows progress on a terminal and, with `--verbose`, the time of each step.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use fluent_bundle::FluentArgs;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::Common;
use super::output::eprintln;
use crate::options::{Progress, Step};
use asdg_base::messages::Messages;

/// Displays the progress of a run.
pub(super) struct ProgressDisplay<'m> {
    messages: &'m Messages,
    bar: ProgressBar,
    verbose: bool,
    step: Mutex<Option<(Step, Instant)>>,
    labels: [String; 6],
}

impl<'m> ProgressDisplay<'m> {
    /// Creates a display. It is hidden with `--quiet`, or if standard error is not a terminal.
    pub(super) fn new(common: &Common, messages: &'m Messages) -> Self {
        let shown = std::io::stderr().is_terminal() && !common.quiet;
        let bar = ProgressBar::with_draw_target(
            None,
            if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() },
        );
        let labels = ["step-read", "step-check", "step-theme", "step-link", "step-render", "step-write"];
        Self {
            messages,
            bar,
            verbose: common.verbose,
            step: Mutex::new(None),
            labels: labels.map(|id| messages.plain(id)),
        }
    }

    /// Ends the last step and clears the display.
    pub(super) fn finish(&self) {
        self.end_step();
        self.bar.finish_and_clear();
    }

    fn end_step(&self) {
        let ended = self.step.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let (Some((step, start)), true) = (ended, self.verbose) {
            let mut values = FluentArgs::new();
            values.set("step", self.label(step).to_owned());
            values.set("milliseconds", start.elapsed().as_millis().to_string());
            self.bar.suspend(|| eprintln!("{}", self.messages.text("step-took", &values)));
        }
    }

    fn label(&self, step: Step) -> &str {
        let number = match step {
            Step::Read => 0,
            Step::Check => 1,
            Step::Theme => 2,
            Step::Link => 3,
            Step::Render(_) => 4,
            Step::Write => 5,
        };
        &self.labels[number]
    }
}

impl Progress for ProgressDisplay<'_> {
    fn step(&self, step: Step) {
        self.end_step();
        *self.step.lock().unwrap_or_else(PoisonError::into_inner) = Some((step, Instant::now()));
        let (template, length) = match step {
            Step::Render(pages) => ("{msg} [{bar:30}] {pos}/{len}", Some(pages as u64)),
            _ => ("{msg} {spinner}", None),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_length(length.unwrap_or(0));
        self.bar.set_position(0);
        self.bar.set_message(self.label(step).to_owned());
    }

    fn page(&self) {
        self.bar.inc(1);
    }

    fn done(&self) {
        self.end_step();
        self.bar.finish_and_clear();
    }

    fn as_written(&self, templates: &[String]) {
        if self.verbose && !templates.is_empty() {
            let mut values = FluentArgs::new();
            values.set("templates", templates.join(", "));
            self.bar.suspend(|| eprintln!("{}", self.messages.text("templates-as-written", &values)));
        }
    }
}
