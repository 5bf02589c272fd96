//! Reads and checks a site repeatedly. Files that did not change since the last time are neither read nor checked
//! again.
//!
//! [`Workspace::refresh`] reads the changed files and returns the current state. A build calls it once; `serve` and
//! `check --watch` call it whenever something changed. It walks the content and compares the size and time of every
//! file, whatever the system reported. So renamed and deleted files and moved folders need no code of their own. A file
//! is also read again while it is so new that another change could leave its size and time the same.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHasher;

use crate::check::{self, CheckedResponse, ReferenceData};
use crate::loaded_theme::{CachedTheme, LoadedTheme};
use crate::model::{Digest, Site};
use crate::options::{Options, Progress, Step};
use crate::read::schema::{InvalidResponse, SourcePicture};
use crate::read::{self, Layout, ReadResponse, ResponseFile};
use asdg_base::fs::{self, Stamp};
use asdg_base::language::Language;
use asdg_base::problem::{Problem, Problems};

/// A site with the results of the last refresh.
#[derive(Default)]
pub struct Workspace {
    folder: PathBuf,
    base_url: Option<String>,
    drafts: bool,
    /// Whether templates are only checked, so that they need not be minified.
    only_checks: bool,
    reference_data: Option<CachedReferenceData>,
    /// The responses, by their files.
    responses: BTreeMap<String, Box<CachedResponse>>,
    theme: Option<CachedTheme>,
    /// The problems of the settings and the layout.
    layout_problems: Vec<Problem>,
}

/// The result of a refresh.
pub struct Refreshed {
    /// All problems, in the order of their places.
    pub problems: Vec<Problem>,
    /// The language of the site, if it could be read.
    pub language: Option<Language>,
    /// The digest; `None` if it has an error.
    pub digest: Option<Digest>,
    /// The theme; `None` if it has an error or was not requested.
    pub theme: Option<Arc<LoadedTheme>>,
    /// The changes since the last refresh.
    pub changes: Changes,
}

/// The changes between two refreshes.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The files of responses that were added, changed or removed.
    pub responses: Vec<String>,
    /// Whether a register, a questionnaire, an edition, the settings or a picture changed, or a file moved.
    pub reference_data: bool,
    /// Whether the theme changed.
    pub theme: bool,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.responses.is_empty() && !self.reference_data && !self.theme
    }
}

/// The reference data, with the state of the files from which it was made.
struct CachedReferenceData {
    key: ReferenceKey,
    /// The problems of reading its files.
    problems: Problems,
    data: ReferenceData,
}

/// Identifies a state of the reference data.
#[derive(PartialEq)]
struct ReferenceKey {
    site: Option<Site>,
    layout: (read::Registers, Vec<read::Year>),
    /// Its files, with the checksums of their content.
    files: Vec<(String, u64)>,
    /// The pictures. Of their content, only the size matters.
    pictures: Vec<SourcePicture>,
}

/// A response that was read and checked.
struct CachedResponse {
    /// The size and time of the file; `None` while it is so new that another change could leave them the same.
    stamp: Option<Stamp>,
    /// A checksum of the bytes of the file.
    checksum: u64,
    unreadable: Option<InvalidResponse>,
    /// The problems of reading it.
    problems: Problems,
    checked: Option<CheckedResponse>,
}

/// A response after its file was read, if that was necessary.
enum ResponseState {
    Unchanged(Box<CachedResponse>),
    Changed { stamp: Option<Stamp>, checksum: u64, read: Box<ReadResponse> },
}

impl Workspace {
    /// A workspace for a site that was not read yet.
    pub fn new(options: &Options) -> Self {
        let Options { site, base_url, drafts, output: _, strict: _ } = options;
        Self { folder: site.clone(), base_url: base_url.clone(), drafts: *drafts, ..Self::default() }
    }

