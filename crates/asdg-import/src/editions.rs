//! The editions of a digest, to notice responses of a year without an edition.
//!
//! Such a response starts a new edition, perhaps by mistake: it may be last year's file, or its year may be mistyped.
//! So the import asks the person at the terminal, or reports it, once for each year.

use std::collections::BTreeSet;
use std::path::Path;

use asdg_base::fs;

/// The editions of the site, and those that this import starts.
#[derive(Debug, Default)]
pub(super) struct Editions {
    existing: BTreeSet<u16>,
    started: BTreeSet<u16>,
}

impl Editions {
    /// Reads the editions of a site from the names of its year folders.
    pub(super) fn read(site: &Path) -> Self {
        let folders = fs::entries(&site.join("content")).unwrap_or_default();
        let year = |name: &str| name.parse().ok().filter(|_| name.len() == 4);
        let years = folders.iter().filter(|(_, kind)| kind.is_dir()).filter_map(|(name, _)| year(name.to_str()?));
        Self { existing: years.collect(), started: BTreeSet::new() }
    }

    /// Whether a response of this year starts a new edition, while the site has others.
    pub(super) fn is_new(&self, year: u16) -> bool {
        !self.existing.is_empty() && !self.existing.contains(&year)
    }

    /// Records that the site has a response of this year.
    pub(super) fn add(&mut self, year: u16) {
        if self.is_new(year) {
            self.started.insert(year);
        }
        self.existing.insert(year);
    }

    /// The years of all editions, including those that this import started.
    pub(super) fn years(&self) -> Vec<String> {
        self.existing.iter().map(u16::to_string).collect()
    }

    /// The years of the editions that this import started.
    pub(super) fn into_started(self) -> Vec<String> {
        self.started.iter().map(u16::to_string).collect()
    }
}
