//! Applies the rules of `site.toml` to private data in the content. All files are checked, even comments, because a
//! public repository shows them to everyone.

use std::collections::BTreeSet;

use super::file::FileCheck;
use crate::model::{AllowedData, PrivateData, PrivateLevel};
use crate::read::{self, schema::SourceYear};
use asdg_base::problem::{Kind, Place, Problems, Span};
use asdg_base::yaml::{Located, Source};
use asdg_russian::private::{PrivateMatch, normalised};

/// The levels by their names in `site.toml`.
const LEVELS: [(&str, PrivateLevel); 3] =
    [("warning", PrivateLevel::Warning), ("error", PrivateLevel::Error), ("off", PrivateLevel::Off)];

/// Checks the rules of `site.toml`. `None` if they have an error.
pub(super) fn settings(
    level: Option<Located<String>>,
    allowed: Vec<Located<String>>,
    file: &mut FileCheck<'_>,
) -> Option<PrivateData> {
    let level = match level {
        None => PrivateLevel::default(),
        Some(level) => file.choice("private_data", &level, LEVELS)?,
    };
    let allowance = |Located { value, at }| AllowedData { place: file.source.place(&at), value: String::into(value) };
    Some(PrivateData { level, allowed: allowed.into_iter().map(allowance).collect() })
}

/// Reports private data in a file. `used` gets the indexes of the allowed values that occur.
pub(super) fn check(
    rules: &PrivateData,
    file: &str,
    found: &[(PrivateMatch, Span)],
    used: &mut Vec<usize>,
    problems: &mut Problems,
) {
    for (PrivateMatch { kind, value, range: _ }, span) in found {
        let found_value = normalised(value);
        if let Some(number) = rules.allowed.iter().position(|allowed| normalised(&allowed.value) == found_value) {
            used.push(number);
            continue;
        }
        let (sort, value) = (kind.code().to_owned(), value.clone());
        let kind = match rules.level {
            PrivateLevel::Off => continue,
            PrivateLevel::Warning => Kind::PrivateData { sort, value },
            PrivateLevel::Error => Kind::PrivateDataForbidden { sort, value },
        };
        problems.add(Place::at(file, *span), kind);
    }
}

/// Reports private data in the introductions of editions and the replies of the directorate.
pub(super) fn check_editions(
    rules: &PrivateData,
    years: &[SourceYear],
    used: &mut Vec<usize>,
    problems: &mut Problems,
) {
    for SourceYear { edition, replies, year: _, sectors: _ } in years {
        let edition = edition.iter().map(|file| &file.source);
        for Source { file, text, .. } in edition.chain(replies.iter().map(|file| &file.source)) {
            check(rules, file, &read::private_data(text), used, problems);
        }
    }
}

/// Reports allowed values that occur in no file; `used` are the indexes of those that occur.
pub(super) fn check_unused<'u>(rules: &PrivateData, used: impl Iterator<Item = &'u usize>, problems: &mut Problems) {
    let used: BTreeSet<usize> = used.copied().collect();
    let is_unused = |(number, _): &(usize, &AllowedData)| rules.level != PrivateLevel::Off && !used.contains(number);
    for (_, AllowedData { value, place }) in rules.allowed.iter().enumerate().filter(is_unused) {
        problems.add(place.clone(), Kind::PrivateDataUnused { value: value.to_string() });
    }
}
