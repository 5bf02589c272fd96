//! The command `import`: asks the person at the terminal, prints a line for each response, writes the report.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use fluent_bundle::FluentArgs;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::ImportArgs;
use super::problems::show_all;
use super::say::{eprintln, println};
use super::{FINE, MISUSE, PROBLEMS, ask, columns};
use asdg_base::fs;
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::{Kind, Problem, Severity};
use asdg_import::report::{self, AnswerFound, FileReport, Report, ResponseReport, Totals};
use asdg_import::{Ask, ImportResult, Progress, Unknown};

/// Runs the command and gives the exit code.
pub(super) fn run(args: ImportArgs, language: Option<Language>, messages: &Messages) -> u8 {
    let (options, common, report_file) = args.options();
    let watch = Watch::new(common.quiet);
    let start = Instant::now();
    let person = Person { messages };
    let ask: Option<&dyn Ask> = if ask::is_possible() { Some(&person) } else { None };
    let (known, mut problems) = crate::read_known(&options.site);
    let report = known.and_then(|known| {
        let ImportResult { problems: of_files, report } = asdg_import::import(&options, &known, language, ask, &watch);
        of_files.into_iter().for_each(|problem| problems.push(problem));
        report
    });
    let problems = problems.list().to_vec();
    watch.bar.finish_and_clear();
    if common.verbose {
        let read = watch.read_at.get().map_or_else(|| start.elapsed(), |at| at.duration_since(start));
        show_time("step-read", read, messages);
        show_time("step-save", start.elapsed().saturating_sub(read), messages);
    }
    show_all(&problems, &options.site, messages);
    let failed = problems.iter().any(|problem| problem.kind.severity() == Severity::Error);
    let environment = problems.iter().any(|problem| problem.kind.is_environment());
    let Some(report) = report else {
        return if environment { MISUSE } else { PROBLEMS };
    };
    if let Some(path) = report_file
        && let Err(kind) = write_report(&report, &path, messages)
    {
        show_all([&Problem { place: None, kind }], &options.site, messages);
        return MISUSE;
    }
    if !common.quiet {
        show_files(&report, messages);
        let all = report.totals();
        let mut args = totals(&all, problems.len());
        args.set("editions", if report.editions.is_empty() { "none".to_owned() } else { report.editions.join(", ") });
        println!("{}", messages.text("imported", &args));
        println!("{}", next(&report, &all, &options.site, messages));
    }
    match (environment, failed) {
        (true, _) => MISUSE,
        (false, true) => PROBLEMS,
        (false, false) => FINE,
    }
}

fn show_time(step: &str, time: Duration, messages: &Messages) {
    let mut args = FluentArgs::new();
    args.set("step", messages.plain(step));
    args.set("milliseconds", time.as_millis().to_string());
    eprintln!("{}", messages.text("step-took", &args));
}

/// A report is JSON if the name of its file says so, else Markdown.
fn write_report(report: &Report, path: &Path, messages: &Messages) -> Result<(), Kind> {
    let json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let text = if json { report.json() } else { report.markdown(messages) };
    // A mistyped path must not overwrite another file: only an older report, in either language, is replaced.
    let starts = Language::ALL.map(|language| report::markdown_start(&Messages::new(language)));
    let is_report = |old: &[u8]| {
        old.is_empty()
            || old.starts_with(report::JSON_START.as_bytes())
            || starts.iter().any(|start| old.starts_with(start.as_bytes()))
    };
    if fs::read(path).is_ok_and(|old| !is_report(&old)) {
        return Err(Kind::ImportReportTaken { path: path.display().to_string() });
    }
    let failed = |error: fs::Error| Kind::ImportNotSaved { path: path.display().to_string(), reason: error.reason() };
    fs::write_whole(path, text.as_bytes()).map_err(failed)
}

fn totals(totals: &Totals, problems: usize) -> FluentArgs<'static> {
    let Totals { files, failed, new, replaced, beside, unchanged, dry } = *totals;
    let mut args = FluentArgs::new();
    let counts = [
        ("files", files),
        ("failed", failed),
        ("new", new),
        ("replaced", replaced),
        ("beside", beside),
        ("unchanged", unchanged),
        ("dry", dry),
        ("problems", problems),
    ];
    for (name, count) in counts {
        args.set(name, count);
    }
    args
}

/// Shows a line for each response of a single file, or a table of several files.
fn show_files(report: &Report, messages: &Messages) {
    if let [file] = report.files.as_slice() {
        for response in &file.responses {
            println!("{}", messages.text("imported-response", &summary(file, response)));
        }
        if let Some(dropped) = file.dropped_counts(messages) {
            let mut args = FluentArgs::new();
            args.set("dropped", dropped);
            println!("{}", messages.text("imported-dropped", &args));
        }
        return;
    }
    let mut rows = vec![report::TABLE.map(|column| messages.plain(&format!("column-{column}")))];
    rows.extend(report.rows(messages));
    println!("{}\n", columns::aligned(&rows, ""));
}

