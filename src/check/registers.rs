//! Checks the registers: cities, topics, courses, sectors.

use super::cities::cities;
use super::file::FileCheck;
use super::names::Names;
use super::value::{english, line, line_in, lines};
use crate::model::{City, Course, Entry, Register, Sector, Topic};
use crate::read::schema::{SourceEntry, SourceRegisters, SourceSector};
use asdg_base::language::Language;
use asdg_base::problem::Problems;
use asdg_russian::typography;

/// The checked registers.
pub(super) struct Registers {
    pub(super) cities: Register<City>,
    pub(super) topics: Register<Topic>,
    pub(super) courses: Register<Course>,
    pub(super) sectors: Register<Sector>,
}

/// Checks all registers.
pub(super) fn check(sources: &SourceRegisters, language: Language, problems: &mut Problems) -> Registers {
    let SourceRegisters { cities: city_file, topics: topic_file, courses: course_file, sectors: sector_file, .. } =
        sources;
    let topics = topics(&topic_file.value, language, FileCheck::new(&topic_file.source, problems));
    let topics = sorted(topics, language);
    let courses = courses(&course_file.value, &topics, language, FileCheck::new(&course_file.source, problems));
    let cities = cities(&city_file.value, language, FileCheck::new(&city_file.source, problems));
    let sectors = sectors(&sector_file.value, language, FileCheck::new(&sector_file.source, problems));
    Registers {
        cities: sorted(cities, language),
        courses: sorted(courses, language),
        topics,
        sectors: Register::new(sectors),
    }
}

/// Makes a register with its entries sorted by name.
fn sorted<T: Entry>(mut entries: Vec<T>, language: Language) -> Register<T> {
    let collation = language.collation();
    entries
        .sort_by(|a, b| collation.compare(a.name_in(language), b.name_in(language)).then_with(|| a.id().cmp(b.id())));
    Register::new(entries)
}

fn topics(sources: &[SourceEntry], language: Language, mut file: FileCheck<'_>) -> Vec<Topic> {
    let mut names = Names::default();
    let mut topics = Vec::new();
    for SourceEntry { id, name, name_en, description, aliases, topics: _ } in sources {
        names.check(id, name, aliases, &mut file);
        if let Some(id) = file.id(id) {
            topics.push(Topic {
                id,
                name: typography::set_line(&name.value),
                name_en: english(name_en),
                description: line_in(language, description),
                aliases: lines(aliases),
            });
        }
    }
    topics
}

fn courses(
    sources: &[SourceEntry],
    topics: &Register<Topic>,
    language: Language,
    mut file: FileCheck<'_>,
) -> Vec<Course> {
    let mut names = Names::default();
    let mut courses = Vec::new();
    for SourceEntry { id, name, name_en, description, aliases, topics: topic_ids } in sources {
        names.check(id, name, aliases, &mut file);
        if let Some(id) = file.id(id) {
            courses.push(Course {
                id,
                name: typography::set_line(&name.value),
                name_en: english(name_en),
                description: line_in(language, description),
                aliases: lines(aliases),
                topics: topic_ids.iter().filter_map(|topic| file.find(topics, topic)).collect(),
            });
        }
    }
    courses
}

fn sectors(sources: &[SourceSector], language: Language, mut file: FileCheck<'_>) -> Vec<Sector> {
    let mut names = Names::default();
    let mut sectors = Vec::new();
    for SourceSector { id, name, name_en, in_question, description } in sources {
        names.check(id, name, &[], &mut file);
        if let Some(id) = file.id(id) {
            let name = typography::set_line(&name.value);
            sectors.push(Sector {
                id,
                in_question: line(in_question.russian.clone()).unwrap_or_else(|| name.to_lowercase().into()),
                in_question_en: english(&in_question.english)
                    .unwrap_or_else(|| name_en.as_ref().map_or(&*name, |name| &name.value).to_lowercase().into()),
                name_en: english(name_en),
                name,
                description: line_in(language, description),
            });
        }
    }
    sectors
}
