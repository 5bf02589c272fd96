//! Render: a view and a theme give the bytes of a page. Pure: no clock, no disk, nothing global, so that pages render in
//! parallel and twice gives the same bytes.

mod texts;
mod xml;

use tera::{Context, Kwargs, State, Tera};

use crate::problem::wording::Language;
use crate::problem::{Kind, Place, Problem, Problems, Span};
use crate::theme::Theme;
use crate::view::{TEMPLATES, View};
pub use texts::Texts;
pub use xml::{feed, robots, site_map};

/// A theme that is ready to render pages.
pub struct Renderer {
    tera: Tera,
    /// Where each template comes from, by its name.
    paths: std::collections::BTreeMap<String, String>,
}

impl Renderer {
    /// Loads the templates of a theme. What is wrong with them is reported and gives `None`.
    pub fn new(theme: &Theme, texts: &Texts, problems: &mut Problems) -> Option<Self> {
        let mut tera = Tera::new();
        let paths = theme.templates.iter().map(|(name, file)| (name.clone(), file.path.clone())).collect();
        let t = texts.clone();
        tera.register_function("t", move |args: Kwargs, _: &State| t.call(&args));
        let t = texts.clone();
        tera.register_function("date", move |args: Kwargs, _: &State| t.date(&args));
        let mut renderer = Self { tera, paths };
        let mut sources = Vec::new();
        for (name, file) in &theme.templates {
            match std::str::from_utf8(&file.bytes) {
                Ok(text) => sources.push((name.as_str(), text)),
                Err(error) => {
                    let offset = error.valid_up_to();
                    let byte = format!("0x{:02X}", file.bytes[offset]);
                    problems.add(Place::file(file.path.clone()), Kind::NotUtf8 { byte, offset: offset as u64 });
                    return None;
                }
            }
        }
        if let Err(error) = renderer.tera.add_raw_templates(sources) {
            let Problem { place, kind } = renderer.problem(&error, None);
            problems.add(place.unwrap_or_else(|| Place::file("themes")), kind);
            return None;
        }
        let missing: Vec<_> = TEMPLATES.into_iter().filter(|template| !theme.templates.contains_key(*template)).collect();
        for template in &missing {
            problems.add(Place::file("site.toml"), Kind::TemplateMissing { template: (*template).to_owned() });
        }
        missing.is_empty().then_some(renderer)
    }

    /// Renders a page.
    pub fn render(&self, view: &View<'_>) -> Result<String, Problem> {
        let template = view.template();
        let context = Context::from_serialize(view).map_err(|error| self.problem(&error, Some(template)))?;
        self.tera.render(template, &context).map_err(|error| self.problem(&error, Some(template)))
    }

    /// What Tera says, as a problem at the line of the template.
    fn problem(&self, error: &tera::Error, template: Option<&str>) -> Problem {
        let (name, span, detail) = match error.kind() {
            tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
                let at = report.span();
                let length = if at.end_line == at.start_line { at.end_col.saturating_sub(at.start_col).max(1) } else { 1 };
                let span = Span { line: at.start_line as u32, column: at.start_col as u32 + 1, length: length as u32 };
                (Some(report.filename()), Some(span), report.message().to_owned())
            }
            other => (template, None, other.to_string()),
        };
        let path = name.or(template).and_then(|name| self.paths.get(name)).cloned();
        let place = Place { path: path.unwrap_or_else(|| crate::theme::FOLDER.to_owned()), span };
        Problem { place: Some(place), kind: Kind::TemplateError { detail } }
    }
}

/// The interface texts of a theme in a language. What cannot be read is reported and gives `None`.
pub fn texts(theme: &Theme, language: Language, problems: &mut Problems) -> Option<Texts> {
    Texts::new(theme, language, problems)
}
