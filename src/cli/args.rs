//! The commands and their options. Their help texts are in Fluent files, see [`help`](super::help).

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::format::OutputFormat;
use crate::select::SelectOptions;
use crate::{Options, publish};

/// The name of the program.
pub(super) const PROGRAM: &str = "asdg-site";

#[derive(Debug, Parser)]
#[command(name = PROGRAM, version, disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(super) struct CommandLine {
    /// The language was read before the other options; see [`language`](super::language).
    #[arg(long, global = true, value_name = "ru|en", value_parser = ["ru", "en"])]
    lang: Option<String>,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// A command with its options.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Builds the site.
    Build(BuildArgs),
    /// Checks the content without building.
    Check(CheckArgs),
    /// Makes responses from the files that cities send.
    Import(ImportArgs),
    /// Shows the site while it is edited.
    Serve(ServeArgs),
    /// Builds the site and pushes it to a branch.
    Publish(PublishArgs),
    /// Shows who answered what, and whom to remind.
    Status(StatusArgs),
    /// Looks for words.
    Search(SearchArgs),
    /// Proposes topics, courses and outcomes.
    Suggest(SuggestArgs),
    /// Creates a digest.
    Init(InitArgs),
    /// Creates an edition, a response, or an entry of a register.
    New(NewArgs),
    /// Prints the completions for a shell.
    Completions(CompletionsArgs),
    /// Prints the manual page.
    Man,
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) strictness: Strictness,
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) strictness: Strictness,
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: OutputFormat,
    #[arg(long)]
    pub(super) watch: bool,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[arg(required = true, value_name = "FILE")]
    pub(super) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) common: Common,
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1990..=2100))]
    pub(super) year: Option<u16>,
    #[arg(long, value_name = "ID")]
    pub(super) sector: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(super) city: Option<String>,
    #[arg(long)]
    pub(super) replace: bool,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    pub(super) common: Common,
    #[arg(long, value_name = "PORT", default_value_t = 8000, hide_default_value = true)]
    pub(super) port: u16,
    #[arg(long)]
    pub(super) open: bool,
    #[arg(long)]
    pub(super) no_drafts: bool,
}

#[derive(Debug, Args)]
pub(super) struct PublishArgs {
    #[command(flatten)]
    pub(super) common: Common,
    #[arg(long, value_name = "NAME", default_value = "origin", hide_default_value = true)]
    pub(super) remote: String,
    #[arg(long, value_name = "NAME", default_value = "gh-pages", hide_default_value = true)]
    pub(super) branch: String,
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) wanted: WantedSector,
    #[arg(long = "drafts", id = "count-drafts")]
    pub(super) drafts: bool,
    #[arg(long, value_name = "FILE", value_parser = table_file)]
    pub(super) table: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    #[arg(required = true, value_name = "WORD")]
    pub(super) words: Vec<String>,
    #[command(flatten)]
    pub(super) common: Common,
    #[arg(long, value_name = "NUMBER", default_value_t = 10, hide_default_value = true)]
    pub(super) limit: usize,
}

#[derive(Debug, Args)]
pub(super) struct SuggestArgs {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) wanted: WantedSector,
    #[arg(long = "city", id = "of-city", value_name = "ID")]
    pub(super) city: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    #[arg(value_name = "DIR", conflicts_with = "site")]
    pub(super) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(super) common: Common,
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) publisher: Option<String>,
    #[arg(long = "year", id = "first-year", value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1990..=2100))]
    pub(super) year: Option<u16>,
    #[arg(long, value_name = "ru|en", value_parser = ["ru", "en"], hide_possible_values = true)]
    pub(super) language: Option<String>,
    #[arg(long, conflicts_with_all = ["title", "publisher", "first-year", "language"])]
    pub(super) example: bool,
    #[arg(long, short)]
    pub(super) yes: bool,
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true, disable_help_subcommand = true)]
pub(super) struct NewArgs {
    #[command(flatten)]
    pub(super) common: Common,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(subcommand)]
    pub(super) what: New,
}

