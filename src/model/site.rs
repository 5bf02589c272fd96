//! The settings of the site.

use asdg_base::language::Language;
use asdg_base::problem::Place;
use url::Url;

/// The settings of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The name of the digest.
    pub title: Box<str>,
    /// One sentence about it.
    pub description: Option<Box<str>>,
    /// The publisher.
    pub publisher: Option<Box<str>>,
    /// The address where it will be published; ends in a slash.
    pub base_url: Option<Url>,
    /// The custom domain, in ASCII form (`xn--…`).
    pub domain: Option<Box<str>>,
    /// The language of the interface.
    pub language: Language,
    /// The folder of the theme.
    pub theme: Box<str>,
    /// A sentence for the top of every page.
    pub notice: Option<Box<str>>,
    /// Whether templates are minified.
    pub minify: bool,
    /// Whether there is a feed.
    pub feed: bool,
    /// Whether there is open data.
    pub data: bool,
    /// Whether there is a search.
    pub search: bool,
    /// Whether there are preview pictures, if the site has a `base_url`.
    pub previews: bool,
    /// The licence of the open data.
    pub license: Option<Box<str>>,
    /// The address of the licence.
    pub license_url: Option<Box<str>>,
    /// The rules for private data in the content.
    pub private_data: PrivateData,
}

/// The rules for private data in the content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrivateData {
    /// How it is reported.
    pub level: PrivateLevel,
    /// The values that may be published.
    pub allowed: Vec<AllowedData>,
}

/// How private data is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PrivateLevel {
    /// As a warning.
    #[default]
    Warning,
    /// As an error: nothing is built.
    Error,
    /// Not at all.
    Off,
}

/// A piece of private data that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedData {
    /// The value in `site.toml`.
    pub value: Box<str>,
    /// Its place in `site.toml`.
    pub place: Place,
}
