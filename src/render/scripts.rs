//! Renders the templates that are rendered once for the site: scripts such as `interface.js`, and the manifest.
//!
//! Markup that is the same on every page and useless without script (the settings panel, the dialog with references,
//! the buttons) is rendered once into a script file, not into every page. The script inserts it while the page is
//! parsed, before the first paint, so that nothing shifts. It also applies the remembered settings before the first
//! paint; it is a file because the policy `script-src 'self'` allows no inline script. All wording is in templates and
//! interface texts: `digest.js` has none.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::Renderer;
use crate::model::{Digest, Entry as _, Site};
use crate::theme::{self, Theme, ThemeFile};
use asdg_base::problem::Problem;

/// The data that a script made from a template gets as `site`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScriptSite {
    title: Box<str>,
    publisher: Option<Box<str>>,
    language: &'static str,
    base_url: Option<String>,
    /// Ids and names.
    sectors: Vec<(String, Box<str>)>,
    /// Whether more than one city, or a city in more than one year, has answered, so that there is something to compare.
    is_comparable: bool,
}

impl ScriptSite {
    /// Collects the data of a site. While its content has errors there is no digest; then the data that come from it
    /// are taken from `previous`.
    pub fn of(site: &Site, digest: Option<&Digest>, previous: Option<&Self>) -> Self {
        let Site { title, publisher, language, base_url, .. } = site;
        let sectors_of = |digest: &Digest| {
            let sectors =
                digest.sectors.iter().map(|(_, sector)| (sector.id().to_owned(), digest.display_name(sector).into()));
            sectors.collect()
        };
        let is_comparable = |digest: &Digest| {
            let columns = || digest.responses.iter().map(|response| (response.city, response.year));
            columns().any(|column| Some(column) != columns().next())
        };
        let kept_sectors = || previous.map(|previous| previous.sectors.clone()).unwrap_or_default();
        Self {
            title: title.clone(),
            publisher: publisher.clone(),
            language: language.code(),
            base_url: base_url.as_ref().map(ToString::to_string),
            sectors: digest.map_or_else(kept_sectors, sectors_of),
            is_comparable: digest
                .map_or_else(|| previous.is_some_and(|previous| previous.is_comparable), is_comparable),
        }
    }
}

/// Makes Tera escape text in scripts like in pages, because components write HTML there. Registers the filter `json`,
/// which makes a string literal.
pub(super) fn register(tera: &mut Tera) {
    tera.autoescape_on([".html", ".htm", ".xml"].into_iter().chain(theme::RENDERED_ONCE));
    tera.register_filter("json", |value: Value, _: Kwargs, _: &State| json(&value));
}

/// Minifies the assets of a theme that its `theme.toml` lists as scripts to minify.
///
/// Uses `minifier`, as rustdoc does for its scripts. It does not parse the grammar, so a statement that ends at a line
/// end without a semicolon would run into the next one; therefore a theme must ask for it.
pub fn minify_scripts(theme: &mut Theme) {
    for (name, file) in &mut theme.assets {
        if theme.minified_scripts.contains(name)
            && let Ok(script) = std::str::from_utf8(&file.bytes)
        {
            file.bytes = minify(script).into_bytes();
        }
    }
}

fn minify(script: &str) -> String {
    minifier::js::minify(script).to_string()
}

/// Renders the templates of a theme that are rendered once.
pub(super) fn render(
    renderer: &Renderer,
    theme: &Theme,
    site: &ScriptSite,
    minified: bool,
) -> Result<BTreeMap<String, ThemeFile>, Problem> {
    let mut context = Context::new();
    context.insert("site", site);
    let files = theme.templates.iter().filter(|(name, _)| theme::is_rendered_once(name));
    files
        .map(|(name, ThemeFile { path, .. })| {
            let script =
                renderer.written.render(name, &context).map_err(|error| renderer.problem(&error, Some(name)))?;
            let is_minified = minified && theme.minified_scripts.contains(name);
            let script = if is_minified { minify(&script) } else { script };
            Ok((name.clone(), ThemeFile { path: path.clone(), bytes: script.into_bytes() }))
        })
        .collect()
}

/// Serialises a value as JSON. U+2028 and U+2029 are escaped, because string literals may contain them only since
/// ES2019.
fn json(value: &Value) -> TeraResult<Value> {
    let json = serde_json::to_string(value).map_err(|error| tera::Error::message(error.to_string()))?;
    Ok(Value::safe_string(&json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")))
}
