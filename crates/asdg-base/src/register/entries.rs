//! What the registers of a digest hold.

use super::{Entry, Key};

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

#[cfg(any(test, feature = "test-support"))]
impl City {
    /// A city of which nothing else is known, for tests.
    pub fn named(id: &str, name: &str) -> Self {
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
