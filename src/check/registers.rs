//! Checks the registers: cities, topics, courses, sectors.

use std::collections::BTreeMap;

use super::value::{check_entry_id, find_or_report, line, web_address};
use crate::model::{City, Course, Entry, Register, Sector, Topic};
use crate::read::schema::{SourceCity, SourceEntry, SourceFile, SourceRegisters, SourceSector};
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

/// Names below a sector's edition that are not cities: its questions, and the print page of earlier versions. No city
/// can have such an id.
pub(crate) const RESERVED: [&str; 2] = ["questions", "print"];

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

fn cities(file: &SourceFile<Vec<SourceCity>>, problems: &mut Problems) -> Vec<City> {
    let mut names = Names::default();
    let mut cities = Vec::new();
    for SourceCity { id, name, name_en, region, country, coordinates, aliases, forms, ambiguous, website } in
        &file.value
    {
        names.check(id, name, aliases, &file.source, problems);
        if !check_entry_id(id, &file.source, problems) {
            continue;
        }
        if RESERVED.contains(&id.value.as_str()) {
            problems.add(file.source.place(&id.at), Kind::ReservedId { id: id.value.clone() });
        }
        let coordinates = coordinates.as_ref().and_then(|Located { value: (latitude, longitude), at }| {
            let on_earth = (-90.0..=90.0).contains(latitude) && (-180.0..=180.0).contains(longitude);
            if !on_earth {
                problems.add(file.source.place(at), Kind::BadCoordinates);
            }
            on_earth.then_some((*latitude, *longitude))
        });
        let website = website.as_ref().and_then(|website| web_address(website, &file.source, problems));
        cities.push(City {
            id: id.value.as_str().into(),
            name: typography::set_line(&name.value),
            name_en: english(name_en),
            region: line(region.clone()),
            country: line(country.clone()).filter(|country| &**country != "Россия"),
            coordinates,
            aliases: lines(aliases),
            forms: lines(forms),
            ambiguous: *ambiguous,
            website,
        });
    }
    cities
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
fn english(name: &Option<Located<String>>) -> Option<Box<str>> {
    name.as_ref().map(|name| name.value.trim().into())
}

fn lines(texts: &[Located<String>]) -> Vec<Box<str>> {
    texts.iter().map(|text| typography::set_line(&text.value)).collect()
}

/// The names and aliases of a register, to find those shared by two entries.
#[derive(Default)]
struct Names {
    owners: BTreeMap<String, String>,
}

impl Names {
    fn check(
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
