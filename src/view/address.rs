//! Addresses of pages, and relative links between them.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::Url;

use crate::model::{City, Course, Digest, Key, Question, ResponseId, Sector, Topic, Year};

/// The address of a page, relative to the root of the site: empty for the home page, else ending in a slash. A page that is
/// a file of its own, such as `404.html`, does not end in one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(String);

/// What cannot stand for itself in a segment of an address.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\');

/// A name as a segment of an address.
pub fn encoded(name: &str) -> String {
    utf8_percent_encode(name, RESERVED).to_string()
}

impl Address {
    /// The home page.
    pub fn home() -> Self {
        Self(String::new())
    }

    /// A file at the root.
    pub fn file(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// An edition.
    pub fn edition(year: Year) -> Self {
        Self(format!("{year}/"))
    }

    /// A sector's edition.
    pub fn sector(digest: &Digest, year: Year, sector: Key<Sector>) -> Self {
        Self(format!("{year}/{}/", digest.sectors[sector].id))
    }

    /// A response.
    pub fn response(digest: &Digest, id: ResponseId) -> Self {
        let ResponseId { year, sector, city } = id;
        Self(format!("{year}/{}/{}/", digest.sectors[sector].id, digest.cities[city].id))
    }

    /// A question of a sector's edition.
    pub fn question(digest: &Digest, year: Year, sector: Key<Sector>, question: &Question) -> Self {
        Self(format!("{year}/{}/questions/{}/", digest.sectors[sector].id, question.id))
    }

    /// All cities.
    pub fn cities() -> Self {
        Self("cities/".to_owned())
    }

    /// A city.
    pub fn city(digest: &Digest, city: Key<City>) -> Self {
        Self(format!("cities/{}/", digest.cities[city].id))
    }

    /// All topics.
    pub fn topics() -> Self {
        Self("topics/".to_owned())
    }

    /// A topic.
    pub fn topic(digest: &Digest, topic: Key<Topic>) -> Self {
        Self(format!("topics/{}/", digest.topics[topic].id))
    }

    /// All courses.
    pub fn courses() -> Self {
        Self("courses/".to_owned())
    }

    /// A course.
    pub fn course(digest: &Digest, course: Key<Course>) -> Self {
        Self(format!("courses/{}/", digest.courses[course].id))
    }

    /// The open data.
    pub fn data() -> Self {
        Self(format!("{}/", super::data::FOLDER))
    }

    /// What the reader puts together.
    pub fn collection() -> Self {
        Self("collection/".to_owned())
    }

    /// The plans of the current edition.
    pub fn plans() -> Self {
        Self("plans/".to_owned())
    }

    /// What the cities of the current edition ask of ASDG.
    pub fn support() -> Self {
        Self("support/".to_owned())
    }

    /// What the cities of the current edition want to discuss.
    pub fn agenda() -> Self {
        Self("agenda/".to_owned())
    }

    /// The same page of a certain edition. Ids begin with a letter, so no course has such an address.
    pub fn of_year(self, year: Year) -> Self {
        Self(format!("{}{year}/", self.0))
    }

    /// Where the page was that gathered everything of a city, a topic or a sector's edition to be printed.
    pub fn to_be_printed(self) -> Self {
        Self(format!("{}print/", self.0))
    }

    /// The further pages of a long list: the address itself for the first, `.../2/` for the second.
    pub fn numbered(self, number: usize) -> Self {
        if number == 1 { self } else { Self(format!("{}{number}/", self.0)) }
    }

    /// The file of the page in the output folder.
    pub fn output_file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.clone() }
    }

    /// A file in the folder of the page, in the output folder.
    pub fn output_name(&self, name: &str) -> String {
        format!("{}{name}", self.0)
    }

    /// The whole address, for what must be absolute.
    pub fn absolute(&self, base: &Url) -> String {
        format!("{base}{}", self.0)
    }
}

impl fmt::Display for Address {
    /// The address from the root of the site, as a reader would quote it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

/// Makes links from one page to others.
#[derive(Debug, Clone)]
pub struct Links {
    /// What leads from the page to the root: `../../`, or an absolute address.
    root: String,
}

impl Links {
    /// Links from a page. They are relative, so that a site works on any host, under any path and from a folder on disk.
    pub fn from(page: &Address) -> Self {
        let depth = page.0.matches('/').count();
        Self { root: if depth == 0 { "./".to_owned() } else { "../".repeat(depth) } }
    }

    /// Links from a page that a host shows under any address, as it does `404.html`: they begin at the root of the host.
    pub fn absolute(base: Option<&Url>) -> Self {
        Self { root: base.map_or_else(|| "/".to_owned(), |base| base.path().to_owned()) }
    }

    /// What leads to the root of the site; ends in a slash.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// A link to a page. It names the file, since a folder on disk has no other way in.
    pub fn to(&self, page: &Address) -> String {
        format!("{}{}", self.root, page.output_file())
    }

    /// A link to a place on a page.
    pub fn to_place(&self, page: &Address, anchor: &str) -> String {
        format!("{}{}#{anchor}", self.root, page.output_file())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_name_the_file() {
        let from = Links::from(&Address("2024/culture/omsk/".to_owned()));
        assert_eq!(from.to(&Address::topics()), "../../../topics/index.html");
        assert_eq!(Links::from(&Address::home()).to(&Address::topics()), "./topics/index.html");
        assert_eq!(Links::absolute(None).to(&Address::home()), "/index.html");
        let base = Url::parse("https://example.org/digest/").unwrap();
        assert_eq!(Links::absolute(Some(&base)).to(&Address::cities()), "/digest/cities/index.html");
    }
}
