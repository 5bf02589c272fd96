//! The tables of editions and of the questions of their questionnaires, the earliest first.

use super::super::Address;
use super::cell::{Id, LongText};
use super::{Columns, Table, page_address};
use crate::link::Index;
use crate::model::{Edition, Question, SectorEdition};

pub(super) fn editions<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
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
        .with("url", move |edition| page_address(digest, &Address::edition(edition.year)))
        .table("editions", editions.iter())
}

/// A row of the table of questions: a question with its edition, its sector and its number, from 1.
type Row<'a> = (&'a Edition, &'a SectorEdition, usize, &'a Question);

pub(super) fn questions<'a>(index: &'a Index<'a>, editions: &'a [Edition]) -> Table<'a> {
    let digest = index.digest();
    let rows = editions.iter().flat_map(|edition| {
        edition.sectors.iter().flat_map(move |sector| {
            (1..).zip(&sector.questions).map(move |(number, question)| (edition, sector, number, question))
        })
    });
    Columns::<Row<'a>>::new()
        .with("year", |(edition, ..)| edition.year.0)
        .for_programs("sector", move |(_, sector, ..)| Id(&digest.sectors[sector.sector].id))
        .for_people("sector_name", move |(_, sector, ..)| digest.display_name(&digest.sectors[sector.sector]))
        .for_programs("question", |(.., question)| Id(&question.id))
        .with("number", |(_, _, number, _)| number)
        .with("role", |(.., question)| question.role)
        .with("title", |(.., question)| &*question.title)
        .with("wording", |(.., question)| LongText((&*question.wording).into()))
        .with("answers", |(edition, sector, number, _)| {
            let responses = index.responses(edition.year, sector.sector).iter();
            responses.filter(|response| response.answer(number - 1).is_some()).count()
        })
        .with("url", move |(edition, sector, _, question)| {
            page_address(digest, &digest.question_address(edition.year, sector.sector, question))
        })
        .table("questions", rows)
}
