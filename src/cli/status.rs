//! The command `status`: lists the cities to remind, and writes a table of the state of all answers.

use std::path::Path;

use fluent_bundle::FluentArgs;

use super::args::StatusArgs;
use super::content::{self, LoadedContent};
use super::output::println;
use super::{SUCCESS, columns};
use crate::link::{Index, RareWords};
use crate::model::{AnswerState, Digest, Entry};
use crate::select::select;
use crate::status::{self, CityStatus, SectorStatus, Status};
use asdg_base::fs;
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::Kind;
use asdg_import::inbox::{self, Inbox};

/// Runs the command and returns the exit code.
pub(super) fn run(args: StatusArgs, language: Option<Language>) -> u8 {
    let StatusArgs { common, wanted, drafts, table } = args;
    let LoadedContent { digest, language, messages } = match content::load(&common, language) {
        Ok(content) => content,
        Err(code) => return code,
    };
    let rare_words = RareWords::default();
    let index = Index::new(&digest, &rare_words);
    let selection = match select(&digest, &wanted.in_city(None)) {
        Ok(selection) => selection,
        Err(kinds) => {
            // The inbox can be shown before there is an edition.
            if !common.quiet {
                show_inbox(&digest, &common.site, language, &messages);
            }
            return content::report_usage_errors(kinds, &common, &messages);
        }
    };
    let status = Status::new(&index, selection);
    if let Some(path) = table
        && let Err(kind) = write_table(&status, &path, language, &messages)
    {
        return content::report_usage_errors(vec![kind], &common, &messages);
    }
    if !common.quiet {
        StatusReport { status: &status, digest: &digest, language, messages: &messages, drafts }.show();
        show_inbox(&digest, &common.site, language, &messages);
    }
    SUCCESS
}

/// Writes the table. A mistyped path must not overwrite another file: only an older table, in either language, is
/// replaced.
fn write_table(status: &Status<'_>, path: &Path, language: Language, messages: &Messages) -> Result<(), Kind> {
    let shown = path.display().to_string();
    let starts = Language::ALL.map(|language| status::table_start(&Messages::new(language)));
    let is_table = |old: &[u8]| old.is_empty() || starts.iter().any(|start| old.starts_with(start.as_bytes()));
    if fs::read(path).is_ok_and(|old| !is_table(&old)) {
        return Err(Kind::TableTaken { path: shown });
    }
    let failed = |error: fs::Error| Kind::TableNotSaved { path: shown, reason: error.reason() };
    fs::write_atomic(path, &status.table(language, messages)).map_err(failed)
}

/// Prints the state of the inbox, if there is one.
fn show_inbox(digest: &Digest, site: &Path, language: Language, messages: &Messages) {
    let sources =
        digest.responses.iter().filter_map(|response| response.source.as_deref()).map(str::to_owned).collect();
    let (Some(known), _) = crate::read_known(site) else { return };
    let Some(Inbox { imported, waiting, beside, copies, failed }) = inbox::look(site, &known, &sources, language)
    else {
        return;
    };
    let lists = [("waiting", waiting), ("beside", beside), ("copies", copies)];
    let mut args = FluentArgs::new();
    args.set("imported", imported);
    args.set("failed", failed.len());
    lists.iter().for_each(|(list, files)| args.set(*list, files.len()));
    println!("\n{}", messages.text("status-inbox", &args));
    for (list, files) in lists.iter().filter(|(_, files)| !files.is_empty()) {
        println!("  {}\n    {}", messages.plain(&format!("status-inbox-{list}")), files.join(", "));
    }
    if !failed.is_empty() {
        let rows: Vec<[String; 2]> = failed.into_iter().map(|(file, reason)| [file, reason]).collect();
        println!("  {}\n{}", messages.plain("status-inbox-failed"), columns::align(&rows, "    "));
    }
}

/// Prints the status.
struct StatusReport<'a> {
    status: &'a Status<'a>,
    digest: &'a Digest,
    language: Language,
    messages: &'a Messages,
    /// Whether drafts count like other responses.
    drafts: bool,
}

/// The counts of a sector.
#[derive(Default)]
struct Totals {
    responses: usize,
    expected: usize,
    drafts: usize,
    missing: usize,
    nothing: usize,
}

