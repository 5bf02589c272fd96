//! Prints errors in the arguments in the language of the messages, because clap has only English messages.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use fluent_bundle::FluentArgs;

use super::output::{eprint, eprintln, print};
use super::{MISUSE, SUCCESS};
use asdg_base::messages::Messages;

/// Prints the requested help, or the error in the arguments. Returns the exit code.
pub(super) fn report(error: &clap::Error, messages: &Messages) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print!("{}", error.render().ansi());
            return SUCCESS;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprint!("{}", error.render().ansi());
            return MISUSE;
        }
        _ => {}
    }
    let mut values = FluentArgs::new();
    values.set("argument", context(error, ContextKind::InvalidArg));
    values.set("value", context(error, ContextKind::InvalidValue));
    values.set("command", context(error, ContextKind::InvalidSubcommand));
    values.set("other", context(error, ContextKind::PriorArg));
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::ValidValue];
    let suggested = suggested.into_iter().map(|kind| context(error, kind)).find(|text| !text.is_empty());
    values.set("suggested", suggested.unwrap_or_else(|| "none".to_owned()));
    let id = match error.kind() {
        ErrorKind::UnknownArgument if !context(error, ContextKind::InvalidArg).starts_with('-') => {
            "usage-unexpected-word"
        }
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::InvalidValue if context(error, ContextKind::InvalidValue).is_empty() => "usage-value-missing",
        ErrorKind::InvalidValue => "usage-bad-value",
        ErrorKind::ArgumentConflict
            if context(error, ContextKind::InvalidArg) == context(error, ContextKind::PriorArg) =>
        {
            "usage-twice"
        }
        ErrorKind::ArgumentConflict => "usage-conflict",
        ErrorKind::InvalidUtf8 => "usage-not-utf8",
        ErrorKind::MissingSubcommand => "usage-command-missing",
        // The files of `import` are the only required arguments.
        ErrorKind::MissingRequiredArgument if is_value(error, "value-file", messages) => "usage-files-missing",
        ErrorKind::MissingRequiredArgument => "usage-argument-missing",
        ErrorKind::ValueValidation if is_value(error, "value-year", messages) => "usage-year",
        ErrorKind::ValueValidation if is_value(error, "value-count", messages) => "usage-count",
        ErrorKind::ValueValidation if is_value(error, "value-port", messages) => "usage-port",
        ErrorKind::ValueValidation if context(error, ContextKind::InvalidArg).starts_with("--table") => "usage-table",
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => "usage-bad-value",
        _ => "usage-other",
    };
    values.set("detail", error.to_string().lines().next().unwrap_or_default().to_owned());
    eprintln!("{}: {}", messages.plain("level-error"), messages.text(id, &values));
    eprintln!("{}", messages.plain("usage-help"));
    MISUSE
}

/// Whether an error is about the value whose placeholder has this text id.
fn is_value(error: &clap::Error, id: &str, messages: &Messages) -> bool {
    context(error, ContextKind::InvalidArg).contains(&format!("<{}>", messages.plain(id)))
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
