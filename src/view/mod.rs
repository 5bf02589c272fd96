//! View: which pages exist, and what each of them shows.
//!
//! [`pages()`] lists the pages of a digest; [`Views::view`] gives the small typed struct that the page's template gets. These
//! structs are the contract with theme authors: docs/themes.md describes them, and is made from the comments here.

mod address;
mod agenda;
mod change;
mod chart;
mod choice;
mod citation;
mod city;
mod collection;
#[cfg(test)]
mod contract;
mod course;
pub mod data;
mod edition;
pub mod feed;
mod home;
mod html;
mod list;
mod map;
mod mention;
mod overview;
mod page;
mod plain;
mod plans;
mod question;
mod related;
mod response;
pub mod shards;
mod slot;
mod support;
mod topic;
mod wanted;
mod wordings;
mod years;

pub use address::{Address, Links};
pub use collection::{Collected, Moved, MovedView};
pub(crate) use html::escaped;
pub use overview::{Overview, OverviewKind};
pub use page::{CityLink, Counts, DateView, Link, NotFoundView, PageView, Pager, SiteView};
pub use shards::{ResponseText, TextIndex, TextLists, text_index, text_lists};
pub use slot::{Slot, Slots, mark};

use std::cell::RefCell;
use std::sync::Arc;

use serde::Serialize;

use self::data::Published;
use crate::link::Index;
use crate::model::{City, Course, Digest, Edition, Key, Picture, Question, Response, SectorEdition, Topic};