impl StatusReport<'_> {
    fn show(&self) {
        let mut all = Totals::default();
        let mut rows = vec![
            ["status-column-sector", "status-responses", "status-drafts", "status-missing", "status-nothing"]
                .map(|id| self.messages.plain(id)),
        ];
        for sector in &self.status.sectors {
            let totals = self.totals(sector);
            rows.push([
                self.sector_name(sector).to_owned(),
                self.count_of(totals.responses, totals.expected),
                totals.drafts.to_string(),
                totals.missing.to_string(),
                totals.nothing.to_string(),
            ]);
            all.responses += totals.responses;
            all.expected += totals.expected;
            all.drafts += totals.drafts;
            all.missing += totals.missing;
            all.nothing += totals.nothing;
        }
        let mut args = FluentArgs::new();
        args.set("year", self.status.year.to_string());
        println!("{}\n", self.messages.text("status-title", &args));
        println!("{}", columns::align(&rows, ""));
        for sector in &self.status.sectors {
            self.show_sector(sector);
        }
        if !self.status.knows_asked {
            println!("\n{}", self.messages.text("status-asked-unknown", &args));
        }
        println!("\n{}", self.messages.text("status-all", &self.totals_args(&all)));
    }

    /// Prints what is missing in a sector, if anything is.
    fn show_sector(&self, sector: &SectorStatus<'_>) {
        let names = |cities: Vec<&CityStatus<'_>>| {
            let names: Vec<&str> = cities.into_iter().map(|city| self.city_name(city)).collect();
            (!names.is_empty()).then(|| format!("    {}", names.join(", ")))
        };
        let silent = sector.cities.iter().filter(|city| city.response.is_none()).collect();
        let drafts = sector.cities.iter().filter(|city| city.is_draft()).collect();
        let parts = [
            ("status-remind", names(silent)),
            ("status-drafts-list", names(drafts)),
            ("status-missing-list", self.questions_in(sector, AnswerState::Missing)),
            ("status-nothing-list", self.questions_in(sector, AnswerState::Nothing)),
        ];
        if parts.iter().all(|(_, text)| text.is_none()) {
            return;
        }
        println!("\n{}", self.sector_name(sector));
        for (id, text) in parts {
            if let Some(text) = text {
                println!("  {}\n{text}", self.messages.plain(id));
            }
        }
    }

    /// Returns a line for each city that has questions in a state; `None` if no city has.
    fn questions_in(&self, sector: &SectorStatus<'_>, state: AnswerState) -> Option<String> {
        let lines = sector.cities.iter().filter(|city| self.counts(city)).filter_map(|city| {
            let titles: Vec<&str> = city.questions_in(state).map(|number| &*sector.questions[number].title).collect();
            (!titles.is_empty()).then(|| [self.city_name(city).to_owned(), titles.join(", ")])
        });
        let lines: Vec<[String; 2]> = lines.collect();
        (!lines.is_empty()).then(|| columns::align(&lines, "    "))
    }

    /// Whether a city has a response that counts.
    fn counts(&self, city: &CityStatus<'_>) -> bool {
        city.response.is_some() && (self.drafts || !city.is_draft())
    }

    fn totals(&self, sector: &SectorStatus<'_>) -> Totals {
        let mut totals = Totals { expected: sector.cities.len(), ..Totals::default() };
        for city in &sector.cities {
            totals.drafts += usize::from(city.is_draft());
            if self.counts(city) {
                totals.responses += 1;
                totals.missing += city.questions_in(AnswerState::Missing).count();
                totals.nothing += city.questions_in(AnswerState::Nothing).count();
            }
        }
        totals
    }

    /// Returns the totals as values for a message.
    fn totals_args(&self, totals: &Totals) -> FluentArgs<'static> {
        let Totals { responses, expected, drafts, missing, nothing } = *totals;
        let silent = self.status.sectors.iter().flat_map(|sector| &sector.cities);
        let silent = silent.filter(|city| city.response.is_none()).count();
        let mut args = FluentArgs::new();
        let counts = [
            ("responses", responses),
            ("expected", expected),
            ("silent", silent),
            ("drafts", drafts),
            ("missing", missing),
            ("nothing", nothing),
        ];
        for (name, count) in counts {
            args.set(name, count);
        }
        args
    }

    /// Formats a count and the number of all.
    fn count_of(&self, count: usize, all: usize) -> String {
        let mut args = FluentArgs::new();
        args.set("count", count);
        args.set("all", all);
        self.messages.text("status-of", &args)
    }

    fn city_name(&self, city: &CityStatus<'_>) -> &str {
        self.digest.cities[city.city].name_in(self.language)
    }

    fn sector_name(&self, sector: &SectorStatus<'_>) -> &str {
        self.digest.sectors[sector.sector].name_in(self.language)
    }
}
