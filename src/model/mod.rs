//! The model: a checked digest. All its references are valid, and it never changes.

mod anchor;
pub(crate) mod compact;
mod item;
mod record;
mod site;
mod size;
mod state;
mod text;

pub use anchor::Anchor;
pub(crate) use item::course_links;
pub use item::{Item, items};
pub use record::{Correction, Outcome, OutcomeKind, Reply, ReplyStatus};
pub use site::{AllowedData, PrivateData, PrivateLevel, Site};
pub use size::Size;
pub use state::AnswerState;
pub use text::Text;

use std::sync::Arc;

use jiff::civil::Date;

use crate::address::Address;
pub use asdg_base::id::ResponseKey;
pub use asdg_base::questionnaire::{Question, Role, Year};
pub use asdg_base::register::{City, Course, Entry, Key, Population, Register, Sector, Topic};

/// The whole publication.
#[derive(Debug)]
pub struct Digest {
    /// The settings of the site.
    pub site: Site,
    /// The cities, in the order of their names.
    pub cities: Register<City>,
    /// The topics, in the order of their names.
    pub topics: Register<Topic>,
    /// The courses, in the order of their names.
    pub courses: Register<Course>,
    /// The sectors, in the order of their file.
    pub sectors: Register<Sector>,
    /// The editions, the earliest first.
    pub editions: Vec<Edition>,
    /// The responses, by year, sector and city. `serve` shares unchanged ones with the next version of the digest.
    pub responses: Vec<Arc<Response>>,
}

impl Digest {
    /// The edition that readers see first: the latest with a response. So a new edition without responses does not hide
    /// the others.
    pub fn current_edition(&self) -> Option<&Edition> {
        let latest = self.responses.last().map(|response| response.year);
        self.editions.iter().rev().find(|edition| Some(edition.year) == latest).or(self.editions.last())
    }

    /// The questions of a response.
    pub fn questions(&self, response: &Response) -> &[Question] {
        let edition = self.editions.binary_search_by_key(&response.year, |edition| edition.year);
        edition
            .ok()
            .and_then(|found| self.editions[found].sectors.iter().find(|sector| sector.sector == response.sector))
            .map_or(&[], |sector| &sector.questions)
    }

    /// The key of a response.
    pub fn response_key(&self, response: ResponseId) -> ResponseKey {
        response.key(&self.sectors, &self.cities)
    }

    /// The id of a response by its key; `None` if the registers do not have its sector or its city.
    pub fn response_id(&self, ResponseKey { year, sector, city }: &ResponseKey) -> Option<ResponseId> {
        Some(ResponseId { year: *year, sector: self.sectors.find(sector)?, city: self.cities.find(city)? })
    }

    /// The address of a response.
    pub fn response_address(&self, id: ResponseId) -> Address {
        Address::response(id.year, &self.sectors[id.sector].id, &self.cities[id.city].id)
    }

    /// The address of a sector's edition.
    pub fn sector_address(&self, year: Year, sector: Key<Sector>) -> Address {
        Address::sector(year, &self.sectors[sector].id)
    }

    /// The address of a question of a sector's edition.
    pub fn question_address(&self, year: Year, sector: Key<Sector>, question: &Question) -> Address {
        Address::question(year, &self.sectors[sector].id, &question.id)
    }

    /// The address of a city.
    pub fn city_address(&self, city: Key<City>) -> Address {
        Address::city(&self.cities[city].id)
    }

    /// The address of a topic.
    pub fn topic_address(&self, topic: Key<Topic>) -> Address {
        Address::topic(&self.topics[topic].id)
    }

    /// The address of a course.
    pub fn course_address(&self, course: Key<Course>) -> Address {
        Address::course(&self.courses[course].id)
    }

    /// The name of an entry in the language of the interface.
    pub fn display_name<'d>(&self, entry: &'d impl Entry) -> &'d str {
        entry.name_in(self.site.language)
    }
}

#[cfg(test)]
impl Digest {
    /// An empty digest, for tests.
    pub(crate) fn empty() -> Self {
        let site = Site {
            title: "Дайджест".into(),
            description: None,
            publisher: None,
            base_url: None,
            domain: None,
            language: asdg_base::language::Language::Russian,
            theme: "default".into(),
            notice: None,
            minify: true,
            feed: true,
            data: true,
            search: true,
            previews: true,
            license: None,
            license_url: None,
            private_data: PrivateData::default(),
        };
        let (cities, topics) = (Register::new(Vec::new()), Register::new(Vec::new()));
        let (courses, sectors) = (Register::new(Vec::new()), Register::new(Vec::new()));
        Self { site, cities, topics, courses, sectors, editions: Vec::new(), responses: Vec::new() }
    }
}

/// One year of the digest.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The year.
    pub year: Year,
    /// The title, if it has one.
    pub title: Option<Box<str>>,
    /// When it was published.
    pub date: Option<Date>,
    /// An introduction.
    pub introduction: Option<Text>,
    /// The cities that the questionnaires were sent to, if the edition lists them, in order.
    pub asked: Vec<Key<City>>,
    /// Its sectors, in the order of their register.
    pub sectors: Vec<SectorEdition>,
    /// The directorate's replies to requests for help, in the order of the requests' responses.
    pub replies: Vec<Reply>,
}

