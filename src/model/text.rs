//! A checked text: its HTML, links and pictures.

use super::{Picture, Target};
use crate::markup::{self, WrittenHtml};
use asdg_base::prose::Prose;

/// A checked text as HTML, with properties that are often needed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Text {
    html: Box<str>,
    /// The ranges of the items of its lists in the HTML.
    items: Box<[(u32, u32)]>,
    /// The number of characters without markup.
    characters: u32,
    /// The targets of its links, in order.
    pub links: Box<[Target]>,
    /// Its pictures.
    pub pictures: Box<[Picture]>,
}

impl Text {
    /// Writes a text as HTML. `anchor` is the anchor of its passage, from which the items of its lists get theirs.
    /// `url` returns the address of a link's target.
    pub fn new(prose: Prose<Target, Picture>, anchor: Option<&str>, url: &dyn Fn(&Target) -> String) -> Self {
        let WrittenHtml { html, items } = markup::write(&prose, anchor, url);
        let Prose { blocks: _, links, pictures } = prose;
        let characters = markup::plain_length(&html) as u32;
        // The copies have no spare capacity, which would take memory as long as the digest exists.
        Self {
            html: html.as_str().into(),
            items: items.into(),
            characters,
            links: links.into(),
            pictures: pictures.into(),
        }
    }

    /// The HTML, as on the page of its response.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The number of characters without markup.
    pub fn characters(&self) -> usize {
        self.characters as usize
    }

    /// The [items](Self::items), each after the HTML between it and the previous one.
    pub fn items_with_preceding_html(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut previous_end = 0;
        self.items.iter().map(move |&(start, end)| {
            let (start, end) = (start as usize, end as usize);
            let preceding = &self.html[previous_end..start];
            previous_end = end;
            (preceding, &self.html[start..end])
        })
    }

    /// Whether it has items.
    pub fn has_items(&self) -> bool {
        !self.items.is_empty()
    }

    /// The items of its lists as HTML, in order. Lists in quotations and in other items are not included.
    pub fn items(&self) -> impl Iterator<Item = &str> + Clone {
        self.items.iter().map(|&(start, end)| &self.html[start as usize..end as usize])
    }
}
