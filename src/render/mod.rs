//! Render: turns a view and a theme into the bytes of a page. [`Renderer`] does it. It is pure: it uses no clock, no
//! disk and no globals, so pages render in parallel, and the same input gives the same bytes.

pub mod data;
mod deflate;
mod escape;
mod policy;
mod preview;
mod redirect;
mod scripts;
mod shards;
mod styles;
mod texts;
mod xml;

use std::collections::BTreeMap;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::markup;
use crate::theme::{self, Theme, ThemeFile};
use crate::view::{KINDS, MadeFiles, Page, Views};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Place, Problem, Problems, Span};
pub use policy::with_policy;
pub use preview::Canvas;
pub use redirect::redirect;
pub use scripts::{ScriptSite, minify_scripts};
pub use shards::{
    ScriptFile, search_block, search_manifest, search_shard, search_words, text_index, text_lists, text_shard,
};
pub use styles::join as join_styles;
pub use texts::Texts;
pub use xml::{feed, robots, site_map};

/// The initial capacity of a page in bytes. It suffices for most pages, so that they need not grow.
const TYPICAL_PAGE: usize = 64 << 10;

/// A theme that is ready to render pages.
pub struct Renderer {
    /// The templates as written, for the line numbers of errors.
    written: Tera,
    /// The minified templates, which render pages if there are any.
    minified: Option<Tera>,
    /// The names of the templates that are not minified.
    as_written: Vec<String>,
    /// The files made from templates that are rendered once, as they are published.
    rendered_once: BTreeMap<String, ThemeFile>,
    /// The path of each template, by its name.
    paths: BTreeMap<String, String>,
}

impl Renderer {
    /// Loads the templates of a theme, and renders those that are rendered once. Reports errors in them, and then
    /// returns `None`.
    pub fn new(
        theme: &Theme,
        texts: &Texts,
        site: &ScriptSite,
        minified: bool,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut assets: BTreeMap<String, String> =
            theme.assets.iter().map(|(name, file)| (name.clone(), file.published(name))).collect();
        let paths = theme.templates.iter().map(|(name, file)| (name.clone(), file.path.clone())).collect();
        let written = engine(texts, assets.clone());
        let mut renderer =
            Self { written, minified: None, as_written: Vec::new(), rendered_once: BTreeMap::new(), paths };
        let mut sources = Vec::new();
        for (name, file) in &theme.templates {
            sources.push((name.as_str(), file.text(problems)?));
        }
        let loaded = renderer.written.add_raw_templates(sources.iter().map(|(name, text)| (*name, text.as_str())));
        if let Err(error) = loaded {
            let Problem { place, kind } = renderer.problem(&error, None);
            problems.add(place.unwrap_or_else(|| Place::file(theme::FOLDER)), kind);
            return None;
        }
        let templates = KINDS.iter().map(|kind| kind.template);
        let mut missing: Vec<_> = templates.filter(|template| !theme.templates.contains_key(*template)).collect();
        // The three boards share a template.
        missing.dedup();
        if !missing.is_empty() {
            let place = Place::file(format!("{}/{}/theme.toml", theme::FOLDER, theme.name));
            problems.add(place, Kind::TemplateMissing { templates: missing.join(", ") });
            return None;
        }
        match scripts::render(&renderer, theme, site, minified) {
            Ok(files) => renderer.rendered_once = files,
            Err(Problem { place, kind }) => {
                problems.add(place.unwrap_or_else(|| Place::file(theme::FOLDER)), kind);
                return None;
            }
        }
        // Pages contain the names of the scripts with their checksums, which are known only now.
        assets.extend(renderer.rendered_once.iter().map(|(name, file)| (name.clone(), file.published(name))));
        register_asset(&mut renderer.written, assets.clone());
        if minified {
            sources.retain(|(name, _)| !theme::is_rendered_once(name));
            renderer.minify(&sources, engine(texts, assets));
        }
        Some(renderer)
    }

    /// Returns the files made from templates that are rendered once, by name. They are published with the assets of the
    /// theme.
    pub fn rendered_once(&self) -> &BTreeMap<String, ThemeFile> {
        &self.rendered_once
    }

    fn minify(&mut self, sources: &[(&str, String)], mut engine: Tera) {
        let lean = asdg_templates::minify_theme(sources, &engine);
        // If the minified templates do not load although the written ones do, the written ones render pages.
        if engine.add_raw_templates(&lean.sources).is_ok() {
            self.minified = Some(engine);
            self.as_written = lean.as_written;
        } else {
            self.as_written = lean.sources.into_keys().collect();
        }
    }

