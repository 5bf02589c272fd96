//! Finished HTML in a page: the texts of the cities, and what is the same on every page.
//!
//! The texts are most of a page's bytes, and neither the template engine nor the minifier has anything to do with them. So a view holds a
//! mark for each, which is all that these two see; the texts take the places of their marks last. What is the same on every page is
//! rendered and minified once, and has marks as well: a text's is its number, a fixed part's its name.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

/// What begins and ends a mark: characters for private use, which no text of a page holds.
const START: char = '\u{f8f0}';
const END: char = '\u{f8f1}';

/// The mark of a fixed part, for a template to print.
pub fn mark(name: &str) -> String {
    format!("{START}{name}{END}")
}

/// The place of a finished text. A template prints it once, with the filter `safe`, and leaves it as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot(usize);

impl Serialize for Slot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&mark(&self.0.to_string()))
    }
}

/// In docs/themes.md a slot is what it becomes.
#[cfg(test)]
impl schemars::JsonSchema for Slot {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Html".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

/// The texts of a page, in the order of their slots.
#[derive(Debug, Default)]
pub struct Slots {
    texts: Vec<String>,
}

impl Slots {
    /// Takes a text and gives its place.
    pub(super) fn add(&mut self, html: String) -> Slot {
        self.texts.push(html);
        Slot(self.texts.len() - 1)
    }

    /// The page with its texts and the fixed parts in their places.
    pub fn fill(&self, page: &str, fixed: &BTreeMap<String, String>) -> String {
        let mut out = String::with_capacity(page.len() + self.texts.iter().map(String::len).sum::<usize>());
        let mut rest = page;
        while let Some((before, marked)) = rest.split_once(START) {
            out.push_str(before);
            let (name, after) = marked.split_once(END).unwrap_or((marked, ""));
            let text = name.parse().ok().and_then(|number: usize| self.texts.get(number));
            out.push_str(text.or_else(|| fixed.get(name)).map_or("", String::as_str));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_take_the_places_of_their_marks() {
        let mut slots = Slots::default();
        let (first, second) = (slots.add("<p>а</p>".to_owned()), slots.add("<p>б</p>".to_owned()));
        let printed = |slot: Slot| serde_json::to_value(slot).unwrap().as_str().unwrap().to_owned();
        let fixed = BTreeMap::from([("foot.html".to_owned(), "<p>в</p>".to_owned())]);
        let page = format!("[{}|{}|{}]", printed(second), printed(first), mark("foot.html"));
        assert_eq!(slots.fill(&page, &fixed), "[<p>б</p>|<p>а</p>|<p>в</p>]");
    }
}
