//! Lists the files of a site, and makes each: [`Assembly`].
//!
//! A build makes all of them and writes them into a folder. `serve` makes only the files that a browser requests.

mod data_files;
mod search_files;
mod text_files;

use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::address::Address;
use crate::link::Index;
use crate::loaded_theme::LoadedTheme;
use crate::model::{Digest, Picture, Response};
use crate::render::{self, Canvas};
use crate::search::SearchIndex;
use crate::view::preview::{self, Preview};
use crate::view::{self, MadeFiles, Page, Redirect, Views};
use asdg_base::fs;
use asdg_base::problem::{Kind, Place, Problem};
use text_files::TextFiles;

/// An output file, or several that are made together.
pub enum OutputFile<'d> {
    /// A page.
    Page(Page<'d>),
    /// A redirect page at the old address of a page that moved.
    Redirect(Redirect<'d>),
    /// The pages whose scripts read texts (the collection, the comparison, the search), with these texts and the search
    /// index.
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
    /// Returns the number of HTML pages, without redirect pages.
    pub fn pages(&self) -> usize {
        match self {
            Self::Page(_) | Self::Data(_) => 1,
            Self::Texts(pages) => pages.len(),
            _ => 0,
        }
    }
}

/// The number of pages of a kind that are rendered to try its template.
const TRIED: usize = 8;

/// Writes a file of the site. Its arguments are the path below the root, and the content.
pub type WriteFile<'w> = dyn Fn(&str, &[u8]) -> Result<(), Kind> + Sync + 'w;

/// Lists and makes the files of a site.
pub struct Assembly<'a, 'd> {
    /// The folder of the site, where its pictures are.
    folder: &'a Path,
    index: &'a Index<'d>,
    views: Views<'a, 'd>,
    loaded: &'d LoadedTheme,
    /// The map that all preview pictures share, drawn when the first is made.
    canvas: OnceLock<Canvas>,
    /// The search index, if it exists already; else it is built when it is written.
    search: Mutex<Option<SearchIndex>>,
}

impl<'a, 'd> Assembly<'a, 'd> {
    /// An assembly of the site of a digest with a theme. `folder` is the folder of the source files.
    pub fn new(folder: &'a Path, index: &'a Index<'d>, loaded: &'d LoadedTheme) -> Self {
        let views = Views::new(index, &loaded.texts);
        Self { folder, index, views, loaded, canvas: OnceLock::new(), search: Mutex::default() }
    }

    /// Uses a search index that was built with the rare words.
    pub fn with_search(self, search: Option<SearchIndex>) -> Self {
        Self { search: Mutex::new(search), ..self }
    }

    fn digest(&self) -> &'d Digest {
        self.index.digest()
    }

    /// Lists all output files, each with its path. Several files that are made together have the path of their page.
    pub fn output_files(&self) -> Vec<(String, OutputFile<'d>)> {
        let Digest { site, .. } = self.digest();
        let pages = view::pages(self.index).into_iter().map(|page| (page.address().output_file(), page));
        let (text_pages, pages): (Vec<_>, Vec<_>) = pages.partition(|(_, page)| page.needs_text_files());
        let mut files: Vec<(String, OutputFile<'d>)> =
            pages.into_iter().map(|(path, page)| (path, output_file_of_page(page))).collect();
        files.push((Address::collection().output_file(), OutputFile::Texts(text_pages)));
        let redirects = Redirect::all(self.index);
        files.extend(
            redirects.map(|redirect| (redirect.address(self.digest()).output_file(), OutputFile::Redirect(redirect))),
        );
        files.push(("robots.txt".to_owned(), OutputFile::Robots));
        files.extend(self.views.has_feed().then(|| ("feed.xml".to_owned(), OutputFile::Feed)));
        files.extend(site.base_url.as_ref().map(|_| ("sitemap.xml".to_owned(), OutputFile::SiteMap)));
        let assets = self.loaded.theme.assets.iter();
        files.extend(assets.map(|(name, file)| (file.published(name), OutputFile::Asset(name))));
        files.extend(view::pictures(self.digest()).map(|(path, picture)| (path, OutputFile::Picture(picture))));
        let previews = Preview::all(self.index);
        files.extend(previews.map(|preview| (preview.path(self.digest()), OutputFile::Preview(preview))));
        files
    }

    /// Makes an output file, and writes it with `write_file`.
    pub fn write(&self, path: &str, file: &OutputFile<'d>, write_file: &WriteFile<'_>) -> Result<(), Vec<Problem>> {
        match file {
            OutputFile::Page(page) => write_file(path, &self.page(page, &MadeFiles::default())?)?,
            OutputFile::Asset(name) => {
                let asset = self.loaded.theme.assets.get(*name);
                asset.map_or(Ok(()), |asset| write_file(path, &asset.bytes))?;
            }
            OutputFile::Picture(picture) => write_file(path, &self.picture(picture)?)?,
            OutputFile::Preview(preview) => {
                let canvas = self.canvas.get_or_init(|| Canvas::new(&preview::known_cities(self.digest())));
                write_file(path, &canvas.png(&preview.marks(self.index)))?;
            }
            OutputFile::Robots => write_file(path, &render::robots(self.digest().site.base_url.as_ref()))?,
            OutputFile::Feed => self.views.feed().map_or(Ok(()), |feed| write_file(path, &render::feed(&feed)))?,
            OutputFile::SiteMap => self.write_site_map(write_file)?,
            OutputFile::Data(page) => self.write_data(path, page, write_file)?,
            OutputFile::Redirect(redirect) => {
                write_file(path, &render::redirect(&redirect.view(self.digest(), &self.loaded.texts)))?;
            }
            OutputFile::Texts(pages) => self.write_texts(pages, write_file)?,
            OutputFile::Text(response) => {
                text_files::write_shard(self.index, response, write_file)?;
            }
        }
        Ok(())
    }

    /// Renders a few pages of each kind, spread from the first to the last, and returns the problems of their
    /// templates. Some mistakes only show with certain data, so a build may find more.
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

    /// Renders a page.
    fn page(&self, page: &Page<'d>, made: &MadeFiles) -> Result<Vec<u8>, Vec<Problem>> {
        self.loaded.renderer.page(&self.views, page, made).map_err(|problem| vec![problem])
    }

    /// Makes and writes the open data, and the page that describes the files.
    fn write_data(&self, path: &str, page: &Page<'d>, write_file: &WriteFile<'_>) -> Result<(), Vec<Problem>> {
        let data = data_files::write(self.index, write_file)?;
        let made = MadeFiles { data, ..MadeFiles::default() };
        Ok(write_file(path, &self.page(page, &made)?)?)
    }

    /// Makes and writes the texts for scripts, the search index, and the pages that read them.
    fn write_texts(&self, pages: &[(String, Page<'d>)], write_file: &WriteFile<'_>) -> Result<(), Vec<Problem>> {
        let TextFiles { index: text_index, sums } = text_files::write(self.index, write_file)?;
        let search_index = self.search_index();
        let search_index = search_index.map(|search| search_files::write(self.index, &search, &sums, write_file));
        let search_index = search_index.transpose()?.unwrap_or_default();
        let made = MadeFiles { text_index, search_index, ..MadeFiles::default() };
        pages.iter().try_for_each(|(path, page)| Ok(write_file(path, &self.page(page, &made)?)?))
    }

    /// Returns the search index, or builds it; `None` if the site has no search. It is not kept.
    fn search_index(&self) -> Option<SearchIndex> {
        let built = self.search.lock().unwrap_or_else(PoisonError::into_inner).take();
        built.or_else(|| self.digest().site.search.then(|| SearchIndex::new(self.digest())))
    }

    /// Reads a picture of a response.
    fn picture(&self, Picture { file, .. }: &Picture) -> Result<Vec<u8>, Vec<Problem>> {
        fs::read(&self.folder.join(&**file)).map_err(|error| {
            let kind = Kind::UnreadableFile { reason: error.reason() };
            vec![Problem { place: Some(Place::file(&**file)), kind }]
        })
    }

    fn write_site_map(&self, write_file: &WriteFile<'_>) -> Result<(), Kind> {
        let Some(base) = &self.digest().site.base_url else {
            return Ok(());
        };
        let map = self.views.site_map(&view::pages(self.index), base);
        render::site_map(&map, base).iter().try_for_each(|(path, bytes)| write_file(path, bytes))
    }
}

fn output_file_of_page(page: Page<'_>) -> OutputFile<'_> {
    match page {
        page if page.needs_data_files() => OutputFile::Data(page),
        page => OutputFile::Page(page),
    }
}
