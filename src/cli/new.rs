//! The commands `new …`: create an edition, frames for responses, or entries of registers.

use fluent_bundle::FluentArgs;

use super::args::{Common, New, NewArgs};
use super::output::eprintln;
use super::planned::PlanRunner;
use super::{MISUSE, SUCCESS, ask, content};
use crate::scaffold::edition::{self, NewEdition};
use crate::scaffold::entry::{self, Draft, EntryKind};
use crate::scaffold::response::{self, Frames, Request};
use crate::scaffold::{self, Change, DigestState};
use asdg_base::id::is_id;
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::{Kind, Problem};

/// Runs the command and returns the exit code.
pub(super) fn run(args: NewArgs, language: Option<Language>) -> u8 {
    let NewArgs { common, dry_run, what } = args;
    let site = match scaffold::site(&common.site) {
        Ok(site) => site,
        Err(problems) => {
            return content::report_problems(&problems, &common, &Messages::new(language.unwrap_or_default()));
        }
    };
    let messages = Messages::new(language.unwrap_or(site.language));
    let command = Command { common: &common, messages: &messages, dry_run, language: site.language };
    match command.run(what) {
        Ok(code) => code,
        Err(Stop::Problems(problems)) => content::report_problems(&problems, &common, &messages),
        Err(Stop::EndOfInput) => {
            eprintln!("{}", messages.plain("ask-cancelled"));
            MISUSE
        }
    }
}

/// The reason that a command ends early.
enum Stop {
    Problems(Vec<Problem>),
    /// The input ended before the answer to a question.
    EndOfInput,
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Stop::Problems(vec![problem])
    }
}

impl From<Vec<Problem>> for Stop {
    fn from(problems: Vec<Problem>) -> Self {
        Stop::Problems(problems)
    }
}

impl From<Kind> for Stop {
    fn from(kind: Kind) -> Self {
        Problem::from(kind).into()
    }
}

struct Command<'a> {
    common: &'a Common,
    messages: &'a Messages,
    dry_run: bool,
    /// The language of the digest.
    language: Language,
}

