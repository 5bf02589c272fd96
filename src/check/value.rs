//! Helpers for values: addresses with secrets, lines of text, and entries by their ids.

use crate::model::{City, Course, Entry, Key, Register, Sector, Topic};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Problems};
use asdg_base::similar;
use asdg_base::yaml::{Bilingual, Located};
use asdg_russian::typography;

/// Whether an address may contain a password (`https://anna:secret@host/`) or an access token
/// (`https://host/?token=…`).
pub(super) fn has_secret(address: &str) -> bool {
    address.contains(['@', '?'])
}

/// A line of text, with typography applied.
pub(super) fn line(value: Option<Located<String>>) -> Option<Box<str>> {
    value.map(|value| typography::set_line(&value.value)).filter(|line| !line.is_empty())
}

/// A line of text in a language; in Russian if there is no translation.
pub(super) fn line_in(language: Language, text: &Bilingual) -> Option<Box<str>> {
    let translation = english(&text.english).filter(|text| language == Language::English && !text.is_empty());
    translation.or_else(|| line(text.russian.clone()))
}

/// An English name, without Russian typography.
pub(super) fn english(name: &Option<Located<String>>) -> Option<Box<str>> {
    name.as_ref().map(|name| name.value.trim().into())
}

/// Lines of text, with typography applied.
pub(super) fn lines(texts: &[Located<String>]) -> Vec<Box<str>> {
    texts.iter().map(|text| typography::set_line(&text.value)).collect()
}

/// An entry to which other files refer by its id.
pub(super) trait Named: Entry + Sized {
    /// The code of the problem for an unknown id.
    const UNKNOWN: &'static str;
    /// The problem for an unknown id.
    fn unknown(id: String, similar: Option<String>) -> Kind;
}

macro_rules! named {
    ($($type:ident: $code:literal, $kind:ident;)*) => {$(
        impl Named for $type {
            const UNKNOWN: &'static str = $code;
            fn unknown(id: String, similar: Option<String>) -> Kind {
                Kind::$kind { id, similar }
            }
        }
    )*};
}

named! {
    City: "unknown-city", UnknownCity;
    Topic: "unknown-topic", UnknownTopic;
    Course: "unknown-course", UnknownCourse;
    Sector: "unknown-sector", UnknownSector;
}

/// Finds the entry to which `file` refers by its id. The error is the problem to report, with the most similar entry.
/// That search compares the whole register, so it is skipped if the problem will only be counted.
pub(super) fn find<T: Named>(
    register: &Register<T>,
    id: &str,
    file: &str,
    problems: &Problems,
) -> Result<Key<T>, Kind> {
    register.find(id).ok_or_else(|| {
        let similar = (!problems.is_full(file, T::UNKNOWN)).then(|| {
            let entries = register.iter().map(|(_, entry)| (entry.id(), entry.names().collect()));
            similar::closest(id, entries)
        });
        T::unknown(id.to_owned(), similar.flatten())
    })
}
