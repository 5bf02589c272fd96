//! Render: a view and a theme give the bytes of a page. Pure: no clock, no disk, nothing global, so that pages render in
//! parallel and twice gives the same bytes.

pub mod data;
mod minify;
mod moved;
mod shards;
mod texts;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use tera::{Context, Kwargs, State, Tera, TeraResult};

use crate::problem::wording::Language;
use crate::problem::{Kind, Place, Problem, Problems, Span};
use crate::theme::Theme;
use crate::view::{Slots, TEMPLATES, View, mark};
pub use moved::moved;
pub use shards::{ScriptFile, text_index, text_lists, text_shard};
pub use texts::Texts;
pub use xml::{feed, robots, site_map};

/// A theme that is ready to render pages.
pub struct Renderer {
    tera: Tera,
    /// Where each template comes from, by its name.
    paths: BTreeMap<String, String>,
    /// What is the same on every page, by the names of its templates below `fixed/`.
    fixed: BTreeMap<String, String>,
    minified: bool,
}

/// The folder of templates that are the same on every page.
const FIXED: &str = "fixed/";

impl Renderer {
    /// Loads the templates of a theme, for pages that are minified or not, and renders those that are the same on every page. What is wrong
    /// with them is reported and gives `None`.
    pub fn new(theme: &Theme, texts: &Texts, minified: bool, problems: &mut Problems) -> Option<Self> {
        let mut tera = Tera::new();
        let paths = theme.templates.iter().map(|(name, file)| (name.clone(), file.path.clone())).collect();
        let t = texts.clone();
        tera.register_function("t", move |args: Kwargs, _: &State| t.call(&args));
        let t = texts.clone();
        tera.register_function("date", move |args: Kwargs, _: &State| t.date(&args));
        let assets: BTreeMap<String, String> =
            theme.assets.iter().map(|(name, file)| (name.clone(), file.published(name))).collect();
        tera.register_function("asset", move |args: Kwargs, _: &State| asset(&args, &assets));
        let fixed: BTreeSet<String> =
            theme.templates.keys().filter_map(|name| name.strip_prefix(FIXED)).map(Into::into).collect();
        let known = fixed.clone();
        tera.register_function("fixed", move |args: Kwargs, _: &State| fixed_part(&args, &known));
        let mut renderer = Self { tera, paths, fixed: BTreeMap::new(), minified };
        let mut sources = Vec::new();
        for (name, file) in &theme.templates {
            sources.push((name.as_str(), file.text(problems)?));
        }
        if let Err(error) = renderer.tera.add_raw_templates(sources) {
            let Problem { place, kind } = renderer.problem(&error, None);
            problems.add(place.unwrap_or_else(|| Place::file("themes")), kind);
            return None;
        }
        let missing: Vec<_> =
            TEMPLATES.into_iter().filter(|template| !theme.templates.contains_key(*template)).collect();
        if !missing.is_empty() {
            let place = Place::file(format!("{}/{}/theme.toml", crate::theme::FOLDER, theme.name));
            problems.add(place, Kind::TemplateMissing { templates: missing.join(", ") });
            return None;
        }
        for name in fixed {
            match renderer.render(&format!("{FIXED}{name}"), &Context::new()) {
                Ok(part) => renderer.fixed.insert(name, part),
                Err(Problem { place, kind }) => {
                    problems.add(place.unwrap_or_else(|| Place::file(crate::theme::FOLDER)), kind);
                    return None;
                }
            };
        }
        Some(renderer)
    }

    /// Renders a page. The texts of the cities, which are as small as can be already, go into their slots last, and with them what is the
    /// same on every page.
    pub fn page(&self, view: &View<'_>, slots: &Slots) -> Result<String, Problem> {
        let template = view.template();
        let context = Context::from_serialize(view).map_err(|error| self.problem(&error, Some(template)))?;
        Ok(slots.fill(&self.render(template, &context)?, &self.fixed))
    }

    /// What a template makes of its data, minified where asked for.
    fn render(&self, template: &str, context: &Context) -> Result<String, Problem> {
        let html = self.tera.render(template, context).map_err(|error| self.problem(&error, Some(template)))?;
        Ok(if self.minified { minify::minify(&html) } else { html })
    }

    /// What Tera says, as a problem at the line of the template.
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
            _ => drawn(&text).unwrap_or((template, None, text.clone())),
        };
        let path = name.or(template).and_then(|name| self.paths.get(name)).cloned();
        let place = Place { path: path.unwrap_or_else(|| crate::theme::FOLDER.to_owned()), span };
        Problem { place: Some(place), kind: Kind::TemplateError { detail } }
    }
}

/// `asset(name="style.css")` in a template: where the asset is, below the root of the site.
fn asset(args: &Kwargs, assets: &BTreeMap<String, String>) -> TeraResult<String> {
    let name: &str = args.must_get("name")?;
    let published = assets.get(name).cloned();
    published.ok_or_else(|| tera::Error::message(format!("there is no file `{name}` in assets/")))
}

/// `fixed(name="comfort.html")` in a template: the mark of what the template `fixed/comfort.html` gives, which is the same on every page.
fn fixed_part(args: &Kwargs, known: &BTreeSet<String>) -> TeraResult<String> {
    let name: &str = args.must_get("name")?;
    match known.get(name) {
        Some(name) => Ok(mark(name)),
        None => Err(tera::Error::message(format!("there is no template `{FIXED}{name}`"))),
    }
}

/// The place and the first line of a report that Tera has drawn already, as it does for what it finds while loading.
fn drawn(text: &str) -> Option<(Option<&str>, Option<Span>, String)> {
    let detail = text.lines().next()?.trim_start_matches("error: ");
    let (_, place) = text.split_once("--> ")?;
    let mut parts = place.lines().next()?.rsplitn(3, ':');
    let column = parts.next()?.trim().parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((Some(parts.next()?), Some(Span { line, column, length: 1 }), detail.to_owned()))
}

/// The interface texts of a theme in a language. What cannot be read is reported and gives `None`.
pub fn texts(theme: &Theme, language: Language, problems: &mut Problems) -> Option<Texts> {
    Texts::new(theme, language, problems)
}
