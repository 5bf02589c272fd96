//! Collections: responses and passages that one page puts together in the reader's browser, by what its address asks for.
//!
//! `collection/index.html?city=omsk&year=2024` is all of a city in a year. Pages lead to the collection of what they are about; the pages to
//! be printed that sites had before are links to their collections now.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use super::context::Context;
use super::page::{Link, PageView, SiteView};
use super::{InterfaceTexts, Kind, Page, choice, edition, list};
use crate::address::{Address, Links};
use crate::link::Index;
use crate::model::{City, Course, Digest, Edition, Entry, Key, Question, Register, Role, SectorEdition, Topic};

/// How many responses stood on a page to be printed, and how many passages on a topic.
const RESPONSES: usize = 100;
const PASSAGES: usize = 300;

/// `collection.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CollectionView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The link to the index of the texts, which the script loads.
    pub index: String,
    /// What a collection can be made of, each under the name that its parameter has in the address: `year`, `sector`, `city`, `region`,
    /// `topic`, `question`, `course`. Where there is one option only, there is nothing to choose.
    pub facets: Vec<Facet<'d>>,
    /// The editions, the latest first, for readers without script.
    pub editions: Vec<Link<'d>>,
}

/// What a collection can be made of.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Facet<'d> {
    /// The name of the parameter.
    pub name: &'static str,
    /// What there is to choose from.
    pub options: Vec<FacetOption<'d>>,
}

/// Something a collection can be made of.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FacetOption<'d> {
    /// The value of the parameter.
    pub value: Cow<'d, str>,
    /// What it is called.
    pub name: Cow<'d, str>,
}

/// What is collected: what a page is about.
#[derive(Debug, Clone, Copy)]
pub enum Collected<'d> {
    /// What the reader chooses.
    Chosen,
    /// An edition.
    Edition(&'d Edition),
    /// A sector's edition.
    Sector(&'d Edition, &'d SectorEdition),
    /// The answers to a question.
    Question(&'d Edition, &'d SectorEdition, &'d Question),
    /// The answers to the questions of a role, in all sectors of an edition.
    Role(&'d Edition, Role),
    /// A city.
    City(Key<City>),
    /// The passages that mention a city.
    Mentions(Key<City>),
    /// The passages on a topic.
    Topic(Key<Topic>),
    /// The requests for a course.
    Course(Key<Course>),
}

impl<'d> Collected<'d> {
    /// Whether there is nothing to collect.
    fn is_empty(self, index: &Index<'d>) -> bool {
        match self {
            Self::Chosen => index.digest().responses.is_empty(),
            Self::Edition(edition) | Self::Role(edition, _) => index.edition_responses(edition).is_empty(),
            Self::Sector(edition, sector) | Self::Question(edition, sector, _) => {
                index.responses(edition.year, sector.sector).is_empty()
            }
            Self::City(city) => index.city(city).responses.is_empty(),
            Self::Mentions(city) => index.city(city).mentions.is_empty(),
            Self::Topic(topic) => index.topic(topic).passages.is_empty(),
            Self::Course(course) => index.course(course).requests.is_empty(),
        }
    }

    /// What the address of the collection asks for: `?city=omsk`.
    fn query(self, digest: &Digest) -> String {
        let parameters: Vec<(&str, String)> = match self {
            Self::Chosen => Vec::new(),
            Self::Edition(edition) => vec![("year", edition.year.to_string())],
            Self::Sector(edition, sector) => sector_parameters(digest, edition, sector),
            Self::Question(edition, sector, question) => {
                let mut parameters = sector_parameters(digest, edition, sector);
                parameters.push(("question", question.id.to_string()));
                parameters
            }
            Self::Role(edition, role) => {
                vec![("year", edition.year.to_string()), ("question", role.id().to_owned())]
            }
            Self::City(city) => vec![("city", digest.cities[city].id.to_string())],
            Self::Mentions(city) => vec![("mention", digest.cities[city].id.to_string())],
            Self::Topic(topic) => vec![("topic", digest.topics[topic].id.to_string())],
            Self::Course(course) => vec![("course", digest.courses[course].id.to_string())],
        };
        // Ids are letters, digits and hyphens, and years are numbers: nothing has to be encoded.
        let parameters: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if parameters.is_empty() { String::new() } else { format!("?{}", parameters.join("&")) }
    }

    /// Where the page to be printed of it was.
    fn printed_at(self, digest: &Digest) -> Option<Address> {
        let of = match self {
            Self::Sector(edition, sector) => digest.sector_address(edition.year, sector.sector),
            Self::City(city) => digest.city_address(city),
            Self::Topic(topic) => digest.topic_address(topic),
            _ => return None,
        };
        Some(of.to_be_printed())
    }

    /// How many pages to be printed it had.
    fn printed_pages(self, index: &Index<'d>) -> usize {
        let (count, per_page) = match self {
            Self::Sector(edition, sector) => (index.responses(edition.year, sector.sector).len(), RESPONSES),
            Self::City(city) => (index.city(city).responses.len(), RESPONSES),
            Self::Topic(topic) => (index.topic(topic).passages.len(), PASSAGES),
            _ => (0, 1),
        };
        count.div_ceil(per_page)
    }
}

fn sector_parameters(digest: &Digest, edition: &Edition, sector: &SectorEdition) -> Vec<(&'static str, String)> {
    vec![("year", edition.year.to_string()), ("sector", digest.sectors[sector.sector].id.to_string())]
}

/// A page to be printed that sites had before. It leads to its collection now.
#[derive(Debug, Clone, Copy)]
pub struct Moved<'d> {
    collected: Collected<'d>,
    number: usize,
}

/// What a page that moved says.
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
    /// The whole address of that, where the site knows its own.
    pub canonical: Option<String>,
}

