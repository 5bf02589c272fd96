//! What a passage asks to be taught: its links to courses, and its items without such a link.
//!
//! This is found once, while a response is checked, so that building the index reads no text. Items are never assigned
//! to a course by guessing: what no editor linked to a course is listed as not covered by one, however much it
//! resembles a course.

use crate::markup;
use crate::model::{Ask, Item, Passage, course_links};
use asdg_russian::{folded, nothing, stem};

/// What a passage asks to be taught, in the order of the text. The introduction of a list is not a request, nor is an
/// item without content.
pub(super) fn of(passage: &Passage) -> Vec<Ask> {
    // Both are in the order of the text.
    let mut links = (0_u16..).zip(&passage.requests);
    let mut linked = |count: usize, item: Option<u16>, asks: &mut Vec<Ask>| {
        asks.extend(links.by_ref().take(count).map(|(number, request)| Ask {
            item,
            request: Some(number),
            wording: wording_key(&request.wording),
        }));
    };
    let mut asks = Vec::new();
    for (number, (before, html)) in (1..).zip(passage.text.items_with_before()) {
        linked(course_links(before), None, &mut asks);
        match course_links(html) {
            0 => asks.extend(uncovered(&Item { passage, number: Some(number), html })),
            count => linked(count, Some(number), &mut asks),
        }
    }
    linked(passage.requests.len(), None, &mut asks);
    if !passage.text.has_items() && asks.is_empty() {
        asks.extend(uncovered(&Item::whole(passage)));
    }
    asks
}

/// The request of an item without a link to a course, if it has one.
fn uncovered(item: &Item<'_>) -> Option<Ask> {
    let text = item_text(item);
    let is_request = !folded(&text).is_empty() && !nothing::is_nothing(&text);
    is_request.then(|| Ask { item: item.number, request: None, wording: wording_key(&text) })
}

/// The text of an item, with the title of its passage if the item is the whole passage.
fn item_text(item: &Item<'_>) -> String {
    let text = markup::text_of(item.html);
    match &item.passage.title {
        Some(title) if item.number.is_none() => format!("{title} {text}"),
        _ => text,
    }
}

/// A checksum that is equal for wordings of the same request. It covers the stems in any order; the numbers, because
/// they distinguish laws; and whether the text denies, which no stem shows.
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
