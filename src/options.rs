//! The options of a run, and the trait that receives its progress.

use std::path::PathBuf;

/// The options of a build.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the site, with its `site.toml`.
    pub site: PathBuf,
    /// The output folder; by default `public` in the site's folder.
    pub output: Option<PathBuf>,
    /// The address where the site will be published, instead of the one in `site.toml`.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
}

/// The steps of a run, for progress messages.
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
    /// Making this number of pages.
    Render(usize),
    /// Replacing the old site by the new one.
    Write,
}

/// Receives the progress of a run.
pub trait Progress: Sync {
    /// A step begins.
    fn step(&self, step: Step);
    /// Another page was made.
    fn page(&self) {}
    /// The run ended.
    fn done(&self) {}

    /// These templates cannot be minified, and are used as written.
    fn as_written(&self, _templates: &[String]) {}
}

/// Ignores the progress.
impl Progress for () {
    fn step(&self, _: Step) {}
}