impl<'d> Moved<'d> {
    /// All pages that moved.
    pub fn all(index: &Index<'d>) -> impl Iterator<Item = Self> + use<'d> {
        let digest = index.digest();
        let sectors = digest
            .editions
            .iter()
            .flat_map(|edition| edition.sectors.iter().map(move |sector| Collected::Sector(edition, sector)));
        let cities = digest.cities.keys().map(Collected::City);
        let topics = digest.topics.keys().map(Collected::Topic);
        let moved = sectors.chain(cities).chain(topics).flat_map(|collected| {
            let pages = collected.printed_pages(index);
            list::numbers(pages, 1).take(pages).map(move |number| Self { collected, number })
        });
        moved.collect::<Vec<_>>().into_iter()
    }

    /// The address.
    pub fn address(self, digest: &Digest) -> Address {
        let first = self.collected.printed_at(digest).unwrap_or_else(Address::collection);
        first.numbered(self.number)
    }
}

pub(super) static KIND: Kind = Kind::of::<CollectionView<'static>>("collection", "collection.html", pages);

fn pages<'d>(_: &Index<'d>) -> Vec<Page<'d>> {
    // A collection says nothing that is not said elsewhere.
    vec![Page::new(&KIND, Address::collection(), view).collects(Collected::Chosen).unlisted()]
}

fn view<'d>(cx: &Context<'_, 'd>) -> CollectionView<'d> {
    CollectionView {
        site: cx.site(),
        page: cx.page(cx.text("collection-title"), Some(cx.text("collection-lede").into()), Vec::new()),
        index: format!("{}{}", cx.links.root(), cx.made.text_index),
        facets: facets(cx),
        editions: edition::answered(cx),
    }
}

fn facets<'d>(cx: &Context<'_, 'd>) -> Vec<Facet<'d>> {
    let (digest, index) = (cx.digest, cx.index);
    let years = digest.editions.iter().rev().filter(|edition| !index.edition_responses(edition).is_empty());
    let years = years.map(|edition| {
        let year = edition.year.to_string();
        FacetOption { value: year.clone().into(), name: year.into() }
    });
    let sectors: BTreeSet<_> = digest.responses.iter().map(|response| response.sector).collect();
    let facets = [
        ("year", years.collect()),
        ("sector", options(digest, &digest.sectors, |sector| sectors.contains(&sector))),
        ("region", region_options(cx)),
        ("city", options(digest, &digest.cities, |city| !index.city(city).responses.is_empty())),
        ("topic", options(digest, &digest.topics, |topic| !index.topic(topic).passages.is_empty())),
        ("question", question_options(digest)),
        ("course", options(digest, &digest.courses, |course| !index.course(course).requests.is_empty())),
    ];
    let facets = facets.into_iter().map(|(name, options)| Facet { name, options });
    facets.filter(|facet| facet.options.len() > 1).collect()
}

fn region_options<'d>(cx: &Context<'_, 'd>) -> Vec<FacetOption<'d>> {
    let responses = cx.digest.responses.iter().map(|response| &**response);
    let choices = choice::choices(cx, responses).into_iter().find(|choice| choice.name == "region");
    let regions = choices.map(|choice| choice.options).unwrap_or_default();
    regions.into_iter().map(|name| FacetOption { value: name.clone(), name }).collect()
}

/// The link to a collection; nothing when there is nothing to collect.
pub(super) fn link<'d>(cx: &Context<'_, 'd>, collected: Collected<'d>) -> Option<String> {
    (!collected.is_empty(cx.index)).then(|| url(&cx.links, collected, cx.digest))
}

fn url<'d>(links: &Links, collected: Collected<'d>, digest: &Digest) -> String {
    format!("{}{}", links.to(&Address::collection()), collected.query(digest))
}

impl<'d> Moved<'d> {
    /// What the page says.
    pub fn view(self, digest: &Digest, texts: &dyn InterfaceTexts) -> MovedView {
        let site = &digest.site;
        let query = self.collected.query(digest);
        MovedView {
            language: site.language.code(),
            title: texts.text("moved-title"),
            text: texts.text("collection-link"),
            url: url(&Links::from(&self.address(digest)), self.collected, digest),
            canonical: site.base_url.as_ref().map(|base| format!("{}{query}", Address::collection().absolute(base))),
        }
    }
}

/// The entries of a register that have something to collect.
fn options<'d, T: Entry>(
    digest: &Digest,
    register: &'d Register<T>,
    has_something: impl Fn(Key<T>) -> bool,
) -> Vec<FacetOption<'d>> {
    let entries = register.iter().filter(|(key, _)| has_something(*key));
    entries.map(|(_, entry)| FacetOption { value: entry.id().into(), name: digest.shown(entry).into() }).collect()
}

/// The questions of all editions, each once, with their latest names.
fn question_options(digest: &Digest) -> Vec<FacetOption<'_>> {
    let mut options: Vec<FacetOption<'_>> = Vec::new();
    for edition in digest.editions.iter().rev() {
        for question in edition.sectors.iter().flat_map(|sector| &sector.questions) {
            if options.iter().all(|option| option.value != *question.id) {
                options.push(FacetOption { value: (&*question.id).into(), name: (&*question.title).into() });
            }
        }
    }
    options
}
