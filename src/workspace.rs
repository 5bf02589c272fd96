//! A site that can be read again and again: files that did not change since the last time are neither read nor checked
//! again.
//!
//! [`Workspace::refresh`] looks at the files and gives the current state. A build calls it once; `serve` and `check
//! --watch` call it whenever something happened. It walks the content and compares the size and time of every file,
//! whatever the system reported. So saving by renaming, vanished files and moved folders need no code of their own. A
//! file is also read again while it is so new that one more change could leave its size and time as they are.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHasher;

use crate::check::{self, Checked, Frame};
use crate::look::{KeptLook, LoadedTheme};
use crate::model::{Digest, Site};
use crate::options::{Options, Progress, Step};
use crate::read::schema::{InvalidResponse, SourcePicture};
use crate::read::{self, Address, Layout, ReadResponse};
use asdg_base::fs::{self, Stamp};
use asdg_base::language::Language;
use asdg_base::problem::{Problem, Problems};

/// A site with what is known from the last time.
#[derive(Default)]
pub struct Workspace {
    folder: PathBuf,
    base_url: Option<String>,
    drafts: bool,
    /// Whether templates are only checked, so that they need not be minified.
    only_checks: bool,
    frame: Option<KeptFrame>,
    /// The responses, by their files.
    responses: BTreeMap<String, Box<KeptResponse>>,
    look: Option<KeptLook>,
    /// The problems of the layout and the settings.
    surroundings: Vec<Problem>,
}

/// The result of a look at the files.
pub struct Refreshed {
    /// All problems, in the order of their places.
    pub problems: Vec<Problem>,
    /// The language of the site, if it could be read.
    pub language: Option<Language>,
    /// The digest; `None` if it has an error.
    pub digest: Option<Digest>,
    /// The theme and templates; `None` if they have an error or were not requested.
    pub look: Option<Arc<LoadedTheme>>,
    /// The changes since the last time.
    pub changes: Changes,
}

/// The changes between two looks at the files.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The files of responses that are new, different or gone.
    pub responses: Vec<String>,
    /// Whether a register, a questionnaire, an edition, the settings or a picture changed, or a file moved.
    pub frame: bool,
    /// Whether the theme changed.
    pub look: bool,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.responses.is_empty() && !self.frame && !self.look
    }
}

/// The frame, and what it was made from.
struct KeptFrame {
    key: FrameKey,
    /// What was wrong with its files.
    problems: Problems,
    frame: Frame,
}

/// Identifies the state of the frame.
#[derive(PartialEq)]
struct FrameKey {
    site: Option<Site>,
    layout: (read::Registers, Vec<read::Year>),
    /// Its files with the checksums of their content.
    files: Vec<(String, u64)>,
    /// The pictures; pages show only their sizes.
    pictures: Vec<SourcePicture>,
}

/// A response as it was found, read and checked.
struct KeptResponse {
    /// `None` while the file is so new that a change could leave its stamp the same.
    stamp: Option<Stamp>,
    /// A checksum of its bytes.
    checksum: u64,
    unreadable: Option<InvalidResponse>,
    /// The problems of reading it.
    problems: Problems,
    checked: Option<Checked>,
}

/// A response before it is checked.
enum ReadState {
    Same(Box<KeptResponse>),
    Read { stamp: Option<Stamp>, checksum: u64, read: Box<ReadResponse> },
}

impl Workspace {
    /// A workspace for a site that was not read yet.
    pub fn new(options: &Options) -> Self {
        let Options { site, base_url, drafts, output: _, strict: _ } = options;
        Self { folder: site.clone(), base_url: base_url.clone(), drafts: *drafts, ..Self::default() }
    }

    /// A workspace that makes no pages. Its templates stay as written, which is enough to find their mistakes.
    pub fn only_checking(options: &Options) -> Self {
        Self { only_checks: true, ..Self::new(options) }
    }

    /// Looks at the content of the site and applies the changes.
    pub fn refresh_content(&mut self, progress: &dyn Progress) -> Refreshed {
        self.look_at(progress, false)
    }

    /// Looks at the content of the site and at its theme, and applies the changes.
    pub fn refresh(&mut self, progress: &dyn Progress) -> Refreshed {
        self.look_at(progress, true)
    }

    fn look_at(&mut self, progress: &dyn Progress, with_look: bool) -> Refreshed {
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
        let mut changes = Changes { frame: self.surroundings != problems.list(), ..Changes::default() };
        self.surroundings = problems.list().to_vec();
        let digest = match layout {
            Some(layout) => self.content(site.clone(), layout, progress, &mut changes, &mut problems),
            None => {
                self.forget(&mut changes);
                None
            }
        };
        let mut look = None;
        if with_look && let Some(site) = &site {
            progress.step(Step::Theme);
            let kept = KeptLook::refresh(self.look.take(), &self.folder, site, digest.as_ref(), &mut changes.look);
            problems.extend(kept.problems());
            look = kept.look();
            self.look = Some(kept);
        }
        Refreshed { problems: problems.into_sorted(), language, digest, look, changes }
    }

    /// Drops the content, because there is none any more.
    fn forget(&mut self, changes: &mut Changes) {
        changes.frame |= self.frame.take().is_some();
        changes.responses.extend(std::mem::take(&mut self.responses).into_keys());
    }

