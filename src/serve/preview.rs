//! The current site in memory: the digest with its index, and files made from them on request.
//!
//! The last good site stays: a digest with errors never replaces it. To switch to a new digest, the old index is
//! dropped, the word counts are updated by what changed (`link/word_counts.rs`), and the index is built again; requests
//! wait meanwhile. Responses are shared (`Arc`) between the two digests.
//!
//! A file is made when a browser requests it, and the latest 64 MB of files are kept. A page gets one `script` more
//! than a build writes. Its `ETag` is the checksum of the page without that script, so an open page can tell whether it
//! changed, and reloads only then. Paths of requests are looked up in the list of the site's files, so no path leads to
//! the disk.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use self_cell::self_cell;

use super::client;
use super::news::News;
use crate::address;
use crate::assembly::{Assembly, OutputFile};
use crate::link::{Index, LiveRareWords};
use crate::look::LoadedTheme;
use crate::model::{Digest, Response};
use crate::view::shards;
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::Problem;

/// How many bytes of files are kept for further requests. A page is requested twice: to see whether it changed, and to
/// show it.
const KEPT: usize = 64 << 20;

/// The current site.
pub(super) struct Preview {
    /// The folder of the site.
    folder: PathBuf,
    /// The language of the messages; if `None`, that of the site.
    language: Option<Language>,
    now: RwLock<Now>,
    recent: Mutex<Recent>,
}

/// Files that were made, the most recent last.
#[derive(Default)]
struct Recent {
    files: VecDeque<(String, Arc<[u8]>)>,
    bytes: usize,
}

impl Recent {
    fn find(&self, path: &str) -> Option<Arc<[u8]>> {
        self.files.iter().find(|(known, _)| known == path).map(|(_, bytes)| Arc::clone(bytes))
    }

    fn keep(&mut self, files: FileMap) {
        for (path, bytes) in files {
            self.bytes += bytes.len();
            self.files.push_back((path, bytes));
        }
        while self.bytes > KEPT {
            let Some((_, bytes)) = self.files.pop_front() else { break };
            self.bytes -= bytes.len();
        }
    }
}

/// The current state.
struct Now {
    /// The last good site; `None` before there was one.
    site: Option<PreviewSite>,
    news: Arc<News>,
    messages: Arc<Messages>,
    language: Language,
}

/// What the site is made from.
struct PreviewSource {
    digest: Digest,
    look: Arc<LoadedTheme>,
    rare_words: LiveRareWords,
}

/// What is derived from the source.
struct Linked<'d> {
    index: Index<'d>,
    /// The pieces of the site by their paths. Only looked up, so their order does not matter.
    pieces: HashMap<String, OutputFile<'d>>,
    /// The files of the open data, which are made together: a request for one waits while they are made.
    data: Mutex<Option<FileMap>>,
}

/// Files that were made, by their paths.
type FileMap = HashMap<String, Arc<[u8]>>;

self_cell!(
    struct PreviewSite {
        owner: PreviewSource,
        #[not_covariant]
        dependent: Linked,
    }
);

/// The answer to a request.
pub(super) enum Answer {
    /// A file of the site, by its path.
    File(String, Arc<[u8]>),
    /// A redirect to another path.
    Elsewhere(String),
    /// No such file; the page that a host would show.
    Nothing(Arc<[u8]>),
    /// It cannot be made; a page with the reason.
    Failed(Vec<Problem>, Vec<u8>),
}

impl Preview {
    /// A preview of the site in a folder, not loaded yet.
    pub(super) fn new(folder: PathBuf, language: Option<Language>) -> Self {
        let now = Now {
            site: None,
            news: Arc::default(),
            messages: Arc::new(Messages::new(language.unwrap_or_default())),
            language: language.unwrap_or_default(),
        };
        Self { folder, language, now: RwLock::new(now), recent: Mutex::default() }
    }

    /// Shows a new site, if there is a good one, and the problems.
    pub(super) fn update(
        &self,
        new: Option<(Digest, Arc<LoadedTheme>)>,
        problems: &[Problem],
        language: Option<Language>,
    ) {
        let language = self.language.or(language).unwrap_or_default();
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if now.language != language {
            now.language = language;
            now.messages = Arc::new(Messages::new(language));
        }
        let is_shown = new.is_some();
        if let Some((digest, look)) = new {
            let before = now.site.take().map(PreviewSite::into_owner);
            let mut rare_words = before.map(|source| source.rare_words).unwrap_or_default();
            rare_words.update(&digest);
            now.site = Some(PreviewSite::new(PreviewSource { digest, look, rare_words }, |source| self.link(source)));
            *self.recent() = Recent::default();
        }
        let revision = now.news.revision + 1;
        now.news = Arc::new(News::new(revision, is_shown, problems, &self.folder, &now.messages));
    }

