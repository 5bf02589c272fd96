//! Scripts that are templates: what is the same on every page, and useless without script, is published once as a file instead of standing
//! in each page.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::Renderer;
use crate::model::Site;
use crate::theme::{self, File, Theme};
use asdg_base::problem::Problem;

/// What a script that is a template knows of the site, as `site`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScriptSite {
    title: Box<str>,
    publisher: Option<Box<str>>,
    language: &'static str,
}

impl ScriptSite {
    /// What scripts know of a site.
    pub fn of(site: &Site) -> Self {
        let Site { title, publisher, language, .. } = site;
        Self { title: title.clone(), publisher: publisher.clone(), language: language.code() }
    }
}

/// Has text in scripts escaped like that in pages, since components write HTML there; `json` makes a string of a script of it.
pub(super) fn register(tera: &mut Tera) {
    tera.autoescape_on([".html", ".htm", ".xml", theme::SCRIPT]);
    tera.register_filter("json", |value: Value, _: Kwargs, _: &State| json(&value));
}

/// Renders the scripts among the templates of a theme.
pub(super) fn render(renderer: &Renderer, theme: &Theme, site: &ScriptSite) -> Result<BTreeMap<String, File>, Problem> {
    let mut context = Context::new();
    context.insert("site", site);
    let scripts = theme.templates.iter().filter(|(name, _)| name.ends_with(theme::SCRIPT));
    scripts
        .map(|(name, File { path, .. })| {
            let script =
                renderer.written.render(name, &context).map_err(|error| renderer.problem(&error, Some(name)))?;
            Ok((name.clone(), File { path: path.clone(), bytes: script.into_bytes() }))
        })
        .collect()
}

/// A value as JSON. Between quotation marks U+2028 and U+2029 end a line of a script, but not for browsers that know ES2019.
fn json(value: &Value) -> TeraResult<Value> {
    let json = serde_json::to_string(value).map_err(|error| tera::Error::message(error.to_string()))?;
    Ok(Value::safe_string(&json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")))
}
