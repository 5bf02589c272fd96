//! A file that is being checked: where the places of its values are, and the list that its problems go to.

use jiff::civil::Date;

use super::value::{self, Named};
use crate::model::{Key, Register, Topic};
use asdg_base::id::Id;
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::yaml::{At, Located, Source};

/// A file with its problems. Its methods decode values with a meaning (ids, dates, addresses), and report anything else.
pub(super) struct FileCheck<'a> {
    /// The file.
    pub(super) source: &'a Source,
    /// All problems, with those of other files.
    pub(super) problems: &'a mut Problems,
}

impl<'a> FileCheck<'a> {
    pub(super) fn new(source: &'a Source, problems: &'a mut Problems) -> Self {
        Self { source, problems }
    }

    /// Reports a problem of a value.
    pub(super) fn report(&mut self, at: &At, kind: Kind) {
        self.problems.add(self.source.place(at), kind);
    }

    /// Reports a problem of the file as a whole.
    pub(super) fn report_file(&mut self, kind: Kind) {
        self.problems.add(Place::file(self.source.file.clone()), kind);
    }

    /// Finds the entry of an id.
    pub(super) fn find<T: Named>(&mut self, register: &Register<T>, id: &Located<String>) -> Option<Key<T>> {
        let found = value::find(register, &id.value, &self.source.file, self.problems);
        found.map_err(|kind| self.report(&id.at, kind)).ok()
    }

    /// The topics of a list, in the order of the register; reports duplicate ones too.
    pub(super) fn topics(&mut self, register: &Register<Topic>, ids: &[Located<String>]) -> Vec<Key<Topic>> {
        let mut topics = Vec::new();
        for id in ids {
            match self.find(register, id) {
                Some(topic) if topics.contains(&topic) => {
                    self.report(&id.at, Kind::TopicTwice { topic: id.value.clone() });
                }
                found => topics.extend(found),
            }
        }
        topics
    }

    /// The id of an entry or a question.
    pub(super) fn id<T>(&mut self, id: &Located<String>) -> Option<Id<T>> {
        id.value.parse().map_err(|kind| self.report(&id.at, kind)).ok()
    }

    /// A date: `2025-02-14`.
    pub(super) fn date(&mut self, written: Option<&Located<String>>) -> Option<Date> {
        let Located { value, at } = written?;
        match value.trim().parse() {
            // The library would also accept a time after the date, and ignore it.
            Ok(date) if value.trim().len() == "2025-02-14".len() => Some(date),
            _ => {
                self.report(at, Kind::BadDate { value: value.clone() });
                None
            }
        }
    }

    /// An http or https address.
    pub(super) fn web_address(&mut self, Located { value, at }: &Located<String>) -> Option<Box<str>> {
        let is_web = value.starts_with("https://") || value.starts_with("http://");
        if !is_web || url::Url::parse(value).is_err() {
            self.report(at, Kind::BadAddress { value: value.clone() });
            return None;
        }
        Some(value.as_str().into())
    }

    /// One of the values that a key allows.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &str,
        word: &Located<String>,
        allowed: impl IntoIterator<Item = (&'static str, T)> + Clone,
    ) -> Option<T> {
        let found = allowed.clone().into_iter().find(|(name, _)| *name == word.value).map(|(_, choice)| choice);
        if found.is_none() {
            let known = allowed.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
            self.report(&word.at, Kind::UnknownChoice { key: key.to_owned(), value: word.value.clone(), known });
        }
        found
    }
}
