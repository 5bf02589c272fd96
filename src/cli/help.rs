//! Parses a command line, and adds the help texts to the commands. The ids of the texts in `commands.ftl` consist of
//! the names of commands and options.

use std::ffi::OsString;

use clap::{ArgAction, CommandFactory, FromArgMatches};
use fluent_bundle::FluentArgs;

use super::args::{Command, CommandLine, PROGRAM};
use asdg_base::messages::Messages;

/// Parses a command line.
pub(super) fn parse(words: Vec<OsString>, messages: &Messages) -> Result<Command, clap::Error> {
    let matches = command(messages).try_get_matches_from(replace_hyphens_of_search(words))?;
    CommandLine::from_arg_matches(&matches).map(|line| line.command)
}

/// Replaces the hyphen of excluded words by a minus sign, so that `search музей -театр` is not parsed as an option
/// `-т`. It does so only before letters that are not ASCII, because options have ASCII letters; a word with these needs
/// `--` before it.
fn replace_hyphens_of_search(words: Vec<OsString>) -> Vec<OsString> {
    if words.get(1).is_none_or(|command| command != "search") {
        return words;
    }
    let word = |word: OsString| match word.to_str().and_then(|word| word.strip_prefix('-')) {
        Some(rest) if rest.starts_with(|c: char| !c.is_ascii()) => format!("\u{2212}{rest}").into(),
        _ => word,
    };
    words.into_iter().map(word).collect()
}

/// The display order of common options: after those of the command.
const LAST: usize = 900;

/// Returns the commands with their help texts in a language.
pub(super) fn command(messages: &Messages) -> clap::Command {
    let command = CommandLine::command().version(env!("CARGO_PKG_VERSION"));
    let version = clap::Arg::new("version").long("version").short('V').action(ArgAction::Version);
    // Clap has two options for short and long help; one is enough here. `new --site FOLDER city …` and `new city …
    // --site FOLDER` mean the same.
    let command = command.mut_subcommand("new", |new| new.mut_args(|arg| arg.global(true).display_order(LAST)));
    localized(command.arg(version), PROGRAM, messages)
}

/// Adds the texts to a command and its subcommands. `path` is the command as it is typed; the ids of its texts consist
/// of its words.
fn localized(command: clap::Command, path: &str, messages: &Messages) -> clap::Command {
    let words = path.strip_prefix(PROGRAM).unwrap_or_default().trim_start();
    let id = if words.is_empty() { PROGRAM.to_owned() } else { words.replace(' ', "-") };
    let help = clap::Arg::new("help").long("help").short('h').action(ArgAction::Help);
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", messages.plain("help-usage"));
    let words = if command.has_subcommands() { "help-command" } else { "help-options" };
    let usage = match id.as_str() {
        PROGRAM | "new" => format!("{path} <{}>", messages.plain(words)),
        "completions" => format!("{path} <{}>", messages.plain("value-shell")),
        "import" => format!("{path} [{}] <{}>...", messages.plain(words), messages.plain("help-files")),
        _ => format!("{path} [{}]{}", messages.plain(words), positional(&command, messages)),
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
            // Clap would add them in English. The help texts mention them if they matter.
            let takes_values = arg.get_action().takes_values();
            let arg = arg.hide_default_value(takes_values).hide_possible_values(takes_values);
            // The placeholder of a value is translated as well, except addresses and codes.
            let name = arg.get_value_names().and_then(|names| names.first()).map(|name| name.as_str().to_lowercase());
            let name = name.and_then(|name| messages.find(&format!("value-{name}"), &FluentArgs::new()));
            match name {
                Some(name) => arg.value_name(name),
                None => arg,
            }
        });
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |command| localized(command, &path, messages));
    }
    command
}

/// Returns the positional arguments of a command for its usage line.
fn positional(command: &clap::Command, messages: &Messages) -> String {
    let shown = |arg: &clap::Arg| {
        let name = arg.get_value_names().and_then(|names| names.first()).map(|name| name.as_str().to_lowercase());
        let name = messages.plain(&format!("value-{}", name.unwrap_or_default()));
        let more = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
        if arg.is_required_set() { format!(" <{name}>{more}") } else { format!(" [{name}]{more}") }
    };
    command.get_positionals().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use asdg_base::language::Language;

    #[test]
    fn the_definitions_of_commands_are_valid() {
        command(&Messages::new(Language::Russian)).debug_assert();
    }

    #[test]
    fn the_help_contains_no_english_words_of_the_library() {
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
            let mut commands = vec![&command];
            while let Some(command) = commands.pop() {
                commands.extend(command.get_subcommands());
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
