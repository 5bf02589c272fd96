//! Population and federal district of cities, used by filters and by the list of similar cities.

use crate::support::{Site, texts};

/// The base site with a register of two cities. Each argument has the further lines of an entry, separated by `|`.
fn with_cities(first: &str, second: &str) -> Site {
    let lines = |lines: &str| lines.split('|').map(|line| format!("  {line}\n")).collect::<String>();
    let (first, second) = (lines(first), lines(second));
    let register = format!("primersk:\n  name: Примерск\n{first}vydumsk:\n  name: Выдумск\n{second}");
    Site::base().file("content/cities.yaml", register)
}

#[test]
fn a_city_page_lists_similar_cities_with_reasons() {
    let near = with_cities(
        "region: Вымышленный край|population: 60 000|population_year: 2021",
        "region: Вымышленный край|population: 80000|population_year: 2024",
    )
    .build();
    let reasons = "тот же регион (Вымышленный край); близко по числу жителей (80 000)";
    assert_eq!(texts(&near, "cities/primersk/index.html", ".alike .entry-title"), ["Выдумск"]);
    assert_eq!(texts(&near, "cities/primersk/index.html", ".alike .quiet"), [reasons]);
    // One common topic and a common district are not enough.
    let far = with_cities(
        "region: Вымышленный край|federal_district: Сказочный|population: 60000|population_year: 2021",
        "region: Другой край|federal_district: Сказочный ФО|population: 900000|population_year: 2021",
    )
    .build();
    assert!(texts(&far, "cities/primersk/index.html", "#alike").is_empty());
}

#[test]
fn a_city_page_shows_the_source_of_the_population() {
    let site = with_cities(
        "region: Вымышленный край|federal_district: Сказочный федеральный округ|population: 56 301|population_year: 2021|population_source: Росстат",
        "region: Вымышленный край",
    )
    .build();
    let page = "cities/primersk/index.html";
    assert_eq!(texts(&site, page, ".subtitle"), ["Вымышленный край, 56 301 житель"]);
    let facts = texts(&site, page, ".facts > div");
    assert_eq!(facts, ["Федеральный округСказочный", "Население, 2021 год56 301 житель (Росстат)"]);
}

#[test]
fn the_collection_filters_by_region_district_and_population() {
    let other = "region: Другой край|federal_district: Другой|population: 1200000|population_year: 2021";
    let site = with_cities(
        "region: Вымышленный край|federal_district: Сказочный|population: 50000|population_year: 2021",
        other,
    )
    .build();
    let facets = texts(&site, "collection/index.html", ".facet > summary");
    assert!(
        ["Регионы", "Федеральные округа", "Население"].iter().all(|facet| facets.iter().any(|found| found == facet))
    );
    let sizes = texts(&site, "collection/index.html", "label:has([name=size])");
    assert_eq!(sizes, ["до 50 тыс.", "больше 1 млн"]);
}

#[test]
fn new_city_writes_district_and_population() {
    let site = Site::base();
    let args =
        ["new", "city", "Ёлкинск", "--district", "Сказочный", "--population", "56300", "--population-year", "2021"];
    let run = site.run(&args);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let register = std::fs::read_to_string(site.path("content/cities.yaml")).unwrap();
    assert!(
        register.contains("  federal_district: Сказочный\n  population: 56300\n  population_year: 2021\n"),
        "{register}"
    );
    let run = site.run(&["new", "city", "Еловск", "--population", "56,3", "--population-year", "2021", "--lang", "ru"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("«56,3» не подходит; нужно целое число"), "{}", run.stderr);
}
