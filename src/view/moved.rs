//! Redirects from the print pages of earlier versions to their collections.

use super::collected::Collected;
use super::{InterfaceTexts, list};
use crate::address::{Address, Links};
use crate::link::Index;
use crate::model::Digest;

/// How many responses the print pages of earlier versions had, and how many passages those of a topic.
const RESPONSES: usize = 100;
const PASSAGES: usize = 300;

/// A print page of earlier versions, which leads to its collection now.
#[derive(Debug, Clone, Copy)]
pub struct Moved<'d> {
    collected: Collected<'d>,
    number: usize,
}

/// The data of a redirect page.
#[derive(Debug)]
pub struct MovedView {
    /// The language of the interface.
    pub language: &'static str,
    /// Its title.
    pub title: String,
    /// The text of the link.
    pub text: String,
    /// Where it leads.
    pub url: String,
    /// The absolute address of the target, if the site has a `base_url`.
    pub canonical: Option<String>,
}

impl<'d> Moved<'d> {
    /// All redirect pages.
    pub fn all(index: &Index<'d>) -> impl Iterator<Item = Self> + use<'d> {
        let digest = index.digest();
        let sectors = digest
            .editions
            .iter()
            .flat_map(|edition| edition.sectors.iter().map(move |sector| Collected::Sector(edition, sector)));
        let cities = digest.cities.keys().map(Collected::City);
        let topics = digest.topics.keys().map(Collected::Topic);
        let moved = sectors.chain(cities).chain(topics).flat_map(|collected| {
            let pages = printed_pages(collected, index);
            list::numbers(pages, 1).take(pages).map(move |number| Self { collected, number })
        });
        moved.collect::<Vec<_>>().into_iter()
    }

    /// The address.
    pub fn address(self, digest: &Digest) -> Address {
        let first = printed_at(self.collected, digest).unwrap_or_else(Address::collection);
        first.numbered(self.number)
    }

    /// The data of the redirect page.
    pub fn view(self, digest: &Digest, texts: &dyn InterfaceTexts) -> MovedView {
        let site = &digest.site;
        let query = self.collected.query(digest);
        MovedView {
            language: site.language.code(),
            title: texts.text("moved-title"),
            text: texts.text("collection-link"),
            url: self.collected.url(&Links::from(&self.address(digest)), digest),
            canonical: site.base_url.as_ref().map(|base| format!("{}{query}", Address::collection().absolute(base))),
        }
    }
}

/// The address of its print page in earlier versions.
fn printed_at(collected: Collected<'_>, digest: &Digest) -> Option<Address> {
    let of = match collected {
        Collected::Sector(edition, sector) => digest.sector_address(edition.year, sector.sector),
        Collected::City(city) => digest.city_address(city),
        Collected::Topic(topic) => digest.topic_address(topic),
        _ => return None,
    };
    Some(of.to_be_printed())
}

/// How many print pages it had.
fn printed_pages<'d>(collected: Collected<'d>, index: &Index<'d>) -> usize {
    let (count, per_page) = match collected {
        Collected::Sector(edition, sector) => (index.responses(edition.year, sector.sector).len(), RESPONSES),
        Collected::City(city) => (index.city(city).responses.len(), RESPONSES),
        Collected::Topic(topic) => (index.topic(topic).passages.len(), PASSAGES),
        _ => (0, 1),
    };
    count.div_ceil(per_page)
}
