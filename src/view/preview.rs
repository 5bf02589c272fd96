//! Preview pictures, which messengers and social networks show with a link. Each is the map with one city, or with the
//! cities that answered in an edition. It has no text, because the title of the page is shown below it.

use super::collection_scope::CollectionScope;
use super::context::Context;
use super::map;
pub use super::map::{HEIGHT, LAKES, LAND, WIDTH};
use crate::address::Address;
use crate::link::Index;
use crate::model::{City, Digest, Key, Year};

/// The folder of the pictures.
const FOLDER: &str = "previews";

/// A preview picture.
#[derive(Debug, Clone, Copy)]
pub enum Preview {
    /// The picture of a city that is on the map.
    City(Key<City>),
    /// The picture of an edition.
    Edition(Year),
}

/// A city in a preview picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CityMark {
    /// Its distance from the left, in the frame of the map.
    pub x: i32,
    /// Its distance from the top.
    pub y: i32,
    /// How it is drawn.
    pub kind: MarkKind,
}

/// How a city is drawn in a preview picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A city of the register.
    Known,
    /// A city that answered in the picture's edition.
    Answered,
    /// The city that the picture is about.
    Subject,
}

/// The marks of the cities that every picture has, whatever its subject.
pub fn known_cities(digest: &Digest) -> Vec<CityMark> {
    digest.cities.keys().filter_map(|city| mark(digest, city, MarkKind::Known)).collect()
}

fn mark(digest: &Digest, city: Key<City>, kind: MarkKind) -> Option<CityMark> {
    map::map_position(&digest.cities[city]).map(|(x, y)| CityMark { x, y, kind })
}

impl Preview {
    /// Lists the preview pictures of a digest. There are none without a `base_url`, because links to them must be
    /// absolute (<https://ogp.me/>).
    pub fn all<'d>(index: &'d Index<'d>) -> impl Iterator<Item = Preview> + 'd {
        let digest = index.digest();
        let cities = digest.cities.keys().filter_map(|city| Self::for_city(city, digest));
        let editions = digest.editions.iter().map(|edition| Self::Edition(edition.year));
        cities.chain(editions).filter(|_| has_previews(digest))
    }

    /// The path of its file. Ids begin with a letter, so a city and a year never have the same path.
    pub fn path(self, digest: &Digest) -> String {
        match self {
            Self::City(city) => format!("{FOLDER}/{}.png", digest.cities[city].id),
            Self::Edition(year) => format!("{FOLDER}/{year}.png"),
        }
    }

    /// The marks of the cities that the picture emphasises.
    pub fn marks(self, index: &Index<'_>) -> Vec<CityMark> {
        let digest = index.digest();
        match self {
            Self::City(city) => mark(digest, city, MarkKind::Subject).into_iter().collect(),
            Self::Edition(year) => {
                let responses = digest.editions.iter().filter(|edition| edition.year == year);
                let responses = responses.flat_map(|edition| index.edition_responses(edition));
                let mut cities: Vec<Key<City>> = responses.map(|response| response.city).collect();
                cities.sort_unstable();
                cities.dedup();
                cities.into_iter().filter_map(|city| mark(digest, city, MarkKind::Answered)).collect()
            }
        }
    }

    /// Chooses the picture of a page by the contents of its collection: that of its city or edition, else that of the
    /// current edition.
    fn for_page(collection: Option<CollectionScope<'_>>, digest: &Digest) -> Option<Self> {
        let current = || digest.current_edition().map(|edition| Self::Edition(edition.year));
        match collection {
            Some(
                CollectionScope::City(city) | CollectionScope::CityRole(city, _) | CollectionScope::Mentions(city),
            ) => Self::for_city(city, digest).or_else(current),
            Some(
                CollectionScope::Edition(edition)
                | CollectionScope::Sector(edition, _)
                | CollectionScope::Question(edition, ..)
                | CollectionScope::Role(edition, _)
                | CollectionScope::SectorRole(edition, ..),
            ) => Some(Self::Edition(edition.year)),
            Some(CollectionScope::Custom | CollectionScope::Topic(_) | CollectionScope::Course(_)) | None => current(),
        }
    }

    /// The picture of a city; `None` if the city is not on the map.
    fn for_city(city: Key<City>, digest: &Digest) -> Option<Self> {
        map::map_position(&digest.cities[city]).map(|_| Self::City(city))
    }
}

/// Whether a digest has preview pictures.
fn has_previews(digest: &Digest) -> bool {
    digest.site.previews && digest.site.base_url.is_some()
}

impl Context<'_, '_> {
    /// The absolute address of the preview picture of the page.
    pub(super) fn preview(&self) -> Option<String> {
        self.preview_url(Preview::for_page(self.collection, self.digest))
    }

    /// The link to the preview picture of a city, which its page shows as a small map.
    pub(super) fn city_map(&self, city: Key<City>) -> Option<String> {
        let preview = Preview::for_city(city, self.digest).filter(|_| has_previews(self.digest))?;
        Some(self.links.to(&Address::file(&preview.path(self.digest))))
    }

    /// The absolute address of the preview picture of a city's response.
    pub(super) fn response_preview(&self, city: Key<City>) -> Option<String> {
        self.preview_url(Preview::for_city(city, self.digest)).or_else(|| self.preview())
    }

    fn preview_url(&self, preview: Option<Preview>) -> Option<String> {
        let base = self.digest.site.base_url.as_ref().filter(|_| has_previews(self.digest))?;
        Some(format!("{base}{}", preview?.path(self.digest)))
    }
}
