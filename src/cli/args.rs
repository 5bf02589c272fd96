//! The commands and their options. The texts of the help stand in `ru.ftl` and `en.ftl`, under the ids of commands and options.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use super::format::Format;
use crate::problem::wording::Messages;
use crate::select::Wanted;
use crate::{Options, import, publish};
use fluent_bundle::FluentArgs;

/// The name of the program.
pub(super) const PROGRAM: &str = "asdg-site";

#[derive(Debug, Parser)]
#[command(name = PROGRAM, version, disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
#[command(subcommand_required = true, arg_required_else_help = true)]
struct Line {
    /// The language was looked for before the rest was read; see [`language`](super::language).
    #[arg(long, global = true, value_name = "ru|en", value_parser = ["ru", "en"])]
    lang: Option<String>,
    #[command(subcommand)]
    command: Command,
}

/// A command with its options.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Builds the site.
    Build(BuildArgs),
    /// Checks the content without building.
    Check(CheckArgs),
    /// Makes responses of the files that cities send.
    Import(ImportArgs),
    /// Shows the site while it is worked on.
    Serve(ServeArgs),
    /// Builds the site and pushes it to a branch.
    Publish(PublishArgs),
    /// Tells who answered what, and whom to remind.
    Status(StatusArgs),
    /// Proposes topics, courses and outcomes.
    Suggest(SuggestArgs),
    /// Prints the completions for a shell.
    Completions(CompletionsArgs),
    /// Prints the page of the manual.
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
    pub(super) format: Format,
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
pub(super) struct SuggestArgs {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) wanted: WantedSector,
    #[arg(long = "city", id = "of-city", value_name = "ID")]
    pub(super) city: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    #[arg(value_name = "SHELL", value_enum)]
    pub(super) shell: clap_complete::Shell,
}

/// What to look at. The ids differ from those of `import`, where the same options say what a file is.
#[derive(Debug, Args)]
pub(super) struct WantedSector {
    #[arg(long = "year", id = "of-year", value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1990..=2100))]
    pub(super) year: Option<u16>,
    #[arg(long = "sector", id = "of-sector", value_name = "ID")]
    pub(super) sector: Option<String>,
}

impl WantedSector {
    /// What is wanted, in one city or in all.
    pub(super) fn in_city(self, city: Option<String>) -> Wanted {
        let WantedSector { year, sector } = self;
        Wanted { year, sector, city }
    }
}

/// A table is CSV, and has to be called so for office programs to open it.
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

/// What a run on the content counts, and how strictly.
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
    pub(super) fn options(self) -> (import::Options, Common, Option<PathBuf>) {
        let ImportArgs { inputs, common, year, sector, city, replace, dry_run, report } = self;
        let options = import::Options { site: common.site.clone(), inputs, year, sector, city, replace, dry_run };
        (options, common, report)
    }
}

impl PublishArgs {
    /// The options of a publication. `interactive` says whether there is a person who can answer git.
    pub(super) fn options(self, interactive: bool) -> (publish::Options, Common) {
        let PublishArgs { common, remote, branch, output, base_url, dry_run, force } = self;
        let site = common.site.clone();
        (publish::Options { site, output, base_url, remote, branch, dry_run, force, interactive }, common)
    }
}

/// Reads a command line.
pub(super) fn parse(words: Vec<OsString>, messages: &Messages) -> Result<Command, clap::Error> {
    let matches = command(messages).try_get_matches_from(words)?;
    Line::from_arg_matches(&matches).map(|line| line.command)
}

/// The commands with the texts of their help in a language.
pub(super) fn command(messages: &Messages) -> clap::Command {
    let command = Line::command().version(env!("CARGO_PKG_VERSION"));
    let version = clap::Arg::new("version").long("version").short('V').action(ArgAction::Version);
    // Clap gives the long and the short help to different options; one is enough here.
    worded(command.arg(version), messages)
}

fn worded(command: clap::Command, messages: &Messages) -> clap::Command {
    let id = command.get_name().to_owned();
    let help = clap::Arg::new("help").long("help").short('h').action(ArgAction::Help);
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", messages.plain("help-usage"));
    let words = if command.has_subcommands() { "help-command" } else { "help-options" };
    let usage = match id.as_str() {
        PROGRAM => format!("{PROGRAM} <{}>", messages.plain(words)),
        "import" => format!("{PROGRAM} {id} [{}] <{}>...", messages.plain(words), messages.plain("help-files")),
        "completions" => format!("{PROGRAM} {id} <{}>", messages.plain("value-shell")),
        _ => format!("{PROGRAM} {id} [{}]", messages.plain(words)),
    };
    let mut command = command
        .arg(help)
        .about(messages.plain(&format!("command-{id}")))
        .long_about(None::<&'static str>)
        .after_help(messages.plain(&format!("command-{id}.examples")))
        .subcommand_help_heading(messages.plain("help-commands"))
        .override_usage(usage)
        .help_template(template)
        .mut_args(|arg| {
            let text = messages.plain(&format!("option-{}", arg.get_id().as_str().replace('_', "-")));
            let arg = arg.help(text).long_help(None::<&'static str>).help_heading(messages.plain("help-options"));
            // Clap has English words for these; the texts tell them where they matter.
            let takes_values = arg.get_action().takes_values();
            let arg = arg.hide_default_value(takes_values).hide_possible_values(takes_values);
            // What stands in the place of a value is a word of the language as well, but for addresses and codes.
            let name = arg.get_value_names().and_then(|names| names.first()).map(|name| name.as_str().to_lowercase());
            let name = name.and_then(|name| messages.find(&format!("value-{name}"), &FluentArgs::new()));
            match name {
                Some(name) => arg.value_name(name),
                None => arg,
            }
        });
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, |command| worded(command, messages));
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::wording::Language;

    #[test]
    fn the_commands_are_sound() {
        command(&Messages::new(Language::Russian)).debug_assert();
    }

    #[test]
    fn nothing_of_the_help_is_in_the_words_of_the_library() {
        let mut command = command(&Messages::new(Language::Russian));
        command.build();
        for command in std::iter::once(&command).chain(command.get_subcommands()) {
            let help = command.clone().render_help().to_string();
            for word in
                ["Usage:", "Options:", "Arguments:", "Commands:", "[default", "[possible", "<DIR>", "<FILE>", "<SHELL>"]
            {
                assert!(!help.contains(word), "{word}:\n{help}");
            }
        }
    }

    #[test]
    fn every_command_and_option_has_its_text_in_both_languages() {
        for language in Language::ALL {
            let command = command(&Messages::new(language));
            for command in std::iter::once(&command).chain(command.get_subcommands()) {
                let about = command.get_about().unwrap().to_string();
                assert!(!about.starts_with("command-"), "{about} in {}", language.code());
                for arg in command.get_arguments() {
                    let help = arg.get_help().unwrap().to_string();
                    assert!(!help.starts_with("option-"), "{help} in {}", language.code());
                }
            }
        }
    }
}
