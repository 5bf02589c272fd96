//! The model: a checked digest. Everything in it refers to things that are there, and nothing is changed after it is made.

mod item;
mod record;
mod register;
mod state;
mod text;

pub use item::{Item, course_links, has_text_beside_lists, introduction, items};
pub use record::{Correction, Outcome, OutcomeKind, Reply, ReplyStatus};
pub use register::{Entry, Key, Register};
pub use state::AnswerState;
pub use text::Text;

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use url::Url;

use crate::address::Address;
use crate::problem::Place;
use crate::problem::wording::Language;

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
    /// The responses, by year, sector and city. Those that did not change are shared with the next digest while a site is served.
    pub responses: Vec<Arc<Response>>,
}

impl Digest {
    /// The edition that readers are shown first: the latest that has a response, so that one which was just begun does not hide all others.
    pub fn current_edition(&self) -> Option<&Edition> {
        let latest = self.responses.last().map(|response| response.year);
        self.editions.iter().rev().find(|edition| Some(edition.year) == latest).or(self.editions.last())
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
    pub fn shown<'d>(&self, entry: &'d impl Entry) -> &'d str {
        entry.name_in(self.site.language)
    }
}

#[cfg(test)]
impl Digest {
    /// A digest with nothing in it, for tests.
    pub(crate) fn empty() -> Self {
        let site = Site {
            title: "Дайджест".into(),
            description: None,
            publisher: None,
            base_url: None,
            domain: None,
            language: Language::Russian,
            theme: "default".into(),
            notice: None,
            minify: true,
            feed: true,
            data: true,
            search: true,
            license: None,
            license_url: None,
            private_data: PrivateData::default(),
        };
        let (cities, topics) = (Register::new(Vec::new()), Register::new(Vec::new()));
        let (courses, sectors) = (Register::new(Vec::new()), Register::new(Vec::new()));
        Self { site, cities, topics, courses, sectors, editions: Vec::new(), responses: Vec::new() }
    }
}

/// The settings of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The name of the digest.
    pub title: Box<str>,
    /// One sentence about it.
    pub description: Option<Box<str>>,
    /// Who publishes it.
    pub publisher: Option<Box<str>>,
    /// Where it will stand; ends in a slash.
    pub base_url: Option<Url>,
    /// The domain of its own that it is published under, in the form that name servers know (`xn--…`).
    pub domain: Option<Box<str>>,
    /// The language of the interface.
    pub language: Language,
    /// The folder of the theme.
    pub theme: Box<str>,
    /// A sentence for the top of every page.
    pub notice: Option<Box<str>>,
    /// Whether templates are minified.
    pub minify: bool,
    /// Whether there is a feed.
    pub feed: bool,
    /// Whether there is open data.
    pub data: bool,
    /// Whether there is a search.
    pub search: bool,
    /// The terms under which the open data may be used.
    pub license: Option<Box<str>>,
    /// Where these terms can be read.
    pub license_url: Option<Box<str>>,
    /// What is said of private data in the content.
    pub private_data: PrivateData,
}

/// What is said of private data in the content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrivateData {
    /// How bad it is.
    pub level: PrivateLevel,
    /// What may be published all the same.
    pub allowed: Vec<AllowedData>,
}

/// How bad private data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PrivateLevel {
    /// It is warned of.
    #[default]
    Warning,
    /// Nothing is built.
    Error,
    /// Nothing is said.
    Off,
}

/// A piece of private data that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedData {
    /// What `site.toml` says.
    pub value: Box<str>,
    /// Where it says so.
    pub place: Place,
}

/// The year of an edition: 1990 to 2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub u16);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A city.
#[derive(Debug, Clone)]
pub struct City {
    /// The id.
    pub id: Box<str>,
    /// The name.
    pub name: Box<str>,
    /// The name in English, where it has one.
    pub name_en: Option<Box<str>>,
    /// The region.
    pub region: Option<Box<str>>,
    /// The country, where it is not Russia.
    pub country: Option<Box<str>>,
    /// Latitude and longitude in degrees.
    pub coordinates: Option<(f64, f64)>,
    /// Other names.
    pub aliases: Vec<Box<str>>,
    /// The grammatical forms of the name, where the rules of declension do not give the right ones.
    pub forms: Vec<Box<str>>,
    /// Whether the name is another word as well, so that it is the city only where the text says so; where not set, rules tell.
    pub ambiguous: Option<bool>,
    /// The address of the administration's site.
    pub website: Option<Box<str>>,
}

