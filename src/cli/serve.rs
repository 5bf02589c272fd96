//! The command `serve`: shows the site while it is edited, and prints the changes.

use std::path::PathBuf;
use std::sync::Arc;

use fluent_bundle::FluentArgs;

use super::args::{Common, ServeArgs};
use super::content::report_usage_errors;
use super::output::{eprintln, println};
use super::problems::{counts, show_all};
use super::progress::ProgressDisplay;
use crate::serve::{self, RefreshResult, ServeObserver, ServeOptions};
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::Problem;

/// Runs the command until it is stopped from outside; returns an exit code if the site cannot be served.
pub(super) fn run(args: ServeArgs, language: Option<Language>) -> u8 {
    let ServeArgs { common, port, open, no_drafts } = args;
    let messages = Messages::new(language.unwrap_or_default());
    let progress = ProgressDisplay::new(&common, &messages);
    let Common { site, quiet, .. } = &common;
    let audience = Arc::new(Terminal { site: site.clone(), language, quiet: *quiet, opens_browser: open });
    let options = ServeOptions { site: site.clone(), drafts: !no_drafts, port, language };
    match serve::serve(options, &progress, audience) {
        Ok(()) => super::SUCCESS,
        Err(kind) => {
            progress.finish();
            report_usage_errors(vec![kind], &common, &messages)
        }
    }
}

/// Prints the events of the preview on the terminal.
struct Terminal {
    site: PathBuf,
    /// The requested language; `None` for that of the site.
    language: Option<Language>,
    quiet: bool,
    /// Whether to open the browser.
    opens_browser: bool,
}

impl Terminal {
    fn messages(&self, site: Option<Language>) -> Messages {
        Messages::new(self.language.or(site).unwrap_or_default())
    }
}

impl ServeObserver for Terminal {
    fn started(&self, url: &str, language: Option<Language>) {
        let mut values = FluentArgs::new();
        values.set("url", url.to_owned());
        // The address is printed even with `--quiet`.
        println!("{}", self.messages(language).text("serve-started", &values));
        if self.opens_browser {
            // If no browser opens, the address is on the terminal.
            let _ = open::that_detached(url);
        }
    }

    fn refreshed(&self, look: &RefreshResult<'_>) {
        let RefreshResult { problems, language, changes, is_first, is_shown, took } = look;
        let messages = self.messages(*language);
        let mut values = counts(problems);
        values.set("count", changes.responses.len());
        values.set("file", changes.responses.first().cloned().unwrap_or_default());
        let change = if changes.reference_data {
            "frame"
        } else if changes.theme {
            "look"
        } else {
            "responses"
        };
        values.set("change", change);
        values.set("milliseconds", took.as_millis().to_string());
        if !self.quiet && !is_first {
            println!("{}", messages.text("serve-changed", &values));
        }
        show_all(*problems, &self.site, &messages);
        if !is_shown {
            eprintln!("{}", messages.text(if *is_first { "serve-not-yet" } else { "serve-blocked" }, &values));
        } else if !self.quiet {
            println!("{}", messages.text(if *is_first { "serve-first" } else { "serve-ready" }, &values));
        }
    }

    fn failed(&self, problems: &[Problem], language: Option<Language>) {
        let messages = self.messages(language);
        show_all(problems, &self.site, &messages);
        eprintln!("{}", messages.plain("serve-page-failed"));
    }
}