/// A sector in one year, with its questions.
#[derive(Debug, Clone)]
pub struct SectorEdition {
    /// The sector.
    pub sector: Key<Sector>,
    /// The questions, filled in for this year and sector.
    pub questions: Vec<Question>,
}

/// One city's filled-in questionnaire.
#[derive(Debug)]
pub struct Response {
    /// The year of its edition.
    pub year: Year,
    /// The sector.
    pub sector: Key<Sector>,
    /// The city.
    pub city: Key<City>,
    /// The department that answered.
    pub respondent: Option<Box<str>>,
    /// When it was received.
    pub received: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Its file, relative to the site's folder.
    pub file: Box<str>,
    /// The name of the file that the city sent.
    pub source: Option<Box<str>>,
    /// The topics of the whole response.
    pub topics: Vec<Key<Topic>>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether the editors rewrote it in their own words; the facts are the city's.
    pub retold: bool,
    /// The answers, in the order of the questions, without missing ones.
    pub answers: Vec<Answer>,
    /// The recorded outcomes of the plans of the year before.
    pub outcomes: Vec<Outcome>,
    /// Corrections made after publication, the earliest first.
    pub corrections: Vec<Correction>,
}

impl Response {
    /// Its edition, sector and city.
    pub fn id(&self) -> ResponseId {
        ResponseId { year: self.year, sector: self.sector, city: self.city }
    }

    /// The date when it was received or updated by its city, if known.
    pub fn received_or_updated(&self) -> Option<Date> {
        self.updated.or(self.received)
    }

    /// The date when its content was last changed, by its city or by a correction, if known.
    pub fn changed(&self) -> Option<Date> {
        let corrected = self.corrections.last().map(|correction| correction.date);
        self.received_or_updated().max(corrected)
    }

    /// The passages of all answers, in order.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> + Clone {
        self.answers.iter().flat_map(|answer| &answer.passages)
    }

    /// The topics of the response and of its passages, without duplicates, in order.
    pub fn all_topics(&self) -> Vec<Key<Topic>> {
        let passages = self.passages();
        let mut topics: Vec<_> =
            self.topics.iter().chain(passages.flat_map(|passage| &passage.topics)).copied().collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    }

    /// The answer to the question with this number, from 0.
    pub fn answer(&self, question: usize) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.question == question)
    }
}

/// Identifies a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResponseId {
    /// The year of its edition.
    pub year: Year,
    /// The sector.
    pub sector: Key<Sector>,
    /// The city.
    pub city: Key<City>,
}

impl ResponseId {
    /// Its key. The registers are those of its digest.
    pub fn key(self, sectors: &Register<Sector>, cities: &Register<City>) -> ResponseKey {
        let Self { year, sector, city } = self;
        ResponseKey { year, sector: sectors[sector].id.clone(), city: cities[city].id.clone() }
    }
}

/// The answer of a city to one question.
#[derive(Debug)]
pub struct Answer {
    /// The number of the question in its questionnaire, counted from 0.
    pub question: usize,
    /// Its passages; at least one.
    pub passages: Vec<Passage>,
    /// Whether the answer has content.
    pub state: AnswerState,
}

impl Answer {
    /// An answer to the question with this number, from 0.
    pub fn new(question: usize, passages: Vec<Passage>) -> Self {
        let state = AnswerState::of_passages(&passages);
        Self { question, passages, state }
    }
}

/// A part of an answer, with its own topics.
#[derive(Debug)]
pub struct Passage {
    /// Its title; `None` for the text before the first sub-heading.
    pub title: Option<Box<str>>,
    /// The anchor on the response's page, such as `plans-roads`.
    pub anchor: Anchor,
    /// The line of its heading in the file, or of the heading of its answer; `None` for responses in YAML.
    pub line: Option<u32>,
    /// Its topics and those of its answer.
    pub topics: Vec<Key<Topic>>,
    /// The text.
    pub text: Text,
    /// Its requests for courses, in the words of the city.
    pub requests: Vec<Request>,
    /// What the city wants to be taught, item by item; empty unless the question asks for that.
    pub asks: Vec<Ask>,
}

/// Something that a city wants to be taught.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    /// The number of its item, from 1; `None` outside of any list.
    pub item: Option<u16>,
    /// The index of its request among those of the passage. `None` if no course covers it; then the whole item is the
    /// request.
    pub request: Option<u16>,
    /// A checksum that is equal for wordings of the same request.
    pub wording: u64,
}

/// The request of a city for a course.
#[derive(Debug)]
pub struct Request {
    /// The course.
    pub course: Key<Course>,
    /// The words of the city.
    pub wording: Box<str>,
}

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A topic.
    Topic(Key<Topic>),
    /// A city.
    City(Key<City>),
    /// A course.
    Course(Key<Course>),
    /// A response, and possibly an anchor in it.
    Response(ResponseId, Option<Anchor>),
    /// An anchor in the same response.
    Anchor(Anchor),
    /// An address outside of the site.
    Outside(Box<str>),
    /// No target: the author marked a word that is not the name of a city, `[Находка](city:)`.
    NoCity,
}

/// A picture of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The name of its file, which is in the folder of the response's page.
    pub name: Box<str>,
    /// The file to read, relative to the site's folder.
    pub file: Box<str>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
