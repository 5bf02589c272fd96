//! Related passages of other cities, and the cities that ask about a topic or have experience with it.

use std::borrow::Cow;

use serde::Serialize;

use super::context::Context;
use crate::link::{PassageContext, PassageRef, RelatedTo, Relation};
use crate::model::{City, Key, Role, Topic};
use asdg_russian::{cut, lower_case};

/// The maximum number of passages with the experience of other cities below a request.
const MAX_EXPERIENCE: usize = 3;

/// The maximum number of related passages below a passage.
const MAX_RELATED: usize = 2;

/// The maximum number of passages on each side of a topic.
const MAX_PER_SIDE: usize = 12;

/// The maximum number of topics or words given as the reason.
const MAX_REASONS: usize = 2;

/// The kind of a reason: common topics.
const TOPICS: &str = "topics";

/// Separates the names of topics, and words.
const SEPARATOR: &str = ", ";

/// The maximum length of a title, in characters.
const MAX_TITLE_LENGTH: usize = 60;

/// A link to a passage of another city.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct RelatedPassage<'d> {
    /// The name of the city.
    pub city: &'d str,
    /// The link to the passage.
    pub url: String,
    /// The year of the edition.
    pub year: u16,
    /// The title of the passage, shortened; if it has none, the short name of the question.
    pub title: Cow<'d, str>,
}

/// Passages of other cities that are related to a passage in the same way.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct RelatedGroup<'d> {
    /// How they are related: to a passage that asks for something, `experience` (they report results on its subject) or
    /// `asks` (they ask for the same); to another passage, `same` (the first has the same topics) or `related`.
    pub kind: &'static str,
    /// How many they are.
    pub count: usize,
    /// The passages by what they share with the passage.
    pub reasons: Vec<RelatedReason<'d>>,
}

/// Passages of other cities that share the same topics or words with a passage.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct RelatedReason<'d> {
    /// What they share: `topics`, or rare `words` if they share no topic.
    pub kind: &'static str,
    /// The names of the topics, or the words; empty if these are all topics of the passage.
    pub names: String,
    /// How many topics or words these are.
    pub count: usize,
    /// The passages.
    pub passages: Vec<RelatedPassage<'d>>,
}

/// The two sides of a topic: the cities that ask about it, and those with experience.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicSides<'d> {
    /// The latest passages that ask for help, a discussion or a course, one of each city.
    pub asks: Vec<RelatedPassage<'d>>,
    /// The latest passages about results, one of each city.
    pub results: Vec<RelatedPassage<'d>>,
}

/// Finds the related passages of other cities for a passage, which answers a question of a role.
pub(super) fn related_groups<'d>(cx: &Context<'_, 'd>, passage: PassageRef, role: Role) -> Vec<RelatedGroup<'d>> {
    let groups = if role.is_ask() {
        let wanted = [(RelatedTo::Results, MAX_EXPERIENCE), (RelatedTo::Asks, MAX_RELATED)];
        let [experience, asks] = cx.index.related(passage, wanted);
        vec![("experience", reasons(cx, &experience)), ("asks", reasons(cx, &asks))]
    } else {
        let [related] = cx.index.related(passage, [(RelatedTo::All, MAX_RELATED)]);
        let mut reasons = reasons(cx, &related);
        let own_topics = topic_names(cx, &cx.index.passage(passage).passage.topics).join(SEPARATOR);
        let mut kind = "related";
        if let Some(first) = reasons.first_mut().filter(|first| first.kind == TOPICS && first.names == own_topics) {
            // The heading says it.
            first.names.clear();
            kind = "same";
        }
        vec![(kind, reasons)]
    };
    let groups = groups.into_iter().filter(|(_, reasons)| !reasons.is_empty());
    groups
        .map(|(kind, reasons)| {
            let count = reasons.iter().map(|reason| reason.passages.len()).sum();
            RelatedGroup { kind, count, reasons }
        })
        .collect()
}

/// Makes links to related passages. Consecutive passages with the same reason are together.
fn reasons<'d>(cx: &Context<'_, 'd>, relations: &[Relation]) -> Vec<RelatedReason<'d>> {
    let mut reasons: Vec<RelatedReason<'d>> = Vec::new();
    for Relation { passage, topics, words } in relations {
        let (kind, names) = if topics.is_empty() {
            ("words", words.iter().take(MAX_REASONS).map(|word| lower_case(word)).collect())
        } else {
            (TOPICS, topic_names(cx, &topics[..topics.len().min(MAX_REASONS)]))
        };
        let (count, names) = (names.len(), names.join(SEPARATOR));
        let link = passage_link(cx, *passage);
        match reasons.last_mut().filter(|last| (last.kind, &last.names) == (kind, &names)) {
            Some(last) => last.passages.push(link),
            None => reasons.push(RelatedReason { kind, names, count, passages: vec![link] }),
        }
    }
    reasons
}

fn topic_names(cx: &Context<'_, '_>, topics: &[Key<Topic>]) -> Vec<String> {
    topics.iter().map(|&topic| cx.digest.display_name(&cx.digest.topics[topic]).to_owned()).collect()
}

/// Makes the two sides of a topic, with one passage of each city.
pub(super) fn topic_sides<'d>(cx: &Context<'_, 'd>, asks: &[PassageRef], results: &[PassageRef]) -> TopicSides<'d> {
    TopicSides { asks: first_of_each_city(cx, asks), results: first_of_each_city(cx, results) }
}

/// Returns the first passage of each city, for at most [`MAX_PER_SIDE`] cities.
fn first_of_each_city<'d>(cx: &Context<'_, 'd>, passages: &[PassageRef]) -> Vec<RelatedPassage<'d>> {
    let mut cities: Vec<Key<City>> = Vec::new();
    let mut links = Vec::new();
    for &passage in passages {
        let city = cx.index.passage(passage).response.city;
        if !cities.contains(&city) {
            cities.push(city);
            links.push(passage_link(cx, passage));
            if links.len() == MAX_PER_SIDE {
                break;
            }
        }
    }
    links
}

fn passage_link<'d>(cx: &Context<'_, 'd>, passage: PassageRef) -> RelatedPassage<'d> {
    let PassageContext { response, question, passage } = cx.index.passage(passage);
    let title = passage.title.as_deref().unwrap_or(&question.title);
    RelatedPassage {
        city: cx.digest.display_name(&cx.digest.cities[response.city]),
        url: cx.link_into_response(response, &passage.anchor),
        year: response.year.0,
        title: cut(title, MAX_TITLE_LENGTH),
    }
}
