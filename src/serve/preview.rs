//! The current site in memory: the digest with its index, and files made from them on request.
//!
//! [`Preview::update`] replaces the site; a digest with errors never replaces one without. The old index is dropped,
//! the word counts are updated with the changed responses (`link/word_counts.rs`), and the index is built again;
//! requests wait meanwhile. Responses are shared (`Arc`) between the two digests.
//!
//! [`Preview::answer`] makes a file when a browser requests it, and caches the latest 64 MB of files. A page gets one
//! `script` more than a build writes. Its `ETag` is the checksum of the page without that script, so an open page can
//! detect whether it changed, and reloads only then. Requested paths are searched in the list of the site's files, so
//! no path leads to the disk.

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
use crate::loaded_theme::LoadedTheme;
use crate::model::{Digest, Response};
use crate::view::shards;
use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::Problem;

/// The size of the cache in bytes. A page is requested twice: to find out whether it changed, and to show it.
const CACHE_SIZE: usize = 64 << 20;

/// The current site.
pub(super) struct Preview {
    /// The folder of the site.
    folder: PathBuf,
    /// The language of the messages; if `None`, that of the site.
    language: Option<Language>,
    state: RwLock<State>,
    cache: Mutex<Cache>,
}

/// Files that were made, the most recent last.
#[derive(Default)]
struct Cache {
    files: VecDeque<(String, Arc<[u8]>)>,
    bytes: usize,
}

impl Cache {
    fn find(&self, path: &str) -> Option<Arc<[u8]>> {
        self.files.iter().find(|(known, _)| known == path).map(|(_, bytes)| Arc::clone(bytes))
    }

    fn add(&mut self, files: FileMap) {
        for (path, bytes) in files {
            self.bytes += bytes.len();
            self.files.push_back((path, bytes));
        }
        while self.bytes > CACHE_SIZE {
            let Some((_, bytes)) = self.files.pop_front() else { break };
            self.bytes -= bytes.len();
        }
    }
}

/// The current state.
struct State {
    /// The last site without errors; `None` if there was none yet.
    site: Option<PreviewSite>,
    news: Arc<News>,
    messages: Arc<Messages>,
    language: Language,
}

/// The data from which the site is made.
struct PreviewSource {
    digest: Digest,
    theme: Arc<LoadedTheme>,
    rare_words: LiveRareWords,
}

/// The index and the list of files, which borrow from the source.
struct Linked<'d> {
    index: Index<'d>,
    /// The files of the site by their paths. The map is never iterated, so its order does not matter.
    pieces: HashMap<String, OutputFile<'d>>,
    /// The files of the open data. They are made together, while further requests for one of them wait.
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
    /// A file of the site, with its path.
    File(String, Arc<[u8]>),
    /// A redirect to another path.
    Redirect(String),
    /// The file does not exist; with the page that a host would show.
    NotFound(Arc<[u8]>),
    /// The file cannot be made; with the problems, and a page that shows them.
    Failed(Vec<Problem>, Vec<u8>),
}

impl Preview {
    /// A preview of the site in a folder, not loaded yet.
    pub(super) fn new(folder: PathBuf, language: Option<Language>) -> Self {
        let state = State {
            site: None,
            news: Arc::default(),
            messages: Arc::new(Messages::new(language.unwrap_or_default())),
            language: language.unwrap_or_default(),
        };
        Self { folder, language, state: RwLock::new(state), cache: Mutex::default() }
    }

    /// Replaces the site, unless the new one has errors, and the problems.
    pub(super) fn update(
        &self,
        new: Option<(Digest, Arc<LoadedTheme>)>,
        problems: &[Problem],
        language: Option<Language>,
    ) {
        let language = self.language.or(language).unwrap_or_default();
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if state.language != language {
            state.language = language;
            state.messages = Arc::new(Messages::new(language));
        }
        let is_shown = new.is_some();
        if let Some((digest, theme)) = new {
            let before = state.site.take().map(PreviewSite::into_owner);
            let mut rare_words = before.map(|source| source.rare_words).unwrap_or_default();
            rare_words.update(&digest);
            let source = PreviewSource { digest, theme, rare_words };
            state.site = Some(PreviewSite::new(source, |source| self.link(source)));
            *self.cache() = Cache::default();
        }
        let revision = state.news.revision + 1;
        state.news = Arc::new(News::new(revision, is_shown, problems, &self.folder, &state.messages));
    }

