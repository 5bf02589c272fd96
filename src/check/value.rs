//! Values that mean something: ids, dates, lists of topics.

use jiff::civil::Date;

use super::Context;
use crate::model::{Entry, Key, Register, Topic};
use asdg_base::problem::{Kind, Problems};
use asdg_base::similar;
use asdg_base::yaml::{Located, Source};
use asdg_russian::{slug, typography};

/// Whether a text has the form of an id: Latin lower-case letters, digits and single hyphens, beginning with a letter.
pub(crate) fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.ends_with('-')
        && !text.contains("--")
}

/// The names of devices: Windows has no folder or file of such a name, whatever its extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether Windows keeps an id for a device.
pub(crate) fn is_device(id: &str) -> bool {
    let numbered = |rest: &str| matches!(rest.as_bytes(), [b'0'..=b'9']);
    DEVICES.contains(&id) || id.strip_prefix("com").or_else(|| id.strip_prefix("lpt")).is_some_and(numbered)
}

/// Reports the id of an entry or a question that has not the form of one, or that cannot be the name of a folder.
pub(super) fn check_entry_id(id: &Located<String>, source: &Source, problems: &mut Problems) -> bool {
    if is_device(&id.value) {
        problems.add(source.place(&id.at), Kind::DeviceId { id: id.value.clone() });
    }
    check_id(id, source, problems)
}

/// Reports an id that has not the form of one.
pub(super) fn check_id(id: &Located<String>, source: &Source, problems: &mut Problems) -> bool {
    let fine = is_id(&id.value);
    if !fine {
        let proposal = Some(slug::slug(&id.value)).filter(|proposal| is_id(proposal));
        problems.add(source.place(&id.at), Kind::BadId { id: id.value.clone(), proposal });
    }
    fine
}

/// A date; one that is none is reported.
pub(super) fn date(value: Option<&Located<String>>, source: &Source, problems: &mut Problems) -> Option<Date> {
    let value = value?;
    match value.value.trim().parse() {
        // The library would take a time behind the date as well, and drop it.
        Ok(date) if value.value.trim().len() == "2025-02-14".len() => Some(date),
        _ => {
            problems.add(source.place(&value.at), Kind::BadDate { value: value.value.clone() });
            None
        }
    }
}

/// An http or https address; what is none is reported.
pub(super) fn web_address(address: &Located<String>, source: &Source, problems: &mut Problems) -> Option<Box<str>> {
    let Located { value, at } = address;
    let fine = value.starts_with("https://") || value.starts_with("http://");
    if !fine || url::Url::parse(value).is_err() {
        problems.add(source.place(at), Kind::BadAddress { value: value.clone() });
        return None;
    }
    Some(value.as_str().into())
}

/// An anchor as people write one, with or without its number sign.
pub(super) fn anchor(text: &str) -> &str {
    text.trim().trim_start_matches('#')
}

/// A line of text with its typography mended.
pub(super) fn line(value: Option<Located<String>>) -> Option<Box<str>> {
    value.map(|value| typography::set_line(&value.value)).filter(|line| !line.is_empty())
}

/// The entry of a register that is most like an id that is not there. The whole register is compared, so this is left out where the
/// problem with this code will only be counted.
pub(super) fn similar<T: Entry>(
    register: &Register<T>,
    id: &str,
    file: &str,
    code: &'static str,
    problems: &Problems,
) -> Option<String> {
    if problems.is_full(file, code) {
        return None;
    }
    similar::closest(
        id,
        register.iter().map(|(_, entry)| {
            let names = std::iter::once(entry.name()).chain(entry.aliases().iter().map(|alias| &**alias));
            (entry.id(), names.collect())
        }),
    )
}

/// The topics of a list, in the order of the register; what is unknown or stands twice is reported.
pub(super) fn topics(
    ids: &[Located<String>],
    source: &Source,
    context: &Context,
    problems: &mut Problems,
) -> Vec<Key<Topic>> {
    let mut topics = Vec::new();
    for id in ids {
        match context.topics.find(&id.value) {
            Some(topic) if topics.contains(&topic) => {
                problems.add(source.place(&id.at), Kind::TopicTwice { topic: id.value.clone() });
            }
            Some(topic) => topics.push(topic),
            None => {
                let similar = similar(&context.topics, &id.value, &source.file, "unknown-topic", problems);
                problems.add(source.place(&id.at), Kind::UnknownTopic { id: id.value.clone(), similar });
            }
        }
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_of_windows_are_no_ids() {
        for device in ["con", "nul", "aux", "prn", "com1", "lpt9", "com0"] {
            assert!(is_device(device), "{device}");
        }
        for other in ["kon", "com", "com10", "lpt", "console", "comx"] {
            assert!(!is_device(other), "{other}");
        }
    }

    #[test]
    fn the_form_of_an_id() {
        for good in ["omsk", "yuzhno-sakhalinsk", "a1-2"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "Omsk", "омск", "2024", "a--b", "-a", "a-", "a b", "a_b"] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
