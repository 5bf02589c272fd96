//! The editions of a digest. A response of another year begins a new one, which nobody may have meant: last year's file, or a mistyped
//! year. So the person at the terminal is asked, or told, once for each year.

use std::collections::BTreeSet;
use std::path::Path;

use asdg_base::fs;

/// The editions that are there, and those that this import begins.
#[derive(Debug, Default)]
pub(super) struct Editions {
    known: BTreeSet<u16>,
    begun: BTreeSet<u16>,
}

impl Editions {
    /// The editions of a site, by the folders of their years.
    pub(super) fn of(site: &Path) -> Self {
        let folders = fs::entries(&site.join("content")).unwrap_or_default();
        let year = |name: &str| name.parse().ok().filter(|_| name.len() == 4);
        let years = folders.iter().filter(|(_, kind)| kind.is_dir()).filter_map(|(name, _)| year(name.to_str()?));
        Self { known: years.collect(), begun: BTreeSet::new() }
    }

    /// Whether a response of this year begins an edition beside others.
    pub(super) fn lack(&self, year: u16) -> bool {
        !self.known.is_empty() && !self.known.contains(&year)
    }

    /// There is a response of this year now.
    pub(super) fn add(&mut self, year: u16) {
        if self.lack(year) {
            self.begun.insert(year);
        }
        self.known.insert(year);
    }

    /// The years of those that are there.
    pub(super) fn years(&self) -> Vec<String> {
        self.known.iter().map(u16::to_string).collect()
    }

    /// The years of those that this import began.
    pub(super) fn begun(self) -> Vec<String> {
        self.begun.iter().map(u16::to_string).collect()
    }
}
