//! What a passage asks to be taught: its links to courses, and its items without such a link.

use crate::model::{Ask, Item, Passage, course_links};
use crate::prose::{self, Block};
use crate::text::{folded, nothing, stem};

/// The requests of a passage with the items they stand in. What introduces a list is no request, nor is an item that says there is none.
pub(super) fn of(passage: &Passage) -> Vec<Ask> {
    let whole = Item::whole(passage);
    let has_list = whole.blocks.iter().any(|block| matches!(block, Block::List { .. }));
    // The requests of a passage are in the order of its links.
    let mut links = (0_u16..).zip(&passage.requests);
    let mut linked = |count: usize, item: Option<u16>, asks: &mut Vec<Ask>| {
        asks.extend(links.by_ref().take(count).map(|(number, request)| Ask {
            item,
            request: Some(number),
            wording: wording_key(&request.wording),
        }));
    };
    let mut asks = Vec::new();
    let mut number = 0;
    for block in whole.blocks {
        let Block::List { items, .. } = block else {
            linked(course_links(passage, std::slice::from_ref(block)), None, &mut asks);
            continue;
        };
        for blocks in items {
            number += 1;
            match course_links(passage, blocks) {
                0 => asks.extend(uncovered(&Item { passage, number: Some(number), blocks })),
                count => linked(count, Some(number), &mut asks),
            }
        }
    }
    if !has_list && asks.is_empty() {
        asks.extend(uncovered(&whole));
    }
    asks
}

/// What an item without a link to a course asks for, if it does.
fn uncovered(item: &Item<'_>) -> Option<Ask> {
    let text = item_text(item);
    let is_request = !folded(&text).is_empty() && !nothing::is_nothing(&text);
    is_request.then(|| Ask { item: item.number, request: None, wording: wording_key(&text) })
}

/// The text of an item, and the title of its passage where it is all of it.
fn item_text(item: &Item<'_>) -> String {
    let text = prose::whole_text(item.blocks);
    match &item.passage.title {
        Some(title) if item.number.is_none() => format!("{title} {text}"),
        _ => text,
    }
}

/// A checksum of what is the same in wordings that say the same: their stems, whatever the order; their numbers, since laws are told apart
/// by them; and whether they deny, which no stem tells.
fn wording_key(text: &str) -> u64 {
    let said = stem::words(text).filter_map(|word| match word.as_str() {
        "не" | "ни" => Some(word),
        _ => (!stem::is_stop_word(&word)).then(|| stem::stem(word)),
    });
    let mut words: Vec<String> = said.collect();
    words.extend(text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).map(Into::into));
    if words.is_empty() {
        return stem::hash(&folded(text));
    }
    words.sort_unstable();
    words.dedup();
    stem::hash(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_are_the_same_in_any_case_and_order_but_not_with_other_numbers() {
        let same = |a, b| wording_key(a) == wording_key(b);
        assert!(same("Работа с социальными сетями", "Социальные сети: работа"));
        assert!(!same("Закупки по 44-ФЗ", "Закупки по 223-ФЗ"));
        assert!(!same("Как отвечать на жалобы", "Как не отвечать на жалобы"));
    }
}