/// What to create.
#[derive(Debug, Subcommand)]
pub(super) enum New {
    /// An edition.
    Edition {
        #[arg(id = "new-year", value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1990..=2100))]
        year: u16,
    },
    /// Responses.
    Response {
        #[arg(id = "cities", value_name = "CITY", required_unless_present = "all-asked")]
        cities: Vec<String>,
        #[arg(long, id = "all-asked")]
        all_asked: bool,
        #[arg(long = "year", id = "of-year", value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1990..=2100))]
        year: Option<u16>,
        #[arg(long = "sector", id = "in-sector", value_name = "ID")]
        sector: Option<String>,
    },
    /// A city.
    City {
        #[arg(id = "city-name", value_name = "NAME")]
        name: String,
        #[arg(long, id = "new-id", value_name = "ID")]
        id: Option<String>,
        #[arg(long, value_name = "TEXT")]
        region: Option<String>,
        #[arg(long, value_name = "TEXT")]
        district: Option<String>,
        #[arg(long, value_name = "COUNT", requires = "population-year", value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
        population: Option<u32>,
        #[arg(long, id = "population-year", value_name = "YEAR", requires = "population", value_parser = clap::value_parser!(u16).range(1990..=2100))]
        population_year: Option<u16>,
    },
    /// A topic.
    Topic {
        #[arg(id = "topic-name", value_name = "NAME")]
        name: String,
        #[arg(long, id = "new-id", value_name = "ID")]
        id: Option<String>,
    },
    /// A course.
    Course {
        #[arg(id = "course-name", value_name = "NAME")]
        name: String,
        #[arg(long, id = "new-id", value_name = "ID")]
        id: Option<String>,
        #[arg(long = "topic", id = "course-topics", value_name = "ID")]
        topics: Vec<String>,
    },
    /// A sector.
    Sector {
        #[arg(id = "sector-word", value_name = "ID")]
        word: String,
        #[arg(long = "name", id = "sector-name", value_name = "TEXT")]
        name: Option<String>,
        #[arg(long, id = "in-question", value_name = "TEXT")]
        in_question: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    #[arg(value_name = "SHELL", value_enum)]
    pub(super) shell: clap_complete::Shell,
}

/// The edition and sector to look at. The ids differ from those of `import`, where the same options describe a file.
#[derive(Debug, Args)]
pub(super) struct WantedSector {
    #[arg(long = "year", id = "of-year", value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1990..=2100))]
    pub(super) year: Option<u16>,
    #[arg(long = "sector", id = "of-sector", value_name = "ID")]
    pub(super) sector: Option<String>,
}

impl WantedSector {
    /// The selection, in one city or in all.
    pub(super) fn in_city(self, city: Option<String>) -> SelectOptions {
        let WantedSector { year, sector } = self;
        SelectOptions { year, sector, city }
    }
}

/// A table is CSV, and needs that extension for office programs to open it.
fn table_file(name: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(name);
    let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    if is_csv { Ok(path) } else { Err("csv".to_owned()) }
}

/// The options that all commands on a site have.
#[derive(Debug, Args)]
pub(super) struct Common {
    #[arg(long, short, value_name = "DIR", default_value = ".")]
    pub(super) site: PathBuf,
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    #[arg(long, short)]
    pub(super) verbose: bool,
}

/// The options that decide which content counts, and how strictly.
#[derive(Debug, Args)]
pub(super) struct Strictness {
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long)]
    pub(super) strict: bool,
}

impl Common {
    /// The options of a run on the content.
    pub(super) fn options(
        &self,
        strictness: &Strictness,
        output: Option<PathBuf>,
        base_url: Option<String>,
    ) -> Options {
        let Common { site, quiet: _, verbose: _ } = self;
        let Strictness { drafts, strict } = strictness;
        Options { site: site.clone(), output, base_url, drafts: *drafts, strict: *strict }
    }
}

impl ImportArgs {
    /// The options of an import.
    pub(super) fn options(self) -> (asdg_import::Options, Common, Option<PathBuf>) {
        let ImportArgs { inputs, common, year, sector, city, replace, dry_run, report } = self;
        let options = asdg_import::Options { site: common.site.clone(), inputs, year, sector, city, replace, dry_run };
        (options, common, report)
    }
}

impl PublishArgs {
    /// The options of a publication. `interactive`: somebody at the terminal can answer git's questions.
    pub(super) fn options(self, interactive: bool) -> (publish::PublishOptions, Common) {
        let PublishArgs { common, remote, branch, output, base_url, dry_run, force } = self;
        let site = common.site.clone();
        (publish::PublishOptions { site, output, base_url, remote, branch, dry_run, force, interactive }, common)
    }
}
