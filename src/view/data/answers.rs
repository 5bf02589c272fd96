//! The tables with the content of responses: responses, answers, passages, mentions, corrections and full texts. Rows
//! are in the order of the digest: by year, sector, city and question.

use std::sync::Arc;

use super::super::mention::MentionFinder;
use super::cell::{Id, LongText};
use super::{Columns, TEXTS, Table, ids, names, page_address};
use crate::link::Index;
use crate::markup;
use crate::model::{
    Answer, AnswerState, City, Correction, Digest, Edition, Key, Passage, Question, Response, ResponseId, Target,
};

/// A passage with the answer, the question and the response that contain it.
#[derive(Clone, Copy)]
pub(super) struct PassageRow<'a> {
    pub(super) response: &'a Response,
    pub(super) question: &'a Question,
    pub(super) answer: &'a Answer,
    pub(super) passage: &'a Passage,
}

/// The columns that identify the response of a row.
pub(super) fn response_columns<'a, R: Copy + 'a>(
    digest: &'a Digest,
    id: impl Fn(R) -> ResponseId + Copy + 'a,
) -> Columns<'a, R> {
    Columns::new()
        .with("response", move |row| digest.response_key(id(row)))
        .for_people("year", move |row| id(row).year.0)
        .for_people("sector_name", move |row| digest.display_name(&digest.sectors[id(row).sector]))
        .for_people("city_name", move |row| digest.display_name(&digest.cities[id(row).city]))
}

pub(super) fn responses<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    Columns::<&'a Response>::new()
        .with("response", move |response| digest.response_key(response.id()))
        .with("year", |response| response.year.0)
        .for_programs("sector", move |response| Id(&digest.sectors[response.sector].id))
        .for_people("sector_name", move |response| digest.display_name(&digest.sectors[response.sector]))
        .for_programs("city", move |response| Id(&digest.cities[response.city].id))
        .for_people("city_name", move |response| digest.display_name(&digest.cities[response.city]))
        .for_people("region", move |response| digest.cities[response.city].region.as_deref())
        .with("respondent", |response| response.respondent.as_deref())
        .with("received", |response| response.received)
        .with("updated", |response| response.updated)
        .with("source", |response| response.source.as_deref())
        .for_programs("topics", move |response| ids(&digest.topics, &response.all_topics()))
        .for_people("topic_names", move |response| names(digest, &digest.topics, &response.all_topics()))
        .with("answers", |response| response.answers.len())
        .with("passages", |response| response.passages().count())
        .with("characters", |response| characters(response.passages()))
        .with("requests", |response| requests(response.passages()))
        .with("draft", |response| response.draft)
        .with("retold", |response| response.retold)
        .with("url", move |response| page_address(digest, &digest.response_address(response.id())))
        .table("responses", edition_responses(index, editions))
}

/// A question with the answer of a city that had to answer it.
#[derive(Clone, Copy)]
struct QuestionRow<'a> {
    response: ResponseId,
    question: &'a Question,
    state: AnswerState,
    answer: Option<&'a Answer>,
}

pub(super) fn answers<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    response_columns(index.digest(), |row: QuestionRow<'a>| row.response)
        .for_programs("question", |row| Id(&row.question.id))
        .for_people("question_title", |row| &*row.question.title)
        .with("state", |row| row.state)
        .with("passages", |row| Some(row.answer?.passages.len()))
        .with("characters", |row| Some(characters(&row.answer?.passages)))
        .with("requests", |row| Some(requests(&row.answer?.passages)))
        .table("answers", question_rows(index, editions))
}

/// Each question once for each city that had to answer it: the matrices of all sectors' editions, row by row.
fn question_rows<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> impl Iterator<Item = QuestionRow<'a>> + 'a {
    let sectors = editions.iter().flat_map(|edition| edition.sectors.iter().map(move |sector| (edition, sector)));
    sectors.flat_map(move |(edition, sector)| {
        index.expected(edition, sector.sector).into_iter().flat_map(move |city| {
            let id = ResponseId { year: edition.year, sector: sector.sector, city };
            let response = index.response(id);
            sector.questions.iter().enumerate().map(move |(number, question)| QuestionRow {
                response: id,
                question,
                state: AnswerState::of(response, number),
                answer: response.and_then(|response| response.answer(number)),
            })
        })
    })
}

pub(super) fn passages<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    response_columns(digest, |row: PassageRow<'a>| row.response.id())
        .with("passage", |row| &row.passage.anchor)
        .for_programs("question", |row| Id(&row.question.id))
        .for_people("question_title", |row| &*row.question.title)
        .with("title", |row| row.passage.title.as_deref())
        .for_programs("topics", move |row| ids(&digest.topics, &row.passage.topics))
        .for_people("topic_names", move |row| names(digest, &digest.topics, &row.passage.topics))
        .with("characters", |row| characters([row.passage]))
        .with("requests", |row| requests([row.passage]))
        .table("passages", passage_rows(index, editions))
        .without_sheet()
}

