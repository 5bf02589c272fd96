//! Formats the report of an import as Markdown, for people.

use fluent_bundle::FluentArgs;

use super::{AnswerFound, FileReport, Repairs, Report, ResponseReport, TABLE};
use crate::document::{AsideKind, SourceLocation};
use crate::identify::ValueSource;
use crate::save::SaveOutcome;
use asdg_base::messages::Messages;

impl Report {
    /// Formats the report as Markdown.
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

/// The beginning of a report in Markdown, also to recognise an older report.
pub fn markdown_start(messages: &Messages) -> String {
    format!("# {}\n", messages.plain("report-title"))
}

impl FileReport {
    /// Returns the row of the file in the table of all files.
    pub(super) fn row(&self, messages: &Messages) -> [String; 3] {
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
        let reason = || error.map_or_else(|| "none".to_owned(), |error| error.title.clone());
        values.set("reason", reason());
        values.set("partly", if saved.is_empty() { "none".to_owned() } else { reason() });
        values.set("code", error.map_or("none", |error| error.code));
        values.set("dropped", self.dropped_counts(messages).unwrap_or_else(|| "none".to_owned()));
        [self.file.clone(), messages.text("row-outcome", &values), messages.text("row-next", &values)]
    }

    /// Lists the removed texts that are reported nowhere else, with their counts: page numbers, headers, signatures.
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
        let format = |(kind, count): (AsideKind, usize)| {
            let name = messages.plain(&format!("dropped-{}", kind.id()));
            if count > 1 { format!("{name} × {count}") } else { name }
        };
        let counts: Vec<String> = counts.into_iter().map(format).collect();
        (!counts.is_empty()).then(|| counts.join(", "))
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
                line(out, format!("- {} ({}): {}", kind, place_text(aside.at, messages), plain(&aside.text)));
            }
        }
    }
}

impl ResponseReport {
    fn markdown(&self, messages: &Messages, out: &mut String) {
        let source_text = |source: ValueSource| {
            let mark = if source.is_sure() { "" } else { "?" };
            format!("{}{mark}", messages.plain(&format!("from-{}", source.id())))
        };
        let rows = [
            ("report-city", format!("{} ({})", self.city_name, source_text(self.city_from))),
            ("report-year", format!("{} ({})", self.year, source_text(self.year_from))),
            ("report-sector", format!("{} ({})", self.sector_name, source_text(self.sector_from))),
            ("report-file", format!("`{}`", self.path)),
        ];
        for (id, value) in rows {
            out.push_str(&format!("- {}: {value}\n", messages.plain(id)));
        }
        let saved = self.saved.map_or("none", SaveOutcome::id);
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
            let unsure = if answer.sure || answer.found == AnswerFound::Missing { "" } else { " (?)" };
            let row = [
                plain(&answer.title),
                format!("{}{unsure}", messages.plain(&format!("found-{}", answer.found.id()))),
                answer.at.map_or(String::new(), |at| place_text(at, messages)),
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

/// Formats a place in the source for the report.
fn place_text(at: SourceLocation, messages: &Messages) -> String {
    match at {
        SourceLocation::Line(line) => messages.text("at-line", &args(&[("line", line.to_string())])),
        SourceLocation::Paragraph(paragraph) => {
            messages.text("at-paragraph", &args(&[("paragraph", paragraph.to_string())]))
        }
        SourceLocation::Page(page, line) => {
            messages.text("at-page", &args(&[("page", page.to_string()), ("line", line.to_string())]))
        }
    }
}

/// Escapes a text as one line of Markdown without formats.
fn plain(text: &str) -> String {
    asdg_base::markdown::escape::escape(&asdg_russian::collapse_spaces(text)).replace('|', "\\|")
}

/// Builds the arguments of a message; numbers are passed as numbers.
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
