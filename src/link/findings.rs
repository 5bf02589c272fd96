//! Findings: the few facts of an edition that the home page states in a sentence each. [`Index::findings`] returns
//! them.
//!
//! There are at most [`MAX_FINDINGS`], in this order, each under its conditions:
//!
//! 1. The outcomes of the plans made for this year, if at least one is recorded.
//! 2. The topic whose number of cities grew most since the previous edition: by at least [`MIN_CHANGE`], to at least
//!    [`MIN_CITIES`] cities. A topic that the previous edition does not have counts as well.
//! 3. The most wanted of the courses that no city asked for in an earlier edition, if at least two cities ask for it.
//! 4. The number of requests that the directorate replied to, if it replied to any.
//! 5. The cities that answered for the first time, if there are earlier editions.
//! 6. The subject that most cities want to discuss, and the course that most ask for: at least [`MIN_CITIES`] cities,
//!    and more than for the next one. The course is left out if it is the one of rule 3.
//! 7. The topic whose number of cities fell most, by at least [`MIN_CHANGE`].
//!
//! A previous edition with fewer than half as many cities, or more than twice as many, is not compared: nearly all its
//! topics would have grown or fallen. Each finding links to the list that it counts; a test compares them with the open
//! data. With one city there is nothing to count; then the home page describes the year of that city instead.

use super::edition_change::{CountChange, count_changes};
use super::{Index, Tally};
use crate::model::{City, Course, Edition, Key, OutcomeKind, Topic, Year};

/// The largest number of findings.
const MAX_FINDINGS: usize = 6;

/// A change by fewer cities may be coincidence.
const MIN_CHANGE: usize = 2;

/// Fewer cities are not worth a finding.
const MIN_CITIES: usize = 3;

/// A fact of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The outcomes of the plans that were made for this year.
    Outcomes {
        /// The edition with the plans.
        made_in: Year,
        /// The number of plans.
        plans: usize,
        /// The number of plans that are done.
        done: usize,
        /// The number of plans without a recorded outcome.
        silent: usize,
    },
    /// More cities write about a topic than before, or fewer.
    Topic {
        /// The topic.
        topic: Key<Topic>,
        /// The number of cities that write about it.
        cities: usize,
        /// The number of cities in the previous edition.
        before: usize,
        /// The year of that edition.
        year_before: Year,
    },
    /// Cities ask for a course that no city asked for before.
    NewCourse {
        /// The course.
        course: Key<Course>,
        /// The number of cities.
        cities: usize,
    },
    /// The directorate replied to requests.
    Replies {
        /// The number of requests.
        requests: usize,
        /// The number of requests with a reply.
        replied: usize,
    },
    /// Cities answered for the first time.
    NewCities(Vec<Key<City>>),
    /// Most cities want to discuss a topic.
    Discussed {
        /// The topic.
        topic: Key<Topic>,
        /// The number of cities.
        cities: usize,
    },
    /// Most cities ask for a course.
    Wanted {
        /// The course.
        course: Key<Course>,
        /// The number of cities.
        cities: usize,
    },
}

