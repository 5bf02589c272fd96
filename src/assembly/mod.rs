//! The files of a site: which files there are, and how each is made.
//!
//! A build makes all of them and writes them into a folder. `serve` makes only the files that a browser requests.

mod data_files;
mod search_files;
mod text_files;

use std::path::Path;
use std::sync::OnceLock;

use crate::address::Address;
use crate::link::Index;
use crate::loaded_theme::LoadedTheme;
use crate::model::{Digest, Picture, Response};
use crate::render::{self, Canvas};
use crate::search::SearchIndex;
use crate::view::preview::{self, Preview};
use crate::view::{self, MadeFiles, Moved, Page, Views};
use asdg_base::fs;
use asdg_base::problem::{Kind, Place, Problem};
use text_files::TextFiles;

/// One output file, or several that are made together.
pub enum OutputFile<'d> {
    /// A page.
    Page(Page<'d>),
    /// A page that moved.
    Moved(Moved<'d>),
    /// The pages whose scripts read texts (the collection, the comparison, the search), with these texts and the index of the search.
    Texts(Vec<(String, Page<'d>)>),
    /// The text of a response for scripts. A build makes it with the other texts; a preview makes it alone.
    Text(&'d Response),
    /// A file of the theme, by its name.
    Asset(&'d str),
    /// A picture of a response.
    Picture(&'d Picture),
    /// A preview picture.
    Preview(Preview),
    /// `robots.txt`.
    Robots,
    /// The feed.
    Feed,
    /// The site map; several files if there are many pages.
    SiteMap,
    /// All files of the open data, and the page that describes them.
    Data(Page<'d>),
}

impl OutputFile<'_> {
    /// How many pages of HTML it has, not counting those that moved.
    pub fn pages(&self) -> usize {
        match self {
            Self::Page(_) | Self::Data(_) => 1,
            Self::Texts(pages) => pages.len(),
            _ => 0,
        }
    }
}

/// The number of pages of a kind that are made to try its template.
const TRIED: usize = 8;

/// Receives a file of the site, with its path below the root.
pub type Put<'p> = dyn Fn(&str, &[u8]) -> Result<(), Kind> + Sync + 'p;

/// Makes the files of a site.
pub struct Assembly<'a, 'd> {
    /// The folder of the site, where its pictures are.
    folder: &'a Path,
    index: &'a Index<'d>,
    views: Views<'a, 'd>,
    look: &'d LoadedTheme,
    /// What all preview pictures have in common, drawn when the first is made.
    canvas: OnceLock<Canvas>,
}

impl<'a, 'd> Assembly<'a, 'd> {
    /// For a digest and what it is rendered with.
    pub fn new(folder: &'a Path, index: &'a Index<'d>, look: &'d LoadedTheme) -> Self {
        Self { folder, index, views: Views::new(index, &look.texts), look, canvas: OnceLock::new() }
    }

    fn digest(&self) -> &'d Digest {
        self.index.digest()
    }

    /// All pieces, each with its path; a piece of several files has the path of its page.
    pub fn pieces(&self) -> Vec<(String, OutputFile<'d>)> {
        let Digest { site, .. } = self.digest();
        let pages = view::pages(self.index).into_iter().map(|page| (page.address().output_file(), page));
        let (of_texts, pages): (Vec<_>, Vec<_>) = pages.partition(|(_, page)| page.is_of_texts());
        let mut pieces: Vec<(String, OutputFile<'d>)> =
            pages.into_iter().map(|(path, page)| (path, piece_of_page(page))).collect();
        pieces.push((Address::collection().output_file(), OutputFile::Texts(of_texts)));
        let moved = Moved::all(self.index);
        pieces.extend(moved.map(|moved| (moved.address(self.digest()).output_file(), OutputFile::Moved(moved))));
        pieces.push(("robots.txt".to_owned(), OutputFile::Robots));
        pieces.extend(self.views.has_feed().then(|| ("feed.xml".to_owned(), OutputFile::Feed)));
        pieces.extend(site.base_url.as_ref().map(|_| ("sitemap.xml".to_owned(), OutputFile::SiteMap)));
        let assets = self.look.theme.assets.iter();
        pieces.extend(assets.map(|(name, file)| (file.published(name), OutputFile::Asset(name))));
        pieces.extend(view::pictures(self.digest()).map(|(path, picture)| (path, OutputFile::Picture(picture))));
        let previews = Preview::all(self.index);
        pieces.extend(previews.map(|preview| (preview.path(self.digest()), OutputFile::Preview(preview))));
        pieces
    }

    /// Makes a piece.
    pub fn put(&self, path: &str, piece: &OutputFile<'d>, put: &Put<'_>) -> Result<(), Vec<Problem>> {
        match piece {
            OutputFile::Page(page) => put(path, &self.page(page, &MadeFiles::default())?).map_err(placeless),
            OutputFile::Asset(name) => {
                self.look.theme.assets.get(*name).map_or(Ok(()), |file| put(path, &file.bytes)).map_err(placeless)
            }
            OutputFile::Picture(picture) => put(path, &self.picture(picture)?).map_err(placeless),
            OutputFile::Preview(preview) => {
                let canvas = self.canvas.get_or_init(|| Canvas::new(&preview::known_cities(self.digest())));
                put(path, &canvas.png(&preview.marks(self.index))).map_err(placeless)
            }
            OutputFile::Robots => put(path, &render::robots(self.digest().site.base_url.as_ref())).map_err(placeless),
            OutputFile::Feed => {
                self.views.feed().map_or(Ok(()), |feed| put(path, &render::feed(&feed))).map_err(placeless)
            }
            OutputFile::SiteMap => self.put_site_map(put).map_err(placeless),
            OutputFile::Data(page) => self.put_data(path, page, put),
            OutputFile::Moved(moved) => {
                put(path, &render::moved(&moved.view(self.digest(), &self.look.texts))).map_err(placeless)
            }
            OutputFile::Texts(pages) => self.put_texts(pages, put),
            OutputFile::Text(response) => {
                text_files::put_text(self.index, response, put).map(|_| ()).map_err(placeless)
            }
        }
    }

    /// Makes a few pages of each kind, as different as the first and the last of them, and gives what is wrong with their templates. Some
    /// mistakes show with some data only, so a build may find more.
    pub fn try_templates(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let pages = view::pages(self.index);
        for pages in pages.chunk_by(|page, next| std::ptr::eq(page.kind(), next.kind())) {
            let step = pages.len().div_ceil(TRIED);
            let tried = pages.iter().step_by(step.max(1)).chain(pages.last());
            problems.extend(tried.filter_map(|page| self.page(page, &MadeFiles::default()).err()).flatten());
        }
        problems
    }

    /// The HTML of a page.
    fn page(&self, page: &Page<'d>, made: &MadeFiles) -> Result<Vec<u8>, Vec<Problem>> {
        self.look.renderer.page(&self.views, page, made).map_err(|problem| vec![problem])
    }

    /// Makes the open data and the page that describes the files.
    fn put_data(&self, path: &str, page: &Page<'d>, put: &Put<'_>) -> Result<(), Vec<Problem>> {
        let data = data_files::put(self.index, put).map_err(placeless)?;
        let made = MadeFiles { data, ..MadeFiles::default() };
        put(path, &self.page(page, &made)?).map_err(placeless)
    }

    /// Makes the texts for scripts, the index of the search, and the pages that read them.
    fn put_texts(&self, pages: &[(String, Page<'d>)], put: &Put<'_>) -> Result<(), Vec<Problem>> {
        // The index is made while the texts are packed; their checksums are needed only when it is written.
        let (texts, search) = rayon::join(
            || text_files::put(self.index, put),
            || self.digest().site.search.then(|| SearchIndex::new(self.index)),
        );
        let TextFiles { index: text_index, sums } = texts.map_err(placeless)?;
        let search_index = search.map(|search| search_files::put(self.index, &search, &sums, put)).transpose();
        let search_index = search_index.map_err(placeless)?.unwrap_or_default();
        let made = MadeFiles { text_index, search_index, ..MadeFiles::default() };
        pages.iter().try_for_each(|(path, page)| put(path, &self.page(page, &made)?).map_err(placeless))
    }

    fn picture(&self, Picture { file, .. }: &Picture) -> Result<Vec<u8>, Vec<Problem>> {
        fs::read(&self.folder.join(&**file)).map_err(|error| {
            let kind = Kind::UnreadableFile { reason: error.reason() };
            vec![Problem { place: Some(Place::file(&**file)), kind }]
        })
    }

    fn put_site_map(&self, put: &Put<'_>) -> Result<(), Kind> {
        let Some(base) = &self.digest().site.base_url else {
            return Ok(());
        };
        let map = self.views.site_map(&view::pages(self.index), base);
        render::site_map(&map, base).iter().try_for_each(|(path, bytes)| put(path, bytes))
    }
}

fn piece_of_page(page: Page<'_>) -> OutputFile<'_> {
    match page {
        page if page.is_of_data() => OutputFile::Data(page),
        page => OutputFile::Page(page),
    }
}

fn placeless(kind: Kind) -> Vec<Problem> {
    vec![Problem { place: None, kind }]
}
