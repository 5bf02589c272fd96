//! Prints the files that an installer of the program needs: completions for shells, and the manual page. Both are made
//! from the same commands and texts as the help.
//!
//! The manual page is written with `roff`, because clap_mangen has English headings and makes a page for each command.
//! The labels of completions for bash are corrected here (clap#6421).

use clap_complete::{Generator, Shell};
use roff::{Inline, Roff, bold, italic, roman};

use super::{MISUSE, args, help, output};
use asdg_base::messages::Messages;

/// Prints the completions for a shell and returns the exit code.
pub(super) fn completions(shell: Shell, messages: &Messages) -> u8 {
    let mut command = help::command(messages);
    command.set_bin_name(args::PROGRAM);
    command.build();
    let mut script = Vec::new();
    match shell.try_generate(&command, &mut script) {
        Ok(()) => output::write_bytes(with_consistent_labels(&String::from_utf8_lossy(&script)).as_bytes()),
        Err(_) => MISUSE,
    }
}

/// Makes the labels of commands in the script for bash consistent. If the program's name contains a hyphen, the library
/// spells them in two ways, and the script completes nothing after the command (clap#6421). When the library is fixed,
/// this function replaces nothing.
fn with_consistent_labels(script: &str) -> String {
    script.replace(&args::PROGRAM.replace('-', "__subcmd__"), &args::PROGRAM.replace('-', "__"))
}

/// Prints the manual page and returns the exit code.
pub(super) fn man(messages: &Messages) -> u8 {
    output::write_bytes(page(messages).as_bytes())
}

/// Returns the manual page in troff.
fn page(messages: &Messages) -> String {
    let mut command = help::command(messages);
    command.build();
    let mut roff = Roff::new();
    // The page has no date, so that it does not depend on when it is made.
    roff.control("TH", ["ASDG-SITE", "1"]);
    heading(&mut roff, "man-name", messages);
    let about = text_of(command.get_about());
    roff.text([roman(format!("{} \u{2014} {}", args::PROGRAM, about.trim_end_matches('.')))]);
    heading(&mut roff, "man-synopsis", messages);
    usage(&mut roff, &command);
    heading(&mut roff, "man-commands", messages);
    commands(&mut roff, &command, "");
    heading(&mut roff, "man-common", messages);
    let with_common = command.find_subcommand("check");
    for arg in with_common.into_iter().flat_map(clap::Command::get_arguments).filter(|arg| is_common(arg)) {
        option(&mut roff, arg);
    }
    heading(&mut roff, "man-environment", messages);
    roff.control("TP", []);
    roff.text([bold("ASDG_LANG")]);
    roff.text([roman(messages.plain("man-asdg-lang"))]);
    heading(&mut roff, "man-exit", messages);
    for (code, id) in [("0", "man-exit-fine"), ("1", "man-exit-problems"), ("2", "man-exit-misuse")] {
        roff.control("TP", []);
        roff.text([bold(code)]);
        roff.text([roman(messages.plain(id))]);
    }
    roff.to_roff()
}

/// Writes the subcommands of a command, recursively, each with its options and examples.
fn commands(roff: &mut Roff, parent: &clap::Command, path: &str) {
    for command in parent.get_subcommands() {
        let path = format!("{path} {}", command.get_name());
        roff.control("SS", [path.trim_start()]);
        roff.text([roman(text_of(command.get_about()))]);
        roff.control("PP", []);
        usage(roff, command);
        for arg in command.get_arguments().filter(|arg| !is_common(arg)) {
            option(roff, arg);
        }
        examples(roff, command);
        commands(roff, command, &path);
    }
}

fn heading(roff: &mut Roff, id: &str, messages: &Messages) {
    roff.control("SH", [messages.plain(id).as_str()]);
}

/// Whether nearly all commands have the option; such options are described once.
fn is_common(arg: &clap::Arg) -> bool {
    matches!(arg.get_id().as_str(), "site" | "lang" | "quiet" | "verbose" | "help")
}

fn text_of(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

/// Writes the usage of a command, without the word "usage".
fn usage(roff: &mut Roff, command: &clap::Command) {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    match usage.split_once(' ') {
        Some((program, rest)) => roff.text([bold(program), roman(format!(" {rest}"))]),
        None => roff.text([bold(usage)]),
    };
}

fn option(roff: &mut Roff, arg: &clap::Arg) {
    let mut tag: Vec<Inline> = Vec::new();
    if let Some(short) = arg.get_short() {
        tag.push(bold(format!("-{short}")));
    }
    if let Some(long) = arg.get_long() {
        if !tag.is_empty() {
            tag.push(roman(", "));
        }
        tag.push(bold(format!("--{long}")));
    }
    if arg.get_action().takes_values() {
        if !tag.is_empty() {
            tag.push(roman(" "));
        }
        let names = arg.get_value_names().unwrap_or_default();
        tag.push(italic(names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")));
    }
    roff.control("TP", []);
    roff.text(tag);
    roff.text([roman(text_of(arg.get_help()))]);
}

/// Writes the examples verbatim, without filling lines.
fn examples(roff: &mut Roff, command: &clap::Command) {
    let examples = text_of(command.get_after_help());
    roff.control("PP", []);
    roff.control("nf", []);
    for line in examples.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

#[cfg(test)]
mod tests {
    use super::*;
    use asdg_base::language::Language;

    #[test]
    fn every_label_that_the_bash_script_sets_is_one_of_its_cases() {
        let mut command = help::command(&Messages::new(Language::Russian));
        command.set_bin_name(args::PROGRAM);
        command.build();
        let mut script = Vec::new();
        Shell::Bash.try_generate(&command, &mut script).unwrap();
        let script = with_consistent_labels(&String::from_utf8(script).unwrap());
        let labels = script.split("cmd=\"").skip(1).filter_map(|part| part.split('"').next());
        let labels: Vec<&str> = labels.filter(|label| !label.is_empty()).collect();
        assert!(labels.len() > command.get_subcommands().count(), "{labels:?}");
        for label in labels {
            assert!(script.contains(&format!("        {label})\n")), "{label}");
        }
    }

    #[test]
    fn the_manual_has_every_command_and_option_in_both_languages() {
        for (language, words) in [
            (Language::Russian, ["ИМЯ", "КОМАНДЫ", "Проверяет материалы", "Примеры:"]),
            (Language::English, ["NAME", "COMMANDS", "Checks the content", "Examples:"]),
        ] {
            let messages = Messages::new(language);
            let page = page(&messages);
            for word in words {
                assert!(page.contains(word), "{word} is missing:\n{page}");
            }
            assert!(!page.contains("man-") && !page.contains("option-") && !page.contains("command-"), "{page}");
            for command in help::command(&messages).get_subcommands() {
                assert!(page.contains(&format!(".SS {}\n", command.get_name())), "{}", command.get_name());
                for long in command.get_arguments().filter_map(|arg| arg.get_long()) {
                    let escaped = format!("\\-\\-{}", long.replace('-', "\\-"));
                    assert!(page.contains(&escaped), "{long} is missing");
                }
            }
        }
    }
}
