//! A disk for the tests: an output folder with an old site and files of the user, on systems that support more or less.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::super::{LIST, Output, Written};
use asdg_base::fs::double::{temporary_folder, with_listener};
use asdg_base::problem::Kind;

/// The files of a site.
pub(super) type TestSite = &'static [(&'static str, &'static str)];

pub(super) const OLD: TestSite = &[
    ("index.html", "old home"),
    ("cities/a/index.html", "city a"),
    ("cities/gone/index.html", "a city that goes"),
    ("style.css", "the same"),
];

pub(super) const NEW: TestSite = &[
    ("index.html", "new home, longer"),
    ("cities/a/index.html", "city a anew"),
    ("cities/new/index.html", "a new city"),
    ("style.css", "the same"),
];

/// The user's files in the output folder at the beginning.
pub(super) const USER_FILES: TestSite =
    &[("CNAME", "example.org"), ("cities/note.txt", "a note"), ("own/deep/letter.docx", "a letter")];

/// A system, by what it supports.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum System {
    /// Everything.
    Linux,
    /// Exchanging folders takes two steps.
    TwoSteps,
    /// In addition, hard links do not work.
    NoHardLinks,
}

pub(super) const SYSTEMS: [System; 3] = [System::Linux, System::TwoSteps, System::NoHardLinks];

impl System {
    pub(super) fn refuses(self, call: &str) -> bool {
        match self {
            Self::Linux => false,
            Self::TwoSteps => call == "exchange",
            Self::NoHardLinks => matches!(call, "exchange" | "hard-link"),
        }
    }
}

pub(super) fn refused() -> io::Error {
    io::Error::from(io::ErrorKind::Unsupported)
}

/// A folder with the output folder `public` in it.
pub(super) struct Disk {
    pub(super) folder: tempfile::TempDir,
    pub(super) system: System,
}

impl Disk {
    pub(super) fn new(system: System) -> Self {
        Self { folder: temporary_folder().unwrap(), system }
    }

    /// A disk with an old site and the user's files.
    pub(super) fn with_old(system: System) -> Self {
        let disk = Self::new(system);
        build(&disk.public(), OLD).unwrap();
        for (path, text) in USER_FILES {
            write(&disk.public().join(path), text);
        }
        disk
    }

    pub(super) fn public(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    pub(super) fn work(&self) -> PathBuf {
        self.folder.path().join(".public.asdg-site")
    }

    /// Builds the new site. `before_call` runs before each call that changes the disk, with the number of the call.
    pub(super) fn build(
        &self,
        mut before_call: impl FnMut(usize, &Path) -> io::Result<()> + 'static,
    ) -> Result<Written, Kind> {
        let (system, number, public) = (self.system, Cell::new(0), self.public());
        let listener = move |call: &'static str, _: &Path| {
            if system.refuses(call) {
                return Err(refused());
            }
            // This call does not change the disk.
            if call == "mount" {
                return Ok(());
            }
            number.set(number.get() + 1);
            before_call(number.get(), &public)
        };
        with_listener(listener, || build(&self.public(), NEW))
    }

    /// The number of calls of a build that change the disk.
    pub(super) fn calls(&self) -> usize {
        let count = Rc::new(Cell::new(0));
        let counted = Rc::clone(&count);
        self.build(move |number, _| {
            counted.set(number);
            Ok(())
        })
        .unwrap();
        count.get()
    }

    /// All files below a folder.
    pub(super) fn files(&self, folder: &Path) -> BTreeMap<String, String> {
        let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
        let files = entries.filter(|entry| entry.file_type().is_file());
        let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        files.map(|file| (name(file.path()), std::fs::read_to_string(file.path()).unwrap())).collect()
    }

    pub(super) fn has(&self, site: TestSite) -> bool {
        let files = self.files(&self.public());
        site.iter().all(|(path, text)| files.get(*path).is_some_and(|found| found == text))
    }

    pub(super) fn holds_exactly(&self, site: TestSite) -> bool {
        let mut files = self.files(&self.public());
        files.retain(|path, _| path != LIST && !USER_FILES.iter().any(|(kept, _)| kept == path));
        self.has(site) && files.len() == site.len()
    }
}

pub(super) fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

pub(super) fn build(folder: &Path, site: TestSite) -> Result<Written, Kind> {
    let output = Output::open(folder, &[])?;
    site.iter().try_for_each(|(path, text)| output.write_file(path, text.as_bytes()))?;
    output.finish()
}