/// The commands to run next.
fn next(report: &Report, totals: &Totals, site: &Path, messages: &Messages) -> String {
    let failed = report.files.iter().filter(|file| file.responses.iter().all(|response| response.saved.is_none()));
    let failed: Vec<String> = failed.map(|file| quoted(&file.file)).collect();
    let here = site.as_os_str().is_empty() || site == Path::new(".");
    let mut args = FluentArgs::new();
    args.set("site", if here { String::new() } else { format!(" --site {}", quoted(&site.display().to_string())) });
    args.set("written", totals.new + totals.replaced);
    args.set("beside", totals.beside);
    args.set("dry", totals.dry);
    args.set("failed", failed.len());
    args.set("files", failed.first().cloned().unwrap_or_default());
    messages.text("imported-next", &args)
}

/// An argument of a command line, in quotation marks if it contains spaces.
fn quoted(word: &str) -> String {
    if word.contains(' ') { format!("\"{word}\"") } else { word.to_owned() }
}

/// The values of the line about a response.
fn summary<'a>(file: &FileReport, response: &ResponseReport) -> FluentArgs<'a> {
    let count = |found: AnswerFound| response.answers.iter().filter(|answer| answer.found == found).count();
    let unsure = response.answers.iter().any(|answer| !answer.sure)
        || ![response.city_from, response.year_from, response.sector_from].iter().all(|from| from.is_sure());
    let mut args = FluentArgs::new();
    args.set("city", response.city_name.clone());
    args.set("year", response.year.to_string());
    args.set("sector", response.sector_name.clone());
    args.set("file", response.path.clone());
    args.set("source", file.file.clone());
    args.set("saved", response.saved.map_or("none", |saved| saved.id()));
    args.set("answered", count(AnswerFound::Answered));
    args.set("questions", response.answers.len());
    args.set("lists", response.answers.iter().map(|answer| answer.lists).sum::<u32>());
    args.set("items", response.answers.iter().map(|answer| answer.items).sum::<u32>());
    args.set("lines", file.repairs.joined_lines);
    args.set("sure", if unsure { "no" } else { "yes" });
    args
}

/// Progress on a terminal.
struct Watch {
    bar: ProgressBar,
    /// When the last file was read.
    read_at: OnceLock<Instant>,
}

impl Watch {
    fn new(quiet: bool) -> Self {
        let shown = std::io::stderr().is_terminal() && !quiet;
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("[{bar:30}] {pos}/{len}") {
            bar.set_style(style);
        }
        Self { bar, read_at: OnceLock::new() }
    }
}

impl Progress for Watch {
    fn found(&self, files: usize) {
        self.bar.set_length(files as u64);
    }

    fn read(&self) {
        self.bar.inc(1);
        if self.bar.length() == Some(self.bar.position()) {
            let _ = self.read_at.set(Instant::now());
            // Next come questions to the person at the terminal.
            self.bar.finish_and_clear();
        }
    }
}

/// The person at the terminal.
struct Person<'m> {
    messages: &'m Messages,
}

impl Ask for Person<'_> {
    fn ask(&self, file: &str, what: Unknown, choices: &[(String, String)], proposal: Option<&str>) -> Option<String> {
        let id = match what {
            Unknown::City => "ask-city",
            Unknown::Year => "ask-year",
            Unknown::Sector => "ask-sector",
            Unknown::Edition => "ask-edition",
        };
        let mut args = FluentArgs::new();
        args.set("file", file.to_owned());
        args.set("proposal", proposal.unwrap_or("none").to_owned());
        if what == Unknown::Edition {
            let years: Vec<&str> = choices.iter().map(|(year, _)| year.as_str()).collect();
            args.set("editions", years.join(", "));
        }
        eprintln!("{}", self.messages.text(id, &args));
        if what != Unknown::Edition {
            ask::show_choices(choices);
        }
        let again = || self.messages.plain("ask-again");
        ask::until_understood(|answer| match answer {
            "" => Ok(proposal.map(str::to_owned)),
            answer => understood(answer, what, choices).map(Some).ok_or_else(again),
        })
        .flatten()
    }
}

/// Parses an answer: a number of the list, an id, or the beginning of a name; `-` skips the file.
fn understood(answer: &str, what: Unknown, choices: &[(String, String)]) -> Option<String> {
    if answer == "-" {
        return Some(String::new());
    }
    if matches!(what, Unknown::Year | Unknown::Edition) {
        return answer.parse::<u16>().ok().filter(|year| (1990..=2100).contains(year)).map(|year| year.to_string());
    }
    ask::chosen(answer, choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_can_be_given_by_number_id_or_name() {
        let choices =
            [("omsk", "Омск"), ("tomsk", "Томск"), ("tobolsk", "Тобольск")].map(|(id, name)| (id.into(), name.into()));
        let found = |answer| understood(answer, Unknown::City, &choices);
        assert_eq!(found("2").as_deref(), Some("tomsk"));
        assert_eq!(found("омск").as_deref(), Some("omsk"));
        assert_eq!(found("Тоб").as_deref(), Some("tobolsk"));
        assert_eq!(found("То"), None);
        assert_eq!(found("9"), None);
        assert_eq!(understood("2024", Unknown::Year, &[]).as_deref(), Some("2024"));
        assert_eq!(understood("24", Unknown::Year, &[]), None);
    }
}
