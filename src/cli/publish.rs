//! The command `publish`: shows the steps, what was pushed and the address of the site.

use std::io::IsTerminal;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Instant;

use fluent_bundle::FluentArgs;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{Common, PublishArgs};
use super::problems::{counts, exit_code, show_all};
use super::progress::Watch;
use super::say::{eprintln, println};
use super::{FINE, MISUSE, size};
use crate::publish::{self, Change, Changed, Done, PublishOptions, PublishReport, PublishResult, Step, shown};
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::Problem;

/// How many of the changed files are listed, unless all are asked for.
const LISTED: usize = 20;

/// How many characters of a commit id are shown.
const SHORT: usize = 7;

/// Runs the command and gives the exit code.
pub(super) fn run(args: PublishArgs, language: Option<Language>, messages: &Messages) -> u8 {
    let (options, common) = args.options(std::io::stdin().is_terminal());
    let talk = Talk::new(&common, messages);
    let PublishResult { built, problems, language: site_language, report } = publish::publish(&options, &talk);
    talk.finish();
    let messages = Messages::new(language.or(site_language).unwrap_or_default());
    let of_content = built.map(|built| built.problems).unwrap_or_default();
    show_all(of_content.iter().chain(&problems), &options.site, &messages);
    match report {
        Some(report) if common.quiet => drop(report),
        Some(report) => tell(&report, &options, &common, &messages),
        None => {
            eprintln!("{}", failed(&of_content, &messages));
            let environment = exit_code(&problems) == MISUSE;
            return if environment { MISUSE } else { exit_code(&of_content) };
        }
    }
    FINE
}

fn failed(of_content: &[Problem], messages: &Messages) -> String {
    if of_content.is_empty() {
        return messages.plain("publish-not-sent");
    }
    let values = counts(of_content);
    messages.text("publish-failed", &values)
}

fn tell(report: &PublishReport, options: &PublishOptions, common: &Common, messages: &Messages) {
    let mut values = FluentArgs::new();
    values.set("branch", options.branch.clone());
    values.set("remote", report.remote.clone());
    values.set("responses", report.summary.responses);
    values.set("pages", report.summary.pages);
    values.set("size", size(report.bytes, messages));
    let mut count = |changes: &[Change]| {
        for (name, changed) in [("new", Changed::New), ("other", Changed::Other), ("gone", Changed::Gone)] {
            values.set(name, changes.iter().filter(|change| change.changed == changed).count());
        }
    };
    match &report.done {
        Done::Nothing => println!("{}", messages.text("publish-nothing", &values)),
        Done::Would(changes) => {
            count(changes);
            list(changes, common.verbose, messages);
            println!("{}", messages.text("publish-would", &values));
            return;
        }
        Done::Pushed(commit, changes) => {
            count(changes);
            values.set("commit", commit.get(..SHORT).unwrap_or(commit).to_owned());
            if common.verbose {
                list(changes, true, messages);
            }
            println!("{}", messages.text("published", &values));
        }
    }
    if let Some(address) = &report.address {
        values.set("address", shown(address));
        println!("{}", messages.text("publish-address", &values));
    }
    if let Some(github) = report.github.as_ref().filter(|_| report.first) {
        values.set("settings", github.settings());
        println!("{}", messages.text("publish-settings", &values));
    }
}

fn list(changes: &[Change], all: bool, messages: &Messages) {
    let listed = if all { changes.len() } else { LISTED.min(changes.len()) };
    for Change { changed, path } in &changes[..listed] {
        let sign = match changed {
            Changed::New => '+',
            Changed::Other => '*',
            Changed::Gone => '-',
        };
        println!("  {sign} {path}");
    }
    if listed < changes.len() {
        let mut values = FluentArgs::new();
        values.set("count", changes.len() - listed);
        println!("  {}", messages.text("publish-more", &values));
    }
}

/// Shows the progress. While git talks to a remote, nothing is drawn on the line, because git may ask for a password
/// there.
struct Talk<'m> {
    common: &'m Common,
    messages: &'m Messages,
    shown: bool,
    /// Watches the build.
    watch: OnceLock<Watch<'m>>,
    /// The bar of a transfer.
    bar: Mutex<Option<ProgressBar>>,
    step: Mutex<Option<(&'static str, Instant)>>,
}

impl<'m> Talk<'m> {
    fn new(common: &'m Common, messages: &'m Messages) -> Self {
        let shown = std::io::stderr().is_terminal() && !common.quiet;
        Self { common, messages, shown, watch: OnceLock::new(), bar: Mutex::default(), step: Mutex::default() }
    }

    /// Ends the current step.
    fn finish(&self) {
        if let Some(watch) = self.watch.get() {
            watch.finish();
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

impl crate::Progress for Talk<'_> {
    fn step(&self, step: crate::Step) {
        let watch = self.watch.get_or_init(|| {
            self.finish();
            Watch::new(self.common, self.messages)
        });
        watch.step(step);
    }

    fn page(&self) {
        if let Some(watch) = self.watch.get() {
            watch.page();
        }
    }
}

impl publish::PublishProgress for Talk<'_> {
    fn publish_step(&self, step: Step) {
        self.finish();
        let (label, said) = match step {
            Step::Connect(remote) => ("step-connect", Some(("publish-step-connect", remote))),
            Step::Commit => ("step-commit", None),
            Step::Upload(remote) => ("step-upload", Some(("publish-step-upload", remote))),
        };
        *self.step.lock().unwrap_or_else(PoisonError::into_inner) = Some((label, Instant::now()));
        if let (Some((id, remote)), true) = (said, self.shown) {
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
