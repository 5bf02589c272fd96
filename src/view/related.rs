//! Related passages of other cities, and who can help whom.

use std::borrow::Cow;

use serde::Serialize;

use super::context::Context;
use crate::link::{PassageContext, PassageRef, RelatedTo, Relation};
use crate::model::{City, Key, Role};
use asdg_russian::{cut, lower_case};

/// How many passages with the experience of other cities are shown below a request.
const EXPERIENCE: usize = 3;

/// How many related passages are shown below a passage.
const RELATED: usize = 2;

/// How many passages each side of a topic has.
const SIDE: usize = 12;

/// How many topics or words are given as the reason.
const REASONS: usize = 2;

/// How many characters of a title are shown.
const TITLE: usize = 60;

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
    /// Rare words that both have, if they share no topic.
    pub words: Vec<String>,
}

/// Both sides of a topic: the cities that ask, and those with experience.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicSides<'d> {
    /// The latest passages that ask for help, a discussion or a course, one of each city.
    pub asks: Vec<RelatedPassage<'d>>,
    /// The latest passages about results, one of each city.
    pub results: Vec<RelatedPassage<'d>>,
}

/// The experience of other cities with what a passage asks for; empty if it asks for nothing.
pub(super) fn experience<'d>(cx: &Context<'_, 'd>, passage: PassageRef, role: Role) -> Vec<RelatedPassage<'d>> {
    if role.is_ask() { related_to(cx, passage, RelatedTo::Results, EXPERIENCE) } else { Vec::new() }
}

/// Related passages of other cities; for a passage that asks for something, those that ask for the same.
pub(super) fn related<'d>(cx: &Context<'_, 'd>, passage: PassageRef, role: Role) -> Vec<RelatedPassage<'d>> {
    let wanted = if role.is_ask() { RelatedTo::Asks } else { RelatedTo::All };
    related_to(cx, passage, wanted, RELATED)
}

fn related_to<'d>(
    cx: &Context<'_, 'd>,
    passage: PassageRef,
    wanted: RelatedTo,
    most: usize,
) -> Vec<RelatedPassage<'d>> {
    let found = cx.index.related(passage, wanted, most).into_iter();
    found
        .map(|Relation { passage, topics, words }| {
            let names = topics.iter().map(|&topic| cx.digest.shown(&cx.digest.topics[topic]));
            RelatedPassage {
                topics: names.take(REASONS).collect(),
                words: words.iter().take(REASONS).map(|word| lower_case(word)).collect(),
                ..named_passage(cx, passage)
            }
        })
        .collect()
}

/// Who asks and who has experience with a topic.
pub(super) fn topic_sides<'d>(cx: &Context<'_, 'd>, asks: &[PassageRef], results: &[PassageRef]) -> TopicSides<'d> {
    TopicSides { asks: one_of_each_city(cx, asks), results: one_of_each_city(cx, results) }
}

/// The first passage of each city.
fn one_of_each_city<'d>(cx: &Context<'_, 'd>, passages: &[PassageRef]) -> Vec<RelatedPassage<'d>> {
    let mut cities: Vec<Key<City>> = Vec::new();
    let mut named = Vec::new();
    for &passage in passages {
        let city = cx.index.passage(passage).response.city;
        if !cities.contains(&city) {
            cities.push(city);
            named.push(named_passage(cx, passage));
            if named.len() == SIDE {
                break;
            }
        }
    }
    named
}

fn named_passage<'d>(cx: &Context<'_, 'd>, passage: PassageRef) -> RelatedPassage<'d> {
    let PassageContext { response, question, passage } = cx.index.passage(passage);
    let home = cx.digest.response_address(response.id());
    let title = passage.title.as_deref().unwrap_or(&question.title);
    RelatedPassage {
        city: cx.digest.shown(&cx.digest.cities[response.city]),
        url: cx.links.to_place(&home, &passage.anchor),
        year: response.year.0,
        title: cut(title, TITLE),
        topics: Vec::new(),
        words: Vec::new(),
    }
}