    /// A workspace that only checks a site. Templates are not minified, which is enough to find their mistakes.
    pub fn only_checking(options: &Options) -> Self {
        Self { only_checks: true, ..Self::new(options) }
    }

    /// Reads and checks the changed files of the content.
    pub fn refresh_content(&mut self, progress: &dyn Progress) -> Refreshed {
        self.refresh_files(progress, false)
    }

    /// Reads and checks the changed files of the content and of the theme.
    pub fn refresh(&mut self, progress: &dyn Progress) -> Refreshed {
        self.refresh_files(progress, true)
    }

    fn refresh_files(&mut self, progress: &dyn Progress, with_theme: bool) -> Refreshed {
        progress.step(Step::Read);
        let mut problems = Problems::default();
        let site_file = read::site(&self.folder, &mut problems);
        let is_site = site_file.is_some();
        let mut site = site_file.and_then(|file| check::site(file, self.base_url.as_deref(), &mut problems));
        if let Some(site) = &mut site {
            site.minify &= !self.only_checks;
        }
        let language = site.as_ref().map(|site| site.language);
        let layout = if is_site { read::layout(&self.folder, &mut problems) } else { None };
        let mut changes = Changes { reference_data: self.layout_problems != problems.list(), ..Changes::default() };
        self.layout_problems = problems.list().to_vec();
        let digest = match layout {
            Some(layout) => self.check_content(site.clone(), layout, progress, &mut changes, &mut problems),
            None => {
                self.drop_content(&mut changes);
                None
            }
        };
        let mut theme = None;
        if with_theme && let Some(site) = &site {
            progress.step(Step::Theme);
            let cached =
                CachedTheme::refresh(self.theme.take(), &self.folder, site, digest.as_ref(), &mut changes.theme);
            problems.extend(cached.problems());
            theme = cached.theme();
            self.theme = Some(cached);
        }
        Refreshed { problems: problems.into_sorted(), language, digest, theme, changes }
    }

    /// Drops all results, because the site has no content any more.
    fn drop_content(&mut self, changes: &mut Changes) {
        changes.reference_data |= self.reference_data.take().is_some();
        changes.responses.extend(std::mem::take(&mut self.responses).into_keys());
    }

    /// Reads and checks the content, and makes the digest.
    fn check_content(
        &mut self,
        site: Option<Site>,
        layout: Layout,
        progress: &dyn Progress,
        changes: &mut Changes,
        problems: &mut Problems,
    ) -> Option<Digest> {
        let key = self.reference_key(site, &layout);
        let cached = self.reference_data.take().filter(|cached| cached.key == key);
        if cached.is_none() {
            // The checked responses have keys of the old registers, and their questions may be different now.
            self.responses.values_mut().for_each(|cached| cached.checked = None);
            changes.reference_data = true;
        }
        let cached = cached.unwrap_or_else(|| {
            let mut problems = Problems::default();
            let sources = read::reference_data(&self.folder, &layout, &mut problems);
            CachedReferenceData { data: ReferenceData::check(key.site.clone(), sources), key, problems }
        });
        self.responses = self.refresh_responses(layout.responses, &cached.data, changes);
        progress.step(Step::Check);
        let CachedReferenceData { data, problems: read_problems, .. } = self.reference_data.insert(cached);
        problems.extend(read_problems);
        let responses = self.responses.values();
        responses.clone().for_each(|cached| problems.extend(&cached.problems));
        let unreadable = responses.clone().filter_map(|cached| cached.unreadable.as_ref());
        data.digest(responses.filter_map(|cached| cached.checked.as_ref()), unreadable, self.drafts, problems)
    }

    fn reference_key(&self, site: Option<Site>, layout: &Layout) -> ReferenceKey {
        let Layout { registers, years, pictures, .. } = layout;
        let files = layout.reference_files();
        ReferenceKey {
            site,
            layout: (registers.clone(), years.clone()),
            files: files.map(|file| (file.clone(), checksum(&fs::read(&self.folder.join(file))))).collect(),
            pictures: pictures.iter().map(|file| read::picture(&self.folder, file)).collect(),
        }
    }

