//! Checks the registers: cities, topics, courses, sectors.

use std::collections::BTreeMap;

use super::cities::cities;
use super::value::{check_entry_id, find_or_report, line};
use crate::model::{City, Course, Entry, Register, Sector, Topic};
use crate::read::schema::{SourceEntry, SourceFile, SourceRegisters, SourceSector};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Problems};
use asdg_base::yaml::{At, Located, Source};
use asdg_russian::{folded, typography};

/// The checked registers.
pub(super) struct Registers {
    pub(super) cities: Register<City>,
    pub(super) topics: Register<Topic>,
    pub(super) courses: Register<Course>,
    pub(super) sectors: Register<Sector>,
}

pub(super) fn check(sources: &SourceRegisters, language: Language, problems: &mut Problems) -> Registers {
    let topics = ordered(topics(&sources.topics, problems), language);
    let courses = courses(&sources.courses, &topics, problems);
    Registers {
        cities: ordered(cities(&sources.cities, problems), language),
        courses: ordered(courses, language),
        topics,
        sectors: Register::new(sectors(&sources.sectors, problems)),
    }
}

/// A register in the order of its entries' names.
fn ordered<T: Entry>(mut entries: Vec<T>, language: Language) -> Register<T> {
    let collation = language.collation();
    entries
        .sort_by(|a, b| collation.compare(a.name_in(language), b.name_in(language)).then_with(|| a.id().cmp(b.id())));
    Register::new(entries)
}

fn topics(file: &SourceFile<Vec<SourceEntry>>, problems: &mut Problems) -> Vec<Topic> {
    let mut names = Names::default();
    let mut topics = Vec::new();
    for SourceEntry { id, name, name_en, description, aliases, topics: _ } in &file.value {
        names.check(id, name, aliases, &file.source, problems);
        if check_entry_id(id, &file.source, problems) {
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

fn courses(file: &SourceFile<Vec<SourceEntry>>, topics: &Register<Topic>, problems: &mut Problems) -> Vec<Course> {
    let mut names = Names::default();
    let mut courses = Vec::new();
    for SourceEntry { id, name, name_en, description, aliases, topics: own } in &file.value {
        names.check(id, name, aliases, &file.source, problems);
        if check_entry_id(id, &file.source, problems) {
            courses.push(Course {
                id: id.value.as_str().into(),
                name: typography::set_line(&name.value),
                name_en: english(name_en),
                description: line(description.clone()),
                aliases: lines(aliases),
                topics: own.iter().filter_map(|topic| find_or_report(topics, topic, &file.source, problems)).collect(),
            });
        }
    }
    courses
}

fn sectors(file: &SourceFile<Vec<SourceSector>>, problems: &mut Problems) -> Vec<Sector> {
    let mut names = Names::default();
    let mut sectors = Vec::new();
    for SourceSector { id, name, name_en, in_question, description } in &file.value {
        names.check(id, name, &[], &file.source, problems);
        if check_entry_id(id, &file.source, problems) {
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
        source: &Source,
        problems: &mut Problems,
    ) {
        for Located { value, at } in std::iter::once(name).chain(aliases) {
            match self.owners.insert(folded(value), id.value.clone()) {
                Some(other) if other != id.value => {
                    let at: &At = at;
                    problems.add(source.place(at), Kind::AliasClash { name: value.clone(), other });
                }
                _ => {}
            }
        }
    }
}
