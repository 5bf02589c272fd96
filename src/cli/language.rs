//! The language of the program's messages.

use std::ffi::OsString;

use asdg_base::language::Language;

/// The language that is asked for: by `--lang`, else by `ASDG_LANG`, else by the system. `None` when neither is Russian or English;
/// then the language of the site decides. It is looked for before the words of the command are read, since the help and what is
/// wrong with the words are to be in it as well.
pub(super) fn asked_for(words: &[OsString]) -> Option<Language> {
    option(words)
        .or_else(|| std::env::var("ASDG_LANG").ok())
        .and_then(|locale| Language::from_locale(&locale))
        .or_else(|| sys_locale::get_locale().and_then(|locale| Language::from_locale(&locale)))
}

fn option(words: &[OsString]) -> Option<String> {
    let mut words = words.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().map(str::to_owned);
        }
        if let Some(value) = word.strip_prefix("--lang=") {
            return Some(value.to_owned());
        }
    }
    None
}