    fn content(
        &mut self,
        site: Option<Site>,
        layout: Layout,
        progress: &dyn Progress,
        changes: &mut Changes,
        problems: &mut Problems,
    ) -> Option<Digest> {
        let key = self.frame_key(site, &layout);
        let kept = self.frame.take().filter(|kept| kept.key == key);
        if kept.is_none() {
            // Keys refer to the old registers, and questions may be different.
            self.responses.values_mut().for_each(|kept| kept.checked = None);
            changes.frame = true;
        }
        let kept = kept.unwrap_or_else(|| {
            let mut problems = Problems::default();
            let sources = read::frame(&self.folder, &layout, &mut problems);
            KeptFrame { frame: Frame::check(key.site.clone(), sources), key, problems }
        });
        self.responses = self.find(layout.responses, &kept.frame, changes);
        progress.step(Step::Check);
        let KeptFrame { frame, problems: of_frame, .. } = self.frame.insert(kept);
        problems.extend(of_frame);
        let responses = self.responses.values();
        responses.clone().for_each(|kept| problems.extend(&kept.problems));
        let unreadable = responses.clone().filter_map(|kept| kept.unreadable.as_ref());
        frame.digest(responses.filter_map(|kept| kept.checked.as_ref()), unreadable, self.drafts, problems)
    }

    fn frame_key(&self, site: Option<Site>, layout: &Layout) -> FrameKey {
        let Layout { registers, years, pictures, .. } = layout;
        let files = layout.frame_files();
        FrameKey {
            site,
            layout: (registers.clone(), years.clone()),
            files: files.map(|file| (file.clone(), checksum(&fs::read(&self.folder.join(file))))).collect(),
            pictures: pictures.iter().map(|file| read::picture(&self.folder, file)).collect(),
        }
    }

    /// Reads and checks the responses that are new or different. Each is checked as soon as it is read, because the
    /// source takes several times the memory of the result.
    fn find(
        &mut self,
        addresses: Vec<Address>,
        frame: &Frame,
        changes: &mut Changes,
    ) -> BTreeMap<String, Box<KeptResponse>> {
        let mut old = std::mem::take(&mut self.responses);
        let kept: Vec<_> = addresses.into_iter().map(|address| (old.remove(&address.file), address)).collect();
        let folder = &self.folder;
        let found: Vec<_> = kept
            .into_par_iter()
            .map(|(kept, address)| {
                let found = ReadState::at(&folder.join(&address.file), kept, &address);
                let is_different = matches!(found, ReadState::Read { .. });
                (address.file, is_different, found.checked(frame))
            })
            .collect();
        let different = found.iter().filter(|(_, is_different, _)| *is_different);
        changes.responses.extend(different.map(|(file, ..)| file.clone()));
        changes.responses.extend(old.into_keys());
        found.into_iter().map(|(file, _, response)| (file, response)).collect()
    }
}

impl ReadState {
    /// What is at a path where something may have been before.
    fn at(path: &std::path::Path, kept: Option<Box<KeptResponse>>, address: &Address) -> Self {
        // The stamp is taken first, so that a write during reading gives a later one.
        let stamp = fs::stamp(path).ok();
        let settled = stamp.filter(Stamp::is_settled);
        // To check a response again it must be read again, because its source was not kept.
        let kept = kept.filter(|kept| kept.checked.is_some() || kept.unreadable.is_some());
        match kept {
            Some(kept) if kept.stamp.is_some() && kept.stamp == stamp => return Self::Same(kept),
            _ => {}
        }
        let bytes = fs::read(path);
        let checksum = checksum(&bytes);
        match kept {
            Some(mut kept) if kept.checksum == checksum => {
                kept.stamp = settled;
                Self::Same(kept)
            }
            _ => Self::Read { stamp: settled, checksum, read: Box::new(read::response(address, bytes)) },
        }
    }

    fn checked(self, frame: &Frame) -> Box<KeptResponse> {
        match self {
            Self::Same(kept) => kept,
            Self::Read { stamp, checksum, read } => {
                let ReadResponse { response, problems } = *read;
                let (checked, unreadable) = match response {
                    Ok(source) => (Some(frame.response(source)), None),
                    Err(unreadable) => (None, Some(unreadable)),
                };
                Box::new(KeptResponse { stamp, checksum, unreadable, problems, checked })
            }
        }
    }
}

/// A checksum of a file's content, or of the reason why it cannot be read.
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
    fn what_stays_wrong_is_no_change() {
        let site = tempfile::tempdir().unwrap();
        let folder = site.path().join("content");
        fs::create_dir_all(&folder).unwrap();
        fs::write(&site.path().join("site.toml"), b"title = \"x\"\ntheme = \"no-such\"\n").unwrap();
        let mut workspace = Workspace::new(&Options { site: site.path().to_owned(), ..Options::default() });
        let first = workspace.refresh(&());
        assert!(first.look.is_none() && first.changes.look && first.changes.frame);
        let second = workspace.refresh(&());
        assert_eq!(second.problems, first.problems);
        assert_eq!(second.changes, Changes::default());
    }
}
