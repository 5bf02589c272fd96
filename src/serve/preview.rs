//! The site as it is now, in memory: the digest with its index, and the files that are made of them when they are asked for.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use self_cell::self_cell;

use super::client;
use super::news::News;
use crate::assembly::{Assembly, Piece};
use crate::link::{Index, LiveRareWords};
use crate::look::Look;
use crate::model::{Digest, Response, ResponseId, Year};
use crate::problem::wording::Messages;
use crate::problem::{Problem, wording::Language};
use crate::search::data as search;
use crate::view::{data, shards};

/// How many bytes of files are kept in case they are asked for again: a page is asked for twice, once whether it changed and once for
/// itself.
const KEPT: usize = 64 << 20;

/// The site as it is now.
pub(super) struct Preview {
    /// The folder of the site.
    folder: PathBuf,
    /// The language of the messages, where it is asked for; else it is that of the site.
    language: Option<Language>,
    now: RwLock<Now>,
    recent: Mutex<Recent>,
}

/// Files that were made, the latest last.
#[derive(Default)]
struct Recent {
    files: VecDeque<(String, Arc<[u8]>)>,
    bytes: usize,
}

impl Recent {
    fn find(&self, path: &str) -> Option<Arc<[u8]>> {
        self.files.iter().find(|(known, _)| known == path).map(|(_, bytes)| Arc::clone(bytes))
    }

    fn keep(&mut self, files: Files) {
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

/// What is shown now.
struct Now {
    /// The last good site; `None` when there was none yet.
    site: Option<Site>,
    news: Arc<News>,
    messages: Arc<Messages>,
    language: Language,
}

/// What the site is made from.
struct Source {
    digest: Digest,
    look: Arc<Look>,
    rare_words: LiveRareWords,
}

/// What is known of the source.
struct Linked<'d> {
    index: Index<'d>,
    /// The pieces of the site by their paths. They are only looked up, so their order does not matter.
    pieces: HashMap<String, Piece<'d>>,
    /// The files of the open data, which are made all at once: whoever asks for one while they are made waits for them.
    data: Mutex<Option<Files>>,
}

/// Files that were made, by their paths.
type Files = HashMap<String, Arc<[u8]>>;

self_cell!(
    struct Site {
        owner: Source,
        #[not_covariant]
        dependent: Linked,
    }
);

/// What a browser gets.
pub(super) enum Answer {
    /// A file of the site, by its path.
    File(String, Arc<[u8]>),
    /// The same at another path.
    Elsewhere(String),
    /// Nothing is there; the page that a host would show.
    Nothing(Arc<[u8]>),
    /// It cannot be made; the page that says why.
    Failed(Vec<Problem>, String),
}

impl Preview {
    /// A preview of the site in a folder, of which nothing is known yet.
    pub(super) fn new(folder: PathBuf, language: Option<Language>) -> Self {
        let now = Now {
            site: None,
            news: Arc::default(),
            messages: Arc::new(Messages::new(language.unwrap_or_default())),
            language: language.unwrap_or_default(),
        };
        Self { folder, language, now: RwLock::new(now), recent: Mutex::default() }
    }

    /// Takes in what was found: another site, where there is a good one, and what is wrong.
    pub(super) fn update(&self, new: Option<(Digest, Arc<Look>)>, problems: &[Problem], language: Option<Language>) {
        let language = self.language.or(language).unwrap_or_default();
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if now.language != language {
            now.language = language;
            now.messages = Arc::new(Messages::new(language));
        }
        let is_shown = new.is_some();
        if let Some((digest, look)) = new {
            let before = now.site.take().map(Site::into_owner);
            let mut rare_words = before.map(|source| source.rare_words).unwrap_or_default();
            rare_words.update(&digest);
            now.site = Some(Site::new(Source { digest, look, rare_words }, |source| self.link(source)));
            *self.recent() = Recent::default();
        }
        let revision = now.news.revision + 1;
        now.news = Arc::new(News::new(revision, is_shown, problems, &self.folder, &now.messages));
    }

