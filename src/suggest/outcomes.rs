//! Suggests outcomes of plans that nobody recorded: passages of the next year's results that resemble the plan, if no
//! other plan comes near.

use std::cmp::Reverse;

use super::weights::{Weights, shared};
use crate::link::Index;
use crate::markup;
use crate::model::{Anchor, Item, Passage, Question, Response, ResponseId, Role, Year, items};
use crate::select::Selection;
use asdg_russian::nothing;

/// The percentage of a plan's weight that a result must share.
const LEAST: u32 = 45;

/// The same, if both have a topic in common.
const LEAST_ON_TOPIC: u32 = 30;

/// A plan with more words counts as long.
const MANY: usize = 4;

/// How many characters of a plan are shown.
const SHOWN: usize = 100;

/// A passage that may report the outcome of a plan.
#[derive(Debug)]
pub struct OutcomeProposal<'d> {
    /// The anchor of the plan in the response of the year before.
    pub plan: Anchor,
    /// The beginning of the plan.
    pub wording: String,
    /// The question that the passage answers.
    pub question: &'d Question,
    /// The passage.
    pub passage: &'d Passage,
    /// The shared words, the most significant first.
    pub words: Vec<String>,
}

/// The proposals, in the order of the plans.
pub(super) fn propose<'d>(index: &Index<'d>, selection: Selection<'d>) -> Vec<(&'d Response, OutcomeProposal<'d>)> {
    let responses: Vec<&'d Response> = index
        .edition_responses(selection.edition)
        .iter()
        .map(|response| &**response)
        .filter(|response| selection.has_sector(response.sector))
        .collect();
    let mut weights = Weights::default();
    for passage in responses.iter().flat_map(|response| response.passages()) {
        let stems = weights.stems(passage.title.as_deref(), passage.text.html());
        weights.count(&stems);
    }
    let mut proposals = Vec::new();
    for response in responses.into_iter().filter(|response| selection.has_city(response.city)) {
        let before = index.response(ResponseId { year: Year(response.year.0 - 1), ..response.id() });
        let Some(before) = before else { continue };
        let results: Vec<Told<'d>> = passages(index, response, Role::Results)
            .map(|(question, passage)| {
                let stems = weights.stems(passage.title.as_deref(), passage.text.html());
                Told { question, passage, stems }
            })
            .collect();
        let plans = passages(index, before, Role::Plans).flat_map(|(_, passage)| items(passage));
        for item in plans {
            let is_open = index.outcome(before.id(), &item.anchor()).is_none();
            let found = if is_open { likely(&item, &results, &mut weights) } else { None };
            proposals.extend(found.map(|proposal| (response, proposal)));
        }
    }
    proposals
}

/// A passage about results.
struct Told<'d> {
    question: &'d Question,
    passage: &'d Passage,
    /// The stems of its words, in order.
    stems: Vec<u32>,
}

/// The passages of a response with content that answer questions of a role.
fn passages<'d>(
    index: &Index<'d>,
    response: &'d Response,
    role: Role,
) -> impl Iterator<Item = (&'d Question, &'d Passage)> + use<'d> {
    let questions = index.questions(response);
    let answers = response.answers.iter().map(|answer| (&questions[answer.question], answer));
    let answers = answers.filter(move |(question, answer)| question.role == role && answer.state.has_content());
    answers.flat_map(|(question, answer)| answer.passages.iter().map(move |passage| (question, passage)))
}

/// The result that resembles a plan, if one does and no other resembles it as much.
fn likely<'d>(item: &Item<'d>, results: &[Told<'d>], weights: &mut Weights<'d>) -> Option<OutcomeProposal<'d>> {
    let wording = markup::text_of(item.html);
    let title = item.passage.title.as_deref();
    let whole = weights.stems(title.filter(|_| item.number.is_none()), item.html);
    let all = weights.sum(&whole);
    if whole.len() < 2 || nothing::is_nothing(&wording) {
        return None;
    }
    let mut ranked: Vec<(u32, &Told<'d>, Vec<u32>)> = results
        .iter()
        .filter_map(|told| {
            let shared = shared(&whole, &told.stems);
            let percent = weights.sum(&shared) * 100 / all.max(1);
            let on_topic = told.passage.topics.iter().any(|topic| item.passage.topics.contains(topic));
            let least = if on_topic { LEAST_ON_TOPIC } else { LEAST };
            // A long plan shares two words by coincidence.
            let enough = if whole.len() > MANY { 3 } else { 2 };
            (shared.len() >= enough && percent >= least).then_some((percent, told, shared))
        })
        .collect();
    ranked.sort_by_key(|(percent, _, _)| Reverse(*percent));
    let second = ranked.get(1).map_or(0, |(percent, _, _)| *percent);
    let (percent, Told { question, passage, .. }, shared) = ranked.into_iter().next()?;
    // If two results resemble the plan alike, neither is certain.
    (percent * 4 > second * 5).then(|| OutcomeProposal {
        plan: item.anchor(),
        wording: excerpt(&wording),
        question,
        passage,
        words: weights.words(&shared),
    })
}

/// The beginning of a text, without the punctuation at its end.
fn excerpt(text: &str) -> String {
    let text = text.trim_end_matches([';', '.', ',']);
    let short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short }
}
