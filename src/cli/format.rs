//! Prints the problems of `check` for programs: as one JSON document, or as annotations of a workflow on GitHub.
//!
//! `docs/check.md` describes both. The JSON format it describes is stable.

use std::path::Path;

use clap::ValueEnum;
use fluent_bundle::FluentArgs;
use serde::Serialize;

use super::SUCCESS;
use super::output::{eprintln, println};
use super::problems::{exit_code, show_all};
use crate::{Options, Outcome};
use asdg_base::fs;
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::{Place, Problem, Severity, Span};

/// The output format of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum OutputFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For a workflow on GitHub.
    Github,
}

/// GitHub shows at most this many annotations of a kind for one step of a workflow.
const ANNOTATIONS: usize = 10;

/// Prints the problems as JSON and returns the exit code.
pub(super) fn json(outcome: &Outcome, options: &Options, language: Option<Language>) -> u8 {
    let language = language.or(outcome.language).unwrap_or_default();
    let messages = Messages::new(language);
    let document = JsonReport::new(outcome, options, language, &messages);
    match serde_json::to_string_pretty(&document) {
        Ok(text) => println!("{text}"),
        // Texts and numbers can always be serialised. If it fails anyway, the exit code must not be 0.
        Err(error) => eprintln!("{error}"),
    }
    exit_code_of(outcome)
}

/// Prints the problems as the workflow commands that GitHub turns into annotations, and returns the exit code. The full
/// text goes to standard error, which is the workflow's log.
pub(super) fn github(outcome: &Outcome, options: &Options, language: Option<Language>) -> u8 {
    let messages = Messages::new(language.or(outcome.language).unwrap_or_default());
    show_all(&outcome.problems, &options.site, &messages);
    let site = site_in_repository(&options.site);
    for severity in [Severity::Error, Severity::Warning] {
        let of_severity = outcome.problems.iter().filter(|problem| problem.kind.severity() == severity);
        of_severity.take(ANNOTATIONS).for_each(|problem| println!("{}", annotation(problem, &site, &messages)));
    }
    if let Some(rest) = unannotated(outcome, &messages) {
        println!("::notice::{}", escape_message(&rest));
    }
    exit_code_of(outcome)
}

/// Returns the exit code of `check`.
fn exit_code_of(outcome: &Outcome) -> u8 {
    if outcome.summary.is_some() { SUCCESS } else { exit_code(&outcome.problems) }
}

fn count(outcome: &Outcome, severity: Severity) -> u64 {
    outcome.problems.iter().filter(|problem| problem.kind.severity() == severity).map(Problem::count).sum()
}

/// The JSON document.
#[derive(Serialize)]
struct JsonReport<'o> {
    /// The version of the format. It changes when an older program would misread the document.
    format: u8,
    language: &'static str,
    problems: Vec<ProblemDocument<'o>>,
    summary: SummaryDocument,
}

#[derive(Serialize)]
struct ProblemDocument<'o> {
    severity: &'static str,
    code: &'static str,
    message: String,
    help: String,
    file: Option<&'o str>,
    line: Option<u32>,
    column: Option<u32>,
    length: Option<u32>,
}

#[derive(Serialize)]
struct SummaryDocument {
    errors: u64,
    warnings: u64,
    strict: bool,
    fine: bool,
    responses: Option<usize>,
}

impl<'o> JsonReport<'o> {
    fn new(outcome: &'o Outcome, options: &Options, language: Language, messages: &Messages) -> Self {
        let Outcome { problems, language: _, summary } = outcome;
        let of_problem = |problem: &'o Problem| {
            let Problem { place, kind } = problem;
            let (message, help) = problem.title_and_help(messages);
            let span = place.as_ref().and_then(|place| place.span);
            ProblemDocument {
                severity: level(kind.severity()),
                code: kind.code(),
                message,
                help,
                file: place.as_ref().map(|place| place.path.as_str()),
                line: span.map(|span| span.line),
                column: span.map(|span| span.column),
                length: span.map(|span| span.length),
            }
        };
        JsonReport {
            format: 1,
            language: language.code(),
            problems: problems.iter().map(of_problem).collect(),
            summary: SummaryDocument {
                errors: count(outcome, Severity::Error),
                warnings: count(outcome, Severity::Warning),
                strict: options.strict,
                fine: summary.is_some(),
                responses: summary.map(|summary| summary.responses),
            },
        }
    }
}

/// Returns the name of a severity in both formats.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Returns the workflow command that makes an annotation of a problem.
fn annotation(problem: &Problem, site: &str, messages: &Messages) -> String {
    let (message, help) = problem.title_and_help(messages);
    let mut properties = Vec::new();
    if let Some(Place { path, span }) = &problem.place {
        let file = if site.is_empty() { path.clone() } else { format!("{site}/{path}") };
        properties.push(format!("file={}", escape_property(&file)));
        if let Some(Span { line, column, length }) = span {
            properties.push(format!("line={line},endLine={line},col={column},endColumn={}", column + length));
        }
    }
    properties.push(format!("title={}", escape_property(&message)));
    format!("::{} {}::{}", level(problem.kind.severity()), properties.join(","), escape_message(&help))
}

/// Escapes the message of a workflow command as GitHub's own toolkit does.
fn escape_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// Returns a message with the number of problems without an annotation; `None` if all problems have one.
fn unannotated(outcome: &Outcome, messages: &Messages) -> Option<String> {
    let rest = |severity| count(outcome, severity).saturating_sub(ANNOTATIONS as u64);
    let (errors, warnings) = (rest(Severity::Error), rest(Severity::Warning));
    let mut values = FluentArgs::new();
    values.set("errors", errors);
    values.set("warnings", warnings);
    (errors + warnings > 0).then(|| messages.text("annotations-rest", &values))
}

/// Returns the path from the root of the repository to the site, because GitHub needs paths from there; empty if they
/// are the same folder.
fn site_in_repository(site: &Path) -> String {
    let workspace = std::env::var_os("GITHUB_WORKSPACE").map(Into::into).or_else(|| std::env::current_dir().ok());
    let absolute = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (site, workspace) = (absolute(site), workspace.map(|path: std::path::PathBuf| absolute(&path)));
    let inside = workspace.as_deref().and_then(|workspace| site.strip_prefix(workspace).ok());
    // If the site is outside of the repository, the absolute path is at least useful for people.
    inside.map_or_else(|| site.display().to_string().replace('\\', "/"), fs::to_slash_path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use asdg_base::problem::Kind;

    #[test]
    fn annotations_are_escaped_for_github() {
        let messages = Messages::new(Language::English);
        let span = Span { line: 3, column: 5, length: 8 };
        let kind = Kind::UnknownTopic { id: "a,b:c 5%\nd".to_owned(), similar: None };
        let problem = Problem { place: Some(Place::at("content/100%, a.md", span)), kind };
        let line = annotation(&problem, "site", &messages);
        let head = "::error file=site/content/100%25%2C a.md,line=3,endLine=3,col=5,endColumn=13,title=";
        assert!(line.starts_with(head), "{line}");
        let title = line[head.len()..].split("::").next().unwrap();
        assert!(title.ends_with("a%2Cb%3Ac 5%25%0Ad”"), "{title}");
        assert!(!title.contains([',', ':', '\n']), "{title}");
    }

    #[test]
    fn an_annotation_of_a_problem_without_a_place_has_no_place() {
        let problem = Problem::from(Kind::ContentMissing);
        let line = annotation(&problem, "", &Messages::new(Language::English));
        assert!(line.starts_with("::error title=there is no folder content::make a folder"), "{line}");
    }
}
