//! Mentions: the name of a city in a text, in any grammatical case, becomes a link to the city.
//!
//! [`CityNames`] has the forms of all names, which it declines once for the whole register. [`CityNames::link_cities`] finds
//! them in the text of a passage. A city is linked once in a passage, but not if the author linked it already. A word
//! that the author marked as not a city, `[Находка](city:)`, is not linked. Only running text is searched, not links,
//! code and headings. Mentions are found while a text is checked, so that they become links in the tree like those of
//! the author, and later stages need not distinguish the two.
//!
//! The rules (`rules.rs`) prefer a missing link to a wrong one. The work is linear: a word that begins with a capital
//! letter costs one look-up, any other a comparison.

mod grammar;
mod names;
mod preceding;
mod quotes;
mod rules;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use super::links::LinkedProse;
use crate::model::{City, Key, Target};
use asdg_base::prose::{Block, Inline};

pub(super) use names::CityNames;

/// The name of a city in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mention {
    city: Key<City>,
    range: Range<usize>,
}

impl CityNames {
    /// Links the cities that a passage names. `own` is the city of the response, which is not linked.
    pub(super) fn link_cities(&self, text: &mut LinkedProse, own: Key<City>) {
        let explicit = text.links.iter().filter_map(|target| match target {
            Target::City(city) => Some(*city),
            _ => None,
        });
        let linked = explicit.chain([own]).collect();
        let LinkedProse { blocks, links, .. } = text;
        MentionLinker { names: self, links, linked }.blocks(blocks);
    }
}

/// Inserts links into the tree of one passage.
struct MentionLinker<'a> {
    names: &'a CityNames,
    links: &'a mut Vec<Target>,
    /// The cities that need no further link.
    linked: BTreeSet<Key<City>>,
}

impl MentionLinker<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(content) | Block::Plain(content) => self.inlines(content),
                Block::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
                Block::Quote(blocks) => self.blocks(blocks),
                Block::Table { rows, .. } => rows.iter_mut().flatten().for_each(|cell| self.inlines(cell)),
                Block::Heading { .. } | Block::Code(_) | Block::Figure { .. } | Block::Rule => {}
            }
        }
    }

    fn inlines(&mut self, content: &mut Vec<Inline>) {
        let mut at = 0;
        while let Some(inline) = content.get_mut(at) {
            match inline {
                Inline::Text(text) => {
                    let mentions = self.names.mentions(text);
                    if let Some(parts) = self.split(text, mentions) {
                        let count = parts.len();
                        content.splice(at..=at, parts);
                        at += count - 1;
                    }
                }
                Inline::Styled(_, content) => self.inlines(content),
                Inline::Link { .. } | Inline::Code(_) | Inline::Picture { .. } | Inline::Break => {}
            }
            at += 1;
        }
    }

    /// Splits a text and links the first mention of each city; `None` if nothing is linked.
    fn split(&mut self, text: &str, mentions: Vec<Mention>) -> Option<Vec<Inline>> {
        let mut parts = Vec::new();
        let mut copied = 0;
        for Mention { city, range } in mentions {
            let Ok(link) = u16::try_from(self.links.len()) else {
                break;
            };
            if !self.linked.insert(city) {
                continue;
            }
            self.links.push(Target::City(city));
            if copied < range.start {
                parts.push(Inline::Text(text[copied..range.start].into()));
            }
            parts.push(Inline::Link { link, content: vec![Inline::Text(text[range.clone()].into())] });
            copied = range.end;
        }
        if parts.is_empty() {
            return None;
        }
        if copied < text.len() {
            parts.push(Inline::Text(text[copied..].into()));
        }
        Some(parts)
    }
}