impl Command<'_> {
    fn run(&self, what: New) -> Result<u8, Stop> {
        match what {
            New::Edition { year } => self.edition(year),
            New::Response { cities, all_asked, year, sector } => {
                self.responses(Request { cities, all_asked, year, sector })
            }
            New::City { name, id, region, district, population, population_year } => {
                self.entry(EntryKind::City { region, district, population, population_year }, &name, id)
            }
            New::Topic { name, id } => self.entry(EntryKind::Topic, &name, id),
            New::Course { name, id, topics } => self.entry(EntryKind::Course { topics }, &name, id),
            New::Sector { word, name, in_question } => self.sector(word, name, in_question),
        }
    }

    fn plan_runner(&self, shows_contents: bool) -> PlanRunner<'_> {
        PlanRunner { common: self.common, messages: self.messages, dry_run: self.dry_run, shows_contents }
    }

    fn edition(&self, year: u16) -> Result<u8, Stop> {
        let state = DigestState::read(&self.common.site)?;
        let NewEdition { plan, follows, sectors, asked, with_year } =
            edition::edition(&self.common.site, &state, year)?;
        let mut args = FluentArgs::new();
        args.set("year", year.to_string());
        args.set("follows", follows.map_or_else(|| "none".to_owned(), |year| year.to_string()));
        args.set("sectors", sectors);
        args.set("asked", asked);
        let code =
            self.plan_runner(true).run(&plan, &self.common.site, || self.messages.text("new-edition-done", &args));
        if code == SUCCESS && !with_year.is_empty() {
            args.set("files", with_year.join(", "));
            eprintln!("{}", self.messages.text("new-edition-year", &args));
        }
        Ok(code)
    }

    fn responses(&self, mut request: Request) -> Result<u8, Stop> {
        let state = DigestState::read(&self.common.site)?;
        if let Some(choices) = response::sectors_to_choose_from(&state, &request)
            && ask::is_possible()
        {
            eprintln!("{}", self.messages.plain("new-ask-sector"));
            ask::show_choices(&choices);
            let ask_again = || self.messages.plain("ask-again");
            let sector = ask::read_answer(|answer| ask::find_choice(answer, &choices).ok_or_else(ask_again));
            request.sector = Some(sector.ok_or(Stop::EndOfInput)?);
        }
        let Frames { plan, year, sector, cities } = response::frames(&state, &request)?;
        let mut args = FluentArgs::new();
        args.set("year", year.to_string());
        args.set("sector", sector);
        args.set("count", cities.len());
        args.set("cities", cities.join(", "));
        args.set("files", plan.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>().join("\n    "));
        // The contents of several frames are not shown, because they differ only in a name.
        let shows_contents = plan.files.len() == 1;
        Ok(self
            .plan_runner(shows_contents)
            .run(&plan, &self.common.site, || self.messages.text("new-response-done", &args)))
    }

    fn sector(&self, word: String, name: Option<String>, in_question: Option<String>) -> Result<u8, Stop> {
        // A word that is not a valid id is a name, in place of the id.
        let (id, name) =
            match (is_id(&word), name) {
                (_, Some(name)) => (Some(word), name),
                (false, None) => (None, word),
                (true, None) if ask::is_possible() => {
                    let mut args = FluentArgs::new();
                    args.set("id", word.clone());
                    let question = self.messages.text("new-ask-name", &args);
                    let name = ask::ask(&question, |answer| {
                        if answer.is_empty() { Err(question.clone()) } else { Ok(answer.to_owned()) }
                    });
                    (Some(word), name.ok_or(Stop::EndOfInput)?)
                }
                (true, None) => return Err(Kind::NameNeeded { id: word }.into()),
            };
        let in_question = match in_question {
            Some(words) => words,
            None => self.in_question(&name)?,
        };
        self.entry(EntryKind::Sector { in_question: Some(in_question) }, &name, id)
    }

    /// Returns the form of a sector's name inside a question: formed by rules, and confirmed by the person at the
    /// terminal.
    fn in_question(&self, name: &str) -> Result<String, Stop> {
        let proposal = entry::in_question(name);
        if !ask::is_possible() {
            return proposal.ok_or_else(|| Kind::InQuestionNeeded { name: name.to_owned() }.into());
        }
        let mut args = FluentArgs::new();
        args.set("name", name.to_owned());
        args.set("proposal", proposal.clone().unwrap_or_else(|| "none".to_owned()));
        let question = self.messages.text("new-ask-in-question", &args);
        let answer = ask::ask(&question, |answer| match (answer, &proposal) {
            ("", Some(proposal)) => Ok(proposal.clone()),
            ("", None) => Err(question.clone()),
            (answer, _) => Ok(answer.to_owned()),
        });
        answer.ok_or(Stop::EndOfInput)
    }

    fn entry(&self, what: EntryKind, name: &str, id: Option<String>) -> Result<u8, Stop> {
        let kind = match what {
            EntryKind::City { .. } => "city",
            EntryKind::Topic => "topic",
            EntryKind::Course { .. } => "course",
            EntryKind::Sector { .. } => "sector",
        };
        let draft = Draft::new(&self.common.site, self.language, what, name)?;
        let id = match id {
            Some(id) => Some(id),
            None if ask::is_possible() => Some(self.ask_id(&draft)?),
            None => None,
        };
        // `--dry-run` writes nothing to the disk, not even a lock.
        let (draft, _lock) = if self.dry_run { (draft, None) } else { draft.again(&self.common.site)? };
        let plan = draft.plan(id.as_deref())?;
        let id = id.or_else(|| draft.proposal()).unwrap_or_default();
        let line = plan.files.first().map_or(1, |file| match file.change {
            Change::Extended { line, .. } => line,
            Change::New => 1,
        });
        let mut args = FluentArgs::new();
        args.set("kind", kind);
        args.set("id", id);
        args.set("name", draft.name.clone());
        args.set("file", format!("{}:{line}", draft.file()));
        Ok(self.plan_runner(true).run(&plan, &self.common.site, || self.messages.text("new-entry-done", &args)))
    }

    /// Asks to confirm the id, because the address of a page never changes.
    fn ask_id(&self, draft: &Draft) -> Result<String, Stop> {
        let proposal = draft.proposal();
        let mut args = FluentArgs::new();
        args.set("name", draft.name.clone());
        args.set("proposal", proposal.clone().unwrap_or_else(|| "none".to_owned()));
        let question = self.messages.text("new-ask-id", &args);
        let ask_again = |problem: &Problem| {
            let mut args = problem.kind.args();
            let title = self.messages.text(problem.kind.code(), &args);
            args.set("title", title);
            self.messages.text("new-again-id", &args)
        };
        let answer = ask::ask(&question, |answer| match (answer, &proposal) {
            ("", Some(proposal)) => Ok(proposal.clone()),
            ("", None) => Err(question.clone()),
            (answer, _) => match draft.check_id(answer) {
                Ok(()) => Ok(answer.to_owned()),
                Err(problem) => Err(ask_again(&problem)),
            },
        });
        answer.ok_or(Stop::EndOfInput)
    }
}