    fn link<'d>(&self, PreviewSource { digest, look, rare_words }: &'d PreviewSource) -> Linked<'d> {
        let index = Index::new(digest, rare_words.words());
        let pieces = Assembly::new(&self.folder, &index, look).pieces().into_iter().collect();
        Linked { index, pieces, data: Mutex::default() }
    }

    /// The language of the messages.
    pub(super) fn language(&self) -> Option<Language> {
        Some(self.now().language)
    }

    /// The message to open pages.
    pub(super) fn news(&self) -> Arc<News> {
        Arc::clone(&self.now().news)
    }

    /// The path under which the site is served: that of its published address, so that links from the root of the host
    /// lead to the same pages.
    pub(super) fn base(&self) -> String {
        let now = self.now();
        let base = now.site.as_ref().and_then(|site| site.borrow_owner().digest.site.base_url.as_ref());
        base.map_or_else(|| "/".to_owned(), |base| base.path().to_owned())
    }

    /// The answer to a request for a path below the base.
    pub(super) fn answer(&self, path: &str) -> Answer {
        let now = self.now();
        let Some(site) = &now.site else {
            return Answer::Failed(Vec::new(), client::page(&now.news, &now.messages));
        };
        let is_folder = path.is_empty() || path.ends_with('/');
        let file = if is_folder { format!("{path}index.html") } else { path.to_owned() };
        let found = match self.file(site, &file) {
            Ok(None)
                if !is_folder
                    && site.with_dependent(|_, linked| {
                        piece_of(&linked.pieces, &format!("{file}/index.html")).is_some()
                    }) =>
            {
                return Answer::Elsewhere(format!("{path}/"));
            }
            Ok(None) => self.file(site, "404.html").map(|page| Answer::Nothing(page.unwrap_or_default())),
            Ok(Some(bytes)) => Ok(Answer::File(file, bytes)),
            Err(problems) => Err(problems),
        };
        found.unwrap_or_else(|problems| {
            let news = News::new(now.news.revision, false, &problems, &self.folder, &now.messages);
            Answer::Failed(problems, client::page(&news, &now.messages))
        })
    }

    /// A file of the site as a build would write it; `None` if there is no such file.
    fn file(&self, site: &PreviewSite, path: &str) -> Result<Option<Arc<[u8]>>, Vec<Problem>> {
        if let Some(bytes) = self.recent().find(path) {
            return Ok(Some(bytes));
        }
        site.with_dependent(|source, linked| self.made(source, linked, path))
    }

    /// Makes a file, and those that are made together with it.
    fn made<'d>(
        &self,
        source: &'d PreviewSource,
        linked: &Linked<'d>,
        path: &str,
    ) -> Result<Option<Arc<[u8]>>, Vec<Problem>> {
        let Linked { index, pieces, data } = linked;
        if let Some(response) = text_of(index, path) {
            let found = self.make(source, linked, path, &OutputFile::Text(response))?;
            // The name of the file comes from a page requested before, unless the text changed meanwhile.
            let wanted = found.get(path).cloned();
            self.recent().keep(found);
            return Ok(wanted);
        }
        let Some((piece, name)) = piece_of(pieces, path) else {
            return Ok(None);
        };
        if matches!(piece, OutputFile::Data(_)) {
            let mut data = data.lock().unwrap_or_else(PoisonError::into_inner);
            let files = match data.take() {
                Some(files) => files,
                None => self.make(source, linked, name, piece)?,
            };
            return Ok(data.insert(files).get(path).cloned());
        }
        let mut found = self.make(source, linked, name, piece)?;
        let wanted = found.get(path).cloned();
        if matches!(piece, OutputFile::Texts(_)) {
            // Single texts are made on request; all of them would displace the files that were made with them.
            found.retain(|path, _| text_of(index, path).is_none());
        }
        // A picture may change without anything else, so it is read each time.
        if !matches!(piece, OutputFile::Picture(_)) {
            self.recent().keep(found);
        }
        Ok(wanted)
    }

    /// Makes a piece of the site.
    fn make<'d>(
        &self,
        source: &'d PreviewSource,
        linked: &Linked<'d>,
        name: &str,
        piece: &OutputFile<'d>,
    ) -> Result<FileMap, Vec<Problem>> {
        let assembly = Assembly::new(&self.folder, &linked.index, &source.look);
        let found: Mutex<FileMap> = Mutex::default();
        assembly.put(name, piece, &|put, bytes| {
            found.lock().unwrap_or_else(PoisonError::into_inner).insert(put.to_owned(), bytes.into());
            Ok(())
        })?;
        Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    fn recent(&self) -> MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> RwLockReadGuard<'_, Now> {
        self.now.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The piece that a file belongs to, and the path of the piece.
fn piece_of<'p, 'd>(
    pieces: &'p HashMap<String, OutputFile<'d>>,
    path: &'p str,
) -> Option<(&'p OutputFile<'d>, &'p str)> {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    let name = match path {
        path if pieces.contains_key(path) => path,
        path if path.starts_with("sitemap-") => "sitemap.xml",
        _ if [shards::FOLDER, address::SEARCH].contains(&folder) => COLLECTION_PAGE,
        _ if folder == address::DATA => DATA_PAGE,
        _ => return None,
    };
    let (name, piece) = pieces.get_key_value(name)?;
    Some((piece, name))
}

/// The response whose text is in a script file: `texts/2024/culture/omsk.1f2e3d4c.js`.
fn text_of<'d>(index: &Index<'d>, path: &str) -> Option<&'d Response> {
    let (key, _) = path.strip_prefix(shards::FOLDER)?.strip_prefix('/')?.split_once('.')?;
    index.response(index.digest().response_id(&key.parse().ok()?)?)
}

/// The page of the collection, which is made together with the index of the texts and with the search.
const COLLECTION_PAGE: &str = "collection/index.html";

/// The page of the open data, which is made together with their files.
const DATA_PAGE: &str = "data/index.html";

/// A checksum by which a browser sees whether a page changed.
pub(super) fn checksum(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
