//! Passages of other cities that are about the same: what a passage is related to, and who can help whom.

use std::borrow::Cow;

use serde::Serialize;

use super::context::Context;
use crate::link::{PassageContext, PassageRef, Relation, Wanted};
use crate::model::{City, Key, Role};
use asdg_russian::{cut, lower_case};

/// How many passages with the experience of other cities stand below a request.
const EXPERIENCE: usize = 3;

/// How many related passages stand below a passage.
const RELATED: usize = 2;

/// How many passages each side of a topic has.
const SIDE: usize = 12;

/// How many topics or words are given as the reason.
const REASONS: usize = 2;

/// How many characters of a title are shown.
const TITLE: usize = 60;

/// A passage of another city, with the reason why it is named.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct RelatedPassage<'d> {
    /// The name of the city.
    pub city: &'d str,
    /// The link to the passage.
    pub url: String,
    /// The year of the edition.
    pub year: u16,
    /// The title of the passage, in short; the short name of the question where it has none.
    pub title: Cow<'d, str>,
    /// The names of topics that both passages have.
    pub topics: Vec<&'d str>,
    /// Rare words that both have, where they share no topic.
    pub words: Vec<String>,
}

/// Both sides of a topic: the cities that ask, and those that can tell.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TopicSides<'d> {
    /// The latest passages that ask for help, a discussion or a course, one of each city.
    pub asks: Vec<RelatedPassage<'d>>,
    /// The latest passages that tell of results, one of each city.
    pub results: Vec<RelatedPassage<'d>>,
}

/// The experience of other cities with what a passage asks for; nothing where it asks for nothing.
pub(super) fn experience<'d>(cx: &Context<'_, 'd>, passage: PassageRef, role: Role) -> Vec<RelatedPassage<'d>> {
    if role.is_ask() { related_to(cx, passage, Wanted::Results, EXPERIENCE) } else { Vec::new() }
}

/// The passages of other cities that are about the same as a passage; for one that asks for something those that ask for the same.
pub(super) fn related<'d>(cx: &Context<'_, 'd>, passage: PassageRef, role: Role) -> Vec<RelatedPassage<'d>> {
    let wanted = if role.is_ask() { Wanted::Asks } else { Wanted::All };
    related_to(cx, passage, wanted, RELATED)
}

fn related_to<'d>(cx: &Context<'_, 'd>, passage: PassageRef, wanted: Wanted, most: usize) -> Vec<RelatedPassage<'d>> {
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

/// Who asks and who can tell about a topic.
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
