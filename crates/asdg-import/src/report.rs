//! Report: what an import understood, how certain it is, what it corrected and what it took off, file by file.
//!
//! [`Report`] is data; [`Report::json`] and [`Report::markdown`] format it. On a terminal, the command prints a line
//! for each response.

use fluent_bundle::FluentArgs;
use serde::Serialize;

use super::document::{Aside, AsideKind, Where};
use super::extract::Format;
use super::identify::From;
use super::save::Saved;
use asdg_base::messages::Messages;
use asdg_base::problem::Severity;

/// What an import did.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// The files, in the order in which they were given.
    pub files: Vec<FileReport>,
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
    pub found: Found,
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
pub enum Found {
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

    /// The report for people.
    pub fn markdown(&self, messages: &Messages) -> String {
        let mut out = markdown_start(messages);
        let head = TABLE.map(|column| messages.plain(&format!("column-{column}")));
        out.push_str(&format!("\n| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len())));
        for row in self.rows(messages) {
            out.push_str(&format!("| {} |\n", row.map(|cell| plain(&cell)).join(" | ")));
        }
        for file in &self.files {
            file.markdown(messages, &mut out);
        }
        out
    }
}

/// The columns of the table of all files.
pub const TABLE: [&str; 3] = ["file", "outcome", "next"];

/// How a report for programs begins.
pub const JSON_START: &str = "{\n  \"files\": [";

/// How a report for people begins.
pub fn markdown_start(messages: &Messages) -> String {
    format!("# {}\n", messages.plain("report-title"))
}

/// Values of a message, by name.
fn args<'a>(values: &[(&'a str, String)]) -> FluentArgs<'a> {
    let mut args = FluentArgs::new();
    for (name, value) in values {
        match value.parse::<u32>() {
            Ok(number) => args.set(*name, number),
            Err(_) => args.set(*name, value.clone()),
        }
    }
    args
}

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

    fn row(&self, messages: &Messages) -> [String; 3] {
        let error = self.problems.iter().find(|problem| problem.error);
        let copy = self.problems.iter().any(|problem| problem.code == "import-copy");
        let saved: Vec<&ResponseReport> = self.responses.iter().filter(|response| response.saved.is_some()).collect();
        let state = match saved.iter().filter_map(|response| response.saved).min() {
            Some(_) if copy => "copy",
            Some(saved) => saved.id(),
            None if error.is_some() => "failed",
            None => "none",
        };
        let cities: Vec<&str> = saved.iter().map(|response| response.city_name.as_str()).collect();
        let paths: Vec<&str> = saved.iter().map(|response| response.path.as_str()).collect();
        let warnings = self.problems.iter().filter(|problem| !problem.error).count();
        let mut values =
            args(&[("state", state.to_owned()), ("cities", cities.join(", ")), ("paths", paths.join(", "))]);
        values.set("warnings", warnings);
        values.set("reason", error.map_or_else(|| "none".to_owned(), |error| error.title.clone()));
        values.set("dropped", self.dropped_counts(messages).unwrap_or_else(|| "none".to_owned()));
        [self.file.clone(), messages.text("row-outcome", &values), messages.text("row-next", &values)]
    }

    /// What was taken off and is told nowhere else: page numbers, running heads, signatures, and how many of each.
    pub fn dropped_counts(&self, messages: &Messages) -> Option<String> {
        let mut counts: Vec<(AsideKind, usize)> = Vec::new();
        for aside in self
            .dropped
            .iter()
            .filter(|aside| !aside.kind.is_understood() && !AsideKind::LEFT_OUT.contains(&aside.kind))
        {
            match counts.iter_mut().find(|(kind, _)| *kind == aside.kind) {
                Some((_, count)) => *count += 1,
                None => counts.push((aside.kind, 1)),
            }
        }
        let shown = |(kind, count): (AsideKind, usize)| {
            let name = messages.plain(&format!("dropped-{}", kind.id()));
            if count > 1 { format!("{name} × {count}") } else { name }
        };
        let shown: Vec<String> = counts.into_iter().map(shown).collect();
        (!shown.is_empty()).then(|| shown.join(", "))
    }

    fn markdown(&self, messages: &Messages, out: &mut String) {
        let line = |out: &mut String, text: String| {
            out.push_str(&text);
            out.push('\n');
        };
        line(out, format!("\n## {}\n", plain(&self.file)));
        if let Some(format) = self.format {
            let encoding = self.encoding.unwrap_or("none");
            let values = [("format", format.id().to_owned()), ("encoding", encoding.to_owned())];
            line(out, format!("{}\n", messages.text("report-format", &args(&values))));
        }
        for response in &self.responses {
            response.markdown(messages, out);
        }
        for problem in &self.problems {
            let level = if problem.error { "level-error" } else { "level-warning" };
            line(out, format!("- **{}**: {} — {}", messages.plain(level), plain(&problem.title), plain(&problem.help)));
        }
        self.repairs.markdown(messages, out);
        // The questions became the headings of the answers.
        let dropped = || self.dropped.iter().filter(|aside| aside.kind != AsideKind::Question);
        if dropped().next().is_some() {
            line(out, format!("\n{}\n", messages.plain("report-dropped")));
            for aside in dropped() {
                let kind = messages.plain(&format!("dropped-{}", aside.kind.id()));
                line(out, format!("- {} ({}): {}", kind, shown(aside.at, messages), plain(&aside.text)));
            }
        }
    }
}

