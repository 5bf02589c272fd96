//! Report: what an import understood, how certain it is, what it corrected and what it took off, file by file.
//!
//! [`Report`] is data; [`Report::json`] and [`Report::markdown`] format it. On a terminal, the command prints a line
//! for each response.

mod markdown;

use serde::Serialize;

use super::document::{Aside, Where};
use super::extract::Format;
use super::identify::From;
use super::save::Saved;
use asdg_base::messages::Messages;
use asdg_base::problem::Severity;
pub use markdown::{markdown_start, shown};

/// What an import did.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// The files, in the order in which they were given.
    pub files: Vec<FileReport>,
    /// The years whose editions the import began beside others.
    #[serde(skip)]
    pub editions: Vec<String>,
}

/// What became of a file.
#[derive(Debug, Clone, Serialize)]
pub struct FileReport {
    /// The file.
    pub file: String,
    /// Its format, where it could be read.
    pub format: Option<Format>,
    /// The encoding of a plain text.
    pub encoding: Option<&'static str>,
    /// The responses in it.
    pub responses: Vec<ResponseReport>,
    /// What was mended.
    pub repairs: Repairs,
    /// What was taken off, in the order of the file.
    pub dropped: Vec<Aside>,
    /// What is wrong, or wants a look.
    pub problems: Vec<ProblemReport>,
}

/// A problem in the words of the report's language.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemReport {
    /// The name of its kind.
    pub code: &'static str,
    /// Whether it kept the file from being imported.
    pub error: bool,
    /// What is wrong.
    pub title: String,
    /// What to do.
    pub help: String,
}

/// What was mended in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Repairs {
    /// How many lines were joined with the one above.
    pub joined_lines: u32,
    /// The words that were divided at a line's end and are whole again.
    pub undone_hyphens: Vec<String>,
    /// The words whose own hyphen stood at a line's end.
    pub kept_hyphens: Vec<String>,
    /// How often several blanks became one.
    pub blanks: u32,
    /// How many invisible and control characters went.
    pub invisible: u32,
    /// How often a blank behind a hyphen went.
    pub blanks_behind_hyphens: u32,
    /// How many items with typed marks became items of lists.
    pub typed_items: u32,
}

/// What became of a response.
#[derive(Debug, Clone, Serialize)]
pub struct ResponseReport {
    /// The id of the city.
    pub city: String,
    /// The name of the city.
    pub city_name: String,
    /// Where the city was taken from.
    pub city_from: From,
    /// The year.
    pub year: u16,
    /// Where the year was taken from.
    pub year_from: From,
    /// The id of the sector.
    pub sector: String,
    /// The name of the sector.
    pub sector_name: String,
    /// Where the sector was taken from.
    pub sector_from: From,
    /// The department that answered.
    pub respondent: Option<String>,
    /// What became of the response; `None` when it was not written.
    pub saved: Option<Saved>,
    /// Its file, relative to the site's folder.
    pub path: String,
    /// The comparison with what was there, or what was kept of it.
    pub other_path: Option<String>,
    /// The answers, a row for each question.
    pub answers: Vec<AnswerReport>,
    /// The topics that were proposed.
    pub topics: Vec<String>,
    /// The courses that were proposed.
    pub courses: Vec<String>,
}

/// What became of an answer.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerReport {
    /// The id of the question.
    pub question: String,
    /// Its short name.
    pub title: String,
    /// Whether the question was found, and whether it was answered.
    pub found: AnswerFound,
    /// Where the question stands.
    pub at: Option<Where>,
    /// Whether nobody needs to look whether it is this question.
    pub sure: bool,
    /// How many lists of the first level there are.
    pub lists: u32,
    /// How many items they have, with those of lists in them.
    pub items: u32,
    /// How many tables.
    pub tables: u32,
    /// How many paragraphs.
    pub paragraphs: u32,
    /// How many passages have a heading.
    pub passages: u32,
}

/// Whether a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerFound {
    /// It was.
    Answered,
    /// The question stands there without an answer.
    Empty,
    /// The question is not there.
    Missing,
}

/// The counts of the last line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files that were looked at.
    pub files: usize,
    /// Files out of which nothing came.
    pub failed: usize,
    /// Responses that are new.
    pub new: usize,
    /// Responses that took the place of others.
    pub replaced: usize,
    /// Responses that lie beside others.
    pub beside: usize,
    /// Responses that were there already.
    pub unchanged: usize,
    /// Responses that would have been written.
    pub dry: usize,
}

impl Report {
    /// What all files came to.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals { files: self.files.len(), ..Totals::default() };
        for file in &self.files {
            totals.failed += usize::from(file.responses.iter().all(|response| response.saved.is_none()));
            for saved in file.responses.iter().filter_map(|response| response.saved) {
                match saved {
                    Saved::New => totals.new += 1,
                    Saved::Replaced => totals.replaced += 1,
                    Saved::Beside => totals.beside += 1,
                    Saved::Unchanged => totals.unchanged += 1,
                    Saved::Dry => totals.dry += 1,
                }
            }
        }
        totals
    }

    /// A row for each file: its name, what became of it, what is to be done.
    pub fn rows(&self, messages: &Messages) -> Vec<[String; 3]> {
        self.files.iter().map(|file| file.row(messages)).collect()
    }

    /// The report for programs.
    pub fn json(&self) -> String {
        // Nothing in it can fail to become JSON; if it did, an empty report would say so.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// The columns of the table of all files.
pub const TABLE: [&str; 3] = ["file", "outcome", "next"];

/// How a report for programs begins.
pub const JSON_START: &str = "{\n  \"files\": [";

impl FileReport {
    /// The report on a file of which nothing is known yet.
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
    /// A problem in a language.
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

/// The name of a variant as the reports and the messages have it.
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
    Saved { New => "new", Unchanged => "unchanged", Beside => "beside", Replaced => "replaced", Dry => "dry" }
    AnswerFound { Answered => "answered", Empty => "empty", Missing => "missing" }
    From {
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
    fn every_variant_has_a_text() {
        fn ids<T: Copy>(all: &[T], prefix: &str, id: impl Fn(T) -> &'static str) -> Vec<String> {
            all.iter().map(|&variant| format!("{prefix}-{}", id(variant))).collect()
        }
        // Formulas that could be written in a line are told of by a problem.
        let listed: Vec<AsideKind> =
            AsideKind::ALL.iter().copied().filter(|kind| *kind != AsideKind::FormulaInLine).collect();
        let texts = [
            ids(Saved::ALL, "saved", Saved::id),
            ids(AnswerFound::ALL, "found", AnswerFound::id),
            ids(From::ALL, "from", From::id),
            ids(&listed, "dropped", AsideKind::id),
        ];
        for messages in Language::ALL.map(Messages::new) {
            for id in texts.iter().flatten() {
                assert!(messages.find(id, &FluentArgs::new()).is_some(), "{id}");
            }
        }
        // Formats are words of one text. A format without one is shown by its id, which is never the Russian word.
        let named = |format: &str| {
            let mut args = FluentArgs::new();
            args.set("format", format.to_owned());
            args.set("encoding", "none");
            Messages::new(Language::Russian).text("report-format", &args)
        };
        for id in Format::ALL.iter().map(|format| format.id()) {
            assert_ne!(named(id), named("no-such-format").replace("no-such-format", id));
        }
    }
}
