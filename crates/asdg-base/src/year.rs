//! The year of an edition.

use std::fmt;
use std::str::FromStr;

use crate::problem::Kind;

/// The year of an edition: 1990 to 2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub u16);

impl FromStr for Year {
    type Err = Kind;

    fn from_str(text: &str) -> Result<Self, Kind> {
        // `parse` alone would accept a plus sign.
        let year =
            Some(text).filter(|text| text.len() == 4 && !text.starts_with('+')).and_then(|text| text.parse().ok());
        let year = year.filter(|year| (1990..=2100).contains(year));
        year.map(Self).ok_or_else(|| Kind::BadYear { name: text.to_owned() })
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
