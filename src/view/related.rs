//! Related passages of other cities, and the cities that ask about a topic or have experience with it.

use std::borrow::Cow;

use serde::Serialize;

use super::context::Context;
use crate::link::{PassageContext, PassageRef, RelatedTo, Relation};
use crate::model::{City, Key, Role};
use asdg_russian::{cut, lower_case};

/// The maximum number of passages with the experience of other cities below a request.
const MAX_EXPERIENCE: usize = 3;

/// The maximum number of related passages below a passage.
const MAX_RELATED: usize = 2;

/// The maximum number of passages on each side of a topic.
const MAX_PER_SIDE: usize = 12;

/// The maximum number of topics or words given as the reason.
const MAX_REASONS: usize = 2;

/// The maximum length of a title, in characters.
const MAX_TITLE_LENGTH: usize = 60;

/// A related passage of another city, with the reason.
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
    /// The names of topics that both passages have.
    pub topics: Vec<&'d str>,
    /// Rare words that both passages contain, if they share no topic.
    pub words: Vec<String>,
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

/// The passages below a passage.
pub(super) struct Below<'d> {
    /// Passages in which other cities report results on the subject of a request; empty if the passage is no request.
    pub experience: Vec<RelatedPassage<'d>>,
    /// Related passages of other cities; for a request, passages that ask for the same.
    pub related: Vec<RelatedPassage<'d>>,
}

/// Finds the passages below a passage, which answers a question of a role.
pub(super) fn below<'d>(cx: &Context<'_, 'd>, passage: PassageRef, role: Role) -> Below<'d> {
    let links = |relations| related_passages(cx, relations);
    if role.is_ask() {
        let wanted = [(RelatedTo::Results, MAX_EXPERIENCE), (RelatedTo::Asks, MAX_RELATED)];
        let [experience, related] = cx.index.related(passage, wanted).map(links);
        Below { experience, related }
    } else {
        let [related] = cx.index.related(passage, [(RelatedTo::All, MAX_RELATED)]).map(links);
        Below { experience: Vec::new(), related }
    }
}

fn related_passages<'d>(cx: &Context<'_, 'd>, relations: Vec<Relation>) -> Vec<RelatedPassage<'d>> {
    let relations = relations.into_iter();
    relations
        .map(|Relation { passage, topics, words }| {
            let names = topics.iter().map(|&topic| cx.digest.display_name(&cx.digest.topics[topic]));
            RelatedPassage {
                topics: names.take(MAX_REASONS).collect(),
                words: words.iter().take(MAX_REASONS).map(|word| lower_case(word)).collect(),
                ..passage_link(cx, passage)
            }
        })
        .collect()
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
    let home = cx.digest.response_address(response.id());
    let title = passage.title.as_deref().unwrap_or(&question.title);
    RelatedPassage {
        city: cx.digest.display_name(&cx.digest.cities[response.city]),
        url: cx.links.to_anchor(&home, &passage.anchor),
        year: response.year.0,
        title: cut(title, MAX_TITLE_LENGTH),
        topics: Vec::new(),
        words: Vec::new(),
    }
}