/// A page of the site.
#[derive(Debug, Clone, Copy)]
pub enum Page<'d> {
    /// The way in: the latest edition at a glance.
    Home,
    /// An edition.
    Edition(&'d Edition),
    /// A sector's edition.
    Sector(&'d Edition, &'d SectorEdition),
    /// A response.
    Response(&'d Response),
    /// A question of a sector's edition, and the number of the page of its answers.
    Question(&'d Edition, &'d SectorEdition, &'d Question, usize),
    /// All cities.
    Cities,
    /// A city, and the number of the page of its mentions.
    City(Key<City>, usize),
    /// All topics.
    Topics,
    /// A topic, and the number of the page of its passages.
    Topic(Key<Topic>, usize),
    /// All courses.
    Courses,
    /// A course, and the number of the page of its requests.
    Course(Key<Course>, usize),
    /// What the cities of an edition plan, ask for or want to discuss, and the number of the page.
    Overview(Overview<'d>, usize),
    /// What the cities of an edition want to be taught, and the number of the page.
    Wanted(&'d Edition, usize),
    /// What the reader puts together, with the path of the index of the texts.
    Collection(&'d str),
    /// The open data, with the files that were made of them.
    Data(&'d Published),
    /// What a host shows for an address that leads nowhere.
    NotFound,
}

/// The view of a page, and the template that shows it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "one at a time lives on the stack of the thread that renders it")]
pub enum View<'d> {
    /// `home.html`
    Home(home::HomeView<'d>),
    /// `edition.html`
    Edition(edition::EditionView<'d>),
    /// `sector.html`
    Sector(edition::SectorView<'d>),
    /// `response.html`
    Response(response::ResponseView<'d>),
    /// `question.html`
    Question(question::QuestionView<'d>),
    /// `cities.html`
    Cities(city::CitiesView<'d>),
    /// `city.html`
    City(city::CityView<'d>),
    /// `topics.html`
    Topics(topic::TopicsView<'d>),
    /// `topic.html`
    Topic(topic::TopicView<'d>),
    /// `courses.html`
    Courses(course::CoursesView<'d>),
    /// `course.html`
    Course(course::CourseView<'d>),
    /// `plans.html`
    Plans(plans::PlansView<'d>),
    /// `support.html`
    Support(support::SupportView<'d>),
    /// `agenda.html`
    Agenda(agenda::AgendaView<'d>),
    /// `wanted.html`
    Wanted(wanted::WantedView<'d>),
    /// `collection.html`
    Collection(collection::CollectionView<'d>),
    /// `data.html`
    Data(data::DataView<'d>),
    /// `404.html`
    NotFound(NotFoundView<'d>),
}

impl View<'_> {
    /// The template of the page.
    pub fn template(&self) -> &'static str {
        match self {
            View::Home(_) => "home.html",
            View::Edition(_) => "edition.html",
            View::Sector(_) => "sector.html",
            View::Response(_) => "response.html",
            View::Question(_) => "question.html",
            View::Cities(_) => "cities.html",
            View::City(_) => "city.html",
            View::Topics(_) => "topics.html",
            View::Topic(_) => "topic.html",
            View::Courses(_) => "courses.html",
            View::Course(_) => "course.html",
            View::Plans(_) => "plans.html",
            View::Support(_) => "support.html",
            View::Agenda(_) => "agenda.html",
            View::Wanted(_) => "wanted.html",
            View::Collection(_) => "collection.html",
            View::Data(_) => "data.html",
            View::NotFound(_) => "404.html",
        }
    }
}

/// The templates a theme must have, its parents included.
pub const TEMPLATES: [&str; 18] = [
    "home.html",
    "edition.html",
    "sector.html",
    "response.html",
    "question.html",
    "cities.html",
    "city.html",
    "topics.html",
    "topic.html",
    "courses.html",
    "course.html",
    "plans.html",
    "support.html",
    "agenda.html",
    "wanted.html",
    "collection.html",
    "data.html",
    "404.html",
];

/// All pages of a digest, in the order of their addresses' kinds; but for that of the open data and the collection, which tell of files that
/// are made meanwhile.
pub fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let mut pages = vec![Page::Home, Page::Cities, Page::Topics, Page::Courses, Page::NotFound];
    for edition in &digest.editions {
        pages.push(Page::Edition(edition));
        for sector in &edition.sectors {
            pages.push(Page::Sector(edition, sector));
            for question in &sector.questions {
                let count = question::answers(index, edition, sector, question).count();
                pages.extend(
                    list::numbers(count, question::PAGE)
                        .map(|number| Page::Question(edition, sector, question, number)),
                );
            }
        }
    }
    pages.extend(digest.responses.iter().map(|response| Page::Response(response)));
    for city in digest.cities.keys() {
        let count = index.city(city).mentions.len();
        pages.extend(list::numbers(count, city::PAGE).map(|number| Page::City(city, number)));
    }
    for topic in digest.topics.keys() {
        let count = index.topic(topic).passages.len();
        pages.extend(list::numbers(count, topic::PAGE).map(|number| Page::Topic(topic, number)));
    }
    for course in digest.courses.keys() {
        pages.extend(
            list::numbers(index.course(course).requests.len(), course::PAGE).map(|number| Page::Course(course, number)),
        );
    }
    for overview in Overview::all(digest) {
        pages.extend(overview.numbers(index).map(|number| Page::Overview(overview, number)));
    }
    for edition in &digest.editions {
        let count = index.of_edition(edition).training.requests.len();
        pages.extend(list::numbers(count, wanted::PAGE).map(|number| Page::Wanted(edition, number)));
    }
    pages
}

/// The pictures that texts show, with the files they become. A picture shown twice is there twice.
pub fn pictures(digest: &Digest) -> impl Iterator<Item = (String, &Picture)> {
    digest.responses.iter().flat_map(|response| {
        let folder = Address::response(digest, response.id());
        let passages = response.passages();
        passages
            .flat_map(|passage| &passage.text.pictures)
            .map(move |picture| (folder.output_name(&picture.name), picture))
    })
}

/// Makes views of pages.
pub struct Views<'a, 'd> {
    index: &'a Index<'d>,
    texts: &'a dyn InterfaceTexts,
    /// Whether there is a feed: the site wants one and knows its address, and some response has a date.
    has_feed: bool,
}

/// The interface's texts, as far as the titles of pages need them.
pub trait InterfaceTexts: Sync {
    /// The text with this id in the language of the site.
    fn text(&self, id: &str) -> String;
    /// The text with this id about a year.
    fn text_of_year(&self, id: &str, year: u16) -> String;
}

impl<'a, 'd> Views<'a, 'd> {
    /// Views of the pages of a digest.
    pub fn new(index: &'a Index<'d>, texts: &'a dyn InterfaceTexts) -> Self {
        let Digest { site, responses, .. } = index.digest();
        let is_dated = |response: &Arc<Response>| !response.draft && response.changed().is_some();
        let has_feed = site.feed && site.base_url.is_some() && responses.iter().any(is_dated);
        Self { index, texts, has_feed }
    }

    /// Whether there is a feed.
    pub fn has_feed(&self) -> bool {
        self.has_feed
    }

    /// The digest.
    fn digest(&self) -> &'d Digest {
        self.index.digest()
    }

    /// The address of a page.
    pub fn address(&self, page: Page<'d>) -> Address {
        let digest = self.digest();
        match page {
            Page::Home => Address::home(),
            Page::Edition(edition) => Address::edition(edition.year),
            Page::Sector(edition, sector) => Address::sector(digest, edition.year, sector.sector),
            Page::Response(response) => Address::response(digest, response.id()),
            Page::Question(edition, sector, question, number) => {
                Address::question(digest, edition.year, sector.sector, question).numbered(number)
            }
            Page::Cities => Address::cities(),
            Page::City(city, number) => Address::city(digest, city).numbered(number),
            Page::Topics => Address::topics(),
            Page::Topic(topic, number) => Address::topic(digest, topic).numbered(number),
            Page::Courses => Address::courses(),
            Page::Course(course, number) => Address::course(digest, course).numbered(number),
            Page::Overview(overview, number) => overview.address().numbered(number),
            Page::Wanted(edition, number) => Address::courses().of_year(edition.year).numbered(number),
            Page::Collection(_) => Address::collection(),
            Page::Data(_) => Address::data(),
            Page::NotFound => Address::file("404.html"),
        }
    }

    /// The view of a page, and the finished texts that belong into its slots.
    pub fn view(&self, page: Page<'d>) -> (View<'d>, Slots) {
        let address = self.address(page);
        let links = match page {
            Page::NotFound => Links::absolute(self.digest().site.base_url.as_ref()),
            _ => Links::from(&address),
        };
        let slots = RefCell::default();
        let maker = Maker {
            views: self,
            index: self.index,
            digest: self.digest(),
            address,
            links,
            slots: &slots,
            collected: Collected::of(page, self.index),
        };
        let view = match page {
            Page::Home => View::Home(maker.home()),
            Page::Edition(edition) => View::Edition(maker.edition(edition)),
            Page::Sector(edition, sector) => View::Sector(maker.sector(edition, sector)),
            Page::Response(response) => View::Response(maker.response(response)),
            Page::Question(edition, sector, question, number) => {
                View::Question(maker.question(edition, sector, question, number))
            }
            Page::Cities => View::Cities(maker.cities()),
            Page::City(city, number) => View::City(maker.city(city, number)),
            Page::Topics => View::Topics(maker.topics()),
            Page::Topic(topic, number) => View::Topic(maker.topic(topic, number)),
            Page::Courses => View::Courses(maker.courses()),
            Page::Course(course, number) => View::Course(maker.course(course, number)),
            Page::Overview(overview, number) => match overview.kind {
                OverviewKind::Plans => View::Plans(maker.plans(overview, number)),
                OverviewKind::Support => View::Support(maker.support(overview, number)),
                OverviewKind::Agenda => View::Agenda(maker.agenda(overview, number)),
            },
            Page::Wanted(edition, number) => View::Wanted(maker.wanted(edition, number)),
            Page::Collection(path) => View::Collection(maker.collection(path)),
            Page::Data(published) => View::Data(maker.data(published)),
            Page::NotFound => View::NotFound(maker.not_found()),
        };
        (view, slots.into_inner())
    }

    /// The text of a response for scripts, and what tells it from all others.
    pub fn text(&self, response: &'d Response) -> (String, ResponseText<'d>) {
        let slots = RefCell::default();
        let text = self.maker(self.address(Page::Response(response)), &slots).response_text(response);
        (shards::text_key(self.digest(), response), text)
    }

    /// A page that moved.
    pub fn moved(&self, moved: Moved<'d>) -> MovedView {
        let slots = RefCell::default();
        self.maker(moved.address(self.digest()), &slots).moved(moved)
    }

    fn maker<'m>(&'m self, address: Address, slots: &'m RefCell<Slots>) -> Maker<'m, 'd> {
        let links = Links::from(&address);
        Maker { views: self, index: self.index, digest: self.digest(), address, links, slots, collected: None }
    }
}

/// Makes the view of one page: what all kinds of page need. Each kind adds its own method in a file of its own.
struct Maker<'a, 'd> {
    views: &'a Views<'a, 'd>,
    index: &'a Index<'d>,
    digest: &'d Digest,
    address: Address,
    links: Links,
    slots: &'a RefCell<Slots>,
    /// What a collection can be made of.
    collected: Option<Collected<'d>>,
}

impl Maker<'_, '_> {
    /// A place on the page for a finished text.
    fn slot(&self, html: String) -> Slot {
        self.slots.borrow_mut().add(html)
    }
}
