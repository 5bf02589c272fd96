//! Changes between editions: topics and courses that are new in an edition, and those that the edition before it had
//! and it lacks.

use serde::Serialize;

use super::context::Context;
use super::link::Link;
use crate::address::Address;
use crate::model::{Course, Edition, Key, Topic};

/// How many entries a list names.
const SHOWN: usize = 10;

/// Topics and courses that are new or gone compared with the previous edition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Changes<'d> {
    /// The previous edition.
    pub before: Link<'d>,
    /// Topics that no city wrote about in it.
    pub new_topics: ChangeList<'d>,
    /// Topics that no city writes about any more.
    pub gone_topics: ChangeList<'d>,
    /// Courses that no city asked for in it.
    pub new_courses: ChangeList<'d>,
    /// Courses that no city asks for any more.
    pub gone_courses: ChangeList<'d>,
}

/// Topics or courses, those of most cities first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ChangeList<'d> {
    /// The first ten.
    pub entries: Vec<ChangeEntry<'d>>,
    /// How many more there are.
    pub more: usize,
}

/// A topic or a course that is new or gone.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ChangeEntry<'d> {
    /// The link to it.
    pub link: Link<'d>,
    /// How many cities write about it or ask for it, in the edition that has it.
    pub cities: usize,
}

/// Compares two editions; `None` if nothing changed.
pub(super) fn changes<'d>(cx: &Context<'_, 'd>, before: &'d Edition, edition: &'d Edition) -> Option<Changes<'d>> {
    let (old, new) = (cx.index.of_edition(before), cx.index.of_edition(edition));
    let topic_link = |topic: Key<Topic>| cx.topic_link(topic);
    let course_link = |course: Key<Course>| cx.course_link(course);
    let new_topics = list(new.topics.without(&old.topics), topic_link);
    let gone_topics = list(old.topics.without(&new.topics), topic_link);
    let new_courses = list(new.courses.without(&old.courses), course_link);
    let gone_courses = list(old.courses.without(&new.courses), course_link);
    let lists = [&new_topics, &gone_topics, &new_courses, &gone_courses];
    let has_any = lists.iter().any(|list| !list.entries.is_empty());
    has_any.then(|| Changes {
        before: Link::new(before.year.to_string(), cx.links.to(&Address::edition(before.year))),
        new_topics,
        gone_topics,
        new_courses,
        gone_courses,
    })
}

fn list<'d, T>(
    mut entries: impl Iterator<Item = (Key<T>, usize)>,
    link: impl Fn(Key<T>) -> Link<'d>,
) -> ChangeList<'d> {
    let named = entries.by_ref().take(SHOWN).map(|(entry, cities)| ChangeEntry { link: link(entry), cities });
    ChangeList { entries: named.collect(), more: entries.count() }
}
