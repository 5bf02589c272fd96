//! Joins style sheets, so that a page loads a single file: [`join`].
//!
//! A line `@import "style/print.css";` is replaced by the sheet of that name, which then is not published itself. Thus
//! a theme that extends another can replace one part of its style. Sheets are minified if templates are: [`minify`]
//! removes comments and white space. More is not safe without a CSS parser; a crate that minifies more would double the
//! time of a first build.

use std::collections::{BTreeMap, BTreeSet};

use asdg_base::problem::{Kind, Place, Problems, Span};
use asdg_base::similar;

use crate::theme::ThemeFile;

const SHEET: &str = ".css";

/// Joins the style sheets among the assets of a theme. Reports missing sheets, and then returns `None`.
pub fn join(
    mut assets: BTreeMap<String, ThemeFile>,
    minified: bool,
    problems: &mut Problems,
) -> Option<BTreeMap<String, ThemeFile>> {
    let mut joined = BTreeMap::new();
    let mut parts = BTreeSet::new();
    for (name, sheet) in assets.iter().filter(|(name, _)| name.ends_with(SHEET)) {
        // A sheet in another encoding is published as it is.
        let Ok(text) = std::str::from_utf8(&sheet.bytes) else { continue };
        let text = with_imports(name, text, sheet, &assets, &mut parts, problems)?;
        joined.insert(name.clone(), if minified { minify(&text) } else { text });
    }
    for (name, text) in joined {
        if let Some(sheet) = assets.get_mut(&name) {
            sheet.bytes = text.into_bytes();
        }
    }
    assets.retain(|name, _| !parts.contains(name));
    Some(assets)
}

/// Inserts the imported sheets into a sheet, and adds their names to `parts`.
fn with_imports(
    name: &str,
    text: &str,
    sheet: &ThemeFile,
    assets: &BTreeMap<String, ThemeFile>,
    parts: &mut BTreeSet<String>,
    problems: &mut Problems,
) -> Option<String> {
    let folder = name.rfind('/').map_or("", |end| &name[..=end]);
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let Some(imported) = imported(line) else {
            out.push_str(line);
            continue;
        };
        let part = format!("{folder}{imported}");
        let Some(file) = assets.get(&part) else {
            let sheets = assets.keys().filter(|name| name.ends_with(SHEET)).map(String::as_str);
            let similar = similar::closest_word(&part, sheets);
            let place = Place::at(sheet.path.clone(), Span::line(number as u32 + 1));
            problems.add(place, Kind::StyleMissing { sheet: part, similar });
            return None;
        };
        out.push_str(&file.text(problems)?);
        parts.insert(part);
    }
    Some(out)
}

/// Returns the name of the sheet that a line imports: `@import "style/print.css";`. Browsers handle other forms of
/// import.
fn imported(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix("@import \"")?.strip_suffix("\";")?;
    (name.ends_with(SHEET) && !name.contains(['"', ':', '?'])).then_some(name)
}

/// Removes comments, replaces white space by one space, and removes it where it has no meaning. Strings are unchanged.
fn minify(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => string_length(rest, c),
            '/' if rest.starts_with("/*") => {
                let end = rest[2..].find("*/").map_or(rest.len(), |end| end + 4);
                // Keeps two names with only a comment between them separate.
                let is_between_names = out.ends_with(is_name_character) && rest[end..].starts_with(is_name_character);
                out.push_str(if is_between_names { "/**/" } else { "" });
                rest = &rest[end..];
                continue;
            }
            '\\' => c.len_utf8() + rest.chars().nth(1).map_or(0, char::len_utf8),
            c if c.is_ascii_whitespace() => {
                rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
                let is_meaningless = out.is_empty() || ends_with_space(&out) || out.ends_with(['{', '}', ';', ',']);
                if !is_meaningless && !rest.starts_with(['{', '}']) {
                    out.push(' ');
                }
                continue;
            }
            c => {
                // A comment may have been between two runs of white space.
                if matches!(c, '{' | '}') && ends_with_space(&out) {
                    out.pop();
                }
                c.len_utf8()
            }
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// Whether a sheet ends with a space that is not part of an escape.
fn ends_with_space(sheet: &str) -> bool {
    sheet.ends_with(' ') && !sheet.ends_with("\\ ")
}

fn is_name_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '#' | '%' | '.')
}

/// Returns the length of the string at the start of a text; the length of the text if the string is not closed.
fn string_length(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(sheets: &[(&str, &str)]) -> BTreeMap<String, ThemeFile> {
        let file = |(name, text): &(&str, &str)| {
            ((*name).to_owned(), ThemeFile { path: format!("themes/x/assets/{name}"), bytes: text.as_bytes().to_vec() })
        };
        sheets.iter().map(file).collect()
    }

    fn texts(sheets: &[(&str, &str)], minified: bool) -> Vec<(String, String)> {
        let joined = join(theme(sheets), minified, &mut Problems::default()).unwrap();
        joined.into_iter().map(|(name, file)| (name, String::from_utf8(file.bytes).unwrap())).collect()
    }

    #[test]
    fn imported_sheets_are_inserted_and_not_published() {
        let sheets = [
            (
                "style.css",
                "/* all */\n@import \"style/a.css\";\n@import url(b.css);\n@import \"https://example.org/c.css\";\n",
            ),
            ("style/a.css", "a { b: c }\n"),
            ("b.css", "b { c: d }\n"),
        ];
        let plain = texts(&sheets, false);
        assert_eq!(plain.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["b.css", "style.css"]);
        let expected = "/* all */\na { b: c }\n@import url(b.css);\n@import \"https://example.org/c.css\";\n";
        assert_eq!(plain[1].1, expected);
        assert_eq!(
            texts(&[("x/y.css", "@import \"z.css\";"), ("x/z.css", "p{}")], true),
            [("x/y.css".into(), "p{}".into())]
        );
    }

    #[test]
    fn meaningless_white_space_and_comments_are_removed() {
        let cases = [
            ("/* a */\n\na b,\n  c > d {\n  e: f  g;\n  h: i;\n}\n", "a b,c > d{e: f g;h: i;}"),
            ("a { content: \"  /* {  } */  \"; }", "a{content: \"  /* {  } */  \";}"),
            ("a { content: 'it\\'s  \"'; b: c }", "a{content: 'it\\'s  \"';b: c}"),
            ("a/* x */.b { c: calc(1px + 2px) }", "a/**/.b{c: calc(1px + 2px)}"),
            ("a /* x */ .b /* y */ { c: d }", "a .b{c: d}"),
            (".a\\  .b { c: d }", ".a\\  .b{c: d}"),
            (":root { --light: ; --dark: initial; }", ":root{--light: ;--dark: initial;}"),
            ("@media screen and (width < 3px) { a { b: c } }", "@media screen and (width < 3px){a{b: c}}"),
            ("a { b: c } /* without an end", "a{b: c}"),
        ];
        for (written, expected) in cases {
            assert_eq!(minify(written), expected);
            assert_eq!(minify(expected), expected, "minified once more");
        }
    }
}
