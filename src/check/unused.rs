//! Register entries and pictures that nothing refers to.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Context;
use crate::model::{City, Course, Key, Response, Sector, Target, Text, Topic};
use crate::problem::{Kind, Place, Problems};
use crate::read::schema::{SourceFile, SourceRegisters};
use crate::read::yaml::{Located, Source};

#[derive(Default)]
struct Used {
    cities: BTreeSet<Key<City>>,
    topics: BTreeSet<Key<Topic>>,
    courses: BTreeSet<Key<Course>>,
    sectors: BTreeSet<Key<Sector>>,
    pictures: BTreeSet<Box<str>>,
}

/// Warns of entries and pictures that nothing refers to. Drafts count: they refer to what will be published.
pub(super) fn check(
    registers: &SourceRegisters,
    responses: &[Arc<Response>],
    context: &Context,
    problems: &mut Problems,
) {
    let mut used = Used::default();
    for edition in &context.editions {
        used.sectors.extend(edition.sectors.iter().map(|edition| edition.sector));
        used.cities.extend(&edition.asked);
        let replies = edition.replies.iter().filter_map(|reply| reply.text.as_ref());
        edition.introduction.iter().chain(replies).for_each(|text| used.text(text));
    }
    for (_, course) in context.courses.iter() {
        used.topics.extend(&course.topics);
    }
    for response in responses {
        used.cities.insert(response.city);
        used.topics.extend(&response.topics);
        for passage in response.passages() {
            used.topics.extend(&passage.topics);
            used.text(&passage.text);
        }
    }
    let Used { cities, topics, courses, sectors, pictures } = used;
    warn(
        &registers.cities,
        |city| &city.id,
        |id| context.cities.find(id).is_some_and(|key| cities.contains(&key)),
        problems,
    );
    warn(
        &registers.topics,
        |topic| &topic.id,
        |id| context.topics.find(id).is_some_and(|key| topics.contains(&key)),
        problems,
    );
    warn(
        &registers.courses,
        |course| &course.id,
        |id| context.courses.find(id).is_some_and(|key| courses.contains(&key)),
        problems,
    );
    warn(
        &registers.sectors,
        |sector| &sector.id,
        |id| context.sectors.find(id).is_some_and(|key| sectors.contains(&key)),
        problems,
    );
    for (path, picture) in &context.pictures {
        if !pictures.contains(&picture.file) {
            let mut parts = path.rsplit('/');
            let (name, folder) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let picture = format!("{folder}/{name}");
            problems.add(Place::file(path.clone()), Kind::PictureUnused { picture });
        }
    }
}

fn warn<T>(
    file: &SourceFile<Vec<T>>,
    id: impl Fn(&T) -> &Located<String>,
    is_used: impl Fn(&str) -> bool,
    problems: &mut Problems,
) {
    let source: &Source = &file.source;
    for entry in &file.value {
        let Located { value, at } = id(entry);
        if !is_used(value) {
            problems.add(source.place(at), Kind::UnusedEntry { id: value.clone() });
        }
    }
}

impl Used {
    fn text(&mut self, text: &Text) {
        for target in &text.links {
            match target {
                Target::Topic(topic) => drop(self.topics.insert(*topic)),
                Target::City(city) => drop(self.cities.insert(*city)),
                Target::Course(course) => drop(self.courses.insert(*course)),
                Target::Response(..) | Target::Anchor(_) | Target::Outside(_) | Target::NoCity => {}
            }
        }
        self.pictures.extend(text.pictures.iter().map(|picture| picture.file.clone()));
    }
}
