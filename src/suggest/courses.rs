//! Suggests courses for requests without one: courses of the register that the wording resembles, and new courses that
//! several cities ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Reason;
use crate::link::Index;
use crate::markup;
use crate::model::{City, Course, Digest, Entry, Item, Key, Passage, Response, Role, items};
use crate::select::Selection;
use asdg_base::register::Phrases;
use asdg_russian::stem::{is_stop_word, stems, words};
use asdg_russian::{empty_answer, folded, slug};

/// The largest number of characters of a request. A longer text is more than one request.
const MAX_LENGTH: usize = 200;

/// The score of a word that only one course has. If several courses have it, they share this score.
const WORD_SCORE: usize = 12;

/// The largest length of a proposed id.
const MAX_ID_LENGTH: usize = 40;

/// The largest number of proposed aliases of a new course.
const MAX_ALIASES: usize = 4;

/// Words that are common in requests for any course.
const COMMON: &str = "курс обучение повышение квалификация муниципальный служащий служба управление орган местный самоуправление \
    современный работа организация вопрос основа практика деятельность применение использование специалист администрация город \
    подготовка проведение ведение обеспечение развитие новый тема программа опыт навык сфера область россия российский федерация \
    закон изменение законодательство взаимодействие реализация эффективный система технология порядок особенность правило";

/// Courses proposed for a request.
#[derive(Debug)]
pub struct CourseProposal<'d> {
    /// The passage of the request.
    pub passage: &'d Passage,
    /// The number of the list item; `None` if the request is the whole passage.
    pub number: Option<u16>,
    /// The request in the city's words.
    pub wording: String,
    /// The courses, each with the range of the request that becomes a link. A single course gets the whole request.
    pub links: Vec<(Range<usize>, Key<Course>)>,
    /// The reason for the proposal.
    pub reason: Reason,
}

/// A proposed course that is not in the register.
#[derive(Debug)]
pub struct NewCourse<'d> {
    /// The proposed id.
    pub id: String,
    /// The proposed name.
    pub name: String,
    /// Other wordings, as aliases.
    pub aliases: Vec<String>,
    /// The words that the requests share.
    pub words: Vec<String>,
    /// The requests for it.
    pub requests: Vec<(&'d Response, &'d Passage)>,
}

/// A request without a course.
struct OpenRequest<'d> {
    response: &'d Response,
    item: Item<'d>,
    wording: String,
    /// The stems of its meaningful words, in order.
    stems: Vec<String>,
}

impl OpenRequest<'_> {
    /// Returns the words of the request that have these stems.
    fn words(&self, wanted_stems: &[String]) -> Vec<String> {
        words(&self.wording)
            .filter(|word| stems(word).iter().all(|stem| wanted_stems.contains(stem)) && !is_stop_word(word))
            .collect()
    }
}

/// Proposes courses that requests resemble, in the order of the responses, and new courses.
pub(super) fn propose<'d>(
    index: &Index<'d>,
    selection: Selection<'d>,
) -> (Vec<(&'d Response, CourseProposal<'d>)>, Vec<NewCourse<'d>>) {
    let digest = index.digest();
    let phrases = Phrases::new(&digest.courses);
    let course_words = CourseWords::new(digest);
    let common: BTreeSet<String> = stems(COMMON).into_iter().collect();
    let mut proposals = Vec::new();
    let mut rest = Vec::new();
    for open in open_requests(index, selection, &common) {
        let links = phrases.link_ranges(&open.wording);
        let names = || {
            let found = phrases.find_in(std::iter::once(open.wording.as_str())).into_iter();
            found
                .filter(|found| links.iter().any(|(_, course)| *course == found.key))
                .map(|found| found.name)
                .collect::<Vec<_>>()
                .join("», «")
        };
        let by_name = (!links.is_empty()).then(|| (links.clone(), Reason::Name(names())));
        let by_words = || {
            course_words.similar_course(&open).map(|(course, reason)| (vec![(0..open.wording.len(), course)], reason))
        };
        match by_name.or_else(by_words) {
            Some((links, reason)) => {
                let OpenRequest { response, item, wording, .. } = open;
                let Item { passage, number, .. } = item;
                proposals.push((response, CourseProposal { passage, number, wording, links, reason }));
            }
            None => rest.push(open),
        }
    }
    proposals.retain(|(response, _)| selection.has_city(response.city));
    let groups =
        groups(rest).into_iter().filter(|group| group.iter().any(|open| selection.has_city(open.response.city)));
    let mut taken: BTreeSet<String> = digest.courses.iter().map(|(_, course)| course.id.to_string()).collect();
    let mut new_courses = Vec::new();
    for group in groups {
        if let Some(course) = new_course(&group, &taken) {
            taken.insert(course.id.clone());
            new_courses.push(course);
        }
    }
    (proposals, new_courses)
}

/// Returns the requests of an edition that have no link to a course.
fn open_requests<'d>(index: &Index<'d>, selection: Selection<'d>, common: &BTreeSet<String>) -> Vec<OpenRequest<'d>> {
    let passages = index.passages_of(selection.edition, Role::Training).map(|at| index.passage(at));
    let passages = passages.filter(|context| selection.has_sector(context.response.sector));
    let requests = passages.flat_map(|context| items(context.passage).map(move |item| (context.response, item)));
    let open = requests.filter_map(|(response, item)| {
        // The Markdown reader applies typography, such as no-break spaces; pasted lines have ordinary spaces.
        let text = markup::single_line_text(&item.html()).replace('\u{a0}', " ");
        let wording = text.trim().trim_end_matches([';', '.', ',']).to_owned();
        let is_long = wording.chars().count() > MAX_LENGTH;
        if item.has_request() || is_long || wording.is_empty() || empty_answer::is_empty_answer(&wording) {
            return None;
        }
        let found: BTreeSet<String> = stems(&wording).into_iter().filter(|stem| !common.contains(stem)).collect();
        Some(OpenRequest { response, item, wording, stems: found.into_iter().collect() })
    });
    open.collect()
}

