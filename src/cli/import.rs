//! The command `import`: asks the person at the terminal, prints a line for each response, and writes the report.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use fluent_bundle::FluentArgs;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::ImportArgs;
use super::output::{eprintln, println};
use super::problems::show_all;
use super::{MISUSE, PROBLEMS, SUCCESS, ask, columns};
use asdg_base::fs;
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::{Kind, Problem, Severity};
use asdg_import::report::{self, AnswerFound, FileReport, Report, ResponseReport, Totals};
use asdg_import::{Ask, ImportResult, Progress, Unknown};

/// Runs the command and returns the exit code.
pub(super) fn run(args: ImportArgs, language: Option<Language>, messages: &Messages) -> u8 {
    let (options, common, report_file) = args.options();
    let progress = ImportProgress::new(common.quiet);
    let start = Instant::now();
    let terminal = Terminal { messages };
    let ask: Option<&dyn Ask> = if ask::is_possible() { Some(&terminal) } else { None };
    let (known, mut problems) = crate::read_known(&options.site);
    let report = known.and_then(|known| {
        let ImportResult { problems: import_problems, report } =
            asdg_import::import(&options, &known, language, ask, &progress);
        import_problems.into_iter().for_each(|problem| problems.push(problem));
        report
    });
    let problems = problems.list().to_vec();
    progress.bar.finish_and_clear();
    if common.verbose {
        let read = progress.read_at.get().map_or_else(|| start.elapsed(), |at| at.duration_since(start));
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
        show_all([&Problem::from(kind)], &options.site, messages);
        return MISUSE;
    }
    if !common.quiet {
        show_files(&report, messages);
        let all = report.totals();
        let mut args = totals_args(&all, problems.len());
        args.set("editions", if report.editions.is_empty() { "none".to_owned() } else { report.editions.join(", ") });
        println!("{}", messages.text("imported", &args));
        println!("{}", next_steps(&report, &all, &options.site, messages));
    }
    match (environment, failed) {
        (true, _) => MISUSE,
        (false, true) => PROBLEMS,
        (false, false) => SUCCESS,
    }
}

fn show_time(step: &str, time: Duration, messages: &Messages) {
    let mut args = FluentArgs::new();
    args.set("step", messages.plain(step));
    args.set("milliseconds", time.as_millis().to_string());
    eprintln!("{}", messages.text("step-took", &args));
}

/// Writes the report: as JSON if the name of its file ends so, else as Markdown.
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
    fs::write_atomic(path, text.as_bytes()).map_err(failed)
}

/// Returns the totals as values for a message.
fn totals_args(totals: &Totals, problems: usize) -> FluentArgs<'static> {
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
            println!("{}", messages.text("imported-response", &response_args(file, response)));
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
    println!("{}\n", columns::align(&rows, ""));
}

/// Returns the message with the commands to run next.
fn next_steps(report: &Report, totals: &Totals, site: &Path, messages: &Messages) -> String {
    let failed = report.files.iter().filter(|file| file.responses.iter().all(|response| response.saved.is_none()));
    let failed: Vec<String> = failed.map(|file| quoted(&file.file)).collect();
    let is_current = site.as_os_str().is_empty() || site == Path::new(".");
    let mut args = FluentArgs::new();
    args.set(
        "site",
        if is_current { String::new() } else { format!(" --site {}", quoted(&site.display().to_string())) },
    );
    args.set("written", totals.new + totals.replaced);
    args.set("beside", totals.beside);
    args.set("dry", totals.dry);
    args.set("failed", failed.len());
    args.set("files", failed.first().cloned().unwrap_or_default());
    messages.text("imported-next", &args)
}

/// Quotes an argument of a command line if it contains spaces.
fn quoted(word: &str) -> String {
    if word.contains(' ') { format!("\"{word}\"") } else { word.to_owned() }
}

/// Returns the values of the line about a response.
fn response_args<'a>(file: &FileReport, response: &ResponseReport) -> FluentArgs<'a> {
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

/// Shows the progress on a terminal.
struct ImportProgress {
    bar: ProgressBar,
    /// The time when the last file was read.
    read_at: OnceLock<Instant>,
}

impl ImportProgress {
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

impl Progress for ImportProgress {
    fn found(&self, files: usize) {
        self.bar.set_length(files as u64);
    }

    fn read(&self) {
        self.bar.inc(1);
        if self.bar.length() == Some(self.bar.position()) {
            let _ = self.read_at.set(Instant::now());
            // The bar must not disturb the questions that follow.
            self.bar.finish_and_clear();
        }
    }
}

/// Asks the person at the terminal.
struct Terminal<'m> {
    messages: &'m Messages,
}

impl Ask for Terminal<'_> {
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
        let ask_again = || self.messages.plain("ask-again");
        ask::read_answer(|answer| match answer {
            "" => Ok(proposal.map(str::to_owned)),
            answer => parse_answer(answer, what, choices).map(Some).ok_or_else(ask_again),
        })
        .flatten()
    }
}

/// Parses an answer: a number of the list, an id, or the beginning of a name; `-` skips the file.
fn parse_answer(answer: &str, what: Unknown, choices: &[(String, String)]) -> Option<String> {
    if answer == "-" {
        return Some(String::new());
    }
    if matches!(what, Unknown::Year | Unknown::Edition) {
        return answer.parse::<u16>().ok().filter(|year| (1990..=2100).contains(year)).map(|year| year.to_string());
    }
    ask::find_choice(answer, choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_can_be_given_by_number_id_or_name() {
        let choices =
            [("omsk", "Омск"), ("tomsk", "Томск"), ("tobolsk", "Тобольск")].map(|(id, name)| (id.into(), name.into()));
        let id_of = |answer| parse_answer(answer, Unknown::City, &choices);
        assert_eq!(id_of("2").as_deref(), Some("tomsk"));
        assert_eq!(id_of("омск").as_deref(), Some("omsk"));
        assert_eq!(id_of("Тоб").as_deref(), Some("tobolsk"));
        assert_eq!(id_of("То"), None);
        assert_eq!(id_of("9"), None);
        assert_eq!(parse_answer("2024", Unknown::Year, &[]).as_deref(), Some("2024"));
        assert_eq!(parse_answer("24", Unknown::Year, &[]), None);
    }
}
