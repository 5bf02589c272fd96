//! Addresses of pages, and relative links between them.
//!
//! Links between pages are relative and name the file (`../topics/index.html`), so that one build works on any host,
//! under any path and from a folder on disk, where a browser does not open `index.html` of a folder. Canonical
//! addresses, the site map and the feed have the short form.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use asdg_base::id::{CityId, CourseId, SectorId, TopicId};
use asdg_base::questionnaire::{QuestionId, Year};
use asdg_russian::is_forbidden;

/// The folder of the open data.
pub const DATA: &str = "data";

/// The folder of the search: its page and its index.
pub const SEARCH: &str = "search";

/// The address of a page, relative to the root of the site. It is empty for the home page and otherwise ends in a
/// slash, except for a file at the root, such as `404.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(String);

/// The characters that are percent-encoded in a segment of an address.
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

/// Encodes a name as a segment of an address.
pub fn encoded(name: &str) -> String {
    utf8_percent_encode(name, RESERVED).to_string()
}

/// Percent-encodes spaces, quotation marks and the like in an address of another site, because people copy addresses in
/// the form in which browsers show them. Letters of any alphabet stay, so that people can read where a link leads.
pub fn external(address: &str) -> Cow<'_, str> {
    let is_encoded = |c: char| c.is_whitespace() || is_forbidden(c) || "\"<>`{}|^".contains(c);
    if !address.contains(is_encoded) {
        return Cow::Borrowed(address);
    }
    let mut out = String::with_capacity(address.len() + 16);
    for c in address.chars() {
        match is_encoded(c) {
            true => out.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), NON_ALPHANUMERIC)),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
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

    /// A sector's edition, by the id of the sector.
    pub fn sector(year: Year, sector: &SectorId) -> Self {
        Self(format!("{year}/{sector}/"))
    }

    /// A response, by the ids of its sector and its city.
    pub fn response(year: Year, sector: &SectorId, city: &CityId) -> Self {
        Self(format!("{year}/{sector}/{city}/"))
    }

    /// A question of a sector's edition, by their ids.
    pub fn question(year: Year, sector: &SectorId, question: &QuestionId) -> Self {
        Self(format!("{year}/{sector}/questions/{question}/"))
    }

    /// All cities.
    pub fn cities() -> Self {
        Self("cities/".to_owned())
    }

    /// A city, by its id.
    pub fn city(id: &CityId) -> Self {
        Self(format!("cities/{id}/"))
    }

    /// All topics.
    pub fn topics() -> Self {
        Self("topics/".to_owned())
    }

    /// A topic, by its id.
    pub fn topic(id: &TopicId) -> Self {
        Self(format!("topics/{id}/"))
    }

    /// All courses.
    pub fn courses() -> Self {
        Self("courses/".to_owned())
    }

    /// A course, by its id.
    pub fn course(id: &CourseId) -> Self {
        Self(format!("courses/{id}/"))
    }

    /// The open data.
    pub fn data() -> Self {
        Self(format!("{DATA}/"))
    }

    /// The search.
    pub fn search() -> Self {
        Self(format!("{SEARCH}/"))
    }

    /// The collection, in which a reader puts texts together.
    pub fn collection() -> Self {
        Self("collection/".to_owned())
    }

    /// The comparison of responses that a reader chooses.
    pub fn compare() -> Self {
        Self("compare/".to_owned())
    }

    /// The plans of the current edition.
    pub fn plans() -> Self {
        Self("plans/".to_owned())
    }

    /// The requests for help in the current edition.
    pub fn support() -> Self {
        Self("support/".to_owned())
    }

    /// The subjects that the cities of the current edition want to discuss.
    pub fn agenda() -> Self {
        Self("agenda/".to_owned())
    }

    /// The same page for one edition. Ids begin with a letter, so no course has this address.
    pub fn of_year(self, year: Year) -> Self {
        Self(format!("{}{year}/", self.0))
    }

    /// The same page for one sector, by its id. Ids begin with a letter, so no further page of a list has this address.
    pub fn of_sector(self, sector: &str) -> Self {
        Self(format!("{}{sector}/", self.0))
    }

    /// The changes of an edition against the previous one.
    pub fn changes(year: Year) -> Self {
        Self(format!("changes/{year}/"))
    }

    /// The print page that earlier versions had for a city, a topic or a sector's edition.
    pub fn former_print_page(self) -> Self {
        Self(format!("{}print/", self.0))
    }

    /// A further page of a long list: the address itself for the first, `.../2/` for the second.
    pub fn numbered(self, number: usize) -> Self {
        if number == 1 { self } else { Self(format!("{}{number}/", self.0)) }
    }

    /// The file of the page in the output folder.
    pub fn output_file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { self.output_name("index.html") } else { self.0.clone() }
    }

    /// The path of a file in the folder of the page, in the output folder.
    pub fn output_name(&self, name: &str) -> String {
        [&self.0, name].concat()
    }

    /// The absolute address.
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
    /// The path from the page to the root: `../../`, or an absolute address.
    root: String,
    /// The address of the page; empty for absolute links. A relative link leaves out the folders that both pages share.
    page: String,
}

