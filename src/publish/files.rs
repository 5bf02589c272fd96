//! The files of a publication: those that the build wrote, and those that GitHub Pages needs.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::git::InputError;
use super::tip::{DOMAIN_FILE, NO_JEKYLL_FILE};
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
const MAX_NAMED: usize = 3;

/// The files of a publication.
pub(super) struct SiteFiles {
    folder: PathBuf,
    files: BTreeMap<String, TreeFile>,
    /// Files of the user in the output folder, which are not published.
    omitted: Vec<String>,
}

struct TreeFile {
    bytes: u64,
    /// Its content; `None` for a file of the output folder, which is read when it is needed.
    content: Option<Vec<u8>>,
}

impl SiteFiles {
    /// Collects the files that the build wrote into a folder, according to its list, and adds the files for GitHub
    /// Pages: `.nojekyll`, and `CNAME` for a custom domain.
    pub(super) fn collect(folder: &Path, domain: Option<&str>) -> Result<Self, Kind> {
        let mut files = BTreeMap::new();
        for path in write::old_files(folder)? {
            let bytes = fs::size(&folder.join(&path)).map_err(unreadable)?;
            files.insert(path, TreeFile { bytes, content: None });
        }
        let mut add = |path: &str, text: &str| {
            let content = Some(text.as_bytes().to_vec());
            files.insert(path.to_owned(), TreeFile { bytes: text.len() as u64, content });
        };
        add(NO_JEKYLL_FILE, "");
        if let Some(domain) = domain {
            add(DOMAIN_FILE, domain);
        }
        let omitted = user_files(folder, &files)?;
        Ok(Self { folder: folder.to_owned(), files, omitted })
    }

    /// The number of files.
    pub(super) fn count(&self) -> usize {
        self.files.len()
    }

    /// The total size of the files.
    pub(super) fn bytes(&self) -> u64 {
        self.files.values().map(|file| file.bytes).sum()
    }

    /// The paths of the files, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Warns about sizes near the limits of hosts, and about omitted files. Returns the files that GitHub would refuse:
    /// it does so only after it received the whole push.
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
        if !self.omitted.is_empty() {
            let files = self.omitted.iter().take(MAX_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = self.omitted.len().saturating_sub(MAX_NAMED) as u64;
            warn(Kind::PublishLeftOut { folder: self.folder.display().to_string(), files, more });
        }
        if refused.is_empty() { Ok(()) } else { Err(refused) }
    }

    /// Writes all files in the input format of `git fast-import`, in the order of their paths. Each file is preceded by
    /// its length, so that no byte of it has a special meaning. The mark of a file is its number, from 1.
    pub(super) fn write_fast_import(&self, out: &mut dyn Write) -> Result<(), InputError> {
        for (mark, (path, TreeFile { content, .. })) in (1..).zip(&self.files) {
            let read;
            let bytes = match content {
                Some(content) => content,
                None => {
                    read = fs::read(&self.folder.join(path)).map_err(|error| InputError::Source(unreadable(error)))?;
                    &read
                }
            };
            let header = write!(out, "blob\nmark :{mark}\ndata {}\n", bytes.len());
            header
                .and_then(|()| out.write_all(bytes))
                .and_then(|()| out.write_all(b"\n"))
                .map_err(|_| InputError::Pipe)?;
        }
        out.write_all(b"done\n").map_err(|_| InputError::Pipe)
    }
}

/// The files in the output folder that the build did not write. They belong to the user.
fn user_files(folder: &Path, files: &BTreeMap<String, TreeFile>) -> Result<Vec<String>, Kind> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| Kind::PublishIncomplete {
            file: error.path().unwrap_or(folder).display().to_string(),
            reason: error.io_error().map_or_else(|| error.to_string(), fs::reason),
        })?;
        let name = fs::to_slash_path(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
        if !entry.file_type().is_dir() && name != write::LIST && !files.contains_key(&name) {
            found.push(name);
        }
    }
    Ok(found)
}

fn unreadable(error: fs::Error) -> Kind {
    Kind::PublishIncomplete { file: error.path.display().to_string(), reason: error.reason() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(sizes: &[(&str, u64)]) -> SiteFiles {
        let files = sizes.iter().map(|&(path, bytes)| (path.to_owned(), TreeFile { bytes, content: None })).collect();
        SiteFiles { folder: PathBuf::new(), files, omitted: Vec::new() }
    }

    fn checked(files: &SiteFiles, github: bool) -> (Vec<Kind>, Vec<Kind>) {
        let mut warnings = Vec::new();
        let refused = files.check_limits(github, &mut |kind| warnings.push(kind));
        (refused.err().unwrap_or_default(), warnings)
    }

    #[test]
    fn sizes_near_the_limits_are_reported() {
        let small = files(&[("a", LARGEST_FILE), ("b", LARGEST_FILE)]);
        assert_eq!(checked(&small, true), (vec![], vec![]));
        let large = files(&[("a", 10), ("data/digest.xlsx", LARGEST_FILE + 1)]);
        let (file, megabytes) = ("data/digest.xlsx".to_owned(), 101);
        let too_large = Kind::PublishFileTooLarge { file: file.clone(), megabytes };
        assert_eq!(checked(&large, true), (vec![too_large], vec![]));
        assert_eq!(checked(&large, false), (vec![], vec![Kind::PublishFileLarge { file, megabytes }]));
        let names: Vec<String> = (0..10).map(|number| number.to_string()).collect();
        let many: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 95_000_000)).collect();
        assert_eq!(checked(&files(&many), true), (vec![], vec![Kind::PublishSiteLarge { megabytes: 950 }]));
    }
}
