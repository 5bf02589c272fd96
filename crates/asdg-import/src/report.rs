//! Report: what an import recognised, how certain it is, what it corrected and what it removed, file by file.
//!
//! [`Report`] is data; [`Report::json`] and [`Report::markdown`] format it. On a terminal, the command prints a line
//! for each response.

mod markdown;

use serde::Serialize;

use super::document::{Aside, SourceLocation};
use super::extract::Format;
use super::identify::ValueSource;
use super::save::SaveOutcome;
use asdg_base::messages::Messages;
use asdg_base::problem::Severity;
pub use markdown::markdown_start;

/// The report of an import.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// The files, in the order of the command line.
    pub files: Vec<FileReport>,
    /// The years of new editions that the import started.
    #[serde(skip)]
    pub editions: Vec<String>,
}

/// The report of a file.
#[derive(Debug, Clone, Serialize)]
pub struct FileReport {
    /// The path of the file.
    pub file: String,
    /// Its format, if it could be read.
    pub format: Option<Format>,
    /// The encoding of a plain text.
    pub encoding: Option<&'static str>,
    /// The responses in it.
    pub responses: Vec<ResponseReport>,
    /// The corrections.
    pub repairs: Repairs,
    /// The texts that were removed, in the order of the file.
    pub dropped: Vec<Aside>,
    /// The errors and warnings.
    pub problems: Vec<ProblemReport>,
}

/// A problem in the words of the report's language.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemReport {
    /// The code of its kind.
    pub code: &'static str,
    /// Whether it is an error: then the file, or a response in it, was not imported.
    pub error: bool,
    /// What is wrong.
    pub title: String,
    /// What to do.
    pub help: String,
}

/// The corrections in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Repairs {
    /// The number of lines joined with the one above.
    pub joined_lines: u32,
    /// The words that were divided at the end of a line and were joined.
    pub undone_hyphens: Vec<String>,
    /// The words with a hyphen in their spelling that was at the end of a line.
    pub kept_hyphens: Vec<String>,
    /// How often several spaces became one.
    pub blanks: u32,
    /// The number of removed invisible and control characters.
    pub invisible: u32,
    /// The number of removed spaces after hyphens.
    pub blanks_behind_hyphens: u32,
    /// The number of paragraphs with typed marks that became items of lists.
    pub typed_items: u32,
}

/// The report of a response.
#[derive(Debug, Clone, Serialize)]
pub struct ResponseReport {
    /// The id of the city.
    pub city: String,
    /// The name of the city.
    pub city_name: String,
    /// The source of the city.
    pub city_from: ValueSource,
    /// The year.
    pub year: u16,
    /// The source of the year.
    pub year_from: ValueSource,
    /// The id of the sector.
    pub sector: String,
    /// The name of the sector.
    pub sector_name: String,
    /// The source of the sector.
    pub sector_from: ValueSource,
    /// The department that answered.
    pub respondent: Option<String>,
    /// How the response was saved; `None` if it was not.
    pub saved: Option<SaveOutcome>,
    /// Its file, relative to the site's folder.
    pub path: String,
    /// The comparison with the existing response, or the backup of the replaced one.
    pub other_path: Option<String>,
    /// The answers, one for each question.
    pub answers: Vec<AnswerReport>,
    /// The proposed topics.
    pub topics: Vec<String>,
    /// The proposed courses.
    pub courses: Vec<String>,
}

/// The report of an answer.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerReport {
    /// The id of the question.
    pub question: String,
    /// Its short name.
    pub title: String,
    /// Whether the question was found, and whether it was answered.
    pub found: AnswerFound,
    /// The place of the question in the source.
    pub at: Option<SourceLocation>,
    /// Whether the question was recognised with certainty, so that the editor need not check it.
    pub sure: bool,
    /// The number of lists of the first level.
    pub lists: u32,
    /// The number of their items, including those of nested lists.
    pub items: u32,
    /// The number of tables.
    pub tables: u32,
    /// The number of paragraphs outside lists and tables.
    pub paragraphs: u32,
    /// The number of passages with a heading.
    pub passages: u32,
}

/// Whether a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerFound {
    /// The question was found and answered.
    Answered,
    /// The question was found, but has no answer.
    Empty,
    /// The question was not found.
    Missing,
}

/// The counts for the summary line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// All files.
    pub files: usize,
    /// Files from which no response was imported.
    pub failed: usize,
    /// New responses.
    pub new: usize,
    /// Responses that replaced existing ones.
    pub replaced: usize,
    /// Responses saved next to existing ones.
    pub beside: usize,
    /// Responses that exist already with the same text.
    pub unchanged: usize,
    /// Responses that were not written because of a dry run.
    pub dry: usize,
}

