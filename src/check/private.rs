//! Private data in the content, which a public repository shows to everyone: what was found, by the rules of `site.toml`.

use crate::model::{AllowedData, PrivateData, PrivateLevel};
use crate::problem::{Kind, Place, Problems};
use crate::read::schema::{SourceFile, SourceResponse, SourceYear};
use crate::read::yaml::{Located, Source};
use crate::text::private::{self, Find, normal};

/// The levels by the words of `site.toml`.
const LEVELS: [(&str, PrivateLevel); 3] =
    [("warning", PrivateLevel::Warning), ("error", PrivateLevel::Error), ("off", PrivateLevel::Off)];

/// The rules of `site.toml`. `None` when there was an error in them.
pub(super) fn settings(
    level: Option<Located<String>>,
    allowed: Vec<Located<String>>,
    source: &Source,
    problems: &mut Problems,
) -> Option<PrivateData> {
    let level = match level {
        None => PrivateLevel::default(),
        Some(Located { value, at }) => {
            let Some((_, level)) = LEVELS.into_iter().find(|(word, _)| *word == value) else {
                let known = LEVELS.map(|(word, _)| word).join(", ");
                problems.add(source.place(&at), Kind::UnknownChoice { key: "private_data".to_owned(), value, known });
                return None;
            };
            level
        }
    };
    let allow = |Located { value, at }| AllowedData { place: source.place(&at), value: String::into(value) };
    Some(PrivateData { level, allowed: allowed.into_iter().map(allow).collect() })
}

/// Reports the private data of all files that people write texts in, and, when every file could be read, what is allowed in vain.
pub(super) fn check(
    rules: &PrivateData,
    years: &[SourceYear],
    responses: &[SourceFile<SourceResponse>],
    all_read: bool,
    problems: &mut Problems,
) {
    if rules.level == PrivateLevel::Off {
        return;
    }
    let mut used = vec![false; rules.allowed.len()];
    let allowed: Vec<String> = rules.allowed.iter().map(|allowed| normal(&allowed.value)).collect();
    let mut report = |file: &str, finds: &[Find]| {
        for Find { sort, value, span } in finds {
            let wanted = normal(value);
            if let Some(number) = allowed.iter().position(|allowed| *allowed == wanted) {
                used[number] = true;
                continue;
            }
            let (sort, value) = (sort.code().to_owned(), value.clone());
            let kind = match rules.level {
                PrivateLevel::Error => Kind::PrivateDataForbidden { sort, value },
                _ => Kind::PrivateData { sort, value },
            };
            problems.add(Place::at(file, *span), kind);
        }
    };
    for SourceYear { edition, replies, year: _, sectors: _ } in years {
        let editions = edition.iter().map(|file| &file.source);
        for Source { file, text, .. } in editions.chain(replies.iter().map(|file| &file.source)) {
            report(file, &private::find(text));
        }
    }
    responses.iter().for_each(|SourceFile { source, value }| report(&source.file, &value.private));
    for (AllowedData { value, place }, _) in rules.allowed.iter().zip(used).filter(|(_, used)| all_read && !used) {
        problems.add(place.clone(), Kind::PrivateDataUnused { value: value.to_string() });
    }
}
