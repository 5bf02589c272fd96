//! Smaller pages that read the same.
//!
//! The settings are those that gave valid HTML and left all visible text as it was. The minifier drops white space between inline
//! elements right inside `div`, `nav`, `section` and the like, and means to (minify-html, issue 207); so themes put running text
//! into paragraphs and list items only. A test compares the visible text of every page of the example before and after.

use minify_html::Cfg;

/// Minifies a page of HTML. Never call it on XML: it knows HTML only.
pub(super) fn minify(html: &str) -> String {
    let mut settings = Cfg::new();
    settings.keep_closing_tags = true;
    settings.keep_html_and_head_opening_tags = true;
    settings.keep_input_type_text_attr = true;
    let bytes = minify_html::minify(html.as_bytes(), &settings);
    // What goes in as text comes out as text; should it ever not, the page is left as it was.
    String::from_utf8(bytes).unwrap_or_else(|_| html.to_owned())
}
