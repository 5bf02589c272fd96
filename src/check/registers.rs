//! Checks the registers: cities, topics, courses, sectors.

use std::collections::BTreeMap;

use super::cities::cities;
use super::file::FileCheck;
use super::value::line;
use crate::model::{City, Course, Entry, Register, Sector, Topic};
use crate::read::schema::{SourceEntry, SourceRegisters, SourceSector};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Problems};
use asdg_base::yaml::Located;
use asdg_russian::{folded, typography};

/// The checked registers.
pub(super) struct Registers {
    pub(super) cities: Register<City>,
    pub(super) topics: Register<Topic>,
    pub(super) courses: Register<Course>,
    pub(super) sectors: Register<Sector>,
}

pub(super) fn check(sources: &SourceRegisters, language: Language, problems: &mut Problems) -> Registers {
    let SourceRegisters { topics: of_topics, courses: of_courses, cities: of_cities, sectors: of_sectors, .. } =
        sources;
    let topics = topics(&of_topics.value, FileCheck::new(&of_topics.source, problems));
    let topics = ordered(topics, language);
    let courses = courses(&of_courses.value, &topics, FileCheck::new(&of_courses.source, problems));
    let cities = cities(&of_cities.value, FileCheck::new(&of_cities.source, problems));
    let sectors = sectors(&of_sectors.value, FileCheck::new(&of_sectors.source, problems));
    Registers {
        cities: ordered(cities, language),
        courses: ordered(courses, language),
        topics,
        sectors: Register::new(sectors),
    }
}

/// A register in the order of its entries' names.
fn ordered<T: Entry>(mut entries: Vec<T>, language: Language) -> Register<T> {
    let collation = language.collation();
    entries
        .sort_by(|a, b| collation.compare(a.name_in(language), b.name_in(language)).then_with(|| a.id().cmp(b.id())));
    Register::new(entries)
}

fn topics(sources: &[SourceEntry], mut file: FileCheck<'_>) -> Vec<Topic> {
    let mut names = Names::default();
    let mut topics = Vec::new();
    for SourceEntry { id, name, name_en, description, aliases, topics: _ } in sources {
        names.check(id, name, aliases, &mut file);
        if file.entry_id(id) {
            topics.push(Topic {
                id: id.value.as_str().into(),
                name: typography::set_line(&name.value),
                name_en: english(name_en),
                description: line(description.clone()),
                aliases: lines(aliases),
            });
        }
    }
    topics
}

fn courses(sources: &[SourceEntry], topics: &Register<Topic>, mut file: FileCheck<'_>) -> Vec<Course> {
    let mut names = Names::default();
    let mut courses = Vec::new();
    for SourceEntry { id, name, name_en, description, aliases, topics: own } in sources {
        names.check(id, name, aliases, &mut file);
        if file.entry_id(id) {
            courses.push(Course {
                id: id.value.as_str().into(),
                name: typography::set_line(&name.value),
                name_en: english(name_en),
                description: line(description.clone()),
                aliases: lines(aliases),
                topics: own.iter().filter_map(|topic| file.find(topics, topic)).collect(),
            });
        }
    }
    courses
}

fn sectors(sources: &[SourceSector], mut file: FileCheck<'_>) -> Vec<Sector> {
    let mut names = Names::default();
    let mut sectors = Vec::new();
    for SourceSector { id, name, name_en, in_question, description } in sources {
        names.check(id, name, &[], &mut file);
        if file.entry_id(id) {
            let name = typography::set_line(&name.value);
            sectors.push(Sector {
                id: id.value.as_str().into(),
                in_question: line(in_question.clone()).unwrap_or_else(|| name.to_lowercase().into()),
                name,
                name_en: english(name_en),
                description: line(description.clone()),
            });
        }
    }
    sectors
}

/// An English name, without Russian typography.
pub(super) fn english(name: &Option<Located<String>>) -> Option<Box<str>> {
    name.as_ref().map(|name| name.value.trim().into())
}

pub(super) fn lines(texts: &[Located<String>]) -> Vec<Box<str>> {
    texts.iter().map(|text| typography::set_line(&text.value)).collect()
}

/// The names and aliases of a register, to find those shared by two entries.
#[derive(Default)]
pub(super) struct Names {
    owners: BTreeMap<String, String>,
}

impl Names {
    pub(super) fn check(
        &mut self,
        id: &Located<String>,
        name: &Located<String>,
        aliases: &[Located<String>],
        file: &mut FileCheck<'_>,
    ) {
        for Located { value, at } in std::iter::once(name).chain(aliases) {
            match self.owners.insert(folded(value), id.value.clone()) {
                Some(other) if other != id.value => {
                    file.report(at, Kind::AliasClash { name: value.clone(), other });
                }
                _ => {}
            }
        }
    }
}
