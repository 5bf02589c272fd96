//! Smaller pages that read the same.
//!
//! The settings are those that gave valid HTML and left all visible text as it was. The minifier drops white space between inline
//! elements right inside `div`, `nav`, `section` and the like, and means to (minify-html, issue 207); so themes put running text
//! into paragraphs and list items only. A test compares the visible text of every page of the example before and after.

use minify_html::Cfg;

/// Minifies a page of HTML. Never call it on XML: it knows HTML only.
pub fn minify(html: &str) -> Vec<u8> {
    let mut settings = Cfg::new();
    settings.keep_closing_tags = true;
    settings.keep_html_and_head_opening_tags = true;
    settings.keep_input_type_text_attr = true;
    minify_html::minify(html.as_bytes(), &settings)
}
