//! Compares the latest year of a city with its previous one: its topics, the outcomes of its plans, the replies to its
//! requests.

use std::collections::BTreeSet;

use super::{Index, Tally};
use crate::model::{City, Edition, Key, Role, Topic, Year};

/// The latest year of a city compared with the previous year in which it answered.
#[derive(Debug)]
pub struct CityChange<'d> {
    /// The latest edition in which it answered.
    pub edition: &'d Edition,
    /// The previous edition in which it answered.
    pub before: &'d Edition,
    /// The topics that it did not write about before, in the order of the register.
    pub new_topics: Vec<Key<Topic>>,
    /// The topics that it no longer writes about.
    pub gone_topics: Vec<Key<Topic>>,
    /// The outcomes of its plans in the previous edition; `None` if these plans were not for the latest year.
    pub plans: Option<Tally>,
    /// The replies to its requests in the previous edition.
    pub requests: Tally,
}

impl<'d> Index<'d> {
    /// Returns the years in which a city answered, the latest first.
    pub fn city_years(&self, city: Key<City>) -> Vec<Year> {
        let responses = self.city(city).responses.iter();
        let mut years: Vec<Year> = responses.map(|&number| self.digest().responses[number].year).collect();
        years.dedup();
        years
    }

    /// Compares the latest year of a city with the previous one; `None` if it answered in one year only.
    pub fn city_change(&self, city: Key<City>) -> Option<CityChange<'d>> {
        let [latest, before, ..] = self.city_years(city)[..] else {
            return None;
        };
        let (edition, before) = (self.edition(latest)?, self.edition(before)?);
        let topics = |year: Year| -> BTreeSet<Key<Topic>> {
            let responses = self.city(city).responses.iter().map(|&number| &self.digest().responses[number]);
            responses.filter(|response| response.year == year).flat_map(|response| response.all_topics()).collect()
        };
        let (new, old) = (topics(edition.year), topics(before.year));
        let plans = || self.outcomes_of(self.city_passages(city, before, Role::Plans).into_iter());
        Some(CityChange {
            edition,
            before,
            new_topics: new.difference(&old).copied().collect(),
            gone_topics: old.difference(&new).copied().collect(),
            plans: (before.year.0 + 1 == edition.year.0).then(plans),
            requests: self.replies_to(self.city_passages(city, before, Role::Support).into_iter()),
        })
    }
}
