//! The command `init`: asks four questions, then creates a digest.

use std::path::Path;

use fluent_bundle::FluentArgs;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::InitArgs;
use super::output::eprintln;
use super::planned::PlanRunner;
use super::{MISUSE, ask};
use crate::scaffold::init::{self, NewDigest};
use asdg_base::fs;
use asdg_base::language::Language;
use asdg_base::messages::Messages;

/// Runs the command and returns the exit code.
pub(super) fn run(args: InitArgs, language: Option<Language>, messages: &Messages) -> u8 {
    let InitArgs { folder, common, title, publisher, year, language: digest_language, example, yes, dry_run } = args;
    let folder = folder.unwrap_or_else(|| common.site.clone());
    let runner = PlanRunner { common: &common, messages, dry_run, shows_contents: false };
    if example {
        let plan = init::example();
        return runner
            .run(&plan, &folder, || success_message("init-done-example", &folder, plan.files.len(), messages));
    }
    let digest_language = digest_language.and_then(|code| Language::from_locale(&code));
    let options = DigestOptions { title, publisher, year, language: digest_language };
    let default = language.unwrap_or_default();
    // Checks the folder first: nobody should answer four questions for a folder that cannot be used.
    let taken = init::digest(&options.with_defaults(default)).find_taken(&folder);
    if let Err(problem) = taken {
        return super::content::report_problems(&[problem], &common, messages);
    }
    let asks = !yes && ask::is_possible();
    let Some(digest) = (if asks { options.ask(default, messages) } else { Some(options.with_defaults(default)) })
    else {
        eprintln!("{}", messages.plain("ask-cancelled"));
        return MISUSE;
    };
    let plan = init::digest(&digest);
    runner.run(&plan, &folder, || success_message("init-done", &folder, plan.files.len(), messages))
}

/// The options that describe the digest.
struct DigestOptions {
    title: Option<String>,
    publisher: Option<String>,
    year: Option<u16>,
    language: Option<Language>,
}

impl DigestOptions {
    /// Returns the digest, with defaults for missing options.
    fn with_defaults(&self, language: Language) -> NewDigest {
        let language = self.language.unwrap_or(language);
        let messages = Messages::new(language);
        NewDigest {
            title: non_empty(&self.title).unwrap_or_else(|| messages.plain("init-default-title")),
            publisher: non_empty(&self.publisher).unwrap_or_else(|| messages.plain("init-default-publisher")),
            year: self.year.unwrap_or_else(default_year),
            language,
        }
    }

    /// Asks for missing options and returns the digest; `None` at the end of the input.
    fn ask(self, language: Language, messages: &Messages) -> Option<NewDigest> {
        eprintln!("{}", messages.plain("init-intro"));
        let language = match self.language {
            Some(language) => language,
            None => ask_language(language, messages)?,
        };
        let NewDigest { title, publisher, year, language } =
            DigestOptions { language: Some(language), ..self.copy() }.with_defaults(language);
        Some(NewDigest {
            title: if self.title.is_some() { title } else { ask_text("init-ask-title", title, messages)? },
            publisher: if self.publisher.is_some() {
                publisher
            } else {
                ask_text("init-ask-publisher", publisher, messages)?
            },
            year: if self.year.is_some() { year } else { ask_year(year, messages)? },
            language,
        })
    }

    fn copy(&self) -> Self {
        let DigestOptions { title, publisher, year, language } = self;
        Self { title: title.clone(), publisher: publisher.clone(), year: *year, language: *language }
    }
}

/// Returns the trimmed value of an option, unless it is empty.
fn non_empty(text: &Option<String>) -> Option<String> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn ask_text(id: &str, proposal: String, messages: &Messages) -> Option<String> {
    ask::ask(&question(id, &proposal, messages), |answer| match answer {
        "" => Ok(proposal.clone()),
        answer => Ok(answer.to_owned()),
    })
}

fn ask_year(proposal: u16, messages: &Messages) -> Option<u16> {
    ask::ask(&question("init-ask-year", &proposal.to_string(), messages), |answer| match answer {
        "" => Ok(proposal),
        answer => {
            let year = answer.parse().ok().filter(|year| (1990..=2100).contains(year));
            year.ok_or_else(|| messages.plain("init-again-year"))
        }
    })
}

fn ask_language(proposal: Language, messages: &Messages) -> Option<Language> {
    ask::ask(&question("init-ask-language", proposal.code(), messages), |answer| match answer {
        "" => Ok(proposal),
        answer => {
            let lower = answer.to_lowercase();
            let has_name = |language: &Language| {
                lower == language.code() || messages.plain(&format!("language-{}", language.code())) == lower
            };
            Language::ALL.into_iter().find(has_name).ok_or_else(|| messages.plain("init-again-language"))
        }
    })
}

fn question(id: &str, proposal: &str, messages: &Messages) -> String {
    let mut args = FluentArgs::new();
    args.set("proposal", proposal.to_owned());
    messages.text(id, &args)
}

/// Returns the year that cities currently report on. Answers are collected from autumn until some months into the next
/// year.
fn default_year() -> u16 {
    const AUTUMN: i8 = 9;
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let year = if today.month() >= AUTUMN { today.year() } else { today.year().saturating_sub(1) };
    u16::try_from(year).unwrap_or(2024).clamp(1990, 2100)
}

/// Returns the message with what was created, and what to do next.
fn success_message(id: &str, folder: &Path, files: usize, messages: &Messages) -> String {
    let absolute = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mut args = FluentArgs::new();
    args.set("folder", without_long_path_prefix(&absolute.display().to_string()).to_owned());
    args.set("files", files);
    // If this is not the current folder, the next commands must be typed there.
    let here = fs::canonicalize(Path::new(".")).is_ok_and(|here| here == absolute);
    args.set("here", if here { "yes" } else { "no" });
    messages.text(id, &args)
}

/// Removes the prefix that Windows uses for long paths, which its users do not know.
fn without_long_path_prefix(path: &str) -> &str {
    path.strip_prefix(r"\\?\").unwrap_or(path)
}
