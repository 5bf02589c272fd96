//! The tables of the registers: cities, topics, courses and sectors, in the order of the register.

use super::cell::{Id, LongText, WebAddress};
use super::{Columns, Table, ids, names, page_address};
use crate::link::Index;
use crate::model::{City, Course, Edition, Key, Sector, Topic};

/// The country of a city for which the register names none.
const DEFAULT_COUNTRY: &str = "Россия";

/// Makes a cell of the other names of an entry.
fn aliases(aliases: &[Box<str>]) -> Vec<std::borrow::Cow<'_, str>> {
    aliases.iter().map(|alias| (&**alias).into()).collect()
}

fn long_text(text: Option<&str>) -> Option<LongText<'_>> {
    text.map(|text| LongText(text.into()))
}

pub(super) fn cities<'a>(index: &'a Index<'a>, _: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    Columns::<(Key<City>, &'a City)>::new()
        .with("city", |(_, city)| Id(&city.id))
        .with("name", |(_, city)| &*city.name)
        .with("name_en", |(_, city)| city.name_en.as_deref())
        .with("region", |(_, city)| city.region.as_deref())
        .with("country", |(_, city)| city.country.as_deref().unwrap_or(DEFAULT_COUNTRY))
        .with("federal_district", |(_, city)| city.federal_district.as_deref())
        .with("population", |(_, city)| city.population.as_ref().map(|population| population.people as usize))
        .with("population_year", |(_, city)| city.population.as_ref().map(|population| population.year))
        .with("population_source", |(_, city)| city.population.as_ref()?.source.as_deref())
        .with("latitude", |(_, city)| city.coordinates.map(|(latitude, _)| latitude))
        .with("longitude", |(_, city)| city.coordinates.map(|(_, longitude)| longitude))
        .with("aliases", |(_, city)| aliases(&city.aliases))
        .with("website", |(_, city)| city.website.as_deref().map(|website| WebAddress(website.to_owned())))
        .with("responses", |(key, _)| index.city(key).responses.len())
        .with("mentions", |(key, _)| index.city(key).mentions.len())
        .with("url", move |(key, _)| page_address(digest, &digest.city_address(key)))
        .table("cities", digest.cities.iter())
}

pub(super) fn topics<'a>(index: &'a Index<'a>, _: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    Columns::<(Key<Topic>, &'a Topic)>::new()
        .with("topic", |(_, topic)| Id(&topic.id))
        .with("name", |(_, topic)| &*topic.name)
        .with("name_en", |(_, topic)| topic.name_en.as_deref())
        .with("description", |(_, topic)| long_text(topic.description.as_deref()))
        .with("aliases", |(_, topic)| aliases(&topic.aliases))
        .with("cities", |(key, _)| index.topic(key).cities.len())
        .with("passages", |(key, _)| index.topic(key).passages.len())
        .with("url", move |(key, _)| page_address(digest, &digest.topic_address(key)))
        .table("topics", digest.topics.iter())
}

pub(super) fn courses<'a>(index: &'a Index<'a>, _: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    Columns::<(Key<Course>, &'a Course)>::new()
        .with("course", |(_, course)| Id(&course.id))
        .with("name", |(_, course)| &*course.name)
        .with("name_en", |(_, course)| course.name_en.as_deref())
        .with("description", |(_, course)| long_text(course.description.as_deref()))
        .with("aliases", |(_, course)| aliases(&course.aliases))
        .for_programs("topics", move |(_, course)| ids(&digest.topics, &course.topics))
        .for_people("topic_names", move |(_, course)| names(digest, &digest.topics, &course.topics))
        .with("cities", |(key, _)| index.course(key).cities.len())
        .with("requests", |(key, _)| index.course(key).requests.len())
        .with("url", move |(key, _)| page_address(digest, &digest.course_address(key)))
        .table("courses", digest.courses.iter())
}

pub(super) fn sectors<'a>(index: &'a Index<'a>, _: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    let mut responses = vec![0_usize; digest.sectors.len()];
    for response in &digest.responses {
        responses[response.sector.index()] += 1;
    }
    Columns::<(Key<Sector>, &'a Sector)>::new()
        .with("sector", |(_, sector)| Id(&sector.id))
        .with("name", |(_, sector)| &*sector.name)
        .with("name_en", |(_, sector)| sector.name_en.as_deref())
        .with("description", |(_, sector)| long_text(sector.description.as_deref()))
        .with("responses", move |(key, _)| responses[key.index()])
        .table("sectors", digest.sectors.iter())
}