#[cfg(test)]
impl City {
    /// A city of which nothing else is known, for tests.
    pub(crate) fn named(id: &str, name: &str) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            name_en: None,
            region: None,
            country: None,
            coordinates: None,
            aliases: Vec::new(),
            forms: Vec::new(),
            ambiguous: None,
            website: None,
        }
    }
}

/// A topic.
#[derive(Debug, Clone)]
pub struct Topic {
    /// The id.
    pub id: Box<str>,
    /// The name.
    pub name: Box<str>,
    /// The name in English, where it has one.
    pub name_en: Option<Box<str>>,
    /// A sentence or two.
    pub description: Option<Box<str>>,
    /// Other names.
    pub aliases: Vec<Box<str>>,
}

/// A training course.
#[derive(Debug, Clone)]
pub struct Course {
    /// The id.
    pub id: Box<str>,
    /// The name.
    pub name: Box<str>,
    /// The name in English, where it has one.
    pub name_en: Option<Box<str>>,
    /// A sentence or two.
    pub description: Option<Box<str>>,
    /// Other names.
    pub aliases: Vec<Box<str>>,
    /// The topics it belongs to.
    pub topics: Vec<Key<Topic>>,
}

/// A field of municipal work.
#[derive(Debug, Clone)]
pub struct Sector {
    /// The id.
    pub id: Box<str>,
    /// The name.
    pub name: Box<str>,
    /// The name in English, where it has one.
    pub name_en: Option<Box<str>>,
    /// The form that stands in a question.
    pub in_question: Box<str>,
    /// A sentence or two.
    pub description: Option<Box<str>>,
}

/// One year of the digest.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The year.
    pub year: Year,
    /// The title, where it has one.
    pub title: Option<Box<str>>,
    /// When it came out.
    pub date: Option<Date>,
    /// An introduction.
    pub introduction: Option<Text>,
    /// The cities that the questionnaires were sent to, where the edition says so, in order.
    pub asked: Vec<Key<City>>,
    /// Its sectors, in the order of their register.
    pub sectors: Vec<SectorEdition>,
    /// What the directorate says to requests for help, in the order of the requests' responses.
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

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// The id.
    pub id: Box<str>,
    /// What it is for.
    pub role: Role,
    /// A short name.
    pub title: Box<str>,
    /// The question as it was sent.
    pub wording: Box<str>,
}

/// What a question is for, whatever its wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The results of the year.
    Results,
    /// The tasks for the next year.
    Plans,
    /// The help wanted from ASDG.
    Support,
    /// What ASDG's events should discuss.
    Discussion,
    /// What training courses should cover.
    Training,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 5] = [Role::Results, Role::Plans, Role::Support, Role::Discussion, Role::Training];

    /// Whether the parts of an answer stand for themselves, so that each has an address: plans, requests, subjects.
    pub fn has_items(self) -> bool {
        self != Role::Results
    }

    /// Whether it asks something of ASDG: help, a discussion, a course.
    pub fn is_ask(self) -> bool {
        matches!(self, Role::Support | Role::Discussion | Role::Training)
    }

    /// The word for it in `questionnaire.yaml`.
    pub fn id(self) -> &'static str {
        match self {
            Role::Results => "results",
            Role::Plans => "plans",
            Role::Support => "support",
            Role::Discussion => "discussion",
            Role::Training => "training",
        }
    }
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
    /// When it arrived.
    pub received: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Its file, relative to the site's folder.
    pub file: Box<str>,
    /// The name of the file as it arrived.
    pub source: Option<Box<str>>,
    /// Topics of the whole.
    pub topics: Vec<Key<Topic>>,
    /// Whether it is a draft.
    pub draft: bool,
    /// The answers that are there, in the order of the questions.
    pub answers: Vec<Answer>,
    /// What became of the plans of the year before, as far as an editor recorded it.
    pub outcomes: Vec<Outcome>,
    /// What was put right after it was published, the earliest first.
    pub corrections: Vec<Correction>,
}

