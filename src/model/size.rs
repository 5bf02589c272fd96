//! The size of a city, for filters and for finding similar cities.

use crate::model::City;

/// A group of cities by population. The bounds are those of small, medium, big, large and largest towns in the code of
/// rules СП 42.13330.2016 for town planning. The code has two groups of large towns and three of small ones; here each
/// is one group, because a digest has a few dozen cities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// Up to 50,000 people.
    Small,
    /// Up to 100,000.
    Medium,
    /// Up to 250,000.
    Big,
    /// Up to 1,000,000.
    Large,
    /// More.
    Largest,
}

impl Size {
    /// All sizes, the smallest first.
    pub const ALL: [Self; 5] = [Self::Small, Self::Medium, Self::Big, Self::Large, Self::Largest];

    /// The size of a city; `None` if its population is unknown.
    pub fn of(city: &City) -> Option<Self> {
        Some(match city.population.as_ref()?.people {
            0..=50_000 => Self::Small,
            50_001..=100_000 => Self::Medium,
            100_001..=250_000 => Self::Big,
            250_001..=1_000_000 => Self::Large,
            1_000_001.. => Self::Largest,
        })
    }

    /// The value in addresses: its bounds in thousands.
    pub fn id(self) -> &'static str {
        match self {
            Self::Small => "under-50",
            Self::Medium => "50-100",
            Self::Big => "100-250",
            Self::Large => "250-1000",
            Self::Largest => "over-1000",
        }
    }
}
