//! Tables of what cities wrote: responses, answers, passages, mentions, corrections. Rows are in the order of the
//! digest: by year, sector, city and question.

use super::super::mention;
use super::cell::{Id, Long};
use super::{Columns, TEXTS, Table, ids, names, place};
use crate::link::Index;
use crate::markup;
use crate::model::{
    Answer, AnswerState, City, Correction, Digest, Edition, Key, Passage, Question, Response, ResponseId, Target,
};

/// A passage with its surroundings.
#[derive(Clone, Copy)]
pub(super) struct PassageRow<'a> {
    pub(super) response: &'a Response,
    pub(super) question: &'a Question,
    pub(super) answer: &'a Answer,
    pub(super) passage: &'a Passage,
}

/// The columns that identify the response of a row.
pub(super) fn whose<'a, R: Copy + 'a>(digest: &'a Digest, of: impl Fn(R) -> ResponseId + Copy + 'a) -> Columns<'a, R> {
    Columns::new()
        .with("response", move |row| digest.response_key(of(row)))
        .for_people("year", move |row| of(row).year.0)
        .for_people("sector_name", move |row| digest.shown(&digest.sectors[of(row).sector]))
        .for_people("city_name", move |row| digest.shown(&digest.cities[of(row).city]))
}

pub(super) fn responses<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    Columns::<&'a Response>::new()
        .with("response", move |response| digest.response_key(response.id()))
        .with("year", |response| response.year.0)
        .for_programs("sector", move |response| Id(&digest.sectors[response.sector].id))
        .for_people("sector_name", move |response| digest.shown(&digest.sectors[response.sector]))
        .for_programs("city", move |response| Id(&digest.cities[response.city].id))
        .for_people("city_name", move |response| digest.shown(&digest.cities[response.city]))
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
        .with("url", move |response| place(digest, &digest.response_address(response.id())))
        .table("responses", of_editions(index, editions))
}

/// A question that a city was asked.
#[derive(Clone, Copy)]
struct Asked<'a> {
    response: ResponseId,
    question: &'a Question,
    state: AnswerState,
    answer: Option<&'a Answer>,
}

pub(super) fn answers<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    whose(index.digest(), |asked: Asked<'a>| asked.response)
        .for_programs("question", |asked| Id(&asked.question.id))
        .for_people("question_title", |asked| &*asked.question.title)
        .with("state", |asked| asked.state)
        .with("passages", |asked| Some(asked.answer?.passages.len()))
        .with("characters", |asked| Some(characters(&asked.answer?.passages)))
        .with("requests", |asked| Some(requests(&asked.answer?.passages)))
        .table("answers", asked(index, editions))
}

/// Every question with every city that was asked it: the matrices of all sectors' editions, row by row.
fn asked<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> impl Iterator<Item = Asked<'a>> + 'a {
    let sectors = editions.iter().flat_map(|edition| edition.sectors.iter().map(move |sector| (edition, sector)));
    sectors.flat_map(move |(edition, sector)| {
        index.expected(edition, sector.sector).into_iter().flat_map(move |city| {
            let id = ResponseId { year: edition.year, sector: sector.sector, city };
            let response = index.response(id);
            sector.questions.iter().enumerate().map(move |(number, question)| Asked {
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
    whose(digest, |piece: PassageRow<'a>| piece.response.id())
        .with("passage", |piece| &piece.passage.anchor)
        .for_programs("question", |piece| Id(&piece.question.id))
        .for_people("question_title", |piece| &*piece.question.title)
        .with("title", |piece| piece.passage.title.as_deref())
        .for_programs("topics", move |piece| ids(&digest.topics, &piece.passage.topics))
        .for_people("topic_names", move |piece| names(digest, &digest.topics, &piece.passage.topics))
        .with("characters", |piece| characters([piece.passage]))
        .with("requests", |piece| requests([piece.passage]))
        .table("passages", pieces(index, editions))
        .without_sheet()
}

pub(super) fn mentions<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    type Row<'a> = (PassageRow<'a>, Key<City>);
    let digest = index.digest();
    let rows = pieces(index, editions).flat_map(|piece| mentioned(piece).into_iter().map(move |city| (piece, city)));
    whose(digest, |(piece, _): Row<'a>| piece.response.id())
        .with("passage", |(piece, _)| &piece.passage.anchor)
        .for_programs("mentioned", move |(_, city)| Id(&digest.cities[city].id))
        .for_people("mentioned_name", move |(_, city)| digest.shown(&digest.cities[city]))
        .for_people("sentence", |(piece, city)| {
            mention::sentence(&piece.passage.text, &digest.cities[city]).map(|sentence| Long(sentence.plain().into()))
        })
        .table("mentions", rows)
        .without_sheet()
}

pub(super) fn corrections<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    type Row<'a> = (&'a Response, usize, &'a Correction);
    let rows = of_editions(index, editions).flat_map(|response| {
        (1..).zip(&response.corrections).map(move |(number, correction)| (response, number, correction))
    });
    whose(index.digest(), |(response, ..): Row<'a>| response.id())
        .with("number", |(_, number, _)| number)
        .with("date", |(.., correction)| correction.date)
        .with("text", |(.., correction)| Long((&*correction.text).into()))
        .for_programs("passage", move |(response, _, correction)| {
            let (_, passage) = index.passage_at(response, correction.passage.as_ref()?)?;
            Some(&passage.anchor)
        })
        .table("corrections", rows)
}

/// The full texts. They are as large as the content, and are published only as JSON.
pub(super) fn texts<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    Columns::<PassageRow<'a>>::new()
        .with("response", move |piece| digest.response_key(piece.response.id()))
        .with("passage", |piece| &piece.passage.anchor)
        .with("text", |piece| Long(markup::plain(piece.passage.text.html()).into()))
        .table(TEXTS, pieces(index, editions))
}

/// The responses of editions, in the order of the digest.
fn of_editions<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> impl Iterator<Item = &'a Response> + 'a {
    editions.iter().flat_map(|edition| index.edition_responses(edition)).map(|response| &**response)
}

/// The passages of editions, in the order of the digest.
pub(super) fn pieces<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> impl Iterator<Item = PassageRow<'a>> + 'a {
    of_editions(index, editions).flat_map(move |response| {
        let questions = index.questions(response);
        response.answers.iter().flat_map(move |answer| {
            let question = &questions[answer.question];
            answer.passages.iter().map(move |passage| PassageRow { response, question, answer, passage })
        })
    })
}

/// The other cities that a passage names, without duplicates, in the order of their names.
fn mentioned(piece: PassageRow<'_>) -> Vec<Key<City>> {
    let links = piece.passage.text.links.iter();
    let mut cities: Vec<_> = links
        .filter_map(|link| match link {
            Target::City(city) if *city != piece.response.city => Some(*city),
            _ => None,
        })
        .collect();
    cities.sort_unstable();
    cities.dedup();
    cities
}

/// How many characters the texts of passages have, counted as in the file of full texts.
fn characters<'a>(passages: impl IntoIterator<Item = &'a Passage>) -> usize {
    passages.into_iter().map(|passage| passage.text.characters()).sum()
}

/// How many requests for courses there are in passages.
fn requests<'a>(passages: impl IntoIterator<Item = &'a Passage>) -> usize {
    passages.into_iter().map(|passage| passage.requests.len()).sum()
}
