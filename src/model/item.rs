//! Items: the parts of an answer that are single plans, requests for help or subjects.
//!
//! An item is an entry of a passage's lists, or the whole passage. [`items`] finds them; they are not stored. The
//! address of an item is the passage's anchor with a number: `plans-roads.2`. No other anchor contains a full stop.

use memchr::memmem;

use super::compact::decode;
use super::{Anchor, Passage};
use crate::markup;

/// A plan, a request for help or a subject: an item of a list, or a whole passage without a list.
#[derive(Debug, Clone, Copy)]
pub struct Item<'p> {
    /// Its passage.
    pub passage: &'p Passage,
    /// Its number in the passage, from 1; `None` if it is the whole passage.
    pub number: Option<u16>,
}

/// The items of a passage: those of its lists, or the whole passage if it has no list. The text above a list introduces
/// it and is no item.
pub fn items(passage: &Passage) -> impl Iterator<Item = Item<'_>> + Clone {
    let of_lists = (1..=passage.text.items() as u16).map(|number| Item { passage, number: Some(number) });
    let whole = (!passage.text.has_items()).then(|| Item::whole(passage));
    whole.into_iter().chain(of_lists)
}

/// Counts the links to courses in encoded HTML.
pub(crate) fn course_links(html: &[u8]) -> usize {
    memmem::find_iter(html, b"\" class=course>").count()
}

impl<'p> Item<'p> {
    /// A whole passage as an item.
    pub fn whole(passage: &'p Passage) -> Self {
        Self { passage, number: None }
    }

    /// Its text as HTML, encoded.
    fn compact_html(&self) -> &'p [u8] {
        match self.number {
            Some(number) => self.passage.text.compact_item(usize::from(number) - 1),
            None => self.passage.text.compact_html(),
        }
    }

    /// Decodes its text as HTML.
    pub fn html(&self) -> String {
        decode(self.compact_html())
    }

    /// Shortens its text with [`markup::excerpt`].
    pub fn excerpt(&self, limit: usize) -> (String, bool) {
        match self.number {
            Some(_) => markup::excerpt(&self.html(), limit),
            None => self.passage.text.excerpt(limit),
        }
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
        course_links(self.compact_html()) > 0
    }
}