pub(super) fn mentions<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    type Row<'a> = (PassageRow<'a>, Key<City>);
    let digest = index.digest();
    let finders: Vec<MentionFinder> = digest.cities.iter().map(|(_, city)| MentionFinder::new(city)).collect();
    let rows =
        passage_rows(index, editions).flat_map(|row| mentioned_cities(row).into_iter().map(move |city| (row, city)));
    response_columns(digest, |(row, _): Row<'a>| row.response.id())
        .with("passage", |(row, _)| &row.passage.anchor)
        .for_programs("mentioned", move |(_, city)| Id(&digest.cities[city].id))
        .for_people("mentioned_name", move |(_, city)| digest.display_name(&digest.cities[city]))
        .for_people("sentence", move |(row, city)| {
            let sentence = finders[city.index()].sentence(&row.passage.text)?;
            Some(LongText(sentence.plain().into()))
        })
        .table("mentions", rows)
        .without_sheet()
}

pub(super) fn corrections<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    type Row<'a> = (&'a Response, usize, &'a Correction);
    let rows = edition_responses(index, editions).flat_map(|response| {
        (1..).zip(&response.corrections).map(move |(number, correction)| (response, number, correction))
    });
    response_columns(index.digest(), |(response, ..): Row<'a>| response.id())
        .with("number", |(_, number, _)| number)
        .with("date", |(.., correction)| correction.date)
        .with("text", |(.., correction)| LongText((&*correction.text).into()))
        .for_programs("passage", move |(response, _, correction)| {
            let (_, passage) = index.passage_at(response, correction.passage.as_ref()?)?;
            Some(&passage.anchor)
        })
        .table("corrections", rows)
}

/// The table of full texts. It is as large as the content, so it is published only as JSON, in parts.
pub(super) fn texts<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    text_columns(index).table(TEXTS, passage_rows(index, editions))
}

/// The part of the table of full texts with the texts of some responses.
pub fn texts_of<'a>(index: &'a Index<'a>, responses: &'a [Arc<Response>]) -> Table<'a> {
    text_columns(index).table(TEXTS, responses.iter().flat_map(|response| response_rows(index, response)))
}

fn text_columns<'a>(index: &'a Index<'a>) -> Columns<'a, PassageRow<'a>> {
    let digest = index.digest();
    Columns::<PassageRow<'a>>::new()
        .with("response", move |row| digest.response_key(row.response.id()))
        .with("passage", |row| &row.passage.anchor)
        .with("text", |row| LongText(markup::plain(&row.passage.text.html()).into()))
}

/// Iterates over the responses of editions, in the order of the digest.
fn edition_responses<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> impl Iterator<Item = &'a Response> + 'a {
    editions.iter().flat_map(|edition| index.edition_responses(edition)).map(|response| &**response)
}

/// Iterates over the passages of editions, in the order of the digest.
pub(super) fn passage_rows<'a>(
    index: &'a Index<'a>,
    editions: &'a [Edition],
) -> impl Iterator<Item = PassageRow<'a>> + 'a {
    edition_responses(index, editions).flat_map(|response| response_rows(index, response))
}

/// Iterates over the passages of a response.
fn response_rows<'a>(index: &'a Index<'a>, response: &'a Response) -> impl Iterator<Item = PassageRow<'a>> + 'a {
    let questions = index.questions(response);
    response.answers.iter().flat_map(move |answer| {
        let question = &questions[answer.question];
        answer.passages.iter().map(move |passage| PassageRow { response, question, answer, passage })
    })
}

/// Collects the other cities that a passage names, without duplicates, in the order of their names.
fn mentioned_cities(row: PassageRow<'_>) -> Vec<Key<City>> {
    let links = row.passage.text.links.iter();
    let mut cities: Vec<_> = links
        .filter_map(|link| match link {
            Target::City(city) if *city != row.response.city => Some(*city),
            _ => None,
        })
        .collect();
    cities.sort_unstable();
    cities.dedup();
    cities
}

/// Counts the characters in the texts of passages, as the file of full texts has them.
fn characters<'a>(passages: impl IntoIterator<Item = &'a Passage>) -> usize {
    passages.into_iter().map(|passage| passage.text.characters()).sum()
}

/// Counts the requests for courses in passages.
fn requests<'a>(passages: impl IntoIterator<Item = &'a Passage>) -> usize {
    passages.into_iter().map(|passage| passage.requests.len()).sum()
}
