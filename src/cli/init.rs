//! The command `init`: asks four questions, then makes a new digest.

use std::path::Path;

use fluent_bundle::FluentArgs;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::InitArgs;
use super::planned::Carry;
use super::say::eprintln;
use super::{MISUSE, ask};
use crate::scaffold::init::{self, NewDigest};
use asdg_base::fs;
use asdg_base::language::Language;
use asdg_base::messages::Messages;

/// Runs the command and gives the exit code.
pub(super) fn run(args: InitArgs, language: Option<Language>, messages: &Messages) -> u8 {
    let InitArgs { folder, common, title, publisher, year, language: wanted, example, yes, dry_run } = args;
    let folder = folder.unwrap_or_else(|| common.site.clone());
    let carry = Carry { common: &common, messages, dry_run, texts: false };
    if example {
        let plan = init::example();
        return carry.out(&plan, &folder, || report("init-done-example", &folder, plan.files.len(), messages));
    }
    let wanted = wanted.and_then(|code| Language::from_locale(&code));
    let given = Given { title, publisher, year, language: wanted };
    let default = language.unwrap_or_default();
    // Nobody should answer four questions for a folder that cannot be used.
    let taken = init::digest(&given.or_default(default)).find_taken(&folder);
    if let Err(problem) = taken {
        return super::content::problems(&[problem], &common, messages);
    }
    let asks = !yes && ask::is_possible();
    let Some(digest) = (if asks { given.ask(default, messages) } else { Some(given.or_default(default)) }) else {
        eprintln!("{}", messages.plain("ask-cancelled"));
        return MISUSE;
    };
    let plan = init::digest(&digest);
    carry.out(&plan, &folder, || report("init-done", &folder, plan.files.len(), messages))
}

/// What the options say.
struct Given {
    title: Option<String>,
    publisher: Option<String>,
    year: Option<u16>,
    language: Option<Language>,
}

impl Given {
    /// The digest, with defaults for missing options.
    fn or_default(&self, language: Language) -> NewDigest {
        let language = self.language.unwrap_or(language);
        let words = Messages::new(language);
        NewDigest {
            title: said(&self.title).unwrap_or_else(|| words.plain("init-default-title")),
            publisher: said(&self.publisher).unwrap_or_else(|| words.plain("init-default-publisher")),
            year: self.year.unwrap_or_else(usual_year),
            language,
        }
    }

    /// The digest, with answers to questions about missing options; `None` if the input ended.
    fn ask(self, language: Language, messages: &Messages) -> Option<NewDigest> {
        eprintln!("{}", messages.plain("init-intro"));
        let language = match self.language {
            Some(language) => language,
            None => ask_language(language, messages)?,
        };
        let NewDigest { title, publisher, year, language } =
            Given { language: Some(language), ..self.copy() }.or_default(language);
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
        let Given { title, publisher, year, language } = self;
        Self { title: title.clone(), publisher: publisher.clone(), year: *year, language: *language }
    }
}

/// The value of an option, unless it is empty.
fn said(text: &Option<String>) -> Option<String> {
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
            let named = |language: &Language| {
                lower == language.code() || messages.plain(&format!("language-{}", language.code())) == lower
            };
            Language::ALL.into_iter().find(named).ok_or_else(|| messages.plain("init-again-language"))
        }
    })
}

fn question(id: &str, proposal: &str, messages: &Messages) -> String {
    let mut args = FluentArgs::new();
    args.set("proposal", proposal.to_owned());
    messages.text(id, &args)
}

/// The year that cities currently report on: answers are collected from autumn until some months into the next year.
fn usual_year() -> u16 {
    const AUTUMN: i8 = 9;
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let year = if today.month() >= AUTUMN { today.year() } else { today.year().saturating_sub(1) };
    u16::try_from(year).unwrap_or(2024).clamp(1990, 2100)
}

/// Prints what was created, and what to do next.
fn report(id: &str, folder: &Path, files: usize, messages: &Messages) -> String {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mut args = FluentArgs::new();
    args.set("folder", shown(&whole.display().to_string()).to_owned());
    args.set("files", files);
    // If the folder is another one, the next commands must be typed there.
    let here = fs::canonicalize(Path::new(".")).is_ok_and(|here| here == whole);
    args.set("here", if here { "yes" } else { "no" });
    messages.text(id, &args)
}

/// An absolute path as Windows users know it, without the prefix of long paths.
fn shown(path: &str) -> &str {
    path.strip_prefix(r"\\?\").unwrap_or(path)
}
