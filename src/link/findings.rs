//! Findings: the few facts of an edition that are worth telling in a sentence on the home page.
//!
//! At most [`MOST`], in this order, each only if it says something:
//!
//! 1. What became of the plans made for this year, if the outcome of at least one is recorded.
//! 2. The topic whose number of cities grew most against the edition before: by at least [`GROWTH`], to at least
//!    [`MANY`] cities. A topic that the edition before does not have counts as well.
//! 3. The course that most cities ask for and none asked for in any edition before, if at least two do.
//! 4. How many requests the directorate replied to, if it replied to one.
//! 5. The cities that answered for the first time, if there are editions before.
//! 6. The subject that most cities want to discuss, and the course that most ask for: at least [`MANY`], and more than
//!    the next. The course is left out if it is the one of the third rule.
//! 7. The topic whose number of cities fell most, by at least [`GROWTH`].
//!
//! An edition before with fewer than half as many cities, or more than twice as many, is not compared: of its topics
//! nearly all would have grown or fallen. Each finding leads to the list that it counts; a test compares them with the
//! open data. With one city there is nothing to count; the home page then tells its year instead.

use super::edition_change::{CountChange, count_changes};
use super::{Index, Tally};
use crate::model::{City, Course, Edition, Key, OutcomeKind, Topic, Year};

/// How many findings there are at most.
const MOST: usize = 6;

/// A change by fewer cities may be chance.
const GROWTH: usize = 2;

/// Fewer cities are not many.
const MANY: usize = 3;

/// A fact of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// What became of the plans that an edition made for this year.
    Outcomes {
        /// The edition that made them.
        made_in: Year,
        /// How many plans there are.
        plans: usize,
        /// How many are done.
        done: usize,
        /// The outcome of how many is not recorded.
        silent: usize,
    },
    /// More cities write about a topic than before, or fewer.
    Topic {
        /// The topic.
        topic: Key<Topic>,
        /// How many cities write about it.
        cities: usize,
        /// How many did in the edition before.
        before: usize,
        /// The year of that edition.
        year_before: Year,
    },
    /// Cities ask for a course that nobody asked for before.
    NewCourse {
        /// The course.
        course: Key<Course>,
        /// How many cities.
        cities: usize,
    },
    /// The directorate replied to requests.
    Replies {
        /// How many requests there are.
        requests: usize,
        /// To how many there is a reply.
        replied: usize,
    },
    /// Cities answered for the first time.
    NewCities(Vec<Key<City>>),
    /// Most cities want to discuss a topic.
    Discussed {
        /// The topic.
        topic: Key<Topic>,
        /// How many cities.
        cities: usize,
    },
    /// Most cities ask for a course.
    Wanted {
        /// The course.
        course: Key<Course>,
        /// How many cities.
        cities: usize,
    },
}

impl<'d> Index<'d> {
    /// The findings of an edition; none if fewer than two cities answered.
    pub fn findings(&self, edition: &'d Edition) -> Vec<Finding> {
        let of_edition = self.of_edition(edition);
        if of_edition.cities.len() < 2 {
            return Vec::new();
        }
        let before = self.digest().editions.iter().filter(|other| other.year < edition.year);
        let before: Vec<&'d Edition> = before.filter(|other| !self.edition_responses(other).is_empty()).collect();
        let compared = self.edition_before(edition).filter(|other| {
            let (old, new) = (self.of_edition(other).cities.len(), of_edition.cities.len());
            old <= new * 2 && new <= old * 2
        });
        let changes =
            compared.map(|other| (other.year, count_changes(&self.of_edition(other).topics, &of_edition.topics)));
        let mut grown: Vec<Finding> = Vec::new();
        let mut fallen: Vec<Finding> = Vec::new();
        if let Some((year_before, changes)) = changes {
            let finding = |&CountChange { entry, before, now }: &CountChange<Topic>| Finding::Topic {
                topic: entry,
                cities: now,
                before,
                year_before,
            };
            let growth = |of: &&CountChange<Topic>| of.now.saturating_sub(of.before);
            let fall = |of: &&CountChange<Topic>| of.before.saturating_sub(of.now);
            // `max_by_key` gives the last of several; the first is that of most cities.
            let most = changes.iter().rev().max_by_key(growth).filter(|of| growth(of) >= GROWTH && of.now >= MANY);
            grown.extend(most.map(finding));
            fallen.extend(changes.iter().rev().max_by_key(fall).filter(|of| fall(of) >= GROWTH).map(finding));
        }
        let new_course = self.new_course(&before, edition);
        let wanted =
            leading(of_edition.courses.iter()).filter(|(course, _)| Some(*course) != new_course.map(|of| of.0));
        let discussed = leading(of_edition.discussion.listing.named.iter().map(|named| (named.topic, named.cities)));
        let new_cities = self.new_cities(&before, edition);
        let findings = self
            .outcomes(edition)
            .into_iter()
            .chain(grown)
            .chain(new_course.map(|(course, cities)| Finding::NewCourse { course, cities }))
            .chain(self.replied(edition))
            .chain((!new_cities.is_empty()).then_some(Finding::NewCities(new_cities)))
            .chain(discussed.map(|(topic, cities)| Finding::Discussed { topic, cities }))
            .chain(wanted.map(|(course, cities)| Finding::Wanted { course, cities }))
            .chain(fallen);
        findings.take(MOST).collect()
    }

    fn outcomes(&self, edition: &'d Edition) -> Option<Finding> {
        let made_in = self.edition(Year(edition.year.0 - 1))?;
        let tally = self.of_edition(made_in).plans.listing.tally;
        let done = OutcomeKind::ALL.iter().position(|kind| *kind == OutcomeKind::Done);
        let Tally { recorded, silent } = tally;
        (tally.told() > 0).then(|| Finding::Outcomes {
            made_in: made_in.year,
            plans: tally.all(),
            done: done.map_or(0, |done| recorded[done]),
            silent,
        })
    }

    fn replied(&self, edition: &'d Edition) -> Option<Finding> {
        let tally = self.of_edition(edition).support.listing.tally;
        (tally.told() > 0).then(|| Finding::Replies { requests: tally.all(), replied: tally.told() })
    }

    /// The course that most cities ask for and none asked for before.
    fn new_course(&self, before: &[&'d Edition], edition: &Edition) -> Option<(Key<Course>, usize)> {
        if before.is_empty() {
            return None;
        }
        let is_new = |course: Key<Course>| {
            self.course(course).by_year.iter().all(|in_year| in_year.year >= edition.year || in_year.entries == 0)
        };
        let courses = &self.of_edition(edition).courses;
        courses.iter().find(|(course, _)| is_new(*course)).filter(|(_, cities)| *cities >= 2)
    }

    /// The cities that did not answer in any edition before.
    fn new_cities(&self, before: &[&'d Edition], edition: &Edition) -> Vec<Key<City>> {
        let is_new = |city: &Key<City>| self.city_years(*city).last() == Some(&edition.year);
        let cities = self.of_edition(edition).cities.iter().copied();
        cities.filter(|_| !before.is_empty()).filter(is_new).collect()
    }
}

/// The entry that most cities name, if they are many and more than those of the next.
fn leading<T>(mut entries: impl Iterator<Item = (Key<T>, usize)>) -> Option<(Key<T>, usize)> {
    let first = entries.next().filter(|(_, cities)| *cities >= MANY)?;
    entries.next().is_none_or(|(_, next)| next < first.1).then_some(first)
}
