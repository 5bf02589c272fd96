//! The command `publish`: prints the steps, the pushed changes and the address of the site.

use std::io::IsTerminal;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Instant;

use fluent_bundle::FluentArgs;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{Common, PublishArgs};
use super::output::{eprintln, println};
use super::problems::{counts, exit_code, show_all};
use super::progress::ProgressDisplay;
use super::{MISUSE, SUCCESS, size};
use crate::publish::{
    self, Change, ChangeKind, PublishOptions, PublishReport, PublishResult, PushOutcome, Step, readable_address,
};
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::Problem;

/// The largest number of changed files that are listed without `--verbose`.
const LISTED: usize = 20;

/// The number of characters of a commit id that are shown.
const SHORT_ID: usize = 7;

/// Runs the command and returns the exit code.
pub(super) fn run(args: PublishArgs, language: Option<Language>, messages: &Messages) -> u8 {
    let (options, common) = args.options(std::io::stdin().is_terminal());
    let progress = PublishDisplay::new(&common, messages);
    let PublishResult { built, problems, language: site_language, report } = publish::publish(&options, &progress);
    progress.finish();
    let messages = Messages::new(language.or(site_language).unwrap_or_default());
    let content_problems = built.map(|built| built.problems).unwrap_or_default();
    show_all(content_problems.iter().chain(&problems), &options.site, &messages);
    match report {
        Some(report) if common.quiet => drop(report),
        Some(report) => print_report(&report, &options, &common, &messages),
        None => {
            eprintln!("{}", failure_message(&content_problems, &messages));
            let environment = exit_code(&problems) == MISUSE;
            return if environment { MISUSE } else { exit_code(&content_problems) };
        }
    }
    SUCCESS
}

/// Returns the last line of a failed run.
fn failure_message(content_problems: &[Problem], messages: &Messages) -> String {
    if content_problems.is_empty() {
        return messages.plain("publish-not-sent");
    }
    let values = counts(content_problems);
    messages.text("publish-failed", &values)
}

/// Prints the result of a publication.
fn print_report(report: &PublishReport, options: &PublishOptions, common: &Common, messages: &Messages) {
    let mut values = FluentArgs::new();
    values.set("branch", options.branch.clone());
    values.set("remote", report.remote.clone());
    values.set("responses", report.summary.responses);
    values.set("pages", report.summary.pages);
    values.set("size", size(report.bytes, messages));
    let mut count = |changes: &[Change]| {
        for (name, kind) in [("new", ChangeKind::Added), ("other", ChangeKind::Modified), ("gone", ChangeKind::Deleted)]
        {
            values.set(name, changes.iter().filter(|change| change.kind == kind).count());
        }
    };
    match &report.outcome {
        PushOutcome::UpToDate => println!("{}", messages.text("publish-nothing", &values)),
        PushOutcome::DryRun(changes) => {
            count(changes);
            print_changes(changes, common.verbose, messages);
            println!("{}", messages.text("publish-would", &values));
            return;
        }
        PushOutcome::Pushed(commit, changes) => {
            count(changes);
            values.set("commit", commit.get(..SHORT_ID).unwrap_or(commit).to_owned());
            if common.verbose {
                print_changes(changes, true, messages);
            }
            println!("{}", messages.text("published", &values));
        }
    }
    if let Some(address) = &report.address {
        values.set("address", readable_address(address));
        println!("{}", messages.text("publish-address", &values));
    }
    if let Some(github) = report.github.as_ref().filter(|_| report.first) {
        values.set("settings", github.settings());
        println!("{}", messages.text("publish-settings", &values));
    }
}

/// Prints changed files.
fn print_changes(changes: &[Change], all: bool, messages: &Messages) {
    let listed = if all { changes.len() } else { LISTED.min(changes.len()) };
    for Change { kind, path } in &changes[..listed] {
        let sign = match kind {
            ChangeKind::Added => '+',
            ChangeKind::Modified => '*',
            ChangeKind::Deleted => '-',
        };
        println!("  {sign} {path}");
    }
    if listed < changes.len() {
        let mut values = FluentArgs::new();
        values.set("count", changes.len() - listed);
        println!("  {}", messages.text("publish-more", &values));
    }
}

/// Displays the progress of a publication. While git communicates with a remote, nothing is drawn on the line, because
/// git may ask for a password there.
struct PublishDisplay<'m> {
    common: &'m Common,
    messages: &'m Messages,
    shown: bool,
    /// The progress of the build.
    build: OnceLock<ProgressDisplay<'m>>,
    /// The bar of a transfer.
    bar: Mutex<Option<ProgressBar>>,
    step: Mutex<Option<(&'static str, Instant)>>,
}

impl<'m> PublishDisplay<'m> {
    fn new(common: &'m Common, messages: &'m Messages) -> Self {
        let shown = std::io::stderr().is_terminal() && !common.quiet;
        Self { common, messages, shown, build: OnceLock::new(), bar: Mutex::default(), step: Mutex::default() }
    }

    /// Ends the current step.
    fn finish(&self) {
        if let Some(build) = self.build.get() {
            build.finish();
        }
        if let Some(bar) = self.bar.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
        let ended = self.step.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let (Some((label, start)), true) = (ended, self.common.verbose) {
            let mut values = FluentArgs::new();
            values.set("step", self.messages.plain(label));
            values.set("milliseconds", start.elapsed().as_millis().to_string());
            eprintln!("{}", self.messages.text("step-took", &values));
        }
    }
}

impl crate::Progress for PublishDisplay<'_> {
    fn step(&self, step: crate::Step) {
        let build = self.build.get_or_init(|| {
            self.finish();
            ProgressDisplay::new(self.common, self.messages)
        });
        build.step(step);
    }

    fn page(&self) {
        if let Some(build) = self.build.get() {
            build.page();
        }
    }
}

impl publish::PublishProgress for PublishDisplay<'_> {
    fn publish_step(&self, step: Step) {
        self.finish();
        let (label, message) = match step {
            Step::Connect(remote) => ("step-connect", Some(("publish-step-connect", remote))),
            Step::Commit => ("step-commit", None),
            Step::Upload(remote) => ("step-upload", Some(("publish-step-upload", remote))),
        };
        *self.step.lock().unwrap_or_else(PoisonError::into_inner) = Some((label, Instant::now()));
        if let (Some((id, remote)), true) = (message, self.shown) {
            let mut values = FluentArgs::new();
            values.set("remote", remote);
            eprintln!("{}", self.messages.text(id, &values));
        }
    }

    fn transferred(&self, percent: u8) {
        if !self.shown {
            return;
        }
        let mut bar = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        let bar = bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(100), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("[{bar:30}] {pos} %") {
                bar.set_style(style);
            }
            bar
        });
        bar.set_position(u64::from(percent));
    }
}
