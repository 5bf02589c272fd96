//! Word's fields: a code that Word evaluates, and the result that it shows. [`Fields`] separates the two.

use super::relationships::web_link;

/// The maximum nesting depth of fields.
const DEPTH_LIMIT: usize = 32;
/// How many bytes of a code are kept.
const CODE_LIMIT: usize = 4096;

/// The fields that are open.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many open fields exceed the depth limit and are ignored.
    ignored_depth: usize,
}

#[derive(Debug, Default)]
struct Field {
    code: String,
    in_result: bool,
    /// Whether the field showed a result.
    has_result: bool,
    link: Option<Box<str>>,
}

impl Fields {
    /// Begins a field, with its code.
    pub(super) fn begin(&mut self) {
        if self.open.len() < DEPTH_LIMIT {
            self.open.push(Field::default());
        } else {
            self.ignored_depth += 1;
        }
    }

    /// Adds to the code of the innermost field; a code may come in pieces.
    pub(super) fn add_code(&mut self, code: &str) {
        if let Some(field) = self.open.last_mut()
            && !field.in_result
            && field.code.len() + code.len() <= CODE_LIMIT
        {
            field.code.push_str(code);
        }
    }

    /// Ends the code of the innermost field; its result follows.
    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut().filter(|_| self.ignored_depth == 0) {
            field.in_result = true;
            field.link = parse_hyperlink(&field.code);
        }
    }

    /// Marks all fields that show a result: there is a text.
    pub(super) fn mark_result(&mut self) {
        self.open.iter_mut().for_each(|field| field.has_result |= field.in_result);
    }

    /// Ends a field. Returns its code if it showed no result, as fields of symbols and formulas do.
    pub(super) fn end(&mut self) -> Option<String> {
        if self.ignored_depth > 0 {
            self.ignored_depth -= 1;
            return None;
        }
        self.open.pop().filter(|field| !field.has_result).map(|field| field.code)
    }

    /// Ends links and codes with their paragraph: if the end of a field is missing, they would swallow all following
    /// text.
    pub(super) fn end_paragraph(&mut self) {
        self.open.iter_mut().for_each(|field| (field.link, field.in_result) = (None, true));
    }

    /// Returns the link of the current text.
    pub(super) fn link(&self) -> Option<&str> {
        self.open.iter().rev().find_map(|field| field.link.as_deref())
    }

    /// Whether the current text is the result of a field inside the code of another one.
    pub(super) fn in_code(&self) -> bool {
        // Text directly inside a code is not code, which has an element of its own: the separator of that field is
        // missing.
        let outer = self.open.len().saturating_sub(1);
        self.open.iter().take(outer).any(|field| !field.in_result)
    }

    /// Whether the current text is a page number.
    pub(super) fn in_page_number(&self) -> bool {
        self.open.iter().any(|field| field.in_result && is_page_number(&field.code))
    }
}

/// Whether a code is that of a page number or of the number of pages.
pub(super) fn is_page_number(code: &str) -> bool {
    let name = code.split_whitespace().next().unwrap_or_default();
    ["PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"].iter().any(|page| name.eq_ignore_ascii_case(page))
}

/// Parses the code of a symbol, `SYMBOL 176 \f "Symbol"`, into the font and the position in hexadecimal digits.
pub(super) fn parse_symbol(code: &str) -> Option<(String, String)> {
    let words = split_code(code);
    let [name, position, rest @ ..] = words.as_slice() else { return None };
    if !name.eq_ignore_ascii_case("SYMBOL") {
        return None;
    }
    let position = match position.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => position.parse().ok()?,
    };
    let font = rest.iter().position(|word| *word == "\\f").and_then(|at| rest.get(at + 1)).copied().unwrap_or_default();
    Some((font.to_owned(), format!("{position:X}")))
}

/// Whether a code is that of a formula.
pub(super) fn is_formula(code: &str) -> bool {
    code.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("EQ"))
}

/// Parses the target of the code of a link: `HYPERLINK "https://…" \o "…"`.
pub(super) fn parse_hyperlink(code: &str) -> Option<Box<str>> {
    let mut words = split_code(code).into_iter();
    if !words.next()?.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    while let Some(word) = words.next() {
        match word {
            // These switches have an argument: a bookmark, a tip, a frame.
            "\\l" | "\\o" | "\\t" => {
                words.next();
            }
            word if word.starts_with('\\') => {}
            word => return web_link(word).map(Box::from),
        }
    }
    None
}

/// Splits a code into words; a quoted text is one word.
fn split_code(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while !rest.is_empty() {
        let (word, next) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word);
        rest = next.trim_start();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_among_the_switches() {
        assert_eq!(
            parse_hyperlink(r#" HYPERLINK "https://ya.ru/a b" \o "Яндекс" "#).as_deref(),
            Some("https://ya.ru/a b")
        );
        assert_eq!(parse_hyperlink(r#" hyperlink \l "place" "#), None);
        assert_eq!(parse_hyperlink(r" HYPERLINK mailto:a@b.ru \h").as_deref(), Some("mailto:a@b.ru"));
        assert_eq!(parse_hyperlink(r#"REF "https://ya.ru""#), None);
    }

    #[test]
    fn a_missing_separator_does_not_make_the_text_a_code() {
        let mut fields = Fields::default();
        fields.begin();
        assert!(!fields.in_code());
        fields.begin();
        fields.separate();
        assert!(fields.in_code());
        fields.end_paragraph();
        assert!(!fields.in_code());
    }
}
