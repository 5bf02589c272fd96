//! What a run is to do, and the steps that those who watch it are told.

use std::path::PathBuf;

/// What to do, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the site, with its `site.toml`.
    pub site: PathBuf,
    /// Where the site is written; `public` in the site's folder when not given.
    pub output: Option<PathBuf>,
    /// The address the site will stand at, instead of that in `site.toml`.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
}

/// The steps of a run, for those who watch it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading files.
    Read,
    /// Checking them.
    Check,
    /// Loading the theme.
    Theme,
    /// Building the index.
    Link,
    /// Making pages; how many there are.
    Render(usize),
    /// Putting the site in place.
    Write,
}

/// Someone who watches a run.
pub trait Progress: Sync {
    /// A step begins.
    fn step(&self, step: Step);
    /// One more page is made.
    fn page(&self) {}
    /// Nothing more comes.
    fn done(&self) {}

    /// These templates of the theme are used as written, though templates are minified.
    fn as_written(&self, _templates: &[String]) {}
}

/// Nobody watches.
impl Progress for () {
    fn step(&self, _: Step) {}
}