    /// Reads and checks the responses that were added or changed. Each is checked as soon as it is read, because its
    /// source takes several times the memory of the result.
    fn refresh_responses(
        &mut self,
        response_files: Vec<ResponseFile>,
        reference_data: &ReferenceData,
        changes: &mut Changes,
    ) -> BTreeMap<String, Box<CachedResponse>> {
        let mut old = std::mem::take(&mut self.responses);
        let cached: Vec<_> = response_files.into_iter().map(|file| (old.remove(&file.file), file)).collect();
        let folder = &self.folder;
        let responses: Vec<_> = cached
            .into_par_iter()
            .map(|(cached, file)| {
                let state = ResponseState::read(&folder.join(&file.file), cached, &file);
                let is_changed = matches!(state, ResponseState::Changed { .. });
                (file.file, is_changed, state.check(reference_data))
            })
            .collect();
        let changed = responses.iter().filter(|(_, is_changed, _)| *is_changed);
        changes.responses.extend(changed.map(|(file, ..)| file.clone()));
        changes.responses.extend(old.into_keys());
        responses.into_iter().map(|(file, _, response)| (file, response)).collect()
    }
}

impl ResponseState {
    /// Reads the response at a path, unless the cached one is still current.
    fn read(path: &std::path::Path, cached: Option<Box<CachedResponse>>, response_file: &ResponseFile) -> Self {
        // The stamp is taken first, so that the stamp after a write during reading differs from it.
        let stamp = fs::stamp(path).ok();
        let settled = stamp.filter(Stamp::is_settled);
        // A response that must be checked again must also be read again, because its source is not cached.
        let cached = cached.filter(|cached| cached.checked.is_some() || cached.unreadable.is_some());
        match cached {
            Some(cached) if cached.stamp.is_some() && cached.stamp == stamp => return Self::Unchanged(cached),
            _ => {}
        }
        let bytes = fs::read(path);
        let checksum = checksum(&bytes);
        match cached {
            Some(mut cached) if cached.checksum == checksum => {
                cached.stamp = settled;
                Self::Unchanged(cached)
            }
            _ => Self::Changed { stamp: settled, checksum, read: Box::new(read::response(response_file, bytes)) },
        }
    }

    /// Checks the response if it changed.
    fn check(self, reference_data: &ReferenceData) -> Box<CachedResponse> {
        match self {
            Self::Unchanged(cached) => cached,
            Self::Changed { stamp, checksum, read } => {
                let ReadResponse { response, problems } = *read;
                let (checked, unreadable) = match response {
                    Ok(source) => (Some(reference_data.check_response(source)), None),
                    Err(unreadable) => (None, Some(unreadable)),
                };
                Box::new(CachedResponse { stamp, checksum, unreadable, problems, checked })
            }
        }
    }
}

/// A checksum of the content of a file, or of the reason why it cannot be read.
fn checksum(bytes: &fs::Result<Vec<u8>>) -> u64 {
    let mut hasher = FxHasher::default();
    match bytes {
        Ok(bytes) => bytes.hash(&mut hasher),
        Err(error) => error.reason().hash(&mut hasher),
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unchanged_problems_are_no_change() {
        let site = asdg_base::fs::double::temporary_folder().unwrap();
        let folder = site.path().join("content");
        fs::create_dir_all(&folder).unwrap();
        fs::write(&site.path().join("site.toml"), b"title = \"x\"\ntheme = \"no-such\"\n").unwrap();
        let mut workspace = Workspace::new(&Options { site: site.path().to_owned(), ..Options::default() });
        let first = workspace.refresh(&());
        assert!(first.theme.is_none() && first.changes.theme && first.changes.reference_data);
        let second = workspace.refresh(&());
        assert_eq!(second.problems, first.problems);
        assert_eq!(second.changes, Changes::default());
    }
}
