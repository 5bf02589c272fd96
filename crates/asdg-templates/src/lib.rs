//! Minifies the templates of a theme when it is loaded.
//!
//! The entry point is [`minify_theme()`]. Pages are then exactly what the template engine writes, and no time is spent
//! on minifying each page. Errors are reported from the templates as written, which are loaded too. The minifier
//! removes white space and tags only where it can prove that pages stay the same; any other template is used as
//! written. This crate depends on Tera and HTML, and not on digests.

mod constant;
mod end_tags;
mod minify;
mod syntax;
#[cfg(test)]
mod tests;
mod tokens;
mod trim;

use std::collections::BTreeMap;

use tera::Tera;

/// The templates of a theme for rendering.
pub struct MinifiedTheme {
    /// The sources of the templates by their names, minified where that is safe.
    pub sources: BTreeMap<String, String>,
    /// The names of templates that are not minified, because it is not proved that pages would stay the same.
    pub as_written: Vec<String>,
}

/// Minifies the templates of a theme, given by name and source. `engine` has the functions of the theme.
pub fn minify_theme(written: &[(&str, String)], engine: &Tera) -> MinifiedTheme {
    let mut sources: BTreeMap<String, String> =
        written.iter().map(|(name, source)| ((*name).to_owned(), preprocessed(name, source, engine))).collect();
    // White space is rendered in preformatted elements. If one of them contains other templates, none may be minified,
    // because any template may be included there.
    let is_unsafe = sources.values().any(|source| tokens::has_unsafe_preformatted(source));
    let mut as_written = Vec::new();
    for (name, source) in &mut sources {
        match minify::minify_template(source).filter(|_| !is_unsafe && is_html(name)) {
            Some(minified) => *source = end_tags::omit_end_tags(&minified).unwrap_or(minified),
            None => as_written.push(name.clone()),
        }
    }
    MinifiedTheme { sources, as_written }
}

/// Applies the white space control of a template and evaluates its constants.
fn preprocessed(name: &str, source: &str, engine: &Tera) -> String {
    constant::evaluate_constants(name, &trim::apply_trimming(source), engine)
}

/// Whether Tera escapes the output of a template for HTML.
fn is_html(name: &str) -> bool {
    name.ends_with(".html") || name.ends_with(".htm")
}
