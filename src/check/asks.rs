//! Finds what a city asks to be taught in a passage: its links to courses, and its items without such a link.
//!
//! [`find`] runs once, while a response is checked, so that building the index reads no text. Items are never assigned
//! to a course by guessing: an item that no editor linked to a course is listed as not covered, however much it
//! resembles one.

use crate::markup;
use crate::model::{Ask, Item, Passage, course_links};
use asdg_russian::{empty_answer, folded, stem};

/// Finds what a passage asks to be taught, in the order of the text. Neither the introduction of a list nor an item
/// without content is a request.
pub(super) fn find(passage: &Passage) -> Vec<Ask> {
    // The requests are in the order of their links in the text.
    let mut links = (0_u16..).zip(&passage.requests);
    let mut add_linked = |count: usize, item: Option<u16>, asks: &mut Vec<Ask>| {
        asks.extend(links.by_ref().take(count).map(|(number, request)| Ask {
            item,
            request: Some(number),
            wording: wording_key(&request.wording),
        }));
    };
    let mut asks = Vec::new();
    for (number, item) in (1..).zip(0..passage.text.items()) {
        add_linked(course_links(passage.text.compact_html_before_item(item)), None, &mut asks);
        match course_links(passage.text.compact_item(item)) {
            0 => asks.extend(without_course(&Item { passage, number: Some(number) })),
            count => add_linked(count, Some(number), &mut asks),
        }
    }
    add_linked(passage.requests.len(), None, &mut asks);
    if !passage.text.has_items() && asks.is_empty() {
        asks.extend(without_course(&Item::whole(passage)));
    }
    asks
}

/// The request of an item without a link to a course; `None` if the item has no content.
fn without_course(item: &Item<'_>) -> Option<Ask> {
    let text = item_text(item);
    let is_request = !folded(&text).is_empty() && !empty_answer::is_empty_answer(&text);
    is_request.then(|| Ask { item: item.number, request: None, wording: wording_key(&text) })
}

/// The text of an item. That of a whole passage begins with its title.
fn item_text(item: &Item<'_>) -> String {
    let text = markup::single_line_text(&item.html());
    match &item.passage.title {
        Some(title) if item.number.is_none() => format!("{title} {text}"),
        _ => text,
    }
}

/// A checksum that is equal for wordings of the same request: «Работа с социальными сетями» and «Социальные сети:
/// работа». It covers the stems of the words in any order; the numbers, because they distinguish laws; and «не» and
/// «ни», because stems do not show negation.
fn wording_key(text: &str) -> u64 {
    let stems = stem::words(text).filter_map(|word| match word.as_str() {
        "не" | "ни" => Some(word),
        _ => (!stem::is_stop_word(&word)).then(|| stem::stem(word)),
    });
    let mut words: Vec<String> = stems.collect();
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
    fn wordings_are_equal_in_any_order_but_not_with_other_numbers_or_a_negation() {
        let same = |a, b| wording_key(a) == wording_key(b);
        assert!(same("Работа с социальными сетями", "Социальные сети: работа"));
        assert!(!same("Закупки по 44-ФЗ", "Закупки по 223-ФЗ"));
        assert!(!same("Как отвечать на жалобы", "Как не отвечать на жалобы"));
    }
}
