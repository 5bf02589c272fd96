//! Entries of the registers: cities, topics, courses, sectors.

use super::{Entry, Key};
use crate::id::{CityId, CourseId, SectorId, TopicId};

/// A city.
#[derive(Debug, Clone)]
pub struct City {
    /// The id.
    pub id: CityId,
    /// The name in Russian, in the nominative.
    pub name: Box<str>,
    /// The English name, for a site in English.
    pub name_en: Option<Box<str>>,
    /// The region of Russia, such as «Омская область»; `None` abroad or where unknown.
    pub region: Option<Box<str>>,
    /// The country, if it is not Russia.
    pub country: Option<Box<str>>,
    /// The federal district without these words, such as «Сибирский».
    pub federal_district: Option<Box<str>>,
    /// The population, if it is known.
    pub population: Option<Population>,
    /// Latitude and longitude in degrees; a city without them is not on the map.
    pub coordinates: Option<(f64, f64)>,
    /// Other names, by which texts and commands may refer to the city.
    pub aliases: Vec<Box<str>>,
    /// The grammatical forms of the name, where the rules of declension are wrong.
    pub forms: Vec<Box<str>>,
    /// Whether the name is also another word (Мирный), so that it means the city only where the text makes that clear.
    /// If not set, rules decide.
    pub ambiguous: Option<bool>,
    /// The address of the administration's site.
    pub website: Option<Box<str>>,
}

impl City {
    /// Its region, or its country abroad.
    pub fn region_or_country(&self) -> Option<&str> {
        self.region.as_deref().or(self.country.as_deref())
    }
}

#[cfg(any(test, feature = "test-support"))]
impl City {
    /// Creates a city with only an id and a name, for tests.
    pub fn named(id: &str, name: &str) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            name_en: None,
            region: None,
            country: None,
            federal_district: None,
            population: None,
            coordinates: None,
            aliases: Vec::new(),
            forms: Vec::new(),
            ambiguous: None,
            website: None,
        }
    }
}

/// The population of a city.
#[derive(Debug, Clone)]
pub struct Population {
    /// The number of people.
    pub people: u32,
    /// The year of the figure.
    pub year: u16,
    /// The publisher of the figure, such as «Росстат».
    pub source: Option<Box<str>>,
}

/// A topic.
#[derive(Debug, Clone)]
pub struct Topic {
    /// The id.
    pub id: TopicId,
    /// The name in Russian.
    pub name: Box<str>,
    /// The English name, for a site in English.
    pub name_en: Option<Box<str>>,
    /// A sentence or two, shown on the topic's page.
    pub description: Option<Box<str>>,
    /// Other names, by which suggestions find the topic in texts.
    pub aliases: Vec<Box<str>>,
}

/// A training course.
#[derive(Debug, Clone)]
pub struct Course {
    /// The id.
    pub id: CourseId,
    /// The name in Russian.
    pub name: Box<str>,
    /// The English name, for a site in English.
    pub name_en: Option<Box<str>>,
    /// A sentence or two, shown on the course's page.
    pub description: Option<Box<str>>,
    /// Other names, by which suggestions find the course in texts.
    pub aliases: Vec<Box<str>>,
    /// The topics that it belongs to.
    pub topics: Vec<Key<Topic>>,
}

/// A sector: a field of municipal work.
#[derive(Debug, Clone)]
pub struct Sector {
    /// The id.
    pub id: SectorId,
    /// The name in Russian.
    pub name: Box<str>,
    /// The English name, for a site in English.
    pub name_en: Option<Box<str>>,
    /// The form of the name that replaces `{sector}` in a question.
    pub in_question: Box<str>,
    /// The same in English.
    pub in_question_en: Box<str>,
    /// A sentence or two, shown on the sector's page.
    pub description: Option<Box<str>>,
}

macro_rules! entries {
    ($($type:ident: $aliases:expr;)*) => {$(
        impl Entry for $type {
            fn id(&self) -> &str {
                &self.id
            }
            fn name(&self) -> &str {
                &self.name
            }
            fn name_en(&self) -> Option<&str> {
                self.name_en.as_deref()
            }
            fn aliases(&self) -> &[Box<str>] {
                let aliases: fn(&$type) -> &[Box<str>] = $aliases;
                aliases(self)
            }
        }
    )*};
}

entries! {
    City: |city| &city.aliases;
    Topic: |topic| &topic.aliases;
    Course: |course| &course.aliases;
    Sector: |_| &[];
}
