//! Through the years: the topics and courses that an edition has and the one before has not, and those that vanished.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::Maker;
use super::address::Address;
use super::chart;
use super::page::Link;
use crate::model::{Course, Edition, Key, Response, Topic};

/// How many entries a list names.
const SHOWN: usize = 10;

/// What came and what went since the edition before.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Changes<'d> {
    /// The edition before.
    pub before: Link<'d>,
    /// Topics that no city wrote about then.
    pub new_topics: ChangeList<'d>,
    /// Topics that no city writes about any more.
    pub gone_topics: ChangeList<'d>,
    /// Courses that no city asked for then.
    pub new_courses: ChangeList<'d>,
    /// Courses that no city asks for any more.
    pub gone_courses: ChangeList<'d>,
}

/// Topics or courses, those of most cities first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChangeList<'d> {
    /// The first ten.
    pub entries: Vec<ChangeEntry<'d>>,
    /// How many more there are.
    pub more: usize,
}

/// A topic or a course that came or went.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChangeEntry<'d> {
    /// The link to it.
    pub link: Link<'d>,
    /// How many cities write about it or ask for it, in the edition that has it.
    pub cities: usize,
}

impl<'d> Maker<'_, 'd> {
    /// What came and what went between two editions; `None` when nothing did.
    pub(super) fn changes(&self, before: &'d Edition, edition: &'d Edition) -> Option<Changes<'d>> {
        let (old, new) = (self.index.edition_responses(before), self.index.edition_responses(edition));
        let topics = [old, new].map(|responses| chart::counted(responses, Response::all_topics));
        let courses = [old, new].map(|responses| chart::counted(responses, chart::courses_of));
        let topic_link = |topic: Key<Topic>| self.topic_link(topic);
        let course_link = |course: Key<Course>| self.course_link(course);
        let new_topics = only_in(&topics[1], &topics[0], topic_link);
        let gone_topics = only_in(&topics[0], &topics[1], topic_link);
        let new_courses = only_in(&courses[1], &courses[0], course_link);
        let gone_courses = only_in(&courses[0], &courses[1], course_link);
        let lists = [&new_topics, &gone_topics, &new_courses, &gone_courses];
        let has_any = lists.iter().any(|list| !list.entries.is_empty());
        has_any.then(|| Changes {
            before: Link::new(before.year.to_string(), self.links.to(&Address::edition(before.year))),
            new_topics,
            gone_topics,
            new_courses,
            gone_courses,
        })
    }
}

/// The entries of one edition that another has not, with the number of their cities.
fn only_in<'d, T>(
    these: &BTreeMap<Key<T>, usize>,
    others: &BTreeMap<Key<T>, usize>,
    link: impl Fn(Key<T>) -> Link<'d>,
) -> ChangeList<'d> {
    let mut only: Vec<(Key<T>, usize)> = these
        .iter()
        .filter(|(entry, _)| !others.contains_key(entry))
        .map(|(&entry, &cities)| (entry, cities))
        .collect();
    only.sort_by_key(|&(entry, cities)| (Reverse(cities), entry));
    let more = only.len().saturating_sub(SHOWN);
    only.truncate(SHOWN);
    ChangeList {
        entries: only.into_iter().map(|(entry, cities)| ChangeEntry { link: link(entry), cities }).collect(),
        more,
    }
}
