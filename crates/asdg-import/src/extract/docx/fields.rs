//! Word's fields: a code that Word evaluates, and the result that it shows. [`Fields`] distinguishes the two.

use super::relations::followable;

/// How many fields may lie in each other.
const DEPTH_LIMIT: usize = 32;
/// How many bytes of a code are looked at.
const CODE_LIMIT: usize = 4096;

/// The fields that are open.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many more are open than are looked at.
    deeper: usize,
}

#[derive(Debug, Default)]
struct Field {
    code: String,
    shows: bool,
    /// Whether there was a result.
    has_result: bool,
    link: Option<Box<str>>,
}

impl Fields {
    /// A field begins, with its code.
    pub(super) fn begin(&mut self) {
        if self.open.len() < DEPTH_LIMIT {
            self.open.push(Field::default());
        } else {
            self.deeper += 1;
        }
    }

    /// A piece of the code of the innermost field.
    pub(super) fn code(&mut self, code: &str) {
        if let Some(field) = self.open.last_mut()
            && !field.shows
            && field.code.len() + code.len() <= CODE_LIMIT
        {
            field.code.push_str(code);
        }
    }

    /// The code ends, the result begins.
    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut().filter(|_| self.deeper == 0) {
            field.shows = true;
            field.link = link(&field.code);
        }
    }

    /// There is a text, the result of all fields that show one.
    pub(super) fn result(&mut self) {
        self.open.iter_mut().for_each(|field| field.has_result |= field.shows);
    }

    /// A field ends. Gives its code where it showed no result, as those of signs and formulas do.
    pub(super) fn end(&mut self) -> Option<String> {
        if self.deeper > 0 {
            self.deeper -= 1;
            return None;
        }
        self.open.pop().filter(|field| !field.has_result).map(|field| field.code)
    }

    /// Neither links nor codes go on in the next paragraph: where the end of a field is missing, they would swallow all
    /// that follows.
    pub(super) fn end_paragraph(&mut self) {
        self.open.iter_mut().for_each(|field| (field.link, field.shows) = (None, true));
    }

    /// Where the text here leads.
    pub(super) fn link(&self) -> Option<&str> {
        self.open.iter().rev().find_map(|field| field.link.as_deref())
    }

    /// Whether the text here is the result of a field inside the code of another one.
    pub(super) fn in_code(&self) -> bool {
        // Text right in a code is no code, which has an element of its own: there, the middle of a field is missing.
        let outer = self.open.len().saturating_sub(1);
        self.open.iter().take(outer).any(|field| !field.shows)
    }

    /// Whether the text here is the number of a page.
    pub(super) fn page_number(&self) -> bool {
        self.open.iter().any(|field| field.shows && is_page_number(&field.code))
    }
}

/// Whether a code stands for the number of a page, or of all pages.
pub(super) fn is_page_number(code: &str) -> bool {
    let name = code.split_whitespace().next().unwrap_or_default();
    ["PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"].iter().any(|page| name.eq_ignore_ascii_case(page))
}

/// The font and the place of the sign that a code stands for: `SYMBOL 176 \f "Symbol"`, the place in hexadecimal digits.
pub(super) fn sign(code: &str) -> Option<(String, String)> {
    let words = words(code);
    let [name, place, rest @ ..] = words.as_slice() else { return None };
    if !name.eq_ignore_ascii_case("SYMBOL") {
        return None;
    }
    let place = match place.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => place.parse().ok()?,
    };
    let font = rest.iter().position(|word| *word == "\\f").and_then(|at| rest.get(at + 1)).copied().unwrap_or_default();
    Some((font.to_owned(), format!("{place:X}")))
}

/// Whether a code is that of a formula.
pub(super) fn is_formula(code: &str) -> bool {
    code.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("EQ"))
}

/// Where a code leads: `HYPERLINK "https://…" \o "…"`.
pub(super) fn link(code: &str) -> Option<Box<str>> {
    let mut words = words(code).into_iter();
    if !words.next()?.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    while let Some(word) = words.next() {
        match word {
            // These take a word of their own: a bookmark, a tip, a frame.
            "\\l" | "\\o" | "\\t" => {
                words.next();
            }
            word if word.starts_with('\\') => {}
            word => return followable(word).map(Box::from),
        }
    }
    None
}

/// The words of a code; what is in quotation marks is one.
fn words(code: &str) -> Vec<&str> {
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
        assert_eq!(link(r#" HYPERLINK "https://ya.ru/a b" \o "Яндекс" "#).as_deref(), Some("https://ya.ru/a b"));
        assert_eq!(link(r#" hyperlink \l "place" "#), None);
        assert_eq!(link(r" HYPERLINK mailto:a@b.ru \h").as_deref(), Some("mailto:a@b.ru"));
        assert_eq!(link(r#"REF "https://ya.ru""#), None);
    }

    #[test]
    fn a_missing_middle_does_not_make_the_text_a_code() {
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
