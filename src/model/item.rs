//! Items: the parts of an answer that stand for themselves, each a plan, a request for help or a subject.

use std::borrow::Cow;

use super::{Passage, Target};
use crate::prose::{self, Block};

/// One plan, one request for help, one subject: an item of a list, or a whole passage that has no list.
#[derive(Debug, Clone, Copy)]
pub struct Item<'p> {
    /// The passage it stands in.
    pub passage: &'p Passage,
    /// Its number in the passage, from 1; `None` when it is the whole passage.
    pub number: Option<u16>,
    /// Its text.
    pub blocks: &'p [Block],
}

/// The items of a passage: those of its lists, or the passage itself where it has none. What stands above a list introduces it.
pub fn items(passage: &Passage) -> impl Iterator<Item = Item<'_>> + Clone {
    let lists = passage.text.blocks.iter().filter_map(|block| match block {
        Block::List { items, .. } => Some(items),
        _ => None,
    });
    let listed = (1..).zip(lists.flatten()).map(|(number, blocks)| Item { passage, number: Some(number), blocks });
    let has_list = listed.clone().next().is_some();
    let whole = (!has_list).then(|| Item::whole(passage));
    whole.into_iter().chain(listed)
}

/// What stands above the first list of a passage; nothing where it has no list.
pub fn introduction(passage: &Passage) -> &[Block] {
    let blocks = &passage.text.blocks;
    blocks.iter().position(is_list).map_or(&[], |first| &blocks[..first])
}

/// Whether something stands between the lists of a passage or below them.
pub fn has_text_beside_lists(passage: &Passage) -> bool {
    let mut blocks = passage.text.blocks.iter().skip_while(|block| !is_list(block));
    blocks.any(|block| !is_list(block))
}

fn is_list(block: &Block) -> bool {
    matches!(block, Block::List { items, .. } if !items.is_empty())
}

/// How many links to courses there are in a part of a passage.
pub fn course_links(passage: &Passage, blocks: &[Block]) -> usize {
    let mut count = 0;
    prose::visit_links(blocks, &mut |link, _| {
        count += usize::from(matches!(passage.text.links.get(usize::from(link)), Some(Target::Course(_))));
    });
    count
}

impl<'p> Item<'p> {
    /// A passage as a whole.
    pub fn whole(passage: &'p Passage) -> Self {
        Self { passage, number: None, blocks: &passage.text.blocks }
    }

    /// The anchor on the response's page: that of the passage and the number of the item, `plans-roads.2`.
    pub fn anchor(&self) -> Cow<'p, str> {
        match self.number {
            Some(number) => format!("{}.{number}", self.passage.anchor).into(),
            None => Cow::Borrowed(&*self.passage.anchor),
        }
    }

    /// Whether it asks for a course by a link.
    pub fn has_request(&self) -> bool {
        course_links(self.passage, self.blocks) > 0
    }
}
