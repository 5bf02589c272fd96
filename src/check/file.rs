//! A file that is being checked: the places of its values, and the list of problems.

use jiff::civil::Date;

use super::value::{self, Named};
use crate::model::{Key, Register, Topic};
use asdg_base::id::Id;
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::yaml::{At, Located, Source};

/// A file with the list of problems. Its methods parse values such as ids, dates and addresses, and report invalid
/// ones.
pub(super) struct FileCheck<'a> {
    /// The file.
    pub(super) source: &'a Source,
    /// The problems of this file and of others.
    pub(super) problems: &'a mut Problems,
}

impl<'a> FileCheck<'a> {
    pub(super) fn new(source: &'a Source, problems: &'a mut Problems) -> Self {
        Self { source, problems }
    }

    /// Reports a problem at the place of a value.
    pub(super) fn report(&mut self, at: &At, kind: Kind) {
        self.problems.add(self.source.place(at), kind);
    }

    /// Reports a problem of the file as a whole.
    pub(super) fn report_file(&mut self, kind: Kind) {
        self.problems.add(Place::file(self.source.file.clone()), kind);
    }

    /// Finds the entry with an id; reports an unknown one.
    pub(super) fn find<T: Named>(&mut self, register: &Register<T>, id: &Located<String>) -> Option<Key<T>> {
        let found = value::find(register, &id.value, &self.source.file, self.problems);
        found.map_err(|kind| self.report(&id.at, kind)).ok()
    }

    /// The topics with these ids, in the order of the list. Reports unknown and duplicate ones.
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

    /// Parses the id of an entry or a question.
    pub(super) fn id<T>(&mut self, id: &Located<String>) -> Option<Id<T>> {
        id.value.parse().map_err(|kind| self.report(&id.at, kind)).ok()
    }

    /// Parses a date: `2025-02-14`.
    pub(super) fn date(&mut self, written: Option<&Located<String>>) -> Option<Date> {
        let Located { value, at } = written?;
        match value.trim().parse() {
            // The library would also accept a time after the date and ignore it.
            Ok(date) if value.trim().len() == "2025-02-14".len() => Some(date),
            _ => {
                self.report(at, Kind::BadDate { value: value.clone() });
                None
            }
        }
    }

    /// Checks an http or https address.
    pub(super) fn web_address(&mut self, Located { value, at }: &Located<String>) -> Option<Box<str>> {
        let is_web = value.starts_with("https://") || value.starts_with("http://");
        if !is_web || url::Url::parse(value).is_err() {
            self.report(at, Kind::BadAddress { value: value.clone() });
            return None;
        }
        Some(value.as_str().into())
    }

    /// Finds a word among the values that a key allows; reports any other.
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