    fn link<'d>(&self, Source { digest, look, rare_words }: &'d Source) -> Linked<'d> {
        let index = Index::new(digest, rare_words.words());
        let pieces = Assembly::new(&self.folder, &index, look).pieces().into_iter().collect();
        Linked { index, pieces, data: Mutex::default() }
    }

    /// The language of the messages.
    pub(super) fn language(&self) -> Option<Language> {
        Some(self.now().language)
    }

    /// What open pages are told.
    pub(super) fn news(&self) -> Arc<News> {
        Arc::clone(&self.now().news)
    }

    /// The path below which the site is served: that of its published address, so that links which begin at the root of the host
    /// lead to the same as there.
    pub(super) fn base(&self) -> String {
        let now = self.now();
        let base = now.site.as_ref().and_then(|site| site.borrow_owner().digest.site.base_url.as_ref());
        base.map_or_else(|| "/".to_owned(), |base| base.path().to_owned())
    }

    /// What there is at a path below the base.
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

    /// A file of the site as a build would write it; `None` when there is no such file.
    fn file(&self, site: &Site, path: &str) -> Result<Option<Arc<[u8]>>, Vec<Problem>> {
        if let Some(bytes) = self.recent().find(path) {
            return Ok(Some(bytes));
        }
        site.with_dependent(|source, linked| self.made(source, linked, path))
    }

    /// Makes a file, and what is made together with it.
    fn made<'d>(&self, source: &'d Source, linked: &Linked<'d>, path: &str) -> Result<Option<Arc<[u8]>>, Vec<Problem>> {
        let Linked { index, pieces, data } = linked;
        if let Some(response) = text_of(index, path) {
            let found = self.make(source, linked, path, &Piece::Text(response))?;
            // The page that was asked for before has named this file, unless the text changed meanwhile.
            let wanted = found.get(path).cloned();
            self.recent().keep(found);
            return Ok(wanted);
        }
        let Some((piece, name)) = piece_of(pieces, path) else {
            return Ok(None);
        };
        if matches!(piece, Piece::Data(_)) {
            let mut data = data.lock().unwrap_or_else(PoisonError::into_inner);
            let files = match data.take() {
                Some(files) => files,
                None => self.make(source, linked, name, piece)?,
            };
            return Ok(data.insert(files).get(path).cloned());
        }
        let mut found = self.make(source, linked, name, piece)?;
        let wanted = found.get(path).cloned();
        if matches!(piece, Piece::Texts(_)) {
            // Texts are made one by one when they are asked for; all of them would leave no room for what they were made with.
            found.retain(|path, _| text_of(index, path).is_none());
        }
        // A picture may change without anything else; it is read each time.
        if !matches!(piece, Piece::Picture(_)) {
            self.recent().keep(found);
        }
        Ok(wanted)
    }

    /// Makes a piece of the site.
    fn make<'d>(
        &self,
        source: &'d Source,
        linked: &Linked<'d>,
        name: &str,
        piece: &Piece<'d>,
    ) -> Result<Files, Vec<Problem>> {
        let assembly = Assembly::new(&self.folder, &linked.index, &source.look);
        let found: Mutex<Files> = Mutex::default();
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

/// The piece that a file belongs to, and the path by which the piece is known.
fn piece_of<'p, 'd>(pieces: &'p HashMap<String, Piece<'d>>, path: &'p str) -> Option<(&'p Piece<'d>, &'p str)> {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    let name = match path {
        path if pieces.contains_key(path) => path,
        path if path.starts_with("sitemap-") => "sitemap.xml",
        _ if [shards::FOLDER, search::FOLDER].contains(&folder) => COLLECTION_PAGE,
        _ if folder == data::FOLDER => DATA_PAGE,
        _ => return None,
    };
    let (name, piece) = pieces.get_key_value(name)?;
    Some((piece, name))
}

/// The response whose text a script file holds: `texts/2024/culture/omsk.1f2e3d4c.js`.
fn text_of<'d>(index: &Index<'d>, path: &str) -> Option<&'d Response> {
    let (key, _) = path.strip_prefix(shards::FOLDER)?.strip_prefix('/')?.split_once('.')?;
    let mut ids = key.split('/');
    let (year, sector, city) = (ids.next()?.parse().ok()?, ids.next()?, ids.next()?);
    let digest = index.digest();
    index.response(ResponseId {
        year: Year(year),
        sector: digest.sectors.find(sector)?,
        city: digest.cities.find(city)?,
    })
}

/// The page of the collection, which is made together with the index of the texts and with the search.
const COLLECTION_PAGE: &str = "collection/index.html";

/// The page of the open data, which is made together with their files.
const DATA_PAGE: &str = "data/index.html";

/// A checksum of what a browser has, to tell whether it is still the same.
pub(super) fn checksum(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
