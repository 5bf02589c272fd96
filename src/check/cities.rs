//! Checks the register of cities.

use super::file::FileCheck;
use super::names::Names;
use super::value::{english, line, line_in, lines};
use crate::model::{City, Population};
use crate::read::schema::SourceCity;
use asdg_base::id::CityId;
use asdg_base::language::Language;
use asdg_base::problem::Kind;
use asdg_base::similar;
use asdg_base::yaml::{Bilingual, Located};
use asdg_russian::typography;

/// Names below the address of a sector's edition that are not cities: its questions, and the print page of earlier
/// versions. No city can have such an id.
pub(crate) const RESERVED_IDS: [&str; 2] = ["questions", "print"];

/// The federal districts of Russia, in Russian and in English. Other names are allowed, for made-up cities, but not
/// names that are almost equal to one of these.
const FEDERAL_DISTRICTS: [(&str, &str); 8] = [
    ("Дальневосточный", "Far Eastern"),
    ("Приволжский", "Volga"),
    ("Северо-Западный", "Northwestern"),
    ("Северо-Кавказский", "North Caucasian"),
    ("Сибирский", "Siberian"),
    ("Уральский", "Ural"),
    ("Центральный", "Central"),
    ("Южный", "Southern"),
];

/// The valid years of a population figure, beginning with the first census of Russia.
const POPULATION_YEARS: std::ops::RangeInclusive<u16> = 1897..=2100;

/// No city has more people.
const MAX_POPULATION: u32 = 100_000_000;

/// Checks the entries of the register, and their names.
pub(super) fn cities(sources: &[SourceCity], language: Language, mut file: FileCheck<'_>) -> Vec<City> {
    let mut names = Names::default();
    let mut cities = Vec::new();
    for city in sources {
        names.check(&city.id, &city.name, &city.aliases, &mut file);
        if let Some(id) = file.id(&city.id) {
            cities.push(check_city(id, city, language, &mut file));
        }
    }
    cities
}

fn check_city(id: CityId, source_city: &SourceCity, language: Language, file: &mut FileCheck<'_>) -> City {
    let SourceCity { name, name_en, region, country, coordinates, aliases, forms, ambiguous, website, .. } =
        source_city;
    if RESERVED_IDS.contains(&&*id) {
        file.report(&source_city.id.at, Kind::ReservedId { id: id.to_string() });
    }
    let coordinates = coordinates.as_ref().and_then(|Located { value: (latitude, longitude), at }| {
        let is_valid = (-90.0..=90.0).contains(latitude) && (-180.0..=180.0).contains(longitude);
        if !is_valid {
            file.report(at, Kind::BadCoordinates);
        }
        is_valid.then_some((*latitude, *longitude))
    });
    let is_russia = country.russian.as_ref().is_some_and(|country| country.value.trim() == "Россия");
    City {
        id,
        name: typography::set_line(&name.value),
        name_en: english(name_en),
        region: line_in(language, region),
        country: line_in(language, country).filter(|_| !is_russia),
        federal_district: federal_district(&source_city.federal_district, language, file),
        population: population(source_city, language, file),
        coordinates,
        aliases: lines(aliases),
        forms: lines(forms),
        ambiguous: *ambiguous,
        website: website.as_ref().and_then(|website| file.web_address(website)),
    }
}

/// The name of a federal district without the words «федеральный округ» or «ФО», so that each district has one name.
fn federal_district(district: &Bilingual, language: Language, file: &mut FileCheck<'_>) -> Option<Box<str>> {
    let written = district.russian.as_ref()?;
    let line = line(Some(written.clone()))?;
    let lower = line.to_lowercase();
    let is_district = |word: &str| matches!(word, "федеральный" | "округ" | "фо");
    let words = line.split_whitespace().zip(lower.split_whitespace());
    let words: Vec<&str> = words.filter(|(_, lower)| !is_district(lower)).map(|(word, _)| word).collect();
    let name = words.join(" ");
    let known = FEDERAL_DISTRICTS.into_iter().find(|(district, _)| *district == name);
    if known.is_none()
        && let Some((similar, _)) =
            FEDERAL_DISTRICTS.into_iter().find(|(district, _)| similar::is_misspelling(&name, district))
    {
        let similar = similar.to_owned();
        file.report(&written.at, Kind::DistrictSlip { district: name.clone(), similar });
    }
    let in_english = english(&district.english).or(known.map(|(_, english)| english.into()));
    in_english.filter(|_| language == Language::English).or((!name.is_empty()).then(|| name.into()))
}

/// The population with its year. One without the other is reported, because a figure without a year means little.
fn population(city: &SourceCity, language: Language, file: &mut FileCheck<'_>) -> Option<Population> {
    let SourceCity { id, population, population_year, population_source, .. } = city;
    let people = population.as_ref().and_then(|population| parse_people(population, file));
    let year = population_year.as_ref().and_then(|year| {
        let found = year.value.trim().parse().ok().filter(|found| POPULATION_YEARS.contains(found));
        if found.is_none() {
            file.report(&year.at, Kind::BadPopulationYear { value: year.value.clone() });
        }
        found
    });
    let missing = match (population, population_year, &population_source.russian) {
        (Some(_), None, _) => Some("population_year"),
        (None, Some(_), _) | (None, _, Some(_)) => Some("population"),
        _ => None,
    };
    if let Some(key) = missing {
        file.report(&id.at, Kind::MissingKey { key: key.to_owned() });
    }
    Some(Population { people: people?, year: year?, source: line_in(language, population_source) })
}

/// Parses a number of people, possibly with spaces between groups of digits: 56 300.
fn parse_people(written: &Located<String>, file: &mut FileCheck<'_>) -> Option<u32> {
    let digits: String = written.value.chars().filter(|c| !c.is_whitespace()).collect();
    // `parse` would also accept a plus sign.
    let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
    let people = digits.parse().ok().filter(|people| is_number && (1..=MAX_POPULATION).contains(people));
    if people.is_none() {
        file.report(&written.at, Kind::BadPopulation { value: written.value.clone() });
    }
    people
}
