//! The training requests of an edition: requests for courses, and requests that no course covers. Requests with the
//! same stems and the same numbers are grouped; each keeps the words of its city.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::Index;
use crate::model::{City, Course, Edition, Item, Key, Passage, Request, Response, Role, items};

/// The requests of an edition.
#[derive(Debug)]
pub struct EditionRequests<'d> {
    /// The requested courses, those that most cities want first; then the group of requests that no course covers.
    pub groups: Vec<RequestGroup>,
    /// The requests of all groups, group by group. Within a group, wordings shared by most cities come first; the rest
    /// is in the order of the cities.
    pub requests: Vec<EditionRequest<'d>>,
}

/// The number of requests for a course in an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestGroup {
    /// The course; `None` for requests that no course covers.
    pub course: Option<Key<Course>>,
    /// The number of cities.
    pub cities: usize,
    /// The number of requests.
    pub requests: usize,
}

/// A request of an edition.
#[derive(Debug, Clone, Copy)]
pub struct EditionRequest<'d> {
    /// Its response.
    pub response: &'d Response,
    /// The list item, or the whole passage if the request is outside of a list.
    pub item: Item<'d>,
    /// The request for a course; `None` if no course covers it. Then the whole item is the request.
    pub request: Option<&'d Request>,
    /// The number of its wording. Requests for the same course whose wordings have the same stems have the same number.
    pub wording: u32,
}

impl EditionRequest<'_> {
    /// Returns the course.
    pub fn course(&self) -> Option<Key<Course>> {
        self.request.map(|request| request.course)
    }
}

/// Counts cities and requests that come in the order of the cities.
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
        let passages = index.passages_of(edition, Role::Training).map(|passage| index.response_and_passage(passage));
        let asks = passages.flat_map(|(response, passage)| {
            asks_of(passage)
                .map(move |(item, request, key)| (EditionRequest { response, item, request, wording: 0 }, key))
        });
        let mut asks: Vec<(EditionRequest<'d>, u64)> = asks.collect();
        // A stable sort: the requests of one city in one sector stay in order.
        asks.sort_by_key(|(request, _)| (request.response.city, request.response.sector));
        let mut numbers: HashMap<(Option<Key<Course>>, u64), u32> = HashMap::new();
        let mut wordings: Vec<Count> = Vec::new();
        let mut courses: BTreeMap<Option<Key<Course>>, Count> = BTreeMap::new();
        let number = |(mut request, key): (EditionRequest<'d>, u64)| {
            let next = wordings.len() as u32;
            request.wording = *numbers.entry((request.course(), key)).or_insert(next);
            if request.wording == next {
                wordings.push(Count::default());
            }
            wordings[request.wording as usize].add(request.response.city);
            courses.entry(request.course()).or_default().add(request.response.city);
            request
        };
        let mut requests: Vec<EditionRequest<'d>> = asks.into_iter().map(number).collect();
        let mut groups: Vec<RequestGroup> = courses
            .into_iter()
            .map(|(course, Count { cities, requests, .. })| RequestGroup { course, cities, requests })
            .collect();
        groups.sort_by_key(|group| {
            (group.course.is_none(), Reverse(group.cities), Reverse(group.requests), group.course)
        });
        let positions: BTreeMap<_, usize> = groups.iter().map(|group| group.course).zip(0..).collect();
        requests.sort_by_cached_key(|request| {
            let cities = wordings[request.wording as usize].cities;
            (positions.get(&request.course()).copied(), Reverse(cities), request.wording)
        });
        Self { groups, requests }
    }
}

/// Returns the requests of a passage with their items.
pub fn requests_of(passage: &Passage) -> impl Iterator<Item = (Item<'_>, Option<&Request>)> {
    asks_of(passage).map(|(item, request, _)| (item, request))
}

/// Returns the training requests of a passage: the item, the request for a course, and the checksum of the wording.
fn asks_of(passage: &Passage) -> impl Iterator<Item = (Item<'_>, Option<&Request>, u64)> {
    // Both are in the order of the text.
    let mut items = items(passage).peekable();
    passage.asks.iter().map(move |ask| {
        while ask.item.is_some() && items.peek().is_some_and(|item| item.number < ask.item) {
            items.next();
        }
        let item = items.peek().filter(|item| item.number == ask.item).copied();
        let request = ask.request.and_then(|number| passage.requests.get(usize::from(number)));
        (item.unwrap_or_else(|| Item::whole(passage)), request, ask.wording)
    })
}
