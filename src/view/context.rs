//! The context of views: the index, the interface texts, and the page to make.

use std::borrow::Cow;

use super::collected::Collected;
use super::link::{CityLink, Link};
use super::{Kind, MadeFiles, Views};
use crate::address::{Address, Links};
use crate::link::Index;
use crate::model::{City, Course, Digest, Edition, Key, Response, Sector, Size, Topic};

/// What the view of a page is made from.
pub(super) struct Context<'a, 'd> {
    pub(super) views: &'a Views<'a, 'd>,
    pub(super) index: &'a Index<'d>,
    pub(super) digest: &'d Digest,
    /// The kind of the page.
    pub(super) kind: &'static Kind,
    /// Its address.
    pub(super) address: &'a Address,
    /// Whether a host shows it under any address.
    pub(super) is_anywhere: bool,
    /// Whether a list goes on on it that begins on another page.
    pub(super) is_further: bool,
    /// Links from it.
    pub(super) links: Links,
    /// The collection of the page's subject.
    pub(super) collected: Option<Collected<'d>>,
    /// The files that were made before the page.
    pub(super) made: &'a MadeFiles,
}

impl<'d> Context<'_, 'd> {
    /// A text of the interface.
    pub(super) fn text(&self, id: &str) -> String {
        self.views.texts.text(id)
    }

    /// A text of the interface about a year.
    pub(super) fn text_of_year(&self, id: &str, year: u16) -> String {
        self.views.texts.text_of_year(id, year)
    }

    pub(super) fn city_link(&self, city: Key<City>) -> CityLink<'d> {
        self.city_link_to(city, &self.digest.city_address(city))
    }

    pub(super) fn response_link(&self, response: &Response) -> CityLink<'d> {
        self.city_link_to(response.city, &self.digest.response_address(response.id()))
    }

    pub(super) fn city_link_to(&self, city: Key<City>, address: &Address) -> CityLink<'d> {
        let city = &self.digest.cities[city];
        let City { region, country, federal_district, .. } = city;
        CityLink {
            name: self.digest.shown(city),
            region: region.as_deref(),
            country: country.as_deref(),
            district: federal_district.as_deref(),
            size: Size::of(city).map(Size::id),
            url: self.links.to(address),
        }
    }

    pub(super) fn topic_link(&self, topic: Key<Topic>) -> Link<'d> {
        Link::new(self.digest.shown(&self.digest.topics[topic]), self.links.to(&self.digest.topic_address(topic)))
    }

    pub(super) fn course_link(&self, course: Key<Course>) -> Link<'d> {
        Link::new(self.digest.shown(&self.digest.courses[course]), self.links.to(&self.digest.course_address(course)))
    }

    /// The editions with responses, the latest first.
    pub(super) fn answered_editions(&self) -> Vec<Link<'d>> {
        let editions = self.digest.editions.iter().rev();
        let answered = editions.filter(|edition| !self.index.edition_responses(edition).is_empty());
        answered.map(|edition| self.edition_link(edition)).collect()
    }

    /// The title of an edition, or the word for it and the year.
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
        self.digest.shown(&self.digest.sectors[sector])
    }
}
