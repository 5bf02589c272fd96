//! The context in which the data of a page is made: the index, the interface texts, and the page. It also makes the
//! links that many pages have.

use std::borrow::Cow;

use super::collection_scope::CollectionScope;
use super::link::{CityLink, Link};
use super::{MadeFiles, PageKind, Views};
use crate::address::{Address, Links};
use crate::link::Index;
use crate::model::{City, Course, Digest, Edition, Key, Response, Sector, Topic};

/// The context in which the data of a page is made.
pub(super) struct Context<'a, 'd> {
    pub(super) views: &'a Views<'a, 'd>,
    pub(super) index: &'a Index<'d>,
    pub(super) digest: &'d Digest,
    /// The kind of the page.
    pub(super) kind: &'static PageKind,
    /// The address of the page.
    pub(super) address: &'a Address,
    /// Whether a host serves the page at any address.
    pub(super) is_served_anywhere: bool,
    /// Whether the page continues a list that begins on another page.
    pub(super) is_continuation: bool,
    /// Makes links from the page.
    pub(super) links: Links,
    /// The collection of the page's subject.
    pub(super) collection: Option<CollectionScope<'d>>,
    /// The files that were made before the page.
    pub(super) made_files: &'a MadeFiles,
}

impl<'d> Context<'_, 'd> {
    /// Returns a text of the interface.
    pub(super) fn text(&self, id: &str) -> String {
        self.views.texts.text(id)
    }

    /// A text of the interface about a year.
    pub(super) fn text_of_year(&self, id: &str, year: u16) -> String {
        self.views.texts.text_of_year(id, year)
    }

    pub(super) fn city_link(&self, city: Key<City>) -> CityLink<'d> {
        self.city_link_with(city, self.links.to(&self.digest.city_address(city)))
    }

    pub(super) fn city_link_to_response(&self, response: &Response) -> CityLink<'d> {
        self.city_link_with(response.city, self.links.to(&self.digest.response_address(response.id())))
    }

    /// The city of a response, with the link to a place in the response.
    pub(super) fn city_link_to_anchor(&self, response: &Response, anchor: &str) -> CityLink<'d> {
        self.city_link_with(response.city, self.link_into_response(response, anchor))
    }

    fn city_link_with(&self, city: Key<City>, url: String) -> CityLink<'d> {
        let city = &self.digest.cities[city];
        let place = match (city.region.as_deref(), city.country.as_deref()) {
            (Some(region), Some(country)) => Some(format!("{region}, {country}").into()),
            (region, country) => region.or(country).map(Into::into),
        };
        CityLink { name: self.digest.display_name(city), place, url }
    }

    /// The link to a place in a response.
    pub(super) fn link_into_response(&self, response: &Response, anchor: &str) -> String {
        self.links.to_anchor(&self.digest.response_address(response.id()), anchor)
    }

    pub(super) fn topic_link(&self, topic: Key<Topic>) -> Link<'d> {
        Link::new(
            self.digest.display_name(&self.digest.topics[topic]),
            self.links.to(&self.digest.topic_address(topic)),
        )
    }

    pub(super) fn course_link(&self, course: Key<Course>) -> Link<'d> {
        Link::new(
            self.digest.display_name(&self.digest.courses[course]),
            self.links.to(&self.digest.course_address(course)),
        )
    }

    /// The responses of a city, the latest first.
    pub(super) fn city_responses(&self, city: Key<City>) -> impl Iterator<Item = &'d Response> {
        let digest = self.digest;
        self.index.city(city).responses.iter().map(move |&number| &*digest.responses[number])
    }

    /// Links to the editions with responses, the latest first.
    pub(super) fn editions_with_responses(&self) -> Vec<Link<'d>> {
        let editions = self.digest.editions.iter().rev();
        let with_responses = editions.filter(|edition| !self.index.edition_responses(edition).is_empty());
        with_responses.map(|edition| self.edition_link(edition)).collect()
    }

    /// The title of an edition, or the word for “edition” and the year if it has none.
    pub(super) fn edition_title(&self, edition: &'d Edition) -> Cow<'d, str> {
        match &edition.title {
            Some(title) => (&**title).into(),
            None => format!("{} {}", self.text("edition"), edition.year).into(),
        }
    }

    pub(super) fn edition_link(&self, edition: &'d Edition) -> Link<'d> {
        Link::new(self.edition_title(edition), self.links.to(&Address::edition(edition.year)))
    }

    pub(super) fn sector_name(&self, sector: Key<Sector>) -> &'d str {
        self.digest.display_name(&self.digest.sectors[sector])
    }
}