    /// Returns the names of the templates that are used as written, because it is not certain that the minified ones
    /// give the same pages.
    pub fn as_written(&self) -> &[String] {
        &self.as_written
    }

    /// Renders a page. `made` are the files that were made before, to which the page refers.
    pub fn page<'d>(&self, views: &Views<'_, 'd>, page: &Page<'d>, made: &MadeFiles) -> Result<Vec<u8>, Problem> {
        let template = page.kind().template;
        let context = views.view(page, made).map_err(|error| self.problem(&error, Some(template)))?;
        let rendered = |engine: &Tera| {
            let mut page = Vec::with_capacity(TYPICAL_PAGE);
            engine.render_to(template, &context, &mut page).map(|()| with_policy(page))
        };
        if let Some(Ok(page)) = self.minified.as_ref().map(rendered) {
            return Ok(page);
        }
        // Renders again with the templates as written, to get the place of the error in the file.
        rendered(&self.written).map_err(|error| self.problem(&error, Some(template)))
    }

    /// Converts an error of Tera to a problem at the line of the template.
    fn problem(&self, error: &tera::Error, template: Option<&str>) -> Problem {
        let text = error.to_string();
        let (name, span, detail) = match error.kind() {
            tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
                let at = report.span();
                let length =
                    if at.end_line == at.start_line { at.end_col.saturating_sub(at.start_col).max(1) } else { 1 };
                let span = Span { line: at.start_line as u32, column: at.start_col as u32 + 1, length: length as u32 };
                (Some(report.filename()), Some(span), report.message().to_owned())
            }
            tera::ErrorKind::MissingParent { current, .. } => (Some(current.as_str()), None, text.clone()),
            _ => parse_report(&text).unwrap_or((template, None, text.clone())),
        };
        let path = name.or(template).and_then(|name| self.paths.get(name)).cloned();
        let place = Place { path: path.unwrap_or_else(|| theme::FOLDER.to_owned()), span };
        Problem { place: Some(place), kind: Kind::TemplateError { detail } }
    }
}

/// Returns a template engine with the functions of this program. `assets` has the published path of each asset.
fn engine(texts: &Texts, assets: BTreeMap<String, String>) -> Tera {
    let mut tera = Tera::new();
    tera.set_escape_fn(escape::escape);
    let for_t = texts.clone();
    tera.register_function("t", move |args: Kwargs, _: &State| for_t.translate(&args));
    let for_date = texts.clone();
    tera.register_function("date", move |args: Kwargs, _: &State| for_date.date(&args));
    let language = texts.language();
    tera.register_function("lang", move |args: Kwargs, _: &State| lang(&args, language));
    tera.register_filter("whole", |text: &str, _: Kwargs, _: &State| Value::safe_string(&markup::whole_numbers(text)));
    register_asset(&mut tera, assets);
    scripts::register(&mut tera);
    tera
}

/// `<p {{ lang(text=name) }}>` in a template: the attribute `lang` for a Russian text on a page in another language.
/// The only texts in another language than the page are Russian, and only they have Cyrillic letters.
fn lang(args: &Kwargs, language: Language) -> TeraResult<Value> {
    let text: Value = args.must_get("text")?;
    let is_russian = || text.as_str().is_some_and(|text| text.contains(|c| matches!(c, '\u{400}'..='\u{4ff}')));
    Ok(Value::safe_string(if language != Language::Russian && is_russian() { "lang=\"ru\"" } else { "" }))
}

fn register_asset(tera: &mut Tera, assets: BTreeMap<String, String>) {
    tera.register_function("asset", move |args: Kwargs, _: &State| asset(&args, &assets));
}

/// `asset(name="style.css")` in a template: the path of the asset below the root of the site.
fn asset(args: &Kwargs, assets: &BTreeMap<String, String>) -> TeraResult<String> {
    let name: &str = args.must_get("name")?;
    let published = assets.get(name).cloned();
    published.ok_or_else(|| tera::Error::message(format!("there is no file `{name}` in assets/")))
}

/// Parses the place and the message from the text of an error that Tera has already formatted, as it does for errors
/// while loading.
fn parse_report(text: &str) -> Option<(Option<&str>, Option<Span>, String)> {
    let detail = text.lines().next()?.trim_start_matches("error: ");
    let (_, place) = text.split_once("--> ")?;
    let mut parts = place.lines().next()?.rsplitn(3, ':');
    let column = parts.next()?.trim().parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((Some(parts.next()?), Some(Span { line, column, length: 1 }), detail.to_owned()))
}

/// Loads the interface texts of a theme in a language. Reports errors, and then returns `None`.
pub fn texts(theme: &Theme, language: Language, problems: &mut Problems) -> Option<Texts> {
    Texts::new(theme, language, problems)
}
