//! Chooses the language of the program's messages.

use std::ffi::OsString;

use asdg_base::language::Language;

/// Returns the requested language: by `--lang`, else by `ASDG_LANG`, else by the system. `None` if none of them is
/// Russian or English; then the language of the site decides. It is determined before the arguments are parsed, because
/// help and usage errors are in this language too.
pub(super) fn requested(words: &[OsString]) -> Option<Language> {
    lang_option(words)
        .or_else(|| std::env::var("ASDG_LANG").ok())
        .and_then(|locale| Language::from_locale(&locale))
        .or_else(|| sys_locale::get_locale().and_then(|locale| Language::from_locale(&locale)))
}

/// Returns the value of `--lang`.
fn lang_option(words: &[OsString]) -> Option<String> {
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
