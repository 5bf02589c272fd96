//! What the cities of an edition want to be taught: their requests for courses, and those that no course covers, with equal wordings
//! brought together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Index;
use crate::markup;
use crate::model::{City, Course, Edition, Item, Key, Passage, Request, Response, Role, course_links};
use crate::text::{folded, nothing, stem};

/// The requests of an edition.
#[derive(Debug)]
pub struct EditionRequests<'d> {
    /// The courses that are asked for, those that most cities want first; behind them, without a course, what no course covers.
    pub groups: Vec<RequestGroup>,
    /// The requests of all groups, one group behind the other. In a group those whose wording most cities share come first, the rest
    /// is in the order of the cities.
    pub requests: Vec<EditionRequest<'d>>,
}

/// How much a course is asked for in an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestGroup {
    /// The course; `None` for what no course covers.
    pub course: Option<Key<Course>>,
    /// How many cities ask.
    pub cities: usize,
    /// How many requests there are.
    pub requests: usize,
}

/// A request of an edition.
#[derive(Debug, Clone, Copy)]
pub struct EditionRequest<'d> {
    /// The response it stands in.
    pub response: &'d Response,
    /// The item it stands in, or its passage as a whole where it stands outside of any list.
    pub item: Item<'d>,
    /// The request for a course; `None` where no course covers it, which makes the whole item the request.
    pub request: Option<&'d Request>,
    /// The number of its wording. Requests for the same whose wordings have the same stems have the same number.
    pub wording: u32,
}

impl EditionRequest<'_> {
    /// The course.
    pub fn course(&self) -> Option<Key<Course>> {
        self.request.map(|request| request.course)
    }
}

/// Counts cities and requests, as long as they come in the order of the cities.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    last: Option<Key<City>>,
    cities: usize,
    requests: usize,
}

impl Count {
    fn add(&mut self, city: Key<City>) {
        self.cities += usize::from(self.last.replace(city) != Some(city));
        self.requests += 1;
    }
}

impl<'d> EditionRequests<'d> {
    pub(super) fn new(index: &Index<'d>, edition: &'d Edition) -> Self {
        let passages = index.passages_of(edition, Role::Training).map(|passage| index.found(passage));
        let mut requests: Vec<EditionRequest<'d>> = passages
            .flat_map(|(response, passage)| {
                let request = move |(item, request)| EditionRequest { response, item, request, wording: 0 };
                requests_of(passage).into_iter().map(request)
            })
            .collect();
        // The sort is stable: what one city asks for in one sector stays in its own order.
        requests.sort_by_key(|request| (request.response.city, request.response.sector));
        let mut numbers: BTreeMap<(Option<Key<Course>>, String), u32> = BTreeMap::new();
        let mut wordings: Vec<Count> = Vec::new();
        let mut courses: BTreeMap<Option<Key<Course>>, Count> = BTreeMap::new();
        for request in &mut requests {
            let key = match request.request {
                Some(request) => wording_key(&request.wording),
                None => wording_key(&item_text(&request.item)),
            };
            let next = wordings.len() as u32;
            request.wording = *numbers.entry((request.course(), key)).or_insert(next);
            if request.wording == next {
                wordings.push(Count::default());
            }
            wordings[request.wording as usize].add(request.response.city);
            courses.entry(request.course()).or_default().add(request.response.city);
        }
        let mut groups: Vec<RequestGroup> = courses
            .into_iter()
            .map(|(course, Count { cities, requests, .. })| RequestGroup { course, cities, requests })
            .collect();
        groups.sort_by_key(|group| {
            (group.course.is_none(), Reverse(group.cities), Reverse(group.requests), group.course)
        });
        let places: BTreeMap<_, usize> = groups.iter().map(|group| group.course).zip(0..).collect();
        requests.sort_by_key(|request| {
            let cities = wordings[request.wording as usize].cities;
            (places.get(&request.course()).copied(), Reverse(cities), request.wording)
        });
        Self { groups, requests }
    }
}

/// The requests of a passage with the items they stand in: its links to courses, and its items without such a link. What introduces a
/// list is no request, nor is an item that says there is none.
pub fn requests_of(passage: &Passage) -> Vec<(Item<'_>, Option<&Request>)> {
    let whole = Item::whole(passage);
    // The requests of a passage are in the order of its links.
    let mut links = passage.requests.iter();
    let mut found = Vec::new();
    let mut end = 0;
    for (number, (beside, html)) in (1..).zip(passage.text.items_with_before()) {
        found.extend(links.by_ref().take(course_links(beside)).map(|request| (whole, Some(request))));
        let item = Item { passage, number: Some(number), html };
        match course_links(html) {
            0 if is_request(&item) => found.push((item, None)),
            count => found.extend(links.by_ref().take(count).map(|request| (item, Some(request)))),
        }
        end = number;
    }
    found.extend(links.map(|request| (whole, Some(request))));
    if end == 0 && found.is_empty() && is_request(&whole) {
        found.push((whole, None));
    }
    found
}

/// Whether an item without a link to a course asks for something.
fn is_request(item: &Item<'_>) -> bool {
    let text = item_text(item);
    !folded(&text).is_empty() && !nothing::is_nothing(&text)
}

/// The text of an item, and the title of its passage where it is all of it.
fn item_text(item: &Item<'_>) -> String {
    let text = markup::text_of(item.html);
    match &item.passage.title {
        Some(title) if item.number.is_none() => format!("{title} {text}"),
        _ => text,
    }
}

/// What is the same in wordings that say the same: their stems, whatever the order; their numbers, since laws are told apart by them; and
/// whether they deny, which no stem tells.
fn wording_key(text: &str) -> String {
    let mut words = stem::stems(text);
    words.extend(stem::words(text).filter(|word| matches!(word.as_str(), "не" | "ни")));
    words.extend(text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).map(Into::into));
    if words.is_empty() {
        return folded(text);
    }
    words.sort_unstable();
    words.dedup();
    words.join(" ")
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