impl<'d> Index<'d> {
    /// Returns the findings of an edition; none if fewer than two cities answered.
    pub fn findings(&self, edition: &'d Edition) -> Vec<Finding> {
        let lists = self.edition_lists(edition);
        if lists.cities.len() < 2 {
            return Vec::new();
        }
        let earlier = self.digest().editions.iter().filter(|other| other.year < edition.year);
        let earlier: Vec<&'d Edition> = earlier.filter(|other| !self.edition_responses(other).is_empty()).collect();
        let compared = self.edition_before(edition).filter(|other| {
            let (old, new) = (self.edition_lists(other).cities.len(), lists.cities.len());
            old <= new * 2 && new <= old * 2
        });
        let changes =
            compared.map(|other| (other.year, count_changes(&self.edition_lists(other).topics, &lists.topics)));
        let mut grown: Vec<Finding> = Vec::new();
        let mut fallen: Vec<Finding> = Vec::new();
        if let Some((year_before, changes)) = changes {
            let finding = |&CountChange { entry, before, now }: &CountChange<Topic>| Finding::Topic {
                topic: entry,
                cities: now,
                before,
                year_before,
            };
            let growth = |change: &&CountChange<Topic>| change.now.saturating_sub(change.before);
            let fall = |change: &&CountChange<Topic>| change.before.saturating_sub(change.now);
            // Of several maxima `max_by_key` returns the last; `rev` makes it the first, which most cities name.
            let most_grown = changes.iter().rev().max_by_key(growth);
            let most_grown = most_grown.filter(|change| growth(change) >= MIN_CHANGE && change.now >= MIN_CITIES);
            grown.extend(most_grown.map(finding));
            let most_fallen = changes.iter().rev().max_by_key(fall);
            fallen.extend(most_fallen.filter(|change| fall(change) >= MIN_CHANGE).map(finding));
        }
        let new_course = self.new_course(&earlier, edition);
        let wanted =
            leading(lists.courses.iter()).filter(|(course, _)| Some(*course) != new_course.map(|(new, _)| new));
        let discussed = leading(lists.discussion.listing.named.iter().map(|named| (named.topic, named.cities)));
        let new_cities = self.new_cities(&earlier, edition);
        let findings = self
            .outcomes_finding(edition)
            .into_iter()
            .chain(grown)
            .chain(new_course.map(|(course, cities)| Finding::NewCourse { course, cities }))
            .chain(self.replies_finding(edition))
            .chain((!new_cities.is_empty()).then_some(Finding::NewCities(new_cities)))
            .chain(discussed.map(|(topic, cities)| Finding::Discussed { topic, cities }))
            .chain(wanted.map(|(course, cities)| Finding::Wanted { course, cities }))
            .chain(fallen);
        findings.take(MAX_FINDINGS).collect()
    }

    /// Returns the finding about the outcomes of plans.
    fn outcomes_finding(&self, edition: &'d Edition) -> Option<Finding> {
        let made_in = self.edition(Year(edition.year.0 - 1))?;
        let tally = self.edition_lists(made_in).plans.listing.tally;
        let done = OutcomeKind::ALL.iter().position(|kind| *kind == OutcomeKind::Done);
        let Tally { recorded, silent } = tally;
        (tally.recorded_count() > 0).then(|| Finding::Outcomes {
            made_in: made_in.year,
            plans: tally.all(),
            done: done.map_or(0, |done| recorded[done]),
            silent,
        })
    }

    /// Returns the finding about replies to requests.
    fn replies_finding(&self, edition: &'d Edition) -> Option<Finding> {
        let tally = self.edition_lists(edition).support.listing.tally;
        (tally.recorded_count() > 0)
            .then(|| Finding::Replies { requests: tally.all(), replied: tally.recorded_count() })
    }

    /// Returns the most wanted of the courses that no city asked for before.
    fn new_course(&self, earlier: &[&'d Edition], edition: &Edition) -> Option<(Key<Course>, usize)> {
        if earlier.is_empty() {
            return None;
        }
        let is_new = |course: Key<Course>| {
            self.course(course).by_year.iter().all(|in_year| in_year.year >= edition.year || in_year.entries == 0)
        };
        let courses = &self.edition_lists(edition).courses;
        courses.iter().find(|(course, _)| is_new(*course)).filter(|(_, cities)| *cities >= 2)
    }

    /// Returns the cities that did not answer in an earlier edition.
    fn new_cities(&self, earlier: &[&'d Edition], edition: &Edition) -> Vec<Key<City>> {
        let is_new = |city: &Key<City>| self.city_years(*city).last() == Some(&edition.year);
        let cities = self.edition_lists(edition).cities.iter().copied();
        cities.filter(|_| !earlier.is_empty()).filter(is_new).collect()
    }
}

/// Returns the first entry, if at least [`MIN_CITIES`] cities name it, and more than name the next one.
fn leading<T>(mut entries: impl Iterator<Item = (Key<T>, usize)>) -> Option<(Key<T>, usize)> {
    let first = entries.next().filter(|(_, cities)| *cities >= MIN_CITIES)?;
    entries.next().is_none_or(|(_, next)| next < first.1).then_some(first)
}
