//! Ids: the identifiers of register entries and questions in files, folders, addresses and anchors.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::str::FromStr;

use asdg_russian::slug;

use crate::problem::Kind;
use crate::register::{City, Course, Sector, Topic};
use crate::year::Year;

/// The id of an entry of type `T`, such as `yuzhno-sakhalinsk`. It satisfies [`is_id`], and Windows allows it as the
/// name of a folder.
pub struct Id<T>(Box<str>, PhantomData<fn() -> T>);

/// The id of a city, such as `omsk`: the key in `cities.yaml`, the name of the city's responses, and a part of
/// addresses.
pub type CityId = Id<City>;
/// The id of a topic, such as `housing`: the key in `topics.yaml` and a part of addresses.
pub type TopicId = Id<Topic>;
/// The id of a course, such as `protocol`: the key in `courses.yaml` and a part of addresses.
pub type CourseId = Id<Course>;
/// The id of a sector, such as `culture`: the key in `sectors.yaml`, the name of a folder, and a part of addresses.
pub type SectorId = Id<Sector>;

/// Whether a text has the form of an id: lower-case Latin letters, digits and single hyphens, beginning with a letter.
pub fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.ends_with('-')
        && !text.contains("--")
}

/// Returns the problem for a text that does not have the form of an id.
pub fn bad_id(text: &str) -> Kind {
    Kind::BadId { id: text.to_owned(), proposal: Some(slug::slug(text)).filter(|proposal| is_id(proposal)) }
}

/// Device names, which Windows does not allow as names of folders and files, whatever the extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether an id is a device name of Windows.
fn is_device_name(id: &str) -> bool {
    let numbered = |rest: &str| matches!(rest.as_bytes(), [b'0'..=b'9']);
    DEVICES.contains(&id) || id.strip_prefix("com").or_else(|| id.strip_prefix("lpt")).is_some_and(numbered)
}

impl<T> FromStr for Id<T> {
    type Err = Kind;

    fn from_str(text: &str) -> Result<Self, Kind> {
        match text {
            text if !is_id(text) => Err(bad_id(text)),
            text if is_device_name(text) => Err(Kind::DeviceId { id: text.to_owned() }),
            text => Ok(Self(text.into(), PhantomData)),
        }
    }
}

#[cfg(any(test, feature = "test-support"))]
impl<T> From<&str> for Id<T> {
    /// Makes an id from any text, without checks, for tests.
    fn from(text: &str) -> Self {
        Self(text.into(), PhantomData)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> Deref for Id<T> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<T> Borrow<str> for Id<T> {
    fn borrow(&self) -> &str {
        &self.0
    }
}

// Derived implementations would require the same of `T`, although an id contains no `T`.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The key of a response, such as `2024/culture/omsk`: its folders and its city, which are also the path of its page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResponseKey {
    /// The year of its edition.
    pub year: Year,
    /// Its sector.
    pub sector: SectorId,
    /// Its city.
    pub city: CityId,
}

impl FromStr for ResponseKey {
    type Err = Kind;

    fn from_str(text: &str) -> Result<Self, Kind> {
        let bad = || Kind::BadResponseLink { link: text.to_owned() };
        let (year, rest) = text.split_once('/').ok_or_else(bad)?;
        let (sector, city) = rest.split_once('/').ok_or_else(bad)?;
        Ok(Self { year: year.parse()?, sector: sector.parse()?, city: city.parse()? })
    }
}

impl fmt::Display for ResponseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.year, self.sector, self.city)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_checked() {
        for good in ["omsk", "yuzhno-sakhalinsk", "a1-2", "kon", "com", "com10", "lpt", "console", "comx"] {
            assert_eq!(good.parse::<CityId>().as_deref(), Ok(good));
        }
        for bad in ["", "Omsk", "омск", "2024", "a--b", "-a", "a-", "a b", "a_b"] {
            assert!(matches!(bad.parse::<CityId>(), Err(Kind::BadId { .. })), "{bad}");
        }
    }

    #[test]
    fn the_key_of_a_response_is_the_path_of_its_page() {
        let key: ResponseKey = "2024/culture/yuzhno-sakhalinsk".parse().unwrap();
        assert_eq!((key.year, &*key.sector, &*key.city), (Year(2024), "culture", "yuzhno-sakhalinsk"));
        assert_eq!(key.to_string(), "2024/culture/yuzhno-sakhalinsk");
        for bad in
            ["", "omsk", "2024/omsk", "24/culture/omsk", "+2024/culture/omsk", "2024/culture/omsk/", "2024//omsk"]
        {
            assert!(bad.parse::<ResponseKey>().is_err(), "{bad}");
        }
    }

    #[test]
    fn device_names_of_windows_are_no_ids() {
        for device in ["con", "nul", "aux", "prn", "com1", "lpt9", "com0"] {
            assert!(matches!(device.parse::<CityId>(), Err(Kind::DeviceId { .. })), "{device}");
        }
    }
}
