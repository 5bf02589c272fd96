//! A checked text: its HTML, links and pictures.

use super::{Picture, Target};
use crate::markup::{self, WrittenHtml};
use asdg_base::prose::Prose;

/// A checked text: HTML, and facts about it that are often needed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Text {
    html: Box<str>,
    items: Box<[(u32, u32)]>,
    characters: u32,
    /// The targets of its links, in order.
    pub links: Box<[Target]>,
    /// Its pictures.
    pub pictures: Box<[Picture]>,
}

impl Text {
    /// Writes a text. `anchor` is the anchor of its passage, from which the items of its lists get anchors. `url` gives
    /// the address of a link's target.
    pub fn new(prose: Prose<Target, Picture>, anchor: Option<&str>, url: &dyn Fn(&Target) -> String) -> Self {
        let WrittenHtml { html, items } = markup::write(&prose, anchor, url);
        let Prose { blocks: _, links, pictures } = prose;
        let characters = markup::plain_length(&html) as u32;
        // Copied without spare capacity, which the texts of a large digest would keep.
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

    /// How many characters it has without markup.
    pub fn characters(&self) -> usize {
        self.characters as usize
    }

    /// The [items](Self::items), each with the HTML between it and the previous one.
    pub fn items_with_before(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut before = 0;
        self.items.iter().map(move |&(start, end)| {
            let (start, end) = (start as usize, end as usize);
            let beside = &self.html[before..start];
            before = end;
            (beside, &self.html[start..end])
        })
    }

    /// Whether it has a list with items.
    pub fn has_items(&self) -> bool {
        !self.items.is_empty()
    }

    /// The items of its lists as HTML, in order. Lists in quotations and in other items do not count.
    pub fn items(&self) -> impl Iterator<Item = &str> + Clone {
        self.items.iter().map(|&(start, end)| &self.html[start as usize..end as usize])
    }
}
