//! Resolves the options of commands that select an edition, a sector and a city.

use crate::model::{City, Digest, Edition, Key, Sector, Year};
use asdg_base::problem::Kind;

/// The values of the options.
#[derive(Debug, Clone, Default)]
pub struct SelectOptions {
    /// The year of the edition; the latest if `None`.
    pub year: Option<u16>,
    /// The id of the sector; all sectors if `None`.
    pub sector: Option<String>,
    /// The id of the city; all cities if `None`.
    pub city: Option<String>,
}

/// The selected edition, sector and city.
#[derive(Debug, Clone, Copy)]
pub struct Selection<'d> {
    /// The edition.
    pub edition: &'d Edition,
    /// The sector; all sectors if `None`.
    pub sector: Option<Key<Sector>>,
    /// The city; all cities if `None`.
    pub city: Option<Key<City>>,
}

impl Selection<'_> {
    /// Whether a sector is selected.
    pub fn has_sector(&self, sector: Key<Sector>) -> bool {
        self.sector.is_none_or(|only| only == sector)
    }

    /// Whether a city is selected.
    pub fn has_city(&self, city: Key<City>) -> bool {
        self.city.is_none_or(|only| only == city)
    }
}

/// Resolves the options in a digest.
pub fn select<'d>(digest: &'d Digest, wanted: &SelectOptions) -> Result<Selection<'d>, Vec<Kind>> {
    let SelectOptions { year, sector, city } = wanted;
    let edition = match year {
        Some(year) => digest.editions.iter().find(|edition| edition.year == Year(*year)),
        None => digest.editions.last(),
    };
    let sector = digest.sectors.find_option(sector.as_deref(), "--sector");
    let city = digest.cities.find_option(city.as_deref(), "--city");
    match (edition, sector, city) {
        (Some(edition), Ok(sector), Ok(city)) => Ok(Selection { edition, sector, city }),
        (edition, sector, city) => {
            let years: Vec<String> = digest.editions.iter().map(|edition| edition.year.to_string()).collect();
            let missing = edition.is_none().then(|| Kind::EditionMissing {
                year: year.map(|year| year.to_string()),
                known: (!years.is_empty()).then(|| years.join(", ")),
            });
            Err(missing.into_iter().chain(sector.err()).chain(city.err()).collect())
        }
    }
}
