//! Redirects from the print pages of earlier versions to the collections that replace them.

use super::InterfaceTexts;
use super::collection_scope::CollectionScope;
use crate::address::{Address, Links};
use crate::link::Index;
use crate::model::Digest;

/// How many responses a print page of earlier versions had.
const RESPONSES_PER_PAGE: usize = 100;

/// How many passages a print page of a topic had.
const PASSAGES_PER_PAGE: usize = 300;

/// A redirect from a print page of earlier versions to its collection.
#[derive(Debug, Clone, Copy)]
pub struct Redirect<'d> {
    collection: CollectionScope<'d>,
    number: usize,
}

/// The data of a redirect page.
#[derive(Debug)]
pub struct RedirectView {
    /// The language of the interface.
    pub language: &'static str,
    /// Its title.
    pub title: String,
    /// The text of the link.
    pub text: String,
    /// The link to the collection.
    pub url: String,
    /// The absolute address of the collection, if the site has a `base_url`.
    pub canonical: Option<String>,
}

impl<'d> Redirect<'d> {
    /// Lists all redirects.
    pub fn all(index: &Index<'d>) -> impl Iterator<Item = Self> + use<'d> {
        let digest = index.digest();
        let sectors = digest
            .editions
            .iter()
            .flat_map(|edition| edition.sectors.iter().map(move |sector| CollectionScope::Sector(edition, sector)));
        let cities = digest.cities.keys().map(CollectionScope::City);
        let topics = digest.topics.keys().map(CollectionScope::Topic);
        let redirects = sectors.chain(cities).chain(topics).flat_map(|collection| {
            let count = print_page_count(collection, index);
            (1..=count).map(move |number| Self { collection, number })
        });
        redirects.collect::<Vec<_>>().into_iter()
    }

    /// The address of the print page, which is that of the redirect.
    pub fn address(self, digest: &Digest) -> Address {
        let first = print_address(self.collection, digest).unwrap_or_else(Address::collection);
        first.numbered(self.number)
    }

    /// Makes the data of the redirect page.
    pub fn view(self, digest: &Digest, texts: &dyn InterfaceTexts) -> RedirectView {
        let site = &digest.site;
        let query = self.collection.query(digest);
        RedirectView {
            language: site.language.code(),
            title: texts.text("moved-title"),
            text: texts.text("collection-link"),
            url: self.collection.url(&Links::from(&self.address(digest)), digest),
            canonical: site.base_url.as_ref().map(|base| format!("{}{query}", Address::collection().absolute(base))),
        }
    }
}

/// The address of the first print page of a collection in earlier versions; `None` if it had none.
fn print_address(collection: CollectionScope<'_>, digest: &Digest) -> Option<Address> {
    let page = match collection {
        CollectionScope::Sector(edition, sector) => digest.sector_address(edition.year, sector.sector),
        CollectionScope::City(city) => digest.city_address(city),
        CollectionScope::Topic(topic) => digest.topic_address(topic),
        _ => return None,
    };
    Some(page.former_print_page())
}

/// How many print pages a collection had.
fn print_page_count<'d>(collection: CollectionScope<'d>, index: &Index<'d>) -> usize {
    let (count, per_page) = match collection {
        CollectionScope::Sector(edition, sector) => {
            (index.responses(edition.year, sector.sector).len(), RESPONSES_PER_PAGE)
        }
        CollectionScope::City(city) => (index.city(city).responses.len(), RESPONSES_PER_PAGE),
        CollectionScope::Topic(topic) => (index.topic(topic).passages.len(), PASSAGES_PER_PAGE),
        _ => (0, 1),
    };
    count.div_ceil(per_page)
}