impl Links {
    /// Relative links from a page.
    pub fn from(page: &Address) -> Self {
        let depth = page.0.matches('/').count();
        Self { root: if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }, page: page.0.clone() }
    }

    /// Absolute links from the root of the host, for a page that a host shows under any address, such as `404.html`.
    pub fn absolute(base: Option<&Url>) -> Self {
        Self { root: base.map_or_else(|| "/".to_owned(), |base| base.path().to_owned()), page: String::new() }
    }

    /// The path to the root of the site; ends in a slash.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// A link to a page. It names the file, because on disk a link to a folder does not open its `index.html`.
    pub fn to(&self, page: &Address) -> String {
        self.to_path(&page.output_file())
    }

    /// A link to a place on a page.
    pub fn to_anchor(&self, page: &Address, anchor: &str) -> String {
        [&self.to(page), "#", anchor].concat()
    }

    /// The shortest link to a path below the root: `../vydumsk/index.html` from one response to the next.
    fn to_path(&self, path: &str) -> String {
        let same = self.page.bytes().zip(path.bytes()).take_while(|(from, to)| from == to).count();
        let shared = self.page.as_bytes()[..same].iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
        if shared == 0 {
            return [&self.root, path].concat();
        }
        let up = self.page.bytes().skip(shared).filter(|&byte| byte == b'/').count();
        let mut link = String::with_capacity(3 * up + path.len() - shared);
        (0..up).for_each(|_| link.push_str("../"));
        link.push_str(&path[shared..]);
        link
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn external_addresses_are_percent_encoded() {
        for (typed, expected) in [
            ("https://a.example/б в?c=\"d\"", "https://a.example/б%20в?c=%22d%22"),
            ("https://a.example/\u{a0}\u{1b}<x>#{y}|z", "https://a.example/%C2%A0%1B%3Cx%3E#%7By%7D%7Cz"),
            ("https://a.example/%20(x)?y=[z]&'", "https://a.example/%20(x)?y=[z]&'"),
        ] {
            assert_eq!(external(typed), expected);
        }
    }

    #[test]
    fn links_are_relative_and_name_the_file() {
        let from_address = Address("2024/culture/omsk/".to_owned());
        let from = Links::from(&from_address);
        assert_eq!(from.to(&Address::topics()), "../../../topics/index.html");
        assert_eq!(from.to(&Address("2024/culture/tomsk/".to_owned())), "../tomsk/index.html");
        assert_eq!(from.to(&Address("2024/culture/".to_owned())), "../index.html");
        assert_eq!(from.to(&Address("2024/culture/omsk/print/".to_owned())), "print/index.html");
        assert_eq!(from.to_anchor(&Address("2024/cult/omsk/".to_owned()), "a"), "../../cult/omsk/index.html#a");
        assert_eq!(from.to_anchor(&from_address, "a"), "index.html#a");
        assert_eq!(Links::from(&Address::home()).to(&Address::topics()), "./topics/index.html");
        assert_eq!(Links::absolute(None).to(&Address::home()), "/index.html");
        let base = Url::parse("https://example.org/digest/").unwrap();
        assert_eq!(Links::absolute(Some(&base)).to(&Address::cities()), "/digest/cities/index.html");
    }
}