/// The courses that have a word in one of their names or in a request for them, by stem.
struct CourseWords {
    courses: BTreeMap<String, BTreeSet<Key<Course>>>,
}

impl CourseWords {
    fn new(digest: &Digest) -> Self {
        let mut courses: BTreeMap<String, BTreeSet<Key<Course>>> = BTreeMap::new();
        let mut add = |course: Key<Course>, text: &str| {
            for stem in stems(text) {
                courses.entry(stem).or_default().insert(course);
            }
        };
        for (key, course) in digest.courses.iter() {
            add(key, course.name());
            course.aliases.iter().for_each(|alias| add(key, alias));
        }
        for request in
            digest.responses.iter().flat_map(|response| response.passages()).flat_map(|passage| &passage.requests)
        {
            add(request.course, &request.wording);
        }
        Self { courses }
    }

    /// Returns the course that a request resembles: clearly more than any other course, and in at least half of its
    /// words.
    fn similar_course(&self, open: &OpenRequest<'_>) -> Option<(Key<Course>, Reason)> {
        let mut scores: BTreeMap<Key<Course>, (usize, Vec<String>)> = BTreeMap::new();
        for stem in &open.stems {
            let Some(courses) = self.courses.get(stem) else { continue };
            for &course in courses {
                let (score, words) = scores.entry(course).or_default();
                *score += WORD_SCORE / courses.len();
                words.push(stem.clone());
            }
        }
        let mut ranked: Vec<_> = scores.into_iter().collect();
        ranked.sort_by_key(|(course, (score, _))| (std::cmp::Reverse(*score), *course));
        let second = ranked.get(1).map_or(0, |(_, (score, _))| *score);
        let (course, (score, words)) = ranked.into_iter().next()?;
        let is_similar = words.len() >= 2
            && score >= WORD_SCORE
            && score * 2 >= open.stems.len() * WORD_SCORE
            && score * 2 > second * 3;
        is_similar.then(|| (course, Reason::Words(open.words(&words))))
    }
}

/// Groups requests of at least two cities that share two words and more than half of the words of each, or that consist
/// of the same single word.
fn groups(open: Vec<OpenRequest<'_>>) -> Vec<Vec<OpenRequest<'_>>> {
    let mut pairs: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (number, OpenRequest { stems, .. }) in open.iter().enumerate() {
        match stems.as_slice() {
            [only] => pairs.entry((only, "")).or_default().push(number),
            [a, b] => pairs.entry((a, b)).or_default().push(number),
            [a, b, c] => {
                for pair in [(a, b), (a, c), (b, c)] {
                    pairs.entry((pair.0, pair.1)).or_default().push(number);
                }
            }
            _ => {}
        }
    }
    let cities = |numbers: &[usize]| {
        numbers.iter().map(|&number| open[number].response.city).collect::<BTreeSet<Key<City>>>().len()
    };
    let mut candidates: Vec<(usize, Vec<usize>)> =
        pairs.into_values().map(|numbers| (cities(&numbers), numbers)).filter(|(cities, _)| *cities > 1).collect();
    candidates.sort_by(|(a, a_numbers), (b, b_numbers)| b.cmp(a).then_with(|| a_numbers.cmp(b_numbers)));
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut chosen: Vec<Vec<usize>> = Vec::new();
    for (_, numbers) in candidates {
        if numbers.iter().all(|number| !taken.contains(number)) {
            taken.extend(numbers.iter().copied());
            chosen.push(numbers);
        }
    }
    chosen.sort();
    let mut open: Vec<Option<OpenRequest<'_>>> = open.into_iter().map(Some).collect();
    chosen.into_iter().map(|numbers| numbers.into_iter().filter_map(|number| open[number].take()).collect()).collect()
}

/// Makes the entry of a new course for a group of requests: the shortest wording is its name, the others are aliases.
fn new_course<'d>(group: &[OpenRequest<'d>], taken: &BTreeSet<String>) -> Option<NewCourse<'d>> {
    let mut wordings: Vec<&str> = group.iter().map(|open| &*open.wording).collect();
    wordings.sort_by_key(|wording| (wording.chars().count(), *wording));
    let name = capitalized(wordings.first()?);
    let mut seen = BTreeSet::from([folded(&name)]);
    let others = wordings.into_iter().filter(|wording| seen.insert(folded(wording)));
    let aliases = others.map(str::to_owned).take(MAX_ALIASES).collect();
    let id = free_id(&short_id(&slug::slug(&name)), taken)?;
    let first = group.first()?;
    let shared: Vec<String> =
        first.stems.iter().filter(|stem| group.iter().all(|open| open.stems.contains(stem))).cloned().collect();
    Some(NewCourse {
        id,
        name,
        aliases,
        words: first.words(&shared),
        requests: group.iter().map(|open| (open.response, open.item.passage)).collect(),
    })
}

/// Shortens an id at the end of a word.
fn short_id(id: &str) -> String {
    let mut short = String::new();
    for part in id.split('-') {
        if !short.is_empty() && short.len() + part.len() >= MAX_ID_LENGTH {
            break;
        }
        if !short.is_empty() {
            short.push('-');
        }
        short.push_str(part);
    }
    short
}

/// Returns the id, with a number added if it is taken; `None` if it does not begin with a letter, as an id must.
fn free_id(id: &str, taken: &BTreeSet<String>) -> Option<String> {
    if !id.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.to_owned()).chain(numbered).find(|id| !taken.contains(id))
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
