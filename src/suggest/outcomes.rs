//! Suggests outcomes of plans without a recorded one: the passage of the next year's results that resembles the plan,
//! if no other passage resembles it nearly as much.

use std::cmp::Reverse;

use super::weights::{Weights, shared};
use crate::link::Index;
use crate::markup;
use crate::model::{Anchor, Item, Passage, Question, Response, ResponseId, Role, Year, items};
use crate::select::Selection;
use asdg_russian::empty_answer;

/// The percentage of a plan's weight that a result must share.
const MIN_PERCENT: u32 = 45;

/// The percentage if both have a topic in common.
const MIN_PERCENT_ON_TOPIC: u32 = 30;

/// A plan with more words is long: it must share three words with a result, not two.
const LONG_PLAN: usize = 4;

/// The number of characters of a plan that are shown.
const EXCERPT: usize = 100;

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

/// Proposes outcomes, in the order of the plans.
pub(super) fn propose<'d>(index: &Index<'d>, selection: Selection<'d>) -> Vec<(&'d Response, OutcomeProposal<'d>)> {
    let responses: Vec<&'d Response> = index
        .edition_responses(selection.edition)
        .iter()
        .map(|response| &**response)
        .filter(|response| selection.has_sector(response.sector))
        .collect();
    let mut weights = Weights::default();
    for passage in responses.iter().flat_map(|response| response.passages()) {
        let stems = weights.stems(passage.title.as_deref(), &passage.text.html());
        weights.count(&stems);
    }
    let mut proposals = Vec::new();
    for response in responses.into_iter().filter(|response| selection.has_city(response.city)) {
        let before = index.response(ResponseId { year: Year(response.year.0 - 1), ..response.id() });
        let Some(before) = before else { continue };
        let results: Vec<ResultPassage<'d>> = passages(index, response, Role::Results)
            .map(|(question, passage)| {
                let stems = weights.stems(passage.title.as_deref(), &passage.text.html());
                ResultPassage { question, passage, stems }
            })
            .collect();
        let plans = passages(index, before, Role::Plans).flat_map(|(_, passage)| items(passage));
        for item in plans {
            let is_open = index.outcome(before.id(), &item.anchor()).is_none();
            let found = if is_open { find_outcome(&item, &results, &mut weights) } else { None };
            proposals.extend(found.map(|proposal| (response, proposal)));
        }
    }
    proposals
}

/// A passage that reports results.
struct ResultPassage<'d> {
    question: &'d Question,
    passage: &'d Passage,
    /// The stems of its words, sorted.
    stems: Vec<u32>,
}

/// Returns the passages of a response that answer questions of a role, without answers that have no content.
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

/// Finds the result that resembles a plan, unless another one resembles it nearly as much.
fn find_outcome<'d>(
    item: &Item<'d>,
    results: &[ResultPassage<'d>],
    weights: &mut Weights,
) -> Option<OutcomeProposal<'d>> {
    let wording = markup::single_line_text(&item.html());
    let title = item.passage.title.as_deref();
    let plan = weights.stems(title.filter(|_| item.number.is_none()), &item.html());
    let plan_weight = weights.sum(&plan);
    if plan.len() < 2 || empty_answer::is_empty_answer(&wording) {
        return None;
    }
    let mut ranked: Vec<(u32, &ResultPassage<'d>, Vec<u32>)> = results
        .iter()
        .filter_map(|result| {
            let shared = shared(&plan, &result.stems);
            let percent = weights.sum(&shared) * 100 / plan_weight.max(1);
            let on_topic = result.passage.topics.iter().any(|topic| item.passage.topics.contains(topic));
            let min_percent = if on_topic { MIN_PERCENT_ON_TOPIC } else { MIN_PERCENT };
            // A long plan may share two words by coincidence.
            let min_words = if plan.len() > LONG_PLAN { 3 } else { 2 };
            (shared.len() >= min_words && percent >= min_percent).then_some((percent, result, shared))
        })
        .collect();
    ranked.sort_by_key(|(percent, _, _)| Reverse(*percent));
    let second = ranked.get(1).map_or(0, |(percent, _, _)| *percent);
    let (percent, ResultPassage { question, passage, .. }, shared) = ranked.into_iter().next()?;
    // If two results resemble the plan about equally, neither is certain.
    (percent * 4 > second * 5).then(|| OutcomeProposal {
        plan: item.anchor(),
        wording: excerpt(&wording),
        question,
        passage,
        words: weights.words(&shared),
    })
}

/// Returns the beginning of a text, without the punctuation at its end.
fn excerpt(text: &str) -> String {
    let text = text.trim_end_matches([';', '.', ',']);
    let short: String = text.chars().take(EXCERPT).collect();
    if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short }
}