impl Response {
    /// Where it is: its edition, sector and city.
    pub fn id(&self) -> ResponseId {
        ResponseId { year: self.year, sector: self.sector, city: self.city }
    }

    /// The day it arrived or was changed by its city, as far as is known.
    pub fn arrived(&self) -> Option<Date> {
        self.updated.or(self.received)
    }

    /// The day its content was last changed, by its city or by a correction, as far as is known.
    pub fn changed(&self) -> Option<Date> {
        let corrected = self.corrections.last().map(|correction| correction.date);
        self.arrived().max(corrected)
    }

    /// The passages of all answers, in order.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> + Clone {
        self.answers.iter().flat_map(|answer| &answer.passages)
    }

    /// The topics of the whole and of its passages, each once, in order.
    pub fn all_topics(&self) -> Vec<Key<Topic>> {
        let passages = self.passages();
        let mut topics: Vec<_> =
            self.topics.iter().chain(passages.flat_map(|passage| &passage.topics)).copied().collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    }

    /// The answer to the question with this number.
    pub fn answer(&self, question: usize) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.question == question)
    }
}

/// What tells a response from all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResponseId {
    /// The year of its edition.
    pub year: Year,
    /// The sector.
    pub sector: Key<Sector>,
    /// The city.
    pub city: Key<City>,
}

/// A city's reply to one question.
#[derive(Debug)]
pub struct Answer {
    /// The number of the question in its questionnaire, counted from 0.
    pub question: usize,
    /// Its passages; at least one.
    pub passages: Vec<Passage>,
    /// How the city dealt with the question.
    pub state: AnswerState,
}

impl Answer {
    /// A reply to a question, by its number.
    pub fn new(question: usize, passages: Vec<Passage>) -> Self {
        let state = AnswerState::of_passages(&passages);
        Self { question, passages, state }
    }
}

/// A part of an answer, with its own topics.
#[derive(Debug)]
pub struct Passage {
    /// Its title; `None` for what stands before the first sub-heading.
    pub title: Option<Box<str>>,
    /// The anchor on the response's page.
    pub anchor: Box<str>,
    /// The line of its heading in the file, or of its answer's where it has none; not known for responses in YAML.
    pub line: Option<u32>,
    /// Its topics and those of its answer.
    pub topics: Vec<Key<Topic>>,
    /// The text.
    pub text: Text,
    /// The courses it asks for, in its own words.
    pub requests: Vec<Request>,
    /// What the city wants to be taught, item by item; nothing where that was not the question.
    pub asks: Vec<Ask>,
}

/// Something that a city wants to be taught.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    /// The number of the item it stands in, from 1; `None` where it stands outside of any list.
    pub item: Option<u16>,
    /// The number of the request for a course among those of the passage, from 0; `None` where no course covers it, which makes the whole
    /// item the request.
    pub request: Option<u16>,
    /// A checksum of what is the same of wordings that say the same.
    pub wording: u64,
}

/// A city asking for a course.
#[derive(Debug)]
pub struct Request {
    /// The course.
    pub course: Key<Course>,
    /// The city's own words.
    pub wording: Box<str>,
}

/// What a link points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A topic.
    Topic(Key<Topic>),
    /// A city.
    City(Key<City>),
    /// A course.
    Course(Key<Course>),
    /// A response, and a place in it.
    Response(ResponseId, Option<Box<str>>),
    /// A place in the same response.
    Anchor(Box<str>),
    /// An address outside.
    Outside(Box<str>),
    /// Nowhere: the author says that a word which looks like a city's name is none.
    NoCity,
}

/// A picture of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The name of its file, which stands in the folder of the response's page.
    pub name: Box<str>,
    /// Where it is read from, relative to the site's folder.
    pub file: Box<str>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