impl ResponseReport {
    fn markdown(&self, messages: &Messages, out: &mut String) {
        let from = |from: From| {
            let sure = if from.is_sure() { "" } else { "?" };
            format!("{}{sure}", messages.plain(&format!("from-{}", from.id())))
        };
        let rows = [
            ("report-city", format!("{} ({})", self.city_name, from(self.city_from))),
            ("report-year", format!("{} ({})", self.year, from(self.year_from))),
            ("report-sector", format!("{} ({})", self.sector_name, from(self.sector_from))),
            ("report-file", format!("`{}`", self.path)),
        ];
        for (id, value) in rows {
            out.push_str(&format!("- {}: {value}\n", messages.plain(id)));
        }
        let saved = self.saved.map_or("none", Saved::id);
        out.push_str(&format!("- {}\n", messages.plain(&format!("saved-{saved}"))));
        if let Some(other) = &self.other_path {
            out.push_str(&format!("- {}: `{other}`\n", messages.plain("report-other")));
        }
        for (id, list) in [("report-topics", &self.topics), ("report-courses", &self.courses)] {
            if !list.is_empty() {
                out.push_str(&format!("- {}: {}\n", messages.plain(id), list.join(", ")));
            }
        }
        let columns = ["question", "found", "at", "paragraphs", "lists", "items", "tables", "passages"];
        let head = columns.map(|column| messages.plain(&format!("column-{column}")));
        out.push_str(&format!("\n| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len())));
        for answer in &self.answers {
            let unsure = if answer.sure || answer.found == Found::Missing { "" } else { " (?)" };
            let row = [
                plain(&answer.title),
                format!("{}{unsure}", messages.plain(&format!("found-{}", answer.found.id()))),
                answer.at.map_or(String::new(), |at| shown(at, messages)),
                answer.paragraphs.to_string(),
                answer.lists.to_string(),
                answer.items.to_string(),
                answer.tables.to_string(),
                answer.passages.to_string(),
            ];
            out.push_str(&format!("| {} |\n", row.join(" | ")));
        }
        out.push('\n');
    }
}

impl Repairs {
    fn markdown(&self, messages: &Messages, out: &mut String) {
        let Self { joined_lines, undone_hyphens, kept_hyphens, blanks, invisible, blanks_behind_hyphens, typed_items } =
            self;
        let counts = [
            ("repair-lines", *joined_lines),
            ("repair-blanks", *blanks),
            ("repair-invisible", *invisible),
            ("repair-hyphen-blanks", *blanks_behind_hyphens),
            ("repair-items", *typed_items),
        ];
        for (id, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            out.push_str(&format!("- {}\n", messages.text(id, &args(&[("count", count.to_string())]))));
        }
        for (id, words) in [("repair-undone", undone_hyphens), ("repair-kept", kept_hyphens)] {
            if !words.is_empty() {
                out.push_str(&format!("- {}: {}\n", messages.plain(id), plain(&words.join(", "))));
            }
        }
    }
}

/// A place in the words of the report.
pub fn shown(at: Where, messages: &Messages) -> String {
    match at {
        Where::Line(line) => messages.text("at-line", &args(&[("line", line.to_string())])),
        Where::Paragraph(paragraph) => messages.text("at-paragraph", &args(&[("paragraph", paragraph.to_string())])),
        Where::Page(page, line) => {
            messages.text("at-page", &args(&[("page", page.to_string()), ("line", line.to_string())]))
        }
    }
}

/// A text on one line of Markdown, in which no sign means anything.
fn plain(text: &str) -> String {
    asdg_base::markdown::escape::escape(&asdg_russian::squeezed(text)).replace('|', "\\|")
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
        })*
    };
}

ids! {
    Format { Docx => "docx", Odt => "odt", Pdf => "pdf", Text => "text", Markdown => "markdown", Mail => "mail" }
    Saved { New => "new", Unchanged => "unchanged", Beside => "beside", Replaced => "replaced", Dry => "dry" }
    Found { Answered => "answered", Empty => "empty", Missing => "missing" }
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
        Unread => "unread",
    }
}
