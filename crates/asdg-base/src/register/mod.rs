//! Registers: entries with ids, in a fixed order. Keys are numbers in that order, so sorted keys are in the order of
//! the names.

mod entries;
mod phrases;

pub use entries::{City, Course, Population, Sector, Topic};
pub use phrases::{PhraseMatch, Phrases};

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

use crate::language::Language;
use crate::problem::Kind;
use crate::similar;

/// A register: entries with unique ids, in order.
#[derive(Debug, Clone)]
pub struct Register<T> {
    entries: Vec<T>,
    by_id: BTreeMap<Box<str>, u32>,
}

/// The index of an entry in its register. Keys compare in the order of their entries.
pub struct Key<T>(u32, PhantomData<fn() -> T>);

/// An entry of a register.
pub trait Entry {
    /// The id.
    fn id(&self) -> &str;
    /// The name.
    fn name(&self) -> &str;
    /// The name in English, where it has one.
    fn name_en(&self) -> Option<&str>;
    /// The name in a language; the Russian name if there is no translation.
    fn name_in(&self, language: Language) -> &str {
        match language {
            Language::Russian => self.name(),
            Language::English => self.name_en().unwrap_or(self.name()),
        }
    }
    /// The Russian name, if [`Entry::name_in`] gives another.
    fn original_name(&self, language: Language) -> Option<&str> {
        (self.name_in(language) != self.name()).then(|| self.name())
    }
    /// Other names.
    fn aliases(&self) -> &[Box<str>];
    /// The Russian name and the aliases.
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name()).chain(self.aliases().iter().map(|alias| &**alias))
    }
    /// The name in both languages, and the aliases.
    fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name()).chain(self.name_en()).chain(self.aliases().iter().map(|alias| &**alias))
    }
}

impl<T: Entry> Register<T> {
    /// Creates a register with the entries in this order. Of two entries with the same id, [`Register::find`] finds the
    /// first.
    pub fn new(entries: Vec<T>) -> Self {
        let mut by_id = BTreeMap::new();
        for (number, entry) in (0..).zip(&entries) {
            by_id.entry(entry.id().into()).or_insert(number);
        }
        Self { entries, by_id }
    }

    /// Finds the entry with this id.
    pub fn find(&self, id: &str) -> Option<Key<T>> {
        self.by_id.get(id).map(|&number| Key(number, PhantomData))
    }

    /// Finds the entry that an option of the command line names, if the option is given.
    pub fn find_option(&self, id: Option<&str>, option: &str) -> Result<Option<Key<T>>, Kind> {
        let Some(id) = id else { return Ok(None) };
        let found = self.find(id);
        if found.is_none() {
            let entries = self.entries.iter().map(|entry| (entry.id(), vec![entry.name()]));
            let similar = similar::closest(id, entries);
            return Err(Kind::BadOption { option: option.to_owned(), value: id.to_owned(), similar });
        }
        Ok(found)
    }

    /// The entries with their keys, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Key<T>, &T)> {
        self.keys().zip(&self.entries)
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = Key<T>> + use<T> {
        (0..self.entries.len() as u32).map(|number| Key(number, PhantomData))
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T> Index<Key<T>> for Register<T> {
    type Output = T;

    fn index(&self, key: Key<T>) -> &T {
        &self.entries[key.index()]
    }
}

impl<T> Key<T> {
    /// The index, for tables with a row for each entry.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

// Derived implementations would require the same of `T`, although a key contains no `T`.
impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Key<T> {}
impl<T> PartialEq for Key<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Key<T> {}
impl<T> PartialOrd for Key<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Key<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> Hash for Key<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Key<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}
