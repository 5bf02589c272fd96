//! Makes templates smaller when a theme is loaded. Pages are then exactly what the template engine writes, and no time
//! is spent on minifying each page. Errors are reported by the templates as written, which are loaded too.
//!
//! This crate knows templates of Tera and HTML, and nothing of digests: [`lean()`] is all that it does. It takes white space and tags away only where
//! it can prove that pages stay the same; a template where it cannot is used as written.

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

/// Templates for rendering, by their names.
pub struct Lean {
    /// The templates; some as written.
    pub sources: BTreeMap<String, String>,
    /// The names of those that are not minified, because it is not proved that pages would stay the same.
    pub as_written: Vec<String>,
}

/// Minifies the templates of a theme. `engine` has its functions.
pub fn lean(written: &[(&str, String)], engine: &Tera) -> Lean {
    let mut sources: BTreeMap<String, String> =
        written.iter().map(|(name, source)| ((*name).to_owned(), prepared(name, source, engine))).collect();
    // White space is rendered in preformatted elements, and what is included there may come from any template.
    let spread = sources.values().any(|source| tokens::spreads_preformatted(source));
    let mut as_written = Vec::new();
    for (name, source) in &mut sources {
        match minify::minified(source).filter(|_| !spread && is_html(name)) {
            Some(minified) => *source = end_tags::left_out(&minified).unwrap_or(minified),
            None => as_written.push(name.clone()),
        }
    }
    Lean { sources, as_written }
}

/// A template without white space control and with its constants evaluated.
fn prepared(name: &str, source: &str, engine: &Tera) -> String {
    constant::put_in(name, &trim::applied(source), engine)
}

/// Whether Tera escapes the output of a template for HTML.
fn is_html(name: &str) -> bool {
    name.ends_with(".html") || name.ends_with(".htm")
}
