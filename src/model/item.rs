//! Items: the parts of an answer that are single plans, requests for help or subjects.
//!
//! An item is an entry of a passage's lists, or the whole passage. [`items`] finds them; they are not stored. The
//! address of an item is the passage's anchor with a number: `plans-roads.2`. No other anchor contains a full stop.

use super::{Anchor, Passage};
use crate::markup;

/// A plan, a request for help or a subject: an item of a list, or a whole passage without a list.
#[derive(Debug, Clone, Copy)]
pub struct Item<'p> {
    /// Its passage.
    pub passage: &'p Passage,
    /// Its number in the passage, from 1; `None` if it is the whole passage.
    pub number: Option<u16>,
    /// Its text as HTML.
    pub html: &'p str,
}

/// The items of a passage: those of its lists, or the whole passage if it has no list. The text above a list introduces
/// it and is no item.
pub fn items(passage: &Passage) -> impl Iterator<Item = Item<'_>> + Clone {
    let of_lists = (1..).zip(passage.text.items()).map(|(number, html)| Item { passage, number: Some(number), html });
    let whole = (!passage.text.has_items()).then(|| Item::whole(passage));
    whole.into_iter().chain(of_lists)
}

/// The HTML above the first list of a passage; empty if it has no list.
pub fn introduction(passage: &Passage) -> &str {
    markup::introduction(passage.text.html())
}

/// Whether a passage has text between or after its lists.
pub fn has_text_beside_lists(passage: &Passage) -> bool {
    let html = passage.text.html();
    let lists = markup::lists(html);
    let ends_of_lists = lists.iter().map(|list| list.end);
    let starts_of_next = lists.iter().skip(1).map(|list| list.start).chain([html.len()]);
    ends_of_lists.zip(starts_of_next).any(|(end, next)| end < next)
}

/// Counts the links to courses in HTML.
pub fn course_links(html: &str) -> usize {
    html.matches("\" class=\"course\">").count()
}

impl<'p> Item<'p> {
    /// A whole passage as an item.
    pub fn whole(passage: &'p Passage) -> Self {
        Self { passage, number: None, html: passage.text.html() }
    }

    /// The anchor on the page of the response: the anchor of the passage, a full stop and the number: `plans-roads.2`.
    pub fn anchor(&self) -> Anchor {
        match self.number {
            Some(number) => self.passage.anchor.item(number),
            None => self.passage.anchor.clone(),
        }
    }

    /// Whether it links to a course.
    pub fn has_request(&self) -> bool {
        course_links(self.html) > 0
    }
}
