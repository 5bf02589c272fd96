//! Editions, the questions of their questionnaires, and how the cities dealt with each of these; the earliest first.

use super::super::Address;
use super::answers::response_key;
use super::cell::{Id, Long, ResponseKey};
use super::{Columns, Table, place};
use crate::link::Index;
use crate::model::{AnswerState, City, Edition, Key, Question, Response, ResponseId, SectorEdition};

pub(super) fn editions<'a>(index: &'a Index<'a>) -> Table<'a> {
    let digest = index.digest();
    Columns::<&'a Edition>::new()
        .with("year", |edition| edition.year.0)
        .with("title", |edition| edition.title.as_deref())
        .with("published", |edition| edition.date)
        .with("sectors", |edition| edition.sectors.len())
        .with("cities", |edition| {
            let mut cities: Vec<_> = index.edition_responses(edition).iter().map(|response| response.city).collect();
            cities.sort_unstable();
            cities.dedup();
            cities.len()
        })
        .with("responses", |edition| index.edition_responses(edition).len())
        .with("url", move |edition| place(digest, &Address::edition(edition.year), None))
        .table("editions", digest.editions.iter())
}

/// A question with its number, from 1.
type Row<'a> = (&'a Edition, &'a SectorEdition, usize, &'a Question);

pub(super) fn questions<'a>(index: &'a Index<'a>) -> Table<'a> {
    let digest = index.digest();
    let rows = digest.editions.iter().flat_map(|edition| {
        edition.sectors.iter().flat_map(move |sector| {
            (1..).zip(&sector.questions).map(move |(number, question)| (edition, sector, number, question))
        })
    });
    Columns::<Row<'a>>::new()
        .with("year", |(edition, ..)| edition.year.0)
        .with("sector", move |(_, sector, ..)| Id(&digest.sectors[sector.sector].id))
        .with("sector_name", move |(_, sector, ..)| digest.shown(&digest.sectors[sector.sector]))
        .with("question", |(.., question)| Id(&question.id))
        .with("number", |(_, _, number, _)| number)
        .with("role", |(.., question)| question.role)
        .with("title", |(.., question)| &*question.title)
        .with("wording", |(.., question)| Long((&*question.wording).into()))
        .with("answers", |(edition, sector, number, _)| {
            let responses = index.responses(edition.year, sector.sector).iter();
            responses.filter(|response| response.answer(number - 1).is_some()).count()
        })
        .with("url", move |(edition, sector, _, question)| {
            place(digest, &Address::question(digest, edition.year, sector.sector, question), None)
        })
        .table("questions", rows)
}

/// A city that was asked a question.
#[derive(Clone, Copy)]
struct Asked<'a> {
    edition: &'a Edition,
    sector: &'a SectorEdition,
    city: Key<City>,
    /// Its response; nothing where none was received.
    response: Option<&'a Response>,
    /// The number of the question, from 1.
    number: usize,
    question: &'a Question,
    state: AnswerState,
}

pub(super) fn states<'a>(index: &'a Index<'a>) -> Table<'a> {
    let digest = index.digest();
    Columns::<Asked<'a>>::new()
        .with("year", |asked| asked.edition.year.0)
        .with("sector", move |asked| Id(&digest.sectors[asked.sector.sector].id))
        .with("sector_name", move |asked| digest.shown(&digest.sectors[asked.sector.sector]))
        .with("city", move |asked| Id(&digest.cities[asked.city].id))
        .with("city_name", move |asked| digest.shown(&digest.cities[asked.city]))
        .with("region", move |asked| digest.cities[asked.city].region.as_deref())
        .with("question", |asked| Id(&asked.question.id))
        .with("number", |asked| asked.number)
        .with("role", |asked| asked.question.role)
        .with("question_title", |asked| &*asked.question.title)
        .with("state", |asked| asked.state)
        .with("response", move |asked| Some(ResponseKey(response_key(digest, asked.response?))))
        .with("draft", |asked| asked.response.is_some_and(|response| response.draft))
        .with("url", move |asked| {
            let response = asked.response.filter(|_| asked.state != AnswerState::Missing)?;
            Some(place(digest, &Address::response(digest, response.id()), Some(&asked.question.id)))
        })
        .table("states", asked(index))
}

/// Every question to every city that was asked it: the matrices of all sectors' editions, row by row.
fn asked<'a>(index: &'a Index<'a>) -> impl Iterator<Item = Asked<'a>> + 'a {
    let sectors = index.digest().editions.iter();
    let sectors = sectors.flat_map(|edition| edition.sectors.iter().map(move |sector| (edition, sector)));
    sectors.flat_map(move |(edition, sector)| {
        index.expected(edition, sector.sector).into_iter().flat_map(move |city| {
            let response = index.response(ResponseId { year: edition.year, sector: sector.sector, city });
            sector.questions.iter().enumerate().map(move |(number, question)| {
                let state = AnswerState::of(response, number);
                Asked { edition, sector, city, response, number: number + 1, question, state }
            })
        })
    })
}