    fn link<'d>(&self, PreviewSource { digest, theme, rare_words }: &'d PreviewSource) -> Linked<'d> {
        let index = Index::new(digest, rare_words.words());
        let pieces = Assembly::new(&self.folder, &index, theme).output_files().into_iter().collect();
        Linked { index, pieces, data: Mutex::default() }
    }

    /// The language of the messages.
    pub(super) fn language(&self) -> Option<Language> {
        Some(self.state().language)
    }

    /// The message to open pages.
    pub(super) fn news(&self) -> Arc<News> {
        Arc::clone(&self.state().news)
    }

    /// The path under which the site is served. It is the path of the published address, so that links from the root of
    /// the host lead to the same pages.
    pub(super) fn base(&self) -> String {
        let state = self.state();
        let base = state.site.as_ref().and_then(|site| site.borrow_owner().digest.site.base_url.as_ref());
        base.map_or_else(|| "/".to_owned(), |base| base.path().to_owned())
    }

    /// The answer to a request for a path below the base.
    pub(super) fn answer(&self, path: &str) -> Answer {
        let state = self.state();
        let Some(site) = &state.site else {
            return Answer::Failed(Vec::new(), client::problems_page(&state.news, &state.messages));
        };
        let is_folder = path.is_empty() || path.ends_with('/');
        let file = if is_folder { format!("{path}index.html") } else { path.to_owned() };
        let answer = match self.file(site, &file) {
            Ok(None)
                if !is_folder
                    && site.with_dependent(|_, linked| {
                        find_piece(&linked.pieces, &format!("{file}/index.html")).is_some()
                    }) =>
            {
                return Answer::Redirect(format!("{path}/"));
            }
            Ok(None) => self.file(site, "404.html").map(|page| Answer::NotFound(page.unwrap_or_default())),
            Ok(Some(bytes)) => Ok(Answer::File(file, bytes)),
            Err(problems) => Err(problems),
        };
        answer.unwrap_or_else(|problems| {
            let news = News::new(state.news.revision, false, &problems, &self.folder, &state.messages);
            Answer::Failed(problems, client::problems_page(&news, &state.messages))
        })
    }

    /// A file of the site as a build would write it, from the cache or newly made; `None` if it does not exist.
    fn file(&self, site: &PreviewSite, path: &str) -> Result<Option<Arc<[u8]>>, Vec<Problem>> {
        if let Some(bytes) = self.cache().find(path) {
            return Ok(Some(bytes));
        }
        site.with_dependent(|source, linked| self.make_file(source, linked, path))
    }

    /// Makes a file, and those that are made together with it. Returns the requested one.
    fn make_file<'d>(
        &self,
        source: &'d PreviewSource,
        linked: &Linked<'d>,
        path: &str,
    ) -> Result<Option<Arc<[u8]>>, Vec<Problem>> {
        let Linked { index, pieces, data } = linked;
        if let Some(response) = response_of_text(index, path) {
            let files = self.make_piece(source, linked, path, &OutputFile::Text(response))?;
            // The name contains a checksum. A page loaded before the text changed requests the old name, which is
            // missing.
            let requested = files.get(path).cloned();
            self.cache().add(files);
            return Ok(requested);
        }
        let Some((piece, name)) = find_piece(pieces, path) else {
            return Ok(None);
        };
        if matches!(piece, OutputFile::Data(_)) {
            let mut data = data.lock().unwrap_or_else(PoisonError::into_inner);
            let files = match data.take() {
                Some(files) => files,
                None => self.make_piece(source, linked, name, piece)?,
            };
            return Ok(data.insert(files).get(path).cloned());
        }
        let mut files = self.make_piece(source, linked, name, piece)?;
        let requested = files.get(path).cloned();
        if matches!(piece, OutputFile::Texts(_)) {
            // A single text is made on request. All texts together would displace the other files from the cache.
            files.retain(|path, _| response_of_text(index, path).is_none());
        }
        // A picture is read each time, because its content may change without a refresh.
        if !matches!(piece, OutputFile::Picture(_)) {
            self.cache().add(files);
        }
        Ok(requested)
    }

    /// Makes the file or files of a piece of the site.
    fn make_piece<'d>(
        &self,
        source: &'d PreviewSource,
        linked: &Linked<'d>,
        name: &str,
        piece: &OutputFile<'d>,
    ) -> Result<FileMap, Vec<Problem>> {
        let assembly = Assembly::new(&self.folder, &linked.index, &source.theme);
        let files: Mutex<FileMap> = Mutex::default();
        assembly.write(name, piece, &|path, bytes| {
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.into());
            Ok(())
        })?;
        Ok(files.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The piece of the site that a file belongs to, and the path of the piece.
fn find_piece<'p, 'd>(
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

/// The response whose text is in this script: `texts/2024/culture/omsk.1f2e3d4c.js`.
fn response_of_text<'d>(index: &Index<'d>, path: &str) -> Option<&'d Response> {
    let (key, _) = path.strip_prefix(shards::FOLDER)?.strip_prefix('/')?.split_once('.')?;
    index.response(index.digest().response_id(&key.parse().ok()?)?)
}

/// The page of the collection, which is made together with the index of the texts and with the search.
const COLLECTION_PAGE: &str = "collection/index.html";

/// The page of the open data, which is made together with their files.
const DATA_PAGE: &str = "data/index.html";

/// A checksum by which a browser detects whether a page changed.
pub(super) fn checksum(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
