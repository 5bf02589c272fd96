//! The possible contents of a collection, and links to it. `collection.rs` has the page that shows it.

use crate::address::{Address, Links};
use crate::link::Index;
use crate::model::{City, Course, Digest, Edition, Key, Question, Role, Sector, SectorEdition, Topic};

/// The contents of a collection: those of the subject of a page.
#[derive(Debug, Clone, Copy)]
pub(super) enum CollectionScope<'d> {
    /// No contents yet: the reader chooses them.
    Custom,
    /// The responses of an edition.
    Edition(&'d Edition),
    /// The responses of a sector's edition.
    Sector(&'d Edition, &'d SectorEdition),
    /// The answers to a question.
    Question(&'d Edition, &'d SectorEdition, &'d Question),
    /// The answers to the questions of a role, in all sectors of an edition.
    Role(&'d Edition, Role),
    /// The answers to the questions of a role in a sector's edition.
    SectorRole(&'d Edition, Key<Sector>, Role),
    /// The responses of a city.
    City(Key<City>),
    /// The answers of a city to the questions of a role.
    CityRole(Key<City>, Role),
    /// The passages that mention a city.
    Mentions(Key<City>),
    /// The passages on a topic.
    Topic(Key<Topic>),
    /// The requests for a course.
    Course(Key<Course>),
}

impl<'d> CollectionScope<'d> {
    /// Whether the collection would be empty.
    fn is_empty(self, index: &Index<'d>) -> bool {
        match self {
            Self::Custom => index.digest().responses.is_empty(),
            Self::Edition(edition) | Self::Role(edition, _) => index.edition_responses(edition).is_empty(),
            Self::Sector(edition, sector) | Self::Question(edition, sector, _) => {
                index.responses(edition.year, sector.sector).is_empty()
            }
            Self::SectorRole(edition, sector, _) => index.responses(edition.year, sector).is_empty(),
            Self::City(city) | Self::CityRole(city, _) => index.city(city).responses.is_empty(),
            Self::Mentions(city) => index.city(city).mentions.is_empty(),
            Self::Topic(topic) => index.topic(topic).passages.is_empty(),
            Self::Course(course) => index.course(course).requests.is_empty(),
        }
    }

    /// The link to the collection; `None` if it would be empty.
    pub(super) fn link(self, index: &Index<'d>, links: &Links) -> Option<String> {
        (!self.is_empty(index)).then(|| self.url(links, index.digest()))
    }

    /// The link to the collection.
    pub(super) fn url(self, links: &Links, digest: &Digest) -> String {
        format!("{}{}", links.to(&Address::collection()), self.query(digest))
    }

    /// The query of the collection's address: `?city=omsk`.
    pub(super) fn query(self, digest: &Digest) -> String {
        let parameters: Vec<(&str, String)> = match self {
            Self::Custom => Vec::new(),
            Self::Edition(edition) => vec![("year", edition.year.to_string())],
            Self::Sector(edition, sector) => sector_parameters(digest, edition, sector.sector),
            Self::Question(edition, sector, question) => {
                let mut parameters = sector_parameters(digest, edition, sector.sector);
                parameters.push(("question", question.id.to_string()));
                parameters
            }
            Self::Role(edition, role) => {
                vec![("year", edition.year.to_string()), ("question", role.id().to_owned())]
            }
            Self::SectorRole(edition, sector, role) => {
                let mut parameters = sector_parameters(digest, edition, sector);
                parameters.push(("question", role.id().to_owned()));
                parameters
            }
            Self::City(city) => vec![("city", digest.cities[city].id.to_string())],
            Self::CityRole(city, role) => {
                vec![("city", digest.cities[city].id.to_string()), ("question", role.id().to_owned())]
            }
            Self::Mentions(city) => vec![("mention", digest.cities[city].id.to_string())],
            Self::Topic(topic) => vec![("topic", digest.topics[topic].id.to_string())],
            Self::Course(course) => vec![("course", digest.courses[course].id.to_string())],
        };
        // Ids consist of letters, digits and hyphens, and years are numbers, so nothing has to be encoded.
        let parameters: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if parameters.is_empty() { String::new() } else { format!("?{}", parameters.join("&")) }
    }
}

fn sector_parameters(digest: &Digest, edition: &Edition, sector: Key<Sector>) -> Vec<(&'static str, String)> {
    vec![("year", edition.year.to_string()), ("sector", digest.sectors[sector].id.to_string())]
}
