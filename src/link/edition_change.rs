//! Compares an edition with the previous one.

use super::{Index, Ranking};
use crate::model::{City, Correction, Course, Edition, Key, Reply, Response, Topic};

/// The changes from one edition to a later one.
#[derive(Debug)]
pub struct EditionChange<'d> {
    /// The cities that answered only in the later edition.
    pub new_cities: Vec<Key<City>>,
    /// The cities that answered only in the earlier edition.
    pub gone_cities: Vec<Key<City>>,
    /// The topics whose number of cities changed, those that most cities now name first.
    pub topics: Vec<CountChange<Topic>>,
    /// The courses whose number of cities changed, in the same order.
    pub courses: Vec<CountChange<Course>>,
    /// The corrections made in responses of the later edition, the latest first.
    pub corrections: Vec<(&'d Response, &'d Correction)>,
    /// The replies to the requests of both editions, the latest first, those without a date last.
    pub replies: Vec<&'d Reply>,
}

/// The number of cities that name a topic or ask for a course, in two editions.
#[derive(Debug)]
pub struct CountChange<T> {
    /// The topic or the course.
    pub entry: Key<T>,
    /// The number of cities in the earlier edition.
    pub before: usize,
    /// The number of cities in the later edition.
    pub now: usize,
}

impl<'d> Index<'d> {
    /// Returns the last edition with responses before another one; `None` if that one has no responses itself.
    pub fn edition_before(&self, edition: &Edition) -> Option<&'d Edition> {
        let before = self.digest().editions.iter().rev().filter(|other| other.year < edition.year);
        let mut answered = before.filter(|other| !self.edition_responses(other).is_empty());
        answered.next().filter(|_| !self.edition_responses(edition).is_empty())
    }

    /// Compares an edition with an earlier one.
    pub fn edition_change(&self, before: &'d Edition, edition: &'d Edition) -> EditionChange<'d> {
        let (old, new) = (self.edition_lists(before), self.edition_lists(edition));
        let only_in = |cities: &[Key<City>], others: &[Key<City>]| -> Vec<Key<City>> {
            cities.iter().filter(|city| others.binary_search(city).is_err()).copied().collect()
        };
        let corrected = self.edition_responses(edition).iter().flat_map(|response| {
            let response: &'d Response = response;
            response.corrections.iter().map(move |correction| (response, correction))
        });
        let mut corrections: Vec<_> = corrected.collect();
        corrections.sort_by_key(|(_, correction)| std::cmp::Reverse(correction.date));
        let mut replies: Vec<&'d Reply> = before.replies.iter().chain(&edition.replies).collect();
        replies.sort_by_key(|reply| std::cmp::Reverse(reply.date));
        EditionChange {
            new_cities: only_in(&new.cities, &old.cities),
            gone_cities: only_in(&old.cities, &new.cities),
            topics: count_changes(&old.topics, &new.topics),
            courses: count_changes(&old.courses, &new.courses),
            corrections,
            replies,
        }
    }
}

/// Returns the entries whose number of cities differs between two rankings: in the order of the new ranking, then those
/// that are only in the old one.
pub(super) fn count_changes<T>(old: &Ranking<T>, new: &Ranking<T>) -> Vec<CountChange<T>> {
    let mut counts: Vec<(Key<T>, usize)> = old.iter().collect();
    counts.sort_unstable();
    let before = |entry: Key<T>| {
        let position = counts.binary_search_by_key(&entry, |(entry, _)| *entry);
        position.map_or(0, |position| counts[position].1)
    };
    let now = new.iter().map(|(entry, now)| CountChange { entry, before: before(entry), now });
    let gone = old.without(new).map(|(entry, before)| CountChange { entry, before, now: 0 });
    now.chain(gone).filter(|change| change.before != change.now).collect()
}
