//! The files of a publication: what the build wrote, and the files GitHub needs.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::git::Broken;
use super::tip::{DOMAIN_FILE, PLAIN_FILE};
use crate::write;
use asdg_base::fs;
use asdg_base::problem::Kind;

/// The largest file that GitHub accepts, in bytes.
const LARGEST_FILE: u64 = 100 * MEGABYTE;

/// From this size on a site is near the 1 GB limit of GitHub Pages.
const LARGE_SITE: u64 = 900_000_000;

/// A megabyte as GitHub counts the size of a file.
const MEGABYTE: u64 = 1024 * 1024;

/// How many of the omitted files a message names.
const NAMED: usize = 3;

/// The files of a publication.
pub(super) struct SiteFiles {
    folder: PathBuf,
    files: BTreeMap<String, TreeFile>,
    left_out: Vec<String>,
}

struct TreeFile {
    bytes: u64,
    /// Its content; `None` if the build wrote it.
    made: Option<Vec<u8>>,
}

impl SiteFiles {
    /// The files that the build wrote into a folder, by its list, and a file for the custom domain, if there is one.
    pub(super) fn collect(folder: &Path, domain: Option<&str>) -> Result<Self, Kind> {
        let mut files = BTreeMap::new();
        for path in write::old_files(folder)? {
            let bytes = fs::size(&folder.join(&path)).map_err(unreadable)?;
            files.insert(path, TreeFile { bytes, made: None });
        }
        let mut make = |path: &str, text: &str| {
            files.insert(path.to_owned(), TreeFile { bytes: text.len() as u64, made: Some(text.as_bytes().to_vec()) });
        };
        make(PLAIN_FILE, "");
        if let Some(domain) = domain {
            make(DOMAIN_FILE, domain);
        }
        let left_out = left_out(folder, &files)?;
        Ok(Self { folder: folder.to_owned(), files, left_out })
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.files.len()
    }

    /// Their size together.
    pub(super) fn bytes(&self) -> u64 {
        self.files.values().map(|file| file.bytes).sum()
    }

    /// Their paths, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Warns about sizes near the limits of hosts. GitHub refuses a push with a larger file only after receiving all of
    /// it.
    pub(super) fn check_limits(&self, github: bool, warn: &mut dyn FnMut(Kind)) -> Result<(), Vec<Kind>> {
        let mut refused = Vec::new();
        for (path, TreeFile { bytes, .. }) in self.files.iter().filter(|(_, file)| file.bytes > LARGEST_FILE) {
            let (file, megabytes) = (path.clone(), bytes.div_ceil(MEGABYTE));
            if github {
                refused.push(Kind::PublishFileTooLarge { file, megabytes });
            } else {
                warn(Kind::PublishFileLarge { file, megabytes });
            }
        }
        if self.bytes() > LARGE_SITE {
            warn(Kind::PublishSiteLarge { megabytes: self.bytes() / 1_000_000 });
        }
        if !self.left_out.is_empty() {
            let files = self.left_out.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = self.left_out.len().saturating_sub(NAMED) as u64;
            warn(Kind::PublishLeftOut { folder: self.folder.display().to_string(), files, more });
        }
        if refused.is_empty() { Ok(()) } else { Err(refused) }
    }

    /// Writes all files in the order of their paths, as `git fast-import` reads them: each with its length, so that no
    /// byte of it has a special meaning. The mark of a file is its number, from 1.
    pub(super) fn stream(&self, out: &mut dyn Write) -> Result<(), Broken> {
        for (mark, (path, TreeFile { made, .. })) in (1..).zip(&self.files) {
            let read;
            let bytes = match made {
                Some(made) => made,
                None => {
                    read = fs::read(&self.folder.join(path)).map_err(|error| Broken::Source(unreadable(error)))?;
                    &read
                }
            };
            let head = write!(out, "blob\nmark :{mark}\ndata {}\n", bytes.len());
            head.and_then(|()| out.write_all(bytes)).and_then(|()| out.write_all(b"\n")).map_err(|_| Broken::Pipe)?;
        }
        out.write_all(b"done\n").map_err(|_| Broken::Pipe)
    }
}

/// Other files in the output folder: they are the user's.
fn left_out(folder: &Path, files: &BTreeMap<String, TreeFile>) -> Result<Vec<String>, Kind> {
    let mut left_out = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| Kind::PublishIncomplete {
            file: error.path().unwrap_or(folder).display().to_string(),
            reason: error.io_error().map_or_else(|| error.to_string(), fs::reason),
        })?;
        let name = fs::slashed(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
        if !entry.file_type().is_dir() && name != write::LIST && !files.contains_key(&name) {
            left_out.push(name);
        }
    }
    Ok(left_out)
}

fn unreadable(error: fs::Error) -> Kind {
    Kind::PublishIncomplete { file: error.path.display().to_string(), reason: error.reason() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(sizes: &[(&str, u64)]) -> SiteFiles {
        let files = sizes.iter().map(|&(path, bytes)| (path.to_owned(), TreeFile { bytes, made: None })).collect();
        SiteFiles { folder: PathBuf::new(), files, left_out: Vec::new() }
    }

    fn found(files: &SiteFiles, github: bool) -> (Vec<Kind>, Vec<Kind>) {
        let mut warnings = Vec::new();
        let refused = files.check_limits(github, &mut |kind| warnings.push(kind));
        (refused.err().unwrap_or_default(), warnings)
    }

    #[test]
    fn what_comes_near_the_limits_is_told() {
        let fine = files(&[("a", LARGEST_FILE), ("b", LARGEST_FILE)]);
        assert_eq!(found(&fine, true), (vec![], vec![]));
        let large = files(&[("a", 10), ("data/digest.xlsx", LARGEST_FILE + 1)]);
        let (file, megabytes) = ("data/digest.xlsx".to_owned(), 101);
        let too_large = Kind::PublishFileTooLarge { file: file.clone(), megabytes };
        assert_eq!(found(&large, true), (vec![too_large], vec![]));
        assert_eq!(found(&large, false), (vec![], vec![Kind::PublishFileLarge { file, megabytes }]));
        let names: Vec<String> = (0..10).map(|number| number.to_string()).collect();
        let many: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 95_000_000)).collect();
        assert_eq!(found(&files(&many), true), (vec![], vec![Kind::PublishSiteLarge { megabytes: 950 }]));
    }
}
