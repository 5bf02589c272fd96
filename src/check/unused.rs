//! Reports register entries and pictures that nothing refers to.

use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::sync::Arc;

use super::CheckContext;
use super::file::FileCheck;
use crate::model::{City, Course, Entry, Key, Register, Response, Sector, Target, Text, Topic};
use crate::read::schema::{SourceFile, SourceRegisters};
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::yaml::Located;

/// The entries and pictures that are used.
struct Used<'c> {
    cities: KeySet<City>,
    topics: KeySet<Topic>,
    courses: KeySet<Course>,
    sectors: KeySet<Sector>,
    pictures: BTreeSet<&'c str>,
}

/// A set of entries of a register. A vector is faster than a hash set, and after each change of a file every link of
/// every text is inserted here.
struct KeySet<T> {
    flags: Vec<bool>,
    entry: PhantomData<fn() -> T>,
}

impl<T: Entry> KeySet<T> {
    fn empty(register: &Register<T>) -> Self {
        Self { flags: vec![false; register.len()], entry: PhantomData }
    }

    fn insert(&mut self, key: Key<T>) {
        self.flags[key.index()] = true;
    }

    fn extend<'k>(&mut self, keys: impl IntoIterator<Item = &'k Key<T>>)
    where
        T: 'k,
    {
        keys.into_iter().for_each(|&key| self.insert(key));
    }

    fn contains(&self, key: Key<T>) -> bool {
        self.flags[key.index()]
    }
}

/// Warns about entries and pictures that nothing refers to. Drafts count, because they will be published.
pub(super) fn check(
    registers: &SourceRegisters,
    responses: &[Arc<Response>],
    context: &CheckContext,
    problems: &mut Problems,
) {
    let mut used = Used {
        cities: KeySet::empty(&context.cities),
        topics: KeySet::empty(&context.topics),
        courses: KeySet::empty(&context.courses),
        sectors: KeySet::empty(&context.sectors),
        pictures: BTreeSet::new(),
    };
    for edition in &context.editions {
        edition.sectors.iter().for_each(|edition| used.sectors.insert(edition.sector));
        used.cities.extend(&edition.asked);
        let replies = edition.replies.iter().filter_map(|reply| reply.text.as_ref());
        edition.introduction.iter().chain(replies).for_each(|text| used.add_text(text));
    }
    for (_, course) in context.courses.iter() {
        used.topics.extend(&course.topics);
    }
    for response in responses {
        used.cities.insert(response.city);
        used.topics.extend(&response.topics);
        for passage in response.passages() {
            used.topics.extend(&passage.topics);
            used.add_text(&passage.text);
        }
    }
    let Used { cities, topics, courses, sectors, pictures } = used;
    warn_unused(
        &registers.cities,
        |city| &city.id,
        |id| context.cities.find(id).is_some_and(|key| cities.contains(key)),
        problems,
    );
    warn_unused(
        &registers.topics,
        |topic| &topic.id,
        |id| context.topics.find(id).is_some_and(|key| topics.contains(key)),
        problems,
    );
    warn_unused(
        &registers.courses,
        |course| &course.id,
        |id| context.courses.find(id).is_some_and(|key| courses.contains(key)),
        problems,
    );
    warn_unused(
        &registers.sectors,
        |sector| &sector.id,
        |id| context.sectors.find(id).is_some_and(|key| sectors.contains(key)),
        problems,
    );
    for (path, picture) in &context.pictures {
        if !pictures.contains(&*picture.file) {
            let mut parts = path.rsplit('/');
            let (name, folder) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let picture = format!("{folder}/{name}");
            problems.add(Place::file(path.clone()), Kind::PictureUnused { picture });
        }
    }
}

/// Warns about the entries of a register that are not used.
fn warn_unused<T>(
    file: &SourceFile<Vec<T>>,
    id: impl Fn(&T) -> &Located<String>,
    is_used: impl Fn(&str) -> bool,
    problems: &mut Problems,
) {
    let SourceFile { source, value } = file;
    let mut file = FileCheck::new(source, problems);
    for Located { value, at } in value.iter().map(id) {
        if !is_used(value) {
            file.report(at, Kind::UnusedEntry { id: value.clone() });
        }
    }
}

impl<'c> Used<'c> {
    fn add_text(&mut self, text: &'c Text) {
        for target in &text.links {
            match target {
                Target::Topic(topic) => self.topics.insert(*topic),
                Target::City(city) => self.cities.insert(*city),
                Target::Course(course) => self.courses.insert(*course),
                Target::Response(..) | Target::Anchor(_) | Target::Outside(_) | Target::NoCity => {}
            }
        }
        self.pictures.extend(text.pictures.iter().map(|picture| &*picture.file));
    }
}