impl Report {
    /// Counts the results of all files.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals { files: self.files.len(), ..Totals::default() };
        for file in &self.files {
            totals.failed += usize::from(file.responses.iter().all(|response| response.saved.is_none()));
            for saved in file.responses.iter().filter_map(|response| response.saved) {
                match saved {
                    SaveOutcome::New => totals.new += 1,
                    SaveOutcome::Replaced => totals.replaced += 1,
                    SaveOutcome::Beside => totals.beside += 1,
                    SaveOutcome::Unchanged => totals.unchanged += 1,
                    SaveOutcome::Dry => totals.dry += 1,
                }
            }
        }
        totals
    }

    /// Returns a row for each file: its path, the outcome, the next step. The columns are [`TABLE`].
    pub fn rows(&self, messages: &Messages) -> Vec<[String; 3]> {
        self.files.iter().map(|file| file.row(messages)).collect()
    }

    /// Formats the report as JSON, for programs.
    pub fn json(&self) -> String {
        // No value in a report can fail to serialise; if one did, the report would be empty.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// The columns of the table of all files.
pub const TABLE: [&str; 3] = ["file", "outcome", "next"];

/// The beginning of a report in JSON, to recognise an older report.
pub const JSON_START: &str = "{\n  \"files\": [";

impl FileReport {
    /// A report with only the path of the file.
    pub(super) fn empty(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            format: None,
            encoding: None,
            responses: Vec::new(),
            repairs: Repairs::default(),
            dropped: Vec::new(),
            problems: Vec::new(),
        }
    }
}

impl ProblemReport {
    /// Formats a problem in the language of the messages.
    pub(super) fn new(kind: &asdg_base::problem::Kind, messages: &Messages) -> Self {
        let code = kind.code();
        Self {
            code,
            error: kind.severity() == Severity::Error,
            title: messages.text(code, &kind.args()),
            help: messages.text(&format!("{code}.help"), &kind.args()),
        }
    }
}

/// Defines `id()`: the name of a variant in reports and messages.
macro_rules! ids {
    ($($type:ty { $($variant:ident => $id:literal),* $(,)? })*) => {
        $(impl $type {
            /// The name of the variant in reports and messages.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// All variants.
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$variant),*];
        })*
    };
}

ids! {
    Format { Docx => "docx", Odt => "odt", Pdf => "pdf", Text => "text", Markdown => "markdown", Mail => "mail" }
    SaveOutcome { New => "new", Unchanged => "unchanged", Beside => "beside", Replaced => "replaced", Dry => "dry" }
    AnswerFound { Answered => "answered", Empty => "empty", Missing => "missing" }
    ValueSource {
        Option => "option",
        Person => "person",
        Heading => "heading",
        Questions => "questions",
        Preamble => "preamble",
        FileName => "file-name",
        Folder => "folder",
        Above => "above",
        Answers => "answers",
        OnlyOne => "only-one",
    }
    super::document::AsideKind {
        Comment => "comment",
        Deletion => "deletion",
        RunningHead => "running-head",
        PageNumber => "page-number",
        Question => "question",
        Title => "title",
        TableHead => "table-head",
        Signature => "signature",
        Contents => "contents",
        Placeholder => "placeholder",
        Mail => "mail",
        FormulaInLine => "formula-in-line",
        Formula => "formula",
        Chart => "chart",
        Diagram => "diagram",
        Object => "object",
        Part => "part",
        Picture => "picture",
        Page => "page",
        Field => "field",
        Earlier => "earlier",
        Font => "font",
        Outside => "outside",
        Unread => "unread",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::AsideKind;
    use asdg_base::language::Language;
    use fluent_bundle::FluentArgs;

    #[test]
    fn every_variant_has_a_message() {
        fn ids<T: Copy>(all: &[T], prefix: &str, id: impl Fn(T) -> &'static str) -> Vec<String> {
            all.iter().map(|&variant| format!("{prefix}-{}", id(variant))).collect()
        }
        // Formulas written as text are reported by a problem of their own.
        let listed: Vec<AsideKind> =
            AsideKind::ALL.iter().copied().filter(|kind| *kind != AsideKind::FormulaInLine).collect();
        let texts = [
            ids(SaveOutcome::ALL, "saved", SaveOutcome::id),
            ids(AnswerFound::ALL, "found", AnswerFound::id),
            ids(ValueSource::ALL, "from", ValueSource::id),
            ids(&listed, "dropped", AsideKind::id),
        ];
        for messages in Language::ALL.map(Messages::new) {
            for id in texts.iter().flatten() {
                assert!(messages.find(id, &FluentArgs::new()).is_some(), "{id}");
            }
        }
        // Formats are variants of one message. A format without one is shown by its id, which is never the Russian
        // word.
        let report_format = |format: &str| {
            let mut args = FluentArgs::new();
            args.set("format", format.to_owned());
            args.set("encoding", "none");
            Messages::new(Language::Russian).text("report-format", &args)
        };
        for id in Format::ALL.iter().map(|format| format.id()) {
            assert_ne!(report_format(id), report_format("no-such-format").replace("no-such-format", id));
        }
    }
}
